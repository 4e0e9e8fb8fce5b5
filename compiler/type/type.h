/* type.h: the types of programs. Hash-consed: equal types are one pointer, so `==` compares types.
 *
 * Simple kinds are preallocated (TYPES(t)->simple[TYPE_INT]); composite ones are made by constructors
 * that return the existing one when there is one. Nominal types (struct, enum, typedef, class, fused)
 * are equal only to themselves; they are made once per declaration and completed in place later.
 * All belong to the session's arena. The IR, the AST side and the emitter share them.
 */
#ifndef KRAIT_TYPE_TYPE_H
#define KRAIT_TYPE_TYPE_H

#include "base/atom.h"
#include "base/buf.h"
#include "base/map.h"
#include <stdbool.h>

typedef enum TypeClass {
    TYPE_CLASS_SPECIAL,
    TYPE_CLASS_VOID,
    TYPE_CLASS_BOOL,
    TYPE_CLASS_INT,
    TYPE_CLASS_UINT,
    TYPE_CLASS_FLOAT,
    TYPE_CLASS_OBJ,
    TYPE_CLASS_COMPOSITE
} TypeClass;

typedef enum TypeKind {
#define TYPE(kind, class, ir, c, source) TYPE_##kind,
#include "type/types.def"
#undef TYPE
    TYPE_KIND_COUNT
} TypeKind;

typedef struct Type Type;

/* How a C function tells its caller that it raised. Source: Cython user guide, "Error return values". */
typedef enum ExceptKind {
    EXCEPT_NONE,   /* noexcept: an exception is reported as unraisable */
    EXCEPT_VALUE,  /* except V: V always means an exception */
    EXCEPT_CHECK,  /* except? V: V may mean one; ask PyErr_Occurred */
    EXCEPT_ALWAYS, /* except *: ask after every call */
    EXCEPT_NULL    /* object result: NULL */
} ExceptKind;

typedef struct ExceptSpec {
    ExceptKind kind;
    int64_t int_value;   /* VALUE, CHECK of integer results */
    double float_value;  /* VALUE, CHECK of float results */
    const char *c_value; /* not NULL: a C expression (extern enum, macro) */
} ExceptSpec;

typedef struct TypeParam {
    Atom name; /* may be NULL */
    const Type *type;
} TypeParam;

typedef struct TypeFunc {
    const Type *result;
    TypeParam *params;
    uint32_t count;
    uint32_t optional; /* trailing params that may be left out (cdef optional args) */
    bool varargs;
    bool nogil;    /* may be called without the GIL */
    bool with_gil; /* takes the GIL itself */
    ExceptSpec except;
} TypeFunc;

typedef struct TypeField {
    Atom name;
    const Type *type;
    const char *c_name;
} TypeField;

/* What the declaration of a nominal type says. */
typedef struct TypeDecl {
    Atom name;
    const char *c_name; /* as it is spelt in C, "struct point" or "size_t" */
    const char *module; /* dotted name of the module that declares it; NULL: C, or the compiler */
    const char *header; /* where C declares it, "" when this module does; for extern */
    bool is_typedef; /* struct: written as `ctypedef struct` */
    bool is_extern, is_union, is_packed, is_complete;
    bool is_builtin;    /* CLASS of the interpreter: c_name is its type object, a PyObject *; has no layout */
    bool has_face;      /* cpdef ENUM: its values are members of a Python class */
    const char *face_module; /* of this module; NULL: the one being compiled */
    bool is_lock;       /* STRUCT: a lock, which has methods and is never copied */
    bool is_exact;      /* extern TYPEDEF: the target is just what it is, on this machine */
    bool is_public;     /* stands in the module's header file */
    const Type *target; /* TYPEDEF: what it stands for (nearest C type when extern) */
    const Type *buffer; /* TYPEDEF of an object whose items are accessed as those of this view, else NULL */
    TypeField *fields;  /* STRUCT, CTUPLE */
    uint32_t field_count;
    const Type *const *alternatives; /* FUSED */
    const Atom *alternative_names;   /* FUSED: of classes that another name stands for, else NULL; or no table */
    uint32_t alternative_count;
    const Type *const *items; /* TYPEDEF of a container: the types of what is in it */
    uint32_t item_count;
    bool is_endless;    /* tuple[T, ...] */
    const Type *base;   /* CLASS */
    const Type *layout; /* CLASS: the struct that an instance is in C */
    const Type *vtab;   /* CLASS: the struct of pointers to its C methods, those of the base first; NULL: none */
    void *symbol;     /* sema's Symbol of the declaration; opaque here */
} TypeDecl;

enum { TYPE_QUAL_CONST = 1, TYPE_QUAL_VOLATILE = 2, TYPE_QUAL_RESTRICT = 4 };
enum { VIEW_MAX_DIMS = 8 };
/* VIEW_CONTIG: so is the whole block; VIEW_ALONE: this axis only, beside strided ones. */
typedef enum ViewMode { VIEW_STRIDED, VIEW_CONTIG, VIEW_INDIRECT, VIEW_FULL, VIEW_ALONE } ViewMode;

struct Type {
    TypeKind kind;
    uint32_t id;        /* order of creation: for stable output */
    const Type *target; /* PTR ARRAY CONST VIEW COMPLEX: element or base */
    union {
        uint64_t array_len;  /* ARRAY; UINT64_MAX: unknown */
        uint32_t qualifiers; /* CONST: TYPE_QUAL_* */
        uint32_t is_soft;    /* COMPLEX: a float for Python while its imaginary part is 0 */
        struct {
            uint8_t ndim;
            uint8_t modes[VIEW_MAX_DIMS]; /* ViewMode */
        } view;
    };
    const char *size_text; /* ARRAY: the length as C spells it, when it is named; NULL: a number or unknown */
    TypeFunc *func; /* FUNC */
    TypeDecl *decl; /* nominal kinds and CTUPLE */
};

typedef struct Types {
    Arena *arena;
    AtomTable *atoms;
    const Type *simple[TYPE_KIND_COUNT];
    uint32_t count;
    TypeKind text_kind;        /* what char pointers become as objects: BYTES, BYTEARRAY or STR */
    const Type *unicode;       /* Py_UNICODE: Py_UCS4 by its old name; NULL until it is asked for */
    const char *text_encoding; /* of C strings beside str; NULL: they do not convert */
    struct TypeTable *table; /* hash of composite types */
} Types;

/* The simple types; composite ones are added as they are asked for. */
void types_init(Types *types, Arena *arena, AtomTable *atoms);
#define TYPE_OF(types, K) ((types)->simple[TYPE_##K])

/* The one type made of these parts. type_qualified merges with qualifiers that `target` has, and gives
 * those of an array to its elements. */
const Type *type_ptr(Types *types, const Type *target);
const Type *type_array(Types *types, const Type *target, uint64_t len);
/* The same with a named length: `text` in C, `len` UINT64_MAX when only C knows it. */
const Type *type_array_named(Types *types, const Type *target, uint64_t len, const char *text);
const Type *type_qualified(Types *types, const Type *target, uint32_t qualifiers);
const Type *type_view(Types *types, const Type *element, uint32_t ndim, const ViewMode *modes);
const Type *type_complex(Types *types, const Type *part);
/* What a power of two doubles is: a complex number in C, for Python a float when its imaginary part is 0. */
const Type *type_soft_complex(Types *types);
bool type_is_soft(const Type *type);
/* Py_UCS4 under the name Py_UNICODE, which messages show. */
const Type *type_unicode(Types *types);
const Type *type_ctuple(Types *types, const Type *const *parts, uint32_t count);
/* `func` is copied. Names of parameters are no part of the type and are dropped; so are exception values
 * that its kind or its result has no use for. */
const Type *type_func(Types *types, const TypeFunc *func);
/* The same function with the last `left` parameters left out, which are optional. */
const Type *type_func_short(Types *types, const Type *type, uint32_t left);
/* A fresh nominal type (STRUCT ENUM TYPEDEF CLASS FUSED); `decl` is kept, not copied. */
const Type *type_nominal(Types *types, TypeKind kind, TypeDecl *decl);

/* Equal once typedefs are looked through, at every level; what C calls the same type. */
bool type_same(const Type *a, const Type *b);

/* Queries; all look through const and typedef unless they say otherwise. */
const Type *type_strip(const Type *type); /* without qualifiers and typedefs */
/* The type of a value of this type: a const or volatile variable's value is neither; typedefs stay unless they are const. */
const Type *type_of_value(const Type *type);
TypeClass type_class(const Type *type);   /* column of types.def; enum: INT */
bool type_is_object(const Type *type);    /* any Python object */
bool type_is_int(const Type *type);       /* C integer, bint and enum included */
bool type_is_signed(const Type *type);
bool type_is_float(const Type *type);
bool type_is_number(const Type *type); /* C integer or float */
/* A number of a type that a C header declares: only C knows how large it is. */
bool type_is_vague(const Type *type);
bool type_is_ptr(const Type *type);    /* pointer, array or function */
bool type_is_error(const Type *type);  /* poison: already reported, silence follow-ups */
bool type_is_lock(const Type *type);   /* cython.pymutex and the like, themselves */
bool type_is_const(const Type *type);  /* top-level const, typedefs looked through */
/* Bytes and range of a C integer on LP64 (x86-64, AArch64 Linux); 0 for unknown (extern typedef). */
uint32_t type_int_size(const Type *type);
/* Its least and largest value; false for one of unknown size, or of 128 bits. */
bool type_int_range(const Type *type, int64_t *low, uint64_t *high);
/* Does every value of integer type `from` keep its number in `to`? */
bool type_int_widens(const Type *from, const Type *to);
/* A C integer that C alone knows the size and sign of: an extern typedef, unless it is declared exactly. */
bool type_is_foreign_int(const Type *type);
/* One of 128 bits, by the name that gcc and clang give it. */
bool type_is_int128(const Type *type);
/* Is the length of the array known, to us or to C? */
bool type_array_has_len(const Type *array);
/* What a buffer of such items holds, as in KrField of the runtime: i u c f z O ? P T. */
char type_buffer_kind(const Type *type);
/* Field of a struct or union by name, or NULL. */
const TypeField *type_field(const Type *type, Atom name);

#endif
