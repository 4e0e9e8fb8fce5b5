/* interrupt.h: a signal that ends the program is obeyed when the files are in order.
 *
 * Between begin and end SIGINT, SIGTERM and SIGHUP are held back; a long wait asks whether one has come and gives up.
 * At the end the process dies by the signal it got, so that its parent sees what happened. Signals that the process
 * was started to ignore stay ignored. Only the command line calls this: the library leaves signals to its host.
 */
#ifndef KRAIT_DRIVER_INTERRUPT_H
#define KRAIT_DRIVER_INTERRUPT_H

#include <stdbool.h>

/* Holds signals back; not to be nested. */
void interrupt_begin(void);
/* Has one come since then? */
bool interrupt_pending(void);
/* Back to what it was; does not return when a signal has come. */
void interrupt_end(void);

#endif
