/* lower_view_cast.c: memory as a memoryview; see lower_view_cast.h.
 *
 * The memory gets an owner, an object of cython.view.array, with the shape and a format as the struct module writes it.
 *
 *     <int[:n]> p   ->   %1 = build tuple (box n); prim array_wrap p, %1, (sizeof int), 'i', false
 */
#include "lower/lower_view_cast.h"

#include "lower/lower_convert.h"
#include "lower/lower_name.h"
#include "lower/lower_expr.h"

/* Format of a scalar, or NUL. Source: library reference, struct; PEP 3118. */
static char scalar_letter(const Type *plain)
{
    switch ((int)plain->kind) {
    case TYPE_CHAR: return 'c';
    case TYPE_SCHAR: return 'b';
    case TYPE_UCHAR: return 'B';
    case TYPE_SHORT: return 'h';
    case TYPE_USHORT: return 'H';
    case TYPE_BINT:
    case TYPE_ENUM:
    case TYPE_INT: return 'i';
    case TYPE_UCS4:
    case TYPE_UINT: return 'I';
    case TYPE_LONG:
    case TYPE_SSIZE:
    case TYPE_HASH:
    case TYPE_PTRDIFF: return 'l';
    case TYPE_ULONG:
    case TYPE_SIZE: return 'L';
    case TYPE_LLONG: return 'q';
    case TYPE_ULLONG: return 'Q';
    case TYPE_FLOAT: return 'f';
    case TYPE_DOUBLE: return 'd';
    case TYPE_LDOUBLE: return 'g';
    }
    return type_is_object(plain) ? 'O' : 'P';
}

/* A format being written: the text so far, and the objects in front of it. */
typedef struct Format {
    Buf text;
    VEC(Insn *) parts;
} Format;

static void flush_text(Lower *lw, Format *out)
{
    if (out->text.len)
        vec_push(lw->arena, &out->parts, lower_str(lw, buf_text(&out->text)));
    buf_init(&out->text, lw->arena);
}

static void put_vague(Lower *lw, Format *out, const Type *type)
{
    const Type *number = LOWER_TYPE(lw, INT);
    while (type->kind == TYPE_CONST)
        type = type->target;
    bool is_float = type_is_float(type);
    Insn *sign = is_float ? lower_bint(lw, true)
                          : ir_cmp(&lw->b, IR_CMP_LT, ir_cast(&lw->b, type, ir_int(&lw->b, number, -1)),
                                   ir_cast(&lw->b, type, ir_int(&lw->b, number, 1)));
    flush_text(lw, out);
    vec_push(lw->arena, &out->parts, LOWER_PRIM(lw, item_format, lower_bint(lw, is_float), lower_sizeof(lw, type), sign));
}

static void put_format(Lower *lw, Format *out, const Type *type)
{
    const Type *plain = lower_plain(type);
    Buf *text = &out->text;
    if (type_is_vague(type)) {
        put_vague(lw, out, type);
    } else if (plain->kind == TYPE_COMPLEX) {
        buf_putc(text, 'Z');
        put_format(lw, out, plain->target);
    } else if (plain->kind == TYPE_ARRAY) {
        const Type *item = type;
        buf_putc(text, '(');
        for (; lower_plain(item)->kind == TYPE_ARRAY; item = lower_plain(item)->target)
            buf_printf(text, "%s%llu", item == type ? "" : ",", (unsigned long long)lower_plain(item)->array_len);
        buf_putc(text, ')');
        put_format(lw, out, item);
    } else if (plain->kind == TYPE_STRUCT || plain->kind == TYPE_CTUPLE) {
        buf_puts(text, plain->decl->is_packed ? "^T{" : "T{");
        for (uint32_t i = 0; i < plain->decl->field_count; i++) {
            put_format(lw, out, plain->decl->fields[i].type);
            buf_printf(text, ":%s:", plain->decl->fields[i].name->text);
        }
        buf_putc(text, '}');
    } else {
        buf_putc(text, scalar_letter(plain));
    }
}

static Insn *format_of(Lower *lw, const Type *element)
{
    Format format = {0};
    buf_init(&format.text, lw->arena);
    put_format(lw, &format, element);
    flush_text(lw, &format);
    if (format.parts.len == 1)
        return format.parts.items[0];
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_STR, LOWER_TYPE(lw, STR), format.parts.items, format.parts.len);
}

static Insn *wrap(Lower *lw, Insn *pointer, Insn *shape, const Type *element, bool fortran)
{
    while (element->kind == TYPE_CONST)
        element = element->target;
    Insn *ssize = lower_convert(lw, lower_sizeof(lw, type_is_vague(element) ? element : type_strip(element)),
                                LOWER_TYPE(lw, SSIZE));
    return LOWER_PRIM(lw, array_wrap, pointer, shape, ssize, format_of(lw, element), lower_bint(lw, fortran));
}

static Insn *make_shape(Lower *lw, Insn **lens, uint32_t ndim)
{
    return ir_append(&lw->b, IR_BUILD, IR_BUILD_TUPLE, LOWER_TYPE(lw, TUPLE), lens, ndim);
}

Insn *lower_array_cast(Lower *lw, const AstCast *node, const ArrayInfo *info)
{
    Insn *lens[VIEW_MAX_DIMS];
    Insn *pointer = lower_expr(lw, node->operand);
    for (uint32_t i = 0; i < info->ndim; i++)
        lens[i] = lower_box(lw, info->lens[i] ? lower_to(lw, info->lens[i], LOWER_TYPE(lw, SSIZE))
                                              : lower_ssize(lw, info->known[i]));
    return wrap(lw, pointer, make_shape(lw, lens, info->ndim), info->element, info->is_fortran);
}

Insn *lower_array_view(Lower *lw, Insn *pointer, const Type *array, const Type *to)
{
    const Type *view = lower_plain(to), *item = array;
    Insn *lens[VIEW_MAX_DIMS];
    for (uint32_t i = 0; i < view->view.ndim; i++) {
        lens[i] = lower_box(lw, lower_ssize(lw, (int64_t)lower_plain(item)->array_len));
        item = lower_plain(item)->target;
    }
    Insn *object = wrap(lw, pointer, make_shape(lw, lens, view->view.ndim), item, false);
    return lower_convert(lw, object, to);
}
