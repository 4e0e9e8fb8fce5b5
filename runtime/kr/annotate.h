/* annotate.h: annotations that are evaluated when somebody asks for them: since CPython 3.14 (PEP 649).
 *
 * The function __annotate__ is one of the interpreter, which compiles it when it is first wanted, from the definition as
 * it stands in the source, without all that is no annotation. The source of it is that text, or a dict with the text under
 * '' and the cells of the variables that it uses under their names:
 *
 *     'def f(x: int): pass\n'        {'': 'def _(T):\n def f(x: T): pass\n', 'T': cell}
 */
#ifndef KR_ANNOTATE_H
#define KR_ANNOTATE_H

#include "kr/core.h"

/* For a module or class, at the start of its body. site: "m.py:12". */
#define KR_ANNOTATE_BEGIN(space, source, site) kr_annotate_begin(KR_MODULE, (space), (source), (site))
/* Control has come to the i-th annotation that stands under a condition. */
#if KR_PY(14)
#define KR_ANNOTATE_LATE() 1
#define KR_ANNOTATE_REACHED(annotate, i) kr_annotate_reached((annotate), (i))
#else
#define KR_ANNOTATE_LATE() 0
#define KR_ANNOTATE_REACHED(annotate, i) ((void)(annotate), (void)(i), 0)
#endif

/* What evaluates the annotations of a module or class; before 3.14 None, and the namespace gets its __annotations__. */
KR_FN PyObject *kr_annotate_begin(KrModule *module, PyObject *space, PyObject *source, PyObject *site);
KR_FN int kr_annotate_reached(PyObject *annotate, int number);
/* The namespace of a class gets it. */
KR_FN int kr_annotate_end(PyObject *space, PyObject *annotate);
/* The cell of a class's namespace, which type.__new__ fills with that of the class. */
KR_FN PyObject *kr_annotate_space(PyObject *space);
#if KR_PY(12)
/* The text of a source; a function of the code, which is released (NULL: an exception is set), with the source's cells. */
KR_FN PyObject *kr_annotate_text(PyObject *source);
KR_FN PyObject *kr_annotate_bind(PyObject *code, PyObject *source, PyObject *globals);
#endif
#if KR_PY(14)
/* The function __annotate__ of a function; line: where it begins. */
KR_FN PyObject *kr_annotate_function(PyObject *source, PyObject *globals, PyObject *qualname, const char *file, int line);
/* The source for annotations that are texts: a tuple of names and texts, in turn. */
KR_FN PyObject *kr_annotate_texts(PyObject *pairs);
#endif

#endif
