/* cc.c: running the C compiler on generated C; see cc.h.
 *
 * Place in the pipeline: after emit. Invariant: the output appears complete or not at all (built beside
 * it in a private directory, then renamed), and nothing else is left on disk. The runtime is linked
 * static and hidden: from the folder the build made for this interpreter, else compiled on the spot.
 */
#include "driver/cc.h"
#include "driver/elf_stack.h"

#include "base/os.h"
#include "base/panic.h"
#include "driver/home.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef VEC(const char *) Argv;

typedef struct Python {
    const char *include; /* folder of Python.h */
    const char *tag;     /* "cpython-311", with t for free-threaded builds */
} Python;

static void push_words(Arena *arena, Argv *argv, const char *words)
{
    for (const char *p = words; p && *p;) {
        size_t n = strcspn(p, " \t\n");
        if (n)
            vec_push(arena, argv, arena_strndup(arena, p, n));
        p += n + (p[n] != 0);
    }
}

static Span file_place(Unit *unit)
{
    return (Span){source_add(&unit->sources, unit->path, unit->text, unit->len), 0, 0};
}

/* Where the source names the header: it is the user's, not ours. The whole file when an included file does. */
static Span header_place(Unit *unit, const char *header)
{
    Span place = file_place(unit);
    size_t len = strlen(header);
    for (const char *at = unit->text; at && (at = strstr(at, header)); at++) {
        bool quoted = at > unit->text && strchr("\"'<", at[-1]) && strchr("\"'>", at[len]);
        if (quoted)
            return (Span){place.file, (uint32_t)(at - unit->text), (uint32_t)len};
    }
    return place;
}

/* The header that gcc, clang or tcc says it does not find, or NULL. */
static const char *missing_header(Arena *arena, const char *output)
{
    static const struct {
        const char *before, *after;
    } forms[] = {{"fatal error: ", ": No such file"}, {"fatal error: '", "' file not found"},
                 {"include file '", "' not found"}};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *start = strstr(output, forms[i].before);
        start = start ? start + strlen(forms[i].before) : NULL;
        const char *end = start ? strstr(start, forms[i].after) : NULL;
        if (end && !memchr(start, '\n', (size_t)(end - start)))
            return arena_strndup(arena, start, (size_t)(end - start));
    }
    return NULL;
}

/* Runs argv; reports when it cannot start or fails. */
static bool run_tool(Unit *unit, Argv *argv, const CcOptions *options)
{
    OsResult result;
    vec_push(unit->arena, argv, NULL);
    int error = os_run_until(unit->arena, argv->items, &result, options->stop);
    if (options->stop && options->stop())
        return false;
    if (error || result.status == 127) {
        diag_report(&unit->diags, DIAG_CC_MISSING, file_place(unit), argv->items[0],
                    error ? strerror(error) : "not found");
        return false;
    }
    if (result.status == 0)
        return true;
    const char *header = missing_header(unit->arena, result.output);
    if (header) {
        Diag *missing = diag_report(&unit->diags, DIAG_HEADER_MISSING, header_place(unit, header), argv->items[0], header);
        diag_note(&unit->diags, missing, SPAN_NONE, "folders of C headers are given by `-I` or `--cflags`");
        return false;
    }
    Diag *diag = diag_report(&unit->diags, DIAG_CC_FAILED, file_place(unit), argv->items[0],
                             result.status);
    if (result.len)
        diag_note(&unit->diags, diag, SPAN_NONE, "%s", result.output);
    return false;
}

/* Asks the interpreter for its headers and tag: two lines. */
static bool ask_python(Unit *unit, const char *program, bool (*stop)(void), Python *out)
{
    static const char *const question =
        "import sys,sysconfig as s\n"
        "print(s.get_path('include'))\n"
        "print(sys.implementation.cache_tag+('t' if s.get_config_var('Py_GIL_DISABLED') else ''))";
    const char *argv[] = {program, "-S", "-E", "-c", question, NULL};
    OsResult result;
    int error = os_run_until(unit->arena, argv, &result, stop);
    if (stop && stop())
        return false;
    char *newline = !error && !result.status ? strchr(result.output, '\n') : NULL;
    if (!newline) {
        diag_report(&unit->diags, DIAG_PYTHON_FAILED, file_place(unit), program,
                    error ? strerror(error) : "it did not answer");
        return false;
    }
    *newline = 0;
    out->include = result.output;
    out->tag = newline + 1;
    newline[1 + strcspn(newline + 1, "\n")] = 0;
    if (os_is_file(os_path_join(unit->arena, out->include, "Python.h")))
        return true;
    diag_report(&unit->diags, DIAG_NO_HEADERS, file_place(unit), program, out->include);
    return false;
}

static void push_compile_flags(Unit *unit, Argv *argv, const CcOptions *options, const Python *python)
{
    Arena *arena = unit->arena;
    bool is_tcc = !strcmp(os_path_base(options->cc), "tcc");
    vec_push(arena, argv, "-fPIC");
    if (!is_tcc) {
        vec_push(arena, argv, "-std=c11");
        vec_push(arena, argv, arena_printf(arena, "-O%s", options->level));
        push_words(arena, argv, "-fwrapv -fno-strict-aliasing -fvisibility=hidden -ffunction-sections -fno-plt");
        vec_push(arena, argv, "-DNDEBUG");
    } else {
        vec_push(arena, argv, "-D_Py_USE_GCC_BUILTIN_ATOMICS=1"); /* 3.13 headers, see docs/design/jit.md */
    }
    if (options->debug)
        vec_push(arena, argv, "-g");
    if (options->openmp && !is_tcc)
        vec_push(arena, argv, "-fopenmp");
    vec_push(arena, argv, arena_printf(arena, "-I%s", python->include));
    vec_push(arena, argv, arena_printf(arena, "-I%s", unit->session->runtime_dir));
}

/* Where the headers of this module may lie. */
static void push_own_folders(Unit *unit, Argv *argv)
{
    Arena *arena = unit->arena;
    vec_push(arena, argv, arena_printf(arena, "-I%s", os_path_dir(arena, unit->path)));
    for (uint32_t i = 0; i < unit->session->includes.len; i++)
        vec_push(arena, argv, arena_printf(arena, "-I%s", unit->session->includes.items[i]));
}

/* The runtime for this interpreter: the library made by the build, else its sources. */
static void push_runtime(Unit *unit, Argv *argv, const Python *python, bool is_tcc)
{
    Arena *arena = unit->arena;
    const char *built = home_built_dir(arena);
    const char *name = arena_printf(arena, "%s/libkrait_rt.a", python->tag);
    const char *library = built ? os_path_join(arena, built, name) : NULL;
    if (library && os_is_file(library)) {
        vec_push(arena, argv, library);
        if (!is_tcc)
            vec_push(arena, argv, "-Wl,--exclude-libs,ALL");
        return;
    }
    vec_push(arena, argv, os_path_join(arena, unit->session->runtime_dir, "src/krait_rt.c"));
}

static void push_link_flags(Unit *unit, Argv *argv, const CcOptions *options, const Python *python)
{
    bool is_tcc = !strcmp(os_path_base(options->cc), "tcc");
    push_runtime(unit, argv, python, is_tcc);
    if (!is_tcc) /* only what is used of the runtime, and no empty pages between code and constants */
        push_words(unit->arena, argv, "-Wl,--gc-sections -Wl,-z,noseparate-code");
    if (options->openmp && !is_tcc)
        vec_push(unit->arena, argv, "-fopenmp");
    push_words(unit->arena, argv, options->ldflags); /* the user's behind ours */
    vec_push(unit->arena, argv, "-lm");
    if (options->openmp && is_tcc)
        push_words(unit->arena, argv, home_openmp_library(unit->arena));
}

static bool compile_and_link(Unit *unit, const CcOptions *options, const char *c_file, const char *so)
{
    Python python;
    Argv argv = {0};
    if (!ask_python(unit, options->python, options->stop, &python))
        return false;
    vec_push(unit->arena, &argv, options->cc);
    vec_push(unit->arena, &argv, "-shared");
    push_compile_flags(unit, &argv, options, &python);
    push_own_folders(unit, &argv);
    vec_push(unit->arena, &argv, arena_printf(unit->arena, "-I%s", os_path_dir(unit->arena, so))); /* write_headers */
    push_words(unit->arena, &argv, options->cflags);
    vec_push(unit->arena, &argv, "-o");
    vec_push(unit->arena, &argv, so);
    vec_push(unit->arena, &argv, c_file);
    for (uint32_t i = 0; i < options->extra_count; i++)
        vec_push(unit->arena, &argv, options->extra[i]);
    push_link_flags(unit, &argv, options, &python);
    return run_tool(unit, &argv, options);
}

static bool check_extra(Unit *unit, const CcOptions *options)
{
    bool ok = true;
    for (uint32_t i = 0; i < options->extra_count; i++) {
        if (os_is_file(options->extra[i]))
            continue;
        ok = false;
        diag_report(&unit->diags, DIAG_READ_FAILED, file_place(unit), options->extra[i],
                    strerror(os_is_dir(options->extra[i]) ? EISDIR : ENOENT));
    }
    return ok;
}

bool cc_flags(Unit *unit, const CcOptions *options, bool link, Buf *out)
{
    Python python;
    Argv argv = {0};
    if (!ask_python(unit, options->python, options->stop, &python))
        return false;
    if (link)
        push_link_flags(unit, &argv, options, &python);
    else
        push_compile_flags(unit, &argv, options, &python);
    for (uint32_t i = 0; i < argv.len; i++) {
        const char *quote = strpbrk(argv.items[i], " \t'\"$&;()") ? "\"" : "";
        buf_printf(out, "%s%s%s%s", i ? " " : "", quote, argv.items[i], quote);
    }
    buf_putc(out, '\n');
    return true;
}

static bool write_text(Unit *unit, const char *path, const Buf *text)
{
    int error = os_write_file(path, text->text ? text->text : "", text->len);
    if (error)
        diag_report(&unit->diags, DIAG_WRITE_FAILED, file_place(unit), path, strerror(error));
    return !error;
}

/* One build: what its parts share. */
typedef struct CcBuild {
    Unit *unit;
    const CcOptions *options;
    OutFiles *out;
    char *temp; /* private directory */
    const char *c_file, *header, *api, *so; /* what is made in it */
    bool ok;
} CcBuild;

/* The module's own headers, which C files that are compiled with it include. */
static bool write_headers(CcBuild *build)
{
    Unit *unit = build->unit;
    Arena *arena = unit->arena;
    const char *dot = strrchr(unit->ir->name, '.'), *name = dot ? dot + 1 : unit->ir->name;
    build->header = os_path_join(arena, build->temp, arena_printf(arena, "%s.h", name));
    build->api = os_path_join(arena, build->temp, arena_printf(arena, "%s_api.h", name));
    return (!unit->header.len || write_text(unit, build->header, &unit->header)) &&
           (!unit->api.len || write_text(unit, build->api, &unit->api));
}

/* The linked module as one of the files that are to appear. */
static bool take_module(CcBuild *build)
{
    Unit *unit = build->unit;
    char *bytes;
    size_t len;
    int error = os_read_file(unit->arena, build->so, &bytes, &len);
    if (error || !elf_stack_is_whole(bytes, len)) {
        Diag *diag = diag_report(&unit->diags, DIAG_CC_FAILED, file_place(unit), build->options->cc, 0);
        diag_note(&unit->diags, diag, SPAN_NONE, "it left no complete module: %s",
                  error ? strerror(error) : "the end is missing; is there space in the temporary directory?");
        return false;
    }
    bytes = elf_stack_mark(unit->arena, bytes, &len);
    error = outfile_add(build->out, build->options->output, bytes, len, true);
    if (error)
        diag_report(&unit->diags, DIAG_WRITE_FAILED, file_place(unit), build->options->output, strerror(error));
    return !error;
}

static void build_in_temp(void *arg)
{
    CcBuild *build = arg;
    Unit *unit = build->unit;
    const CcOptions *options = build->options;
    const char *name = arena_printf(unit->arena, "%s.c", os_path_stem(unit->arena, unit->path));
    build->c_file = options->c_file ? options->c_file : os_path_join(unit->arena, build->temp, name);
    build->so = os_path_join(unit->arena, build->temp, "module.so");
    build->ok = write_text(unit, build->c_file, &unit->c) && write_headers(build) &&
                compile_and_link(unit, options, build->c_file, build->so) && take_module(build);
}

/* Listing the directory takes memory, which may be what is lacking. */
static void remove_temp(void *arg)
{
    const CcBuild *build = arg;
    if (os_remove_tree(build->temp) == 0)
        return;
    const char *const files[] = {build->options->c_file ? NULL : build->c_file, build->header, build->api, build->so};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (files[i])
            unlink(files[i]);
    rmdir(build->temp);
}

bool cc_build(Unit *unit, const CcOptions *options, OutFiles *out)
{
    CcBuild build = {.unit = unit, .options = options, .out = out};
    if (!unit->session->runtime_dir) {
        diag_report(&unit->diags, DIAG_NO_RUNTIME, file_place(unit));
        return false;
    }
    if (!check_extra(unit, options))
        return false;
    int error = os_temp_dir(unit->arena, &build.temp);
    if (error) {
        diag_report(&unit->diags, DIAG_WRITE_FAILED, file_place(unit), "temporary directory",
                    strerror(error));
        return false;
    }
    guard_finish(build_in_temp, remove_temp, &build);
    return build.ok;
}
