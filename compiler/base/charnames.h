/* charnames.h: characters by the names that \N{NAME} gives them. */
#ifndef KRAIT_BASE_CHARNAMES_H
#define KRAIT_BASE_CHARNAMES_H

#include <stddef.h>
#include <stdint.h>

typedef enum CharName {
    CHARNAME_UNKNOWN,
    CHARNAME_KNOWN,
    CHARNAME_MADE /* it may be one that follows from the code, which are not listed here */
} CharName;

/* Looks up a name or alias, in capitals or not; *code is set when it is known. */
CharName charnames_find(const char *name, size_t len, uint32_t *code);

#endif
