/* main.c: the program `krait`: commands of options.def over the library.
 *
 * Place: the outermost room; the only file that prints. Exit status: 0 success, 1 errors were reported,
 * 2 wrong usage. Every command loads its files one by one, reports all diagnostics of each, and writes an
 * output file only when there was no error.
 */
#define _GNU_SOURCE
#include "base/os.h"
#include "base/panic.h"
#include "driver/cc.h"
#include "driver/compile.h"
#include "driver/dump.h"
#include "driver/home.h"
#include "driver/options.h"
#include "driver/standalone.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Program {
    Arena *arena;
    Options options;
    Session *session;
    Buf runtime; /* of --standalone */
    DiagFormat format;
    bool color;
} Program;

static int report_usage(const char *text)
{
    fprintf(stderr, "krait: %s\nTry `krait --help`.\n", text);
    return 2;
}

static void print_buf(Buf *text, FILE *stream)
{
    if (text->len)
        fwrite(text->text, 1, text->len, stream);
}

/* Sends the diagnostics of a unit: text to stderr, JSON and SARIF to stdout for tools. */
static void print_diagnostics(Program *program, Unit *unit)
{
    Buf out;
    buf_init(&out, unit->arena);
    diag_render(&unit->diags, program->format, program->color, &out);
    print_buf(&out, program->format == DIAG_TEXT ? stderr : stdout);
}

static bool choose_format(Program *program)
{
    const char *name = options_value(&program->options, OPTION_DIAG, "text");
    if (options_has(&program->options, OPTION_JSON))
        name = "json";
    const char *color = options_value(&program->options, OPTION_COLOR, "auto");
    static const char *const names[] = {"text", "json", "sarif"};
    bool known = false;
    for (int i = 0; i < 3; i++)
        if (!strcmp(names[i], name)) {
            program->format = (DiagFormat)i;
            known = true;
        }
    const char *no_color = getenv("NO_COLOR");
    program->color = !strcmp(color, "always") ||
                     (!strcmp(color, "auto") && isatty(2) && !(no_color && *no_color));
    return known;
}

/* "a=b,c=d" of one -X. NULL or an error text. */
static const char *set_directives(Program *program, const char *text)
{
    char *copy = arena_strdup(program->arena, text), *save = NULL;
    for (char *item = strtok_r(copy, ",", &save); item; item = strtok_r(NULL, ",", &save)) {
        char *equals = strchr(item, '=');
        if (!equals)
            return arena_printf(program->arena, "-X needs NAME=VALUE, got `%s`", item);
        *equals = 0;
        if (!session_set(program->session, item, equals + 1))
            return arena_printf(program->arena, "unknown directive or value: `%s=%s`", item,
                                equals + 1);
    }
    return NULL;
}

static const char *choose_python(const Options *options)
{
    const char *env = getenv("PYTHON");
    return options_value(options, OPTION_PYTHON, env && *env ? env : "python3");
}

/* NAME=VALUE[,NAME=VALUE...] */
static void define_constants(Program *program, const char *text)
{
    for (const char *at = text; *at;) {
        size_t len = strcspn(at, ",");
        session_define(program->session, arena_strndup(program->session->arena, at, len));
        at += len + (at[len] == ',');
    }
}

static const char *set_passes(Program *program)
{
    const Options *options = &program->options;
    PassOptions *passes = &program->session->passes;
    for (uint32_t i = 0; i < options->values[OPTION_SKIP].len; i++) {
        const char *name = options->values[OPTION_SKIP].items[i];
        int pass = pass_by_name(name);
        if (pass < 0)
            return arena_printf(program->arena, "unknown pass `%s`", name);
        passes->skip[pass] = true;
    }
    const char *stop = options_value(options, OPTION_STOP_AFTER, NULL);
    if (stop && (passes->stop_after = pass_by_name(stop)) < 0)
        return arena_printf(program->arena, "unknown pass `%s`", stop);
    passes->verify = options_has(options, OPTION_VERIFY);
    return NULL;
}

/* Applies the options to a new session; NULL or an error text. */
static const char *open_session(Program *program)
{
    const Options *options = &program->options;
    Session *session = program->session = session_new();
    for (uint32_t i = 0; i < options->values[OPTION_INCLUDE].len; i++)
        session_add_include(session, options->values[OPTION_INCLUDE].items[i]);
    session->werror = options_has(options, OPTION_WERROR);
    session->no_warnings = options_has(options, OPTION_NO_WARNINGS);
    session->extra_warnings = options_has(options, OPTION_EXTRA);
    session->emit.line_directives = options_has(options, OPTION_DEBUG);
    if (!choose_format(program))
        return "--diag takes text, json or sarif";
    for (uint32_t i = 0; i < options->values[OPTION_DIRECTIVE].len; i++) {
        const char *error = set_directives(program, options->values[OPTION_DIRECTIVE].items[i]);
        if (error)
            return error;
    }
    for (uint32_t i = 0; i < options->values[OPTION_DEFINE].len; i++)
        define_constants(program, options->values[OPTION_DEFINE].items[i]);
    if (options_has(options, OPTION_STANDALONE)) {
        buf_init(&program->runtime, program->arena);
        const char *error = standalone_open(session, &program->runtime);
        if (error)
            return error;
    }
    session->python = choose_python(options);
    return set_passes(program);
}

static Unit *open_unit(Program *program, const char *path)
{
    return unit_new(program->session, path, options_value(&program->options, OPTION_MODULE_NAME, NULL));
}

/* The path `source` with another ending, in the same folder. */
static const char *sibling(Arena *arena, const char *source, const char *ending)
{
    const char *name = arena_printf(arena, "%s%s", os_path_stem(arena, source), ending);
    return strchr(source, '/') ? os_path_join(arena, os_path_dir(arena, source), name) : name;
}

static bool write_text(Unit *unit, const char *path, const Buf *text)
{
    int error = os_write_file(path, text->text ? text->text : "", text->len);
    if (error)
        diag_report(&unit->diags, DIAG_WRITE_FAILED,
                    (Span){source_add(&unit->sources, unit->path, "", 0), 0, 0}, path,
                    strerror(error));
    return !error;
}

/* The headers of a module with public or api parts, beside its C or its library. */
static bool write_headers(Unit *unit, const char *output)
{
    const char *name = strrchr(unit->ir->name, '.');
    name = name ? name + 1 : unit->ir->name;
    const char *dir = strchr(output, '/') ? os_path_dir(unit->arena, output) : ".";
    bool ok = true;
    if (unit->header.len)
        ok = write_text(unit, os_path_join(unit->arena, dir, arena_printf(unit->arena, "%s.h", name)),
                        &unit->header);
    if (unit->api.len)
        ok = write_text(unit,
                        os_path_join(unit->arena, dir, arena_printf(unit->arena, "%s_api.h", name)),
                        &unit->api) && ok;
    return ok;
}

static bool write_c(Program *program, Unit *unit, const char *output)
{
    if (!options_has(&program->options, OPTION_STANDALONE))
        return write_text(unit, output, &unit->c);
    Buf text;
    buf_init(&text, unit->arena);
    standalone_write(unit, &program->runtime, &text);
    return write_text(unit, output, &text);
}

static bool translate_file(Program *program, const char *path)
{
    Unit *unit = open_unit(program, path);
    const char *output = options_value(&program->options, OPTION_OUTPUT, sibling(unit->arena, path, ".c"));
    Buf watched;
    buf_init(&watched, unit->arena);
    dump_watch_passes(unit, options_value(&program->options, OPTION_DUMP_PASS, NULL),
                      options_has(&program->options, OPTION_TIME), &watched);
    bool ok = compile_read_file(unit) && compile_unit(unit, STAGE_C) && write_c(program, unit, output) &&
              write_headers(unit, output);
    print_buf(&watched, stderr);
    print_diagnostics(program, unit);
    unit_delete(unit);
    return ok;
}

static int command_translate(Program *program)
{
    const Options *options = &program->options;
    if (options_has(options, OPTION_OUTPUT) && options->files.len > 1)
        return report_usage("-o takes one source file");
    bool ok = true;
    for (uint32_t i = 0; i < options->files.len; i++)
        ok &= translate_file(program, options->files.items[i]);
    return ok ? 0 : 1;
}

static CcOptions build_options(Program *program, Unit *unit)
{
    const Options *options = &program->options;
    const char *env = getenv("CC");
    const char *path = options->files.items[0];
    return (CcOptions){
        .cc = options_value(options, OPTION_CC, env && *env ? env : "gcc"),
        .level = options_value(options, OPTION_OPTIMIZE, "2"),
        .openmp = options_has(options, OPTION_OPENMP),
        .debug = options_has(options, OPTION_DEBUG),
        .cflags = options_value(options, OPTION_CFLAG, NULL),
        .ldflags = options_value(options, OPTION_LDFLAG, NULL),
        .python = choose_python(options),
        .output = options_value(options, OPTION_OUTPUT, sibling(unit->arena, path, ".so")),
        .c_file = options_has(options, OPTION_KEEP) ? sibling(unit->arena, path, ".c") : NULL,
        .extra = options->files.items + 1,
        .extra_count = options->files.len - 1,
    };
}

static int command_flags(Program *program)
{
    const StringVec *files = &program->options.files;
    const char *what = files->items[0];
    bool link = !strcmp(what, "link");
    if (files->len != 1 || (!link && strcmp(what, "compile") != 0))
        return report_usage("flags takes one word: compile or link");
    Unit *unit = open_unit(program, "flags");
    CcOptions cc = build_options(program, unit);
    Buf out;
    buf_init(&out, unit->arena);
    bool ok = cc_flags(unit, &cc, link, &out);
    print_buf(&out, stdout);
    print_diagnostics(program, unit);
    unit_delete(unit);
    return ok ? 0 : 1;
}

static int command_build(Program *program)
{
    Unit *unit = open_unit(program, program->options.files.items[0]);
    CcOptions cc = build_options(program, unit);
    bool is_tcc = !strcmp(os_path_base(cc.cc), "tcc");
    unit->session->emit.openmp_pragmas = unit->session->passes.openmp_pragmas = !is_tcc;
    unit->session->passes.has_wide = !is_tcc;
    Buf watched;
    buf_init(&watched, unit->arena);
    dump_watch_passes(unit, NULL, options_has(&program->options, OPTION_TIME), &watched);
    bool ok = compile_read_file(unit) && compile_unit(unit, STAGE_C);
    cc.openmp |= ok && dump_has_parallel(unit->ir);
    ok = ok && cc_build(unit, &cc) && write_headers(unit, cc.output);
    print_buf(&watched, stderr);
    print_diagnostics(program, unit);
    unit_delete(unit);
    return ok ? 0 : 1;
}

static int command_check(Program *program)
{
    const StringVec *files = &program->options.files;
    bool ok = true;
    program->session->passes.stop_after = PASS_par; /* the last pass that reports */
    for (uint32_t i = 0; i < files->len; i++) {
        Unit *unit = open_unit(program, files->items[i]);
        ok &= compile_read_file(unit) && compile_unit(unit, STAGE_PASSES);
        print_diagnostics(program, unit);
        unit_delete(unit);
    }
    return ok ? 0 : 1;
}

static int command_dump(Program *program)
{
    const char *stage = options_value(&program->options, OPTION_STAGE, NULL);
    if (!stage || !dump_stage_exists(stage))
        return report_usage("dump needs --stage cst, ast, sema, ir, c or the name of a pass");
    Unit *unit = open_unit(program, program->options.files.items[0]);
    Buf out;
    buf_init(&out, unit->arena);
    bool ok = compile_read_file(unit) && dump_stage(unit, stage, &out);
    print_diagnostics(program, unit);
    print_buf(&out, stdout);
    unit_delete(unit);
    return ok ? 0 : 1;
}

/* Replaces this process by the interpreter running the package's loader on the file. */
static int command_run(Program *program)
{
    const StringVec *files = &program->options.files;
    const char *package = home_python_dir(program->arena);
    const char *python = choose_python(&program->options);
    if (!package)
        return report_usage("the Python package krait is not found (set KRAIT_HOME)");
    const char *old = getenv("PYTHONPATH");
    setenv("PYTHONPATH", old && *old ? arena_printf(program->arena, "%s:%s", package, old) : package, 1);
    const char **argv = ARENA_ARRAY(program->arena, const char *, files->len + 5);
    uint32_t n = 0;
    argv[n++] = python;
    argv[n++] = "-m";
    argv[n++] = "krait";
    argv[n++] = "run";
    for (uint32_t i = 0; i < files->len; i++)
        argv[n++] = files->items[i];
    execvp(python, (char *const *)argv);
    fprintf(stderr, "krait: cannot run `%s`: %s\n", python, strerror(errno));
    return 1;
}

static int run_command(Program *program)
{
    Options *options = &program->options;
    if (!options->files.len)
        return report_usage("no input file");
    if (options->command == COMMAND_RUN)
        return command_run(program);
    const char *error = open_session(program);
    if (error)
        return report_usage(error);
    switch (options->command) {
    case COMMAND_TRANSLATE: return command_translate(program);
    case COMMAND_BUILD: return command_build(program);
    case COMMAND_CHECK: return command_check(program);
    case COMMAND_FLAGS: return command_flags(program);
    case COMMAND_DUMP: return command_dump(program);
    case COMMAND_RUN:
    case COMMAND_COUNT: break;
    }
    return 2;
}

/* The last lines of --time-passes. */
static void print_totals(double start)
{
    fprintf(stderr, "total    %9.3f ms\n", (os_seconds() - start) * 1e3);
    fprintf(stderr, "memory   %9.3f MB\n", (double)os_peak_memory() / 1e6);
}

static int krait_main(Program *program, int argc, char **argv)
{
    const char *error = options_parse(program->arena, argc, argv, &program->options);
    if (error)
        return report_usage(error);
    if (options_has(&program->options, OPTION_HELP) || argc < 2) {
        Buf out;
        buf_init(&out, program->arena);
        options_help(&out, program->options.command);
        print_buf(&out, stdout);
        return argc < 2 ? 2 : 0;
    }
    if (options_has(&program->options, OPTION_VERSION)) {
        puts("krait " KRAIT_VERSION);
        return 0;
    }
    double start = os_seconds();
    int status = run_command(program);
    if (options_has(&program->options, OPTION_TIME))
        print_totals(start);
    if (program->session)
        session_delete(program->session);
    return status;
}

int main(int argc, char **argv)
{
    Program program = {0};
    program.arena = arena_new();
    int status = krait_main(&program, argc, argv);
    arena_delete(program.arena);
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "krait: cannot write to standard output: %s\n", strerror(errno));
        return 1;
    }
    return status;
}
