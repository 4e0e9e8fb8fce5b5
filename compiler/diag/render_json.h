/* render_json.h: diagnostics for programs: JSON lines and SARIF. */
#ifndef KRAIT_DIAG_RENDER_JSON_H
#define KRAIT_DIAG_RENDER_JSON_H

#include "diag/diag.h"

/* Appends one object a line; keys: see diag_render_all. */
void render_json(const Diags *diags, Buf *out);
/* Appends one SARIF 2.1.0 log with the results of all. */
void render_sarif(const Diags *const *all, uint32_t count, Buf *out);

#endif
