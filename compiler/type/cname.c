/* cname.c: names of the program that C cannot have; see cname.h.
 *
 * A refused name gets `_` appended, one with a refused beginning gets a beginning of ours. The words are a table
 * (cnames.def), entered once a session in AtomTable.refused, where the driver adds those of a standalone text.
 *
 *     case -> case_        __init -> v__init        é -> u00e9
 */
#include "type/cname.h"

#include "base/buf.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

static const char *const words[] = {
#define CNAME(name) #name,
#include "type/cnames.def"
#undef CNAME
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

/* Once a session. */
static void reserve_words(AtomTable *atoms)
{
    if (map_has(&atoms->refused, atom_from(atoms, words[0])))
        return;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        map_set(atoms->arena, &atoms->refused, atom_from(atoms, words[i]), atoms);
}

bool cname_is_refused(AtomTable *atoms, const char *name)
{
    reserve_words(atoms);
    return cname_has_refused_prefix(name) || map_has(&atoms->refused, atom_from(atoms, name));
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
