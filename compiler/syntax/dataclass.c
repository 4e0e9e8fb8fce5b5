/* dataclass.c: the methods of a dataclass; see dataclass.h and pure_dataclass.c.
 *
 * They are written as source text, read, and put at the end of the class; all of it stands where the decorator does.
 */
#include "syntax/dataclass.h"
#include <stdint.h>
#include <string.h>

typedef struct Writer {
    Pure *p;
    const DataClass *cls;
    Buf out;
    const char *self;
    const DataField *fields[DATA_FIELDS];
    uint32_t count;
} Writer;

void dataclass_variable(Pure *p, const Ast *place, const char *name, Ast *value, PureVec *before)
{
    AstTypeName *type = PURE_NEW(p, TypeName, place);
    type->path.items = ARENA_NEW(p->arena, Atom);
    type->path.items[0] = atom_from(p->atoms, "object");
    type->path.len = 1;
    AstCDeclarator *item = pure_declarator(p, place, atom_from(p->atoms, name), &type->head, value);
    Ast *variables = pure_variables(p, place, &item, 1);
    AST_AS(CVarDef, variables)->is_pure = true;
    vec_push(p->arena, before, variables);
}

/* --- __init__ --- */

static const char *missing_name(const Writer *w)
{
    return arena_printf(w->p->arena, "_%s_missing", w->cls->node->name->text);
}

static void put_param(Writer *w, const DataField *field)
{
    bool has_type = !field->factory;
    if (has_type && field->is_c)
        buf_printf(&w->out, ", %s %s", field->annotation, field->name->text);
    else if (has_type)
        buf_printf(&w->out, ", %s: %s", field->name->text, field->annotation);
    else
        buf_printf(&w->out, ", %s", field->name->text);
    if (field->factory)
        buf_printf(&w->out, " = %s", missing_name(w));
    else if (field->default_)
        buf_printf(&w->out, " = %s", field->default_);
}

static void put_params(Writer *w, bool kw_only)
{
    bool any = false;
    for (uint32_t i = 0; i < w->count; i++) {
        if (!w->fields[i]->init || w->fields[i]->kw_only != kw_only)
            continue;
        if (kw_only && !any)
            buf_puts(&w->out, ", *");
        any = true;
        put_param(w, w->fields[i]);
    }
}

static void put_field_value(Writer *w, const DataField *field)
{
    const char *name = field->name->text;
    if (field->init && field->factory)
        buf_printf(&w->out, "        %s.%s = %s() if %s is %s else %s\n", w->self, name, field->factory, name,
                   missing_name(w), name);
    else if (field->init)
        buf_printf(&w->out, "        %s.%s = %s\n", w->self, name, name);
    else if (field->factory)
        buf_printf(&w->out, "        %s.%s = %s()\n", w->self, name, field->factory);
    else if (field->default_)
        buf_printf(&w->out, "        %s.%s = %s\n", w->self, name, field->default_);
}

static bool has_post_init(const DataClass *cls)
{
    for (; cls; cls = cls->base)
        if (dataclass_defines(cls, "__post_init__"))
            return true;
    return false;
}

static void put_post_init(Writer *w)
{
    bool any = false;
    buf_printf(&w->out, "        %s.__post_init__(", w->self);
    for (uint32_t i = 0; i < w->count; i++)
        if (w->fields[i]->is_init_var) {
            buf_printf(&w->out, "%s%s", any ? ", " : "", w->fields[i]->name->text);
            any = true;
        }
    buf_puts(&w->out, ")\n");
}

static void put_init(Writer *w, const Ast *place, PureVec *before)
{
    bool needs_missing = false;
    for (uint32_t i = 0; i < w->count; i++)
        needs_missing |= w->fields[i]->init && w->fields[i]->factory;
    if (needs_missing) {
        AstList *unique = PURE_NEW(w->p, List, place); /* an object like no other */
        dataclass_variable(w->p, place, missing_name(w), &unique->head, before);
    }
    buf_printf(&w->out, "    def __init__(%s", w->self);
    put_params(w, false);
    put_params(w, true);
    buf_puts(&w->out, "):\n        pass\n");
    for (uint32_t i = 0; i < w->count; i++)
        if (!w->fields[i]->is_init_var)
            put_field_value(w, w->fields[i]);
    if (has_post_init(w->cls))
        put_post_init(w);
}

/* --- __repr__ --- */

/* An instance that is being shown already is shown as `...`. */
static void put_repr(Writer *w)
{
    w->p->shows_dataclasses = true;
    buf_puts(&w->out, "    def __repr__(self):\n"
                      "        if _krait_repr_enter(self): return '...'\n"
                      "        try:\n            return f'{type(self).__qualname__}(");
    bool any = false;
    for (uint32_t i = 0; i < w->count; i++) {
        if (!w->fields[i]->repr || w->fields[i]->is_init_var)
            continue;
        buf_printf(&w->out, "%s%s={self.%s!r}", any ? ", " : "", w->fields[i]->name->text, w->fields[i]->name->text);
        any = true;
    }
    buf_puts(&w->out, ")'\n        finally:\n            _krait_repr_leave(self)\n");
}

/* --- comparisons --- */

static void put_start(Writer *w, const char *name, const char *test)
{
    const char *cls = w->cls->node->name->text;
    buf_printf(&w->out, "    def %s(self, object):\n        cdef %s other\n        if %s: return NotImplemented\n"
                        "        other = <%s>object\n",
               name, cls, test, cls);
}

static void put_eq(Writer *w)
{
    put_start(w, "__eq__", "type(object) is not type(self)");
    bool any = false;
    buf_puts(&w->out, "        return ");
    for (uint32_t i = 0; i < w->count; i++) {
        const char *name = w->fields[i]->name->text;
        if (!w->fields[i]->compare || w->fields[i]->is_init_var)
            continue;
        buf_printf(&w->out, "%sself.%s == other.%s", any ? " and " : "", name, name);
        any = true;
    }
    buf_puts(&w->out, any ? "\n" : "True\n");
}

/* (x.a, x.b,) of the fields that take part. */
static void put_tuple(Writer *w, const char *owner, bool for_hash)
{
    buf_putc(&w->out, '(');
    for (uint32_t i = 0; i < w->count; i++) {
        const DataField *field = w->fields[i];
        bool takes_part = for_hash && field->hash >= 0 ? field->hash == 1 : field->compare;
        if (takes_part && !field->is_init_var)
            buf_printf(&w->out, "%s.%s, ", owner, field->name->text);
    }
    buf_putc(&w->out, ')');
}

static void put_orders(Writer *w)
{
    static const char *const orders[][2] = {{"__lt__", "<"}, {"__le__", "<="}, {"__gt__", ">"}, {"__ge__", ">="}};
    for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
        put_start(w, orders[i][0], "type(object) is not type(self)");
        buf_puts(&w->out, "        return ");
        put_tuple(w, "self", false);
        buf_printf(&w->out, " %s ", orders[i][1]);
        put_tuple(w, "other", false);
        buf_putc(&w->out, '\n');
    }
}

static void put_hash(Writer *w)
{
    buf_puts(&w->out, "    def __hash__(self):\n        return hash(");
    put_tuple(w, "self", true);
    buf_puts(&w->out, ")\n");
}

/* --- what Python knows it by --- */

static const char *truth(bool value)
{
    return value ? "True" : "False";
}

static void put_match_args(Writer *w)
{
    buf_puts(&w->out, "    __match_args__ = (");
    for (uint32_t i = 0; i < w->count; i++)
        if (w->fields[i]->init && !w->fields[i]->kw_only)
            buf_printf(&w->out, "'%s', ", w->fields[i]->name->text);
    buf_puts(&w->out, ")\n");
}

static void put_field_call(Writer *w, const DataField *field)
{
    bool plain = field->init && field->repr && field->compare && field->hash < 0 && !field->factory && !field->metadata;
    if (plain) {
        buf_puts(&w->out, field->default_);
        return;
    }
    buf_printf(&w->out, "__import__('dataclasses').field(init=%s, repr=%s, compare=%s, hash=%s", truth(field->init),
               truth(field->repr), truth(field->compare), field->hash < 0 ? "None" : truth(field->hash == 1));
    if (field->default_)
        buf_printf(&w->out, ", default=%s", field->default_);
    if (field->factory && !field->is_c_factory)
        buf_printf(&w->out, ", default_factory=%s", field->factory);
    if (field->metadata)
        buf_printf(&w->out, ", metadata=%s", field->metadata);
    if (field->kw_only && !dataclass_option(w->cls, "kw_only"))
        buf_puts(&w->out, ", **({'kw_only': True} if hasattr(__import__('dataclasses'), 'KW_ONLY') else {})");
    buf_putc(&w->out, ')');
}

static bool has_field_call(const DataField *field)
{
    bool is_plain = field->init && field->repr && field->compare && field->hash < 0 && !field->metadata;
    return field->default_ || field->factory || !is_plain;
}

static void put_string(Writer *w, const char *text)
{
    buf_putc(&w->out, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            buf_putc(&w->out, '\\');
        buf_putc(&w->out, *text == '\n' ? ' ' : *text);
    }
    buf_putc(&w->out, '\'');
}

/* The namespace of the class that Python's decorator is applied to. */
static void put_namespace(Writer *w)
{
    buf_puts(&w->out, "{'__module__': __name__, '__annotations__': {");
    for (uint32_t i = 0; i < w->cls->fields.len; i++) {
        const DataField *field = w->cls->fields.items[i];
        if (!field->is_listed)
            continue;
        buf_printf(&w->out, "'%s': ", field->name->text);
        put_string(w, field->shown_type);
        buf_puts(&w->out, ", ");
    }
    buf_puts(&w->out, "}, ");
    for (uint32_t i = 0; i < w->cls->fields.len; i++) {
        const DataField *field = w->cls->fields.items[i];
        if (!field->is_listed || !has_field_call(field))
            continue;
        buf_printf(&w->out, "'%s': ", field->name->text);
        put_field_call(w, field);
        buf_puts(&w->out, ", ");
    }
    buf_puts(&w->out, "}");
}

static void put_python_side(Writer *w)
{
    static const char *const options[] = {"repr", "eq", "order", "unsafe_hash", "frozen"};
    const DataClass *base = w->cls->base;
    while (base && !base->is_dataclass)
        base = base->base;
    buf_printf(&w->out, "    __dataclass_fields__ = __import__('dataclasses').dataclass(init=%s",
               truth(dataclass_option(w->cls, "init")));
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        buf_printf(&w->out, ", %s=%s", options[i], truth(dataclass_option(w->cls, options[i])));
    if (dataclass_option(w->cls, "kw_only"))
        buf_puts(&w->out, ", **({'kw_only': True} if hasattr(__import__('dataclasses'), 'KW_ONLY') else {})");
    buf_printf(&w->out, ")(__import__('builtins').type('%s', (), ", w->cls->node->name->text);
    put_namespace(w);
    buf_puts(&w->out, "))\n    __dataclass_params__ = __dataclass_fields__.__dataclass_params__\n"
                      "    __dataclass_fields__ = {");
    if (base)
        buf_printf(&w->out, "**%s.__dataclass_fields__, ", base->node->name->text);
    buf_puts(&w->out, "**__dataclass_fields__.__dataclass_fields__}\n");
}

/* --- all of it --- */

/* Everything that was read stands at the decorator. */
static bool place_all(const Ast *child, void *arg)
{
    Ast *node = (Ast *)(uintptr_t)child;
    node->span = *(const Span *)arg;
    for (const AstField *field = ast_fields(node->kind); field->kind != AST_FIELD_END; field++)
        if (field->kind == AST_FIELD_SPAN)
            *(Span *)(void *)((char *)node + field->offset) = *(const Span *)arg;
    return ast_each_child(node, place_all, arg);
}

/* The statements of a text; NULL: it is wrong. */
static const AstNodes *read_text(Pure *p, const char *text, const Ast *place)
{
    const AstTree *tree = pure_read(p, "<dataclass>", text, strlen(text), true);
    Span span = place->span;
    if (!tree)
        return NULL;
    ast_each_child(&tree->module->head, place_all, &span);
    return &tree->module->body;
}

/* Fields take None, and so does what sets them first. */
static void allow_none(const Ast *made)
{
    const AstNodes *params = made->kind == AST_FunctionDef ? &AST_AS(FunctionDef, made)->params : NULL;
    if (!params || strcmp(AST_AS(FunctionDef, made)->name->text, "__init__") != 0)
        return;
    for (uint32_t i = 0; i < params->len; i++) {
        AstParam *param = (AstParam *)(void *)params->items[i];
        param->none_policy = param->annotation ? AST_NONE_OR : AST_NONE_DEFAULT;
    }
}

static void read_into(Writer *w, const Ast *place)
{
    Pure *p = w->p;
    const AstNodes *read = read_text(p, buf_text(&w->out), place);
    if (!read || read->items[0]->kind != AST_CClassDef) {
        pure_error(p, place, "a field of this dataclass has a type or default that is not understood");
        return;
    }
    const AstNodes *made = &AST_AS(CClassDef, read->items[0])->body;
    AstNodes *body = &w->cls->node->body;
    PureVec all = {0};
    for (uint32_t i = 0; i < body->len; i++)
        vec_push(p->arena, &all, body->items[i]);
    for (uint32_t i = 0; i < made->len; i++) {
        allow_none(made->items[i]);
        vec_push(p->arena, &all, made->items[i]);
    }
    *body = pure_list(p, &all);
}

/* What __repr__ needs of the interpreter, declared once in the module. */
static void declare_guard(Pure *p, const Ast *place, PureVec *before)
{
    static const char text[] = "cdef extern from *:\n"
                               "    int _krait_repr_enter \"Py_ReprEnter\" (object) except -1\n"
                               "    void _krait_repr_leave \"Py_ReprLeave\" (object) noexcept\n";
    const AstNodes *read = read_text(p, text, place);
    if (read)
        vec_push(p->arena, before, read->items[0]);
}

void dataclass_write(Pure *p, DataClass *cls, const Ast *place, PureVec *before)
{
    Writer *w = ARENA_NEW(p->arena, Writer);
    w->p = p;
    w->cls = cls;
    w->self = "self";
    buf_init(&w->out, p->arena);
    w->count = dataclass_fields(cls, w->fields);
    for (uint32_t i = 0; i < w->count; i++)
        if (!strcmp(w->fields[i]->name->text, "self"))
            w->self = "__dataclass_self__";
    bool was_shown = p->shows_dataclasses;
    buf_puts(&w->out, "cdef class X:\n");
    if (dataclass_option(cls, "init") && !dataclass_defines(cls, "__init__"))
        put_init(w, place, before);
    if (dataclass_option(cls, "repr") && !dataclass_defines(cls, "__repr__"))
        put_repr(w);
    if (dataclass_option(cls, "eq") && !dataclass_defines(cls, "__eq__"))
        put_eq(w);
    if (dataclass_option(cls, "order"))
        put_orders(w);
    bool hashes = dataclass_option(cls, "unsafe_hash") ||
                  (dataclass_option(cls, "eq") && dataclass_option(cls, "frozen"));
    if (hashes && !dataclass_defines(cls, "__hash__"))
        put_hash(w);
    if (dataclass_option(cls, "match_args") && !dataclass_defines(cls, "__match_args__"))
        put_match_args(w);
    put_python_side(w);
    if (!was_shown && p->shows_dataclasses)
        declare_guard(p, place, before);
    read_into(w, place);
}
