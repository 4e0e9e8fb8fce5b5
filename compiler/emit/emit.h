/* emit.h: IR, phase L, to C text: the last stage of the compiler proper. */
#ifndef KRAIT_EMIT_EMIT_H
#define KRAIT_EMIT_EMIT_H

#include "base/buf.h"
#include "ir/ir.h"

typedef struct EmitOptions {
    bool line_directives; /* -g: #line to the source */
    bool source_margin;   /* the source line in the right margin */
    bool jit;             /* for libtcc: `#include "kr/rt.h"` is replaced by the slim prelude, no system headers */
    bool openmp_pragmas;
} EmitOptions;

/* Writes the C of the module; deterministic: same input, same bytes. */
void emit_module(const IrModule *module, const EmitOptions *options, Buf *out);

/* NAME.h and NAME_api.h, for C code that uses `public` and `api` things; nothing when there are none. */
void emit_header(const IrModule *module, const EmitOptions *options, Buf *out);
void emit_api_header(const IrModule *module, const EmitOptions *options, Buf *out);

#endif
