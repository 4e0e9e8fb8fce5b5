/* coerce.c: may this expression stand where that type is wanted; see coerce.h. */
#include "sema/coerce.h"
#include "base/bigint.h"
#include "base/utf8.h"
#include "sema/check_memory.h"
#include "sema/check_view_cast.h"
#include "sema/const_expr.h"
#include "sema/fused_use.h"
#include <string.h>

bool coerce_is_none(const Ast *node)
{
    return node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == AST_CONST_NONE;
}

static bool is_char_type(const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    return kind == TYPE_CHAR || kind == TYPE_SCHAR || kind == TYPE_UCHAR;
}

static bool is_char_ptr(const Type *type)
{
    const Type *strip = type_strip(type);
    return strip->kind == TYPE_PTR && is_char_type(strip->target);
}

static const char *name_of(Analyzer *a, const Ast *node, const Type *type)
{
    return node && coerce_is_none(node) ? "None" : analyzer_typename(a, type);
}

/* A str where C wants bytes is the common slip of language level 3: say how to write it. */
static void note_bytes(Analyzer *a, Diag *diag, const Ast *node, const Type *to)
{
    bool wants_bytes = is_char_type(to) || is_char_ptr(to) || type_strip(to)->kind == TYPE_BYTES;
    if (!diag || !wants_bytes || !node || node->kind != AST_StrLit ||
        AST_AS(StrLit, node)->kind != AST_STR_STR)
        return;
    Span quote = {node->span.file, node->span.start, 0};
    diag_fix(a->diags, diag, quote, "b", "a bytes literal is written b'...'");
}

/* Untyped memory, as from malloc(), takes a cast. */
static void note_cast(Analyzer *a, Diag *diag, const Ast *node, const Type *from, const Type *to)
{
    const Type *source = type_strip(from), *target = type_strip(to);
    bool is_memory = source->kind == TYPE_PTR && type_strip(source->target)->kind == TYPE_VOID && target->kind == TYPE_PTR;
    if (!diag || !node || !is_memory || !a->sema->tree->is_cython)
        return;
    const char *cast = arena_printf(a->arena, "<%s>", analyzer_typename(a, to));
    diag_fix(a->diags, diag, (Span){node->span.file, node->span.start, 0}, cast, "a cast is written `%s`", cast);
}

/* Conversions that the language has and we do not, yet. */
static const char *unsupported_conversion(const Type *from, const Type *to)
{
    if (type_strip(from)->kind == TYPE_ARRAY && type_is_object(to))
        return "this C array as a Python object";
    return NULL;
}

void coerce_report(Analyzer *a, Span span, const Ast *node, const Type *from, const Type *to)
{
    const char *missing = unsupported_conversion(from, to);
    if (analyzer_is_poisoned(from) || analyzer_is_poisoned(to))
        return;
    if (missing) {
        analyzer_unsupported(a, span, missing);
        return;
    }
    Diag *diag = REPORT(a, DIAG_CANNOT_CONVERT, span, name_of(a, node, from),
                        analyzer_typename(a, to));
    note_bytes(a, diag, node, to);
    note_cast(a, diag, node, from, to);
}

static bool report(Analyzer *a, Span span, const Ast *node, const Type *from, const Type *to)
{
    coerce_report(a, span, node, from, to);
    return false;
}

static bool refuse_lock(Analyzer *a, Span span, const Type *to)
{
    REPORT(a, DIAG_LOCK_COPY, span, analyzer_typename(a, to));
    return false;
}

/* Only its own items are values of an enum; others are cast. */
static bool is_foreign_to_enum(const Type *from, const Type *to)
{
    return type_strip(to)->kind == TYPE_ENUM && type_is_number(from) && type_strip(from) != type_strip(to);
}

bool coerce_type(Analyzer *a, Span span, const Type *from, const Type *to)
{
    if (type_is_lock(to) && !type_is_error(from))
        return refuse_lock(a, span, to);
    bool fits = convert_implicit(a->types, from, to) != CONVERT_NONE && !is_foreign_to_enum(from, to);
    return from == to || fits || report(a, span, NULL, from, to);
}

/* --- integers --- */

static void check_range(Analyzer *a, const Ast *node, int64_t value, const Type *to)
{
    int64_t low;
    uint64_t high;
    if (type_strip(to)->kind == TYPE_BINT || type_strip(to)->kind == TYPE_ENUM ||
        !type_int_range(to, &low, &high))
        return;
    if (value < low || (value > 0 && (uint64_t)value > high))
        REPORT(a, DIAG_INT_RANGE, node->span, arena_printf(a->arena, "%lld", (long long)value),
               analyzer_typename(a, to));
}

/* A literal above the signed range can still be an unsigned 64-bit value. */
static bool adapt_large(Analyzer *a, const Ast *node, const Type *to)
{
    const AstIntLit *literal = AST_AS(IntLit, node);
    BigInt big;
    uint64_t value;
    if (!bigint_parse(a->arena, literal->text, literal->text_len, &big) ||
        !bigint_to_u64(&big, &value))
        return false;
    if (type_is_float(to))
        return false;
    int64_t low;
    uint64_t high;
    if (type_int_range(to, &low, &high) && value > high)
        REPORT(a, DIAG_INT_RANGE, node->span,
               arena_strndup(a->arena, literal->text, literal->text_len), analyzer_typename(a, to));
    analyzer_set_type(a, node, KIND_TYPE(a, ULLONG));
    return true;
}

static bool adapt_int(Analyzer *a, const Ast *node, const Type *from, const Type *to)
{
    if (node->kind == AST_IntLit && AST_AS(IntLit, node)->suffix && AST_AS(IntLit, node)->suffix->len)
        return false; /* its type is said; C cuts it off */
    if (node->kind == AST_IntLit && type_strip(from)->kind == TYPE_PYINT)
        return adapt_large(a, node, to);
    bool may_be_const = node->kind == AST_IntLit || node->kind == AST_UnaryOp ||
                        node->kind == AST_BinOp;
    if (!may_be_const || !type_is_int(from))
        return false;
    ConstValue value = const_expr_value(a, node);
    if (value.kind == CONST_INT)
        check_range(a, node, value.i, to);
    return false; /* the ordinary rules apply */
}

/* --- characters and strings --- */

static bool report_length(Analyzer *a, const Ast *node, uint32_t length, const Type *to)
{
    REPORT(a, DIAG_CHAR_LITERAL, node->span, length, analyzer_typename(a, to));
    return true;
}

uint32_t coerce_count_characters(const AstStrLit *literal)
{
    uint32_t count = 0, code;
    for (uint32_t i = 0; i < literal->value_len; count++) {
        size_t len = utf8_decode(literal->value + i, literal->value_len - i, &code);
        i += len ? (uint32_t)len : 1;
    }
    return count;
}

static bool is_ascii(const AstStrLit *literal)
{
    for (uint32_t i = 0; i < literal->value_len; i++)
        if ((unsigned char)literal->value[i] > 127)
            return false;
    return literal->kind == AST_STR_STR;
}

/* One character that is a byte too, as in `cdef int c = "\xFF"`. */
static bool is_latin1_character(const AstStrLit *literal)
{
    uint32_t code;
    size_t len = utf8_decode(literal->value, literal->value_len, &code);
    return len && len == literal->value_len && code < 256;
}

/* b'x' as char, 'x' as Py_UCS4, b'...' as char pointer; a str of ASCII does as bytes. True when
 * done, also after a report. */
static bool adapt_string(Analyzer *a, const Ast *node, const Type *to)
{
    const AstStrLit *literal = AST_AS(StrLit, node);
    bool is_bytes = literal->kind == AST_STR_BYTES;
    bool is_ucs4 = type_strip(to)->kind == TYPE_UCS4;
    const Type *target = type_strip(to)->kind == TYPE_PTR ? type_strip(type_strip(to)->target) : NULL;
    bool is_memory = target && target->kind == TYPE_VOID;
    bool is_codes = target && type_is_int(target) && !is_char_type(target);
    if (literal->kind == AST_STR_STR && is_codes) {
        analyzer_set_type(a, node, type_array(a->types, target, coerce_count_characters(literal)));
        return true;
    } else if ((is_bytes || is_ascii(literal)) && is_memory) {
        bool is_const = type_strip(to)->target->kind == TYPE_CONST;
        const Type *character = KIND_TYPE(a, CHAR);
        if (is_const)
            character = type_qualified(a->types, character, TYPE_QUAL_CONST);
        analyzer_set_type(a, node, type_ptr(a->types, character));
        return true;
    } else if ((is_bytes || is_ascii(literal)) && is_char_ptr(to)) {
        analyzer_set_type(a, node, to);
        return true;
    } else if ((is_bytes || is_ascii(literal)) && type_is_int(to) && !is_ucs4) {
        if (type_strip(to)->kind == TYPE_BINT)
            return false;
        if (literal->value_len != 1)
            return report_length(a, node, literal->value_len, to);
        analyzer_set_type(a, node, is_char_type(to) ? type_strip(to) : KIND_TYPE(a, UCHAR));
        return true;
    } else if (literal->kind == AST_STR_STR && type_is_int(to) && type_strip(to)->kind != TYPE_BINT &&
               is_latin1_character(literal)) {
        analyzer_set_type(a, node, KIND_TYPE(a, UCS4));
        return true;
    } else if (literal->kind == AST_STR_STR && type_strip(to)->kind == TYPE_UCS4) {
        uint32_t count = coerce_count_characters(literal);
        if (count != 1)
            return report_length(a, node, count, to);
        analyzer_set_type(a, node, KIND_TYPE(a, UCS4));
        return true;
    }
    return false;
}

void coerce_literal_beside(Analyzer *a, const Ast *node, const Type *other)
{
    if (node->kind == AST_StrLit) {
        const AstStrLit *literal = AST_AS(StrLit, node);
        bool is_bytes = literal->kind == AST_STR_BYTES;
        bool may_be_code = a->sema->tree->is_cython || is_char_type(other);
        bool one_byte = may_be_code && literal->value_len == 1 && type_is_int(other) &&
                        type_strip(other)->kind != TYPE_BINT &&
                        type_strip(other)->kind != TYPE_UCS4 && (is_bytes || is_ascii(literal));
        bool one_char = literal->kind == AST_STR_STR && type_strip(other)->kind == TYPE_UCS4 &&
                        coerce_count_characters(literal) == 1;
        if (one_byte || one_char)
            adapt_string(a, node, other);
    } else if (node->kind == AST_IntLit && type_is_int(other) && !type_is_signed(other) &&
               type_int_size(other) == 8 &&
               type_strip(analyzer_type(a, node))->kind == TYPE_PYINT) {
        adapt_large(a, node, other);
    }
}

/* --- displays, calls, powers --- */

/* A display that becomes a Python object makes objects of its items. */
static bool box_items(Analyzer *a, const AstNodes *items)
{
    for (uint32_t i = 0; i < items->len; i++)
        if (items->items[i]->kind != AST_Starred)
            coerce_to_object(a, items->items[i]);
    return false;
}

/* A display that fills a C array, or becomes one that a pointer points to. */
static bool adapt_display(Analyzer *a, const Ast *node, const Type *to)
{
    const Type *plain = type_strip(to);
    if (plain->kind == TYPE_PTR && check_fill_pointer(a, node, to))
        return true;
    bool is_ctuple = plain->kind == TYPE_CTUPLE;
    if ((is_ctuple || (plain->kind == TYPE_STRUCT && node->kind == AST_List)) &&
        check_fill_struct(a, node, plain))
        return true;
    return box_items(a, node->kind == AST_List ? &AST_AS(List, node)->items
                                               : &AST_AS(Tuple, node)->items);
}

/* int(x) of a C number, wanted as a C integer: C truncates floats just as Python does. Elsewhere it is Python's. */
static bool adapt_int_call(Analyzer *a, const Ast *node, const Type *to)
{
    const AstCall *call = AST_AS(Call, node);
    CallInfo *info = a->tables.info_of[node->id];
    bool is_int = info && info->kind == CALL_BUILTIN && info->target &&
                  builtins_id(a->builtins, info->target) == BUILTIN_ID_int;
    if (!is_int || call->args.len != 1 || call->keywords.len ||
        !type_is_number(analyzer_type(a, call->args.items[0])) ||
        type_strip(analyzer_type(a, call->args.items[0]))->kind == TYPE_UCS4)
        return false;
    if (!type_is_int(to) || type_strip(to)->kind == TYPE_BINT)
        return false;
    info->kind = CALL_CAST;
    info->result = to;
    analyzer_set_type(a, node, to);
    return true;
}

/* x ** n of C integers is a double, unless cpow says otherwise or an integer is wanted. */
static bool adapt_power(Analyzer *a, const Ast *node, const Type *to)
{
    const AstBinOp *power = AST_AS(BinOp, node);
    const Type *left = analyzer_type(a, power->left), *right = analyzer_type(a, power->right);
    if (power->op != AST_OP_POW || a->directives->cpow == 0)
        return false;
    bool is_soft = type_is_soft(analyzer_type(a, node));
    if (is_soft && type_is_float(to) && type_is_number(left) && type_is_number(right)) {
        analyzer_set_type(a, node, KIND_TYPE(a, DOUBLE)); /* C's pow */
        return false;
    }
    ConstValue exponent = const_expr_value(a, power->right);
    if (exponent.kind == CONST_INT && exponent.i < 0)
        return false; /* a float, whatever is wanted */
    if (is_soft || !type_is_int(to) || !type_is_int(left) || !type_is_int(right))
        return false;
    const Type *common = convert_common(a->types, left, right);
    analyzer_set_type(a, node, common);
    return true;
}

/* A template becomes the specialisation that a function pointer asks for. */
static bool adapt_template(Analyzer *a, const Ast *node, const Type *to)
{
    const Symbol *symbol = analyzer_symbol(a, node);
    if (!symbol || !symbol->fused || type_is_object(to))
        return false;
    Symbol *one = fused_of_type(a, symbol, to);
    if (!one) {
        REPORT(a, DIAG_FUSED_OPEN, node->span, symbol->name->text);
        return true;
    }
    analyzer_set_symbol(a, node, one);
    analyzer_set_type(a, node, one->type);
    return false;
}

bool coerce_is_callable(Analyzer *a, const TypeFunc *func)
{
    const Type *object = KIND_TYPE(a, OBJECT);
    bool is_void = type_strip(func->result)->kind == TYPE_VOID;
    if (func->varargs || (!is_void && convert_implicit(a->types, func->result, object) == CONVERT_NONE))
        return false;
    for (uint32_t i = 0; i < func->count; i++)
        if (convert_implicit(a->types, object, func->params[i].type) == CONVERT_NONE)
            return false;
    return true;
}

/* A C function, or a pointer to one, becomes a Python function that calls it. */
static bool adapt_function(Analyzer *a, const Ast *node, const Type *from, const Type *to)
{
    const Type *func = type_strip(from);
    if (func->kind == TYPE_PTR)
        func = type_strip(func->target);
    if (!type_is_object(to) || type_strip(to)->kind != TYPE_OBJECT || func->kind != TYPE_FUNC)
        return false;
    const Symbol *symbol = analyzer_symbol(a, node);
    if (symbol && symbol->func && symbol->func->kind == FUNC_CP)
        return true;
    return coerce_is_callable(a, func->func);
}

static bool adapt(Analyzer *a, const Ast *node, const Type *from, const Type *to);

/* A choice between literals is one of what each of them can become: b'a' if x else b'b' as char. */
static bool adapt_choice(Analyzer *a, const Ast *node, const Type *to)
{
    const Ast *parts[] = {AST_AS(IfExp, node)->body, AST_AS(IfExp, node)->orelse};
    for (int i = 0; i < 2; i++)
        if (parts[i]->kind != AST_StrLit && parts[i]->kind != AST_IfExp)
            return false;
    for (int i = 0; i < 2; i++) {
        if (!adapt(a, parts[i], analyzer_type(a, parts[i]), to))
            return false;
        if (parts[i]->kind == AST_StrLit && type_is_object(analyzer_type(a, parts[i])))
            return true; /* after a report */
    }
    analyzer_set_type(a, node, to);
    return true;
}

/* Are these C integers that `to` holds, each and those of and/or inside? */
static bool holds_all(Analyzer *a, const Ast *node, const Type *to)
{
    const Type *type = analyzer_type(a, node);
    if (node->kind != AST_BoolOp || !type_is_object(type))
        return type_is_int(type) && (type_strip(type)->kind == TYPE_BINT || type_same(type, to));
    for (uint32_t i = 0; i < AST_AS(BoolOp, node)->values.len; i++)
        if (!holds_all(a, AST_AS(BoolOp, node)->values.items[i], to))
            return false;
    return true;
}

/* `flag and n == 3` would be an object, so that Python sees True and False; as a C integer it needs none. */
static bool adapt_bool(Analyzer *a, const Ast *node, const Type *to)
{
    if (!holds_all(a, node, to))
        return false;
    for (uint32_t i = 0; i < AST_AS(BoolOp, node)->values.len; i++) {
        const Ast *value = AST_AS(BoolOp, node)->values.items[i];
        if (value->kind == AST_BoolOp && type_is_object(analyzer_type(a, value)))
            adapt_bool(a, value, to);
    }
    analyzer_set_type(a, node, to);
    return true;
}

/* Rules that depend on the expression. True when the conversion is settled, well or with a report.
 */
/* `n or x` of an int and a double is a double in C; Python sees the value that was chosen. */
static bool adapt_mixed(Analyzer *a, const Ast *node)
{
    const AstNodes *values = &AST_AS(BoolOp, node)->values;
    bool has_int = false, has_float = false;
    for (uint32_t i = 0; i < values->len; i++) {
        has_int |= type_is_int(analyzer_type(a, values->items[i]));
        has_float |= type_is_float(analyzer_type(a, values->items[i]));
    }
    if (!has_int || !has_float)
        return false;
    for (uint32_t i = 0; i < values->len; i++)
        coerce_to_object(a, values->items[i]);
    analyzer_set_type(a, node, KIND_TYPE(a, OBJECT));
    return true;
}

static bool adapt(Analyzer *a, const Ast *node, const Type *from, const Type *to)
{
    if (node->kind == AST_StrLit)
        return adapt_string(a, node, to);
    if (node->kind == AST_List || node->kind == AST_Tuple)
        return adapt_display(a, node, to);
    if (node->kind == AST_Dict && type_strip(to)->kind == TYPE_STRUCT && type_strip(to)->decl->fields &&
        check_fill_fields(a, AST_AS(Dict, node), type_strip(to)))
        return true;
    if (node->kind == AST_IfExp && type_is_object(from) && !type_is_object(to))
        return adapt_choice(a, node, to);
    if (node->kind == AST_BoolOp && type_is_object(from) && type_is_int(to) && adapt_bool(a, node, to))
        return true;
    if (node->kind == AST_BoolOp && type_is_number(from) && type_is_object(to) && adapt_mixed(a, node))
        return true;
    if (node->kind == AST_Subscript && check_text_slice(a, node, to))
        return true;
    if (type_is_ptr(from) && adapt_function(a, node, from, to))
        return true;
    if (node->kind == AST_BinOp && (type_strip(from)->kind == TYPE_DOUBLE || type_is_soft(from)) &&
        adapt_power(a, node, to))
        return true;
    if (node->kind == AST_Call && adapt_int_call(a, node, to))
        return true;
    return type_is_int(to) && adapt_int(a, node, from, to);
}

bool coerce_to(Analyzer *a, const Ast *node, const Type *to)
{
    const Type *from = analyzer_type(a, node);
    bool is_display = node->kind == AST_List || node->kind == AST_Tuple;
    if (from && type_is_lock(to) && !type_is_error(from))
        return refuse_lock(a, node->span, to);
    if (!from || type_is_error(from) || type_is_error(to) || (from == to && !is_display))
        return true;
    if (type_strip(to)->kind == TYPE_ARRAY && from != to)
        return check_fill_array(a, node, from, to);
    if (type_strip(from)->kind == TYPE_FUNC && adapt_template(a, node, to))
        return true;
    from = analyzer_type(a, node);
    if (type_strip(from)->kind == TYPE_ARRAY && type_strip(to)->kind == TYPE_VIEW &&
        check_array_fits_view(from, type_strip(to)))
        return true;
    if (is_foreign_to_enum(from, to))
        return report(a, node->span, node, from, to);
    if (adapt(a, node, from, to))
        return true;
    if (type_strip(from)->kind == TYPE_ARRAY && type_is_object(to) &&
        check_array_boxes(a, node, type_strip(from), to))
        return true;
    if (coerce_is_none(node) && !type_is_object(to) && type_strip(to)->kind != TYPE_VIEW &&
        type_strip(to)->kind != TYPE_BINT)
        return report(a, node->span, node, from, to);
    if (convert_implicit(a->types, from, to) == CONVERT_NONE)
        return report(a, node->span, node, from, to);
    if (convert_never_holds(from, to))
        REPORT(a, DIAG_NEVER_CONVERTS, node->span, name_of(a, node, from), analyzer_typename(a, to));
    return true;
}

/* Items of strings are made when asked for, those of containers are kept by them. */
static bool makes_items(const Analyzer *a, const AstSubscript *node)
{
    TypeKind kind = type_strip(analyzer_type(a, node->value))->kind;
    return kind == TYPE_STR || kind == TYPE_BYTES || kind == TYPE_BYTEARRAY ||
           node->index->kind == AST_Slice;
}

/* Who keeps the object alive that a pointer goes into: NULL when someone does for long enough. `is_whole`: it is the
 * object itself that the expression names, not a part of it. */
static const char *short_lived(Analyzer *a, const Ast *node, bool is_whole)
{
    if (node->kind == AST_IfExp) {
        const char *what = short_lived(a, AST_AS(IfExp, node)->body, is_whole);
        return what ? what : short_lived(a, AST_AS(IfExp, node)->orelse, is_whole);
    }
    if (node->kind == AST_Cast && type_is_number(analyzer_type(a, node)))
        return NULL; /* an address as an integer: whose it is nobody knows */
    if (node->kind == AST_Cast)
        return short_lived(a, AST_AS(Cast, node)->operand, is_whole);
    if (node->kind == AST_BoolOp) {
        const AstNodes *values = &AST_AS(BoolOp, node)->values;
        const char *what = NULL;
        for (uint32_t i = 0; i < values->len && !what; i++)
            what = short_lived(a, values->items[i], is_whole);
        return what;
    }
    const Type *type = analyzer_type(a, node);
    if (!type || !type_is_object(type) || node->kind == AST_StrLit || node->kind == AST_ConstLit)
        return NULL;
    if (node->kind == AST_Subscript && !makes_items(a, AST_AS(Subscript, node)))
        return short_lived(a, AST_AS(Subscript, node)->value, false);
    if (node->kind == AST_Attribute) /* its owner keeps it */
        return short_lived(a, AST_AS(Attribute, node)->value, false);
    if (node->kind != AST_Name)
        return "a temporary object";
    const Symbol *symbol = analyzer_symbol(a, node);
    if (is_whole && symbol && (symbol->kind == SYM_GLOBAL || symbol->kind == SYM_DEF))
        REPORT(a, DIAG_GLOBAL_POINTER, node->span);
    return NULL;
}

/* C would let the target be written through the pointer. */
static void warn_discards_const(Analyzer *a, const Ast *node, const Type *to)
{
    const Type *from = analyzer_type(a, node), *source = type_strip(from), *pointer = type_strip(to);
    bool both = (source->kind == TYPE_PTR || source->kind == TYPE_ARRAY) && pointer->kind == TYPE_PTR;
    if (both && node->kind != AST_Cast && type_is_const(source->target) && !type_is_const(pointer->target))
        REPORT(a, DIAG_DISCARDS_CONST, node->span, analyzer_typename(a, from), analyzer_typename(a, to));
}

bool coerce_stored(Analyzer *a, const Ast *node, const Type *to)
{
    if (!coerce_to(a, node, to))
        return false;
    const char *what = type_strip(to)->kind == TYPE_PTR ? short_lived(a, node, true) : NULL;
    if (what)
        REPORT(a, DIAG_UNSAFE_POINTER, node->span, what);
    warn_discards_const(a, node, to);
    return !what;
}

void coerce_to_object(Analyzer *a, const Ast *node)
{
    coerce_to(a, node, KIND_TYPE(a, OBJECT));
}

void coerce_to_truth(Analyzer *a, const Ast *node)
{
    const Type *type = type_strip(analyzer_type(a, node));
    bool ok = type_is_error(type) || type_is_object(type) || type_is_number(type) ||
              type_is_ptr(type) || type->kind == TYPE_NULLPTR || type->kind == TYPE_COMPLEX ||
              (type->kind == TYPE_CTUPLE && type->decl->field_count);
    if (!ok)
        REPORT(a, DIAG_NO_TRUTH, node->span, analyzer_typename(a, analyzer_type(a, node)));
}
