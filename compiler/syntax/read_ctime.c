/* read_ctime.c: DEF, IF and include while reading, and the literals that names of DEF stand for.
 *
 * Without an environment (ReadInput.env) the statements are kept as nodes, as the dump of a single file
 * shows them. Nodes of an included file are numbered on from the including one's, so that both make
 * one tree.
 */
#include "base/os.h"
#include "syntax/reader.h"

#include <math.h>
#include <string.h>

/* --- literals --- */

static const char *int_text(Reader *r, WideInt value)
{
    return ctime_repr(r->arena, &(CtValue){.kind = CT_INT, .i = value});
}

static Ast *make_int(Reader *r, Cst cst, WideInt value)
{
    AstIntLit *node = READ_NEW(r, IntLit, cst);
    node->text = int_text(r, value);
    node->text_len = (uint32_t)strlen(node->text);
    return &node->head;
}

static Ast *negate(Reader *r, Cst cst, Ast *operand)
{
    AstUnaryOp *node = READ_NEW(r, UnaryOp, cst);
    node->op = AST_OP_NEG;
    node->operand = operand;
    return &node->head;
}

static Ast *make_binary(Reader *r, Cst cst, AstOp op, Ast *left, Ast *right)
{
    AstBinOp *node = READ_NEW(r, BinOp, cst);
    node->op = op;
    node->left = left;
    node->right = right;
    return &node->head;
}

/* A finite number, or infinity as a literal that is too large; not negative. */
static Ast *make_float(Reader *r, Cst cst, double value)
{
    AstFloatLit *node = READ_NEW(r, FloatLit, cst);
    Buf text;
    buf_init(&text, r->arena);
    if (isinf(value))
        buf_puts(&text, "1e999");
    else
        buf_double(&text, value);
    node->text = buf_text(&text);
    node->text_len = (uint32_t)text.len;
    return &node->head;
}

static Ast *make_signed_float(Reader *r, Cst cst, double value)
{
    if (isnan(value)) {
        Ast *left = make_float(r, cst, INFINITY);
        return make_binary(r, cst, AST_OP_SUB, left, make_float(r, cst, INFINITY));
    }
    return signbit(value) ? negate(r, cst, make_float(r, cst, -value)) : make_float(r, cst, value);
}

static Ast *make_complex(Reader *r, Cst cst, const CtValue *value)
{
    AstImagLit *imag = READ_NEW(r, ImagLit, cst);
    Buf text;
    buf_init(&text, r->arena);
    buf_double(&text, fabs(value->imag));
    imag->text = buf_text(&text);
    imag->text_len = (uint32_t)text.len;
    return make_binary(r, cst, signbit(value->imag) ? AST_OP_SUB : AST_OP_ADD,
                       make_signed_float(r, cst, value->f), &imag->head);
}

static Ast *make_string(Reader *r, Cst cst, const CtValue *value)
{
    AstStrLit *node = READ_NEW(r, StrLit, cst);
    char *byte = value->kind == CT_CHAR ? arena_strdup(r->arena, " ") : NULL;
    if (byte)
        *byte = (char)value->i;
    node->kind = value->kind == CT_STR ? AST_STR_STR : byte ? AST_STR_CHAR : AST_STR_BYTES;
    node->value = byte ? byte : arena_strndup(r->arena, value->text, value->len);
    node->value_len = byte ? 1 : value->len;
    return &node->head;
}

static Ast *make_const(Reader *r, Cst cst, AstConst value)
{
    AstConstLit *node = READ_NEW(r, ConstLit, cst);
    node->value = value;
    return &node->head;
}

static Ast *make_tuple(Reader *r, Cst cst, const CtValue *value)
{
    AstTuple *node = READ_NEW(r, Tuple, cst);
    node->items.len = value->len;
    node->items.items = ARENA_ARRAY(r->arena, Ast *, value->len + 1);
    for (uint32_t i = 0; i < value->len; i++)
        node->items.items[i] = read_constant(r, cst, &value->items[i]);
    return &node->head;
}

Ast *read_constant(Reader *r, Cst cst, const CtValue *value)
{
    switch (value->kind) {
    case CT_NONE: return make_const(r, cst, AST_CONST_NONE);
    case CT_ELLIPSIS: return make_const(r, cst, AST_CONST_ELLIPSIS);
    case CT_BOOL: return make_const(r, cst, value->i ? AST_CONST_TRUE : AST_CONST_FALSE);
    case CT_INT:
        return value->i < 0 ? negate(r, cst, make_int(r, cst, -value->i))
                            : make_int(r, cst, value->i);
    case CT_FLOAT: return make_signed_float(r, cst, value->f);
    case CT_COMPLEX: return make_complex(r, cst, value);
    case CT_STR:
    case CT_BYTES:
    case CT_CHAR: return make_string(r, cst, value);
    case CT_TUPLE: return make_tuple(r, cst, value);
    case CT_LIST:
        read_error(r, read_span(r, cst), "`%s` cannot be a constant at compile time",
                   ctime_repr(r->arena, value));
        break;
    case CT_ERROR: break;
    }
    return read_poison(r, cst);
}

const CtValue *read_find_constant(const Reader *r, Cst cst)
{
    const CtEnv *env = r->in->env;
    return env && !r->in_ctime ? ctime_find(env, read_atom(r, cst)) : NULL;
}

/* --- DEF --- */

static CtValue eval(Reader *r, Cst parent, CstFieldId field)
{
    r->in_ctime = true;
    CtValue value = ctime_eval(r->in->env, read_needed(r, parent, field));
    r->in_ctime = false;
    return value;
}

static void note_deprecated(Reader *r, Cst cst, Cst block, bool is_if)
{
    if (!r->is_cython)
        return;
    AstDeprecated use = {read_header(r, cst, block), is_if};
    vec_push(r->arena, r->in->deprecated, use);
}

bool read_define_constant(Reader *r, Cst cst)
{
    Atom name = read_atom(r, cst_field(&r->cst, cst, CST_F_name));
    if (!r->in->env || !name)
        return false;
    if (r->in->deprecated)
        note_deprecated(r, cst, 0, false);
    CtValue value = eval(r, cst, CST_F_value);
    ctime_set(r->in->env, name, &value);
    return true;
}

/* --- IF --- */

static bool is_true(Reader *r, Cst clause, bool *failed)
{
    if (r->in->deprecated && cst_sym(&r->cst, clause) == CST_compile_time_if)
        note_deprecated(r, clause, cst_field(&r->cst, clause, CST_F_consequence), true);
    CtValue value = eval(r, clause, CST_F_condition);
    *failed = *failed || value.kind == CT_ERROR;
    return ctime_is_true(&value);
}

bool read_chosen_branch(Reader *r, Cst cst, Cst *block)
{
    bool failed = false;
    *block = 0;
    if (!r->in->env)
        return false;
    if (is_true(r, cst, &failed)) {
        *block = cst_field(&r->cst, cst, CST_F_consequence);
        return true;
    }
    CST_EACH(&r->cst, child, cst)
    {
        CstSym sym = cst_sym(&r->cst, child);
        if (failed || *block)
            break;
        if (sym == CST_compile_time_elif && is_true(r, child, &failed))
            *block = cst_field(&r->cst, child, CST_F_consequence);
        else if (sym == CST_compile_time_else && !failed)
            *block = cst_field(&r->cst, child, CST_F_body);
    }
    return true;
}

/* --- include --- */

static bool is_included_already(const Reader *r, const char *path)
{
    for (const CtFile *file = r->in->including; file; file = file->outer)
        if (os_is_same_file(file->path, path))
            return true;
    return os_is_same_file(r->in->path, path);
}

/* Reads the file behind `input` and appends its statements. */
static void include_file(Reader *r, Cst cst, ReadInput *input, AstVec *out)
{
    CtFile here = {r->in->including, r->in->path};
    input->arena = r->arena;
    input->including = &here;
    input->first_id = r->next_id;
    if (!read_enter(r, cst, 1))
        return;
    AstTree *tree = read_source(input);
    read_leave(r, 1);
    r->next_id = tree->count;
    r->has_missing = r->has_missing || !tree->is_sound;
    if (tree->module->doc) { /* of the file's first statement: a plain expression here */
        AstExprStmt *statement = READ_NEW(r, ExprStmt, cst);
        statement->value = tree->module->doc;
        vec_push(r->scratch, out, &statement->head);
    }
    for (uint32_t i = 0; i < tree->module->body.len; i++)
        vec_push(r->scratch, out, tree->module->body.items[i]);
}

bool read_included(Reader *r, Cst cst, const Ast *path, AstVec *out)
{
    if (!r->in->env || !r->in->open_include || path->kind != AST_StrLit)
        return false;
    if (r->scope->kind != READ_MODULE) {
        read_error(r, read_span(r, cst), "`include` is not allowed inside of a function or class");
        return true;
    }
    const char *name = AST_AS(StrLit, path)->value;
    ReadInput input = *r->in;
    if (!r->in->open_include(r->in->context, name, &input)) {
        read_error(r, path->span, "included file `%s` is not found", name);
        r->has_missing = true;
    } else if (is_included_already(r, input.path)) {
        read_error(r, path->span, "file `%s` includes itself", name);
    } else {
        include_file(r, cst, &input, out);
    }
    return true;
}
