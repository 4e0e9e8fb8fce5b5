/* ctime.h: what is known while reading: DEF constants, UNAME_* names, conditions of IF, include files.
 *
 * DEF, IF and include are textual in Cython: they act while the source is read. The reader keeps one
 * CtEnv for a file and all it includes; a name that DEF has bound is read as the literal it stands for,
 * of IF only the branch taken is kept, include puts the statements of the other file in its place.
 *
 *     DEF N = 2 * 3          (nothing)
 *     IF N > 5: a = N        Assign{a, IntLit 6}
 */
#ifndef KRAIT_SYNTAX_CTIME_H
#define KRAIT_SYNTAX_CTIME_H

#include "base/map.h"
#include "diag/diag.h"
#include "syntax/intop.h"

typedef enum CtKind {
    CT_ERROR, /* reported */
    CT_NONE,
    CT_ELLIPSIS,
    CT_BOOL,    /* i */
    CT_INT,     /* i */
    CT_FLOAT,   /* f */
    CT_COMPLEX, /* f + imag j */
    CT_STR,     /* text, len: UTF-8 */
    CT_BYTES,   /* text, len */
    CT_CHAR,    /* i: c'x' */
    CT_TUPLE,   /* items, len */
    CT_LIST     /* items, len: not the value of a constant, only of a part of its expression */
} CtKind;

typedef struct CtValue {
    CtKind kind;
    WideInt i;
    double f, imag;
    const char *text;
    const struct CtValue *items;
    uint32_t len;
} CtValue;

/* A file being included, and from where. */
typedef struct CtFile {
    const struct CtFile *outer;
    const char *path;
} CtFile;

typedef struct CtEnv {
    Arena *arena;
    AtomTable *atoms;
    Diags *diags;
    Map names; /* Atom -> CtValue * */
} CtEnv;

/* A new environment with the names UNAME_SYSNAME, NODENAME, RELEASE, VERSION and MACHINE. */
CtEnv *ctime_new(Arena *arena, AtomTable *atoms, Diags *diags);
/* Binds `name` to the value spelt `text` (-E NAME=VALUE): True, False, None, a number, else a str. */
void ctime_define(CtEnv *env, Atom name, const char *text);
/* Value of `name`, or NULL. */
const CtValue *ctime_find(const CtEnv *env, Atom name);
/* Evaluates a tree that was read without replacing names. Reports what is no constant, once. */
CtValue ctime_eval(CtEnv *env, const Ast *node);
bool ctime_is_true(const CtValue *value);
/* Are both equal in Python? */
bool ctime_equal(const CtValue *left, const CtValue *right);
/* Binds the name; a value that cannot be a constant is reported where it is used. */
void ctime_set(CtEnv *env, Atom name, const CtValue *value);
/* Like CPython's repr(), for messages. */
const char *ctime_repr(Arena *arena, const CtValue *value);

/* For ctime_call.c. */
CtValue ctime_error(CtEnv *env, Span span, const char *format, ...) KRAIT_PRINTF(3, 4);
CtValue ctime_call(CtEnv *env, const AstCall *node);

#endif
