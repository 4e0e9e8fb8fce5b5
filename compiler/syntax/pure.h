/* pure.h: pure Python mode: what `import cython` says, as the nodes of Cython's own syntax.
 *
 * Runs once, after a module and its pxd are read and before analysis. Decorated functions and classes
 * become CFuncDef and CClassDef, `cython.declare` becomes CVarDef, `cython.cast(T, x)` a Cast, and so on:
 * later stages know one form of each thing. Types stay the expressions they were written as; inside a
 * TypeAnn they follow the rules of annotations.
 *
 *     @cython.cfunc
 *     def f(x: cython.int): return x     CFuncDef{f, [Param{x, TypeAnn{cython.int}}], [Return{x}]}
 */
#ifndef KRAIT_SYNTAX_PURE_H
#define KRAIT_SYNTAX_PURE_H

#include "diag/diag.h"
#include "syntax/ast.h"
#include "syntax/cst.h"
#include "syntax/ctime.h"

typedef struct PureInput {
    Arena *arena;
    AtomTable *atoms;
    const CstNames *names; /* as in ReadInput */
    Diags *diags;
    SourceMap *sources;
    AstTree *tree;      /* changed in place */
    const AstTree *pxd; /* of the same module, numbered after the tree; NULL none */
} PureInput;

/* Changes the tree in place; what is wrong is reported, and the statement left as it was. */
void pure_rewrite(const PureInput *input);

#endif
