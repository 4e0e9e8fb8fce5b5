/* lower_view_cast.c: memory as a memoryview; see lower_view_cast.h.
 *
 * The memory gets an owner, an object of cython.view.array, with the shape and a format as the struct module writes it.
 *
 *     <int[:n]> p   ->   %1 = build tuple (box n); prim array_wrap p, %1, (sizeof int), 'i', false
 */
#include "lower/lower_view_cast.h"

#include "lower/lower_convert.h"
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

static void put_format(Buf *out, const Type *type)
{
    const Type *plain = lower_plain(type);
    if (plain->kind == TYPE_COMPLEX) {
        buf_putc(out, 'Z');
        put_format(out, plain->target);
    } else if (plain->kind == TYPE_ARRAY) {
        buf_putc(out, '(');
        for (; plain->kind == TYPE_ARRAY; plain = lower_plain(plain->target))
            buf_printf(out, "%llu%s", (unsigned long long)plain->array_len,
                       lower_plain(plain->target)->kind == TYPE_ARRAY ? "," : ")");
        put_format(out, plain);
    } else if (plain->kind == TYPE_STRUCT || plain->kind == TYPE_CTUPLE) {
        buf_puts(out, plain->decl->is_packed ? "^T{" : "T{");
        for (uint32_t i = 0; i < plain->decl->field_count; i++) {
            put_format(out, plain->decl->fields[i].type);
            buf_printf(out, ":%s:", plain->decl->fields[i].name->text);
        }
        buf_putc(out, '}');
    } else {
        buf_putc(out, scalar_letter(plain));
    }
}

static Insn *wrap(Lower *lw, Insn *pointer, Insn *shape, const Type *element, bool fortran)
{
    Buf format;
    buf_init(&format, lw->arena);
    put_format(&format, element);
    Insn *size = ir_append(&lw->b, IR_SIZEOF, 0, LOWER_TYPE(lw, SIZE), NULL, 0);
    size->as.type = type_strip(element);
    return LOWER_PRIM(lw, array_wrap, pointer, shape, lower_convert(lw, size, LOWER_TYPE(lw, SSIZE)),
                      lower_str(lw, buf_text(&format)), lower_bint(lw, fortran));
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
    const Type *view = lower_plain(to), *item = lower_plain(array);
    Insn *lens[VIEW_MAX_DIMS];
    for (uint32_t i = 0; i < view->view.ndim; i++) {
        lens[i] = lower_box(lw, lower_ssize(lw, (int64_t)item->array_len));
        item = lower_plain(item->target);
    }
    Insn *object = wrap(lw, pointer, make_shape(lw, lens, view->view.ndim), item, false);
    return lower_convert(lw, object, to);
}
