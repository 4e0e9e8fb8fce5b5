/* syntax_dump.c: reads files through the syntax stage alone, for tests and measurements.
 *
 *     syntax_dump [--cst | --quiet | --time] FILE...
 * Prints the AST (or the concrete tree), then the diagnostics to stderr. --quiet prints diagnostics
 * only; --time prints lines per second. Exit status 1 when any file has an error.
 */
#include "base/os.h"
#include "diag/diag.h"
#include "syntax/read.h"

#include <stdio.h>
#include <string.h>

typedef struct Totals {
    size_t lines, bytes;
    double seconds;
    bool failed;
} Totals;

static bool has_suffix(const char *path, const char *suffix)
{
    size_t n = strlen(path), m = strlen(suffix);
    return n >= m && !strcmp(path + n - m, suffix);
}

static void run_file(const char *path, const char *mode, Totals *totals)
{
    Arena *arena = arena_new();
    SourceMap sources;
    Diags diags;
    AtomTable atoms;
    source_map_init(&sources, arena);
    diags_init(&diags, arena, &sources);
    atom_table_init(&atoms, arena);
    ReadInput input = {.arena = arena, .atoms = &atoms, .diags = &diags, .sources = &sources, .path = path};
    input.is_cython = !has_suffix(path, ".py");
    input.is_pxd = has_suffix(path, ".pxd");
    char *text = NULL;
    int status = os_read_file(arena, path, &text, &input.len);
    input.text = text;
    if (status) {
        fprintf(stderr, "%s: %s\n", path, strerror(status));
        totals->failed = true;
    } else {
        Buf out;
        buf_init(&out, arena);
        double start = os_seconds();
        if (!strcmp(mode, "--cst")) {
            read_dump_cst(&input, &out);
        } else {
            AstTree *tree = read_source(&input);
            totals->seconds += os_seconds() - start;
            if (!*mode) ast_dump(&out, &tree->module->head);
        }
        for (size_t i = 0; i < input.len; i++) totals->lines += text[i] == '\n';
        totals->bytes += input.len;
        fputs(buf_text(&out), stdout);
        Buf messages;
        buf_init(&messages, arena);
        diags_sort(&diags);
        diag_render(&diags, DIAG_TEXT, false, &messages);
        if (strcmp(mode, "--time") != 0) fputs(buf_text(&messages), stderr);
        if (diags.errors) totals->failed = true;
    }
    arena_delete(arena);
}

int main(int argc, char **argv)
{
    Totals totals = {0};
    const char *mode = "";
    for (int i = 1; i < argc; i++) {
        if (!strncmp(argv[i], "--", 2))
            mode = argv[i];
        else
            run_file(argv[i], mode, &totals);
    }
    if (!strcmp(mode, "--time"))
        printf("%zu lines, %zu bytes, %.3f s, %.0f lines/s\n", totals.lines, totals.bytes, totals.seconds,
               (double)totals.lines / totals.seconds);
    return totals.failed;
}
