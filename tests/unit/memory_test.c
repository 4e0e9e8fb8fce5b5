/* memory_test.c: a compilation whose N-th allocation fails, N = 1, 2, ... until none does: it ends with a diagnostic or
 * without a unit, never the process, and nothing of the arenas is left behind.
 *
 * The two files of base that call the C allocator are compiled into this program with calls of ours, in place of those
 * of the library.
 */
#include <stddef.h>
#include <stdlib.h>

static size_t calls, fail_at, live; /* live: blocks of arenas */

static void *counted_calloc(size_t count, size_t size)
{
    void *memory = ++calls == fail_at ? NULL : calloc(count, size);
    live += memory != NULL;
    return memory;
}

static void counted_free(void *memory)
{
    live -= memory != NULL;
    free(memory);
}

static void *failing_malloc(size_t size)
{
    return ++calls == fail_at ? NULL : malloc(size);
}

static void *failing_calloc(size_t count, size_t size)
{
    return ++calls == fail_at ? NULL : calloc(count, size);
}

static void *failing_realloc(void *memory, size_t size)
{
    return ++calls == fail_at ? NULL : realloc(memory, size);
}

#define calloc counted_calloc
#define free counted_free
#include "base/arena.c"
#undef calloc
#undef free
#define malloc failing_malloc
#define calloc failing_calloc
#define realloc failing_realloc
#include "base/heap.c"
#undef malloc
#undef calloc
#undef realloc

#include "krait/krait.h"
#include "unit.h"

static const char source[] = "cdef class Point:\n"
                             "    cdef public double x, y\n"
                             "    def __init__(self, double x, double y=0):\n"
                             "        self.x, self.y = x, y\n"
                             "def total(points, *, scale=1):\n"
                             "    cdef double s = 0\n"
                             "    for p in points:\n"
                             "        try:\n"
                             "            s += (<Point?>p).x * scale\n"
                             "        except TypeError as error:\n"
                             "            print(f'{error!r}')\n"
                             "    return [s + i for i in range(3)], unknown_name\n";

/* What tree-sitter loses when it is left is not ours to find. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

/* Did all allocations succeed? */
static bool compile_with_failure(size_t number)
{
    calls = 0;
    fail_at = number;
    KraitSession *session = krait_session_new();
    if (session) {
        krait_session_add_path(session, "/usr/lib");
        krait_session_set(session, "boundscheck", "False");
        KraitUnit *unit = krait_compile_buffer(session, "memory.pyx", source, sizeof source - 1, "memory");
        if (unit && calls < fail_at)
            CHECK(!krait_unit_ok(unit) && krait_unit_diagnostic_count(unit) == 1); /* the name that is unknown */
        else if (unit)
            CHECK(!krait_unit_ok(unit));
        if (unit) {
            CHECK(krait_unit_render(unit, KRAIT_TEXT, 0) != NULL);
            krait_unit_free(unit);
        }
        krait_session_free(session);
    }
    if (live != 0) {
        CHECK(live == 0);
        printf("  %zu blocks are left when allocation %zu fails\n", live, number);
        live = 0;
    }
    return calls < fail_at;
}

static void test_each_allocation(void)
{
    size_t number = 1;
    while (!compile_with_failure(number))
        number += 1 + number / 100; /* hostile builds make thousands */
    CHECK(number > 10);
}

UNIT_MAIN(TEST(test_each_allocation))
