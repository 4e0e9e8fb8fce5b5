/* magic.c: members of the modules that only the compiler knows; see magic.h. */
#include "sema/magic.h"
#include "sema/check_lock.h"
#include "sema/ctypes.h"
#include "sema/declare.h"
#include "sema/fused.h"
#include <string.h>

typedef struct MagicName {
    const char *name;
    MagicKind kind;
} MagicName;

/* Those that are directives too (nogil) are listed for their meaning after `with`. */
static const MagicName cython_names[] = {
    {"NULL", MAGIC_NULL},         {"address", MAGIC_ADDRESS},   {"cast", MAGIC_CAST},
    {"compiled", MAGIC_COMPILED}, {"declare", MAGIC_DECLARE},   {"gil", MAGIC_GIL},
    {"likely", MAGIC_LIKELY},     {"nogil", MAGIC_NOGIL},       {"sizeof", MAGIC_SIZEOF},
    {"fused_type", MAGIC_FUSED_TYPE},
    {"typeof", MAGIC_TYPEOF},     {"unlikely", MAGIC_UNLIKELY},
    {"pointer", MAGIC_TYPE_OF_TYPE},  {"const", MAGIC_TYPE_OF_TYPE},
    {"volatile", MAGIC_TYPE_OF_TYPE}, {"restrict", MAGIC_TYPE_OF_TYPE},
};

static const MagicName parallel_names[] = {
    {"parallel", MAGIC_PARALLEL},
    {"prange", MAGIC_PRANGE},
    {"threadid", MAGIC_THREADID},
};

/* Axes of memoryviews: how an axis is reached (0 directly, 1 through pointers, 2 either), + 3: contiguous. */
static const struct {
    const char *name;
    int64_t value;
} view_axes[] = {
    {"strided", 0},    {"indirect", 1},            {"generic", 2},
    {"contiguous", 3}, {"indirect_contiguous", 4}, {"generic_contiguous", 5},
};

/* Known to the language, not to us yet. */
static const char *const unsupported_names[] = {
    "asm",    "cdiv",     "cmod",           "operator",
    "overload", "struct", "typedef", "union",
    "with_gil", "total_ordering", "cimports", "cast_checked",
};

enum {
    CYTHON_COUNT = sizeof cython_names / sizeof *cython_names,
    VIEW_AXES = sizeof view_axes / sizeof *view_axes,
    PARALLEL_COUNT = sizeof parallel_names / sizeof *parallel_names,
    UNSUPPORTED_COUNT = sizeof unsupported_names / sizeof *unsupported_names
};

static Scope *new_module(Analyzer *a, const char *dotted)
{
    Atom name = analyzer_atom(a, dotted);
    Scope *scope = scope_new(a->arena, SCOPE_CMODULE, NULL, NULL, NULL, name);
    map_set(a->arena, &a->cmodules, name, scope);
    return scope;
}

/* cython.operator: its calls have been rewritten (syntax/pure_expr.c) where C has them. */
static Scope *operator_module(Analyzer *a, const char *dotted)
{
    static const char *const names[] = {"address",       "comma",         "dereference",   "postdecrement",
                                        "postincrement", "predecrement",  "preincrement",  "typeid"};
    Scope *known = map_get(&a->cmodules, analyzer_atom(a, dotted));
    if (known)
        return known;
    Scope *scope = new_module(a, dotted);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        Atom name = analyzer_atom(a, names[i]);
        scope_add(a->arena, scope, SYM_MAGIC, name, NULL, SPAN_NONE)->magic = MAGIC_UNSUPPORTED;
    }
    return scope;
}

/* cython.dataclasses: what is decorated with it is rewritten before (syntax/pure_dataclass.c). */
static Scope *dataclasses_module(Analyzer *a, const char *dotted)
{
    static const char *const names[] = {"dataclass", "field"};
    Scope *scope = new_module(a, dotted);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *directive = arena_printf(a->arena, "dataclasses.%s", names[i]);
        Symbol *symbol = scope_add(a->arena, scope, SYM_MAGIC, analyzer_atom(a, names[i]), NULL, SPAN_NONE);
        symbol->magic = MAGIC_DIRECTIVE;
        symbol->directive = directives_find(directive, (uint32_t)strlen(directive));
    }
    return scope;
}

Scope *magic_module(Analyzer *a, const char *dotted)
{
    if (strcmp(dotted, "cython") == 0)
        return a->cython ? a->cython : (a->cython = new_module(a, dotted));
    if (strcmp(dotted, "cython.view") == 0)
        return a->view ? a->view : (a->view = new_module(a, dotted));
    if (strcmp(dotted, "cython.operator") == 0)
        return operator_module(a, dotted);
    if (strcmp(dotted, "cython.dataclasses") == 0)
        return dataclasses_module(a, dotted);
    if (strcmp(dotted, "cython.parallel") == 0)
        return a->parallel ? a->parallel : (a->parallel = new_module(a, dotted));
    return NULL;
}

static Symbol *add_magic(Analyzer *a, Scope *scope, Atom name, MagicKind kind)
{
    const Type *type = kind == MAGIC_NULL       ? KIND_TYPE(a, NULLPTR)
                       : kind == MAGIC_COMPILED ? KIND_TYPE(a, BINT)
                                                : NULL;
    Symbol *symbol = scope_add(a->arena, scope, SYM_MAGIC, name, type, SPAN_NONE);
    symbol->magic = kind;
    return symbol;
}

static Symbol *add_directive(Analyzer *a, Scope *scope, Atom name, int index)
{
    Symbol *symbol = add_magic(a, scope, name, MAGIC_DIRECTIVE);
    symbol->directive = index;
    return symbol;
}

/* int uint slonglong ... without pointers: the names of the language's pure Python mode. */
static const Type *plain_ctype(Analyzer *a, const char *name)
{
    static const struct {
        const char *name;
        TypeKind kind;
    } types[] = {
        {"longlong", TYPE_LLONG}, {"longdouble", TYPE_LDOUBLE}, {"uchar", TYPE_UCHAR},
        {"schar", TYPE_SCHAR},    {"ushort", TYPE_USHORT},      {"uint", TYPE_UINT},
        {"ulong", TYPE_ULONG},    {"ulonglong", TYPE_ULLONG},   {"sshort", TYPE_SHORT},
        {"sint", TYPE_INT},       {"slong", TYPE_LONG},         {"slonglong", TYPE_LLONG},
        {"py_int", TYPE_PYINT},   {"py_float", TYPE_PYFLOAT},   {"bint", TYPE_BINT},
        {"short", TYPE_SHORT},    {"long", TYPE_LONG},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return a->types->simple[types[i].kind];
    if (strcmp(name, "floatcomplex") == 0)
        return type_complex(a->types, KIND_TYPE(a, FLOAT));
    if (strcmp(name, "doublecomplex") == 0 || strcmp(name, "complex") == 0)
        return type_complex(a->types, KIND_TYPE(a, DOUBLE));
    if (strcmp(name, "longdoublecomplex") == 0)
        return type_complex(a->types, KIND_TYPE(a, LDOUBLE));
    return ctypes_word(a, analyzer_atom(a, name));
}

/* p_int, pp_const_char ...: C types by their flat names; NULL when it is none. */
static const Type *flat_ctype(Analyzer *a, const char *name)
{
    if (strncmp(name, "const_", 6) == 0) {
        const Type *target = flat_ctype(a, name + 6);
        return target ? type_qualified(a->types, target, TYPE_QUAL_CONST) : NULL;
    }
    size_t depth = strspn(name, "p");
    if (depth && name[depth] == '_') {
        const Type *type = flat_ctype(a, name + depth + 1);
        for (; type && depth; depth--)
            type = type_ptr(a->types, type);
        return type;
    }
    return plain_ctype(a, name);
}

static Symbol *find_cython(Analyzer *a, Scope *scope, Atom name)
{
    for (size_t i = 0; i < CYTHON_COUNT; i++)
        if (strcmp(cython_names[i].name, name->text) == 0)
            return add_magic(a, scope, name, cython_names[i].kind);
    if (strcmp(name->text, "array") == 0)
        return magic_find(a, magic_module(a, "cython.view"), name);
    if (strcmp(name->text, "view") == 0) {
        Symbol *symbol = scope_add(a->arena, scope, SYM_CMODULE, name, NULL, SPAN_NONE);
        symbol->inner = magic_module(a, "cython.view");
        return symbol;
    }
    if (strcmp(name->text, "operator") == 0) {
        Symbol *module = scope_add(a->arena, scope, SYM_CMODULE, name, NULL, SPAN_NONE);
        module->inner = magic_module(a, "cython.operator");
        return module;
    }
    if (strcmp(name->text, "dataclasses") == 0) {
        Symbol *module = scope_add(a->arena, scope, SYM_CMODULE, name, NULL, SPAN_NONE);
        module->inner = magic_module(a, "cython.dataclasses");
        return module;
    }
    if (strcmp(name->text, "parallel") == 0) {
        Symbol *symbol = scope_add(a->arena, scope, SYM_CMODULE, name, NULL, SPAN_NONE);
        symbol->inner = magic_module(a, "cython.parallel");
        return symbol;
    }
    int index = directives_find(name->text, name->len);
    if (index >= 0)
        return add_directive(a, scope, name, index);
    Symbol *lock = lock_find_type(a, scope, name);
    if (lock)
        return lock;
    const Type *type = flat_ctype(a, name->text);
    if (!type)
        type = fused_known(a, name->text);
    if (type)
        return scope_add(a->arena, scope, SYM_TYPE, name, type, SPAN_NONE);
    for (size_t i = 0; i < UNSUPPORTED_COUNT; i++)
        if (strcmp(unsupported_names[i], name->text) == 0)
            return add_magic(a, scope, name, MAGIC_UNSUPPORTED);
    return NULL;
}

/* cython.view.array: an extern type of our own cython/view.pxd; without that file any object. */
static Symbol *find_array(Analyzer *a, Scope *scope, Atom name)
{
    const AstTree *tree = a->loader.load_pxd ? a->loader.load_pxd(a->loader.context, "cython.view", false)
                                             : NULL;
    Symbol *symbol = NULL;
    if (tree) {
        Scope *members = scope_new(a->arena, SCOPE_CMODULE, a->builtins->scope, NULL, NULL, scope->name);
        declare_pxd(a, members, tree);
        symbol = scope_find(members, name);
    }
    if (symbol) {
        map_set(a->arena, &scope->names, name, symbol);
        return symbol;
    }
    symbol = scope_add(a->arena, scope, SYM_TYPE, name, KIND_TYPE(a, OBJECT), SPAN_NONE);
    symbol->magic = MAGIC_VIEW_ARRAY;
    return symbol;
}

const Type *magic_view_array(Analyzer *a)
{
    const Symbol *symbol = magic_find(a, magic_module(a, "cython.view"), analyzer_atom(a, "array"));
    return symbol && symbol->type ? symbol->type : KIND_TYPE(a, OBJECT);
}

static Symbol *find_view(Analyzer *a, Scope *scope, Atom name)
{
    if (strcmp(name->text, "array") == 0)
        return find_array(a, scope, name);
    if (strcmp(name->text, "memoryview") == 0) {
        Symbol *symbol = scope_add(a->arena, scope, SYM_TYPE, name, KIND_TYPE(a, OBJECT), SPAN_NONE);
        symbol->magic = MAGIC_VIEW_OBJECT;
        return symbol;
    }
    for (size_t i = 0; i < VIEW_AXES; i++) {
        if (strcmp(view_axes[i].name, name->text) != 0)
            continue;
        Symbol *symbol = add_magic(a, scope, name, MAGIC_VIEW_AXIS);
        symbol->int_value = view_axes[i].value;
        return symbol;
    }
    return NULL;
}

static Symbol *find_parallel(Analyzer *a, Scope *scope, Atom name)
{
    for (size_t i = 0; i < PARALLEL_COUNT; i++)
        if (strcmp(parallel_names[i].name, name->text) == 0)
            return add_magic(a, scope, name, parallel_names[i].kind);
    return NULL;
}

Symbol *magic_find(Analyzer *a, Scope *members, Atom name)
{
    Symbol *symbol = scope_find(members, name);
    if (symbol)
        return symbol;
    if (members == a->cython)
        return find_cython(a, members, name);
    if (members == a->view)
        return find_view(a, members, name);
    return members == a->parallel ? find_parallel(a, members, name) : NULL;
}

void magic_fill(Analyzer *a, Scope *members)
{
    for (size_t i = 0; members == a->parallel && i < PARALLEL_COUNT; i++)
        magic_find(a, members, analyzer_atom(a, parallel_names[i].name));
    for (size_t i = 0; members == a->view && i < VIEW_AXES; i++)
        magic_find(a, members, analyzer_atom(a, view_axes[i].name));
    if (members == a->view)
        magic_find(a, members, analyzer_atom(a, "array"));
}

void magic_suggest(Analyzer *a, Diag *diag, const Scope *members, Atom name)
{
    if (members != a->cython && members != a->parallel) {
        analyzer_suggest_member(a, diag, members, name);
        return;
    }
    VEC(const char *) names = {0};
    for (size_t i = 0; members == a->cython && i < CYTHON_COUNT; i++)
        vec_push(a->arena, &names, cython_names[i].name);
    for (size_t i = 0; members == a->parallel && i < PARALLEL_COUNT; i++)
        vec_push(a->arena, &names, parallel_names[i].name);
    uint32_t count;
    const char *const *rows = directives_names(&count);
    for (uint32_t i = 0; members == a->cython && i < count; i++)
        vec_push(a->arena, &names, rows[i]);
    analyzer_suggest_from(a, diag, name->text, names.items, names.len);
}

/* For `cython.warn.unused`: the directive `base.attr`, or NULL. */
static Symbol *find_subdirective(Analyzer *a, const Symbol *base, Atom attr)
{
    if (base->kind != SYM_MAGIC || base->magic != MAGIC_DIRECTIVE)
        return NULL;
    const char *dotted = arena_printf(a->arena, "%s.%s", directive_rows[base->directive].name,
                                      attr->text);
    int index = directives_find(dotted, strlen(dotted));
    if (index < 0)
        return NULL;
    Atom name = analyzer_atom(a, dotted);
    Symbol *known = scope_find(magic_module(a, "cython"), name);
    return known ? known : add_directive(a, a->cython, name, index);
}

Symbol *magic_static(Analyzer *a, const Scope *scope, const Ast *node)
{
    Symbol *symbol = analyzer_symbol(a, node);
    if (symbol)
        return symbol;
    if (node->kind == AST_Name) {
        symbol = scope_lookup(scope, AST_AS(Name, node)->id);
    } else if (node->kind == AST_Attribute) {
        const AstAttribute *attribute = AST_AS(Attribute, node);
        const Symbol *base = magic_static(a, scope, attribute->value);
        if (base && base->inner && (base->kind == SYM_CMODULE || base->kind == SYM_TYPE))
            symbol = magic_find(a, base->inner, attribute->attr);
        else if (base)
            symbol = find_subdirective(a, base, attribute->attr);
    }
    if (symbol) {
        symbol->is_used = true;
        analyzer_use_header(a, symbol);
        analyzer_set_symbol(a, node, symbol);
    }
    return symbol;
}
