/* pass.h: running the pipeline of passes.def over a module. */
#ifndef KRAIT_PASS_PASS_H
#define KRAIT_PASS_PASS_H

#include "diag/diag.h"
#include "ir/ir.h"

typedef enum PassId {
#define PASS(id, kind, scope, phase, summary) PASS_##id,
#include "pass/passes.def"
#undef PASS
    PASS_COUNT
} PassId;

typedef struct PassOptions {
    bool skip[PASS_COUNT];   /* only OPT ones are honoured */
    int stop_after;          /* PassId, or -1 */
    bool openmp_pragmas;     /* false: pass outline runs (libtcc) */
    bool has_wide;           /* the C compiler has integers of 128 bits */
    bool verify;             /* ir_verify after every pass (always in debug builds) */
    /* not NULL: called after each pass, for --dump and --time-passes */
    void (*after)(void *arg, PassId pass, const IrModule *module, double seconds);
    void *arg;
} PassOptions;

/* Runs the pipeline. False when a CHECK pass reported an error (the LOWER passes are then not run). */
bool pass_run_all(IrModule *module, Diags *diags, const PassOptions *options);
/* Runs the CHECK passes on what was lowered of a module with errors. */
void pass_run_checks(IrModule *module, Diags *diags, const PassOptions *options);
/* Runs one pass on a module (tests of IR text). */
bool pass_run_one(IrModule *module, Diags *diags, PassId pass, const PassOptions *options);
const char *pass_name(PassId pass);
int pass_by_name(const char *name); /* -1: unknown */

/* One function per row of passes.def; FUNC passes. */
#define PASS(id, kind, scope, phase, summary) PASS_DECLARE_##scope(id)
#define PASS_DECLARE_FUNC(id) void pass_##id(IrFunc *func, Diags *diags, const PassOptions *options);
#define PASS_DECLARE_MODULE(id) void pass_##id(IrModule *module, Diags *diags, const PassOptions *options);
#include "pass/passes.def"
#undef PASS
#undef PASS_DECLARE_FUNC
#undef PASS_DECLARE_MODULE

#endif
