/* typename.c: types as text; see typename.h.
 *
 * C and source declarators are built inside out (C11 6.7.6): pointers, arrays and parameter lists wrap the
 * name, qualifiers and the base type come in front. The IR form is prefix notation and needs no names;
 * its grammar is in docs/design/ir.md.
 *
 *     ptr(func(f64: f64))     source "double (*)(double)"     C, name f: "double (*f)(double)"
 */
#include "type/typename.h"

#include "base/panic.h"
#include <string.h>

static const struct {
    const char *ir, *c, *source;
} rows[] = {
#define TYPE(kind, class, ir, c, source) {ir, c, source},
#include "type/types.def"
#undef TYPE
};

typedef enum Language { LANGUAGE_C, LANGUAGE_SOURCE, LANGUAGE_TABLE } Language;

static const char *declare(Arena *arena, Language language, const Type *type, const char *inner);

static void put_qualifiers(Buf *out, uint32_t qualifiers)
{
    static const char *const names[] = {"const ", "volatile ", "restrict "};
    for (uint32_t i = 0; i < 3; i++)
        if (qualifiers & 1U << i)
            buf_puts(out, names[i]);
}

/* BASE and the rest of the declarator, with a blank only where one is needed. */
static const char *put_base(Arena *arena, const char *base, const char *inner)
{
    size_t len = strlen(base);
    bool tight = !inner[0] || inner[0] == '[' || (len && base[len - 1] == '*');
    return arena_printf(arena, "%s%s%s", base, tight ? "" : " ", inner);
}

static void put_except_source(Buf *out, const TypeFunc *func)
{
    const ExceptSpec *spec = &func->except;
    if (spec->kind == EXCEPT_NONE)
        buf_puts(out, " noexcept");
    if (spec->kind == EXCEPT_ALWAYS)
        buf_puts(out, " except *");
    if (spec->kind != EXCEPT_VALUE && spec->kind != EXCEPT_CHECK)
        return;
    buf_puts(out, spec->kind == EXCEPT_CHECK ? " except? " : " except ");
    if (spec->c_value)
        buf_puts(out, spec->c_value);
    else if (type_is_float(func->result))
        buf_double(out, spec->float_value);
    else
        buf_printf(out, "%lld", (long long)spec->int_value);
}

static const char *declare_param(Arena *arena, Language language, const Type *type)
{
    bool by_address = language != LANGUAGE_SOURCE && type_strip(type)->kind == TYPE_VIEW;
    return declare(arena, language, type, by_address ? "*" : "");
}

static const char *declare_func(Arena *arena, Language language, const Type *type,
                                const char *inner)
{
    const TypeFunc *func = type->func;
    Buf text;
    buf_init(&text, arena);
    buf_printf(&text, "%s(", inner);
    for (uint32_t i = 0; i < func->count; i++)
        buf_printf(&text, "%s%s", i ? ", " : "",
                   declare_param(arena, language, func->params[i].type));
    if (func->varargs)
        buf_puts(&text, func->count ? ", ..." : "...");
    else if (!func->count && language != LANGUAGE_SOURCE)
        buf_puts(&text, "void");
    buf_putc(&text, ')');
    if (language == LANGUAGE_SOURCE) {
        put_except_source(&text, func);
        buf_puts(&text, func->with_gil ? " with gil" : func->nogil ? " nogil" : "");
    }
    return declare(arena, language, func->result, buf_text(&text));
}

static const char *declare_array(Arena *arena, Language language, const Type *type,
                                 const char *inner)
{
    if (type->size_text && type->array_len == UINT64_MAX)
        inner = arena_printf(arena, "%s[%s]", inner, type->size_text);
    else if (type->array_len == UINT64_MAX)
        inner = arena_printf(arena, "%s[]", inner);
    else
        inner = arena_printf(arena, "%s[%llu]", inner, (unsigned long long)type->array_len);
    return declare(arena, language, type->target, inner);
}

static const char *declare_qualified(Arena *arena, Language language, const Type *type,
                                     const char *inner)
{
    Buf text;
    buf_init(&text, arena);
    put_qualifiers(&text, type->qualifiers);
    if (language == LANGUAGE_TABLE || type->target->kind == TYPE_PTR) { /* char *const p */
        if (!inner[0])
            text.text[--text.len] = 0;
        buf_puts(&text, inner);
        return declare(arena, language, type->target, buf_text(&text));
    }
    buf_puts(&text, declare(arena, language, type->target, inner));
    return buf_text(&text);
}

static const char *view_source(Arena *arena, const Type *type)
{
    static const char *const axes[] = {":", "::1", "::cython.view.indirect", "::cython.view.full", "::1"};
    Buf text;
    buf_init(&text, arena);
    buf_printf(&text, "%s[", declare(arena, LANGUAGE_SOURCE, type->target, ""));
    for (int i = 0; i < type->view.ndim; i++)
        buf_printf(&text, "%s%s", i ? ", " : "", axes[type->view.modes[i]]);
    buf_putc(&text, ']');
    return buf_text(&text);
}

static const char *ctuple_source(Arena *arena, const Type *type)
{
    Buf text;
    buf_init(&text, arena);
    for (uint32_t i = 0; i < type->decl->field_count; i++)
        buf_printf(&text, "%s%s", i ? ", " : "(",
                   declare(arena, LANGUAGE_SOURCE, type->decl->fields[i].type, ""));
    buf_putc(&text, ')');
    return buf_text(&text);
}

static const char *base_source(Arena *arena, const Type *type)
{
    if (type->kind == TYPE_VIEW)
        return view_source(arena, type);
    if (type->kind == TYPE_CTUPLE)
        return ctuple_source(arena, type);
    if (type->kind == TYPE_COMPLEX)
        return arena_printf(arena, "%s%s complex", type->is_soft ? "soft " : "",
                            declare(arena, LANGUAGE_SOURCE, type->target, ""));
    if (type->decl)
        return type->decl->name ? type->decl->name->text : "<anonymous>";
    return type->kind == TYPE_ERROR ? "<error>" : rows[type->kind].source;
}

static const char *base_c(Arena *arena, const Type *type)
{
    if (type->kind == TYPE_CLASS)
        return rows[TYPE_OBJECT].c;
    if (type->kind == TYPE_VIEW)
        return arena_printf(arena, "KrView%u", (unsigned)type->view.ndim);
    if (type->kind == TYPE_COMPLEX) {
        TypeKind part = type_strip(type->target)->kind;
        return part == TYPE_FLOAT     ? "KrComplexF"
               : part == TYPE_LDOUBLE ? "KrComplexL"
               : part == TYPE_DOUBLE  ? "KrComplex"
                                      : arena_printf(arena, "KrComplex_%s", rows[part].ir);
    }
    if (type->decl && (type->decl->c_name || type->decl->name))
        return type->decl->c_name ? type->decl->c_name : type->decl->name->text;
    if (!rows[type->kind].c[0])
        panic("type %s has no C form", rows[type->kind].ir);
    return rows[type->kind].c;
}

/* "3pkg_3mod_" */
static const char *table_prefix(Arena *arena, const char *module)
{
    Buf text;
    buf_init(&text, arena);
    while (*module) {
        size_t len = strcspn(module, ".");
        buf_printf(&text, "%u%.*s_", (unsigned)len, (int)len, module);
        module += len + (module[len] == '.');
    }
    return buf_text(&text);
}

/* A type that a module declares and C does not know. */
static const char *table_name(Arena *arena, const Type *type)
{
    const TypeDecl *decl = type->decl;
    const char *prefix = table_prefix(arena, decl->module);
    if (type->kind == TYPE_CLASS)
        return arena_printf(arena, "struct __pyx_obj_%s%s *", prefix, decl->name->text);
    bool is_tagged = type->kind != TYPE_TYPEDEF && !decl->is_typedef;
    const char *tag = !is_tagged ? "" : type->kind == TYPE_ENUM ? "enum " : decl->is_union ? "union " : "struct ";
    return arena_printf(arena, "%s__pyx_t_%s%s", tag, prefix, decl->name->text);
}

static const char *base_table(Arena *arena, const Type *type)
{
    const TypeDecl *decl = type->decl;
    bool is_kind = type->kind == TYPE_CLASS || type->kind == TYPE_TYPEDEF || type->kind == TYPE_ENUM || type->kind == TYPE_STRUCT;
    if (is_kind && decl->module && decl->name && !decl->is_extern && !decl->is_public && !decl->is_builtin)
        return table_name(arena, type);
    if (type->kind == TYPE_CLASS && decl->is_extern && decl->layout)
        return arena_printf(arena, "%s *", decl->layout->decl->c_name);
    switch ((int)type->kind) {
    case TYPE_LLONG: return "PY_LONG_LONG";
    case TYPE_ULLONG: return "unsigned PY_LONG_LONG";
    case TYPE_COMPLEX: {
        TypeKind part = type_strip(type->target)->kind;
        return part == TYPE_DOUBLE  ? "__pyx_t_double_complex"
               : part == TYPE_FLOAT ? "__pyx_t_float_complex"
                                    : base_c(arena, type);
    }
    default: return base_c(arena, type);
    }
}

static const char *declare(Arena *arena, Language language, const Type *type, const char *inner)
{
    if (type->kind == TYPE_PTR) {
        bool wraps = type->target->kind == TYPE_ARRAY || type->target->kind == TYPE_FUNC;
        return declare(arena, language, type->target,
                       arena_printf(arena, wraps ? "(*%s)" : "*%s", inner));
    }
    if (type->kind == TYPE_ARRAY)
        return declare_array(arena, language, type, inner);
    if (type->kind == TYPE_FUNC)
        return declare_func(arena, language, type, inner);
    if (type->kind == TYPE_CONST)
        return declare_qualified(arena, language, type, inner);
    if (language == LANGUAGE_TABLE && type->kind == TYPE_TYPEDEF && type_strip(type)->kind == TYPE_COMPLEX)
        type = type_strip(type); /* for Cython, such a name is the number itself */
    return put_base(arena, language == LANGUAGE_C        ? base_c(arena, type)
                           : language == LANGUAGE_SOURCE ? base_source(arena, type)
                                                         : base_table(arena, type),
                    inner);
}

const char *typename_source(Arena *arena, const Type *type)
{
    return declare(arena, LANGUAGE_SOURCE, type, "");
}

void typename_table(Buf *out, const Type *type, bool is_cpdef)
{
    const char *text = declare(out->arena, LANGUAGE_TABLE, type, "");
    size_t len = strlen(text);
    if (!is_cpdef || !len || text[len - 1] != ')') {
        buf_puts(out, text);
        return;
    }
    bool is_alone = len > 6 && strcmp(text + len - 6, "(void)") == 0;
    len -= is_alone ? 5 : 1;
    buf_put(out, text, len);
    buf_printf(out, "%sint __pyx_skip_dispatch)", is_alone ? "" : ", ");
}

void typename_c_declare(Buf *out, const Type *type, const char *name)
{
    buf_puts(out, declare(out->arena, LANGUAGE_C, type, name));
}

/* ---- IR -------------------------------------------------------------------------------------- */

static void put_except_ir(Buf *out, const TypeFunc *func, const char *before)
{
    const ExceptSpec *spec = &func->except;
    switch (spec->kind) {
    case EXCEPT_NONE: return;
    case EXCEPT_ALWAYS: buf_printf(out, "%sexcept *", before); return;
    case EXCEPT_NULL: buf_printf(out, "%sexcept null", before); return;
    case EXCEPT_VALUE:
    case EXCEPT_CHECK: break;
    }
    buf_printf(out, "%sexcept%s ", before, spec->kind == EXCEPT_CHECK ? "?" : "");
    if (spec->c_value)
        buf_quoted(out, spec->c_value, strlen(spec->c_value), '"');
    else if (type_is_float(func->result))
        buf_double(out, spec->float_value);
    else
        buf_printf(out, "%lld", (long long)spec->int_value);
}

static void put_func_ir(Buf *out, const TypeFunc *func)
{
    const char *before = "; ";
    buf_puts(out, "func(");
    typename_ir(out, func->result);
    for (uint32_t i = 0; i < func->count; i++) {
        buf_puts(out, i ? ", " : ": ");
        typename_ir(out, func->params[i].type);
    }
    if (func->varargs)
        buf_puts(out, func->count ? ", ..." : ": ...");
    if (func->optional) {
        buf_printf(out, "%sopt %u", before, func->optional);
        before = " ";
    }
    if (func->nogil) {
        buf_printf(out, "%snogil", before);
        before = " ";
    }
    if (func->with_gil) {
        buf_printf(out, "%swithgil", before);
        before = " ";
    }
    put_except_ir(out, func, before);
    buf_putc(out, ')');
}

static void put_view_ir(Buf *out, const Type *type)
{
    static const char letters[] = "sciga";
    uint32_t ndim = type->view.ndim, contig = 0, other = 0;
    for (uint32_t i = 0; i < ndim; i++) {
        contig += type->view.modes[i] == VIEW_CONTIG;
        other += type->view.modes[i] != VIEW_CONTIG && type->view.modes[i] != VIEW_STRIDED;
    }
    buf_puts(out, "view(");
    typename_ir(out, type->target);
    buf_printf(out, ", %u", ndim);
    if (contig == 1 && !other && type->view.modes[ndim - 1] == VIEW_CONTIG) {
        buf_puts(out, ", c");
    } else if (contig == 1 && !other && type->view.modes[0] == VIEW_CONTIG) {
        buf_puts(out, ", f");
    } else if (contig || other) {
        buf_puts(out, ", ");
        for (uint32_t i = 0; i < ndim; i++)
            buf_putc(out, letters[type->view.modes[i]]);
    }
    buf_putc(out, ')');
}

static void put_qualified_ir(Buf *out, const Type *type)
{
    static const char *const names[] = {"const(", "volatile(", "restrict("};
    uint32_t depth = 0;
    for (uint32_t i = 0; i < 3; i++)
        if (type->qualifiers & 1U << i) {
            buf_puts(out, names[i]);
            depth++;
        }
    typename_ir(out, type->target);
    buf_fill(out, ')', depth);
}

/* The name of a nominal type, in back ticks when it is no plain word of IR text. */
static void put_name_ir(Buf *out, Atom name)
{
    const char *text = name ? name->text : "";
    static const char word[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789";
    if (text[0] && (text[0] < '0' || text[0] > '9') && strspn(text, word) == strlen(text))
        buf_puts(out, text);
    else
        buf_quoted(out, text, strlen(text), '`');
}

void typename_ir(Buf *out, const Type *type)
{
    const char *name = rows[type->kind].ir;
    if (type->kind == TYPE_FUNC) {
        put_func_ir(out, type->func);
    } else if (type->kind == TYPE_VIEW) {
        put_view_ir(out, type);
    } else if (type->kind == TYPE_CONST) {
        put_qualified_ir(out, type);
    } else if (type->kind == TYPE_CTUPLE) {
        for (uint32_t i = 0; i < type->decl->field_count; i++) {
            buf_puts(out, i ? ", " : "ctuple(");
            typename_ir(out, type->decl->fields[i].type);
        }
        buf_putc(out, ')');
    } else if (type->decl) {
        buf_printf(out, "%s(", name);
        put_name_ir(out, type->decl->name);
        buf_putc(out, ')');
    } else if (type->target) {
        buf_printf(out, "%s(", type->kind == TYPE_COMPLEX && type->is_soft ? "soft" : name);
        typename_ir(out, type->target);
        if (type->kind == TYPE_ARRAY && type->size_text && type->array_len == UINT64_MAX) {
            buf_puts(out, ", ");
            buf_quoted(out, type->size_text, strlen(type->size_text), '"');
        } else if (type->kind == TYPE_ARRAY && type->array_len != UINT64_MAX)
            buf_printf(out, ", %llu", (unsigned long long)type->array_len);
        buf_putc(out, ')');
    } else {
        buf_puts(out, name);
    }
}

const char *typename_typeof(Arena *arena, const Type *type)
{
    if (type->kind == TYPE_CONST && type->target->kind == TYPE_PTR) { /* Cython puts them in front */
        Buf text;
        buf_init(&text, arena);
        put_qualifiers(&text, type->qualifiers);
        return arena_printf(arena, "%s%s", buf_text(&text), typename_typeof(arena, type->target));
    }
    const char *name = typename_source(arena, type);
    TypeKind kind = type_strip(type)->kind;
    if (type->kind == TYPE_TYPEDEF && type->decl->item_count)
        return arena_printf(arena, "%s object", name);
    if (kind == TYPE_OBJECT)
        return "Python object";
    bool is_builtin = (kind > TYPE_OBJECT && kind < TYPE_CLASS) ||
                      (kind == TYPE_CLASS && type_strip(type)->decl->is_builtin);
    const char *bracket = type->kind == TYPE_ARRAY ? strchr(name, '[') : NULL;
    if (bracket && bracket > name && bracket[-1] != ' ' && bracket[-1] != '*')
        return arena_printf(arena, "%.*s %s", (int)(bracket - name), name, bracket);
    bool says_so = kind == TYPE_PYINT || kind == TYPE_PYFLOAT || kind == TYPE_PYCOMPLEX;
    return is_builtin && !says_so ? arena_printf(arena, "%s object", name) : name;
}
