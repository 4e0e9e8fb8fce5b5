/* read.h: source text to AST: the one entrance of the syntax stage.
 *
 * tree-sitter parses (grammar/), read_*.c turn its concrete tree into ast.def nodes, the diagnoser
 * (synerr.c) says what is wrong around each ERROR or MISSING node. On syntax errors the tree is still
 * returned, with Poison nodes, so that later stages can report more; the diagnostics tell.
 */
#ifndef KRAIT_SYNTAX_READ_H
#define KRAIT_SYNTAX_READ_H

#include "base/atom.h"
#include "diag/diag.h"
#include "syntax/ast.h"
#include "syntax/cst.h"
#include "syntax/ctime.h"

struct ReadInput;
/* Finds an included file beside the including one (input->path) or on the search path: sets path, text
 * and len of `input`; false when there is none. */
typedef bool ReadOpen(void *context, const char *path, struct ReadInput *input);

typedef struct ReadInput {
    Arena *arena; /* owns the tree */
    AtomTable *atoms;
    const CstNames *names; /* NULL: they are made for this text */
    Diags *diags;
    SourceMap *sources;
    const char *path;
    const char *text; /* bytes as read from disk: BOM and PEP 263 cookies are handled here */
    size_t len;
    bool is_cython, is_pxd;
    CtEnv *env; /* DEF, IF and include act while reading; NULL: they are kept as nodes */
    ReadOpen *open_include;
    void *context;
    /* set for included files */
    const CtFile *including;     /* the files this one is being included from */
    uint32_t first_id;           /* number of the first node */
    AstDeprecations *deprecated; /* of the including tree */
} ReadInput;

/* Parses one file. Never NULL; with errors reported the module may hold Poison nodes. */
AstTree *read_source(const ReadInput *input);
/* The concrete tree as text, for `krait dump --stage cst`. */
void read_dump_cst(const ReadInput *input, Buf *out);

#endif
