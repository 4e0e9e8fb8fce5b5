/* ir_infer.c: types that follow from an operation and its operands.
 *
 * The printer leaves out types that follow, the parser puts them back, the verifier compares. All three
 * ask here, so they agree. Nothing is guessed: NULL means that the type must be written.
 *
 *     ir_infer_result(bin add x, 1)   type of x
 *     ir_infer_arg(set s, ?)          type of the variable s
 */
#include "ir/ir_infer.h"

#include "base/panic.h"
#include "ir/ir_build.h"

static const Type *target_of(Types *types, const Type *pointer)
{
    const Type *plain = type_strip(pointer);
    if (plain->kind == TYPE_PTR || plain->kind == TYPE_ARRAY)
        return plain->target;
    return TYPE_OF(types, VOID);
}

static const Type *item_pointer(Types *types, const Type *pointer)
{
    const Type *plain = type_strip(pointer);
    return plain->kind == TYPE_ARRAY ? type_ptr(types, plain->target) : pointer;
}

static const Type *part_type(const Type *whole, uint32_t index)
{
    const Type *plain = type_strip(whole);
    if (plain->kind == TYPE_COMPLEX)
        return index < 2 ? plain->target : NULL;
    if ((plain->kind == TYPE_STRUCT || plain->kind == TYPE_CTUPLE) && plain->decl &&
        index < plain->decl->field_count)
        return plain->decl->fields[index].type;
    return NULL;
}

static const Type *build_type(Types *types, uint16_t sub)
{
    switch ((IrBuild)sub) {
    case IR_BUILD_LIST: return TYPE_OF(types, LIST);
    case IR_BUILD_TUPLE: return TYPE_OF(types, TUPLE);
    case IR_BUILD_SET: return TYPE_OF(types, SET);
    case IR_BUILD_DICT: return TYPE_OF(types, DICT);
    case IR_BUILD_SLICE: return TYPE_OF(types, SLICE);
    case IR_BUILD_STR: return TYPE_OF(types, STR);
    }
    return NULL;
}

/* Operations whose result type is that of an operand, or made from it. */
static const Type *result_of_operand(Types *types, const Insn *insn)
{
    const Type *first = insn->args[0]->type;
    switch ((int)insn->op) {
    case IR_UN: return insn->sub == IR_UN_NOT ? TYPE_OF(types, BINT) : first;
    case IR_BIN: /* the distance of two pointers is a number of items */
        return insn->sub == IR_BIN_SUB && type_strip(first)->kind == TYPE_PTR ? TYPE_OF(types, PTRDIFF) : first;
    case IR_WRAP:
    case IR_KEEP: return first;
    case IR_SELECT: return insn->nargs > 1 ? insn->args[1]->type : NULL;
    case IR_PART: return part_type(first, insn->as.index);
    case IR_FIELD: return insn->as.field ? type_ptr(types, insn->as.field->type) : NULL;
    case IR_INDEX: return item_pointer(types, first);
    case IR_LOAD: return target_of(types, first);
    case IR_VAT:
        first = type_strip(first);
        return first->kind == TYPE_VIEW ? type_ptr(types, first->target) : NULL;
    case IR_PRIM: return insn->as.prim ? ir_prim_type(types, insn->as.prim, first) : NULL;
    default: return NULL;
    }
}

static const Type *addr_type(Types *types, const Type *var_type)
{
    const Type *plain = type_strip(var_type);
    return type_ptr(types, plain->kind == TYPE_ARRAY ? plain->target : var_type);
}

const Type *ir_infer_result(Types *types, const Insn *insn)
{
    const TypeFunc *func;
    switch ((int)insn->op) {
    case IR_PYCONST: return ir_const_type(types, insn->as.pyconst);
    case IR_GET:
    case IR_MOVE: return insn->as.var->type;
    case IR_ADDR: return addr_type(types, insn->as.var->type);
    case IR_CMP:
    case IR_TRUTH:
    case IR_MATCH: return TYPE_OF(types, BINT);
    case IR_VDIM: return TYPE_OF(types, SSIZE);
    case IR_SIZEOF: return TYPE_OF(types, SIZE);
    case IR_FUNCADDR: return type_ptr(types, insn->as.callee->type);
    case IR_BUILD: return build_type(types, insn->sub);
    case IR_BOX:
    case IR_PYCALL:
    case IR_PYMETH:
    case IR_ITER:
    case IR_NEXT:
    case IR_VOBJ:
    case IR_CAUGHT:
    case IR_YIELD:
    case IR_DELEGATE:
    case IR_GENNEW:
    case IR_FUNCOBJ: return TYPE_OF(types, OBJECT);
    case IR_CALL:
    case IR_CALLPTR: func = ir_insn_func_type(insn); return func ? func->result : NULL;
    case IR_PRIM:
        return insn->nargs ? result_of_operand(types, insn)
                           : ir_prim_type(types, insn->as.prim, NULL);
    default:
        if (ir_op_info[insn->op].result == IR_RESULT_NONE)
            return TYPE_OF(types, VOID);
        return insn->nargs ? result_of_operand(types, insn) : NULL;
    }
}

static const Type *param_type(const Insn *insn, uint32_t k)
{
    const TypeFunc *func = ir_insn_func_type(insn);
    if (insn->op != IR_CALL) /* the pointer is the first operand */
        return !func || k == 0 || k > func->count ? NULL : func->params[k - 1].type;
    return func && k < func->count ? func->params[k].type : NULL;
}

static const Type *prim_arg_type(Types *types, const Insn *insn, uint32_t k)
{
    const Prim *prim = insn->as.prim;
    PrimType pattern = k < prim->arg_count ? prim->args[k] : prim->rest ? PT_ANYOBJ : PT_NONE;
    if (pattern == PT_SAME && k > 0)
        return insn->args[0]->type;
    if (pattern == PT_ANYOBJ)
        return TYPE_OF(types, OBJECT);
    return (int)pattern < TYPE_KIND_COUNT ? types->simple[pattern] : NULL;
}

const Type *ir_infer_arg(Types *types, const IrFunc *func, const Insn *insn, uint32_t k)
{
    const Type *first = k > 0 ? insn->args[0]->type : NULL;
    switch ((int)insn->op) {
    case IR_SET:
    case IR_REPLACE:
    case IR_ASSIGN: return insn->as.var->type;
    case IR_STORE: return first ? target_of(types, first) : NULL;
    case IR_BIN:
    case IR_CMP:
    case IR_NOOVERFLOW: return first;
    case IR_SELECT: return k == 2 ? insn->args[1]->type : k == 0 ? TYPE_OF(types, BINT) : NULL;
    case IR_IF: return TYPE_OF(types, BINT);
    case IR_RETURN: return func ? func->result : NULL;
    case IR_INDEX: return first ? TYPE_OF(types, SSIZE) : NULL;
    case IR_RANGE:
    case IR_WRAP:
    case IR_BOUNDS: return first ? first : TYPE_OF(types, SSIZE);
    case IR_PAR:
        if (insn->sub == IR_PAR_WORK)
            return NULL;
        if (!insn->as.par || !insn->as.par->is_loop)
            return TYPE_OF(types, INT);
        return first ? first : TYPE_OF(types, SSIZE);
    case IR_VAT:
    case IR_VSLICE: return first ? TYPE_OF(types, SSIZE) : NULL;
    case IR_CALL:
    case IR_CALLPTR: return param_type(insn, k);
    case IR_PRIM: return prim_arg_type(types, insn, k);
    case IR_BUILD:
    case IR_PYCALL:
    case IR_PYMETH:
    case IR_YIELD:
    case IR_DELEGATE:
    case IR_RAISE: return TYPE_OF(types, OBJECT);
    default: return NULL;
    }
}

const Type *ir_infer_func(Types *types, const IrFunc *func)
{
    TypeFunc made = {.result = func->result,
                     .count = func->params.len,
                     .nogil = func->nogil,
                     .with_gil = func->with_gil,
                     .except = func->except};
    made.params = ARENA_ARRAY(func->module->arena, TypeParam, made.count + 1);
    for (uint32_t i = 0; i < made.count; i++)
        made.params[i].type = func->params.items[i]->type;
    return type_func(types, &made);
}

static void par_arity(const IrPar *par, uint32_t *min, uint32_t *max)
{
    uint32_t count = par->has_threads ? 1 : 0;
    if (par->is_loop)
        count += 2u + (par->step == 0) + par->has_chunk;
    *min = *max = count;
}

static void call_arity(const TypeFunc *func, uint32_t *min, uint32_t *max)
{
    if (!func)
        return;
    *min = func->count - func->optional;
    *max = func->varargs ? UINT32_MAX : func->count;
}

void ir_arity(const Insn *insn, uint32_t *min, uint32_t *max)
{
    uint32_t count = 1;
    *min = 0;
    *max = UINT32_MAX;
    switch (insn->op) {
    case IR_CONST:
    case IR_PYCONST:
    case IR_NULL:
    case IR_GET:
    case IR_UNSET:
    case IR_INDEXVAR:
    case IR_ADDR:
    case IR_INITCHK:
    case IR_MOVE:
    case IR_CAUGHT:
    case IR_CLEAR:
    case IR_RERAISE:
    case IR_LEAVE:
    case IR_AGAIN:
    case IR_LOOP:
    case IR_TRY:
    case IR_FINALLY:
    case IR_GIL:
    case IR_BLOCK:
    case IR_UNWIND:
    case IR_SIZEOF:
    case IR_FUNCADDR: count = 0; break;
    case IR_SET:
    case IR_REPLACE:
    case IR_ASSIGN:
    case IR_UN:
    case IR_CAST:
    case IR_PART:
    case IR_FIELD:
    case IR_LOAD:
    case IR_BOX:
    case IR_UNBOX:
    case IR_TRUTH:
    case IR_TYPECHK:
    case IR_NONECHK:
    case IR_ITER:
    case IR_NEXT:
    case IR_VOPEN:
    case IR_VOBJ:
    case IR_VDIM:
    case IR_VCHK:
    case IR_NONZERO:
    case IR_INCREF:
    case IR_DECREF:
    case IR_KEEP:
    case IR_YIELD:
    case IR_DELEGATE:
    case IR_IF:
    case IR_SWITCH: break;
    case IR_BIN:
    case IR_CMP:
    case IR_INDEX:
    case IR_STORE:
    case IR_VCOPY:
    case IR_WRAP:
    case IR_BOUNDS:
    case IR_GENSET:
    case IR_NOOVERFLOW: count = 2; break;
    case IR_SELECT: count = 3; break;
    case IR_RANGE: count = insn->sub ? 1 : 2; break;
    case IR_PRIM:
        *min = insn->as.prim->arg_count;
        *max = insn->as.prim->rest ? UINT32_MAX : *min;
        return;
    case IR_CALL: call_arity(ir_insn_func_type(insn), min, max); return;
    case IR_CALLPTR:
    case IR_PYCALL:
    case IR_PYMETH:
    case IR_VAT:
    case IR_VSLICE:
    case IR_MATCH: *min = 1; return;
    case IR_BUILD:
        if (insn->sub == IR_BUILD_SLICE)
            *min = *max = 3;
        return;
    case IR_MAKE:
    case IR_ERRCHK: return;
    case IR_PAR:
        par_arity(insn->as.par, min, max);
        if (insn->sub == IR_PAR_WORK)
            *min = 0, *max = 1;
        return;
    case IR_RAISE: *max = 2; return;
    case IR_FUNCOBJ: *max = 4; return;
    case IR_GENNEW:
    case IR_RETURN: *max = 1; return;
    case IR_OP_COUNT: panic("not an operation");
    }
    *min = *max = count;
}

/* Nominal types */

static void add_nominal(Arena *arena, IrTypeList *types, const Type *type)
{
    if (map_has(&types->seen, type))
        return;
    map_set(arena, &types->seen, type, (void *)types);
    vec_push(arena, &types->list, type);
}

void ir_collect_type(Arena *arena, IrTypeList *types, const Type *type)
{
    if (!type)
        return;
    switch ((int)type->kind) {
    case TYPE_STRUCT:
    case TYPE_ENUM:
    case TYPE_TYPEDEF:
    case TYPE_CLASS:
    case TYPE_FUSED: add_nominal(arena, types, type); break;
    case TYPE_CTUPLE:
        for (uint32_t i = 0; i < type->decl->field_count; i++)
            ir_collect_type(arena, types, type->decl->fields[i].type);
        add_nominal(arena, types, type);
        break;
    case TYPE_FUNC:
        ir_collect_type(arena, types, type->func->result);
        for (uint32_t i = 0; i < type->func->count; i++)
            ir_collect_type(arena, types, type->func->params[i].type);
        break;
    default: ir_collect_type(arena, types, type->target); break;
    }
}

static void collect_in_block(Arena *arena, IrTypeList *types, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        ir_collect_type(arena, types, insn->type);
        if (insn->op == IR_CALL || insn->op == IR_FUNCADDR)
            ir_collect_type(arena, types, insn->as.callee->type);
        if (insn->op == IR_SIZEOF)
            ir_collect_type(arena, types, insn->as.type);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            collect_in_block(arena, types, insn->blocks[i]);
    }
}

static void collect_in_func(Arena *arena, IrTypeList *types, const IrFunc *func)
{
    ir_collect_type(arena, types, func->result);
    for (uint32_t i = 0; i < func->vars.len; i++)
        ir_collect_type(arena, types, func->vars.items[i]->type);
    collect_in_block(arena, types, func->body);
}

void ir_collect_types(Arena *arena, IrTypeList *types, const IrModule *module)
{
    for (uint32_t i = 0; i < module->globals.len; i++)
        ir_collect_type(arena, types, module->globals.items[i]->type);
    for (uint32_t i = 0; i < module->classes.len; i++)
        ir_collect_type(arena, types, module->classes.items[i]->type);
    for (uint32_t i = 0; i < module->externs.len; i++)
        ir_collect_type(arena, types, module->externs.items[i]->type);
    for (uint32_t i = 0; i < module->funcs.len; i++)
        collect_in_func(arena, types, module->funcs.items[i]);
    if (module->body)
        collect_in_func(arena, types, module->body);
    for (uint32_t i = 0; i < types->list.len; i++) { /* grows while it runs */
        const TypeDecl *decl = types->list.items[i]->decl;
        if (!decl)
            continue;
        ir_collect_type(arena, types, decl->target);
        ir_collect_type(arena, types, decl->base);
        ir_collect_type(arena, types, decl->layout);
        ir_collect_type(arena, types, decl->vtab);
        for (uint32_t k = 0; k < decl->field_count; k++)
            ir_collect_type(arena, types, decl->fields[k].type);
    }
}
