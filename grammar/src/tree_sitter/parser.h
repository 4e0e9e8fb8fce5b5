/* parser.h: the system's tree_sitter/parser.h, whichever version, as parser.c needs it.
 *
 * parser.c is made by tree-sitter-cli 0.24 and uses a few macros that the header of an older
 * libtree-sitter (0.20 in Debian 12) lacks or defines with other arguments. ABI 14 itself is the same in
 * both. The generator would put its own copy of the header here; this file stands instead of a copy.
 */
#ifndef KRAIT_GRAMMAR_PARSER_H
#define KRAIT_GRAMMAR_PARSER_H

#include <tree_sitter/parser.h>

#ifndef UNUSED
#define UNUSED __attribute__((unused))
#endif

/* pairs: a character, the state that it leads to */
#undef ADVANCE_MAP
#define ADVANCE_MAP(...)                                                    \
    do {                                                                    \
        static const uint16_t pairs[] = {__VA_ARGS__};                      \
        for (unsigned at = 0; at < sizeof pairs / sizeof *pairs; at += 2) { \
            if (lookahead == pairs[at]) {                                   \
                state = pairs[at + 1];                                      \
                goto next_state;                                            \
            }                                                               \
        }                                                                   \
    } while (0);

#undef REDUCE
#define REDUCE(name, children, rank, production)        \
    {                                                   \
        {                                               \
            .reduce = {.type = TSParseActionTypeReduce, \
                       .symbol = (name),                \
                       .child_count = (children),       \
                       .dynamic_precedence = (rank),    \
                       .production_id = (production)},  \
        }                                               \
    }

#endif
