/* cell.h: variables that inner functions use.
 *
 * An object variable lives in a cell object of Python. A C variable lives in a block of zeroed memory inside an
 * object of our own, so that all functions reach it through a pointer:
 *
 *     PyObject *n_cell = kr_memory_new(sizeof(int));
 *     int *n = kr_memory_data(n_cell);
 */
#ifndef KR_CELL_H
#define KR_CELL_H

#include "kr/core.h"

/* A new cell; `value` may be NULL: unbound. */
#define kr_cell_new(value) PyCell_New(value)

/* The value. UnboundLocalError in the function that owns the variable (cell), NameError in inner ones (free). */
KR_FN PyObject *kr_cell_get(PyObject *cell, PyObject *name);
KR_FN PyObject *kr_free_get(PyObject *cell, PyObject *name);
/* Steals `value`. Any exception that is pending stays. */
KR_FN void kr_cell_set(PyObject *cell, PyObject *value);
/* Unbinds without looking whether it was bound. */
KR_FN void kr_cell_clear(PyObject *cell);
/* del: 0, or -1 with the error of kr_cell_get, kr_free_get. */
KR_FN int kr_cell_del(PyObject *cell, PyObject *name);
KR_FN int kr_free_del(PyObject *cell, PyObject *name);

/* eval(code, globals, locals): what was given, unless that is None. New reference. */
#define kr_none_or(given, other) Py_NewRef((given) == Py_None ? (other) : (given))
/* locals(): dict[name] = value; nothing when the variable is unbound (NULL), the cell empty. */
KR_FN int kr_locals_put(PyObject *dict, PyObject *name, PyObject *value);
KR_FN int kr_locals_cell(PyObject *dict, PyObject *name, PyObject *cell);

typedef struct KrMemory {
    PyObject_VAR_HEAD
    int is_view; /* the data is a KrViewN: released with the object */
    long double data[1]; /* as strictly aligned as any C variable that a cell may hold */
} KrMemory;

KR_FN PyObject *kr_memory_new(size_t size);
KR_FN PyObject *kr_memory_view(size_t size);
#define kr_memory_data(memory) ((void *)((KrMemory *)(memory))->data)

#endif
