/* convert.c: which conversions exist; see convert.h.
 *
 * Place: asked by sema when checking and by lowering when emitting. Each rule is a small function from two
 * stripped types; convert_implicit picks it by the classes of the two. A conversion that holds only at
 * run time (object to int) exists here and may fail there; one that can never hold is NONE.
 *
 *     int -> double CAST, int -> object BOX, object -> list TYPECHK, list -> dict NONE
 */
#include "type/convert.h"

#include <string.h>

enum { MAX_NESTING = 32 }; /* of structs in structs */

static bool is_text_ptr(const Type *type)
{
    type = type_strip(type);
    if (type->kind != TYPE_PTR && type->kind != TYPE_ARRAY)
        return false;
    TypeKind kind = type_strip(type->target)->kind;
    return kind == TYPE_CHAR || kind == TYPE_SCHAR || kind == TYPE_UCHAR;
}

static bool inherits(const Type *type, const Type *base)
{
    for (; type; type = type->decl->base ? type_strip(type->decl->base) : NULL) {
        if (type == base)
            return true;
        if (type->kind != TYPE_CLASS)
            return false;
    }
    return false;
}

static Convert convert_objects(const Type *from, const Type *to)
{
    if (from == to || to->kind == TYPE_OBJECT)
        return CONVERT_SAME;
    if (from->kind == TYPE_OBJECT)
        return CONVERT_TYPECHK;
    if (from->kind == TYPE_CLASS && inherits(from, to))
        return CONVERT_SAME;
    if (from->kind == TYPE_CLASS && to->kind == TYPE_CLASS && from->decl->is_builtin && to->decl->is_builtin)
        return inherits(to, from) ? CONVERT_TYPECHK : CONVERT_NONE;
    bool is_extern = (from->kind == TYPE_CLASS && from->decl->is_extern) ||
                     (to->kind == TYPE_CLASS && to->decl->is_extern);
    if (is_extern) /* its bases are not known: perhaps a builtin type */
        return CONVERT_TYPECHK;
    if (to->kind == TYPE_CLASS && inherits(to, from))
        return CONVERT_TYPECHK;
    if (from->kind == TYPE_PYBOOL && to->kind == TYPE_PYINT)
        return CONVERT_SAME;
    return convert_never_holds(from, to) ? CONVERT_TYPECHK : CONVERT_NONE;
}

/* The language has the checks of extension types made at run time, whatever is known. */
bool convert_never_holds(const Type *from, const Type *to)
{
    from = type_strip(from);
    to = type_strip(to);
    bool to_class = to->kind == TYPE_CLASS, from_class = from->kind == TYPE_CLASS;
    if ((to_class && to->decl->is_extern) || (from_class && from->decl->is_extern))
        return false;
    if (to_class && (type_is_number(from) || (type_is_object(from) && !from_class && from->kind != TYPE_OBJECT)))
        return !inherits(to, from);
    if (from_class && type_is_object(to) && to->kind != TYPE_OBJECT)
        return !inherits(from, to) && !inherits(to, from);
    return false;
}

static bool can_pass_object(Types *types, const Type *type, bool unbox, int depth);

/* Every part of a struct or ctuple converts to (or from) an object. */
static bool parts_convert(Types *types, const Type *type, bool unbox, int depth)
{
    const TypeDecl *decl = type->decl;
    if (depth > MAX_NESTING || (type->kind == TYPE_STRUCT && !decl->field_count))
        return false;
    for (uint32_t i = 0; i < decl->field_count; i++)
        if (!can_pass_object(types, decl->fields[i].type, unbox, depth + 1))
            return false;
    return true;
}

/* Which field of a union is meant is not known: each must be safe to read whatever was written. */
static bool is_readable_union(const Type *type)
{
    const TypeDecl *decl = type->decl;
    uint32_t texts = 0, others = 0;
    for (uint32_t i = 0; i < decl->field_count && decl->is_union; i++) {
        texts += is_text_ptr(decl->fields[i].type);
        others += !is_text_ptr(decl->fields[i].type);
    }
    return !texts || !others;
}

static const Type *boxed(Types *types, const Type *type, int depth)
{
    const Type *plain = type_strip(type);
    if (type_is_object(plain))
        return plain;
    if (plain->kind == TYPE_ENUM && plain->decl->has_face)
        return TYPE_OF(types, OBJECT);
    if (plain->kind == TYPE_BINT)
        return TYPE_OF(types, PYBOOL);
    if (plain->kind == TYPE_UCS4)
        return TYPE_OF(types, STR);
    if (type_is_int(plain))
        return TYPE_OF(types, PYINT);
    if (type_is_float(plain))
        return TYPE_OF(types, PYFLOAT);
    if (plain->kind == TYPE_COMPLEX)
        return plain->is_soft ? TYPE_OF(types, OBJECT) : TYPE_OF(types, PYCOMPLEX);
    if (is_text_ptr(plain))
        return types->simple[types->text_kind];
    if (plain->kind == TYPE_VIEW)
        return TYPE_OF(types, OBJECT);
    if (plain->kind == TYPE_STRUCT && is_readable_union(plain) && parts_convert(types, plain, false, depth))
        return TYPE_OF(types, DICT);
    if (plain->kind == TYPE_CTUPLE && parts_convert(types, plain, false, depth))
        return TYPE_OF(types, TUPLE);
    return NULL;
}

const Type *convert_boxed(Types *types, const Type *type)
{
    return boxed(types, type, 0);
}

/* Text and characters as the string type that is asked for. */
static bool boxes_as_text(const Types *types, const Type *from, const Type *to)
{
    if (is_text_ptr(from))
        return to->kind == TYPE_BYTES || to->kind == TYPE_BYTEARRAY ||
               (to->kind == TYPE_STR && types->text_encoding);
    return to->kind == TYPE_BYTES && type_is_int(from) && from->kind != TYPE_BINT &&
           from->kind != TYPE_UCS4;
}

static Convert box_to(Types *types, const Type *from, const Type *to)
{
    if (boxes_as_text(types, from, to))
        return CONVERT_BOX;
    if ((to->kind == TYPE_PYBOOL || to->kind == TYPE_PYFLOAT) && type_is_number(from))
        return CONVERT_BOX;
    const Type *natural = boxed(types, from, 0);
    if (!natural)
        return CONVERT_NONE;
    if (from->kind == TYPE_VIEW)
        return to->kind == TYPE_OBJECT || to->kind == TYPE_PYMEMVIEW ? CONVERT_UNVIEW
                                                                     : CONVERT_NONE;
    bool is_named = from->kind == TYPE_COMPLEX && to->kind == TYPE_CLASS && to->decl->is_extern &&
                    strcmp(to->decl->name->text, "complex") == 0; /* the same type, as cpython.complex declares it */
    bool is_one = convert_objects(natural, to) == CONVERT_SAME || is_named;
    return is_one || convert_never_holds(from, to) ? CONVERT_BOX : CONVERT_NONE;
}

/* Objects of these types have no number in them. */
static bool is_never_number(const Type *type)
{
    TypeKind kind = type->kind;
    return kind == TYPE_LIST || kind == TYPE_TUPLE || kind == TYPE_DICT || kind == TYPE_SET ||
           kind == TYPE_FROZENSET || kind == TYPE_SLICE || kind == TYPE_PYMEMVIEW ||
           kind == TYPE_PYTYPE || kind == TYPE_BYTES || kind == TYPE_BYTEARRAY || kind == TYPE_STR;
}

static bool may_export_buffer(const Type *type)
{
    return type->kind == TYPE_OBJECT || type->kind == TYPE_BYTES || type->kind == TYPE_BYTEARRAY ||
           type->kind == TYPE_PYMEMVIEW || type->kind == TYPE_CLASS;
}

static Convert unbox_parts(Types *types, const Type *from, const Type *to, int depth)
{
    TypeKind natural = to->kind == TYPE_STRUCT ? TYPE_DICT : TYPE_TUPLE;
    bool may_hold = from->kind == TYPE_OBJECT || from->kind == natural ||
                    from->kind == TYPE_CLASS || (natural == TYPE_TUPLE && from->kind == TYPE_LIST);
    return may_hold && parts_convert(types, to, true, depth) ? CONVERT_UNBOX : CONVERT_NONE;
}

bool convert_encodes(const Types *types)
{
    const char *encoding = types->text_encoding;
    return encoding && (!strcmp(encoding, "utf-8") || !strcmp(encoding, "ascii"));
}

static Convert unbox_to(Types *types, const Type *from, const Type *to, int depth)
{
    if (to->kind == TYPE_BINT)
        return CONVERT_TRUTH;
    if (to->kind == TYPE_UCS4 && from->kind == TYPE_STR)
        return CONVERT_UNBOX;
    if (type_is_number(to) || to->kind == TYPE_COMPLEX) {
        bool never = is_never_number(from) ||
                     (from->kind == TYPE_PYCOMPLEX && to->kind != TYPE_COMPLEX);
        return never ? CONVERT_NONE : CONVERT_UNBOX;
    }
    if (to->kind == TYPE_PTR && is_text_ptr(to)) {
        bool has_text = from->kind == TYPE_OBJECT || from->kind == TYPE_BYTES ||
                        from->kind == TYPE_BYTEARRAY ||
                        (from->kind == TYPE_STR && convert_encodes(types));
        return has_text ? CONVERT_UNBOX : CONVERT_NONE;
    }
    if (to->kind == TYPE_VIEW) {
        bool writes_bytes = from->kind == TYPE_BYTES && !type_is_const(to->target);
        return may_export_buffer(from) && !writes_bytes ? CONVERT_VIEW : CONVERT_NONE;
    }
    if (to->kind == TYPE_STRUCT || to->kind == TYPE_CTUPLE)
        return unbox_parts(types, from, to, depth);
    return CONVERT_NONE;
}

static bool can_pass_object(Types *types, const Type *type, bool unbox, int depth)
{
    const Type *plain = type_strip(type);
    if (plain->kind == TYPE_VIEW)
        return false;
    if (plain->kind == TYPE_ARRAY)
        return type_array_has_len(plain) && can_pass_object(types, plain->target, unbox, depth + 1);
    if (type_is_object(plain))
        return true;
    return unbox ? unbox_to(types, TYPE_OF(types, OBJECT), plain, depth) != CONVERT_NONE
                 : boxed(types, plain, depth) != NULL;
}

/* What a function with one exception specification may be called through. Source: Cython user guide,
 * "Error return values": the caller may ask more often than needed, never less. */
static bool except_allows(const ExceptSpec *from, const ExceptSpec *to)
{
    bool same_text = from->c_value && to->c_value ? !strcmp(from->c_value, to->c_value)
                                                  : from->c_value == to->c_value;
    bool same_value = from->int_value == to->int_value && same_text &&
                      !(from->float_value < to->float_value) &&
                      !(from->float_value > to->float_value);
    switch (to->kind) {
    case EXCEPT_NONE: return from->kind == EXCEPT_NONE;
    case EXCEPT_VALUE: return from->kind == EXCEPT_VALUE && same_value;
    case EXCEPT_CHECK:
        return from->kind == EXCEPT_NONE ||
               ((from->kind == EXCEPT_VALUE || from->kind == EXCEPT_CHECK) && same_value);
    case EXCEPT_ALWAYS: return from->kind != EXCEPT_NULL;
    case EXCEPT_NULL: return from->kind == EXCEPT_NULL;
    }
    return false;
}

/* The same but for `const` of what is pointed to, or of the items of views: passed the same way. */
static bool passes_alike(const Type *from, const Type *to)
{
    const Type *a = type_strip(from), *b = type_strip(to);
    if (a->kind == TYPE_PTR && b->kind == TYPE_PTR)
        return type_same(a, b) || passes_alike(a->target, b->target);
    if (a->kind != TYPE_VIEW || b->kind != TYPE_VIEW)
        return type_same(a, b);
    bool same = a->view.ndim == b->view.ndim && type_same(type_strip(a->target), type_strip(b->target));
    for (uint32_t i = 0; same && i < a->view.ndim; i++)
        same = a->view.modes[i] == b->view.modes[i];
    return same;
}

static bool signature_allows(const TypeFunc *from, const TypeFunc *to)
{
    if (from->count != to->count || from->optional != to->optional || from->varargs != to->varargs)
        return false;
    if (to->nogil && !from->nogil)
        return false;
    for (uint32_t i = 0; i < from->count; i++)
        if (!passes_alike(from->params[i].type, to->params[i].type))
            return false;
    return type_same(from->result, to->result) && except_allows(&from->except, &to->except);
}

/* One struct of C that two declarations tell about. */
static bool is_same_extern(const Type *from, const Type *to)
{
    return from->kind == TYPE_STRUCT && to->kind == TYPE_STRUCT && from->decl->is_extern && to->decl->is_extern &&
           from->decl->c_name && to->decl->c_name && !strcmp(from->decl->c_name, to->decl->c_name);
}

/* Pointer to `from` used as pointer to `to`: the same, with other qualifiers, or void. The language lets `const` be
 * dropped, as C does with a warning. */
static bool target_allows(const Type *from, const Type *to)
{
    const Type *plain_from = type_strip(from), *plain_to = type_strip(to);
    if (plain_to->kind == TYPE_VOID)
        return true;
    if (plain_from->kind == TYPE_FUNC && plain_to->kind == TYPE_FUNC)
        return signature_allows(plain_from->func, plain_to->func);
    return type_same(plain_from, plain_to) || is_same_extern(plain_from, plain_to);
}

static Convert convert_pointer(const Type *from, const Type *to)
{
    if (from->kind == TYPE_NULLPTR)
        return CONVERT_CAST;
    if (from->kind == TYPE_FUNC) {
        const Type *target = to->kind == TYPE_FUNC ? to : type_strip(to->target);
        bool fits = target->kind == TYPE_FUNC && signature_allows(from->func, target->func);
        return fits || target->kind == TYPE_VOID ? CONVERT_DECAY : CONVERT_NONE;
    }
    if (to->kind != TYPE_PTR)
        return CONVERT_NONE;
    if (from->kind == TYPE_ARRAY)
        return target_allows(from->target, to->target) ? CONVERT_DECAY : CONVERT_NONE;
    if (from->kind == TYPE_PTR && type_same(from, to))
        return CONVERT_SAME;
    return from->kind == TYPE_PTR && target_allows(from->target, to->target) ? CONVERT_CAST
                                                                             : CONVERT_NONE;
}

static Convert convert_views(const Type *from, const Type *to)
{
    if (from->kind != TYPE_VIEW || from->view.ndim != to->view.ndim)
        return CONVERT_NONE;
    if (type_is_const(from->target) && !type_is_const(to->target))
        return CONVERT_NONE;
    if (!type_same(type_strip(from->target), type_strip(to->target)))
        return CONVERT_NONE;
    for (uint32_t i = 0; i < to->view.ndim; i++) {
        ViewMode have = (ViewMode)from->view.modes[i], want = (ViewMode)to->view.modes[i];
        bool fits = have == want || want == VIEW_FULL ||
                    (want == VIEW_STRIDED && (have == VIEW_CONTIG || have == VIEW_ALONE));
        if (!fits)
            return CONVERT_NONE;
    }
    return CONVERT_SAME;
}

static Convert convert_numbers(const Type *from, const Type *to)
{
    if (from->kind == to->kind && from->decl == to->decl)
        return CONVERT_SAME;
    if (to->kind == TYPE_BINT)
        return CONVERT_TEST;
    return type_is_float(from) && type_is_int(to) ? CONVERT_NONE : CONVERT_CAST;
}

/* C tuples convert item by item. */
static Convert convert_ctuples(Types *types, const Type *from, const Type *to)
{
    if (from->decl->field_count != to->decl->field_count)
        return CONVERT_NONE;
    for (uint32_t i = 0; i < to->decl->field_count; i++)
        if (convert_implicit(types, from->decl->fields[i].type, to->decl->fields[i].type) == CONVERT_NONE)
            return CONVERT_NONE;
    return CONVERT_CAST;
}

/* Both are C types, stripped. */
static Convert convert_c(Types *types, const Type *from, const Type *to)
{
    if (to->kind == TYPE_BINT && (type_is_ptr(from) || from->kind == TYPE_NULLPTR))
        return CONVERT_TEST;
    if (to->kind == TYPE_BINT && type_is_soft(from))
        return CONVERT_TEST;
    if (type_is_float(to) && type_is_soft(from))
        return CONVERT_UNBOX;
    if (type_is_number(to))
        return type_is_number(from) ? convert_numbers(from, to) : CONVERT_NONE;
    if (to->kind == TYPE_COMPLEX && from->kind == TYPE_COMPLEX && type_same(from, to))
        return CONVERT_SAME;
    if (to->kind == TYPE_COMPLEX)
        return type_is_number(from) || from->kind == TYPE_COMPLEX ? CONVERT_CAST : CONVERT_NONE;
    if (to->kind == TYPE_VIEW)
        return convert_views(from, to);
    if (to->kind == TYPE_CTUPLE && from->kind == TYPE_CTUPLE && from != to)
        return convert_ctuples(types, from, to);
    if (to->kind == TYPE_PTR || to->kind == TYPE_FUNC)
        return convert_pointer(from, to);
    return type_same(from, to) ? CONVERT_SAME : CONVERT_NONE;
}

Convert convert_implicit(Types *types, const Type *from, const Type *to)
{
    const Type *plain_from = type_strip(from), *plain_to = type_strip(to);
    if (plain_from->kind == TYPE_ERROR || plain_to->kind == TYPE_ERROR)
        return CONVERT_SAME;
    if (plain_from->kind == TYPE_FUSED || plain_to->kind == TYPE_FUSED)
        return plain_from == plain_to ? CONVERT_SAME : CONVERT_NONE;
    if (plain_from->kind == TYPE_VOID || plain_to->kind == TYPE_VOID)
        return CONVERT_NONE;
    bool from_object = type_is_object(plain_from), to_object = type_is_object(plain_to);
    if (from_object && to_object)
        return convert_objects(plain_from, plain_to);
    if (to_object)
        return box_to(types, plain_from, plain_to);
    if (from_object)
        return unbox_to(types, plain_from, plain_to, 0);
    Convert how = convert_c(types, plain_from, plain_to);
    /* an extern typedef is only known to be about as its declaration says */
    bool may_differ = how == CONVERT_SAME && type_is_int(from) &&
                      type_int_size(from) != type_int_size(to);
    return may_differ ? CONVERT_CAST : how;
}

static bool is_scalar(const Type *type)
{
    return type_is_number(type) || type_is_ptr(type) || type->kind == TYPE_NULLPTR;
}

Convert convert_explicit(Types *types, const Type *from, const Type *to)
{
    const Type *plain_from = type_strip(from), *plain_to = type_strip(to);
    Convert how = convert_implicit(types, from, to);
    if (how == CONVERT_TYPECHK)
        return CONVERT_CAST;
    if (how != CONVERT_NONE)
        return how;
    if (plain_to->kind == TYPE_VOID)
        return CONVERT_CAST;
    bool from_object = type_is_object(plain_from), to_object = type_is_object(plain_to);
    if (from_object && to_object)
        return CONVERT_CAST;
    if (from_object)
        return plain_to->kind == TYPE_PTR ? CONVERT_CAST : CONVERT_NONE;
    if (to_object) /* a pointer that holds an object */
        return plain_from->kind == TYPE_PTR ? CONVERT_CAST : CONVERT_NONE;
    if (plain_to->kind == TYPE_ARRAY || plain_to->kind == TYPE_FUNC)
        return CONVERT_NONE;
    if (plain_from->kind == TYPE_COMPLEX && type_is_number(plain_to))
        return CONVERT_CAST; /* its real part, as in C */
    bool float_and_ptr = (type_is_float(plain_from) && !type_is_number(plain_to)) ||
                         (type_is_float(plain_to) && !type_is_number(plain_from));
    if (!is_scalar(plain_from) || !is_scalar(plain_to) || float_and_ptr)
        return CONVERT_NONE;
    bool decays = plain_from->kind == TYPE_ARRAY || plain_from->kind == TYPE_FUNC;
    return decays && plain_to->kind == TYPE_PTR ? CONVERT_DECAY : CONVERT_CAST;
}

/* ---- common type ----------------------------------------------------------------------------- */

/* C11 6.3.1.1: what is narrower than int becomes int. Py_UCS4 becomes long, so that the difference of two
 * characters can be negative as in Python. */
static TypeKind promote(const Type *type)
{
    if (type->kind == TYPE_UCS4)
        return TYPE_LONG;
    return type->kind == TYPE_ENUM || type->kind < TYPE_INT ? TYPE_INT : type->kind;
}

static TypeKind unsigned_of(TypeKind kind)
{
    if (kind == TYPE_INT)
        return TYPE_UINT;
    if (kind == TYPE_LLONG)
        return TYPE_ULLONG;
    return kind == TYPE_LONG ? TYPE_ULONG : TYPE_SIZE;
}

/* C11 6.3.1.8 for two promoted integers. */
static const Type *common_int(Types *types, TypeKind left, TypeKind right)
{
    const Type *a = types->simple[left], *b = types->simple[right];
    if (type_is_signed(a) == type_is_signed(b))
        return left > right ? a : b;
    const Type *with_sign = type_is_signed(a) ? a : b, *without = with_sign == a ? b : a;
    if (type_int_size(with_sign) > type_int_size(without))
        return with_sign;
    return without->kind > with_sign->kind ? without : types->simple[unsigned_of(with_sign->kind)];
}

static const Type *common_number(Types *types, const Type *left, const Type *right)
{
    if (type_is_float(left) && type_is_float(right))
        return left->kind > right->kind ? left : right;
    if (type_is_float(left) || type_is_float(right))
        return type_is_float(left) ? left : right;
    return common_int(types, promote(left), promote(right));
}

static const Type *common_complex(Types *types, const Type *left, const Type *right)
{
    const Type *a = left->kind == TYPE_COMPLEX ? type_strip(left->target) : left;
    const Type *b = right->kind == TYPE_COMPLEX ? type_strip(right->target) : right;
    if (!type_is_number(a) || !type_is_number(b))
        return NULL;
    const Type *part = common_number(types, a, b);
    bool is_soft = (left->kind != TYPE_COMPLEX || left->is_soft) && (right->kind != TYPE_COMPLEX || right->is_soft);
    return is_soft && part->kind == TYPE_DOUBLE ? type_soft_complex(types) : type_complex(types, part);
}

static const Type *decay(Types *types, const Type *type)
{
    if (type->kind == TYPE_ARRAY)
        return type_ptr(types, type->target);
    return type->kind == TYPE_FUNC ? type_ptr(types, type) : type;
}

static const Type *common_pointer(Types *types, const Type *left, const Type *right)
{
    const Type *a = decay(types, left), *b = decay(types, right);
    if (a->kind == TYPE_PTR && (type_is_int(b) || b->kind == TYPE_NULLPTR))
        return a;
    if (b->kind == TYPE_PTR && (type_is_int(a) || a->kind == TYPE_NULLPTR))
        return b;
    if (a->kind == TYPE_NULLPTR && b->kind == TYPE_NULLPTR)
        return type_ptr(types, TYPE_OF(types, VOID));
    if (a->kind != TYPE_PTR || b->kind != TYPE_PTR)
        return NULL;
    const Type *target_a = type_strip(a->target), *target_b = type_strip(b->target);
    if (type_same(target_a, target_b))
        return type_is_const(a->target) ? a : b;
    return target_a->kind == TYPE_VOID ? a : target_b->kind == TYPE_VOID ? b : NULL;
}

/* The operand as it is named when it is an extern typedef that stands for the result. */
static const Type *keep_typedef(const Type *operand, const Type *result)
{
    while (operand->kind == TYPE_CONST)
        operand = operand->target;
    return operand->kind == TYPE_TYPEDEF && type_strip(operand) == result ? operand : NULL;
}

/* Integers of 128 bits hold all others; of two, the unsigned one, as in C. NULL: none is. */
static const Type *common_int128(const Type *left, const Type *right)
{
    left = left->kind == TYPE_CONST ? left->target : left;
    right = right->kind == TYPE_CONST ? right->target : right;
    if (type_is_int128(left) && type_is_int128(right))
        return type_is_signed(left) ? right : left;
    return type_is_int128(left) ? left : type_is_int128(right) ? right : NULL;
}

const Type *convert_common(Types *types, const Type *left, const Type *right)
{
    const Type *a = type_strip(left), *b = type_strip(right);
    if (a->kind == TYPE_ERROR || b->kind == TYPE_ERROR)
        return TYPE_OF(types, ERROR);
    if (a->kind == TYPE_COMPLEX || b->kind == TYPE_COMPLEX)
        return common_complex(types, a, b);
    if (!type_is_number(a) || !type_is_number(b))
        return common_pointer(types, a, b);
    const Type *wide = type_is_int(a) && type_is_int(b) ? common_int128(left, right) : NULL;
    if (wide)
        return wide;
    const Type *result = common_number(types, a, b);
    const Type *kept = keep_typedef(left, result);
    kept = kept ? kept : keep_typedef(right, result);
    return kept ? kept : result;
}

const Type *convert_variadic(Types *types, const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    if (kind == TYPE_BYTES || kind == TYPE_BYTEARRAY)
        return type_ptr(types, TYPE_OF(types, CHAR));
    if (kind == TYPE_PYFLOAT)
        return TYPE_OF(types, DOUBLE);
    return kind == TYPE_PYBOOL ? TYPE_OF(types, BINT) : NULL;
}
