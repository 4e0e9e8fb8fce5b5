/* emit_gen.c: generators: the frame of a frame function, entry, yields, and the objects that run it.
 *
 * Place in the pipeline: called by emit_func for functions of kind FRAME and by emit_stmt for their operations. A
 * generator is one object: the header KrGen and the variables that live across a yield. Its body is entered with
 * the number of the yield where it was left, and jumps there; each yield returns.
 *
 *     func @count frame { ... yield %v ... }  ->  struct count_frame { KrGen gen; ... };
 *                                                 static PyObject *count_body(KrGen *gen, int resume, PyObject *sent)
 *                                                 static const KrGenDef count_gen = {...};
 */
#include "emit/emit_ctx.h"

#include "ir/ir_flow.h"

#include <string.h>

/* ---- the frame ------------------------------------------------------------------------------- */

/* A handler or cleanup that yields keeps the exception it handles in the frame; so does a finally around a yield. */
static bool exc_in_frame(const Emit *e, const Insn *region)
{
    if (e->func->kind != IR_FUNC_FRAME)
        return false;
    return region->op == IR_TRY ? ir_block_yields(region->blocks[1]) : ir_insn_yields(region);
}

const char *emit_exc(Emit *e, const Insn *region)
{
    return arena_printf(e->arena, "%s%s_%u", exc_in_frame(e, region) ? "frame->" : "",
                        region->op == IR_TRY ? "exc" : "pending", (unsigned)region->number);
}

bool emit_exc_is_local(Emit *e, const Insn *region)
{
    return !exc_in_frame(e, region);
}

typedef struct ExcList {
    Emit *e;
    VEC(const char *) names;
} ExcList;

static void note_exc(void *arg, Insn *insn)
{
    ExcList *list = arg;
    bool catches = insn->op == IR_TRY ? ir_block_jumps_to(insn->blocks[0], IR_ERRCHK, insn)
                                      : insn->op == IR_FINALLY && emit_catches(insn);
    if (catches && exc_in_frame(list->e, insn))
        vec_push(list->e->arena, &list->names, emit_exc(list->e, insn) + strlen("frame->"));
}

static const char *member_name(const IrVar *var)
{
    return var->c_name + strlen("frame->");
}

static bool is_member(const Emit *e, const IrVar *var)
{
    return var->in_frame && (e->accesses[var->index] || var->given);
}

/* Objects share a line. */
static void put_object_members(Emit *e)
{
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < e->func->vars.len; i++) {
        const IrVar *var = e->func->vars.items[i];
        if (is_member(e, var) && type_is_object(var->type))
            buf_printf(&out, "%s*%s", out.len ? ", " CW_BREAK : "", member_name(var));
    }
    if (out.len)
        cw_line(&e->cw, "PyObject %s;", buf_text(&out));
}

static ExcList find_excs(Emit *e)
{
    ExcList list = {.e = e};
    ir_each_insn(e->func->body, note_exc, &list);
    return list;
}

static void put_frame(Emit *e)
{
    ExcList excs = find_excs(e);
    emit_need(e, "gen");
    cw_line(&e->cw, "struct %s_frame {", e->func->c_name);
    e->cw.indent++;
    cw_line(&e->cw, "KrGen gen;");
    put_object_members(e);
    for (uint32_t i = 0; i < e->func->vars.len; i++) {
        const IrVar *var = e->func->vars.items[i];
        if (is_member(e, var) && !type_is_object(var->type))
            cw_line(&e->cw, "%s;", emit_declare(e, var->type, member_name(var)));
    }
    for (uint32_t i = 0; i < excs.names.len; i++)
        cw_line(&e->cw, "KrExc %s;", excs.names.items[i]);
    e->cw.indent--;
    cw_line(&e->cw, "};");
    cw_blank(&e->cw);
}

void emit_frame(Emit *e)
{
    Buf *out = e->cw.out;
    if (!emit_is_early(e, e->func)) {
        put_frame(e);
        return;
    }
    e->cw.out = &e->frames;
    e->cw.wants_blank = e->frames.len > 0;
    put_frame(e);
    e->cw.wants_blank = false;
    e->cw.out = out;
}

/* ---- what makes objects of it ---------------------------------------------------------------- */

static void add_ref(Emit *e, Buf *out, uint32_t *count, const char *member, const char *kind)
{
    buf_printf(out, "%s{offsetof(struct %s_frame, %s), KR_REF_%s}", *count ? ", " CW_BREAK : "", e->func->c_name,
               member, kind);
    ++*count;
}

void emit_gen_def(Emit *e)
{
    static const char *const kinds[] = {"GENERATOR", "COROUTINE", "ASYNC", "ITERABLE"};
    const IrFunc *func = e->func;
    ExcList excs = find_excs(e);
    Buf refs, qualname;
    uint32_t count = 0;
    buf_init(&refs, e->arena);
    buf_init(&qualname, e->arena);
    for (uint32_t i = 0; i < func->vars.len; i++) {
        const IrVar *var = func->vars.items[i];
        if (is_member(e, var) && ir_type_is_managed(var->type))
            add_ref(e, &refs, &count, member_name(var), type_is_object(var->type) ? "OBJECT" : "VIEW");
    }
    for (uint32_t i = 0; i < excs.names.len; i++)
        add_ref(e, &refs, &count, excs.names.items[i], "EXC");
    const char *qualified = func->qualname ? func->qualname : func->py_name ? func->py_name : func->name->text;
    cw_string(&qualname, qualified, strlen(qualified));
    cw_line(&e->cw,
            "static const KrGenDef %s_gen = " CW_BREAK "{KR_GEN_%s, %s_body, " CW_BREAK "sizeof(struct %s_frame), " CW_BREAK
            "%s, %s, " CW_BREAK "%u, " CW_BREAK "%u, " CW_BREAK "%s%s%s};",
            func->c_name, kinds[func->gen], func->c_name, func->c_name, buf_text(&qualname), emit_shown_place(e),
            (unsigned)source_line(e->module->sources, func->span), (unsigned)count,
            count ? "(const KrFrameRef[]){" : "NULL", count ? buf_text(&refs) : "", count ? "}" : "");
    cw_blank(&e->cw);
}

/* ---- entry ----------------------------------------------------------------------------------- */

static void note_yield(void *arg, Insn *insn)
{
    uint32_t *last = arg;
    if ((insn->op == IR_YIELD || insn->op == IR_DELEGATE) && insn->number > *last)
        *last = insn->number;
}

void emit_frame_entry(Emit *e)
{
    uint32_t last = 0;
    if (e->func->profiled)
        cw_line(&e->cw, "KR_CALL_RESUME();");
    ir_each_insn(e->func->body, note_yield, &last);
    if (!last) {
        cw_line(&e->cw, "(void)gen, (void)resume, (void)sent; /* never suspended */");
        return;
    }
    if (last == 1) {
        cw_line(&e->cw, "if (resume) goto yield_1;");
        return;
    }
    cw_line(&e->cw, "switch (resume) {");
    for (uint32_t i = 1; i <= last; i++)
        cw_line(&e->cw, "case %u: goto yield_%u;", (unsigned)i, (unsigned)i);
    cw_line(&e->cw, "}");
}

/* ---- operations ------------------------------------------------------------------------------ */

void emit_yield(Emit *e, const Insn *insn)
{
    unsigned number = insn->number;
    cw_line(&e->cw, "gen->resume = %u;", number);
    const char *value = emit_expr(e, insn->args[0], PREC_COMMA);
    if (e->func->profiled) {
        cw_line(&e->cw, "sent = " CW_BREAK "%s;", value);
        cw_line(&e->cw, "KR_CALL_LEAVE(sent);");
        value = "sent";
    }
    cw_line(&e->cw, "return " CW_BREAK "%s;", value);
    cw_edge(&e->cw, "yield_%u:", number);
}

void emit_delegate(Emit *e, const Insn *insn, const char *target)
{
    static const char *const names[] = {"from", "await", "await_enter", "await_exit", "await_next"};
    unsigned number = insn->number;
    cw_line(&e->cw, "sent = kr_gen_%s(gen, " CW_BREAK "%s);", names[insn->sub], emit_expr(e, insn->args[0], PREC_ASSIGN));
    cw_line(&e->cw, "if (sent) { gen->resume = %u; %sreturn sent; }", number,
            e->func->profiled ? "KR_CALL_LEAVE(sent); " : "");
    cw_edge(&e->cw, "yield_%u:;", number);
    cw_line(&e->cw, "%s = kr_gen_result(gen);", target);
}

const char *emit_gennew(Emit *e, const Insn *insn)
{
    emit_need(e, "gen");
    return arena_printf(e->arena, "kr_gen_new(KR_MODULE, &%s_gen, %s)", insn->as.func->c_name,
                        insn->nargs ? emit_expr(e, insn->args[0], PREC_ASSIGN) : "NULL");
}

void emit_genset(Emit *e, const Insn *insn)
{
    const IrFunc *frame = insn->args[0]->as.func;
    const IrVar *var = NULL;
    uint32_t number = insn->as.index;
    for (uint32_t i = 0; i < frame->vars.len && !var; i++)
        if (frame->vars.items[i]->given && number-- == 0)
            var = frame->vars.items[i];
    const char *target = arena_printf(e->arena, "((struct %s_frame *)%s)->%s", frame->c_name,
                                      emit_expr(e, insn->args[0], PREC_UNARY), member_name(var));
    if (type_strip(var->type)->kind == TYPE_VIEW)
        cw_line(&e->cw, "%s = " CW_BREAK "%s;", target, emit_view_value(e, insn->args[1]));
    else
        cw_line(&e->cw, "%s = " CW_BREAK "%s;", target, emit_assigned(e, insn->args[1], var->type));
}
