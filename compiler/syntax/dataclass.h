/* dataclass.h: what the two files about dataclasses share: pure_dataclass.c finds the fields, dataclass.c writes the methods.
 */
#ifndef KRAIT_SYNTAX_DATACLASS_H
#define KRAIT_SYNTAX_DATACLASS_H

#include "syntax/purer.h"

enum { DATA_OPTIONS = 8, DATA_FIELDS = 512 };

typedef struct DataField {
    Atom name;
    Span span;
    const char *shown_type; /* as Python sees it */
    const char *annotation; /* of the parameter */
    const char *default_, *factory, *metadata; /* as text; NULL: none */
    const struct DataClass *cls;
    bool is_c;         /* declared by cdef: `annotation` is a type in C's form */
    bool is_c_factory; /* a C function */
    bool is_init_var, is_listed;
    bool init, repr, compare, kw_only;
    int hash; /* 1, 0, or -1: as compare */
} DataField;

/* An extension type of the module, a dataclass or not. */
typedef struct DataClass {
    AstCClassDef *node;
    struct DataClass *base; /* in the module too, or NULL */
    bool is_dataclass, kw_only_from_here;
    bool options[DATA_OPTIONS];
    VEC(DataField *) fields; /* its own, in order */
} DataClass;

/* All fields, those of bases first, and their number. */
uint32_t dataclass_fields(const DataClass *cls, const DataField **out);
bool dataclass_defines(const DataClass *cls, const char *name);
bool dataclass_option(const DataClass *cls, const char *name);
/* `cdef object name = value` among the statements before the class. */
void dataclass_variable(Pure *p, const Ast *place, const char *name, Ast *value, PureVec *before);
/* Adds the methods and attributes that the options ask for to the body of the class. */
void dataclass_write(Pure *p, DataClass *cls, const Ast *place, PureVec *before);

#endif
