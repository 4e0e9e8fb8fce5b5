/* diag.h: diagnostics: collected while compiling, sorted and rendered at the end, never fatal.
 *
 * Kinds are rows of diag.def. A report may be followed by notes and a fix-it; a "did you mean" is a note
 * made by diag_suggest. Errors of a whole file are reported at once; at most `limit` are kept, and a
 * report identical in place and code to an earlier one is dropped.
 *
 *     Diag *d = diag_report(diags, DIAG_UNKNOWN_NAME, span, name->text);
 *     diag_note(diags, d, other_span, "first defined here");
 */
#ifndef KRAIT_DIAG_DIAG_H
#define KRAIT_DIAG_DIAG_H

#include "base/buf.h"
#include "diag/source.h"
#include <stdbool.h>

typedef enum DiagSeverity { DIAG_SEV_ERROR, DIAG_SEV_WARNING, DIAG_SEV_HINT } DiagSeverity;

typedef enum DiagCode {
#define DIAG(id, severity, group, text) DIAG_##id,
#include "diag/diag.def"
#undef DIAG
    DIAG_COUNT
} DiagCode;

typedef struct DiagNote {
    Span span; /* SPAN_NONE: no place of its own */
    const char *text;
    const char *fix; /* not NULL: replace `span` by this text */
} DiagNote;

typedef struct Diag {
    DiagCode code;
    DiagSeverity severity; /* from the table, or raised by -Werror */
    Span span;
    const char *text;
    VEC(DiagNote) notes;
} Diag;

typedef struct Diags {
    Arena *arena;
    SourceMap *sources;
    VEC(Diag *) list;
    uint32_t errors, warnings;
    uint32_t limit; /* 0: no limit */
    bool warnings_are_errors, no_warnings, extra_warnings;
} Diags;

void diags_init(Diags *diags, Arena *arena, SourceMap *sources);
/* Reports one diagnostic; the arguments are those of the row's printf template. Never NULL. */
Diag *diag_report(Diags *diags, DiagCode code, Span span, ...);
void diag_note(Diags *diags, Diag *diag, Span span, const char *format, ...) KRAIT_PRINTF(4, 5);
void diag_fix(Diags *diags, Diag *diag, Span span, const char *replacement, const char *format, ...)
    KRAIT_PRINTF(5, 6);
/* Adds "did you mean 'x'?" when one of the candidates is close to `name` (edit distance). */
void diag_suggest(Diags *diags, Diag *diag, const char *name, const char *const *candidates,
                  uint32_t count);
const char *diag_code_name(DiagCode code); /* e.g. "unknown-name" */
/* Sorts by place (file, start), stable. */
void diags_sort(Diags *diags);

typedef enum DiagFormat { DIAG_TEXT, DIAG_JSON, DIAG_SARIF } DiagFormat;
/* Renders all diagnostics; `color` only concerns DIAG_TEXT. First line of each:
 * FILE:LINE:COL: error[CODE]: TEXT, then an excerpt with carets, then the notes. */
void diag_render(Diags *diags, DiagFormat format, bool color, Buf *out);

#endif
