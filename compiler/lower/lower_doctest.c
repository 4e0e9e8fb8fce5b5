/* lower_doctest.c: the dict __test__, by which doctest finds docstrings that no object shows; see lower_doctest.h.
 *
 * doctest finds those of our functions and classes by itself, so the dict is made on request only. Its keys are the names
 * with the line of the def, its values the docstrings: of functions and methods that hold an example, of C functions too
 * with autotestdict.cdef, of all with autotestdict.all. Source: Cython user guide, "Compiler directives".
 *
 *     def f(): ">>> f()"   ->   prim global_set '__test__', (build dict 'f (line 1)', '>>> f()')
 */
#include "lower/lower_doctest.h"

#include "sema/fused.h"

#include <string.h>

/* Methods of extension types that Python cannot look up by name, or that doctest is kept away from. */
static bool is_excluded(const FuncInfo *info)
{
    static const char *const names[] = {"__cinit__",   "__dealloc__", "__richcmp__", "__nonzero__",
                                        "__bool__",    "__len__",     "__contains__"};
    for (size_t i = 0; info->cls && i < sizeof names / sizeof *names; i++)
        if (!strcmp(info->name->text, names[i]))
            return true;
    return false;
}

static bool is_listed(const Lower *lw, const FuncInfo *info)
{
    const Directives *directives = lw->directives;
    bool is_c = info->kind == FUNC_C;
    bool is_inner = info->qualname && strstr(info->qualname, "<locals>");
    if (!info->doc || is_inner || is_excluded(info) || (info->spec && info->spec->func == info))
        return false;
    if (info->kind != FUNC_DEF && info->kind != FUNC_CP && !is_c)
        return false;
    if (info->node->span.file != lw->sema->tree->file)
        return false;
    if (is_c && !directives->autotestdict_cdef && !directives->autotestdict_all)
        return false;
    return directives->autotestdict_all || strstr(info->doc, ">>>");
}

/* "C.method (line 3)", "C.property.__get__ (line 3)" */
static const char *key_of(const Lower *lw, const FuncInfo *info)
{
    const char *name = info->qualname ? info->qualname : info->name->text;
    unsigned line = (unsigned)source_line(lw->unit->sources, info->node->span);
    if (!info->accessor)
        return arena_printf(lw->arena, "%s (line %u)", name, line);
    const ClassInfo *cls = info->cls;
    for (uint32_t i = 0; i < cls->properties.len; i++) {
        const PropertyInfo *property = cls->properties.items[i];
        const char *method = property->get == info   ? "__get__"
                             : property->set == info ? "__set__"
                             : property->del == info ? "__del__"
                                                     : NULL;
        if (method)
            return arena_printf(lw->arena, "%s.%s.%s (line %u)", cls->py_name, property->symbol->name->text, method,
                                line);
    }
    return name;
}

static bool has_own(const Lower *lw)
{
    const Symbol *symbol = scope_find(lw->sema->module, atom_from(lw->b.module->atoms, "__test__"));
    return symbol && symbol->is_assigned;
}

void lower_doctest_dict(Lower *lw)
{
    if (!lw->directives->autotestdict || has_own(lw))
        return;
    Insn **items = ARENA_ARRAY(lw->arena, Insn *, 2 * lw->sema->functions.len + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < lw->sema->functions.len; i++) {
        const FuncInfo *info = lw->sema->functions.items[i];
        if (!is_listed(lw, info))
            continue;
        items[count++] = lower_str(lw, key_of(lw, info));
        items[count++] = ir_pyconst(&lw->b, ir_const_str(lw->b.module, info->doc, info->doc_len, false));
    }
    Insn *dict = ir_append(&lw->b, IR_BUILD, IR_BUILD_DICT, LOWER_TYPE(lw, DICT), items, count);
    LOWER_PRIM(lw, global_set, lower_str(lw, "__test__"), dict);
}
