/* lr.c: an LR(1) run over the tables of the generated parser; see lr.h.
 *
 * Place: between the grammar and cst. The grammar declares no conflicts, so a sound text needs one stack and no
 * search; libtree-sitter's graph of stacks, counted subtrees and re-balancing cost ten times as much. It still does
 * what it is best at: texts with errors, from their start. Invariant: for a text both accept, the nodes are those
 * of libtree-sitter (tests/unit/syntax_test.c compares). Source of the tables' meaning: tree_sitter/parser.h
 * and the manual's page on the external scanner.
 *
 *     x = 1       tokens shifted, rules reduced:   module(assignment(identifier, =, integer) newline)
 */
#include "syntax/lr.h"

#include "base/panic.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>
#include <tree_sitter/parser.h>

enum {
    CACHE_SIZE = 4096,  /* looked-up actions and gotos; a power of two */
    NO_STATE = 0xffff
};

typedef struct CacheEntry {
    uint16_t state, sym;
    uint16_t value;
    bool is_known;
} CacheEntry;

/* tree-sitter's lexer interface over a text in memory. */
typedef struct Lexer {
    TSLexer base; /* first: the callbacks get a pointer to it */
    const char *text;
    uint32_t len;
    uint32_t at, size; /* of the character ahead */
    uint32_t token_start, token_end;
} Lexer;

#define NO_END UINT32_MAX

typedef struct Token {
    uint32_t start, end;
    uint16_t sym;
    bool is_keyword; /* may be a name where no keyword fits */
} Token;

typedef struct StackItem {
    uint32_t node;
    uint16_t state; /* behind the node */
} StackItem;

typedef struct Lr {
    const TSLanguage *language;
    Arena *arena;
    Lexer lexer;
    void *scanner;
    char saved[TREE_SITTER_SERIALIZATION_BUFFER_SIZE]; /* the scanner's state behind its latest token */
    unsigned saved_size;
    bool is_spoilt; /* the scanner's state is another: it looked and found nothing */
    VEC(LrNode) nodes;
    VEC(uint32_t) kids;
    VEC(StackItem) stack;
    uint32_t end; /* of the latest token */
    CacheEntry cache[CACHE_SIZE];
} Lr;

/* ---- the lexer ------------------------------------------------------------------------------- */

static void look(Lexer *lexer)
{
    if (lexer->at >= lexer->len) {
        lexer->base.lookahead = 0;
        lexer->size = 0;
        return;
    }
    unsigned char first = (unsigned char)lexer->text[lexer->at];
    lexer->base.lookahead = first;
    lexer->size = 1;
    if (first < 0x80)
        return;
    uint32_t code;
    size_t size = utf8_decode(lexer->text + lexer->at, lexer->len - lexer->at, &code);
    lexer->base.lookahead = size ? (int32_t)code : -1;
    lexer->size = size ? (uint32_t)size : 1;
}

static void advance(TSLexer *base, bool skip)
{
    Lexer *lexer = (Lexer *)base;
    lexer->at += lexer->size;
    if (skip)
        lexer->token_start = lexer->at;
    look(lexer);
}

static void mark_end(TSLexer *base)
{
    Lexer *lexer = (Lexer *)base;
    lexer->token_end = lexer->at;
}

/* Characters since the start of the line. */
static uint32_t get_column(TSLexer *base)
{
    const Lexer *lexer = (const Lexer *)base;
    uint32_t column = 0;
    for (uint32_t i = lexer->at; i > 0 && lexer->text[i - 1] != '\n'; i--)
        column += ((unsigned char)lexer->text[i - 1] & 0xc0) != 0x80;
    return column;
}

static bool is_at_range_start(const TSLexer *base)
{
    (void)base;
    return false;
}

static bool is_eof(const TSLexer *base)
{
    const Lexer *lexer = (const Lexer *)base;
    return lexer->at >= lexer->len;
}

static void start_at(Lexer *lexer, uint32_t at)
{
    lexer->at = at;
    look(lexer);
    lexer->token_start = at;
    lexer->token_end = NO_END;
    lexer->base.result_symbol = 0;
    if (at == 0 && lexer->base.lookahead == 0xfeff)
        advance(&lexer->base, true);
}

static void finish(Lexer *lexer)
{
    if (lexer->token_end == NO_END)
        lexer->token_end = lexer->at;
    if (lexer->token_end < lexer->token_start)
        lexer->token_start = lexer->token_end;
}

/* ---- the tables ------------------------------------------------------------------------------ */

/* The table's number for (state, symbol): of an action for a token, a state for a rule; 0: nothing. */
static uint16_t search_table(const TSLanguage *language, uint16_t state, uint16_t sym)
{
    if (state < language->large_state_count)
        return language->parse_table[state * language->symbol_count + sym];
    const uint16_t *at = &language->small_parse_table[language->small_parse_table_map[state - language->large_state_count]];
    for (uint16_t groups = *at++; groups; groups--) {
        uint16_t value = *at++;
        for (uint16_t count = *at++; count; count--)
            if (*at++ == sym)
                return value;
    }
    return 0;
}

static uint16_t look_up(Lr *lr, uint16_t state, uint16_t sym)
{
    CacheEntry *entry = &lr->cache[(state * 31u + sym) & (CACHE_SIZE - 1)];
    if (!entry->is_known || entry->state != state || entry->sym != sym)
        *entry = (CacheEntry){state, sym, search_table(lr->language, state, sym), true};
    return entry->value;
}

/* The one action for a token, NULL: none. Where a list may go on, the table also offers to shift at once what a
 * reduction comes before: that is for parsers that search. */
static const TSParseAction *find_action(Lr *lr, uint16_t state, uint16_t sym)
{
    const TSParseActionEntry *entry = &lr->language->parse_actions[look_up(lr, state, sym)];
    for (uint8_t i = 1; i <= entry->entry.count; i++) {
        const TSParseAction *action = &entry[i].action;
        if (action->type != TSParseActionTypeShift || !action->shift.repetition)
            return action->type == TSParseActionTypeRecover ? NULL : action;
    }
    return NULL;
}

/* ---- tokens ---------------------------------------------------------------------------------- */

static bool scan_outside(Lr *lr, uint16_t mode)
{
    const TSLanguage *language = lr->language;
    if (!mode)
        return false;
    if (lr->is_spoilt)
        language->external_scanner.deserialize(lr->scanner, lr->saved, lr->saved_size);
    start_at(&lr->lexer, lr->end);
    const bool *valid = language->external_scanner.states + language->external_token_count * mode;
    lr->is_spoilt = !language->external_scanner.scan(lr->scanner, &lr->lexer.base, valid);
    if (lr->is_spoilt)
        return false;
    finish(&lr->lexer);
    lr->saved_size = language->external_scanner.serialize(lr->scanner, lr->saved);
    return true;
}

static Token latest_token(const Lexer *lexer, uint16_t sym)
{
    return (Token){lexer->token_start, lexer->token_end, sym, false};
}

/* A name may be a keyword in this state. */
static void read_keyword(Lr *lr, uint16_t state, Token *token)
{
    Lexer *lexer = &lr->lexer;
    start_at(lexer, token->start);
    bool word = lr->language->keyword_lex_fn(&lexer->base, 0);
    finish(lexer);
    if (!word || lexer->token_end != token->end || !look_up(lr, state, lexer->base.result_symbol))
        return;
    token->sym = lexer->base.result_symbol;
    token->is_keyword = true;
}

/* The next token; false when there is none. */
static bool read_token(Lr *lr, uint16_t state, Token *token)
{
    const TSLanguage *language = lr->language;
    Lexer *lexer = &lr->lexer;
    TSLexMode mode = language->lex_modes[state];
    if (mode.lex_state == NO_STATE)
        return false;
    if (scan_outside(lr, mode.external_lex_state)) {
        *token = latest_token(lexer, language->external_scanner.symbol_map[lexer->base.result_symbol]);
        return true;
    }
    start_at(lexer, lr->end);
    if (!language->lex_fn(&lexer->base, mode.lex_state))
        return false;
    finish(lexer);
    *token = latest_token(lexer, lexer->base.result_symbol);
    if (token->sym == language->keyword_capture_token)
        read_keyword(lr, state, token);
    return true;
}

/* ---- the stack ------------------------------------------------------------------------------- */

static uint16_t top_state(const Lr *lr)
{
    return lr->stack.len ? vec_last(&lr->stack).state : 1;
}

static void push(Lr *lr, uint32_t node, uint16_t state)
{
    StackItem item = {node, state};
    vec_push(lr->arena, &lr->stack, item);
}

static uint32_t add_node(Lr *lr, LrNode node)
{
    vec_push(lr->arena, &lr->nodes, node);
    return lr->nodes.len - 1;
}

static bool shows(const Lr *lr, const LrNode *kid, uint16_t alias)
{
    return alias || lr->language->symbol_metadata[kid->sym].visible || kid->has_visible;
}

/* A node of the stack's items from `first` on, which leave it. */
static uint32_t gather(Lr *lr, uint16_t sym, uint16_t production, uint32_t first, uint32_t count)
{
    LrNode node = {.sym = sym, .production = production, .kids = lr->kids.len, .count = count,
                   .start = lr->end, .end = lr->end};
    for (uint32_t i = 0, k = 0; i < count; i++) {
        uint32_t kid = lr->stack.items[first + i].node;
        const LrNode *at = &lr->nodes.items[kid];
        if (!i)
            node.start = at->start;
        node.end = at->end;
        node.has_visible |= shows(lr, at, at->is_extra ? 0 : lr_alias(lr->language, production, k));
        k += !at->is_extra;
        vec_push(lr->arena, &lr->kids, kid);
    }
    return add_node(lr, node);
}

/* Only its state matters: what stands for it in the tree is its child. */
static bool is_transparent(const Lr *lr, uint16_t sym, uint16_t production)
{
    return !production && !lr->language->symbol_metadata[sym].visible;
}

/* Comments at the end stay outside of the rule. */
static bool reduce(Lr *lr, const TSParseAction *action)
{
    uint16_t sym = action->reduce.symbol, production = action->reduce.production_id;
    uint32_t first = lr->stack.len, wanted = action->reduce.child_count, last = lr->stack.len;
    for (uint32_t seen = 0; seen < wanted;) {
        if (!first)
            return false;
        bool extra = lr->nodes.items[lr->stack.items[--first].node].is_extra;
        if (!seen && extra)
            last = first;
        seen += !extra;
    }
    uint32_t extras = lr->stack.len - last, count = last - first, node;
    if (count == 1 && is_transparent(lr, sym, production))
        node = lr->stack.items[first].node;
    else
        node = gather(lr, sym, production, first, count);
    uint16_t below = first ? lr->stack.items[first - 1].state : 1;
    uint16_t state = look_up(lr, below, sym);
    if (!state)
        return false;
    if (!count) {
        push(lr, node, state);
        return true;
    }
    lr->stack.items[first] = (StackItem){node, state};
    for (uint32_t i = 0; i < extras; i++)
        lr->stack.items[first + 1 + i] = (StackItem){lr->stack.items[last + i].node, state};
    lr->stack.len = first + 1 + extras;
    return true;
}

/* The children of the start rule, with the comments around it, become the root. */
static bool accept(Lr *lr, LrTree *tree, uint32_t end_token)
{
    push(lr, end_token, 1);
    uint32_t first = lr->kids.len, module = 0;
    LrNode root = {.kids = first};
    for (uint32_t i = 0; i < lr->stack.len; i++) {
        uint32_t index = lr->stack.items[i].node;
        LrNode node = lr->nodes.items[index];
        if (node.is_extra) {
            vec_push(lr->arena, &lr->kids, index);
            continue;
        }
        if (module++)
            return false;
        root.sym = node.sym;
        root.production = node.production;
        for (uint32_t k = 0; k < node.count; k++) {
            uint32_t kid = lr->kids.items[node.kids + k];
            vec_push(lr->arena, &lr->kids, kid);
        }
    }
    root.count = lr->kids.len - first;
    root.start = lr->nodes.items[lr->kids.items[first]].start;
    root.end = lr->nodes.items[end_token].end;
    for (uint32_t k = 0; k < root.count; k++)
        root.has_visible |= shows(lr, &lr->nodes.items[lr->kids.items[first + k]], 0);
    tree->root = add_node(lr, root);
    tree->nodes = lr->nodes.items;
    tree->kids = lr->kids.items;
    return module == 1;
}

/* Until the token is shifted, or the text accepted; false when it does not fit. */
static bool take_token(Lr *lr, LrTree *tree, const Token *token, bool *done)
{
    LrNode node = {.start = token->start, .end = token->end, .sym = token->sym};
    for (;;) {
        uint16_t state = top_state(lr);
        const TSParseAction *action = find_action(lr, state, node.sym);
        if (!action && token->is_keyword && node.sym == token->sym) {
            node.sym = lr->language->keyword_capture_token;
            action = find_action(lr, state, node.sym);
        }
        if (!action)
            return false;
        switch ((TSParseActionType)action->type) {
        case TSParseActionTypeShift:
            node.is_extra = action->shift.extra;
            push(lr, add_node(lr, node), node.is_extra ? state : action->shift.state);
            lr->end = node.end;
            return true;
        case TSParseActionTypeReduce:
            if (!reduce(lr, action))
                return false;
            break;
        case TSParseActionTypeAccept:
            node.is_extra = true;
            *done = true;
            return accept(lr, tree, add_node(lr, node));
        case TSParseActionTypeRecover:
            return false;
        }
    }
}

static bool run(Lr *lr, LrTree *tree)
{
    Token token;
    for (bool done = false; !done;)
        if (!read_token(lr, top_state(lr), &token) || !take_token(lr, tree, &token, &done))
            return false;
    return true;
}

typedef struct Parse {
    Lr *lr;
    LrTree *tree;
    bool fits;
} Parse;

static void run_parse(void *arg)
{
    Parse *parse = arg;
    parse->lr->language->external_scanner.deserialize(parse->lr->scanner, NULL, 0);
    parse->fits = run(parse->lr, parse->tree);
}

static void destroy_scanner(void *arg)
{
    const Parse *parse = arg;
    parse->lr->language->external_scanner.destroy(parse->lr->scanner);
}

bool lr_parse(LrTree *tree, Arena *arena, const TSLanguage *language, const char *text, uint32_t len)
{
    Lr *lr = ARENA_NEW(arena, Lr);
    lr->language = language;
    lr->arena = arena;
    lr->lexer = (Lexer){{0, 0, advance, mark_end, get_column, is_at_range_start, is_eof}, text, len, 0, 0, 0, 0};
    lr->nodes.cap = lr->kids.cap = len / 2 + 64;
    lr->nodes.items = ARENA_ARRAY(arena, LrNode, lr->nodes.cap);
    lr->kids.items = ARENA_ARRAY(arena, uint32_t, lr->kids.cap);
    lr->scanner = language->external_scanner.create();
    if (!lr->scanner)
        return false;
    Parse parse = {lr, tree, false};
    guard_finish(run_parse, destroy_scanner, &parse);
    tree->end = lr->end;
    return parse.fits;
}

/* ---- what the tables say of a node ----------------------------------------------------------- */

uint16_t lr_alias(const TSLanguage *language, uint16_t production, uint32_t k)
{
    if (!production || k >= language->max_alias_sequence_length)
        return 0;
    return language->alias_sequences[production * language->max_alias_sequence_length + k];
}

uint16_t lr_field(const TSLanguage *language, uint16_t production, uint32_t k)
{
    TSFieldMapSlice slice = language->field_map_slices[production];
    for (uint32_t i = slice.index; i < (uint32_t)slice.index + slice.length; i++) {
        const TSFieldMapEntry *entry = &language->field_map_entries[i];
        if (!entry->inherited && entry->child_index == k)
            return entry->field_id;
    }
    return 0;
}

bool lr_is_visible(const TSLanguage *language, uint16_t sym)
{
    return language->symbol_metadata[sym].visible;
}

bool lr_is_named(const TSLanguage *language, uint16_t sym)
{
    return language->symbol_metadata[sym].named;
}

uint16_t lr_public_symbol(const TSLanguage *language, uint16_t sym)
{
    return language->public_symbol_map[sym];
}
