/* ufunc.h: universal functions of numpy made of compiled functions: directive `ufunc`. Needs numpy's headers.
 *
 * A module that has one calls, in this order: kr_ufunc_start; for each loop kr_ufunc_loop, then kr_ufunc_type for its
 * arguments and results; kr_ufunc_end. Numpy keeps pointers to all it is given: it is one block of memory, which the
 * ufunc owns. Source: numpy, "C API", PyUFunc_FromFuncAndData.
 */
#ifndef KR_UFUNC_H
#define KR_UFUNC_H

#include "kr/core.h"

/* Which functions of numpy's are deprecated is for the module to say. */
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wcpp"
#pragma GCC diagnostic ignored "-Wunused-function"
#endif
#include <numpy/arrayobject.h>
#include <numpy/ufuncobject.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

typedef void KrUfuncLoop(char **args, const Py_ssize_t *dimensions, const Py_ssize_t *steps, void *data);

typedef struct KrUfunc {
    const char *name, *doc;
    int loops, in, out;
    int loop, type;   /* how many there are by now */
    int unknown;      /* size of an item that numpy has no type for, or 0 */
    PyUFuncGenericFunction *functions;
    void **data;
    char *types;
} KrUfunc;

/* Memory for a ufunc of so many loops, arguments and results; NULL with an exception. */
KR_INLINE void *kr_ufunc_start(const char *name, const char *doc, int loops, int in, int out)
{
    if (!PyUFunc_API && _import_umath() < 0)
        return NULL;
    size_t count = (size_t)loops, types = count * (size_t)(in + out);
    KrUfunc *made = PyArray_malloc(sizeof *made + count * (sizeof *made->functions + sizeof *made->data) + types);
    if (!made)
        return PyErr_NoMemory();
    *made = (KrUfunc){.name = name, .doc = doc, .loops = loops, .in = in, .out = out};
    made->functions = (PyUFuncGenericFunction *)(void *)(made + 1);
    made->data = (void **)(void *)(made->functions + count);
    made->types = (char *)(made->data + count);
    return made;
}

KR_INLINE void kr_ufunc_loop(void *ufunc, KrUfuncLoop *loop)
{
    KrUfunc *made = ufunc;
    made->functions[made->loop] = (PyUFuncGenericFunction)loop;
    made->data[made->loop++] = NULL;
}

KR_INLINE int kr_ufunc_number(int kind, size_t size, int is_signed)
{
    if (kind == 'O')
        return NPY_OBJECT;
    if (kind == 'f')
        return size == sizeof(float) ? NPY_FLOAT : size == sizeof(double) ? NPY_DOUBLE
               : size == sizeof(long double) ? NPY_LONGDOUBLE : NPY_NOTYPE;
    if (kind == 'c')
        return size == 2 * sizeof(float) ? NPY_CFLOAT : size == 2 * sizeof(double) ? NPY_CDOUBLE
               : size == 2 * sizeof(long double) ? NPY_CLONGDOUBLE : NPY_NOTYPE;
    switch (size) {
    case 1: return is_signed ? NPY_INT8 : NPY_UINT8;
    case 2: return is_signed ? NPY_INT16 : NPY_UINT16;
    case 4: return is_signed ? NPY_INT32 : NPY_UINT32;
    case 8: return is_signed ? NPY_INT64 : NPY_UINT64;
    default: return NPY_NOTYPE;
    }
}

/* The next argument or result of the loop: i integer, f float, c complex, O object. */
KR_INLINE void kr_ufunc_type(void *ufunc, int kind, size_t size, int is_signed)
{
    KrUfunc *made = ufunc;
    int number = kr_ufunc_number(kind, size, is_signed);
    if (number == NPY_NOTYPE)
        made->unknown = (int)size;
    made->types[made->type++] = (char)number;
}

/* The ufunc; NULL with an exception. */
KR_INLINE PyObject *kr_ufunc_end(void *ufunc)
{
    KrUfunc *made = ufunc;
    PyObject *object = NULL;
    if (made->unknown)
        PyErr_Format(PyExc_TypeError, "%s(): numpy has no type for items of %d bytes", made->name, made->unknown);
    else
        object = PyUFunc_FromFuncAndData(made->functions, made->data, made->types, made->loops, made->in, made->out,
                                         PyUFunc_None, made->name, made->doc, 0);
    if (object)
        ((PyUFuncObject *)object)->ptr = made;
    else
        PyArray_free(made);
    return object;
}

#endif
