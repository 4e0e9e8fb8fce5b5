/* main.c: the program `krait`: commands of options.def over the library.
 *
 * Place: the outermost room; the only file that prints. Exit status: 0 success, 1 errors were reported,
 * 2 wrong usage. Every command loads its files one by one, reports all diagnostics of each, and writes an
 * output file only when there was no error.
 */
#define _GNU_SOURCE
#include "base/os.h"
#include "base/outfile.h"
#include "base/panic.h"
#include "driver/annotated.h"
#include "driver/cc.h"
#include "driver/compile.h"
#include "driver/deps.h"
#include "driver/dump.h"
#include "driver/home.h"
#include "driver/interrupt.h"
#include "driver/options.h"
#include "driver/standalone.h"
#include "sema/directives.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Program {
    Arena *arena;
    Options options;
    Session *session;
    OutFiles out; /* written, not yet in their places */
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

/* Colours for what goes to the stream of number `fd`. */
static void choose_color(Program *program, int fd)
{
    const char *color = options_value(&program->options, OPTION_COLOR, "auto");
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    bool is_wanted = !(no_color && *no_color) && !(terminal && !strcmp(terminal, "dumb"));
    program->color = !strcmp(color, "always") || (!strcmp(color, "auto") && isatty(fd) && is_wanted);
}

static bool choose_format(Program *program)
{
    const char *name = options_value(&program->options, OPTION_DIAG, "text");
    if (options_has(&program->options, OPTION_JSON))
        name = "json";
    static const char *const names[] = {"text", "json", "sarif"};
    bool known = false;
    for (int i = 0; i < 3; i++)
        if (!strcmp(names[i], name)) {
            program->format = (DiagFormat)i;
            known = true;
        }
    choose_color(program, 2);
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
        if (session_set(program->session, item, equals + 1))
            continue;
        if (directives_find(item, strlen(item)) < 0)
            return arena_printf(program->arena, "unknown directive `%s`", item);
        return arena_printf(program->arena, "directive `%s` cannot be set to `%s`", item, equals + 1);
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

/* Words between dots. Python takes a minus in them, and any letter. */
static bool is_module_name(const char *name)
{
    bool in_word = false;
    for (const char *at = name; *at; at++) {
        bool letter = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
                      *at == '_' || *at == '-' || (*at & 0x80);
        if (!letter && (*at != '.' || !in_word))
            return false;
        in_word = letter;
    }
    return in_word;
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
    session->python = session->target = choose_python(options);
    const char *module = options_value(options, OPTION_MODULE_NAME, "x");
    if (!is_module_name(module))
        return arena_printf(program->arena, "`%s` is not the name of a module", module);
    return set_passes(program);
}

static bool is_stdin(const char *path)
{
    return !strcmp(path, "-");
}

static Unit *open_unit(Program *program, const char *path)
{
    const char *name = options_value(&program->options, OPTION_MODULE_NAME, is_stdin(path) ? "stdin" : NULL);
    return unit_new(program->session, is_stdin(path) ? "<stdin>" : path, name);
}

static bool read_source(Unit *unit, const char *path)
{
    if (!is_stdin(path))
        return compile_read_file(unit);
    int error = os_read_stdin(unit->arena, &unit->text, &unit->len);
    Span place = {error ? source_add(&unit->sources, unit->path, "", 0) : 0, 0, 0};
    if (error)
        diag_report(&unit->diags, DIAG_READ_FAILED, place, unit->path, strerror(error));
    return !error;
}

/* The path `source` with another ending, in the same folder. */
static const char *sibling(Arena *arena, const char *source, const char *ending)
{
    const char *name = arena_printf(arena, "%s%s", os_path_stem(arena, source), ending);
    return strchr(source, '/') ? os_path_join(arena, os_path_dir(arena, source), name) : name;
}

static void report_write(Unit *unit, const char *path, int error)
{
    Span place = {source_add(&unit->sources, unit->path, "", 0), 0, 0};
    diag_report(&unit->diags, DIAG_WRITE_FAILED, place, path, strerror(error));
}

/* One of the files that are to appear together. */
static bool add_text(Program *program, Unit *unit, const char *path, const Buf *text)
{
    int error = outfile_add(&program->out, path, text->text ? text->text : "", text->len, false);
    if (error)
        report_write(unit, path, error);
    return !error;
}

/* The headers of a module with public or api parts, beside its C or its library. */
static bool add_headers(Program *program, Unit *unit, const char *output)
{
    const char *name = strrchr(unit->ir->name, '.');
    name = name ? name + 1 : unit->ir->name;
    const char *dir = strchr(output, '/') ? os_path_dir(unit->arena, output) : ".";
    const char *header = os_path_join(unit->arena, dir, arena_printf(unit->arena, "%s.h", name));
    const char *api = os_path_join(unit->arena, dir, arena_printf(unit->arena, "%s_api.h", name));
    return (!unit->header.len || add_text(program, unit, header, &unit->header)) &&
           (!unit->api.len || add_text(program, unit, api, &unit->api));
}

/* Puts the files in their places where everything succeeded so far. */
static bool settle_outputs(Program *program, Unit *unit, bool ok)
{
    const char *failed;
    int error = 0;
    if (ok)
        error = outfile_commit(&program->out, &failed);
    else
        outfile_abandon(&program->out);
    if (error)
        report_write(unit, failed, error);
    return ok && !error;
}

/* Where the C of a source goes; "-": to standard output. */
static const char *translate_output(Program *program, const char *path)
{
    const char *usual = is_stdin(path) ? "-" : sibling(program->arena, path, ".c");
    return options_value(&program->options, OPTION_OUTPUT, usual);
}

/* Would writing it destroy a file that is read? */
static const char *find_clash(const Program *program, const char *output)
{
    const StringVec *files = &program->options.files;
    for (uint32_t i = 0; i < files->len; i++)
        if (!is_stdin(output) && (!strcmp(files->items[i], output) || os_is_same_file(files->items[i], output)))
            return files->items[i];
    return NULL;
}

static int report_clash(Program *program, const char *output)
{
    return report_usage(arena_printf(program->arena, "the output `%s` would replace a source", output));
}

/* What --depfile asks for. */
static bool add_deps(Program *program, Unit *unit, const char *output)
{
    const char *path = options_value(&program->options, OPTION_DEPFILE, NULL);
    if (!path)
        return true;
    Buf text;
    buf_init(&text, unit->arena);
    deps_write(unit, output, &text);
    return add_text(program, unit, path, &text);
}

/* What -a asks for, beside the C. */
static bool add_page(Program *program, Unit *unit, const char *output)
{
    if (!options_has(&program->options, OPTION_ANNOTATE))
        return true;
    Buf page;
    buf_init(&page, unit->arena);
    annotated_write(unit, ANNOTATED_HTML, &page);
    return add_text(program, unit, sibling(unit->arena, output, ".html"), &page);
}

static bool write_outputs(Program *program, Unit *unit, const char *output)
{
    Buf text, *c = &unit->c;
    buf_init(&text, unit->arena);
    if (options_has(&program->options, OPTION_STANDALONE)) {
        standalone_write(unit, &program->runtime, &text);
        c = &text;
    }
    if (is_stdin(output)) {
        print_buf(c, stdout);
        return true;
    }
    interrupt_begin();
    outfile_init(&program->out, unit->arena);
    bool ok = add_text(program, unit, output, c) && add_headers(program, unit, output) && add_deps(program, unit, output) &&
              add_page(program, unit, output);
    ok = settle_outputs(program, unit, ok);
    interrupt_end();
    return ok;
}

static bool translate_file(Program *program, const char *path)
{
    Unit *unit = open_unit(program, path);
    const char *output = translate_output(program, path);
    Buf watched;
    buf_init(&watched, unit->arena);
    dump_watch_passes(unit, options_value(&program->options, OPTION_DUMP_PASS, NULL),
                      options_has(&program->options, OPTION_TIME), &watched);
    bool ok = read_source(unit, path) && compile_unit(unit, STAGE_C) && write_outputs(program, unit, output);
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
    for (uint32_t i = 0; i < options->files.len; i++) {
        const char *output = translate_output(program, options->files.items[i]);
        if (find_clash(program, output))
            return report_clash(program, output);
        for (uint32_t j = 0; j < i; j++)
            if (!strcmp(output, translate_output(program, options->files.items[j])))
                return report_usage(arena_printf(program->arena, "`%s` would be the output of two sources", output));
    }
    bool ok = true;
    for (uint32_t i = 0; i < options->files.len; i++)
        ok &= translate_file(program, options->files.items[i]);
    return ok ? 0 : 1;
}

static const char *choose_cc(const Options *options)
{
    const char *env = getenv("CC");
    return options_value(options, OPTION_CC, env && *env ? env : "gcc");
}

/* What the C is written for. */
static void choose_target(Session *session, const char *cc)
{
    bool is_tcc = !strcmp(os_path_base(cc), "tcc");
    session->emit.openmp_pragmas = session->passes.openmp_pragmas = !is_tcc;
    session->passes.has_wide = !is_tcc;
}

static CcOptions build_options(Program *program, Unit *unit)
{
    const Options *options = &program->options;
    const char *path = options->files.items[0];
    return (CcOptions){
        .cc = choose_cc(options),
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
        .stop = interrupt_pending,
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
    const char *path = program->options.files.items[0];
    if (is_stdin(path) && !options_has(&program->options, OPTION_OUTPUT))
        return report_usage("a module from standard input needs -o");
    Unit *unit = open_unit(program, path);
    CcOptions cc = build_options(program, unit);
    const char *clash = find_clash(program, cc.output) ? cc.output
                        : cc.c_file && find_clash(program, cc.c_file) ? cc.c_file : NULL;
    if (clash)
        return report_clash(program, clash);
    choose_target(program->session, cc.cc);
    Buf watched;
    buf_init(&watched, unit->arena);
    dump_watch_passes(unit, NULL, options_has(&program->options, OPTION_TIME), &watched);
    bool ok = read_source(unit, path) && compile_unit(unit, STAGE_C);
    cc.openmp |= ok && dump_has_parallel(unit->ir);
    interrupt_begin();
    outfile_init(&program->out, unit->arena);
    ok = ok && cc_build(unit, &cc, &program->out) && add_headers(program, unit, cc.output) &&
         add_deps(program, unit, cc.output);
    ok = settle_outputs(program, unit, ok);
    interrupt_end();
    print_buf(&watched, stderr);
    print_diagnostics(program, unit);
    unit_delete(unit);
    return ok ? 0 : 1;
}

static int command_check(Program *program)
{
    const StringVec *files = &program->options.files;
    bool ok = true;
    program->session->passes.stop_after = PASS_final; /* the last pass that reports */
    choose_target(program->session, choose_cc(&program->options));
    for (uint32_t i = 0; i < files->len; i++) {
        Unit *unit = open_unit(program, files->items[i]);
        ok &= read_source(unit, files->items[i]) && compile_unit(unit, STAGE_PASSES);
        print_diagnostics(program, unit);
        unit_delete(unit);
    }
    return ok ? 0 : 1;
}

/* The listing to standard output, or to the file of -o. */
static bool write_listing(Program *program, Unit *unit)
{
    const Options *options = &program->options;
    const char *output = options_value(options, OPTION_OUTPUT, "-");
    AnnotatedForm usual = is_stdin(output) && program->color ? ANNOTATED_COLORED : annotated_form(output);
    Buf text;
    buf_init(&text, unit->arena);
    annotated_write(unit, program->format == DIAG_JSON ? ANNOTATED_JSON : usual, &text);
    if (is_stdin(output)) {
        print_buf(&text, stdout);
        return true;
    }
    interrupt_begin();
    outfile_init(&program->out, unit->arena);
    bool ok = settle_outputs(program, unit, add_text(program, unit, output, &text));
    interrupt_end();
    return ok;
}

static int command_annotate(Program *program)
{
    const StringVec *files = &program->options.files;
    const char *output = options_value(&program->options, OPTION_OUTPUT, "-");
    bool ok = true;
    if (!is_stdin(output) && files->len > 1)
        return report_usage("-o takes one source file");
    if (find_clash(program, output))
        return report_clash(program, output);
    choose_target(program->session, choose_cc(&program->options));
    for (uint32_t i = 0; i < files->len; i++) {
        Unit *unit = open_unit(program, files->items[i]);
        choose_color(program, 1);
        ok &= read_source(unit, files->items[i]) && compile_unit(unit, STAGE_C) && write_listing(program, unit);
        choose_color(program, 2);
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
    bool ok = read_source(unit, program->options.files.items[0]) && dump_stage(unit, stage, &out);
    print_diagnostics(program, unit);
    print_buf(&out, stdout);
    unit_delete(unit);
    return ok ? 0 : 1;
}

/* Replaces this process by the interpreter running a command of the package on the words. */
static int run_package(Program *program, const char *command)
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
    argv[n++] = command;
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
        return report_usage(options->command == COMMAND_AS_CYTHON ? "no command" : "no input file");
    if (options->command == COMMAND_RUN)
        return run_package(program, "run");
    if (options->command == COMMAND_AS_CYTHON)
        return run_package(program, "as-cython");
    const char *error = open_session(program);
    if (error)
        return report_usage(error);
    switch (options->command) {
    case COMMAND_TRANSLATE: return command_translate(program);
    case COMMAND_BUILD: return command_build(program);
    case COMMAND_CHECK: return command_check(program);
    case COMMAND_ANNOTATE: return command_annotate(program);
    case COMMAND_FLAGS: return command_flags(program);
    case COMMAND_DUMP: return command_dump(program);
    case COMMAND_RUN:
    case COMMAND_AS_CYTHON:
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
        print_buf(&out, argc < 2 ? stderr : stdout);
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

/* The command line as one argument. */
typedef struct Run {
    Program program;
    int argc;
    char **argv;
    int status;
} Run;

static void run_main(void *arg)
{
    Run *run = arg;
    run->program.arena = arena_new();
    run->status = krait_main(&run->program, run->argc, run->argv);
    arena_delete(run->program.arena);
}

/* Whatever is opened later must not become one of the three streams, where messages would go into it. Nothing can be
 * written to a stream that was closed, which is then an error. */
static void open_streams(void)
{
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", O_RDONLY);
}

int main(int argc, char **argv)
{
    Run run = {.argc = argc, .argv = argv, .status = 1};
    Guard guard;
    open_streams();
    signal(SIGXFSZ, SIG_IGN); /* a file that gets too large is an error of writing */
    if (!guard_run(&guard, run_main, &run)) { /* compilations have guards of their own: memory, mostly */
        outfile_abandon(&run.program.out);
        fprintf(stderr, "krait: %s\n", guard.message);
        return 1;
    }
    if (fflush(stdout) || ferror(stdout)) {
        fprintf(stderr, "krait: cannot write to standard output: %s\n", strerror(errno));
        return 1;
    }
    return run.status;
}
