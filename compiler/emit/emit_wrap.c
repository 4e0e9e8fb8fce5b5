/* emit_wrap.c: how Python calls the functions: tables of parameters, argument prologue, function definitions.
 *
 * Place in the pipeline: called by emit_func (prologue) and emit_module (definitions). Lowered code finds each
 * argument in its `arg` variable; here those variables become parameters, items of args, or locals.
 *
 *     def total(list xs, double start=0)
 *     ->  KR_TAKE_ARGS_OF(function, 2);   and in its definition   KR_PARAMS("total", 2, 0, 0, 1, 0, &M.n_xs, &M.n_start)
 */
#include "emit/emit_ctx.h"
#include "type/initname.h"

#include <string.h>

typedef struct Counts {
    uint32_t named, pos_only, kw_only;
    bool star, starstar;
    uint64_t required;
} Counts;

static Counts count_params(const IrFunc *func)
{
    Counts counts = {0, 0, 0, false, false, 0};
    for (uint32_t i = 0; i < func->py_params.len; i++) {
        const IrPyParam *param = &func->py_params.items[i];
        counts.star |= param->is_star;
        counts.starstar |= param->is_starstar;
        if (param->is_star || param->is_starstar)
            continue;
        counts.named++;
        counts.pos_only += param->pos_only;
        counts.kw_only += param->kw_only;
        uint32_t slot = ir_param_slot(func, i);
        if (!param->has_default)
            counts.required |= UINT64_C(1) << (slot < 63 ? slot : 63);
    }
    return counts;
}

/* Names in order of their slots. */
static const char *names_text(Emit *e, const IrFunc *func)
{
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t slot = 0; slot < func->py_params.len; slot++)
        for (uint32_t i = 0; i < func->py_params.len; i++)
            if (ir_param_slot(func, i) == slot)
                buf_printf(&out, "%s&%s", slot ? ", " CW_BREAK : "",
                           emit_const_object(e, func->py_params.items[i].name));
    return buf_text(&out);
}

/* KR_PARAMS("total", 2, 0, 0, 1, 0, &M.n_xs, &M.n_start) */
static const char *params_initialiser(Emit *e, const IrFunc *func)
{
    Counts counts = count_params(func);
    emit_need(e, func->self ? "func" : "args");
    const char *flags = arena_printf(e->arena, "%s%s%s", counts.star ? " | KR_PARAMS_STAR" : "",
                                     counts.starstar ? " | KR_PARAMS_STARSTAR" : "",
                                     e->module->is_cython ? " | KR_PARAMS_CYTHON" : "");
    const char *numbers = arena_printf(e->arena, "%s, %u, %u, %u, %llu, %s", emit_shown_name(e, func),
                                       (unsigned)counts.named, (unsigned)counts.pos_only, (unsigned)counts.kw_only,
                                       (unsigned long long)counts.required, flags[0] ? flags + 3 : "0");
    return func->py_params.len ? arena_printf(e->arena, "KR_PARAMS(%s, " CW_BREAK "%s)", numbers, names_text(e, func))
                               : arena_printf(e->arena, "{%s, NULL}", numbers);
}

/* Of a function without an object, whose definition would hold it. */
void emit_params_table(Emit *e, const IrFunc *func)
{
    if (!ir_is_fastcall(func) || func->self)
        return;
    cw_line(&e->cw, "static const KrParams %s_params = " CW_BREAK "%s;", func->c_name, params_initialiser(e, func));
    cw_blank(&e->cw);
}

static void put_take(Emit *e, const IrFunc *func)
{
    Counts counts = count_params(func);
    unsigned slots = counts.named + counts.star + counts.starstar;
    emit_need(e, func->self ? "func" : "args");
    if (!func->self)
        cw_line(&e->cw, "%s(&%s_params, %u);", type_is_object(func->result) ? "KR_TAKE_ARGS" : "KR_TAKE_ARGS_INIT",
                func->c_name, slots ? slots : 1u);
    else if (counts.kw_only || counts.star || counts.starstar)
        cw_line(&e->cw, "KR_SORT_ARGS_OF(%s, %u);", func->self->c_name, slots);
    else
        cw_line(&e->cw, "KR_TAKE_ARGS_OF(%s, %u);", func->self->c_name, slots);
}

void emit_arguments(Emit *e)
{
    const IrFunc *func = e->func;
    if (func->kind == IR_FUNC_MODULE) {
        cw_line(&e->cw, e->has_consts
                            ? "if (kr_module_begin(KR_MODULE, module, " CW_BREAK
                              "consts, KR_COUNT(consts)) < 0) " CW_BREAK
                              "return -1;"
                            : "if (kr_module_begin(KR_MODULE, module, NULL, 0) < 0) return -1;");
        return;
    }
    if (!ir_is_fastcall(func))
        return;
    put_take(e, func);
    Buf named;
    buf_init(&named, e->arena);
    for (uint32_t i = 0; i < func->py_params.len; i++) {
        const IrVar *var = func->py_params.items[i].arg;
        bool star = func->py_params.items[i].is_star || func->py_params.items[i].is_starstar;
        if (strncmp(var->c_name, "args[", 5) == 0 || (!star && !e->accesses[var->index]))
            continue;
        if (var->released)
            cw_line(&e->cw, "%s = args[%u];", var->c_name, (unsigned)ir_param_slot(func, i));
        else
            buf_printf(&named, "%s*%s = args[%u]", named.len ? ", " CW_BREAK : "", var->c_name,
                       (unsigned)ir_param_slot(func, i));
    }
    if (named.len)
        cw_more(&e->cw, "PyObject %s;", buf_text(&named));
}

static const char *flags_text(const IrFunc *func)
{
    if (ir_is_fastcall(func))
        return "FAST";
    return func->py_params.len ? "O" : "NOARGS";
}

const char *emit_doc_text(Emit *e, const char *doc, uint32_t len)
{
    if (!doc)
        return "NULL";
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t start = 0; start < len || !start;) {
        const char *end = memchr(doc + start, '\n', len - start);
        uint32_t stop = end ? (uint32_t)(end - doc) + 1 : len;
        if (start)
            buf_puts(&out, " " CW_BREAK);
        cw_string(&out, doc + start, stop - start);
        if (stop == start)
            break;
        start = stop;
    }
    return buf_text(&out);
}

/* {"m.py", 12, 0, "i j", "", ""} */
static const char *code_text(Emit *e, const IrFunc *func)
{
    const char *const names[] = {func->local_names, func->cell_names, func->free_names};
    Buf out;
    buf_init(&out, e->arena);
    buf_putc(&out, '{');
    cw_string(&out, e->module->source_name, strlen(e->module->source_name));
    buf_printf(&out, ", %u, %u", (unsigned)source_line(e->module->sources, func->decorated.len ? func->decorated : func->span),
               (unsigned)func->code_flags);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        buf_puts(&out, ", ");
        cw_string(&out, names[i] ? names[i] : "", names[i] ? strlen(names[i]) : 0);
    }
    buf_putc(&out, '}');
    return buf_text(&out);
}

static bool is_empty(const char *text)
{
    return !text || !text[0];
}

/* Is KR_FUNCTION enough: parameters that may all come by position or keyword, those with defaults last, no docstring, no
 * closure, and a qualified name that ends in the name? */
static bool is_plain_def(const IrFunc *func, const Counts *counts, const char *qualified, const char *name)
{
    size_t len = strlen(qualified), tail = strlen(name);
    uint64_t defaults = counts->named < 63 ? (UINT64_C(1) << counts->named) - 1 - counts->required : UINT64_MAX;
    bool ends = len >= tail && strcmp(qualified + len - tail, name) == 0;
    return func->self && counts->named && counts->named < 63 && !counts->pos_only && !counts->kw_only && !counts->star &&
           !counts->starstar && ((counts->required + 1) & counts->required) == 0 &&
           (defaults & counts->required) == 0 && !func->doc && ends && ir_is_fastcall(func) &&
           is_empty(func->cell_names) && is_empty(func->free_names);
}

/* KR_FUNCTION(step, "Task.", "step", "m.py", 68, 16, "i j", 0, &M.n_self, &M.n_packet); */
static void write_plain_def(Emit *e, const IrFunc *func, const Counts *counts, const char *qualified,
                            const char *own_name)
{
    Buf texts[3];
    const char *name = emit_shown_name(e, func), *locals = func->local_names ? func->local_names : "";
    uint32_t required = 0;
    while (counts->required >> required & 1)
        required++;
    for (size_t i = 0; i < 3; i++)
        buf_init(&texts[i], e->arena);
    cw_string(&texts[0], qualified, strlen(qualified) - strlen(own_name));
    cw_string(&texts[1], e->module->source_name, strlen(e->module->source_name));
    cw_string(&texts[2], locals, strlen(locals));
    emit_need(e, "func");
    cw_line(&e->cw, "KR_FUNCTION%s(%s, %s, %s, %s, %u, %u, " CW_BREAK "%s, %u, " CW_BREAK "%s);",
            e->module->is_cython ? "_CYTHON" : "", func->c_name, buf_text(&texts[0]), name, buf_text(&texts[1]),
            (unsigned)source_line(e->module->sources, func->decorated.len ? func->decorated : func->span),
            (unsigned)func->code_flags, buf_text(&texts[2]), (unsigned)(counts->named - required), names_text(e, func));
}

static void write_def(Emit *e, const IrFunc *func)
{
    Buf qualname;
    buf_init(&qualname, e->arena);
    const char *name = func->py_name ? func->py_name : func->name->text;
    const char *qualified = func->qualname ? func->qualname : name;
    Counts counts = count_params(func);
    if (is_plain_def(func, &counts, qualified, name)) {
        write_plain_def(e, func, &counts, qualified, name);
        return;
    }
    cw_string(&qualname, qualified, strlen(qualified));
    const char *params = "NULL";
    if (func->py_params.len)
        params = func->self ? arena_printf(e->arena, "&(const KrParams)%s", params_initialiser(e, func))
                            : arena_printf(e->arena, "&%s_params", func->c_name);
    cw_line(&e->cw,
            "static const KrFuncDef %s_def = " CW_BREAK "KR_DEF_%s(%s, %s, %s, " CW_BREAK "%s, " CW_BREAK "%s, " CW_BREAK
            "%s);",
            func->c_name, flags_text(func), func->c_name, emit_shown_name(e, func), buf_text(&qualname),
            emit_doc_text(e, func->doc, func->doc_len), params, code_text(e, func));
}

void emit_defs(Emit *e)
{
    for (uint32_t i = 0; i < e->module->funcs.len; i++)
        if (map_has(&e->objects, e->module->funcs.items[i]))
            write_def(e, e->module->funcs.items[i]);
    if (e->objects.len)
        cw_blank(&e->cw);
}

/* ---- the module's own definition ------------------------------------------------------------- */

void emit_module_def(Emit *e)
{
    const IrModule *module = e->module;
    const char *dot = strrchr(module->name, '.');
    const char *last = dot ? dot + 1 : module->name;
    const char *doc = emit_doc_text(e, module->doc, module->doc_len);
    const char *slots = module->gil_not_used ? "KR_MODULE_SLOTS_GIL_NOT_USED" : "KR_MODULE_SLOTS";
    Buf file, shown;
    buf_init(&shown, e->arena);
    cw_string(&shown, last, strlen(last));
    if (module->body && emit_has_only_defs(module->body)) {
        cw_line(&e->cw, "KR_MODULE_DEF_PLAIN(%s, %s, %s, " CW_BREAK "%s)", initname_of(e->arena, module->name),
                buf_text(&shown), slots, doc);
        return;
    }
    buf_init(&file, e->arena);
    cw_string(&file, module->source_name, strlen(module->source_name));
    cw_line(&e->cw, "KR_MODULE_DEF(%s, %s, %s, %s, " CW_BREAK "%s)", initname_of(e->arena, module->name),
            buf_text(&shown), buf_text(&file), slots, doc);
}
