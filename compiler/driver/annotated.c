/* annotated.c: see annotated.h. The page shows C with #line directives, which the C that is written need not have: it is
 * printed once more.
 */
#include "driver/annotated.h"

#include "base/os.h"
#include "emit/listing.h"
#include <string.h>

AnnotatedForm annotated_form(const char *path)
{
    const char *dot = strrchr(os_path_base(path), '.');
    return dot && (!strcmp(dot, ".html") || !strcmp(dot, ".htm")) ? ANNOTATED_HTML : ANNOTATED_TEXT;
}

void annotated_write(Unit *unit, AnnotatedForm form, Buf *out)
{
    LineCosts costs = line_costs(unit->arena, unit->ir, unit->sema->tree->file);
    if (form == ANNOTATED_JSON) {
        listing_json(out, unit->ir, &costs);
    } else if (form == ANNOTATED_HTML) {
        EmitOptions options = unit->session->emit;
        Buf c;
        options.line_directives = true;
        options.source_margin = false;
        buf_init(&c, unit->arena);
        emit_module(unit->ir, &options, &c);
        listing_html(out, unit->ir, &costs, buf_text(&c));
    } else {
        listing_text(out, unit->ir, &costs, form == ANNOTATED_COLORED);
    }
}
