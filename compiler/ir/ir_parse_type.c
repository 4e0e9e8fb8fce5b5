/* ir_parse_type.c: types in IR text; the inverse of typename_ir (grammar: docs/design/ir.md).
 *
 * Nominal types may be mentioned before they are declared, since structs point at each other: the first
 * mention makes an empty one, the declaration fills it in.
 *
 *     view(const(f64), 2, c)     func(f64: f64, ptr(char); nogil except? -1.0)     struct(point)
 */
#include "ir/ir_parse_type.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_DEPTH = 64, MAX_PARTS = 64 };

static const Type *parse_nested(IrLexer *lex, IrTypeScope *scope, int depth);

static const Type *fail_type(IrLexer *lex, IrTypeScope *scope, const char *text)
{
    ir_lex_fail(lex, "%s", text);
    return TYPE_OF(scope->types, VOID);
}

double ir_parse_double(IrLexer *lex)
{
    IrToken token = lex->token;
    if (token.kind == IR_TOK_NAME && strcmp(token.text, "inf") == 0) {
        ir_lex_next(lex);
        return INFINITY;
    }
    if (token.kind == IR_TOK_NAME && strcmp(token.text, "nan") == 0) {
        ir_lex_next(lex);
        return NAN;
    }
    token = ir_lex_want(lex, IR_TOK_NUMBER, "a number");
    char *end;
    double value = strtod(token.text, &end);
    if (token.len == 0 || *end)
        ir_lex_fail(lex, "expected a number");
    return value;
}

ExceptSpec ir_parse_except(IrLexer *lex, const Type *result)
{
    ExceptSpec spec = {.kind = EXCEPT_NONE};
    if (!ir_lex_take_word(lex, "except"))
        return spec;
    if (ir_lex_take(lex, '*')) {
        spec.kind = EXCEPT_ALWAYS;
        return spec;
    }
    if (ir_lex_take_word(lex, "null")) {
        spec.kind = EXCEPT_NULL;
        return spec;
    }
    spec.kind = ir_lex_take(lex, '?') ? EXCEPT_CHECK : EXCEPT_VALUE;
    if (lex->token.kind == IR_TOK_STRING)
        spec.c_value = ir_lex_want(lex, IR_TOK_STRING, "a C expression").text;
    else if (type_is_float(result))
        spec.float_value = ir_parse_double(lex);
    else
        spec.int_value = ir_lex_want_int(lex);
    return spec;
}

/* After the opening parenthesis: T and what the form wants, up to the closing one. */
static const Type *parse_array(IrLexer *lex, IrTypeScope *scope, int depth)
{
    const Type *item = parse_nested(lex, scope, depth);
    uint64_t count = UINT64_MAX;
    if (ir_lex_take(lex, ',')) {
        if (lex->token.kind == IR_TOK_STRING)
            return type_array_named(scope->types, item, UINT64_MAX,
                                    ir_lex_want(lex, IR_TOK_STRING, "a C expression").text);
        int64_t number = ir_lex_want_int(lex);
        if (number < 0)
            return fail_type(lex, scope, "an array cannot have a negative length");
        count = (uint64_t)number;
    }
    return type_array(scope->types, item, count);
}

static bool read_modes(const IrToken *token, uint32_t ndim, ViewMode *modes)
{
    for (uint32_t i = 0; i < ndim; i++)
        modes[i] = VIEW_STRIDED;
    if (strcmp(token->text, "c") == 0) {
        modes[ndim - 1] = VIEW_CONTIG;
        return true;
    }
    if (strcmp(token->text, "f") == 0) {
        modes[0] = VIEW_CONTIG;
        return true;
    }
    static const char letters[] = "sciga";
    for (uint32_t i = 0; i < ndim; i++) {
        const char *found = token->len == ndim ? strchr(letters, token->text[i]) : NULL;
        if (!found || !*found)
            return false;
        modes[i] = (ViewMode)(found - letters);
    }
    return true;
}

static const Type *parse_view(IrLexer *lex, IrTypeScope *scope, int depth)
{
    ViewMode modes[VIEW_MAX_DIMS];
    const Type *item = parse_nested(lex, scope, depth);
    ir_lex_expect(lex, ',');
    int64_t ndim = ir_lex_want_int(lex);
    if (ndim < 1 || ndim > VIEW_MAX_DIMS)
        return fail_type(lex, scope, "a view has 1 to 8 axes");
    IrToken axes = {.text = "", .len = 0};
    bool given = ir_lex_take(lex, ',');
    if (given)
        axes = ir_lex_want(lex, IR_TOK_NAME, "the axes of a view");
    if (!read_modes(&axes, (uint32_t)ndim, modes) && given)
        return fail_type(lex, scope, "the axes are c, f, or one of s, c, i, g each");
    return type_view(scope->types, item, (uint32_t)ndim, modes);
}

static const Type *parse_ctuple(IrLexer *lex, IrTypeScope *scope, int depth)
{
    const Type *parts[MAX_PARTS];
    uint32_t count = 0;
    do {
        if (count == MAX_PARTS)
            return fail_type(lex, scope, "a ctuple has at most 64 parts here");
        parts[count++] = parse_nested(lex, scope, depth);
    } while (ir_lex_take(lex, ','));
    return type_ctuple(scope->types, parts, count);
}

static void parse_func_attrs(IrLexer *lex, TypeFunc *func)
{
    if (ir_lex_take_word(lex, "opt")) {
        int64_t optional = ir_lex_want_int(lex);
        if (optional < 0 || optional > func->count)
            ir_lex_fail(lex, "more optional parameters than parameters");
        else
            func->optional = (uint32_t)optional;
    }
    func->nogil = ir_lex_take_word(lex, "nogil");
    func->with_gil = ir_lex_take_word(lex, "withgil");
    func->except = ir_parse_except(lex, func->result);
}

static const Type *parse_func(IrLexer *lex, IrTypeScope *scope, int depth)
{
    TypeParam params[MAX_PARTS] = {{0}};
    TypeFunc func = {.params = params};
    func.result = parse_nested(lex, scope, depth);
    bool more = ir_lex_take(lex, ':');
    while (more) {
        if (ir_lex_take(lex, '.')) {
            ir_lex_expect(lex, '.');
            ir_lex_expect(lex, '.');
            func.varargs = true;
            break;
        }
        if (func.count == MAX_PARTS)
            return fail_type(lex, scope, "a function has at most 64 parameters here");
        params[func.count++].type = parse_nested(lex, scope, depth);
        more = ir_lex_take(lex, ',');
    }
    if (ir_lex_take(lex, ';'))
        parse_func_attrs(lex, &func);
    return type_func(scope->types, &func);
}

static const Type *parse_nominal(IrLexer *lex, IrTypeScope *scope, TypeKind kind, const char *word)
{
    IrToken name = ir_lex_want(lex, IR_TOK_NAME, "the name of a type");
    const char *text = arena_printf(lex->arena, "%s(%s)", word, name.text);
    Atom key = atom_from(scope->types->atoms, text);
    const Type *type = map_get(&scope->by_text, key);
    if (type || lex->failed)
        return type ? type : TYPE_OF(scope->types, VOID);
    TypeDecl *decl = ARENA_NEW(scope->types->arena, TypeDecl);
    decl->name = atom_from(scope->types->atoms, name.text);
    if (kind == TYPE_TYPEDEF)
        decl->target = TYPE_OF(scope->types, INT); /* until it is declared */
    type = type_nominal(scope->types, kind, decl);
    map_set(lex->arena, &scope->by_text, key, (void *)(uintptr_t)type);
    vec_push(lex->arena, &scope->mentioned, decl);
    return type;
}

static uint32_t parse_qualifier(IrLexer *lex)
{
    if (!lex->token.before_paren)
        return 0;
    if (ir_lex_take_word(lex, "const"))
        return TYPE_QUAL_CONST;
    if (ir_lex_take_word(lex, "volatile"))
        return TYPE_QUAL_VOLATILE;
    return ir_lex_take_word(lex, "restrict") ? TYPE_QUAL_RESTRICT : 0;
}

static const Type *parse_qualified(IrLexer *lex, IrTypeScope *scope, uint32_t first, int depth)
{
    uint32_t qualifiers = 0;
    uint32_t opened = 0;
    for (uint32_t next = first; next && opened < 8; next = parse_qualifier(lex)) {
        qualifiers |= next;
        ir_lex_expect(lex, '(');
        opened++;
    }
    const Type *type = parse_nested(lex, scope, depth);
    while (opened--)
        ir_lex_expect(lex, ')');
    return lex->failed ? type : type_qualified(scope->types, type, qualifiers);
}

static const Type *parse_complex(IrLexer *lex, IrTypeScope *scope, int depth, bool is_soft)
{
    const Type *part = parse_nested(lex, scope, depth);
    return is_soft ? type_soft_complex(scope->types) : type_complex(scope->types, part);
}

static const Type *parse_form(IrLexer *lex, IrTypeScope *scope, int depth)
{
    static const struct {
        const char *word;
        TypeKind kind;
    } forms[] = {
        {"ptr", TYPE_PTR},         {"array", TYPE_ARRAY},   {"view", TYPE_VIEW},
        {"complex", TYPE_COMPLEX}, {"ctuple", TYPE_CTUPLE}, {"func", TYPE_FUNC},
        {"struct", TYPE_STRUCT},   {"enum", TYPE_ENUM},     {"typedef", TYPE_TYPEDEF},
        {"class", TYPE_CLASS},     {"fused", TYPE_FUSED},   {"soft", TYPE_COMPLEX},
    };
    size_t count = sizeof forms / sizeof *forms;
    size_t k = 0;
    while (k < count && !ir_lex_is_word(lex, forms[k].word))
        k++;
    if (k == count)
        return fail_type(lex, scope, "expected a type");
    ir_lex_next(lex);
    ir_lex_expect(lex, '(');
    const Type *type = NULL;
    TypeKind kind = forms[k].kind;
    if (kind == TYPE_PTR)
        type = type_ptr(scope->types, parse_nested(lex, scope, depth));
    else if (kind == TYPE_COMPLEX)
        type = parse_complex(lex, scope, depth, strcmp(forms[k].word, "soft") == 0);
    else if (kind == TYPE_ARRAY)
        type = parse_array(lex, scope, depth);
    else if (kind == TYPE_VIEW)
        type = parse_view(lex, scope, depth);
    else if (kind == TYPE_CTUPLE)
        type = parse_ctuple(lex, scope, depth);
    else if (kind == TYPE_FUNC)
        type = parse_func(lex, scope, depth);
    else
        type = parse_nominal(lex, scope, kind, forms[k].word);
    ir_lex_expect(lex, ')');
    return type;
}

static const Type *parse_nested(IrLexer *lex, IrTypeScope *scope, int depth)
{
    static const struct {
        const char *word;
        TypeClass class;
    } simple[] = {
#define TYPE(kind, class, ir, c, source) {ir, TYPE_CLASS_##class},
#include "type/types.def"
#undef TYPE
    };
    if (depth >= MAX_DEPTH)
        return fail_type(lex, scope, "a type is nested too deeply");
    uint32_t qualifier = parse_qualifier(lex);
    if (qualifier)
        return parse_qualified(lex, scope, qualifier, depth + 1);
    if (!lex->token.before_paren) {
        for (int k = 0; k < TYPE_KIND_COUNT; k++)
            if (simple[k].class != TYPE_CLASS_COMPOSITE && k != TYPE_CLASS &&
                ir_lex_take_word(lex, simple[k].word))
                return scope->types->simple[k];
    }
    return parse_form(lex, scope, depth + 1);
}

const Type *ir_parse_type(IrLexer *lex, IrTypeScope *scope)
{
    return parse_nested(lex, scope, 0);
}
