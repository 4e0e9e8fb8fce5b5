/* declare_def.h: `def` functions and lambdas before their bodies are looked at.
 *
 * A parameter's type is the declared one, the annotated one where annotations are types, or object; special methods
 * of extension types take and give what their slot does.
 */
#ifndef KRAIT_SEMA_DECLARE_DEF_H
#define KRAIT_SEMA_DECLARE_DEF_H

#include "sema/analyzer.h"

/* Signature, symbol and FuncInfo of a `def` function; its decorators' directives are applied. */
FuncInfo *declare_def(Analyzer *a, Scope *scope, const AstFunctionDef *node);
/* The same for a lambda. */
FuncInfo *declare_lambda(Analyzer *a, Scope *scope, const AstLambda *node);

#endif
