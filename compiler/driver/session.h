/* session.h: the two pieces of state of the compiler. Session: options, search path, names and types,
 * shared by the modules compiled with it. Unit: one module on its way through the stages.
 *
 * A session is used by one thread at a time. Units are freed as a whole with their arena.
 */
#ifndef KRAIT_DRIVER_SESSION_H
#define KRAIT_DRIVER_SESSION_H

#include "base/map.h"
#include "diag/diag.h"
#include "emit/emit.h"
#include "ir/ir.h"
#include "pass/pass.h"
#include "sema/sema.h"
#include "syntax/ast.h"
#include "syntax/cst.h"

/* Trees of our own pxd files, read once a session. Each keeps the number its spans name: the first numbers of every
 * unit's source map are theirs. */
enum { SESSION_PXDS = 64 };
typedef struct PxdCache {
    Map trees; /* Atom of the path -> AstTree */
    SourceFile *files[SESSION_PXDS + 1]; /* by number; those not in use are the placeholder */
    uint32_t count;
} PxdCache;

typedef struct Session {
    Arena *arena;
    AtomTable atoms;
    Types types;
    VEC(const char *) includes; /* -I, in order; the source's own folder is searched first */
    VEC(const char *) paths;    /* where Python looks for modules: searched last for pxd files */
    const char *python;         /* program to ask for `paths` when one is needed; NULL: they are complete */
    const char *target;         /* interpreter to build for, or NULL: its version is asked for when it matters */
    VEC(const char *) defines;  /* -E, as NAME=VALUE */
    Directives directives;      /* -X */
    EmitOptions emit;
    PassOptions passes;
    bool werror, no_warnings, extra_warnings;
    PxdCache pxds;
    const CstNames *names;
    const char *pxd_dir;     /* our own declarations, or NULL when not found */
    const char *runtime_dir; /* kr/ headers and src/, or NULL */
} Session;

typedef enum Stage { STAGE_CST, STAGE_AST, STAGE_SEMA, STAGE_LOWER, STAGE_PASSES, STAGE_C } Stage;

typedef struct Unit {
    Session *session;
    Arena *arena;
    SourceMap sources;
    Diags diags;
    const char *path;
    const char *module_name;
    char *text; /* as read */
    size_t len;
    AstTree *tree;
    Sema *sema;
    IrModule *ir;
    Buf c;
    Buf header, api; /* NAME.h, NAME_api.h; empty when the module has nothing public */
    bool is_cython; /* not a .py file */
} Unit;

/* A session with default options; session_delete frees it and all that belongs to it, units aside. */
Session *session_new(void);
void session_delete(Session *session);
/* Adds a directory to search for pxd and include files, after the ones before; copied. */
void session_add_include(Session *session, const char *directory);
/* Adds a directory where Python looks for modules; copied. */
void session_add_path(Session *session, const char *directory);
/* A constant for DEF and IF, spelt NAME=VALUE; copied. */
void session_define(Session *session, const char *define);
/* A directive or an emit option by name; false when the name or value is unknown. */
bool session_set(Session *session, const char *name, const char *value);

/* A unit for the file at `path` (not read yet). module_name NULL: derived from the path. */
Unit *unit_new(Session *session, const char *path, const char *module_name);
void unit_delete(Unit *unit);

#endif
