/* compile.c: the pipeline as one readable function: source -> AST -> Sema -> IR -> passes -> C.
 *
 * Each arrow is one public function of its stage. Stages after `syntax` run only on what earlier stages
 * accepted; all errors of a stage are reported together.
 */
#include "driver/compile.h"

#include "base/os.h"
#include "base/panic.h"
#include "lower/lower.h"
#include "sema/finally_exit.h"
#include "syntax/holes.h"
#include "syntax/pure.h"
#include "syntax/read.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

bool compile_read_file(Unit *unit)
{
    int error = os_read_file(unit->arena, unit->path, &unit->text, &unit->len);
    if (!error)
        return true;
    Span place = {source_add(&unit->sources, unit->path, "", 0), 0, 0};
    diag_report(&unit->diags, DIAG_READ_FAILED, place, unit->path, strerror(error));
    return false;
}

void compile_set_text(Unit *unit, char *text, size_t len)
{
    unit->text = text;
    unit->len = len;
}

static bool open_file(Unit *unit, const char *dir, const char *path, ReadInput *input)
{
    char *full = os_path_join(unit->arena, dir, path), *text;
    size_t len;
    if (!os_is_file(full) || os_read_file(unit->arena, full, &text, &len))
        return false;
    input->path = full;
    input->text = text;
    input->len = len;
    return true;
}

/* ReadInput.open_include: beside the including file, beside the module's source, then -I folders. */
static bool open_include(void *context, const char *path, ReadInput *input)
{
    Unit *unit = context;
    const Session *session = unit->session;
    if (open_file(unit, os_path_dir(unit->arena, input->path), path, input) ||
        open_file(unit, os_path_dir(unit->arena, unit->path), path, input))
        return true;
    for (uint32_t i = 0; i < session->includes.len; i++)
        if (open_file(unit, session->includes.items[i], path, input))
            return true;
    return false;
}

/* The environment of DEF and IF, with the names given by -E. */
static CtEnv *new_env(Unit *unit)
{
    Session *session = unit->session;
    CtEnv *env = ctime_new(unit->arena, &session->atoms, &unit->diags);
    for (uint32_t i = 0; i < session->defines.len; i++) {
        const char *define = session->defines.items[i];
        size_t len = strcspn(define, "=");
        ctime_define(env, atom_intern(&session->atoms, define, len),
                     define[len] ? define + len + 1 : "True");
    }
    return env;
}

static AstTree *parse_text(Unit *unit, const char *path, const char *text, size_t len, bool is_pxd,
                           uint32_t first_id)
{
    ReadInput input = {
        .arena = unit->arena,
        .atoms = &unit->session->atoms,
        .names = unit->session->names,
        .diags = &unit->diags,
        .sources = &unit->sources,
        .path = path,
        .text = text,
        .len = len,
        .is_cython = is_pxd || unit->is_cython,
        .is_pxd = is_pxd,
        .env = new_env(unit),
        .open_include = open_include,
        .context = unit,
        .first_id = first_id,
    };
    return read_source(&input);
}

/* Pure Python mode, which the pxd of a .py file belongs to. */
static void rewrite_pure(Unit *unit, AstTree *tree, AstTree *pxd)
{
    PureInput input = {
        .arena = unit->arena,
        .atoms = &unit->session->atoms,
        .names = unit->session->names,
        .diags = &unit->diags,
        .sources = &unit->sources,
        .tree = tree,
        .pxd = pxd,
    };
    if (pxd)
        tree->count = pxd->count;
    pure_rewrite(&input);
}

/* Parses the pxd `path` when it is a file; NULL otherwise. */
static AstTree *parse_pxd(Unit *unit, const char *path, uint32_t first_id)
{
    char *text;
    size_t len;
    if (!os_is_file(path) || os_read_file(unit->arena, path, &text, &len))
        return NULL;
    return parse_text(unit, path, text, len, true, first_id);
}

/* A pxd of another module, where pure Python mode may be used too. */
static AstTree *parse_user_pxd(Unit *unit, const char *path)
{
    AstTree *tree = parse_pxd(unit, path, 0);
    if (tree)
        rewrite_pure(unit, tree, NULL);
    return tree;
}

/* One of our own pxd files: it does not change, so its tree serves the whole session. */
static const AstTree *parse_own_pxd(Unit *unit, const char *path)
{
    Session *session = unit->session;
    PxdCache *cache = &session->pxds;
    Atom key = atom_from(&session->atoms, path);
    const AstTree *known = map_get(&cache->trees, key);
    if (known)
        return known;
    if (cache->count == SESSION_PXDS) {
        AstTree *own = parse_pxd(unit, path, 0);
        if (own)
            own->is_ours = true;
        return own;
    }
    char *text;
    size_t len;
    if (!os_is_file(path) || os_read_file(session->arena, path, &text, &len))
        return NULL;
    SourceMap sources = unit->sources; /* the file gets the number behind those read before */
    sources.arena = session->arena;
    sources.files.len = ++cache->count;
    ReadInput input = {
        .arena = session->arena,
        .atoms = &session->atoms,
        .names = session->names,
        .diags = &unit->diags,
        .sources = &sources,
        .path = arena_strdup(session->arena, path),
        .text = text,
        .len = len,
        .is_cython = true,
        .is_pxd = true,
    };
    uint32_t diags = unit->diags.list.len;
    AstTree *tree = read_source(&input);
    tree->is_ours = true;
    (void)source_line(&sources, (Span){tree->file, 0, 0}); /* the table of lines, in the session's arena */
    cache->files[tree->file] = sources.files.items[tree->file];
    if (unit->diags.list.len == diags)
        map_set(session->arena, &cache->trees, key, tree);
    return tree;
}

/* "a.b.c" -> "a/b/c" */
static char *path_of_module(Arena *arena, const char *dotted)
{
    char *path = arena_strdup(arena, dotted);
    for (char *p = path; *p; p++)
        if (*p == '.')
            *p = '/';
    return path;
}

/* The pxd of module `relative` (a path without extension) below `dir`: a/b.pxd, the package's
 * __init__.pxd, a.b.pxd in the folder; of each first the form for users of this language version. */
static const AstTree *find_pxd_in(Unit *unit, const char *dir, const char *dotted, const char *relative)
{
    static const char *const versions[] = {".cython-30.pxd", ".pxd"};
    for (size_t i = 0; i < 2; i++) {
        const char *const forms[] = {
            arena_printf(unit->arena, "%s%s", relative, versions[i]),
            arena_printf(unit->arena, "%s/__init__%s", relative, versions[i]),
            arena_printf(unit->arena, "%s%s", dotted, versions[i]),
        };
        for (size_t j = 0; j < sizeof forms / sizeof *forms; j++) {
            const char *path = os_path_join(unit->arena, dir, forms[j]);
            const AstTree *tree = dir == unit->session->pxd_dir ? parse_own_pxd(unit, path)
                                                                : parse_user_pxd(unit, path);
            if (tree)
                return tree;
        }
    }
    return NULL;
}

/* sys.path of the interpreter, asked once in a session; nothing when there is none. */
static void ask_python_paths(Unit *unit)
{
    Session *session = unit->session;
    const char *argv[] = {session->python, "-c", "import sys\nfor p in sys.path: print('=' + p)", NULL};
    OsResult result;
    if (!session->python)
        return;
    session->python = NULL;
    if (os_run(unit->arena, argv, &result) || result.status)
        return;
    for (char *line = result.output; *line;) {
        size_t len = strcspn(line, "\n");
        bool more = line[len] == '\n';
        line[len] = '\0';
        if (line[0] == '=' && line[1])
            session_add_path(session, line + 1);
        line += len + more;
    }
}

/* SemaLoader.load_pxd: the source's folder and its package's root, -I folders, our own pxds, then where
 * Python finds modules. */
static const AstTree *load_pxd(void *context, const char *dotted, bool near)
{
    Unit *unit = context;
    Session *session = unit->session;
    const char *relative = path_of_module(unit->arena, dotted);
    const char *dir = os_path_dir(unit->arena, unit->path);
    const AstTree *tree = NULL;
    for (const char *p = unit->module_name; p && !tree; p = strchr(p + 1, '.')) {
        tree = find_pxd_in(unit, dir, dotted, relative);
        dir = os_path_join(unit->arena, dir, "..");
    }
    for (uint32_t i = 0; i < session->includes.len && !tree; i++)
        tree = find_pxd_in(unit, session->includes.items[i], dotted, relative);
    if (!tree && session->pxd_dir)
        tree = find_pxd_in(unit, session->pxd_dir, dotted, relative);
    if (tree || near)
        return tree;
    ask_python_paths(unit);
    for (uint32_t i = 0; i < session->paths.len && !tree; i++)
        tree = find_pxd_in(unit, session->paths.items[i], dotted, relative);
    return tree;
}

static bool is_pxd_path(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".pxd") == 0;
}

/* NAME.pxd beside NAME.pyx, or NULL. Numbered after the module's tree. */
static AstTree *load_own_pxd(Unit *unit)
{
    if (is_pxd_path(unit->path))
        return NULL;
    const char *dir = os_path_dir(unit->arena, unit->path);
    const char *stem = os_path_stem(unit->arena, unit->path);
    const char *path = os_path_join(unit->arena, dir, arena_printf(unit->arena, "%s.pxd", stem));
    return parse_pxd(unit, path, unit->tree->count);
}

static Sema *analyze(Unit *unit)
{
    AstTree *pxd = load_own_pxd(unit);
    rewrite_pure(unit, unit->tree, pxd);
    SemaInput input = {
        .arena = unit->arena,
        .atoms = &unit->session->atoms,
        .types = &unit->session->types,
        .diags = &unit->diags,
        .loader = {unit, load_pxd},
        .tree = unit->tree,
        .pxd = pxd,
        .module_name = unit->module_name,
        .directives = &unit->session->directives,
    };
    return sema_analyze(&input);
}

/* Is the interpreter to build for that new? */
static bool targets_python(Unit *unit, int minor)
{
    const char *argv[] = {unit->session->target, "-S", "-c", "import sys\nprint(sys.version_info[1])", NULL};
    OsResult result;
    return argv[0] && !os_run(unit->arena, argv, &result) && !result.status && atoi(result.output) >= minor;
}

/* What only some versions of the interpreter warn of. */
static void warn_as_target(Unit *unit)
{
    const Ast *module = &unit->tree->module->head;
    if (finally_exit_find(module, NULL) && targets_python(unit, 14))
        finally_exit_find(module, &unit->diags);
}

/* Of what is found in a program with holes: the errors that do not follow from them. */
static bool is_trusted(Unit *unit, const Diag *diag)
{
    const Holes *holes = unit->tree->holes;
    bool of_names = diag->code == DIAG_UNKNOWN_NAME || diag->code == DIAG_UNKNOWN_TYPE;
    if (diag->severity != DIAG_SEV_ERROR || !diag_has_place(&unit->diags, diag) || (of_names && holes->has_import))
        return false;
    const SourceFile *file = unit->sources.files.items[diag->span.file];
    uint32_t start = diag->span.start, end = diag->span.start + diag->span.len;
    while (start && file->text[start - 1] != '\n')
        start--;
    while (end < file->len && file->text[end] != '\n')
        end++;
    return !holes_touch(holes, &unit->session->atoms, file->text + start, end - start);
}

/* Runs a stage with a list of reports of its own, which is given back: the unit's is as it was. */
static Diags divert(Unit *unit, void (*stage)(void *arg), void *arg)
{
    Guard guard;
    Diags kept = unit->diags;
    unit->diags = (Diags){.arena = kept.arena,
                          .sources = kept.sources,
                          .limit = kept.limit,
                          .warnings_are_errors = kept.warnings_are_errors,
                          .no_warnings = kept.no_warnings,
                          .extra_warnings = kept.extra_warnings};
    (void)guard_run(&guard, stage, arg); /* there are errors to tell: whatever goes wrong here says nothing new */
    Diags found = unit->diags;
    unit->diags = kept;
    return found;
}

static void run_analysis(void *arg)
{
    Unit *unit = arg;
    unit->sema = analyze(unit);
}

static void analyze_around_holes(Unit *unit)
{
    Diags found = divert(unit, run_analysis, unit);
    for (uint32_t i = 0; i < found.list.len; i++)
        if (is_trusted(unit, found.list.items[i]))
            diag_take(&unit->diags, found.list.items[i]);
}

typedef struct SoundParts {
    Unit *unit;
    Diags known;
} SoundParts;

static void run_checks(void *arg)
{
    Unit *unit = ((SoundParts *)arg)->unit;
    IrModule *module = lower_sound_parts(unit->sema, &unit->sources, &((SoundParts *)arg)->known);
    if (module)
        pass_run_checks(module, &unit->diags, &unit->session->passes);
}

/* The checks of the IR on all that analysis found right. */
static void check_around_errors(Unit *unit)
{
    SoundParts parts = {unit, unit->diags};
    Diags found = divert(unit, run_checks, &parts);
    for (uint32_t i = 0; i < found.list.len; i++)
        if (found.list.items[i]->severity == DIAG_SEV_ERROR)
            diag_take(&unit->diags, found.list.items[i]);
}

typedef struct Job {
    Unit *unit;
    Stage last;
} Job;

static void run_stages(void *arg)
{
    Unit *unit = ((Job *)arg)->unit;
    Stage last = ((Job *)arg)->last;
    Diags *diags = &unit->diags;

    unit->tree = parse_text(unit, unit->path, unit->text, unit->len, is_pxd_path(unit->path), 0);
    if (last <= STAGE_AST || (!unit->tree->is_sound && !unit->tree->holes))
        return;
    if (unit->tree->is_sound)
        unit->sema = analyze(unit);
    else
        analyze_around_holes(unit);
    warn_as_target(unit);
    if (last == STAGE_SEMA)
        return;
    if (diags->errors) {
        if (unit->tree->is_sound)
            check_around_errors(unit);
        return;
    }
    unit->ir = lower_module(unit->sema, &unit->sources);
    if (last == STAGE_LOWER || diags->errors)
        return;
    if (!pass_run_all(unit->ir, diags, &unit->session->passes) || last == STAGE_PASSES)
        return;
    emit_module(unit->ir, &unit->session->emit, &unit->c);
    emit_header(unit->ir, &unit->session->emit, &unit->header);
    emit_api_header(unit->ir, &unit->session->emit, &unit->api);
}

bool compile_unit(Unit *unit, Stage last)
{
    Guard guard;
    Job job = {unit, last};
    if (!guard_run(&guard, run_stages, &job)) {
        Span place = {source_add(&unit->sources, unit->path, unit->text, unit->len), 0, 0};
        diag_report(&unit->diags, DIAG_INTERNAL, place, guard.message);
    }
    diags_sort(&unit->diags);
    return unit->diags.errors == 0;
}
