/* type.c: making types and asking about them; see type.h.
 *
 * Place: under the AST side and the IR side alike. Invariant: a composite type is entered in the table
 * when it is made, keyed by everything that distinguishes it, so a second request returns the first
 * pointer. Hashes use ids, not addresses.
 */
#include "type/type.h"

#include "base/panic.h"
#include "type/typename.h"
#include <limits.h>
#include <string.h>

typedef struct TypeTable {
    const Type **slots;
    uint32_t len, cap; /* cap is a power of two; at most half full */
} TypeTable;

static const struct TypeRow {
    TypeClass class;
} rows[] = {
#define TYPE(kind, class, ir, c, source) {TYPE_CLASS_##class},
#include "type/types.def"
#undef TYPE
};

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15) + (hash >> 29);
}

static uint64_t hash_func(uint64_t hash, const TypeFunc *func)
{
    hash = mix(hash, func->result->id);
    for (uint32_t i = 0; i < func->count; i++)
        hash = mix(hash, func->params[i].type->id);
    hash = mix(hash, func->optional * 8U + func->varargs * 4U + func->nogil * 2U + func->with_gil);
    return mix(hash, (uint64_t)func->except.kind + (uint64_t)func->except.int_value * 8);
}

static uint64_t hash_type(const Type *type)
{
    uint64_t hash = mix(type->kind, type->target ? type->target->id + 1 : 0);
    if (type->kind == TYPE_ARRAY)
        hash = mix(hash, type->array_len);
    for (const char *c = type->size_text; c && *c; c++)
        hash = mix(hash, (unsigned char)*c);
    if (type->kind == TYPE_CONST)
        hash = mix(hash, type->qualifiers);
    for (int i = 0; type->kind == TYPE_VIEW && i < type->view.ndim; i++)
        hash = mix(hash, type->view.modes[i] + 1U);
    for (uint32_t i = 0; type->kind == TYPE_CTUPLE && i < type->decl->field_count; i++)
        hash = mix(hash, type->decl->fields[i].type->id);
    return type->kind == TYPE_FUNC ? hash_func(hash, type->func) : hash;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? !strcmp(a, b) : a == b;
}

static bool same_except(const ExceptSpec *a, const ExceptSpec *b)
{
    bool same_value = same_text(a->c_value, b->c_value);
    return a->kind == b->kind && a->int_value == b->int_value && same_value &&
           !memcmp(&a->float_value, &b->float_value, sizeof a->float_value);
}

static bool equal_funcs(const TypeFunc *a, const TypeFunc *b)
{
    if (a->result != b->result || a->count != b->count || a->optional != b->optional)
        return false;
    if (a->varargs != b->varargs || a->nogil != b->nogil || a->with_gil != b->with_gil)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (a->params[i].type != b->params[i].type)
            return false;
    return same_except(&a->except, &b->except);
}

static bool equal_ctuples(const TypeDecl *a, const TypeDecl *b)
{
    if (a->field_count != b->field_count)
        return false;
    for (uint32_t i = 0; i < a->field_count; i++)
        if (a->fields[i].type != b->fields[i].type)
            return false;
    return true;
}

/* Both are composite and of no nominal kind. */
static bool equal_types(const Type *a, const Type *b)
{
    if (a->kind != b->kind || a->target != b->target)
        return false;
    if (a->kind == TYPE_ARRAY)
        return a->array_len == b->array_len && same_text(a->size_text, b->size_text);
    if (a->kind == TYPE_CONST)
        return a->qualifiers == b->qualifiers;
    if (a->kind == TYPE_COMPLEX)
        return a->is_soft == b->is_soft;
    if (a->kind == TYPE_VIEW)
        return a->view.ndim == b->view.ndim && !memcmp(a->view.modes, b->view.modes, VIEW_MAX_DIMS);
    if (a->kind == TYPE_CTUPLE)
        return equal_ctuples(a->decl, b->decl);
    return a->kind != TYPE_FUNC || equal_funcs(a->func, b->func);
}

static const Type **find_type_slot(const TypeTable *table, const Type *type)
{
    uint32_t mask = table->cap - 1;
    for (uint32_t i = (uint32_t)(hash_type(type) >> 20) & mask;; i = (i + 1) & mask)
        if (!table->slots[i] || equal_types(table->slots[i], type))
            return &table->slots[i];
}

static void grow_table(Types *types)
{
    TypeTable *table = types->table, old = *table;
    table->cap = old.cap ? old.cap * 2 : 64;
    table->slots = ARENA_ARRAY(types->arena, const Type *, table->cap);
    for (uint32_t i = 0; i < old.cap; i++)
        if (old.slots[i])
            *find_type_slot(table, old.slots[i]) = old.slots[i];
}

static Type *add_type(Types *types, const Type *model)
{
    Type *type = ARENA_NEW(types->arena, Type);
    *type = *model;
    type->id = types->count++;
    return type;
}

static TypeFunc *copy_func(Types *types, const TypeFunc *func)
{
    TypeFunc *copy = ARENA_NEW(types->arena, TypeFunc);
    *copy = *func;
    copy->params = ARENA_ARRAY(types->arena, TypeParam, func->count);
    for (uint32_t i = 0; i < func->count; i++)
        copy->params[i].type = func->params[i].type;
    if (func->except.c_value)
        copy->except.c_value = arena_strdup(types->arena, func->except.c_value);
    return copy;
}

/* The entered type that equals the model. */
static const Type *intern(Types *types, const Type *model)
{
    if (types->table->len * 2 >= types->table->cap)
        grow_table(types);
    const Type **slot = find_type_slot(types->table, model);
    if (!*slot) {
        Type *type = add_type(types, model);
        if (type->kind == TYPE_FUNC)
            type->func = copy_func(types, model->func);
        *slot = type;
        types->table->len++;
    }
    return *slot;
}

void types_init(Types *types, Arena *arena, AtomTable *atoms)
{
    memset(types, 0, sizeof *types);
    types->arena = arena;
    types->atoms = atoms;
    types->text_kind = TYPE_BYTES;
    types->table = ARENA_NEW(arena, TypeTable);
    for (uint32_t kind = 0; kind < TYPE_KIND_COUNT; kind++)
        if (rows[kind].class != TYPE_CLASS_COMPOSITE && kind != TYPE_CLASS)
            types->simple[kind] = add_type(types, &(Type){.kind = (TypeKind)kind});
}

const Type *type_ptr(Types *types, const Type *target)
{
    return intern(types, &(Type){.kind = TYPE_PTR, .target = target});
}

const Type *type_array(Types *types, const Type *target, uint64_t len)
{
    Type model = {.kind = TYPE_ARRAY, .target = target};
    model.array_len = len;
    return intern(types, &model);
}

const Type *type_array_named(Types *types, const Type *target, uint64_t len, const char *text)
{
    Type model = {.kind = TYPE_ARRAY, .target = target};
    model.array_len = len;
    model.size_text = text ? arena_strdup(types->arena, text) : NULL;
    return intern(types, &model);
}

bool type_array_has_len(const Type *array)
{
    return array->array_len != UINT64_MAX || array->size_text;
}

const Type *type_qualified(Types *types, const Type *target, uint32_t qualifiers)
{
    if (target->kind ==
        TYPE_ARRAY) /* C11 6.7.3: qualifiers of an array are those of its elements */
        return type_array_named(types, type_qualified(types, target->target, qualifiers),
                                target->array_len, target->size_text);
    if (target->kind == TYPE_CONST) {
        qualifiers |= target->qualifiers;
        target = target->target;
    }
    if (!qualifiers || target->kind == TYPE_ERROR)
        return target;
    Type model = {.kind = TYPE_CONST, .target = target};
    model.qualifiers = qualifiers;
    return intern(types, &model);
}

const Type *type_view(Types *types, const Type *element, uint32_t ndim, const ViewMode *modes)
{
    ALWAYS(ndim >= 1 && ndim <= VIEW_MAX_DIMS);
    Type model = {.kind = TYPE_VIEW, .target = element};
    model.view.ndim = (uint8_t)ndim;
    for (uint32_t i = 0; i < ndim; i++)
        model.view.modes[i] = (uint8_t)modes[i];
    return intern(types, &model);
}

const Type *type_complex(Types *types, const Type *part)
{
    return intern(types, &(Type){.kind = TYPE_COMPLEX, .target = part});
}

const Type *type_soft_complex(Types *types)
{
    Type model = {.kind = TYPE_COMPLEX, .target = TYPE_OF(types, DOUBLE)};
    model.is_soft = 1;
    return intern(types, &model);
}

const Type *type_unicode(Types *types)
{
    if (!types->unicode) {
        TypeDecl *decl = ARENA_NEW(types->arena, TypeDecl);
        *decl = (TypeDecl){.name = atom_from(types->atoms, "Py_UNICODE"),
                           .c_name = "Py_UCS4",
                           .header = "",
                           .is_extern = true,
                           .is_exact = true,
                           .is_complete = true,
                           .target = TYPE_OF(types, UCS4)};
        types->unicode = type_nominal(types, TYPE_TYPEDEF, decl);
    }
    return types->unicode;
}

bool type_is_soft(const Type *type)
{
    type = type_strip(type);
    return type->kind == TYPE_COMPLEX && type->is_soft;
}

/* "struct ctuple_f64_int" of (double, int): the parts in IR text, with what C names cannot hold escaped, so
 * that it depends on nothing else. */
static const char *name_ctuple(Arena *arena, const TypeDecl *decl)
{
    Buf ir, name;
    buf_init(&ir, arena);
    buf_init(&name, arena);
    for (uint32_t i = 0; i < decl->field_count; i++) {
        buf_puts(&ir, i ? "," : "");
        typename_ir(&ir, decl->fields[i].type);
    }
    buf_puts(&name, "struct ctuple_");
    for (const char *p = buf_text(&ir); *p; p++) {
        if (*p == '_' || *p == '(' || *p == ')')
            buf_puts(&name, *p == '_' ? "__" : *p == '(' ? "_b" : "_e");
        else if (*p != ' ')
            buf_putc(&name, *p == ',' ? '_' : *p);
    }
    return buf_text(&name);
}

const Type *type_ctuple(Types *types, const Type *const *parts, uint32_t count)
{
    TypeDecl *decl = ARENA_NEW(types->arena, TypeDecl);
    decl->is_complete = true;
    decl->field_count = count;
    decl->fields = ARENA_ARRAY(types->arena, TypeField, count);
    for (uint32_t i = 0; i < count; i++) {
        char *name = arena_printf(types->arena, "f%u", i);
        decl->fields[i] = (TypeField){atom_from(types->atoms, name), parts[i], name};
    }
    const Type *type = intern(types, &(Type){.kind = TYPE_CTUPLE, .decl = decl});
    if (!type->decl->c_name)
        type->decl->c_name = name_ctuple(types->arena, type->decl);
    return type;
}

const Type *type_func(Types *types, const TypeFunc *func)
{
    TypeFunc plain = *func;
    ExceptSpec *except = &plain.except;
    bool has_value = except->kind == EXCEPT_VALUE || except->kind == EXCEPT_CHECK;
    if (!has_value)
        except->c_value = NULL;
    if (!has_value || except->c_value || type_is_float(func->result))
        except->int_value = 0;
    if (!has_value || except->c_value || !type_is_float(func->result))
        except->float_value = 0;
    return intern(types, &(Type){.kind = TYPE_FUNC, .func = &plain});
}

const Type *type_func_short(Types *types, const Type *type, uint32_t left)
{
    TypeFunc func = *type_strip(type)->func;
    func.count -= left;
    func.optional -= left;
    return type_func(types, &func);
}

const Type *type_nominal(Types *types, TypeKind kind, TypeDecl *decl)
{
    return add_type(types, &(Type){.kind = kind, .decl = decl});
}

static bool same_signature(const TypeFunc *a, const TypeFunc *b)
{
    if (a->count != b->count || a->optional != b->optional || a->varargs != b->varargs)
        return false;
    for (uint32_t i = 0; i < a->count; i++)
        if (!type_same(a->params[i].type, b->params[i].type))
            return false;
    return a->nogil == b->nogil && a->with_gil == b->with_gil && type_same(a->result, b->result) &&
           same_except(&a->except, &b->except);
}

static uint32_t qualifiers_of(const Type *type)
{
    uint32_t qualifiers = 0;
    for (;; type = type->kind == TYPE_CONST ? type->target : type->decl->target) {
        if (type->kind == TYPE_CONST)
            qualifiers |= type->qualifiers;
        else if (type->kind != TYPE_TYPEDEF || !type->decl->target)
            return qualifiers;
    }
}

bool type_same(const Type *a, const Type *b)
{
    if (a == b)
        return true;
    if (qualifiers_of(a) != qualifiers_of(b))
        return false;
    a = type_strip(a);
    b = type_strip(b);
    if (a == b)
        return true;
    if (a->kind != b->kind || !a->target != !b->target ||
        (a->target && !type_same(a->target, b->target)))
        return false;
    if (a->kind == TYPE_PTR || a->kind == TYPE_COMPLEX)
        return true;
    if (a->kind == TYPE_ARRAY)
        return a->array_len == b->array_len &&
               (a->array_len != UINT64_MAX || same_text(a->size_text, b->size_text));
    if (a->kind == TYPE_VIEW)
        return a->view.ndim == b->view.ndim && !memcmp(a->view.modes, b->view.modes, VIEW_MAX_DIMS);
    return a->kind == TYPE_FUNC && same_signature(a->func, b->func);
}

const Type *type_strip(const Type *type)
{
    for (;;) {
        if (type->kind == TYPE_CONST)
            type = type->target;
        else if (type->kind == TYPE_TYPEDEF && type->decl->target)
            type = type->decl->target;
        else
            return type;
    }
}

TypeClass type_class(const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    return kind == TYPE_ENUM ? TYPE_CLASS_INT : rows[kind].class;
}

bool type_is_object(const Type *type)
{
    return type_class(type) == TYPE_CLASS_OBJ;
}

bool type_is_int(const Type *type)
{
    TypeClass class = type_class(type);
    return class == TYPE_CLASS_INT || class == TYPE_CLASS_UINT || class == TYPE_CLASS_BOOL;
}

bool type_is_signed(const Type *type)
{
    if (type_strip(type)->kind == TYPE_CHAR)
        return CHAR_MIN < 0; /* of the machine we compile for, which is this one */
    TypeClass class = type_class(type);
    return class == TYPE_CLASS_INT || class == TYPE_CLASS_BOOL;
}

bool type_is_float(const Type *type)
{
    return type_class(type) == TYPE_CLASS_FLOAT;
}

bool type_is_number(const Type *type)
{
    return type_is_int(type) || type_is_float(type);
}

bool type_is_ptr(const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    return kind == TYPE_PTR || kind == TYPE_ARRAY || kind == TYPE_FUNC;
}

bool type_is_error(const Type *type)
{
    return type_strip(type)->kind == TYPE_ERROR;
}

bool type_is_lock(const Type *type)
{
    const Type *strip = type_strip(type);
    return strip->kind == TYPE_STRUCT && strip->decl->is_lock;
}

bool type_is_const(const Type *type)
{
    return qualifiers_of(type) & TYPE_QUAL_CONST;
}

const Type *type_of_value(const Type *type)
{
    if (type->kind == TYPE_CONST)
        type = type->target;
    return type_is_const(type) ? type_strip(type) : type;
}

/* Does it stand for what an extern block says of it? `inexact`: says it loosely. */
static bool is_extern_typedef(const Type *type, bool inexact)
{
    while (type->kind == TYPE_CONST || (type->kind == TYPE_TYPEDEF && type->decl->target)) {
        if (type->kind == TYPE_TYPEDEF && type->decl->is_extern && !(inexact && type->decl->is_exact))
            return true;
        type = type->kind == TYPE_CONST ? type->target : type->decl->target;
    }
    return false;
}

bool type_is_foreign_int(const Type *type)
{
    TypeKind kind = type_strip(type)->kind;
    return type_is_int(type) && kind != TYPE_ENUM && kind != TYPE_BINT && is_extern_typedef(type, true);
}

bool type_is_int128(const Type *type)
{
    static const char *const names[] = {"__int128_t", "__uint128_t", "__int128", "unsigned __int128"};
    while (type && (type->kind == TYPE_TYPEDEF || type->kind == TYPE_CONST)) {
        const TypeDecl *decl = type->kind == TYPE_TYPEDEF ? type->decl : NULL;
        const char *name = !decl || !decl->is_extern ? "" : decl->c_name ? decl->c_name : decl->name->text;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strcmp(name, names[i]) == 0)
                return true;
        type = decl ? decl->target : type->target;
    }
    return false;
}

uint32_t type_int_size(const Type *type)
{
    if (!type_is_int(type) || is_extern_typedef(type, false))
        return 0;
    TypeKind kind = type_strip(type)->kind;
    if (kind >= TYPE_CHAR && kind <= TYPE_UCHAR)
        return 1;
    if (kind == TYPE_SHORT || kind == TYPE_USHORT)
        return 2;
    return kind >= TYPE_LONG && kind <= TYPE_ULLONG ? 8 : 4;
}

bool type_int_range(const Type *type, int64_t *low, uint64_t *high)
{
    uint32_t size = type_int_size(type);
    if (!size || size > 8)
        return false;
    uint32_t bits = size * 8 - (type_is_signed(type) ? 1 : 0);
    *high = bits >= 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1;
    *low = type_is_signed(type) ? -(int64_t)(*high) - 1 : 0;
    return true;
}

bool type_int_widens(const Type *from, const Type *to)
{
    uint32_t a = type_int_size(from);
    uint32_t b = type_int_size(to);
    if (!a || !b || type_strip(to)->kind == TYPE_BINT)
        return false;
    if (type_is_signed(from) == type_is_signed(to))
        return a <= b;
    return !type_is_signed(from) && a < b;
}

const TypeField *type_field(const Type *type, Atom name)
{
    const TypeDecl *decl = type_strip(type)->decl;
    for (uint32_t i = 0; decl && i < decl->field_count; i++)
        if (decl->fields[i].name == name)
            return &decl->fields[i];
    return NULL;
}

bool type_is_vague(const Type *type)
{
    for (const Type *t = type; t->kind == TYPE_TYPEDEF || t->kind == TYPE_CONST;
         t = t->kind == TYPE_TYPEDEF ? t->decl->target : t->target)
        if (t->kind == TYPE_TYPEDEF && t->decl->is_extern && !t->decl->is_exact)
            return type_is_number(type);
    return false;
}

char type_buffer_kind(const Type *type)
{
    const Type *plain = type_strip(type);
    switch (type_class(plain)) {
    case TYPE_CLASS_BOOL: return '?';
    case TYPE_CLASS_INT: return plain->kind == TYPE_CHAR ? 'c' : 'i';
    case TYPE_CLASS_UINT: return 'u';
    case TYPE_CLASS_FLOAT: return 'f';
    case TYPE_CLASS_OBJ: return 'O';
    case TYPE_CLASS_SPECIAL:
    case TYPE_CLASS_VOID:
    case TYPE_CLASS_COMPOSITE:
        break;
    }
    if (plain->kind == TYPE_COMPLEX)
        return 'z';
    if (plain->kind == TYPE_ENUM)
        return 'i';
    if (plain->kind == TYPE_ARRAY)
        return 'A';
    return plain->kind == TYPE_STRUCT || plain->kind == TYPE_CTUPLE ? 'T' : 'P';
}
