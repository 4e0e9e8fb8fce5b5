/* listing.h: a source with what its lines cost beside them, for a terminal, for programs and for a browser.
 *
 *     14 P2    |         log.append(s)
 *              |         ^ calling the Python method `append`
 */
#ifndef KRAIT_EMIT_LISTING_H
#define KRAIT_EMIT_LISTING_H

#include "base/buf.h"
#include "emit/line_cost.h"

/* Every line, and below those that cost something what it is. */
void listing_text(Buf *out, const IrModule *module, const LineCosts *costs, bool color);
/* A JSON object for each line that costs something. */
void listing_json(Buf *out, const IrModule *module, const LineCosts *costs);
/* A page that stands alone; lines open to the C that was made of them. `c` is the C of the module with #line directives. */
void listing_html(Buf *out, const IrModule *module, const LineCosts *costs, const char *c);

#endif
