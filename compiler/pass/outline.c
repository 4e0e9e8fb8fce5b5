/* outline.c: what the files of pass outline share; see outline.h. */
#include "pass/outline.h"

Insn *outline_call(Outline *o, const char *c_name, const Type *result, Insn *const *args, uint32_t count)
{
    TypeFunc func = {.result = result, .count = count, .nogil = true};
    func.params = ARENA_ARRAY(o->arena, TypeParam, count + 1);
    for (uint32_t i = 0; i < count; i++)
        func.params[i].type = args[i]->type;
    IrCallee *callee = ARENA_NEW(o->arena, IrCallee);
    callee->c_name = c_name;
    callee->header = "\"kr/par.h\"";
    callee->type = type_func(o->types, &func);
    return ir_call(&o->b, callee, args, count);
}

void outline_build_in(Outline *o, IrFunc *func, IrBlock *block)
{
    o->b = (IrBuilder){o->module, func, block, o->par->span};
}

Insn *outline_count(Outline *o, Insn *start, Insn *stop, Insn *step)
{
    IrBuilder *b = &o->b;
    const Type *wide = TYPE_OF(o->types, LONG);
    int64_t by = o->loop->as.par->step;
    if (step) {
        Insn *args[] = {ir_cast(b, wide, start), ir_cast(b, wide, stop), ir_cast(b, wide, step)};
        return ir_cast(b, wide, ir_prim(b, PRIM_OF(range_steps), NULL, args, 3));
    }
    Insn *low = ir_cast(b, wide, by > 0 ? start : stop), *high = ir_cast(b, wide, by > 0 ? stop : start);
    Insn *distance = ir_bin(b, IR_BIN_SUB, high, low);
    Insn *count = distance;
    if (by != 1 && by != -1) {
        Insn *whole = ir_bin(b, IR_BIN_SUB, distance, ir_int(b, wide, 1));
        whole = ir_bin(b, IR_BIN_DIV, whole, ir_int(b, wide, by > 0 ? by : -by));
        count = ir_bin(b, IR_BIN_ADD, whole, ir_int(b, wide, 1));
    }
    Insn *is_some = ir_cmp(b, IR_CMP_LT, low, high);
    return ir_select(b, is_some, count, ir_int(b, wide, 0));
}

IrVar *outline_state(Outline *o, IrFunc *func)
{
    TypeDecl *decl = ARENA_NEW(o->arena, TypeDecl);
    decl->name = atom_from(o->module->atoms, "KrPar");
    decl->c_name = "KrPar";
    decl->header = "\"kr/par.h\"";
    decl->is_extern = decl->is_complete = true;
    const Type *type = type_nominal(o->types, TYPE_STRUCT, decl);
    return ir_var_new(func, IR_VAR_TEMP, atom_from(o->module->atoms, "par"), type);
}

void outline_raise(Outline *o, IrVar *state, Insn *check)
{
    Insn *pointer = ir_addr(&o->b, state);
    Insn *status = ir_prim(&o->b, PRIM_OF(par_raise), NULL, &pointer, 1);
    if (!check || check->op != IR_ERRCHK)
        return;
    Insn **args = ARENA_ARRAY(o->arena, Insn *, check->nargs + 1);
    args[0] = status;
    for (uint32_t i = 0; i < check->nargs; i++)
        args[i + 1] = check->args[i];
    check->args = args;
    check->nargs++;
    check->sub = IR_CHECK_NEG1;
}

OutlineArgs outline_args(const Insn *par)
{
    OutlineArgs args = {0};
    uint32_t n = 0;
    if (par->as.par->is_loop) {
        args.start = par->args[n++];
        args.stop = par->args[n++];
        if (par->as.par->step == 0)
            args.step = par->args[n++];
    }
    if (par->as.par->has_threads)
        args.threads = par->args[n++];
    if (par->as.par->has_chunk)
        args.chunk = par->args[n++];
    return args;
}
