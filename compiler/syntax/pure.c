/* pure.c: the walk of pure Python mode, and its tools; see pure.h and purer.h. Source: Cython user
 * guide, "Pure Python mode".
 */
#include "syntax/purer.h"
#include <string.h>

/* --- tools --- */

Ast *pure_new(Pure *p, AstKind kind, size_t size, const Ast *place)
{
    Ast *node = arena_alloc(p->arena, size);
    memset(node, 0, size);
    node->kind = kind;
    node->id = p->tree->count++;
    node->span = place->span;
    return node;
}

/* What an expression means of the module cython: "cython.int" for `cython.int`, or NULL. */
static const char *path_of(const Pure *p, const Ast *node)
{
    if (node->kind == AST_Name)
        return map_get(&p->aliases, AST_AS(Name, node)->id);
    if (node->kind != AST_Attribute)
        return NULL;
    const char *base = path_of(p, AST_AS(Attribute, node)->value);
    return base ? arena_printf(p->arena, "%s.%s", base, AST_AS(Attribute, node)->attr->text) : NULL;
}

bool pure_is(const Pure *p, const Ast *node, const char *name)
{
    const char *path = path_of(p, node);
    return path && !strncmp(path, "cython.", 7) && !strcmp(path + 7, name);
}

bool pure_is_call(const Pure *p, const Ast *node, const char *name)
{
    return node->kind == AST_Call && pure_is(p, AST_AS(Call, node)->func, name);
}

AstNodes pure_list(Pure *p, const PureVec *items)
{
    AstNodes list = {.len = items->len};
    list.items = ARENA_ARRAY(p->arena, Ast *, items->len + 1);
    for (uint32_t i = 0; i < items->len; i++)
        list.items[i] = items->items[i];
    return list;
}

void pure_error(Pure *p, const Ast *node, const char *text)
{
    diag_report(p->diags, DIAG_SYNTAX, node->span, text);
}

const Ast *pure_keyword(const AstCall *call, const char *name)
{
    for (uint32_t i = 0; i < call->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, call->keywords.items[i]);
        if (keyword->name && !strcmp(keyword->name->text, name))
            return keyword->value;
    }
    return NULL;
}

/* --- imports of cython --- */

static bool is_cython(const char *dotted)
{
    return !strcmp(dotted, "cython") || !strncmp(dotted, "cython.", 7);
}

static void add_alias(Pure *p, Atom name, const char *dotted)
{
    map_set(p->arena, &p->aliases, name, arena_strdup(p->arena, dotted));
}

static void add_import(Pure *p, const AstNodes *names)
{
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        p->has_dataclasses |= !strcmp(alias->name->text, "dataclasses");
        if (!is_cython(alias->name->text))
            continue;
        if (alias->asname)
            add_alias(p, alias->asname, alias->name->text);
        else
            add_alias(p, atom_from(p->atoms, "cython"), "cython");
    }
}

static void add_import_from(Pure *p, Atom module, int level, const AstNodes *names)
{
    p->has_dataclasses |= module && !level && !strcmp(module->text, "dataclasses");
    if (!module || level || !is_cython(module->text))
        return;
    for (uint32_t i = 0; i < names->len; i++) {
        const AstAlias *alias = AST_AS(Alias, names->items[i]);
        Atom name = alias->asname ? alias->asname : alias->name;
        add_alias(p, name, arena_printf(p->arena, "%s.%s", module->text, alias->name->text));
    }
}

/* from typing import Dict: the type it stands for. */
static void add_typing(Pure *p, const AstImportFrom *node)
{
    static const char *const rows[][2] = {{"Dict", "dict"}, {"FrozenSet", "frozenset"}, {"List", "list"},
                                          {"Set", "set"},   {"Tuple", "tuple"},         {"Type", "type"}};
    for (uint32_t i = 0; i < node->names.len; i++) {
        const AstAlias *alias = AST_AS(Alias, node->names.items[i]);
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
            if (!strcmp(rows[k][0], alias->name->text))
                map_set(p->arena, &p->typing, alias->asname ? alias->asname : alias->name,
                        (void *)(uintptr_t)rows[k][1]);
    }
}

static bool find_imports(const Ast *node, void *arg)
{
    Pure *p = arg;
    if (node->kind == AST_ImportFrom && AST_AS(ImportFrom, node)->module && !AST_AS(ImportFrom, node)->level &&
        !strcmp(AST_AS(ImportFrom, node)->module->text, "typing"))
        add_typing(p, AST_AS(ImportFrom, node));
    if (node->kind == AST_Import)
        add_import(p, &AST_AS(Import, node)->names);
    else if (node->kind == AST_CImport)
        add_import(p, &AST_AS(CImport, node)->names);
    else if (node->kind == AST_ImportFrom)
        add_import_from(p, AST_AS(ImportFrom, node)->module, AST_AS(ImportFrom, node)->level,
                        &AST_AS(ImportFrom, node)->names);
    else if (node->kind == AST_CImportFrom)
        add_import_from(p, AST_AS(CImportFrom, node)->module, AST_AS(CImportFrom, node)->level,
                        &AST_AS(CImportFrom, node)->names);
    else if (ast_kind_category(node->kind) != AST_CAT_EXPR)
        ast_each_child(node, find_imports, p);
    return true;
}

/* --- `import cython.cimports.x` is a cimport --- */

static const char cimports[] = "cython.cimports.";

static const char *cimported(const char *dotted)
{
    size_t len = sizeof cimports - 1;
    return !strncmp(dotted, cimports, len) ? dotted + len : NULL;
}

static Ast *rewrite_import_from(Pure *p, AstImportFrom *node)
{
    const char *dotted = node->module && !node->level ? cimported(node->module->text) : NULL;
    if (!dotted)
        return &node->head;
    AstCImportFrom *cimport = PURE_NEW(p, CImportFrom, &node->head);
    cimport->module = atom_from(p->atoms, dotted);
    cimport->names = node->names;
    return &cimport->head;
}

/* --- `if cython.compiled` --- */

/* 1 or 0 when the condition is decided by being compiled, else -1. */
static int decided(const Pure *p, const Ast *test)
{
    if (pure_is(p, test, "compiled"))
        return 1;
    if (test->kind == AST_UnaryOp && AST_AS(UnaryOp, test)->op == AST_OP_NOT) {
        int value = decided(p, AST_AS(UnaryOp, test)->operand);
        return value < 0 ? -1 : !value;
    }
    if (test->kind != AST_BoolOp)
        return -1;
    const AstBoolOp *node = AST_AS(BoolOp, test);
    int deciding = node->op == AST_OP_BOOL_OR, result = !deciding;
    for (uint32_t i = 0; i < node->values.len; i++) {
        int value = decided(p, node->values.items[i]);
        if (value == deciding)
            return deciding;
        if (value < 0)
            result = -1;
    }
    return result;
}

/* --- the walk --- */

static void rewrite_children(Pure *p, Ast *node);

/* Puts the branch that is taken in place of the statement; an elif chain is followed. */
static void add_statement(Pure *p, Ast *node, PureVec *out);

static void add_if(Pure *p, AstIf *node, PureVec *out)
{
    int value = decided(p, node->test);
    if (value < 0) {
        rewrite_children(p, &node->head);
        vec_push(p->arena, out, &node->head);
        return;
    }
    const AstNodes *branch = value ? &node->body : &node->orelse;
    for (uint32_t i = 0; i < branch->len; i++)
        add_statement(p, branch->items[i], out);
}

/* `with cfunc:` makes C functions of what is defined in it. */
static bool add_with(Pure *p, const AstWith *node, PureVec *out)
{
    const Ast *item = node->items.len == 1 ? AST_AS(WithItem, node->items.items[0])->context : NULL;
    bool cfunc = item && pure_is(p, item, "cfunc"), ccall = item && pure_is(p, item, "ccall");
    bool cclass = item && pure_is(p, item, "cclass");
    if (!cfunc && !ccall && !cclass)
        return false;
    bool was_cfunc = p->with_cfunc, was_ccall = p->with_ccall, was_cclass = p->with_cclass;
    p->with_cfunc = cfunc;
    p->with_ccall = ccall;
    p->with_cclass = cclass;
    for (uint32_t i = 0; i < node->body.len; i++)
        add_statement(p, node->body.items[i], out);
    p->with_cfunc = was_cfunc;
    p->with_ccall = was_ccall;
    p->with_cclass = was_cclass;
    return true;
}

/* try: import cython, except: ... a stand-in: it is always there. */
static bool imports_cython(const Pure *p, const AstTry *node)
{
    bool all = node->body.len && node->handlers.len && !node->finalbody.len && !p->in_function;
    for (uint32_t i = 0; all && i < node->body.len; i++) {
        const Ast *item = node->body.items[i];
        const AstNodes *names = item->kind == AST_Import ? &AST_AS(Import, item)->names : NULL;
        all = names != NULL;
        for (uint32_t k = 0; all && k < names->len; k++)
            all = is_cython(AST_AS(Alias, names->items[k])->name->text);
    }
    return all;
}

static void add_statement(Pure *p, Ast *node, PureVec *out)
{
    if (node->kind == AST_Try && imports_cython(p, AST_AS(Try, node))) {
        const AstTry *attempt = AST_AS(Try, node);
        for (uint32_t i = 0; i < attempt->body.len; i++)
            add_statement(p, attempt->body.items[i], out);
        for (uint32_t i = 0; i < attempt->orelse.len; i++)
            add_statement(p, attempt->orelse.items[i], out);
        return;
    }
    if (node->kind == AST_With && add_with(p, AST_AS(With, node), out))
        return;
    if (node->kind == AST_If) {
        add_if(p, AST_AS(If, node), out);
        return;
    }
    if (node->kind == AST_ImportFrom)
        node = rewrite_import_from(p, AST_AS(ImportFrom, node));
    Ast *declaration = pure_declaration(p, node);
    if (declaration)
        node = declaration;
    else if (node->kind == AST_FunctionDef)
        node = pure_function(p, AST_AS(FunctionDef, node));
    else if (node->kind == AST_ClassDef)
        node = pure_class(p, AST_AS(ClassDef, node));
    else if (node->kind == AST_AnnAssign && p->in_cclass)
        node = pure_field(p, AST_AS(AnnAssign, node));
    else if (node->kind == AST_CFuncDef)
        pure_c_function(p, AST_AS(CFuncDef, node));
    if (node->kind == AST_CClassDef && !p->in_function && !p->in_class)
        pure_dataclass(p, AST_AS(CClassDef, node), out);
    bool is_scope = node->kind == AST_FunctionDef || node->kind == AST_CFuncDef;
    bool was_function = p->in_function, was_cclass = p->in_cclass, was_class = p->in_class;
    if (is_scope) {
        p->in_function = true;
        p->in_class = p->in_cclass = false;
    } else if (node->kind == AST_ClassDef || node->kind == AST_CClassDef) {
        p->in_class = true;
        p->in_cclass = node->kind == AST_CClassDef;
        p->in_function = false;
    }
    rewrite_children(p, node);
    p->in_function = was_function;
    p->in_cclass = was_cclass;
    p->in_class = was_class;
    vec_push(p->arena, out, node);
}

static void convert_statements(Pure *p, AstNodes *list)
{
    PureVec out = {0};
    for (uint32_t i = 0; i < list->len; i++)
        add_statement(p, list->items[i], &out);
    *list = pure_list(p, &out);
}

static bool holds_statements(const AstNodes *list)
{
    return list->len && ast_kind_category(list->items[0]->kind) == AST_CAT_STMT;
}

static Ast *rewrite_child(Pure *p, Ast *child)
{
    AstCategory category = ast_kind_category(child->kind);
    if (category == AST_CAT_EXPR)
        return pure_expr(p, child);
    if (category != AST_CAT_TYPE)
        rewrite_children(p, child);
    return child;
}

/* Children in place. Decorators keep their form: they are looked at by name. */
static void rewrite_children(Pure *p, Ast *node)
{
    for (const AstField *field = ast_fields(node->kind); field->kind != AST_FIELD_END; field++) {
        char *place = (char *)node + field->offset;
        if (!strcmp(field->name, "decorators") || !strcmp(field->name, "annotation"))
            continue;
        if (field->kind == AST_FIELD_CHILD) {
            Ast **child = (Ast **)(void *)place;
            bool is_type = !strcmp(field->name, "type") || (!strcmp(field->name, "returns"));
            if (*child && !is_type)
                *child = rewrite_child(p, *child);
        } else if (field->kind == AST_FIELD_LIST) {
            AstNodes *list = (AstNodes *)(void *)place;
            if (holds_statements(list)) {
                convert_statements(p, list);
                continue;
            }
            for (uint32_t i = 0; i < list->len; i++)
                list->items[i] = rewrite_child(p, list->items[i]);
        }
    }
}

/* --- the pxd --- */

static void find_declarations(Pure *p, const AstNodes *body)
{
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *node = body->items[i];
        if (node->kind == AST_CFuncDef && AST_AS(CFuncDef, node)->visibility != AST_VIS_EXTERN)
            map_set(p->arena, &p->pxd_functions, AST_AS(CFuncDef, node)->name, (void *)(uintptr_t)node);
        else if (node->kind == AST_CClassDef && AST_AS(CClassDef, node)->has_body)
            map_set(p->arena, &p->pxd_classes, AST_AS(CClassDef, node)->name, (void *)(uintptr_t)node);
    }
}

void pure_rewrite(const PureInput *input)
{
    Pure p = {.in = input,
              .arena = input->arena,
              .atoms = input->atoms,
              .diags = input->diags,
              .tree = input->tree};
    AstModule *module = input->tree->module;
    find_imports(&module->head, &p);
    if (input->pxd) {
        find_imports(&input->pxd->module->head, &p);
        if (!input->tree->is_cython)
            find_declarations(&p, &input->pxd->module->body);
    }
    input->tree->uses_cython = input->pxd || p.aliases.len || module->directives.len;
    bool is_plain = !p.aliases.len && !p.has_dataclasses && !p.pxd_functions.len && !p.pxd_classes.len;
    if (is_plain)
        return;
    convert_statements(&p, &module->body);
    if (input->pxd)
        convert_statements(&p, &input->pxd->module->body);
}
