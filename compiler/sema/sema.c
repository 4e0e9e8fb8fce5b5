/* sema.c: analysis of one module, stage after stage; see sema.h.
 *
 *     AST -> declare (C declarations) -> resolve (names) -> infer (locals) -> check (types) -> Sema
 *
 * Errors never stop a stage: what is wrong is poisoned, and all of it is reported at once.
 */
#include "sema/analyzer.h"
#include "sema/check_stmt.h"
#include "sema/declare.h"
#include "sema/declare_func.h"
#include "sema/directive_use.h"
#include "sema/fused.h"
#include "sema/headers.h"
#include "sema/infer.h"
#include "sema/resolve.h"
#include "sema/unreachable.h"
#include "sema/unused.h"
#include <string.h>

static Sema *new_sema(const SemaInput *input)
{
    Sema *sema = ARENA_NEW(input->arena, Sema);
    sema->arena = input->arena;
    sema->atoms = input->atoms;
    sema->types = input->types;
    sema->diags = input->diags;
    sema->tree = input->tree;
    sema->module_name = input->module_name;
    return sema;
}

static Analyzer *new_analyzer(const SemaInput *input, Sema *sema)
{
    Analyzer *a = ARENA_NEW(input->arena, Analyzer);
    a->sema = sema;
    a->arena = input->arena;
    a->atoms = input->atoms;
    a->types = input->types;
    a->diags = input->diags;
    a->loader = input->loader;
    a->header = "";
    a->module_name = input->module_name ? input->module_name : "__main__";
    a->is_package = analyzer_is_package(a, input->tree);
    a->tables = analyzer_new_tables(a->arena, input->tree->count);
    a->builtins = builtins_new(a->arena, a->atoms, a->types, input->tree->is_cython);
    sema->type_of = a->tables.type_of;
    sema->symbol_of = a->tables.symbol_of;
    sema->info_of = a->tables.info_of;
    sema->builtins = a->builtins->scope;
    return a;
}

/* DEF and IF, as the directives ask for. */
static void report_deprecated(Analyzer *a, const AstTree *tree, const Directives *directives)
{
    for (uint32_t i = 0; tree->deprecated && i < tree->deprecated->len; i++) {
        const AstDeprecated *use = &tree->deprecated->items[i];
        if (use->is_if && directives->warn_deprecated_IF)
            REPORT(a, DIAG_DEPRECATED, use->span,
                   "`IF` is deprecated; use a condition at run time, or a macro in C");
        if (!use->is_if && directives->warn_deprecated_DEF)
            REPORT(a, DIAG_DEPRECATED, use->span,
                   "`DEF` is deprecated; use a variable, an enum or the literal itself");
    }
}

/* Command line, then the file's own header, which wins. */
static const Directives *module_directives(Analyzer *a, const SemaInput *input)
{
    Directives *directives = ARENA_NEW(a->arena, Directives);
    *directives = input->directives ? *input->directives : *directives_default();
    a->directives = directives;
    directive_use_header(a, &input->tree->module->directives, directives);
    bool is_plain = !input->tree->is_cython && !input->tree->uses_cython;
    if (directives->annotation_typing < 0 && is_plain) /* it behaves as in the interpreter */
        directives->annotation_typing = 0;
    report_deprecated(a, input->tree, directives);
    return directives;
}

/* What C strings are to Python in this module. */
static void set_text(Analyzer *a, const Directives *directives)
{
    const char *type = directives->c_string_type, *encoding = directives->c_string_encoding;
    bool is_str = !strcmp(type, "str") || !strcmp(type, "unicode");
    bool is_utf8 = !strcmp(encoding, "default") || !strcmp(encoding, "utf8") ||
                   !strcmp(encoding, "utf-8") || !strcmp(encoding, "UTF-8");
    a->types->text_kind = is_str                        ? TYPE_STR
                          : !strcmp(type, "bytearray") ? TYPE_BYTEARRAY
                                                        : TYPE_BYTES;
    bool is_ascii = !strcmp(encoding, "ascii") || !strcmp(encoding, "us-ascii");
    a->types->text_encoding = is_utf8 ? "utf-8" : is_ascii ? "ascii" : encoding[0] ? encoding : NULL;
    if (is_str && !encoding[0])
        REPORT(a, DIAG_DIRECTIVE_VALUE, a->sema->tree->module->head.span, "c_string_type",
               arena_printf(a->arena, "%s` without `c_string_encoding", type));
}

const Type *sema_return_type(const FuncInfo *func)
{
    bool is_asked = func->returns && !func->accessor && (!func->is_generator || func->is_coroutine);
    return is_asked ? func->returns : func->type->func->result;
}

static void start_module(Analyzer *a, const SemaInput *input)
{
    const Directives *directives = module_directives(a, input);
    set_text(a, directives);
    const AstModule *module = input->tree->module;
    const char *name = input->module_name ? input->module_name : "__main__";
    const char *dot = strrchr(name, '.');
    FuncInfo *func = declare_func(a, FUNC_MODULE, &module->head,
                                  atom_from(a->atoms, dot ? dot + 1 : name), a->builtins->scope);
    TypeFunc nothing = {.result = KIND_TYPE(a, OBJECT), .except = {.kind = EXCEPT_NULL}};
    func->type = type_func(a->types, &nothing);
    func->directives = directives;
    if (module->doc && module->doc->kind == AST_StrLit) {
        func->doc = AST_AS(StrLit, module->doc)->value;
        func->doc_len = AST_AS(StrLit, module->doc)->value_len;
    }
    a->sema->module_func = func;
    a->sema->module = func->scope;
    a->func = func;
    a->scope = func->scope;
    builtins_declare_module(a->arena, a->atoms, a->types, func->scope);
}

/* numpy's C API is made usable by import_array; a module that cimports numpy and does not call it has it done. */
static void find_numpy(Analyzer *a)
{
    const Scope *numpy = map_get(&a->cmodules, analyzer_atom(a, "numpy"));
    const Symbol *init = numpy ? scope_find(numpy, analyzer_atom(a, "import_array")) : NULL;
    a->sema->needs_numpy = init && !init->is_used;
    if (init)
        analyzer_add_header(a, "numpy/arrayobject.h");
}

/* What is right and most likely not meant. */
static void report_flow(Analyzer *a)
{
    for (uint32_t i = 0; i < a->bodies.len; i++) {
        const Body *body = a->bodies.items[i];
        if (body->func->spec && body->func->spec->index)
            continue; /* its first specialisation speaks for all */
        analyzer_enter(a, body->func);
        a->func = body->func;
        a->scope = body->func->scope;
        unreachable_report(a, body);
        unused_report(a, body);
    }
}

Sema *sema_analyze(const SemaInput *input)
{
    Sema *sema = new_sema(input);
    Analyzer *a = new_analyzer(input, sema);
    start_module(a, input);
    if (input->pxd) /* a module that is cimported here may cimport this one, and so may this one itself */
        map_set(a->arena, &a->cmodules, analyzer_atom(a, a->module_name), sema->module);
    declare_module(a, input->pxd);
    resolve_module(a);
    uint32_t done = 0;
    do {
        for (uint32_t i = done; i < a->bodies.len; i++)
            infer_body(a, a->bodies.items[i]);
        uint32_t first = done;
        done = a->bodies.len;
        for (uint32_t i = first; i < done; i++)
            check_body(a, a->bodies.items[i]);
    } while (resolve_late(a));
    report_flow(a);
    find_numpy(a);
    headers_use_declared(a);
    sema->uses_cython = a->cython != NULL;
    return sema;
}
