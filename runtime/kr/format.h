/* format.h: str of C numbers, and the pieces of f-strings. */
#ifndef KR_FORMAT_H
#define KR_FORMAT_H

#include "kr/core.h"

/* Decimal digits of a C integer; str and repr of a C double ("1.0", "inf", "nan"); "True", "False". */
KR_FN PyObject *kr_format_llong(long long n);
KR_FN PyObject *kr_format_ullong(unsigned long long n);
KR_FN PyObject *kr_format_f64(double x);
#define kr_format_bint(x) PyObject_Str((x) ? Py_True : Py_False)
#define kr_format_char(n) kr_format_llong(n)
#define kr_format_schar(n) kr_format_llong(n)
#define kr_format_uchar(n) kr_format_llong(n)
#define kr_format_short(n) kr_format_llong(n)
#define kr_format_ushort(n) kr_format_llong(n)
#define kr_format_int(n) kr_format_llong(n)
#define kr_format_uint(n) kr_format_llong(n)
#define kr_format_ucs4(n) kr_format_llong(n)
#define kr_format_long(n) kr_format_llong(n)
#define kr_format_ulong(n) kr_format_ullong(n)
#define kr_format_ssize(n) kr_format_llong(n)
#define kr_format_hash(n) kr_format_llong(n)
#define kr_format_ptrdiff(n) kr_format_llong(n)
#define kr_format_size(n) kr_format_ullong(n)
/* format(n, "05d"), format(n, "x"): digits to the base of the letter d, o, x or X; at least `width` characters (below 100),
 * filled with zeros behind the sign or blanks before it. format(x, ".2f"): letter as of PyOS_double_to_string. */
KR_FN PyObject *kr_format_int_as(long long n, int width, int zeros, int letter);
KR_FN PyObject *kr_format_f64_as(double x, int letter, int precision);
/* "%d" % x */
KR_FN PyObject *kr_format_decimal(PyObject *x);
/* format(x), format(x, spec) */
KR_FN PyObject *kr_format_simple(PyObject *x);
KR_FN PyObject *kr_format_spec(PyObject *x, PyObject *spec);

#endif
