/* ast.h: the abstract syntax tree. One struct per row of ast.def, a common head, side tables by id.
 *
 * The tree is built by read_*.c and never changed afterwards: what analysis finds goes to tables indexed
 * by `id` (0 .. AstTree.count-1, unique in a unit, included files and pxds each have their own tree).
 *
 *     switch (node->kind) { case AST_Return: return use(((const AstReturn *)node)->value); ... }
 */
#ifndef KRAIT_SYNTAX_AST_H
#define KRAIT_SYNTAX_AST_H

#include "base/atom.h"
#include "base/buf.h"
#include "base/vec.h"
#include "diag/source.h"
#include <stdbool.h>

typedef enum AstKind {
#define NODE(Kind, CATEGORY, FIELDS) AST_##Kind,
#include "syntax/ast.def"
#undef NODE
    AST_KIND_COUNT
} AstKind;

typedef enum AstCategory { AST_CAT_MOD, AST_CAT_STMT, AST_CAT_EXPR, AST_CAT_TYPE, AST_CAT_PART } AstCategory;

typedef enum AstOp {
    AST_OP_NONE,
    /* binary and augmented */
    AST_OP_ADD, AST_OP_SUB, AST_OP_MUL, AST_OP_DIV, AST_OP_FLOORDIV, AST_OP_MOD, AST_OP_POW,
    AST_OP_MATMUL, AST_OP_LSHIFT, AST_OP_RSHIFT, AST_OP_AND, AST_OP_OR, AST_OP_XOR,
    /* unary */
    AST_OP_NEG, AST_OP_POS, AST_OP_INVERT, AST_OP_NOT,
    /* boolean */
    AST_OP_BOOL_AND, AST_OP_BOOL_OR,
    /* comparison */
    AST_OP_EQ, AST_OP_NE, AST_OP_LT, AST_OP_LE, AST_OP_GT, AST_OP_GE,
    AST_OP_IS, AST_OP_IS_NOT, AST_OP_IN, AST_OP_NOT_IN
} AstOp;

typedef enum AstParamKind {
    AST_PARAM_NORMAL, AST_PARAM_POSONLY, AST_PARAM_KWONLY, AST_PARAM_STAR, AST_PARAM_STARSTAR
} AstParamKind; /* for TypeParam: NORMAL, STAR (TypeVarTuple), STARSTAR (ParamSpec) */
typedef enum AstNone { AST_NONE_DEFAULT, AST_NONE_NOT, AST_NONE_OR } AstNone;
typedef enum AstVisibility { AST_VIS_PRIVATE, AST_VIS_PUBLIC, AST_VIS_READONLY, AST_VIS_EXTERN } AstVisibility;
typedef enum AstExcept {
    AST_EXCEPT_DEFAULT, AST_EXCEPT_VALUE, AST_EXCEPT_CHECK, AST_EXCEPT_ALWAYS, AST_EXCEPT_NOEXCEPT,
    AST_EXCEPT_CPP, /* except +, except +handler */
    AST_EXCEPT_CPP_STAR /* except +* */
} AstExcept;
typedef enum AstSign { AST_SIGN_NONE, AST_SIGN_SIGNED, AST_SIGN_UNSIGNED } AstSign;
typedef enum AstLongness { AST_LEN_SHORT = -1, AST_LEN_NORMAL, AST_LEN_LONG, AST_LEN_LONGLONG } AstLongness;
typedef enum AstStrKind { AST_STR_STR, AST_STR_BYTES, AST_STR_CHAR } AstStrKind; /* CHAR: c'x' */
typedef enum AstConst { AST_CONST_NONE, AST_CONST_TRUE, AST_CONST_FALSE, AST_CONST_ELLIPSIS } AstConst;
typedef enum AstCompKind { AST_COMP_LIST, AST_COMP_SET, AST_COMP_DICT, AST_COMP_GEN } AstCompKind;

typedef struct Ast {
    AstKind kind;
    uint32_t id;
    Span span;
} Ast;

typedef struct AstNodes {
    Ast **items;
    uint32_t len;
} AstNodes;

typedef struct AtomList {
    Atom *items;
    uint32_t len;
} AtomList;

#define CHILD(name) Ast *name;
#define LIST(name) AstNodes name;
#define NAME(name) Atom name;
#define NAMES(name) AtomList name;
#define FLAG(name) bool name;
#define INT(name) int name;
#define ENUM(T, name) T name;
#define SPAN(name) Span name;
#define TEXT(name)      \
    const char *name; \
    uint32_t name##_len;
#define NODE(Kind, CATEGORY, FIELDS) \
    typedef struct Ast##Kind {       \
        Ast head;                    \
        FIELDS                       \
    } Ast##Kind;
#include "syntax/ast.def"
#undef NODE
#undef CHILD
#undef LIST
#undef NAME
#undef NAMES
#undef FLAG
#undef INT
#undef ENUM
#undef SPAN
#undef TEXT

/* A DEF or IF statement, for the warning that they are deprecated. */
typedef struct AstDeprecated {
    Span span;
    bool is_if;
} AstDeprecated;
typedef VEC(AstDeprecated) AstDeprecations;

typedef struct AstTree {
    AstModule *module;
    uint32_t count; /* node ids are 0 .. count-1 */
    uint32_t file;  /* SourceMap number of the main file */
    bool is_cython; /* .pyx/.pxd/.pxi rather than .py */
    bool uses_cython; /* a .py file that imports cython, has a .pxd or directives in its header; set by pure_rewrite */
    bool is_pxd;
    bool is_ours;   /* of include/pxd: what it says of foreign types is exact */
    bool is_sound; /* the grammar fits: what was reported are rules of the language, and analysis may go on */
    struct Holes *holes; /* not sound, but for simple statements that are missing: see holes.h; NULL otherwise */
    AstDeprecations *deprecated; /* in this file and those it includes; NULL none */
} AstTree;

/* Generic access, from the table: for the dumper, visitors and tests. */
const char *ast_kind_name(AstKind kind);
AstCategory ast_kind_category(AstKind kind);
const char *ast_op_text(AstOp op); /* "+", "not in", ... */
/* Calls visit on each direct child, in source order of the fields; stops when it returns false. */
bool ast_each_child(const Ast *node, bool (*visit)(const Ast *child, void *arg), void *arg);
/* `field Kind attr=value ...`, one node a line, two spaces an indent level; see docs/design/syntax.md. */
void ast_dump(Buf *out, const Ast *node);

typedef enum AstFieldKind {
    AST_FIELD_END, AST_FIELD_CHILD, AST_FIELD_LIST, AST_FIELD_NAME, AST_FIELD_NAMES, AST_FIELD_TEXT,
    AST_FIELD_FLAG, AST_FIELD_INT, AST_FIELD_ENUM, AST_FIELD_SPAN
} AstFieldKind;

typedef struct AstField {
    AstFieldKind kind;
    uint32_t offset;               /* of the field in its node's struct */
    uint32_t len_offset;           /* TEXT: of its length */
    const char *name;
    const char *(*enum_text)(int); /* ENUM: the name of a value, NULL for the one that is not dumped */
} AstField;

/* The fields of a kind in the order of ast.def, ended by AST_FIELD_END. */
const AstField *ast_fields(AstKind kind);

#define AST_AS(Kind, node) ((Ast##Kind *)(node))

#endif
