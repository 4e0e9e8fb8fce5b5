/* class.h: the class statement and the names in a class body.
 *
 * A class is made in three steps: kr_class_begin finds the metaclass and has it prepare the namespace, the
 * body runs on it, kr_class_end calls the metaclass. What the steps share is a tuple, the plan:
 * (name, metaclass, bases, bases as written, keywords or None, namespace).
 */
#ifndef KR_CLASS_H
#define KR_CLASS_H

#include "kr/take.h"

#define KR_CLASS_START(space, qualname, doc, line) kr_class_start(KR_MODULE, (space), (qualname), (doc), (line))
#define KR_CLASS_GET(space, name) kr_class_get(KR_MODULE, (space), (name))

/* The plan of `class name(*bases, **keywords)`; keywords: NULL none. */
KR_FN PyObject *kr_class_begin(PyObject *name, PyObject *bases, PyObject *keywords);
/* The namespace in a plan; new reference. */
KR_FN PyObject *kr_class_space(PyObject *plan);
/* The class. `cell`: the cell of __class__ that the body gave, or None. */
KR_FN PyObject *kr_class_end(PyObject *plan, PyObject *cell);
/* The whole statement, of a body that is a function of the namespace alone. */
KR_FN PyObject *kr_class_make(PyObject *name, PyObject *bases, PyObject *keywords, PyObject *(*body)(PyObject *space));
/* What every body does first: __module__, __qualname__, __doc__ (NULL: none), __firstlineno__ since 3.13. */
KR_FN int kr_class_start(KrModule *module, PyObject *space, PyObject *qualname, PyObject *doc, int line);
/* An item of the namespace: 1 and a new reference, 0: not there, -1: error. */
KR_FN int kr_class_find(PyObject *space, PyObject *name, PyObject **value);
/* A name: the namespace, then the module, then builtins; NameError. */
KR_FN PyObject *kr_class_get(KrModule *module, PyObject *space, PyObject *name);
/* A name that a function around the class has too: the namespace, then the cell. */
KR_FN PyObject *kr_class_get_cell(PyObject *space, PyObject *name, PyObject *cell);
KR_FN int kr_class_set(PyObject *space, PyObject *name, PyObject *value);
KR_FN int kr_class_del(PyObject *space, PyObject *name);
/* super() in a function: `callable` is the builtin; the class or its cell, and the first argument, NULL: none. */
KR_FN PyObject *kr_class_super(PyObject *callable, PyObject *cell, PyObject *self, int takes_any);
/* An empty __annotations__ in the namespace, unless it has one. */
KR_FN int kr_class_annotations(PyObject *space);
/* __annotations__[name] = annotation, with the __annotations__ that the namespace has by now. */
KR_FN int kr_class_annotate(PyObject *space, PyObject *name, PyObject *annotation);

/* see take.h */
KR_TAKING_1(PyObject *, kr_class_make_take2, NULL,
            (PyObject *name, PyObject *a, PyObject *keywords, PyObject *(*body)(PyObject *space)),
            kr_class_make(name, a, keywords, body), a)
KR_TAKES_NNO(int, -1, kr_class_set, PyObject *, PyObject *)
KR_TAKING_1(PyObject *, kr_class_super_take1, NULL, (PyObject *a, PyObject *cell, PyObject *self, int takes_any),
            kr_class_super(a, cell, self, takes_any), a)

#endif
