/* template.h: template strings, t"...". Their classes are those of string.templatelib, which interpreters before
 * CPython 3.14 do not have: the first template string adds it to sys.modules. Source: PEP 750. */
#ifndef KR_TEMPLATE_H
#define KR_TEMPLATE_H

#include "kr/core.h"

/* Interpolation(value, expression, conversion, spec): what stands between braces. */
KR_FN PyObject *kr_interpolation(PyObject *value, PyObject *expression, PyObject *conversion, PyObject *spec);
/* Template(*parts): strings and interpolations in their order. */
KR_FN PyObject *kr_template(PyObject *parts);

#endif
