/* pass_par.c: pass par: the sharing of variables in parallel loops and regions, and their rules.
 *
 * Fills in IrPar.vars from what the body assigns, as Cython infers it: an in-place operator, always the
 * same of + - * & | ^, makes a reduction, and so does a minimum or maximum written as one; any other
 * assignment makes the variable private with its value from before (lastprivate), or plainly private
 * when nobody can see the difference. Reports reductions that are read, mixed operators, Python variables
 * and memoryviews that threads would share, and assignments to module variables; race.c looks at memory.
 *
 *     par %1 = 0, n { set inplace s, (bin add s, %2) }   ->   par ... reduction add s { ... }
 */
#include "pass/assigned.h"
#include "pass/pass.h"
#include "pass/race.h"

#include "ir/ir_flow.h"

/* What the body does with one variable. */
typedef struct Use {
    IrVar *var;
    uint32_t sets, updates;  /* all assignments; those that can belong to a reduction */
    uint32_t gets, own_gets; /* all reads; those inside such updates */
    bool has_operator, mixed;
    IrBin operator;
    const Insn *first_set, *other_set;
    const Insn *stray_get; /* read outside the updates */
    const Insn *early_get; /* read before set, on every path */
} Use;

typedef struct Par {
    IrFunc *func;
    Diags *diags;
    Arena *arena;
    Insn *region;
    const Insn *outer;   /* parallel region around a loop that shares its team */
    Use *uses;           /* by variable index */
    uint32_t *total;     /* by variable index: reads in the whole function */
    VEC(uint32_t) order; /* of first assignment */
    Bits early;          /* read before set in an iteration, possibly */
    Bits surely_early;   /* on every path */
} Par;

static const Insn *strip_casts(const Insn *value)
{
    while (value->op == IR_CAST)
        value = value->args[0];
    return value;
}

static bool is_get_of(const Insn *value, const IrVar *var)
{
    value = strip_casts(value);
    return value->op == IR_GET && value->as.var == var;
}

/* Reductions */

static bool is_reduction_operator(uint16_t sub)
{
    return sub == IR_BIN_ADD || sub == IR_BIN_SUB || sub == IR_BIN_MUL || sub == IR_BIN_AND ||
           sub == IR_BIN_OR || sub == IR_BIN_XOR;
}

/* The same expression, written twice with nothing in between. */
static bool same_value(const Insn *a, const Insn *b)
{
    a = strip_casts(a);
    b = strip_casts(b);
    if (a == b)
        return true;
    if (a->op != b->op || a->sub != b->sub || a->nargs != b->nargs)
        return false;
    if (a->op == IR_GET || a->op == IR_ADDR)
        return a->as.var == b->as.var;
    if (a->op == IR_CONST)
        return type_is_int(a->type) && type_is_int(b->type) && a->as.imm.i == b->as.imm.i;
    if (a->op == IR_FIELD ? a->as.field != b->as.field
                          : a->op == IR_VDIM && a->as.index != b->as.index)
        return false;
    bool plain = a->op == IR_LOAD || a->op == IR_VAT || a->op == IR_VDIM || a->op == IR_WRAP ||
                 a->op == IR_BIN || a->op == IR_UN || a->op == IR_INDEX || a->op == IR_FIELD;
    for (uint32_t i = 0; plain && i < a->nargs; i++)
        plain = same_value(a->args[i], b->args[i]);
    return plain;
}

/* cond ? a : b as a minimum or maximum of the variable and something: x < m ? x : m. */
static bool is_choice(const Insn *cmp, const Insn *yes, const Insn *no, const IrVar *var, IrBin *op)
{
    cmp = strip_casts(cmp);
    if (cmp->op != IR_CMP || cmp->sub == IR_CMP_EQ || cmp->sub == IR_CMP_NE)
        return false;
    bool less = cmp->sub == IR_CMP_LT || cmp->sub == IR_CMP_LE;
    bool straight = same_value(cmp->args[0], yes) && same_value(cmp->args[1], no);
    bool swapped = same_value(cmp->args[0], no) && same_value(cmp->args[1], yes);
    if ((!straight && !swapped) || is_get_of(yes, var) == is_get_of(no, var))
        return false;
    *op = less == straight ? IR_BIN_MIN : IR_BIN_MAX;
    return true;
}

/* set m, x as the only instruction of an `if` whose condition compares x with m. */
static bool is_guarded_choice(const Insn *set, IrBin *op)
{
    const Insn *region = set->parent->owner;
    if (!region || region->op != IR_IF || set->parent != region->blocks[0] ||
        region->blocks[1]->first)
        return false;
    const Insn *cmp = strip_casts(region->args[0]);
    if (cmp->op != IR_CMP)
        return false;
    const Insn *other = is_get_of(cmp->args[0], set->as.var) ? cmp->args[0] : cmp->args[1];
    return is_get_of(other, set->as.var) && is_choice(cmp, set->args[0], other, set->as.var, op);
}

/* Of an in-place operator with a Python object, `s += x`: the object of s is made, combined, and converted back. */
static bool is_object_update(const Insn *set, const Insn *value, IrBin *op)
{
    const Prim *const prims[] = {PRIM_OF(iadd), PRIM_OF(isub), PRIM_OF(imul), PRIM_OF(iand), PRIM_OF(ior), PRIM_OF(ixor)};
    static const IrBin ops[] = {IR_BIN_ADD, IR_BIN_SUB, IR_BIN_MUL, IR_BIN_AND, IR_BIN_OR, IR_BIN_XOR};
    const Insn *call = set->sub && value->op == IR_UNBOX ? value->args[0] : NULL;
    while (call && (call->op == IR_TYPECHK || call->op == IR_CAST))
        call = call->args[0];
    if (!call || call->op != IR_PRIM || !call->nargs || call->args[0]->op != IR_BOX ||
        !is_get_of(call->args[0]->args[0], set->as.var))
        return false;
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (call->as.prim == prims[i]) {
            *op = ops[i];
            return true;
        }
    return false;
}

/* Does the assignment combine the variable with something by one operator? */
static bool is_update(const Insn *set, IrBin *op)
{
    const IrVar *var = set->as.var;
    const Insn *value = strip_casts(set->args[0]);
    if (!type_is_number(var->type))
        return false;
    if (is_object_update(set, value, op))
        return true;
    if (value->op == IR_BIN && is_reduction_operator(value->sub) && set->sub &&
        is_get_of(value->args[0], var)) {
        *op = value->sub == IR_BIN_SUB ? IR_BIN_SUB : (IrBin)value->sub;
        return true;
    }
    bool both = value->op == IR_BIN && (value->sub == IR_BIN_MIN || value->sub == IR_BIN_MAX);
    if (both && is_get_of(value->args[0], var) != is_get_of(value->args[1], var)) {
        *op = (IrBin)value->sub;
        return true;
    }
    if (value->op == IR_SELECT)
        return is_choice(value->args[0], value->args[1], value->args[2], var, op);
    return is_guarded_choice(set, op);
}

/* What the body does */

static void note_set(Par *p, const Insn *insn)
{
    IrBin op;
    Use *use = &p->uses[insn->as.var->index];
    if (!use->sets)
        vec_push(p->arena, &p->order, insn->as.var->index);
    use->var = insn->as.var;
    use->sets++;
    if (!use->first_set)
        use->first_set = insn;
    if (insn->op != IR_SET || !is_update(insn, &op))
        return;
    use->updates++;
    if (use->has_operator && use->operator!= op && !use->mixed) {
        use->mixed = true;
        use->other_set = insn;
    }
    if (!use->has_operator)
        use->operator= op;
    use->has_operator = true;
}

static void collect(Par *p, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool inner = insn->op == IR_PAR && !p->region->as.par->is_loop;
        if ((insn->op == IR_SET || insn->op == IR_UNSET) && ir_var_is_local(insn->as.var))
            note_set(p, insn);
        if ((insn->op == IR_GET || insn->op == IR_ADDR) && ir_var_is_local(insn->as.var))
            p->uses[insn->as.var->index].gets++;
        for (uint32_t i = 0; i < insn->nblocks && !inner; i++)
            collect(p, insn->blocks[i]);
    }
}

static void count_gets(const IrBlock *block, uint32_t *total)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool reads = insn->op == IR_GET || insn->op == IR_ADDR;
        if (reads && ir_var_is_local(insn->as.var))
            total[insn->as.var->index]++;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            count_gets(insn->blocks[i], total);
    }
}

static void note_early(void *arg, Insn *insn, const AssignState *state)
{
    Par *p = arg;
    if (insn->op != IR_GET || !ir_var_is_local(insn->as.var))
        return;
    if (!assigned_must(state, insn->as.var))
        bits_set(&p->early, insn->as.var->index);
    if (!assigned_may(state, insn->as.var)) {
        Use *use = &p->uses[insn->as.var->index];
        if (!bits_has(&p->surely_early, insn->as.var->index))
            use->early_get = insn;
        bits_set(&p->surely_early, insn->as.var->index);
    }
}

/* Which reads of a reduction variable belong to its updates: those whose value goes nowhere else. */
typedef struct OwnReads {
    Par *p;
    Bits own; /* by value id */
} OwnReads;

static void mark_reads(OwnReads *reads, const Insn *value, const IrVar *var)
{
    value = strip_casts(value);
    if (is_get_of(value, var)) {
        bits_set(&reads->own, value->id);
        return;
    }
    bool open = value->op == IR_SELECT || value->op == IR_CMP ||
                (value->op == IR_BIN && (value->sub == IR_BIN_MIN || value->sub == IR_BIN_MAX));
    bool is_object = value->op == IR_UNBOX || value->op == IR_BOX || value->op == IR_TYPECHK ||
                     (value->op == IR_PRIM && value->nargs);
    if ((value->op == IR_BIN && !open) || is_object)
        mark_reads(reads, value->args[0], var);
    for (uint32_t i = 0; open && i < value->nargs; i++)
        mark_reads(reads, value->args[i], var);
}

static void mark_own(OwnReads *reads, const IrBlock *block)
{
    IrBin op;
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_SET && ir_var_is_local(insn->as.var) && is_update(insn, &op)) {
            mark_reads(reads, insn->args[0], insn->as.var);
            if (is_guarded_choice(insn, &op))
                mark_reads(reads, insn->parent->owner->args[0], insn->as.var);
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            mark_own(reads, insn->blocks[i]);
    }
}

static void find_strays(OwnReads *reads, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        if ((insn->op == IR_GET || insn->op == IR_ADDR) && ir_var_is_local(insn->as.var)) {
            Use *use = &reads->p->uses[insn->as.var->index];
            if (bits_has(&reads->own, insn->id))
                use->own_gets++;
            else if (!use->stray_get)
                use->stray_get = insn;
        }
        for (uint32_t i = 0; i < insn->nblocks; i++)
            find_strays(reads, insn->blocks[i]);
    }
}

/* Reports */

static void note_region(Par *p, Diag *diag)
{
    diag_note(p->diags, diag, p->region->span, "the parallel %s starts here",
              p->region->as.par->is_loop ? "loop" : "region");
}

static const char *operator_text(IrBin op)
{
    static const char *const texts[] = {
        "+=", "-=", "*=", "/=", "%=", "<<=", ">>=", "&=", "|=", "^=", "min", "max"};
    return texts[op];
}

static void report_mixed(Par *p, const Use *use)
{
    IrBin other = use->operator;
    is_update(use->other_set, &other);
    Diag *diag = diag_report(p->diags, DIAG_PAR_OPERATORS, use->other_set->span,
                             use->var->name->text, operator_text(use->operator),
                             operator_text(other));
    diag_note(p->diags, diag, use->first_set->span, "first updated here");
}

static void report_read(Par *p, const Use *use)
{
    Diag *diag = diag_report(p->diags, DIAG_PAR_REDUCTION, use->stray_get->span,
                             use->var->name->text);
    diag_note(p->diags, diag, use->first_set->span,
              "this makes it a reduction: each thread has its own partial result");
    note_region(p, diag);
}

static void report_managed(Par *p, const Use *use, DiagCode code)
{
    Diag *diag = diag_report(p->diags, code, use->first_set->span, use->var->name->text);
    note_region(p, diag);
    diag_note(p->diags, diag, SPAN_NONE, "all threads would share it");
}

/* `s = s + x` and the like: every iteration goes on from what some other one left. */
static void report_carried(Par *p, const Use *use)
{
    const char *name = use->var->name->text;
    const char *text = arena_printf(
        p->arena, "`%s` is read before it is set in an iteration: its value depends on the threads",
        name);
    Diag *diag = diag_report(p->diags, DIAG_PAR_RACE, use->early_get->span, text);
    diag_note(p->diags, diag, use->first_set->span, "each thread has its own `%s` because of this",
              name);
    if (type_is_number(use->var->type))
        diag_note(p->diags, diag, SPAN_NONE, "for a sum over all iterations write `%s += ...`",
                  name);
}

/* Clauses */

/* Variables that the region around has made private are private in the loop too. */
static bool is_outer_private(const Par *p, const IrVar *var)
{
    for (uint32_t i = 0; p->outer && i < p->outer->as.par->vars.len; i++)
        if (p->outer->as.par->vars.items[i].var == var)
            return true;
    return false;
}

/* Does every iteration that comes to its end set the variable? What nested blocks do is not followed. */
static bool is_always_set(const Par *p, const IrVar *var)
{
    for (const Insn *insn = p->region->blocks[0]->first; insn; insn = insn->next) {
        if (insn->op == IR_SET && insn->as.var == var)
            return true;
        for (uint32_t i = 0; i < insn->nblocks; i++)
            if (ir_block_jumps_to(insn->blocks[i], IR_AGAIN, p->region) ||
                ir_block_jumps_to(insn->blocks[i], IR_LEAVE, p->region))
                return false;
    }
    return false;
}

/* A C variable of a region that may be read before the region sets it. */
static bool may_come_from_outside(const Par *p, const IrVar *var)
{
    return !p->region->as.par->is_loop && !ir_type_is_managed(var->type) && bits_has(&p->early, var->index);
}

static void add_clause(Par *p, IrVar *var, IrSharing sharing, IrBin op)
{
    if (is_outer_private(p, var))
        return;
    IrParVar item = {var, sharing, sharing == IR_SHARE_REDUCTION ? op : IR_BIN_ADD,
                     sharing == IR_SHARE_LASTPRIVATE ? !is_always_set(p, var)
                                                     : sharing == IR_SHARE_PRIVATE && may_come_from_outside(p, var)};
    vec_push(p->arena, &p->region->as.par->vars, item);
}

static void decide_managed(Par *p, const Use *use)
{
    bool view = !type_is_object(use->var->type);
    bool own = use->var->storage == IR_VAR_TEMP;
    bool early = bits_has(&p->early, use->var->index);
    bool outside = p->total[use->var->index] > use->gets;
    if (!own && view)
        report_managed(p, use, DIAG_PAR_VIEW);
    else if (!own && (early || outside))
        report_managed(p, use, DIAG_PAR_OBJECT);
    else
        add_clause(p, use->var, IR_SHARE_PRIVATE, IR_BIN_ADD);
}

static void decide(Par *p, const Use *use)
{
    uint32_t index = use->var->index;
    bool loop = p->region->as.par->is_loop;
    bool outside = p->total[index] > use->gets;
    bool early = bits_has(&p->early, index);
    if (ir_type_is_managed(use->var->type)) {
        decide_managed(p, use);
        return;
    }
    bool reduction = loop && use->has_operator && use->updates == use->sets;
    if (reduction && use->mixed) {
        report_mixed(p, use);
        return;
    }
    if (reduction && use->own_gets < use->gets) {
        report_read(p, use);
        return;
    }
    if (reduction) {
        add_clause(p, use->var, IR_SHARE_REDUCTION, use->operator);
        return;
    }
    if (bits_has(&p->surely_early, index) && use->var->storage == IR_VAR_LOCAL)
        report_carried(p, use);
    bool last = loop && (outside || early);
    add_clause(p, use->var, last ? IR_SHARE_LASTPRIVATE : IR_SHARE_PRIVATE, IR_BIN_ADD);
}

/* Temporaries that are only memory for something in the body. */
static void add_memory(Par *p)
{
    for (uint32_t i = 0; i < p->func->vars.len; i++) {
        IrVar *var = p->func->vars.items[i];
        const Use *use = &p->uses[var->index];
        if (var->storage == IR_VAR_TEMP && use->gets && !use->sets && p->total[var->index] == use->gets)
            add_clause(p, var, IR_SHARE_PRIVATE, IR_BIN_ADD);
    }
}

static void check_region(IrFunc *func, Diags *diags, Insn *region, const Insn *outer)
{
    Arena *arena = func->module->arena;
    uint32_t count = func->vars.len;
    Par par = {.func = func,
               .diags = diags,
               .arena = arena,
               .region = region,
               .outer = region->as.par->in_region ? outer : NULL};
    Par *p = &par;
    IrBlock *body = region->blocks[0];
    region->as.par->vars.len = 0; /* clauses of IR text are inferred again */
    p->uses = ARENA_ARRAY(arena, Use, count + 1);
    p->total = ARENA_ARRAY(arena, uint32_t, count + 1);
    p->early = bits_new(arena, count);
    p->surely_early = bits_new(arena, count);
    collect(p, body);
    count_gets(func->body, p->total);
    assigned_walk_block(func, body, note_early, p);
    OwnReads reads = {p, bits_new(arena, func->insn_count)};
    mark_own(&reads, body);
    find_strays(&reads, body);
    for (uint32_t i = 0; i < p->order.len; i++)
        decide(p, &p->uses[p->order.items[i]]);
    add_memory(p);
    race_check(func, diags, region);
}

static void check_block(IrFunc *func, Diags *diags, IrBlock *block, const Insn *outer)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        bool par = insn->op == IR_PAR;
        if (par && (!outer || insn->as.par->in_region))
            check_region(func, diags, insn, outer);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            check_block(func, diags, insn->blocks[i], par ? insn : outer);
    }
}

void pass_par(IrFunc *func, Diags *diags, const PassOptions *options)
{
    (void)options;
    check_block(func, diags, func->body, NULL);
}
