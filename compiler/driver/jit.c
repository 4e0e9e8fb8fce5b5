/* jit.c: C text to machine code in memory through libtcc; see jit.h.
 *
 * Place in the pipeline: after emit, in process. libtcc searches no header and no library (-nostdinc,
 * -nostdlib): the text is preceded by what it needs of the prelude, and only the symbols
 * it names are added. The block
 * is [code pages][data pages]; the page boundary comes from one page-aligned object at the head of the
 * data section.
 */
#include "driver/jit.h"

#include "base/buf.h"
#include "base/vec.h"
#include "driver/jit_debug.h"
#include "driver/jit_gdb.h"
#include "driver/jit_lock.h"
#include "driver/jit_memory.h"
#include "driver/jit_shim.h"
#include <libtcc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* First object of the data section: puts it on a page of its own. */
#define DATA_MARK "kr_data_page"
/* First function: tcc_get_symbol answers NULL for what lies at offset 0. */
#define TEXT_MARK "kr_text_start"

typedef struct JitJob {
    const JitRequest *request;
    TCCState *tcc;
    Buf errors;
    uint32_t error_count;
    JitNames names; /* in the text and in what it needs of the prelude */
    VEC(JitFunction) functions;
} JitJob;

/* Called by libtcc under the lock; must not call libtcc. */
static void note_error(void *opaque, const char *message)
{
    JitJob *job = opaque;
    bool is_warning = strstr(message, "warning:") != NULL;
    if (is_warning && !strstr(message, "implicit declaration"))
        return;
    job->error_count++;
    buf_printf(&job->errors, "%s\n", message);
}

/* Gives libtcc the address of every outside name that is used. */
static void add_symbols(JitJob *job)
{
    const JitRequest *request = job->request;
    for (uint32_t i = 0; i < job->names.len; i++) {
        Atom name = job->names.items[i];
        void *address = jit_find_symbol(request->symbols, request->atoms, name->text, name->len);
        if (address && !tcc_get_symbol(job->tcc, name->text))
            tcc_add_symbol(job->tcc, name->text, address);
    }
}

/* What libtcc calls on its own for some C constructs. Their addresses come from libgcc and libc. */
static void add_helpers(JitJob *job)
{
    static const char *const names[] = {"memset", "memcpy", "memmove", "alloca", "__fixunsdfdi",
                                        "__fixunssfdi", "__fixunsxfdi", "__floatundidf",
                                        "__floatundisf", "__floatundixf", "__va_arg"};
    const JitRequest *request = job->request;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *address = jit_find_symbol(request->symbols, request->atoms, names[i], strlen(names[i]));
        if (address && !tcc_get_symbol(job->tcc, names[i]))
            tcc_add_symbol(job->tcc, names[i], address);
    }
}

static bool compile_text(JitJob *job)
{
    const JitRequest *request = job->request;
    tcc_set_error_func(job->tcc, job, note_error);
    tcc_set_options(job->tcc, "-nostdlib -nostdinc");
    tcc_set_output_type(job->tcc, TCC_OUTPUT_MEMORY);
    Buf source;
    buf_init(&source, request->arena);
    buf_printf(&source, "char " DATA_MARK "[1] __attribute__((aligned(%zu))) = {1};\nvoid " TEXT_MARK "(void) {}\n",
               jit_memory_page());
    jit_names_in(request->arena, request->atoms, request->text, strlen(request->text), &job->names);
    if (request->prelude)
        jit_prelude_select(request->prelude, request->arena, &job->names, &source);
    buf_puts(&source, "#line 1 \"generated\"\n");
    buf_puts(&source, request->text);
    return tcc_compile_string(job->tcc, source.text) == 0 && job->error_count == 0;
}

static void collect_function(void *opaque, const char *name, const void *value)
{
    JitJob *job = opaque;
    JitFunction function = {arena_strdup(job->request->arena, name), value, 0};
    vec_push(job->request->arena, &job->functions, function);
}

static int compare_places(const void *a, const void *b)
{
    uintptr_t x = (uintptr_t)((const JitFunction *)a)->start;
    uintptr_t y = (uintptr_t)((const JitFunction *)b)->start;
    return (x > y) - (x < y);
}

/* Names of the code for perf and gdb: the symbols inside the code pages, each up to the next one. */
static void name_functions(JitJob *job, const char *start, const char *end)
{
    tcc_list_symbols(job->tcc, job, collect_function);
    JitFunction *items = job->functions.items;
    uint32_t count = 0;
    for (uint32_t i = 0; i < job->functions.len; i++) {
        const char *at = items[i].start;
        if (at >= start && at < end)
            items[count++] = items[i];
    }
    if (!count)
        return;
    qsort(items, count, sizeof *items, compare_places);
    for (uint32_t i = 0; i < count; i++) {
        const char *next = i + 1 < count ? items[i + 1].start : end;
        items[i].size = (size_t)(next - (const char *)items[i].start);
    }
    jit_debug_perf(items, count);
    jit_gdb_register(start, (size_t)(end - start), items, count);
}

/* Places the code; the caller holds the lock. */
static bool relocate(JitJob *job, JitCode *code)
{
    int size = tcc_relocate(job->tcc, NULL);
    char *block = size > 0 ? jit_memory_new((size_t)size) : NULL;
    if (!block)
        return false;
    if (tcc_relocate(job->tcc, block) || job->error_count) {
        jit_memory_free(block, (size_t)size);
        return false;
    }
    const char *data = tcc_get_symbol(job->tcc, DATA_MARK);
    size_t code_size = (size_t)(data - block);
    code->entry = tcc_get_symbol(job->tcc, job->request->entry);
    if (!code->entry || !jit_memory_seal(block, code_size, (size_t)size)) {
        jit_memory_free(block, (size_t)size);
        buf_puts(&job->errors, "the system refuses executable memory\n");
        return false;
    }
    code->start = block;
    code->size = code_size;
    jit_debug_unwind(block, code_size);
    name_functions(job, block, data);
    return true;
}

bool jit_compile(const JitRequest *request, JitCode *code)
{
    JitJob job = {.request = request};
    buf_init(&job.errors, request->arena);
    *code = (JitCode){0};
    jit_lock();
    kr_tcc_forget();
    job.tcc = tcc_new();
    bool ok = job.tcc && compile_text(&job);
    if (ok) {
        add_symbols(&job);
        add_helpers(&job);
        ok = relocate(&job, code);
    }
    if (job.tcc)
        tcc_delete(job.tcc);
    jit_unlock();
    code->error = ok ? NULL : buf_text(&job.errors);
    return ok;
}
