/* panic.c: leaving a broken compilation; see panic.h. The only file with thread-local state and longjmp.
 *
 * Each guard_run puts a frame on this thread's stack of guards; a panic writes its text into the innermost
 * one and returns there. Threads never see each other's guards.
 */
#include "base/panic.h"

#include "base/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT_SIZE = 256 };

typedef struct GuardFrame {
    struct GuardFrame *outer;
    Guard *guard;
    char outer_context[CONTEXT_SIZE];
    jmp_buf landing;
} GuardFrame;

static _Thread_local GuardFrame *innermost;
static _Thread_local char context[CONTEXT_SIZE];

bool guard_run(Guard *guard, void (*body)(void *arg), void *arg)
{
    GuardFrame frame = {.outer = innermost, .guard = guard};
    guard->message[0] = 0;
    memcpy(frame.outer_context, context, sizeof context);
    context[0] = 0;
    innermost = &frame;
    bool ok = setjmp(frame.landing) == 0;
    if (ok)
        body(arg);
    innermost = frame.outer;
    memcpy(context, frame.outer_context, sizeof context);
    return guard->message[0] == 0;
}

void guard_finish(void (*body)(void *arg), void (*done)(void *arg), void *arg)
{
    Guard guard;
    bool ok = guard_run(&guard, body, arg);
    done(arg);
    if (ok)
        return;
    if (!innermost) {
        fprintf(stderr, "krait: %s\n", guard.message);
        abort();
    }
    *innermost->guard = guard;
    longjmp(innermost->landing, 1);
}

_Noreturn void panic_at(const char *where, const char *format, ...)
{
    char text[sizeof((Guard *)0)->message - CONTEXT_SIZE - 128];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);

    const char *before = context[0] ? " (in " : "", *after = context[0] ? ")" : "";
    if (!innermost) {
        fprintf(stderr, "krait: %.96s: %s%s%s%s\n", where, text, before, context, after);
        abort();
    }
    snprintf(innermost->guard->message, sizeof innermost->guard->message, "%.96s: %s%s%s%s", where,
             text, before, context, after);
    longjmp(innermost->landing, 1);
}

void panic_context(const char *format, ...)
{
    if (!format) {
        context[0] = 0;
        return;
    }
    va_list args;
    va_start(args, format);
    format_text_into(context, sizeof context, format, args);
    va_end(args);
}
