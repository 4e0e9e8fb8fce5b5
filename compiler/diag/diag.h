/* diag.h: diagnostics: collected while compiling, sorted and rendered at the end, never fatal.
 *
 * Kinds are rows of diag.def. A report may be followed by notes and a fix-it; a "did you mean" is a note
 * made by diag_suggest. Errors of a whole file are reported at once; at most `limit` are kept, and a
 * report identical in place and code to an earlier one is dropped (codes whose template begins with %s say
 * many things: there the text counts too).
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
    const char *name;      /* of the code, e.g. "unknown-name" */
    DiagSeverity severity; /* from the table, or raised by -Werror */
    Span span;
    const char *text;
    VEC(DiagNote) notes;
} Diag;

typedef struct Diags {
    Arena *arena;
    SourceMap *sources;
    VEC(Diag *) list;
    uint32_t errors, warnings; /* reported, kept or not */
    uint32_t limit;            /* how many are kept (diags_init: 1000); 0: all */
    uint32_t left_out;         /* reported beyond the limit */
    bool warnings_are_errors, no_warnings, extra_warnings;
} Diags;

/* An empty list with no option set; texts go to the arena. */
void diags_init(Diags *diags, Arena *arena, SourceMap *sources);
/* Reports one diagnostic; the arguments are those of the row's printf template. Never NULL. */
Diag *diag_report(Diags *diags, DiagCode code, Span span, ...);
/* Takes over a report that was made into another list. */
void diag_take(Diags *diags, Diag *diag);
/* Adds a note, or a note with a replacement text for `span`, to a report; NULL: one that was not made. */
void diag_note(Diags *diags, Diag *diag, Span span, const char *format, ...) KRAIT_PRINTF(4, 5);
void diag_fix(Diags *diags, Diag *diag, Span span, const char *replacement, const char *format, ...)
    KRAIT_PRINTF(5, 6);
/* Adds "did you mean 'x'?" when one of the candidates is close to `name` (edit distance). */
void diag_suggest(Diags *diags, Diag *diag, const char *name, const char *const *candidates,
                  uint32_t count);
/* The lower-case name of a code, e.g. "unknown-name"; made in the arena. Of a Diag: its `name`. */
const char *diag_code_name(Arena *arena, DiagCode code);
/* Sorts by place (file, start), stable. */
void diags_sort(Diags *diags);

typedef enum DiagFormat { DIAG_TEXT, DIAG_JSON, DIAG_SARIF } DiagFormat;
/* Renders all diagnostics of several units (in this order) or of one; `color` only concerns DIAG_TEXT.
 *
 * TEXT   FILE:LINE:COL: error[CODE]: TEXT, an excerpt with carets, then the notes. Without a place in
 *        the file, FILE: error[...]; without a file, krait: error[...].
 * JSON   one object a line: {"severity": "error", "code": "unknown-name", "group": "sema", "text": ...,
 *        "path": ..., "line": 1, "column": 5, "end_line": 1, "end_column": 8, "notes": [{"text": ...,
 *        "path" to "end_column" when it has a place, "fix": replacement text of that place}]}.
 *        Lines and columns count from 1, columns in characters, the end is exclusive; no place: no keys.
 * SARIF  one 2.1.0 log. Source: OASIS, Static Analysis Results Interchange Format 2.1.0. */
void diag_render_all(const Diags *const *all, uint32_t count, DiagFormat format, bool color,
                     Buf *out);
void diag_render(Diags *diags, DiagFormat format, bool color, Buf *out);

/* For the renderers. */
const char *diag_group_name(DiagCode code);            /* "SEMA" */
const char *diag_severity_name(DiagSeverity severity); /* "error" */
/* False when the diagnostic concerns its file as a whole (or no file). */
bool diag_has_place(const Diags *diags, const Diag *diag);

#endif
