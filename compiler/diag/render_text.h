/* render_text.h: diagnostics for people, on a terminal or in a log. */
#ifndef KRAIT_DIAG_RENDER_TEXT_H
#define KRAIT_DIAG_RENDER_TEXT_H

#include "diag/diag.h"

/* Appends all diagnostics in their present order; form: see diag_render_all. */
void render_text(const Diags *diags, bool color, Buf *out);

#endif
