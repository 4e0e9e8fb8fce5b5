/* directives.h: the directive table at work: defaults, setting by name, scopes, header lines.
 *
 * sema.h declares what other stages use (Directives, directives_default, directives_set); this is
 * what the files of sema need besides. Rows are numbered as in directives.def (Symbol.directive).
 *
 *     `@cython.boundscheck(False)`  ->  directives_set_row(d, DIRECTIVE_boundscheck, "False")
 */
#ifndef KRAIT_SEMA_DIRECTIVES_H
#define KRAIT_SEMA_DIRECTIVES_H

#include "sema/sema.h"

typedef enum DirectiveId {
#define DIRECTIVE(id, name, kind, value, scopes, effect) DIRECTIVE_ID_##id,
#include "sema/directives.def"
#undef DIRECTIVE
    DIRECTIVE_COUNT
} DirectiveId;

typedef enum DirectiveKind {
    DIRECTIVE_IS_BOOL,
    DIRECTIVE_IS_TRI,
    DIRECTIVE_IS_INT,
    DIRECTIVE_IS_TEXT,
    DIRECTIVE_IS_MARK
} DirectiveKind;

/* One row of the table. */
typedef struct DirectiveRow {
    const char *name;
    DirectiveKind kind;
    const char *scopes; /* M F C W */
    const char *effect; /* "YES", or why there is none */
} DirectiveRow;

extern const DirectiveRow directive_rows[DIRECTIVE_COUNT];

/* The row of this name, or -1. */
int directives_find(const char *name, size_t len);
/* Sets row `index` to the value spelt `text` (kept, not copied); false, and nothing set, when the
 * value does not fit the row's kind. */
bool directives_set_row(Directives *directives, int index, const char *text);
/* Is `text` another spelling of the row's default? */
bool directives_is_default(int index, const char *text);
/* All names, for "did you mean"; *count gets their number. */
const char *const *directives_names(uint32_t *count);

#endif
