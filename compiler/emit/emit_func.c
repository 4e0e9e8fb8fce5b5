/* emit_func.c: one C function per function of the source.
 *
 * Place in the pipeline: called by emit_module in source order. The body is printed first, into a buffer of its own,
 * since it decides what stands above and below it: the result variable, kr_line, the labels fail and done. What the
 * function owns is declared at the top as NULL and released at done.
 *
 *     func @f(...) { ... }   ->   static T f(...) { declarations, body, fail: traceback, done: releases }
 */
#include "emit/emit_ctx.h"

#include "ir/ir_flow.h"
#include "ir/ir_region.h"
#include "type/typename.h"

#include <string.h>

/* ---- facts about the function ---------------------------------------------------------------- */

static bool is_local(const IrVar *var)
{
    return var->storage == IR_VAR_LOCAL || var->storage == IR_VAR_TEMP;
}

static bool is_view(const IrVar *var)
{
    return type_strip(var->type)->kind == TYPE_VIEW;
}

static bool names_var(const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_GET: case IR_SET: case IR_UNSET: case IR_ADDR: case IR_INITCHK: case IR_REPLACE:
    case IR_ASSIGN: case IR_MOVE:
        return is_local(insn->as.var) || insn->as.var->storage == IR_VAR_PARAM;
    default:
        return false;
    }
}

static bool sets_var(const Insn *insn)
{
    return insn->op == IR_SET || insn->op == IR_UNSET || insn->op == IR_REPLACE || insn->op == IR_ASSIGN;
}

/* x in `set x, (bin x, v)`: what is read only to be set again is not used. */
static bool only_feeds_itself(const Emit *e, const Insn *set)
{
    const Insn *value = set->args[0];
    while (value->op == IR_CAST)
        value = value->args[0];
    if (value->op != IR_BIN)
        return false;
    const Insn *left = value->args[0];
    while (left->op == IR_CAST)
        left = left->args[0];
    return left->op == IR_GET && left->as.var == set->as.var && e->uses[left->id] == 1;
}

static void note_access(Emit *e, const Insn *insn, const Insn *par)
{
    uint32_t index = insn->as.var->index;
    const Insn **home = &e->homes[index];
    if (!e->accesses[index]++)
        *home = par;
    while (*home && *home != par && !(par && ir_block_inside(par->parent, *home))) {
        const Insn *outer = (*home)->parent->owner;
        while (outer && outer->op != IR_PAR)
            outer = outer->parent->owner;
        *home = outer;
    }
    if (!sets_var(insn))
        e->reads[index]++;
    else if (insn->op == IR_SET && only_feeds_itself(e, insn))
        e->reads[index]--;
}

static void note_clauses(Emit *e, const Insn *par)
{
    for (uint32_t i = 0; i < par->as.par->vars.len; i++) {
        const IrParVar *item = &par->as.par->vars.items[i];
        if (item->sharing == IR_SHARE_PRIVATE)
            continue;
        e->homes[item->var->index] = NULL;
        e->accesses[item->var->index] += 1000; /* from now on nothing makes it the iteration's own */
    }
}

/* What emit_place needs for an element: strides of a strided view; of a contiguous one the shapes that a row number
 * is multiplied by. */
static void note_element(uint32_t *parts, const Insn *vat, const Type *view)
{
    char order = emit_view_order(view);
    bool started = false;
    if (emit_is_indirect(view)) /* always read from the view itself */
        return;
    *parts |= EMIT_DATA;
    for (uint32_t k = 0; k < view->view.ndim; k++) {
        uint32_t axis = order == 'F' ? view->view.ndim - 1 - k : k;
        bool zero = emit_is_zero(vat->args[1 + axis]);
        if (!order && !zero)
            *parts |= (uint32_t)EMIT_STRIDE << axis;
        if (order && started)
            *parts |= (uint32_t)EMIT_SHAPE << axis;
        started |= !zero;
    }
}

static void note_view_part(Emit *e, const Insn *insn)
{
    const Insn *base = insn->args[0];
    bool local = base->op == IR_GET && (base->flags & INSN_FOLD) &&
                 base->as.var->storage != IR_VAR_GLOBAL && base->as.var->storage != IR_VAR_EXTERN;
    if (!local)
        return;
    uint32_t *parts = &e->views[base->as.var->index].parts;
    if (insn->op == IR_VDIM) {
        *parts |= (uint32_t)(insn->sub == IR_DIM_SHAPE ? EMIT_SHAPE : EMIT_STRIDE) << insn->as.index;
        return;
    }
    note_element(parts, insn, type_strip(base->type));
}

bool emit_is_temp(const Insn *insn)
{
    return insn->op == IR_PRIM && strcmp(insn->as.prim->key, "temp") == 0;
}

static void gather(Emit *e, const IrBlock *block, const Insn *par)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (emit_is_temp(insn) && insn->args[0]->as.imm.i >= e->temps)
            e->temps = (uint32_t)insn->args[0]->as.imm.i + 1;
        if (names_var(insn))
            note_access(e, insn, par);
        if (insn->op == IR_VAT || (insn->op == IR_VDIM && insn->sub != IR_DIM_SUBOFFSET))
            note_view_part(e, insn);
        if (insn->op == IR_RANGE && (insn->flags & INSN_INDEX) && insn->into->in_frame)
            e->accesses[insn->into->index]++;
        bool is_par = insn->op == IR_PAR && insn->sub != IR_PAR_WORK;
        if (is_par)
            note_clauses(e, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            gather(e, insn->blocks[i], is_par ? insn : par);
    }
}

static void note_reads(const Insn *insn, Bits *read)
{
    if (insn->op == IR_GET && is_local(insn->as.var))
        bits_set(read, insn->as.var->index);
    for (uint32_t i = 0; i < insn->nblocks; i++)
        for (const Insn *inner = insn->blocks[i]->first; inner; inner = inner->next)
            note_reads(inner, read);
}

/* Views set once, at the top level of the function and before any use, have their parts declared there. */
static void find_places(Emit *e)
{
    uint32_t *sets = ARENA_ARRAY(e->arena, uint32_t, e->func->vars.len + 1);
    Bits read = bits_new(e->arena, e->func->vars.len);
    for (const Insn *insn = e->func->body->first; insn; insn = insn->next) {
        note_reads(insn, &read);
        if (sets_var(insn) && insn->op != IR_UNSET && is_local(insn->as.var))
            sets[insn->as.var->index] += bits_has(&read, insn->as.var->index) ? 2 : 1;
    }
    for (uint32_t i = 0; i < e->func->vars.len; i++) {
        const IrVar *var = e->func->vars.items[i];
        if (!is_view(var) || !is_local(var) || sets[i] != 1 || e->homes[i] || var->in_frame)
            continue;
        Bits all = bits_new(e->arena, e->func->vars.len);
        for (const Insn *insn = e->func->body->first; insn; insn = insn->next)
            for (uint32_t k = 0; k < insn->nblocks; k++)
                ir_assigned_vars(insn->blocks[k], &all);
        e->views[i].in_place = !bits_has(&all, i);
    }
}

static bool is_py_param(const IrFunc *func, const IrVar *var)
{
    for (uint32_t i = 0; i < func->py_params.len; i++)
        if (func->py_params.items[i].arg == var)
            return true;
    return false;
}

/* At the end of the function. A variable of outlined code is not named in the function that it came from. */
static bool is_released_here(const Emit *e, const IrVar *var)
{
    bool is_named = e->accesses[var->index] || is_py_param(e->func, var);
    return var->released && !var->in_frame && !e->homes[var->index] && is_named;
}

static void prepare(Emit *e, const IrFunc *func)
{
    e->func = func;
    e->views = ARENA_ARRAY(e->arena, EmitView, func->vars.len + 1);
    e->accesses = ARENA_ARRAY(e->arena, uint32_t, func->vars.len + 1);
    e->reads = ARENA_ARRAY(e->arena, uint32_t, func->vars.len + 1);
    e->homes = ARENA_ARRAY(e->arena, const Insn *, func->vars.len + 1);
    e->uses = ir_count_uses(e->arena, func);
    e->shown.items = NULL;
    e->shown.len = e->shown.cap = 0;
    if (func->kind != IR_FUNC_MODULE) /* the header comment shows it */
        vec_push(e->arena, &e->shown, source_line(e->module->sources, func->span));
    e->uses_done = e->uses_line = false;
    e->temps = 0;
    gather(e, func->body, NULL);
    for (uint32_t i = 0; i < func->vars.len; i++) {
        const IrVar *var = func->vars.items[i];
        bool is_set = e->accesses[i] > e->reads[i] || var->storage == IR_VAR_TEMP; /* else the threads share it */
        if (!is_local(var) || var->declared_by || !is_set)
            e->homes[i] = NULL;
    }
    find_places(e);
    e->needs_done = func->with_gil || func->profiled;
    for (uint32_t i = 0; i < func->vars.len; i++)
        e->needs_done |= is_released_here(e, func->vars.items[i]);
}

/* ---- names shown to people ------------------------------------------------------------------- */

const char *emit_shown_name(Emit *e, const IrFunc *func)
{
    const char *name = func->kind == IR_FUNC_MODULE ? "<module>"
                       : func->py_name             ? func->py_name
                                                   : func->name->text;
    Buf out;
    buf_init(&out, e->arena);
    cw_string(&out, name, strlen(name));
    return buf_text(&out);
}

const char *emit_shown_place(Emit *e)
{
    Buf out;
    buf_init(&out, e->arena);
    buf_printf(&out, "%s, ", emit_shown_name(e, e->func));
    cw_string(&out, e->module->source_name, strlen(e->module->source_name));
    return buf_text(&out);
}

/* "C.f", "m.py:10" */
static const char *named_place(Emit *e, const char *name)
{
    const IrFunc *func = e->func;
    Span begin = func->decorated.len ? func->decorated : func->span;
    unsigned line = func->kind == IR_FUNC_MODULE ? 1 : (unsigned)source_line(e->module->sources, begin);
    const char *place = arena_printf(e->arena, "%s:%u", e->module->source_name, line);
    Buf out;
    buf_init(&out, e->arena);
    cw_string(&out, name, strlen(name));
    buf_puts(&out, ", ");
    cw_string(&out, place, strlen(place));
    return buf_text(&out);
}

const char *emit_traceback_place(Emit *e)
{
    const IrFunc *func = e->func;
    return named_place(e, func->kind == IR_FUNC_MODULE ? "<module>"
                          : func->qualname             ? func->qualname
                          : func->py_name              ? func->py_name
                                                       : func->name->text);
}

/* What the profiler is told. A generator expression has the name that Cython gives it. */
static void declare_call(Emit *e)
{
    const char *name = e->func->py_name;
    bool is_genexpr = name && !strcmp(name, "<genexpr>");
    emit_need(e, "profile");
    cw_line(&e->cw, "KrCall kr_events = KR_CALL%s(%s);", e->func->traced ? "_TRACED" : "",
            is_genexpr ? named_place(e, "genexpr") : emit_traceback_place(e));
}

/* ---- heads ----------------------------------------------------------------------------------- */

static const char *param_text(Emit *e, const IrFunc *func, uint32_t i, bool prototype)
{
    const IrVar *var = func->params.items[i];
    const char *name = prototype ? "" : var->c_name;
    const Type *plain = type_strip(var->type);
    bool is_unused = !prototype && !e->accesses[var->index];
    if (is_unused && plain->kind == TYPE_PTR && type_strip(plain->target)->kind == TYPE_FUNC)
        return arena_printf(e->arena, "%s KR_UNUSED", emit_declare(e, var->type, name));
    if (is_unused)
        name = arena_printf(e->arena, "Py_UNUSED(%s)", var->c_name);
    if (is_view(var))
        name = arena_printf(e->arena, "*%s", name);
    return emit_declare(e, var->type, name);
}

/* Called by way of a slot: the instance in front. */
static const char *slot_params(Emit *e, const IrFunc *func)
{
    emit_need(e, "args");
    const char *self = e->accesses[func->instance->index] ? func->instance->c_name
                                                      : arena_printf(e->arena, "Py_UNUSED(%s)", func->instance->c_name);
    return arena_printf(e->arena, func->ignores_args ? "PyObject *%s, KR_FASTCALL_UNUSED" : "PyObject *%s, KR_FASTCALL",
                        self);
}

static const char *def_params(Emit *e, const IrFunc *func)
{
    if (func->by_slot)
        return slot_params(e, func);
    bool fast = ir_is_fastcall(func);
    bool is_used = func->self && (fast || e->accesses[func->self->index]);
    const char *self = is_used ? func->self->c_name : "Py_UNUSED(self)";
    if (fast)
        return arena_printf(e->arena, "PyObject *%s, KR_FASTCALL", self);
    const IrVar *var = func->py_params.len ? func->py_params.items[0].arg : NULL;
    if (!var)
        return arena_printf(e->arena, "PyObject *%s, PyObject *Py_UNUSED(unused)", self);
    return arena_printf(e->arena, e->accesses[var->index] ? "PyObject *%s, PyObject *%s"
                                                          : "PyObject *%s, PyObject *Py_UNUSED(%s)",
                        self, var->c_name);
}

static const char *params_text(Emit *e, const IrFunc *func, bool prototype)
{
    if (func->kind == IR_FUNC_MODULE)
        return "PyObject *module";
    if (func->kind == IR_FUNC_DEF)
        return def_params(e, func);
    if (func->kind == IR_FUNC_FRAME)
        return "KrGen *gen, int resume, PyObject *sent";
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < func->params.len; i++)
        buf_printf(&out, "%s%s", i ? ", " CW_BREAK : "", param_text(e, func, i, prototype));
    if (func->varargs)
        buf_puts(&out, out.len ? ", ..." : "void");
    return out.len ? buf_text(&out) : "void";
}

void emit_func_head(Emit *e, const IrFunc *func, bool prototype)
{
    const char *params = params_text(e, func, prototype);
    const char *name = arena_printf(e->arena, func->kind == IR_FUNC_FRAME ? "%s_body(%s)" : "%s(%s)", func->c_name,
                                    params);
    const char *storage = e->options->jit ? "" : func->is_inline ? "static inline " : "static ";
    if (!e->options->jit && !emit_is_referenced(e, func))
        storage = "KR_UNUSED static ";
    if (func->is_public)
        storage = e->options->jit ? "" : "KR_VISIBLE ";
    if (func->kind == IR_FUNC_MODULE)
        cw_line(&e->cw, "%sint %s", storage, name);
    else
        cw_line(&e->cw, "%s%s%s", storage, emit_declare(e, func->result, name), prototype ? ";" : "");
}

/* ---- declarations ---------------------------------------------------------------------------- */

static const char *error_value(Emit *e, const IrFunc *func)
{
    const ExceptSpec *spec = &func->except;
    Insn number = {.op = IR_CONST, .type = func->result};
    Prec prec;
    if (func->kind == IR_FUNC_MODULE)
        return "-1";
    bool has_text = (spec->kind == EXCEPT_VALUE || spec->kind == EXCEPT_CHECK) && spec->c_value;
    if (type_is_ptr(func->result) && has_text)
        return spec->c_value;
    if (type_is_object(func->result) || type_is_ptr(func->result))
        return "NULL";
    if (!type_is_number(func->result))
        return NULL;
    if (spec->kind != EXCEPT_VALUE && spec->kind != EXCEPT_CHECK)
        return emit_initial(func->result);
    if (spec->c_value)
        return spec->c_value;
    if (type_is_float(func->result))
        number.as.imm.f = spec->float_value;
    else
        number.as.imm.i = spec->int_value;
    if (type_class(func->result) == TYPE_CLASS_UINT && spec->int_value < 0)
        return arena_printf(e->arena, "(%s)%lld", emit_type_name(e, func->result),
                            (long long)spec->int_value);
    return emit_number(e, &number, false, &prec);
}

void emit_declare_view_parts(Emit *e, const IrVar *var)
{
    const EmitView *view = &e->views[var->index];
    if (!is_view(var) || !view->parts || view->in_place)
        return;
    if (var->in_frame) { /* as they were left */
        emit_refresh_view(e, var, true);
        return;
    }
    bool flat = emit_view_order(type_strip(var->type)) != 0;
    const char *data = arena_printf(e->arena, "%s_data", var->c_view);
    if (view->parts & EMIT_DATA)
        cw_line(&e->cw, "%s = NULL;",
                flat ? emit_declare(e, type_ptr(e->module->types, type_strip(var->type)->target), data)
                     : arena_printf(e->arena, "char *%s", data));
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < VIEW_MAX_DIMS; i++) {
        if (view->parts & (uint32_t)EMIT_SHAPE << i)
            buf_printf(&out, "%s%s_shape%u = 0", out.len ? ", " : "", var->c_view, (unsigned)i);
        if (view->parts & (uint32_t)EMIT_STRIDE << i)
            buf_printf(&out, "%s%s_stride%u = 0", out.len ? ", " : "", var->c_view, (unsigned)i);
    }
    if (out.len)
        cw_line(&e->cw, "Py_ssize_t %s;", buf_text(&out));
}

static bool stands_on_top(const Emit *e, const IrVar *var)
{
    bool star = var->released && is_py_param(e->func, var) && ir_is_fastcall(e->func);
    if (var->in_frame)
        return false;
    return star || (is_local(var) && e->accesses[var->index] && !var->declared_by &&
                    !e->homes[var->index] && !is_py_param(e->func, var));
}

/* Objects, and views of one rank, share a line: `PyObject *x = NULL, *y = NULL;` */
static void declare_managed(Emit *e)
{
    const IrFunc *func = e->func;
    for (uint32_t rank = 0; rank <= VIEW_MAX_DIMS; rank++) {
        Buf out;
        buf_init(&out, e->arena);
        for (uint32_t i = 0; i < func->vars.len; i++) {
            const IrVar *var = func->vars.items[i];
            uint32_t own = is_view(var) ? type_strip(var->type)->view.ndim : 0;
            if (!stands_on_top(e, var) || !ir_type_is_managed(var->type) || own != rank)
                continue;
            buf_printf(&out, "%s%s%s = %s", out.len ? ", " CW_BREAK : "", rank ? "" : "*", var->c_name,
                       emit_initial(var->type));
        }
        if (out.len && !rank)
            cw_more(&e->cw, "PyObject %s;", buf_text(&out));
        else if (out.len)
            cw_line(&e->cw, "KrView%u %s;", (unsigned)rank, buf_text(&out));
    }
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (stands_on_top(e, func->vars.items[i]) || (is_view(func->vars.items[i]) && func->vars.items[i]->in_frame))
            emit_declare_view_parts(e, func->vars.items[i]);
}

static void declare_var(Emit *e, const IrVar *var)
{
    const char *text = emit_declare(e, var->type, var->c_name);
    bool array = type_strip(var->type)->kind == TYPE_ARRAY;
    bool may_be_array = var->type->kind == TYPE_TYPEDEF && var->type->decl->is_extern; /* such as va_list */
    cw_line(&e->cw, array ? "%s;%s" : "%s = %s;", text,
            array ? "" : may_be_array && type_is_ptr(var->type) ? "{0}" : emit_initial(var->type));
    if (!e->reads[var->index])
        cw_line(&e->cw, "(void)%s;", var->c_name);
}

static bool has_errchk(const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_ERRCHK)
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (has_errchk(insn->blocks[i]))
                return true;
    }
    return false;
}

static void declare_top(Emit *e)
{
    const IrFunc *func = e->func;
    bool is_module = func->kind == IR_FUNC_MODULE;
    bool has_result = is_module || func->result->kind != TYPE_VOID;
    size_t start = e->cw.out->len;
    if (e->needs_done && has_result)
        cw_line(&e->cw, "%s = %s;",
                is_module ? arena_printf(e->arena, "int %s", func->c_result)
                          : emit_declare(e, func->result, func->c_result),
                is_module ? "0" : emit_initial(func->result));
    if (has_errchk(func->body))
        cw_more(&e->cw, "int kr_line = 0;");
    if (e->temps)
        cw_more(&e->cw, "KrTemp kr_temps[%u];", (unsigned)e->temps);
    if (func->profiled)
        declare_call(e);
    declare_managed(e);
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (stands_on_top(e, func->vars.items[i]) && !ir_type_is_managed(func->vars.items[i]->type))
            declare_var(e, func->vars.items[i]);
    if (e->cw.out->len > start)
        cw_blank(&e->cw);
    if (func->with_gil)
        cw_line(&e->cw, "PyGILState_STATE kr_gil = PyGILState_Ensure();");
    for (uint32_t i = 0; i < func->params.len; i++)
        if (is_view(func->params.items[i]) && e->views[func->params.items[i]->index].parts)
            emit_refresh_view(e, func->params.items[i], true);
}

/* ---- the end --------------------------------------------------------------------------------- */

static void put_fail(Emit *e)
{
    const IrFunc *func = e->func;
    const char *suffix = func->nogil && !func->with_gil ? "_nogil" : "";
    bool silent = func->kind == IR_FUNC_C && func->except.kind == EXCEPT_NONE;
    cw_blank(&e->cw);
    cw_edge(&e->cw, "fail:");
    if (silent)
        cw_line(&e->cw, "kr_print_error%s();", suffix);
    cw_line(&e->cw, "kr_traceback%s(%s, kr_line);", suffix, emit_traceback_place(e));
    if (silent)
        cw_line(&e->cw, "kr_unraisable%s(%s);", suffix, emit_shown_name(e, func));
}

static void put_releases(Emit *e)
{
    const IrFunc *func = e->func;
    bool without = func->nogil && !func->with_gil;
    bool held = false;
    for (uint32_t i = 0; i < func->vars.len; i++) {
        const IrVar *var = func->vars.items[i];
        if (!is_released_here(e, var))
            continue;
        if (is_view(var)) {
            cw_more(&e->cw, "kr_view_release(&%s);", var->c_name);
            continue;
        }
        if (without && !held)
            cw_line(&e->cw, "PyGILState_STATE kr_gil = PyGILState_Ensure();");
        held |= without;
        cw_more(&e->cw, "Py_XDECREF(%s);", var->c_name);
    }
    if (held || func->with_gil)
        cw_line(&e->cw, "PyGILState_Release(kr_gil);");
}

static void put_end(Emit *e)
{
    const IrFunc *func = e->func;
    bool is_module = func->kind == IR_FUNC_MODULE;
    bool has_result = is_module || func->result->kind != TYPE_VOID;
    bool falls = ir_block_falls(func->body);
    const char *error = has_result ? error_value(e, func) : NULL;
    const char *returned = error || !has_result ? error : arena_printf(e->arena, "(%s){0}", emit_type_name(e, func->result));
    if (falls && is_module && !e->needs_done)
        cw_line(&e->cw, "return 0;");
    else if (falls && func->has_error_exit && !e->needs_done)
        cw_line(&e->cw, has_result ? "return %s;" : "return;", returned);
    if (falls && func->has_error_exit && e->needs_done) {
        cw_line(&e->cw, "goto done;");
        e->uses_done = true;
    }
    if (func->has_error_exit) {
        put_fail(e);
        if (e->needs_done && error && strcmp(error, is_module ? "0" : emit_initial(func->result)) != 0)
            cw_more(&e->cw, "%s = %s;", func->c_result, error);
        else if (!e->needs_done && has_result)
            cw_more(&e->cw, "return %s;", returned);
    }
    if (!e->needs_done)
        return;
    if (e->uses_done)
        cw_edge(&e->cw, func->nogil && !func->with_gil ? "done:;" : "done:"); /* a declaration may follow */
    if (func->profiled)
        cw_line(&e->cw, type_is_object(func->result) ? "KR_CALL_RETURN(%s);" : "KR_CALL_LEAVE(NULL);", func->c_result);
    put_releases(e);
    if (has_result)
        cw_more(&e->cw, "return %s;", func->c_result);
}

/* ---- the function ---------------------------------------------------------------------------- */

static void put_header_comment(Emit *e)
{
    const IrFunc *func = e->func;
    uint32_t line = source_line(e->module->sources, func->span);
    if (func->kind == IR_FUNC_MODULE) {
        cw_line(&e->cw, "/* %s: the module's body */", e->module->source_name);
        return;
    }
    const char *text = func->header ? func->header : func->name->text;
    cw_line(&e->cw, "/* %s:%u: %s */", e->module->source_name, (unsigned)line,
            cw_comment(e->arena, text, strlen(text)));
}

/* The typed view of the generator, in front of the declarations, when the text behind `at` uses it. */
static void put_frame_pointer(Emit *e, Buf *out, size_t at, const Buf *body)
{
    const IrFunc *func = e->func;
    const char *rest = arena_strndup(e->arena, out->text + at, out->len - at);
    size_t len = out->len - at;
    bool used = strstr(rest, "frame->") || (body->len && strstr(body->text, "frame->"));
    if (func->kind != IR_FUNC_FRAME || !used)
        return;
    out->len = at;
    cw_line(&e->cw, "struct %s_frame *frame = (struct %s_frame *)gen;", func->c_name, func->c_name);
    buf_put(out, rest, len);
}

void emit_func(Emit *e, const IrFunc *func)
{
    Buf body;
    Buf *out = e->cw.out;
    prepare(e, func);
    put_header_comment(e);
    emit_params_table(e, func);
    if (func->kind == IR_FUNC_FRAME)
        emit_frame(e);
    emit_func_head(e, func, false);
    cw_line(&e->cw, "{");
    e->cw.indent++;
    e->cw.wanted_line = source_line(e->module->sources, func->span);
    size_t top_at = out->len;
    declare_top(e);
    e->cw.wants_blank = false;
    bool has_top = out->text[out->len - 2] != '{';

    buf_init(&body, e->arena);
    e->cw.out = &body;
    e->cw.current_line = 0;
    emit_arguments(e);
    if (func->kind == IR_FUNC_FRAME)
        emit_frame_entry(e);
    emit_block(e, func->body);
    put_end(e);
    e->cw.out = out;
    put_frame_pointer(e, out, top_at, &body);
    has_top |= out->text[out->len - 2] == ';';
    if (has_top && body.len)
        buf_putc(out, '\n');
    buf_put(out, buf_text(&body), body.len);
    e->cw.current_line = 0;
    e->cw.wanted_line = 0;
    e->cw.margin = NULL;
    e->cw.wants_blank = false;
    e->cw.indent--;
    cw_line(&e->cw, "}");
    cw_blank(&e->cw);
    if (func->kind == IR_FUNC_FRAME)
        emit_gen_def(e);
}
