/* lower_annotation.h: annotations at run time. */
#ifndef KRAIT_LOWER_LOWER_ANNOTATION_H
#define KRAIT_LOWER_LOWER_ANNOTATION_H

#include "lower/lower_ctx.h"

/* The object that __annotations__ holds for an annotation of a variable, parameter or result: its value, or its text. */
Insn *lower_annotation(Lower *lw, const Ast *annotation);
/* What `x: T` does beside the assignment, in a module or class. */
void lower_annotate(Lower *lw, const AstAnnAssign *node);
/* The condition that annotations are evaluated where they stand: before CPython 3.14. */
Insn *lower_annotate_now(Lower *lw);
/* At the start of the body of a module or class with annotated variables: its __annotations__. */
void lower_annotations_start(Lower *lw);

#endif
