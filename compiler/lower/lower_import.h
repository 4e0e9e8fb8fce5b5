/* lower_import.h: import statements. */
#ifndef KRAIT_LOWER_LOWER_IMPORT_H
#define KRAIT_LOWER_LOWER_IMPORT_H

#include "lower/lower_ctx.h"

/* Imports and binds the names, in order; `import *` into the module. */
void lower_import(Lower *lw, const AstImport *node);
void lower_import_from(Lower *lw, const AstImportFrom *node);

#endif
