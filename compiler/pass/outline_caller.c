/* outline_caller.c: what takes the place of an outlined region in its function: the shared struct is filled, libgomp
 * told to run the new function, and what the threads raised raised again.
 *
 *     shared.n = n; shared.s = &s; shared.par = &par;
 *     GOMP_parallel(f_par1, &shared, threads, 0);
 *     status = par_raise(&par);  errchk neg1 status
 */
#include "ir/ir_region.h"
#include "pass/outline.h"

static const Type *field_type(Outline *o, const Capture *c)
{
    return outline_by_address(c) ? type_ptr(o->types, c->inner->type) : c->inner->type;
}

static void make_shared_type(Outline *o, IrVar *state)
{
    TypeDecl *decl = ARENA_NEW(o->arena, TypeDecl);
    decl->name = atom_from(o->module->atoms, arena_printf(o->arena, "%s_data", o->work->name->text));
    decl->c_name = arena_printf(o->arena, "struct %s", decl->name->text);
    decl->header = "";
    decl->is_complete = true;
    decl->fields = ARENA_ARRAY(o->arena, TypeField, o->captures.len + 1);
    for (uint32_t i = 0; i < o->captures.len; i++) {
        Capture *c = &o->captures.items[i];
        if (c->mode == CAPTURE_PRIVATE)
            continue;
        TypeField *field = &decl->fields[decl->field_count++];
        const char *name = arena_printf(o->arena, "%s%u", c->inner->name->text, i + 1);
        field->name = atom_from(o->module->atoms, name);
        field->c_name = field->name->text;
        field->type = field_type(o, c);
        c->field = field;
    }
    if (!state && !decl->field_count) { /* C has no empty structs */
        TypeField *field = &decl->fields[decl->field_count++];
        field->name = atom_from(o->module->atoms, "nothing");
        field->c_name = "nothing";
        field->type = TYPE_OF(o->types, CHAR);
    }
    if (state) {
        TypeField *field = &decl->fields[decl->field_count++];
        field->name = atom_from(o->module->atoms, "par");
        field->c_name = "par";
        field->type = type_ptr(o->types, state->type);
    }
    o->shared_type = type_nominal(o->types, TYPE_STRUCT, decl);
    vec_push(o->module->arena, &o->module->nominal, o->shared_type);
}

static void store_field(Outline *o, IrVar *shared, const TypeField *field, Insn *value)
{
    ir_store(&o->b, ir_field(&o->b, ir_addr(&o->b, shared), field), value);
}

static void fill_shared(Outline *o, IrVar *shared, IrVar *state)
{
    for (uint32_t i = 0; i < o->captures.len; i++) {
        Capture *c = &o->captures.items[i];
        if (!c->field)
            continue;
        Insn *value = c->value;
        if (!value)
            value = outline_by_address(c) || c->mode == CAPTURE_SHARED ? ir_addr(&o->b, c->outer)
                                                                  : ir_get(&o->b, c->outer);
        store_field(o, shared, c->field, value);
    }
    if (state) {
        const TypeDecl *decl = o->shared_type->decl;
        store_field(o, shared, &decl->fields[decl->field_count - 1], ir_addr(&o->b, state));
    }
}

/* GOMP_parallel(work, &shared, threads, 0) */
static void call_parallel(Outline *o, IrVar *shared, Insn *threads)
{
    IrBuilder *b = &o->b;
    const Type *pointer = type_ptr(o->types, TYPE_OF(o->types, VOID));
    IrCallee *callee = ARENA_NEW(o->arena, IrCallee);
    TypeFunc type = {.result = TYPE_OF(o->types, VOID), .count = 1, .nogil = true};
    TypeParam param = {NULL, pointer};
    type.params = &param;
    callee->func = o->work;
    callee->type = type_func(o->types, &type);
    Insn *work = ir_funcaddr(b, callee);
    const Type *number = TYPE_OF(o->types, UINT);
    Insn *args[] = {work, ir_cast(b, pointer, ir_addr(&o->b, shared)),
                    threads ? ir_cast(b, number, threads) : ir_int(b, number, 0), ir_int(b, number, 0)};
    outline_call(o, "GOMP_parallel", TYPE_OF(o->types, VOID), args, 4);
}

/* A nogil function may be called with the GIL; threads that need it would wait for the caller, who waits for them. */
static bool may_hold_gil(const Outline *o)
{
    return ir_may_hold_gil(o->func, o->par) && (o->fails || ir_takes_gil(o->par->blocks[0]));
}

static Insn *detach(Outline *o)
{
    return outline_call(o, "kr_detach", type_ptr(o->types, TYPE_OF(o->types, VOID)), NULL, 0);
}

void outline_fill_caller(Outline *o, OutlineLoop *loop)
{
    Insn *par = o->par, *check = par->next;
    OutlineArgs args = outline_args(par);
    IrBlock *before = ir_block_new(o->module);
    outline_build_in(o, o->func, before);
    if (par->as.par->is_loop) {
        Insn *count = outline_count(o, args.start, args.stop, args.step);
        loop->start = outline_bring(o, args.start);
        loop->step = args.step ? outline_bring(o, args.step) : NULL;
        loop->chunk = args.chunk ? outline_bring(o, args.chunk) : NULL;
        loop->count = outline_bring(o, count);
    }
    outline_make_vars(o);
    IrVar *state = o->stops ? outline_state(o, o->func) : NULL;
    make_shared_type(o, state);
    IrVar *shared = ir_temp_new(&o->b, "shared", o->shared_type);
    if (state) {
        Insn *pointer = ir_addr(&o->b, state);
        ir_prim(&o->b, PRIM_OF(par_begin), NULL, &pointer, 1);
    }
    fill_shared(o, shared, state);
    Insn *thread = may_hold_gil(o) ? detach(o) : NULL;
    call_parallel(o, shared, args.threads);
    if (thread)
        outline_call(o, "kr_attach", TYPE_OF(o->types, VOID), &thread, 1);
    if (state && o->fails)
        outline_raise(o, state, check);
    ir_block_move_before(before, par);
    ir_remove(par);
}
