/* lower_codec.c: str.encode, bytes.decode and decode of C text, when literals name the codec (and the handler of errors).
 *
 * Place in the pipeline: asked by lower_call.c before it makes a call of a method. Of UTF-8, ASCII and Latin-1, the
 * interpreter has a C function each; C text, which would become bytes first, is decoded where it lies.
 *
 *     s.encode('utf-8')      ->   prim encode_as s, 0, null
 *     p[:n].decode('ascii')  ->   prim text_decode_as p, 0, n, 1, null       (char *p)
 */
#include "lower/lower_codec.h"

#include "lower/lower_call.h"

#include <string.h>

/* The codec's number in kr/str.h; -1: another. Names are compared as the interpreter does. */
static int codec_number(const AstStrLit *name)
{
    static const struct {
        const char *name;
        int number;
    } rows[] = {{"utf8", 0}, {"utf-8", 0}, {"ascii", 1}, {"us-ascii", 1}, {"latin1", 2}, {"latin-1", 2}, {"iso-8859-1", 2}};
    char plain[16];
    if (name->value_len >= sizeof plain)
        return -1;
    for (uint32_t i = 0; i <= name->value_len; i++) {
        char c = i < name->value_len ? name->value[i] : 0;
        plain[i] = (char)(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, plain) == 0)
            return rows[i].number;
    return -1;
}

/* Was the value made, just now, of C text? Of which: pointer, start, stop (null: 0 and the end). */
static bool find_text(const Insn *receiver, Insn *parts[3])
{
    bool is_whole = receiver->op == IR_PRIM && receiver->as.prim == PRIM_OF(box_cstr);
    bool is_text = is_whole || (receiver->op == IR_PRIM && receiver->as.prim == PRIM_OF(bytes_of_cstr));
    for (uint32_t i = 0; is_text && i < 3; i++)
        parts[i] = i && is_whole ? NULL : receiver->args[i];
    return is_text && !receiver->next;
}

Insn *lower_codec(Lower *lw, const AstCall *node, Insn *receiver, const char *name)
{
    bool is_encode = strcmp(name, "encode") == 0;
    TypeKind kind = lower_plain(receiver->type)->kind;
    bool fits = is_encode ? kind == TYPE_STR
                          : strcmp(name, "decode") == 0 && (kind == TYPE_BYTES || kind == TYPE_BYTEARRAY);
    if (!fits || !lower_call_is_plain(node) || !node->args.len || node->args.len > 2)
        return NULL;
    for (uint32_t i = 0; i < node->args.len; i++)
        if (node->args.items[i]->kind != AST_StrLit)
            return NULL;
    Insn *parts[3];
    bool is_text = find_text(receiver, parts);
    const AstStrLit *handler = node->args.len > 1 ? AST_AS(StrLit, node->args.items[1]) : NULL;
    int number = codec_number(AST_AS(StrLit, node->args.items[0]));
    if (number < 0 || (handler && memchr(handler->value, 0, handler->value_len)))
        return NULL;
    Insn *codec = ir_int(&lw->b, LOWER_TYPE(lw, INT), number);
    Insn *errors = handler ? ir_cstring(&lw->b, handler->value, handler->value_len)
                           : ir_null(&lw->b, type_ptr(lw->types, LOWER_TYPE(lw, CHAR)));
    lower_not_none(lw, receiver, IR_NONE_ATTR, name);
    if (is_encode)
        return LOWER_PRIM(lw, encode_as, receiver, codec, errors);
    if (!is_text)
        return LOWER_PRIM(lw, decode_as, receiver, codec, errors);
    Insn *start = parts[1] ? parts[1] : lower_ssize(lw, 0), *stop = parts[2] ? parts[2] : lower_ssize(lw, INT64_MAX);
    Insn *text = LOWER_PRIM(lw, text_decode_as, parts[0], start, stop, codec, errors);
    ir_remove(receiver);
    return text;
}
