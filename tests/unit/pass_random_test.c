/* pass_random_test.c: random functions of loops, checks and memory do the same before and after passes.
 *
 * Each round makes a function with IrBuilder, runs it (ir_exec.h) on several inputs, applies a random
 * selection of the optional passes, verifies it and runs it again: result, failed check with its place,
 * variables seen by a handler, and memory must be the same. With an argument: that many rounds; a second
 * one: the seed.
 */
#include "base/panic.h"
#include "ir/ir_build.h"
#include "ir/ir_text.h"
#include "ir_exec.h"
#include "pass/pass.h"
#include "unit.h"

#include <stdlib.h>

enum { INPUTS = 6, MAX_DEPTH = 4 };

typedef struct Gen {
    uint64_t random;
    IrBuilder b;
    Types *types;
    IrVar *vars[8];  /* n, m: parameters; i, j, k, s: ssize; t: int; u: uint */
    IrVar *views[3]; /* a, b: one axis; c: two */
    const Type *ssize;
    Insn *loops[8];
    uint32_t depth, loop_depth, line;
} Gen;

static uint32_t pick(Gen *g, uint32_t below)
{
    g->random ^= g->random << 13;
    g->random ^= g->random >> 7;
    g->random ^= g->random << 17;
    return (uint32_t)((g->random >> 20) % below);
}

static Insn *make_expr(Gen *g, int depth);

static Insn *to_ssize(Gen *g, Insn *value)
{
    return ir_cast(&g->b, g->ssize, value);
}

static Insn *make_get(Gen *g)
{
    return to_ssize(g, ir_get(&g->b, g->vars[pick(g, 8)]));
}

static Insn *make_dim(Gen *g, uint32_t view, uint32_t axis)
{
    Insn *value = ir_get(&g->b, g->views[view]);
    Insn *dim = ir_append(&g->b, IR_VDIM, IR_DIM_SHAPE, g->ssize, &value, 1);
    dim->as.index = axis;
    return dim;
}

static Insn *make_cond(Gen *g)
{
    Insn *left = make_expr(g, 1);
    Insn *cmp = ir_cmp(&g->b, (IrCmp)pick(g, 6), left, make_expr(g, 1));
    if (pick(g, 4) == 0)
        cmp = ir_un(&g->b, IR_UN_NOT, cmp);
    if (pick(g, 5))
        return cmp;
    Insn *other = make_cond(g);
    Insn *constant = ir_int(&g->b, TYPE_OF(g->types, BINT), pick(g, 2));
    Insn *args[] = {cmp, constant->as.imm.i ? constant : other,
                    constant->as.imm.i ? other : constant};
    return ir_append(&g->b, IR_SELECT, 0, cmp->type, args, 3);
}

static Insn *make_division(Gen *g)
{
    Insn *left = make_expr(g, 2);
    Insn *right = pick(g, 2) ? ir_int(&g->b, g->ssize, 1 + pick(g, 4)) : make_get(g);
    ir_append(&g->b, IR_NONZERO, IR_ZERO_INT_DIV, NULL, &right, 1);
    Insn *args[] = {left, right};
    switch (pick(g, 4)) {
    case 0: return ir_bin(&g->b, IR_BIN_DIV, left, right);
    case 1: return ir_bin(&g->b, IR_BIN_MOD, left, right);
    case 2: return ir_prim(&g->b, PRIM_OF(floordiv_int), NULL, args, 2);
    default: return ir_prim(&g->b, PRIM_OF(mod_int), NULL, args, 2);
    }
}

static Insn *make_expr(Gen *g, int depth)
{
    static const IrBin ops[] = {IR_BIN_ADD, IR_BIN_ADD, IR_BIN_SUB, IR_BIN_SUB,
                                IR_BIN_MUL, IR_BIN_MIN, IR_BIN_MAX, IR_BIN_AND};
    uint32_t choice = pick(g, depth > 2 ? 3 : 9);
    if (choice == 0)
        return ir_int(&g->b, g->ssize, (int64_t)pick(g, 7) - 2);
    if (choice == 1)
        return make_dim(g, pick(g, 3), 0);
    if (choice <= 4)
        return make_get(g);
    if (choice == 5)
        return make_division(g);
    if (choice == 6) {
        Insn *args[3] = {make_cond(g)};
        args[1] = make_expr(g, depth + 1);
        args[2] = make_expr(g, depth + 1);
        return ir_append(&g->b, IR_SELECT, 0, g->ssize, args, 3);
    }
    if (choice == 7) { /* narrowed and widened */
        const Type *narrow = pick(g, 2) ? TYPE_OF(g->types, INT) : TYPE_OF(g->types, UINT);
        return to_ssize(g, ir_cast(&g->b, narrow, make_expr(g, depth + 1)));
    }
    Insn *left = make_expr(g, depth + 1);
    return ir_bin(&g->b, ops[pick(g, 8)], left, make_expr(g, depth + 1));
}

static Insn *checked_index(Gen *g, uint32_t view, uint32_t axis)
{
    Insn *index = pick(g, 2) ? make_get(g) : make_expr(g, 2);
    Insn *length = make_dim(g, view, axis);
    Insn *args[] = {index, length};
    if (pick(g, 3) == 0)
        args[0] = ir_append(&g->b, IR_WRAP, 0, g->ssize, args, 2);
    g->b.span.start = ++g->line;
    Insn *check = ir_append(&g->b, IR_BOUNDS, IR_BOUNDS_VIEW, NULL, args, 2);
    check->as.index = axis;
    return args[0];
}

static Insn *make_place(Gen *g)
{
    uint32_t view = pick(g, 3);
    Insn *args[3];
    uint32_t axes = view == 2 ? 2 : 1;
    for (uint32_t i = 0; i < axes; i++)
        args[i + 1] = checked_index(g, view, i);
    args[0] = ir_get(&g->b, g->views[view]);
    return ir_append(&g->b, IR_VAT, 0, type_ptr(g->types, TYPE_OF(g->types, LONG)), args, axes + 1);
}

static void set_var(Gen *g, uint32_t k, Insn *value)
{
    ir_set(&g->b, g->vars[k], ir_cast(&g->b, g->vars[k]->type, value));
}

static void make_block(Gen *g, uint32_t count);

static void make_range(Gen *g)
{
    static const int64_t steps[] = {1, 1, 1, 1, 2, -1};
    int64_t step = steps[pick(g, 6)];
    Insn *small = pick(g, 2) ? ir_int(&g->b, g->ssize, pick(g, 3)) : make_expr(g, 2);
    Insn *large = pick(g, 2) ? make_dim(g, pick(g, 3), 0) : make_expr(g, 2);
    Insn *args[] = {step > 0 ? small : large, step > 0 ? large : small};
    bool par = pick(g, 6) == 0 && g->loop_depth == 0;
    Insn *loop = ir_region(&g->b, par ? IR_PAR : IR_RANGE, 0, args, 2, 1, "loop");
    if (par) {
        loop->as.par = ARENA_NEW(g->b.module->arena, IrPar);
        loop->as.par->is_loop = true;
        loop->as.par->step = step;
    } else {
        loop->as.step = step;
    }
    ir_enter(&g->b, loop, 0);
    Insn *index = ir_append(&g->b, IR_INDEXVAR, 0, g->ssize, NULL, 0);
    set_var(g, 2 + pick(g, 3), index);
    g->loops[g->loop_depth++] = loop;
    make_block(g, 1 + pick(g, 4));
    g->loop_depth--;
    ir_close(&g->b, loop);
}

static void make_while(Gen *g)
{
    uint32_t k = 2 + pick(g, 3);
    set_var(g, k, make_expr(g, 2));
    Insn *loop = ir_region(&g->b, IR_LOOP, 0, NULL, 0, 1, "loop");
    ir_enter(&g->b, loop, 0);
    Insn *value = ir_get(&g->b, g->vars[k]);
    Insn *cond = ir_cmp(&g->b, IR_CMP_GE, value, make_expr(g, 2));
    Insn *branch = ir_region(&g->b, IR_IF, 0, &cond, 1, 2, NULL);
    ir_enter(&g->b, branch, 0);
    ir_leave(&g->b, loop);
    ir_close(&g->b, branch);
    g->loops[g->loop_depth++] = loop;
    make_block(g, 1 + pick(g, 3));
    g->loop_depth--;
    if (ir_is_open(&g->b)) {
        Insn *by = pick(g, 2) ? ir_int(&g->b, g->ssize, 1 + pick(g, 2)) : make_get(g);
        set_var(g, k, ir_bin(&g->b, IR_BIN_ADD, ir_get(&g->b, g->vars[k]), by));
    }
    ir_close(&g->b, loop);
}

static void make_two(Gen *g, IrOp op)
{
    Insn *cond = op == IR_IF ? make_cond(g) : NULL;
    Insn *region = ir_region(&g->b, op, 0, &cond, op == IR_IF ? 1 : 0, 2, NULL);
    for (uint32_t i = 0; i < 2; i++) {
        ir_enter(&g->b, region, i);
        if (i == 0 || pick(g, 2))
            make_block(g, 1 + pick(g, 3));
    }
    ir_close(&g->b, region);
}

static void make_jump(Gen *g)
{
    Insn *loop = g->loops[pick(g, g->loop_depth)];
    if (pick(g, 2))
        ir_leave(&g->b, loop);
    else
        ir_again(&g->b, loop);
}

static void make_statement(Gen *g)
{
    uint32_t choice = pick(g, g->depth < MAX_DEPTH ? 16 : 9);
    g->b.span = (Span){1, ++g->line, 0};
    if (choice < 3) {
        set_var(g, 2 + pick(g, 6), make_expr(g, 0));
    } else if (choice < 6) {
        set_var(g, 2 + pick(g, 6), ir_load(&g->b, make_place(g)));
    } else if (choice < 8) {
        Insn *value = ir_cast(&g->b, TYPE_OF(g->types, LONG), make_expr(g, 1));
        ir_store(&g->b, make_place(g), value);
    } else if (choice == 8 && pick(g, 4) == 0) {
        ir_set(&g->b, g->views[0], ir_get(&g->b, g->views[1]));
    } else if (choice == 8) {
        if (g->loop_depth && pick(g, 3) == 0)
            make_jump(g);
    } else if (choice < 13) {
        make_range(g);
    } else if (choice == 13) {
        make_while(g);
    } else {
        make_two(g, choice == 14 ? IR_IF : IR_TRY);
    }
}

static void make_block(Gen *g, uint32_t count)
{
    g->depth++;
    while (count-- && ir_is_open(&g->b))
        make_statement(g);
    g->depth--;
}

static IrFunc *make_func(Gen *g, IrModule *module)
{
    static const char *const names[] = {"n", "m", "i", "j", "k", "s", "t", "u"};
    Types *types = module->types;
    IrFunc *func = ir_func_new(module, IR_FUNC_C, atom_from(module->atoms, "f"));
    ViewMode modes[2] = {VIEW_STRIDED, VIEW_STRIDED};
    g->types = types;
    g->ssize = TYPE_OF(types, SSIZE);
    g->b = (IrBuilder){module, func, func->body, {1, 1, 0}};
    func->result = g->ssize;
    func->nogil = true;
    for (int i = 0; i < 8; i++) {
        const Type *type = i == 6 ? TYPE_OF(types, INT) : i == 7 ? TYPE_OF(types, UINT) : g->ssize;
        g->vars[i] = ir_var_new(func, i < 2 ? IR_VAR_PARAM : IR_VAR_LOCAL,
                                atom_from(module->atoms, names[i]), type);
    }
    for (uint32_t i = 0; i < 3; i++) {
        const Type *type = type_view(types, TYPE_OF(types, LONG), i == 2 ? 2 : 1, modes);
        g->views[i] = ir_var_new(func, IR_VAR_PARAM, atom_from(module->atoms, "v"), type);
    }
    for (uint32_t i = 2; i < 8; i++)
        set_var(g, i, ir_int(&g->b, g->ssize, 0));
    make_block(g, 3 + pick(g, 5));
    if (ir_is_open(&g->b)) {
        Insn *sum = make_get(g);
        for (uint32_t i = 2; i < 6; i++)
            sum = ir_bin(&g->b, IR_BIN_ADD, sum, ir_get(&g->b, g->vars[i]));
        ir_return(&g->b, sum);
    }
    return func;
}

/* Inputs from the seed alone, so that both runs get the same. */
static void set_inputs(const Gen *g, Exec *e, uint64_t seed)
{
    Gen r = {.random = seed * 0x9E3779B97F4A7C15ULL | 1};
    memset(e, 0, sizeof *e);
    for (int i = 0; i < 2; i++)
        e->vars[g->vars[i]->index] = (int64_t)pick(&r, 9) - 2;
    for (uint32_t v = 0; v < 3; v++) {
        e->vars[g->views[v]->index] = v;
        e->views[v].shape[0] = pick(&r, 7);
        e->views[v].shape[1] = pick(&r, 6);
        for (uint32_t i = 0; i < EXEC_ITEMS; i++)
            e->views[v].items[i] = (long)pick(&r, 9) - 2;
    }
}

static Exec before[INPUTS], after;
static ExecStatus status_before[INPUTS];

static bool same_run(const Exec *a, const Exec *b, ExecStatus status)
{
    if (status == EXEC_RETURNS && a->result != b->result)
        return false;
    if (status == EXEC_RAISES && (a->error_line != b->error_line || a->error_kind != b->error_kind))
        return false;
    return memcmp(a->views, b->views, sizeof a->views) == 0;
}

static void optimize(Gen *g, IrModule *module, Diags *diags)
{
    static const PassId passes[] = {PASS_narrow, PASS_fold, PASS_bounds, PASS_dead};
    PassOptions options = {.stop_after = -1, .verify = true};
    uint32_t mask = pick(g, 3) ? 15 : 1 + pick(g, 15);
    for (uint32_t i = 0; i < 4; i++)
        if (mask >> i & 1)
            pass_run_one(module, diags, passes[i], &options);
}

static uint64_t rounds = 1500;
static uint64_t first_seed = 1;
static uint32_t compared;

typedef struct Round {
    Arena *arena;
    uint64_t seed;
} Round;

static void run_round(void *arg)
{
    Round *round = arg;
    Arena *arena = round->arena;
    AtomTable atoms;
    Types types;
    SourceMap sources;
    Diags diags;
    Buf text;
    Gen g = {.random = round->seed * 0xD1342543DE82EF95ULL | 1};
    atom_table_init(&atoms, arena);
    types_init(&types, arena, &atoms);
    source_map_init(&sources, arena);
    diags_init(&diags, arena, &sources);
    char *lines = ARENA_ARRAY(arena, char, 5001);
    memset(lines, '\n', 5000);
    source_add(&sources, "random", lines, 5000);
    for (int i = 0; i < 40; i++)
        pick(&g, 2);
    IrModule *module = ir_module_new(arena, &atoms, &types, &sources, "random");
    IrFunc *func = make_func(&g, module);
    const char *problem = ir_verify_module(arena, module);
    if (problem)
        panic("made invalid IR: %s", problem);
    for (uint32_t i = 0; i < INPUTS; i++) {
        set_inputs(&g, &before[i], round->seed + i * 77);
        status_before[i] = exec_block(&before[i], func->body);
    }
    buf_init(&text, arena);
    ir_print_module(&text, module);
    optimize(&g, module, &diags);
    for (uint32_t i = 0; i < INPUTS; i++) {
        if (status_before[i] == EXEC_INVALID)
            continue;
        compared++;
        set_inputs(&g, &after, round->seed + i * 77);
        ExecStatus status = exec_block(&after, func->body);
        if (status == status_before[i] && same_run(&before[i], &after, status))
            continue;
        printf("seed %llu, input %u: status %d, then %d; line %u, then %u\n%s\n",
               (unsigned long long)round->seed, i, (int)status_before[i], (int)status,
               before[i].error_line, after.error_line, buf_text(&text));
        buf_init(&text, arena);
        ir_print_module(&text, module);
        printf("---- after\n%s\n", buf_text(&text));
        panic("a pass changed what the function does");
    }
}

static void test_random_functions(void)
{
    for (uint64_t i = 0; i < rounds; i++) {
        Round round = {arena_new(), first_seed + i};
        Guard guard;
        bool fine = guard_run(&guard, run_round, &round);
        arena_delete(round.arena);
        if (!fine) {
            printf("seed %llu: %s\n", (unsigned long long)(first_seed + i), guard.message);
            unit_fail(__FILE__, __LINE__, "random function");
            return;
        }
    }
    printf("%u runs compared\n", compared);
    CHECK(compared > rounds); /* most programs are of use */
}

int main(int argc, char **argv)
{
    static const UnitTest tests[] = {TEST(test_random_functions)};
    if (argc > 1)
        rounds = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        first_seed = strtoull(argv[2], NULL, 10);
    return unit_main(tests, 1);
}
