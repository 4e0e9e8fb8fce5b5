/* holes.c: see holes.h. Words are found byte by byte: strings and comments count as well, which only means that less is
 * trusted. */
#include "syntax/holes.h"

#include <stdbool.h>
#include <string.h>

static bool is_word_byte(char c)
{
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z', digit = c >= '0' && c <= '9';
    return letter || digit || c == '_' || (c & 0x80);
}

/* The word at or after *at, and the place behind it; false at the end. */
static bool next_word(const char *text, size_t len, size_t *at, size_t *start)
{
    while (*at < len && !is_word_byte(text[*at]))
        (*at)++;
    *start = *at;
    while (*at < len && is_word_byte(text[*at]))
        (*at)++;
    return *at > *start;
}

/* Words of the language that are no names of anything. */
static bool is_common(Atom word)
{
    static const char *const words[] = {"cdef", "cpdef", "return", "if", "else", "not", "and", "or", "in", "is", "for",
                                        "lambda", "print", "None", "True", "False", "int", "double", "object", "const"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(word->text, words[i]))
            return true;
    return word->text[0] >= '0' && word->text[0] <= '9';
}

void holes_add(Holes *holes, Arena *arena, AtomTable *atoms, const char *text, size_t len)
{
    size_t start;
    for (size_t at = 0; next_word(text, len, &at, &start);) {
        Atom word = atom_intern(atoms, text + start, at - start);
        holes->has_import = holes->has_import || !strcmp(word->text, "import") || !strcmp(word->text, "cimport");
        if (!is_common(word))
            map_set(arena, &holes->names, word, (void *)(uintptr_t)word);
    }
}

bool holes_touch(const Holes *holes, AtomTable *atoms, const char *text, size_t len)
{
    size_t start;
    for (size_t at = 0; next_word(text, len, &at, &start);)
        if (map_has(&holes->names, atom_intern(atoms, text + start, at - start)))
            return true;
    return false;
}
