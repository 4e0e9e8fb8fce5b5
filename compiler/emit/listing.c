/* listing.c: the listing as text and as JSON; see listing.h. */
#include "emit/listing.h"

#include <string.h>

#define RED_ "\033[1;31m"
#define YELLOW_ "\033[33m"
#define BLUE_ "\033[34m"
#define DIM_ "\033[2m"
#define PLAIN_ "\033[0m"

typedef struct Listing {
    Buf *out;
    const IrModule *module;
    const LineCosts *costs;
    bool color;
} Listing;

static const char *const kind_names[COST_KINDS] = {"python", "check"};

/* The loops are where it counts. */
static const char *color_of(CostKind kind, bool in_loop)
{
    if (kind == COST_CHECK)
        return BLUE_;
    return in_loop ? RED_ : YELLOW_;
}

static void put_colored(const Listing *l, const char *color, const char *text)
{
    buf_printf(l->out, "%s%s%s", l->color ? color : "", text, l->color ? PLAIN_ : "");
}

/* "P12", or as many blanks. */
static void put_count(const Listing *l, const LineCost *line, CostKind kind)
{
    Arena *arena = l->out->arena;
    const char *text = line->counts[kind] ? arena_printf(arena, "%c%u", kind == COST_PYTHON ? 'P' : 'C', line->counts[kind]) : "";
    put_colored(l, color_of(kind, line->loops[kind] > 0), arena_printf(arena, " %-3s", text));
}

static void put_ops(const Listing *l, const LineCost *line, uint32_t indent)
{
    for (uint32_t i = 0; i < line->ops.len; i++) {
        const LineOp *op = &line->ops.items[i];
        buf_fill(l->out, ' ', 14);
        put_colored(l, DIM_, "|");
        buf_fill(l->out, ' ', indent + 1);
        put_colored(l, color_of(op->kind, op->in_loop), "^");
        buf_printf(l->out, " %s", op->text);
        if (op->count > 1)
            buf_printf(l->out, " (%u times)", op->count);
        buf_puts(l->out, op->in_loop ? ", in a loop\n" : "\n");
    }
}

void listing_text(Buf *out, const IrModule *module, const LineCosts *costs, bool color)
{
    Listing listing = {out, module, costs, color};
    buf_printf(out, "%s: %s\n", module->sources->files.items[costs->file]->path, line_costs_summary(out->arena, costs));
    for (uint32_t number = 1; number <= costs->count; number++) {
        uint32_t len, indent = 0;
        const char *text = source_line_text(module->sources, costs->file, number, &len);
        buf_printf(out, "%5u", number);
        for (int kind = 0; kind < COST_KINDS; kind++)
            put_count(&listing, &costs->lines[number], (CostKind)kind);
        buf_puts(out, " ");
        put_colored(&listing, DIM_, "|");
        buf_printf(out, "%s%.*s\n", len ? " " : "", (int)len, text);
        while (indent < len && text[indent] == ' ')
            indent++;
        put_ops(&listing, &costs->lines[number], indent);
    }
}

static void put_json_line(const Listing *l, uint32_t number)
{
    const LineCost *line = &l->costs->lines[number];
    const char *path = l->module->sources->files.items[l->costs->file]->path;
    buf_puts(l->out, "{\"path\": ");
    buf_json(l->out, path, strlen(path));
    buf_printf(l->out, ", \"line\": %u", number);
    for (int kind = 0; kind < COST_KINDS; kind++)
        buf_printf(l->out, ", \"%s\": %u", kind_names[kind], line->counts[kind]);
    buf_puts(l->out, ", \"operations\": [");
    for (uint32_t i = 0; i < line->ops.len; i++) {
        const LineOp *op = &line->ops.items[i];
        buf_printf(l->out, "%s{\"kind\": \"%s\", \"text\": ", i ? ", " : "", kind_names[op->kind]);
        buf_json(l->out, op->text, strlen(op->text));
        buf_printf(l->out, ", \"count\": %u, \"in_loop\": %s}", op->count, op->in_loop ? "true" : "false");
    }
    buf_puts(l->out, "]}\n");
}

void listing_json(Buf *out, const IrModule *module, const LineCosts *costs)
{
    Listing listing = {out, module, costs, false};
    for (uint32_t number = 1; number <= costs->count; number++)
        if (costs->lines[number].ops.len)
            put_json_line(&listing, number);
}
