/* read_from.c: `for ... from`; see read_from.h. Source: Cython language basics, "Integer for-loops".
 *
 * In a comprehension the variable is one of its own and nobody sees what it ends up as: the clause is the same as one
 * over a range, whatever the module calls `range`.
 *
 *     [f(i) for i from 0 <= i < n by 2]   ->   [f(i) for i in range(0, n, 2)]
 */
#include "syntax/read_from.h"

static bool is_upward(AstOp relation)
{
    return relation == AST_OP_LT || relation == AST_OP_LE;
}

void read_from_bounds(Reader *r, Cst cst, AstForFrom *node)
{
    Cst target = cst_field(&r->cst, cst, CST_F_target);
    Cst variable = cst_field(&r->cst, cst, CST_F_variable);
    Cst step = cst_field(&r->cst, cst, CST_F_step);
    read_cython_only(r, cst, "`for ... from`");
    node->start = read_needed(r, cst, CST_F_start);
    node->rel1 = read_op(r, cst_field(&r->cst, cst, CST_F_relation1));
    node->rel2 = read_op(r, cst_field(&r->cst, cst, CST_F_relation2));
    node->target = read_expr(r, target ? target : variable);
    node->stop = read_needed(r, cst, CST_F_stop);
    node->step = step ? read_expr(r, step) : NULL;
    if (target && variable && node->target->kind == AST_Name &&
        AST_AS(Name, node->target)->id != read_atom(r, variable))
        read_error(r, read_span(r, variable), "the variable between the bounds must be `%s`, the target of the loop",
                   AST_AS(Name, node->target)->id->text);
    if (is_upward(node->rel1) != is_upward(node->rel2))
        read_error(r, node->head.span,
                   "the two relations of a for-from loop point in opposite directions");
}

static Ast *make_one(Reader *r, Cst cst)
{
    AstIntLit *node = READ_NEW(r, IntLit, cst);
    node->text = "1";
    node->text_len = 1;
    return &node->head;
}

static Ast *one_more(Reader *r, Cst cst, Ast *value, AstOp op)
{
    AstBinOp *node = READ_NEW(r, BinOp, cst);
    node->left = value;
    node->op = op;
    node->right = make_one(r, cst);
    return &node->head;
}

static Ast *step_of(Reader *r, Cst cst, const AstForFrom *bounds)
{
    Ast *step = bounds->step ? bounds->step : make_one(r, cst);
    if (is_upward(bounds->rel1))
        return step;
    AstUnaryOp *node = READ_NEW(r, UnaryOp, cst);
    node->op = AST_OP_NEG;
    node->operand = step;
    return &node->head;
}

static Ast *make_range(Reader *r, Cst cst, const AstForFrom *bounds)
{
    AstOp forward = is_upward(bounds->rel1) ? AST_OP_ADD : AST_OP_SUB;
    bool skips_start = bounds->rel1 == AST_OP_LT || bounds->rel1 == AST_OP_GT;
    bool takes_stop = bounds->rel2 == AST_OP_LE || bounds->rel2 == AST_OP_GE;
    AstName *name = READ_NEW(r, Name, cst);
    name->id = atom_from(r->atoms, "<range>");
    AstCall *call = READ_NEW(r, Call, cst);
    call->func = &name->head;
    ArenaMark mark = arena_mark(r->scratch);
    AstVec args = {0};
    vec_push(r->scratch, &args, skips_start ? one_more(r, cst, bounds->start, forward) : bounds->start);
    vec_push(r->scratch, &args, takes_stop ? one_more(r, cst, bounds->stop, forward) : bounds->stop);
    if (bounds->step || forward == AST_OP_SUB)
        vec_push(r->scratch, &args, step_of(r, cst, bounds));
    call->args = read_list(r, &args);
    arena_reset(r->scratch, mark);
    return &call->head;
}

Ast *read_comp_from(Reader *r, Cst cst, bool is_first)
{
    AstCompFor *node = READ_NEW(r, CompFor, cst);
    AstForFrom bounds = {.head = {.span = read_span(r, cst)}};
    r->scope->comps -= is_first; /* the bounds belong to the surrounding scope */
    read_from_bounds(r, cst, &bounds);
    r->scope->comps += is_first;
    node->target = bounds.target;
    node->iter = make_range(r, cst, &bounds);
    return &node->head;
}
