/* source.h: source files and places in them.
 *
 * A Span is {file, start, length} in bytes; lines and columns are computed only when printed. Files
 * belong to a SourceMap (one per Unit); file 0 is "no place".
 */
#ifndef KRAIT_DIAG_SOURCE_H
#define KRAIT_DIAG_SOURCE_H

#include "base/arena.h"
#include "base/vec.h"
#include <stdint.h>

typedef struct Span {
    uint32_t file;  /* index into SourceMap.files; 0: no place */
    uint32_t start; /* byte offset */
    uint32_t len;   /* bytes */
} Span;

#define SPAN_NONE ((Span){0, 0, 0})

typedef struct SourceFile {
    const char *path; /* as the user gave it */
    const char *text; /* UTF-8, NUL-terminated */
    uint32_t len;
    uint32_t *lines; /* byte offset of each line; built on first use */
    uint32_t line_count;
} SourceFile;

typedef struct SourceMap {
    Arena *arena;
    VEC(SourceFile *) files; /* files.items[0] is a placeholder */
} SourceMap;

typedef struct SourcePlace {
    const SourceFile *file;
    uint32_t line;   /* 1-based */
    uint32_t column; /* 1-based, in characters */
} SourcePlace;

/* A map with the placeholder file only. */
void source_map_init(SourceMap *map, Arena *arena);
/* Adds text already in memory (kept, not copied); returns the file's number. The same text under the same
 * path is added only once. */
uint32_t source_add(SourceMap *map, const char *path, const char *text, size_t len);
/* Where a span starts; SPAN_NONE gives the placeholder file, line 0. Places past the end are at the end. */
SourcePlace source_place(const SourceMap *map, Span span);
uint32_t source_line(const SourceMap *map, Span span); /* 1-based; 0 for SPAN_NONE */
/* Text of a 1-based line without its newline; *len in bytes. "" past the end. */
const char *source_line_text(const SourceMap *map, uint32_t file, uint32_t line, uint32_t *len);
/* Where a span ends (exclusive), as source_place. */
SourcePlace source_end(const SourceMap *map, Span span);
/* From the first to the last span of one file; the other one when either is SPAN_NONE. */
Span span_join(Span first, Span last);

#endif
