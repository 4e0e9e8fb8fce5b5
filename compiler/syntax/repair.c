/* repair.c: replacements in a faulty text and the way back from the parsed text to the file.
 *
 * Edits are few (one per reported error), kept sorted; every query is a binary search. The offsets of
 * edit i in the parsed text follow from the lengths before it.
 *
 *     file "if x\n  y\n"   edit {4, 0, ":"}   parsed "if x:\n  y\n"   repair_map(8) = 7
 */
#include "syntax/repair.h"

#include <string.h>

static void sort_edits(Repair *repair)
{
    for (uint32_t i = 1; i < repair->edits.len; i++) {
        RepairEdit edit = repair->edits.items[i];
        uint32_t j = i;
        for (; j && repair->edits.items[j - 1].start > edit.start; j--)
            repair->edits.items[j] = repair->edits.items[j - 1];
        repair->edits.items[j] = edit;
    }
}

static void drop_overlaps(Repair *repair)
{
    uint32_t kept = 0, end = 0;
    for (uint32_t i = 0; i < repair->edits.len; i++) {
        RepairEdit edit = repair->edits.items[i];
        if (kept && edit.start < end) continue;
        end = edit.start + edit.len;
        repair->edits.items[kept++] = edit;
    }
    repair->edits.len = kept;
}

const char *repair_apply(Repair *repair, Arena *arena, const char *text, uint32_t len, uint32_t *new_len)
{
    sort_edits(repair);
    drop_overlaps(repair);
    Buf buf;
    buf_init(&buf, arena);
    uint32_t from = 0;
    for (uint32_t i = 0; i < repair->edits.len; i++) {
        RepairEdit *edit = &repair->edits.items[i];
        buf_put(&buf, text + from, edit->start - from);
        edit->new_start = (uint32_t)buf.len;
        buf_puts(&buf, edit->text);
        from = edit->start + edit->len;
    }
    buf_put(&buf, text + from, len - from);
    *new_len = (uint32_t)buf.len;
    return buf_text(&buf);
}

/* The last edit that starts at or before `at` in the parsed text, NULL when there is none. */
static const RepairEdit *edit_before(const Repair *repair, uint32_t at)
{
    uint32_t low = 0, high = repair->edits.len;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (repair->edits.items[middle].new_start <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? &repair->edits.items[low - 1] : NULL;
}

uint32_t repair_map(const Repair *repair, uint32_t at)
{
    const RepairEdit *edit = edit_before(repair, at);
    if (!edit) return at;
    uint32_t size = (uint32_t)strlen(edit->text);
    if (at < edit->new_start + size) return edit->start;
    return at - edit->new_start - size + edit->start + edit->len;
}

bool repair_is_reported(const Repair *repair, uint32_t at)
{
    for (uint32_t i = 0; i < repair->lines.len; i++)
        if (at >= repair->lines.items[i].start && at <= repair->lines.items[i].end) return true;
    return false;
}

bool repair_is_poison(const Repair *repair, uint32_t at)
{
    const RepairEdit *edit = edit_before(repair, at);
    return edit && edit->poison && at < edit->new_start + (uint32_t)strlen(edit->text);
}
