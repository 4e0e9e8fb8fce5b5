/* read_pattern.c: the patterns of `case` to AST patterns.
 *
 * The grammar's tree is close to PEP 634's; groups leave no node, `_` is PatCapture without a name, and
 * literals are PatValue around an ordinary expression.
 *
 *     case Point(x=0, y=_)     PatClass{Name Point, keywords: x PatValue 0, y PatCapture}
 */
#include "syntax/reader.h"

#include <string.h>

typedef Ast *PatternReader(Reader *r, Cst cst);

static bool is_wildcard(const Reader *r, Cst cst)
{
    return read_text_is(r, cst, "_");
}

static AstNodes read_patterns(Reader *r, Cst cst, Cst skip)
{
    ArenaMark mark = arena_mark(r->scratch);
    AstVec items = {0};
    CST_EACH(&r->cst, child, cst)
    if (child != skip) vec_push(r->scratch, &items, read_pattern(r, child));
    AstNodes list = read_list(r, &items);
    arena_reset(r->scratch, mark);
    return list;
}

static Ast *read_value_pattern(Reader *r, Cst cst)
{
    AstPatValue *node = READ_NEW(r, PatValue, cst);
    node->value = read_expr(r, cst);
    if (node->value->kind == AST_FString)
        read_error(r, node->head.span, "patterns may only match literals and attribute lookups");
    return &node->head;
}

/* `a.b.c`: identifiers one after the other */
static Ast *read_dotted(Reader *r, Cst cst)
{
    Cst first = cst_first(&r->cst, cst);
    if (!first) return read_expr(r, cst);
    Ast *value = read_expr(r, first);
    for (Cst child = cst_next(&r->cst, first); child; child = cst_next(&r->cst, child)) {
        AstAttribute *node = READ_NEW(r, Attribute, cst);
        node->head.span = span_join(value->span, read_span(r, child));
        node->value = value;
        node->attr = read_atom(r, child);
        value = &node->head;
    }
    return value;
}

static Ast *read_attribute_pattern(Reader *r, Cst cst)
{
    AstPatValue *node = READ_NEW(r, PatValue, cst);
    node->value = read_dotted(r, cst);
    return &node->head;
}

static Ast *read_signed(Reader *r, Cst cst)
{
    AstUnaryOp *node = READ_NEW(r, UnaryOp, cst);
    Cst number = cst_first(&r->cst, cst);
    uint32_t len;
    node->op = read_text(r, cst, &len)[0] == '-' ? AST_OP_NEG : AST_OP_POS;
    node->operand = number ? read_expr(r, number) : read_poison(r, cst);
    return &node->head;
}

static Ast *read_signed_pattern(Reader *r, Cst cst)
{
    AstPatValue *node = READ_NEW(r, PatValue, cst);
    node->value = read_signed(r, cst);
    return &node->head;
}

static Ast *read_complex_pattern(Reader *r, Cst cst)
{
    AstPatValue *node = READ_NEW(r, PatValue, cst);
    AstBinOp *sum = READ_NEW(r, BinOp, cst);
    Cst real = cst_field(&r->cst, cst, CST_F_real);
    sum->left = real && cst_sym(&r->cst, real) == CST_signed_pattern ? read_signed(r, real)
                                                                     : read_needed(r, cst, CST_F_real);
    sum->op = read_op(r, cst_field(&r->cst, cst, CST_F_operator));
    Cst imaginary = cst_field(&r->cst, cst, CST_F_imaginary);
    bool is_signed = imaginary && cst_sym(&r->cst, imaginary) == CST_signed_pattern;
    sum->right = is_signed ? read_signed(r, imaginary) : read_needed(r, cst, CST_F_imaginary);
    if (is_signed && AST_AS(UnaryOp, sum->right)->op == AST_OP_POS)
        sum->right = AST_AS(UnaryOp, sum->right)->operand; /* `a - +bj`, allowed since CPython 3.15 */
    if (sum->right->kind != AST_ImagLit && sum->right->kind != AST_Poison)
        read_error(r, sum->right->span, "imaginary number required in complex literal");
    if (real && cst_sym(&r->cst, real) == CST_imaginary)
        read_error(r, sum->left->span, "real number required in complex literal");
    node->value = &sum->head;
    return &node->head;
}

static Ast *read_capture(Reader *r, Cst cst)
{
    if (r->is_cython && read_text_is(r, cst, "NULL")) return read_value_pattern(r, cst); /* C's, not a capture */
    AstPatCapture *node = READ_NEW(r, PatCapture, cst);
    if (!is_wildcard(r, cst)) node->name = read_atom(r, cst);
    return &node->head;
}

static Ast *read_as(Reader *r, Cst cst)
{
    AstPatAs *node = READ_NEW(r, PatAs, cst);
    Cst pattern = cst_field(&r->cst, cst, CST_F_pattern);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    node->pattern = pattern ? read_pattern(r, pattern) : read_poison(r, cst);
    node->name = read_atom(r, name);
    if (name && is_wildcard(r, name)) read_error(r, read_span(r, name), "cannot use `_` as a target");
    return &node->head;
}

static Ast *read_or(Reader *r, Cst cst)
{
    AstPatOr *node = READ_NEW(r, PatOr, cst);
    node->items = read_patterns(r, cst, 0);
    return &node->head;
}

static Ast *read_sequence(Reader *r, Cst cst)
{
    AstPatSequence *node = READ_NEW(r, PatSequence, cst);
    node->items = read_patterns(r, cst, 0);
    return &node->head;
}

static Ast *read_star(Reader *r, Cst cst)
{
    AstPatStar *node = READ_NEW(r, PatStar, cst);
    Cst name = cst_field(&r->cst, cst, CST_F_name);
    if (name && !is_wildcard(r, name)) node->name = read_atom(r, name);
    return &node->head;
}

static Ast *read_group(Reader *r, Cst cst)
{
    Cst inner = cst_first(&r->cst, cst);
    Ast *pattern = inner ? read_pattern(r, inner) : read_poison(r, cst);
    if (pattern->kind == AST_PatStar)
        read_error(r, pattern->span, "tuple-like pattern of length 1 must finish with ','");
    return pattern;
}

static Ast *read_mapping(Reader *r, Cst cst)
{
    AstPatMapping *node = READ_NEW(r, PatMapping, cst);
    Cst rest = 0;
    CST_EACH(&r->cst, child, cst)
    {
        if (rest) read_error(r, read_span(r, rest), "`**` must be the last entry of a mapping pattern");
        if (cst_sym(&r->cst, child) == CST_rest_pattern) rest = child;
    }
    if (rest) {
        Cst name = cst_field(&r->cst, rest, CST_F_name);
        node->has_rest = true;
        node->rest = read_atom(r, name);
        if (name && is_wildcard(r, name)) read_error(r, read_span(r, name), "cannot use `_` as a target");
    }
    node->items = read_patterns(r, cst, rest);
    return &node->head;
}

static Ast *read_tuple_pattern(Reader *r, Cst cst)
{
    Ast *node = read_sequence(r, cst);
    const AstNodes *items = &AST_AS(PatSequence, node)->items;
    uint32_t len;
    const char *text = read_text(r, cst, &len);
    bool alone = len && *text == '(' && items->len == 1 && items->items[0]->kind == AST_PatStar;
    if (alone && !memchr(text, ',', len))
        read_error(r, node->span, "a sequence pattern of one starred name is written `(*name,)`");
    return node;
}

static Ast *read_pair(Reader *r, Cst cst)
{
    AstPatPair *node = READ_NEW(r, PatPair, cst);
    Cst key = cst_field(&r->cst, cst, CST_F_key);
    Cst pattern = cst_field(&r->cst, cst, CST_F_pattern);
    node->key = key ? read_pattern(r, key) : read_poison(r, cst);
    if (node->key->kind == AST_PatValue)
        node->key = AST_AS(PatValue, node->key)->value;
    else
        read_error(r, node->key->span, "mapping pattern keys may only match literals and attribute lookups");
    node->pattern = pattern ? read_pattern(r, pattern) : read_poison(r, cst);
    return &node->head;
}

static Ast *read_keyword(Reader *r, Cst cst)
{
    AstPatKeyword *node = READ_NEW(r, PatKeyword, cst);
    Cst pattern = cst_field(&r->cst, cst, CST_F_pattern);
    node->name = read_atom(r, cst_field(&r->cst, cst, CST_F_name));
    node->pattern = pattern ? read_pattern(r, pattern) : read_poison(r, cst);
    return &node->head;
}

static Ast *read_class_pattern(Reader *r, Cst cst)
{
    AstPatClass *node = READ_NEW(r, PatClass, cst);
    Cst class_ref = cst_field(&r->cst, cst, CST_F_class);
    node->class_ref = class_ref ? read_dotted(r, class_ref) : read_poison(r, cst);
    ArenaMark mark = arena_mark(r->scratch);
    AstVec items = {0}, keywords = {0};
    CST_EACH(&r->cst, child, cst)
    {
        if (child == class_ref) continue;
        Ast *item = read_pattern(r, child);
        if (item->kind == AST_PatKeyword)
            vec_push(r->scratch, &keywords, item);
        else if (keywords.len)
            read_error(r, item->span, "positional patterns follow keyword patterns");
        else
            vec_push(r->scratch, &items, item);
    }
    node->items = read_list(r, &items);
    node->keywords = read_list(r, &keywords);
    arena_reset(r->scratch, mark);
    return &node->head;
}

static PatternReader *const readers[CST_SYM_COUNT] = {
    [CST_identifier] = read_capture,
    [CST_integer] = read_value_pattern,
    [CST_float] = read_value_pattern,
    [CST_imaginary] = read_value_pattern,
    [CST_string] = read_value_pattern,
    [CST_concatenated_string] = read_value_pattern,
    [CST_none] = read_value_pattern,
    [CST_true] = read_value_pattern,
    [CST_false] = read_value_pattern,
    [CST_value_pattern] = read_attribute_pattern,
    [CST_signed_pattern] = read_signed_pattern,
    [CST_complex_pattern] = read_complex_pattern,
    [CST_as_pattern] = read_as,
    [CST_union_pattern] = read_or,
    [CST_list_pattern] = read_sequence,
    [CST_tuple_pattern] = read_tuple_pattern,
    [CST_splat_pattern] = read_star,
    [CST_group_pattern] = read_group,
    [CST_dict_pattern] = read_mapping,
    [CST_pair_pattern] = read_pair,
    [CST_class_pattern] = read_class_pattern,
    [CST_keyword_pattern] = read_keyword,
};

Ast *read_pattern(Reader *r, Cst cst)
{
    PatternReader *reader = readers[cst_sym(&r->cst, cst)];
    if (!reader || !read_enter(r, cst, 1)) return read_poison(r, cst);
    Ast *node = reader(r, cst);
    read_leave(r, 1);
    return node;
}
