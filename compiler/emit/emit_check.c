/* emit_check.c: errchk and the checks: conditions in plain sight, one exit each.
 *
 * Place in the pipeline: an errchk is printed together with what it checks: the value before it, or the statement
 * that stands directly before it (bounds, nonechk, primitives without a value), or the making of a view.
 *
 *     bounds view 0 %i, %n   errchk status -> fail      if (KR_OUTSIDE(i, n)) KR_RAISE(kr_raise_index(...), 5, fail);
 *     errchk null %v, %t -> try1                        if (!v) KR_DROP(5, except_1, t);
 */
#include "emit/emit_ctx.h"

#include "base/panic.h"
#include "ir/ir_region.h"

#include <string.h>

/* ---- landings -------------------------------------------------------------------------------- */

const char *emit_landing(Emit *e, const Insn *insn, const Insn *region)
{
    if (!region)
        return "fail";
    bool first = ir_top_in(region->blocks[0], (Insn *)(uintptr_t)insn) != NULL;
    const char *name = "par";
    if (region->op == IR_TRY)
        name = first ? "except" : "uncatch";
    else if (region->op == IR_FINALLY)
        name = first ? "finally" : "resume";
    else if (region->op == IR_GIL)
        name = region->sub == IR_GIL_RELEASE ? "nogil" : "withgil";
    return arena_printf(e->arena, "%s_%u", name, (unsigned)region->number);
}

static bool is_view(const Insn *insn)
{
    return type_strip(insn->type)->kind == TYPE_VIEW;
}

const char *emit_release(Emit *e, const Insn *value)
{
    if (is_view(value))
        return arena_printf(e->arena, "kr_view_release(%s);", emit_view_address(e, value));
    const Insn *made = value;
    while (made->op == IR_CAST)
        made = made->args[0];
    bool maybe = ir_insn_error(made) == IR_ERROR_NULLOCC;
    return arena_printf(e->arena, maybe ? "Py_XDECREF(%s);" : "Py_DECREF(%s);",
                        emit_expr(e, value, PREC_ASSIGN));
}

/* ---- conditions about values ----------------------------------------------------------------- */

static const char *occurred(Emit *e, const Insn *insn)
{
    return ir_holds_gil(e->func, insn) ? "PyErr_Occurred()" : "kr_error_nogil()";
}

static const char *spec_value(Emit *e, const ExceptSpec *spec, const Type *type)
{
    Insn number = {.op = IR_CONST, .type = type};
    Prec prec;
    if (spec->c_value)
        return spec->c_value;
    if (type_is_ptr(type))
        return "NULL";
    if (type_is_float(type))
        number.as.imm.f = spec->float_value;
    else
        number.as.imm.i = spec->int_value;
    const char *text = emit_number(e, &number, false, &prec);
    bool narrow = type_is_int(type) && type_class(type) == TYPE_CLASS_UINT && spec->int_value < 0;
    return narrow ? arena_printf(e->arena, "(%s)%lld", emit_type_name(e, type),
                                 (long long)spec->int_value)
                  : text;
}

static const char *declared_cond(Emit *e, const Insn *errchk)
{
    const Insn *call = errchk->args[0];
    const ExceptSpec *spec = &ir_insn_func_type(call)->except;
    const char *value = emit_expr(e, call, PREC_EQ);
    const char *test;
    if (type_is_float(call->type) && spec->float_value != spec->float_value)
        test = arena_printf(e->arena, "%s != %s", value, value);
    else if (type_is_float(call->type) && spec->c_value) /* may be NAN */
        test = arena_printf(e->arena, "(%s == %s || (%s != %s && %s != %s))", value, spec->c_value, value,
                            value, spec->c_value, spec->c_value);
    else
        test = arena_printf(e->arena, "%s == %s", value, spec_value(e, spec, call->type));
    if (spec->kind == EXCEPT_VALUE)
        return test;
    return arena_printf(e->arena, "%s && " CW_BREAK "%s", test, occurred(e, errchk));
}

static const char *neg1occ_cond(Emit *e, const Insn *value)
{
    if (!ir_holds_gil(e->func, value))
        return arena_printf(e->arena, type_strip(value->type)->kind == TYPE_UCS4 ? "%s == (Py_UCS4)-1 && kr_error_nogil()"
                                                                                : "%s == -1 && kr_error_nogil()",
                            emit_expr(e, value, PREC_EQ));
    const char *text = emit_expr(e, value, PREC_ASSIGN);
    if (type_strip(value->type)->kind == TYPE_DOUBLE)
        return arena_printf(e->arena, "KR_F64_FAILED(%s)", text);
    return arena_printf(e->arena, "KR_FAILED(%s, %s)", text, emit_type_name(e, value->type));
}

static const char *view_cond(Emit *e, const Insn *value);

static const char *value_cond(Emit *e, const Insn *errchk)
{
    const Insn *value = errchk->args[0];
    if (is_view(value))
        return view_cond(e, value);
    switch ((IrCheck)errchk->sub) {
    case IR_CHECK_NULL:
        return arena_printf(e->arena, "!%s", emit_expr(e, value, PREC_UNARY));
    case IR_CHECK_NEG1:
        return arena_printf(e->arena, "%s < 0", emit_expr(e, value, PREC_REL));
    case IR_CHECK_NEG1OCC:
        return neg1occ_cond(e, value);
    case IR_CHECK_NULLOCC:
        return arena_printf(e->arena, "!%s && PyErr_Occurred()", emit_expr(e, value, PREC_UNARY));
    case IR_CHECK_DECLARED:
        return declared_cond(e, errchk);
    case IR_CHECK_STATUS: case IR_CHECK_OCCURRED: case IR_CHECK_PENDING: case IR_CHECK_ALWAYS:
        break;
    }
    panic("errchk of kind %u is not about a value", errchk->sub);
}

/* ---- views ----------------------------------------------------------------------------------- */

/* {KR_AXIS_SLICE, KR_AXIS_START | KR_AXIS_STEP, i, 0, 2} */
static const char *axis_text(Emit *e, const Insn *slice, const IrAxis *axis, uint32_t *next)
{
    const char *values[3] = {"0", "0", "0"};
    bool has[3] = {axis->has_start || axis->kind == IR_AXIS_INDEX, axis->has_stop, axis->has_step};
    static const char *const flags[] = {"KR_AXIS_START", "KR_AXIS_STOP", "KR_AXIS_STEP"};
    static const char *const kinds[] = {"KR_AXIS_FULL", "KR_AXIS_INDEX", "KR_AXIS_SLICE",
                                        "KR_AXIS_NEW"};
    Buf given;
    buf_init(&given, e->arena);
    for (int i = 0; i < 3; i++) {
        if (axis->kind == IR_AXIS_FULL || axis->kind == IR_AXIS_NEW || !has[i])
            continue;
        values[i] = emit_assigned(e, slice->args[(*next)++], TYPE_OF(e->module->types, SSIZE));
        if (axis->kind == IR_AXIS_SLICE)
            buf_printf(&given, "%s%s", given.len ? " | " : "", flags[i]);
    }
    return arena_printf(e->arena, "{%s, %s, %s, %s, %s}", kinds[axis->kind],
                        given.len ? buf_text(&given) : "0", values[0], values[1], values[2]);
}

/* The local view that is set to this slice next, and then gives its own reference up; NULL: none. */
static const IrVar *set_next(const Insn *slice)
{
    const Insn *next = slice->next && slice->next->op == IR_ERRCHK ? slice->next->next : NULL;
    bool is_set = next && next->op == IR_REPLACE && next->args[0] == slice && next->as.var->storage == IR_VAR_LOCAL;
    return is_set && !next->as.var->borrowed ? next->as.var : NULL;
}

static const char *slice_cond(Emit *e, const Insn *slice, const char *target)
{
    Buf axes;
    uint32_t next = 1;
    buf_init(&axes, e->arena);
    for (uint32_t i = 0; i < slice->as.axes.len; i++)
        buf_printf(&axes, "%s%s", i ? ", " CW_BREAK : "",
                   axis_text(e, slice, &slice->as.axes.items[i], &next));
    const Type *from = type_strip(slice->args[0]->type);
    const IrVar *old = set_next(slice);
    const char *function = old ? arena_printf(e->arena, "kr_view_reslice(&%s, ", emit_var(e, old)) : "kr_view_slice(";
    return arena_printf(e->arena, "%s%s, %s, %u, " CW_BREAK "(KrAxis[]){%s}, %u) < 0", function, target,
                        emit_view_address(e, slice->args[0]), (unsigned)from->view.ndim, buf_text(&axes),
                        (unsigned)slice->as.axes.len);
}

/* A view is made in the condition that checks it. */
static const char *view_cond(Emit *e, const Insn *value)
{
    const char *target = arena_printf(e->arena, "&%s", emit_value_name(e, value));
    emit_need(e, "view");
    if (value->op == IR_VSLICE)
        return slice_cond(e, value, target);
    if (value->op == IR_VOPEN)
        return arena_printf(e->arena, "kr_view_open(%s, %s, &%s) < 0", target,
                            emit_expr(e, value->args[0], PREC_ASSIGN),
                            value->sub ? emit_buffer_spec(e, value->type, value->sub == 1)
                                       : emit_view_spec(e, value->type));
    if (ir_returns_view(value))
        return arena_printf(e->arena, "!%s.owner && " CW_BREAK "%s", emit_value_name(e, value),
                            ir_holds_gil(e->func, value) ? "PyErr_Occurred()" : "kr_error_nogil()");
    if (value->op == IR_PRIM) {
        emit_need(e, value->as.prim->header);
        return arena_printf(e->arena, "%s(%s, %s) < 0", value->as.prim->cname, target,
                            emit_call_args(e, value, 0));
    }
    panic("a view made by `%s`", ir_op_info[value->op].text);
}

/* ---- statements that can fail ---------------------------------------------------------------- */

/* What a failing check does: a call that raises, with what the thread needs for it; NULL: it has raised. */
typedef struct Failure {
    const char *cond;
    const char *raise;
} Failure;

static const char *raising(Emit *e, const Insn *insn, const char *name, const char *args)
{
    return arena_printf(e->arena, "kr_raise_%s%s(%s)", name,
                        ir_holds_gil(e->func, insn) ? "" : "_nogil", args);
}

static const char *quoted(Emit *e, const char *text)
{
    if (!text)
        return "NULL";
    Buf out;
    buf_init(&out, e->arena);
    cw_string(&out, text, strlen(text));
    return buf_text(&out);
}

static Failure none_failure(Emit *e, const Insn *insn)
{
    static const char *const whats[] = {"ATTR", "ITEM", "SETITEM", "DELITEM", "ITER", "LEN", "IN", "ARG", "ABS"};
    const char *args = arena_printf(e->arena, "KR_NONE_%s, %s", whats[insn->sub],
                                    quoted(e, insn->as.text));
    return (Failure){arena_printf(e->arena, "%s == Py_None", emit_expr(e, insn->args[0], PREC_EQ)),
                     raising(e, insn, "none", args)};
}

static const char *raise_unbound(Emit *e, const Insn *insn, const IrVar *var)
{
    return raising(e, insn, e->module->is_cython ? "unbound" : "unbound_local", quoted(e, var->name->text));
}

static Failure unbound_failure(Emit *e, const Insn *insn)
{
    const IrVar *var = insn->as.var;
    const char *name = emit_var(e, var);
    bool view = type_strip(var->type)->kind == TYPE_VIEW;
    const char *cond = view ? arena_printf(e->arena, "!%s%sowner", name,
                                           var->storage == IR_VAR_PARAM ? "->" : ".")
                            : arena_printf(e->arena, "!%s", name);
    return (Failure){cond, raise_unbound(e, insn, var)};
}

static Failure index_failure(Emit *e, const Insn *insn)
{
    static const char *const kinds[] = {"VIEW", "LIST", "TUPLE", "STR", "BYTES", "BYTEARRAY", "CARRAY"};
    const char *cond = arena_printf(e->arena, "KR_OUTSIDE(%s, " CW_BREAK "%s)",
                                    emit_expr(e, insn->args[0], PREC_ASSIGN),
                                    emit_expr(e, insn->args[1], PREC_ASSIGN));
    const char *args = arena_printf(e->arena, "KR_INDEX_%s, %u", kinds[insn->sub],
                                    (unsigned)insn->as.index);
    return (Failure){cond, raising(e, insn, "index", args)};
}

static Failure zero_failure(Emit *e, const Insn *insn)
{
    static const char *const kinds[] = {"INT_DIV", "INT_MOD", "FLOAT_DIV", "FLOAT_MOD", "TRUE_DIV", "FLOAT_FLOOR"};
    return (Failure){arena_printf(e->arena, "%s == 0", emit_expr(e, insn->args[0], PREC_REL)),
                     raising(e, insn, "zero", arena_printf(e->arena, "KR_ZERO_%s", kinds[insn->sub]))};
}

static Failure overflow_failure(Emit *e, const Insn *insn)
{
    static const char *const names[] = {"ADD", "SUB", "MUL", "DIV", "DIV", "SHL", "SHL",
                                        "ADD", "ADD", "ADD", "ADD", "ADD"};
    emit_need(e, "num");
    const char *cond = arena_printf(e->arena, "KR_OVERFLOWS_%s(%s, %s, %s)", names[insn->sub],
                                    emit_number_name(e, insn->args[0]->type),
                                    emit_expr(e, insn->args[0], PREC_ASSIGN),
                                    emit_expr(e, insn->args[1], PREC_ASSIGN));
    bool divides = insn->sub == IR_BIN_DIV || insn->sub == IR_BIN_MOD;
    return (Failure){cond, raising(e, insn, divides ? "overflow_div" : "overflow", "")};
}

static Failure unset_view_failure(Emit *e, const Insn *insn)
{
    const char *address = emit_view_address(e, insn->args[0]);
    emit_need(e, "view");
    const char *cond = address[0] == '&'
                           ? arena_printf(e->arena, "!KR_VIEW_IS_SET(%s)", address + 1)
                           : arena_printf(e->arena, "!KR_VIEW_IS_SET(*%s)", address);
    const IrVar *var = insn->args[0]->op == IR_GET ? insn->args[0]->as.var : NULL;
    if (var && var->storage == IR_VAR_LOCAL)
        return (Failure){cond, raise_unbound(e, insn, var)};
    return (Failure){cond, raising(e, insn, "view", "")};
}

typedef struct ObjectType {
    TypeKind kind;
    const char *c_name, *name;
} ObjectType;

static const ObjectType object_types[] = {
    {TYPE_PYTYPE, "PyType_Type", "type"},       {TYPE_PYBOOL, "PyBool_Type", "bool"},
    {TYPE_PYINT, "PyLong_Type", "int"},         {TYPE_PYFLOAT, "PyFloat_Type", "float"},
    {TYPE_PYCOMPLEX, "PyComplex_Type", "complex"}, {TYPE_STR, "PyUnicode_Type", "str"},
    {TYPE_BYTES, "PyBytes_Type", "bytes"},      {TYPE_BYTEARRAY, "PyByteArray_Type", "bytearray"},
    {TYPE_LIST, "PyList_Type", "list"},         {TYPE_TUPLE, "PyTuple_Type", "tuple"},
    {TYPE_DICT, "PyDict_Type", "dict"},         {TYPE_SET, "PySet_Type", "set"},
    {TYPE_FROZENSET, "PyFrozenSet_Type", "frozenset"}, {TYPE_SLICE, "PySlice_Type", "slice"},
    {TYPE_PYMEMVIEW, "PyMemoryView_Type", "memoryview"},
};

/* To an extension type: instances of subclasses too. */
static Failure class_failure(Emit *e, const Insn *insn)
{
    const char *object = emit_expr(e, insn->args[0], PREC_ASSIGN);
    const TypeDecl *decl = type_strip(insn->type)->decl;
    const IrClass *cls = decl->is_builtin ? NULL : emit_class_of(e, insn->type);
    if (!cls && !decl->is_builtin)
        panic("typechk to %s", emit_type_name(e, insn->type));
    emit_need(e, "cclass");
    if (decl->is_builtin)
        emit_need(e, "dict"); /* KR_FROZENDICT_TYPE */
    const char *type = cls ? emit_var(e, cls->type_object) : decl->c_name;
    const char *cond = arena_printf(e->arena, insn->sub ? "KR_NOT_SURELY(%s, %s)" : "KR_NOT_INSTANCE(%s, %s)",
                                    object, type);
    const char *args = arena_printf(e->arena, "%s, %s, %s", object, type, quoted(e, insn->as.text));
    return (Failure){cond, raising(e, insn, "class", args)};
}

static Failure type_failure(Emit *e, const Insn *insn)
{
    if (type_strip(insn->type)->kind == TYPE_CLASS)
        return class_failure(e, insn);
    TypeKind kind = type_strip(insn->type)->kind;
    const ObjectType *row = NULL;
    for (size_t i = 0; i < sizeof object_types / sizeof *object_types; i++)
        if (object_types[i].kind == kind)
            row = &object_types[i];
    if (!row)
        panic("typechk to %s", emit_type_name(e, insn->type));
    const char *object = emit_expr(e, insn->args[0], PREC_ASSIGN);
    const char *cond = arena_printf(e->arena, insn->sub ? "KR_NOT_EXACT(%s, %s)" : "KR_NOT_TYPE(%s, %s)",
                                    object, row->c_name);
    const char *args = arena_printf(e->arena, "%s, \"%s\", %s", object, row->name,
                                    quoted(e, insn->as.text));
    return (Failure){cond, raising(e, insn, "type", args)};
}

/* a[...] = b: the source is a view, an object, or a value whose address is taken. */
static const char *copy_text(Emit *e, const Insn *insn)
{
    const Type *view = type_strip(insn->args[0]->type);
    const char *to = emit_view_address(e, insn->args[0]);
    bool objects = type_is_object(view->target);
    unsigned ndim = view->view.ndim;
    const char *size = arena_printf(e->arena, "sizeof(%s)", emit_type_name(e, view->target));
    if (is_view(insn->args[1])) {
        const char *from = emit_view_address(e, insn->args[1]);
        return objects ? arena_printf(e->arena, "kr_view_copy_objects(%s, %s, %u)", to, from, ndim)
                       : arena_printf(e->arena, "kr_view_copy(%s, %s, %u, %s)", to, from, ndim, size);
    }
    const char *value = emit_expr(e, insn->args[1], PREC_ASSIGN);
    if (objects)
        return arena_printf(e->arena, "kr_view_fill_objects(%s, %s, %u)", to, value, ndim);
    const Type *element = view->target;
    while (element->kind == TYPE_CONST)
        element = element->target;
    return arena_printf(e->arena, "kr_view_fill(%s, (%s[]){%s}, %u, %s)", to,
                        emit_type_name(e, element), value, ndim, size);
}

static Failure status_failure(Emit *e, const Insn *insn)
{
    Prec prec;
    switch ((int)insn->op) {
    case IR_NONECHK:
        return none_failure(e, insn);
    case IR_INITCHK:
        return unbound_failure(e, insn);
    case IR_BOUNDS:
        return index_failure(e, insn);
    case IR_NONZERO:
        return zero_failure(e, insn);
    case IR_NOOVERFLOW:
        return overflow_failure(e, insn);
    case IR_VCHK:
        return unset_view_failure(e, insn);
    case IR_TYPECHK:
        return type_failure(e, insn);
    case IR_ASSIGN:
        return (Failure){arena_printf(e->arena, "KR_ASSIGN(%s, " CW_BREAK "%s) < 0", emit_var(e, insn->as.var),
                                      emit_expr(e, insn->args[0], PREC_ASSIGN)), NULL};
    case IR_VCOPY:
        emit_need(e, "view");
        return (Failure){arena_printf(e->arena, "%s < 0", copy_text(e, insn)), NULL};
    default:
        return (Failure){arena_printf(e->arena, "%s < 0", emit_operation(e, insn, &prec)), NULL};
    }
}

bool emit_is_checked_later(const Insn *insn)
{
    const Insn *next = insn->next;
    if (!next || next->op != IR_ERRCHK)
        return false;
    if (next->sub == IR_CHECK_STATUS)
        return true;
    if (next->sub == IR_CHECK_ALWAYS)
        return insn->op == IR_RAISE || insn->op == IR_RERAISE;
    return next->sub <= IR_CHECK_DECLARED && next->args[0] == insn && is_view(insn) &&
           !ir_returns_view(insn);
}

/* ---- the errchk ------------------------------------------------------------------------------ */

static uint32_t first_release(const Insn *errchk)
{
    return errchk->sub <= IR_CHECK_DECLARED ? 1 : 0;
}

static const char *raise_text(Emit *e, const Insn *raise)
{
    if (raise->op == IR_RERAISE)
        return "kr_reraise()";
    return arena_printf(e->arena, raise->nargs > 1 ? "kr_raise_from(%s)" : "kr_raise(%s)",
                        emit_call_args(e, raise, 0));
}

/* Are they all objects, released by a thread with the GIL? */
static bool are_objects(const Insn *errchk)
{
    for (uint32_t i = first_release(errchk); i < errchk->nargs; i++)
        if (is_view(errchk->args[i]))
            return false;
    return true;
}

static const char *released_objects(Emit *e, const Insn *errchk)
{
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = first_release(errchk); i < errchk->nargs; i++)
        buf_printf(&out, ", " CW_BREAK "%s", emit_expr(e, errchk->args[i], PREC_ASSIGN));
    return buf_text(&out);
}

static const char *exit_text(Emit *e, const Insn *errchk, const char *raise, int line, bool conditional)
{
    const char *label = emit_landing(e, errchk, errchk->as.target);
    uint32_t first = first_release(errchk);
    bool drops = errchk->nargs > first;
    if (!drops || are_objects(errchk)) {
        const char *objects = drops ? released_objects(e, errchk) : "";
        const char *end = arena_printf(e->arena, "%d, %s%s);", line, label, objects);
        return raise ? arena_printf(e->arena, drops ? "KR_RAISE_DROP(%s, %s" : "KR_RAISE(%s, %s", raise, end)
                     : arena_printf(e->arena, drops ? "KR_DROP(%s" : "KR_FAIL(%s", end);
    }
    Buf out;
    buf_init(&out, e->arena);
    if (raise)
        buf_printf(&out, "%s; " CW_BREAK, raise);
    for (uint32_t i = first; i < errchk->nargs; i++)
        buf_printf(&out, "%s " CW_BREAK, emit_release(e, errchk->args[i]));
    return arena_printf(e->arena, conditional ? "{ %sKR_FAIL(%d, %s); }" : "%sKR_FAIL(%d, %s);", buf_text(&out), line,
                        label);
}

static void put_exit(Emit *e, const Insn *errchk, const char *cond, const char *raise, int line)
{
    const char *text = exit_text(e, errchk, raise, line, cond != NULL);
    if (cond)
        cw_more(&e->cw, "if (%s%s) " CW_BREAK "%s", e->guard ? e->guard : "", cond, text);
    else
        cw_line(&e->cw, "%s", text);
}

/* Does what follows jump to the same label anyway? */
static bool is_needless(const Insn *errchk)
{
    const Insn *next = errchk->next;
    bool body = next && next->op == IR_LEAVE && next->as.target == errchk->as.target && !errchk->nargs;
    return body && next->as.target->op == IR_FINALLY &&
           ir_top_in(next->as.target->blocks[0], (Insn *)(uintptr_t)next);
}

static void put_pending(Emit *e, const Insn *errchk)
{
    if (is_needless(errchk))
        return;
    const char *label = emit_landing(e, errchk, errchk->as.target);
    Buf out;
    buf_init(&out, e->arena);
    for (uint32_t i = 0; i < errchk->nargs; i++)
        buf_printf(&out, "%s " CW_BREAK, emit_release(e, errchk->args[i]));
    cw_line(&e->cw, errchk->nargs ? "if (kr_line) { %sgoto %s; }" : "if (kr_line) %sgoto %s;",
            buf_text(&out), label);
}

void emit_check(Emit *e, const Insn *errchk)
{
    int line = (int)source_line(e->module->sources, errchk->span);
    if (!line)
        line = (int)source_line(e->module->sources, e->func->span);
    line = line ? line : 1;
    e->uses_line = true;
    if (errchk->sub == IR_CHECK_PENDING) {
        put_pending(e, errchk);
        return;
    }
    if (errchk->sub == IR_CHECK_ALWAYS) {
        const Insn *raise = errchk->prev;
        put_exit(e, errchk, NULL, raise_text(e, raise), raise->op == IR_RERAISE ? -1 : line);
        return;
    }
    Failure failure = {NULL, NULL};
    const Insn *made = errchk->nargs ? errchk->args[0] : NULL;
    if (made && made->op == IR_PRIM && made->as.prim == PRIM_OF(par_raise))
        line = -1; /* the traceback has its entry */
    if (errchk->sub == IR_CHECK_STATUS)
        failure = status_failure(e, errchk->prev);
    else if (errchk->sub == IR_CHECK_OCCURRED)
        failure.cond = occurred(e, errchk);
    else
        failure.cond = value_cond(e, errchk);
    put_exit(e, errchk, failure.cond, failure.raise, line);
}
