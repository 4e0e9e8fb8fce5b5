/* ir_parse_insn.c: lines, blocks and regions in IR text. One instruction a line; a region's lines stand in its braces.
 *
 *     %1: f64 = prim add_f64_obj s, x     ; 4
 *     range %2 = 0, list_len(xs) live {
 *     }
 */
#include "ir/ir_parse_insn.h"

#include "ir/ir_parse_op.h"

#include <string.h>

static void parse_case(IrParser *p, Insn *region, uint32_t *values, int64_t **list, uint32_t *cap)
{
    if (*values == *cap)
        vec_grow(p->b.module->arena, (void **)list, *values, cap, sizeof **list);
    (*list)[(*values)++] = ir_lex_want_int(&p->lex);
    region->as.cases.values = *list;
    region->as.cases.len = *values;
}

static void add_block(IrParser *p, Insn *region)
{
    IrBlock **blocks = ARENA_ARRAY(p->b.module->arena, IrBlock *, region->nblocks + 1);
    if (region->nblocks)
        memcpy(blocks, region->blocks, region->nblocks * sizeof *blocks);
    blocks[region->nblocks] = ir_block_new(p->b.module);
    blocks[region->nblocks]->owner = region;
    region->blocks = blocks;
    region->nblocks++;
}

static void parse_braces(IrParser *p, Insn *region)
{
    add_block(p, region);
    ir_lex_expect(&p->lex, '{');
    ir_parse_line_end(p);
    ir_parse_block(p, region->blocks[region->nblocks - 1]);
}

static void parse_switch(IrParser *p, Insn *region)
{
    uint32_t count = 0;
    uint32_t cap = 0;
    int64_t *values = NULL;
    while (!p->lex.failed && ir_lex_take_word(&p->lex, "case")) {
        parse_case(p, region, &count, &values, &cap);
        parse_braces(p, region);
    }
    if (ir_lex_take_word(&p->lex, "default"))
        parse_braces(p, region);
}

static void parse_region_blocks(IrParser *p, Insn *region)
{
    if (region->op == IR_SWITCH) {
        parse_switch(p, region);
        return;
    }
    parse_braces(p, region);
    if (region->op == IR_IF) {
        if (ir_lex_take_word(&p->lex, "else"))
            parse_braces(p, region);
        else
            add_block(p, region);
        return;
    }
    const char *second = region->op == IR_TRY ? "handler" : "cleanup";
    if (region->op == IR_TRY || region->op == IR_FINALLY) {
        if (!ir_lex_take_word(&p->lex, second))
            ir_lex_fail(&p->lex, "expected `%s`", second);
        parse_braces(p, region);
    }
}

/* `%1 = ` or `%1: type = ` of a loop: the name of its index. */
static bool parse_index(IrParser *p, IrToken *name, const Type **type)
{
    uint32_t start = p->lex.token.start;
    *name = p->lex.token;
    *type = NULL;
    if (name->kind != IR_TOK_VALUE)
        return false;
    ir_lex_next(&p->lex);
    *type = ir_parse_colon_type(p);
    if (ir_lex_take(&p->lex, '='))
        return true;
    if (!p->lex.failed)
        ir_lex_seek(&p->lex, start);
    return false;
}

/* `x = ` of a loop that counts in a variable; NULL when there is none. */
static IrVar *parse_counter(IrParser *p)
{
    uint32_t start = p->lex.token.start;
    if (p->lex.token.kind != IR_TOK_NAME || ir_lex_is_word(&p->lex, "live"))
        return NULL;
    IrToken name = p->lex.token;
    ir_lex_next(&p->lex);
    bool counts = ir_lex_is(&p->lex, '=');
    ir_lex_seek(&p->lex, start);
    if (!counts || !map_has(&p->vars, ir_parse_key(p, &name)))
        return NULL;
    IrVar *var = ir_parse_var(p);
    ir_lex_expect(&p->lex, '=');
    return var;
}

static void define_value(IrParser *p, const IrToken *name, Insn *value)
{
    Atom key = ir_parse_key(p, name);
    if (map_has(&p->values, key))
        ir_lex_fail(&p->lex, "value `%%%s` is defined twice", name->text);
    else
        map_set(p->lex.arena, &p->values, key, value);
}

static void make_index(IrParser *p, Insn *region, const IrToken *name, const Type *type)
{
    IrBlock *outer = p->b.block;
    Insn draft = {.op = IR_INDEXVAR};
    if (!type)
        type = region->nargs ? region->args[0]->type : TYPE_OF(p->b.module->types, SSIZE);
    p->b.block = region->blocks[region->nblocks - 1];
    Insn *index = ir_parse_place(p, &draft, type);
    p->b.block = outer;
    if (index)
        define_value(p, name, index);
}

/* start, stop, or start, then the expression of a live stop, which becomes the first block. */
static void parse_range_args(IrParser *p, Insn *draft, IrBlock *stop)
{
    Insn **args = ARENA_ARRAY(p->b.module->arena, Insn *, 2);
    draft->args = args;
    args[0] = ir_parse_operand(p, draft);
    draft->nargs = 1;
    ir_lex_expect(&p->lex, ',');
    if (p->lex.failed)
        return;
    if (ir_lex_is_word(&p->lex, "live"))
        return;
    Insn *before = p->b.block->last;
    args[1] = ir_parse_operand(p, draft);
    draft->nargs = 2;
    if (p->lex.failed || !ir_lex_is_word(&p->lex, "live"))
        return;
    draft->nargs = 1;
    for (Insn *insn = before ? before->next : p->b.block->first, *next; insn; insn = next) {
        next = insn->next;
        ir_remove(insn);
        ir_block_append(stop, insn);
    }
    if (stop->last != args[1])
        ir_lex_fail(&p->lex, "a live stop must be an expression");
}

static int64_t parse_step(IrParser *p)
{
    return ir_lex_take_word(&p->lex, "step") ? ir_lex_want_int(&p->lex) : 1;
}

static Insn *place_region(IrParser *p, const Insn *draft, Atom label)
{
    Insn *region = ir_parse_place(p, draft, TYPE_OF(p->b.module->types, VOID));
    if (region && label) {
        region->label = label;
        if (map_has(&p->labels, label))
            ir_lex_fail(&p->lex, "label `%s` is used twice", label->text);
        map_set(p->lex.arena, &p->labels, label, region);
    }
    return region;
}

static Insn *parse_range(IrParser *p, Atom label)
{
    IrToken index;
    const Type *type;
    IrBlock *stop = ir_block_new(p->b.module);
    Insn draft = {.op = IR_RANGE};
    bool named = parse_index(p, &index, &type);
    draft.into = named ? NULL : parse_counter(p);
    draft.flags = draft.into ? INSN_INDEX : 0;
    parse_range_args(p, &draft, stop);
    draft.sub = !p->lex.failed && ir_lex_take_word(&p->lex, "live");
    draft.as.step = parse_step(p);
    if (!draft.as.step)
        ir_lex_fail(&p->lex, "a range cannot have step 0");
    Insn *region = place_region(p, &draft, label);
    if (!region)
        return NULL;
    if (draft.sub) {
        add_block(p, region);
        region->blocks[0] = stop;
        stop->owner = region;
        if (!stop->first) { /* the stop is a block of its own */
            ir_lex_expect(&p->lex, '{');
            ir_parse_line_end(p);
            ir_parse_block(p, stop);
        }
    }
    add_block(p, region);
    if (named)
        make_index(p, region, &index, type);
    return region;
}

/* The word in front of a shared variable; false when there is none. */
static bool parse_sharing(IrParser *p, IrParVar *item)
{
#define SHARE_WORD(word, kind, keep)                                                               \
    if (ir_lex_take_word(&p->lex, #word)) {                                                        \
        item->sharing = kind;                                                                      \
        item->keeps = keep;                                                                        \
        return true;                                                                               \
    }
#include "ir/text_words.def"
    return false;
}

static void parse_par_vars(IrParser *p, IrPar *par)
{
    for (IrParVar item = {0}; parse_sharing(p, &item);) {
        Insn draft = {.op = IR_BIN};
        if (item.sharing == IR_SHARE_REDUCTION)
            ir_parse_sub(p, &draft);
        item.reduction = (IrBin)draft.sub;
        item.var = ir_parse_var(p);
        if (p->lex.failed)
            return;
        vec_push(p->b.module->arena, &par->vars, item);
    }
}

static bool parse_schedule(IrParser *p, IrPar *par)
{
#define SCHEDULE_WORD(word, kind)                                                                  \
    if (ir_lex_take_word(&p->lex, #word)) {                                                        \
        par->schedule = kind;                                                                      \
        return true;                                                                               \
    }
#include "ir/text_words.def"
    return false;
}

static void parse_par_clauses(IrParser *p, IrPar *par)
{
    par->step = parse_step(p);
    if (ir_lex_take_word(&p->lex, "schedule") && !parse_schedule(p, par))
        ir_lex_fail(&p->lex, "unknown schedule");
    par->has_threads = ir_lex_take_word(&p->lex, "threads");
    par->has_chunk = ir_lex_take_word(&p->lex, "chunk");
    par->in_region = ir_lex_take_word(&p->lex, "inner");
    parse_par_vars(p, par);
}

static Insn *parse_par(IrParser *p, Atom label)
{
    IrToken index;
    const Type *type;
    IrPar *par = ARENA_NEW(p->b.module->arena, IrPar);
    Insn draft = {.op = IR_PAR, .as.par = par};
    bool named = parse_index(p, &index, &type);
    par->is_loop = !ir_lex_take_word(&p->lex, "region");
    if (!ir_lex_is(&p->lex, '{') && !ir_lex_is_word(&p->lex, "inner"))
        ir_parse_args(p, &draft, '{');
    if (!p->lex.failed)
        parse_par_clauses(p, par);
    Insn *region = place_region(p, &draft, label);
    if (!region)
        return NULL;
    add_block(p, region);
    if (named)
        make_index(p, region, &index, type);
    return region;
}

/* The body of a loop whose index, and so whose block, is there already. */
static void parse_body(IrParser *p, Insn *region)
{
    ir_lex_expect(&p->lex, '{');
    ir_parse_line_end(p);
    ir_parse_block(p, region->blocks[region->nblocks - 1]);
}

static void parse_region(IrParser *p, IrOp op)
{
    Insn draft = {.op = op};
    Atom label = NULL;
    ir_lex_next(&p->lex);
    ir_parse_sub(p, &draft);
    if (p->lex.token.kind == IR_TOK_LABEL) {
        label = ir_parse_key(p, &p->lex.token);
        ir_lex_next(&p->lex);
    }
    if (op == IR_RANGE || op == IR_PAR) {
        Insn *region = op == IR_RANGE ? parse_range(p, label) : parse_par(p, label);
        if (region)
            parse_body(p, region);
        return;
    }
    if (op == IR_IF || op == IR_SWITCH)
        ir_parse_args(p, &draft, '{');
    Insn *region = place_region(p, &draft, label);
    if (region)
        parse_region_blocks(p, region);
}

/* Lines */

void ir_parse_line_end(IrParser *p)
{
    IrLexer *lex = &p->lex;
    if (lex->token.kind == IR_TOK_NEWLINE) {
        if (lex->token.line)
            p->line = lex->token.line - 1;
        ir_lex_next(lex);
    } else if (!ir_lex_is(lex, '}') && lex->token.kind != IR_TOK_END) {
        ir_lex_fail(lex, "expected the end of the line");
    }
    Span span = p->line ? (Span){p->places, p->line - 1, 0} : SPAN_NONE;
    for (uint32_t i = 0; i < p->fresh.len; i++)
        *p->fresh.items[i] = span;
    p->fresh.len = 0;
}

/* `%1: type = op ...` or `_: type = op ...` */
static void parse_named(IrParser *p, bool fold)
{
    IrToken name = p->lex.token;
    ir_lex_next(&p->lex);
    ir_lex_expect(&p->lex, ':');
    const Type *type = ir_parse_type(&p->lex, &p->scope);
    ir_lex_expect(&p->lex, '=');
    if (p->lex.failed)
        return;
    Insn *value = ir_parse_op(p, type);
    if (!value)
        return;
    value->type = type;
    if (fold)
        value->flags |= INSN_FOLD;
    if (name.kind == IR_TOK_VALUE)
        define_value(p, &name, value);
}

static void parse_insn(IrParser *p)
{
    bool fold = ir_lex_take_word(&p->lex, "fold");
    const IrToken *token = &p->lex.token;
    int op = ir_parse_op_name(token);
    if (token->kind == IR_TOK_VALUE || ir_lex_is_word(&p->lex, "_")) {
        parse_named(p, fold);
    } else if (op >= 0 && ir_op_info[op].shape == IR_SHAPE_REGION) {
        parse_region(p, (IrOp)op);
        return;
    } else {
        Insn *insn = ir_parse_op(p, NULL);
        if (insn && fold)
            insn->flags |= INSN_FOLD;
    }
    ir_parse_line_end(p);
}

void ir_parse_block(IrParser *p, IrBlock *block)
{
    IrBlock *outer = p->b.block;
    p->b.block = block;
    if (++p->depth > IR_PARSE_DEPTH)
        ir_lex_fail(&p->lex, "regions are nested too deeply");
    ir_lex_skip_newlines(&p->lex);
    while (!p->lex.failed && !ir_lex_is(&p->lex, '}')) {
        if (p->lex.token.kind == IR_TOK_END)
            ir_lex_fail(&p->lex, "expected `}`");
        parse_insn(p);
        ir_lex_skip_newlines(&p->lex);
    }
    ir_lex_expect(&p->lex, '}');
    p->depth--;
    p->b.block = outer;
}
