/* interrupt.c: signals are held back while files are being written; see interrupt.h.
 *
 * They are blocked, not caught: the system keeps them for us, and no variable is needed that a handler would set.
 */
#define _GNU_SOURCE /* sigaction, sigprocmask */
#include "driver/interrupt.h"

#include <signal.h>
#include <stddef.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};

static void change_mask(int how)
{
    sigset_t set;
    sigemptyset(&set);
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
        sigaddset(&set, signals[i]);
    sigprocmask(how, &set, NULL);
}

void interrupt_begin(void)
{
    change_mask(SIG_BLOCK);
}

bool interrupt_pending(void)
{
    sigset_t set;
    if (sigpending(&set))
        return false;
    for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
        struct sigaction action;
        bool is_ignored = sigaction(signals[i], NULL, &action) || action.sa_handler == SIG_IGN;
        if (sigismember(&set, signals[i]) == 1 && !is_ignored)
            return true;
    }
    return false;
}

void interrupt_end(void)
{
    change_mask(SIG_UNBLOCK);
}
