/* lower_early.h: methods that are needed above the class statement of their extension type. */
#ifndef KRAIT_LOWER_LOWER_EARLY_H
#define KRAIT_LOWER_LOWER_EARLY_H

#include "lower/lower_ctx.h"

/* For extension types whose instances the module's body may have in hand above the class statement: their methods are
 * put into the type where the types are made. */
void lower_early_methods(Lower *lw);

#endif
