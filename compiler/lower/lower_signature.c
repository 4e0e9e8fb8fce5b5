/* lower_signature.c: signatures in docstrings; see lower_signature.h. Source: Cython user guide, "Compiler directives:
 * embedsignature"; PEP 257 for the docstring below it.
 *
 * Three formats: `c` shows C types and the class, `python` types that Python has, `clinic` neither, in the form that the
 * interpreter takes __text_signature__ from.
 *
 *     def f(int a, b=1): "doc"   ->   c "f(int a, b=1)\n\ndoc"   python "f(a: int, b=1)\n\ndoc"   clinic "f(a, b=1)\n--\n\ndoc"
 */
#include "lower/lower_signature.h"

#include "lower/lower_funcobj.h"
#include "syntax/unparse.h"
#include "type/typename.h"

#include <string.h>

typedef enum Format { FORMAT_C, FORMAT_PYTHON, FORMAT_CLINIC } Format;

typedef struct Writer {
    Arena *arena;
    Format format;
    const Directives *directives;
    Buf out;
} Writer;

/* False: nothing is asked for. */
static bool start(Writer *w, LowerUnit *unit, const Directives *directives)
{
    const char *name = directives->embedsignature_format;
    w->arena = unit->module->arena;
    w->directives = directives;
    w->format = !strcmp(name, "python") ? FORMAT_PYTHON : !strcmp(name, "clinic") ? FORMAT_CLINIC : FORMAT_C;
    buf_init(&w->out, w->arena);
    return directives->embedsignature;
}

/* --- types and values --- */

/* With a lambda in it, it is not written out. */
static bool find_lambda(const Ast *node, void *arg)
{
    if (node->kind == AST_Lambda)
        *(bool *)arg = true;
    else
        ast_each_child(node, find_lambda, arg);
    return !*(bool *)arg;
}

/* `f(**d, **{})` is `f(**d)`. */
static const char *without_empty(Writer *w, const char *text)
{
    static const char empty[] = ", **{}";
    const char *found = strstr(text, empty);
    return found ? arena_printf(w->arena, "%.*s%s", (int)(found - text), text, found + sizeof empty - 1) : text;
}

static const char *value_text(Writer *w, const Ast *node)
{
    bool has_lambda = false;
    if (node->kind == AST_TypeAnn)
        node = AST_AS(TypeAnn, node)->value;
    find_lambda(node, &has_lambda);
    return has_lambda ? "..." : without_empty(w, unparse_expr(w->arena, node));
}

static bool is_plain(const Type *type)
{
    return !type || type->kind == TYPE_OBJECT;
}

static bool is_text(const Type *type)
{
    const Type *plain = type_strip(type);
    return plain->kind == TYPE_PTR && type_is_int(plain->target) && type_strip(plain->target)->kind >= TYPE_CHAR &&
           type_strip(plain->target)->kind <= TYPE_UCHAR;
}

static const char *c_name(Writer *w, const Type *type)
{
    return type->kind == TYPE_BINT ? "bool" : typename_source(w->arena, type);
}

/* The type that Python code would be written with; NULL: any. */
static const char *type_text(Writer *w, const Type *type)
{
    if (is_plain(type))
        return NULL;
    const Type *plain = type_strip(type);
    if (w->format == FORMAT_C)
        return c_name(w, type);
    if (is_text(type))
        return w->directives->c_string_type;
    return plain->kind == TYPE_BINT      ? "bool"
           : plain->kind == TYPE_COMPLEX ? "complex"
           : type_is_int(plain)          ? "int"
           : type_is_float(plain)        ? "float"
                                         : typename_source(w->arena, type);
}

/* --- parameters --- */

static void put_default(Writer *w, const AstParam *param, bool is_wide)
{
    if (param->default_value)
        buf_printf(&w->out, is_wide ? " = %s" : "=%s", value_text(w, param->default_value));
}

static const Ast *annotation_of(const AstParam *param)
{
    bool is_told = !param->annotation && param->type && param->type->kind == AST_TypeAnn;
    return is_told ? param->type : param->annotation;
}

static void put_star(Writer *w, const AstParam *param)
{
    const Ast *annotation = annotation_of(param);
    buf_printf(&w->out, "%s%s", param->kind == AST_PARAM_STAR ? "*" : "**", param->name ? param->name->text : "");
    if (annotation && w->format != FORMAT_CLINIC)
        buf_printf(&w->out, ": %s", value_text(w, annotation));
}

/* `int a`, `char *s` */
static void put_c_param(Writer *w, const AstParam *param, const Type *type)
{
    const char *text = is_plain(type) ? "" : c_name(w, type);
    size_t len = strlen(text);
    buf_printf(&w->out, "%s%s%s", text, len && text[len - 1] != '*' ? " " : "", param->name->text);
}

static void put_param(Writer *w, const AstParam *param, const Type *type, char first)
{
    const Ast *annotation = w->format == FORMAT_CLINIC ? NULL : annotation_of(param);
    const char *hint = annotation ? value_text(w, annotation) : NULL;
    if (first && w->format == FORMAT_CLINIC)
        buf_puts(&w->out, first == 's' ? "$self" : "$type");
    else if (w->format == FORMAT_C && !first && !annotation)
        put_c_param(w, param, type);
    else
        buf_puts(&w->out, param->name->text);
    if (!hint && !first && w->format == FORMAT_PYTHON)
        hint = type_text(w, type);
    if (hint)
        buf_printf(&w->out, ": %s", hint);
    put_default(w, param, hint != NULL);
}

/* s: the instance, t: the class; 0: any other parameter */
static char first_of(const FuncInfo *info, uint32_t index)
{
    const AstNodes *decorators = info->node->kind == AST_FunctionDef ? &AST_AS(FunctionDef, info->node)->decorators : NULL;
    if (index || !info->cls)
        return 0;
    if (!info->is_static)
        return 's';
    const Ast *decorator = decorators && decorators->len ? decorators->items[0] : NULL;
    bool is_class = decorator && decorator->kind == AST_Name && !strcmp(AST_AS(Name, decorator)->id->text, "classmethod");
    return is_class ? 't' : 0;
}

static void put_params(Writer *w, const FuncInfo *info, bool hides_self)
{
    const AstNodes *params = lower_params_of(info->node);
    bool any = false, has_star = false, in_front = false;
    for (uint32_t i = hides_self ? 1 : 0; i < params->len; i++) {
        const AstParam *param = AST_AS(Param, params->items[i]);
        const Type *type = i < info->params.len && info->params.items[i] ? info->params.items[i]->type : NULL;
        bool is_star = param->kind == AST_PARAM_STAR || param->kind == AST_PARAM_STARSTAR;
        if (in_front && param->kind != AST_PARAM_POSONLY)
            buf_puts(&w->out, ", /");
        in_front = param->kind == AST_PARAM_POSONLY;
        if (param->kind == AST_PARAM_KWONLY && !has_star)
            buf_puts(&w->out, any ? ", *" : "*");
        any |= param->kind == AST_PARAM_KWONLY && !has_star;
        has_star |= param->kind == AST_PARAM_STAR || param->kind == AST_PARAM_KWONLY;
        if (!param->name)
            continue; /* the bare star */
        buf_puts(&w->out, any ? ", " : "");
        any = true;
        if (is_star)
            put_star(w, param);
        else
            put_param(w, param, type, first_of(info, i));
    }
    if (in_front)
        buf_puts(&w->out, ", /");
}

static void put_result(Writer *w, const FuncInfo *info)
{
    const Ast *returns = info->node->kind == AST_FunctionDef ? AST_AS(FunctionDef, info->node)->returns : NULL;
    bool is_c = info->kind == FUNC_CP && info->node->kind == AST_CFuncDef;
    const char *text = returns ? value_text(w, returns) : is_c ? type_text(w, info->type->func->result) : NULL;
    if (text && w->format != FORMAT_CLINIC)
        buf_printf(&w->out, " -> %s", text);
}

/* --- the docstring --- */

static uint32_t indent_of(const char *line)
{
    return (uint32_t)strspn(line, " \t");
}

static const char *line_end(const char *line)
{
    const char *end = strchr(line, '\n');
    return end ? end : line + strlen(line);
}

/* Without the indentation that all lines but the first have, and without blank lines around it. */
static const char *clean(Writer *w, const char *doc)
{
    uint32_t margin = UINT32_MAX;
    for (const char *line = line_end(doc); *line; line = line_end(line)) {
        line++;
        if (line[indent_of(line)] && line[indent_of(line)] != '\n' && indent_of(line) < margin)
            margin = indent_of(line);
    }
    Buf out;
    buf_init(&out, w->arena);
    doc += indent_of(doc);
    for (const char *line = doc;; line++) {
        const char *end = line_end(line);
        uint32_t cut = line == doc ? 0 : indent_of(line) < margin ? indent_of(line) : margin;
        buf_put(&out, line + cut, (size_t)(end - line) - cut);
        if (!*end)
            break;
        buf_putc(&out, '\n');
        line = end;
    }
    char *text = arena_strdup(w->arena, buf_text(&out));
    while (*text == '\n')
        text++;
    for (size_t len = strlen(text); len && strchr(" \t\n", text[len - 1]); len--)
        text[len - 1] = '\0';
    return text;
}

static void finish(Writer *w, const char **doc, uint32_t *len)
{
    if (w->format == FORMAT_CLINIC && w->directives->binding)
        return; /* the function object knows its signature */
    if (w->format == FORMAT_CLINIC)
        buf_puts(&w->out, "\n--\n\n");
    else if (*doc && **doc)
        buf_puts(&w->out, "\n\n");
    if (*doc && **doc)
        buf_puts(&w->out, clean(w, *doc));
    *doc = buf_text(&w->out);
    *len = (uint32_t)strlen(*doc);
}

/* --- all kinds --- */

static bool is_constructor(const FuncInfo *info)
{
    return info->special == SPECIAL_init;
}

void lower_signature_func(LowerUnit *unit, const FuncInfo *info, const char **doc, uint32_t *len)
{
    Writer w;
    bool is_visible = info->kind == FUNC_DEF || info->kind == FUNC_CP;
    bool is_hidden = info->special == SPECIAL_cinit || info->special == SPECIAL_dealloc || info->accessor;
    if (!start(&w, unit, info->directives) || !is_visible || is_hidden)
        return;
    if (is_constructor(info) && w.format == FORMAT_C)
        return; /* it stands in that of the class */
    if (info->special && !(*doc && **doc))
        return; /* the interpreter's text of the slot */
    const FuncInfo *outer = info->outer && info->outer->kind == FUNC_CLASS ? info->outer : NULL;
    if (w.format == FORMAT_C && (info->cls || outer))
        buf_printf(&w.out, "%s.", info->cls ? info->cls->py_name : outer->name->text);
    buf_printf(&w.out, "%s(", info->name->text);
    put_params(&w, info, false);
    buf_putc(&w.out, ')');
    put_result(&w, info);
    finish(&w, doc, len);
}

void lower_signature_class(LowerUnit *unit, const ClassInfo *cls, const char **doc, uint32_t *len)
{
    Writer w;
    const FuncInfo *init = NULL;
    for (uint32_t i = 0; i < cls->functions.len; i++)
        if (is_constructor(cls->functions.items[i]))
            init = cls->functions.items[i];
    if (!init || !start(&w, unit, init->directives) || w.format != FORMAT_C)
        return;
    buf_printf(&w.out, "%s(", cls->py_name);
    put_params(&w, init, true);
    buf_putc(&w.out, ')');
    finish(&w, doc, len);
}

void lower_signature_member(LowerUnit *unit, const Symbol *field, const char **doc, uint32_t *len)
{
    Writer w;
    if (!start(&w, unit, field->cls->directives) || w.format == FORMAT_CLINIC || field->is_readonly)
        return;
    const Type *type = field->type, *plain = type_strip(type);
    const Symbol *cls = plain->kind == TYPE_CLASS ? plain->decl->symbol : NULL;
    const char *text = type_text(&w, type);
    if (w.format == FORMAT_C && !text)
        text = "object";
    else if (w.format == FORMAT_C && !type_is_object(plain))
        text = arena_printf(w.arena, "'%s'", text);
    else if (w.format == FORMAT_C && cls)
        text = arena_printf(w.arena, "%s.%s", cls->cls->module_name, text);
    if (!text)
        return;
    buf_printf(&w.out, "%s: %s", field->name->text, text);
    finish(&w, doc, len);
}

void lower_signature_property(LowerUnit *unit, const ClassInfo *cls, const PropertyInfo *property, const char **doc,
                              uint32_t *len)
{
    Writer w;
    const FuncInfo *get = property->get;
    const Ast *returns = get && get->node->kind == AST_FunctionDef ? AST_AS(FunctionDef, get->node)->returns : NULL;
    if (!start(&w, unit, cls->directives) || w.format == FORMAT_CLINIC || !returns)
        return;
    if (w.format == FORMAT_C)
        buf_printf(&w.out, "%s.", cls->py_name);
    buf_printf(&w.out, "%s: %s", property->symbol->name->text, value_text(&w, returns));
    finish(&w, doc, len);
}
