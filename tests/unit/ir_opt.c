/* ir_opt.c: the tool behind tests/ir: reads IR text, runs one pass, prints diagnostics and IR text.
 *
 *     ir_opt PASS FILE      PASS is a row of passes.def, or `print`: only read, verify and print
 *
 * A part of FILE from a line `; ----` on is the expected output and is not read. Diagnostics come first,
 * as `; LINE: error[code]: text` with notes below. Exit status 1 for wrong use, 2 when the text or the
 * IR in it is invalid, 3 when the IR is invalid after the pass.
 */
#include "base/os.h"
#include "base/panic.h"
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
    const char *pass, *path;
    int status;
} Tool;

static void print_diags(Tool *t, bool with_columns)
{
    static const char *const names[] = {"error", "warning", "hint"};
    diags_sort(&t->diags);
    for (uint32_t i = 0; i < t->diags.list.len; i++) {
        const Diag *diag = t->diags.list.items[i];
        SourcePlace place = source_place(&t->sources, diag->span);
        printf("; %u", place.line);
        if (with_columns)
            printf(":%u", place.column);
        printf(": %s[%s]: %s\n", names[diag->severity], diag_code_name(t->arena, diag->code),
               diag->text);
        for (uint32_t k = 0; k < diag->notes.len; k++) {
            const DiagNote *note = &diag->notes.items[k];
            uint32_t line = source_line(&t->sources, note->span);
            if (line)
                printf(";   %u: note: %s\n", line, note->text);
            else
                printf(";   note: %s\n", note->text);
        }
    }
}

static int verify(Tool *t, const IrModule *module, const char *when, int status)
{
    const char *problem = ir_verify_module(t->arena, module);
    if (problem)
        printf("; invalid %s: %s\n", when, problem);
    return problem ? status : 0;
}

static void run_tool(void *arg)
{
    Tool *t = arg;
    char *text;
    size_t len;
    if (os_read_file(t->arena, t->path, &text, &len)) {
        printf("cannot read %s\n", t->path);
        t->status = 1;
        return;
    }
    const char *end = strstr(text, "\n; ----");
    if (end)
        len = (size_t)(end - text) + 1;
    t->status = 2;
    IrModule *module = ir_parse_module(t->arena, &t->atoms, &t->types, &t->sources, &t->diags,
                                       t->path, text, len);
    if (!module) {
        print_diags(t, true);
        return;
    }
    t->status = verify(t, module, "input", 2);
    if (t->status)
        return;
    int pass = pass_by_name(t->pass);
    if (pass >= 0) {
        PassOptions options = {.stop_after = -1, .has_wide = true};
        pass_run_one(module, &t->diags, (PassId)pass, &options);
        print_diags(t, false);
    }
    Buf out;
    buf_init(&out, t->arena);
    ir_print_module(&out, module);
    fputs(buf_text(&out), stdout);
    if (pass >= 0)
        t->status = verify(t, module, t->pass, 3);
}

int main(int argc, char **argv)
{
    Tool tool = {.arena = arena_new()};
    Guard guard;
    if (argc != 3 || (pass_by_name(argv[1]) < 0 && strcmp(argv[1], "print") != 0)) {
        fputs("usage: ir_opt PASS|print FILE\n", stderr);
        return 1;
    }
    tool.pass = argv[1];
    tool.path = argv[2];
    atom_table_init(&tool.atoms, tool.arena);
    types_init(&tool.types, tool.arena, &tool.atoms);
    source_map_init(&tool.sources, tool.arena);
    diags_init(&tool.diags, tool.arena, &tool.sources);
    tool.diags.extra_warnings = true;
    if (!guard_run(&guard, run_tool, &tool)) {
        printf("; panic: %s\n", guard.message);
        tool.status = 3;
    }
    arena_delete(tool.arena);
    return tool.status;
}
