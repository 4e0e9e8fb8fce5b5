/* outline_work.c: the function that the threads run: its variables, the region around the share of each thread, and
 * what goes back behind it.
 *
 *     n = data->n; s = 0;
 *     par work { loops of this thread's iterations }
 *     atomically: *data->s += s
 */
#include "ir/ir_flow.h"
#include "pass/outline.h"

/* 0 op x == x; minimum and maximum have none: NULL. */
static Insn *identity_of(Outline *o, IrBin op, const Type *type)
{
    bool is_float = type_is_float(type);
    switch (op) {
    case IR_BIN_ADD: case IR_BIN_SUB: case IR_BIN_OR: case IR_BIN_XOR:
        return is_float ? ir_float(&o->b, type, 0.0) : ir_int(&o->b, type, 0);
    case IR_BIN_MUL:
        return is_float ? ir_float(&o->b, type, 1.0) : ir_int(&o->b, type, 1);
    case IR_BIN_AND:
        return ir_int(&o->b, type, -1);
    case IR_BIN_DIV: case IR_BIN_MOD: case IR_BIN_SHL: case IR_BIN_SHR:
    case IR_BIN_MIN: case IR_BIN_MAX:
        break;
    }
    return NULL;
}

static const char *work_name(Outline *o)
{
    uint32_t number = 1;
    for (uint32_t i = 0; i < o->module->funcs.len; i++)
        number += o->module->funcs.items[i]->kind == IR_FUNC_OUTLINED;
    return arena_printf(o->arena, "%s_par%u", o->func->name->text, number);
}

void outline_make_work(Outline *o)
{
    Atom name = atom_from(o->module->atoms, work_name(o));
    o->work = ir_func_new(o->module, IR_FUNC_OUTLINED, name);
    o->work->span = o->par->span;
    o->work->py_name = o->func->py_name;
    o->work->qualname = o->func->qualname;
    o->work->header = arena_printf(o->arena, "parallel part of %s", o->func->name->text);
    o->work->result = TYPE_OF(o->types, VOID);
    o->work->nogil = true;
    o->work->phase = o->func->phase;
    if (!o->work->body)
        o->work->body = ir_block_new(o->module);
}

void outline_make_vars(Outline *o)
{
    for (uint32_t i = 0; i < o->captures.len; i++) {
        Capture *c = &o->captures.items[i];
        if (!c->outer)
            continue;
        const Type *type = c->outer->type;
        if (c->mode == CAPTURE_SHARED)
            type = type_ptr(o->types, type_strip(type)->kind == TYPE_ARRAY ? type_strip(type)->target : type);
        c->inner = ir_var_new(o->work, IR_VAR_LOCAL, c->outer->name, type);
        if (c->mode == CAPTURE_PRIVATE) {
            c->inner->maybe_unbound = c->outer->maybe_unbound;
            c->inner->released = c->outer->released;
        }
        c->inner->borrowed = c->mode == CAPTURE_VALUE;
        c->inner->span = c->outer->span;
    }
}

/* Accesses to a shared variable go through its address. */
static void access_shared(Outline *o, Insn *insn, const Capture *c)
{
    Insn *pointer = ir_insn_new(o->work, IR_GET, 0, c->inner->type, NULL, 0, insn->span);
    pointer->as.var = c->inner;
    if (insn->op == IR_ADDR) {
        insn->op = IR_GET;
        insn->as.var = c->inner;
        return;
    }
    ir_insert_before(insn, pointer);
    Insn **args = ARENA_ARRAY(o->arena, Insn *, 2);
    args[0] = pointer;
    if (insn->op == IR_SET)
        args[1] = insn->args[0];
    insn->nargs = insn->op == IR_SET ? 2 : 1;
    insn->op = insn->op == IR_SET ? IR_STORE : IR_LOAD;
    insn->sub = 0;
    insn->args = args;
}

static void rename_var(void *arg, Insn *insn)
{
    Outline *o = arg;
    insn->id = o->work->insn_count++;
    if (!ir_op_has_var(insn->op) || !ir_var_is_local(insn->as.var))
        return;
    const Capture *c = outline_find(o, insn->as.var);
    if (!c)
        return;
    if (c->mode == CAPTURE_SHARED)
        access_shared(o, insn, c);
    else
        insn->as.var = c->inner;
}

static void set_inner(Outline *o, const Capture *c)
{
    IrBuilder *b = &o->b;
    if (!c->field)
        return;
    Insn *value = ir_load(b, ir_field(&o->b, o->data, c->field));
    if (outline_by_address(c)) {
        Insn *identity = c->mode == CAPTURE_REDUCE ? identity_of(o, c->reduction, c->inner->type) : NULL;
        value = identity ? identity : ir_load(b, value);
    }
    ir_set(b, c->inner, value);
}

static void write_back(Outline *o, const Capture *c)
{
    IrBuilder *b = &o->b;
    Insn *value = ir_get(b, c->inner);
    Insn *place = ir_load(b, ir_field(&o->b, o->data, c->field));
    if (c->mode == CAPTURE_REDUCE) {
        IrBin op = c->reduction == IR_BIN_SUB ? IR_BIN_ADD : c->reduction;
        value = ir_bin(b, op, ir_load(b, place), value);
    }
    ir_store(b, place, value);
}

/* Private results go back: sums under libgomp's lock, last values by whoever had the last iteration. */
static void finish_work(Outline *o)
{
    const Type *nothing = TYPE_OF(o->types, VOID);
    bool sums = false;
    for (uint32_t i = 0; i < o->captures.len; i++)
        sums |= o->captures.items[i].mode == CAPTURE_REDUCE;
    if (sums)
        outline_call(o, "GOMP_atomic_start", nothing, NULL, 0);
    for (uint32_t i = 0; i < o->captures.len; i++)
        if (o->captures.items[i].mode == CAPTURE_REDUCE)
            write_back(o, &o->captures.items[i]);
    if (sums)
        outline_call(o, "GOMP_atomic_end", nothing, NULL, 0);
    if (!o->last)
        return;
    Insn *cond = ir_get(&o->b, o->last);
    Insn *branch = ir_region(&o->b, IR_IF, 0, &cond, 1, 2, NULL);
    ir_enter(&o->b, branch, 0);
    for (uint32_t i = 0; i < o->captures.len; i++)
        if (o->captures.items[i].mode == CAPTURE_LAST)
            write_back(o, &o->captures.items[i]);
    ir_close(&o->b, branch);
}

/* A break out of the loop: other threads stop, this one's values are the last ones. */
static void mark_breaks(Outline *o, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nblocks; i++)
            mark_breaks(o, insn->blocks[i]);
        if (insn->op != IR_LEAVE || insn->as.target != o->par)
            continue;
        Insn *stop = ir_insn_new(o->work, IR_PRIM, 0, TYPE_OF(o->types, VOID), o->par->args, 1, insn->span);
        stop->as.prim = PRIM_OF(par_stop);
        ir_insert_before(insn, stop);
        if (!o->last)
            continue;
        Insn *one = ir_insn_new(o->work, IR_CONST, 0, o->last->type, NULL, 0, insn->span);
        one->as.imm.i = 1;
        Insn *set = ir_insn_new(o->work, IR_SET, 0, TYPE_OF(o->types, VOID), &one, 1, insn->span);
        set->as.var = o->last;
        ir_insert_before(insn, one);
        ir_insert_before(insn, set);
    }
}

static void open_work(Outline *o)
{
    IrVar *param = ir_var_new(o->work, IR_VAR_PARAM, atom_from(o->module->atoms, "shared"),
                              type_ptr(o->types, TYPE_OF(o->types, VOID)));
    o->data = ir_cast(&o->b, type_ptr(o->types, o->shared_type), ir_get(&o->b, param));
    for (uint32_t i = 0; i < o->captures.len; i++)
        set_inner(o, &o->captures.items[i]);
    for (uint32_t i = 0; i < o->captures.len; i++)
        if (o->captures.items[i].mode == CAPTURE_LAST && !o->last) {
            o->last = ir_temp_new(&o->b, "is_last", TYPE_OF(o->types, BINT));
            ir_set(&o->b, o->last, ir_int(&o->b, o->last->type, 0));
        }
}

/* The region moves over: same instruction, so that errors and breaks still land there. */
static void move_region(Outline *o)
{
    o->par->parent = NULL;
    o->par->prev = o->par->next = NULL;
    o->par->sub = IR_PAR_WORK;
    o->par->as.par->vars.len = 0; /* they are captures now */
    o->par->nargs = 0;
    o->par->id = o->work->insn_count++;
    if (o->stops) {
        const TypeDecl *decl = o->shared_type->decl;
        Insn *state = ir_load(&o->b, ir_field(&o->b, o->data, &decl->fields[decl->field_count - 1]));
        o->par->args = ARENA_ARRAY(o->arena, Insn *, 1);
        o->par->args[0] = state;
        o->par->nargs = 1;
    }
    ir_block_append(o->b.block, o->par);
    o->par->blocks[0] = ir_block_new(o->module);
    o->par->blocks[0]->owner = o->par;
}

/* What reads the captured values stands in front of the region. */
static void place_getters(Outline *o)
{
    for (uint32_t i = 0; i < o->brought.len; i++) {
        Insn *inside = o->brought.entries[i].value;
        if (inside->op == IR_GET && !inside->parent)
            ir_block_append(o->b.block, inside);
    }
}

void outline_fill_work(Outline *o, const OutlineLoop *loop)
{
    IrBlock *body = o->body;
    outline_build_in(o, o->work, o->work->body);
    open_work(o);
    place_getters(o);
    move_region(o);
    ir_each_insn(body, rename_var, o);
    ir_enter(&o->b, o->par, 0);
    if (o->par->as.par->is_loop) {
        mark_breaks(o, body);
        outline_loop(o, loop);
    } else {
        ir_block_move(body, o->b.block);
        outline_inner_loops(o, o->par->blocks[0]);
    }
    ir_close(&o->b, o->par);
    if (o->par->as.par->is_loop && o->par->as.par->schedule >= IR_SCHED_DYNAMIC)
        outline_call(o, "GOMP_loop_end_nowait", TYPE_OF(o->types, VOID), NULL, 0);
    finish_work(o);
    ir_return(&o->b, NULL);
}
