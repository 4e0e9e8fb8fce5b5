/* parse_check.c: parses files with the grammar and says where the trees are not clean.
 *
 *     parse_check [--errors] [--sexp] [--quiet] [FILE...]        names from standard input when none is given
 *     parse_check --query FILE                                   compiles a tree-sitter query for the grammar
 *
 * For each file with an ERROR or MISSING node, or a node that stands for a mistake (a token of
 * width zero, ...), one line
 * "FILE:LINE:COL: kind" for the first of them (all with --errors). --sexp prints each tree. The last line counts
 * files, lines, bytes and the processor's seconds spent parsing. Exit status 1 when a file was not clean, 2 when unreadable.
 * tests/grammar/run.py drives it.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_krait(void);

typedef struct Totals {
    long files, unclean, lines, bytes;
    double seconds;
} Totals;

typedef struct Options {
    bool errors, sexp, quiet;
} Options;

static const char *const MISTAKES[] = {
    "ERROR", "print_statement", "exec_statement", "stray_clause", NULL,
};

/* A token of width zero stands where one is missing. */
static bool is_mistake(TSNode node, bool root)
{
    if (!root && ts_node_start_byte(node) == ts_node_end_byte(node) &&
        ts_node_child_count(node) == 0)
        return true;
    const char *type = ts_node_type(node);
    for (const char *const *m = MISTAKES; *m; m++) {
        if (!strcmp(type, *m))
            return true;
    }
    return false;
}

static void report(const char *path, TSNode node)
{
    TSPoint at = ts_node_start_point(node);
    bool missing = ts_node_start_byte(node) == ts_node_end_byte(node);
    printf("%s:%u:%u: %s%s\n", path, at.row + 1, at.column + 1, missing ? "no " : "",
           ts_node_type(node));
}

/* Walks the whole tree without recursion; true when it is clean. */
static bool check_tree(const char *path, const TSTree *tree, Options options)
{
    bool clean = true;
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
    uint32_t depth = 0;
    for (bool more = true; more;) {
        TSNode node = ts_tree_cursor_current_node(&cursor);
        if (is_mistake(node, depth == 0)) {
            if ((clean || options.errors) && !options.quiet)
                report(path, node);
            clean = false;
        }
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            depth++;
            continue;
        }
        while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && depth > 0) {
            (void)ts_tree_cursor_goto_parent(&cursor);
            depth--;
        }
    }
    ts_tree_cursor_delete(&cursor);
    return clean;
}

static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    size_t room = 1 << 16;
    char *text = malloc(room);
    *length = 0;
    for (size_t got; text && (got = fread(text + *length, 1, room - *length - 1, file)) > 0;) {
        *length += got;
        if (*length == room - 1)
            text = realloc(text, room *= 2);
    }
    fclose(file);
    if (text)
        text[*length] = 0;
    return text;
}

static bool check_file(TSParser *parser, const char *path, Options options, Totals *totals)
{
    size_t length;
    char *text = read_file(path, &length);
    if (!text)
        return false;
    struct timespec before, after;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
    TSTree *tree = ts_parser_parse_string(parser, NULL, text, (uint32_t)length);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
    totals->seconds += (double)(after.tv_sec - before.tv_sec) +
                       (double)(after.tv_nsec - before.tv_nsec) / 1e9;
    totals->files++;
    totals->bytes += (long)length;
    for (size_t i = 0; i < length; i++)
        totals->lines += text[i] == '\n';
    if (!check_tree(path, tree, options))
        totals->unclean++;
    if (options.sexp) {
        char *sexp = ts_node_string(ts_tree_root_node(tree));
        puts(sexp);
        free(sexp);
    }
    ts_tree_delete(tree);
    free(text);
    return true;
}

/* 0, or 1 with a line that says where the query is wrong. */
static int check_query(const char *path)
{
    size_t length;
    char *text = read_file(path, &length);
    if (!text)
        return 2;
    uint32_t at;
    TSQueryError error;
    TSQuery *query = ts_query_new(tree_sitter_krait(), text, (uint32_t)length, &at, &error);
    if (!query)
        printf("%s: error %d at \"%.40s\"\n", path, (int)error, text + at);
    free(text);
    if (!query)
        return 1;
    ts_query_delete(query);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 3 && !strcmp(argv[1], "--query"))
        return check_query(argv[2]);
    Options options = {false, false, false};
    Totals totals = {0, 0, 0, 0, 0};
    bool readable = true;
    TSParser *parser = ts_parser_new();
    if (!ts_parser_set_language(parser, tree_sitter_krait())) {
        fputs("parse_check: this libtree-sitter does not read ABI 14\n", stderr);
        return 2;
    }
    int i = 1;
    for (; i < argc && !strncmp(argv[i], "--", 2); i++) {
        options.errors |= !strcmp(argv[i], "--errors");
        options.sexp |= !strcmp(argv[i], "--sexp");
        options.quiet |= !strcmp(argv[i], "--quiet");
    }
    if (i == argc) {
        for (char line[4096]; fgets(line, sizeof line, stdin);) {
            line[strcspn(line, "\n")] = 0;
            readable &= check_file(parser, line, options, &totals);
        }
    }
    for (; i < argc; i++)
        readable &= check_file(parser, argv[i], options, &totals);
    ts_parser_delete(parser);
    if (!options.sexp) {
        printf("%ld files, %ld not clean, %ld lines, %ld bytes, %.3f s\n", totals.files,
               totals.unclean, totals.lines, totals.bytes, totals.seconds);
    }
    return !readable ? 2 : totals.unclean ? 1 : 0;
}
