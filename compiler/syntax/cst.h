/* cst.h: the concrete tree as the reader sees it: tree-sitter's tree in one flat array.
 *
 * One walk of a tree-sitter cursor copies what matters (symbol, field, extent, structure) in preorder;
 * then tree-sitter's own tree is gone. Children are reached by first/next links, so lists cost what they
 * should, deep trees need no C stack, and symbols and fields are small enums (cst.def) to switch over.
 * Comments, punctuation and keywords that say nothing beyond their parent are left out.
 *
 *     a.b      [1] attribute  [2] identifier field=object  [3] identifier field=attribute
 */
#ifndef KRAIT_SYNTAX_CST_H
#define KRAIT_SYNTAX_CST_H

#include "base/buf.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum CstSym {
    CST_OTHER, /* a token kept for its field, or a node cst.def does not know */
    CST_ERROR, /* tree-sitter's ERROR node */
#define CST_NODE(id, name) CST_##id,
#define CST_TOKEN(id, text) CST_T_##id,
#define CST_FIELD(id, name)
#include "syntax/cst.def"
#undef CST_NODE
#undef CST_TOKEN
#undef CST_FIELD
    CST_SYM_COUNT
} CstSym;

typedef enum CstFieldId {
    CST_F_NONE,
#define CST_NODE(id, name)
#define CST_TOKEN(id, text)
#define CST_FIELD(id, name) CST_F_##id,
#include "syntax/cst.def"
#undef CST_NODE
#undef CST_TOKEN
#undef CST_FIELD
    CST_FIELD_COUNT
} CstFieldId;

typedef struct CstNode {
    uint16_t sym;        /* CstSym */
    uint8_t field;       /* CstFieldId, its role in the parent */
    bool has_child;      /* then the first child is the next node of the array */
    uint32_t start, end; /* bytes of the parsed text */
    uint32_t next;       /* index of the next sibling, 0: none */
} CstNode;

typedef uint32_t Cst; /* index of a node; 0: none; CST_ROOT: the module */
enum { CST_ROOT = 1 };

typedef struct CstError {
    uint32_t start, end;
    uint16_t sym; /* CST_ERROR, an error token, or CST_OTHER for a MISSING node */
} CstError;

enum { CST_MAX_ERRORS = 1000 };

typedef struct CstTree {
    CstNode *nodes;
    uint32_t count;
    const char *text;
    uint32_t len; /* less than the text's where errors end the reading early */
    bool has_error;       /* an ERROR or MISSING node, or one of the grammar's error tokens */
    uint32_t error_start; /* byte of the first of them */
    const CstError *errors; /* the first CST_MAX_ERRORS of them, by start */
    uint32_t error_count;
} CstTree;

/* What the grammar's numbers of symbols and fields mean. It is the same for all texts, and making it takes as long as
 * parsing 2 kB. */
typedef struct CstNames CstNames;
const CstNames *cst_names(Arena *arena);

/* Parses `len` bytes; everything is allocated in the arena. In Cython `async` and `await` may be names. */
void cst_parse(CstTree *tree, Arena *arena, const CstNames *names, const char *text, uint32_t len, bool is_cython);
/* The same by libtree-sitter alone. */
void cst_parse_slowly(CstTree *tree, Arena *arena, const CstNames *names, const char *text, uint32_t len,
                      bool is_cython);
/* Parses and tells only whether there is an error, and where the first one starts. */
bool cst_has_error(Arena *arena, const CstNames *names, const char *text, uint32_t len, bool is_cython, uint32_t *start);
/* tree-sitter's own view of the text, one node a line with its field and extent. */
void cst_dump(Buf *out, const char *text, uint32_t len);
/* Rows of cst.def that the grammar does not know, one a line; "" when all is well. For the tests. */
void cst_check_names(Buf *out);

static inline CstSym cst_sym(const CstTree *tree, Cst node)
{
    return (CstSym)tree->nodes[node].sym;
}

static inline Cst cst_first(const CstTree *tree, Cst node)
{
    return tree->nodes[node].has_child ? node + 1 : 0;
}

static inline Cst cst_next(const CstTree *tree, Cst node)
{
    return tree->nodes[node].next;
}

/* The first child in that role, 0 when there is none. */
static inline Cst cst_field(const CstTree *tree, Cst node, CstFieldId field)
{
    Cst child = cst_first(tree, node);
    while (child && tree->nodes[child].field != field) child = tree->nodes[child].next;
    return child;
}

#define CST_EACH(tree, child, parent) \
    for (Cst child = cst_first((tree), (parent)); child; child = cst_next((tree), child))

#endif
