/* fuzz.c: throws broken input at one stage for a while; no input may crash, hang or panic the compiler.
 *
 *     fuzz source|ir|c|tcc SECONDS KEEP_FOLDER SEED_FOLDER [SEED]
 *
 * Each round takes a file of the seed folder, changes it in a few places (bytes; programs also by fuzz_mutate.h), and
 * hands it to the target: `source` is the whole compiler up to C, `ir` reading, verifying and printing IR text, and the
 * passes of phase H; `c` is `source` with changes that keep programs programs, and what was accepted must be accepted
 * by the C compiler too, without a warning: the command FUZZ_CC, or, with `tcc`, libtcc with the prelude FUZZ_PRELUDE.
 * The input is written to KEEP_FOLDER/current before each round, so that it is there after a crash; what made the
 * compiler panic is kept as panic-N, what the C compiler refused as c-N.pyx, one for each first message; 40 panics are
 * enough. Ten seconds for one input are a hang. Meant to be built with a sanitizer. A file in place of the folder is
 * tried once, as it is. Exit status 0 when nothing was found.
 */
#define _GNU_SOURCE
#include "base/os.h"
#include "base/panic.h"
#include "driver/compile.h"
#include "driver/jit_prelude.h"
#include "driver/jit_shim.h"
#include "fuzz_mutate.h"
#include "ir/ir_text.h"
#include "pass/pass.h"

#include <dirent.h>
#include <libtcc.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

enum { MOST_BYTES = 20000, MOST_CHANGES = 8, SECONDS_A_ROUND = 10, MOST_PANICS = 40, MOST_WORDS = 60 };

typedef struct Fuzzer {
    Arena *arena;
    VEC(Input) seeds;
    uint64_t random;
    bool is_ir, is_c, is_tcc, is_replay;
    const char *prelude;
    const char *keep;
    uint32_t panics, accepted, refused;
    VEC(const char *) messages; /* of panics and of the C compiler, without names and numbers */
    const char *cc[MOST_WORDS];
    uint32_t cc_len;
} Fuzzer;

/* ---- changing -------------------------------------------------------------------------------- */

static uint32_t pick(Fuzzer *f, size_t below)
{
    return pick_below(&f->random, below);
}

static void insert_word(Fuzzer *f, Arena *arena, Input *input, size_t at)
{
    static const char *const words[] = {
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        "\n",
        "    ",
        "\t",
        "\\\n",
        "'",
        "\"",
        "'''",
        "f'{",
        "}'",
        "#",
        "*",
        "**",
        "&",
        "cdef ",
        "cpdef ",
        "def f(",
        "class ",
        "nogil",
        "with gil:",
        "prange(",
        "lambda: ",
        "yield ",
        "await ",
        "match ",
        "case ",
        "except ",
        "finally:",
        "<int>",
        "int *",
        "double[::1]",
        "0x",
        "1e999",
        "0777",
        "c'x'",
        "b'\\xff'",
        "\377",
        "\300\200",
        "\0",
        "@",
        "->",
        ":=",
        "...",
        "import ",
        "from . cimport ",
        "extern from *:",
        "struct ",
        "enum:",
        "ctypedef ",
        "global x",
        "del ",
        "assert ",
        "return",
        "%1",
        "func @f(",
        " -> obj {",
        "; 3",
        "prim ",
        "errchk ",
    };
    const char *word = words[pick(f, sizeof words / sizeof *words)];
    replace_span(arena, input, at, 0, word, word[0] ? strlen(word) : 1);
}

static void change(Fuzzer *f, Arena *arena, Input *input)
{
    size_t at = pick(f, input->len + 1), rest = input->len - at;
    size_t size = 1 + pick(f, rest < 60 ? rest : 60);
    size = size > rest ? rest : size;
    const Input *other = &f->seeds.items[pick(f, f->seeds.len)];
    size_t from = pick(f, other->len + 1);
    char byte = (char)pick(f, 256);
    switch (pick(f, 7)) {
    case 0: replace_span(arena, input, at, rest > 0, &byte, 1); break;
    case 1: replace_span(arena, input, at, size, "", 0); break;
    case 2: replace_span(arena, input, at, 0, input->text + at, size); break;
    case 3: replace_span(arena, input, at, 0, other->text + from, (other->len - from) % 200); break;
    case 4:
        for (uint32_t n = pick(f, 300); n > 0; n--)
            replace_span(arena, input, at, 0, &byte, 1);
        break;
    default: insert_word(f, arena, input, at); break;
    }
}

static Input make_input(Fuzzer *f, Arena *arena)
{
    const Input *seed = &f->seeds.items[pick(f, f->seeds.len)];
    Input input = {arena_strndup(arena, seed->text, seed->len), seed->len};
    const Input *other = &f->seeds.items[pick(f, f->seeds.len)];
    Mutator mutator = {arena, &input, other, &f->random};
    bool by_bytes = f->is_ir || (!f->is_c && !pick(f, 3));
    for (uint32_t n = 1 + pick(f, f->is_c ? 4 : MOST_CHANGES); n > 0; n--)
        by_bytes ? change(f, arena, &input) : mutate_program(&mutator);
    if (!by_bytes)
        define_own_types(&mutator);
    return input;
}

/* ---- targets --------------------------------------------------------------------------------- */

/* The processor time after which this process ends, from now on; 0 for none. */
static void set_limit(int seconds)
{
    struct itimerval limit = {.it_value = {.tv_sec = seconds}};
    setitimer(ITIMER_PROF, &limit, NULL);
}

/* The text of a panic, or NULL. */
static const char *find_panic(Arena *arena, const Diags *diags)
{
    for (uint32_t i = 0; i < diags->list.len; i++)
        if (diags->list.items[i]->code == DIAG_INTERNAL)
            return arena_strdup(arena, diags->list.items[i]->text);
    return NULL;
}

/* ---- the C compiler -------------------------------------------------------------------------- */

/* The first error of a compiler's output with what is in quotes left out, so that equal kinds are equal texts. */
static const char *first_message(Arena *arena, const char *output)
{
    const char *at = strstr(output, "error: ");
    Buf buf;
    buf_init(&buf, arena);
    for (at = at ? at : output; *at && *at != '\n'; at++) {
        if (!strncmp(at, "\xe2\x80\x98", 3))
            while (at[1] && at[1] != '\n' && strncmp(at, "\xe2\x80\x99", 3))
                at++;
        else if (!isdigit((unsigned char)*at))
            buf_putc(&buf, *at);
    }
    return buf_text(&buf);
}

/* Is this the first message of its kind? */
static bool is_new(Fuzzer *f, const char *output)
{
    const char *message = first_message(f->arena, output);
    for (uint32_t i = 0; i < f->messages.len; i++)
        if (!strcmp(f->messages.items[i], message))
            return false;
    vec_push(f->arena, &f->messages, message);
    return true;
}

static void note_tcc(void *opaque, const char *message)
{
    const char *warning = strstr(message, "warning: "), *error = strstr(message, "error: ");
    buf_printf(opaque, "error: %s\n", warning ? warning + 9 : error ? error + 7 : message); /* warnings count */
}

/* What libtcc says of the text behind what it needs of the prelude; "" when it takes it. */
static const char *ask_tcc(const Fuzzer *f, Arena *arena, const Unit *unit)
{
    AtomTable atoms;
    JitPrelude prelude;
    JitNames names = {0};
    Buf source, errors;
    buf_init(&source, arena);
    buf_init(&errors, arena);
    atom_table_init(&atoms, arena);
    jit_prelude_open(&prelude, arena, &atoms, f->prelude);
    jit_names_in(arena, &atoms, unit->c.text, unit->c.len, &names);
    jit_prelude_select(&prelude, arena, &names, &source);
    buf_put(&source, unit->c.text, unit->c.len);
    kr_tcc_forget();
    TCCState *tcc = tcc_new();
    tcc_set_error_func(tcc, &errors, note_tcc);
    tcc_set_options(tcc, "-nostdlib -nostdinc");
    tcc_set_output_type(tcc, TCC_OUTPUT_MEMORY);
    if (tcc_compile_string(tcc, buf_text(&source)) && !errors.len)
        buf_puts(&errors, "error: refused without a word\n");
    tcc_delete(tcc);
    return buf_text(&errors);
}

/* What the command says of the text; "" when it takes it. */
static const char *ask_command(Fuzzer *f, Arena *arena, const Unit *unit)
{
    const char *path = os_path_join(arena, f->keep, "current.c");
    OsResult result;
    if (!f->cc_len || os_write_file(path, unit->c.text, unit->c.len))
        return "";
    f->cc[f->cc_len] = path;
    f->cc[f->cc_len + 1] = NULL;
    return os_run(arena, f->cc, &result) || !result.status ? "" : result.output;
}

/* Gives the C of an accepted program to the C compiler; keeps what it refuses in a way not seen before. */
static void check_c(Fuzzer *f, Arena *arena, const Unit *unit, const Input *input)
{
    f->accepted++;
    const char *output = f->is_tcc ? ask_tcc(f, arena, unit) : ask_command(f, arena, unit);
    if (!*output || !is_new(f, output))
        return;
    const char *kept = arena_printf(arena, "%s/c-%u.pyx", f->keep, f->refused++);
    os_write_file(kept, input->text, input->len);
    const char *line = strstr(output, "error: ");
    line = line ? line : output;
    printf("%s: %.*s\n", kept, (int)strcspn(line, "\n"), line);
    fflush(stdout);
}

/* FUZZ_CC, split at spaces. */
static void read_command(Fuzzer *f)
{
    const char *command = getenv("FUZZ_CC");
    char *rest = arena_strdup(f->arena, command ? command : "");
    for (char *word = strtok(rest, " "); word && f->cc_len < MOST_WORDS - 2; word = strtok(NULL, " "))
        f->cc[f->cc_len++] = word;
}

static const char *run_source(Fuzzer *f, Arena *arena, const Input *input)
{
    Session *session = session_new();
    if (f->is_tcc)
        session_set(session, "jit", "1");
    Unit *unit = unit_new(session, "fuzz.pyx", "fuzz");
    Buf out;
    compile_set_text(unit, arena_strndup(unit->arena, input->text, input->len), input->len);
    bool ok = compile_unit(unit, STAGE_C);
    set_limit(0);
    if (ok && f->is_c)
        check_c(f, arena, unit, input);
    buf_init(&out, unit->arena);
    diag_render(&unit->diags, DIAG_TEXT, true, &out);
    diag_render(&unit->diags, DIAG_JSON, false, &out);
    const char *panicked = find_panic(arena, &unit->diags);
    unit_delete(unit);
    session_delete(session);
    return panicked;
}

typedef struct IrRound {
    Arena *arena;
    const Input *input;
} IrRound;

/* Is all of it in phase H? */
static bool is_high(const IrModule *module)
{
    bool low = module->body && module->body->phase == IR_PHASE_L;
    for (uint32_t i = 0; i < module->funcs.len; i++)
        low |= module->funcs.items[i]->phase == IR_PHASE_L;
    return !low;
}

/* Text that is read and valid must print as text that prints the same; the passes up to phase L must take it. */
static void read_ir(void *arg)
{
    IrRound *round = arg;
    AtomTable atoms;
    Types types;
    SourceMap sources;
    Diags diags;
    Buf first, second;
    PassOptions options = {.stop_after = PASS_dead, .verify = true};
    atom_table_init(&atoms, round->arena);
    types_init(&types, round->arena, &atoms);
    source_map_init(&sources, round->arena);
    diags_init(&diags, round->arena, &sources);
    IrModule *module = ir_parse_module(round->arena, &atoms, &types, &sources, &diags, "fuzz.ir",
                                       round->input->text, round->input->len);
    if (!module || ir_verify_module(round->arena, module))
        return;
    buf_init(&first, round->arena);
    buf_init(&second, round->arena);
    ir_print_module(&first, module);
    IrModule *again = ir_parse_module(round->arena, &atoms, &types, &sources, &diags, "again.ir",
                                      buf_text(&first), first.len);
    if (!again)
        panic("printed IR is not read");
    ir_print_module(&second, again);
    if (strcmp(buf_text(&first), buf_text(&second)) != 0)
        panic("printed IR prints differently");
    if (is_high(module))
        pass_run_all(module, &diags, &options);
}

static const char *run_ir(Arena *arena, const Input *input)
{
    Guard guard;
    IrRound round = {arena, input};
    return guard_run(&guard, read_ir, &round) ? NULL : arena_strdup(arena, guard.message);
}

static void run_round(Fuzzer *f)
{
    Arena *arena = arena_new();
    Input input = f->is_replay ? f->seeds.items[0] : make_input(f, arena);
    const char *current = os_path_join(arena, f->keep, "current");
    if (input.len < MOST_BYTES && !os_write_file(current, input.text, input.len)) {
        set_limit(SECONDS_A_ROUND);
        const char *panicked = f->is_ir ? run_ir(arena, &input) : run_source(f, arena, &input);
        set_limit(0);
        if (panicked && is_new(f, panicked)) {
            const char *path = arena_printf(arena, "%s/panic-%u", f->keep, f->panics++);
            os_write_file(path, input.text, input.len);
            printf("%s: %s\n", path, panicked);
            fflush(stdout);
        }
    }
    arena_delete(arena);
}

/* ---- seeds ----------------------------------------------------------------------------------- */

static bool is_seed(const Fuzzer *f, const char *name)
{
    const char *dot = strrchr(name, '.');
    if (!dot)
        return false;
    return f->is_ir ? !strcmp(dot, ".ir")
                    : !strcmp(dot, ".pyx") || !strcmp(dot, ".py") || !strcmp(dot, ".pxd");
}

static void load_seed(Fuzzer *f, const char *path)
{
    Input seed;
    if (os_read_file(f->arena, path, &seed.text, &seed.len) || seed.len >= MOST_BYTES ||
        (f->is_c && strstr(seed.text, "extern")))
        return;
    if (!f->is_ir && !f->is_replay)
        seed = drop_docstrings(f->arena, seed);
    vec_push(f->arena, &f->seeds, seed);
}

static void load_seeds(Fuzzer *f, const char *folder)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *path = os_path_join(f->arena, folder, entry->d_name);
        if (entry->d_name[0] != '.' && os_is_dir(path))
            load_seeds(f, path);
        else if (is_seed(f, path))
            load_seed(f, path);
    }
    if (dir)
        closedir(dir);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fprintf(stderr, "usage: fuzz source|ir|c|tcc SECONDS KEEP_FOLDER SEED_FOLDER [SEED]\n");
        return 2;
    }
    Fuzzer f = {.arena = arena_new(), .keep = argv[3]};
    f.is_ir = !strcmp(argv[1], "ir");
    f.is_tcc = !strcmp(argv[1], "tcc");
    f.is_c = f.is_tcc || !strcmp(argv[1], "c");
    read_command(&f);
    char *prelude = NULL;
    size_t prelude_len;
    if (f.is_tcc && (!getenv("FUZZ_PRELUDE") || os_read_file(f.arena, getenv("FUZZ_PRELUDE"), &prelude, &prelude_len))) {
        fprintf(stderr, "fuzz: no FUZZ_PRELUDE\n");
        return 2;
    }
    f.prelude = prelude;
    double seconds = atof(argv[2]), start = os_seconds();
    f.random = argc > 5 ? strtoull(argv[5], NULL, 10) : (uint64_t)(start * 1e6) | 1;
    f.is_replay = os_is_file(argv[4]);
    if (f.is_replay)
        load_seed(&f, argv[4]);
    else
        load_seeds(&f, argv[4]);
    if (!f.seeds.len || os_make_dirs(f.keep)) {
        fprintf(stderr, "fuzz: no seeds in %s, or no folder %s\n", argv[4], argv[3]);
        return 2;
    }
    printf("target %s, %u seeds, seed %" PRIu64 "\n", argv[1], f.seeds.len, f.random);
    fflush(stdout);
    uint32_t rounds = 0;
    for (; os_seconds() - start < seconds && f.panics < MOST_PANICS && !(f.is_replay && rounds); rounds++)
        run_round(&f);
    printf("%u rounds, %u accepted, %u panics, %u refused by the C compiler\n", rounds, f.accepted, f.panics,
           f.refused);
    unlink(os_path_join(f.arena, f.keep, "current"));
    arena_delete(f.arena);
    return f.messages.len ? 1 : 0;
}
