/* builtins.c: builtin names as symbols, builtin methods as look-ups; see builtins.h. */
#include "sema/builtins.h"

#include <string.h>

static const BuiltinRow rows[BUILTIN_COUNT] = {
#define BUILTIN(name, what, min, max, result) {#name, BUILTIN_##what, min, max, TYPE_##result},
#define METHOD(receiver, name, min, max, result)
#define RENAMED(receiver, old, name)
#include "sema/builtins.def"
#undef BUILTIN
#undef METHOD
#undef RENAMED
};

typedef struct MethodRow {
    TypeKind receiver;
    BuiltinRow row;
} MethodRow;

static const MethodRow method_rows[] = {
#define BUILTIN(name, what, min, max, result)
#define METHOD(receiver, name, min, max, result) \
    {TYPE_##receiver, {#name, BUILTIN_FUNC, min, max, TYPE_##result}},
#define RENAMED(receiver, old, name)
#include "sema/builtins.def"
#undef BUILTIN
#undef METHOD
#undef RENAMED
};

static const struct {
    TypeKind receiver;
    const char *old, *name;
} renamed_rows[] = {
#define BUILTIN(name, what, min, max, result)
#define METHOD(receiver, name, min, max, result)
#define RENAMED(receiver, old, name) {TYPE_##receiver, #old, #name},
#include "sema/builtins.def"
#undef BUILTIN
#undef METHOD
#undef RENAMED
};

static const Type *type_of_name(Types *types, const BuiltinRow *row)
{
    switch (row->what) {
    case BUILTIN_FUNC:
    case BUILTIN_CYTHON: return TYPE_OF(types, OBJECT);
    case BUILTIN_TYPE:
    case BUILTIN_EXC: return TYPE_OF(types, PYTYPE);
    case BUILTIN_VALUE:
    case BUILTIN_MODVAR: return types->simple[row->result];
    }
    return TYPE_OF(types, OBJECT);
}

static void add_magic(Arena *arena, AtomTable *atoms, Scope *scope, const char *name,
                      MagicKind magic, const Type *type)
{
    Symbol *symbol = scope_add(arena, scope, SYM_MAGIC, atom_from(atoms, name), type, SPAN_NONE);
    symbol->magic = magic;
}

/* Names of Python 2 that the language keeps. */
static void add_alias(Arena *arena, AtomTable *atoms, Scope *scope, const char *alias,
                      const char *name)
{
    Symbol *symbol = scope_find(scope, atom_from(atoms, name));
    map_set(arena, &scope->names, atom_from(atoms, alias), symbol);
}

/* Py_buffer: the struct of the buffer protocol, known everywhere. Source: Python/C API, "Buffer structure". */
static void add_buffer(Arena *arena, AtomTable *atoms, Types *types, Scope *scope)
{
    const Type *size = TYPE_OF(types, SSIZE), *sizes = type_ptr(types, size);
    const Type *memory = type_ptr(types, TYPE_OF(types, VOID));
    const struct {
        const char *name;
        const Type *type;
    } fields[] = {
        {"buf", memory},       {"obj", TYPE_OF(types, OBJECT)},
        {"len", size},         {"itemsize", size},
        {"readonly", TYPE_OF(types, BINT)}, {"ndim", TYPE_OF(types, INT)},
        {"format", type_ptr(types, TYPE_OF(types, CHAR))},
        {"shape", sizes},      {"strides", sizes},
        {"suboffsets", sizes}, {"internal", memory},
    };
    enum { COUNT = sizeof fields / sizeof *fields };
    TypeDecl *decl = ARENA_NEW(types->arena, TypeDecl);
    *decl = (TypeDecl){.name = atom_from(atoms, "Py_buffer"),
                       .c_name = "Py_buffer",
                       .header = "",
                       .is_extern = true,
                       .is_complete = true,
                       .fields = ARENA_ARRAY(types->arena, TypeField, COUNT),
                       .field_count = COUNT};
    for (int i = 0; i < COUNT; i++)
        decl->fields[i] = (TypeField){atom_from(atoms, fields[i].name), fields[i].type, fields[i].name};
    decl->symbol = scope_add(arena, scope, SYM_TYPE, decl->name,
                             type_nominal(types, TYPE_STRUCT, decl), SPAN_NONE);
}

static const struct {
    const char *name, *base, *object;
} class_rows[] = {
#define CLASS(name, base, object) {#name, #base, object},
#include "sema/classes.def"
#undef CLASS
};

static void add_classes(Builtins *builtins, Arena *arena, AtomTable *atoms, Types *types)
{
    for (size_t i = 0; i < sizeof class_rows / sizeof *class_rows; i++) {
        TypeDecl *decl = ARENA_NEW(types->arena, TypeDecl);
        Symbol *symbol = scope_find(builtins->scope, atom_from(atoms, class_rows[i].name));
        Symbol *base = scope_find(builtins->scope, atom_from(atoms, class_rows[i].base));
        *decl = (TypeDecl){.name = symbol->name,
                           .header = "",
                           .is_extern = true,
                           .is_complete = true,
                           .is_builtin = true,
                           .c_name = class_rows[i].object,
                           .base = base ? map_get(&builtins->classes, base) : NULL};
        map_set(arena, &builtins->classes, symbol, (void *)(uintptr_t)type_nominal(types, TYPE_CLASS, decl));
    }
    void *os_error = map_get(&builtins->classes, scope_find(builtins->scope, atom_from(atoms, "OSError")));
    map_set(arena, &builtins->classes, scope_find(builtins->scope, atom_from(atoms, "IOError")), os_error);
    map_set(arena, &builtins->classes, scope_find(builtins->scope, atom_from(atoms, "EnvironmentError")), os_error);
}

static void add_methods(Builtins *builtins, Arena *arena, AtomTable *atoms, bool is_cython)
{
    for (size_t i = 0; i < sizeof method_rows / sizeof *method_rows; i++) {
        const MethodRow *method = &method_rows[i];
        map_set(arena, &builtins->methods[method->receiver], atom_from(atoms, method->row.name),
                (void *)(uintptr_t)&method->row);
    }
    for (size_t i = 0; is_cython && i < sizeof renamed_rows / sizeof *renamed_rows; i++) {
        Map *methods = &builtins->methods[renamed_rows[i].receiver];
        map_set(arena, methods, atom_from(atoms, renamed_rows[i].old),
                map_get(methods, atom_from(atoms, renamed_rows[i].name)));
    }
}

Builtins *builtins_new(Arena *arena, AtomTable *atoms, Types *types, bool is_cython)
{
    Builtins *builtins = ARENA_NEW(arena, Builtins);
    Scope *scope = scope_new(arena, SCOPE_BUILTIN, NULL, NULL, NULL, ATOM(atoms, builtins));
    builtins->scope = scope;
    for (uintptr_t i = 0; i < BUILTIN_COUNT; i++) {
        if (rows[i].what == BUILTIN_MODVAR || (rows[i].what == BUILTIN_CYTHON && !is_cython))
            continue;
        Symbol *symbol = scope_add(arena, scope, SYM_BUILTIN, atom_from(atoms, rows[i].name),
                                   type_of_name(types, &rows[i]), SPAN_NONE);
        map_set(arena, &builtins->ids, symbol, (void *)(i + 1));
    }
    add_classes(builtins, arena, atoms, types);
    add_alias(arena, atoms, scope, "unicode", "str");
    add_alias(arena, atoms, scope, "basestring", "str");
    add_alias(arena, atoms, scope, "xrange", "range");
    add_alias(arena, atoms, scope, "<range>", "range"); /* of syntax/read_from.c */
    add_alias(arena, atoms, scope, "raw_input", "input");
    add_alias(arena, atoms, scope, "unichr", "chr");
    add_buffer(arena, atoms, types, scope);
    add_magic(arena, atoms, scope, "nogil", MAGIC_NOGIL, NULL);
    add_magic(arena, atoms, scope, "gil", MAGIC_GIL, NULL);
    add_magic(arena, atoms, scope, "NULL", MAGIC_NULL, TYPE_OF(types, NULLPTR));
    add_methods(builtins, arena, atoms, is_cython);
    return builtins;
}

void builtins_declare_module(Arena *arena, AtomTable *atoms, Types *types, Scope *module)
{
    for (size_t i = 0; i < BUILTIN_COUNT; i++)
        if (rows[i].what == BUILTIN_MODVAR)
            scope_add(arena, module, SYM_GLOBAL, atom_from(atoms, rows[i].name),
                      TYPE_OF(types, OBJECT), SPAN_NONE);
}

BuiltinId builtins_id(const Builtins *builtins, const Symbol *symbol)
{
    uintptr_t number = (uintptr_t)map_get(&builtins->ids, symbol);
    return number ? (BuiltinId)(number - 1) : BUILTIN_COUNT;
}

const BuiltinRow *builtins_row(const Builtins *builtins, const Symbol *symbol)
{
    BuiltinId id = builtins_id(builtins, symbol);
    return id == BUILTIN_COUNT ? NULL : &rows[id];
}

const Type *builtins_class(const Builtins *builtins, const Symbol *symbol)
{
    return symbol ? map_get(&builtins->classes, symbol) : NULL;
}

const BuiltinRow *builtins_method(const Builtins *builtins, const Type *receiver, Atom name)
{
    return map_get(&builtins->methods[type_strip(receiver)->kind], name);
}

bool builtins_fits(const BuiltinRow *row, uint32_t count)
{
    return (int)count >= row->min && (row->max < 0 || (int)count <= row->max);
}
