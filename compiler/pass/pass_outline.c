/* pass_outline.c: pass outline: parallel regions become functions that libgomp runs on several threads.
 *
 * Place in the pipeline: last pass that moves code, phase L; only when the target has no OpenMP pragmas
 * (libtcc). The region `par` of function f becomes
 *
 *     f:                                         f_par(data):
 *       shared.n = n; shared.s = &s; ...           n = data->n; s = 0; ...
 *       GOMP_parallel(f_par, &shared, threads, 0)  par work { loops of this thread's iterations }
 *       [raise what left the region]               atomically: *data->s += s
 *
 * Variables are captured by what pass par said of them (IrPar.vars): copies, own ones with the value of
 * before or the identity, one shared through its address. Values computed before the region become
 * captures too; constants are made again. The region itself moves along as the landing of errors and
 * breaks. Source: what gcc makes of the pragmas; docs/design/jit.md.
 */
#include "base/map.h"
#include "ir/ir_flow.h"
#include "ir/ir_region.h"
#include "pass/outline.h"
#include "pass/pass.h"

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

Insn *outline_identity(Outline *o, IrBin op, const Type *type)
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

/* ---- what the body uses ---------------------------------------------------------------------- */

static bool is_constant(const Insn *insn)
{
    return insn->op == IR_CONST || insn->op == IR_PYCONST || insn->op == IR_NULL || insn->op == IR_SIZEOF ||
           insn->op == IR_FUNCADDR;
}

static Capture *find_capture(Outline *o, const IrVar *var)
{
    for (uint32_t i = 0; i < o->captures.len; i++)
        if (o->captures.items[i].outer == var)
            return &o->captures.items[i];
    return NULL;
}

typedef struct Scan {
    Outline *o;
    const Bits *assigned;
    const IrVar *address_of;
    bool found;
} Scan;

static void look_for_address(void *arg, Insn *insn)
{
    Scan *scan = arg;
    scan->found |= insn->op == IR_ADDR && insn->as.var == scan->address_of;
}

static bool takes_address(Outline *o, const IrVar *var)
{
    Scan scan = {.o = o, .address_of = var};
    ir_each_insn(o->body, look_for_address, &scan);
    return scan.found;
}

/* What pass par says of the variable in this region or in a loop that shares its team. */
static const IrParVar *clause_of(const Insn *par, const IrVar *var)
{
    for (uint32_t i = 0; i < par->as.par->vars.len; i++)
        if (par->as.par->vars.items[i].var == var)
            return &par->as.par->vars.items[i];
    return NULL;
}

static const IrParVar *clause_below(const IrBlock *block, const IrVar *var)
{
    const IrParVar *found = NULL;
    for (const Insn *insn = block->first; insn && !found; insn = insn->next) {
        if (insn->op == IR_PAR)
            found = clause_of(insn, var);
        for (uint32_t i = 0; i < insn->nblocks && !found; i++)
            found = clause_below(insn->blocks[i], var);
    }
    return found;
}

static CaptureMode mode_of(Outline *o, const IrVar *var, const Bits *assigned, IrBin *reduction)
{
    const IrParVar *clause = clause_of(o->par, var);
    if (!clause)
        clause = clause_below(o->body, var);
    if (clause) {
        *reduction = clause->reduction;
        switch (clause->sharing) {
        case IR_SHARE_PRIVATE: return clause->keeps ? CAPTURE_FIRST : CAPTURE_PRIVATE;
        case IR_SHARE_LASTPRIVATE: return CAPTURE_LAST;
        case IR_SHARE_REDUCTION: return CAPTURE_REDUCE;
        }
    }
    if (takes_address(o, var) || bits_has(assigned, var->index))
        return CAPTURE_SHARED;
    return CAPTURE_VALUE;
}

static void capture_var(void *arg, Insn *insn)
{
    Scan *scan = arg;
    Outline *o = scan->o;
    if (!ir_op_has_var(insn->op) || !ir_var_is_local(insn->as.var) || find_capture(o, insn->as.var))
        return;
    Capture capture = {.outer = insn->as.var};
    capture.mode = mode_of(o, insn->as.var, scan->assigned, &capture.reduction);
    vec_push(o->arena, &o->captures, capture);
}

/* An argument computed before the region: constants are made again, other values captured. */
static Insn *bring_value(Outline *o, Map *known, Insn *value)
{
    if (map_has(known, value))
        return map_get(known, value);
    Insn *inside = NULL;
    if (is_constant(value)) {
        inside = ir_insn_new(o->work, value->op, value->sub, value->type, NULL, 0, value->span);
        inside->as = value->as;
        ir_block_append(o->work->body, inside);
    } else {
        Capture capture = {.value = value, .mode = CAPTURE_VALUE};
        capture.inner = ir_var_new(o->work, IR_VAR_TEMP, atom_from(o->module->atoms, "given"), value->type);
        capture.inner->borrowed = true;
        vec_push(o->arena, &o->captures, capture);
        inside = ir_insn_new(o->work, IR_GET, 0, value->type, NULL, 0, value->span);
        inside->as.var = capture.inner;
    }
    map_set(o->arena, known, value, inside);
    return inside;
}

typedef struct Bring {
    Outline *o;
    Map known;
} Bring;

static void bring_args(void *arg, Insn *insn)
{
    Bring *bring = arg;
    for (uint32_t i = 0; i < insn->nargs; i++) {
        Insn *value = insn->args[i];
        const IrBlock *block = value->parent;
        if (block && (block == bring->o->body || ir_block_inside(block, bring->o->par)))
            continue;
        if (block)
            insn->args[i] = bring_value(bring->o, &bring->known, value);
    }
}

static void look_for_exits(void *arg, Insn *insn)
{
    Outline *o = arg;
    if (insn->as.target != o->par)
        return;
    o->fails |= insn->op == IR_ERRCHK;
    o->stops |= insn->op == IR_ERRCHK || insn->op == IR_LEAVE;
}

static void filter_exits(void *arg, Insn *insn)
{
    if (insn->op == IR_ERRCHK || insn->op == IR_LEAVE)
        look_for_exits(arg, insn);
}

/* ---- the new function ------------------------------------------------------------------------ */

static const char *work_name(Outline *o)
{
    uint32_t number = 1;
    for (uint32_t i = 0; i < o->module->funcs.len; i++)
        number += o->module->funcs.items[i]->kind == IR_FUNC_OUTLINED;
    return arena_printf(o->arena, "%s_par%u", o->func->name->text, number);
}

static void make_work(Outline *o)
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

/* Variables of the new function, with the names of the old ones. */
static void make_inner_vars(Outline *o)
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
    const Capture *c = find_capture(o, insn->as.var);
    if (!c)
        return;
    if (c->mode == CAPTURE_SHARED)
        access_shared(o, insn, c);
    else
        insn->as.var = c->inner;
}

/* ---- the shared struct ----------------------------------------------------------------------- */

static bool is_by_address(const Capture *c)
{
    return c->mode == CAPTURE_LAST || c->mode == CAPTURE_REDUCE;
}

static const Type *field_type(Outline *o, const Capture *c)
{
    return is_by_address(c) ? type_ptr(o->types, c->inner->type) : c->inner->type;
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

/* ---- code of the enclosing function ---------------------------------------------------------- */

/* Number of iterations, as long: 0 when there are none. */
static Insn *iteration_count(Outline *o, Insn *start, Insn *stop, Insn *step)
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
            value = is_by_address(c) || c->mode == CAPTURE_SHARED ? ir_addr(&o->b, c->outer)
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

static IrVar *make_state(Outline *o, IrFunc *func)
{
    TypeDecl *decl = ARENA_NEW(o->arena, TypeDecl);
    decl->name = atom_from(o->module->atoms, "KrPar");
    decl->c_name = "KrPar";
    decl->header = "\"kr/par.h\"";
    decl->is_extern = decl->is_complete = true;
    const Type *type = type_nominal(o->types, TYPE_STRUCT, decl);
    return ir_var_new(func, IR_VAR_TEMP, atom_from(o->module->atoms, "par"), type);
}

/* The error check behind the region asks what the threads kept. */
static void raise_behind(Outline *o, IrVar *state, Insn *check)
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

/* ---- code of the new function ---------------------------------------------------------------- */

static void set_inner(Outline *o, const Capture *c)
{
    IrBuilder *b = &o->b;
    if (!c->field)
        return;
    Insn *value = ir_load(b, ir_field(&o->b, o->data, c->field));
    if (is_by_address(c)) {
        Insn *identity = c->mode == CAPTURE_REDUCE ? outline_identity(o, c->reduction, c->inner->type) : NULL;
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
static void move_region(Outline *o, bool has_state)
{
    o->par->parent = NULL;
    o->par->prev = o->par->next = NULL;
    o->par->sub = IR_PAR_WORK;
    o->par->as.par->vars.len = 0; /* they are captures now */
    o->par->nargs = 0;
    o->par->id = o->work->insn_count++;
    if (has_state) {
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

/* ---- one region ------------------------------------------------------------------------------ */

/* Arguments of a loop: start, stop [, step] [, threads] [, chunk]; of a plain region: [threads]. */
typedef struct ParArgs {
    Insn *start, *stop, *step, *threads, *chunk;
} ParArgs;

static ParArgs split_args(const Insn *par)
{
    ParArgs args = {0};
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

static void use_block(Outline *o, IrFunc *func, IrBlock *block)
{
    o->b = (IrBuilder){o->module, func, block, o->par->span};
}

static void collect(Outline *o, Bring *bring)
{
    Bits assigned = bits_new(o->arena, o->func->vars.len);
    ir_assigned_vars(o->body, &assigned);
    Scan scan = {.o = o, .assigned = &assigned};
    ir_each_insn(o->body, capture_var, &scan);
    ir_each_insn(o->body, filter_exits, o);
    ir_each_insn(o->body, bring_args, bring);
}

/* A getter of a value the function computes for the loop, inside work. */
static Insn *bring_bound(Outline *o, Bring *bring, Insn *value)
{
    return value ? bring_value(o, &bring->known, value) : NULL;
}

static void place_getters(Outline *o, Bring *bring)
{
    for (uint32_t i = 0; i < bring->known.len; i++) {
        Insn *inside = bring->known.entries[i].value;
        if (inside->op == IR_GET && !inside->parent)
            ir_block_append(o->b.block, inside);
    }
}

/* Code of the enclosing function, in place of the region. */
/* A nogil function may be called with the GIL; threads that need it would wait for the caller, who waits for them. */
static bool may_hold_gil(const Outline *o)
{
    return ir_may_hold_gil(o->func, o->par) && (o->fails || ir_takes_gil(o->par->blocks[0]));
}

static Insn *detach(Outline *o)
{
    return outline_call(o, "kr_detach", type_ptr(o->types, TYPE_OF(o->types, VOID)), NULL, 0);
}

static void build_caller(Outline *o, Bring *bring, OutlineLoop *loop)
{
    Insn *par = o->par, *check = par->next;
    ParArgs args = split_args(par);
    IrBlock *before = ir_block_new(o->module);
    use_block(o, o->func, before);
    if (par->as.par->is_loop) {
        Insn *count = iteration_count(o, args.start, args.stop, args.step);
        loop->start = bring_bound(o, bring, args.start);
        loop->step = bring_bound(o, bring, args.step);
        loop->chunk = bring_bound(o, bring, args.chunk);
        loop->count = bring_bound(o, bring, count);
    }
    make_inner_vars(o);
    IrVar *state = o->stops ? make_state(o, o->func) : NULL;
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
        raise_behind(o, state, check);
    ir_block_move_before(before, par);
    ir_remove(par);
}

/* Jumps that are errors land elsewhere. */
static void retarget_errors(IrBlock *block, const Insn *from, Insn *to)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_ERRCHK && insn->as.target == from)
            insn->as.target = to;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            retarget_errors(insn->blocks[i], from, to);
    }
}

/* Breaks out of `loop` become: note it, go on with the next iteration. */
static void skip_rest(Outline *o, IrBlock *block, const Insn *loop, IrVar *stopped)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nblocks; i++)
            skip_rest(o, insn->blocks[i], loop, stopped);
        if (insn->op != IR_LEAVE || insn->as.target != loop)
            continue;
        IrBlock *code = ir_block_new(o->module);
        use_block(o, o->work, code);
        ir_set(&o->b, stopped, ir_int(&o->b, stopped->type, 1));
        if (o->last)
            ir_set(&o->b, o->last, ir_int(&o->b, o->last->type, 1));
        ir_block_move_before(code, insn);
        insn->op = IR_AGAIN;
    }
}

/* A thread that has left the loop runs none of the iterations it is still given, as with the pragmas. */
static void stop_inner_loop(Outline *o, Insn *inner, IrBlock *before)
{
    if (!ir_block_jumps_to(inner->blocks[0], IR_LEAVE, inner))
        return;
    use_block(o, o->work, before);
    IrVar *stopped = ir_temp_new(&o->b, "stopped", TYPE_OF(o->types, BINT));
    ir_set(&o->b, stopped, ir_int(&o->b, stopped->type, 0));
    skip_rest(o, inner->blocks[0], inner, stopped);
    Insn *first = inner->blocks[0]->first;
    if (first->op == IR_INDEXVAR)
        first = first->next;
    IrBlock *code = ir_block_new(o->module);
    use_block(o, o->work, code);
    Insn *cond = ir_get(&o->b, stopped);
    Insn *branch = ir_region(&o->b, IR_IF, 0, &cond, 1, 2, NULL);
    ir_enter(&o->b, branch, 0);
    ir_again(&o->b, inner);
    ir_close(&o->b, branch);
    ir_block_move_before(code, first);
}

/* What a thread raises in the loop is kept until all have come to its end, and raised again there. */
static Insn *open_guard(Outline *o, IrVar **state)
{
    *state = make_state(o, o->work);
    Insn *pointer = ir_addr(&o->b, *state);
    ir_prim(&o->b, PRIM_OF(par_begin), NULL, &pointer, 1);
    pointer = ir_addr(&o->b, *state);
    Insn *guard = ir_region(&o->b, IR_PAR, IR_PAR_WORK, &pointer, 1, 1, "loop");
    guard->as.par = ARENA_NEW(o->arena, IrPar);
    ir_enter(&o->b, guard, 0);
    return guard;
}

/* A prange inside `with parallel()`: its iterations are shared out in the team there is. */
static void share_inner_loop(Outline *o, Insn *inner)
{
    ParArgs args = split_args(inner);
    IrBlock *code = ir_block_new(o->module);
    OutlineLoop loop = {args.start, args.step, NULL, args.chunk};
    const IrBuilder outside = o->b;
    Insn *check = inner->next;
    IrVar *state = NULL;
    o->loop = inner;
    o->body = inner->blocks[0];
    stop_inner_loop(o, inner, code);
    use_block(o, o->work, code);
    Insn *guard = ir_block_jumps_to(inner->blocks[0], IR_ERRCHK, inner) ? open_guard(o, &state) : NULL;
    if (guard)
        retarget_errors(inner->blocks[0], inner, guard);
    loop.count = iteration_count(o, args.start, args.stop, args.step);
    outline_loop(o, &loop);
    if (guard)
        ir_close(&o->b, guard);
    if (inner->as.par->schedule >= IR_SCHED_DYNAMIC)
        outline_call(o, "GOMP_loop_end_nowait", TYPE_OF(o->types, VOID), NULL, 0);
    outline_call(o, "GOMP_barrier", TYPE_OF(o->types, VOID), NULL, 0);
    if (guard)
        raise_behind(o, state, check);
    ir_block_move_before(code, inner);
    ir_remove(inner);
    if (!guard && check && check->op == IR_ERRCHK && check->sub == IR_CHECK_PENDING)
        ir_remove(check);
    o->b = outside;
}

static void share_inner_loops(Outline *o, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        if (insn->op == IR_PAR) {
            share_inner_loop(o, insn);
            continue;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            share_inner_loops(o, insn->blocks[i]);
    }
}

/* The new function, around the body of the region. */
static void build_work(Outline *o, Bring *bring, const OutlineLoop *loop, bool has_state)
{
    IrBlock *body = o->body;
    use_block(o, o->work, o->work->body);
    open_work(o);
    place_getters(o, bring);
    move_region(o, has_state);
    ir_each_insn(body, rename_var, o);
    ir_enter(&o->b, o->par, 0);
    if (o->par->as.par->is_loop) {
        mark_breaks(o, body);
        outline_loop(o, loop);
    } else {
        ir_block_move(body, o->b.block);
        share_inner_loops(o, o->par->blocks[0]);
    }
    ir_close(&o->b, o->par);
    if (o->par->as.par->is_loop && o->par->as.par->schedule >= IR_SCHED_DYNAMIC)
        outline_call(o, "GOMP_loop_end_nowait", TYPE_OF(o->types, VOID), NULL, 0);
    finish_work(o);
    ir_return(&o->b, NULL);
}

static void outline_region(IrFunc *func, Insn *par)
{
    IrModule *module = func->module;
    Outline outline = {.module = module, .arena = module->arena, .types = module->types, .func = func,
                       .par = par, .loop = par, .body = par->blocks[0]};
    Bring bring = {.o = &outline};
    OutlineLoop loop = {0};
    make_work(&outline);
    collect(&outline, &bring);
    build_caller(&outline, &bring, &loop);
    build_work(&outline, &bring, &loop, outline.stops);
}

/* Regions of the block, outermost ones only: loops inside belong to them. */
static void outline_block(IrFunc *func, IrBlock *block)
{
    Insn *next;
    for (Insn *insn = block->first; insn; insn = next) {
        next = insn->next;
        if (insn->op == IR_PAR) {
            outline_region(func, insn);
            continue;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            outline_block(func, insn->blocks[i]);
    }
}

void pass_outline(IrModule *module, Diags *diags, const PassOptions *options)
{
    (void)diags;
    if (options->openmp_pragmas)
        return;
    uint32_t count = module->funcs.len; /* new functions are appended */
    for (uint32_t i = 0; i < count; i++)
        if (module->funcs.items[i]->body)
            outline_block(module->funcs.items[i], module->funcs.items[i]->body);
    if (module->body)
        outline_block(module->body, module->body->body);
}
