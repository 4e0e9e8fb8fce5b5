/* lower_faults.c: see lower_faults.h. An error belongs to the innermost statement around its place; besides, an expression is
 * left out when analysis gave it the poison type, or when it names something that has no type or no function. */
#include "lower/lower_faults.h"

#include "lower/lower_stmt.h"

enum { MAX_FAULTS = 200 };

static bool is_in(Span outer, Span inner)
{
    return outer.file == inner.file && inner.start >= outer.start && inner.start < outer.start + outer.len;
}

static bool is_fault(const LowerFaults *faults, uint32_t i)
{
    return faults->diags->list.items[i]->severity == DIAG_SEV_ERROR;
}

/* An error is asked for in a node, but not in the statements of its blocks. */
typedef struct Search {
    const LowerFaults *faults;
    Span place; /* of one error */
    const Ast *top;
    bool is_nested;
} Search;

static bool look_into(const Ast *child, void *arg)
{
    Search *search = arg;
    if (ast_kind_category(child->kind) == AST_CAT_STMT) {
        search->is_nested = search->is_nested || is_in(child->span, search->place);
        return !search->is_nested;
    }
    return ast_each_child(child, look_into, arg);
}

/* Has the head of the statement, or the expression, an error? */
static bool has_error(const LowerFaults *faults, const Ast *node)
{
    for (uint32_t i = 0; i < faults->count; i++) {
        Search search = {faults, faults->diags->list.items[i]->span, node, false};
        if (!is_fault(faults, i) || !is_in(node->span, search.place))
            continue;
        ast_each_child(node, look_into, &search);
        if (!search.is_nested)
            return true;
    }
    return false;
}

static bool is_broken_symbol(const LowerFaults *faults, const Symbol *symbol)
{
    return symbol && (symbol->kind == SYM_POISON || (symbol->type && type_is_error(symbol->type)) ||
                      (symbol->func && map_has(&faults->broken, symbol->func)));
}

typedef struct PoisonSearch {
    const Sema *sema;
    const LowerFaults *faults;
    bool is_poisoned;
} PoisonSearch;

static bool look_for_poison(const Ast *child, void *arg)
{
    PoisonSearch *search = arg;
    const Sema *sema = search->sema;
    if (ast_kind_category(child->kind) == AST_CAT_STMT)
        return true;
    const Type *type = SEMA_TYPE(sema, child);
    search->is_poisoned = child->kind == AST_Poison || (type && type_is_error(type)) ||
                          is_broken_symbol(search->faults, sema->symbol_of[child->id]);
    return !search->is_poisoned && ast_each_child(child, look_for_poison, arg);
}

static bool is_poisoned(const Sema *sema, const LowerFaults *faults, const Ast *node)
{
    PoisonSearch search = {sema, faults, false};
    const void *info = sema->info_of[node->id];
    bool is_def = node->kind == AST_FunctionDef || node->kind == AST_CFuncDef;
    if (is_def && (!info || map_has(&faults->broken, info)))
        return true;
    ast_each_child(node, look_for_poison, &search);
    return search.is_poisoned;
}

bool lower_faulty_stmt(Lower *lw, const Ast *node)
{
    const LowerFaults *faults = lw->unit->faults;
    if (!faults || (!has_error(faults, node) && !is_poisoned(lw->sema, faults, node)))
        return false;
    lw->b.func->has_holes = true;
    if (node->kind == AST_With) {
        lower_block(lw, &AST_AS(With, node)->body);
    } else if (node->kind == AST_If) {
        lower_block(lw, &AST_AS(If, node)->body);
        lower_block(lw, &AST_AS(If, node)->orelse);
    }
    return true;
}

/* --- functions and declarations --- */

static bool has_poisoned_type(const TypeFunc *func)
{
    bool is_wrong = func->result && type_is_error(func->result);
    for (uint32_t i = 0; i < func->count; i++)
        is_wrong = is_wrong || (func->params[i].type && type_is_error(func->params[i].type));
    return is_wrong;
}

static bool has_body(const FuncInfo *info)
{
    return info->node->kind == AST_FunctionDef || info->node->kind == AST_CFuncDef;
}

/* Decorators stand in front of the place of a function. */
static bool has_wrong_decorator(const LowerFaults *faults, const Ast *node)
{
    const AstNodes *decorators = node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, node)->decorators
                                 : node->kind == AST_CFuncDef  ? &AST_AS(CFuncDef, node)->decorators
                                 : node->kind == AST_ClassDef  ? &AST_AS(ClassDef, node)->decorators
                                 : node->kind == AST_CClassDef ? &AST_AS(CClassDef, node)->decorators
                                                               : NULL;
    for (uint32_t i = 0; decorators && i < decorators->len; i++)
        if (has_error(faults, decorators->items[i]))
            return true;
    return false;
}

/* What is an expression has no statement of its own that could be left out. */
static bool is_expression(const FuncInfo *info)
{
    return info->kind == FUNC_LAMBDA || info->kind == FUNC_GENEXPR;
}

static bool is_broken(const Sema *sema, const LowerFaults *faults, const FuncInfo *info)
{
    if (info->kind == FUNC_MODULE)
        return false;
    bool is_inside = info->outer && map_has(&faults->broken, info->outer);
    bool is_wrong = has_error(faults, info->node) || has_wrong_decorator(faults, info->node);
    if (is_expression(info) && is_poisoned(sema, faults, info->node))
        return true;
    return is_inside || is_wrong || (info->type && has_poisoned_type(info->type->func));
}

/* Statements that say what types and names of others are. */
static bool is_declaration(const Ast *node)
{
    static const AstKind kinds[] = {AST_CClassDef, AST_Property, AST_CStruct,  AST_CEnum,
                                    AST_CTypedef,  AST_CFused,   AST_CppClass, AST_Extern};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (node->kind == kinds[i])
            return true;
    return false;
}

typedef struct DeclarationSearch {
    const LowerFaults *faults;
    bool is_inside; /* of a declaration, and not of a function there */
} DeclarationSearch;

/* False: a declaration has an error. */
static bool look_for_declaration(const Ast *node, void *arg)
{
    DeclarationSearch search = *(const DeclarationSearch *)arg;
    bool is_func = node->kind == AST_FunctionDef || (node->kind == AST_CFuncDef && AST_AS(CFuncDef, node)->has_body);
    if (ast_kind_category(node->kind) == AST_CAT_STMT) {
        bool is_wrong = (search.is_inside || is_declaration(node) || node->kind == AST_ClassDef) &&
                        (has_error(search.faults, node) || has_wrong_decorator(search.faults, node));
        if (is_wrong)
            return false;
        search.is_inside = !is_func && (search.is_inside || is_declaration(node));
    }
    return ast_each_child(node, look_for_declaration, &search);
}

/* Errors of other files are all right when a cimport has told them. */
static bool are_declarations_right(const Sema *sema, const LowerFaults *faults)
{
    bool has_others = false, are_told = false;
    for (uint32_t i = 0; i < faults->count; i++) {
        const Diag *diag = faults->diags->list.items[i];
        has_others = has_others || (is_fault(faults, i) && diag->span.file != sema->tree->file);
        are_told = are_told || diag->code == DIAG_PXD_ERRORS;
    }
    DeclarationSearch search = {faults, false};
    return (!has_others || are_told) && ast_each_child(&sema->tree->module->head, look_for_declaration, &search);
}

LowerFaults *lower_faults_find(const Sema *sema, const Diags *diags)
{
    LowerFaults *faults = ARENA_NEW(sema->arena, LowerFaults);
    faults->diags = diags;
    faults->count = diags->list.len;
    if (diags->errors > MAX_FAULTS || diags->left_out || !are_declarations_right(sema, faults))
        return NULL;
    for (uint32_t i = 0; i < sema->functions.len; i++) {
        const FuncInfo *info = sema->functions.items[i];
        if (!is_broken(sema, faults, info))
            continue;
        if (info->cls || !(has_body(info) || is_expression(info)))
            return NULL;
        map_set(sema->arena, &faults->broken, info, NULL);
    }
    return faults;
}

bool lower_faults_in_func(const LowerUnit *unit, const FuncInfo *info)
{
    return unit->faults && map_has(&unit->faults->broken, info);
}
