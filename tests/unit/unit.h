/* unit.h: the whole harness of the C unit tests.
 *
 * A test file NAME_test.c holds static functions and one main; the Makefile builds it to build/MODE/unit/NAME
 * against libkrait.a. Each CHECK that fails prints `FAIL file:line: text`; the last line of a program is
 * `N passed, N failed`, which the runner adds up.
 *
 *     static void test_len(void) { CHECK(length("ab") == 2); CHECK_STR(name(), "ab"); }
 *     UNIT_MAIN(TEST(test_len))
 */
#ifndef KRAIT_TESTS_UNIT_H
#define KRAIT_TESTS_UNIT_H

#include <stdio.h>
#include <string.h>

typedef struct UnitTest {
    const char *name;
    void (*run)(void);
} UnitTest;

static int unit_failures; /* of the running test */

static inline void unit_fail(const char *file, int line, const char *text)
{
    unit_failures++;
    printf("FAIL %s:%d: %s\n", file, line, text);
}

static inline void unit_check_str(const char *file, int line, const char *got, const char *want)
{
    if (got && !strcmp(got, want))
        return;
    unit_fail(file, line, "texts differ");
    printf("  got:  %s\n  want: %s\n", got ? got : "(null)", want);
}

static inline int unit_main(const UnitTest *tests, int count)
{
    int passed = 0;
    for (int i = 0; i < count; i++) {
        unit_failures = 0;
        tests[i].run();
        printf("%s %s\n", unit_failures ? "FAIL" : "ok", tests[i].name);
        passed += !unit_failures;
        fflush(stdout);
    }
    printf("%d passed, %d failed\n", passed, count - passed);
    return passed != count;
}

#define CHECK(cond) ((cond) ? (void)0 : unit_fail(__FILE__, __LINE__, #cond))
#define CHECK_STR(got, want) unit_check_str(__FILE__, __LINE__, (got), (want))
#define TEST(function)      \
    {                       \
#function, function \
    }
#define UNIT_MAIN(...)                                                \
    int main(void)                                                    \
    {                                                                 \
        static const UnitTest tests[] = {__VA_ARGS__};                \
        return unit_main(tests, (int)(sizeof tests / sizeof *tests)); \
    }

#endif
