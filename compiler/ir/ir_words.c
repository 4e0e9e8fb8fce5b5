/* ir_words.c: see ir_words.h. What primitives are called comes from their rows: the key says which operator, function or
 * method of the language one is; those without a key are told by the family in their name.
 */
#include "ir/ir_words.h"

#include "type/typename.h"

#include <string.h>

static const char *built_thing(uint16_t sub)
{
    static const char *const things[] = {"list", "tuple", "set", "dict", "slice", "str"};
    return sub < sizeof things / sizeof *things ? things[sub] : "object";
}

static const char *constant_arg(const Insn *insn)
{
    for (uint32_t i = 0; i < insn->nargs; i++)
        if (insn->args[i]->op == IR_PYCONST && insn->args[i]->as.pyconst->kind == IR_CONST_STR)
            return insn->args[i]->as.pyconst->text;
    return NULL;
}

static const char *describe_subscript(const char *key)
{
    static const struct {
        const char *key, *text;
    } rows[] = {
        {"[]", "indexing a Python object"},
        {"[]=", "assigning to an item of a Python object"},
        {"del[]", "deleting an item of a Python object"},
        {"[:]", "slicing a Python object"},
        {"[:]=", "assigning to a slice of a Python object"},
        {"del[:]", "deleting a slice of a Python object"},
        {"truth", "testing the truth of a Python object"},
        {"iter", "iterating over a Python object"},
        {"next", "iterating over a Python object"},
        {"box", "converting a C value to a Python object"},
        {"unbox", "converting a Python object to a C value"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].key, key) == 0)
            return rows[i].text;
    return NULL;
}

static const char *describe_construct(Arena *arena, const Insn *insn)
{
    static const struct {
        const char *prefix, *text;
        bool is_named;
    } rows[] = {
        {"annotate_", "annotations", false},
        {"array_", "a C array or view as an object", false},
        {"attr_set", "assigning to the Python attribute", true},
        {"attr_del", "deleting the Python attribute", true},
        {"attr_", "accessing the Python attribute", true},
        {"builtin_", "looking up the Python name", true},
        {"bytes_", "a bytes object", false},
        {"call_", "calling a Python object", false},
        {"cclass_", "an extension type", false},
        {"cell_", "a variable that inner functions use", false},
        {"class_", "a Python class", false},
        {"closure_", "a variable that inner functions use", false},
        {"dict_", "filling a Python dict", false},
        {"enum_", "an enum as a Python class", false},
        {"exception_", "handling an exception", false},
        {"free_", "a variable that inner functions use", false},
        {"fused_", "making a fused function", false},
        {"generic_", "type parameters", false},
        {"global_del", "deleting the Python name", true},
        {"global_set", "assigning to the Python name", true},
        {"global_", "looking up the Python name", true},
        {"group_", "`except*`", false},
        {"import_", "importing", true},
        {"kw_", "calling a Python object", false},
        {"list_", "filling a Python list", false},
        {"match_", "matching a pattern", false},
        {"method_find", "looking up the Python method", true},
        {"section_", "a critical section", false},
        {"set_", "filling a Python set", false},
        {"str_", "a str object", false},
        {"tuple_", "an item of a Python tuple", false},
        {"unpack", "unpacking a Python object", false},
        {"view_", "a memoryview object", false},
        {"with_", "a `with` statement", false},
    };
    const char *id = insn->as.prim->id;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (strncmp(rows[i].prefix, id, strlen(rows[i].prefix)) != 0)
            continue;
        const char *name = rows[i].is_named ? constant_arg(insn) : NULL;
        return name ? arena_printf(arena, "%s `%s`", rows[i].text, name) : rows[i].text;
    }
    return "this operation on Python objects";
}

static const char *describe_prim(Arena *arena, const Insn *insn)
{
    const char *key = insn->as.prim->key;
    const char *subscript = describe_subscript(key);
    if (!key[0])
        return describe_construct(arena, insn);
    if (subscript)
        return subscript;
    if (strncmp(key, "f ", 2) == 0)
        return arena_printf(arena, "calling `%s()` on Python objects", key + 2);
    if (strncmp(key, "m ", 2) == 0)
        return arena_printf(arena, "calling the Python method `%s`", key + 2);
    if (strncmp(key, "a ", 2) == 0)
        return arena_printf(arena, "accessing the Python attribute `%s`", key + 2);
    return arena_printf(arena, "operator `%s` on Python objects", key);
}

/* A method that was looked up before its arguments were computed has its name there. */
static const char *describe_call(Arena *arena, const Insn *insn)
{
    const Insn *callable = insn->args[0];
    bool is_method = insn->as.pycall.is_found && callable->op == IR_PRIM && constant_arg(callable);
    return is_method ? arena_printf(arena, "calling the Python method `%s`", constant_arg(callable)) : "calling a Python object";
}

const char *ir_callee_name(const Insn *insn)
{
    const IrCallee *callee = insn->as.callee;
    return callee->func ? callee->func->name->text : callee->c_name;
}

const char *ir_words(Arena *arena, const Insn *insn)
{
    switch ((int)insn->op) {
    case IR_PRIM: return describe_prim(arena, insn);
    case IR_CALL:
        return arena_printf(arena, "calling `%s`, which is not declared nogil,", ir_callee_name(insn));
    case IR_CALLPTR: return "calling a function whose type is not declared nogil";
    case IR_PYCALL: return describe_call(arena, insn);
    case IR_PYMETH:
        return arena_printf(arena, "calling the Python method `%s`", insn->as.pymeth.name->text);
    case IR_BUILD: return arena_printf(arena, "constructing a Python %s", built_thing(insn->sub));
    case IR_FUNCOBJ: return "making a Python function";
    case IR_BOX:
        return arena_printf(arena, "converting `%s` to a Python object",
                            typename_source(arena, insn->args[0]->type));
    case IR_UNBOX:
        return arena_printf(arena, "converting a Python object to `%s`",
                            typename_source(arena, insn->type));
    case IR_TRUTH: return "testing the truth of a Python object";
    case IR_TYPECHK:
    case IR_NONECHK: return "checking the type of a Python object";
    case IR_ITER:
    case IR_NEXT: return "iterating over a Python object";
    case IR_VOPEN: return "acquiring a typed memoryview from a Python object";
    case IR_VOBJ: return "converting a typed memoryview to a Python object";
    case IR_RAISE: return "raising an exception";
    case IR_RERAISE: return "handling exceptions";
    case IR_MATCH:
    case IR_CAUGHT:
    case IR_CLEAR: return "handling an exception";
    case IR_SET:
        return arena_printf(arena, "assigning to the Python variable `%s`",
                            insn->as.var->name->text);
    case IR_UNSET:
        return arena_printf(arena, "deleting the Python variable `%s`", insn->as.var->name->text);
    case IR_STORE: return "storing a Python object";
    case IR_RETURN: return "returning a Python object";
    case IR_YIELD: return "`yield`";
    default: return "this operation on Python objects";
    }
}
