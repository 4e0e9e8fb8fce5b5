/* lower_memory.h: C arrays and slices of C memory: filled, copied, made lists of. */
#ifndef KRAIT_LOWER_LOWER_MEMORY_H
#define KRAIT_LOWER_LOWER_MEMORY_H

#include "lower/lower_ctx.h"

/* The number of items of a C array whose length is known to us or to C. */
Insn *lower_array_count(Lower *lw, const Type *array);

/* Items in a row. */
typedef struct LowerMemory {
    Insn *first;         /* pointer to the first one */
    Insn *count;         /* how many, of type Py_ssize_t; NULL: `known`, */
    int64_t known;       /* or, when that is negative, as many as are wanted */
    const Type *element; /* their type */
} LowerMemory;

/* Is the expression a slice of a pointer or C array? */
bool lower_is_memory_slice(const Lower *lw, const Ast *node);
/* The memory that a C array, or a slice of C memory without a step, is. */
LowerMemory lower_memory(Lower *lw, const Ast *node);
/* Is the target a C array or a slice of C memory? */
bool lower_is_memory_target(const Lower *lw, const Ast *target);
/* C memory = value: any sequence of its length, or a pointer to as many items. */
void lower_fill_value(Lower *lw, const Ast *target, Insn *value);
/* C memory = expression. */
void lower_fill(Lower *lw, const Ast *target, const Ast *value);
/* The C array that starts at `first` = expression, or value. */
void lower_fill_array(Lower *lw, Insn *first, const Type *array, const Ast *value);
void lower_fill_array_value(Lower *lw, Insn *first, const Type *array, Insn *value);
/* Initialiser of a declared C array. */
void lower_array_init(Lower *lw, Symbol *symbol, const Ast *init);
/* Pointer to a new C array with the items of a display, of the array type `type`. It lives as long as the
 * function, or as the module when its body makes it. */
Insn *lower_display_pointer(Lower *lw, const Ast *node, const Type *type);
/* A list of the items of an array or slice (bytes of a char array, to its NUL). */
Insn *lower_memory_object(Lower *lw, const Ast *node);
/* The same as an object of this type: a list, a tuple, bytes. */
Insn *lower_memory_as(Lower *lw, const Ast *node, const Type *type);
/* The same for a whole array that `first` points to. */
Insn *lower_array_to_list(Lower *lw, Insn *first, const Type *array);

#endif
