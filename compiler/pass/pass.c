/* pass.c: the pipeline of passes.def: order, skipping, dumping, timing, verifying.
 *
 * CHECK passes all run, so that a user sees every error at once; after an error the module goes no
 * further. OPT passes may be left out; LOWER passes may not. Passes in a row that see functions alone all see one
 * function before the next. In debug builds (KRAIT_VERIFY) and with
 * options->verify the module is verified before the first pass and after each one; a violation is a
 * panic that names the pass and the function.
 *
 *     pass_run_all(module, diags, &options)   source order of passes.def, IR in phase H -> phase L
 */
#include "pass/pass.h"

#include "base/os.h"
#include "base/panic.h"
#include "ir/ir_text.h"

#include <string.h>

enum { SCRATCH = 64 << 10 };

typedef enum PassKind { PASS_KIND_CHECK, PASS_KIND_OPT, PASS_KIND_LOWER } PassKind;

typedef struct PassInfo {
    const char *name;
    PassKind kind;
    IrPhase phase;
    void (*run_func)(IrFunc *func, Diags *diags, const PassOptions *options);
    void (*run_module)(IrModule *module, Diags *diags, const PassOptions *options);
} PassInfo;

#define RUN_FUNC(id) pass_##id, NULL
#define RUN_MODULE(id) NULL, pass_##id
static const PassInfo pass_table[PASS_COUNT] = {
#define PASS(id, kind, scope, phase, summary) \
    {#id, PASS_KIND_##kind, IR_PHASE_##phase, RUN_##scope(id)},
#include "pass/passes.def"
#undef PASS
};

const char *pass_name(PassId pass)
{
    return pass_table[pass].name;
}

int pass_by_name(const char *name)
{
    for (int i = 0; i < PASS_COUNT; i++)
        if (strcmp(pass_table[i].name, name) == 0)
            return i;
    return -1;
}

static bool must_verify(const PassOptions *options)
{
#ifdef KRAIT_VERIFY
    (void)options;
    return true;
#else
    return options->verify;
#endif
}

static void verify_module(const IrModule *module, const char *after)
{
    const char *problem = ir_verify_module(module->arena, module);
    if (problem)
        panic("IR is invalid after %s: %s", after, problem);
}

static void run_on_func(const PassInfo *info, IrFunc *func, Diags *diags,
                        const PassOptions *options)
{
    ArenaMark mark = arena_mark(func->module->scratch);
    panic_context("pass %s, function @%s", info->name, func->name->text);
    info->run_func(func, diags, options);
    func->phase = info->phase;
    arena_reset(func->module->scratch, mark);
}

static void run_pass(IrModule *module, Diags *diags, PassId pass, const PassOptions *options)
{
    const PassInfo *info = &pass_table[pass];
    double start = options->after ? os_seconds() : 0;
    if (info->run_module) {
        panic_context("pass %s", info->name);
        info->run_module(module, diags, options);
    } else {
        for (uint32_t i = 0; i < module->funcs.len; i++)
            run_on_func(info, module->funcs.items[i], diags, options);
        if (module->body)
            run_on_func(info, module->body, diags, options);
    }
    panic_context(NULL);
    if (must_verify(options))
        verify_module(module, info->name);
    if (options->after)
        options->after(options->arg, pass, module, os_seconds() - start);
}

static bool is_wanted(PassId pass, const PassOptions *options)
{
    if (pass == PASS_outline && options->openmp_pragmas)
        return false;
    return !(pass_table[pass].kind == PASS_KIND_OPT && options->skip[pass]);
}

static bool is_check(int pass)
{
    return pass_table[pass].kind == PASS_KIND_CHECK;
}

/* The last of the passes from `first` on that may see a function one after the other, before the next function does.
 * Errors of checks keep all that follows from running. */
static int end_of_row(int first, const PassOptions *options)
{
    int last = first;
    bool alone = options->after || must_verify(options); /* they look at the whole module behind each pass */
    while (!alone && last != options->stop_after && last + 1 < PASS_COUNT && !pass_table[last].run_module &&
           !pass_table[last + 1].run_module && is_check(last) == is_check(last + 1))
        last++;
    return last;
}

/* Passes first..last on all functions, each while it is in the processor's caches. A pass that finds an error is the
 * last, but for checks. */
static void run_row(IrModule *module, Diags *diags, int first, int last, const PassOptions *options)
{
    uint32_t errors = diags->errors;
    for (uint32_t i = 0; i <= module->funcs.len; i++) {
        IrFunc *func = i < module->funcs.len ? module->funcs.items[i] : module->body;
        for (int pass = first; func && pass <= last; pass++) {
            if (is_wanted((PassId)pass, options))
                run_on_func(&pass_table[pass], func, diags, options);
            if (diags->errors > errors && !is_check(pass))
                last = pass;
        }
    }
    panic_context(NULL);
}

static void open_scratch(IrModule *module)
{
    module->scratch = arena_new_within(module->arena, SCRATCH);
    arena_alloc(module->scratch, 1); /* so that a reset keeps the first block */
}

static void close_scratch(IrModule *module)
{
    arena_delete(module->scratch);
    module->scratch = NULL;
}

static bool run_passes(IrModule *module, Diags *diags, const PassOptions *options)
{
    uint32_t errors = diags->errors;
    if (must_verify(options))
        verify_module(module, "lowering");
    for (int i = 0; i < PASS_COUNT; i++) {
        if (!is_check(i) && diags->errors > errors)
            return false;
        int last = end_of_row(i, options);
        if (last > i)
            run_row(module, diags, i, last, options);
        else if (is_wanted((PassId)i, options))
            run_pass(module, diags, (PassId)i, options);
        i = last;
        if (i == options->stop_after)
            break;
    }
    return diags->errors == errors;
}

bool pass_run_all(IrModule *module, Diags *diags, const PassOptions *options)
{
    open_scratch(module);
    bool ok = run_passes(module, diags, options);
    close_scratch(module);
    return ok;
}

void pass_run_checks(IrModule *module, Diags *diags, const PassOptions *options)
{
    open_scratch(module);
    for (uint32_t i = 0; i <= module->funcs.len; i++) {
        IrFunc *func = i < module->funcs.len ? module->funcs.items[i] : module->body;
        for (int pass = 0; func && pass < PASS_COUNT; pass++)
            if (is_check(pass) && !(pass == PASS_init && func->has_holes))
                run_on_func(&pass_table[pass], func, diags, options);
    }
    panic_context(NULL);
    close_scratch(module);
}

bool pass_run_one(IrModule *module, Diags *diags, PassId pass, const PassOptions *options)
{
    uint32_t errors = diags->errors;
    open_scratch(module);
    run_pass(module, diags, pass, options);
    close_scratch(module);
    return diags->errors == errors;
}
