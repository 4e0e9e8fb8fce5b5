/* synerr.h: says what is wrong with a source that does not parse.
 *
 * tree-sitter always gives a tree, with ERROR and MISSING nodes; the diagnoser finds the faulty lines,
 * tells for each what CPython would tell or better, and notes how the text can be repaired so that the
 * rest can still be read.
 */
#ifndef KRAIT_SYNTAX_SYNERR_H
#define KRAIT_SYNTAX_SYNERR_H

#include "diag/diag.h"
#include "syntax/cst.h"
#include "syntax/repair.h"

typedef struct SynErr {
    Arena *arena;   /* texts of the diagnostics */
    Arena *scratch; /* everything else */
    const CstNames *names;
    Diags *diags;
    uint32_t file;
    bool is_cython;
    Repair *repair; /* out: one edit for each line that was reported */
    /* while diagnosing */
    Diag *latest;    /* the report that notes and fixes belong to */
    bool fixed;      /* the line at hand was repaired by a fix */
    uint32_t trials; /* parses spent on the line at hand */
} SynErr;

/* Reports at least one error. True when `repair` holds edits after which the rest may be read. */
bool synerr_diagnose(SynErr *e, const CstTree *tree);
/* Reports what the tokens alone show (brackets, strings, characters); false when that is nothing. */
bool synerr_lexical(SynErr *e, const char *text, uint32_t len);

#endif
