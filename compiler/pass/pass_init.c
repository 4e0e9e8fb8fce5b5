/* pass_init.c: pass init: reports variables that are read before they are set.
 *
 * Objects: the initchk made by lowering asks at run time; a warning when no assignment can come before the
 * read, so that it will always raise (but in plain Python, which does so on purpose). Under `# cython:
 * warn.maybe_uninitialized=True` that is an error, and the possible case is a warning. C variables have no unset
 * state to ask about: the certain case is a warning, as in Cython, the possible one is reported with -Wextra. Typed
 * memoryviews start unset and are asked by vchk. One report per variable.
 *
 *     get x      with no set before it    ->  warning: local variable `x` referenced before assignment
 */
#include "pass/assigned.h"
#include "pass/pass.h"

#include <string.h>

typedef struct Init {
    const IrModule *module;
    Diags *diags;
    Bits reported; /* by variable index */
    bool is_python; /* a .py file */
    bool is_asked;  /* the module has warn.maybe_uninitialized=True */
} Init;

static bool is_reported_kind(const IrVar *var)
{
    const Type *type = type_strip(var->type);
    return var->storage == IR_VAR_LOCAL && !var->given && type->kind != TYPE_VIEW && type->kind != TYPE_ARRAY;
}

static bool has_global(const IrModule *module, Atom name)
{
    for (uint32_t i = 0; i < module->globals.len; i++)
        if (module->globals.items[i]->name == name)
            return true;
    return false;
}

static void visit(void *arg, Insn *insn, const AssignState *state)
{
    Init *init = arg;
    bool peeks = insn->op == IR_GET && insn->sub;
    if (peeks || (insn->op != IR_GET && insn->op != IR_INITCHK))
        return;
    const IrVar *var = insn->as.var;
    if (!is_reported_kind(var) || assigned_must(state, var) ||
        bits_has(&init->reported, var->index))
        return;
    bool certain = !assigned_may(state, var);
    bool object = type_is_object(var->type);
    if (object && (init->is_python || (!certain && !init->is_asked)))
        return;
    DiagCode maybe = init->is_asked ? DIAG_MAYBE_UNBOUND : DIAG_MAYBE_UNSET;
    DiagCode unbound = init->is_asked ? DIAG_UNBOUND_LOCAL : DIAG_ALWAYS_UNBOUND;
    DiagCode code = !certain ? maybe : object ? unbound : DIAG_UNSET;
    Diag *diag = diag_report(init->diags, code, insn->span, var->name->text);
    if (var->span.file)
        diag_note(init->diags, diag, var->span, "`%s` is first named here", var->name->text);
    if (has_global(init->module, var->name))
        diag_note(init->diags, diag, SPAN_NONE, "the module's variable is set after `global %s`", var->name->text);
    bits_set(&init->reported, var->index);
}

static bool is_python(const IrModule *module)
{
    const char *dot = module->source_name ? strrchr(module->source_name, '.') : NULL;
    return dot && strcmp(dot, ".py") == 0;
}

void pass_init(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)options;
    Init init = {func->module, diags, bits_new(ir_scratch(func), func->vars.len), is_python(func->module),
                 func->module->unbound_is_error};
    assigned_walk(func, visit, &init);
}
