/* sema_dump.c: what analysis found, as text: for tests and `krait dump --stage sema`.
 *
 * One line a symbol, two spaces a level; then the loops, with items and calls of each body with how
 * they run.
 *
 *     def total(v: double[:])
 *       param v: double[:]
 *       local s: double
 *       3 for x: iter
 *       4 call sqrt: C -> double
 */
#include "sema/builtins.h"
#include "sema/directives.h"
#include "sema/sema.h"
#include "type/typename.h"
#include <string.h>

typedef struct Dump {
    const Sema *sema;
    Buf *out;
    int depth;
} Dump;

static void start_line(Dump *d)
{
    buf_fill(d->out, ' ', (size_t)d->depth * 2);
}

static const char *type_text(const Dump *d, const Type *type)
{
    return type ? typename_source(d->sema->arena, type) : "?";
}

static const char *kind_name(const Symbol *symbol)
{
    switch (symbol->kind) {
    case SYM_LOCAL: return symbol->is_param ? "param" : "local";
    case SYM_GLOBAL: return "global";
    case SYM_CGLOBAL: return "cglobal";
    case SYM_EXTERN: return "extern";
    case SYM_CFUNC: return symbol->header ? "extern func" : "cfunc";
    case SYM_DEF: return "def";
    case SYM_BUILTIN: return "builtin";
    case SYM_CONST: return "const";
    case SYM_TYPE: return "type";
    case SYM_CLASS: return "class";
    case SYM_CMODULE: return "cmodule";
    case SYM_MAGIC: return "magic";
    case SYM_FIELD: return "field";
    case SYM_POISON: return "poison";
    }
    return "?";
}

static void dump_symbol(Dump *d, const Symbol *symbol)
{
    start_line(d);
    buf_printf(d->out, "%s %s", kind_name(symbol), symbol->name->text);
    bool untyped = symbol->kind == SYM_GLOBAL || symbol->kind == SYM_DEF ||
                   symbol->kind == SYM_POISON;
    if (!untyped)
        buf_printf(d->out, ": %s", type_text(d, symbol->type));
    if (symbol->kind == SYM_CONST && symbol->has_value)
        buf_printf(d->out, " = %lld", (long long)symbol->int_value);
    if (symbol->c_name && strcmp(symbol->c_name, symbol->name->text) != 0)
        buf_printf(d->out, " \"%s\"", symbol->c_name);
    if (symbol->not_none)
        buf_puts(d->out, " not None");
    if (symbol->kind == SYM_LOCAL && !symbol->is_declared)
        buf_puts(d->out, " inferred");
    buf_putc(d->out, '\n');
}

static bool is_module_variable(const Symbol *symbol)
{
    return symbol->kind == SYM_GLOBAL && !symbol->decl && !symbol->span.len;
}

static void dump_scope(Dump *d, const Scope *scope)
{
    for (uint32_t i = 0; i < scope->symbols.len; i++)
        if (!is_module_variable(scope->symbols.items[i]))
            dump_symbol(d, scope->symbols.items[i]);
}

/* --- directives --- */

static void dump_directives(Dump *d, const Directives *now, const Directives *outer)
{
#define DIRECTIVE_BOOL(id, name)                                                     \
    if (now->id != outer->id) {                                                      \
        start_line(d);                                                               \
        buf_printf(d->out, "directive %s = %s\n", name, now->id ? "True" : "False"); \
    }
#define DIRECTIVE_MARK(id, name)
#define DIRECTIVE_INT(id, name) DIRECTIVE_TRI(id, name)
#define DIRECTIVE_TRI(id, name)                                   \
    if (now->id != outer->id) {                                   \
        start_line(d);                                            \
        buf_printf(d->out, "directive %s = %d\n", name, now->id); \
    }
#define DIRECTIVE_TEXT(id, name)                                  \
    if (strcmp(now->id, outer->id) != 0) {                        \
        start_line(d);                                            \
        buf_printf(d->out, "directive %s = %s\n", name, now->id); \
    }
#define DIRECTIVE(id, name, kind, value, scopes, effect) DIRECTIVE_##kind(id, name)
#include "sema/directives.def"
#undef DIRECTIVE
#undef DIRECTIVE_BOOL
#undef DIRECTIVE_MARK
#undef DIRECTIVE_INT
#undef DIRECTIVE_TRI
#undef DIRECTIVE_TEXT
}

/* --- bodies --- */

static void start_fact(Dump *d, const Ast *node)
{
    start_line(d);
    buf_printf(d->out, "%u ", source_line(d->sema->diags->sources, node->span));
}

static const char *text_of(const Ast *node)
{
    if (node->kind == AST_Name)
        return AST_AS(Name, node)->id->text;
    if (node->kind == AST_Attribute)
        return AST_AS(Attribute, node)->attr->text;
    return "(...)";
}

static void dump_for(Dump *d, const Ast *node, const Ast *target)
{
    const ForInfo *info = d->sema->info_of[node->id];
    if (!info)
        return;
    start_fact(d, node);
    buf_printf(d->out, "for %s: ", text_of(target));
    switch (info->kind) {
    case FOR_ITER: buf_puts(d->out, "iter\n"); break;
    case FOR_RANGE:
    case FOR_PRANGE:
        buf_printf(d->out, "%s %s step %lld\n", info->kind == FOR_RANGE ? "range" : "prange",
                   type_text(d, info->index_type), (long long)info->const_step);
        break;
    }
}

static void dump_with(Dump *d, const Ast *node)
{
    static const char *const kinds[] = {"python", "nogil", "gil", "directive", "parallel"};
    const WithInfo *info = d->sema->info_of[node->id];
    if (!info)
        return;
    start_fact(d, node);
    buf_printf(d->out, "with %s%s\n", kinds[info->kind], info->condition ? " if" : "");
}

static void dump_call(Dump *d, const Ast *node)
{
    static const char *const kinds[] = {"python", "C",     "builtin", "method",
                                        "view",   "magic", "cast"};
    const CallInfo *info = d->sema->info_of[node->id];
    if (!info)
        return;
    start_fact(d, node);
    buf_printf(d->out, "call %s: %s -> %s\n", text_of(AST_AS(Call, node)->func), kinds[info->kind],
               type_text(d, d->sema->type_of[node->id]));
}

static bool dump_facts(const Ast *node, void *arg);

/* False: a function of its own; what is evaluated outside of it has been dumped. */
static bool dump_comp_scope(Dump *d, const Ast *node)
{
    const Scope *scope = d->sema->info_of[node->id];
    if (scope->func->node == node) {
        dump_facts(AST_AS(CompFor, AST_AS(Comp, node)->clauses.items[0])->iter, d);
        return false;
    }
    dump_scope(d, scope);
    return true;
}

static void dump_comp(Dump *d, const AstComp *comp)
{
    for (uint32_t i = 0; i < comp->clauses.len; i++) {
        const AstCompFor *clause = AST_AS(CompFor, comp->clauses.items[i]);
        if (i)
            dump_facts(&clause->head, d);
        for (uint32_t k = 0; !i && k < clause->tests.len; k++)
            dump_facts(clause->tests.items[k], d);
    }
    if (comp->element)
        dump_facts(comp->element, d);
}

static bool dump_facts(const Ast *node, void *arg)
{
    Dump *d = arg;
    if (node->kind == AST_FunctionDef || node->kind == AST_CFuncDef || node->kind == AST_Lambda)
        return true;
    if (node->kind == AST_For)
        dump_for(d, node, AST_AS(For, node)->target);
    else if (node->kind == AST_CompFor)
        dump_for(d, node, AST_AS(CompFor, node)->target);
    else if (node->kind == AST_WithItem)
        dump_with(d, node);
    else if (node->kind == AST_Call)
        dump_call(d, node);
    else if (node->kind == AST_Comp && d->sema->info_of[node->id] && !dump_comp_scope(d, node))
        return true;
    ast_each_child(node, dump_facts, arg);
    return true;
}

static void dump_body(Dump *d, const AstNodes *body)
{
    for (uint32_t i = 0; i < body->len; i++)
        dump_facts(body->items[i], d);
}

static const AstNodes *body_of(const Ast *node)
{
    return node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, node)->body
                                         : &AST_AS(CFuncDef, node)->body;
}

static void dump_func(Dump *d, const FuncInfo *func)
{
    static const char *const kinds[] = {"module", "def", "cdef", "cpdef", "lambda",
                                        "genexpr", "class"};
    buf_printf(d->out, "%s %s: %s\n", kinds[func->kind], func->qualname, type_text(d, func->type));
    d->depth++;
    dump_directives(d, func->directives, d->sema->module_func->directives);
    dump_scope(d, func->scope);
    if (func->kind == FUNC_GENEXPR)
        dump_comp(d, AST_AS(Comp, func->node));
    else if (func->kind == FUNC_LAMBDA)
        dump_facts(AST_AS(Lambda, func->node)->body, d);
    else
        dump_body(d, body_of(func->node));
    d->depth--;
}

void sema_dump(const Sema *sema, Buf *out)
{
    Dump d = {sema, out, 0};
    buf_printf(out, "module %s\n", sema->module_name ? sema->module_name : "__main__");
    d.depth = 1;
    dump_directives(&d, sema->module_func->directives, directives_default());
    for (uint32_t i = 0; i < sema->headers.len; i++)
        buf_printf(out, "  header %s\n", sema->headers.items[i]);
    dump_scope(&d, sema->module);
    dump_body(&d, &sema->tree->module->body);
    d.depth = 0;
    for (uint32_t i = 0; i < sema->functions.len; i++)
        dump_func(&d, sema->functions.items[i]);
}
