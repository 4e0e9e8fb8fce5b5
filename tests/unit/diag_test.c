/* diag_test.c: places, collecting, suggestions, and the three renderings. */
#include "diag/diag.h"
#include "unit.h"

typedef struct Bench {
    Arena *arena;
    SourceMap map;
    Diags diags;
    uint32_t file;
} Bench;

static void set_up(Bench *b, const char *text)
{
    memset(b, 0, sizeof *b);
    b->arena = arena_new();
    source_map_init(&b->map, b->arena);
    diags_init(&b->diags, b->arena, &b->map);
    b->file = source_add(&b->map, "m.pyx", text, strlen(text));
}

/* The span of the first occurrence of `part`. */
static Span span_of(const Bench *b, const char *part)
{
    const char *text = b->map.files.items[b->file]->text;
    const char *found = strstr(text, part);
    return found ? (Span){b->file, (uint32_t)(found - text), (uint32_t)strlen(part)} : SPAN_NONE;
}

static const char *render(Bench *b, DiagFormat format)
{
    Buf out;
    buf_init(&out, b->arena);
    diag_render(&b->diags, format, false, &out);
    return buf_text(&out);
}

static void test_places(void)
{
    Bench b;
    uint32_t len;
    set_up(&b, "a\r\nb\303\251c\rlast");
    SourcePlace place = source_place(&b.map, span_of(&b, "c"));
    CHECK(place.line == 2 && place.column == 3);
    place = source_place(&b.map, (Span){b.file, 1000, 5});
    CHECK(place.line == 3 && place.column == 5);
    CHECK(source_place(&b.map, SPAN_NONE).line == 0 && source_line(&b.map, SPAN_NONE) == 0);
    CHECK(!strncmp(source_line_text(&b.map, b.file, 2, &len), "b\303\251c", 4) && len == 4);
    CHECK(!strncmp(source_line_text(&b.map, b.file, 1, &len), "a", 1) && len == 1);
    source_line_text(&b.map, b.file, 9, &len);
    CHECK(len == 0);
    Span joined = span_join(span_of(&b, "last"), span_of(&b, "a"));
    CHECK(joined.start == 0 && joined.start + joined.len == 12);
    CHECK(span_join(SPAN_NONE, joined).len == joined.len);
    CHECK(source_add(&b.map, "m.pyx", b.map.files.items[b.file]->text, 12) == b.file);
    arena_delete(b.arena);
}

static void test_text_with_suggestion(void)
{
    Bench b;
    set_up(&b, "value = 1\nprint(valu)\n");
    const char *names[] = {"print", "value", "vault", "valu"};
    Diag *diag = diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "valu)"), "valu");
    diag->span.len = 4;
    diag_suggest(&b.diags, diag, "valu", names, 4);
    diag_note(&b.diags, diag, span_of(&b, "value"), "`%s` is here", "value");
    CHECK_STR(render(&b, DIAG_TEXT), "m.pyx:2:7: error[unknown-name]: name `valu` is not defined\n"
                                     " 2 | print(valu)\n"
                                     "   |       ^^^^\n"
                                     "   = did you mean `value`?\n"
                                     " 2 | print(value)\n"
                                     "   |       ~~~~~\n"
                                     "m.pyx:1:1: note: `value` is here\n"
                                     " 1 | value = 1\n"
                                     "   | ^^^^^\n");
    arena_delete(b.arena);
}

static void test_text_of_tabs_wide_and_odd_bytes(void)
{
    Bench b;
    set_up(&b, "\tx = '\346\227\245' + y\033\200\n");
    diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "y"), "y");
    CHECK_STR(render(&b, DIAG_TEXT), "m.pyx:1:12: error[unknown-name]: name `y` is not defined\n"
                                     " 1 |         x = '\346\227\245' + y\342\220\233\357\277\275\n"
                                     "   |                    ^\n");
    arena_delete(b.arena);
}

static void test_text_of_several_lines(void)
{
    Bench b;
    set_up(&b, "f(a,\n  b,\n  c)\n\n");
    diag_report(&b.diags, DIAG_SYNTAX, span_of(&b, "(a,\n  b,\n  c)\n"), "first\nsecond");
    CHECK_STR(render(&b, DIAG_TEXT), "m.pyx:1:2: error[syntax]: first\n    second\n"
                                     " 1 | f(a,\n   |  ^^^\n 2 |   b,\n   |   ^^\n"
                                     " 3 |   c)\n   |   ^^\n");
    arena_delete(b.arena);
    set_up(&b, "(\n1\n2\n3\n4\n5\n6\n7\n8)\n");
    diag_report(&b.diags, DIAG_SYNTAX, (Span){b.file, 0, 18}, "x");
    CHECK_STR(render(&b, DIAG_TEXT), "m.pyx:1:1: error[syntax]: x\n"
                                     " 1 | (\n   | ^\n 2 | 1\n   | ^\n   ...\n"
                                     " 9 | 8)\n   | ^^\n");
    arena_delete(b.arena);
}

static void test_text_at_the_end_and_without_place(void)
{
    Bench b;
    set_up(&b, "ab\n");
    diag_report(&b.diags, DIAG_SYNTAX, (Span){b.file, 3, 0}, "unexpected end");
    diag_report(&b.diags, DIAG_CC_FAILED, (Span){b.file, 0, 0}, "gcc", 1);
    diag_report(&b.diags, DIAG_NO_RUNTIME, SPAN_NONE);
    CHECK_STR(
        render(&b, DIAG_TEXT),
        "m.pyx:2:1: error[syntax]: unexpected end\n 2 | \n   | ^\n"
        "m.pyx: error[cc-failed]: C compiler `gcc` failed with status 1\n"
        "krait: error[no-runtime]: the runtime sources of krait are not found (set KRAIT_HOME)\n");
    arena_delete(b.arena);
}

static void test_text_of_a_long_line(void)
{
    Bench b;
    Arena *arena = arena_new();
    char *line = arena_alloc(arena, 100001);
    memset(line, 'x', 100000);
    line[50000] = '?';
    set_up(&b, line);
    diag_report(&b.diags, DIAG_SYNTAX, (Span){b.file, 50000, 1}, "odd");
    const char *text = render(&b, DIAG_TEXT);
    CHECK(strlen(text) < 400 && strstr(text, "m.pyx:1:50001: "));
    CHECK(strstr(text, " 1 | ...xxx") && strstr(text, "xxx...\n"));
    arena_delete(b.arena);
    arena_delete(arena);
}

static void test_color(void)
{
    Bench b;
    Buf out;
    set_up(&b, "x\n");
    diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "x"), "x");
    buf_init(&out, b.arena);
    diag_render(&b.diags, DIAG_TEXT, true, &out);
    CHECK_STR(buf_text(&out),
              "\033[1mm.pyx:1:1: \033[1;31merror[unknown-name]: \033[0mname `x` is not "
              "defined\n 1 | x\n   | \033[1;31m^\033[0m\n");
    arena_delete(b.arena);
}

static void test_doubles_limit_and_order(void)
{
    Bench b;
    set_up(&b, "a b c d e\n");
    b.diags.limit = 3;
    diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "c"), "c");
    diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "a"), "a");
    diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "c"), "c");
    CHECK(b.diags.list.len == 2 && b.diags.errors == 2);
    diag_report(&b.diags, DIAG_UNKNOWN_TYPE, span_of(&b, "a"), "a");
    Diag *extra = diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "e"), "e");
    diag_note(&b.diags, extra, SPAN_NONE, "kept nowhere");
    CHECK(b.diags.list.len == 3 && b.diags.errors == 4 && b.diags.left_out == 1);
    diags_sort(&b.diags);
    CHECK(b.diags.list.items[0]->code == DIAG_UNKNOWN_NAME);
    CHECK(b.diags.list.items[1]->code == DIAG_UNKNOWN_TYPE);
    CHECK_STR(b.diags.list.items[2]->text, "name `c` is not defined");
    CHECK(strstr(render(&b, DIAG_TEXT), "krait: 1 more not shown\n"));
    arena_delete(b.arena);
}

static const char *suggested(const char *name, const char *const *candidates, uint32_t count)
{
    static char text[80];
    Bench b;
    set_up(&b, "?\n");
    Diag *diag = diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "?"), name);
    diag_suggest(&b.diags, diag, name, candidates, count);
    snprintf(text, sizeof text, "%s", diag->notes.len ? diag->notes.items[0].text : "");
    arena_delete(b.arena);
    return text;
}

static void test_suggestions(void)
{
    const char *const names[] = {"append", "extend", "Value", "prange", "i", "boundscheck"};
    CHECK_STR(suggested("apend", names, 6), "did you mean `append`?");
    CHECK_STR(suggested("prnage", names, 6), "did you mean `prange`?");
    CHECK_STR(suggested("value", names, 6), "did you mean `Value`?");
    CHECK_STR(suggested("bound_check", names, 6), "did you mean `boundscheck`?");
    CHECK_STR(suggested("j", names, 6), "");
    CHECK_STR(suggested("something", names, 6), "");
    CHECK_STR(suggested("append", names, 1), "");
}

static void test_json(void)
{
    Bench b;
    set_up(&b, "a\n  \"\303\251\" b\n");
    Diag *diag = diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "b"), "\"b\"\t\377");
    diag_note(&b.diags, diag, SPAN_NONE, "n");
    diag_fix(&b.diags, diag, span_of(&b, "a"), "c", "f");
    CHECK_STR(render(&b, DIAG_JSON),
              "{\"severity\": \"error\", \"code\": \"unknown-name\", \"group\": \"sema\", "
              "\"text\": \"name "
              "`\\\"b\\\"\\u0009\\ufffd` is not defined\", \"path\": \"m.pyx\", \"line\": 2, "
              "\"column\": 7, "
              "\"end_line\": 2, \"end_column\": 8, \"notes\": [{\"text\": \"n\"}, {\"text\": "
              "\"f\", \"path\": "
              "\"m.pyx\", \"line\": 1, \"column\": 1, \"end_line\": 1, \"end_column\": 2, \"fix\": "
              "\"c\"}]}\n");
    arena_delete(b.arena);
}

static void test_sarif(void)
{
    Bench b;
    set_up(&b, "a b\n");
    CHECK(strstr(render(&b, DIAG_SARIF), "\"results\": []}]}"));
    Diag *diag = diag_report(&b.diags, DIAG_UNKNOWN_TYPE, span_of(&b, "b"), "b");
    diag_fix(&b.diags, diag, span_of(&b, "b"), "c", "try `c`");
    diag_note(&b.diags, diag, SPAN_NONE, "more");
    diag_report(&b.diags, DIAG_UNKNOWN_NAME, span_of(&b, "a"), "a");
    const char *text = render(&b, DIAG_SARIF);
    CHECK(strstr(text, "\"rules\": [{\"id\": \"unknown-name\"}, {\"id\": \"unknown-type\"}]"));
    CHECK(strstr(
        text, "{\"ruleId\": \"unknown-type\", \"ruleIndex\": 1, \"level\": \"error\", \"message\": "
              "{\"text\": \"`b` is not a type\\nmore\"}, \"locations\": [{\"physicalLocation\": "
              "{\"artifactLocation\": {\"uri\": \"m.pyx\"}, \"region\": {\"startLine\": 1, "
              "\"startColumn\": 3, \"endLine\": 1, \"endColumn\": 4}}}], \"fixes\": "));
    CHECK(strstr(text,
                 "\"replacements\": [{\"deletedRegion\": {\"startLine\": 1, \"startColumn\": 3, "
                 "\"endLine\": 1, \"endColumn\": 4}, \"insertedContent\": {\"text\": \"c\"}}]"));
    arena_delete(b.arena);
}

/* Templates may use %s, %d and %u only; ids are printed as codes. */
static void test_table(void)
{
    static const char *const templates[] = {
#define DIAG(id, severity, group, text) text,
#include "diag/diag.def"
#undef DIAG
    };
    for (size_t i = 0; i < sizeof templates / sizeof *templates; i++)
        for (const char *p = strchr(templates[i], '%'); p; p = strchr(p + 2, '%'))
            if (!p[1] || !strchr("sdu", p[1]))
                unit_fail(__FILE__, __LINE__, templates[i]);
    Arena *arena = arena_new();
    CHECK_STR(diag_code_name(arena, DIAG_NOT_FOUND_CIMPORT), "not-found-cimport");
    arena_delete(arena);
}

UNIT_MAIN(TEST(test_places), TEST(test_text_with_suggestion),
          TEST(test_text_of_tabs_wide_and_odd_bytes), TEST(test_text_of_several_lines),
          TEST(test_text_at_the_end_and_without_place), TEST(test_text_of_a_long_line),
          TEST(test_color), TEST(test_doubles_limit_and_order), TEST(test_suggestions),
          TEST(test_json), TEST(test_sarif), TEST(test_table))
