/* ir_parse_insn.c: instructions in IR text.
 *
 * One instruction a line; a value inside its use is made just before it, operands left to right, which
 * is the order the printer relies on. Nothing is checked here but what is needed to build the
 * instruction (names exist, number of operands); the verifier does the rest.
 *
 *     %1: f64 = prim add_f64_obj s, x     ; 4
 *     range %2 = 0, list_len(xs) live {
 */
#include "ir/ir_parse_insn.h"

#include "ir/ir_infer.h"

#include <string.h>

enum { MAX_DEPTH = 400 };

typedef VEC(Insn *) InsnVec;

static Insn *parse_operand(IrParser *p, const Insn *user);
static Insn *parse_op(IrParser *p, const Type *type);

/* Names */

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

static Insn *parse_target(IrParser *p, bool may_be_func)
{
    IrToken name = ir_lex_want(&p->lex, IR_TOK_NAME, "a label");
    if (may_be_func && strcmp(name.text, "fail") == 0)
        return NULL;
    Insn *region = map_get(&p->labels, ir_parse_key(p, &name));
    if (!region)
        ir_lex_fail(&p->lex, "no region is labelled `%s`", name.text);
    return region;
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
    if (++p->depth > MAX_DEPTH)
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

static bool is_const_ahead(const IrParser *p)
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

/* Making instructions */

/* Places a finished draft; checks the number of operands. */
static Insn *place(IrParser *p, const Insn *draft, const Type *type)
{
    uint32_t min;
    uint32_t max;
    if (p->lex.failed)
        return NULL;
    ir_arity(draft, &min, &max);
    if (draft->nargs < min || draft->nargs > max) {
        ir_lex_fail(&p->lex, "`%s` has %u operands", ir_op_info[draft->op].text, draft->nargs);
        return NULL;
    }
    if (!type)
        type = ir_infer_result(p->b.module->types, draft);
    if (!type) {
        ir_lex_fail(&p->lex, "the type of `%s` must be written", ir_op_info[draft->op].text);
        return NULL;
    }
    Insn *insn = ir_append(&p->b, draft->op, draft->sub, type, draft->args, draft->nargs);
    insn->as = draft->as;
    insn->flags = draft->flags;
    insn->takes = draft->takes;
    insn->into = draft->into;
    vec_push(p->lex.arena, &p->fresh, &insn->span);
    return insn;
}

static const Type *parse_colon_type(IrParser *p)
{
    return ir_lex_take(&p->lex, ':') ? ir_parse_type(&p->lex, &p->scope) : NULL;
}

/* Operands */

static Insn *place_imm(IrParser *p, const Insn *imm, const Type *implied, const Type *natural)
{
    const Type *type = parse_colon_type(p);
    bool fits = implied && (type_is_float(natural) ? type_is_float(implied)
                            : type_is_int(natural) ? type_is_int(implied)
                                                   : false);
    if (!type)
        type = fits && natural->kind != TYPE_BINT ? implied : natural;
    bool float_type = type_is_float(type);
    bool pointer_type = type_is_ptr(type);
    if (float_type != type_is_float(natural) || pointer_type != type_is_ptr(natural)) {
        ir_lex_fail(&p->lex, "the constant does not have this type");
        return NULL;
    }
    return place(p, imm, type);
}

static Insn *parse_imm(IrParser *p, const Type *implied)
{
    Types *types = p->b.module->types;
    Insn imm = {.op = IR_CONST};
    const IrToken token = p->lex.token;
    if (token.kind == IR_TOK_CSTRING) {
        imm.as.imm.text = arena_strndup(p->b.module->arena, token.text, token.len);
        imm.as.imm.len = token.len;
        ir_lex_next(&p->lex);
        return place_imm(p, &imm, implied, ir_cstring_type(types));
    }
    if (ir_lex_is_word(&p->lex, "true") || ir_lex_is_word(&p->lex, "false")) {
        imm.as.imm.i = token.text[0] == 't';
        ir_lex_next(&p->lex);
        return place_imm(p, &imm, implied, TYPE_OF(types, BINT));
    }
    if (token.kind == IR_TOK_NAME || token.is_float) {
        imm.as.imm.f = ir_parse_double(&p->lex);
        return place_imm(p, &imm, implied, TYPE_OF(types, DOUBLE));
    }
    imm.as.imm.i = ir_lex_want_int(&p->lex);
    return place_imm(p, &imm, implied, TYPE_OF(types, LONG));
}

static void parse_args(IrParser *p, Insn *draft, char close)
{
    InsnVec args = {0};
    draft->args = NULL;
    while (!p->lex.failed && !ir_lex_is(&p->lex, close)) {
        if (args.len < 8 && ir_lex_take_word(&p->lex, "take"))
            draft->takes |= (uint8_t)(1u << args.len);
        Insn *arg = parse_operand(p, draft);
        if (!arg)
            return;
        vec_push(p->lex.arena, &args, arg);
        draft->args = args.items;
        draft->nargs = args.len;
        if (!ir_lex_take(&p->lex, ','))
            break;
    }
}

static Insn *parse_prim_call(IrParser *p)
{
    IrToken name = p->lex.token;
    Insn draft = {.op = IR_PRIM, .as.prim = prim_by_name(name.text, name.len)};
    if (!draft.as.prim) {
        ir_lex_fail(&p->lex, "`%s` is not a primitive", name.text);
        return NULL;
    }
    ir_lex_next(&p->lex);
    ir_lex_expect(&p->lex, '(');
    parse_args(p, &draft, ')');
    ir_lex_expect(&p->lex, ')');
    return place(p, &draft, parse_colon_type(p));
}

static Insn *parse_get(IrParser *p)
{
    Insn draft = {.op = IR_GET, .as.var = ir_parse_var(p)};
    return draft.as.var ? place(p, &draft, parse_colon_type(p)) : NULL;
}

static Insn *parse_value(IrParser *p)
{
    IrToken name = p->lex.token;
    Insn *value = map_get(&p->values, ir_parse_key(p, &name));
    if (!value)
        ir_lex_fail(&p->lex, "value `%%%s` is not defined", name.text);
    ir_lex_next(&p->lex);
    return p->lex.failed ? NULL : value;
}

/* An operation in parentheses; its type, when it does not follow, stands behind them. */
static Insn *parse_parens(IrParser *p)
{
    ir_lex_next(&p->lex);
    Insn *made = parse_op(p, TYPE_OF(p->b.module->types, VOID)); /* until it is known */
    ir_lex_expect(&p->lex, ')');
    const Type *type = parse_colon_type(p);
    if (p->lex.failed || !made)
        return NULL;
    if (!type)
        type = ir_infer_result(p->b.module->types, made);
    if (!type || type->kind == TYPE_VOID) {
        ir_lex_fail(&p->lex, "the type of `%s` must be written", ir_op_info[made->op].text);
        return NULL;
    }
    made->type = type;
    return made;
}

static Insn *parse_null(IrParser *p, const Type *implied)
{
    Insn draft = {.op = IR_NULL};
    ir_lex_next(&p->lex);
    const Type *type = parse_colon_type(p);
    return place(p, &draft, type ? type : implied);
}

static Insn *parse_operand(IrParser *p, const Insn *user)
{
    const IrToken *token = &p->lex.token;
    const Type *implied = ir_infer_arg(p->b.module->types, p->b.func, user, user->nargs);
    Insn *value = NULL;
    if (++p->depth > MAX_DEPTH) {
        ir_lex_fail(&p->lex, "operands are nested too deeply");
        return NULL;
    }
    if (token->kind == IR_TOK_VALUE) {
        value = parse_value(p);
    } else if (is_const_ahead(p)) {
        Insn draft = {.op = IR_PYCONST, .as.pyconst = ir_parse_const(p)};
        value = draft.as.pyconst ? place(p, &draft, parse_colon_type(p)) : NULL;
    } else if (ir_lex_is(&p->lex, '(')) {
        value = parse_parens(p);
    } else if (ir_lex_is_word(&p->lex, "null")) {
        value = parse_null(p, implied);
    } else if (token->kind == IR_TOK_NUMBER || token->kind == IR_TOK_CSTRING ||
               ir_lex_is_word(&p->lex, "true") || ir_lex_is_word(&p->lex, "false") ||
               ir_lex_is_word(&p->lex, "inf") || ir_lex_is_word(&p->lex, "nan")) {
        value = parse_imm(p, implied);
    } else if (token->kind == IR_TOK_NAME && !token->quoted && token->before_paren) {
        value = parse_prim_call(p);
    } else {
        value = parse_get(p);
    }
    p->depth--;
    return value;
}

/* Payloads */

static void parse_axes(IrParser *p, Insn *draft)
{
    VEC(IrAxis) axes = {0};
    ir_lex_expect(&p->lex, '[');
    while (!p->lex.failed && !ir_lex_is(&p->lex, ']')) {
        IrAxis axis = {.kind = IR_AXIS_SLICE};
        if (ir_lex_take_word(&p->lex, "index")) {
            axis.kind = IR_AXIS_INDEX;
        } else if (ir_lex_take_word(&p->lex, "new")) {
            axis.kind = IR_AXIS_NEW;
        } else {
            axis.has_start = ir_lex_take_word(&p->lex, "start");
            ir_lex_expect(&p->lex, ':');
            axis.has_stop = ir_lex_take_word(&p->lex, "stop");
            if (!ir_lex_take(&p->lex, ':'))
                axis.kind = IR_AXIS_FULL;
            else
                axis.has_step = ir_lex_take_word(&p->lex, "step");
        }
        vec_push(p->b.module->arena, &axes, axis);
        if (!ir_lex_take(&p->lex, ','))
            break;
    }
    ir_lex_expect(&p->lex, ']');
    draft->as.axes.items = axes.items;
    draft->as.axes.len = axes.len;
}

static IrConst *parse_kwnames(IrParser *p)
{
    if (!ir_lex_take(&p->lex, '['))
        return NULL;
    IrConst *names = ir_parse_const(p);
    ir_lex_expect(&p->lex, ']');
    return names;
}

static IrCallee *parse_callee(IrParser *p)
{
    IrCallee *callee = ARENA_NEW(p->b.module->arena, IrCallee);
    if (ir_lex_is(&p->lex, '@')) {
        callee->func = ir_parse_func_name(p);
        if (callee->func)
            callee->type = ir_infer_func(p->b.module->types, callee->func);
        return callee;
    }
    callee->c_name = ir_lex_want(&p->lex, IR_TOK_STRING, "a function").text;
    if (ir_lex_take_word(&p->lex, "from"))
        callee->header = ir_lex_want(&p->lex, IR_TOK_STRING, "a header").text;
    callee->type = ir_parse_type(&p->lex, &p->scope);
    if (callee->type->kind != TYPE_FUNC)
        ir_lex_fail(&p->lex, "a call needs a function type");
    return callee;
}

/* The field's struct is known only with the operand: it is looked up by finish_field. */
static void finish_field(IrParser *p, Insn *draft, Atom name)
{
    const Type *pointer = draft->nargs ? type_strip(draft->args[0]->type) : NULL;
    if (pointer && pointer->kind == TYPE_PTR)
        draft->as.field = type_field(pointer->target, name);
    if (!draft->as.field)
        ir_lex_fail(&p->lex, "no struct with a field `%s`", name->text);
}

static void parse_payload(IrParser *p, Insn *draft)
{
    IrLexer *lex = &p->lex;
    int64_t number;
    switch ((int)draft->op) {
    case IR_PYCONST: draft->as.pyconst = ir_parse_const(p); break;
    case IR_GET:
    case IR_SET:
    case IR_UNSET:
    case IR_ADDR:
    case IR_INITCHK:
    case IR_REPLACE:
    case IR_ASSIGN:
    case IR_MOVE:
        draft->as.var = ir_parse_var(p);
        if (draft->op == IR_SET || draft->op == IR_REPLACE || draft->op == IR_ASSIGN) {
            if (draft->as.var)
                draft->as.var->changes |= p->b.func != p->b.module->body;
            ir_lex_expect(lex, ',');
        }
        break;
    case IR_PRIM:
        draft->as.prim = prim_by_name(lex->token.text, lex->token.len);
        if (!draft->as.prim || lex->token.kind != IR_TOK_NAME)
            ir_lex_fail(lex, "`%s` is not a primitive", lex->token.text);
        ir_lex_next(lex);
        break;
    case IR_SIZEOF: draft->as.type = ir_parse_type(lex, &p->scope); break;
    case IR_CALL:
    case IR_FUNCADDR: draft->as.callee = parse_callee(p); break;
    case IR_FUNCOBJ:
    case IR_GENNEW: draft->as.func = ir_parse_func_name(p); break;
    case IR_PYCALL:
        draft->as.pycall.is_found = ir_lex_take_word(lex, "found");
        if (ir_lex_is(lex, '@'))
            draft->as.pycall.known = ir_parse_func_name(p);
        draft->as.pycall.kwnames = parse_kwnames(p);
        break;
    case IR_PYMETH:
        draft->as.pymeth.name = ir_parse_const(p);
        draft->as.pymeth.kwnames = parse_kwnames(p);
        break;
    case IR_PART:
    case IR_VDIM:
    case IR_GENSET:
    case IR_BOUNDS:
        number = ir_lex_want_int(lex);
        if (number < 0 || number > 1000)
            ir_lex_fail(lex, "expected the number of an axis, part or variable");
        draft->as.index = (uint32_t)number;
        break;
    case IR_NONECHK:
    case IR_TYPECHK:
        if (lex->token.kind == IR_TOK_STRING)
            draft->as.text = ir_lex_want(lex, IR_TOK_STRING, "a name").text;
        break;
    case IR_VSLICE: parse_axes(p, draft); break;
    case IR_LEAVE:
    case IR_AGAIN:
    case IR_UNWIND: draft->as.target = parse_target(p, false); break;
    default: break;
    }
}

/* The sub-code; where 0 has no name it may be left out. */
static void parse_sub(IrParser *p, Insn *draft)
{
    if (!ir_sub_text(draft->op, 0)) {
        const char *word = ir_sub_text(draft->op, 1);
        draft->sub = word && ir_lex_take_word(&p->lex, word);
        return;
    }
    const char *text;
    for (uint16_t sub = 0; (text = ir_sub_text(draft->op, sub)) != NULL; sub++)
        if (ir_lex_take_word(&p->lex, text)) {
            draft->sub = sub;
            return;
        }
    ir_lex_fail(&p->lex, "unknown kind of `%s`", ir_op_info[draft->op].text);
}

static int op_by_name(const IrToken *token)
{
    if (token->kind != IR_TOK_NAME || token->quoted)
        return -1;
    for (int op = 0; op < IR_OP_COUNT; op++)
        if (strcmp(ir_op_info[op].text, token->text) == 0)
            return op;
    return -1;
}

/* Operation, sub-code, payload, operands. `type`: of the result, NULL: it follows. */
static Insn *parse_op(IrParser *p, const Type *type)
{
    int op = op_by_name(&p->lex.token);
    if (op < 0 || ir_op_info[op].shape == IR_SHAPE_REGION || p->depth > MAX_DEPTH) {
        ir_lex_fail(&p->lex, "expected an operation");
        return NULL;
    }
    Insn draft = {.op = (IrOp)op};
    Atom field = NULL;
    ir_lex_next(&p->lex);
    if (op == IR_CONST)
        return parse_imm(p, type);
    parse_sub(p, &draft);
    if (op == IR_FIELD) {
        IrToken name = ir_lex_want(&p->lex, IR_TOK_NAME, "the name of a field");
        field = atom_from(p->b.module->atoms, name.text);
    }
    parse_payload(p, &draft);
    if (p->lex.failed)
        return NULL;
    p->depth++;
    bool more = p->lex.token.kind != IR_TOK_NEWLINE && p->lex.token.kind != IR_TOK_ARROW &&
                p->lex.token.kind != IR_TOK_END && !ir_lex_is(&p->lex, '}');
    if (more)
        parse_args(p, &draft, ')');
    p->depth--;
    if (field && !p->lex.failed)
        finish_field(p, &draft, field);
    if (op == IR_ERRCHK) {
        ir_lex_want(&p->lex, IR_TOK_ARROW, "`->`");
        draft.as.target = parse_target(p, true);
    }
    return place(p, &draft, type);
}

/* Regions */

static void parse_case(IrParser *p, Insn *region, uint32_t *values, int64_t **list, uint32_t *cap)
{
    if (*values == *cap)
        vec_grow(p->b.module->arena, (void **)list, *values, cap, sizeof **list);
    (*list)[(*values)++] = ir_lex_want_int(&p->lex);
    region->as.cases.values = *list;
    region->as.cases.len = *values;
}

static void add_block(IrParser *p, Insn *region)
{
    IrBlock **blocks = ARENA_ARRAY(p->b.module->arena, IrBlock *, region->nblocks + 1);
    if (region->nblocks)
        memcpy(blocks, region->blocks, region->nblocks * sizeof *blocks);
    blocks[region->nblocks] = ir_block_new(p->b.module);
    blocks[region->nblocks]->owner = region;
    region->blocks = blocks;
    region->nblocks++;
}

static void parse_braces(IrParser *p, Insn *region)
{
    add_block(p, region);
    ir_lex_expect(&p->lex, '{');
    ir_parse_line_end(p);
    ir_parse_block(p, region->blocks[region->nblocks - 1]);
}

static void parse_switch(IrParser *p, Insn *region)
{
    uint32_t count = 0;
    uint32_t cap = 0;
    int64_t *values = NULL;
    while (!p->lex.failed && ir_lex_take_word(&p->lex, "case")) {
        parse_case(p, region, &count, &values, &cap);
        parse_braces(p, region);
    }
    if (ir_lex_take_word(&p->lex, "default"))
        parse_braces(p, region);
}

static void parse_region_blocks(IrParser *p, Insn *region)
{
    if (region->op == IR_SWITCH) {
        parse_switch(p, region);
        return;
    }
    parse_braces(p, region);
    if (region->op == IR_IF) {
        if (ir_lex_take_word(&p->lex, "else"))
            parse_braces(p, region);
        else
            add_block(p, region);
        return;
    }
    const char *second = region->op == IR_TRY ? "handler" : "cleanup";
    if (region->op == IR_TRY || region->op == IR_FINALLY) {
        if (!ir_lex_take_word(&p->lex, second))
            ir_lex_fail(&p->lex, "expected `%s`", second);
        parse_braces(p, region);
    }
}

/* `%1 = ` or `%1: type = ` of a loop: the name of its index. */
static bool parse_index(IrParser *p, IrToken *name, const Type **type)
{
    uint32_t start = p->lex.token.start;
    *name = p->lex.token;
    *type = NULL;
    if (name->kind != IR_TOK_VALUE)
        return false;
    ir_lex_next(&p->lex);
    *type = parse_colon_type(p);
    if (ir_lex_take(&p->lex, '='))
        return true;
    if (!p->lex.failed)
        ir_lex_seek(&p->lex, start);
    return false;
}

/* `x = ` of a loop that counts in a variable; NULL when there is none. */
static IrVar *parse_counter(IrParser *p)
{
    uint32_t start = p->lex.token.start;
    if (p->lex.token.kind != IR_TOK_NAME || ir_lex_is_word(&p->lex, "live"))
        return NULL;
    IrToken name = p->lex.token;
    ir_lex_next(&p->lex);
    bool counts = ir_lex_is(&p->lex, '=');
    ir_lex_seek(&p->lex, start);
    if (!counts || !map_has(&p->vars, ir_parse_key(p, &name)))
        return NULL;
    IrVar *var = ir_parse_var(p);
    ir_lex_expect(&p->lex, '=');
    return var;
}

static void define_value(IrParser *p, const IrToken *name, Insn *value)
{
    Atom key = ir_parse_key(p, name);
    if (map_has(&p->values, key))
        ir_lex_fail(&p->lex, "value `%%%s` is defined twice", name->text);
    else
        map_set(p->lex.arena, &p->values, key, value);
}

static void make_index(IrParser *p, Insn *region, const IrToken *name, const Type *type)
{
    IrBlock *outer = p->b.block;
    Insn draft = {.op = IR_INDEXVAR};
    if (!type)
        type = region->nargs ? region->args[0]->type : TYPE_OF(p->b.module->types, SSIZE);
    p->b.block = region->blocks[region->nblocks - 1];
    Insn *index = place(p, &draft, type);
    p->b.block = outer;
    if (index)
        define_value(p, name, index);
}

/* start, stop, or start, then the expression of a live stop, which becomes the first block. */
static void parse_range_args(IrParser *p, Insn *draft, IrBlock *stop)
{
    Insn **args = ARENA_ARRAY(p->b.module->arena, Insn *, 2);
    draft->args = args;
    args[0] = parse_operand(p, draft);
    draft->nargs = 1;
    ir_lex_expect(&p->lex, ',');
    if (p->lex.failed)
        return;
    if (ir_lex_is_word(&p->lex, "live"))
        return;
    Insn *before = p->b.block->last;
    args[1] = parse_operand(p, draft);
    draft->nargs = 2;
    if (p->lex.failed || !ir_lex_is_word(&p->lex, "live"))
        return;
    draft->nargs = 1;
    for (Insn *insn = before ? before->next : p->b.block->first, *next; insn; insn = next) {
        next = insn->next;
        ir_remove(insn);
        ir_block_append(stop, insn);
    }
    if (stop->last != args[1])
        ir_lex_fail(&p->lex, "a live stop must be an expression");
}

static int64_t parse_step(IrParser *p)
{
    return ir_lex_take_word(&p->lex, "step") ? ir_lex_want_int(&p->lex) : 1;
}

static Insn *place_region(IrParser *p, const Insn *draft, Atom label)
{
    Insn *region = place(p, draft, TYPE_OF(p->b.module->types, VOID));
    if (region && label) {
        region->label = label;
        if (map_has(&p->labels, label))
            ir_lex_fail(&p->lex, "label `%s` is used twice", label->text);
        map_set(p->lex.arena, &p->labels, label, region);
    }
    return region;
}

static Insn *parse_range(IrParser *p, Atom label)
{
    IrToken index;
    const Type *type;
    IrBlock *stop = ir_block_new(p->b.module);
    Insn draft = {.op = IR_RANGE};
    bool named = parse_index(p, &index, &type);
    draft.into = named ? NULL : parse_counter(p);
    draft.flags = draft.into ? INSN_INDEX : 0;
    parse_range_args(p, &draft, stop);
    draft.sub = !p->lex.failed && ir_lex_take_word(&p->lex, "live");
    draft.as.step = parse_step(p);
    if (!draft.as.step)
        ir_lex_fail(&p->lex, "a range cannot have step 0");
    Insn *region = place_region(p, &draft, label);
    if (!region)
        return NULL;
    if (draft.sub) {
        add_block(p, region);
        region->blocks[0] = stop;
        stop->owner = region;
        if (!stop->first) { /* the stop is a block of its own */
            ir_lex_expect(&p->lex, '{');
            ir_parse_line_end(p);
            ir_parse_block(p, stop);
        }
    }
    add_block(p, region);
    if (named)
        make_index(p, region, &index, type);
    return region;
}

static IrSharing parse_sharing(IrParser *p, bool *found, bool *keeps)
{
    *found = true;
    *keeps = ir_lex_take_word(&p->lex, "keepprivate");
    if (*keeps)
        return IR_SHARE_LASTPRIVATE;
    *keeps = ir_lex_take_word(&p->lex, "firstprivate");
    if (*keeps)
        return IR_SHARE_PRIVATE;
    if (ir_lex_take_word(&p->lex, "private"))
        return IR_SHARE_PRIVATE;
    if (ir_lex_take_word(&p->lex, "lastprivate"))
        return IR_SHARE_LASTPRIVATE;
    *found = ir_lex_take_word(&p->lex, "reduction");
    return IR_SHARE_REDUCTION;
}

static void parse_par_vars(IrParser *p, IrPar *par)
{
    bool found, keeps;
    for (IrSharing sharing = parse_sharing(p, &found, &keeps); found; sharing = parse_sharing(p, &found, &keeps)) {
        Insn draft = {.op = IR_BIN};
        if (sharing == IR_SHARE_REDUCTION)
            parse_sub(p, &draft);
        IrParVar item = {ir_parse_var(p), sharing, (IrBin)draft.sub, keeps};
        if (p->lex.failed)
            return;
        vec_push(p->b.module->arena, &par->vars, item);
    }
}

static void parse_par_clauses(IrParser *p, IrPar *par)
{
    static const char *const schedules[] = {"none", "static", "dynamic", "guided", "runtime"};
    par->step = parse_step(p);
    if (ir_lex_take_word(&p->lex, "schedule")) {
        int k = 0;
        while (k < 5 && !ir_lex_take_word(&p->lex, schedules[k]))
            k++;
        if (k == 5)
            ir_lex_fail(&p->lex, "unknown schedule");
        else
            par->schedule = (IrSchedule)k;
    }
    par->has_threads = ir_lex_take_word(&p->lex, "threads");
    par->has_chunk = ir_lex_take_word(&p->lex, "chunk");
    par->in_region = ir_lex_take_word(&p->lex, "inner");
    parse_par_vars(p, par);
}

static Insn *parse_par(IrParser *p, Atom label)
{
    IrToken index;
    const Type *type;
    IrPar *par = ARENA_NEW(p->b.module->arena, IrPar);
    Insn draft = {.op = IR_PAR, .as.par = par};
    bool named = parse_index(p, &index, &type);
    par->is_loop = !ir_lex_take_word(&p->lex, "region");
    if (!ir_lex_is(&p->lex, '{') && !ir_lex_is_word(&p->lex, "inner"))
        parse_args(p, &draft, '{');
    if (!p->lex.failed)
        parse_par_clauses(p, par);
    Insn *region = place_region(p, &draft, label);
    if (!region)
        return NULL;
    add_block(p, region);
    if (named)
        make_index(p, region, &index, type);
    return region;
}

/* The body of a loop whose index, and so whose block, is there already. */
static void parse_body(IrParser *p, Insn *region)
{
    ir_lex_expect(&p->lex, '{');
    ir_parse_line_end(p);
    ir_parse_block(p, region->blocks[region->nblocks - 1]);
}

static void parse_region(IrParser *p, IrOp op)
{
    Insn draft = {.op = op};
    Atom label = NULL;
    ir_lex_next(&p->lex);
    parse_sub(p, &draft);
    if (p->lex.token.kind == IR_TOK_LABEL) {
        label = ir_parse_key(p, &p->lex.token);
        ir_lex_next(&p->lex);
    }
    if (op == IR_RANGE || op == IR_PAR) {
        Insn *region = op == IR_RANGE ? parse_range(p, label) : parse_par(p, label);
        if (region)
            parse_body(p, region);
        return;
    }
    if (op == IR_IF || op == IR_SWITCH)
        parse_args(p, &draft, '{');
    Insn *region = place_region(p, &draft, label);
    if (region)
        parse_region_blocks(p, region);
}

/* Lines */

void ir_parse_line_end(IrParser *p)
{
    IrLexer *lex = &p->lex;
    if (lex->token.kind == IR_TOK_NEWLINE) {
        if (lex->token.line)
            p->line = lex->token.line - 1;
        ir_lex_next(lex);
    } else if (!ir_lex_is(lex, '}') && lex->token.kind != IR_TOK_END) {
        ir_lex_fail(lex, "expected the end of the line");
    }
    Span span = p->line ? (Span){p->places, p->line - 1, 0} : SPAN_NONE;
    for (uint32_t i = 0; i < p->fresh.len; i++)
        *p->fresh.items[i] = span;
    p->fresh.len = 0;
}

/* `%1: type = op ...` or `_: type = op ...` */
static void parse_named(IrParser *p, bool fold)
{
    IrToken name = p->lex.token;
    ir_lex_next(&p->lex);
    ir_lex_expect(&p->lex, ':');
    const Type *type = ir_parse_type(&p->lex, &p->scope);
    ir_lex_expect(&p->lex, '=');
    if (p->lex.failed)
        return;
    Insn *value = parse_op(p, type);
    if (!value)
        return;
    value->type = type;
    if (fold)
        value->flags |= INSN_FOLD;
    if (name.kind == IR_TOK_VALUE)
        define_value(p, &name, value);
}

static void parse_insn(IrParser *p)
{
    bool fold = ir_lex_take_word(&p->lex, "fold");
    const IrToken *token = &p->lex.token;
    int op = op_by_name(token);
    if (token->kind == IR_TOK_VALUE || ir_lex_is_word(&p->lex, "_")) {
        parse_named(p, fold);
    } else if (op >= 0 && ir_op_info[op].shape == IR_SHAPE_REGION) {
        parse_region(p, (IrOp)op);
        return;
    } else {
        Insn *insn = parse_op(p, NULL);
        if (insn && fold)
            insn->flags |= INSN_FOLD;
    }
    ir_parse_line_end(p);
}

void ir_parse_block(IrParser *p, IrBlock *block)
{
    IrBlock *outer = p->b.block;
    p->b.block = block;
    if (++p->depth > MAX_DEPTH)
        ir_lex_fail(&p->lex, "regions are nested too deeply");
    ir_lex_skip_newlines(&p->lex);
    while (!p->lex.failed && !ir_lex_is(&p->lex, '}')) {
        if (p->lex.token.kind == IR_TOK_END)
            ir_lex_fail(&p->lex, "expected `}`");
        parse_insn(p);
        ir_lex_skip_newlines(&p->lex);
    }
    ir_lex_expect(&p->lex, '}');
    p->depth--;
    p->b.block = outer;
}
