/* sema_test.c: directives, constants, scopes; the types of expressions and of undeclared locals;
 * the dump. */
#include "sema/const_expr.h"
#include "sema/directives.h"
#include "sema/sema.h"
#include "syntax/read.h"
#include "type/typename.h"
#include "unit.h"

static Arena *arena;
static AtomTable atoms;
static Types types;
static SourceMap sources;
static Diags diags;

static Sema *analyze(const char *text)
{
    arena = arena_new();
    atom_table_init(&atoms, arena);
    types_init(&types, arena, &atoms);
    source_map_init(&sources, arena);
    diags_init(&diags, arena, &sources);
    ReadInput read = {.arena = arena,
                      .atoms = &atoms,
                      .diags = &diags,
                      .sources = &sources,
                      .path = "m.pyx",
                      .text = text,
                      .len = strlen(text),
                      .is_cython = true};
    SemaInput input = {.arena = arena,
                       .atoms = &atoms,
                       .types = &types,
                       .diags = &diags,
                       .tree = read_source(&read),
                       .module_name = "m"};
    return sema_analyze(&input);
}

/* Type of the local `name` of `def f(...)` with this body; "?" when there is no such local. */
static const char *type_of_local(const char *params, const char *body, const char *name)
{
    char text[1024];
    snprintf(text, sizeof text, "cdef double g = 1\ndef f(%s):\n%s\n", params, body);
    Sema *sema = analyze(text);
    if (diags.errors)
        return diags.list.items[0]->text;
    Symbol *symbol = scope_find(sema->functions.items[0]->scope, atom_from(&atoms, name));
    return symbol && symbol->type ? typename_source(arena, symbol->type) : "?";
}

#define INFERS(params, body, want)                                                  \
    do {                                                                            \
        unit_check_str(__FILE__, __LINE__, type_of_local(params, body, "x"), want); \
        arena_delete(arena);                                                        \
    } while (0)

static void test_infer_values(void)
{
    INFERS("", "  x = 1.5", "double");
    INFERS("", "  x = 1", "long");
    INFERS("", "  x = True", "bint");
    INFERS("", "  x = 'a'", "str");
    INFERS("", "  x = [1]", "list");
    INFERS("", "  x = None", "object");
    INFERS("", "  x = 2 ** 100", "int object");
    INFERS("int n", "  x = n", "int");
    INFERS("int n", "  x = n / 2", "double");
    INFERS("int n", "  x = n // 2", "int");
    INFERS("int n", "  x = &n", "int *");
    INFERS("object o", "  x = len(o)", "Py_ssize_t");
    INFERS("str s", "  x = s.find('a')", "Py_ssize_t");
    INFERS("str s", "  x = s.split()", "list");
    INFERS("double[:, ::1] v", "  x = v[0]", "double[::1]");
    INFERS("double[:, ::1] v", "  x = v[:, 0]", "double[:]");
    INFERS("double[:, ::1] v", "  x = v.T", "double[::1, :]");
}

static void test_infer_arithmetic(void)
{
    /* an integer in arithmetic could overflow */
    INFERS("", "  x = 1\n  x = x + 1", "int object");
    INFERS("", "  x = 1\n  y = x & 3", "long");
    INFERS("", "  x = 0.0\n  x += 1", "double");
    INFERS("", "  x = 0\n  x = 0.5", "double");
    INFERS("", "  x = 1\n  x = True", "object");
    INFERS("object o", "  x = 1.0\n  x = o", "object");
    /* each waits for the other */
    INFERS("object o", "  y = 1.0\n  x = y\n  y = x", "double");
    INFERS("object o", "  y = o\n  x = y\n  y = x", "object");
}

static void test_infer_loops(void)
{
    INFERS("int n", "  for x in range(n): pass", "int");
    INFERS("int n", "  for x in range(n): n = x * 2", "int object");
    INFERS("int n", "  for x in range(0, n): pass", "long");
    INFERS("object n", "  for x in range(n): pass", "object");
    INFERS("str s", "  for x in s: pass", "Py_UCS4");
    INFERS("float[:] v", "  for x in v: pass", "float");
    INFERS("list l", "  for x in l: pass", "object");
}

static void test_infer_unbound(void)
{
    INFERS("bint c", "  if c:\n    x = 1.0\n  return x", "object");
    INFERS("bint c", "  if c:\n    x = 1.0\n  else:\n    x = 2.0\n  return x", "double");
    INFERS("bint c", "  while True:\n    x = 1.0\n    if c: break\n  return x", "double");
    INFERS("bint c", "  while c:\n    x = 1.0\n  return x", "object");
    INFERS("", "  try:\n    x = 1.0\n  except ValueError: pass\n  return x", "object");
    INFERS("", "  try:\n    x = 1.0\n  except ValueError: raise\n  return x", "double");
    INFERS("", "  x = 1.0\n  del x", "object");
}

static void test_const_expr(void)
{
    int64_t value;
    CHECK(const_expr_binary(AST_OP_FLOORDIV, -7, 2, &value) && value == -4);
    CHECK(const_expr_binary(AST_OP_MOD, -7, 2, &value) && value == 1);
    CHECK(const_expr_binary(AST_OP_MOD, 7, -2, &value) && value == -1);
    CHECK(const_expr_binary(AST_OP_POW, -1, 3, &value) && value == -1);
    CHECK(const_expr_binary(AST_OP_POW, 2, 62, &value) && value == (int64_t)1 << 62);
    CHECK(!const_expr_binary(AST_OP_POW, 2, 63, &value));
    CHECK(const_expr_binary(AST_OP_LSHIFT, 1, 62, &value) && value == (int64_t)1 << 62);
    CHECK(!const_expr_binary(AST_OP_LSHIFT, 1, 63, &value));
    CHECK(const_expr_binary(AST_OP_RSHIFT, -5, 1, &value) && value == -3);
    CHECK(!const_expr_binary(AST_OP_ADD, INT64_MAX, 1, &value));
    CHECK(!const_expr_binary(AST_OP_MUL, INT64_MIN, -1, &value));
    CHECK(!const_expr_binary(AST_OP_FLOORDIV, 1, 0, &value));
}

static void test_directives(void)
{
    Directives d = *directives_default();
    CHECK(d.boundscheck && !d.cdivision && d.infer_types == -1);
    CHECK(directives_set(&d, "boundscheck", "False") && !d.boundscheck);
    CHECK(directives_set(&d, "infer_types", "True") && d.infer_types == 1);
    CHECK(directives_set(&d, "infer_types", "None") && d.infer_types == -1);
    CHECK(!directives_set(&d, "wraparound", "perhaps") && d.wraparound);
    CHECK(!directives_set(&d, "no_such", "True"));
    CHECK(!directives_set(&d, "cfunc", "True"));
    CHECK(directives_set(&d, "warn.all", "True") && d.warn_unused && d.warn_undeclared);
    CHECK(directives_is_default(DIRECTIVE_ID_c_string_type, "bytes"));
    CHECK(!directives_is_default(DIRECTIVE_ID_overflowcheck, "True"));
}

static void test_scopes(void)
{
    arena = arena_new();
    atom_table_init(&atoms, arena);
    Atom x = atom_from(&atoms, "x");
    Scope *module = scope_new(arena, SCOPE_MODULE, NULL, NULL, NULL, x);
    Scope *class_body = scope_new(arena, SCOPE_CLASS, module, NULL, NULL, x);
    Scope *method = scope_new(arena, SCOPE_FUNC, class_body, NULL, NULL, x);
    Symbol *global = scope_add(arena, module, SYM_GLOBAL, x, NULL, SPAN_NONE);
    Symbol *member = scope_add(arena, class_body, SYM_FIELD, x, NULL, SPAN_NONE);
    CHECK(scope_lookup(class_body, x) == member);
    CHECK(scope_lookup(method, x) == global); /* class bodies are not seen from inside */
    CHECK(!scope_find(method, x));
    arena_delete(arena);
}

static void test_errors_at_once(void)
{
    analyze("cdef int f(int x): return x\n"
            "def g(a):\n"
            "    f()\n"
            "    f(1, 2)\n"
            "    f('st')\n"
            "    return b + c\n");
    CHECK(diags.errors == 5);
    arena_delete(arena);
}

static void test_no_cascades(void)
{
    analyze("cdef missing x\n"
            "def g():\n"
            "    y = x.field[3](x)\n"
            "    z = unknown()\n"
            "    return y + z * unknown + x\n");
    CHECK(diags.errors == 2);
    arena_delete(arena);
}

static void test_dump(void)
{
    Sema *sema = analyze("# cython: cdivision=True\n"
                         "cdef int half(int n) nogil: return n // 2\n"
                         "def f(int n, x=None):\n"
                         "    for i in range(n):\n"
                         "        x = half(i)\n"
                         "    return [k for k in x]\n");
    Buf out;
    buf_init(&out, arena);
    sema_dump(sema, &out);
    CHECK_STR(buf_text(&out), "module m\n"
                              "  directive cdivision = True\n"
                              "  cfunc half: int (int) except? -1 nogil\n"
                              "  def f\n"
                              "cdef half: int (int) except? -1 nogil\n"
                              "  param n: int\n"
                              "def f: object (int, object)\n"
                              "  param n: int\n"
                              "  param x: object\n"
                              "  local i: int inferred\n"
                              "  4 for i: range int step 1\n"
                              "  4 call range: builtin -> range\n"
                              "  5 call half: C -> int\n"
                              "  local k: object inferred\n"
                              "  6 for k: iter\n");
    arena_delete(arena);
}

UNIT_MAIN(TEST(test_infer_values), TEST(test_infer_arithmetic), TEST(test_infer_loops),
          TEST(test_infer_unbound), TEST(test_const_expr), TEST(test_directives), TEST(test_scopes),
          TEST(test_errors_at_once), TEST(test_no_cascades), TEST(test_dump))
