/* cc.h: from generated C to an extension module, with the system's C compiler. */
#ifndef KRAIT_DRIVER_CC_H
#define KRAIT_DRIVER_CC_H

#include "base/outfile.h"
#include "driver/session.h"

typedef struct CcOptions {
    const char *cc;     /* gcc, clang, tcc or any program */
    const char *level;  /* optimisation level: "2" */
    bool openmp, debug;
    const char *cflags, *ldflags; /* blank-separated, or NULL */
    const char *python;           /* interpreter to build for */
    const char *output;           /* the .so */
    const char *c_file;           /* where the C is kept; NULL: in a private directory, removed */
    const char *const *extra;     /* further C files */
    uint32_t extra_count;
    bool (*stop)(void); /* not NULL: the compiler is ended when it says so */
} CcOptions;

/* Compiles and links unit->c; the module is added to the files that are to appear. Reports into unit->diags; false on
 * failure. */
bool cc_build(Unit *unit, const CcOptions *options, OutFiles *out);

/* Appends the flags that compile the C of a module (link: that link it, the runtime included) to `out`, blanks
 * between them and words with blanks quoted for a shell. False when the interpreter does not answer. */
bool cc_flags(Unit *unit, const CcOptions *options, bool link, Buf *out);

#endif
