/* repair.h: how the text that was parsed differs from the file.
 *
 * After syntax errors were reported, the faulty lines are replaced (by their fix, or by a placeholder)
 * and the text is parsed again, so that everything else can be read and checked. A Repair is the sorted
 * list of those replacements and maps places of the parsed text back to the file.
 */
#ifndef KRAIT_SYNTAX_REPAIR_H
#define KRAIT_SYNTAX_REPAIR_H

#include "base/buf.h"
#include "base/vec.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct RepairEdit {
    uint32_t start, len; /* bytes of the file that are replaced */
    uint32_t new_start;  /* where the replacement starts in the parsed text; set by repair_apply */
    const char *text;    /* the replacement */
    bool poison;         /* it stands for something unknown: reads as Poison */
} RepairEdit;

typedef struct RepairLine {
    uint32_t start, end;
} RepairLine;

typedef struct Repair {
    VEC(RepairEdit) edits; /* after repair_apply: by start, not overlapping */
    VEC(RepairLine) lines; /* of the file, already reported: nothing more is said of them */
} Repair;

/* Sorts the edits, drops those inside an earlier one, and makes the text to parse. */
const char *repair_apply(Repair *repair, Arena *arena, const char *text, uint32_t len, uint32_t *new_len);
/* Byte of the file for a byte of the parsed text; inside a replacement: its start. */
uint32_t repair_map(const Repair *repair, uint32_t at);
bool repair_is_poison(const Repair *repair, uint32_t at);
/* Whether a byte of the file is in a line that was reported. */
bool repair_is_reported(const Repair *repair, uint32_t at);

#endif
