/* options.c: parsing the command line by the table options.def.
 *
 * Options and files may be mixed; `--` ends options; values stand after `=` or as the next argument, or
 * directly behind a short option (-O3, -Idir). After the first word of `run` and `as-cython`, everything belongs
 * to the program.
 */
#include "driver/options.h"

#include <string.h>

typedef struct OptionRow {
    char short_name;
    const char *long_name, *value, *commands, *summary;
} OptionRow;

static const OptionRow option_rows[OPTION_COUNT] = {
#define OPTION(id, short_name, long_name, value, commands, summary) \
    {short_name, long_name, value, commands, summary},
#include "driver/options.def"
#undef OPTION
};

static const struct {
    const char *name, *usage, *summary;
} command_rows[COMMAND_COUNT] = {
#define COMMAND(id, name, usage, summary) {name, usage, summary},
#include "driver/options.def"
#undef COMMAND
};

static const char command_letters[COMMAND_COUNT + 1] = "tbrcnfad";

/* -Wextra and -Werror are spelt with one dash; every long name is accepted with two. */
static int find_long(const char *name, size_t len, bool one_dash)
{
    for (int i = 0; i < OPTION_COUNT; i++) {
        const char *long_name = option_rows[i].long_name;
        if (*long_name && strlen(long_name) == len && !memcmp(long_name, name, len) &&
            (!one_dash || *long_name == 'W'))
            return i;
    }
    return -1;
}

static int find_short(char c)
{
    for (int i = 0; i < OPTION_COUNT; i++)
        if (option_rows[i].short_name == c)
            return i;
    return -1;
}

/* Splits "--name=value" or "-Xvalue"; *value NULL when none is attached. -1: unknown. */
static int match_option(const char *arg, const char **value)
{
    *value = NULL;
    if (arg[1] != '-') {
        int id = find_long(arg + 1, strlen(arg + 1), true);
        if (id < 0)
            id = find_short(arg[1]);
        else
            return id;
        if (id >= 0 && arg[2])
            *value = arg + 2;
        return id;
    }
    const char *equals = strchr(arg, '=');
    size_t len = equals ? (size_t)(equals - arg) - 2 : strlen(arg + 2);
    if (equals)
        *value = equals + 1;
    return find_long(arg + 2, len, false);
}

/* Adds the option at argv[*i]; an error text or NULL. */
static const char *take_option(Arena *arena, int argc, char **argv, int *i, Options *out)
{
    const char *arg = argv[*i], *value;
    int id = match_option(arg, &value);
    if (id < 0)
        return arena_printf(arena, "unknown option `%s`", arg);
    const OptionRow *row = &option_rows[id];
    if (!strchr(row->commands, command_letters[out->command]))
        return arena_printf(arena, "option `%s` does not apply to `krait%s%s`", arg,
                            out->command == COMMAND_TRANSLATE ? "" : " ",
                            command_rows[out->command].name);
    if (!row->value && value)
        return arena_printf(arena, "option `%s` takes no value", arg);
    if (row->value && !value) {
        if (*i + 1 >= argc)
            return arena_printf(arena, "option `%s` needs a value (%s)", arg, row->value);
        value = argv[++*i];
    }
    vec_push(arena, &out->values[id], value ? value : "");
    return NULL;
}

static Command find_command(const char *name)
{
    for (int i = 1; i < COMMAND_COUNT; i++)
        if (!strcmp(command_rows[i].name, name))
            return (Command)i;
    return COMMAND_TRANSLATE;
}

const char *options_parse(Arena *arena, int argc, char **argv, Options *out)
{
    memset(out, 0, sizeof *out);
    int i = 1;
    if (argc > 1 && (out->command = find_command(argv[1])) != COMMAND_TRANSLATE)
        i = 2;
    for (bool only_files = false; i < argc; i++) {
        const char *arg = argv[i];
        if (!only_files && !strcmp(arg, "--")) {
            only_files = true;
        } else if (only_files || arg[0] != '-' || !arg[1]) {
            vec_push(arena, &out->files, arg);
            only_files |= out->command == COMMAND_RUN || out->command == COMMAND_AS_CYTHON;
        } else {
            const char *error = take_option(arena, argc, argv, &i, out);
            if (error)
                return error;
        }
    }
    return NULL;
}

bool options_has(const Options *options, OptionId id)
{
    return options->values[id].len > 0;
}

const char *options_value(const Options *options, OptionId id, const char *fallback)
{
    return options_has(options, id) ? vec_last(&options->values[id]) : fallback;
}

static void write_option(Buf *out, const OptionRow *row)
{
    size_t start = out->len;
    buf_puts(out, "  ");
    if (row->short_name)
        buf_printf(out, "-%c", row->short_name);
    if (*row->long_name)
        buf_printf(out, "%s%s%s", row->short_name ? ", " : "",
                   *row->long_name == 'W' ? "-" : "--", row->long_name);
    if (row->value)
        buf_printf(out, " %s", row->value);
    size_t width = out->len - start;
    buf_fill(out, ' ', width < 34 ? 34 - width : 2);
    buf_printf(out, "%s\n", row->summary);
}

static const char *const help_examples[COMMAND_COUNT] = {
    "  krait kernel.pyx                 writes kernel.c\n"
    "  krait build -O3 kernel.pyx       writes kernel.so, ready to import\n"
    "  krait run script.pyx 100         compiles in memory and runs\n"
    "  krait check --json src/*.pyx     diagnostics for editors and CI\n"
    "  krait annotate kernel.pyx        where Python still runs\n",
    "  krait build kernel.pyx\n"
    "  krait build kernel.pyx helper.c -o build/kernel.so --cc clang -O3\n",
    "  krait run mandelbrot.pyx out.png\n",
    "  krait check src/*.pyx\n"
    "  krait check --diag sarif kernel.pyx > report.sarif\n",
    "  krait annotate kernel.pyx\n"
    "  krait annotate kernel.pyx -o kernel.html\n"
    "  krait annotate --json kernel.pyx\n",
    "  gcc $(krait flags compile) -c kernel.c\n"
    "  gcc -shared kernel.o $(krait flags link) -o kernel.so\n",
    "  krait as-cython python setup.py build_ext --inplace\n"
    "  krait as-cython pip install --no-build-isolation .\n"
    "  krait as-cython meson setup build\n",
    "  krait dump --stage ir kernel.pyx\n"
    "  krait dump --stage refs kernel.pyx     IR after the pass refs\n",
};

void options_help(Buf *out, Command command)
{
    buf_printf(out, "%s: %s.\n\nUsage:\n", "krait", command_rows[command].summary);
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (i == (int)command || command == COMMAND_TRANSLATE)
            buf_printf(out, "  %-62s %s\n", command_rows[i].usage, command_rows[i].summary);
    buf_puts(out, "\nOptions:\n");
    for (int i = 0; i < OPTION_COUNT; i++)
        if (strchr(option_rows[i].commands, command_letters[command]))
            write_option(out, &option_rows[i]);
    buf_printf(out, "\nExamples:\n%s\n", help_examples[command]);
    if (command == COMMAND_TRANSLATE)
        buf_puts(out, "`krait COMMAND --help` tells more of a command.\n");
    if (command != COMMAND_RUN && command != COMMAND_FLAGS && command != COMMAND_AS_CYTHON)
        buf_puts(out, "The FILE `-` is standard input.\n");
    buf_puts(out, "Exit status: 0 success, 1 errors were reported, 2 wrong usage.\n");
}
