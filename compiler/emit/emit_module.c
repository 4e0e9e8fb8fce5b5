/* emit_module.c: the C file as a whole: IR, phase L, to text.
 *
 * Place in the pipeline: last stage of the compiler proper. Functions are printed first, since they decide which
 * headers, specifications and definitions the file needs; then everything is put in order. Same input, same bytes:
 * nothing depends on addresses, time or paths.
 *
 *     includes, types, state (M), prototypes, functions in source order, constants, definitions,
 * module_exec, PyInit_NAME
 */
#include "emit/emit_ctx.h"

#include "base/panic.h"
#include "ir/ir_flow.h"

#include <stdlib.h>
#include <string.h>

enum { SCRATCH = 64 << 10 };

/* ---- who calls whom -------------------------------------------------------------------------- */

/* Of a function of the module. */
typedef struct Use {
    uint32_t first; /* 1 + place of the first function that names it; 0: none does */
    uint32_t place; /* its own */
    bool is_known;  /* calls of its object name its definition, which stands behind all functions */
} Use;

static void note_calls(Emit *e, const IrBlock *block, uint32_t caller)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool names = insn->op == IR_CALL || insn->op == IR_FUNCADDR;
        const IrFunc *func = names                                             ? insn->as.callee->func
                             : insn->op == IR_FUNCOBJ || insn->op == IR_GENNEW ? insn->as.func
                             : insn->op == IR_PYCALL                           ? insn->as.pycall.known
                                                                               : NULL;
        Use *use = func ? map_get(&e->first_use, func) : NULL;
        if (use && (caller + 1 < use->first || !use->first))
            use->first = caller + 1;
        if (use && insn->op == IR_PYCALL)
            use->is_known = true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            note_calls(e, insn->blocks[i], caller);
    }
}

bool emit_is_referenced(const Emit *e, const IrFunc *func)
{
    const Use *use = map_get(&e->first_use, func);
    return !use || use->first;
}

bool emit_is_early(const Emit *e, const IrFunc *func)
{
    const Use *use = map_get(&e->first_use, func);
    return use && use->first && use->first - 1 < use->place;
}

static bool is_known(const Emit *e, const IrFunc *func)
{
    const Use *use = map_get(&e->first_use, func);
    return use && use->is_known;
}

/* ---- parts of the file ----------------------------------------------------------------------- */

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void emit_include(Emit *e, const char *header)
{
    cw_edge(&e->cw, header[0] == '<' ? "#include %s" : "#include \"%s\"", header);
}

static void put_includes(Emit *e)
{
    const IrModule *module = e->module;
    const char **names = ARENA_ARRAY(e->arena, const char *, e->headers.len + 1);
    for (uint32_t i = 0; i < e->headers.len; i++)
        names[i] = ((Atom)e->headers.entries[i].key)->text;
    qsort(names, e->headers.len, sizeof *names, compare_texts);
    for (uint32_t i = 0; i < e->headers.len && !e->options->jit; i++)
        if (e->headers.len == 1 || strcmp(names[i], "core") != 0) /* every other header includes it */
            cw_edge(&e->cw, "#include \"kr/%s.h\"", names[i]);
    for (uint32_t i = 0; i < module->headers.len; i++) {
        const char *header = module->headers.items[i];
        if (header[0] == '\n' || header[0] == '\t')
            cw_edge(&e->cw, "%s", header + 1); /* text of an extern block */
        else if (!e->options->jit && !emit_is_own_header(e, header))
            emit_include(e, header);
    }
    cw_blank(&e->cw);
}

static void put_verbatim(Emit *e)
{
    for (uint32_t i = 0; i < e->module->verbatim.len; i++) {
        cw_edge(&e->cw, "%s", e->module->verbatim.items[i]);
        cw_blank(&e->cw);
    }
}

static void open_guard(Emit *e, const IrFunc *func)
{
    if (func->guard)
        cw_edge(&e->cw, "#if %s", func->guard);
}

static void close_guard(Emit *e, const IrFunc *func)
{
    if (func->guard)
        cw_edge(&e->cw, "#endif");
}

static void put_prototype(Emit *e, const IrFunc *func)
{
    open_guard(e, func);
    emit_func_head(e, func, true);
    close_guard(e, func);
}

/* Functions that are called above their definition. */
static void put_prototypes(Emit *e)
{
    bool any = false;
    Buf defs;
    buf_init(&defs, e->arena);
    for (uint32_t i = 0; i < e->module->funcs.len; i++) {
        const IrFunc *func = e->module->funcs.items[i];
        if (!emit_is_early(e, func) && !is_known(e, func))
            continue;
        if (func->kind == IR_FUNC_DEF)
            buf_printf(&defs, "%s%s_def", defs.len ? ", " CW_BREAK : "", func->c_name);
        else if (func->kind == IR_FUNC_FRAME)
            cw_line(&e->cw, "static const KrGenDef %s_gen;", func->c_name);
        else
            put_prototype(e, func);
        any = true;
    }
    if (defs.len)
        cw_line(&e->cw, "static const KrFuncDef %s;", buf_text(&defs));
    if (any)
        cw_blank(&e->cw);
}

/* Printed text, on its way to its place. */
typedef VEC(Buf) Pieces;

/* The text alone stays of what is being printed: all else that was allocated since the mark goes. */
static void keep(Emit *e, Pieces *pieces, const Buf *text, ArenaMark mark)
{
    Buf copy;
    buf_init(&copy, e->kept);
    buf_reserve(&copy, text->len);
    buf_put(&copy, text->text, text->len);
    vec_push(e->kept, pieces, copy);
    arena_reset(e->arena, mark);
}

static void open_piece(Emit *e, Buf *text)
{
    buf_init(text, e->arena);
    e->cw.out = text;
}

/* Each in a piece of its own. */
static Pieces put_functions(Emit *e)
{
    Pieces pieces = {0};
    for (uint32_t i = 0; i < e->module->funcs.len; i++) {
        const IrFunc *func = e->module->funcs.items[i];
        if (func->kind == IR_FUNC_FRAME && !emit_is_referenced(e, func))
            continue; /* its expression was dead code */
        Buf text;
        ArenaMark mark = arena_mark(e->arena);
        panic_context("emit, function @%s", func->name->text);
        open_piece(e, &text);
        open_guard(e, func);
        emit_func(e, func);
        close_guard(e, func);
        keep(e, &pieces, &text, mark);
    }
    if (e->cw.wants_blank) {
        Buf end;
        buf_init(&end, e->kept);
        buf_putc(&end, '\n');
        vec_push(e->kept, &pieces, end);
    }
    e->cw.wants_blank = false;
    return pieces;
}

/* Runs `part` into a piece. */
static Pieces aside(Emit *e, void (*part)(Emit *e))
{
    Pieces pieces = {0};
    Buf text;
    ArenaMark mark = arena_mark(e->arena);
    open_piece(e, &text);
    part(e);
    if (e->cw.wants_blank)
        buf_putc(&text, '\n');
    e->cw.wants_blank = false;
    keep(e, &pieces, &text, mark);
    return pieces;
}

static void put_body(Emit *e)
{
    panic_context("emit, module body");
    if (e->module->body && emit_has_only_defs(e->module->body))
        emit_def_table(e, e->module->body);
    else if (e->module->body)
        emit_func(e, e->module->body);
}

static void put_consts(Emit *e)
{
    e->has_consts = emit_consts(e);
}

/* Variables and type objects that other C code sees. */
static void put_publics(Emit *e)
{
    const char *storage = e->options->jit ? "" : "KR_VISIBLE ";
    for (uint32_t i = 0; i < e->module->classes.len; i++)
        if (emit_exports_type(e, e->module->classes.items[i]))
            cw_line(&e->cw, "KR_VISIBLE KrClassRoom %s;", e->module->classes.items[i]->type_symbol);
    for (uint32_t i = 0; i < e->module->publics.len; i++)
        cw_line(&e->cw, "%s%s;", storage, emit_declare(e, e->module->publics.items[i]->type,
                                            e->module->publics.items[i]->c_name));
}

static void put_top(Emit *e)
{
    emit_write_types(e);
    put_publics(e);
    emit_state(e);
    emit_write_specs(e);
    put_prototypes(e);
    if (e->frames.len) {
        if (e->cw.wants_blank)
            buf_putc(e->cw.out, '\n');
        buf_put(e->cw.out, e->frames.text, e->frames.len);
        e->cw.wants_blank = true;
    }
}

static void put_head(Emit *e)
{
    const IrModule *module = e->module;
    cw_edge(&e->cw, "/* %s: C for CPython, generated by Krait from %s */", module->name, module->source_name);
    put_includes(e);
    put_verbatim(e);
}

/* All that is printed, in the order of the file; what decides on other parts is printed before them. */
static void put_file(Emit *e, Buf *out)
{
    Pieces functions = put_functions(e);
    Pieces consts = aside(e, put_consts);
    Pieces body = aside(e, put_body);
    Pieces classes = aside(e, emit_classes);
    Pieces defs = aside(e, emit_defs);
    Pieces top = aside(e, put_top);
    Pieces head = aside(e, put_head);
    Pieces end = aside(e, emit_module_def);
    const Pieces *const parts[] = {&head, &top, &functions, &consts, &defs, &classes, &body, &end};
    size_t len = 0;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (uint32_t k = 0; k < parts[i]->len; k++)
            len += parts[i]->items[k].len;
    buf_reserve(out, len);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (uint32_t k = 0; k < parts[i]->len; k++)
            buf_put(out, buf_text(&parts[i]->items[k]), parts[i]->items[k].len);
}

void emit_module(const IrModule *module, const EmitOptions *options, Buf *out)
{
    Emit emit = {.module = module, .options = options};
    Emit *e = &emit;
    e->kept = arena_new_within(out->arena, 0);
    e->arena = arena_new_within(out->arena, SCRATCH);
    arena_alloc(e->arena, 1); /* so that a reset keeps the first block */
    cw_init(&e->cw, e->kept, NULL);
    e->cw.file = options->line_directives ? module->source_name : NULL;
    Use *uses = ARENA_ARRAY(e->kept, Use, module->funcs.len + 1);
    for (uint32_t i = 0; i < module->funcs.len; i++) {
        uses[i].place = i;
        map_set(e->kept, &e->first_use, module->funcs.items[i], &uses[i]);
    }
    for (uint32_t i = 0; i < module->funcs.len; i++)
        note_calls(e, module->funcs.items[i]->body, i);
    if (module->body)
        note_calls(e, module->body->body, module->funcs.len);
    buf_init(&e->frames, e->kept);
    emit_need(e, "core");
    put_file(e, out);
    arena_delete(e->arena);
    arena_delete(e->kept);
    panic_context(NULL);
}
