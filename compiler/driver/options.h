/* options.h: the command line as data: parsed from argv by the table options.def. */
#ifndef KRAIT_DRIVER_OPTIONS_H
#define KRAIT_DRIVER_OPTIONS_H

#include "base/buf.h"
#include "base/vec.h"
#include <stdbool.h>

#define KRAIT_VERSION "0.1.0"

typedef enum Command {
#define COMMAND(id, name, usage, summary) COMMAND_##id,
#include "driver/options.def"
#undef COMMAND
    COMMAND_COUNT
} Command;

typedef enum OptionId {
#define OPTION(id, short_name, long_name, value, commands, summary) OPTION_##id,
#include "driver/options.def"
#undef OPTION
    OPTION_COUNT
} OptionId;

typedef VEC(const char *) StringVec;

typedef struct Options {
    Command command;
    StringVec values[OPTION_COUNT]; /* one entry per use; "" for flags */
    StringVec files;                /* for run: the file, then the program's arguments */
} Options;

/* Parses argv[1..]; NULL on success, else the text of the usage error (in the arena). */
const char *options_parse(Arena *arena, int argc, char **argv, Options *out);
bool options_has(const Options *options, OptionId id);
/* Last value given, or `fallback`. */
const char *options_value(const Options *options, OptionId id, const char *fallback);
/* The help text of a command; of all of krait for the default one. */
void options_help(Buf *out, Command command);

#endif
