/* type_test.c: types are one pointer when equal; queries; names; conversion rules. */
#include "type/cname.h"
#include "type/convert.h"
#include "type/typename.h"
#include "unit.h"

static Arena *arena;
static AtomTable atoms;
static Types types;

static void set_up(void)
{
    arena = arena_new();
    atom_table_init(&atoms, arena);
    types_init(&types, arena, &atoms);
}

static void tear_down(void)
{
    arena_delete(arena);
}

#define T(kind) TYPE_OF(&types, kind)
static const Type *ptr(const Type *target)
{
    return type_ptr(&types, target);
}

static const Type *constant(const Type *target)
{
    return type_qualified(&types, target, TYPE_QUAL_CONST);
}

static const Type *view(const Type *element, uint32_t ndim, ViewMode last)
{
    ViewMode modes[VIEW_MAX_DIMS] = {VIEW_STRIDED};
    modes[ndim - 1] = last;
    return type_view(&types, element, ndim, modes);
}

static const Type *func(const Type *result, const Type *param, ExceptKind except, bool nogil)
{
    TypeParam params[1] = {{atom_from(&atoms, "x"), param}};
    TypeFunc f = {.result = result, .params = params, .count = 1, .nogil = nogil};
    f.except.kind = except;
    f.except.int_value = -1;
    f.except.float_value = -1.0;
    return type_func(&types, &f);
}

static const Type *nominal(TypeKind kind, const char *name, const Type *target)
{
    TypeDecl *decl = ARENA_NEW(arena, TypeDecl);
    decl->name = atom_from(&atoms, name);
    decl->target = target;
    return type_nominal(&types, kind, decl);
}

static const Type *extern_typedef(const char *name, const Type *target)
{
    const Type *type = nominal(TYPE_TYPEDEF, name, target);
    type->decl->is_extern = true;
    return type;
}

static const Type *class_type(const char *name, const Type *base)
{
    const Type *type = nominal(TYPE_CLASS, name, NULL);
    type->decl->base = base;
    return type;
}

static void test_equal_types_are_one_pointer(void)
{
    set_up();
    CHECK(ptr(T(INT)) == ptr(T(INT)) && ptr(T(INT)) != ptr(T(UINT)));
    CHECK(type_array(&types, T(INT), 3) != type_array(&types, T(INT), 4));
    CHECK(constant(constant(T(CHAR))) == constant(T(CHAR)) &&
          type_qualified(&types, T(CHAR), 0) == T(CHAR));
    CHECK(constant(type_array(&types, T(INT), 3)) == type_array(&types, constant(T(INT)), 3));
    CHECK(view(T(DOUBLE), 2, VIEW_CONTIG) == view(T(DOUBLE), 2, VIEW_CONTIG));
    CHECK(view(T(DOUBLE), 2, VIEW_CONTIG) != view(T(DOUBLE), 2, VIEW_STRIDED));
    const Type *parts[] = {T(INT), T(DOUBLE)};
    CHECK(type_ctuple(&types, parts, 2) == type_ctuple(&types, parts, 2));
    CHECK(type_ctuple(&types, parts, 2) != type_ctuple(&types, parts, 1));
    const Type *f = func(T(DOUBLE), T(INT), EXCEPT_CHECK, true);
    CHECK(f == func(T(DOUBLE), T(INT), EXCEPT_CHECK, true) && f->func->except.int_value == 0);
    CHECK(f != func(T(DOUBLE), T(INT), EXCEPT_CHECK, false));
    CHECK(f != func(T(DOUBLE), T(INT), EXCEPT_VALUE, true));
    CHECK(nominal(TYPE_STRUCT, "s", NULL) != nominal(TYPE_STRUCT, "s", NULL));
    const Type *deep = T(CHAR);
    for (int i = 0; i < 500; i++)
        deep = ptr(deep);
    const Type *again = T(CHAR);
    for (int i = 0; i < 500; i++)
        again = ptr(again);
    CHECK(deep == again);
    tear_down();
}

static void test_queries(void)
{
    set_up();
    const Type *size = extern_typedef("myint", T(LONG)),
               *own = nominal(TYPE_TYPEDEF, "real", T(DOUBLE));
    const Type *e = nominal(TYPE_ENUM, "color", NULL);
    CHECK(type_strip(constant(own)) == T(DOUBLE) && type_is_float(own) && type_is_number(own));
    CHECK(type_is_const(nominal(TYPE_TYPEDEF, "c", constant(T(INT)))) && !type_is_const(T(INT)));
    CHECK(type_int_size(size) == 0 && type_int_size(T(LONG)) == 8 && type_int_size(T(BINT)) == 4);
    CHECK(type_int_size(T(UCHAR)) == 1 && type_int_size(T(USHORT)) == 2 &&
          type_int_size(T(SIZE)) == 8);
    CHECK(type_int_size(T(DOUBLE)) == 0 && type_int_size(T(UCS4)) == 4 && type_int_size(e) == 4);
    CHECK(type_is_int(e) && type_is_int(T(BINT)) && !type_is_int(T(DOUBLE)) &&
          !type_is_int(ptr(T(INT))));
    CHECK(type_is_signed(T(SSIZE)) && !type_is_signed(T(SIZE)) && !type_is_signed(T(DOUBLE)));
    CHECK(type_is_object(T(LIST)) && type_is_object(class_type("C", NULL)) &&
          !type_is_object(T(INT)));
    CHECK(type_is_ptr(ptr(T(VOID))) && type_is_ptr(type_array(&types, T(INT), 2)) &&
          !type_is_ptr(T(INT)));
    CHECK(type_is_error(T(ERROR)) && !type_is_error(T(VOID)));
    CHECK(type_same(ptr(own), ptr(T(DOUBLE))) &&
          !type_same(ptr(T(DOUBLE)), ptr(constant(T(DOUBLE)))));
    CHECK(type_same(nominal(TYPE_TYPEDEF, "c", constant(T(INT))), constant(T(INT))));
    const Type *parts[] = {T(INT), T(DOUBLE)};
    const Type *pair = type_ctuple(&types, parts, 2);
    const TypeField *second = type_field(constant(pair), atom_from(&atoms, "f1"));
    CHECK(second && second->type == T(DOUBLE) && !type_field(pair, atom_from(&atoms, "f2")));
    CHECK(!type_field(T(INT), atom_from(&atoms, "f0")));
    tear_down();
}

typedef struct Names {
    const char *source, *ir, *c;
} Names;

static void check_names(int line, const Type *type, Names want)
{
    Buf ir, c;
    buf_init(&ir, arena);
    buf_init(&c, arena);
    typename_ir(&ir, type);
    typename_c_declare(&c, type, "x");
    unit_check_str(__FILE__, line, typename_source(arena, type), want.source);
    unit_check_str(__FILE__, line, buf_text(&ir), want.ir);
    unit_check_str(__FILE__, line, buf_text(&c), want.c);
}
#define NAMES(type, ...) check_names(__LINE__, type, (Names){__VA_ARGS__})

static void test_names_of_simple_types(void)
{
    set_up();
    NAMES(T(INT), "int", "int", "int x");
    NAMES(T(BINT), "bint", "bint", "int x");
    NAMES(T(LIST), "list", "list", "PyObject *x");
    NAMES(T(PYINT), "int object", "pyint", "PyObject *x");
    NAMES(class_type("Node", NULL), "Node", "class(Node)", "PyObject *x");
    const Type *point = nominal(TYPE_STRUCT, "a.point", NULL);
    point->decl->c_name = "struct point";
    NAMES(point, "a.point", "struct(`a.point`)", "struct point x");
    NAMES(extern_typedef("npy_intp", T(LONG)), "npy_intp", "typedef(npy_intp)", "npy_intp x");
    NAMES(type_complex(&types, T(FLOAT)), "float complex", "complex(f32)", "KrComplexF x");
    const Type *parts[] = {ptr(T(INT)), T(DOUBLE)};
    NAMES(type_ctuple(&types, parts, 2), "(int *, double)", "ctuple(ptr(int), f64)",
          "struct ctuple_ptr_bint_e_f64 x");
    tear_down();
}

static void test_names_of_declarators(void)
{
    set_up();
    NAMES(ptr(constant(T(CHAR))), "const char *", "ptr(const(char))", "const char *x");
    NAMES(constant(ptr(T(CHAR))), "char *const", "const(ptr(char))", "char *const x");
    NAMES(ptr(ptr(T(VOID))), "void **", "ptr(ptr(void))", "void **x");
    NAMES(type_array(&types, type_array(&types, T(INT), 3), 2), "int[2][3]",
          "array(array(int, 3), 2)", "int x[2][3]");
    NAMES(type_array(&types, ptr(T(INT)), UINT64_MAX), "int *[]", "array(ptr(int))", "int *x[]");
    NAMES(ptr(type_array(&types, T(INT), 3)), "int (*)[3]", "ptr(array(int, 3))", "int (*x)[3]");
    NAMES(type_qualified(&types, ptr(T(INT)), TYPE_QUAL_CONST | TYPE_QUAL_RESTRICT),
          "int *const restrict", "const(restrict(ptr(int)))", "int *const restrict x");
    const Type *f = func(T(DOUBLE), ptr(T(INT)), EXCEPT_NONE, true);
    NAMES(ptr(f), "double (*)(int *) noexcept nogil", "ptr(func(f64: ptr(int); nogil))",
          "double (*x)(int *)");
    NAMES(func(T(DOUBLE), view(T(INT), 1, VIEW_CONTIG), EXCEPT_CHECK, false),
          "double (int[::1]) except? -1.0", "func(f64: view(int, 1, c); except? -1.0)",
          "double x(KrView1 *)");
    NAMES(func(T(INT), T(INT), EXCEPT_VALUE, false), "int (int) except -1",
          "func(int: int; except -1)", "int x(int)");
    TypeFunc none = {.result = ptr(f), .varargs = true, .with_gil = true};
    none.except.kind = EXCEPT_CHECK;
    none.except.c_value = "NULL";
    NAMES(type_func(&types, &none), "double (*(...) except? NULL with gil)(int *) noexcept nogil",
          "func(ptr(func(f64: ptr(int); nogil)): ...; withgil except? \"NULL\")",
          "double (*x(...))(int *)");
    tear_down();
}

static void test_names_of_views(void)
{
    set_up();
    NAMES(view(constant(T(DOUBLE)), 2, VIEW_CONTIG), "const double[:, ::1]",
          "view(const(f64), 2, c)", "KrView2 x");
    NAMES(view(T(INT), 1, VIEW_STRIDED), "int[:]", "view(int, 1)", "KrView1 x");
    ViewMode modes[] = {VIEW_CONTIG, VIEW_STRIDED};
    NAMES(type_view(&types, T(INT), 2, modes), "int[::1, :]", "view(int, 2, f)", "KrView2 x");
    modes[0] = VIEW_INDIRECT;
    NAMES(type_view(&types, T(INT), 2, modes), "int[::cython.view.indirect, :]", "view(int, 2, is)",
          "KrView2 x");
    tear_down();
}

static void test_conversions_of_objects(void)
{
    set_up();
    const Type *base = class_type("B", NULL), *derived = class_type("D", base);
    CHECK(convert_implicit(&types, T(LIST), T(OBJECT)) == CONVERT_SAME);
    CHECK(convert_implicit(&types, T(OBJECT), T(LIST)) == CONVERT_TYPECHK);
    CHECK(convert_implicit(&types, T(LIST), T(DICT)) == CONVERT_NONE);
    CHECK(convert_implicit(&types, derived, base) == CONVERT_SAME);
    CHECK(convert_implicit(&types, base, derived) == CONVERT_TYPECHK);
    CHECK(convert_implicit(&types, T(LIST), base) == CONVERT_TYPECHK); /* never succeeds: a warning */
    CHECK(convert_implicit(&types, T(PYBOOL), T(PYINT)) == CONVERT_SAME);
    CHECK(convert_explicit(&types, T(OBJECT), T(LIST)) == CONVERT_CAST);
    CHECK(convert_explicit(&types, T(LIST), T(DICT)) == CONVERT_CAST);
    CHECK(convert_implicit(&types, T(OBJECT), T(BINT)) == CONVERT_TRUTH);
    CHECK(convert_implicit(&types, T(LIST), T(BINT)) == CONVERT_TRUTH);
    CHECK(convert_implicit(&types, T(OBJECT), T(UCHAR)) == CONVERT_UNBOX);
    CHECK(convert_implicit(&types, T(LIST), T(INT)) == CONVERT_NONE);
    CHECK(convert_implicit(&types, T(STR), T(UCS4)) == CONVERT_UNBOX);
    CHECK(convert_implicit(&types, T(BYTES), ptr(constant(T(UCHAR)))) == CONVERT_UNBOX);
    CHECK(convert_implicit(&types, T(STR), ptr(T(CHAR))) == CONVERT_NONE);
    CHECK(convert_implicit(&types, T(OBJECT), ptr(T(INT))) == CONVERT_NONE);
    CHECK(convert_explicit(&types, T(OBJECT), ptr(T(VOID))) == CONVERT_CAST);
    CHECK(convert_explicit(&types, ptr(T(VOID)), T(OBJECT)) == CONVERT_CAST);
    CHECK(convert_implicit(&types, T(ERROR), T(LIST)) == CONVERT_SAME);
    CHECK(convert_implicit(&types, T(VOID), T(OBJECT)) == CONVERT_NONE);
    tear_down();
}

static void test_boxing(void)
{
    set_up();
    CHECK(convert_boxed(&types, T(BINT)) == T(PYBOOL) &&
          convert_boxed(&types, constant(T(INT))) == T(PYINT));
    CHECK(convert_boxed(&types, T(UCS4)) == T(STR) &&
          convert_boxed(&types, ptr(T(CHAR))) == T(BYTES));
    CHECK(convert_boxed(&types, T(LIST)) == T(LIST) && !convert_boxed(&types, ptr(T(INT))));
    const Type *s = nominal(TYPE_STRUCT, "s", NULL);
    TypeField fields[] = {{atom_from(&atoms, "a"), T(INT), "a"},
                          {atom_from(&atoms, "p"), ptr(T(VOID)), "p"}};
    s->decl->fields = fields;
    s->decl->field_count = 1;
    CHECK(convert_boxed(&types, s) == T(DICT));
    CHECK(convert_implicit(&types, T(DICT), s) == CONVERT_UNBOX);
    s->decl->field_count = 2;
    CHECK(!convert_boxed(&types, s) && convert_implicit(&types, T(OBJECT), s) == CONVERT_NONE);
    CHECK(convert_implicit(&types, T(INT), T(OBJECT)) == CONVERT_BOX);
    CHECK(convert_implicit(&types, T(INT), T(LIST)) == CONVERT_NONE);
    CHECK(convert_implicit(&types, T(BINT), T(PYINT)) == CONVERT_BOX);
    tear_down();
}

static void test_conversions_of_numbers(void)
{
    set_up();
    const Type *own = nominal(TYPE_TYPEDEF, "count", T(LONG)),
               *unknown = extern_typedef("off", T(LONG));
    CHECK(convert_implicit(&types, T(INT), constant(T(INT))) == CONVERT_SAME);
    CHECK(convert_implicit(&types, own, T(LONG)) == CONVERT_SAME);
    CHECK(convert_implicit(&types, unknown, T(LONG)) == CONVERT_CAST);
    CHECK(convert_implicit(&types, T(INT), T(DOUBLE)) == CONVERT_CAST);
    CHECK(convert_implicit(&types, T(DOUBLE), T(INT)) == CONVERT_NONE);
    CHECK(convert_explicit(&types, T(DOUBLE), T(INT)) == CONVERT_CAST);
    CHECK(convert_implicit(&types, T(INT), T(BINT)) == CONVERT_TEST);
    CHECK(convert_implicit(&types, T(DOUBLE), T(BINT)) == CONVERT_TEST);
    CHECK(convert_implicit(&types, T(DOUBLE), type_complex(&types, T(DOUBLE))) == CONVERT_CAST);
    CHECK(convert_implicit(&types, type_complex(&types, T(DOUBLE)), T(DOUBLE)) == CONVERT_NONE);
    tear_down();
}

static void test_conversions_of_pointers(void)
{
    set_up();
    const Type *p = ptr(T(INT)), *cp = ptr(constant(T(INT))), *vp = ptr(T(VOID));
    CHECK(convert_implicit(&types, p, cp) == CONVERT_CAST &&
          convert_implicit(&types, cp, p) == CONVERT_CAST);
    CHECK(convert_implicit(&types, p, vp) == CONVERT_CAST &&
          convert_implicit(&types, vp, p) == CONVERT_NONE);
    CHECK(convert_explicit(&types, vp, p) == CONVERT_CAST &&
          convert_explicit(&types, cp, p) == CONVERT_CAST);
    CHECK(convert_implicit(&types, p, ptr(nominal(TYPE_TYPEDEF, "i", T(INT)))) == CONVERT_SAME);
    CHECK(convert_implicit(&types, T(NULLPTR), p) == CONVERT_CAST);
    CHECK(convert_implicit(&types, p, T(BINT)) == CONVERT_TEST);
    CHECK(convert_implicit(&types, type_array(&types, T(INT), 4), p) == CONVERT_DECAY);
    CHECK(convert_implicit(&types, p, T(SIZE)) == CONVERT_NONE);
    CHECK(convert_explicit(&types, p, T(SIZE)) == CONVERT_CAST);
    CHECK(convert_explicit(&types, p, T(DOUBLE)) == CONVERT_NONE);
    const Type *quiet = func(T(DOUBLE), T(INT), EXCEPT_NONE, true);
    const Type *checked = func(T(DOUBLE), T(INT), EXCEPT_CHECK, false);
    const Type *strict = func(T(DOUBLE), T(INT), EXCEPT_VALUE, false);
    CHECK(convert_implicit(&types, quiet, ptr(checked)) == CONVERT_DECAY);
    CHECK(convert_implicit(&types, quiet, ptr(strict)) == CONVERT_NONE);
    CHECK(convert_implicit(&types, strict, ptr(checked)) == CONVERT_DECAY);
    CHECK(convert_implicit(&types, ptr(checked), ptr(quiet)) == CONVERT_NONE);
    tear_down();
}

static void test_conversions_of_views(void)
{
    set_up();
    const Type *strided = view(T(DOUBLE), 1, VIEW_STRIDED),
               *contig = view(T(DOUBLE), 1, VIEW_CONTIG);
    const Type *readonly = view(constant(T(DOUBLE)), 1, VIEW_STRIDED);
    CHECK(convert_implicit(&types, contig, strided) == CONVERT_SAME);
    CHECK(convert_implicit(&types, strided, contig) == CONVERT_NONE);
    CHECK(convert_implicit(&types, contig, readonly) == CONVERT_SAME);
    CHECK(convert_implicit(&types, readonly, strided) == CONVERT_NONE);
    CHECK(convert_implicit(&types, strided, view(T(DOUBLE), 2, VIEW_STRIDED)) == CONVERT_NONE);
    CHECK(convert_implicit(&types, T(OBJECT), strided) == CONVERT_VIEW);
    CHECK(convert_implicit(&types, T(BYTES), view(T(UCHAR), 1, VIEW_CONTIG)) == CONVERT_NONE);
    CHECK(convert_implicit(&types, T(BYTES), view(constant(T(UCHAR)), 1, VIEW_CONTIG)) ==
          CONVERT_VIEW);
    CHECK(convert_implicit(&types, T(LIST), strided) == CONVERT_NONE);
    CHECK(convert_implicit(&types, strided, T(OBJECT)) == CONVERT_UNVIEW);
    tear_down();
}

static void test_common_types(void)
{
    set_up();
    static const struct {
        TypeKind left, right, common;
    } cases[] = {
        {TYPE_CHAR, TYPE_SHORT, TYPE_INT},      {TYPE_BINT, TYPE_BINT, TYPE_INT},
        {TYPE_INT, TYPE_UINT, TYPE_UINT},       {TYPE_LONG, TYPE_UINT, TYPE_LONG},
        {TYPE_LONG, TYPE_ULONG, TYPE_ULONG},    {TYPE_LLONG, TYPE_ULONG, TYPE_ULLONG},
        {TYPE_SSIZE, TYPE_INT, TYPE_SSIZE},     {TYPE_SSIZE, TYPE_SIZE, TYPE_SIZE},
        {TYPE_SSIZE, TYPE_ULONG, TYPE_SIZE},    {TYPE_FLOAT, TYPE_LLONG, TYPE_FLOAT},
        {TYPE_FLOAT, TYPE_DOUBLE, TYPE_DOUBLE}, {TYPE_UCS4, TYPE_UCS4, TYPE_LONG},
        {TYPE_USHORT, TYPE_UINT, TYPE_UINT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const Type *a = types.simple[cases[i].left], *b = types.simple[cases[i].right];
        const Type *want = types.simple[cases[i].common];
        if (convert_common(&types, a, b) != want || convert_common(&types, constant(b), a) != want)
            unit_fail(__FILE__, __LINE__, typename_source(arena, want));
    }
    const Type *p = ptr(T(INT)), *own = extern_typedef("off", T(LONG));
    CHECK(convert_common(&types, p, T(INT)) == p && convert_common(&types, T(NULLPTR), p) == p);
    CHECK(convert_common(&types, p, ptr(T(DOUBLE))) == NULL);
    CHECK(convert_common(&types, type_array(&types, T(INT), 3), p) == p);
    CHECK(convert_common(&types, T(INT), own) == own);
    CHECK(convert_common(&types, T(INT), T(OBJECT)) == NULL);
    CHECK(convert_common(&types, T(INT), type_complex(&types, T(FLOAT))) ==
          type_complex(&types, T(FLOAT)));
    CHECK(convert_common(&types, T(ERROR), p) == T(ERROR));
    tear_down();
}

/* The table is searched by halves: every word is found only where it is sorted. */
static void test_refused_names(void)
{
    static const char *const words[] = {
#define CNAME(name) #name,
#include "type/cnames.def"
#undef CNAME
        "M", "offsetof", "Py_None", "_x", "kr_add",
    };
    static const char *const names[] = {"x", "doubles", "ACCESSPERM", "zzz", "A", "", "m"};
    set_up();
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!cname_is_refused(&atoms, words[i]))
            unit_fail(__FILE__, __LINE__, words[i]);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CHECK(!cname_is_refused(&atoms, names[i]));
    map_set(arena, &atoms.refused, atom_from(&atoms, "x"), arena);
    CHECK(cname_is_refused(&atoms, "x") && !cname_is_refused(&atoms, "doubles"));
    tear_down();
}

UNIT_MAIN(TEST(test_refused_names), TEST(test_equal_types_are_one_pointer), TEST(test_queries),
          TEST(test_names_of_simple_types), TEST(test_names_of_declarators),
          TEST(test_names_of_views), TEST(test_conversions_of_objects), TEST(test_boxing),
          TEST(test_conversions_of_numbers), TEST(test_conversions_of_pointers),
          TEST(test_conversions_of_views), TEST(test_common_types))
