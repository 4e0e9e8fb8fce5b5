/* ir_parse.c: IR text to IR: modules, declarations and function headers; instructions are read by
 * ir_parse_insn.c, types by ir_parse_type.c. Grammar: docs/design/ir.md.
 *
 * Two walks over the text: the first reads everything but the bodies, so that functions may be used
 * before they are written; the second reads the bodies. A number in a comment is a source line; spans
 * point into an invented file of empty lines, so that diagnostics of passes show it.
 *
 *     func @inc(x: long) -> long {     ; 1
 *       return (bin add x, 1)          ; 2
 *     }
 */
#include "ir/ir_parse_insn.h"
#include "ir/ir_text.h"

#include <string.h>

typedef struct Pending {
    IrFunc *func;
    uint32_t body; /* offset of the text behind the opening brace */
    uint32_t line;
} Pending;
typedef VEC(Pending) PendingVec;

/* Types and variables of the module */

static void parse_fields(IrParser *p, TypeDecl *decl)
{
    VEC(TypeField) fields = {0};
    do {
        IrToken name = ir_lex_want(&p->lex, IR_TOK_NAME, "a field");
        TypeField field = {.name = atom_from(p->b.module->atoms, name.text)};
        ir_lex_expect(&p->lex, ':');
        field.type = ir_parse_type(&p->lex, &p->scope);
        if (ir_lex_take_word(&p->lex, "as"))
            field.c_name = ir_lex_want(&p->lex, IR_TOK_STRING, "a C name").text;
        vec_push(p->scope.types->arena, &fields, field);
    } while (ir_lex_take(&p->lex, ','));
    ir_lex_expect(&p->lex, '}');
    decl->fields = fields.items;
    decl->field_count = fields.len;
}

/* Does a typedef lead back to itself? Chains of more than 100 count as such. */
static bool is_circular(const Type *type)
{
    for (int steps = 0; steps < 100; steps++) {
        if (type->kind == TYPE_TYPEDEF)
            type = type->decl->target;
        else if (type->kind == TYPE_CONST)
            type = type->target;
        else
            return false;
        if (!type)
            return false;
    }
    return true;
}

static void parse_type_decl(IrParser *p, bool own)
{
    IrLexer *lex = &p->lex;
    const Type *type = ir_parse_type(lex, &p->scope);
    TypeDecl *decl = type->decl;
    if (lex->failed || !decl || type->kind == TYPE_CTUPLE) {
        ir_lex_fail(lex, "expected a nominal type");
        return;
    }
    for (uint32_t i = 0; i < p->scope.mentioned.len; i++)
        if (p->scope.mentioned.items[i] == decl)
            p->scope.mentioned.items[i] = NULL;
    if (ir_lex_take_word(lex, "as"))
        decl->c_name = ir_lex_want(lex, IR_TOK_STRING, "a C name").text;
    if (ir_lex_take_word(lex, "from"))
        decl->header = ir_lex_want(lex, IR_TOK_STRING, "a header").text;
#define TYPE_WORD(word, field) decl->field = ir_lex_take_word(lex, #word);
#include "ir/text_words.def"
    if (ir_lex_take(lex, '='))
        decl->target = ir_parse_type(lex, &p->scope);
    if (is_circular(type)) {
        decl->target = TYPE_OF(p->scope.types, INT);
        ir_lex_fail(lex, "typedef `%s` stands for itself", decl->name->text);
    }
    if (ir_lex_take_word(lex, "base"))
        decl->base = ir_parse_type(lex, &p->scope);
    if (ir_lex_take(lex, '{'))
        parse_fields(p, decl);
    if (own)
        vec_push(p->b.module->arena, &p->b.module->nominal, type);
}

/* `name: type flags`; kept in `map` under the name as it is written. */
static IrVar *parse_var_decl(IrParser *p, IrStorage storage, Map *map)
{
    IrLexer *lex = &p->lex;
    IrModule *module = p->b.module;
    if (storage == IR_VAR_GLOBAL || storage == IR_VAR_EXTERN)
        ir_lex_expect(lex, '$');
    IrToken token = ir_lex_want(lex, IR_TOK_NAME, "a variable");
    Atom name = atom_intern(module->atoms, token.text, token.len);
    Atom key = ir_parse_key(p, &token);
    ir_lex_expect(lex, ':');
    const Type *type = ir_parse_type(lex, &p->scope);
    if (map_has(map, key))
        ir_lex_fail(lex, "`%s` is declared twice", token.text);
    if (lex->failed)
        return NULL;
    IrVar *var;
    if (storage == IR_VAR_GLOBAL)
        var = ir_global_new(module, name, type);
    else if (storage == IR_VAR_EXTERN)
        var = ir_extern_new(module, name->text, type);
    else
        var = ir_var_new(p->b.func, storage, name, type);
    map_set(lex->arena, map, key, var);
    if (ir_lex_take(lex, '=')) {
        var->maybe_unbound = ir_lex_take_word(lex, "null");
        if (!var->maybe_unbound)
            ir_lex_fail(lex, "expected `null`");
    }
#define VAR_WORD(word, field) var->field = ir_lex_take_word(lex, #word);
#include "ir/text_words.def"
    if (ir_lex_take_word(lex, "as"))
        var->c_name = ir_lex_want(lex, IR_TOK_STRING, "a C name").text;
    vec_push(lex->arena, &p->fresh, &var->span);
    return var;
}

/* Functions */

/* The function read last, and so the last of the list, turns out to be the module's body. */
static void make_body(IrParser *p, IrFunc *func)
{
    if (p->b.module->body)
        ir_lex_fail(&p->lex, "a module has one body");
    p->b.module->body = func;
    p->b.module->funcs.len--;
}

/* One word behind the result of a function; false when it is none. */
static bool parse_func_word(IrParser *p, IrFunc *func)
{
    IrLexer *lex = &p->lex;
#define FUNC_WORD(word, field, value)                                                              \
    if (ir_lex_take_word(lex, #word)) {                                                            \
        func->field = value;                                                                       \
        return true;                                                                               \
    }
#include "ir/text_words.def"
    if (ir_lex_take_word(lex, "guard"))
        func->guard = ir_lex_want(lex, IR_TOK_STRING, "a condition").text;
    else if (ir_lex_take_word(lex, "code"))
        func->code_flags = (uint32_t)ir_lex_want_int(lex);
    else
        return false;
    return true;
}

static void skip_body(IrParser *p)
{
    uint32_t open = 1;
    while (open && p->lex.token.kind != IR_TOK_END) {
        open += ir_lex_is(&p->lex, '{');
        open -= ir_lex_is(&p->lex, '}');
        if (open)
            ir_lex_next(&p->lex);
    }
    ir_lex_expect(&p->lex, '}');
}

static void parse_params(IrParser *p)
{
    Map names = {0};
    ir_lex_expect(&p->lex, '(');
    while (!p->lex.failed && !ir_lex_is(&p->lex, ')')) {
        parse_var_decl(p, IR_VAR_PARAM, &names);
        if (!ir_lex_take(&p->lex, ','))
            break;
    }
    ir_lex_expect(&p->lex, ')');
}

static void parse_func_head(IrParser *p, PendingVec *pending)
{
    IrLexer *lex = &p->lex;
    ir_lex_expect(lex, '@');
    IrToken token = ir_lex_want(lex, IR_TOK_NAME, "the name of a function");
    Atom name = atom_intern(p->b.module->atoms, token.text, token.len);
    if (map_has(&p->funcs, ir_parse_key(p, &token)))
        ir_lex_fail(lex, "function `%s` is written twice", token.text);
    if (lex->failed)
        return;
    IrFunc *func = ir_func_new(p->b.module, IR_FUNC_C, name);
    map_set(lex->arena, &p->funcs, ir_parse_key(p, &token), func);
    p->b.func = func;
    parse_params(p);
    ir_lex_want(lex, IR_TOK_ARROW, "`->`");
    func->result = ir_parse_type(lex, &p->scope);
    func->except = ir_parse_except(lex, func->result);
    while (parse_func_word(p, func))
        continue;
    if (func->kind == IR_FUNC_MODULE)
        make_body(p, func);
    Pending item = {func, lex->pos, 0};
    ir_lex_expect(lex, '{');
    vec_push(lex->arena, &p->fresh, &func->span);
    ir_parse_line_end(p);
    item.line = p->line;
    vec_push(lex->arena, pending, item);
    skip_body(p);
}

static const char *parse_text(IrParser *p, uint32_t *len)
{
    IrToken token = ir_lex_want(&p->lex, IR_TOK_STRING, "a text");
    if (len)
        *len = token.len;
    return arena_strndup(p->b.module->arena, token.text, token.len);
}

static void parse_py_param(IrParser *p, IrFunc *func)
{
    IrLexer *lex = &p->lex;
    IrPyParam param = {.name = ir_parse_const(p)};
    if (lex->token.kind == IR_TOK_ARROW) {
        ir_lex_next(lex);
        param.arg = ir_parse_var(p);
    }
#define PARAM_WORD(word, field) param.field = ir_lex_take_word(lex, #word);
#include "ir/text_words.def"
    if (!lex->failed)
        vec_push(p->b.module->arena, &func->py_params, param);
}

/* A line of a function that is no instruction; false when the instructions start. */
static bool parse_func_line(IrParser *p, IrFunc *func)
{
    IrLexer *lex = &p->lex;
    if (ir_lex_take_word(lex, "py_name"))
        func->py_name = parse_text(p, NULL);
    else if (ir_lex_take_word(lex, "qualname"))
        func->qualname = parse_text(p, NULL);
    else if (ir_lex_take_word(lex, "header"))
        func->header = parse_text(p, NULL);
    else if (ir_lex_take_word(lex, "doc"))
        func->doc = parse_text(p, &func->doc_len);
    else if (ir_lex_take_word(lex, "local"))
        parse_var_decl(p, IR_VAR_LOCAL, &p->vars);
    else if (ir_lex_take_word(lex, "temp"))
        parse_var_decl(p, IR_VAR_TEMP, &p->vars);
    else if (ir_lex_take_word(lex, "locals"))
        func->local_names = parse_text(p, NULL);
    else if (ir_lex_take_word(lex, "cells"))
        func->cell_names = parse_text(p, NULL);
    else if (ir_lex_take_word(lex, "frees"))
        func->free_names = parse_text(p, NULL);
    else if (ir_lex_take_word(lex, "self"))
        func->self = ir_parse_var(p);
    else if (ir_lex_take_word(lex, "arg"))
        parse_py_param(p, func);
    else
        return false;
    ir_parse_line_end(p);
    return true;
}

/* The parameters were made by the first walk; here only their names are entered. */
static void enter_params(IrParser *p, const IrFunc *func)
{
    for (uint32_t i = 0; i < func->params.len; i++) {
        IrVar *var = func->params.items[i];
        Atom key = var->name;
        for (uint32_t copy = 2; map_has(&p->vars, key); copy++)
            key = atom_from(p->b.module->atoms,
                            arena_printf(p->lex.arena, "%s.%u", var->name->text, copy));
        map_set(p->lex.arena, &p->vars, key, var);
    }
}

static void parse_body(IrParser *p, const Pending *pending)
{
    p->vars = p->values = p->labels = (Map){0};
    p->b.func = pending->func;
    enter_params(p, pending->func);
    ir_lex_seek(&p->lex, pending->body);
    ir_lex_skip_newlines(&p->lex);
    p->line = pending->line;
    while (!p->lex.failed && parse_func_line(p, pending->func))
        ir_lex_skip_newlines(&p->lex);
    ir_parse_block(p, pending->func->body);
}

/* Modules */

static void parse_const_decl(IrParser *p, bool is_name)
{
    IrConst *value = ir_parse_const(p);
    if (!value)
        return;
    if (is_name && value->kind != IR_CONST_STR)
        ir_lex_fail(&p->lex, "only a str can be a name");
    value->is_name |= is_name;
}

/* One line of the module; `own type` is a type that this module declares in C. */
static void parse_module_line(IrParser *p, PendingVec *pending)
{
    IrLexer *lex = &p->lex;
    IrModule *module = p->b.module;
    const char *text;
    if (ir_lex_take_word(lex, "func")) {
        parse_func_head(p, pending);
    } else if (ir_lex_take_word(lex, "module")) {
        module->name = parse_text(p, NULL);
    } else if (ir_lex_take_word(lex, "source")) {
        module->source_name = parse_text(p, NULL);
        SourceFile *places = module->sources->files.items[p->places];
        places->path = module->source_name;
    } else if (ir_lex_take_word(lex, "doc")) {
        module->doc = parse_text(p, &module->doc_len);
#define MODULE_WORD(word, field)                                                                   \
    } else if (ir_lex_take_word(lex, #word)) {                                                     \
        module->field = true;
#include "ir/text_words.def"
    } else if (ir_lex_take_word(lex, "include")) {
        text = parse_text(p, NULL);
        vec_push(module->arena, &module->headers, text);
    } else if (ir_lex_take_word(lex, "verbatim")) {
        text = parse_text(p, NULL);
        vec_push(module->arena, &module->verbatim, text);
    } else if (ir_lex_take_word(lex, "type")) {
        parse_type_decl(p, false);
    } else if (ir_lex_take_word(lex, "own")) {
        ir_lex_take_word(lex, "type");
        parse_type_decl(p, true);
    } else if (ir_lex_take_word(lex, "const")) {
        parse_const_decl(p, false);
    } else if (ir_lex_take_word(lex, "name")) {
        parse_const_decl(p, true);
    } else if (ir_lex_take_word(lex, "global")) {
        parse_var_decl(p, IR_VAR_GLOBAL, &p->globals);
    } else if (ir_lex_take_word(lex, "extern")) {
        parse_var_decl(p, IR_VAR_EXTERN, &p->globals);
    } else {
        ir_lex_fail(lex, "expected a declaration or a function");
    }
    p->line = 0;
    ir_parse_line_end(p);
    p->line = 0;
}

/* The largest line number that a comment names. */
static uint32_t last_line(const char *text, size_t len)
{
    uint32_t last = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] != ';')
            continue;
        while (i + 1 < len && text[i + 1] == ' ')
            i++;
        uint32_t line = 0;
        while (i + 1 < len && text[i + 1] >= '0' && text[i + 1] <= '9' && line < IR_LINE_MAX)
            line = line * 10 + (uint32_t)(text[++i] - '0');
        last = line > last ? line : last;
    }
    return last < IR_LINE_MAX ? last : IR_LINE_MAX;
}

/* A file whose line N stands for source line N. */
static uint32_t add_places(IrModule *module, const char *path, uint32_t lines)
{
    char *empty = ARENA_ARRAY(module->arena, char, lines + 1);
    memset(empty, '\n', lines);
    return source_add(module->sources, path, empty, lines);
}

static void check_mentioned(IrParser *p)
{
    for (uint32_t i = 0; i < p->scope.mentioned.len; i++)
        if (p->scope.mentioned.items[i])
            ir_lex_fail(&p->lex, "type `%s` is not declared",
                        p->scope.mentioned.items[i]->name->text);
}

IrModule *ir_parse_module(Arena *arena, AtomTable *atoms, Types *types, SourceMap *sources,
                          Diags *diags, const char *path, const char *text, size_t len)
{
    IrParser parser = {.scope.types = types};
    IrParser *p = &parser;
    PendingVec pending = {0};
    uint32_t file = source_add(sources, path, text, len);
    p->b.module = ir_module_new(arena, atoms, types, sources, "");
    p->places = add_places(p->b.module, path, last_line(text, len));
    if (len > UINT32_MAX / 2)
        len = 0;
    ir_lex_init(&p->lex, arena, diags, file, text, (uint32_t)len);
    ir_lex_skip_newlines(&p->lex);
    while (p->lex.token.kind != IR_TOK_END && !p->lex.failed) {
        parse_module_line(p, &pending);
        ir_lex_skip_newlines(&p->lex);
    }
    check_mentioned(p);
    for (uint32_t i = 0; i < pending.len && !p->lex.failed; i++)
        parse_body(p, &pending.items[i]);
    return p->lex.failed ? NULL : p->b.module;
}
