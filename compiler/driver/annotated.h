/* annotated.h: what the lines of a unit cost, for `krait annotate` and -a. */
#ifndef KRAIT_DRIVER_ANNOTATED_H
#define KRAIT_DRIVER_ANNOTATED_H

#include "driver/session.h"

typedef enum AnnotatedForm { ANNOTATED_TEXT, ANNOTATED_COLORED, ANNOTATED_JSON, ANNOTATED_HTML } AnnotatedForm;

/* The form that a file of this name has: a page when it ends in .html or .htm, else text. */
AnnotatedForm annotated_form(const char *path);
/* Appends the listing of a unit that was compiled to C without errors. */
void annotated_write(Unit *unit, AnnotatedForm form, Buf *out);

#endif
