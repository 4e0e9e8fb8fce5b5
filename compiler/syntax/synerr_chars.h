/* synerr_chars.h: facts about characters and number spellings for the syntax-error diagnoser. */
#ifndef KRAIT_SYNTAX_SYNERR_CHARS_H
#define KRAIT_SYNTAX_SYNERR_CHARS_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

/* ASCII letters, digits and underscore. */
bool synerr_is_name_byte(unsigned char c);
/* Whether a code point above 0x7f is taken as part of an identifier: all but punctuation and symbols. */
bool synerr_is_name_code(uint32_t code);
/* May a name begin with it? */
bool synerr_starts_name(uint32_t code);
bool synerr_is_printable(uint32_t code);
/* The ASCII text somebody meant by a look-alike (curly quotes, no-break space, ...), or NULL. */
const char *synerr_ascii_for(uint32_t code);

typedef struct SynerrNumber {
    uint32_t end;
    const char *error; /* NULL: a valid literal; else in the arena */
    bool fix_octal;    /* 0777 should be 0o777 */
} SynerrNumber;

/* Scans the number at `at`, with everything glued to it. Source: Python language reference 2.4.5-2.4.7. */
SynerrNumber synerr_number(Arena *arena, const char *text, uint32_t len, uint32_t at, bool is_cython);

#endif
