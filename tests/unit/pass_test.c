/* pass_test.c: the pipeline: order, skipping, stopping, errors, the hook. */
#include "base/panic.h"
#include "ir/ir_text.h"
#include "pass/pass.h"
#include "unit.h"

static Arena *arena;
static AtomTable atoms;
static Types types;
static SourceMap sources;
static Diags diags;
static PassId ran[PASS_COUNT * 2];
static int ran_count;

static void after(void *arg, PassId pass, const IrModule *module, double seconds)
{
    CHECK(arg == &ran_count && module != NULL && seconds >= 0);
    if (ran_count < PASS_COUNT * 2)
        ran[ran_count++] = pass;
}

static IrModule *set_up(const char *text)
{
    arena = arena_new();
    atom_table_init(&atoms, arena);
    types_init(&types, arena, &atoms);
    source_map_init(&sources, arena);
    diags_init(&diags, arena, &sources);
    ran_count = 0;
    IrModule *module = ir_parse_module(arena, &atoms, &types, &sources, &diags, "t.ir", text,
                                       strlen(text));
    CHECK(module != NULL);
    return module;
}

static bool did_run(PassId pass)
{
    for (int i = 0; i < ran_count; i++)
        if (ran[i] == pass)
            return true;
    return false;
}

static const char good[] = "func @f(x: long) -> long {\n  return (bin add x, 0)\n}\n";
static const char bad[] = "func @f(o: obj) -> void nogil {\n  pycall o\n  return\n}\n";

static void test_names(void)
{
    for (int i = 0; i < PASS_COUNT; i++)
        CHECK(pass_by_name(pass_name((PassId)i)) == i);
    CHECK(pass_by_name("fol") == -1 && pass_by_name("") == -1);
}

static void test_order_and_phases(void)
{
    IrModule *module = set_up(good);
    PassOptions options = {.stop_after = -1,
                           .openmp_pragmas = true,
                           .verify = true,
                           .after = after,
                           .arg = &ran_count};
    CHECK(pass_run_all(module, &diags, &options));
    CHECK(ran_count == PASS_COUNT - 1 && !did_run(PASS_outline));
    for (int i = 1; i < ran_count; i++)
        CHECK(ran[i - 1] < ran[i]);
    CHECK(module->funcs.items[0]->phase == IR_PHASE_L);
    arena_delete(arena);
}

static void test_skip_and_stop(void)
{
    IrModule *module = set_up(good);
    PassOptions options = {.stop_after = PASS_dead, .after = after, .arg = &ran_count};
    options.skip[PASS_fold] = options.skip[PASS_gil] = true; /* gil is not optional */
    CHECK(pass_run_all(module, &diags, &options));
    CHECK(!did_run(PASS_fold) && did_run(PASS_gil) && did_run(PASS_dead) && !did_run(PASS_final));
    CHECK(module->funcs.items[0]->phase == IR_PHASE_H);
    arena_delete(arena);
}

static void test_error_stops(void)
{
    IrModule *module = set_up(bad);
    PassOptions options = {.stop_after = -1, .after = after, .arg = &ran_count};
    CHECK(!pass_run_all(module, &diags, &options));
    CHECK(diags.errors == 1 && did_run(PASS_par) && !did_run(PASS_narrow));
    arena_delete(arena);
}

static void run_invalid(void *arg)
{
    PassOptions options = {.stop_after = -1, .verify = true};
    pass_run_all(arg, &diags, &options);
}

static void test_invalid_is_a_panic(void)
{
    IrModule *module = set_up(good);
    Guard guard;
    module->funcs.items[0]->result = TYPE_OF(&types, LIST);
    CHECK(!guard_run(&guard, run_invalid, module));
    CHECK(strstr(guard.message, "func @f") != NULL);
    arena_delete(arena);
}

UNIT_MAIN(TEST(test_names), TEST(test_order_and_phases), TEST(test_skip_and_stop),
          TEST(test_error_stops), TEST(test_invalid_is_a_panic))
