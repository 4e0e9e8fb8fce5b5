/* lr.h: sound texts parsed by the grammar's tables alone. */
#ifndef KRAIT_SYNTAX_LR_H
#define KRAIT_SYNTAX_LR_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct TSLanguage TSLanguage;

/* A token or a reduced rule. A hidden rule with one child has no node of its own. */
typedef struct LrNode {
    uint32_t start, end; /* bytes of the text */
    uint32_t kids;       /* place of the first child in LrTree.kids */
    uint32_t count;      /* children, comments included */
    uint16_t sym;        /* TSSymbol */
    uint16_t production; /* for fields and aliases */
    bool is_extra;       /* a comment */
    bool has_visible;    /* a visible node somewhere below, behind hidden ones only */
} LrNode;

typedef struct LrTree {
    const LrNode *nodes; /* in the order they were made */
    const uint32_t *kids;
    uint32_t root;
    uint32_t end; /* of the latest token that fitted */
} LrTree;

/* Parses the whole text; false at the first token that does not fit (then libtree-sitter, which recovers, has to
 * look at the text). What it makes is in the arena. */
bool lr_parse(LrTree *tree, Arena *arena, const TSLanguage *language, const char *text, uint32_t len);
/* The symbol that stands in place of child `k` (comments not counted) of a node of this production; 0: none. */
uint16_t lr_alias(const TSLanguage *language, uint16_t production, uint32_t k);
/* The field (TSFieldId) child `k` of a node of this production is in; 0: none. */
uint16_t lr_field(const TSLanguage *language, uint16_t production, uint32_t k);
/* What tree-sitter says of a symbol. */
bool lr_is_visible(const TSLanguage *language, uint16_t sym);
bool lr_is_named(const TSLanguage *language, uint16_t sym);
uint16_t lr_public_symbol(const TSLanguage *language, uint16_t sym);

#endif
