/* lower_module.c: one module: what it declares, its functions in source order, its body.
 *
 * All functions are declared before any is filled, so that calls can name functions that stand below.
 * The module body runs the statements in order, as Python does: a `def` makes its function object where
 * it stands.
 *
 *     Sema  ->  IrModule { consts, globals, funcs..., body }
 */
#include "lower/lower.h"

#include "base/os.h"
#include "lower/lower_doctest.h"
#include "lower/lower_enum.h"
#include "lower/lower_cclass.h"
#include "lower/lower_annotation.h"
#include "lower/lower_faults.h"
#include "lower/lower_func.h"
#include "lower/lower_name.h"
#include "lower/lower_cwrap.h"
#include "lower/lower_shared.h"
#include "lower/lower_stmt.h"

static void copy_texts(Arena *arena, IrModule *module, const Sema *sema)
{
    for (uint32_t i = 0; i < sema->headers.len; i++)
        vec_push(arena, &module->headers, sema->headers.items[i]);
    for (uint32_t i = 0; i < sema->nominal.len; i++)
        vec_push(arena, &module->nominal, sema->nominal.items[i]);
}

static IrModule *new_module(const Sema *sema, SourceMap *sources)
{
    IrModule *module = ir_module_new(sema->arena, sema->atoms, sema->types, sources,
                                     sema->module_name);
    module->source_name = os_path_base(sources->files.items[sema->tree->file]->path);
    module->doc = sema->module_func->doc;
    module->doc_len = sema->module_func->doc_len;
    module->is_cython = sema->tree->is_cython;
    module->unbound_is_error = sema->module_func->directives->warn_maybe_uninitialized;
    module->no_margin = !sema->module_func->directives->emit_code_comments;
    module->gil_not_used = sema->module_func->directives->freethreading_compatible;
    copy_texts(sema->arena, module, sema);
    return module;
}

/* cdef variables that hold objects are None until the module sets them. */
static void init_globals(Lower *lw)
{
    for (uint32_t i = 0; i < lw->sema->cglobals.len; i++) {
        IrVar *var = lower_var(lw, lw->sema->cglobals.items[i]);
        if (type_is_object(var->type))
            ir_set(&lw->b, var, lower_none(lw));
    }
}

/* _import_array() of numpy's headers; -1 and an exception when numpy is not to be had. */
static void import_numpy(Lower *lw)
{
    TypeFunc func = {.result = LOWER_TYPE(lw, INT), .except = {.kind = EXCEPT_VALUE, .int_value = -1}};
    IrCallee *callee = ARENA_NEW(lw->arena, IrCallee);
    callee->type = type_func(lw->types, &func);
    callee->c_name = "_import_array";
    callee->header = "numpy/arrayobject.h";
    ir_call(&lw->b, callee, NULL, 0);
}

static void lower_body(LowerUnit *unit)
{
    const FuncInfo *info = unit->sema->module_func;
    IrFunc *func = ir_func_new(unit->module, IR_FUNC_MODULE,
                               atom_from(unit->module->atoms, "module_exec"));
    func->span = (Span){unit->sema->tree->file, 0, 0};
    Lower lw = lower_start(unit, func, info);
    init_globals(&lw);
    if (!unit->faults) /* else some functions are not there */
        lower_shared_export(&lw);
    const Insn *mark = func->body->last; /* the classes are made here, once it is known which are used */
    if (unit->sema->needs_numpy)
        import_numpy(&lw);
    lower_shared_import(&lw);
    lower_cwrap_faces(&lw);
    lower_enum_faces(&lw);
    lower_annotations_start(&lw);
    lower_block(&lw, &unit->sema->tree->module->body);
    lower_doctest_dict(&lw);
    lower_cclasses_make(&lw, mark);
}

static IrModule *fill_module(LowerUnit *unit)
{
    const Sema *sema = unit->sema;
    for (uint32_t i = 0; i < sema->functions.len; i++)
        if (!lower_faults_in_func(unit, sema->functions.items[i]))
            lower_func_declare(unit, sema->functions.items[i]);
    lower_cclasses_declare(unit);
    for (uint32_t i = 0; i < sema->functions.len; i++)
        if (!lower_faults_in_func(unit, sema->functions.items[i]))
            lower_func_define(unit, sema->functions.items[i]);
    lower_body(unit);
    return unit->module;
}

IrModule *lower_module(const Sema *sema, SourceMap *sources)
{
    LowerUnit unit = {.sema = sema, .sources = sources, .module = new_module(sema, sources)};
    return fill_module(&unit);
}

IrModule *lower_sound_parts(const Sema *sema, SourceMap *sources, const Diags *diags)
{
    LowerUnit unit = {.sema = sema, .sources = sources, .faults = lower_faults_find(sema, diags)};
    if (!unit.faults)
        return NULL;
    unit.module = new_module(sema, sources);
    return fill_module(&unit);
}
