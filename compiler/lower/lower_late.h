/* lower_late.h: annotations that are evaluated when somebody asks for them (since CPython 3.14, PEP 649). */
#ifndef KRAIT_LOWER_LOWER_LATE_H
#define KRAIT_LOWER_LOWER_LATE_H

#include "lower/lower_ctx.h"

/* The text of an annotation; of one that names C types as it stands in the source. */
const char *late_annotation_text(Lower *lw, const Ast *annotation);
/* Is the annotation evaluated at all? Else its text is kept. */
bool late_is_evaluated(const Lower *lw, const Ast *annotation);

/* What the runtime compiles for the annotations of a function (kr/annotate.h): a text, or a dict with the cells of the
 * names in it. Asked for when any of them is evaluated. */
bool late_has_evaluated(const Lower *lw, const AstFunctionDef *node);
Insn *late_of_function(Lower *lw, const AstFunctionDef *node);
/* What the runtime compiles for a def or class with type parameters, or a `type` statement (kr/generic.h), where all in
 * it is Python's alone (sema's late_generics). */
Insn *late_of_params(Lower *lw, const char *name, const AstNodes *params);
Insn *late_of_alias(Lower *lw, const AstTypeAlias *node);
/* At the start of the body of a module or class: makes lw->annotate when any of its variables has an annotation that is
 * evaluated; false: none has. */
bool late_begin(Lower *lw);
/* Behind an annotated variable: control has come here. */
void late_reached(Lower *lw, const AstAnnAssign *node);
/* At the end of a class. */
void late_end(Lower *lw);

#endif
