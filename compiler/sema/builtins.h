/* builtins.h: Python's builtin names and the methods of builtin types, from builtins.def.
 *
 * The scope made here is the outermost of every module. It also holds the few names that mean
 * something only in one place: `nogil` and `gil` (after `with`), `NULL`.
 */
#ifndef KRAIT_SEMA_BUILTINS_H
#define KRAIT_SEMA_BUILTINS_H

#include "sema/symbol.h"

typedef enum BuiltinWhat {
    BUILTIN_FUNC,
    BUILTIN_TYPE,
    BUILTIN_EXC,
    BUILTIN_VALUE,
    BUILTIN_MODVAR,
    BUILTIN_CYTHON
} BuiltinWhat;

/* Ids of the names that check_call.c treats one by one. */
typedef enum BuiltinId {
#define BUILTIN(name, what, min, max, result) BUILTIN_ID_##name,
#define METHOD(receiver, name, min, max, result)
#define RENAMED(receiver, old, name)
#include "sema/builtins.def"
#undef BUILTIN
#undef METHOD
#undef RENAMED
    BUILTIN_COUNT
} BuiltinId;

typedef struct BuiltinRow {
    const char *name;
    BuiltinWhat what;
    int min, max; /* max -1: any number */
    TypeKind result;
} BuiltinRow;

typedef struct Builtins {
    Map ids;                      /* Symbol * -> BuiltinId + 1 */
    Map methods[TYPE_KIND_COUNT]; /* Atom -> const BuiltinRow * */
    Map classes;                  /* Symbol * -> const Type *: rows of classes.def */
    Scope *scope;
} Builtins;

/* Fills the tables and the scope: for a file in Cython's language, or for one in plain Python. */
Builtins *builtins_new(Arena *arena, AtomTable *atoms, Types *types, bool is_cython);
/* Declares the variables every module has (__name__, __file__, ...) as globals of this module. */
void builtins_declare_module(Arena *arena, AtomTable *atoms, Types *types, Scope *module);
/* The row of a SYM_BUILTIN symbol. */
const BuiltinRow *builtins_row(const Builtins *builtins, const Symbol *symbol);
BuiltinId builtins_id(const Builtins *builtins, const Symbol *symbol);
/* The method `name` of values of exactly this type, or NULL. The row may have another name: see RENAMED. */
const BuiltinRow *builtins_method(const Builtins *builtins, const Type *receiver, Atom name);
/* The type of instances of a builtin class that classes.def lists, else NULL. */
const Type *builtins_class(const Builtins *builtins, const Symbol *symbol);
/* Does a call with this many positional arguments fit the row? */
bool builtins_fits(const BuiltinRow *row, uint32_t count);

#endif
