/* standalone.c: C for shipping: the runtime's headers and sources inlined; see standalone.h.
 *
 * Place: behind emit. The runtime is ordinary C in ordinary files, so inlining is following its #include lines, each
 * file once. With KR_STANDALONE its functions are static, and the C compiler drops those that are not used. Names
 * of the module may not meet the runtime's own: what stands at the left edge of its files, and macros and
 * constants, is refused as a C name (pass names appends `_`).
 *
 *     #include "kr/core.h"   ->   the text of runtime/kr/core.h, at its first mention only
 */
#include "driver/standalone.h"

#include "base/os.h"

#include <ctype.h>
#include <string.h>

typedef struct Inliner {
    Session *session;
    Map seen; /* Atom of a path below the runtime's folder */
    Buf *out;
    const char *error;
} Inliner;

static void inline_file(Inliner *in, const char *path);

/* The file that the line includes, relative to the runtime's folder, NULL when it is none of ours (but
 * Python's, say). Sources include each other by bare names. */
static const char *included_path(const Inliner *in, const char *line, size_t len)
{
    static const char start[] = "#include \"";
    size_t head = sizeof start - 1;
    if (len <= head || strncmp(line, start, head) != 0)
        return NULL;
    const char *end = memchr(line + head, '"', len - head);
    if (!end)
        return NULL;
    const char *name = arena_strndup(in->session->arena, line + head, (size_t)(end - line) - head);
    const char *path = strchr(name, '/') ? name : os_path_join(in->session->arena, "src", name);
    return os_is_file(os_path_join(in->session->arena, in->session->runtime_dir, path)) ? path : NULL;
}

static void inline_text(Inliner *in, const char *text)
{
    while (*text && !in->error) {
        size_t len = strcspn(text, "\n");
        const char *path = included_path(in, text, len);
        if (path)
            inline_file(in, path);
        else
            buf_put(in->out, text, len + (text[len] == '\n'));
        text += len + (text[len] == '\n');
    }
}

static void inline_file(Inliner *in, const char *path)
{
    Session *session = in->session;
    Atom key = atom_from(&session->atoms, path);
    if (map_has(&in->seen, key))
        return;
    map_set(session->arena, &in->seen, key, in);
    char *text;
    size_t len;
    const char *full = os_path_join(session->arena, session->runtime_dir, path);
    if (os_read_file(session->arena, full, &text, &len))
        in->error = arena_printf(session->arena, "cannot read `%s`", full);
    else
        inline_text(in, text);
}

/* ---- names ----------------------------------------------------------------------------------- */

static void refuse(Session *session, const char *name, size_t len)
{
    map_set(session->atoms.arena, &session->atoms.refused, atom_intern(&session->atoms, name, len), session);
}

static bool is_shouting(const char *name, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isupper((unsigned char)name[i]) && !isdigit((unsigned char)name[i]) && name[i] != '_')
            return false;
    return len > 1;
}

/* What stands at the left edge (types, functions, variables), what is written in capitals, and macros. */
static void refuse_names(Session *session, const char *text)
{
    bool edge = false, macro = false;
    for (const char *p = text; *p;) {
        if (*p == '\n') {
            edge = isalpha((unsigned char)p[1]) || p[1] == '}';
            macro = !strncmp(p + 1, "#define ", 8);
            p += macro ? 9 : 1;
        } else if (isalpha((unsigned char)*p) || *p == '_') {
            size_t len = 1;
            while (isalnum((unsigned char)p[len]) || p[len] == '_')
                len++;
            if (edge || macro || is_shouting(p, len))
                refuse(session, p, len);
            macro = false;
            p += len;
        } else {
            edge &= *p != '('; /* names of parameters are free */
            p++;
        }
    }
}

const char *standalone_open(Session *session, Buf *runtime)
{
    if (!session->runtime_dir)
        return "the runtime's sources are not found";
    Inliner in = {.session = session, .out = runtime};
    inline_file(&in, "kr/rt.h");
    inline_file(&in, "src/krait_rt.c");
    if (!in.error)
        refuse_names(session, buf_text(runtime));
    return in.error;
}

void standalone_write(const Unit *unit, const Buf *runtime, Buf *out)
{
    const char *text = unit->c.text;
    size_t head = strcspn(text, "\n") + 1;
    buf_put(out, text, head);
    /* Whoever compiles it need not know the flags that we compile with. */
    buf_puts(out, "#if defined(__GNUC__) && !defined(__clang__)\n"
                  "#pragma GCC optimize(\"wrapv\", \"no-strict-aliasing\")\n#endif\n");
    buf_puts(out, "#define KR_STANDALONE\n");
    buf_put(out, runtime->text, runtime->len);
    buf_puts(out, "\n/* ---- the module ---- */\n\n");
    for (text += head; *text;) {
        size_t len = strcspn(text, "\n");
        len += text[len] == '\n';
        if (strncmp(text, "#include \"kr/", 13) != 0)
            buf_put(out, text, len);
        text += len;
    }
}
