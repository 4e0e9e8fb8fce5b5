/* ir_build.c: making IR: modules, functions, variables, instructions, regions and constants.
 *
 * All memory is the module's arena. Instructions get dense ids as they are made; labels of regions end
 * in a number and are unique in their function. Constants of the module are shared: equal ones are one
 * IrConst, found by a key text interned as an atom.
 *
 *     Insn *loop = ir_region(b, IR_LOOP, 0, NULL, 0, 1, "loop");
 *     ir_enter(b, loop, 0);
 *     ir_leave(b, loop);
 *     ir_close(b, loop);
 */
#include "ir/ir_build.h"

#include "base/panic.h"
#include "ir/ir_flow.h"

#include <string.h>

/* Modules, functions, variables */

IrModule *ir_module_new(Arena *arena, AtomTable *atoms, Types *types, SourceMap *sources,
                        const char *name)
{
    IrModule *module = ARENA_NEW(arena, IrModule);
    module->arena = arena;
    module->atoms = atoms;
    module->types = types;
    module->sources = sources;
    module->name = name;
    module->source_name = "";
    return module;
}

IrFunc *ir_func_new(IrModule *module, IrFuncKind kind, Atom name)
{
    IrFunc *func = ARENA_NEW(module->arena, IrFunc);
    func->kind = kind;
    func->module = module;
    func->name = name;
    func->result = TYPE_OF(module->types, VOID);
    func->phase = IR_PHASE_H;
    func->body = ir_block_new(module);
    if (kind == IR_FUNC_MODULE)
        module->body = func;
    else
        vec_push(module->arena, &module->funcs, func);
    return func;
}

static IrVar *make_var(IrModule *module, IrStorage storage, Atom name, const Type *type)
{
    IrVar *var = ARENA_NEW(module->arena, IrVar);
    var->storage = storage;
    var->name = name;
    var->type = type;
    return var;
}

IrVar *ir_var_new(IrFunc *func, IrStorage storage, Atom name, const Type *type)
{
    IrModule *module = func->module;
    IrVar *var = make_var(module, storage, name, type);
    var->index = func->vars.len;
    vec_push(module->arena, &func->vars, var);
    if (storage == IR_VAR_PARAM)
        vec_push(module->arena, &func->params, var);
    return var;
}

IrVar *ir_global_new(IrModule *module, Atom name, const Type *type)
{
    IrVar *var = make_var(module, IR_VAR_GLOBAL, name, type);
    var->index = module->globals.len;
    vec_push(module->arena, &module->globals, var);
    return var;
}

IrVar *ir_extern_new(IrModule *module, const char *c_name, const Type *type)
{
    for (uint32_t i = 0; i < module->externs.len; i++)
        if (strcmp(module->externs.items[i]->c_name, c_name) == 0 &&
            module->externs.items[i]->type == type)
            return module->externs.items[i];
    IrVar *var = make_var(module, IR_VAR_EXTERN, atom_from(module->atoms, c_name), type);
    var->c_name = arena_strdup(module->arena, c_name);
    var->index = module->externs.len;
    vec_push(module->arena, &module->externs, var);
    return var;
}

IrVar *ir_temp_new(IrBuilder *b, const char *role, const Type *type)
{
    while (type->kind == TYPE_CONST) /* it is set, whatever it is then used for */
        type = type->target;
    IrVar *var = ir_var_new(b->func, IR_VAR_TEMP, atom_from(b->module->atoms, role), type);
    var->span = b->span;
    return var;
}

IrBlock *ir_block_new(IrModule *module)
{
    return ARENA_NEW(module->arena, IrBlock);
}

/* Instructions */

Insn *ir_insn_new(IrFunc *func, IrOp op, uint16_t sub, const Type *type, Insn *const *args,
                  uint32_t count, Span span)
{
    Arena *arena = func->module->arena;
    Insn *insn = ARENA_NEW(arena, Insn);
    insn->op = op;
    insn->sub = sub;
    insn->type = type ? type : TYPE_OF(func->module->types, VOID);
    insn->span = span;
    insn->id = func->insn_count++;
    insn->nargs = count;
    if (count) {
        insn->args = ARENA_ARRAY(arena, Insn *, count);
        memcpy(insn->args, args, count * sizeof *args);
    }
    return insn;
}

Insn *ir_append(IrBuilder *b, IrOp op, uint16_t sub, const Type *type, Insn *const *args,
                uint32_t count)
{
    Insn *insn = ir_insn_new(b->func, op, sub, type, args, count, b->span);
    ir_block_append(b->block, insn);
    return insn;
}

void ir_block_append(IrBlock *block, Insn *insn)
{
    insn->parent = block;
    insn->prev = block->last;
    insn->next = NULL;
    if (block->last)
        block->last->next = insn;
    else
        block->first = insn;
    block->last = insn;
}

void ir_insert_before(Insn *place, Insn *insn)
{
    insn->parent = place->parent;
    insn->prev = place->prev;
    insn->next = place;
    if (place->prev)
        place->prev->next = insn;
    else
        place->parent->first = insn;
    place->prev = insn;
}

void ir_insert_after(Insn *place, Insn *insn)
{
    if (place->next)
        ir_insert_before(place->next, insn);
    else
        ir_block_append(place->parent, insn);
}

void ir_remove(Insn *insn)
{
    IrBlock *block = insn->parent;
    if (insn->prev)
        insn->prev->next = insn->next;
    else
        block->first = insn->next;
    if (insn->next)
        insn->next->prev = insn->prev;
    else
        block->last = insn->prev;
    insn->prev = insn->next = NULL;
    insn->parent = NULL;
}

void ir_block_move(IrBlock *from, IrBlock *to)
{
    while (from->first) {
        Insn *insn = from->first;
        ir_remove(insn);
        ir_block_append(to, insn);
    }
}

void ir_block_move_before(IrBlock *from, Insn *place)
{
    while (from->first) {
        Insn *insn = from->first;
        ir_remove(insn);
        ir_insert_before(place, insn);
    }
}

static void replace_in_block(IrBlock *block, Insn *const *by_id, uint32_t count)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nargs; i++)
            while (insn->args[i]->id < count && by_id[insn->args[i]->id])
                insn->args[i] = by_id[insn->args[i]->id];
        for (uint32_t i = 0; i < insn->nblocks; i++)
            replace_in_block(insn->blocks[i], by_id, count);
    }
}

void ir_replace_many(IrFunc *func, Insn *const *by_id, uint32_t count)
{
    replace_in_block(func->body, by_id, count);
}

static void replace_one(IrBlock *block, const Insn *old, Insn *new_value)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        for (uint32_t i = 0; i < insn->nargs; i++)
            if (insn->args[i] == old)
                insn->args[i] = new_value;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            replace_one(insn->blocks[i], old, new_value);
    }
}

void ir_replace_uses(IrFunc *func, Insn *old, Insn *new_value)
{
    replace_one(func->body, old, new_value);
}

/* Shorthands */

Insn *ir_get(IrBuilder *b, IrVar *var)
{
    Insn *insn = ir_append(b, IR_GET, 0, var->type, NULL, 0);
    insn->as.var = var;
    return insn;
}

Insn *ir_set(IrBuilder *b, IrVar *var, Insn *value)
{
    Insn *insn = ir_append(b, IR_SET, 0, NULL, &value, 1);
    insn->as.var = var;
    if (b->func != b->module->body)
        var->changes = true;
    return insn;
}

Insn *ir_int(IrBuilder *b, const Type *type, int64_t value)
{
    Insn *insn = ir_append(b, IR_CONST, 0, type, NULL, 0);
    insn->as.imm.i = value;
    return insn;
}

Insn *ir_float(IrBuilder *b, const Type *type, double value)
{
    Insn *insn = ir_append(b, IR_CONST, 0, type, NULL, 0);
    insn->as.imm.f = value;
    return insn;
}

const Type *ir_cstring_type(Types *types)
{
    return type_ptr(types, type_qualified(types, TYPE_OF(types, CHAR), TYPE_QUAL_CONST));
}

Insn *ir_cstring(IrBuilder *b, const char *text, uint32_t len)
{
    Insn *insn = ir_append(b, IR_CONST, 0, ir_cstring_type(b->module->types), NULL, 0);
    insn->as.imm.text = arena_strndup(b->module->arena, text, len);
    insn->as.imm.len = len;
    return insn;
}

Insn *ir_null(IrBuilder *b, const Type *type)
{
    return ir_append(b, IR_NULL, 0, type, NULL, 0);
}

const Type *ir_const_type(Types *types, const IrConst *value)
{
    switch (value->kind) {
    case IR_CONST_NONE:
    case IR_CONST_ELLIPSIS: return TYPE_OF(types, OBJECT);
    case IR_CONST_TRUE:
    case IR_CONST_FALSE: return TYPE_OF(types, PYBOOL);
    case IR_CONST_STR: return TYPE_OF(types, STR);
    case IR_CONST_BYTES: return TYPE_OF(types, BYTES);
    case IR_CONST_INT: return TYPE_OF(types, PYINT);
    case IR_CONST_FLOAT: return TYPE_OF(types, PYFLOAT);
    case IR_CONST_COMPLEX: return TYPE_OF(types, PYCOMPLEX);
    case IR_CONST_TUPLE: return TYPE_OF(types, TUPLE);
    case IR_CONST_FROZENSET: return TYPE_OF(types, FROZENSET);
    }
    panic("constant of kind %d", (int)value->kind);
}

Insn *ir_pyconst(IrBuilder *b, IrConst *value)
{
    Insn *insn = ir_append(b, IR_PYCONST, 0, ir_const_type(b->module->types, value), NULL, 0);
    insn->as.pyconst = value;
    return insn;
}

Insn *ir_un(IrBuilder *b, IrUn sub, Insn *a)
{
    const Type *type = sub == IR_UN_NOT ? TYPE_OF(b->module->types, BINT) : a->type;
    return ir_append(b, IR_UN, (uint16_t)sub, type, &a, 1);
}

Insn *ir_bin(IrBuilder *b, IrBin sub, Insn *left, Insn *right)
{
    Insn *args[] = {left, right};
    return ir_append(b, IR_BIN, (uint16_t)sub, left->type, args, 2);
}

Insn *ir_cmp(IrBuilder *b, IrCmp sub, Insn *left, Insn *right)
{
    Insn *args[] = {left, right};
    return ir_append(b, IR_CMP, (uint16_t)sub, TYPE_OF(b->module->types, BINT), args, 2);
}

Insn *ir_cast(IrBuilder *b, const Type *type, Insn *value)
{
    return value->type == type ? value : ir_append(b, IR_CAST, 0, type, &value, 1);
}

/* What a pointer or array points to; void for anything else. */
Insn *ir_select(IrBuilder *b, Insn *cond, Insn *yes, Insn *no)
{
    return ir_append(b, IR_SELECT, 0, yes->type, (Insn *[]){cond, yes, no}, 3);
}

Insn *ir_items(IrBuilder *b, IrVar *array)
{
    const Type *plain = type_strip(array->type);
    const Type *target = plain->kind == TYPE_ARRAY ? plain->target : array->type;
    Insn *insn = ir_append(b, IR_ADDR, 0, type_ptr(b->module->types, target), NULL, 0);
    insn->as.var = array;
    return insn;
}

Insn *ir_addr(IrBuilder *b, IrVar *var)
{
    if (var->storage != IR_VAR_EXTERN) /* others may take the address of those anyway */
        var->address_taken = true;
    return ir_items(b, var);
}

Insn *ir_field(IrBuilder *b, Insn *base, const TypeField *field)
{
    Insn *insn = ir_append(b, IR_FIELD, 0, type_ptr(b->module->types, field->type), &base, 1);
    insn->as.field = field;
    return insn;
}

Insn *ir_index(IrBuilder *b, Insn *first, Insn *index)
{
    return ir_append(b, IR_INDEX, 0, first->type, (Insn *[]){first, index}, 2);
}

static const Type *pointed_to(Types *types, const Type *pointer)
{
    const Type *plain = type_strip(pointer);
    if (plain->kind == TYPE_PTR || plain->kind == TYPE_ARRAY)
        return plain->target;
    return TYPE_OF(types, VOID);
}

Insn *ir_load(IrBuilder *b, Insn *pointer)
{
    return ir_append(b, IR_LOAD, 0, pointed_to(b->module->types, pointer->type), &pointer, 1);
}

Insn *ir_store(IrBuilder *b, Insn *pointer, Insn *value)
{
    Insn *args[] = {pointer, value};
    return ir_append(b, IR_STORE, 0, NULL, args, 2);
}

const Type *ir_prim_type(Types *types, const Prim *prim, const Type *first)
{
    if (prim->result == PT_SAME)
        return first;
    if (prim->result == PT_NONE) /* a status: negative on failure */
        return TYPE_OF(types, INT);
    return (int)prim->result < TYPE_KIND_COUNT ? types->simple[prim->result] : NULL;
}

Insn *ir_prim(IrBuilder *b, const Prim *prim, const Type *type, Insn *const *args, uint32_t count)
{
    if (!type)
        type = ir_prim_type(b->module->types, prim, count ? args[0]->type : NULL);
    if (!type)
        panic("primitive %s: the result type must be given", prim->id);
    Insn *insn = ir_append(b, IR_PRIM, 0, type, args, count);
    insn->as.prim = prim;
    return insn;
}

Insn *ir_call(IrBuilder *b, IrCallee *callee, Insn *const *args, uint32_t count)
{
    Insn *insn = ir_append(b, IR_CALL, 0, NULL, args, count);
    insn->as.callee = callee;
    insn->type = ir_insn_func_type(insn)->result;
    return insn;
}

Insn *ir_funcaddr(IrBuilder *b, IrCallee *callee)
{
    Insn *insn = ir_append(b, IR_FUNCADDR, 0, type_ptr(b->module->types, callee->type), NULL, 0);
    insn->as.callee = callee;
    return insn;
}

/* Regions and exits */

static Atom make_label(IrFunc *func, const char *hint)
{
    char text[64];
    size_t len = strlen(hint);
    if (len > 40)
        len = 40;
    memcpy(text, hint, len);
    uint32_t number = ++func->label_count;
    char digits[10];
    size_t count = 0;
    do
        digits[count++] = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    while (count)
        text[len++] = digits[--count];
    return atom_intern(func->module->atoms, text, len);
}

Insn *ir_region_new(IrFunc *func, IrOp op, uint16_t sub, Insn *const *args, uint32_t count,
                    uint32_t blocks, Span span)
{
    Insn *region = ir_insn_new(func, op, sub, NULL, args, count, span);
    region->nblocks = blocks;
    region->blocks = ARENA_ARRAY(func->module->arena, IrBlock *, blocks);
    for (uint32_t i = 0; i < blocks; i++) {
        region->blocks[i] = ir_block_new(func->module);
        region->blocks[i]->owner = region;
    }
    return region;
}

Insn *ir_region(IrBuilder *b, IrOp op, uint16_t sub, Insn *const *args, uint32_t count,
                uint32_t blocks, const char *label)
{
    Insn *region = ir_region_new(b->func, op, sub, args, count, blocks, b->span);
    ir_block_append(b->block, region);
    if (label)
        region->label = make_label(b->func, label);
    if (op == IR_RANGE)
        region->as.step = 1;
    return region;
}

void ir_enter(IrBuilder *b, Insn *region, uint32_t block)
{
    ALWAYS(block < region->nblocks);
    b->block = region->blocks[block];
}

void ir_close(IrBuilder *b, Insn *region)
{
    b->block = region->parent;
}

static Insn *append_jump(IrBuilder *b, IrOp op, Insn *region)
{
    if (!region->label)
        region->label = make_label(b->func, ir_op_info[region->op].text);
    Insn *insn = ir_append(b, op, 0, NULL, NULL, 0);
    insn->as.target = region;
    return insn;
}

Insn *ir_leave(IrBuilder *b, Insn *region)
{
    return append_jump(b, IR_LEAVE, region);
}

Insn *ir_again(IrBuilder *b, Insn *region)
{
    return append_jump(b, IR_AGAIN, region);
}

Insn *ir_return(IrBuilder *b, Insn *value)
{
    return ir_append(b, IR_RETURN, 0, NULL, &value, value ? 1 : 0);
}

bool ir_is_open(const IrBuilder *b)
{
    return ir_block_falls(b->block);
}

/* Constants */

/* The constant with this key text, or a fresh one registered under it. */
static IrConst *share_const(IrModule *module, IrConstKind kind, Buf *key, bool *fresh)
{
    Atom atom = atom_intern(module->atoms, buf_text(key), key->len);
    IrConst *value = map_get(&module->const_index, atom);
    *fresh = value == NULL;
    if (value)
        return value;
    value = ARENA_NEW(module->arena, IrConst);
    value->kind = kind;
    value->index = module->consts.len;
    vec_push(module->arena, &module->consts, value);
    map_set(module->arena, &module->const_index, atom, value);
    return value;
}

/* Keys start with a byte that no identifier starts with, and the kind. */
static Buf start_key(IrModule *module, IrConstKind kind)
{
    Buf key;
    buf_init(&key, module->arena);
    buf_printf(&key, "\x01%d ", (int)kind);
    return key;
}

IrConst *ir_const_simple(IrModule *module, IrConstKind kind)
{
    bool fresh;
    Buf key = start_key(module, kind);
    return share_const(module, kind, &key, &fresh);
}

static IrConst *make_text_const(IrModule *module, IrConstKind kind, const char *text, uint32_t len)
{
    bool fresh;
    Buf key = start_key(module, kind);
    buf_put(&key, text, len);
    IrConst *value = share_const(module, kind, &key, &fresh);
    if (fresh) {
        value->text = arena_strndup(module->arena, text, len);
        value->len = len;
    }
    return value;
}

IrConst *ir_const_str(IrModule *module, const char *text, uint32_t len, bool is_name)
{
    IrConst *value = make_text_const(module, IR_CONST_STR, text, len);
    value->is_name |= is_name;
    return value;
}

IrConst *ir_const_bytes(IrModule *module, const char *text, uint32_t len)
{
    return make_text_const(module, IR_CONST_BYTES, text, len);
}

IrConst *ir_const_int(IrModule *module, const BigInt *integer)
{
    bool fresh;
    Buf key = start_key(module, IR_CONST_INT);
    buf_puts(&key, bigint_to_hex(module->arena, integer));
    IrConst *value = share_const(module, IR_CONST_INT, &key, &fresh);
    if (fresh) {
        value->integer = *integer;
        value->integer.limbs = ARENA_ARRAY(module->arena, uint32_t, integer->len);
        if (integer->len)
            memcpy(value->integer.limbs, integer->limbs, integer->len * sizeof *integer->limbs);
    }
    return value;
}

IrConst *ir_const_float(IrModule *module, IrConstKind kind, double number)
{
    bool fresh;
    Buf key = start_key(module, kind);
    uint64_t bits; /* by representation: -0.0 and 0.0 differ, a NaN equals itself */
    memcpy(&bits, &number, sizeof bits);
    buf_printf(&key, "%llx", (unsigned long long)bits);
    IrConst *value = share_const(module, kind, &key, &fresh);
    value->number = number;
    return value;
}

static IrConst *make_items_const(IrModule *module, IrConstKind kind, IrConst *const *items, uint32_t count)
{
    bool fresh;
    Buf key = start_key(module, kind);
    for (uint32_t i = 0; i < count; i++)
        buf_printf(&key, "%u,", items[i]->index);
    IrConst *value = share_const(module, kind, &key, &fresh);
    if (fresh && count) {
        value->items = ARENA_ARRAY(module->arena, IrConst *, count);
        memcpy(value->items, items, count * sizeof *items);
        value->count = count;
    }
    return value;
}

IrConst *ir_const_tuple(IrModule *module, IrConst *const *items, uint32_t count)
{
    return make_items_const(module, IR_CONST_TUPLE, items, count);
}

/* Can no two of the objects be equal? 1 and True are, and the first of them stays. */
static bool are_apart(IrConst *const *items, uint32_t count)
{
    IrConstKind kind = IR_CONST_NONE;
    for (uint32_t i = 0; i < count; i++) {
        IrConstKind own = items[i]->kind;
        bool is_number = own == IR_CONST_TRUE || own == IR_CONST_FALSE || own == IR_CONST_INT || own == IR_CONST_FLOAT ||
                         own == IR_CONST_COMPLEX;
        if (own >= IR_CONST_TUPLE || (is_number && kind != IR_CONST_NONE && kind != own))
            return false;
        kind = is_number ? own : kind;
    }
    return true;
}

IrConst *ir_const_frozenset(IrModule *module, IrConst *const *items, uint32_t count)
{
    IrConst **sorted = ARENA_ARRAY(module->arena, IrConst *, count + 1);
    bool is_free = are_apart(items, count);
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = kept, k = 0;
        while (k < kept && sorted[k] != items[i])
            k++;
        if (k < kept)
            continue;
        while (is_free && at > 0 && sorted[at - 1]->index > items[i]->index)
            at--;
        memmove(&sorted[at + 1], &sorted[at], (kept++ - at) * sizeof *sorted);
        sorted[at] = items[i];
    }
    return make_items_const(module, IR_CONST_FROZENSET, sorted, kept);
}
