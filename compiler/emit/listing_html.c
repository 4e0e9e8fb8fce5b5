/* listing_html.c: the listing as a page of HTML; see listing.h.
 *
 * Which C belongs to a line is read off the #line directives of the C itself, counted on as a C compiler does. The page has no
 * script and fetches nothing: what opens are <details>.
 */
#include "emit/listing.h"

#include <stdlib.h>
#include <string.h>

typedef VEC(const char *) Texts; /* lines of C, each up to its newline */

typedef struct Page {
    Buf *out;
    const IrModule *module;
    const LineCosts *costs;
    Texts *c; /* by line of the source */
} Page;

static const char page_head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"generator\" content=\"Krait\">\n";
static const char page_style[] =
    "<style>\n"
    ":root { color-scheme: light dark; --paper: #fff; --ink: #222; --faint: #888; --c: #f4f4f4;\n"
    "  --python: 255 200 0; --loop: 255 110 0; --check: #3b7dd8 }\n"
    "@media (prefers-color-scheme: dark) { :root { --paper: #1c1c1e; --ink: #ddd; --c: #2a2a2d } }\n"
    "body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem }\n"
    "h1 { font-size: 1.2rem } .key span { padding: 0 .5em; margin-right: 1em }\n"
    "pre, summary, .line { font: 13px/1.45 ui-monospace, monospace; white-space: pre; margin: 0 }\n"
    "summary, .line { display: block; padding: 0 .6em; border-left: 4px solid transparent }\n"
    "summary { cursor: pointer } summary:hover { outline: 1px solid var(--faint) }\n"
    ".n, .w { display: inline-block; color: var(--faint); user-select: none; text-align: right }\n"
    ".n { width: 3.5em } .w { width: 11em; margin-right: 1em; font-size: 11px }\n"
    ".p1 { background: rgb(var(--python) / .18) } .l.p1 { background: rgb(var(--loop) / .25) }\n"
    ".p2 { background: rgb(var(--python) / .38) } .l.p2 { background: rgb(var(--loop) / .4) }\n"
    ".p3 { background: rgb(var(--python) / .6) } .l.p3 { background: rgb(var(--loop) / .6) }\n"
    ".k { border-left-color: var(--check) }\n"
    ".more { background: var(--c); padding: .3em 1em .5em 6em; margin: 0 0 .4em }\n"
    ".more ul { margin: .2em 0; padding-left: 1.2em } .more pre { overflow-x: auto }\n"
    "</style>\n";

static void put_escaped(Buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        switch (text[i]) {
        case '&': buf_puts(out, "&amp;"); break;
        case '<': buf_puts(out, "&lt;"); break;
        case '>': buf_puts(out, "&gt;"); break;
        case '"': buf_puts(out, "&quot;"); break;
        default: buf_putc(out, text[i]);
        }
}

static const char *end_of(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? end : line + strlen(line);
}

/* Labels, braces and empty lines belong to no line of the source. */
static bool is_of_a_line(const char *line)
{
    size_t indent = strspn(line, " ");
    return indent && line[indent] != '\n' && strncmp(line + indent, "}\n", 2) != 0;
}

/* What stands behind it is how the function ends, whatever line came before. */
static bool is_tail(const char *line)
{
    return !strncmp(line, "fail:", 5) || !strncmp(line, "done:", 5);
}

/* The line after a directive, 0 when it is about another file; -1: it is none. */
static long directive_line(const char *line, const char *path)
{
    if (strncmp(line, "#line ", 6) != 0)
        return -1;
    char *rest;
    long number = strtol(line + 6, &rest, 10);
    size_t len = strlen(path);
    return strncmp(rest, " \"", 2) == 0 && strncmp(rest + 2, path, len) == 0 && rest[2 + len] == '"' ? number : 0;
}

static void sort_c(Page *page, const char *c)
{
    const char *path = page->module->source_name;
    long current = 0;
    bool in_tail = false;
    for (const char *line = c; *line;) {
        long told = directive_line(line, path);
        const char *end = end_of(line);
        in_tail = is_tail(line) || (in_tail && *line != '}');
        if (told < 0 && !in_tail && current > 0 && current <= (long)page->costs->count && is_of_a_line(line))
            vec_push(page->out->arena, &page->c[current], line);
        if (told < 0 && *line == '}')
            current = 0;
        else
            current = told >= 0 ? told : current + (current > 0);
        line = *end ? end + 1 : end;
    }
}

/* Blanks that all of the lines begin with. */
static size_t common_indent(const Texts *lines)
{
    size_t least = lines->len ? strspn(lines->items[0], " ") : 0;
    for (uint32_t i = 1; i < lines->len; i++) {
        size_t own = strspn(lines->items[i], " ");
        least = own < least ? own : least;
    }
    return least;
}

static void put_more(Page *page, const LineCost *line, const Texts *c)
{
    Buf *out = page->out;
    size_t indent = common_indent(c);
    buf_puts(out, "<div class=\"more\">");
    for (uint32_t i = 0; i < line->ops.len; i++) {
        const LineOp *op = &line->ops.items[i];
        buf_puts(out, i ? "<li>" : "<ul><li>");
        put_escaped(out, op->text, strlen(op->text));
        if (op->count > 1)
            buf_printf(out, " &times; %u", op->count);
        buf_puts(out, op->in_loop ? ", in a loop</li>" : "</li>");
    }
    buf_puts(out, line->ops.len ? "</ul><pre>" : "<pre>");
    for (uint32_t i = 0; i < c->len; i++) {
        put_escaped(out, c->items[i] + indent, (size_t)(end_of(c->items[i]) - c->items[i]) - indent);
        buf_putc(out, '\n');
    }
    buf_puts(out, "</pre></div>");
}

static const char *class_of(const LineCost *line)
{
    static const char *const classes[2][2][4] = { /* checks, in a loop, how many */
        {{"", "p1", "p2", "p3"}, {"", "l p1", "l p2", "l p3"}},
        {{"k", "k p1", "k p2", "k p3"}, {"k", "k l p1", "k l p2", "k l p3"}},
    };
    uint32_t python = line->counts[COST_PYTHON];
    int grade = python == 0 ? 0 : python == 1 ? 1 : python < 5 ? 2 : 3;
    return classes[line->counts[COST_CHECK] > 0][line->loops[COST_PYTHON] > 0][grade];
}

static void put_line(Page *page, uint32_t number)
{
    const LineCost *line = &page->costs->lines[number];
    const Texts *c = &page->c[number];
    bool opens = line->ops.len || c->len;
    Buf *out = page->out;
    uint32_t len;
    const char *text = source_line_text(page->module->sources, page->costs->file, number, &len);
    buf_printf(out, opens ? "<details><summary class=\"%s\">" : "<div class=\"line %s\">", class_of(line));
    buf_printf(out, "<span class=\"n\">%u</span><span class=\"w\">", number);
    if (line->counts[COST_PYTHON])
        buf_printf(out, "Python %u ", line->counts[COST_PYTHON]);
    if (line->counts[COST_CHECK])
        buf_printf(out, "check %u", line->counts[COST_CHECK]);
    buf_puts(out, "</span>");
    put_escaped(out, text, len);
    buf_puts(out, opens ? "</summary>" : "</div>\n");
    if (opens) {
        put_more(page, line, c);
        buf_puts(out, "</details>\n");
    }
}

void listing_html(Buf *out, const IrModule *module, const LineCosts *costs, const char *c)
{
    Page page = {out, module, costs, ARENA_ARRAY(out->arena, Texts, costs->count + 1)};
    const char *path = module->sources->files.items[costs->file]->path;
    sort_c(&page, c);
    buf_puts(out, page_head);
    buf_puts(out, "<title>");
    put_escaped(out, path, strlen(path));
    buf_printf(out, "</title>\n%s</head>\n<body>\n<h1>", page_style);
    put_escaped(out, path, strlen(path));
    buf_printf(out, "</h1>\n<p>%s.</p>\n", line_costs_summary(out->arena, costs));
    buf_puts(out, "<p class=\"key\"><span class=\"p2\">runs Python</span><span class=\"l p2\">runs Python in a loop</span>"
                  "<span class=\"k\" style=\"border-left: 4px solid var(--check)\">a check is left</span>"
                  "A line opens to what it does and its C.</p>\n");
    for (uint32_t number = 1; number <= costs->count; number++)
        put_line(&page, number);
    buf_puts(out, "</body>\n</html>\n");
}
