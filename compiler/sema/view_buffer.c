/* view_buffer.c: old-style buffers, `object[int, ndim=2, mode="c"]`; see view_type.h. Source: Cython user guide,
 * "Working with NumPy", "Efficient indexing".
 *
 * The variable is an object; beside it a view is kept of the buffer of what it holds, for subscripts with as many
 * C integers as there are axes.
 */
#include "sema/const_expr.h"
#include "sema/ctypes.h"
#include "sema/fused.h"
#include "sema/view_type.h"
#include <string.h>

enum { OPTION_DTYPE, OPTION_NDIM, OPTION_MODE, OPTION_NEGATIVE, OPTION_CAST, OPTION_COUNT };
static const char *const option_names[] = {"dtype", "ndim", "mode", "negative_indices", "cast"};

typedef struct Options {
    const Ast *values[OPTION_COUNT];
} Options;

static bool fail_option(Analyzer *a, const Ast *node, const char *name)
{
    REPORT(a, DIAG_BAD_BUFFER, node->span, name);
    return false;
}

static bool set_option(Analyzer *a, Options *options, int option, const Ast *value, const Ast *node)
{
    if (option == OPTION_COUNT || options->values[option])
        return fail_option(a, node, option == OPTION_COUNT ? "option" : option_names[option]);
    options->values[option] = value;
    return true;
}

static bool read_options(Analyzer *a, const AstTypeArgs *node, Options *options)
{
    bool ok = true;
    for (uint32_t i = 0; i < node->args.len; i++)
        ok = set_option(a, options, i < OPTION_COUNT ? (int)i : OPTION_COUNT, node->args.items[i],
                        node->args.items[i]) && ok;
    for (uint32_t i = 0; i < node->keywords.len; i++) {
        const AstKeyword *keyword = AST_AS(Keyword, node->keywords.items[i]);
        int option = 0;
        while (option < OPTION_COUNT &&
               (!keyword->name || strcmp(option_names[option], keyword->name->text) != 0))
            option++;
        ok = set_option(a, options, option, keyword->value, &keyword->head) && ok;
    }
    if (ok && !options->values[OPTION_DTYPE])
        return fail_option(a, &node->head, "dtype");
    return ok;
}

static int64_t int_option(Analyzer *a, const Scope *scope, const Ast *node, int64_t missing)
{
    if (!node)
        return missing;
    ConstValue value = const_expr_eval(a, scope, node);
    return value.kind == CONST_INT || value.kind == CONST_BOOL ? value.i : -1;
}

/* 's', 'c', 'f' for fortran, 'g' for full; 0 for none of them. */
static char mode_option(Analyzer *a, const Scope *scope, const Ast *node)
{
    static const struct {
        const char *name;
        char letter;
    } modes[] = {{"strided", 's'}, {"c", 'c'}, {"fortran", 'f'}, {"full", 'g'}};
    if (!node)
        return 's';
    ConstValue value = const_expr_eval(a, scope, node);
    for (size_t i = 0; value.kind == CONST_STR && i < sizeof modes / sizeof *modes; i++)
        if (strlen(modes[i].name) == value.len && memcmp(modes[i].name, value.text, value.len) == 0)
            return modes[i].letter;
    return 0;
}

static const Type *view_of_mode(Analyzer *a, const Type *element, uint32_t ndim, char mode)
{
    if (mode == 'c' || mode == 'f')
        return view_type_contiguous(a, element, ndim, mode == 'f');
    ViewMode modes[VIEW_MAX_DIMS];
    for (uint32_t i = 0; i < ndim; i++)
        modes[i] = mode == 'g' ? VIEW_FULL : VIEW_STRIDED;
    return type_view(a->types, element, ndim, modes);
}

static const Type *element_of(Analyzer *a, Scope *scope, const Ast *node)
{
    bool is_type = ast_kind_category(node->kind) == AST_CAT_TYPE || node->kind == AST_TypeExpr;
    if (is_type)
        return ctypes_resolve(a, scope, node);
    const Type *type = node->kind == AST_Name || node->kind == AST_Attribute
                           ? ctypes_named_by(a, scope, node)
                           : NULL;
    if (!type)
        fail_option(a, node, "dtype");
    return type ? type : KIND_TYPE(a, ERROR);
}

static const Type *wrap(Analyzer *a, const Type *base, const Type *view, bool wraps,
                        bool cast)
{
    TypeDecl *decl = ARENA_NEW(a->types->arena, TypeDecl);
    const char *rank = view->view.ndim > 1 ? arena_printf(a->arena, ", ndim=%u", (unsigned)view->view.ndim) : "";
    decl->name = analyzer_atom(a, arena_printf(a->arena, "%s[%s%s]", analyzer_typename(a, base),
                                               analyzer_typename(a, view->target), rank));
    decl->c_name = "PyObject *";
    decl->header = "";
    decl->is_complete = true;
    decl->target = base;
    decl->buffer = view;
    decl->is_packed = !wraps; /* negative_indices=False */
    decl->is_union = cast;
    return type_nominal(a->types, TYPE_TYPEDEF, decl);
}

const Type *view_type_buffer(Analyzer *a, Scope *scope, const AstTypeArgs *node, const Type *base)
{
    Options options = {{NULL}};
    if (!a->buffer_allowed) {
        REPORT(a, DIAG_NOT_ALLOWED, node->head.span, "a buffer type",
               "but for local variables and parameters of def functions");
        return KIND_TYPE(a, ERROR);
    }
    if (!read_options(a, node, &options))
        return KIND_TYPE(a, ERROR);
    const Type *element = element_of(a, scope, options.values[OPTION_DTYPE]);
    int64_t ndim = int_option(a, scope, options.values[OPTION_NDIM], 1);
    int64_t wraps = int_option(a, scope, options.values[OPTION_NEGATIVE], 1);
    char mode = mode_option(a, scope, options.values[OPTION_MODE]);
    bool ok = !type_is_error(element) && view_type_check_element(a, node->head.span, element);
    if (ndim < 1 || ndim > VIEW_MAX_DIMS)
        ok = fail_option(a, options.values[OPTION_NDIM], "ndim");
    if (!mode)
        ok = fail_option(a, options.values[OPTION_MODE], "mode");
    if (wraps < 0)
        ok = fail_option(a, options.values[OPTION_NEGATIVE], "negative_indices");
    int64_t cast = int_option(a, scope, options.values[OPTION_CAST], 0);
    if (cast < 0)
        ok = fail_option(a, options.values[OPTION_CAST], "cast");
    return ok ? wrap(a, base, view_of_mode(a, element, (uint32_t)ndim, mode), wraps != 0, cast != 0)
              : KIND_TYPE(a, ERROR);
}

const Type *view_type_of_buffer(const Type *type)
{
    return type->kind == TYPE_TYPEDEF ? type->decl->buffer : NULL;
}

void view_type_attach(Symbol *symbol)
{
    const Type *buffer = symbol->type ? view_type_of_buffer(symbol->type) : NULL;
    if (!buffer)
        return;
    symbol->buffer = buffer;
    symbol->buffer_wraps = !symbol->type->decl->is_packed;
    symbol->buffer_cast = symbol->type->decl->is_union;
    symbol->type = symbol->type->decl->target;
}
