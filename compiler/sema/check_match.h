/* check_match.h: the match statement. */
#ifndef KRAIT_SEMA_CHECK_MATCH_H
#define KRAIT_SEMA_CHECK_MATCH_H

#include "sema/analyzer.h"

/* The statement: subject, patterns, guards, bodies. */
void check_match(Analyzer *a, const Ast *node);

#endif
