/* compile.c: the pipeline as one readable function: source -> AST -> Sema -> IR -> passes -> C.
 *
 * Each arrow is one public function of its stage. Stages after `syntax` run only on what earlier stages
 * accepted; all errors of a stage are reported together.
 */
#include "driver/compile.h"

#include "base/os.h"
#include "base/panic.h"
#include "lower/lower.h"
#include "syntax/read.h"
#include <errno.h>
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

static AstTree *parse_text(Unit *unit, const char *path, const char *text, size_t len, bool is_pxd)
{
    ReadInput input = {
        .arena = unit->arena,
        .atoms = &unit->session->atoms,
        .diags = &unit->diags,
        .sources = &unit->sources,
        .path = path,
        .text = text,
        .len = len,
        .is_cython = is_pxd || unit->is_cython,
        .is_pxd = is_pxd,
    };
    return read_source(&input);
}

/* Parses `path` when it is a file; NULL otherwise. */
static const AstTree *parse_if_file(Unit *unit, const char *path, bool is_pxd)
{
    char *text;
    size_t len;
    if (!os_is_file(path) || os_read_file(unit->arena, path, &text, &len))
        return NULL;
    return parse_text(unit, path, text, len, is_pxd);
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

/* The pxd of module `relative` (a path without extension) below `dir`. Both a.b.pxd in the folder and
 * a/b.pxd, and packages' __init__.pxd, are tried. */
static const AstTree *find_pxd_in(Unit *unit, const char *dir, const char *dotted, const char *relative)
{
    const char *const forms[] = {
        arena_printf(unit->arena, "%s.pxd", relative),
        arena_printf(unit->arena, "%s/__init__.pxd", relative),
        arena_printf(unit->arena, "%s.pxd", dotted),
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const AstTree *tree = parse_if_file(unit, os_path_join(unit->arena, dir, forms[i]), true);
        if (tree)
            return tree;
    }
    return NULL;
}

/* SemaLoader.load_pxd: the source's folder (or its package root), -I folders, then our own pxds. */
static const AstTree *load_pxd(void *context, const char *dotted, int level)
{
    Unit *unit = context;
    Session *session = unit->session;
    const char *relative = path_of_module(unit->arena, dotted);
    const char *dir = os_path_dir(unit->arena, unit->path);
    for (int i = 1; i < level; i++)
        dir = os_path_join(unit->arena, dir, "..");
    const AstTree *tree = find_pxd_in(unit, dir, dotted, relative);
    if (tree || level > 0)
        return tree;
    for (const char *p = strchr(unit->module_name, '.'); p && !tree; p = strchr(p + 1, '.')) {
        dir = os_path_join(unit->arena, dir, "..");
        tree = find_pxd_in(unit, dir, dotted, relative);
    }
    for (uint32_t i = 0; i < session->includes.len && !tree; i++)
        tree = find_pxd_in(unit, session->includes.items[i], dotted, relative);
    if (!tree && session->pxd_dir)
        tree = find_pxd_in(unit, session->pxd_dir, dotted, relative);
    return tree;
}

/* SemaLoader.load_include: beside the including file, then -I folders. */
static const AstTree *load_include(void *context, const char *path, Span from)
{
    Unit *unit = context;
    const SourceFile *file = unit->sources.files.items[from.file];
    const char *dir = os_path_dir(unit->arena, file && file->path ? file->path : unit->path);
    const AstTree *tree = parse_if_file(unit, os_path_join(unit->arena, dir, path), false);
    for (uint32_t i = 0; i < unit->session->includes.len && !tree; i++)
        tree = parse_if_file(
            unit, os_path_join(unit->arena, unit->session->includes.items[i], path), false);
    return tree;
}

static bool is_pxd_path(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".pxd") == 0;
}

/* NAME.pxd beside NAME.pyx, or NULL. */
static const AstTree *load_own_pxd(Unit *unit)
{
    if (is_pxd_path(unit->path))
        return NULL;
    const char *dir = os_path_dir(unit->arena, unit->path);
    const char *stem = os_path_stem(unit->arena, unit->path);
    return parse_if_file(
        unit, os_path_join(unit->arena, dir, arena_printf(unit->arena, "%s.pxd", stem)), true);
}

static Sema *analyze(Unit *unit)
{
    SemaInput input = {
        .arena = unit->arena,
        .atoms = &unit->session->atoms,
        .types = &unit->session->types,
        .diags = &unit->diags,
        .loader = {unit, load_pxd, load_include},
        .tree = unit->tree,
        .pxd = load_own_pxd(unit),
        .module_name = unit->module_name,
        .directives = &unit->session->directives,
    };
    return sema_analyze(&input);
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

    unit->tree = parse_text(unit, unit->path, unit->text, unit->len, is_pxd_path(unit->path));
    if (last <= STAGE_AST || diags->errors)
        return;
    unit->sema = analyze(unit);
    if (last == STAGE_SEMA || diags->errors)
        return;
    unit->ir = lower_module(unit->sema, &unit->sources);
    if (last == STAGE_LOWER || diags->errors)
        return;
    if (!pass_run_all(unit->ir, diags, &unit->session->passes) || last == STAGE_PASSES)
        return;
    emit_module(unit->ir, &unit->session->emit, &unit->c);
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
