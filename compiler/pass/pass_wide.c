/* pass_wide.c: integers of 128 bits, which only some C compilers have.
 *
 * Source code has them by a typedef of C's name, declared with some other size. C's own operations are right for any
 * size, and kr/wide.h has the number functions of the runtime for them; what else takes a C integer takes at most 64
 * bits. So such a use is an error here, as is any use where the C compiler is one that has no such type.
 *
 *     ctypedef long long int128_t "__int128_t"
 *     a // b  (int128_t), through tcc   ->   error: a 128-bit integer, which this C compiler has not, ...
 */
#include "ir/ir_flow.h"
#include "pass/pass.h"

#include <string.h>

typedef struct Wide {
    Diags *diags;
    bool has_wide; /* the C compiler */
    bool reported; /* that it has none: once in a function */
} Wide;

static bool uses_wide(const Insn *insn)
{
    bool found = type_is_int128(insn->type);
    for (uint32_t i = 0; i < insn->nargs && !found; i++)
        found = insn->args[i] && type_is_int128(insn->args[i]->type);
    return found;
}

/* Those of kr/wide.h, which give what they take. */
static bool has_version(const Insn *insn)
{
    return insn->as.prim->result == PT_SAME && strchr(insn->as.prim->cname, '*');
}

static void visit(void *arg, Insn *insn)
{
    Wide *wide = arg;
    if (!uses_wide(insn))
        return;
    if (!wide->has_wide && !wide->reported) {
        diag_report(wide->diags, DIAG_NOT_SUPPORTED, insn->span, "a 128-bit integer, which this C compiler has not,");
        wide->reported = true;
    } else if (wide->has_wide && insn->op == IR_PRIM && !has_version(insn)) {
        diag_report(wide->diags, DIAG_NOT_SUPPORTED, insn->span, "this operation on 128-bit integers");
    }
}

void pass_wide(IrFunc *func, Diags *diags, const PassOptions *options)
{
    Wide wide = {diags, options->has_wide, false};
    if (func->body)
        ir_each_insn(func->body, visit, &wide);
}
