/* panic.h: what happens on a bug of the compiler or when memory runs out.
 *
 * The library lives inside other people's Python: nothing may exit or abort. A panic gives up the
 * current compilation and returns to guard_run, the only place that may be jumped to, with a text that
 * says what broke and how to report it. All memory belongs to arenas and no lock is held across a
 * guard, so leaving the frames in between loses nothing. (docs/design/errors.md: why this one exception
 * to "nothing longjmps".)
 *
 *     if (!guard_run(compile_unit, unit, &message)) report_bug(message);
 */
#ifndef KRAIT_BASE_PANIC_H
#define KRAIT_BASE_PANIC_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

typedef struct Guard {
    char message[1024];
} Guard;

/* Runs body(arg); false when it panicked, with guard->message set. Guards nest. */
bool guard_run(Guard *guard, void (*body)(void *arg), void *arg);
/* Runs body(arg) and then done(arg), which gives back what is no memory of an arena: also when body panics, and the
 * panic goes on behind it. */
void guard_finish(void (*body)(void *arg), void (*done)(void *arg), void *arg);
/* Never returns. `where` is "file:line"; outside a guard the process aborts (unit tests only). */
_Noreturn void panic_at(const char *where, const char *format, ...) KRAIT_PRINTF(2, 3);
/* Context for the text of a later panic, e.g. "pass err, function @total"; NULL clears it. Copied. */
void panic_context(const char *format, ...) KRAIT_PRINTF(1, 2);

#define PANIC_STR2(x) #x
#define PANIC_STR(x) PANIC_STR2(x)
#define panic(...) panic_at(__FILE__ ":" PANIC_STR(__LINE__), __VA_ARGS__)
/* States an invariant; checked in every build (the checks are cheap, a wrong program is not). */
#define ALWAYS(cond) ((cond) ? (void)0 : panic("broken invariant: %s", #cond))

#endif
