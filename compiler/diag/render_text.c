/* render_text.c: diagnostics as text with excerpts; see render_text.h.
 *
 * Place: the end of the pipeline. Columns of an excerpt are terminal columns: tabs are expanded, wide
 * characters count two, control characters and invalid bytes are shown as one visible character; of a very
 * long line only a window around the place is shown.
 *
 *     kernel.pyx:2:12: error[unknown-name]: name `valu` is not defined
 *      2 |     return valu + 1
 *        |            ^^^^
 *        = did you mean `value`?
 *      2 |     return value + 1
 *        |            ~~~~~
 */
#include "diag/render_text.h"

#include "base/utf8.h"
#include <string.h>

enum { TAB = 8, WINDOW = 160, BEFORE_PLACE = 60, MOST_LINES = 5 };

typedef enum Style {
    STYLE_PLAIN,
    STYLE_BOLD,
    STYLE_ERROR,
    STYLE_WARNING,
    STYLE_NOTE,
    STYLE_MARK
} Style;

typedef struct Renderer {
    const Diags *diags;
    Buf *out;
    bool color;
    uint32_t gutter; /* width of the line numbers */
} Renderer;

static void set_style(Renderer *r, Style style)
{
    static const char *const codes[] = {"\033[0m",    "\033[1m",    "\033[1;31m",
                                        "\033[1;35m", "\033[1;36m", "\033[1;32m"};
    if (r->color)
        buf_puts(r->out, codes[style]);
}

static Style style_of(DiagSeverity severity)
{
    static const Style styles[] = {STYLE_ERROR, STYLE_WARNING, STYLE_NOTE};
    return styles[severity];
}

/* Appends one character of source as it is shown; returns its width in columns. */
static size_t put_char(Buf *out, const char *text, size_t len, size_t column, size_t *size)
{
    uint32_t code;
    *size = utf8_decode(text, len, &code);
    if (!*size) {
        *size = 1;
        buf_puts(out, "\xef\xbf\xbd"); /* U+FFFD */
        return 1;
    }
    if (code == '\t') {
        size_t width = TAB - column % TAB;
        buf_fill(out, ' ', width);
        return width;
    }
    if (code < 0x20 || code == 0x7f) {
        char picture[4]; /* U+2400 and on: symbols for control characters */
        buf_put(out, picture, utf8_encode(code == 0x7f ? 0x2421 : 0x2400 + code, picture));
        return 1;
    }
    buf_put(out, text, *size);
    return utf8_columns(text, *size);
}

/* A piece of a line: the bytes [from, to), with marks under [mark, mark_end). */
typedef struct Piece {
    const char *text;
    uint32_t len, from, to, mark, mark_end;
    uint32_t column_from, column_to; /* of the marks, set by put_piece */
} Piece;

/* Chooses the window of a long line. */
static void cut_window(Piece *piece)
{
    piece->from = 0;
    piece->to = piece->len;
    if (piece->mark > piece->len)
        piece->mark = piece->len;
    if (piece->len <= WINDOW)
        return;
    if (piece->mark > BEFORE_PLACE)
        piece->from = piece->mark - BEFORE_PLACE;
    if (piece->len - piece->from > WINDOW)
        piece->to = piece->from + WINDOW;
    while (piece->from && ((unsigned char)piece->text[piece->from] & 0xc0) == 0x80)
        piece->from--;
    while (piece->to < piece->len && ((unsigned char)piece->text[piece->to] & 0xc0) == 0x80)
        piece->to++;
}

static void put_piece(Renderer *r, Piece *piece)
{
    size_t column = 0, size;
    if (piece->from) {
        buf_puts(r->out, "...");
        column = 3;
    }
    piece->column_from = piece->column_to = UINT32_MAX;
    for (uint32_t i = piece->from; i < piece->to; i += (uint32_t)size) {
        if (i >= piece->mark && piece->column_from == UINT32_MAX)
            piece->column_from = (uint32_t)column;
        if (i >= piece->mark_end && piece->column_to == UINT32_MAX)
            piece->column_to = (uint32_t)column;
        column += put_char(r->out, piece->text + i, piece->to - i, column, &size);
    }
    if (piece->column_from == UINT32_MAX)
        piece->column_from = (uint32_t)column;
    if (piece->column_to == UINT32_MAX)
        piece->column_to = (uint32_t)column;
    if (piece->to < piece->len)
        buf_puts(r->out, "...");
    buf_putc(r->out, '\n');
}

static void put_gutter(Renderer *r, uint32_t line)
{
    if (line)
        buf_printf(r->out, " %*u | ", (int)r->gutter, line);
    else
        buf_printf(r->out, " %*s | ", (int)r->gutter, "");
}

/* One source line and the marks under it. */
static void put_line(Renderer *r, uint32_t line, Piece *piece, char mark, Style style)
{
    cut_window(piece);
    put_gutter(r, line);
    put_piece(r, piece);
    put_gutter(r, 0);
    buf_fill(r->out, ' ', piece->column_from);
    set_style(r, style);
    uint32_t width = piece->column_to > piece->column_from ? piece->column_to - piece->column_from
                                                           : 1;
    buf_fill(r->out, mark, width);
    set_style(r, STYLE_PLAIN);
    buf_putc(r->out, '\n');
}

/* A span by lines, with the white space at its end cut off. */
typedef struct Extent {
    uint32_t file, first, last;
    uint32_t start, end; /* byte offsets in the first and the last line */
} Extent;

static Extent extent_of(const SourceMap *map, Span span)
{
    SourcePlace place = source_place(map, span);
    const SourceFile *file = place.file;
    uint32_t start = span.start < file->len ? span.start : file->len;
    uint32_t len = span.len < file->len - start ? span.len : file->len - start;
    while (len && strchr(" \t\r\n", file->text[start + len - 1]))
        len--;
    Extent extent = {.file = span.file, .first = place.line, .start = start};
    extent.start = start - file->lines[place.line - 1];
    extent.last = source_line(map, (Span){span.file, start + len, 0});
    extent.end = start + len - file->lines[extent.last - 1];
    return extent;
}

static void put_extent_line(Renderer *r, const Extent *extent, uint32_t line, Style style)
{
    Piece piece = {0};
    piece.text = source_line_text(r->diags->sources, extent->file, line, &piece.len);
    if (line == extent->first)
        piece.mark = extent->start;
    else
        while (piece.mark < piece.len && strchr(" \t", piece.text[piece.mark]))
            piece.mark++;
    piece.mark_end = line == extent->last ? extent->end : piece.len;
    put_line(r, line, &piece, '^', style);
}

static void put_excerpt(Renderer *r, Span span, Style style)
{
    Extent extent = extent_of(r->diags->sources, span);
    uint32_t count = extent.last - extent.first + 1;
    for (uint32_t line = extent.first; line <= extent.last; line++) {
        put_extent_line(r, &extent, line, style);
        if (count > MOST_LINES && line == extent.first + 1) {
            buf_printf(r->out, " %*s ...\n", (int)r->gutter, "");
            line = extent.last - 1;
        }
    }
}

/* The line as the fix would make it; fixes over several lines are only told. */
static void put_fixed_line(Renderer *r, const DiagNote *note)
{
    const SourceMap *map = r->diags->sources;
    SourcePlace from = source_place(map, note->span), to = source_end(map, note->span);
    if (from.line != to.line || strchr(note->fix, '\n'))
        return;
    Buf text;
    uint32_t len;
    const char *line = source_line_text(map, note->span.file, from.line, &len);
    uint32_t start = note->span.start - from.file->lines[from.line - 1];
    if (start > len || note->span.len > len - start)
        return;
    buf_init(&text, r->out->arena);
    buf_put(&text, line, start);
    buf_puts(&text, note->fix);
    buf_put(&text, line + start + note->span.len, len - start - note->span.len);
    Piece piece = {.text = buf_text(&text),
                   .len = (uint32_t)text.len,
                   .mark = start,
                   .mark_end = start + (uint32_t)strlen(note->fix)};
    put_line(r, from.line, &piece, '~', STYLE_MARK);
}

/* Text of several lines is indented under its first. */
static void put_text(Renderer *r, const char *text, uint32_t indent)
{
    for (;;) {
        size_t len = strcspn(text, "\n");
        buf_put(r->out, text, len);
        buf_putc(r->out, '\n');
        text += len;
        if (!text[0] || !text[1])
            return;
        text++;
        buf_fill(r->out, ' ', indent);
    }
}

static void put_place(Renderer *r, Span span)
{
    SourcePlace place = source_place(r->diags->sources, span);
    buf_printf(r->out, "%s:%u:%u: ", place.file->path, place.line, place.column);
}

static bool same_span(Span a, Span b)
{
    return a.file == b.file && a.start == b.start && a.len == b.len;
}

static void put_note(Renderer *r, const Diag *diag, const DiagNote *note)
{
    bool elsewhere = note->span.file && !note->fix && !same_span(note->span, diag->span);
    if (elsewhere) {
        put_place(r, note->span);
        set_style(r, STYLE_NOTE);
        buf_puts(r->out, "note: ");
        set_style(r, STYLE_PLAIN);
        put_text(r, note->text, 4);
        put_excerpt(r, note->span, STYLE_NOTE);
        return;
    }
    buf_printf(r->out, " %*s = ", (int)r->gutter, "");
    put_text(r, note->text, r->gutter + 4);
    if (note->fix && note->span.file)
        put_fixed_line(r, note);
}

static uint32_t count_digits(uint32_t number)
{
    uint32_t digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

/* Line numbers of one diagnostic and its notes share one width. */
static uint32_t gutter_width(const Diags *diags, const Diag *diag)
{
    uint32_t most = source_end(diags->sources, diag->span).line;
    for (uint32_t i = 0; i < diag->notes.len; i++) {
        uint32_t line = source_end(diags->sources, diag->notes.items[i].span).line;
        most = line > most ? line : most;
    }
    return count_digits(most);
}

static void put_diag(Renderer *r, const Diag *diag)
{
    bool has_place = diag_has_place(r->diags, diag);
    r->gutter = gutter_width(r->diags, diag);
    set_style(r, STYLE_BOLD);
    if (has_place)
        put_place(r, diag->span);
    else
        buf_printf(r->out, "%s: ",
                   diag->span.file ? r->diags->sources->files.items[diag->span.file]->path
                                   : "krait");
    set_style(r, style_of(diag->severity));
    buf_printf(r->out, "%s[%s]: ", diag_severity_name(diag->severity), diag->name);
    set_style(r, STYLE_PLAIN);
    put_text(r, diag->text, 4);
    if (has_place)
        put_excerpt(r, diag->span, style_of(diag->severity));
    for (uint32_t i = 0; i < diag->notes.len; i++)
        put_note(r, diag, &diag->notes.items[i]);
}

void render_text(const Diags *diags, bool color, Buf *out)
{
    Renderer r = {.diags = diags, .out = out, .color = color};
    for (uint32_t i = 0; i < diags->list.len; i++)
        put_diag(&r, diags->list.items[i]);
    if (diags->left_out)
        buf_printf(out, "krait: %u more not shown\n", diags->left_out);
}
