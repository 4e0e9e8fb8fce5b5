/* read_decl.c: cdef, cpdef and ctypedef statements and extern blocks to AST.
 *
 * `cdef:` and `cdef public:` blocks leave no node: their modifiers pass to each declaration inside
 * (ReadMods). A declaration of several declarators becomes one CVarDef for its variables and one
 * CFuncDef for each function; which of the two it is, the declarator's type tells.
 *
 *     cdef public int x, f(int)     CVarDef public {CDeclarator x}, CFuncDef f public
 */
#include "syntax/reader.h"
#include "syntax/synerr_line.h"

#include <string.h>

static void append(Reader *r, AstVec *out, Ast *stmt)
{
    vec_push(r->scratch, out, stmt);
}

static Ast *read_field(Reader *r, Cst cst, CstFieldId field)
{
    return read_expr(r, cst_field(&r->cst, cst, field));
}

/* Adds the modifiers written at this definition. */
static ReadMods add_modifiers(Reader *r, Cst cst, ReadMods mods)
{
    CST_EACH(&r->cst, child, cst)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (sym == CST_nogil) mods.nogil = true;
        if (sym != CST_modifiers) continue;
        CST_EACH(&r->cst, word, child)
        {
            switch ((int)cst_sym(&r->cst, word)) {
            case CST_T_public: mods.visibility = AST_VIS_PUBLIC; break;
            case CST_T_readonly: mods.visibility = AST_VIS_READONLY; break;
            case CST_T_extern: mods.visibility = AST_VIS_EXTERN; break;
            case CST_T_api: mods.is_api = true; break;
            case CST_T_inline: mods.is_inline = true; break;
            }
        }
    }
    return mods;
}

/* From the start of the whole statement to the end of the header. */
static Span header_span(const Reader *r, Cst cst, Cst block, ReadMods mods)
{
    Span span = read_header(r, cst, block);
    return mods.start ? span_join(read_span_of(r, r->cst.nodes[mods.start].start, r->cst.nodes[mods.start].start), span)
                      : span;
}

static bool has_decorator(const AstNodes *decorators, const char *name)
{
    for (uint32_t i = 0; i < decorators->len; i++) {
        const Ast *node = decorators->items[i];
        if (node->kind == AST_Name && !strcmp(AST_AS(Name, node)->id->text, name)) return true;
    }
    return false;
}

/* --- functions and variables --- */

static AstCFuncDef *make_function(Reader *r, Cst cst, const ReadDecl *decl, ReadMods mods, AstNodes decorators)
{
    AstCFuncDef *node = READ_NEW(r, CFuncDef, cst);
    const AstTypeFunc *type = AST_AS(TypeFunc, decl->type);
    node->name = decl->name;
    node->name_span = decl->name_span;
    node->c_name = decl->c_name;
    node->type_params = decl->type_params;
    node->convention = decl->convention;
    node->returns = type->result;
    node->params = type->params;
    node->except = type->except;
    node->nogil = type->nogil || mods.nogil;
    node->with_gil = type->with_gil;
    node->varargs = type->varargs;
    node->decorators = decorators;
    node->overridable = mods.overridable;
    node->is_inline = mods.is_inline;
    node->is_api = mods.is_api;
    node->visibility = mods.visibility;
    node->is_static = has_decorator(&decorators, "staticmethod");
    if (!node->name) {
        read_error(r, node->head.span, "this C function has no name");
        node->name = ATOM(r->atoms, underscore);
    }
    return node;
}

static Ast *read_optional_type(Reader *r, Cst cst)
{
    Cst type = cst_field(&r->cst, cst, CST_F_type);
    return type ? read_type(r, type) : NULL;
}

static Ast *make_variable(Reader *r, Cst cst, const ReadDecl *decl, Cst value)
{
    AstCDeclarator *node = READ_NEW(r, CDeclarator, cst);
    node->name = decl->name;
    node->name_span = decl->name_span;
    node->c_name = decl->c_name;
    node->type = decl->type;
    node->init = value ? read_expr(r, value) : NULL;
    if (!node->name) {
        read_error(r, node->head.span, "expected a name after the type");
        node->name = ATOM(r->atoms, underscore);
    } else if (!node->type && read_is_c_word(node->name->text, node->name->len)) {
        read_error(r, node->head.span, "expected a name after the type `%s`", node->name->text);
    }
    return &node->head;
}

static void read_declaration(Reader *r, Cst cst, ReadMods mods, AstNodes decorators, AstVec *out)
{
    Ast *base = read_optional_type(r, cst);
    AstCVarDef *vars = NULL;
    AstVec names = {0};
    CST_EACH(&r->cst, child, cst)
    {
        if (r->cst.nodes[child].field != CST_F_declarator) continue;
        Cst value = 0, declarator = child;
        if (cst_sym(&r->cst, child) == CST_init_declarator) {
            value = cst_field(&r->cst, child, CST_F_value);
            declarator = cst_field(&r->cst, child, CST_F_declarator);
        }
        ReadDecl decl = read_declarator(r, base, declarator);
        if (decl.type && decl.type->kind == AST_TypeFunc) {
            AstCFuncDef *node = make_function(r, cst, &decl, mods, decorators);
            node->head.span = header_span(r, cst, 0, mods);
            if (value) read_error(r, read_span(r, value), "a C function cannot be assigned a value");
            append(r, out, &node->head);
            continue;
        }
        if (!vars) {
            vars = READ_NEW(r, CVarDef, cst);
            vars->head.span = header_span(r, cst, 0, mods);
            vars->visibility = mods.visibility;
            vars->is_api = mods.is_api;
            append(r, out, &vars->head);
        }
        vec_push(r->scratch, &names, make_variable(r, child, &decl, value));
    }
    if (!vars) return;
    vars->declarators = read_list(r, &names);
    if (mods.overridable) read_error(r, vars->head.span, "a variable cannot be `cpdef`; use `cdef public`");
    if (mods.is_inline) read_error(r, vars->head.span, "a variable cannot be `inline`");
    if (decorators.len) read_error(r, decorators.items[0]->span, "a variable cannot be decorated");
}

/* Parameters of a function with a body have names: f(long) is a parameter called `long`. */
static void name_lone_types(Reader *r, const AstNodes *params)
{
    for (uint32_t i = 0; i < params->len; i++) {
        AstParam *param = AST_AS(Param, params->items[i]);
        const Ast *type = param->name || param->default_value || param->optional_c ? NULL : param->type;
        if (!type || type->kind != AST_TypeBasic || type->span.len != param->head.span.len)
            continue;
        const char *text = r->source + type->span.start; /* the parsed text may be a repaired one */
        if (!read_is_c_word(text, type->span.len))
            continue; /* of several words */
        param->name = atom_intern(r->atoms, text, type->span.len);
        param->name_span = type->span;
        param->type = NULL;
    }
}

/* `cdef calss A:` reads as the variable A of a type `calss` with a body. */
static void report_no_function(Reader *r, const Ast *base, Span span)
{
    static const char *const words[] = {"class", "struct", "union", "enum", "cppclass", "fused", "extern"};
    const AstTypeName *type = base && base->kind == AST_TypeName ? AST_AS(TypeName, base) : NULL;
    for (size_t i = 0; type && i < sizeof words / sizeof *words; i++) {
        Atom name = type->path.items[0];
        if (synerr_is_near(name->text, name->len, words[i], (uint32_t)strlen(words[i]))) {
            read_error(r, base->span, "invalid syntax; did you mean `%s`?", words[i]);
            return;
        }
    }
    read_error(r, span, "a C declaration with a body must be a function");
}

static void read_c_function(Reader *r, Cst cst, ReadMods mods, AstNodes decorators, AstVec *out)
{
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst annotation = cst_field(&r->cst, cst, CST_F_return_type);
    Ast *base = read_optional_type(r, cst);
    ReadDecl decl = read_declarator(r, base, cst_field(&r->cst, cst, CST_F_declarator));
    if (!decl.type || decl.type->kind != AST_TypeFunc) {
        report_no_function(r, base, header_span(r, cst, body, mods));
        AstExprStmt *node = READ_NEW(r, ExprStmt, cst);
        node->value = read_poison(r, cst);
        append(r, out, &node->head);
        return;
    }
    AstCFuncDef *node = make_function(r, cst, &decl, mods, decorators);
    node->head.span = header_span(r, cst, body, mods);
    node->has_body = true;
    name_lone_types(r, &node->params);
    if (annotation)
        read_report(r, DIAG_NOT_SUPPORTED, read_span(r, annotation), "a return annotation on a C function");
    node->body = read_body(r, body, READ_FUNCTION, false);
    append(r, out, &node->head);
}

/* --- blocks --- */

/* The statements of a c_block, each with these modifiers, appended to the surrounding block. */
static void read_c_items(Reader *r, Cst block, ReadMods mods, AstVec *out)
{
    if (!block || !read_enter(r, block, 1)) return;
    CST_EACH(&r->cst, child, block)
    {
        if (cst_sym(&r->cst, child) == CST_pass_statement && !read_is_repaired(r, child)) continue;
        read_c_statement(r, child, mods, (AstNodes){0}, out);
    }
    read_leave(r, 1);
}

static AstNodes read_c_block(Reader *r, Cst block, ReadMods mods)
{
    ArenaMark mark = arena_mark(r->scratch);
    AstVec body = {0};
    mods.start = 0;
    read_c_items(r, block, mods, &body);
    AstNodes list = read_list(r, &body);
    arena_reset(r->scratch, mark);
    return list;
}

static void drop_first(AstNodes *list)
{
    list->items++;
    list->len--;
}

static bool is_string_stmt(const AstNodes *body)
{
    if (!body->len || body->items[0]->kind != AST_ExprStmt) return false;
    return AST_AS(ExprStmt, body->items[0])->value->kind == AST_StrLit;
}

static void read_extern(Reader *r, Cst cst, ReadMods mods, AstVec *out)
{
    AstExtern *node = READ_NEW(r, Extern, cst);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst header = cst_field(&r->cst, cst, CST_F_header);
    node->head.span = header_span(r, cst, body, mods);
    node->nogil = mods.nogil;
    if (header && cst_sym(&r->cst, header) != CST_T_star) {
        Ast *text = read_expr(r, header);
        if (text->kind == AST_StrLit) {
            node->header = AST_AS(StrLit, text)->value;
            node->header_len = AST_AS(StrLit, text)->value_len;
        }
    }
    node->name_space = read_field(r, cst, CST_F_namespace);
    ReadMods inner = {.is_api = mods.is_api};
    if (mods.visibility == AST_VIS_PUBLIC) inner.visibility = AST_VIS_PUBLIC;
    node->body = read_c_block(r, body, inner);
    if (is_string_stmt(&node->body)) {
        node->verbatim = AST_AS(ExprStmt, node->body.items[0])->value;
        drop_first(&node->body);
    }
    append(r, out, &node->head);
}

/* --- classes, structs, enums --- */

static void read_c_class(Reader *r, Cst cst, ReadMods mods, AstNodes decorators, bool is_typedef, AstVec *out)
{
    AstCClassDef *node = READ_NEW(r, CClassDef, cst);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    Cst bases = cst_field(&r->cst, cst, CST_F_superclasses);
    Cst options = cst_field(&r->cst, cst, CST_F_options);
    node->head.span = header_span(r, cst, body, mods);
    if (mods.overridable || mods.is_inline)
        read_error(r, node->head.span, "an extension type cannot be `%s`", mods.overridable ? "cpdef" : "inline");
    node->decorators = decorators;
    node->visibility = mods.visibility;
    node->is_api = mods.is_api;
    node->is_typedef = is_typedef;
    node->has_body = body != 0;
    node->asname = read_atom(r, cst_field(&r->cst, cst, CST_F_alias));
    Cst last = name ? cst_first(&r->cst, name) : 0;
    while (last && cst_next(&r->cst, last)) last = cst_next(&r->cst, last);
    if (last && last != cst_first(&r->cst, name)) {
        uint32_t from = r->cst.nodes[name].start, to = r->cst.nodes[last].start;
        while (to > from && r->cst.text[to - 1] != '.') to--;
        node->module = atom_intern(r->atoms, r->cst.text + from, to > from ? to - 1 - from : 0);
    }
    node->name = read_atom(r, last ? last : name);
    if (last) node->name_span = read_span(r, last);
    AstNodes keywords = {0};
    if (bases) read_arguments(r, bases, &node->bases, &keywords);
    if (keywords.len) read_error(r, keywords.items[0]->span, "a cdef class takes no keyword arguments");
    if (options) {
        CST_EACH(&r->cst, child, options) node->options.len++;
        node->options.items = ARENA_ARRAY(r->arena, Ast *, node->options.len);
        uint32_t at = 0;
        CST_EACH(&r->cst, child, options)
        {
            AstClassOption *option = READ_NEW(r, ClassOption, child);
            option->name = read_atom(r, cst_field(&r->cst, child, CST_F_name));
            option->value = read_needed(r, child, CST_F_value);
            node->options.items[at++] = &option->head;
        }
    }
    node->body = read_body(r, body, READ_CLASS, false);
    append(r, out, &node->head);
}

static void read_struct(Reader *r, Cst cst, ReadMods mods, bool is_typedef, AstVec *out)
{
    AstCStruct *node = READ_NEW(r, CStruct, cst);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    Cst kind = cst_field(&r->cst, cst, CST_F_kind);
    node->head.span = header_span(r, cst, body, mods);
    node->name = read_atom(r, name);
    if (name) node->name_span = read_span(r, name);
    node->c_name = read_field(r, cst, CST_F_c_name);
    node->is_union = kind && read_text_is(r, kind, "union");
    node->is_packed = cst_field(&r->cst, cst, CST_F_packed) != 0;
    node->has_body = body != 0;
    node->is_typedef = is_typedef;
    node->visibility = mods.visibility;
    node->is_api = mods.is_api;
    node->body = read_c_block(r, body, (ReadMods){0});
    append(r, out, &node->head);
}

static AstNodes read_enumerators(Reader *r, Cst block)
{
    ArenaMark mark = arena_mark(r->scratch);
    AstVec items = {0};
    CST_EACH(&r->cst, child, block)
    {
        if (cst_sym(&r->cst, child) != CST_enumerator) continue;
        AstCEnumItem *item = READ_NEW(r, CEnumItem, child);
        item->name = read_atom(r, cst_field(&r->cst, child, CST_F_name));
        item->c_name = read_field(r, child, CST_F_c_name);
        item->value = read_field(r, child, CST_F_value);
        vec_push(r->scratch, &items, &item->head);
    }
    AstNodes list = read_list(r, &items);
    arena_reset(r->scratch, mark);
    return list;
}

/* The string that stands first in the block, or NULL. */
static Ast *read_enum_doc(Reader *r, Cst block)
{
    CST_EACH(&r->cst, child, block)
    {
        if (cst_sym(&r->cst, child) == CST_enumerator) return NULL;
        if (cst_sym(&r->cst, child) != CST_expression_statement) continue;
        CST_EACH(&r->cst, text, child)
        if (cst_sym(&r->cst, text) == CST_string) return read_string(r, text);
    }
    return NULL;
}

static void read_enum(Reader *r, Cst cst, ReadMods mods, bool is_typedef, AstVec *out)
{
    AstCEnum *node = READ_NEW(r, CEnum, cst);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    Cst base = cst_field(&r->cst, cst, CST_F_base);
    node->head.span = header_span(r, cst, body, mods);
    node->name = read_atom(r, name);
    if (name) node->name_span = read_span(r, name);
    node->c_name = read_field(r, cst, CST_F_c_name);
    node->base = base ? read_type(r, base) : NULL;
    node->overridable = mods.overridable;
    node->is_typedef = is_typedef;
    node->is_scoped = cst_field(&r->cst, cst, CST_F_scoped) != 0;
    node->visibility = mods.visibility;
    node->is_api = mods.is_api;
    if (body) node->doc = read_enum_doc(r, body);
    if (body) node->items = read_enumerators(r, body);
    append(r, out, &node->head);
}

static void read_fused(Reader *r, Cst cst, ReadMods mods, AstVec *out)
{
    AstCFused *node = READ_NEW(r, CFused, cst);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    node->head.span = header_span(r, cst, body, mods);
    node->name = read_atom(r, name);
    if (name) node->name_span = read_span(r, name);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec types = {0};
    if (body) {
        CST_EACH(&r->cst, child, body)
        {
            CstSym sym = cst_sym(&r->cst, child);
            if (sym != CST_pass_statement && sym != CST_expression_statement && sym != CST_missing_block)
                vec_push(r->scratch, &types, read_type(r, child));
        }
    }
    node->types = read_list(r, &types);
    arena_reset(r->scratch, mark);
    append(r, out, &node->head);
}

static void read_cppclass(Reader *r, Cst cst, ReadMods mods, AstVec *out)
{
    AstCppClass *node = READ_NEW(r, CppClass, cst);
    Cst body = cst_field(&r->cst, cst, CST_F_body);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    Cst templates = cst_field(&r->cst, cst, CST_F_templates);
    node->head.span = header_span(r, cst, body, mods);
    node->name = read_atom(r, name);
    if (name) node->name_span = read_span(r, name);
    node->c_name = read_field(r, cst, CST_F_c_name);
    node->visibility = mods.visibility;
    node->nogil = mods.nogil;
    node->has_body = body != 0;
    ArenaMark mark = arena_mark(r->scratch);
    AstVec bases = {0};
    CST_EACH(&r->cst, child, cst)
    if (r->cst.nodes[child].field == CST_F_base) vec_push(r->scratch, &bases, read_type(r, child));
    node->bases = read_list(r, &bases);
    arena_reset(r->scratch, mark);
    if (templates) {
        CST_EACH(&r->cst, child, templates) node->type_params.len++;
        node->type_params.items = ARENA_ARRAY(r->arena, Atom, node->type_params.len);
        uint32_t at = 0;
        CST_EACH(&r->cst, child, templates)
        {
            node->type_params.items[at++] = read_atom(r, cst_field(&r->cst, child, CST_F_name));
            node->optional_params += cst_field(&r->cst, child, CST_F_default) != 0;
        }
    }
    node->body = read_c_block(r, body, (ReadMods){.nogil = mods.nogil});
    append(r, out, &node->head);
}

/* --- statements --- */

static void read_definition(Reader *r, Cst cst, ReadMods outer, AstNodes decorators, bool is_typedef, AstVec *out)
{
    ReadMods mods = add_modifiers(r, cst, outer);
    switch ((int)cst_sym(&r->cst, cst)) {
    case CST_c_declaration: read_declaration(r, cst, mods, decorators, out); return;
    case CST_c_function_definition: read_c_function(r, cst, mods, decorators, out); return;
    case CST_c_block_definition:
        if (mods.overridable) read_error(r, read_span(r, mods.start ? mods.start : cst), "a block cannot be `cpdef`");
        mods.start = 0;
        read_c_items(r, cst_field(&r->cst, cst, CST_F_body), mods, out);
        return;
    case CST_extern_block: read_extern(r, cst, mods, out); return;
    case CST_c_class_definition: read_c_class(r, cst, mods, decorators, is_typedef, out); return;
    case CST_struct_definition: read_struct(r, cst, mods, is_typedef, out); return;
    case CST_enum_definition: read_enum(r, cst, mods, is_typedef, out); return;
    case CST_fused_definition: read_fused(r, cst, mods, out); return;
    case CST_cppclass_definition: read_cppclass(r, cst, mods, out); return;
    }
    read_stmt(r, cst, out);
}

static void read_typedef(Reader *r, Cst cst, ReadMods outer, AstVec *out)
{
    read_cython_only(r, cst, "`ctypedef`");
    Cst definition = cst_field(&r->cst, cst, CST_F_definition);
    outer.start = cst;
    if (definition) {
        read_definition(r, definition, outer, (AstNodes){0}, true, out);
        return;
    }
    ReadMods mods = add_modifiers(r, cst, outer);
    AstCTypedef *node = READ_NEW(r, CTypedef, cst);
    Ast *base = read_type(r, cst_field(&r->cst, cst, CST_F_type));
    ReadDecl decl = read_declarator(r, base, cst_field(&r->cst, cst, CST_F_declarator));
    node->head.span = header_span(r, cst, 0, mods);
    node->name = decl.name ? decl.name : ATOM(r->atoms, underscore);
    node->name_span = decl.name_span;
    node->c_name = decl.c_name;
    node->type = decl.type;
    node->visibility = mods.visibility;
    node->is_api = mods.is_api;
    if (!decl.name) read_error(r, node->head.span, "this ctypedef has no name");
    append(r, out, &node->head);
}

AstNodes read_decorators(Reader *r, Cst cst)
{
    ArenaMark mark = arena_mark(r->scratch);
    AstVec list = {0};
    CST_EACH(&r->cst, child, cst)
    {
        if (cst_sym(&r->cst, child) != CST_decorator) continue;
        Cst value = cst_first(&r->cst, child);
        vec_push(r->scratch, &list, value ? read_expr(r, value) : read_poison(r, child));
    }
    AstNodes decorators = read_list(r, &list);
    arena_reset(r->scratch, mark);
    return decorators;
}

/* A `cdef:` block or extern block may hold decorated definitions and IF. */
static void read_c_decorated(Reader *r, Cst cst, ReadMods mods, AstVec *out)
{
    AstNodes decorators = read_decorators(r, cst);
    Cst definition = cst_field(&r->cst, cst, CST_F_definition);
    if (definition) read_c_statement(r, definition, mods, decorators, out);
}

static void read_c_if(Reader *r, Cst cst, ReadMods mods, AstVec *out)
{
    Cst chosen;
    if (read_chosen_branch(r, cst, &chosen)) {
        if (chosen) read_c_items(r, chosen, mods, out);
        return;
    }
    AstIfConst *first = NULL, *last = NULL;
    Cst clause = cst;
    Cst next = cst_first(&r->cst, cst);
    while (clause) {
        if (cst_sym(&r->cst, clause) == CST_compile_time_else) {
            last->orelse = read_c_block(r, cst_field(&r->cst, clause, CST_F_body), mods);
        } else {
            AstIfConst *node = READ_NEW(r, IfConst, clause);
            Cst block = cst_field(&r->cst, clause, CST_F_consequence);
            node->head.span = read_header(r, clause, block);
            node->test = read_needed(r, clause, CST_F_condition);
            node->body = read_c_block(r, block, mods);
            if (last) {
                last->orelse.items = ARENA_NEW(r->arena, Ast *);
                last->orelse.items[0] = &node->head;
                last->orelse.len = 1;
            } else {
                first = node;
            }
            last = node;
        }
        while (next && r->cst.nodes[next].field != CST_F_alternative) next = cst_next(&r->cst, next);
        clause = next;
        if (next) next = cst_next(&r->cst, next);
    }
    append(r, out, &first->head);
}

void read_c_statement(Reader *r, Cst cst, ReadMods mods, AstNodes decorators, AstVec *out)
{
    switch ((int)cst_sym(&r->cst, cst)) {
    case CST_cdef_statement: {
        read_cython_only(r, cst, "`cdef`");
        Cst keyword = cst_field(&r->cst, cst, CST_F_keyword);
        Cst definition = cst_field(&r->cst, cst, CST_F_definition);
        mods.start = cst;
        mods.overridable = keyword && read_text_is(r, keyword, "cpdef");
        if (definition) read_definition(r, definition, mods, decorators, false, out);
        return;
    }
    case CST_ctypedef_statement: read_typedef(r, cst, mods, out); return;
    case CST_decorated_definition: read_c_decorated(r, cst, mods, out); return;
    case CST_compile_time_if: {
        Cst body = cst_field(&r->cst, cst, CST_F_consequence);
        if (body && cst_sym(&r->cst, body) == CST_c_block) {
            read_c_if(r, cst, mods, out);
            return;
        }
        break;
    }
    }
    read_definition(r, cst, mods, decorators, false, out);
}
