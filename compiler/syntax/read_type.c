/* read_type.c: C types and declarators to syntactic types.
 *
 * C writes a type around its name; here it is turned inside out: read_declarator starts from the base
 * type, wraps it once per declarator from the outside in, and ends at the name.
 *
 *     int *p[3]       base int, then *, then [3]: Array(Ptr(int), 3), name p
 *     int (*f)(int)   base int, then (int), then *: Ptr(Func(int, [int])), name f
 */
#include "syntax/reader.h"

#include <string.h>

static Ast *read_except(Reader *r, Cst cst);

bool read_is_c_word(const char *text, uint32_t len)
{
    static const char *const words[] = {"char",   "short",  "int",  "long",    "float",
                                        "double", "signed", "void", "unsigned"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == len && !memcmp(words[i], text, len)) return true;
    return false;
}

/* --- names and words --- */

static void add_word(Reader *r, AstTypeBasic *type, Cst word)
{
    if (read_text_is(r, word, "unsigned"))
        type->sign = AST_SIGN_UNSIGNED;
    else if (read_text_is(r, word, "signed"))
        type->sign = AST_SIGN_SIGNED;
    else if (read_text_is(r, word, "short"))
        type->longness = AST_LEN_SHORT;
    else if (read_text_is(r, word, "long") && type->longness == AST_LEN_LONGLONG)
        read_error(r, read_span(r, word), "`long long` and another `long` make no type");
    else if (read_text_is(r, word, "long"))
        type->longness = type->longness == AST_LEN_LONG ? AST_LEN_LONGLONG : AST_LEN_LONG;
    else if (read_text_is(r, word, "complex"))
        type->is_complex = true;
    else if (type->name)
        read_error(r, read_span(r, word), "`%s` and another type word make no type", read_atom(r, word)->text);
    else
        type->name = read_atom(r, word);
}

/* unsigned long long int, long double, double complex */
static Ast *read_sized(Reader *r, Cst cst)
{
    AstTypeBasic *type = READ_NEW(r, TypeBasic, cst);
    if (cst_first(&r->cst, cst)) {
        CST_EACH(&r->cst, word, cst) add_word(r, type, word);
    } else {
        add_word(r, type, cst);
    }
    bool is_bare = type->sign == AST_SIGN_NONE && type->longness == AST_LEN_NORMAL;
    if (!type->name) type->name = atom_from(r->atoms, type->is_complex && is_bare ? "double" : "int");
    return &type->head;
}

static Ast *read_type_name(Reader *r, Cst cst)
{
    uint32_t len;
    const char *text = read_text(r, cst, &len);
    if (read_is_c_word(text, len)) return read_sized(r, cst);
    AstTypeName *type = READ_NEW(r, TypeName, cst);
    type->path.items = ARENA_NEW(r->arena, Atom);
    type->path.items[0] = read_atom(r, cst);
    type->path.len = 1;
    return &type->head;
}

/* `scope.name`, where scope may be a template */
static Ast *make_member(Reader *r, Cst cst, Ast *scope, Atom name)
{
    if (scope->kind == AST_TypeName) {
        AstTypeName *type = READ_NEW(r, TypeName, cst);
        const AtomList *outer = &AST_AS(TypeName, scope)->path;
        type->path.items = ARENA_ARRAY(r->arena, Atom, outer->len + 1);
        type->path.len = outer->len + 1;
        memcpy(type->path.items, outer->items, outer->len * sizeof(Atom));
        type->path.items[outer->len] = name;
        return &type->head;
    }
    AstTypeMember *type = READ_NEW(r, TypeMember, cst);
    type->scope = scope;
    type->name = name;
    return &type->head;
}

static Ast *read_nested(Reader *r, Cst cst)
{
    Ast *scope = read_type(r, cst_field(&r->cst, cst, CST_F_scope));
    return make_member(r, cst, scope, read_atom(r, cst_field(&r->cst, cst, CST_F_name)));
}

/* --- brackets --- */

static Ast *make_view(Reader *r, Cst cst, Ast *element, AstNodes axes)
{
    AstTypeView *type = READ_NEW(r, TypeView, cst);
    type->element = element;
    type->axes = axes;
    return &type->head;
}

static Ast *read_type_argument(Reader *r, Cst cst);

/* What looks like a subscript in an argument: vector[vector[int]], dict[str, int[:]] */
static Ast *read_subscript_type(Reader *r, Cst cst)
{
    Ast *base = read_type_argument(r, cst_field(&r->cst, cst, CST_F_value));
    Cst first = cst_field(&r->cst, cst, CST_F_subscript);
    if (first && cst_sym(&r->cst, first) == CST_slice)
        return make_view(r, cst, base, read_exprs(r, cst, CST_F_subscript));
    AstTypeArgs *type = READ_NEW(r, TypeArgs, cst);
    type->base = base;
    ArenaMark mark = arena_mark(r->scratch);
    AstVec args = {0};
    CST_EACH(&r->cst, child, cst)
    if (r->cst.nodes[child].field == CST_F_subscript)
        vec_push(r->scratch, &args, read_type_argument(r, child));
    type->args = read_list(r, &args);
    arena_reset(r->scratch, mark);
    return &type->head;
}

/* A template argument: a type where it can be one, else an expression. */
static Ast *read_type_argument(Reader *r, Cst cst)
{
    if (!cst) return read_poison(r, CST_ROOT);
    if (!read_enter(r, cst, 1)) return read_poison(r, cst);
    Ast *result;
    switch ((int)cst_sym(&r->cst, cst)) {
    case CST_identifier:
        result = read_find_constant(r, cst) ? read_expr(r, cst) : read_type_name(r, cst);
        break;
    case CST_attribute: {
        Ast *scope = read_type_argument(r, cst_field(&r->cst, cst, CST_F_object));
        result = make_member(r, cst, scope, read_atom(r, cst_field(&r->cst, cst, CST_F_attribute)));
        break;
    }
    case CST_subscript: result = read_subscript_type(r, cst); break;
    case CST_type_expression: result = read_type(r, cst); break;
    default: result = read_expr(r, cst); break;
    }
    read_leave(r, 1);
    return result;
}

static Ast *make_array(Reader *r, Cst cst, Ast *target, Ast *size)
{
    AstTypeArray *type = READ_NEW(r, TypeArray, cst);
    type->target = target;
    type->size = size;
    return &type->head;
}

/* One more axis of a type written with its axes behind it: T[2][3] is two of T[3]. */
static Ast *append_axis(Reader *r, Cst cst, Ast *base, Ast *size)
{
    if (base->kind != AST_TypeArray) return make_array(r, cst, base, size);
    AstTypeArray *outer = AST_AS(TypeArray, base), *inner = outer;
    while (inner->target->kind == AST_TypeArray) inner = AST_AS(TypeArray, inner->target);
    inner->target = make_array(r, cst, inner->target, size);
    outer->head.span = read_span(r, cst);
    return base;
}

static Ast *read_keyword_type(Reader *r, Cst cst)
{
    AstKeyword *node = READ_NEW(r, Keyword, cst);
    node->name = read_atom(r, cst_field(&r->cst, cst, CST_F_name));
    Cst value = cst_field(&r->cst, cst, CST_F_value);
    node->value = read_type_argument(r, value);
    return &node->head;
}

/* vector[int], object[int, ndim=2], int[10] */
static Ast *read_template(Reader *r, Cst cst)
{
    Cst base_cst = cst_field(&r->cst, cst, CST_F_base);
    Ast *base = read_type(r, base_cst);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec args = {0}, keywords = {0};
    Cst first = 0;
    CST_EACH(&r->cst, child, cst)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (child == base_cst) continue;
        if (!first) first = child;
        if (sym == CST_keyword_argument || sym == CST_keyword_type)
            vec_push(r->scratch, &keywords, read_keyword_type(r, child));
        else if (base->kind == AST_TypeBasic || base->kind == AST_TypeArray)
            vec_push(r->scratch, &args, read_expr(r, child));
        else
            vec_push(r->scratch, &args, read_type_argument(r, child));
    }
    Ast *result;
    bool is_array = base->kind == AST_TypeBasic || base->kind == AST_TypeArray;
    if (!args.len && !keywords.len) {
        result = append_axis(r, cst, base, NULL);
    } else if (args.len == 1 && !keywords.len && (is_array || args.items[0]->kind == AST_IntLit)) {
        result = append_axis(r, cst, base, args.items[0]);
    } else {
        AstTypeArgs *type = READ_NEW(r, TypeArgs, cst);
        type->base = base;
        type->args = read_list(r, &args);
        type->keywords = read_list(r, &keywords);
        result = &type->head;
    }
    arena_reset(r->scratch, mark);
    return result;
}

static Ast *read_tuple_type(Reader *r, Cst cst)
{
    AstTypeTuple *type = READ_NEW(r, TypeTuple, cst);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec parts = {0};
    CST_EACH(&r->cst, child, cst) vec_push(r->scratch, &parts, read_type(r, child));
    type->parts = read_list(r, &parts);
    arena_reset(r->scratch, mark);
    return &type->head;
}

static void add_qualifier(Reader *r, AstTypeQual *type, Cst word)
{
    bool twice = (type->is_const && read_text_is(r, word, "const")) ||
                 (type->is_volatile && read_text_is(r, word, "volatile")) ||
                 (type->is_restrict && read_text_is(r, word, "restrict"));
    if (twice) read_error(r, read_span(r, word), "`%s` stands here twice", read_atom(r, word)->text);
    type->is_const = type->is_const || read_text_is(r, word, "const");
    type->is_volatile = type->is_volatile || read_text_is(r, word, "volatile");
    type->is_restrict = type->is_restrict || read_text_is(r, word, "restrict");
}

static Ast *read_qualified(Reader *r, Cst cst)
{
    AstTypeQual *type = READ_NEW(r, TypeQual, cst);
    CST_EACH(&r->cst, child, cst)
    if (cst_sym(&r->cst, child) == CST_type_qualifier) add_qualifier(r, type, child);
    type->target = read_type(r, cst_field(&r->cst, cst, CST_F_type));
    return &type->head;
}

static Ast *read_type_node(Reader *r, Cst cst)
{
    switch ((int)cst_sym(&r->cst, cst)) {
    case CST_identifier: return read_type_name(r, cst);
    case CST_sized_type: return read_sized(r, cst);
    case CST_qualified_type: return read_qualified(r, cst);
    case CST_nested_type: return read_nested(r, cst);
    case CST_template_type: return read_template(r, cst);
    case CST_tuple_type: return read_tuple_type(r, cst);
    case CST_memoryview_type: {
        Ast *element = read_type(r, cst_field(&r->cst, cst, CST_F_element));
        return make_view(r, cst, element, read_exprs(r, cst, CST_F_axis));
    }
    case CST_parenthesized_type: return read_type(r, cst_first(&r->cst, cst));
    case CST_type_expression: {
        Ast *type = read_type(r, cst_field(&r->cst, cst, CST_F_type));
        return read_declarator(r, type, cst_field(&r->cst, cst, CST_F_declarator)).type;
    }
    }
    return read_poison(r, cst);
}

Ast *read_type(Reader *r, Cst type)
{
    if (!type) return read_poison(r, CST_ROOT);
    if (!read_enter(r, type, 1)) return read_poison(r, type);
    Ast *result = read_type_node(r, type);
    read_leave(r, 1);
    return result;
}

/* --- declarators --- */

static Ast *wrap_pointer(Reader *r, Cst cst, Ast *target)
{
    Ast *result = target;
    CST_EACH(&r->cst, child, cst)
    {
        CstSym sym = cst_sym(&r->cst, child);
        uint32_t stars = sym == CST_T_star ? 1 : sym == CST_T_star_star ? 2 : 0;
        for (; stars; stars--) {
            AstTypePtr *type = READ_NEW(r, TypePtr, cst);
            type->target = result;
            result = &type->head;
        }
        if (sym != CST_type_qualifier) continue;
        if (result->kind != AST_TypeQual) {
            AstTypeQual *type = READ_NEW(r, TypeQual, cst);
            type->target = result;
            result = &type->head;
        }
        add_qualifier(r, AST_AS(TypeQual, result), child);
    }
    return result;
}

static Ast *wrap_reference(Reader *r, Cst cst, Ast *target)
{
    AstTypeRef *type = READ_NEW(r, TypeRef, cst);
    Cst token = cst_first(&r->cst, cst);
    type->is_rvalue = token && cst_sym(&r->cst, token) == CST_T_amp_amp;
    type->target = target;
    return &type->head;
}

static Ast *wrap_function(Reader *r, Cst cst, Ast *result)
{
    AstTypeFunc *type = READ_NEW(r, TypeFunc, cst);
    type->result = result;
    CST_EACH(&r->cst, child, cst)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (sym == CST_parameters) type->params = read_params(r, child, false, &type->varargs);
        if (sym == CST_nogil && type->with_gil)
            read_error(r, read_span(r, child), "`nogil` behind `with gil`, which says more: the function takes the GIL itself");
        if (sym == CST_nogil) type->nogil = true;
        if (sym == CST_with_gil) type->with_gil = true;
        if (r->cst.nodes[child].field != CST_F_exceptions) continue;
        if (type->except) read_error(r, read_span(r, child), "a second exception specification");
        type->except = read_except(r, child);
    }
    return &type->head;
}

/* The names in `T f[T, U](T x)`, where the brackets look like an array's. */
static AtomList read_template_names(Reader *r, Cst array)
{
    AtomList names = {0};
    Cst size = cst_field(&r->cst, array, CST_F_size);
    if (!size) return names;
    if (cst_sym(&r->cst, size) == CST_expression_list) {
        CST_EACH(&r->cst, child, size) names.len++;
        names.items = ARENA_ARRAY(r->arena, Atom, names.len);
        uint32_t at = 0;
        CST_EACH(&r->cst, child, size) names.items[at++] = read_atom(r, child);
    } else {
        if (cst_sym(&r->cst, size) != CST_identifier) read_error(r, read_span(r, array), "an array of functions");
        names.items = ARENA_NEW(r->arena, Atom);
        names.items[0] = read_atom(r, size);
        names.len = 1;
    }
    return names;
}

static Atom read_operator_name(Reader *r, Cst cst)
{
    uint32_t len = 0;
    Cst op = cst_field(&r->cst, cst, CST_F_operator);
    const char *text = op ? read_text(r, op, &len) : "";
    bool word = len && ((text[0] | 32) >= 'a' && (text[0] | 32) <= 'z');
    return atom_from(r->atoms, arena_printf(r->arena, word ? "operator %.*s" : "operator%.*s", (int)len, text));
}

/* The name at the heart of a declarator. */
static void read_decl_name(Reader *r, ReadDecl *decl, Cst cst)
{
    CstSym sym = cst_sym(&r->cst, cst);
    Cst name = cst;
    if (sym == CST_cname_declarator) {
        name = cst_field(&r->cst, cst, CST_F_name);
        decl->c_name = read_needed(r, cst, CST_F_c_name);
    }
    decl->name = sym == CST_operator_name ? read_operator_name(r, cst) : read_atom(r, name);
    decl->name_span = read_span(r, name ? name : cst);
}

ReadDecl read_declarator(Reader *r, Ast *type, Cst cst)
{
    ReadDecl decl = {.type = type};
    uint32_t levels = 0;
    while (cst) {
        if (!read_enter(r, cst, 1)) break;
        levels++;
        Cst inner = cst_field(&r->cst, cst, CST_F_declarator);
        switch ((int)cst_sym(&r->cst, cst)) {
        case CST_pointer_declarator: decl.type = wrap_pointer(r, cst, decl.type); break;
        case CST_reference_declarator: decl.type = wrap_reference(r, cst, decl.type); break;
        case CST_array_declarator: {
            Ast *size = read_expr(r, cst_field(&r->cst, cst, CST_F_size));
            decl.type = make_array(r, cst, decl.type, size);
            break;
        }
        case CST_function_declarator:
            decl.type = wrap_function(r, cst, decl.type);
            if (inner && cst_sym(&r->cst, inner) == CST_array_declarator) {
                decl.type_params = read_template_names(r, inner);
                inner = cst_field(&r->cst, inner, CST_F_declarator);
            }
            if (inner && cst_sym(&r->cst, inner) == CST_function_declarator)
                read_error(r, read_span(r, cst), "a function that returns a function; it can return a pointer to one");
            break;
        case CST_convention_declarator: {
            Cst word = cst_field(&r->cst, cst, CST_F_convention);
            decl.convention = word ? read_atom(r, word) : NULL;
            break;
        }
        case CST_parenthesized_declarator: break;
        default: read_decl_name(r, &decl, cst); inner = 0;
        }
        cst = inner;
    }
    if (levels) read_leave(r, levels);
    return decl;
}

static Ast *read_except(Reader *r, Cst cst)
{
    AstExceptSpec *node = READ_NEW(r, ExceptSpec, cst);
    switch ((int)cst_sym(&r->cst, cst)) {
    case CST_except_value: node->kind = AST_EXCEPT_VALUE; break;
    case CST_except_check: node->kind = AST_EXCEPT_CHECK; break;
    case CST_except_any: node->kind = AST_EXCEPT_ALWAYS; break;
    case CST_noexcept: node->kind = AST_EXCEPT_NOEXCEPT; break;
    case CST_except_cpp: node->kind = AST_EXCEPT_CPP; break;
    }
    Cst handler = cst_field(&r->cst, cst, CST_F_handler);
    if (handler && cst_sym(&r->cst, handler) == CST_T_star)
        node->kind = AST_EXCEPT_CPP_STAR;
    else
        node->value = read_expr(r, handler ? handler : cst_field(&r->cst, cst, CST_F_value));
    return &node->head;
}
