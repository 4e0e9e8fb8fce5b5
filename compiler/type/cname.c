/* cname.c: names of the program that C cannot have; see cname.h.
 *
 * A refused name gets `_` appended, one with a refused beginning gets a beginning of ours. The words are a sorted table
 * (cnames.def), searched as it lies in the program; those of a standalone text the driver enters in AtomTable.refused.
 *
 *     case -> case_        __init -> v__init        é -> u00e9
 */
#include "type/cname.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>

/* The texts one behind the other, and where each begins: pointers would have to be put right when the program starts. */
typedef struct Words {
#define CNAME(name) char at_##name[sizeof #name];
#include "type/cnames.def"
#undef CNAME
} Words;

static const Words words = {
#define CNAME(name) #name,
#include "type/cnames.def"
#undef CNAME
};

static const uint32_t places[] = {
#define CNAME(name) offsetof(Words, at_##name),
#include "type/cnames.def"
#undef CNAME
};

static const char more_words[][24] = {
    /* what every generated file declares */
    "M", "consts", "module_exec", "module_run", "module_slots", "module_def", "module_doc",
    /* of <stddef.h>, and of some versions of Python.h only */
    "offsetof", "DL_EXPORT", "DL_IMPORT", "HAVE_LINUX_LIMITS_H", "HAVE_MEMORY_H", "HAVE_RL_COMPDISP_FUNC_T",
};

bool cname_has_refused_prefix(const char *name)
{
    static const char *const prefixes[] = {"_", "Py", "PY", "kr_", "KR_", "Kr", "CYTHON_"};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (strncmp(name, prefixes[i], strlen(prefixes[i])) == 0)
            return true;
    return false;
}

static bool is_word(const char *name)
{
    for (size_t low = 0, high = sizeof places / sizeof *places; low < high;) {
        size_t middle = (low + high) / 2;
        const char *word = (const char *)&words + places[middle];
        int order = (unsigned char)word[0] - (unsigned char)name[0];
        order = order ? order : strcmp(word, name);
        if (!order)
            return true;
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    for (size_t i = 0; i < sizeof more_words / sizeof *more_words; i++)
        if (strcmp(more_words[i], name) == 0)
            return true;
    return false;
}

bool cname_is_refused(AtomTable *atoms, const char *name)
{
    return cname_has_refused_prefix(name) || is_word(name) ||
           (atoms->refused.len && map_has(&atoms->refused, atom_from(atoms, name)));
}

bool cname_is_declared(const char *name)
{
    static const char functions[][20] = {
#define CFUNC(name) #name,
#include "type/cfuncs.def"
#undef CFUNC
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (strcmp(functions[i], name) == 0)
            return true;
    return false;
}

const char *cname_identifier(Arena *arena, const char *text, size_t len)
{
    Buf out;
    buf_init(&out, arena);
    for (size_t i = 0; i < len;) {
        uint32_t code = (unsigned char)text[i];
        size_t size = code < 0x80 ? 1 : utf8_decode(text + i, len - i, &code);
        if (code < 0x80 && (isalnum((int)code) || code == '_'))
            buf_putc(&out, (char)code);
        else if (code < 0x80)
            buf_putc(&out, '_');
        else
            buf_printf(&out, "u%04x", (unsigned)code);
        i += size ? size : 1;
    }
    const char *name = buf_text(&out);
    return isdigit((unsigned char)name[0]) || !name[0] ? arena_printf(arena, "n%s", name) : name;
}

const char *cname_of(AtomTable *atoms, Arena *arena, Atom name)
{
    const char *text = cname_identifier(arena, name->text, name->len);
    if (cname_has_refused_prefix(text))
        return arena_printf(arena, text[0] == '_' ? "v%s" : "v_%s", text);
    return cname_is_refused(atoms, text) ? arena_printf(arena, "%s_", text) : text;
}
