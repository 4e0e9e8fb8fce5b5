/* cst_test.c: the names of cst.def against the grammar. */
#include "syntax/cst.h"

#include "unit.h"

static void test_names(void)
{
    Arena *arena = arena_new();
    Buf unknown;
    buf_init(&unknown, arena);
    cst_check_names(&unknown);
    CHECK_STR(buf_text(&unknown), "");
    arena_delete(arena);
}

UNIT_MAIN(TEST(test_names))
