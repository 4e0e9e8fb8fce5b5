/* synguard.h: keeps from tree-sitter what it cannot take.
 *
 * libtree-sitter up to 0.20 counts the children of a node in 16 bits: a text that makes its stack hold
 * more than 65,535 unreduced items (very deep nesting, very long runs of comments) corrupts its memory.
 * Such texts are found beforehand: comments are blanked out, too deep ones are refused.
 */
#ifndef KRAIT_SYNTAX_SYNGUARD_H
#define KRAIT_SYNTAX_SYNGUARD_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

enum { GUARD_MAX_DEPTH = 20000 }; /* brackets and operators pending at one place */

/* Returns the text to parse: `text` itself, or a copy of equal length with its comments blanked. NULL when the
 * nesting is too deep, with *at the byte where it becomes so. */
const char *guard_text(Arena *arena, const char *text, uint32_t len, bool is_cython, uint32_t *at);

#endif
