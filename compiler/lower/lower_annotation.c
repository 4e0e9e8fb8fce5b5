/* lower_annotation.c: annotations at run time; see lower_annotation.h.
 *
 * A module or class with annotated variables has __annotations__ from its start; each annotation is stored when control
 * comes to it, behind the assignment. In functions nothing of it is evaluated.
 * Source: PEP 526.
 *
 *     x: int = 1   (module)   ->   x = 1 ; prim class_annotate globals, 'x', int
 */
#include "lower/lower_annotation.h"

#include "lower/lower_expr.h"
#include "lower/lower_late.h"

#include <string.h>

Insn *lower_annotation(Lower *lw, const Ast *annotation)
{
    bool is_evaluated = late_is_evaluated(lw, annotation);
    if (is_evaluated && annotation->kind == AST_Starred) {
        Insn *items = lower_object(lw, AST_AS(Starred, annotation)->value);
        return LOWER_PRIM(lw, tuple_part, LOWER_PRIM(lw, unpack, items, lower_ssize(lw, 1)),
                          lower_ssize(lw, 0));
    }
    if (is_evaluated)
        return lower_object(lw, annotation);
    const char *text = late_annotation_text(lw, annotation);
    return ir_pyconst(&lw->b, ir_const_str(lw->b.module, text, (uint32_t)strlen(text), false));
}

/* Extension types have no __annotations__. */
static bool has_namespace(const Lower *lw)
{
    return (lw->info->kind == FUNC_MODULE && !lw->space) || lw->info->kind == FUNC_CLASS;
}

/* Where the names of the module or class are. */
static Insn *namespace(Lower *lw)
{
    return lw->space ? ir_get(&lw->b, lw->space) : LOWER_PRIM0(lw, global_dict);
}

void lower_annotate(Lower *lw, const AstAnnAssign *node)
{
    if (!node->value && node->target->kind == AST_Attribute) {
        lower_effect(lw, AST_AS(Attribute, node->target)->value);
    } else if (!node->value && node->target->kind == AST_Subscript) {
        lower_effect(lw, AST_AS(Subscript, node->target)->value);
        lower_effect(lw, AST_AS(Subscript, node->target)->index);
    }
    if (!has_namespace(lw))
        return;
    bool is_late = late_is_evaluated(lw, node->annotation) || lw->annotate;
    Insn *region = is_late ? lower_if(lw, lower_annotate_now(lw)) : NULL;
    Insn *value = lower_annotation(lw, node->annotation);
    if (node->target->kind == AST_Name && node->simple)
        LOWER_PRIM(lw, class_annotate, namespace(lw),
                   lower_name(lw, AST_AS(Name, node->target)->id), value);
    if (region)
        ir_close(&lw->b, region);
    late_reached(lw, node);
}

Insn *lower_annotate_now(Lower *lw)
{
    return ir_un(&lw->b, IR_UN_NOT, LOWER_PRIM0(lw, annotate_late));
}

void lower_annotations_start(Lower *lw)
{
    if (has_namespace(lw) && lw->info->has_annotations && !late_begin(lw))
        LOWER_PRIM(lw, class_annotations, namespace(lw));
}
