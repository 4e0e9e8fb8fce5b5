/* ir_parse_op.c: operations and their operands in IR text.
 *
 * A value inside its use is made just before it, operands left to right, which is the order the printer relies on.
 * Nothing is checked here but what is needed to build the instruction (names exist, number of operands); the verifier
 * does the rest.
 *
 *     prim add_f64_obj s, (bin add x, 1)          makes get s, get x, const 1, bin add, prim
 */
#include "ir/ir_parse_op.h"

#include "ir/ir_flow.h"
#include "ir/ir_infer.h"

#include <string.h>

typedef VEC(Insn *) InsnVec;

Insn *ir_parse_place(IrParser *p, const Insn *draft, const Type *type)
{
    uint32_t min;
    uint32_t max;
    if (p->lex.failed)
        return NULL;
    ir_arity(draft, &min, &max);
    if (draft->nargs < min || draft->nargs > max) {
        ir_lex_fail(&p->lex, "`%s` has %u operands", ir_op_info[draft->op].text, draft->nargs);
        return NULL;
    }
    if (!type)
        type = ir_infer_result(p->b.module->types, draft);
    if (!type) {
        ir_lex_fail(&p->lex, "the type of `%s` must be written", ir_op_info[draft->op].text);
        return NULL;
    }
    Insn *insn = ir_append(&p->b, draft->op, draft->sub, type, draft->args, draft->nargs);
    insn->as = draft->as;
    insn->flags = draft->flags;
    insn->takes = draft->takes;
    insn->into = draft->into;
    vec_push(p->lex.arena, &p->fresh, &insn->span);
    return insn;
}

const Type *ir_parse_colon_type(IrParser *p)
{
    return ir_lex_take(&p->lex, ':') ? ir_parse_type(&p->lex, &p->scope) : NULL;
}

/* Operands */

static Insn *place_imm(IrParser *p, const Insn *imm, const Type *implied, const Type *natural)
{
    const Type *type = ir_parse_colon_type(p);
    bool fits = implied && (type_is_float(natural) ? type_is_float(implied)
                            : type_is_int(natural) ? type_is_int(implied)
                                                   : false);
    if (!type)
        type = fits && natural->kind != TYPE_BINT ? implied : natural;
    bool float_type = type_is_float(type);
    bool pointer_type = type_is_ptr(type);
    if (float_type != type_is_float(natural) || pointer_type != type_is_ptr(natural)) {
        ir_lex_fail(&p->lex, "the constant does not have this type");
        return NULL;
    }
    return ir_parse_place(p, imm, type);
}

static Insn *parse_imm(IrParser *p, const Type *implied)
{
    Types *types = p->b.module->types;
    Insn imm = {.op = IR_CONST};
    const IrToken token = p->lex.token;
    if (token.kind == IR_TOK_CSTRING) {
        imm.as.imm.text = arena_strndup(p->b.module->arena, token.text, token.len);
        imm.as.imm.len = token.len;
        ir_lex_next(&p->lex);
        return place_imm(p, &imm, implied, ir_cstring_type(types));
    }
    if (ir_lex_is_word(&p->lex, "true") || ir_lex_is_word(&p->lex, "false")) {
        imm.as.imm.i = token.text[0] == 't';
        ir_lex_next(&p->lex);
        return place_imm(p, &imm, implied, TYPE_OF(types, BINT));
    }
    if (token.kind == IR_TOK_NAME || token.is_float) {
        imm.as.imm.f = ir_parse_double(&p->lex);
        return place_imm(p, &imm, implied, TYPE_OF(types, DOUBLE));
    }
    imm.as.imm.i = ir_lex_want_int(&p->lex);
    return place_imm(p, &imm, implied, TYPE_OF(types, LONG));
}

void ir_parse_args(IrParser *p, Insn *draft, char close)
{
    InsnVec args = {0};
    draft->args = NULL;
    while (!p->lex.failed && !ir_lex_is(&p->lex, close)) {
        if (args.len < 8 && ir_lex_take_word(&p->lex, "take"))
            draft->takes |= (uint8_t)(1u << args.len);
        Insn *arg = ir_parse_operand(p, draft);
        if (!arg)
            return;
        vec_push(p->lex.arena, &args, arg);
        draft->args = args.items;
        draft->nargs = args.len;
        if (!ir_lex_take(&p->lex, ','))
            break;
    }
}

static Insn *parse_prim_call(IrParser *p)
{
    IrToken name = p->lex.token;
    Insn draft = {.op = IR_PRIM, .as.prim = prim_by_name(name.text, name.len)};
    if (!draft.as.prim) {
        ir_lex_fail(&p->lex, "`%s` is not a primitive", name.text);
        return NULL;
    }
    ir_lex_next(&p->lex);
    ir_lex_expect(&p->lex, '(');
    ir_parse_args(p, &draft, ')');
    ir_lex_expect(&p->lex, ')');
    return ir_parse_place(p, &draft, ir_parse_colon_type(p));
}

static Insn *parse_get(IrParser *p)
{
    Insn draft = {.op = IR_GET, .as.var = ir_parse_var(p)};
    return draft.as.var ? ir_parse_place(p, &draft, ir_parse_colon_type(p)) : NULL;
}

static Insn *parse_value(IrParser *p)
{
    IrToken name = p->lex.token;
    Insn *value = map_get(&p->values, ir_parse_key(p, &name));
    if (!value)
        ir_lex_fail(&p->lex, "value `%%%s` is not defined", name.text);
    ir_lex_next(&p->lex);
    return p->lex.failed ? NULL : value;
}

/* An operation in parentheses; its type, when it does not follow, stands behind them. */
static Insn *parse_parens(IrParser *p)
{
    ir_lex_next(&p->lex);
    Insn *made = ir_parse_op(p, TYPE_OF(p->b.module->types, VOID)); /* until it is known */
    ir_lex_expect(&p->lex, ')');
    const Type *type = ir_parse_colon_type(p);
    if (p->lex.failed || !made)
        return NULL;
    if (!type)
        type = ir_infer_result(p->b.module->types, made);
    if (!type || type->kind == TYPE_VOID) {
        ir_lex_fail(&p->lex, "the type of `%s` must be written", ir_op_info[made->op].text);
        return NULL;
    }
    made->type = type;
    return made;
}

static Insn *parse_null(IrParser *p, const Type *implied)
{
    Insn draft = {.op = IR_NULL};
    ir_lex_next(&p->lex);
    const Type *type = ir_parse_colon_type(p);
    return ir_parse_place(p, &draft, type ? type : implied);
}

Insn *ir_parse_operand(IrParser *p, const Insn *user)
{
    const IrToken *token = &p->lex.token;
    const Type *implied = ir_infer_arg(p->b.module->types, p->b.func, user, user->nargs);
    Insn *value = NULL;
    if (++p->depth > IR_PARSE_DEPTH) {
        ir_lex_fail(&p->lex, "operands are nested too deeply");
        return NULL;
    }
    if (token->kind == IR_TOK_VALUE) {
        value = parse_value(p);
    } else if (ir_parse_is_const(p)) {
        Insn draft = {.op = IR_PYCONST, .as.pyconst = ir_parse_const(p)};
        value = draft.as.pyconst ? ir_parse_place(p, &draft, ir_parse_colon_type(p)) : NULL;
    } else if (ir_lex_is(&p->lex, '(')) {
        value = parse_parens(p);
    } else if (ir_lex_is_word(&p->lex, "null")) {
        value = parse_null(p, implied);
    } else if (token->kind == IR_TOK_NUMBER || token->kind == IR_TOK_CSTRING ||
               ir_lex_is_word(&p->lex, "true") || ir_lex_is_word(&p->lex, "false") ||
               ir_lex_is_word(&p->lex, "inf") || ir_lex_is_word(&p->lex, "nan")) {
        value = parse_imm(p, implied);
    } else if (token->kind == IR_TOK_NAME && !token->quoted && token->before_paren) {
        value = parse_prim_call(p);
    } else {
        value = parse_get(p);
    }
    p->depth--;
    return value;
}

/* Payloads */

static Insn *parse_target(IrParser *p, bool may_be_func)
{
    IrToken name = ir_lex_want(&p->lex, IR_TOK_NAME, "a label");
    if (may_be_func && strcmp(name.text, "fail") == 0)
        return NULL;
    Insn *region = map_get(&p->labels, ir_parse_key(p, &name));
    if (!region)
        ir_lex_fail(&p->lex, "no region is labelled `%s`", name.text);
    return region;
}

static void parse_axes(IrParser *p, Insn *draft)
{
    VEC(IrAxis) axes = {0};
    ir_lex_expect(&p->lex, '[');
    while (!p->lex.failed && !ir_lex_is(&p->lex, ']')) {
        IrAxis axis = {.kind = IR_AXIS_SLICE};
        if (ir_lex_take_word(&p->lex, "index")) {
            axis.kind = IR_AXIS_INDEX;
        } else if (ir_lex_take_word(&p->lex, "new")) {
            axis.kind = IR_AXIS_NEW;
        } else {
            axis.has_start = ir_lex_take_word(&p->lex, "start");
            ir_lex_expect(&p->lex, ':');
            axis.has_stop = ir_lex_take_word(&p->lex, "stop");
            if (!ir_lex_take(&p->lex, ':'))
                axis.kind = IR_AXIS_FULL;
            else
                axis.has_step = ir_lex_take_word(&p->lex, "step");
        }
        vec_push(p->b.module->arena, &axes, axis);
        if (!ir_lex_take(&p->lex, ','))
            break;
    }
    ir_lex_expect(&p->lex, ']');
    draft->as.axes.items = axes.items;
    draft->as.axes.len = axes.len;
}

static IrConst *parse_kwnames(IrParser *p)
{
    if (!ir_lex_take(&p->lex, '['))
        return NULL;
    IrConst *names = ir_parse_const(p);
    ir_lex_expect(&p->lex, ']');
    return names;
}

static IrCallee *parse_callee(IrParser *p)
{
    IrCallee *callee = ARENA_NEW(p->b.module->arena, IrCallee);
    if (ir_lex_is(&p->lex, '@')) {
        callee->func = ir_parse_func_name(p);
        if (callee->func)
            callee->type = ir_infer_func(p->b.module->types, callee->func);
        return callee;
    }
    callee->c_name = ir_lex_want(&p->lex, IR_TOK_STRING, "a function").text;
    if (ir_lex_take_word(&p->lex, "from"))
        callee->header = ir_lex_want(&p->lex, IR_TOK_STRING, "a header").text;
    callee->type = ir_parse_type(&p->lex, &p->scope);
    if (callee->type->kind != TYPE_FUNC)
        ir_lex_fail(&p->lex, "a call needs a function type");
    return callee;
}

/* The field's struct is known only with the operand: it is looked up by finish_field. */
static void finish_field(IrParser *p, Insn *draft, Atom name)
{
    const Type *pointer = draft->nargs ? type_strip(draft->args[0]->type) : NULL;
    if (pointer && pointer->kind == TYPE_PTR)
        draft->as.field = type_field(pointer->target, name);
    if (!draft->as.field)
        ir_lex_fail(&p->lex, "no struct with a field `%s`", name->text);
}

static void parse_var_payload(IrParser *p, Insn *draft)
{
    draft->as.var = ir_parse_var(p);
    if (draft->op != IR_SET && draft->op != IR_REPLACE && draft->op != IR_ASSIGN)
        return;
    if (draft->as.var)
        draft->as.var->changes |= p->b.func != p->b.module->body;
    ir_lex_expect(&p->lex, ',');
}

static void parse_payload(IrParser *p, Insn *draft)
{
    IrLexer *lex = &p->lex;
    int64_t number;
    if (ir_op_has_var(draft->op))
        parse_var_payload(p, draft);
    switch ((int)draft->op) {
    case IR_PYCONST: draft->as.pyconst = ir_parse_const(p); break;
    case IR_PRIM:
        draft->as.prim = prim_by_name(lex->token.text, lex->token.len);
        if (!draft->as.prim || lex->token.kind != IR_TOK_NAME)
            ir_lex_fail(lex, "`%s` is not a primitive", lex->token.text);
        ir_lex_next(lex);
        break;
    case IR_SIZEOF: draft->as.type = ir_parse_type(lex, &p->scope); break;
    case IR_CALL:
    case IR_FUNCADDR: draft->as.callee = parse_callee(p); break;
    case IR_FUNCOBJ:
    case IR_GENNEW: draft->as.func = ir_parse_func_name(p); break;
    case IR_PYCALL:
        draft->as.pycall.is_found = ir_lex_take_word(lex, "found");
        if (ir_lex_is(lex, '@'))
            draft->as.pycall.known = ir_parse_func_name(p);
        draft->as.pycall.kwnames = parse_kwnames(p);
        break;
    case IR_PYMETH:
        draft->as.pymeth.name = ir_parse_const(p);
        draft->as.pymeth.kwnames = parse_kwnames(p);
        break;
    case IR_PART:
    case IR_VDIM:
    case IR_GENSET:
    case IR_BOUNDS:
        number = ir_lex_want_int(lex);
        if (number < 0 || number > 1000)
            ir_lex_fail(lex, "expected the number of an axis, part or variable");
        draft->as.index = (uint32_t)number;
        break;
    case IR_NONECHK:
    case IR_TYPECHK:
        if (lex->token.kind == IR_TOK_STRING)
            draft->as.text = ir_lex_want(lex, IR_TOK_STRING, "a name").text;
        break;
    case IR_VSLICE: parse_axes(p, draft); break;
    case IR_LEAVE:
    case IR_AGAIN:
    case IR_UNWIND: draft->as.target = parse_target(p, false); break;
    default: break;
    }
}

void ir_parse_sub(IrParser *p, Insn *draft)
{
    if (!ir_sub_text(draft->op, 0)) {
        const char *word = ir_sub_text(draft->op, 1);
        draft->sub = word && ir_lex_take_word(&p->lex, word);
        return;
    }
    const char *text;
    for (uint16_t sub = 0; (text = ir_sub_text(draft->op, sub)) != NULL; sub++)
        if (ir_lex_take_word(&p->lex, text)) {
            draft->sub = sub;
            return;
        }
    ir_lex_fail(&p->lex, "unknown kind of `%s`", ir_op_info[draft->op].text);
}

int ir_parse_op_name(const IrToken *token)
{
    if (token->kind != IR_TOK_NAME || token->quoted)
        return -1;
    for (int op = 0; op < IR_OP_COUNT; op++)
        if (strcmp(ir_op_info[op].text, token->text) == 0)
            return op;
    return -1;
}

Insn *ir_parse_op(IrParser *p, const Type *type)
{
    int op = ir_parse_op_name(&p->lex.token);
    if (op < 0 || ir_op_info[op].shape == IR_SHAPE_REGION || p->depth > IR_PARSE_DEPTH) {
        ir_lex_fail(&p->lex, "expected an operation");
        return NULL;
    }
    Insn draft = {.op = (IrOp)op};
    Atom field = NULL;
    ir_lex_next(&p->lex);
    if (op == IR_CONST)
        return parse_imm(p, type);
    ir_parse_sub(p, &draft);
    if (op == IR_FIELD) {
        IrToken name = ir_lex_want(&p->lex, IR_TOK_NAME, "the name of a field");
        field = atom_from(p->b.module->atoms, name.text);
    }
    parse_payload(p, &draft);
    if (p->lex.failed)
        return NULL;
    p->depth++;
    bool more = p->lex.token.kind != IR_TOK_NEWLINE && p->lex.token.kind != IR_TOK_ARROW &&
                p->lex.token.kind != IR_TOK_END && !ir_lex_is(&p->lex, '}');
    if (more)
        ir_parse_args(p, &draft, ')');
    p->depth--;
    if (field && !p->lex.failed)
        finish_field(p, &draft, field);
    if (op == IR_ERRCHK) {
        ir_lex_want(&p->lex, IR_TOK_ARROW, "`->`");
        draft.as.target = parse_target(p, true);
    }
    return ir_parse_place(p, &draft, type);
}
