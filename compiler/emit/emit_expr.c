/* emit_expr.c: values as C expressions.
 *
 * Place in the pipeline: pass tree marked which values are printed inside their use; every other value is a name.
 * Here stand names and the table of operations; operators are in emit_arith.c, memory in emit_place.c, calls in
 * emit_call.c.
 *
 *     set c, (bin add (get a), (get b))   ->   a + b       %4 (used twice)   ->   item
 */
#include "emit/emit_ctx.h"

#include "base/panic.h"
#include "ir/ir_region.h"
#include "type/typename.h"

#include <string.h>

/* ---- names ----------------------------------------------------------------------------------- */

void emit_need(Emit *e, const char *name)
{
    map_set(e->kept, &e->headers, atom_from(e->module->atoms, name), e);
}

const char *emit_var(Emit *e, const IrVar *var)
{
    if (var->storage == IR_VAR_GLOBAL)
        return arena_printf(e->arena, "M.%s", var->c_name);
    return var->c_name;
}

const char *emit_value_name(Emit *e, const Insn *insn)
{
    if (insn->into)
        return emit_var(e, insn->into);
    if (insn->flags & INSN_RESULT)
        return e->func->c_result;
    if (insn->op == IR_INDEXVAR) {
        const Insn *loop = insn->parent->owner;
        return loop->flags & INSN_INDEX ? loop->into->c_name : loop->c_name;
    }
    return insn->c_name;
}

const char *emit_view_address(Emit *e, const Insn *view)
{
    if (view->op == IR_NULL)
        return "NULL";
    if (view->op != IR_GET && view->op != IR_MOVE)
        return arena_printf(e->arena, "&%s", emit_value_name(e, view));
    if (!(view->flags & INSN_FOLD))
        return arena_printf(e->arena, "&%s", emit_value_name(e, view));
    if (view->as.var->storage == IR_VAR_PARAM)
        return view->as.var->c_name;
    return arena_printf(e->arena, "&%s", emit_var(e, view->as.var));
}

const char *emit_view_value(Emit *e, const Insn *view)
{
    if (view->op == IR_LOAD && (view->flags & INSN_FOLD))
        return emit_expr(e, view, PREC_ASSIGN);
    const char *address = emit_view_address(e, view);
    return address[0] == '&' ? address + 1 : arena_printf(e->arena, "*%s", address);
}

/* ---- parentheses ----------------------------------------------------------------------------- */

const char *emit_parens(Emit *e, const char *text)
{
    return arena_printf(e->arena, "(%s)", text);
}

const char *emit_value(Emit *e, const Insn *insn, Prec *prec)
{
    if (insn->flags & INSN_FOLD)
        return emit_operation(e, insn, prec);
    *prec = PREC_ATOM;
    return emit_value_name(e, insn);
}

const char *emit_expr(Emit *e, const Insn *insn, Prec at_least)
{
    Prec prec;
    const char *text = emit_value(e, insn, &prec);
    return prec < at_least ? emit_parens(e, text) : text;
}

bool emit_is_folded(const Insn *insn, IrOp op)
{
    return insn->op == op && (insn->flags & INSN_FOLD);
}

/* ---- aggregates ------------------------------------------------------------------------------ */

static const char *make_text(Emit *e, const Insn *insn)
{
    return arena_printf(e->arena, "(%s){%s}", emit_type_name(e, insn->type),
                        emit_call_args(e, insn, 0));
}

static const char *part_name(const Insn *insn)
{
    const Type *type = type_strip(insn->args[0]->type);
    if (type->kind == TYPE_COMPLEX)
        return insn->as.index ? "imag" : "real";
    return emit_field_name(&type->decl->fields[insn->as.index]);
}

static const char *caught_text(Emit *e, const Insn *insn)
{
    const Insn *region = insn->parent->owner;
    const IrBlock *block = insn->parent;
    while (region && !(region->op == IR_TRY && ir_block_number(block) == 1)) {
        block = region->parent;
        region = block->owner;
    }
    if (!region)
        panic("caught outside of a handler");
    return arena_printf(e->arena, "%s.value", emit_exc(e, region));
}

/* The place itself that a load or a get reads. */
static const char *source_text(Emit *e, const Insn *insn, Prec *prec)
{
    return insn->op == IR_LOAD ? emit_place_text(e, insn->args[0], prec) : emit_var(e, insn->as.var);
}

/* What other threads may write meanwhile, and is not kept (keep_text), is only compared. */
static const char *read_text(Emit *e, const Insn *insn, Prec *prec)
{
    const char *source = source_text(e, insn, prec);
    if (!ir_insn_is_shared(e->module, insn))
        return source;
    *prec = PREC_POSTFIX;
    return arena_printf(e->arena, "KR_FIELD_SEE(%s)", source);
}

static const char *keep_text(Emit *e, const Insn *insn)
{
    Prec prec;
    if (ir_insn_is_shared(e->module, insn->args[0]))
        return arena_printf(e->arena, "KR_FIELD_GET(%s)", source_text(e, insn->args[0], &prec));
    return arena_printf(e->arena, insn->sub ? "Py_XNewRef(%s)" : "Py_NewRef(%s)",
                        emit_expr(e, insn->args[0], PREC_ASSIGN));
}

static const char *match_text(Emit *e, const Insn *insn)
{
    const char *caught = caught_text(e, insn);
    return arena_printf(e->arena, "kr_match(&%.*s, %s)", (int)(strchr(caught, '.') - caught), caught,
                        emit_expr(e, insn->args[0], PREC_ASSIGN));
}

static const char *funcobj_text(Emit *e, const Insn *insn)
{
    emit_need(e, "func");
    map_set(e->kept, &e->objects, insn->as.func, e);
    if (insn->nargs)
        return arena_printf(e->arena, "kr_func_make(KR_MODULE, &%s_def, " CW_BREAK "%s)", insn->as.func->c_name,
                            emit_call_args(e, insn, 0));
    return arena_printf(e->arena, "kr_func_new(KR_MODULE, &%s_def)", insn->as.func->c_name);
}

static const char *wrap_text(Emit *e, const Insn *insn)
{
    return arena_printf(e->arena, "KR_WRAP(%s, %s)", emit_expr(e, insn->args[0], PREC_ASSIGN),
                        emit_expr(e, insn->args[1], PREC_ASSIGN));
}

static const char *next_text(Emit *e, const Insn *insn)
{
    emit_need(e, "iter");
    return arena_printf(e->arena, "kr_next(%s)", emit_expr(e, insn->args[0], PREC_ASSIGN));
}

const char *emit_operation(Emit *e, const Insn *insn, Prec *prec)
{
    *prec = PREC_POSTFIX;
    switch ((int)insn->op) {
    case IR_CONST:
        return emit_number(e, insn, false, prec);
    case IR_PYCONST:
        return emit_const_object(e, insn->as.pyconst);
    case IR_NULL:
        return "NULL";
    case IR_MOVE:
        return emit_var(e, insn->as.var);
    case IR_INDEXVAR:
        return emit_value_name(e, insn);
    case IR_UN:
        return emit_un(e, insn, prec);
    case IR_BIN:
        return emit_bin(e, insn, prec);
    case IR_CMP:
        return emit_cmp(e, insn, prec);
    case IR_CAST:
        return emit_cast(e, insn, prec);
    case IR_SELECT:
        return emit_select(e, insn, prec);
    case IR_MAKE:
        return make_text(e, insn);
    case IR_PART:
        return arena_printf(e->arena, "%s.%s", emit_expr(e, insn->args[0], PREC_POSTFIX),
                            part_name(insn));
    case IR_ADDR: case IR_FIELD: case IR_INDEX: case IR_VAT:
        return emit_address(e, insn, prec);
    case IR_LOAD: case IR_GET:
        return read_text(e, insn, prec);
    case IR_SIZEOF:
        *prec = PREC_UNARY;
        return arena_printf(e->arena, "sizeof(%s)", emit_type_name(e, insn->as.type));
    case IR_FUNCADDR:
        return emit_callee(e, insn);
    case IR_PRIM:
        return emit_prim(e, insn);
    case IR_CALL:
        return arena_printf(e->arena, "%s%s(%s)", emit_extern_result(insn), emit_callee(e, insn),
                            emit_call_args(e, insn, 0));
    case IR_CALLPTR:
        return arena_printf(e->arena, "%s(%s)", emit_expr(e, insn->args[0], PREC_POSTFIX),
                            emit_call_args(e, insn, 1));
    case IR_PYCALL:
        return emit_pycall(e, insn);
    case IR_PYMETH:
        return emit_pymeth(e, insn);
    case IR_BOX:
        return emit_convert(e, insn, "box");
    case IR_UNBOX:
        return emit_convert(e, insn, "unbox");
    case IR_TRUTH:
        return emit_convert(e, insn, "truth");
    case IR_BUILD:
        return emit_build(e, insn);
    case IR_ITER:
        emit_need(e, "iter");
        return arena_printf(e->arena, insn->takes ? "kr_iter_take1(%s)" : "PyObject_GetIter(%s)", emit_call_args(e, insn, 0));
    case IR_NEXT:
        return next_text(e, insn);
    case IR_VOBJ:
        return arena_printf(e->arena, "kr_view_object(%s, &%s)",
                            emit_view_address(e, insn->args[0]),
                            emit_view_spec(e, insn->args[0]->type));
    case IR_VDIM:
        return emit_dim(e, insn);
    case IR_WRAP:
        return wrap_text(e, insn);
    case IR_KEEP:
        return keep_text(e, insn);
    case IR_MATCH:
        return match_text(e, insn);
    case IR_CAUGHT:
        return caught_text(e, insn);
    case IR_FUNCOBJ:
        return funcobj_text(e, insn);
    case IR_GENNEW:
        return emit_gennew(e, insn);
    case IR_TYPECHK:
        return emit_expr(e, insn->args[0], PREC_ASSIGN);
    default:
        panic("no C expression for `%s`", ir_op_info[insn->op].text);
    }
}
