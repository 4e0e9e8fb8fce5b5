/* ir_emit.c: IR text (phase H or L) through the rest of the pipeline to C, for tests of the emitter.
 *
 *     ir_emit [--skip=PASS]... [--jit] [-g] [--no-openmp] FILE
 *
 * A part of FILE from a line `; ----` on is the expected output and is not read. Exit status 1 when the text
 * cannot be read or a pass reports an error.
 */
#include "base/os.h"
#include "base/panic.h"
#include "emit/emit.h"
#include "ir/ir_text.h"
#include "pass/pass.h"

#include <stdio.h>
#include <string.h>

typedef struct Tool {
    Arena *arena;
    AtomTable atoms;
    Types types;
    SourceMap sources;
    Diags diags;
    const char *path;
    PassOptions passes;
    EmitOptions emit;
    int status;
} Tool;

static void print_diags(Tool *t)
{
    diags_sort(&t->diags);
    for (uint32_t i = 0; i < t->diags.list.len; i++) {
        const Diag *diag = t->diags.list.items[i];
        SourcePlace place = source_place(&t->sources, diag->span);
        printf("%u:%u: [%s]: %s\n", place.line, place.column,
               diag_code_name(t->arena, diag->code), diag->text);
    }
}

static void run_tool(void *arg)
{
    Tool *t = arg;
    char *text;
    size_t len;
    t->status = 1;
    if (os_read_file(t->arena, t->path, &text, &len)) {
        printf("cannot read %s\n", t->path);
        return;
    }
    const char *end = strstr(text, "\n; ----");
    if (end)
        len = (size_t)(end - text) + 1;
    IrModule *module = ir_parse_module(t->arena, &t->atoms, &t->types, &t->sources, &t->diags, t->path,
                                       text, len);
    if (!module || !pass_run_all(module, &t->diags, &t->passes)) {
        print_diags(t);
        return;
    }
    Buf out;
    buf_init(&out, t->arena);
    emit_module(module, &t->emit, &out);
    fputs(buf_text(&out), stdout);
    t->status = 0;
}

static bool read_option(Tool *t, const char *text)
{
    if (strncmp(text, "--skip=", 7) == 0) {
        int pass = pass_by_name(text + 7);
        if (pass < 0)
            return false;
        t->passes.skip[pass] = true;
    } else if (strcmp(text, "--jit") == 0) {
        t->emit.jit = true;
    } else if (strcmp(text, "-g") == 0) {
        t->emit.line_directives = true;
    } else if (strcmp(text, "--no-openmp") == 0) {
        t->emit.openmp_pragmas = t->passes.openmp_pragmas = false;
    } else {
        return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    Tool tool = {.status = 2};
    Guard guard;
    tool.passes.stop_after = -1;
    tool.passes.verify = true;
    tool.passes.openmp_pragmas = tool.emit.openmp_pragmas = true;
    tool.emit.source_margin = true;
    int next = 1;
    while (next < argc && read_option(&tool, argv[next]))
        next++;
    if (next + 1 != argc) {
        fprintf(stderr, "usage: ir_emit [--skip=PASS]... [--jit] [-g] [--no-openmp] FILE\n");
        return 2;
    }
    tool.path = argv[next];
    tool.arena = arena_new();
    atom_table_init(&tool.atoms, tool.arena);
    types_init(&tool.types, tool.arena, &tool.atoms);
    source_map_init(&tool.sources, tool.arena);
    diags_init(&tool.diags, tool.arena, &tool.sources);
    if (!guard_run(&guard, run_tool, &tool)) {
        printf("panic: %s\n", guard.message);
        tool.status = 3;
    }
    arena_delete(tool.arena);
    return tool.status;
}
