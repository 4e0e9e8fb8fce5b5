/* lower_import.c: import statements, as CPython's compiler writes them.
 *
 * `import a.b` binds `a`; `import a.b as c` takes `b` out of `a` step by step, which also finds a module
 * that is still being imported. Source: Python language reference 7.11.
 *
 *     from a import b as c   ->   %1 = prim import_name 'a', ('b',), 0 ; set c, (prim import_from %1, 'b')
 */
#include "lower/lower_import.h"

#include "lower/lower_assign.h"
#include "lower/lower_name.h"

#include <string.h>

static void bind_alias(Lower *lw, const AstAlias *alias, Atom name, Insn *value)
{
    Symbol *symbol = lw->sema->symbol_of[alias->head.id];
    if (symbol && symbol->kind != SYM_CMODULE)
        lower_bind(lw, symbol, value);
    else
        LOWER_PRIM(lw, global_set, lower_name(lw, name), value);
}

static Insn *import_module(Lower *lw, Atom name, Insn *fromlist, int level)
{
    Insn *args[] = {lower_name(lw, name), fromlist, ir_int(&lw->b, LOWER_TYPE(lw, INT), level)};
    return lower_prim(lw, PRIM_OF(import_name), args, 3);
}

static Atom first_part(Lower *lw, Atom dotted)
{
    const char *dot = strchr(dotted->text, '.');
    return dot ? atom_intern(lw->b.module->atoms, dotted->text, (size_t)(dot - dotted->text))
               : dotted;
}

/* The module a dotted name ends in, from its first part. */
static Insn *last_part(Lower *lw, Atom dotted, Insn *module)
{
    const char *dot = strchr(dotted->text, '.');
    while (dot) {
        const char *start = dot + 1;
        dot = strchr(start, '.');
        size_t len = dot ? (size_t)(dot - start) : strlen(start);
        Atom part = atom_intern(lw->b.module->atoms, start, len);
        module = LOWER_PRIM(lw, import_from, module, lower_name(lw, part));
    }
    return module;
}

/* The modules only the compiler knows: nothing happens at run time, nor need they exist there. */
static bool is_compile_time(Atom module)
{
    return strcmp(module->text, "cython") == 0 || strncmp(module->text, "cython.", 7) == 0;
}

void lower_import(Lower *lw, const AstImport *node)
{
    for (uint32_t i = 0; i < node->names.len; i++) {
        const AstAlias *alias = AST_AS(Alias, node->names.items[i]);
        if (is_compile_time(alias->name))
            continue;
        Span old = lower_at(lw, &alias->head);
        Insn *module = import_module(lw, alias->name, lower_none(lw), 0);
        if (alias->asname)
            bind_alias(lw, alias, alias->asname, last_part(lw, alias->name, module));
        else
            bind_alias(lw, alias, first_part(lw, alias->name), module);
        lw->b.span = old;
    }
}

/* A name asked of a module: Cython takes it as it stands, the interpreter as a private name of the class around. */
static IrConst *asked_name(Lower *lw, Atom name)
{
    IrModule *module = lw->b.module;
    return module->is_cython ? ir_const_str(module, name->text, name->len, true) : lower_name_const(lw, name);
}

static Insn *from_list(Lower *lw, const AstImportFrom *node)
{
    IrConst **names = ARENA_ARRAY(lw->arena, IrConst *, node->names.len + 1);
    for (uint32_t i = 0; i < node->names.len; i++)
        names[i] = asked_name(lw, AST_AS(Alias, node->names.items[i])->name);
    return ir_pyconst(&lw->b, ir_const_tuple(lw->b.module, names, node->names.len));
}

/* All names; those of C variables go there. */
static void import_all(Lower *lw, Insn *module)
{
    IrVar *from = lower_temp(lw, "from", LOWER_TYPE(lw, OBJECT), module);
    LOWER_PRIM(lw, import_star, ir_get(&lw->b, from));
    for (uint32_t i = 0; i < lw->sema->cglobals.len; i++) {
        Symbol *symbol = lw->sema->cglobals.items[i];
        if (type_is_const(symbol->type) ||
            convert_implicit(lw->types, LOWER_TYPE(lw, OBJECT), symbol->type) == CONVERT_NONE)
            continue;
        Insn *value = LOWER_PRIM(lw, import_star_take, ir_get(&lw->b, from), lower_name(lw, symbol->name));
        IrVar *found = lower_temp(lw, "found", LOWER_TYPE(lw, OBJECT), value);
        Insn *given = ir_get(&lw->b, found);
        Insn *region = lower_if(lw, ir_cmp(&lw->b, IR_CMP_NE, given, ir_null(&lw->b, given->type)));
        lower_bind(lw, symbol, ir_get(&lw->b, found));
        ir_close(&lw->b, region);
    }
}

void lower_import_from(Lower *lw, const AstImportFrom *node)
{
    if (!node->level && node->module && strcmp(node->module->text, "__future__") == 0)
        return; /* all that can be asked for is so already */
    if (!node->level && node->module && is_compile_time(node->module))
        return;
    Atom empty = atom_intern(lw->b.module->atoms, "", 0);
    Insn *module = import_module(lw, node->module ? node->module : empty, from_list(lw, node),
                                 node->level);
    for (uint32_t i = 0; i < node->names.len; i++) {
        const AstAlias *alias = AST_AS(Alias, node->names.items[i]);
        if (strcmp(alias->name->text, "*") == 0) {
            import_all(lw, module);
            continue;
        }
        Insn *value = LOWER_PRIM(lw, import_from, module, ir_pyconst(&lw->b, asked_name(lw, alias->name)));
        bind_alias(lw, alias, alias->asname ? alias->asname : alias->name, value);
    }
}
