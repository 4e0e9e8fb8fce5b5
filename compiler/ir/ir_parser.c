/* ir_parser.c: names and constant objects in IR text; see ir_parser.h. */
#include "ir/ir_parser.h"

#include <string.h>

Atom ir_parse_key(IrParser *p, const IrToken *name)
{
    AtomTable *atoms = p->b.module->atoms;
    if (!name->copy)
        return atom_intern(atoms, name->text, name->len);
    return atom_from(atoms, arena_printf(p->lex.arena, "%s.%u", name->text, name->copy));
}

IrVar *ir_parse_var(IrParser *p)
{
    bool global = ir_lex_take(&p->lex, '$');
    IrToken name = p->lex.token;
    if (name.kind != IR_TOK_NAME) {
        ir_lex_fail(&p->lex, "expected a variable");
        return NULL;
    }
    IrVar *var = map_get(global ? &p->globals : &p->vars, ir_parse_key(p, &name));
    if (!var)
        ir_lex_fail(&p->lex, "variable `%s%s` is not declared", global ? "$" : "", name.text);
    ir_lex_next(&p->lex);
    return p->lex.failed ? NULL : var;
}

IrFunc *ir_parse_func_name(IrParser *p)
{
    ir_lex_expect(&p->lex, '@');
    IrToken name = p->lex.token;
    IrFunc *func = NULL;
    if (name.kind == IR_TOK_NAME)
        func = map_get(&p->funcs, ir_parse_key(p, &name));
    if (!func)
        ir_lex_fail(&p->lex, "function `%s` is not in this module", name.text);
    ir_lex_next(&p->lex);
    return p->lex.failed ? NULL : func;
}

/* Constants */

static BigInt parse_bigint(IrParser *p)
{
    IrToken token = ir_lex_want(&p->lex, IR_TOK_NUMBER, "an integer");
    uint32_t sign = token.len && token.text[0] == '-' ? 1 : 0;
    BigInt value = {0};
    if (!token.len || !bigint_parse(p->lex.arena, token.text + sign, token.len - sign, &value))
        ir_lex_fail(&p->lex, "expected an integer");
    value.negative = sign && value.len;
    return value;
}

static IrConst *parse_items(IrParser *p, bool is_set)
{
    VEC(IrConst *) items = {0};
    if (++p->depth > IR_PARSE_DEPTH)
        ir_lex_fail(&p->lex, "constants are nested too deeply");
    while (!p->lex.failed && !ir_lex_is(&p->lex, ')')) {
        IrConst *item = ir_parse_const(p);
        vec_push(p->lex.arena, &items, item);
        if (!ir_lex_take(&p->lex, ','))
            break;
    }
    p->depth--;
    ir_lex_expect(&p->lex, ')');
    if (p->lex.failed)
        return NULL;
    return is_set ? ir_const_frozenset(p->b.module, items.items, items.len)
                  : ir_const_tuple(p->b.module, items.items, items.len);
}

static IrConst *parse_called_const(IrParser *p)
{
    IrModule *module = p->b.module;
    bool is_float = ir_lex_is_word(&p->lex, "float");
    bool is_complex = ir_lex_is_word(&p->lex, "complex");
    bool is_set = ir_lex_is_word(&p->lex, "frozenset");
    if (is_set || ir_lex_is_word(&p->lex, "tuple")) {
        ir_lex_next(&p->lex);
        ir_lex_expect(&p->lex, '(');
        return parse_items(p, is_set);
    }
    if (!is_float && !is_complex && !ir_lex_is_word(&p->lex, "int")) {
        ir_lex_fail(&p->lex, "expected a constant object");
        return NULL;
    }
    ir_lex_next(&p->lex);
    ir_lex_expect(&p->lex, '(');
    IrConst *value = NULL;
    if (is_float || is_complex) {
        double number = ir_parse_double(&p->lex);
        value = ir_const_float(module, is_float ? IR_CONST_FLOAT : IR_CONST_COMPLEX, number);
    } else {
        BigInt number = parse_bigint(p);
        value = ir_const_int(module, &number);
    }
    ir_lex_expect(&p->lex, ')');
    return value;
}

IrConst *ir_parse_const(IrParser *p)
{
    static const struct {
        const char *word;
        IrConstKind kind;
    } simple[] = {
        {"None", IR_CONST_NONE},
        {"True", IR_CONST_TRUE},
        {"False", IR_CONST_FALSE},
        {"Ellipsis", IR_CONST_ELLIPSIS},
    };
    IrToken token = p->lex.token;
    if (token.kind == IR_TOK_PYSTR || token.kind == IR_TOK_PYBYTES) {
        ir_lex_next(&p->lex);
        if (token.kind == IR_TOK_PYSTR)
            return ir_const_str(p->b.module, token.text, token.len, false);
        return ir_const_bytes(p->b.module, token.text, token.len);
    }
    for (size_t k = 0; k < sizeof simple / sizeof *simple; k++)
        if (ir_lex_take_word(&p->lex, simple[k].word))
            return ir_const_simple(p->b.module, simple[k].kind);
    return parse_called_const(p);
}

bool ir_parse_is_const(const IrParser *p)
{
    const IrToken *token = &p->lex.token;
    if (token->kind == IR_TOK_PYSTR || token->kind == IR_TOK_PYBYTES)
        return true;
    if (token->before_paren)
        return ir_lex_is_word(&p->lex, "int") || ir_lex_is_word(&p->lex, "float") ||
               ir_lex_is_word(&p->lex, "complex") || ir_lex_is_word(&p->lex, "tuple") ||
               ir_lex_is_word(&p->lex, "frozenset");
    return ir_lex_is_word(&p->lex, "None") || ir_lex_is_word(&p->lex, "True") ||
           ir_lex_is_word(&p->lex, "False") || ir_lex_is_word(&p->lex, "Ellipsis");
}
