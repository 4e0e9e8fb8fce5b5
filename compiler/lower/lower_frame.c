/* lower_frame.c: calls that look at the frame of their caller; see lower_frame.h.
 *
 * Compiled functions have no frames of their own. What needs one is known by name: functions of the standard library that
 * take the module of what they make, or the line they were called in, from their caller's frame. Such a call is made
 * through an object that pushes a frame with the right module, file, function and line around it. For
 * any other function of the same name nothing changes.
 *
 *     warnings.warn("x", stacklevel=1)   ->   %1 = prim framed (prim attr_get warnings, 'warn'), 'm.py:3:12:C.f'
 */
#include "lower/lower_frame.h"

#include <string.h>

/* They take the name of the module, or variables; the module's body has a frame that says them. */
static const char *const makers[] = {
    "namedtuple", "NamedTuple", "TypedDict", "NewType", "TypeVar", "TypeVarTuple", "ParamSpec", "TypeAliasType",
    "make_dataclass", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "new_class", "_getframe", "_getframemodulename",
    "currentframe",
};
/* They look at more, or further. exec, eval and compile ask the frame whether annotations are evaluated in new code. */
static const char *const lookers[] = {
    "warn", "extract_stack", "print_stack", "format_stack", "run_doctest",
};
/* Methods of loggers, which note the line and the function. */
static const char *const log_methods[] = {
    "debug", "info", "warning", "error", "exception", "critical", "log", "warn", "findCaller",
};

#define CONTAINS(list, text) contains(list, sizeof(list) / sizeof *(list), text)
static bool contains(const char *const *list, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(list[i], text))
            return true;
    return false;
}

static const char *last_name(const Ast *node)
{
    return node->kind == AST_Name        ? AST_AS(Name, node)->id->text
           : node->kind == AST_Attribute ? AST_AS(Attribute, node)->attr->text
                                         : "";
}

static bool ends_with(const char *text, const char *end)
{
    size_t len = strlen(text), end_len = strlen(end);
    return len >= end_len && !strcmp(text + len - end_len, end);
}

/* `logging`, `logger`, `log`, `self._log`, `LOGGER` */
static bool is_logger(const Ast *node)
{
    const char *name = last_name(node);
    return ends_with(name, "logging") || ends_with(name, "logger") || ends_with(name, "log") ||
           ends_with(name, "LOG") || ends_with(name, "LOGGER");
}

bool lower_looks_at_frame(Lower *lw, const AstCall *node)
{
    const char *name = last_name(node->func);
    bool in_body = lw->b.func->kind == IR_FUNC_MODULE;
    bool compiles = !strcmp(name, "exec") || !strcmp(name, "eval") || !strcmp(name, "compile");
    if (compiles)
        return node->func->kind == AST_Name;
    if (!strcmp(name, "warn") && lw->b.module->is_cython)
        return false; /* stacklevel= is written for Cython, where functions have no frames */
    if (CONTAINS(lookers, name))
        return true;
    if (node->func->kind == AST_Attribute) {
        const Ast *base = AST_AS(Attribute, node->func)->value;
        if (CONTAINS(log_methods, name) && is_logger(base))
            return true;
        if (!strcmp(name, "stack") && !strcmp(last_name(base), "inspect"))
            return true;
    } else if (!strcmp(name, "type")) {
        return !in_body && node->args.len > 2;
    }
    return !in_body && CONTAINS(makers, name);
}

Insn *lower_framed(Lower *lw, const AstCall *node, Insn *callable)
{
    const IrFunc *func = lw->b.func;
    bool in_body = func->kind == IR_FUNC_MODULE;
    const char *name = in_body ? "<module>" : func->qualname ? func->qualname : func->name->text;
    Span begin = func->decorated.len ? func->decorated : func->span;
    const char *site = arena_printf(lw->arena, "%s:%u:%u%s:%s", lw->b.module->source_name,
                                    in_body ? 1 : (unsigned)source_line(lw->unit->sources, begin),
                                    (unsigned)source_line(lw->unit->sources, node->head.span),
                                    lw->sema->future_annotations ? "+" : "", name);
    return LOWER_PRIM(lw, framed, callable, lower_str(lw, site));
}
