/* api.c: the public C API of krait.h over sessions and units.
 *
 * Place: the library's front door. Invariant: nothing leaves by a jump or an exit; running out of memory
 * or a bug of the compiler comes back as a unit with an internal error.
 */
#include "base/os.h"
#include "base/panic.h"
#include "driver/compile.h"
#include "driver/jit.h"
#include "driver/jit_module.h"
#include "driver/options.h"
#include "krait/krait.h"
#include "type/initname.h"
#include <string.h>

struct KraitSession {
    Session *session;
    JitSymbols symbols;
    JitPrelude prelude; /* read on first load */
    bool has_prelude;
};

struct KraitUnit {
    KraitSession *owner;
    Unit *unit;
};

const char *krait_version(void)
{
    return KRAIT_VERSION;
}

typedef struct SessionJob {
    Session *session;
    KraitSession *result;
} SessionJob;

static void session_job(void *arg)
{
    SessionJob *job = arg;
    job->session = session_new();
    KraitSession *out = ARENA_NEW(job->session->arena, KraitSession);
    out->session = job->session;
    out->symbols.arena = job->session->arena;
    job->result = out;
}

KraitSession *krait_session_new(void)
{
    Guard guard;
    SessionJob job = {NULL, NULL};
    if (!guard_run(&guard, session_job, &job) && job.session)
        session_delete(job.session);
    return job.result;
}

void krait_session_free(KraitSession *session)
{
    if (session)
        session_delete(session->session);
}

typedef struct SettingJob {
    Session *session;
    void (*add)(Session *session, const char *directory); /* NULL: a directive or option */
    const char *name, *value;
    bool ok;
} SettingJob;

static void setting_job(void *arg)
{
    SettingJob *job = arg;
    job->ok = !job->add && session_set(job->session, job->name, job->value);
    if (job->add)
        job->add(job->session, job->name);
}

void krait_session_add_path(KraitSession *session, const char *directory)
{
    Guard guard;
    SettingJob job = {session->session, session_add_path, directory, NULL, false};
    guard_run(&guard, setting_job, &job);
}

void krait_session_add_include(KraitSession *session, const char *directory)
{
    Guard guard;
    SettingJob job = {session->session, session_add_include, directory, NULL, false};
    guard_run(&guard, setting_job, &job);
}

int krait_session_set(KraitSession *session, const char *name, const char *value)
{
    Guard guard;
    SettingJob job = {session->session, NULL, name, value, false};
    return guard_run(&guard, setting_job, &job) && job.ok ? 0 : -1;
}

typedef struct CompileJob {
    KraitSession *session;
    const char *path, *text, *module_name;
    size_t length;
    Unit *unit;
    KraitUnit *result;
} CompileJob;

static void compile_job(void *arg)
{
    CompileJob *job = arg;
    Unit *unit = unit_new(job->session->session, job->path, job->module_name);
    job->unit = unit;
    KraitUnit *out = ARENA_NEW(unit->arena, KraitUnit);
    out->owner = job->session;
    out->unit = unit;
    job->result = out;
    if (job->text)
        compile_set_text(unit, arena_strndup(unit->arena, job->text, job->length), job->length);
    else if (!compile_read_file(unit))
        return;
    compile_unit(unit, STAGE_C);
}

static KraitUnit *compile(CompileJob *job)
{
    Guard guard;
    bool ok = guard_run(&guard, compile_job, job);
    if (!ok && job->result)
        job->unit->diags.errors++; /* no memory, not even to say so */
    else if (!ok && job->unit)
        unit_delete(job->unit);
    return job->result;
}

KraitUnit *krait_compile_file(KraitSession *session, const char *path, const char *module_name)
{
    CompileJob job = {.session = session, .path = path, .module_name = module_name};
    return compile(&job);
}

KraitUnit *krait_compile_buffer(KraitSession *session, const char *name, const char *text,
                                size_t length, const char *module_name)
{
    CompileJob job = {session, name, text, module_name, length, NULL, NULL};
    return compile(&job);
}

void krait_unit_free(KraitUnit *unit)
{
    if (unit)
        unit_delete(unit->unit);
}

int krait_unit_ok(const KraitUnit *unit)
{
    return unit->unit->diags.errors == 0;
}

const char *krait_unit_c_text(const KraitUnit *unit, size_t *length)
{
    if (!krait_unit_ok(unit))
        return NULL;
    if (length)
        *length = unit->unit->c.len;
    return buf_text(&unit->unit->c);
}

size_t krait_unit_diagnostic_count(const KraitUnit *unit)
{
    return unit->unit->diags.list.len;
}

int krait_unit_diagnostic(const KraitUnit *unit, size_t index, KraitDiagnostic *out)
{
    const Diags *diags = &unit->unit->diags;
    if (index >= diags->list.len)
        return -1;
    const Diag *diag = diags->list.items[index];
    SourcePlace place = source_place(diags->sources, diag->span);
    *out = (KraitDiagnostic){
        .severity = (KraitSeverity)diag->severity,
        .code = diag->name,
        .text = diag->text,
        .path = place.file ? place.file->path : NULL,
        .line = place.line,
        .column = place.column,
    };
    return 0;
}

typedef struct RenderJob {
    Unit *unit;
    DiagFormat format;
    bool color;
    const char *text;
} RenderJob;

static void render_job(void *arg)
{
    RenderJob *job = arg;
    Buf out;
    buf_init(&out, job->unit->arena);
    diag_render(&job->unit->diags, job->format, job->color, &out);
    job->text = buf_text(&out);
}

const char *krait_unit_render(KraitUnit *unit, KraitFormat format, int color)
{
    Guard guard;
    RenderJob job = {unit->unit, (DiagFormat)format, color != 0, ""};
    guard_run(&guard, render_job, &job);
    return job.text;
}

typedef struct LoadJob {
    KraitUnit *unit;
    const char *runtime, *prelude;
    JitCode code;
    const char *error;
} LoadJob;

/* Reads the prelude and opens the runtime once per session; NULL or what went wrong. */
static const char *open_runtime(KraitSession *session, const LoadJob *job)
{
    Arena *arena = session->session->arena;
    if (!session->has_prelude) {
        char *text;
        size_t len;
        if (os_read_file(arena, job->prelude, &text, &len))
            return arena_printf(arena, "cannot read the prelude `%s`", job->prelude);
        jit_prelude_open(&session->prelude, arena, &session->session->atoms, text);
        session->has_prelude = true;
    }
    return jit_open_runtime(&session->symbols, job->runtime);
}

static void load_job(void *arg)
{
    LoadJob *job = arg;
    KraitSession *session = job->unit->owner;
    Unit *unit = job->unit->unit;
    if ((job->error = open_runtime(session, job)))
        return;
    JitRequest request = {
        .arena = unit->arena,
        .atoms = &session->session->atoms,
        .symbols = &session->symbols,
        .prelude = &session->prelude,
        .text = buf_text(&unit->c),
        .entry = initname_of(unit->arena, unit->module_name),
    };
    if (!jit_compile(&request, &job->code))
        job->error = job->code.error;
}

void *krait_unit_load(KraitUnit *unit, const char *runtime, const char *prelude, void *spec)
{
    Guard guard;
    LoadJob job = {.unit = unit, .runtime = runtime, .prelude = prelude};
    if (!krait_unit_ok(unit))
        return jit_module_fail("the unit has errors");
    if (!guard_run(&guard, load_job, &job))
        return jit_module_fail(guard.message);
    if (job.error)
        return jit_module_fail(job.error);
    return jit_module_import(job.code.entry, spec);
}
