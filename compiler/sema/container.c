/* container.c: containers whose items have a type; see container.h.
 *
 * Source: PEP 484, 585; what is inferred from them follows Cython 3.3.
 *
 *     def f(d: dict[str, int]):      d: dict[str object,int object]
 *         for k in d: ...            k: str
 */
#include "sema/container.h"
#include "sema/const_expr.h"
#include "sema/ctypes_expr.h"
#include "type/convert.h"
#include "type/typename.h"
#include <string.h>

enum { MAX_ITEMS = 8 };

/* The one type of this container and these items; `name` in front of the brackets. */
static const Type *container_type(Analyzer *a, const Type *base, const char *name, const Type *const *items,
                                  uint32_t count, bool is_endless)
{
    Buf text;
    buf_init(&text, a->arena);
    buf_puts(&text, name);
    for (uint32_t i = 0; i < count; i++)
        buf_printf(&text, "%s%s", i ? "," : "[", typename_typeof(a->arena, items[i]));
    buf_puts(&text, is_endless ? ",...]" : "]");
    Atom atom = analyzer_atom(a, buf_text(&text));
    for (uint32_t i = 0; i < a->containers.len; i++) {
        const TypeDecl *known = a->containers.items[i]->decl;
        if (known->name == atom && known->target == base && known->item_count == count &&
            memcmp(known->items, items, count * sizeof *items) == 0)
            return a->containers.items[i];
    }
    const Type **kept = ARENA_ARRAY(a->types->arena, const Type *, count);
    memcpy(kept, items, count * sizeof *items);
    TypeDecl *decl = ARENA_NEW(a->types->arena, TypeDecl);
    *decl = (TypeDecl){.name = atom,
                       .c_name = "PyObject *",
                       .header = "",
                       .is_extern = true,
                       .is_complete = true,
                       .target = base,
                       .items = kept,
                       .item_count = count,
                       .is_endless = is_endless};
    const Type *type = type_nominal(a->types, TYPE_TYPEDEF, decl);
    vec_push(a->arena, &a->containers, type);
    return type;
}

const Type *container_tuple(Analyzer *a, const Type *const *items, uint32_t count)
{
    return container_type(a, KIND_TYPE(a, TUPLE), "tuple", items, count, false);
}

static bool is_ellipsis(const Ast *node)
{
    return node->kind == AST_ConstLit && AST_AS(ConstLit, node)->value == AST_CONST_ELLIPSIS;
}

/* How many types the brackets hold; 0: any number. */
static int arity(TypeKind kind)
{
    bool is_one = kind == TYPE_LIST || kind == TYPE_SET || kind == TYPE_FROZENSET;
    return is_one ? 1 : kind == TYPE_DICT ? 2 : kind == TYPE_TUPLE ? 0 : -1;
}

const Type *container_of_annotation(Analyzer *a, const Scope *scope, const Type *base, const Ast *index)
{
    const Type *items[MAX_ITEMS], *strip = type_strip(base);
    const AstNodes one = {(Ast **)(uintptr_t)&index, 1};
    const AstNodes *given = index->kind == AST_Tuple ? &AST_AS(Tuple, index)->items : &one;
    int wanted = arity(strip->kind);
    bool is_endless = strip->kind == TYPE_TUPLE && given->len == 2 && is_ellipsis(given->items[1]);
    uint32_t count = is_endless ? 1 : given->len;
    if (wanted < 0 || !count || count > MAX_ITEMS || (wanted && (uint32_t)wanted != count))
        return base;
    bool is_c = strip->kind == TYPE_TUPLE && !is_endless;
    for (uint32_t i = 0; i < count; i++) {
        bool allows_none = false;
        items[i] = ctypes_annotation(a, scope, given->items[i], &allows_none);
        bool is_value = items[i] && (type_is_object(items[i]) || (type_is_number(items[i]) && !allows_none));
        if (!is_value)
            return base;
        is_c = is_c && type_is_number(items[i]);
    }
    if (is_c)
        return type_ctuple(a->types, items, count);
    return container_type(a, strip, typename_source(a->arena, strip), items, count, is_endless);
}

/* --- names of module typing --- */

static const struct {
    const char *name;
    TypeKind kind;
} typing_rows[] = {
    {"List", TYPE_LIST},   {"Dict", TYPE_DICT},           {"Set", TYPE_SET},
    {"Tuple", TYPE_TUPLE}, {"FrozenSet", TYPE_FROZENSET},
};

static const Type *typing_type(Analyzer *a, Atom name)
{
    for (size_t i = 0; i < sizeof typing_rows / sizeof *typing_rows; i++)
        if (strcmp(typing_rows[i].name, name->text) == 0)
            return a->types->simple[typing_rows[i].kind];
    return NULL;
}

/* Collects what is imported from typing, anywhere in the module. */
static bool collect_names(const Ast *node, void *arg)
{
    Analyzer *a = arg;
    if (node->kind != AST_ImportFrom) {
        ast_each_child(node, collect_names, a);
        return true;
    }
    const AstImportFrom *statement = AST_AS(ImportFrom, node);
    bool is_typing = !statement->level && statement->module && strcmp(statement->module->text, "typing") == 0;
    for (uint32_t i = 0; is_typing && i < statement->names.len; i++) {
        const AstAlias *alias = AST_AS(Alias, statement->names.items[i]);
        const Type *type = typing_type(a, alias->name);
        if (type)
            map_set(a->arena, &a->typing_names, alias->asname ? alias->asname : alias->name,
                    (void *)(uintptr_t)type);
    }
    return true;
}

static const Type *imported_container(Analyzer *a, Atom name)
{
    if (!a->has_typing_names)
        collect_names(&a->sema->tree->module->head, a);
    a->has_typing_names = true;
    return map_get(&a->typing_names, name);
}

const Type *container_of_path(Analyzer *a, const AstTypeName *node)
{
    Atom const *path = node->path.items;
    if (a->is_pxd || node->path.len > 2)
        return NULL;
    if (node->path.len == 1)
        return imported_container(a, path[0]);
    return strcmp(path[0]->text, "typing") == 0 ? typing_type(a, path[1]) : NULL;
}

const Type *container_of_types(Analyzer *a, const Type *base, const Type *const *items, uint32_t count)
{
    int wanted = arity(base->kind);
    bool fits = count && count <= MAX_ITEMS && (!wanted || (uint32_t)wanted == count);
    for (uint32_t i = 0; i < count; i++)
        fits = fits && (type_is_object(items[i]) || type_is_number(items[i]));
    return fits ? container_type(a, base, typename_source(a->arena, base), items, count, false) : base;
}

bool container_is_class_var(const Ast *type)
{
    const Ast *base = type && type->kind == AST_TypeArgs ? AST_AS(TypeArgs, type)->base : NULL;
    if (!base || base->kind != AST_TypeName)
        return false;
    const AstTypeName *name = AST_AS(TypeName, base);
    return strcmp(name->path.items[name->path.len - 1]->text, "ClassVar") == 0;
}

const Type *container_of_typing(Analyzer *a, const Ast *node)
{
    if (node->kind == AST_Attribute) {
        const Ast *module = AST_AS(Attribute, node)->value;
        bool is_typing = module->kind == AST_Name && strcmp(AST_AS(Name, module)->id->text, "typing") == 0;
        return is_typing ? typing_type(a, AST_AS(Attribute, node)->attr) : NULL;
    }
    if (node->kind != AST_Name || a->is_pxd)
        return NULL;
    return imported_container(a, AST_AS(Name, node)->id);
}

/* --- what comes out of a container --- */

static const TypeDecl *container(const Type *type)
{
    return type && type->kind == TYPE_TYPEDEF && type->decl->item_count ? type->decl : NULL;
}

const Type *container_item(const Type *type)
{
    const TypeDecl *decl = container(type);
    bool is_mixed = decl && decl->target->kind == TYPE_TUPLE && !decl->is_endless;
    return decl && !is_mixed ? decl->items[0] : NULL;
}

const Type *container_subscript(Analyzer *a, const Type *type, const Ast *index)
{
    const TypeDecl *decl = container(type);
    if (!decl || decl->target->kind != TYPE_TUPLE || index->kind == AST_Slice)
        return NULL;
    if (decl->is_endless)
        return type_is_int(analyzer_type(a, index)) ? decl->items[0] : NULL;
    ConstValue place = const_expr_value(a, index);
    bool is_known = place.kind == CONST_INT && place.i >= 0 && place.i < decl->item_count;
    return is_known ? decl->items[place.i] : NULL;
}

/* The item as an object: what is missing is None. */
static const Type *as_object(Analyzer *a, const Type *item)
{
    return type_is_object(item) ? item : convert_boxed(a->types, item);
}

static const Type *dict_method(Analyzer *a, const TypeDecl *dict, const char *method, uint32_t args)
{
    const Type *object = KIND_TYPE(a, OBJECT);
    if ((strcmp(method, "get") == 0 || strcmp(method, "pop") == 0) && args == 1)
        return as_object(a, dict->items[1]);
    if (strcmp(method, "keys") == 0)
        return container_type(a, object, "dict_keys", &dict->items[0], 1, false);
    if (strcmp(method, "values") == 0)
        return container_type(a, object, "dict_values", &dict->items[1], 1, false);
    const Type *pair[] = {as_object(a, dict->items[0]), as_object(a, dict->items[1])};
    bool is_items = strcmp(method, "items") == 0;
    if (!is_items && strcmp(method, "popitem") != 0)
        return NULL;
    const Type *tuple = container_type(a, KIND_TYPE(a, TUPLE), "tuple", pair, 2, false);
    return is_items ? container_type(a, object, "dict_items", &tuple, 1, false) : tuple;
}

const Type *container_method(Analyzer *a, const Type *type, Atom method, uint32_t args)
{
    const TypeDecl *decl = container(type);
    if (!decl)
        return NULL;
    TypeKind kind = decl->target->kind;
    if (strcmp(method->text, "copy") == 0 && kind != TYPE_TUPLE && kind != TYPE_OBJECT)
        return type;
    if (kind == TYPE_DICT)
        return dict_method(a, decl, method->text, args);
    bool pops = kind == TYPE_LIST || kind == TYPE_SET;
    return pops && strcmp(method->text, "pop") == 0 ? decl->items[0] : NULL;
}
