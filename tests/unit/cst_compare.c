/* cst_compare.c: do both ways to parse (lr and libtree-sitter) make the same tree of a text?
 *
 * Usage: cst_compare [FILE ...]; without arguments names of files are read from standard input, one a line. Prints
 * the files whose trees differ; the exit status is 1 when there are any.
 */
#include "base/os.h"
#include "syntax/cst.h"

#include <stdio.h>
#include <string.h>

static bool equal_trees(const CstTree *a, const CstTree *b)
{
    if (a->count != b->count || a->has_error != b->has_error || a->error_count != b->error_count)
        return false;
    for (uint32_t i = 1; i < a->count; i++) {
        const CstNode *x = &a->nodes[i], *y = &b->nodes[i];
        if (x->sym != y->sym || x->field != y->field || x->has_child != y->has_child || x->start != y->start ||
            x->end != y->end || x->next != y->next) {
            printf("  node %u: sym %u/%u field %u/%u start %u/%u end %u/%u next %u/%u\n", i, x->sym, y->sym, x->field,
                   y->field, x->start, y->start, x->end, y->end, x->next, y->next);
            return false;
        }
    }
    return true;
}

static int compare_file(const char *path)
{
    Arena *arena = arena_new();
    char *text;
    size_t len;
    int differs = 0;
    if (!os_read_file(arena, path, &text, &len) && len < 4u << 20) {
        CstTree fast, slow;
        bool is_cython = !strstr(path, ".py") || strstr(path, ".pyx") || strstr(path, ".pxd");
        cst_parse(&fast, arena, cst_names(arena), text, (uint32_t)len, is_cython);
        cst_parse_slowly(&slow, arena, cst_names(arena), text, (uint32_t)len, is_cython);
        differs = !equal_trees(&fast, &slow);
        if (differs)
            printf("%s: the trees differ\n", path);
    }
    arena_delete(arena);
    return differs;
}

int main(int argc, char **argv)
{
    int status = 0;
    char line[4096];
    for (int i = 1; i < argc; i++)
        status |= compare_file(argv[i]);
    while (argc == 1 && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        status |= compare_file(line);
    }
    return status;
}
