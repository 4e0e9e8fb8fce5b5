/* cw.c: C writer: the only place that knows about columns.
 *
 * Place in the pipeline: under all of emit. A line is given whole, with marks where it may be broken; it goes out
 * indented, cut at the last mark that fits when it is wider than 100 columns, with the source line it
 * comes from in the margin of its first piece. A comment that does not fit beside the code stands above it.
 *
 *     cw_source(cw, 5, "s += x", 6);  cw_line(cw, "s += x;");      s += x;                 (5: s += x, as a comment)
 */
#include "emit/cw.h"

#include <ctype.h>
#include <string.h>

enum { INDENT = 4, HANGING = 8 /* of a broken line's other pieces */, SHORTEST = 32 /* comment worth cutting */ };

void cw_init(Cw *cw, Arena *arena, Buf *out)
{
    *cw = (Cw){.out = out};
    buf_init(&cw->text, arena);
    buf_init(&cw->beside, arena);
}

static size_t column_of(const Cw *cw)
{
    return (size_t)cw->indent * INDENT;
}

static void end_blank(Cw *cw)
{
    if (cw->wants_blank) {
        buf_putc(cw->out, '\n');
        cw->current_line++;
    }
    cw->wants_blank = false;
}

static void end_line(Cw *cw)
{
    buf_putc(cw->out, '\n');
    cw->current_line++;
}

/* Before a line: the directive that makes the C compiler count source lines. */
static void put_line_directive(Cw *cw)
{
    if (!cw->file || !cw->wanted_line || cw->wanted_line == cw->current_line)
        return;
    buf_printf(cw->out, "#line %u ", (unsigned)cw->wanted_line);
    cw_string(cw->out, cw->file, strlen(cw->file));
    buf_putc(cw->out, '\n');
    cw->current_line = cw->wanted_line;
}

/* Bytes without the break marks. */
static size_t visible(const char *text, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += text[i] != CW_BREAK[0] && ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* Is the text at most `room` columns wide? Looks no further than it has to. */
static bool fits(const char *text, size_t len, size_t room)
{
    return visible(text, len <= 4 * room + 16 ? len : 4 * room + 16) <= room && len <= 4 * room + 16;
}

bool cw_fits(const Cw *cw, const char *text)
{
    return fits(text, strlen(text), CW_WIDTH - column_of(cw));
}

/* Length without what a line does not end with: blanks and marks. */
static size_t trimmed(const char *text, size_t len)
{
    while (len && (text[len - 1] == ' ' || text[len - 1] == CW_BREAK[0]))
        len--;
    return len;
}

static void put_visible(Cw *cw, const char *text, size_t len)
{
    len = trimmed(text, len);
    while (len) {
        const char *mark = memchr(text, CW_BREAK[0], len);
        size_t piece = mark ? (size_t)(mark - text) : len;
        buf_put(cw->out, text, piece);
        piece += mark != NULL;
        text += piece;
        len -= piece;
    }
}

static int depth_step(char c)
{
    return c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
}

/* Where to end the first piece of `text` so that it fits in `room`: at the mark in the least brackets of those in the
 * second half of the line, the last of equals; else at the last mark that fits, or the first there is. */
static size_t find_break(const char *text, size_t len, size_t room)
{
    size_t last = 0, best = 0, column = 0;
    int depth = 0, best_depth = 0;
    for (size_t i = 0; i < len && (column <= room || !last); i++) {
        depth += depth_step(text[i]);
        if (text[i] != CW_BREAK[0]) {
            column++;
            continue;
        }
        if (last && column > room)
            break;
        last = i + 1;
        if (column >= room / 2 && column <= room && (!best || depth <= best_depth)) {
            best = last;
            best_depth = depth;
        }
    }
    return best ? best : last ? last : len;
}

/* The pending source line: beside the code that ends at `column` (cut short when only its end does not fit), or above
 * it. */
static bool fits_in_margin(Cw *cw, size_t column)
{
    size_t start = column + 2 < CW_MARGIN ? CW_MARGIN : column + 2;
    size_t len = visible(cw->margin, strlen(cw->margin));
    if (start + len <= CW_COMMENTS)
        return true;
    if (start + SHORTEST > CW_COMMENTS)
        return false;
    size_t bytes = 0;
    for (size_t count = 0; count < CW_COMMENTS - start - 7 || ((unsigned char)cw->margin[bytes] & 0xc0) == 0x80; bytes++)
        count += ((unsigned char)cw->margin[bytes] & 0xc0) != 0x80;
    cw->beside.len = bytes; /* which is what the margin is */
    buf_puts(&cw->beside, " ... */");
    cw->margin = cw->beside.text;
    return true;
}

static void put_margin(Cw *cw, size_t column)
{
    if (!cw->margin)
        return;
    buf_fill(cw->out, ' ', column + 2 < CW_MARGIN ? CW_MARGIN - column : 2);
    buf_puts(cw->out, cw->margin);
    cw->margin = NULL;
}

static void put_above(Cw *cw, size_t column)
{
    if (!cw->margin || fits_in_margin(cw, column))
        return;
    buf_fill(cw->out, ' ', column_of(cw));
    buf_puts(cw->out, cw->margin);
    end_line(cw);
    cw->margin = NULL;
}

/* One line of output: all or a piece of a line of text. */
static void put_piece(Cw *cw, const char *text, size_t len, size_t indent)
{
    put_line_directive(cw);
    buf_fill(cw->out, ' ', indent);
    put_visible(cw, text, len);
}

/* Could another statement stand behind this one? */
static bool is_plain(const char *text, size_t len)
{
    return len && text[len - 1] == ';' && strncmp(text, "if ", 3) != 0 && strncmp(text, "case ", 5) != 0;
}

static void put_text(Cw *cw, const char *text, size_t len, size_t indent, size_t inner)
{
    size_t first = fits(text, len, CW_WIDTH - indent) ? len : find_break(text, len, CW_WIDTH - indent);
    size_t column = indent + visible(text, first < len ? trimmed(text, first) : len);
    end_blank(cw);
    put_above(cw, column);
    cw->last = (struct CwLast){cw->out, cw->out->len, 0, 0, cw->margin, cw->wanted_line};
    put_piece(cw, text, first, indent);
    cw->last.end = cw->out->len;
    put_margin(cw, column);
    end_line(cw);
    cw->last.whole = first < len || !is_plain(text, len) ? 0 : cw->out->len;
    while (first < len) {
        text += first;
        len -= first;
        first = fits(text, len, CW_WIDTH - inner) ? len : find_break(text, len, CW_WIDTH - inner);
        put_piece(cw, text, first, inner);
        end_line(cw);
    }
}

/* The text of a line, in the writer's own buffer; `more` goes behind it. */
static const Buf *format_line(Cw *cw, const char *format, va_list args, const char *more)
{
    cw->text.len = 0;
    buf_vprintf(&cw->text, format, args);
    if (more[0])
        buf_puts(&cw->text, cw->text.len ? more : more + 1);
    return &cw->text;
}

void cw_line(Cw *cw, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const Buf *line = format_line(cw, format, args, "");
    va_end(args);
    put_text(cw, line->text, line->len, column_of(cw), column_of(cw) + HANGING);
}

/* Puts the text behind the latest line; false when it does not fit there. */
static bool put_behind(Cw *cw, const char *text, size_t len)
{
    const struct CwLast *last = &cw->last;
    bool is_next = last->out == cw->out && last->whole == cw->out->len && !cw->wants_blank && !cw->margin &&
                   last->wanted_line == cw->wanted_line;
    if (!is_next)
        return false;
    size_t column = visible(cw->out->text + last->start, last->end - last->start) + 1 + visible(text, len);
    cw->margin = last->margin;
    bool fit = column <= CW_WIDTH && (!cw->margin || fits_in_margin(cw, column));
    if (fit) {
        cw->out->len = last->end;
        buf_putc(cw->out, ' ');
        put_visible(cw, text, len);
        cw->last.end = cw->out->len;
        put_margin(cw, column);
        buf_putc(cw->out, '\n');
        cw->last.whole = is_plain(text, len) ? cw->out->len : 0;
    }
    cw->margin = NULL;
    return fit;
}

void cw_more(Cw *cw, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const Buf *line = format_line(cw, format, args, "");
    va_end(args);
    if (!put_behind(cw, line->text, line->len))
        put_text(cw, line->text, line->len, column_of(cw), column_of(cw) + HANGING);
}

void cw_table(Cw *cw, const char *text)
{
    put_text(cw, text, strlen(text), column_of(cw), column_of(cw));
}

void cw_open(Cw *cw, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const Buf *line = format_line(cw, format, args, " {");
    va_end(args);
    put_text(cw, line->text, line->len, column_of(cw), column_of(cw) + HANGING);
    cw->last.whole = 0;
    cw->indent++;
}

void cw_head(Cw *cw, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const Buf *line = format_line(cw, format, args, "");
    va_end(args);
    put_text(cw, line->text, line->len, column_of(cw), column_of(cw) + HANGING);
    cw->last.whole = 0;
    cw->indent++;
}

void cw_end(Cw *cw)
{
    cw->last.whole = 0;
    cw->indent--;
}

void cw_close(Cw *cw, const char *after)
{
    cw->indent--;
    cw->wants_blank = false;
    cw->text.len = 0;
    buf_putc(&cw->text, '}');
    buf_puts(&cw->text, after);
    put_text(cw, cw->text.text, cw->text.len, column_of(cw), column_of(cw) + HANGING);
    cw->last.whole = 0;
    if (after[0])
        cw->indent++;
}

void cw_edge(Cw *cw, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const Buf *line = format_line(cw, format, args, "");
    va_end(args);
    end_blank(cw);
    buf_put(cw->out, line->text, line->len);
    end_line(cw);
}

void cw_blank(Cw *cw)
{
    cw->wants_blank = true;
}

static void put_comment(Buf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        bool opens = i && text[i - 1] == '/' && text[i] == '*';
        bool closes = i && text[i - 1] == '*' && text[i] == '/';
        if (opens || closes)
            buf_putc(out, ' ');
        buf_putc(out, (unsigned char)text[i] < 0x20 ? ' ' : text[i]);
    }
}

void cw_source(Cw *cw, uint32_t line, const char *text, uint32_t len)
{
    while (len && isspace((unsigned char)text[len - 1]))
        len--;
    while (len && isspace((unsigned char)*text)) {
        text++;
        len--;
    }
    cw->beside.len = 0;
    buf_printf(&cw->beside, "/* %u: ", (unsigned)line);
    put_comment(&cw->beside, text, len);
    buf_puts(&cw->beside, " */");
    cw->margin = cw->beside.text;
}

void cw_string(Buf *out, const char *text, size_t len)
{
    buf_putc(out, '"');
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        bool trigraph = c == '?' && i && text[i - 1] == '?';
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c == '\n')
            buf_puts(out, "\\n");
        else if (c == '\t')
            buf_puts(out, "\\t");
        else if (c < 0x20 || c >= 0x7f || trigraph)
            buf_printf(out, "\\%03o", c);
        else
            buf_putc(out, (char)c);
    }
    buf_putc(out, '"');
}

const char *cw_comment(Arena *arena, const char *text, size_t len)
{
    Buf out;
    buf_init(&out, arena);
    put_comment(&out, text, len);
    return buf_text(&out);
}
