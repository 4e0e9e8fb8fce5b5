/* astdump.c: the text form of the AST, for `krait dump --stage ast`, golden tests and comparisons.
 *
 * One node a line, two spaces a level: the field it stands in, its kind, its plain fields. What is
 * absent or has its usual value (NULL, false, 0, the first enum value) is left out. Driven by ast.def,
 * with a stack of its own, so that depth costs memory and never the C stack.
 *
 *     x = 1 + y      Assign
 *                      targets: Name id=x
 *                      value: BinOp op="+"
 *                        left: IntLit text="1"
 *                        right: Name id=y
 */
#include "syntax/ast.h"

typedef struct DumpItem {
    const Ast *node;
    const char *field; /* NULL for the root */
    uint32_t depth;
} DumpItem;

typedef VEC(DumpItem) DumpStack;

static void put_quoted(Buf *out, const char *text, uint32_t len)
{
    buf_putc(out, '"');
    for (uint32_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\')
            buf_printf(out, "\\%c", c);
        else if (c == '\n')
            buf_puts(out, "\\n");
        else if (c < 0x20 || c >= 0x7f)
            buf_printf(out, "\\x%02x", c);
        else
            buf_putc(out, (char)c);
    }
    buf_putc(out, '"');
}

static void put_names(Buf *out, const AstField *field, const AtomList *names)
{
    if (names->len == 0) return;
    buf_printf(out, " %s=[", field->name);
    for (uint32_t i = 0; i < names->len; i++)
        buf_printf(out, "%s%s", i ? " " : "", names->items[i]->text);
    buf_putc(out, ']');
}

/* Prints a field that is not a node, when it has something to say. */
static void put_plain(Buf *out, const Ast *node, const AstField *field)
{
    const void *place = (const char *)node + field->offset;
    switch (field->kind) {
    case AST_FIELD_NAME: {
        Atom name = *(const Atom *)place;
        if (name) buf_printf(out, " %s=%s", field->name, name->text);
        return;
    }
    case AST_FIELD_NAMES: put_names(out, field, place); return;
    case AST_FIELD_TEXT: {
        const char *text = *(const char *const *)place;
        if (!text) return;
        buf_printf(out, " %s=", field->name);
        put_quoted(out, text, *(const uint32_t *)(const void *)((const char *)node + field->len_offset));
        return;
    }
    case AST_FIELD_FLAG:
        if (*(const bool *)place) buf_printf(out, " %s", field->name);
        return;
    case AST_FIELD_INT:
        if (*(const int *)place) buf_printf(out, " %s=%d", field->name, *(const int *)place);
        return;
    case AST_FIELD_ENUM: {
        const char *text = field->enum_text(*(const int *)place);
        if (text) buf_printf(out, " %s=\"%s\"", field->name, text);
        return;
    }
    case AST_FIELD_END:
    case AST_FIELD_CHILD:
    case AST_FIELD_LIST:
    case AST_FIELD_SPAN: return;
    }
}

static void push_child(Arena *arena, DumpStack *stack, const Ast *child, const char *field,
                       uint32_t depth)
{
    DumpItem item = {child, field, depth};
    vec_push(arena, stack, item);
}

/* Pushes the node's children so that the first comes off first. */
static void push_children(Arena *arena, DumpStack *stack, const Ast *node, uint32_t depth)
{
    uint32_t first = stack->len;
    for (const AstField *field = ast_fields(node->kind); field->kind != AST_FIELD_END; field++) {
        const void *place = (const char *)node + field->offset;
        if (field->kind == AST_FIELD_CHILD) {
            const Ast *child = *(const Ast *const *)place;
            if (child) push_child(arena, stack, child, field->name, depth);
        } else if (field->kind == AST_FIELD_LIST) {
            const AstNodes *list = place;
            for (uint32_t i = 0; i < list->len; i++)
                push_child(arena, stack, list->items[i], field->name, depth);
        }
    }
    for (uint32_t i = first, j = stack->len; i + 1 < j; i++) {
        DumpItem swap = stack->items[i];
        stack->items[i] = stack->items[--j];
        stack->items[j] = swap;
    }
}

void ast_dump(Buf *out, const Ast *node)
{
    DumpStack stack = {0};
    push_child(out->arena, &stack, node, NULL, 0);
    while (stack.len) {
        DumpItem item = vec_pop(&stack);
        buf_fill(out, ' ', (size_t)item.depth * 2);
        if (item.field) buf_printf(out, "%s: ", item.field);
        buf_puts(out, ast_kind_name(item.node->kind));
        const AstField *field = ast_fields(item.node->kind);
        for (; field->kind != AST_FIELD_END; field++) put_plain(out, item.node, field);
        buf_putc(out, '\n');
        push_children(out->arena, &stack, item.node, item.depth + 1);
    }
}
