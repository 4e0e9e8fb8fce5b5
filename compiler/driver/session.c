/* session.c: making and freeing sessions and units; see session.h.
 *
 * Place in the pipeline: around it. Invariant: everything a session or unit points to lives in its own
 * arena (or the session's), so deleting the arena frees all of it.
 */
#include "driver/session.h"

#include "base/os.h"
#include "driver/home.h"
#include <string.h>

static void *make_session(Arena *arena, void *arg)
{
    (void)arg;
    Session *session = ARENA_NEW(arena, Session);
    session->arena = arena;
    atom_table_init(&session->atoms, arena);
    types_init(&session->types, arena, &session->atoms);
    session->names = cst_names(arena);
    session->directives = *directives_default();
    session->emit.source_margin = true;
    session->emit.openmp_pragmas = true;
    session->passes.stop_after = -1;
    session->passes.openmp_pragmas = true;
    session->passes.has_wide = true;
    session->pxd_dir = home_pxd_dir(arena);
    session->runtime_dir = home_runtime_dir(arena);
    return session;
}

Session *session_new(void)
{
    return arena_build(make_session, NULL);
}

void session_delete(Session *session)
{
    arena_delete(session->arena);
}

void session_add_include(Session *session, const char *directory)
{
    vec_push(session->arena, &session->includes, arena_strdup(session->arena, directory));
}

void session_add_path(Session *session, const char *directory)
{
    vec_push(session->arena, &session->paths, arena_strdup(session->arena, directory));
}

void session_define(Session *session, const char *define)
{
    vec_push(session->arena, &session->defines, arena_strdup(session->arena, define));
}

/* "True", "true", "1", "" -> 1; "False", "false", "0" -> 0; else -1. */
static int parse_bool(const char *value)
{
    if (!*value || !strcmp(value, "1") || !strcmp(value, "True") || !strcmp(value, "true"))
        return 1;
    if (!strcmp(value, "0") || !strcmp(value, "False") || !strcmp(value, "false"))
        return 0;
    return -1;
}

bool session_set(Session *session, const char *name, const char *value)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        {"line-directives", &session->emit.line_directives},
        {"source-margin", &session->emit.source_margin},
        {"openmp", &session->emit.openmp_pragmas},
        {"jit", &session->emit.jit},
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (strcmp(flags[i].name, name))
            continue;
        int truth = parse_bool(value);
        if (truth >= 0)
            *flags[i].flag = truth;
        if (session->emit.jit)
            session->emit.openmp_pragmas = false; /* libtcc: outlined parallel regions */
        if (session->emit.jit && !strcmp(name, "jit"))
            session->emit.source_margin = false; /* nobody reads it, libtcc would */
        session->passes.openmp_pragmas = session->emit.openmp_pragmas;
        session->passes.has_wide = !session->emit.jit;
        return truth >= 0;
    }
    return directives_set(&session->directives, name, value);
}

static bool has_extension(const char *path, const char *extension)
{
    size_t n = strlen(path), m = strlen(extension);
    return n > m && !strcmp(path + n - m, extension);
}

static bool is_package(Arena *arena, const char *dir)
{
    static const char *const names[] = {"__init__.py", "__init__.pyx", "__init__.pxd"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (os_is_file(os_path_join(arena, dir, names[i])))
            return true;
    return false;
}

/* The dotted name a file has by the packages it lies in: a/b/c.pyx -> "b.c" when b is a package. */
static const char *name_from_path(Arena *arena, const char *path)
{
    const char *name = os_path_stem(arena, path);
    char *dir = os_path_dir(arena, path);
    bool is_init = !strcmp(name, "__init__");
    while (is_package(arena, dir)) {
        const char *base = os_path_base(dir);
        if (!*base || !strcmp(base, ".") || !strcmp(base, ".."))
            break;
        name = is_init ? base : arena_printf(arena, "%s.%s", base, name);
        is_init = false;
        dir = os_path_dir(arena, dir);
    }
    return name;
}

typedef struct UnitRequest {
    Session *session;
    const char *path, *module_name;
} UnitRequest;

static void *make_unit(Arena *arena, void *arg)
{
    const UnitRequest *request = arg;
    Session *session = request->session;
    const char *path = request->path, *module_name = request->module_name;
    Unit *unit = ARENA_NEW(arena, Unit);
    unit->arena = arena;
    unit->session = session;
    unit->path = arena_strdup(arena, path);
    unit->module_name = module_name ? arena_strdup(arena, module_name) : name_from_path(arena, path);
    unit->is_cython = !has_extension(path, ".py");
    source_map_init(&unit->sources, arena);
    for (uint32_t i = 1; i <= SESSION_PXDS; i++) {
        SourceFile *shared = session->pxds.files[i];
        vec_push(arena, &unit->sources.files, shared ? shared : unit->sources.files.items[0]);
    }
    diags_init(&unit->diags, arena, &unit->sources);
    unit->diags.warnings_are_errors = session->werror;
    unit->diags.no_warnings = session->no_warnings;
    unit->diags.extra_warnings = session->extra_warnings;
    buf_init(&unit->c, arena);
    buf_init(&unit->header, arena);
    buf_init(&unit->api, arena);
    return unit;
}

Unit *unit_new(Session *session, const char *path, const char *module_name)
{
    UnitRequest request = {session, path, module_name};
    return arena_build(make_unit, &request);
}

void unit_delete(Unit *unit)
{
    arena_delete(unit->arena);
}
