/* jit_prelude.c: choosing the lines of the prelude a module needs; see jit_prelude.h.
 *
 * A line of the file:   names and ?members in a comment, then the declaration
 * A name of the module selects the lines that define it; the names in those lines select further ones.
 */
#include "driver/jit_prelude.h"

#include "base/bits.h"
#include <string.h>

/* One of the lines that define a name. */
typedef struct JitPlace {
    uint32_t line;
    struct JitPlace *next;
} JitPlace;

static bool is_name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name_part(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9');
}

/* The end of the string, character, number or comment at p; p itself when there is none. */
static const char *skip_literal(const char *p, const char *end)
{
    if (*p == '"' || *p == '\'') {
        char quote = *p++;
        while (p < end && *p != quote)
            p += *p == '\\' ? 2 : 1;
        return p < end ? p + 1 : end;
    }
    if (*p >= '0' && *p <= '9') {
        while (p < end && is_name_part(*p))
            p++;
        return p;
    }
    if (p[0] == '/' && p + 1 < end && p[1] == '*') {
        for (p += 2; p + 1 < end && !(p[0] == '*' && p[1] == '/'); p++)
            ;
        return p + 1 < end ? p + 2 : end;
    }
    return p;
}

void jit_names_in(Arena *arena, AtomTable *atoms, const char *text, size_t len, JitNames *out)
{
    Map seen = {0};
    const char *end = text + len;
    for (const char *p = text; p < end;) {
        const char *after = skip_literal(p, end);
        if (after != p) {
            p = after;
            continue;
        }
        if (!is_name_start(*p)) {
            p++;
            continue;
        }
        const char *start = p;
        while (p < end && is_name_part(*p))
            p++;
        Atom atom = atom_intern(atoms, start, (size_t)(p - start));
        if (map_has(&seen, atom))
            continue;
        map_set(arena, &seen, atom, NULL);
        vec_push(arena, out, atom);
    }
}

/* Enters the names between the comment marks at the head of a line; returns where the declaration starts. Names
 * after `!` are only used: a macro makes them by pasting. */
static const char *read_head(JitPrelude *prelude, const char *p, uint32_t line, JitNames *uses)
{
    const char *end = strstr(p, "*/");
    for (p += 2; p < end;) {
        p += strspn(p, " ?");
        bool is_use = *p == '!';
        p += is_use;
        size_t n = strcspn(p, " *");
        if (!n)
            break;
        Atom atom = atom_intern(prelude->atoms, p, n);
        if (is_use) {
            vec_push(prelude->arena, uses, atom);
            p += n;
            continue;
        }
        JitPlace *place = ARENA_NEW(prelude->arena, JitPlace);
        *place = (JitPlace){line, map_get(&prelude->by_name, atom)};
        map_set(prelude->arena, &prelude->by_name, atom, place);
        p += n;
    }
    return end + 2;
}

void jit_prelude_open(JitPrelude *prelude, Arena *arena, AtomTable *atoms, const char *text)
{
    *prelude = (JitPrelude){.arena = arena, .atoms = atoms};
    for (const char *p = text; *p;) {
        const char *newline = strchr(p, '\n');
        const char *end = newline ? newline : p + strlen(p);
        if (p[0] == '/' && p[1] == '*') {
            JitLine line = {NULL, 0, false, {0}};
            line.text = read_head(prelude, p, prelude->lines.len, &line.uses);
            line.len = (uint32_t)(end - line.text);
            vec_push(arena, &prelude->lines, line);
        }
        p = newline ? end + 1 : end;
    }
}

static const JitNames *names_of_line(JitPrelude *prelude, uint32_t index)
{
    JitLine *line = &prelude->lines.items[index];
    if (!line->scanned) {
        jit_names_in(prelude->arena, prelude->atoms, line->text, line->len, &line->uses);
        line->scanned = true;
    }
    return &line->uses;
}

void jit_prelude_select(JitPrelude *prelude, Arena *scratch, JitNames *names, Buf *out)
{
    Bits chosen = bits_new(scratch, prelude->lines.len);
    Map known = {0};
    for (uint32_t i = 0; i < names->len; i++)
        map_set(scratch, &known, names->items[i], NULL);
    for (uint32_t i = 0; i < names->len; i++) { /* grows while we go through it */
        for (JitPlace *place = map_get(&prelude->by_name, names->items[i]); place; place = place->next) {
            if (bits_has(&chosen, place->line))
                continue;
            bits_set(&chosen, place->line);
            const JitNames *uses = names_of_line(prelude, place->line);
            for (uint32_t k = 0; k < uses->len; k++) {
                if (map_has(&known, uses->items[k]))
                    continue;
                map_set(scratch, &known, uses->items[k], NULL);
                vec_push(scratch, names, uses->items[k]);
            }
        }
    }
    for (uint32_t i = 0; i < prelude->lines.len; i++) {
        if (!bits_has(&chosen, i))
            continue;
        buf_put(out, prelude->lines.items[i].text, prelude->lines.items[i].len);
        buf_putc(out, '\n');
    }
}
