/* emit_stmt.c: instructions as C statements, one after the other.
 *
 * Place in the pipeline: under emit_func; regions are in emit_region.c, error checks in emit_check.c. A folded
 * instruction prints nothing here; a value prints its declaration or the assignment to the variable that
 * pass tree chose; the first C line of each source line carries that line in its margin.
 *
 *     set s, (bin add s, %2)      ->      s += a_data[i];              (and in the margin: 4: s += a[i])
 */
#include "emit/emit_ctx.h"

#include "base/panic.h"
#include "ir/ir_region.h"

#include <string.h>

/* ---- source lines ---------------------------------------------------------------------------- */

static bool was_shown(Emit *e, uint32_t line)
{
    for (uint32_t i = 0; i < e->shown.len; i++)
        if (e->shown.items[i] == line)
            return true;
    vec_push(e->arena, &e->shown, line);
    return false;
}

void emit_source_line(Emit *e, Span span)
{
    uint32_t line = span.file ? source_line(e->module->sources, span) : 0;
    if (!line)
        return;
    e->cw.wanted_line = line;
    if (!e->options->source_margin || e->module->no_margin || was_shown(e, line))
        return;
    uint32_t len;
    const char *text = source_line_text(e->module->sources, span.file, line, &len);
    while (len && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    if (len)
        cw_source(&e->cw, line, text, len);
}

/* ---- views ----------------------------------------------------------------------------------- */

static bool is_view_type(const Type *type)
{
    return type_strip(type)->kind == TYPE_VIEW;
}

static void add_dims(Emit *e, Buf *out, const IrVar *var, const char *access, bool declare, bool shape)
{
    uint32_t parts = e->views[var->index].parts / (shape ? EMIT_SHAPE : EMIT_STRIDE);
    const char *local = shape ? "shape" : "stride";
    const char *field = shape ? "shape" : "strides";
    for (uint32_t i = 0; i < VIEW_MAX_DIMS; i++)
        if (parts >> i & 1)
            buf_printf(out, "%s%s_%s%u = %s%s[%u]", !out->len ? "" : declare ? ", " CW_BREAK : "; " CW_BREAK,
                       var->c_view, local, (unsigned)i, access, field, (unsigned)i);
}

void emit_refresh_view(Emit *e, const IrVar *var, bool declare)
{
    const EmitView *parts = &e->views[var->index];
    const Type *view = type_strip(var->type);
    const char *access = arena_printf(e->arena, var->storage == IR_VAR_PARAM ? "%s->" : "%s.",
                                      emit_var(e, var));
    if (parts->parts & EMIT_DATA) {
        const Type *item = type_ptr(e->module->types, view->target);
        const char *name = arena_printf(e->arena, "%s_data", var->c_view);
        const char *target = !declare ? name
                             : emit_view_order(view) ? emit_declare(e, item, name)
                                             : arena_printf(e->arena, "char *%s", name);
        if (emit_view_order(view))
            cw_line(&e->cw, "%s = (%s)%sdata;", target, emit_type_name(e, item), access);
        else
            cw_line(&e->cw, "%s = %sdata;", target, access);
    }
    Buf dims;
    buf_init(&dims, e->arena);
    add_dims(e, &dims, var, access, declare, true);
    add_dims(e, &dims, var, access, declare, false);
    if (dims.len)
        cw_more(&e->cw, declare ? "Py_ssize_t %s;" : "%s;", buf_text(&dims));
}

static void view_was_set(Emit *e, const IrVar *var)
{
    bool local = var->storage == IR_VAR_LOCAL || var->storage == IR_VAR_TEMP;
    if (local && is_view_type(var->type) && e->views[var->index].parts)
        emit_refresh_view(e, var, e->views[var->index].in_place);
}

/* ---- values ---------------------------------------------------------------------------------- */

static const char *variable_target(Emit *e, const IrVar *var, const Insn *setter)
{
    bool local = var->storage == IR_VAR_LOCAL || var->storage == IR_VAR_TEMP;
    if (local && var->declared_by == setter)
        return emit_declare(e, var->type, var->c_name);
    return emit_var(e, var);
}

/* A moved variable is empty afterwards, when anyone looks at it again. */
static void empty_moved(Emit *e, const Insn *value)
{
    if (value->op != IR_MOVE || !(value->as.var->released || value->as.var->in_frame))
        return;
    const char *name = emit_var(e, value->as.var);
    if (is_view_type(value->type))
        cw_line(&e->cw, "%s = (%s){0};", name, emit_type_name(e, value->type));
    else
        cw_line(&e->cw, "%s = NULL;", name);
}

/* Is it computed into the function's result, which is declared on top? */
static bool is_result(const Emit *e, const Insn *insn)
{
    return (insn->flags & INSN_RESULT) && e->needs_done;
}

/* Only the clause of a pragma asks for it, and compilers without OpenMP read none. */
static bool is_for_openmp(const Insn *insn)
{
    const Insn *count = insn->op == IR_SELECT ? insn->args[1] : insn;
    return count->op == IR_PRIM && count->as.prim == PRIM_OF(par_threads);
}

/* A view that a function returned: looked at by the check behind it. */
static void put_view_call(Emit *e, const Insn *insn)
{
    Prec prec;
    const char *text = emit_operation(e, insn, &prec);
    if (insn->into)
        cw_line(&e->cw, "%s = " CW_BREAK "%s;", variable_target(e, insn->into, insn), text);
    else
        cw_line(&e->cw, "%s%s = " CW_BREAK "%s;",
                is_result(e, insn) ? "" : arena_printf(e->arena, "%s ", emit_type_name(e, insn->type)),
                emit_value_name(e, insn), text);
}

static void put_view_value(Emit *e, const Insn *insn)
{
    if (ir_returns_view(insn)) {
        put_view_call(e, insn);
        return;
    }
    if (insn->into)
        return; /* made by its check */
    const char *name = emit_value_name(e, insn);
    const char *type = is_result(e, insn) ? "" : arena_printf(e->arena, "%s ", emit_type_name(e, insn->type));
    if (insn->op == IR_KEEP) {
        if (*type)
            cw_line(&e->cw, "%s%s;", type, name);
        cw_line(&e->cw, "kr_view_keep(&%s, %s);", name, emit_view_address(e, insn->args[0]));
    } else if (insn->op == IR_MOVE || insn->op == IR_GET) {
        cw_line(&e->cw, "%s%s = %s;", type, name, emit_var(e, insn->as.var));
        empty_moved(e, insn);
    } else if (insn->op == IR_LOAD) { /* what an outlined region was given */
        cw_line(&e->cw, "%s%s = %s;", type, name, emit_place(e, insn->args[0], PREC_ASSIGN));
    } else if (*type) {
        cw_line(&e->cw, insn->op == IR_NULL ? "%s%s = {0};" : "%s%s;", type, name);
    }
}

/* What the result of a delegate goes into. */
static void put_delegate(Emit *e, const Insn *insn)
{
    if (insn->into)
        emit_delegate(e, insn, variable_target(e, insn->into, insn));
    else if (is_result(e, insn))
        emit_delegate(e, insn, e->func->c_result);
    else
        emit_delegate(e, insn, emit_declare(e, insn->type, emit_value_name(e, insn)));
}

static void put_value(Emit *e, const Insn *insn)
{
    Prec prec;
    if (insn->op == IR_TYPECHK)
        return;
    if (!ir_has_value(insn) || !e->uses[insn->id]) {
        if (!emit_is_checked_later(insn))
            cw_line(&e->cw, "%s;", emit_operation(e, insn, &prec));
        return;
    }
    if (is_view_type(insn->type)) {
        put_view_value(e, insn);
        return;
    }
    const char *text = emit_operation(e, insn, &prec);
    if (insn->into)
        cw_line(&e->cw, "%s = " CW_BREAK "%s;", variable_target(e, insn->into, insn), text);
    else if (is_result(e, insn))
        cw_line(&e->cw, "%s = " CW_BREAK "%s;", e->func->c_result, text);
    else
        cw_line(&e->cw, "%s%s = " CW_BREAK "%s;", is_for_openmp(insn) ? "KR_UNUSED " : "",
                emit_declare(e, insn->type, emit_value_name(e, insn)), text);
    empty_moved(e, insn);
}

/* ---- assignments ----------------------------------------------------------------------------- */

/* `x = x + v` as `x += v`: the operator, when the value is an operation on the target itself. */
static const char *compound_operator(const Insn *value, bool is_target)
{
    static const char *const signs[] = {"+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^="};
    bool bin = value->op == IR_BIN && (value->flags & INSN_FOLD) && value->sub <= IR_BIN_XOR;
    return bin && is_target ? signs[value->sub] : NULL;
}

/* Strips the cast to the target's type that C does by itself. */
static const Insn *without_cast(const Insn *value, const Type *type)
{
    bool implied = value->op == IR_CAST && (value->flags & INSN_FOLD) &&
                   type_strip(value->type) == type_strip(type) && type_is_int(type) &&
                   type_strip(type)->kind != TYPE_BINT && type_is_int(value->args[0]->type);
    return implied ? value->args[0] : value;
}

static void put_assignment(Emit *e, const char *target, const Insn *value, const Type *type)
{
    cw_line(&e->cw, "%s = " CW_BREAK "%s;", target, emit_assigned(e, value, type));
}

static bool reads_var(const Insn *value, const IrVar *var)
{
    while (value->op == IR_CAST && (value->flags & INSN_FOLD))
        value = value->args[0];
    return value->op == IR_GET && (value->flags & INSN_FOLD) && value->as.var == var;
}

static void put_compound(Emit *e, const char *target, const char *sign, const Insn *operand,
                         const Type *type)
{
    bool one = operand->op == IR_CONST && (operand->flags & INSN_FOLD) && type_is_int(operand->type) &&
               operand->as.imm.i == 1;
    const char *step = target[0] == '*' ? "(%s)%s;" : "%s%s;"; /* of what it points to */
    if (one && strcmp(sign, "+=") == 0)
        cw_line(&e->cw, step, target, "++");
    else if (one && strcmp(sign, "-=") == 0)
        cw_line(&e->cw, step, target, "--");
    else
        cw_line(&e->cw, "%s %s " CW_BREAK "%s;", target, sign, emit_assigned(e, operand, type));
}

static void put_set(Emit *e, const Insn *insn)
{
    const IrVar *var = insn->as.var;
    const Insn *value = insn->args[0];
    bool declares = var->declared_by == insn && var->storage != IR_VAR_GLOBAL;
    if (is_view_type(var->type)) {
        cw_line(&e->cw, "%s = %s;", variable_target(e, var, insn), emit_view_value(e, value));
        empty_moved(e, value);
        view_was_set(e, var);
        return;
    }
    const Insn *inner = without_cast(value, var->type);
    const char *sign = declares || !type_is_number(var->type) ? NULL
                       : compound_operator(inner, inner->nargs && reads_var(inner->args[0], var));
    if (sign)
        put_compound(e, emit_var(e, var), sign, inner->args[1], inner->type);
    else
        put_assignment(e, variable_target(e, var, insn), value, var->type);
    if (declares && (var->never_none || var->borrowed) && !e->reads[var->index])
        cw_line(&e->cw, "(void)%s;", var->c_name); /* an argument, checked and not used */
    empty_moved(e, value);
}

static void put_replace(Emit *e, const Insn *insn)
{
    const IrVar *var = insn->as.var;
    const Insn *value = insn->args[0];
    if (is_view_type(var->type)) {
        cw_line(&e->cw, "kr_view_release(&%s);", emit_var(e, var));
        cw_line(&e->cw, "%s = %s;", emit_var(e, var), emit_view_value(e, value));
        empty_moved(e, value);
        view_was_set(e, var);
        return;
    }
    cw_line(&e->cw, "%s(%s, " CW_BREAK "%s);", ir_var_is_shared(e->module, var) ? "KR_FIELD_SET" : "KR_REPLACE",
            emit_var(e, var), emit_expr(e, value, PREC_ASSIGN));
    empty_moved(e, value);
}

static void put_unset(Emit *e, const Insn *insn)
{
    const char *name = emit_var(e, insn->as.var);
    const char *form = is_view_type(insn->as.var->type)             ? "kr_view_release(&%s);"
                       : ir_var_is_shared(e->module, insn->as.var) ? "KR_FIELD_SET(%s, NULL);"
                                                                   : "Py_CLEAR(%s);";
    cw_line(&e->cw, form, name);
}

static void put_store(Emit *e, const Insn *insn)
{
    const Insn *pointer = insn->args[0];
    const Insn *value = insn->args[1];
    const Type *plain = type_strip(pointer->type);
    const Type *type = plain->target ? plain->target : value->type;
    const char *place = emit_place(e, pointer, PREC_UNARY);
    if (type_is_object(value->type)) {
        const char *how = ir_place_is_shared(e->module, pointer) ? "KR_FIELD_SET" : "KR_REPLACE";
        cw_line(&e->cw, "%s(%s, " CW_BREAK "%s);", how, place, emit_expr(e, value, PREC_ASSIGN));
        return;
    }
    if (is_view_type(value->type)) {
        cw_line(&e->cw, "kr_view_release(&%s);", place);
        cw_line(&e->cw, "%s = %s;", place, emit_view_value(e, value));
        empty_moved(e, value);
        return;
    }
    const Insn *inner = without_cast(value, type);
    bool again = inner->nargs == 2 && inner->args[0]->op == IR_LOAD &&
                 (inner->args[0]->flags & INSN_FOLD) && inner->args[0]->args[0] == pointer;
    const char *sign = compound_operator(inner, again);
    if (sign)
        put_compound(e, place, sign, inner->args[1], inner->type);
    else
        put_assignment(e, place, value, type);
}

/* ---- exits ----------------------------------------------------------------------------------- */

/* Is nothing but the function's end behind the return? */
static bool is_last(const Insn *insn)
{
    for (; insn; insn = insn->parent->owner) {
        if (insn->next)
            return false;
        const Insn *owner = insn->parent->owner;
        if (owner && owner->op != IR_IF && owner->op != IR_BLOCK)
            return false;
    }
    return true;
}

static void put_return(Emit *e, const Insn *insn)
{
    const Insn *value = insn->nargs ? insn->args[0] : NULL;
    if (e->func->kind == IR_FUNC_MODULE)
        value = NULL;
    if (!e->needs_done) {
        if (value)
            cw_line(&e->cw, "return " CW_BREAK "%s;", emit_assigned(e, value, e->func->result));
        else if (e->func->kind == IR_FUNC_MODULE)
            cw_line(&e->cw, "return 0;");
        else if (!is_last(insn) || e->func->has_error_exit)
            cw_line(&e->cw, "return;");
        return;
    }
    if (value && !(value->flags & INSN_RESULT))
        cw_line(&e->cw, "%s = " CW_BREAK "%s;", e->func->c_result,
                emit_assigned(e, value, e->func->result));
    if (value)
        empty_moved(e, value);
    if (is_last(insn) && !e->func->has_error_exit)
        return;
    cw_more(&e->cw, "goto done;");
    e->uses_done = true;
}

static void put_unwind(Emit *e, const Insn *insn)
{
    const Insn *region = insn->as.target;
    bool held = ir_holds_gil(e->func, region);
    if (region->op == IR_TRY)
        cw_line(&e->cw, "kr_uncatch(&%s);", emit_exc(e, region));
    else if (region->op == IR_FINALLY && emit_catches(region))
        cw_line(&e->cw, held ? "kr_uncatch(&%s);" : "kr_uncatch_nogil(&%s);", emit_exc(e, region));
    else if (region->op == IR_GIL)
        emit_gil_back(e, region);
}

/* ---- the switch ------------------------------------------------------------------------------ */

static void put_incref(Emit *e, const Insn *insn)
{
    cw_line(&e->cw, insn->sub ? "Py_XINCREF(%s);" : "Py_INCREF(%s);",
            emit_expr(e, insn->args[0], PREC_ASSIGN));
}

static void put_check(Emit *e, const Insn *insn)
{
    emit_check(e, insn);
    const Insn *made = insn->sub <= IR_CHECK_DECLARED ? insn->args[0] : NULL;
    if (made && made->into && is_view_type(made->type))
        view_was_set(e, made->into);
}

static bool prints_nothing(const Insn *insn)
{
    return insn->flags & (INSN_FOLD | INSN_DEAD) || insn->op == IR_INDEXVAR ||
           insn->op == IR_TYPECHK || (emit_is_checked_later(insn) && !ir_has_value(insn)) ||
           (emit_is_checked_later(insn) && insn->into);
}

/* Is it `KR_GLOBAL_SET(name, function)` or, in the body of a class, `kr_class_set(space, name, function)`? */
static bool is_set_of(const Insn *set, const Insn *function)
{
    if (!set || set->op != IR_PRIM || !set->nargs || set->args[set->nargs - 1] != function)
        return false;
    return (set->as.prim == PRIM_OF(global_set) && set->args[0]->op == IR_PYCONST) ||
           (set->as.prim == PRIM_OF(class_set) && set->args[1]->op == IR_PYCONST);
}

/* What binds the function object of a `def` to its name; NULL when something else is done with it. */
static const Insn *set_of_def(const Insn *function)
{
    const Insn *check = function->op == IR_FUNCOBJ ? function->next : NULL;
    if (!check || check->op != IR_ERRCHK || check->nargs != 1)
        return NULL;
    const Insn *set = check->next;
    while (set && (set->op == IR_PYCONST || set->op == IR_GET))
        set = set->next;
    return is_set_of(set, function) ? set : NULL;
}

/* The instructions of a plain `def` at module level or in a class are printed as one call; the last of them, or NULL. */
static const Insn *end_of_def(const Insn *function)
{
    const Insn *set = set_of_def(function);
    const Insn *status = set ? set->next : NULL;
    const Insn *release = status ? status->next : NULL;
    bool is_def = release && status->op == IR_ERRCHK && status->nargs <= 2 && release->op == IR_DECREF &&
                  release->args[0] == function;
    return is_def ? release : NULL;
}

static void put_def(Emit *e, const Insn *function)
{
    Prec prec;
    const Insn *check = function->next;
    emit_operation(e, function, &prec); /* asks for the definition */
    e->uses_line = true;
    const char *more = function->nargs
                           ? arena_printf(e->arena, ", " CW_BREAK "%s", emit_call_args(e, function, 0))
                           : "";
    const Insn *set = set_of_def(function);
    bool in_class = set->as.prim == PRIM_OF(class_set);
    const char *space = in_class ? arena_printf(e->arena, "%s, ", emit_expr(e, set->args[0], PREC_ASSIGN)) : "";
    cw_line(&e->cw, "if (kr_%s_add%s(KR_MODULE, &%s_def, %s%s%s) < 0) " CW_BREAK "KR_FAIL(%u, %s);",
            in_class ? "class" : "func", function->nargs ? "_with" : "", function->as.func->c_name, space,
            emit_const_object(e, set->args[set->nargs - 2]->as.pyconst), more,
            (unsigned)source_line(e->module->sources, function->span), emit_landing(e, check, check->as.target));
}

bool emit_has_only_defs(const IrFunc *body)
{
    bool any = false;
    if (body->profiled)
        return false;
    for (const Insn *insn = body->body->first; insn; insn = insn->next) {
        if (prints_nothing(insn))
            continue;
        const Insn *end = end_of_def(insn);
        if (!end || insn->nargs || set_of_def(insn)->as.prim != PRIM_OF(global_set))
            return false;
        insn = end;
        any = true;
    }
    return any;
}

/* One row a function, then the module_exec that hands the table over. */
void emit_def_table(Emit *e, const IrFunc *body)
{
    Buf rows;
    Prec prec;
    buf_init(&rows, e->arena);
    for (const Insn *insn = body->body->first; insn; insn = insn->next) {
        const Insn *end = end_of_def(insn);
        if (!end)
            continue;
        emit_operation(e, insn, &prec); /* asks for the definition */
        buf_printf(&rows, "%s{&%s_def, &%s, %u}", rows.len ? ", " CW_BREAK : "", insn->as.func->c_name,
                   emit_const_object(e, set_of_def(insn)->args[0]->as.pyconst),
                   (unsigned)source_line(e->module->sources, insn->span));
        insn = end;
    }
    Buf file;
    buf_init(&file, e->arena);
    cw_string(&file, e->module->source_name, strlen(e->module->source_name));
    cw_line(&e->cw, "KR_MODULE_FUNCTIONS(%s, " CW_BREAK "%s)", buf_text(&file), buf_text(&rows));
}

void emit_insn(Emit *e, const Insn *insn)
{
    if (e->skip_until) {
        if (insn == e->skip_until)
            e->skip_until = NULL;
        return;
    }
    if (prints_nothing(insn))
        return;
    e->skip_until = end_of_def(insn);
    if (e->skip_until) { /* the header of the function shows the source line */
        put_def(e, insn);
        return;
    }
    emit_source_line(e, insn->span);
    if (ir_is_region(insn)) {
        emit_region(e, insn);
        return;
    }
    switch ((int)insn->op) {
    case IR_SET:
        put_set(e, insn);
        break;
    case IR_REPLACE:
        put_replace(e, insn);
        break;
    case IR_UNSET:
        put_unset(e, insn);
        break;
    case IR_STORE:
        put_store(e, insn);
        break;
    case IR_INCREF:
        put_incref(e, insn);
        break;
    case IR_DECREF:
        cw_more(&e->cw, "%s", emit_release(e, insn->args[0]));
        break;
    case IR_ERRCHK:
        put_check(e, insn);
        break;
    case IR_YIELD:
        emit_yield(e, insn);
        break;
    case IR_DELEGATE:
        put_delegate(e, insn);
        break;
    case IR_GENSET:
        emit_genset(e, insn);
        break;
    case IR_UNWIND:
        put_unwind(e, insn);
        break;
    case IR_CLEAR:
        cw_line(&e->cw, "PyErr_Clear();");
        break;
    case IR_RETURN:
        put_return(e, insn);
        break;
    case IR_LEAVE:
        emit_leave(e, insn);
        break;
    case IR_AGAIN:
        emit_again(e, insn);
        break;
    default:
        put_value(e, insn);
        break;
    }
}

void emit_block(Emit *e, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next)
        emit_insn(e, insn);
}
