/* interrupt.h: a signal that ends the program is obeyed when the files are in order.
 *
 * Between begin and end SIGINT, SIGTERM and SIGHUP only set a flag; a long wait looks at it and gives up. At the end
 * the process dies by the signal it got, so that its parent sees what happened. Signals that the process was started
 * to ignore stay ignored. Only the command line calls this: the library leaves signals to its host.
 */
#ifndef KRAIT_DRIVER_INTERRUPT_H
#define KRAIT_DRIVER_INTERRUPT_H

#include <signal.h>

/* Starts noting signals; not to be nested. */
void interrupt_begin(void);
/* Not 0 once one has come. */
const volatile sig_atomic_t *interrupt_flag(void);
/* Back to what it was; does not return when a signal has come. */
void interrupt_end(void);

#endif
