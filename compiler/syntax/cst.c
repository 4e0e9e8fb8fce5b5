/* cst.c: parses a text and copies its tree into one flat array.
 *
 * Sound texts go through lr, everything else through libtree-sitter, which recovers from errors.
 * Symbols and fields of the grammar are matched to cst.def once (CstNames) by a small hash of names, then
 * everything is an array look-up. The walk uses one cursor and no recursion: depth costs memory only.
 * Invariant: node 0 is unused, node 1 is the root, children of a node follow it in preorder.
 *
 *     cst_parse(&tree, arena, "x\n", 2)    nodes: module, expression_statement, identifier
 */
#include "syntax/cst.h"

#include "base/heap.h"
#include "base/panic.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "syntax/lr.h"
#include "syntax/synerr_chars.h"
#include "syntax/synerr_scan.h"
#include <ctype.h>
#include <string.h>
#include <tree_sitter/api.h>

/* The grammar, generated into grammar/src/parser.c. */
extern const TSLanguage *tree_sitter_krait(void);

static const char *const node_names[] = {
    "",
    "ERROR",
#define CST_NODE(id, name) name,
#define CST_TOKEN(id, text) text,
#define CST_FIELD(id, name)
#include "syntax/cst.def"
#undef CST_NODE
#undef CST_TOKEN
#undef CST_FIELD
};

/* Whether a symbol is a named node: `lambda` is also a token. */
static const bool node_named[] = {
    false,
    true,
#define CST_NODE(id, name) true,
#define CST_TOKEN(id, text) false,
#define CST_FIELD(id, name)
#include "syntax/cst.def"
#undef CST_NODE
#undef CST_TOKEN
#undef CST_FIELD
};

static const char *const field_names[] = {
    "",
#define CST_NODE(id, name)
#define CST_TOKEN(id, text)
#define CST_FIELD(id, name) name,
#include "syntax/cst.def"
#undef CST_NODE
#undef CST_TOKEN
#undef CST_FIELD
};

enum {
    NAME_SLOTS = 1024, /* of the hash from names to cst.def rows */
    MAX_SYMBOLS = 1024,
    MAX_FIELDS = 256,
    REACH = 128 << 10 /* recovery from errors is quadratic at worst: nobody waits for that on megabytes of garbage */
};

struct CstNames {
    uint16_t syms[MAX_SYMBOLS]; /* CstSym of a grammar symbol */
    uint8_t fields[MAX_FIELDS];
};

static uint32_t hash_name(const char *name, bool named)
{
    uint32_t hash = named ? 2166136261u : 2166136262u;
    for (; *name; name++) hash = (hash ^ (unsigned char)*name) * 16777619u;
    return hash;
}

static void fill_syms(CstNames *map, const TSLanguage *language)
{
    uint16_t slots[NAME_SLOTS] = {0};
    for (uint32_t sym = 2; sym < CST_SYM_COUNT; sym++) {
        uint32_t at = hash_name(node_names[sym], node_named[sym]) % NAME_SLOTS;
        while (slots[at]) at = (at + 1) % NAME_SLOTS;
        slots[at] = (uint16_t)sym;
    }
    uint32_t count = ts_language_symbol_count(language);
    ALWAYS(count <= MAX_SYMBOLS);
    for (uint32_t i = 0; i < count; i++) {
        TSSymbolType type = ts_language_symbol_type(language, (TSSymbol)i);
        if (type == TSSymbolTypeAuxiliary) continue;
        const char *name = ts_language_symbol_name(language, (TSSymbol)i);
        bool named = type == TSSymbolTypeRegular;
        uint32_t at = hash_name(name, named) % NAME_SLOTS;
        while (slots[at] && (node_named[slots[at]] != named || strcmp(node_names[slots[at]], name) != 0))
            at = (at + 1) % NAME_SLOTS;
        map->syms[i] = slots[at];
    }
}

static void fill_fields(CstNames *map, const TSLanguage *language)
{
    ALWAYS(ts_language_field_count(language) < MAX_FIELDS);
    for (uint32_t field = 1; field < CST_FIELD_COUNT; field++) {
        const char *name = field_names[field];
        TSFieldId id = ts_language_field_id_for_name(language, name, (uint32_t)strlen(name));
        if (id) map->fields[id] = (uint8_t)field;
    }
}

const CstNames *cst_names(Arena *arena)
{
    CstNames *names = ARENA_NEW(arena, CstNames);
    fill_syms(names, tree_sitter_krait());
    fill_fields(names, tree_sitter_krait());
    return names;
}

static TSTree *parse_text(const char *text, uint32_t len)
{
    ts_set_allocator(heap_alloc, heap_zeroed, heap_resize, heap_free); /* its own end the process */
    TSParser *parser = ts_parser_new();
    ALWAYS(parser && ts_parser_set_language(parser, tree_sitter_krait()));
    TSTree *tree = ts_parser_parse_string(parser, NULL, text, len);
    ts_parser_delete(parser);
    ALWAYS(tree);
    return tree;
}

typedef struct WalkLevel {
    uint32_t last; /* the latest sibling taken, 0: none yet */
    bool fields;            /* children may stand in fields: asking costs time */
    bool has_error;         /* somewhere in the parent */
    uint32_t start, end;    /* of the parent */
    uint32_t errors_before; /* marks when it began */
    CstSym parent;
} WalkLevel;

typedef struct Walk {
    CstTree *tree;
    const char *text;
    bool is_cython;
    uint32_t start, end;      /* of the node at hand */
    CstSym sym;               /* of the node at hand */
    Arena *arena;
    const TSLanguage *language;
    const CstNames *names;
    bool has_error;      /* of the whole tree-sitter tree */
    bool node_has_error; /* of the node at hand */
    uint32_t marks;      /* calls of mark_error */
    VEC(CstNode) nodes;
    VEC(CstError) errors;
    VEC(WalkLevel) levels;
} Walk;

static bool is_error_token(uint16_t sym)
{
    return sym == CST_ERROR || sym == CST_bad_dedent || sym == CST_bad_tabs || sym == CST_missing_block ||
           sym == CST_missing_colon || sym == CST_stray_keyword || sym == CST_string_unterminated ||
           sym == CST_unexpected_indent;
}

static void mark_error(Walk *w, uint32_t start, uint32_t end, uint16_t sym)
{
    if (!w->tree->has_error) w->tree->error_start = start;
    w->tree->has_error = true;
    CstError error = {start, end, sym};
    w->marks++;
    if (w->errors.len < CST_MAX_ERRORS) vec_push(w->arena, &w->errors, error);
}

/* Nodes whose children stand in no field. */
static bool is_plain_list(CstSym sym)
{
    switch ((int)sym) {
    case CST_module:
    case CST_block:
    case CST_c_block:
    case CST_list:
    case CST_tuple:
    case CST_set:
    case CST_dictionary:
    case CST_argument_list:
    case CST_parameters:
    case CST_expression_list:
    case CST_expression_statement:
    case CST_parenthesized_expression:
    case CST_string:
    case CST_concatenated_string:
    case CST_dotted_name: return true;
    }
    return false;
}

/* Cython has names that Python has not. */
static bool is_cython_name(const char *text, uint32_t len)
{
    return (len == 5 && (memcmp(text, "async", 5) == 0 || memcmp(text, "await", 5) == 0)) ||
           (len == 2 && memcmp(text, "as", 2) == 0);
}

static bool is_bad_identifier(const char *text, uint32_t len, bool is_cython)
{
    if (synerr_is_keyword(text, len)) return !is_cython || !is_cython_name(text, len);
    for (uint32_t i = 0; i < len;) {
        if (!((unsigned char)text[i] & 0x80)) {
            i++;
            continue;
        }
        uint32_t code;
        size_t size = utf8_decode(text + i, len - i, &code);
        if (!size || !(i ? synerr_is_name_code(code) : synerr_starts_name(code))) return true;
        i += (uint32_t)size;
    }
    return false;
}

/* The grammar reads keywords as names where no keyword can be. */
static void check_leaf(Walk *w)
{
    bool name = w->sym == CST_identifier || vec_last(&w->levels).parent == CST_identifier; /* `async` has a child */
    if (name && is_bad_identifier(w->text + w->start, w->end - w->start, w->is_cython))
        mark_error(w, w->start, w->end, CST_identifier);
}

/* A visible node on its way into the array. */
typedef struct Item {
    uint32_t start, end;
    uint16_t sym;     /* CstSym */
    uint8_t field;    /* CstFieldId */
    bool is_named, is_missing;
} Item;

/* Copies a node when it is of interest; false when it and what is below are left out. */
static bool take_item(Walk *w, const Item *item)
{
    w->sym = (CstSym)item->sym;
    w->start = item->start;
    w->end = item->end;
    if (item->sym == CST_comment) return false;
    bool absent = item->end == item->start && item->sym == CST_OTHER && !item->is_named; /* a bracket or colon */
    if (absent || is_error_token(item->sym) || item->is_missing) mark_error(w, item->start, item->end, item->sym);
    if (item->sym == CST_OTHER && !item->field && !item->is_named) return false;
    uint32_t index = w->nodes.len;
    CstNode copy = {.sym = item->sym, .field = item->field, .start = item->start, .end = item->end};
    vec_push(w->arena, &w->nodes, copy);
    WalkLevel *level = &vec_last(&w->levels);
    if (level->last)
        w->nodes.items[level->last].next = index;
    else if (w->levels.len > 1)
        w->nodes.items[index - 1].has_child = true;
    level->last = index;
    return true;
}

/* The same for the cursor's node. */
static bool take_node(Walk *w, const TSTreeCursor *cursor)
{
    TSNode node = ts_tree_cursor_current_node(cursor);
    TSSymbol symbol = ts_node_symbol(node);
    bool fields = vec_last(&w->levels).fields;
    w->node_has_error = w->has_error && ts_node_has_error(node);
    Item item = {
        .start = ts_node_start_byte(node),
        .end = ts_node_end_byte(node),
        .sym = symbol == (TSSymbol)-1 ? (uint16_t)CST_ERROR : w->names->syms[symbol],
        .field = w->names->fields[fields ? ts_tree_cursor_current_field_id(cursor) : 0],
        .is_named = ts_node_is_named(node),
        .is_missing = w->has_error && ts_node_is_missing(node),
    };
    return take_item(w, &item);
}

static void push_level(Walk *w, CstSym parent)
{
    WalkLevel level = {0, !is_plain_list(parent), w->node_has_error, w->start, w->end, w->marks, parent};
    vec_push(w->arena, &w->levels, level);
}

/* A token that tree-sitter made up may be hidden (NEWLINE): then only the node around it tells. */
static void pop_level(Walk *w)
{
    WalkLevel level = vec_pop(&w->levels);
    if (level.has_error && w->marks == level.errors_before) mark_error(w, level.start, level.end, CST_OTHER);
}

static void walk_tree(Walk *w, TSNode root)
{
    TSTreeCursor cursor = ts_tree_cursor_new(root);
    push_level(w, CST_OTHER);
    bool descend = take_node(w, &cursor);
    for (;;) {
        if (descend && ts_tree_cursor_goto_first_child(&cursor)) {
            push_level(w, w->sym);
        } else {
            check_leaf(w);
            bool more;
            while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && w->levels.len > 1) {
                (void)ts_tree_cursor_goto_parent(&cursor);
                pop_level(w);
            }
            if (!more) break;
        }
        descend = take_node(w, &cursor);
    }
    ts_tree_cursor_delete(&cursor);
}

/* Where the walk is in one node of lr's tree. */
typedef struct LrPlace {
    const LrNode *node;
    uint32_t kid, k; /* children done; of these, not comments */
    uint16_t field;  /* of a hidden node: of what is visible in it */
    bool is_level;   /* visible: a level of the walk */
} LrPlace;

typedef VEC(LrPlace) LrPlaces;

static void take_lr_node(Walk *w, LrPlaces *places, const LrNode *node, uint16_t sym, uint16_t field)
{
    const TSLanguage *language = w->language;
    bool fields = vec_last(&w->levels).fields;
    Item item = {.start = node->start,
                 .end = node->end,
                 .sym = w->names->syms[lr_public_symbol(language, sym)],
                 .field = w->names->fields[fields ? field : 0],
                 .is_named = lr_is_named(language, sym)};
    if (!take_item(w, &item) || !node->has_visible) {
        check_leaf(w);
        return;
    }
    push_level(w, w->sym);
    LrPlace place = {node, 0, 0, 0, true};
    vec_push(w->arena, places, place);
}

/* The same walk over the tree of a sound text. */
static void walk_lr(Walk *w, const LrTree *tree)
{
    const TSLanguage *language = w->language;
    LrPlaces places = {0};
    push_level(w, CST_OTHER);
    take_lr_node(w, &places, &tree->nodes[tree->root], tree->nodes[tree->root].sym, 0);
    while (places.len) {
        LrPlace *place = &vec_last(&places);
        if (place->kid == place->node->count) {
            if (vec_pop(&places).is_level) pop_level(w);
            continue;
        }
        const LrNode *kid = &tree->nodes[tree->kids[place->node->kids + place->kid++]];
        uint16_t alias = 0, field = 0, production = place->node->production;
        if (!kid->is_extra) {
            alias = lr_alias(language, production, place->k);
            field = lr_field(language, production, place->k++);
            if (!field) field = place->field;
        }
        if (alias || lr_is_visible(language, kid->sym)) {
            take_lr_node(w, &places, kid, alias ? alias : kid->sym, field);
        } else if (kid->has_visible) {
            LrPlace hidden = {kid, 0, 0, field, false};
            vec_push(w->arena, &places, hidden);
        }
    }
}

static Walk start_walk(CstTree *tree, Arena *arena, const CstNames *names, bool is_cython)
{
    Walk w = {.tree = tree, .text = tree->text, .is_cython = is_cython, .arena = arena, .names = names};
    w.language = tree_sitter_krait();
    w.nodes.cap = tree->len / 8 + 64;
    w.nodes.items = ARENA_ARRAY(arena, CstNode, w.nodes.cap);
    w.nodes.len = 1;
    return w;
}

static void end_walk(Walk *w)
{
    w->tree->nodes = w->nodes.items;
    w->tree->count = w->nodes.len;
    w->tree->errors = w->errors.items;
    w->tree->error_count = w->errors.len;
}

void cst_parse_slowly(CstTree *tree, Arena *arena, const CstNames *names, const char *text, uint32_t len,
                      bool is_cython)
{
    *tree = (CstTree){.text = text, .len = len};
    TSTree *ts = parse_text(text, len);
    TSNode root = ts_tree_root_node(ts);
    Walk w = start_walk(tree, arena, names, is_cython);
    w.has_error = ts_node_has_error(root);
    walk_tree(&w, root);
    if (w.has_error && !tree->has_error) mark_error(&w, 0, len, CST_OTHER);
    ts_tree_delete(ts);
    end_walk(&w);
}

/* Sound texts, without libtree-sitter; false when there is an error in the text, behind *end. */
static bool parse_sound(CstTree *tree, Arena *arena, const CstNames *names, const char *text, uint32_t len,
                        bool is_cython, uint32_t *end)
{
    LrTree lr = {0};
    Arena *scratch = arena_new_within(arena, 0);
    *tree = (CstTree){.text = text, .len = len};
    bool fits = lr_parse(&lr, scratch, tree_sitter_krait(), text, len);
    if (fits) {
        Walk w = start_walk(tree, arena, names, is_cython);
        walk_lr(&w, &lr);
        end_walk(&w);
    }
    *end = lr.end;
    arena_delete(scratch);
    return fits;
}

/* How much of a text with an error is looked at for more of them: up to a line, REACH behind the first, that seems to
 * begin a statement of the module. */
static uint32_t reach(const char *text, uint32_t len, uint32_t first)
{
    if (len - first <= REACH) return len;
    uint32_t end = first + REACH;
    for (uint32_t i = end; i > first + REACH / 2; i--)
        if (text[i - 1] == '\n' && (isalpha((unsigned char)text[i]) || text[i] == '@')) return i;
    while (end > first && text[end - 1] != '\n') end--;
    return end > first ? end : first + REACH;
}

void cst_parse(CstTree *tree, Arena *arena, const CstNames *names, const char *text, uint32_t len, bool is_cython)
{
    uint32_t end;
    if (!parse_sound(tree, arena, names, text, len, is_cython, &end))
        cst_parse_slowly(tree, arena, names, text, reach(text, len, end), is_cython);
}

bool cst_has_error(Arena *arena, const CstNames *names, const char *text, uint32_t len, bool is_cython, uint32_t *start)
{
    ArenaMark mark = arena_mark(arena);
    CstTree tree;
    cst_parse(&tree, arena, names, text, len, is_cython);
    *start = tree.error_start;
    arena_reset(arena, mark);
    return tree.has_error;
}

/* One line of the dump: `field: type [start, end]` and the text of leaves. */
static void dump_node(Buf *out, const TSTreeCursor *cursor, const char *text, uint32_t depth)
{
    TSNode node = ts_tree_cursor_current_node(cursor);
    const char *field = ts_tree_cursor_current_field_name(cursor);
    uint32_t start = ts_node_start_byte(node), end = ts_node_end_byte(node);
    bool named = ts_node_is_named(node);
    buf_fill(out, ' ', (size_t)depth * 2);
    if (field) buf_printf(out, "%s: ", field);
    buf_printf(out, named ? "%s%s [%u, %u]" : "%s\"%s\" [%u, %u]", ts_node_is_missing(node) ? "MISSING " : "",
               ts_node_type(node), start, end);
    if (named && ts_node_child_count(node) == 0 && end > start && !memchr(text + start, '\n', end - start))
        buf_printf(out, " %.*s", (int)(end - start), text + start);
    buf_putc(out, '\n');
}

void cst_dump(Buf *out, const char *text, uint32_t len)
{
    TSTree *ts = parse_text(text, len);
    TSTreeCursor cursor = ts_tree_cursor_new(ts_tree_root_node(ts));
    uint32_t depth = 0;
    dump_node(out, &cursor, text, depth);
    for (;;) {
        if (ts_tree_cursor_goto_first_child(&cursor)) {
            depth++;
        } else {
            bool more;
            while (!(more = ts_tree_cursor_goto_next_sibling(&cursor)) && depth) {
                (void)ts_tree_cursor_goto_parent(&cursor);
                depth--;
            }
            if (!more) break;
        }
        dump_node(out, &cursor, text, depth);
    }
    ts_tree_cursor_delete(&cursor);
    ts_tree_delete(ts);
}

void cst_check_names(Buf *out)
{
    const TSLanguage *language = tree_sitter_krait();
    for (uint32_t sym = 2; sym < CST_SYM_COUNT; sym++) {
        const char *name = node_names[sym];
        if (!ts_language_symbol_for_name(language, name, (uint32_t)strlen(name), node_named[sym]))
            buf_printf(out, "no node %s\n", name);
    }
    for (uint32_t field = 1; field < CST_FIELD_COUNT; field++)
        if (!ts_language_field_id_for_name(language, field_names[field], (uint32_t)strlen(field_names[field])))
            buf_printf(out, "no field %s\n", field_names[field]);
}
