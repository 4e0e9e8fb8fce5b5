/* interrupt.c: signals are noted while files are being written; see interrupt.h.
 *
 * The one writable variable is the flag that a handler may set; C has no other way to hear of a signal.
 */
#define _GNU_SOURCE /* sigaction */
#include "driver/interrupt.h"

#include <stddef.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

static volatile sig_atomic_t caught;

static void note_signal(int number)
{
    caught = number;
}

/* Changes the disposition of those signals that are not ignored. */
static void set_handler(void (*handler)(int))
{
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action = {.sa_handler = handler}, now;
        sigemptyset(&action.sa_mask);
        if (!sigaction(signals[i], NULL, &now) && now.sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
}

void interrupt_begin(void)
{
    caught = 0;
    set_handler(note_signal);
}

const volatile sig_atomic_t *interrupt_flag(void)
{
    return &caught;
}

void interrupt_end(void)
{
    set_handler(SIG_DFL);
    if (caught)
        raise(caught);
}
