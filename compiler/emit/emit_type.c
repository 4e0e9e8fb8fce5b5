/* emit_type.c: types in C text: declarations, view specifications, structs of the module.
 *
 * Place in the pipeline: asked by every other file of emit. `typename_c_declare` does C declarators; here are the
 * tables that views need (KrViewSpec and, for structs, KrField) and the definitions of nominal types.
 *
 *     view(const(f64), 2, c)   ->   static const KrViewSpec f64_2c_spec = {'f', sizeof(double), 2,
 * 0, 'C', "double", NULL};
 */
#include "emit/emit_ctx.h"

#include "ir/ir_infer.h"
#include "type/typename.h"

#include <ctype.h>
#include <string.h>

/* Structs of the runtime that the type is made of. */
static void need_structs(Emit *e, const Type *type)
{
    while (type->target && type->kind != TYPE_VIEW && type->kind != TYPE_COMPLEX)
        type = type->target;
    if (type->kind == TYPE_VIEW)
        emit_need(e, "view");
    if (type->kind == TYPE_COMPLEX)
        emit_need(e, "complex");
    if (type->kind != TYPE_FUNC)
        return;
    need_structs(e, type->func->result);
    for (uint32_t i = 0; i < type->func->count; i++)
        need_structs(e, type->func->params[i].type);
}

const char *emit_declare(Emit *e, const Type *type, const char *name)
{
    Buf out;
    need_structs(e, type);
    buf_init(&out, e->arena);
    if (type_strip(type)->kind == TYPE_VIEW)
        emit_need(e, "view");
    typename_c_declare(&out, type, name);
    return buf_text(&out);
}

const char *emit_type_name(Emit *e, const Type *type)
{
    return emit_declare(e, type, "");
}

const char *emit_number_name(Emit *e, const Type *type)
{
    const Type *plain = type_strip(type);
    if (plain->kind == TYPE_ENUM)
        return "int";
    if (type_is_int128(type)) {
        emit_need(e, "wide");
        return type_is_signed(type) ? "i128" : "u128";
    }
    Buf out;
    buf_init(&out, e->arena);
    typename_ir(&out, plain);
    return buf_text(&out);
}

/* ---- views ----------------------------------------------------------------------------------- */

static char contig_letter(const Type *view)
{
    for (uint32_t i = 0; i < view->view.ndim; i++)
        if (view->view.modes[i] == VIEW_INDIRECT || view->view.modes[i] == VIEW_FULL)
            return 's';
    if (view->view.modes[view->view.ndim - 1] == VIEW_CONTIG)
        return 'C';
    return view->view.modes[0] == VIEW_CONTIG ? 'F' : 's';
}

/* "sc": how each axis is reached, where not all are direct; else NULL. */
static const char *mode_letters(Emit *e, const Type *view)
{
    static const char letters[] = {'s', 'c', 'i', 'g', 'c'};
    char text[VIEW_MAX_DIMS + 1] = {0};
    bool direct = true;
    for (uint32_t i = 0; i < view->view.ndim; i++) {
        text[i] = letters[view->view.modes[i]];
        direct = direct && view->view.modes[i] < VIEW_INDIRECT;
    }
    return direct ? NULL : arena_strdup(e->arena, text);
}

static const char *unqualified_name(Emit *e, const Type *element)
{
    while (element->kind == TYPE_CONST)
        element = element->target;
    return emit_type_name(e, element);
}

/* What messages call the items. */
static const char *shown_name(Emit *e, const Type *element)
{
    char letter = type_buffer_kind(element);
    if (letter == 'T' || letter == 'A')
        return typename_source(e->arena, type_is_const(element) ? type_strip(element) : element);
    if (type_is_object(element))
        return "Python object";
    const char *name = letter == 'z' || letter == '?' ? typename_source(e->arena, element) : unqualified_name(e, element);
    return type_is_const(element) && letter != 'z' && letter != '?' ? arena_printf(e->arena, "const %s", name) : name;
}

static const char *words_of(Emit *e, const Type *element)
{
    Buf out;
    buf_init(&out, e->arena);
    while (element->kind == TYPE_CONST)
        element = element->target;
    typename_ir(&out, element);
    for (char *c = out.text; *c; c++)
        if (!isalnum((unsigned char)*c))
            *c = '_';
    while (out.len && out.text[out.len - 1] == '_')
        out.text[--out.len] = '\0';
    return buf_text(&out);
}

const char *emit_view_spec(Emit *e, const Type *type)
{
    const Type *view = type_strip(type);
    bool known = false;
    emit_need(e, "view");
    for (uint32_t i = 0; i < e->specs.len; i++)
        known |= e->specs.items[i] == view;
    if (!known)
        vec_push(e->kept, &e->specs, view);
    const char *modes = mode_letters(e, view);
    return arena_printf(e->arena, "%s%s_%u%c%s_spec", type_is_const(view->target) ? "const_" : "",
                        words_of(e, view->target), (unsigned)view->view.ndim,
                        (char)tolower(contig_letter(view)), modes ? modes : "");
}

static const char *fields_name(Emit *e, const Type *type)
{
    return arena_printf(e->arena, "%s_fields_spec", words_of(e, type));
}

/* What an array of arrays ... is made of. */
static const Type *array_item(const Type *type)
{
    while (type_strip(type)->kind == TYPE_ARRAY)
        type = type_strip(type)->target;
    return type;
}

/* "4, 2" of T[4][2], "0" of what is no array. */
static const char *array_lengths(Emit *e, const Type *type)
{
    Buf out;
    buf_init(&out, e->arena);
    for (type = type_strip(type); type->kind == TYPE_ARRAY; type = type_strip(type->target))
        buf_printf(&out, "%s%llu", out.len ? ", " : "", (unsigned long long)type->array_len);
    return out.len ? buf_text(&out) : "0";
}

static void write_field(Emit *e, const char *name, const char *offset, const Type *type)
{
    const Type *item = array_item(type);
    char letter = type_buffer_kind(item);
    cw_line(&e->cw, "{\"%s\", '%c', %s, sizeof(%s), \"%s\", %s, {%s}},", name, letter, offset,
            unqualified_name(e, item), shown_name(e, item), letter == 'T' ? fields_name(e, type_strip(item)) : "NULL",
            array_lengths(e, type));
}

static void end_fields(Emit *e)
{
    cw_line(&e->cw, "{NULL, 0, 0, 0, NULL, NULL, {0}},");
    e->cw.indent--;
    cw_line(&e->cw, "};");
}

static void write_fields(Emit *e, const Type *type, Map *done);

/* An array as an element: one field without a name. */
static void write_array(Emit *e, const Type *type, Map *done)
{
    if (map_has(done, type_strip(type)))
        return;
    map_set(e->arena, done, type_strip(type), NULL);
    write_fields(e, array_item(type), done);
    cw_open(&e->cw, "static const KrField %s[] =", fields_name(e, type_strip(type)));
    write_field(e, "", "0", type);
    end_fields(e);
}

/* The table of a struct's fields; those of inner structs first. */
static void write_fields(Emit *e, const Type *type, Map *done)
{
    const Type *plain = type_strip(type);
    if (type_buffer_kind(plain) != 'T' || !plain->decl || map_has(done, plain))
        return;
    map_set(e->arena, done, plain, NULL);
    for (uint32_t i = 0; i < plain->decl->field_count; i++)
        write_fields(e, array_item(plain->decl->fields[i].type), done);
    cw_open(&e->cw, "static const KrField %s[] =", fields_name(e, plain));
    for (uint32_t i = 0; i < plain->decl->field_count; i++) {
        const TypeField *field = &plain->decl->fields[i];
        const char *name = emit_field_name(field);
        write_field(e, field->name->text,
                    arena_printf(e->arena, "offsetof(%s, %s)", unqualified_name(e, plain), name), field->type);
    }
    end_fields(e);
}

const char *emit_buffer_spec(Emit *e, const Type *type, bool is_cast)
{
    const Type *view = type_strip(type);
    char letter = is_cast ? '*' : type_buffer_kind(view->target);
    if (strchr("TAO", letter)) /* messages name them without const */
        return emit_view_spec(e, type);
    const char *c_type = unqualified_name(e, view->target), *modes = mode_letters(e, view);
    char contig = contig_letter(view);
    emit_need(e, "view");
    return arena_printf(e->arena, "(KrViewSpec){'%c', sizeof(%s), %u, %d, " CW_BREAK "%s, \"%s\", NULL, %s}",
                        letter, c_type, (unsigned)view->view.ndim, !type_is_const(view->target),
                        contig == 's' ? "0" : arena_printf(e->arena, "'%c'", contig), c_type,
                        modes ? arena_printf(e->arena, "\"%s\"", modes) : "NULL");
}

void emit_write_specs(Emit *e)
{
    Map done = {0};
    for (uint32_t i = 0; i < e->specs.len; i++) {
        const Type *view = e->specs.items[i];
        const char *c_type = unqualified_name(e, view->target);
        char contig = contig_letter(view);
        const char *modes = mode_letters(e, view);
        char letter = type_buffer_kind(view->target);
        if (letter == 'A')
            write_array(e, view->target, &done);
        else
            write_fields(e, view->target, &done);
        const char *order = contig == 's' ? "0" : arena_printf(e->arena, "'%c'", contig);
        bool writable = !type_is_const(view->target);
        bool has_fields = letter == 'T' || letter == 'A';
        bool is_plain = !has_fields && !modes && strcmp(shown_name(e, view->target), c_type) == 0;
        if (!is_plain)
            cw_line(&e->cw,
                    "static const KrViewSpec %s = " CW_BREAK "{'%c', sizeof(%s), %u, %d, %s, \"%s\", %s, %s};",
                    emit_view_spec(e, view), letter, c_type, (unsigned)view->view.ndim, writable, order,
                    shown_name(e, view->target),
                    has_fields ? fields_name(e, type_strip(view->target)) : "NULL",
                    modes ? arena_printf(e->arena, "\"%s\"", modes) : "NULL");
        else
            cw_line(&e->cw, "static const KrViewSpec %s = " CW_BREAK "KR_VIEW_SPEC('%c', %s, %u, %d, %s);",
                    emit_view_spec(e, view), letter, c_type, (unsigned)view->view.ndim, writable, order);
    }
    if (e->specs.len)
        cw_blank(&e->cw);
}

/* ---- nominal types --------------------------------------------------------------------------- */

static const char *tag_of(const Type *type)
{
    return type->decl->is_union ? "union" : "struct";
}

/* `struct point` for a struct whose C name is `struct point`; a struct named by a bare word is a typedef too. */
static const char *bare_name(const TypeDecl *decl)
{
    const char *name = decl->c_name ? decl->c_name : decl->name->text;
    const char *space = strrchr(name, ' ');
    return space ? space + 1 : name;
}

static bool is_tagged(const TypeDecl *decl)
{
    return decl->c_name && strchr(decl->c_name, ' ');
}

static void write_struct(Emit *e, const Type *type)
{
    const TypeDecl *decl = type->decl;
    if (decl->is_packed)
        cw_edge(&e->cw, "#pragma pack(push, 1)");
    cw_open(&e->cw, "%s %s", tag_of(type), bare_name(decl));
    for (uint32_t i = 0; i < decl->field_count; i++) {
        const TypeField *field = &decl->fields[i];
        cw_line(&e->cw, "%s;",
                emit_declare(e, field->type, emit_field_name(field)));
    }
    e->cw.indent--;
    cw_line(&e->cw, "};");
    if (decl->is_packed)
        cw_edge(&e->cw, "#pragma pack(pop)");
}

static bool is_ours(const Type *type)
{
    return type->decl && !type->decl->is_extern;
}

static void write_forward(Emit *e, const Type *type)
{
    bool is_struct = type->kind == TYPE_STRUCT || type->kind == TYPE_CTUPLE;
    if (is_ours(type) && is_struct && !is_tagged(type->decl))
        cw_line(&e->cw, "typedef %s %s %s;", tag_of(type), bare_name(type->decl),
                bare_name(type->decl));
}

static void write_type(Emit *e, const Type *type, Map *done);

/* A typedef must stand before its name is used, also where what it names need not be complete. */
static void write_named(Emit *e, const Type *type, Map *done)
{
    while (type->kind == TYPE_ARRAY || type->kind == TYPE_CONST || type->kind == TYPE_PTR)
        type = type->target;
    if (type->kind == TYPE_TYPEDEF)
        write_type(e, type, done);
}

/* What the definition of `type` needs complete before it. */
static void write_needed(Emit *e, const Type *type, Map *done)
{
    bool by_pointer = false;
    for (; type->kind == TYPE_ARRAY || type->kind == TYPE_CONST || type->kind == TYPE_PTR; type = type->target)
        by_pointer = type->kind == TYPE_PTR || (by_pointer && type->kind != TYPE_ARRAY); /* items are complete */
    if (type->kind == TYPE_FUNC) {
        write_named(e, type->func->result, done);
        for (uint32_t i = 0; i < type->func->count; i++)
            write_named(e, type->func->params[i].type, done);
    }
    if (!type->decl || (by_pointer && type->kind != TYPE_TYPEDEF))
        return;
    write_type(e, type, done);
    if (type->kind == TYPE_TYPEDEF && !by_pointer)
        write_needed(e, type->decl->target, done); /* a typedef of a struct comes before it */
}

static bool is_struct_kind(const Type *type)
{
    return type->kind == TYPE_STRUCT || type->kind == TYPE_CTUPLE;
}

/* The values are written out wherever they are used; the items are named for debuggers. */
static void write_enum(Emit *e, const TypeDecl *decl)
{
    Buf items;
    buf_init(&items, e->arena);
    for (uint32_t i = 0; i < decl->field_count; i++)
        buf_printf(&items, "%s" CW_BREAK "%s%s%s = %s", i ? ", " : "",
                   e->in_header ? "" : bare_name(decl), e->in_header ? "" : "_",
                   decl->fields[i].name->text, decl->fields[i].c_name);
    if (is_tagged(decl))
        cw_line(&e->cw, "enum %s {%s};", bare_name(decl), buf_text(&items));
    else
        cw_line(&e->cw, "typedef enum {%s} %s;", buf_text(&items), bare_name(decl));
}

static void write_type(Emit *e, const Type *type, Map *done)
{
    if (!is_ours(type) || map_has(done, type))
        return;
    map_set(e->arena, done, type, NULL);
    if (type->kind == TYPE_STRUCT || type->kind == TYPE_CTUPLE) {
        for (uint32_t i = 0; i < type->decl->field_count; i++)
            write_needed(e, type->decl->fields[i].type, done);
        if (type->decl->field_count)
            write_struct(e, type);
    } else if (type->kind == TYPE_TYPEDEF) {
        if (!is_struct_kind(type->decl->target))
            write_needed(e, type->decl->target, done);
        cw_line(&e->cw, "typedef %s;",
                emit_declare(e, type->decl->target, bare_name(type->decl)));
    } else if (type->kind == TYPE_ENUM) {
        write_enum(e, type->decl);
    }
}

void emit_write_types(Emit *e)
{
    IrTypeList types = {0};
    Map done = {0};
    ir_collect_types(e->arena, &types, e->module);
    for (uint32_t i = 0; i < types.list.len; i++)
        write_forward(e, types.list.items[i]);
    for (uint32_t i = 0; i < types.list.len; i++)
        write_type(e, types.list.items[i], &done);
    if (types.list.len)
        cw_blank(&e->cw);
}

void emit_use_type(Emit *e, const Type *type)
{
    while (type->target)
        type = type->target;
    if (type->kind == TYPE_FUNC) {
        emit_use_type(e, type->func->result);
        for (uint32_t i = 0; i < type->func->count; i++)
            emit_use_type(e, type->func->params[i].type);
    }
    if (!type->decl || map_has(&e->defined, type))
        return;
    write_forward(e, type);
    write_type(e, type, &e->defined);
}
