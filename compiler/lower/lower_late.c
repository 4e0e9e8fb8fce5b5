/* lower_late.c: annotations that are evaluated when somebody asks for them; see lower_late.h.
 *
 * Since CPython 3.14 a function `__annotate__` evaluates them. It belongs to the interpreter: it must give its values in
 * several formats, for which the interpreter runs its code with other globals and cells. So the runtime is given what
 * stands here in the source, cut down to the annotations, has the interpreter compile that when it is asked for, and gives
 * it our cells. The class and the function around it make the interpreter look names up, and mangle them, as here.
 * Source: PEP 649, PEP 749.
 *
 *     class C: def f(self, x: A): ...   ->   'class C:\n def f(x: A): pass\n'
 */
#include "lower/lower_late.h"

#include "lower/lower_annotation.h"
#include "lower/lower_cell.h"
#include "lower/lower_expr.h"
#include "syntax/unparse.h"

#include <string.h>

/* The names of variables around the place, and the text so far. */
typedef struct Source {
    Lower *lw;
    const Symbol **names;
    uint32_t count, size, depth;
    bool is_evaluated;
    Buf text;
} Source;

const char *late_annotation_text(Lower *lw, const Ast *annotation)
{
    const char *text = unparse_expr(lw->arena, annotation);
    if (text[0])
        return text;
    const SourceFile *file = lw->unit->sources->files.items[annotation->span.file]; /* a C type */
    return arena_strndup(lw->arena, file->text + annotation->span.start, annotation->span.len);
}

bool late_is_evaluated(const Lower *lw, const Ast *annotation)
{
    return annotation->kind != AST_TypeExpr && SEMA_TYPE(lw->sema, annotation);
}

/* ---- names */

static bool is_visible(const Lower *lw, const Symbol *symbol)
{
    const FuncInfo *info = lw->info;
    bool is_found = symbol->scope == info->scope;
    for (uint32_t i = 0; i < info->frees.len; i++)
        is_found |= info->frees.items[i] == symbol;
    return is_found && symbol->is_captured && (!symbol->type || type_is_object(symbol->type));
}

static void add_name(Source *s, const Symbol *symbol)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (s->names[i] == symbol)
            return;
    if (s->count == s->size) {
        const Symbol **old = s->names;
        s->size = 2 * s->size + 8;
        s->names = ARENA_ARRAY(s->lw->arena, const Symbol *, s->size);
        for (uint32_t i = 0; i < s->count; i++)
            s->names[i] = old[i];
    }
    s->names[s->count++] = symbol;
}

static bool find_names(const Ast *node, void *arg)
{
    Source *s = arg;
    const Symbol *symbol = node->kind == AST_Name ? s->lw->sema->symbol_of[node->id] : NULL;
    if (symbol && symbol->kind == SYM_FIELD)
        symbol = symbol->outer;
    if (symbol && symbol->kind == SYM_LOCAL && is_visible(s->lw, symbol))
        add_name(s, symbol);
    ast_each_child(node, find_names, arg);
    return true;
}

static void look_at(Source *s, const Ast *annotation)
{
    if (!annotation || !late_is_evaluated(s->lw, annotation))
        return;
    s->is_evaluated = true;
    find_names(annotation, s);
}

/* ---- text */

static const char *class_around(const Lower *lw)
{
    const Scope *scope = lw->info->scope;
    while (scope && scope->kind != SCOPE_CLASS)
        scope = scope->parent;
    return scope && scope->name ? scope->name->text : NULL;
}

static void begin_line(Source *s)
{
    for (uint32_t i = 0; i < s->depth; i++)
        buf_putc(&s->text, ' ');
}

static void open_class(Source *s, const char *name)
{
    begin_line(s);
    buf_printf(&s->text, "class %s:\n", name);
    s->depth++;
}

/* What stands around the place: the class whose name mangles, variables, the class whose namespace is seen. What is bound in the
 * function must not be what an annotation may say: underscores before a class's name do not matter for mangling. */
static void open_scopes(Source *s)
{
    const char *name = class_around(s->lw);
    bool is_inner = name && !s->lw->space; /* of a function in the class, whose namespace is not seen */
    if (name && (s->count || is_inner))
        open_class(s, name);
    if (s->count || is_inner) {
        begin_line(s);
        buf_printf(&s->text, "def __around__(");
        for (uint32_t i = 0; i < s->count; i++)
            buf_printf(&s->text, i ? ", %s" : "%s", s->names[i]->name->text);
        buf_printf(&s->text, "):\n");
        s->depth++;
    }
    if (s->lw->space)
        open_class(s, s->count ? arena_printf(s->lw->arena, "__%s", name) : name);
}

static void put_annotation(Source *s, const Ast *annotation)
{
    Lower *lw = s->lw;
    const char *text = late_annotation_text(lw, annotation);
    buf_printf(&s->text, "%s", late_is_evaluated(lw, annotation) ? text : unparse_text(lw->arena, text));
}

/* Those without annotations do not matter, nor does what kind of parameters they are. */
static void put_function(Source *s, const AstFunctionDef *node)
{
    bool is_first = true;
    begin_line(s);
    buf_printf(&s->text, s->depth ? "def __%s(" : "def %s(", node->name->text);
    for (uint32_t i = 0; i < node->params.len; i++) {
        const AstParam *param = AST_AS(Param, node->params.items[i]);
        if (!param->annotation)
            continue;
        const char *star = param->annotation->kind == AST_Starred ? "*" : "";
        buf_printf(&s->text, "%s%s%s: ", is_first ? "" : ", ", star, param->name->text);
        put_annotation(s, param->annotation);
        is_first = false;
    }
    buf_printf(&s->text, ")");
    if (node->returns) {
        buf_printf(&s->text, " -> ");
        put_annotation(s, node->returns);
    }
    buf_printf(&s->text, ": pass\n");
}

/* ---- what the runtime gets */

/* The text, or {'': text, name: cell, ..., '__classdict__': cell}. `space`: the cell of the namespace, or NULL. */
static Insn *pack(Source *s, Insn *space)
{
    Lower *lw = s->lw;
    const char *text = buf_text(&s->text);
    Insn *source = ir_pyconst(&lw->b, ir_const_str(lw->b.module, text, (uint32_t)s->text.len, false));
    if (!s->count && !space)
        return source;
    Insn **pairs = ARENA_ARRAY(lw->arena, Insn *, 2 * s->count + 4);
    uint32_t count = 0;
    pairs[count++] = lower_str(lw, "");
    pairs[count++] = source;
    for (uint32_t i = 0; i < s->count; i++) {
        pairs[count++] = lower_str(lw, s->names[i]->name->text);
        pairs[count++] = lower_cell(lw, s->names[i]);
    }
    if (space) {
        pairs[count++] = lower_str(lw, "__classdict__");
        pairs[count++] = space;
    }
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_DICT, LOWER_TYPE(lw, DICT), pairs, count);
}

/* The namespace of an extension type takes nothing that `type` would not take out again. */
static Insn *cell_of_space(Lower *lw)
{
    if (!lw->space)
        return NULL;
    Insn *space = ir_get(&lw->b, lw->space);
    return lw->info->kind == FUNC_MODULE ? LOWER_PRIM(lw, cell_new, space) : LOWER_PRIM(lw, annotate_space, space);
}

bool late_has_evaluated(const Lower *lw, const AstFunctionDef *node)
{
    bool found = node->returns && late_is_evaluated(lw, node->returns);
    for (uint32_t i = 0; i < node->params.len; i++) {
        const Ast *annotation = AST_AS(Param, node->params.items[i])->annotation;
        found |= annotation && late_is_evaluated(lw, annotation);
    }
    return found;
}

Insn *late_of_function(Lower *lw, const AstFunctionDef *node)
{
    Source s = {.lw = lw};
    buf_init(&s.text, lw->arena);
    for (uint32_t i = 0; i < node->params.len; i++)
        look_at(&s, AST_AS(Param, node->params.items[i])->annotation);
    look_at(&s, node->returns);
    open_scopes(&s);
    put_function(&s, node);
    return pack(&s, cell_of_space(lw));
}

/* ---- type parameters and the type statement */

static void look_at_params(Source *s, const AstNodes *params)
{
    for (uint32_t i = 0; i < params->len; i++)
        find_names(params->items[i], s);
    for (uint32_t i = 0; i < s->count;) { /* the parameters themselves are in the text */
        const Symbol *symbol = s->names[i];
        if (symbol->decl && symbol->decl->kind == AST_TypeParam && symbol->scope == s->lw->info->scope)
            s->names[i] = s->names[--s->count];
        else
            i++;
    }
}

static void put_param(Source *s, const AstTypeParam *param)
{
    Arena *arena = s->lw->arena;
    const char *star = param->kind == AST_PARAM_STAR ? "*" : param->kind == AST_PARAM_STARSTAR ? "**" : "";
    buf_printf(&s->text, "%s%s", star, param->name->text);
    if (param->bound)
        buf_printf(&s->text, ": %s", unparse_expr(arena, param->bound));
    if (!param->default_value)
        return;
    const AstTypeParam *given = AST_AS(TypeParam, param->default_value);
    const Ast *value = given->is_starred ? AST_AS(Tuple, given->bound)->items.items[0] : given->bound;
    buf_printf(&s->text, " = %s", unparse_expr(arena, value));
}

static void put_params(Source *s, const AstNodes *params)
{
    for (uint32_t i = 0; i < params->len; i++) {
        buf_printf(&s->text, i ? ", " : "[");
        put_param(s, AST_AS(TypeParam, params->items[i]));
    }
    if (params->len)
        buf_putc(&s->text, ']');
}

Insn *late_of_params(Lower *lw, const char *name, const AstNodes *params)
{
    Source s = {.lw = lw};
    buf_init(&s.text, lw->arena);
    look_at_params(&s, params);
    open_scopes(&s);
    begin_line(&s);
    buf_printf(&s.text, "def %s", name);
    put_params(&s, params);
    buf_printf(&s.text, "(): pass\n");
    return pack(&s, cell_of_space(lw));
}

Insn *late_of_alias(Lower *lw, const AstTypeAlias *node)
{
    Source s = {.lw = lw};
    buf_init(&s.text, lw->arena);
    find_names(node->value, &s);
    look_at_params(&s, &node->type_params);
    open_scopes(&s);
    begin_line(&s);
    buf_printf(&s.text, "type %s", AST_AS(Name, node->name)->id->text);
    put_params(&s, &node->type_params);
    buf_printf(&s.text, " = %s\n", unparse_expr(lw->arena, node->value));
    return pack(&s, cell_of_space(lw));
}

/* ---- variables of modules and classes */

typedef struct Variables {
    Source source;
    VEC(const AstAnnAssign *) items;
    uint32_t conditional; /* how many are under a condition */
    bool is_conditional;  /* here */
} Variables;

static bool is_scope(const Ast *node)
{
    return node->kind == AST_FunctionDef || node->kind == AST_ClassDef || node->kind == AST_CFuncDef ||
           node->kind == AST_CClassDef || node->kind == AST_Lambda;
}

static bool find_variables(const Ast *node, void *arg)
{
    Variables *found = arg;
    Lower *lw = found->source.lw;
    const AstAnnAssign *assign = node->kind == AST_AnnAssign ? AST_AS(AnnAssign, node) : NULL;
    if (assign && assign->simple && assign->target->kind == AST_Name) {
        vec_push(lw->arena, &found->items, assign);
        look_at(&found->source, assign->annotation);
        if (found->is_conditional)
            map_set(lw->arena, &lw->conditional, node, (void *)(uintptr_t)++found->conditional);
    } else if (!assign && !is_scope(node)) {
        ast_each_child(node, find_variables, arg);
    }
    return true;
}

/* In a module all are taken for conditional: it may be asked for them before it is complete. */
static void find_all(Variables *found, const AstNodes *body, bool is_class)
{
    for (uint32_t i = 0; i < body->len; i++) {
        const Ast *node = body->items[i];
        found->is_conditional = !is_class || node->kind != AST_AnnAssign;
        find_variables(node, found);
    }
}

static void put_variables(Variables *found)
{
    Source *s = &found->source;
    for (uint32_t i = 0; i < found->items.len; i++) {
        const AstAnnAssign *assign = found->items.items[i];
        begin_line(s);
        bool is_conditional = map_has(&s->lw->conditional, assign) && s->lw->space;
        buf_printf(&s->text, is_conditional ? "if _: %s: " : "%s: ", AST_AS(Name, assign->target)->id->text);
        put_annotation(s, assign->annotation);
        buf_putc(&s->text, '\n');
    }
}

bool late_begin(Lower *lw)
{
    const Ast *node = lw->info->node;
    bool is_class = lw->info->kind == FUNC_CLASS;
    Variables found = {.source.lw = lw};
    buf_init(&found.source.text, lw->arena);
    find_all(&found, is_class ? &AST_AS(ClassDef, node)->body : &lw->sema->tree->module->body, is_class);
    if (!found.source.is_evaluated)
        return false;
    open_scopes(&found.source);
    put_variables(&found);
    const char *name = lw->b.module->source_name;
    Insn *space = is_class ? ir_get(&lw->b, lw->space) : LOWER_PRIM0(lw, global_dict);
    uint32_t line = is_class ? source_line(lw->unit->sources, node->span) : 1;
    Insn *site = lower_str(lw, arena_printf(lw->arena, "%s:%u", name, line));
    lw->annotate = lower_temp(lw, "annotate", LOWER_TYPE(lw, OBJECT),
                              LOWER_PRIM(lw, annotate_begin, space, pack(&found.source, NULL), site));
    return true;
}

void late_reached(Lower *lw, const AstAnnAssign *node)
{
    uintptr_t number = (uintptr_t)map_get(&lw->conditional, node);
    if (lw->annotate && number)
        LOWER_PRIM(lw, annotate_reached, ir_get(&lw->b, lw->annotate),
                   ir_int(&lw->b, LOWER_TYPE(lw, INT), (int64_t)number - 1));
}

void late_end(Lower *lw)
{
    if (lw->annotate)
        LOWER_PRIM(lw, annotate_end, ir_get(&lw->b, lw->space), ir_get(&lw->b, lw->annotate));
}
