/* source.c: source files and places in them; see source.h.
 *
 * Lines end at \n, \r\n or \r, as in Python. The table of line starts is built when a file's first place is
 * asked for, so files without diagnostics cost nothing.
 */
#include "diag/source.h"

#include <string.h>

void source_map_init(SourceMap *map, Arena *arena)
{
    memset(map, 0, sizeof *map);
    map->arena = arena;
    source_add(map, "", "", 0);
}

uint32_t source_add(SourceMap *map, const char *path, const char *text, size_t len)
{
    for (uint32_t i = 1; i < map->files.len; i++) {
        SourceFile *file = map->files.items[i];
        if (file->text == text && file->len == len && !strcmp(file->path, path))
            return i;
    }
    SourceFile *file = ARENA_NEW(map->arena, SourceFile);
    file->path = arena_strdup(map->arena, path);
    file->text = text;
    file->len = (uint32_t)len;
    vec_push(map->arena, &map->files, file);
    return map->files.len - 1;
}

/* Length of the line end at text[i]; 0 when there is none. */
static uint32_t line_end_length(const SourceFile *file, uint32_t i)
{
    if (i >= file->len || (file->text[i] != '\n' && file->text[i] != '\r'))
        return 0;
    return file->text[i] == '\r' && i + 1 < file->len && file->text[i + 1] == '\n' ? 2 : 1;
}

static void build_lines(const SourceMap *map, SourceFile *file)
{
    VEC(uint32_t) lines = {0};
    vec_push(map->arena, &lines, 0);
    for (uint32_t i = 0; i < file->len;) {
        uint32_t end = line_end_length(file, i);
        i += end ? end : 1;
        if (end)
            vec_push(map->arena, &lines, i);
    }
    file->lines = lines.items;
    file->line_count = lines.len;
}

static SourceFile *file_of(const SourceMap *map, uint32_t number)
{
    SourceFile *file = map->files.items[number < map->files.len ? number : 0];
    if (!file->lines)
        build_lines(map, file);
    return file;
}

/* Index of the line that holds the offset. */
static uint32_t find_line(const SourceFile *file, uint32_t offset)
{
    uint32_t low = 0, high = file->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (file->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static SourcePlace place_of(const SourceMap *map, uint32_t number, uint32_t offset)
{
    SourceFile *file = file_of(map, number);
    if (!number)
        return (SourcePlace){file, 0, 0};
    if (offset > file->len)
        offset = file->len;
    uint32_t line = find_line(file, offset), column = 1;
    for (uint32_t i = file->lines[line]; i < offset; i++)
        column += ((unsigned char)file->text[i] & 0xc0) != 0x80;
    return (SourcePlace){file, line + 1, column};
}

SourcePlace source_place(const SourceMap *map, Span span)
{
    return place_of(map, span.file, span.start);
}

SourcePlace source_end(const SourceMap *map, Span span)
{
    uint32_t end = span.len > UINT32_MAX - span.start ? UINT32_MAX : span.start + span.len;
    return place_of(map, span.file, end);
}

uint32_t source_line(const SourceMap *map, Span span)
{
    return span.file ? find_line(file_of(map, span.file), span.start) + 1 : 0;
}

const char *source_line_text(const SourceMap *map, uint32_t number, uint32_t line, uint32_t *len)
{
    const SourceFile *file = file_of(map, number);
    *len = 0;
    if (!line || line > file->line_count)
        return "";
    uint32_t start = file->lines[line - 1];
    uint32_t end = line < file->line_count ? file->lines[line] : file->len;
    while (end > start && line < file->line_count && line_end_length(file, end - 1))
        end--;
    *len = end - start;
    return file->text + start;
}

Span span_join(Span first, Span last)
{
    if (!first.file || !last.file)
        return first.file ? first : last;
    if (first.file != last.file)
        return first;
    uint32_t start = first.start < last.start ? first.start : last.start;
    uint32_t first_end = first.start + first.len, last_end = last.start + last.len;
    return (Span){first.file, start, (first_end > last_end ? first_end : last_end) - start};
}
