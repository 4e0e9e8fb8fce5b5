/* ir_test.c: making IR, constants, primitives by key, facts from the tables, flow, text. */
#include "ir/ir_build.h"
#include "ir/ir_flow.h"
#include "ir/ir_infer.h"
#include "ir/ir_text.h"
#include "unit.h"

static Arena *arena;
static AtomTable atoms;
static Types types;
static SourceMap sources;
static Diags diags;
static IrModule *module;
static IrFunc *func;
static IrBuilder b;

#define T(kind) TYPE_OF(&types, kind)

static void set_up(void)
{
    arena = arena_new();
    atom_table_init(&atoms, arena);
    types_init(&types, arena, &atoms);
    source_map_init(&sources, arena);
    diags_init(&diags, arena, &sources);
    module = ir_module_new(arena, &atoms, &types, &sources, "m");
    func = ir_func_new(module, IR_FUNC_C, atom_from(&atoms, "f"));
    b = (IrBuilder){module, func, func->body, SPAN_NONE};
}

static void tear_down(void)
{
    arena_delete(arena);
}

static const char *text_of(const Insn *insn)
{
    Buf out;
    buf_init(&out, arena);
    ir_print_insn(&out, insn);
    return buf_text(&out);
}

static void test_constants_are_shared(void)
{
    set_up();
    IrConst *a = ir_const_str(module, "abc", 3, false);
    CHECK(a == ir_const_str(module, "abc", 3, true));
    CHECK(a->is_name);
    CHECK(a != ir_const_bytes(module, "abc", 3));
    CHECK(a != ir_const_str(module, "abc\0", 4, false));
    BigInt five = bigint_from_i64(arena, 5), minus = bigint_from_i64(arena, -5);
    CHECK(ir_const_int(module, &five) == ir_const_int(module, &five));
    CHECK(ir_const_int(module, &five) != ir_const_int(module, &minus));
    IrConst *zero = ir_const_float(module, IR_CONST_FLOAT, 0.0);
    CHECK(zero != ir_const_float(module, IR_CONST_FLOAT, -0.0));
    CHECK(zero != ir_const_float(module, IR_CONST_COMPLEX, 0.0));
    CHECK(zero == ir_const_float(module, IR_CONST_FLOAT, 0.0));
    IrConst *pair[] = {a, zero};
    CHECK(ir_const_tuple(module, pair, 2) == ir_const_tuple(module, pair, 2));
    CHECK(ir_const_tuple(module, pair, 2) != ir_const_tuple(module, pair, 1));
    CHECK(ir_const_simple(module, IR_CONST_NONE) == ir_const_simple(module, IR_CONST_NONE));
    CHECK(module->consts.items[a->index] == a);
    tear_down();
}

static void test_find_primitive(void)
{
    set_up();
    const Type *list_ssize[] = {T(LIST), T(SSIZE)};
    const Type *list_obj[] = {T(LIST), T(OBJECT)};
    const Type *longs[] = {T(LONG), T(LONG)};
    const Type *mixed[] = {T(LONG), T(INT)};
    const Prim *item = prim_find("[]", NULL, list_ssize, 2);
    CHECK(item && !strcmp(item->id, "list_item"));
    CHECK(prim_find("[]", NULL, list_ssize, 1) == NULL ||
          prim_find("[]", NULL, list_ssize, 1) != item);
    CHECK(prim_find("[]", NULL, list_obj, 2) != item);
    CHECK(prim_find("//", NULL, longs, 2) == PRIM_OF(floordiv_int));
    CHECK(prim_find("//", NULL, mixed, 2) != PRIM_OF(floordiv_int)); /* SAME */
    CHECK(prim_find("no such key", NULL, longs, 2) == NULL);
    CHECK(prim_by_name("list_item", 9) == item);
    CHECK(prim_by_name("list_item", 8) == NULL);
    CHECK(prim_type_accepts(PT_ANYINT, T(BINT)) && !prim_type_accepts(PT_ANYINT, T(DOUBLE)));
    CHECK(prim_type_accepts(PT_OBJECT, T(LIST)) && !prim_type_accepts(PT_LIST, T(OBJECT)));
    CHECK(prim_type_accepts(PT_SSIZE, type_qualified(&types, T(SSIZE), TYPE_QUAL_CONST)));
    CHECK(ir_prim_type(&types, PRIM_OF(floordiv_int), T(SHORT)) == T(SHORT));
    tear_down();
}

static void test_tables_are_sound(void)
{
    for (int i = 0; i < PRIM_COUNT; i++) {
        const Prim *row = &prim_table[i];
        bool object = row->result < PT_ANYINT && row->result >= PT_OBJECT &&
                      row->result <= PT_CLASS;
        if (row->arg_count > 6 || !row->cname[0] || !row->header[0])
            unit_fail(row->id, i, "row of a primitive");
        if (object && row->own == IR_RESULT_PLAIN)
            unit_fail(row->id, i, "an object result must be owned or borrowed");
        if (!object && row->result != PT_ANYOBJ && row->result != PT_ANYVIEW &&
            row->result != PT_VIEW && row->result != PT_SAME && row->own == IR_RESULT_OWNED)
            unit_fail(row->id, i, "a C result cannot be owned");
        if (row->error == IR_ERROR_NULL && row->result != PT_SAME && !object &&
            row->result != PT_ANYPTR && row->result != PT_PTR)
            unit_fail(row->id, i, "only pointers can be NULL");
        if (prim_by_name(row->id, strlen(row->id)) != row)
            unit_fail(row->id, i, "name is not unique");
    }
}

static void test_facts(void)
{
    set_up();
    IrVar *x = ir_var_new(func, IR_VAR_LOCAL, atom_from(&atoms, "x"), T(OBJECT));
    IrVar *n = ir_var_new(func, IR_VAR_LOCAL, atom_from(&atoms, "n"), T(LONG));
    Insn *number = ir_int(&b, T(LONG), 5);
    Insn *boxed = ir_append(&b, IR_BOX, 0, T(OBJECT), &number, 1);
    Insn *set_x = ir_set(&b, x, boxed), *set_n = ir_set(&b, n, number);
    Insn *get_x = ir_get(&b, x), *get_n = ir_get(&b, n);
    CHECK(ir_insn_needs_gil(set_x) && !ir_insn_needs_gil(set_n) && ir_insn_needs_gil(boxed));
    CHECK(ir_insn_result(get_x) == IR_RESULT_BORROWED && ir_insn_result(get_n) == IR_RESULT_PLAIN);
    CHECK(ir_insn_result(boxed) == IR_RESULT_OWNED && ir_insn_error(boxed) == IR_ERROR_NULL);
    CHECK(ir_insn_steals(set_x, 0) && !ir_insn_steals(set_n, 0));
    TypeFunc sign = {
        .result = T(LONG), .nogil = true, .except = {.kind = EXCEPT_VALUE, .int_value = -1}};
    IrCallee callee = {.c_name = "g", .type = type_func(&types, &sign)};
    Insn *call = ir_call(&b, &callee, NULL, 0);
    CHECK(call->type == T(LONG) && ir_insn_error(call) == IR_ERROR_DECLARED);
    CHECK(!ir_insn_needs_gil(call) && ir_insn_result(call) == IR_RESULT_PLAIN);
    sign.nogil = false;
    sign.except.kind = EXCEPT_NONE;
    callee.type = type_func(&types, &sign);
    CHECK(ir_insn_needs_gil(call) && ir_insn_error(call) == IR_ERROR_NEVER);
    tear_down();
}

static void test_blocks(void)
{
    set_up();
    Insn *first = ir_int(&b, T(LONG), 1), *second = ir_int(&b, T(LONG), 2);
    Insn *third = ir_insn_new(func, IR_CONST, 0, T(LONG), NULL, 0, SPAN_NONE);
    ir_insert_before(second, third);
    CHECK(first->next == third && third->next == second && second->prev == third);
    ir_remove(first);
    CHECK(func->body->first == third && !third->prev && !first->parent);
    ir_insert_after(second, first);
    CHECK(func->body->last == first && first->prev == second && first->parent == func->body);
    Insn *sum = ir_bin(&b, IR_BIN_ADD, second, second);
    ir_replace_uses(func, second, third);
    CHECK(sum->args[0] == third && sum->args[1] == third);
    Insn **by_id = ARENA_ARRAY(arena, Insn *, func->insn_count);
    by_id[third->id] = first;
    by_id[first->id] = second;
    ir_replace_many(func, by_id, func->insn_count);
    CHECK(sum->args[0] == second);
    CHECK(ir_count_uses(arena, func)[second->id] == 2);
    tear_down();
}

static void test_flow(void)
{
    set_up();
    Insn *cond = ir_int(&b, T(BINT), 1);
    Insn *loop = ir_region(&b, IR_LOOP, 0, NULL, 0, 1, "loop");
    ir_enter(&b, loop, 0);
    CHECK(ir_is_open(&b));
    Insn *branch = ir_region(&b, IR_IF, 0, &cond, 1, 2, NULL);
    ir_enter(&b, branch, 0);
    ir_return(&b, NULL);
    CHECK(!ir_is_open(&b));
    CHECK(ir_insn_falls(branch)); /* by the other side */
    ir_close(&b, branch);
    CHECK(!ir_insn_falls(loop));
    ir_enter(&b, branch, 1);
    ir_again(&b, loop);
    CHECK(!ir_insn_falls(branch) && !ir_insn_falls(loop));
    ir_remove(branch->blocks[1]->last);
    Insn *leave = ir_leave(&b, loop);
    CHECK(ir_insn_falls(loop) && ir_block_jumps_to(func->body, IR_LEAVE, loop));
    CHECK(ir_block_inside(leave->parent, loop) && !ir_block_inside(loop->parent, loop));
    CHECK(branch->label == NULL && !strcmp(loop->label->text, "loop1"));
    Bits vars = bits_new(arena, 4);
    IrVar *x = ir_var_new(func, IR_VAR_LOCAL, atom_from(&atoms, "x"), T(LONG));
    b.block = branch->blocks[1];
    ir_remove(leave);
    ir_set(&b, x, cond);
    ir_assigned_by(loop, &vars);
    CHECK(bits_has(&vars, x->index) && ir_block_uses_var(func->body, x));
    tear_down();
}

static void test_inference(void)
{
    set_up();
    Insn *number = ir_int(&b, T(SHORT), 5);
    CHECK(ir_bin(&b, IR_BIN_ADD, number, number)->type == T(SHORT));
    CHECK(ir_un(&b, IR_UN_NOT, number)->type == T(BINT));
    CHECK(ir_cast(&b, T(SHORT), number) == number);
    IrVar *array = ir_var_new(func, IR_VAR_LOCAL, atom_from(&atoms, "a"),
                              type_array(&types, T(INT), 3));
    Insn draft = {.op = IR_ADDR, .as.var = array};
    CHECK(ir_infer_result(&types, &draft) == type_ptr(&types, T(INT)));
    func->result = T(DOUBLE);
    ir_var_new(func, IR_VAR_PARAM, atom_from(&atoms, "p"), T(LIST));
    func->except.kind = EXCEPT_ALWAYS;
    const Type *type = ir_infer_func(&types, func);
    CHECK(type->func->count == 1 && type->func->params[0].type == T(LIST));
    CHECK(type->func->result == T(DOUBLE) && type->func->except.kind == EXCEPT_ALWAYS);
    tear_down();
}

static void test_one_line(void)
{
    set_up();
    Insn *a = ir_int(&b, T(LONG), 7);
    CHECK_STR(text_of(a), "%0 = 7");
    CHECK_STR(text_of(ir_bin(&b, IR_BIN_MUL, a, a)), "%1 = bin mul %0, %0");
    CHECK_STR(text_of(ir_return(&b, a)), "return %0");
    tear_down();
}

static IrModule *read(const char *text)
{
    return ir_parse_module(arena, &atoms, &types, &sources, &diags, "t.ir", text, strlen(text));
}

static void test_text(void)
{
    static const char text[] = "module \"m\"\n"
                               "source \"m.pyx\"\n"
                               "\n"
                               "func @f(x: long) -> long {              ; 1\n"
                               "  if (cmp lt x, 3) {                    ; 3\n"
                               "    return (bin add x, 1)               ; 4\n"
                               "  }\n"
                               "  return x                              ; 6\n"
                               "}\n";
    set_up();
    IrModule *made = read(text);
    CHECK(made != NULL && diags.errors == 0);
    if (made) {
        Buf out;
        buf_init(&out, arena);
        ir_print_module(&out, made);
        CHECK_STR(buf_text(&out), text);
        CHECK(ir_verify_module(arena, made) == NULL);
        CHECK(source_line(&sources, made->funcs.items[0]->body->last->span) == 6);
    }
    CHECK(read("func @f() -> void {\n  nothing\n}\n") == NULL && diags.errors == 1);
    CHECK(read("func @f() -> void {") == NULL);
    CHECK(read("") != NULL);
    tear_down();
}

static void test_verifier(void)
{
    set_up();
    IrVar *x = ir_var_new(func, IR_VAR_LOCAL, atom_from(&atoms, "x"), T(LONG));
    Insn *number = ir_int(&b, T(LONG), 5);
    Insn *set = ir_set(&b, x, number);
    CHECK(ir_verify_func(arena, func) == NULL);
    ir_remove(number);
    ir_insert_after(set, number);
    CHECK(ir_verify_func(arena, func) != NULL); /* used before it is made */
    ir_remove(number);
    ir_insert_before(set, number);
    CHECK(ir_verify_func(arena, func) == NULL);
    IrFunc *other = ir_func_new(module, IR_FUNC_C, atom_from(&atoms, "g"));
    set->as.var = ir_var_new(other, IR_VAR_LOCAL, atom_from(&atoms, "y"), T(LONG));
    CHECK(ir_verify_func(arena, func) != NULL); /* of another function */
    set->as.var = x;
    x->type = T(DOUBLE);
    CHECK(ir_verify_func(arena, func) != NULL);
    tear_down();
}

UNIT_MAIN(TEST(test_constants_are_shared), TEST(test_find_primitive), TEST(test_tables_are_sound),
          TEST(test_facts), TEST(test_blocks), TEST(test_flow), TEST(test_inference),
          TEST(test_one_line), TEST(test_text), TEST(test_verifier))
