/* declare.c: the declarations of a module, in source order; see declare.h. Source: Cython language basics,
 * "Interfacing with external C code". */
#include "sema/declare.h"
#include "sema/declare_cclass.h"
#include "sema/declare_func.h"
#include "sema/declare_type.h"
#include "sema/declare_var.h"
#include "sema/directive_use.h"
#include "sema/fused.h"
#include "sema/import.h"
#include "sema/magic.h"
#include "sema/pxd_body.h"
#include <string.h>

static void declare_extern(Analyzer *a, Scope *scope, const AstExtern *node);

/* Declarations that exist in the language and not yet here: one report, and a name that raises no
 * other. */
static bool declare_unsupported(Analyzer *a, Scope *scope, const Ast *node)
{
    Atom name = NULL;
    Span span = node->span;
    const char *what = NULL;
    if (node->kind == AST_CppClass) {
        name = AST_AS(CppClass, node)->name;
        span = analyzer_name_span(AST_AS(CppClass, node)->name_span, node);
        what = "a C++ class";
    } else if (node->kind == AST_Include) {
        what = "an `include` whose path is no plain string";
    }
    if (!what)
        return false;
    if (node->kind == AST_Include)
        a->has_star_import = true; /* what it would have declared is not to be missed */
    bool elsewhere = a->is_pxd && !a->is_own_pxd;
    if (!elsewhere)
        analyzer_unsupported(a, span, what);
    else if (name && !scope_find(scope, name))
        scope_add(a->arena, scope, SYM_MAGIC, name, NULL, span)->magic = MAGIC_UNSUPPORTED;
    declare_poison(a, scope, name, span);
    return true;
}

/* True when the statement was a declaration. */
static bool declare_statement(Analyzer *a, Scope *scope, const Ast *node)
{
    if (node->kind == AST_CFuncDef)
        declare_c_function(a, scope, AST_AS(CFuncDef, node));
    else if (node->kind == AST_CVarDef)
        declare_module_variables(a, scope, AST_AS(CVarDef, node));
    else if (node->kind == AST_CTypedef)
        declare_typedef(a, scope, AST_AS(CTypedef, node));
    else if (node->kind == AST_CStruct)
        declare_struct(a, scope, AST_AS(CStruct, node));
    else if (node->kind == AST_CEnum)
        declare_enum(a, scope, AST_AS(CEnum, node));
    else if (node->kind == AST_CClassDef)
        declare_cclass(a, scope, AST_AS(CClassDef, node));
    else if (node->kind == AST_Extern)
        declare_extern(a, scope, AST_AS(Extern, node));
    else if (node->kind == AST_CImport)
        import_cimport(a, scope, AST_AS(CImport, node));
    else if (node->kind == AST_CImportFrom)
        import_cimport_from(a, scope, AST_AS(CImportFrom, node));
    else if (node->kind == AST_CFused)
        fused_declare(a, scope, AST_AS(CFused, node));
    else
        return declare_unsupported(a, scope, node);
    return true;
}

/* C text of an extern block: behind the first include of its header, or where it stands when it has none. */
static void add_verbatim(Analyzer *a, const Scope *scope, const char *header, const Ast *verbatim)
{
    if (!verbatim || verbatim->kind != AST_StrLit)
        return;
    for (uint32_t i = 0; i < a->blocks.len; i++)
        if (a->blocks.items[i].scope == scope)
            analyzer_add_header(a, a->blocks.items[i].header); /* what the text may build on */
    analyzer_add_header(a, header);
    const char *text = arena_printf(a->arena, "%c%s", *header ? '\n' : '\t', AST_AS(StrLit, verbatim)->value);
    uint32_t at = a->sema->headers.len;
    vec_push(a->arena, &a->sema->headers, text);
    const char **items = a->sema->headers.items;
    uint32_t place = 0;
    while (*header && place < at && strcmp(items[place], header) != 0)
        place++;
    for (place++; *header && place < at && items[place][0] == '\n'; place++) {
    }
    for (; *header && at > place; at--)
        items[at] = items[at - 1];
    items[at] = text;
}

static void declare_extern(Analyzer *a, Scope *scope, const AstExtern *node)
{
    const char *header = node->header ? arena_strndup(a->arena, node->header, node->header_len)
                                      : "";
    bool was_extern = a->in_extern, was_nogil = a->extern_nogil;
    const char *was_header = a->header;
    a->in_extern = true;
    a->extern_nogil = node->nogil;
    a->header = header;
    if (!a->is_pxd)
        analyzer_add_header(a, header);
    add_verbatim(a, scope, header, node->verbatim);
    struct ExternHeader block = {header, scope};
    vec_push(a->arena, &a->blocks, block);
    for (uint32_t i = 0; i < node->body.len; i++)
        declare_statement(a, scope, node->body.items[i]);
    a->in_extern = was_extern;
    a->extern_nogil = was_nogil;
    a->header = was_header;
}

/* The names of structs and enums, which may be used above their declaration. */
static void declare_names(Analyzer *a, Scope *scope, const AstNodes *body)
{
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *node = body->items[i];
        if (node->kind == AST_CStruct) {
            declare_struct_name(a, scope, AST_AS(CStruct, node));
        } else if (node->kind == AST_CClassDef) {
            declare_cclass_name(a, scope, AST_AS(CClassDef, node));
        } else if (node->kind == AST_CEnum) {
            declare_enum_name(a, scope, AST_AS(CEnum, node));
        } else if (node->kind == AST_Extern) {
            const AstExtern *block = AST_AS(Extern, node);
            a->in_extern = true;
            a->header = block->header ? arena_strndup(a->arena, block->header, block->header_len)
                                      : "";
            declare_names(a, scope, &block->body);
            a->in_extern = false;
            a->header = "";
        }
    }
}

/* X = cython.fused_type(...) and the like declare X, in a way that is not supported yet. */
static void declare_assigned(Analyzer *a, Scope *scope, const AstAssign *node)
{
    if (node->value->kind != AST_Call)
        return;
    const Ast *target = node->targets.items[0];
    if (node->targets.len == 1 && target->kind == AST_Name) {
        Atom name = AST_AS(Name, target)->id;
        const Type *fused = fused_of_call(a, scope, name, AST_AS(Call, node->value));
        if (fused && type_is_error(fused))
            declare_poison(a, scope, name, target->span);
        else if (fused && !scope_find(scope, name))
            scope_add(a->arena, scope, SYM_TYPE, name, fused, target->span);
        if (fused) {
            a->tables.info_of[node->head.id] = scope_find(scope, name);
            return;
        }
    }
    const Ast *callee = AST_AS(Call, node->value)->func;
    if (callee->kind != AST_Attribute && callee->kind != AST_Name)
        return;
    const Symbol *symbol = magic_static(a, scope, callee);
    if (!symbol || symbol->kind != SYM_MAGIC || symbol->magic != MAGIC_UNSUPPORTED)
        return;
    for (uint32_t i = 0; i < node->targets.len; i++)
        if (node->targets.items[i]->kind == AST_Name)
            declare_poison(a, scope, AST_AS(Name, node->targets.items[i])->id,
                       node->targets.items[i]->span);
}

static void declare_tree(Analyzer *a, Scope *scope, const AstTree *tree)
{
    const AstNodes *body = &tree->module->body;
    declare_names(a, scope, body);
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *node = body->items[i];
        if (node->kind == AST_Import || node->kind == AST_ImportFrom) {
            import_magic(a, scope, node);
            if (a->is_pxd)
                pxd_body_imports(scope, node);
            continue;
        }
        if (node->kind == AST_Assign && !a->is_pxd) {
            declare_assigned(a, scope, AST_AS(Assign, node));
            continue;
        }
        if (!a->is_pxd)
            import_in_blocks(a, scope, node);
        if (!declare_statement(a, scope, node) && a->is_pxd)
            pxd_body_check(a, tree, node);
    }
}

/* Those of the pxd's own header, for the functions that have a body there. */
static const Directives *pxd_directives(Analyzer *a, const AstTree *tree)
{
    Directives *directives = ARENA_NEW(a->arena, Directives);
    *directives = *directives_default();
    a->quiet++;
    directive_use_header(a, &tree->module->directives, directives);
    a->quiet--;
    return directives;
}

static void with_pxd(Analyzer *a, Scope *scope, const AstTree *tree, bool own)
{
    Tables saved = a->tables;
    const char *was_module = a->module_name;
    a->module_name = own ? a->sema->module_name : scope->name->text;
    bool was_package = a->is_package;
    a->is_package = analyzer_is_package(a, tree);
    bool was_pxd = a->is_pxd, was_own = a->is_own_pxd, was_extern = a->in_extern, was_exact = a->is_exact;
    a->tables = analyzer_new_tables(a->arena, own ? a->sema->tree->count : tree->count);
    const Directives *was_directives = a->directives;
    if (!own)
        a->directives = pxd_directives(a, tree);
    a->is_pxd = true;
    a->is_own_pxd = own;
    a->is_exact = tree->is_ours;
    a->in_extern = false;
    declare_tree(a, scope, tree);
    a->tables = saved;
    a->directives = was_directives;
    a->module_name = was_module;
    a->is_package = was_package;
    a->is_pxd = was_pxd;
    a->is_own_pxd = was_own;
    a->is_exact = was_exact;
    a->in_extern = was_extern;
}

void declare_pxd(Analyzer *a, Scope *scope, const AstTree *tree)
{
    with_pxd(a, scope, tree, false);
}

/* Classes that were named and never described. */
static void check_classes(Analyzer *a)
{
    const Scope *module = a->sema->module;
    uint32_t errors = a->diags->errors;
    for (uint32_t i = 0; i < module->symbols.len; i++) {
        Symbol *symbol = module->symbols.items[i];
        bool is_class = symbol->kind == SYM_CLASS && symbol->cls && symbol->scope == module;
        if (!is_class || symbol->cls->is_declared)
            continue;
        if (!symbol->cls->is_extern || !errors) /* of another module: when all else is right */
            REPORT(a, DIAG_CLASS_UNDEFINED, symbol->span, symbol->name->text);
        symbol->kind = SYM_POISON;
        symbol->type = KIND_TYPE(a, ERROR);
    }
}

/* C functions promised by the pxd and never defined. */
static void check_defined(Analyzer *a)
{
    const Scope *module = a->sema->module;
    for (uint32_t i = 0; i < module->symbols.len; i++) {
        const Symbol *symbol = module->symbols.items[i];
        bool is_missing = symbol->kind == SYM_CFUNC && !symbol->func && !symbol->header;
        if (is_missing && !a->sema->tree->is_cython)
            analyzer_unsupported(a, symbol->span, "declaring functions of a .py file in its pxd");
        else if (is_missing)
            REPORT(a, DIAG_MISSING_DEFINITION, symbol->span, symbol->name->text);
    }
    check_classes(a);
}

void declare_module(Analyzer *a, const AstTree *own_pxd)
{
    const AstTree *tree = a->sema->tree;
    a->is_pxd = tree->is_pxd; /* `krait check x.pxd` */
    if (own_pxd && !tree->is_pxd)
        with_pxd(a, a->sema->module, own_pxd, true);
    if (own_pxd && !tree->is_pxd)
        check_classes(a);
    declare_tree(a, a->sema->module, tree);
    declare_cclass_order(a);
    declare_struct_check(a);
    if (!tree->is_pxd)
        check_defined(a);
}
