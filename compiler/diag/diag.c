/* diag.c: collecting diagnostics; see diag.h.
 *
 * Place: any stage reports, the driver renders. Invariant: a report that is not kept (switched off, double,
 * beyond the limit) still gives its caller a Diag to add notes to; it is only in no list.
 */
#include "diag/diag.h"

#include "base/panic.h"
#include "diag/render_json.h"
#include "diag/render_text.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef enum RowSeverity { ROW_ERROR, ROW_WARNING, ROW_ADVICE, ROW_EXTRA, ROW_HINT } RowSeverity;

static const struct DiagRow {
    const char *id, *group, *text;
    RowSeverity severity;
} rows[] = {
#define DIAG(id, severity, group, text) {#id, #group, text, ROW_##severity},
#include "diag/diag.def"
#undef DIAG
};

void diags_init(Diags *diags, Arena *arena, SourceMap *sources)
{
    memset(diags, 0, sizeof *diags);
    diags->arena = arena;
    diags->sources = sources;
    diags->limit = 1000;
}

const char *diag_code_name(Arena *arena, DiagCode code)
{
    char *name = arena_strdup(arena, rows[code].id);
    for (char *p = name; *p; p++)
        *p = (char)(*p == '_' ? '-' : *p >= 'A' && *p <= 'Z' ? *p + ('a' - 'A') : *p);
    return name;
}

const char *diag_group_name(DiagCode code)
{
    return rows[code].group;
}

const char *diag_severity_name(DiagSeverity severity)
{
    static const char *const names[] = {"error", "warning", "hint"};
    return names[severity];
}

bool diag_has_place(const Diags *diags, const Diag *diag)
{
    Span span = diag->span;
    bool is_whole_file = !span.start && !span.len && !strcmp(rows[diag->code].group, "DRIVER");
    return span.file && !is_whole_file && span.file < diags->sources->files.len;
}

static DiagSeverity effective_severity(const Diags *diags, DiagCode code)
{
    RowSeverity row = rows[code].severity;
    bool raised = diags->warnings_are_errors && (row == ROW_WARNING || row == ROW_EXTRA);
    if (row == ROW_ERROR || raised)
        return DIAG_SEV_ERROR;
    return row == ROW_HINT ? DIAG_SEV_HINT : DIAG_SEV_WARNING;
}

static bool is_switched_off(const Diags *diags, DiagCode code)
{
    RowSeverity row = rows[code].severity;
    return (row == ROW_EXTRA && !diags->extra_warnings) || (row != ROW_ERROR && diags->no_warnings);
}

/* Analysis goes on behind wrong syntax: what it finds at the same place follows from that. */
static bool is_consequence(const Diag *diag, const Diag *other)
{
    bool same_place = diag->span.file && diag->span.file == other->span.file && diag->span.start == other->span.start;
    return same_place && other->code == DIAG_SYNTAX && strcmp(rows[diag->code].group, "SYNTAX") != 0 &&
           strcmp(rows[diag->code].group, "DRIVER") != 0;
}

static bool is_double(const Diags *diags, const Diag *diag)
{
    bool is_free_text = !strncmp(rows[diag->code].text, "%s", 2);
    for (uint32_t i = 0; i < diags->list.len; i++) {
        const Diag *other = diags->list.items[i];
        if (is_consequence(diag, other))
            return true;
        if (other->code == diag->code && !memcmp(&other->span, &diag->span, sizeof(Span)) &&
            (!is_free_text || !strcmp(other->text, diag->text)))
            return true;
    }
    return false;
}

/* Counts the diagnostic, and keeps it while there is room. */
static void keep(Diags *diags, Diag *diag)
{
    bool is_full = diags->limit && diags->list.len >= diags->limit;
    if (!is_full && is_double(diags, diag))
        return;
    diags->errors += diag->severity == DIAG_SEV_ERROR;
    diags->warnings += diag->severity == DIAG_SEV_WARNING;
    if (is_full)
        diags->left_out++;
    else
        vec_push(diags->arena, &diags->list, diag);
}

Diag *diag_report(Diags *diags, DiagCode code, Span span, ...)
{
    ALWAYS(code < DIAG_COUNT);
    va_list args;
    va_start(args, span);
    Diag *diag = ARENA_NEW(diags->arena, Diag);
    diag->code = code;
    diag->name = diag_code_name(diags->arena, code);
    diag->severity = effective_severity(diags, code);
    diag->span = span;
    diag->text = arena_vprintf(diags->arena, rows[code].text, args);
    va_end(args);
    if (!is_switched_off(diags, code))
        keep(diags, diag);
    return diag;
}

void diag_take(Diags *diags, Diag *diag)
{
    keep(diags, diag);
}

void diag_note(Diags *diags, Diag *diag, Span span, const char *format, ...)
{
    va_list args;
    if (!diag)
        return;
    va_start(args, format);
    DiagNote note = {.span = span, .text = arena_vprintf(diags->arena, format, args)};
    va_end(args);
    vec_push(diags->arena, &diag->notes, note);
}

void diag_fix(Diags *diags, Diag *diag, Span span, const char *replacement, const char *format, ...)
{
    va_list args;
    if (!diag)
        return;
    va_start(args, format);
    DiagNote note = {.span = span,
                     .text = arena_vprintf(diags->arena, format, args),
                     .fix = arena_strdup(diags->arena, replacement)};
    va_end(args);
    vec_push(diags->arena, &diag->notes, note);
}

enum { LONGEST_NAME = 63, EDIT = 2, CASE_EDIT = 1 };

static int substitution_cost(char a, char b)
{
    bool is_letter = (a | 0x20) >= 'a' && (a | 0x20) <= 'z';
    return a == b ? 0 : is_letter && (a | 0x20) == (b | 0x20) ? CASE_EDIT : EDIT;
}

static int least(int a, int b, int c)
{
    int d = a < b ? a : b;
    return d < c ? d : c;
}

/* Damerau-Levenshtein distance (optimal string alignment): an insertion, deletion, substitution or swap of
 * neighbours costs EDIT, a change of case CASE_EDIT. Both names are at most LONGEST_NAME long. */
static int edit_distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    int rows3[3][LONGEST_NAME + 1];
    for (size_t j = 0; j <= b_len; j++)
        rows3[0][j] = (int)j * EDIT;
    for (size_t i = 1; i <= a_len; i++) {
        int *row = rows3[i % 3], *above = rows3[(i - 1) % 3];
        const int *two_above = rows3[(i + 1) % 3];
        row[0] = (int)i * EDIT;
        for (size_t j = 1; j <= b_len; j++) {
            row[j] = least(above[j] + EDIT, row[j - 1] + EDIT,
                           above[j - 1] + substitution_cost(a[i - 1], b[j - 1]));
            bool is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_swap && two_above[j - 2] + EDIT < row[j])
                row[j] = two_above[j - 2] + EDIT;
        }
    }
    return rows3[a_len % 3][b_len];
}

/* The nearest candidate not further than a third of the name's length; the first of equals. */
static const char *find_nearest(const char *name, const char *const *candidates, uint32_t count)
{
    size_t len = strlen(name);
    const char *best = NULL;
    int best_distance = (int)(len + 1) / 3 * EDIT + 1;
    if (len > LONGEST_NAME)
        return NULL;
    for (uint32_t i = 0; i < count; i++) {
        size_t other = strlen(candidates[i]);
        if (other > LONGEST_NAME ||
            (other > len ? other - len : len - other) * EDIT >= (size_t)best_distance)
            continue;
        int distance = edit_distance(name, len, candidates[i], other);
        if (distance > 1 && other == len && !strncasecmp(name, candidates[i], len))
            distance = 1;
        if (distance && distance < best_distance) {
            best = candidates[i];
            best_distance = distance;
        }
    }
    return best;
}

void diag_suggest(Diags *diags, Diag *diag, const char *name, const char *const *candidates,
                  uint32_t count)
{
    const char *best = find_nearest(name, candidates, count);
    if (!best)
        return;
    const SourceFile *file = diags->sources->files.items[diag->span.file];
    size_t end = (size_t)diag->span.start + diag->span.len;
    bool covers_name = diag->span.file && diag->span.len == strlen(name) && end <= file->len &&
                       !memcmp(file->text + diag->span.start, name, diag->span.len);
    if (covers_name)
        diag_fix(diags, diag, diag->span, best, "did you mean `%s`?", best);
    else
        diag_note(diags, diag, SPAN_NONE, "did you mean `%s`?", best);
}

static bool is_before(const Diag *a, const Diag *b)
{
    if (a->span.file != b->span.file)
        return a->span.file < b->span.file;
    return a->span.start < b->span.start;
}

/* Merge sort: stable, and nearly sorted lists are the usual case. */
static void sort_range(Diag **items, Diag **spare, uint32_t count)
{
    if (count < 2)
        return;
    uint32_t half = count / 2, left = 0, right = half;
    sort_range(items, spare, half);
    sort_range(items + half, spare, count - half);
    memcpy(spare, items, count * sizeof *items);
    for (uint32_t i = 0; i < count; i++) {
        bool take_right = left == half || (right < count && is_before(spare[right], spare[left]));
        items[i] = spare[take_right ? right++ : left++];
    }
}

void diags_sort(Diags *diags)
{
    Diag **spare = ARENA_ARRAY(diags->arena, Diag *, diags->list.len);
    sort_range(diags->list.items, spare, diags->list.len);
}

void diag_render_all(const Diags *const *all, uint32_t count, DiagFormat format, bool color,
                     Buf *out)
{
    switch (format) {
    case DIAG_TEXT:
        for (uint32_t i = 0; i < count; i++)
            render_text(all[i], color, out);
        break;
    case DIAG_JSON:
        for (uint32_t i = 0; i < count; i++)
            render_json(all[i], out);
        break;
    case DIAG_SARIF: render_sarif(all, count, out); break;
    }
}

void diag_render(Diags *diags, DiagFormat format, bool color, Buf *out)
{
    const Diags *all = diags;
    diag_render_all(&all, 1, format, color, out);
}
