/* srctext.h: bytes of a source file to the UTF-8 text that everything else sees.
 *
 * Handles the byte order mark, PEP 263 encoding cookies, undecodable bytes, NUL bytes and line ends
 * (CR LF and CR become LF, as in Python). The result is registered in the SourceMap; all spans of the
 * unit are offsets into it.
 */
#ifndef KRAIT_SYNTAX_SRCTEXT_H
#define KRAIT_SYNTAX_SRCTEXT_H

#include "syntax/read.h"

typedef struct SrcText {
    uint32_t file;    /* number in the SourceMap */
    const char *text; /* NUL-terminated, owned by the input or its arena */
    uint32_t len;
} SrcText;

/* Decodes and registers the input. False when the text cannot be used: an error was then reported and
 * `out` holds a readable copy for its excerpt. Source: PEP 263, Python language reference 2.1.4. */
bool srctext_load(const ReadInput *input, SrcText *out);

#endif
