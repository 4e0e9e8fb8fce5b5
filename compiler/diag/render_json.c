/* render_json.c: diagnostics as JSON lines and as a SARIF log; see render_json.h.
 *
 * Place: the end of the pipeline. Invariant: the output is valid JSON in UTF-8 whatever the source holds;
 * invalid bytes become U+FFFD. Nothing depends on time, host or absolute paths.
 */
#include "diag/render_json.h"

#include <string.h>

/* "key": "text" with a comma before it unless first in its object. */
static void put_member(Buf *out, const char *key, const char *text)
{
    buf_printf(out, "%s\"%s\": ", out->text[out->len - 1] == '{' ? "" : ", ", key);
    buf_json(out, text, strlen(text));
}

static void put_span(Buf *out, const SourceMap *map, Span span)
{
    SourcePlace from = source_place(map, span), to = source_end(map, span);
    put_member(out, "path", from.file->path);
    buf_printf(out, ", \"line\": %u, \"column\": %u, \"end_line\": %u, \"end_column\": %u",
               from.line, from.column, to.line, to.column);
}

static void put_json_note(Buf *out, const SourceMap *map, const DiagNote *note)
{
    buf_putc(out, '{');
    put_member(out, "text", note->text);
    if (note->span.file)
        put_span(out, map, note->span);
    if (note->fix)
        put_member(out, "fix", note->fix);
    buf_putc(out, '}');
}

static const char *group_of(Arena *arena, const Diag *diag)
{
    char *name = arena_strdup(arena, diag_group_name(diag->code));
    for (char *p = name; *p; p++)
        *p = (char)(*p | 0x20);
    return name;
}

static void put_json(Buf *out, const Diags *diags, const Diag *diag)
{
    buf_putc(out, '{');
    put_member(out, "severity", diag_severity_name(diag->severity));
    put_member(out, "code", diag->name);
    put_member(out, "group", group_of(out->arena, diag));
    put_member(out, "text", diag->text);
    if (diag_has_place(diags, diag))
        put_span(out, diags->sources, diag->span);
    else if (diag->span.file)
        put_member(out, "path", diags->sources->files.items[diag->span.file]->path);
    buf_puts(out, ", \"notes\": [");
    for (uint32_t i = 0; i < diag->notes.len; i++) {
        buf_puts(out, i ? ", " : "");
        put_json_note(out, diags->sources, &diag->notes.items[i]);
    }
    buf_puts(out, "]}\n");
}

void render_json(const Diags *diags, Buf *out)
{
    for (uint32_t i = 0; i < diags->list.len; i++)
        put_json(out, diags, diags->list.items[i]);
}

/* ---- SARIF ----------------------------------------------------------------------------------- */

/* A path as a URI reference: relative, or file:// when absolute. Source: RFC 3986. */
static void put_uri(Buf *out, const char *path)
{
    static const char safe[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    buf_puts(out, "\"artifactLocation\": {\"uri\": \"");
    buf_puts(out, path[0] == '/' ? "file://" : "");
    for (const char *p = path; *p; p++) {
        if (strchr(safe, *p))
            buf_putc(out, *p);
        else
            buf_printf(out, "%%%02X", (unsigned)(unsigned char)*p);
    }
    buf_puts(out, "\"}");
}

static void put_region(Buf *out, const char *key, const SourceMap *map, Span span)
{
    SourcePlace from = source_place(map, span), to = source_end(map, span);
    buf_printf(
        out, "\"%s\": {\"startLine\": %u, \"startColumn\": %u, \"endLine\": %u, \"endColumn\": %u}",
        key, from.line, from.column, to.line, to.column);
}

/* {"physicalLocation": ...}; the region is left out for a file as a whole. */
static void put_location(Buf *out, const SourceMap *map, Span span, bool has_region,
                         const char *text)
{
    buf_puts(out, "{\"physicalLocation\": {");
    put_uri(out, source_place(map, span).file->path);
    if (has_region) {
        buf_puts(out, ", ");
        put_region(out, "region", map, span);
    }
    buf_putc(out, '}');
    if (text) {
        buf_puts(out, ", \"message\": {\"text\": ");
        buf_json(out, text, strlen(text));
        buf_putc(out, '}');
    }
    buf_putc(out, '}');
}

static void put_fix(Buf *out, const SourceMap *map, const DiagNote *note)
{
    buf_puts(out, "{\"description\": {\"text\": ");
    buf_json(out, note->text, strlen(note->text));
    buf_puts(out, "}, \"artifactChanges\": [{");
    put_uri(out, source_place(map, note->span).file->path);
    buf_puts(out, ", \"replacements\": [{");
    put_region(out, "deletedRegion", map, note->span);
    buf_puts(out, ", \"insertedContent\": {\"text\": ");
    buf_json(out, note->fix, strlen(note->fix));
    buf_puts(out, "}}]}]}");
}

/* The notes that are fixes, or those that are not, as a list under `key`; nothing when there are none. */
static void put_notes(Buf *out, const SourceMap *map, const Diag *diag, bool fixes)
{
    bool any = false;
    for (uint32_t i = 0; i < diag->notes.len; i++) {
        const DiagNote *note = &diag->notes.items[i];
        if (!note->span.file || (note->fix != NULL) != fixes)
            continue;
        buf_puts(out, any ? ", " : fixes ? ", \"fixes\": [" : ", \"relatedLocations\": [");
        any = true;
        if (fixes)
            put_fix(out, map, note);
        else
            put_location(out, map, note->span, true, note->text);
    }
    buf_puts(out, any ? "]" : "");
}

/* The message, with the notes that have no place of their own under it. */
static void put_message(Buf *out, const Diag *diag)
{
    Buf text;
    buf_init(&text, out->arena);
    buf_puts(&text, diag->text);
    for (uint32_t i = 0; i < diag->notes.len; i++)
        if (!diag->notes.items[i].span.file)
            buf_printf(&text, "\n%s", diag->notes.items[i].text);
    buf_puts(out, "\"message\": {\"text\": ");
    buf_json(out, buf_text(&text), strlen(buf_text(&text)));
    buf_putc(out, '}');
}

static const char *sarif_level(DiagSeverity severity)
{
    return severity == DIAG_SEV_HINT ? "note" : diag_severity_name(severity);
}

static void put_result(Buf *out, const Diags *diags, const Diag *diag, uint32_t rule)
{
    const SourceMap *map = diags->sources;
    buf_printf(out, "      {\"ruleId\": \"%s\", \"ruleIndex\": %u, \"level\": \"%s\", ", diag->name,
               rule, sarif_level(diag->severity));
    put_message(out, diag);
    if (diag->span.file) {
        buf_puts(out, ", \"locations\": [");
        put_location(out, map, diag->span, diag_has_place(diags, diag), NULL);
        buf_putc(out, ']');
    }
    put_notes(out, map, diag, false);
    put_notes(out, map, diag, true);
    buf_putc(out, '}');
}

/* Numbers the codes in use in table order; rule_of[code] is the index. */
static void put_rules(Buf *out, const Diags *const *all, uint32_t count,
                      uint32_t rule_of[DIAG_COUNT])
{
    bool used[DIAG_COUNT] = {false};
    uint32_t rules = 0;
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < all[i]->list.len; j++)
            used[all[i]->list.items[j]->code] = true;
    for (uint32_t code = 0; code < DIAG_COUNT; code++) {
        if (!used[code])
            continue;
        buf_printf(out, "%s{\"id\": \"%s\"}", rules ? ", " : "",
                   diag_code_name(out->arena, (DiagCode)code));
        rule_of[code] = rules++;
    }
}

void render_sarif(const Diags *const *all, uint32_t count, Buf *out)
{
    uint32_t rule_of[DIAG_COUNT] = {0};
    bool first = true;
    buf_puts(
        out,
        "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\",\n"
        "  \"runs\": [{\"tool\": {\"driver\": {\"name\": \"krait\", \"rules\": [");
    put_rules(out, all, count, rule_of);
    buf_puts(out, "]}},\n    \"columnKind\": \"unicodeCodePoints\",\n    \"results\": [");
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t j = 0; j < all[i]->list.len; j++) {
            const Diag *diag = all[i]->list.items[j];
            buf_puts(out, first ? "\n" : ",\n");
            put_result(out, all[i], diag, rule_of[diag->code]);
            first = false;
        }
    buf_puts(out, "]}]}\n");
}
