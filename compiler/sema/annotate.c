/* annotate.c: annotations as values; see annotate.h.
 *
 * Lowering tells the two kinds apart by their type: an annotation that is evaluated has been checked and has one.
 * Source: PEP 526, PEP 563; Cython keeps texts always, and so do its own files here, and .py files that use Cython (`import
 * cython`, a .pxd, a `# cython:` line). Every other .py file has them evaluated, as in the interpreter.
 *
 *     x: List[int] = []        List[int] evaluated in a plain .py file;  x: cython.int = 0     'cython.int'
 */
#include "sema/annotate.h"

typedef struct Search {
    Analyzer *a;
    const Scope *scope;
    bool found;
} Search;

static bool is_compile_time(const Symbol *symbol)
{
    return symbol->kind == SYM_MAGIC || (symbol->kind == SYM_CMODULE && !symbol->has_runtime) ||
           (symbol->kind == SYM_TYPE && !type_is_object(symbol->type));
}

static bool search(const Ast *node, void *arg)
{
    Search *s = arg;
    if (node->kind == AST_Name) {
        const Symbol *symbol = scope_lookup(s->scope, AST_AS(Name, node)->id);
        s->found |= symbol && is_compile_time(symbol);
    } else if (node->kind == AST_TypeExpr || node->kind == AST_Slice) { /* T[:] */
        s->found = true;
    } else {
        ast_each_child(node, search, s);
    }
    return !s->found;
}

bool annotate_is_python(Analyzer *a, const Scope *scope, const Ast *annotation)
{
    Search s = {a, scope, a->sema->tree->is_cython};
    if (!s.found)
        search(annotation, &s);
    return !s.found;
}

bool annotate_decide(Analyzer *a, const Scope *scope, const Ast *annotation)
{
    bool is_text = a->sema->tree->uses_cython || a->texts_for_annotations;
    bool is_evaluated = !is_text && annotate_is_python(a, scope, annotation);
    if (is_evaluated)
        map_set(a->arena, &a->evaluated, annotation, a);
    return is_evaluated;
}

bool annotate_is_evaluated(const Analyzer *a, const Ast *annotation)
{
    return map_has(&a->evaluated, annotation);
}
