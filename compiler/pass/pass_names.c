/* pass_names.c: C names of functions, constants, variables, temporaries and landings.
 *
 * Place in the pipeline: last; the emitter prints what is decided here. Source names are kept; one that C, Python.h
 * or the generated text uses itself gets `_` appended, a second of the same name a number. Temporaries are named
 * by their role, and the same name serves again in another block. Names depend on the text of the program only.
 *
 *     local double: long        double_          %3: obj = prim global_get 'print'        print
 *     const 'x y'  (str)        s_x_y            region try (second of the function)      2
 */
#include "base/map.h"
#include "ir/ir_flow.h"
#include "pass/pass.h"
#include "type/cname.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { MAX_CONST_NAME = 24 };

/* A temporary's name while it is visible, and what it was numbered from. */
typedef struct Visible {
    Atom name, base;
    uint32_t number; /* 0: the base itself */
} Visible;

typedef struct Names {
    IrModule *module;
    Arena *arena;
    Arena *scratch;         /* of the maps; the function's part goes with it */
    Map c_funcs;            /* Atom: names of C functions */
    Map nominal;            /* Atom: names of types, which no local hides */
    Map file;               /* Atom: names at file scope */
    Map elsewhere;          /* Atom: those of them that headers declare */
    Map fields;             /* Atom: fields of the module state */
    Map local;              /* Atom: names in the function, NULL when out of scope again */
    Map frame;              /* Atom: members of the function's frame */
    Visible claimed;        /* the name claimed last */
    VEC(Visible) visible;   /* temporaries' names, innermost block last */
    uint32_t regions[IR_OP_COUNT];
} Names;

/* What the emitter appends to the name of a function: a `_` and what is behind it. */
static const char *const suffixes[] = {"_params", "_names", "_def", "_doc", "_spec", "_shared", "_body", "_frame", "_gen",
                                       "_class", "_slots", "_slot", "_held", "_properties", "_table", "_docs", "_more", "_new",
                                       "_pickled"};

/* C parameters and locals of a function called from Python. */
static const char *const def_params[] = {"args", "nargs", "kwnames", "slots", "tuple", "kwargs"};
/* Those of a frame function. */
static const char *const frame_params[] = {"gen", "resume", "sent", "frame"};
/* Members of every frame. */
static const char *const frame_members[] = {"gen"};

static Atom intern(Names *n, const char *text)
{
    return atom_from(n->module->atoms, text);
}

/* Names without small letters are macros in many a header that the module includes. */
static bool may_be_macro(const Names *n, const char *name)
{
    size_t capitals = 0;
    for (const char *p = name; *p; p++) {
        if (islower((unsigned char)*p))
            return false;
        capitals += isupper((unsigned char)*p) != 0;
    }
    return capitals > 1 && n->module->headers.len > 0;
}

static bool is_refused(Names *n, const char *name)
{
    const char *tail = strrchr(name, '_');
    for (size_t i = 0; tail && i < sizeof suffixes / sizeof *suffixes; i++)
        if (strcmp(tail, suffixes[i]) == 0)
            return true;
    return cname_is_refused(n->module->atoms, name);
}

static const char *to_identifier(Names *n, const char *text, size_t len)
{
    return cname_identifier(n->arena, text, len);
}

/* What the map holds of a name; 0: it is free. */
static uint32_t next_of(const Names *n, const Map *map, Atom name)
{
    uint32_t next = (uint32_t)(uintptr_t)map_get(map, name);
    return next || map != &n->local ? next : map_has(&n->nominal, name) ? 2 : 0;
}

static bool is_taken(Names *n, const Map *map, const char *name)
{
    return next_of(n, map, intern(n, name)) != 0;
}

static void set_next(Names *n, Map *map, Atom name, uint32_t next)
{
    map_set(n->scratch, map, name, (void *)(uintptr_t)next);
}

static const char *in_small_letters(Names *n, const char *name)
{
    char *small = arena_strdup(n->arena, name);
    for (char *p = small; *p; p++)
        *p = (char)tolower((unsigned char)*p);
    return small;
}

/* The name itself, or with `_` when refused, or with a number when taken; entered in the map, with the number to try
 * next behind it. */
static const char *claim(Names *n, Map *map, const char *wanted)
{
    if (may_be_macro(n, wanted))
        wanted = in_small_letters(n, wanted);
    const char *base = is_refused(n, wanted) ? arena_printf(n->arena, "%s_", wanted) : wanted;
    if (base[0] == '_')
        base = arena_printf(n->arena, "v%s", base);
    else if (cname_has_refused_prefix(base))
        base = arena_printf(n->arena, "v_%s", wanted);
    Atom base_atom = intern(n, base);
    uint32_t next = next_of(n, map, base_atom), number = 0;
    const char *name = base;
    const char *between = isdigit((unsigned char)base[strlen(base) - 1]) ? "_" : "";
    for (uint32_t k = next < 2 ? 2 : next; is_taken(n, map, name) || (name != wanted && is_refused(n, name)); k++) {
        name = arena_printf(n->arena, "%s%s%u", base, between, k);
        number = k;
    }
    if (number)
        set_next(n, map, base_atom, number + 1);
    n->claimed = (Visible){intern(n, name), base_atom, number};
    set_next(n, map, n->claimed.name, 2);
    return name;
}

/* The temporaries named since `count` were visible are out of scope: their names may serve again. */
static void forget(Names *n, uint32_t count)
{
    while (n->visible.len > count) {
        Visible last = vec_pop(&n->visible);
        set_next(n, &n->local, last.name, 0);
        if (last.number && map_get(&n->local, last.base))
            set_next(n, &n->local, last.base, last.number);
    }
}

static const char *claim_atom(Names *n, Map *map, Atom name)
{
    return claim(n, map, to_identifier(n, name->text, name->len));
}

/* ---- constants ------------------------------------------------------------------------------- */

static const char *words_of(Names *n, const char *text, size_t len)
{
    Buf out;
    buf_init(&out, n->arena);
    for (size_t i = 0; i < len && out.len < MAX_CONST_NAME; i++) {
        bool word = isalnum((unsigned char)text[i]) && (unsigned char)text[i] < 0x80;
        if (word || text[i] == '_')
            buf_putc(&out, text[i]);
        else if (out.len && out.text[out.len - 1] != '_')
            buf_putc(&out, '_');
    }
    while (out.len && out.text[out.len - 1] == '_')
        out.text[--out.len] = '\0';
    return out.len ? buf_text(&out) : "text";
}

static const char *name_number(Names *n, const IrConst *value)
{
    char digits[32];
    int64_t integer;
    if (value->kind == IR_CONST_INT && bigint_to_i64(&value->integer, &integer))
        snprintf(digits, sizeof digits, "%lld", (long long)integer);
    else if (value->kind == IR_CONST_INT)
        snprintf(digits, sizeof digits, "%s", "big");
    else
        snprintf(digits, sizeof digits, "%.6g", value->number);
    for (char *c = digits; *c; c++)
        *c = *c == '-' ? 'm' : *c == '+' || *c == '.' ? '_' : *c;
    return arena_strdup(n->arena, digits);
}

static void name_const(Names *n, IrConst *value)
{
    const char *name = NULL;
    switch (value->kind) {
    case IR_CONST_NONE:
        value->c_name = "Py_None";
        return;
    case IR_CONST_TRUE:
        value->c_name = "Py_True";
        return;
    case IR_CONST_FALSE:
        value->c_name = "Py_False";
        return;
    case IR_CONST_ELLIPSIS:
        value->c_name = "Py_Ellipsis";
        return;
    case IR_CONST_STR:
        name = arena_printf(n->arena, "%s_%s", value->is_name ? "n" : "s",
                            words_of(n, value->text, value->len));
        break;
    case IR_CONST_BYTES:
        name = arena_printf(n->arena, "b_%s", words_of(n, value->text, value->len));
        break;
    case IR_CONST_INT:
        name = arena_printf(n->arena, "i_%s", name_number(n, value));
        break;
    case IR_CONST_FLOAT:
        name = arena_printf(n->arena, "f_%s", name_number(n, value));
        break;
    case IR_CONST_COMPLEX:
        name = arena_printf(n->arena, "j_%s", name_number(n, value));
        break;
    case IR_CONST_TUPLE:
        name = "t_1";
        break;
    case IR_CONST_FROZENSET:
        name = "fs_1";
        break;
    }
    value->c_name = claim(n, &n->fields, name);
}

/* ---- temporaries ----------------------------------------------------------------------------- */

static const char *role_of_prim(Names *n, const Insn *insn)
{
    const Prim *prim = insn->as.prim;
    uint32_t name = prim == PRIM_OF(attr_get) || prim == PRIM_OF(method_find) ? 1 : 0;
    bool by_name = name ||  prim == PRIM_OF(global_get) ||
                   prim == PRIM_OF(builtin_get);
    if (by_name && insn->args[name]->op == IR_PYCONST && insn->args[name]->as.pyconst->text)
        return to_identifier(n, insn->args[name]->as.pyconst->text,
                             insn->args[name]->as.pyconst->len);
    if (prim == PRIM_OF(import_name))
        return "imported";
    if (strncmp(prim->key, "f ", 2) == 0 || strncmp(prim->key, "a ", 2) == 0)
        return to_identifier(n, prim->key + 2, strlen(prim->key + 2));
    if (strcmp(prim->key, "next") == 0 || strcmp(prim->key, "[]") == 0)
        return "item";
    if (strcmp(prim->key, "iter") == 0)
        return "iterator";
    return ir_type_is_managed(insn->type) ? "value" : "number";
}

static const char *role_of(Names *n, const Insn *insn)
{
    static const char *const builds[] = {"list", "tuple", "set", "dict", "slice", "text"};
    switch ((int)insn->op) {
    case IR_PRIM:
        return role_of_prim(n, insn);
    case IR_ITER:
        return "iterator";
    case IR_NEXT:
        return "item";
    case IR_BUILD:
        return builds[insn->sub];
    case IR_TRUTH: case IR_CMP: case IR_UN:
        return "truth";
    case IR_MATCH:
        return "matches";
    case IR_BOX:
        return "boxed";
    case IR_VOPEN: case IR_VSLICE:
        return "view";
    case IR_VAT: case IR_INDEX: case IR_FIELD: case IR_ADDR:
        return "place";
    case IR_FUNCOBJ:
        return "function";
    case IR_GENNEW:
        return "generator";
    case IR_INDEXVAR:
        return "i";
    case IR_BIN: case IR_WRAP: case IR_UNBOX: case IR_CAST: case IR_SELECT:
        if (type_is_ptr(insn->type))
            return "pointer";
        return type_is_int(insn->type) ? "n" : "number";
    default:
        return "value";
    }
}

/* What the only use says of the value: `new_x` goes into x, `stop` ends a range. */
static const char *role_in(Names *n, const Insn *value, const Insn *user)
{
    if (!user)
        return NULL;
    if ((user->op == IR_REPLACE || user->op == IR_ASSIGN || user->op == IR_SET) && user->as.var->storage != IR_VAR_TEMP)
        return arena_printf(n->arena, "new_%s",
                            to_identifier(n, user->as.var->name->text, user->as.var->name->len));
    if (user->op == IR_RANGE || user->op == IR_PAR)
        return user->args[0] == value ? "start" : "stop";
    if (user->op == IR_RAISE)
        return "error";
    return NULL;
}

static const Insn *find_user(const Insn *value)
{
    for (const Insn *insn = value->next; insn; insn = insn->next)
        for (uint32_t i = 0; i < insn->nargs; i++)
            if (insn->args[i] == value && insn->op != IR_ERRCHK && insn->op != IR_DECREF)
                return insn;
    return NULL;
}

static bool needs_name(const Insn *insn)
{
    bool value = ir_op_info[insn->op].shape == IR_SHAPE_EXPR && ir_has_value(insn);
    return value && !(insn->flags & (INSN_FOLD | INSN_DEAD)) && !insn->into &&
           insn->op != IR_TYPECHK;
}

static void name_value(Names *n, const IrFunc *func, Insn *insn)
{
    if (insn->op == IR_YIELD) {
        insn->c_name = "sent";
        return;
    }
    if (insn->flags & INSN_RESULT) {
        insn->c_name = func->c_result;
        return;
    }
    const char *role = role_in(n, insn, find_user(insn));
    insn->c_name = claim(n, &n->local, role ? role : role_of(n, insn));
    vec_push(n->arena, &n->visible, n->claimed);
}

/* The index of a loop that does not count in a variable: i, j, k by depth. */
static void name_index(Names *n, Insn *loop)
{
    Insn *index = ir_loop_index(loop);
    const char *name = "i";
    for (const char *try = "ijk"; *try; try++) {
        name = arena_printf(n->arena, "%c", *try);
        if (!is_taken(n, &n->local, name))
            break;
    }
    name = claim(n, &n->local, name);
    vec_push(n->arena, &n->visible, n->claimed);
    if (index)
        index->c_name = name;
    loop->c_name = name;
}

static void name_block(Names *n, const IrFunc *func, IrBlock *block)
{
    uint32_t outer = n->visible.len;
    for (Insn *insn = block->first; insn; insn = insn->next) {
        uint32_t here = n->visible.len;
        bool loop = insn->op == IR_RANGE ||
                    (insn->op == IR_PAR && insn->sub != IR_PAR_WORK && insn->as.par->is_loop);
        if (ir_is_region(insn))
            insn->number = ++n->regions[insn->op];
        if (insn->op == IR_YIELD || insn->op == IR_DELEGATE)
            insn->number = ++n->regions[IR_YIELD];
        if (loop && !(insn->flags & INSN_INDEX))
            name_index(n, insn);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            name_block(n, func, insn->blocks[i]);
        forget(n, here);
        if (needs_name(insn))
            name_value(n, func, insn);
    }
    forget(n, outer);
}

/* ---- functions ------------------------------------------------------------------------------- */

static void avoid(Names *n, const char *name)
{
    if (name)
        set_next(n, &n->local, intern(n, name), 2);
}

/* Names of functions, variables and types of elsewhere that the function's text uses. */
static void avoid_used(Names *n, IrBlock *block)
{
    for (Insn *insn = block->first; insn; insn = insn->next) {
        if (insn->op == IR_CALL || insn->op == IR_FUNCADDR)
            avoid(n, insn->as.callee->func ? insn->as.callee->func->c_name
                                           : insn->as.callee->c_name);
        else if ((insn->op == IR_GET || insn->op == IR_SET || insn->op == IR_ADDR) &&
                 insn->as.var->storage == IR_VAR_EXTERN)
            avoid(n, insn->as.var->c_name);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            avoid_used(n, insn->blocks[i]);
    }
}

/* An argument that is only converted to the variable of its name needs no local: `args[1]`. */
static const char *item_of_args(Names *n, const IrFunc *func, const IrVar *var)
{
    if (!ir_is_fastcall(func) || var->released)
        return NULL;
    for (uint32_t i = 0; i < func->py_params.len; i++) {
        const IrPyParam *param = &func->py_params.items[i];
        bool converted = param->arg == var && !param->is_star && !param->is_starstar &&
                         strcmp(param->name->text, var->name->text) != 0;
        if (converted)
            return arena_printf(n->arena, "args[%u]", (unsigned)ir_param_slot(func, i));
    }
    return NULL;
}

/* Local copies of a view's parts: the first prefix that leaves all their names free. */
static void name_view_parts(Names *n, IrVar *var)
{
    const char *prefix = var->in_frame ? var->c_name + strlen("frame->") : var->c_name;
    const char *names[1 + 2 * VIEW_MAX_DIMS];
    uint32_t ndim = type_strip(var->type)->view.ndim;
    for (bool taken = true; taken; prefix = taken ? arena_printf(n->arena, "%s_", prefix) : prefix) {
        names[0] = arena_printf(n->arena, "%s_data", prefix);
        for (uint32_t i = 0; i < ndim; i++) {
            names[1 + 2 * i] = arena_printf(n->arena, "%s_shape%u", prefix, (unsigned)i);
            names[2 + 2 * i] = arena_printf(n->arena, "%s_stride%u", prefix, (unsigned)i);
        }
        taken = false;
        for (uint32_t i = 0; i < 1 + 2 * ndim; i++)
            taken |= is_taken(n, &n->local, names[i]) || is_refused(n, names[i]);
    }
    for (uint32_t i = 0; i < 1 + 2 * ndim; i++)
        avoid(n, names[i]);
    var->c_view = prefix;
}

static void name_var(Names *n, const IrFunc *func, IrVar *var)
{
    const char *item = item_of_args(n, func, var);
    if (var->in_frame)
        var->c_name = arena_printf(n->arena, "frame->%s", claim_atom(n, &n->frame, var->name));
    else
        var->c_name = item ? item : claim_atom(n, &n->local, var->name);
}

static void name_func_body(Names *n, IrFunc *func)
{
    ArenaMark mark = arena_mark(n->scratch);
    n->local = n->frame = (Map){0};
    for (size_t i = 0; func->kind == IR_FUNC_FRAME && i < sizeof frame_params / sizeof *frame_params; i++)
        avoid(n, frame_params[i]);
    for (size_t i = 0; i < sizeof frame_members / sizeof *frame_members; i++)
        map_set(n->scratch, &n->frame, intern(n, frame_members[i]), n);
    n->visible.len = 0;
    memset(n->regions, 0, sizeof n->regions);
    avoid_used(n, func->body);
    if (ir_is_fastcall(func))
        for (size_t i = 0; i < sizeof def_params / sizeof *def_params; i++)
            avoid(n, def_params[i]);
    for (uint32_t round = 0; round < 2; round++)
        for (uint32_t i = 0; i < func->vars.len; i++) {
            IrVar *var = func->vars.items[i];
            bool temp = var->storage == IR_VAR_TEMP;
            if (temp != (round == 1))
                continue;
            name_var(n, func, var);
        }
    for (uint32_t i = 0; i < func->vars.len; i++)
        if (type_strip(func->vars.items[i]->type)->kind == TYPE_VIEW)
            name_view_parts(n, func->vars.items[i]);
    func->c_result = claim(n, &n->local, "result");
    name_block(n, func, func->body);
    arena_reset(n->scratch, mark);
}

/* Is there a C function of the same name, as a cpdef function has? */
static bool has_c_entry(const Names *n, const IrFunc *def)
{
    return map_has(&n->c_funcs, def->name);
}

static bool is_same_def(const IrFunc *one, const IrFunc *other)
{
    return one->name == other->name && one->span.file == other->span.file && one->span.start == other->span.start;
}

/* Functions of this kind from the text of `func` that stand before it. */
static uint32_t count_before(const Names *n, const IrFunc *func, IrFuncKind kind)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < n->module->funcs.len && n->module->funcs.items[i] != func; i++)
        count += n->module->funcs.items[i]->kind == kind && is_same_def(n->module->funcs.items[i], func);
    return count;
}

/* The def that makes the generator: `count` for `count_body`, `count_frame`, `count_gen`. Where one text gives several, in
 * the specialisations of a fused function, they stand in the same order. */
static const IrFunc *maker_of(const Names *n, const IrFunc *frame)
{
    uint32_t index = count_before(n, frame, IR_FUNC_FRAME);
    const IrFunc *maker = NULL;
    for (uint32_t i = 0; i < n->module->funcs.len; i++) {
        const IrFunc *func = n->module->funcs.items[i];
        if (func->kind == IR_FUNC_DEF && is_same_def(func, frame) && count_before(n, func, IR_FUNC_DEF) <= index)
            maker = func;
    }
    return maker;
}

/* The last part of the module's name. */
static const char *module_word(Names *n)
{
    const char *dot = strrchr(n->module->name, '.');
    const char *word = dot ? dot + 1 : n->module->name;
    return to_identifier(n, word, strlen(word));
}

static void name_func(Names *n, IrFunc *func)
{
    const IrFunc *maker = func->kind == IR_FUNC_FRAME ? maker_of(n, func) : NULL;
    if (maker) {
        func->c_name = maker->c_name;
        return;
    }
    const char *name = to_identifier(n, func->name->text, func->name->len);
    if (func->is_public) {
        func->c_name = func->c_name ? func->c_name : name;
        set_next(n, &n->file, intern(n, func->c_name), 2);
        return;
    }
    bool is_foreign = map_has(&n->elsewhere, intern(n, name)) || (n->module->headers.len && cname_is_declared(name));
    if (is_foreign) /* a number would not do: headers have f and f2 */
        name = arena_printf(n->arena, "%s_%s", module_word(n), name);
    if (func->kind == IR_FUNC_DEF && has_c_entry(n, func))
        name = arena_printf(n->arena, "%s_py", name);
    func->c_name = claim(n, &n->file, name);
}

static void reserve(Names *n, const char *c_name)
{
    set_next(n, &n->file, intern(n, c_name), 2);
    map_set(n->scratch, &n->elsewhere, intern(n, c_name), n);
}

/* Functions of elsewhere that are called or pointed at: the module's own must not hide them. */
static void reserve_callees(Names *n, const IrBlock *block)
{
    for (const Insn *insn = block->first; insn; insn = insn->next) {
        bool is_callee = (insn->op == IR_CALL || insn->op == IR_FUNCADDR) && !insn->as.callee->func;
        if (is_callee && insn->as.callee->c_name)
            reserve(n, insn->as.callee->c_name);
        for (uint32_t i = 0; i < insn->nblocks; i++)
            reserve_callees(n, insn->blocks[i]);
    }
}

static void name_funcs(Names *n)
{
    IrModule *module = n->module;
    set_next(n, &n->file, intern(n, "module"), 2); /* the parameter of module_exec; module_def and the like */
    for (uint32_t i = 0; i < module->funcs.len; i++)
        reserve_callees(n, module->funcs.items[i]->body);
    if (module->body)
        reserve_callees(n, module->body->body);
    for (uint32_t i = 0; i < module->nominal.len; i++)
        if (module->nominal.items[i]->decl->c_name) {
            Atom name = intern(n, module->nominal.items[i]->decl->c_name);
            set_next(n, &n->file, name, 2);
            set_next(n, &n->nominal, name, 2);
        }
    for (uint32_t i = 0; i < module->externs.len; i++)
        reserve(n, module->externs.items[i]->c_name);
    for (uint32_t i = 0; i < module->funcs.len; i++)
        if (module->funcs.items[i]->kind == IR_FUNC_C)
            map_set(n->scratch, &n->c_funcs, module->funcs.items[i]->name, module->funcs.items[i]);
    /* a cpdef function keeps its name; its Python face gets another */
    for (uint32_t round = 0; round < 3; round++)
        for (uint32_t i = 0; i < module->funcs.len; i++) {
            IrFuncKind kind = module->funcs.items[i]->kind;
            if (round == (kind == IR_FUNC_DEF ? 1 : kind == IR_FUNC_FRAME ? 2 : 0))
                name_func(n, module->funcs.items[i]);
        }
    if (module->body)
        module->body->c_name = "module_exec";
}

void pass_names(IrModule *module, Diags *diags, const PassOptions *options)
{
    (void)diags;
    (void)options;
    Names names = {.module = module, .arena = module->arena, .scratch = module->scratch};
    name_funcs(&names);
    set_next(&names, &names.fields, intern(&names, "module"), 2); /* the first member of every module's state */
    for (uint32_t i = 0; i < module->globals.len; i++)
        module->globals.items[i]->c_name =
            claim_atom(&names, &names.fields, module->globals.items[i]->name);
    for (uint32_t i = 0; i < module->consts.len; i++)
        name_const(&names, module->consts.items[i]);
    for (uint32_t i = 0; i < module->funcs.len; i++)
        name_func_body(&names, module->funcs.items[i]);
    if (module->body)
        name_func_body(&names, module->body);
}
