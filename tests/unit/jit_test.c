/* jit_test.c: the libtcc host by itself: code runs, data is writable, code is not, errors come back. */
#include "base/panic.h"
#include "driver/jit.h"
#include "unit.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

typedef struct Host {
    Arena *arena;
    AtomTable atoms;
    JitSymbols symbols;
} Host;

static void open_host(Host *host)
{
    host->arena = arena_new();
    atom_table_init(&host->atoms, host->arena);
    host->symbols = (JitSymbols){.arena = host->arena};
}

static bool compile(Host *host, const char *text, JitCode *code)
{
    JitRequest request = {host->arena, &host->atoms, &host->symbols, NULL, text, "entry"};
    return jit_compile(&request, code);
}

typedef int (*IntFunction)(int);

static IntFunction as_function(const JitCode *code)
{
    IntFunction function;
    memcpy(&function, &code->entry, sizeof function);
    return function;
}

static void run_state_between_calls(Host *host)
{
    JitCode code;
    static const char text[] = "static int count = 5, more;\n"
                               "int entry(int x) { count += x; more++; return count * 100 + more; }\n";
    CHECK(compile(host, text, &code));
    CHECK(as_function(&code)(1) == 601);
    CHECK(as_function(&code)(1) == 702);
}

static void run_calls_into_libc(Host *host)
{
    JitCode code;
    static const char text[] = "unsigned long strlen(const char *);\n"
                               "static const char *const words[] = {\"one\", \"three\"};\n"
                               "int entry(int x) { return (int)strlen(words[x]); }\n";
    CHECK(compile(host, text, &code));
    CHECK(as_function(&code)(1) == 5);
}

static void run_own_function_with_a_libc_name(Host *host)
{
    JitCode code;
    CHECK(compile(host, "int index(int x) { return x + 1; }\nint entry(int x) { return index(x); }\n", &code));
    CHECK(as_function(&code)(1) == 2);
}

static void run_errors_come_back(Host *host)
{
    JitCode code;
    CHECK(!compile(host, "#line 12 \"my.pyx\"\nint entry(int x) { return y; }\n", &code));
    CHECK(strstr(code.error, "my.pyx:12") != NULL);
    CHECK(!compile(host, "int nowhere(int);\nint entry(int x) { return nowhere(x); }\n", &code));
    CHECK(strstr(code.error, "nowhere") != NULL);
    CHECK(!compile(host, "int entry(int x) { return undeclared_function(x); }\n", &code));
    CHECK(compile(host, "int entry(int x) { return x; }\n", &code));
}

/* An error between a label and its use leaves libtcc with labels that are freed. */
static void run_errors_among_labels(Host *host)
{
    JitCode code;
    for (int i = 0; i < 20; i++) {
        CHECK(!compile(host, "int entry(int x) { if (x) goto fail; done: x++; y = 1; fail: return x; }\n", &code));
        CHECK(compile(host, "int entry(int x) { if (x) goto done; x = 7; done: return x; }\n", &code));
        CHECK(as_function(&code)(0) == 7);
    }
}

static bool page_is_writable(const void *address)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    char line[512], permissions[8] = "";
    unsigned long start, end, at = (unsigned long)address;
    bool writable = true;
    while (maps && fgets(line, sizeof line, maps))
        if (sscanf(line, "%lx-%lx %7s", &start, &end, permissions) == 3 && start <= at && at < end)
            writable = strchr(permissions, 'w') != NULL;
    if (maps)
        fclose(maps);
    return writable;
}

static void run_code_is_sealed(Host *host)
{
    JitCode code;
    CHECK(compile(host, "int entry(int x) { return x; }\n", &code));
    CHECK(!page_is_writable(code.start));
}

static void *compile_many(void *arg)
{
    Host host;
    open_host(&host);
    int *failures = arg;
    for (int i = 0; i < 50; i++) {
        JitCode code;
        char text[64];
        snprintf(text, sizeof text, "int entry(int x) { return x + %d; }\n", i);
        *failures += !compile(&host, text, &code) || as_function(&code)(1) != i + 1;
    }
    arena_delete(host.arena);
    return NULL;
}

static void run_threads(Host *host)
{
    (void)host;
    pthread_t threads[4];
    int failures[4] = {0};
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, compile_many, &failures[i]);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], NULL);
        CHECK(failures[i] == 0);
    }
}

/* Runs one test on a fresh host. */
static void with_host(void (*run)(Host *host))
{
    Host host;
    open_host(&host);
    run(&host);
    arena_delete(host.arena);
}

static void test_state_between_calls(void)
{
    with_host(run_state_between_calls);
}

static void test_calls_into_libc(void)
{
    with_host(run_calls_into_libc);
}

static void test_own_function_with_a_libc_name(void)
{
    with_host(run_own_function_with_a_libc_name);
}

static void test_errors_among_labels(void)
{
    with_host(run_errors_among_labels);
}

static void test_errors_come_back(void)
{
    with_host(run_errors_come_back);
}

static void test_code_is_sealed(void)
{
    with_host(run_code_is_sealed);
}

static void test_threads(void)
{
    with_host(run_threads);
}

UNIT_MAIN(
    TEST(test_state_between_calls),
    TEST(test_calls_into_libc),
    TEST(test_own_function_with_a_libc_name),
    TEST(test_errors_come_back), TEST(test_errors_among_labels),
    TEST(test_code_is_sealed),
    TEST(test_threads))
