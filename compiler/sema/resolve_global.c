/* resolve_global.c: the statements that say whose a name is; see resolve_global.h. Source: Python language reference
 * 7.12, 7.13: both stand above all uses of the name in their scope.
 *
 *     global n       n is bound in the module, made there if need be
 *     nonlocal n     n is that of the nearest function around that binds it; it lives in a cell
 */
#include "sema/resolve_global.h"
#include "sema/declare_class.h"
#include "sema/mangle.h"
#include "sema/names.h"
#include <string.h>

/* Is the name read in this body already? */
static bool is_used_above(const Resolver *r, const Scope *scope, Atom name)
{
    for (uint32_t i = r->a->uses.len; i-- > r->a->uses_done;) {
        const NameUse *use = &r->a->uses.items[i];
        if (use->scope != scope)
            return false;
        if (use->node->id == name)
            return true;
    }
    return false;
}

void resolve_global(Resolver *r, const Ast *node)
{
    const AstGlobal *global = AST_AS(Global, node);
    Scope *module = r->a->sema->module, *scope = names_binding_scope(r->scope);
    for (uint32_t i = 0; i < global->names.len; i++) {
        Atom name = names_visible(r->a, r->scope, global->names.items[i]);
        Symbol *local = scope == module ? NULL : scope_find(scope, name);
        if (local && local->scope != module) {
            Diag *diag = REPORT(r->a, DIAG_LATE_GLOBAL, node->span, name->text, "global", name->text);
            analyzer_note_symbol(r->a, diag, local);
            continue;
        }
        if (scope != module && is_used_above(r, scope, name))
            REPORT(r->a, DIAG_LATE_GLOBAL, node->span, name->text, "global", name->text);
        Symbol *symbol = scope_find(module, name);
        if (!symbol) {
            symbol = scope_add(r->a->arena, module, SYM_GLOBAL, name, KIND_TYPE(r->a, OBJECT),
                               node->span);
            symbol->decl = node;
        }
        if (scope != module)
            map_set(r->a->arena, &scope->names, name, symbol);
    }
}

void resolve_nonlocal(Resolver *r, const Ast *node)
{
    const AtomList *names = &AST_AS(Nonlocal, node)->names;
    Scope *scope = names_binding_scope(r->scope);
    for (uint32_t i = 0; i < names->len; i++) {
        Atom name = mangle_name(r->a->atoms, scope, names->items[i]);
        Symbol *local = scope_find(scope, name);
        if (local && local->scope == scope) {
            Diag *diag = REPORT(r->a, DIAG_LATE_GLOBAL, node->span, name->text, "nonlocal", name->text);
            analyzer_note_symbol(r->a, diag, local);
            continue;
        }
        Symbol *symbol = strcmp(name->text, "__class__") == 0 ? declare_class_cell(r->a, scope)
                                                              : NULL;
        if (!symbol)
            symbol = names_outer_local(scope, name);
        if (!symbol) {
            REPORT(r->a, DIAG_NONLOCAL, node->span, name->text);
            continue;
        }
        map_set(r->a->arena, &scope->names, name, symbol);
        if (symbol->is_star) /* bound again, perhaps to something that is no tuple */
            symbol->type = KIND_TYPE(r->a, OBJECT);
        names_capture(r->a, symbol, scope->func);
    }
}
