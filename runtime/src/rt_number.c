/* rt_number.c: C numbers and int and float objects; see kr/num.h, kr/format.h. */
#include "kr/format.h"
#include "kr/num.h"
#include <errno.h>
#include <stdio.h>
#include <string.h>

/* ---- object to C integer --------------------------------------------------------------------- */

/* An int object for any object, by __int__ as Cython does: new reference, or NULL and TypeError. */
static PyObject *as_int_object(PyObject *object)
{
    PyNumberMethods *methods = Py_TYPE(object)->tp_as_number;
    if (!methods || !methods->nb_int) {
        if (methods && methods->nb_index)
            return PyNumber_Index(object);
        PyErr_SetString(PyExc_TypeError, "an integer is required");
        return NULL;
    }
    PyObject *result = methods->nb_int(object);
    if (result && !PyLong_Check(result)) {
        PyErr_Format(PyExc_TypeError, "__int__ returned non-int (type %s)", Py_TYPE(result)->tp_name);
        Py_CLEAR(result);
    }
    return result;
}

static int fail_too_large(const char *type)
{
    PyErr_Format(PyExc_OverflowError, "value too large to convert to %s", type);
    return -1;
}

/* The texts of the interpreter for what fits no C integer at all, as in Cython. */
static int fail_beyond(const char *type)
{
    PyErr_Format(PyExc_OverflowError, "Python int too large to convert to C %s", type);
    return -1;
}

long long kr_unbox_signed(PyObject *object, long long min, long long max, const char *type)
{
    if (!PyLong_Check(object)) {
        PyObject *number = as_int_object(object);
        long long value = number ? kr_unbox_signed(number, min, max, type) : -1;
        Py_XDECREF(number);
        return value;
    }
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow)
        return fail_beyond("long");
    return value < min || value > max ? fail_too_large(type) : value;
}

unsigned long long kr_unbox_unsigned(PyObject *object, unsigned long long max, const char *type)
{
    if (!PyLong_Check(object)) {
        PyObject *number = as_int_object(object);
        unsigned long long value = number ? kr_unbox_unsigned(number, max, type) : (unsigned long long)-1;
        Py_XDECREF(number);
        return value;
    }
    int overflow;
    long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
    if (overflow < 0 || (!overflow && value < 0)) {
        PyErr_Format(PyExc_OverflowError, "can't convert negative value to %s", type);
        return (unsigned long long)-1;
    }
    unsigned long long result = (unsigned long long)value;
    if (overflow) {
        result = PyLong_AsUnsignedLongLong(object);
        if (result == (unsigned long long)-1 && PyErr_Occurred()) {
            PyErr_Clear();
            return (unsigned long long)fail_beyond("unsigned long");
        }
    }
    return result > max ? (unsigned long long)fail_too_large(type) : result;
}

long long kr_unbox_foreign(PyObject *object, size_t size, int is_unsigned, const char *type)
{
    unsigned bits = size < sizeof(long long) ? (unsigned)size * 8 : 64;
    if (is_unsigned)
        return (long long)kr_unbox_unsigned(object, ~0ULL >> (64 - bits), type);
    long long max = (long long)(~0ULL >> (65 - bits));
    return kr_unbox_signed(object, -max - 1, max, type);
}

/* ---- integers of 16 bytes -------------------------------------------------------------------- */

/* As C has them in memory: two words, the low one first where the machine is little endian. */
typedef struct Wide {
    unsigned long long low, high;
} Wide;

static int low_is_first(void)
{
    const unsigned short probe = 1;
    return *(const unsigned char *)&probe;
}

static void *put_wide(void *place, Wide value)
{
    unsigned long long words[] = {low_is_first() ? value.low : value.high, low_is_first() ? value.high : value.low};
    return memcpy(place, words, sizeof words);
}

static PyObject *shift_wide(PyObject *number, PyObject *operate(PyObject *, PyObject *))
{
    PyObject *bits = PyLong_FromLong(64);
    PyObject *result = bits && number ? operate(number, bits) : NULL;
    Py_XDECREF(bits);
    return result;
}

/* The words of an int object; -1 when it does not fit. */
static int split_wide(PyObject *number, int is_unsigned, const char *type, Wide *value)
{
    PyObject *high = shift_wide(number, PyNumber_Rshift);
    if (!high)
        return -1;
    int overflow;
    long long top = PyLong_AsLongLongAndOverflow(high, &overflow);
    value->low = PyLong_AsUnsignedLongLongMask(number);
    value->high = (unsigned long long)top;
    if (is_unsigned && overflow > 0) {
        value->high = PyLong_AsUnsignedLongLong(high);
        overflow = value->high == ~0ULL && PyErr_Occurred();
        if (overflow)
            PyErr_Clear();
    } else if (is_unsigned && (overflow < 0 || top < 0)) {
        Py_DECREF(high);
        PyErr_Format(PyExc_OverflowError, "can't convert negative value to %s", type);
        return -1;
    }
    Py_DECREF(high);
    return overflow ? fail_too_large(type) : 0;
}

void *kr_unbox_wide(void *place, PyObject *object, size_t size, int is_unsigned, const char *type)
{
    Wide value = {~0ULL, ~0ULL};
    if (size != sizeof value) {
        PyErr_Format(PyExc_SystemError, "%s has %zu bytes: no int object converts to it", type, size);
        return memset(place, 0xff, size);
    }
    PyObject *number = PyLong_Check(object) ? (Py_INCREF(object), object) : as_int_object(object);
    if (number && split_wide(number, is_unsigned, type, &value) < 0)
        value = (Wide){~0ULL, ~0ULL};
    Py_XDECREF(number);
    return put_wide(place, value);
}

PyObject *kr_box_wide(const void *place, size_t size, int is_unsigned)
{
    unsigned long long words[2];
    if (size != sizeof words)
        return PyErr_Format(PyExc_SystemError, "an integer of %zu bytes does not convert to an object", size);
    memcpy(words, place, sizeof words);
    unsigned long long low = words[!low_is_first()], top = words[low_is_first()];
    PyObject *part = is_unsigned ? PyLong_FromUnsignedLongLong(top) : PyLong_FromLongLong((long long)top);
    PyObject *high = shift_wide(part, PyNumber_Lshift);
    Py_XDECREF(part);
    part = high ? PyLong_FromUnsignedLongLong(low) : NULL;
    PyObject *result = part ? PyNumber_Or(high, part) : NULL;
    Py_XDECREF(high);
    Py_XDECREF(part);
    return result;
}

Py_ssize_t kr_unbox_index(PyObject *object)
{
    PyObject *number = PyNumber_Index(object);
    Py_ssize_t value = number ? PyLong_AsSsize_t(number) : -1;
    Py_XDECREF(number);
    return value;
}

double kr_unbox_double(PyObject *object)
{
    return KR_INT_IS_SMALL(object) ? (double)KR_INT_COMPACT(object) : PyFloat_AsDouble(object);
}

/* ---- float power ----------------------------------------------------------------------------- */

enum { POW_OK, POW_ZERO, POW_OVERFLOW, POW_COMPLEX };

/* Source: language reference, "The power operator"; C11 F.10.4.4. */
static int power(double base, double exponent, double *result)
{
    int saved = errno;
    if (base == 0 && exponent < 0 && exponent - exponent == 0)
        return POW_ZERO;
    if (base < 0 && base - base == 0 && exponent - exponent == 0 && floor(exponent) != exponent)
        return POW_COMPLEX;
    *result = pow(base, exponent);
    errno = saved;
    int is_inf = *result - *result != 0 && *result == *result;
    return is_inf && base - base == 0 && exponent - exponent == 0 ? POW_OVERFLOW : POW_OK;
}

static void fail_power(int status)
{
    if (status == POW_ZERO)
        PyErr_SetString(PyExc_ZeroDivisionError, KR_ZERO_POWER);
    else if (status == POW_OVERFLOW) {
        errno = ERANGE;
        PyErr_SetFromErrno(PyExc_OverflowError);
    } else
        PyErr_SetString(PyExc_TypeError,
                        "Cannot convert 'complex' with non-zero imaginary component to 'double' (this most "
                        "likely comes from the '**' operator; use 'cython.cpow(True)' to return 'nan' instead "
                        "of a complex number).");
}

static double raise_power(int status)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    fail_power(status);
    PyGILState_Release(gil);
    return -1;
}

double kr_pow_f64_checked(double base, double exponent)
{
    double result;
    int status = power(base, exponent, &result);
    return status == POW_OK ? result : raise_power(status);
}

int kr_warn_signs(const char *file, int line)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    int status = PyErr_WarnExplicit(PyExc_RuntimeWarning,
                                    "division with oppositely signed operands, C and Python semantics differ", file,
                                    line, NULL, NULL);
    PyGILState_Release(gil);
    return status;
}

static int is_turned(double base, double exponent)
{
    return base < 0 && base - base == 0 && exponent - exponent == 0 && floor(exponent) != exponent;
}

double kr_pow_soft(double base, double exponent)
{
    double result;
    int status = power(is_turned(base, exponent) ? -base : base, exponent, &result);
    return status == POW_OK ? result : raise_power(status);
}

static const double pi = 3.14159265358979323846;

double kr_soft_turn(double length, double base, double exponent, int imag)
{
    if (!is_turned(base, exponent))
        return imag ? 0 : length;
    return length * (imag ? sin(pi * exponent) : cos(pi * exponent));
}

PyObject *kr_soft_box(double real, double imag)
{
    return imag != 0 ? PyComplex_FromDoubles(real, imag) : PyFloat_FromDouble(real);
}

double kr_soft_fail(void)
{
    return raise_power(POW_COMPLEX);
}

int kr_pow_f64_plain(double base, double exponent, double *result)
{
    return power(base, exponent, result) == POW_OK;
}

PyObject *kr_round_f64(double x)
{
    double rounded = round(x);
    if (fabs(x - rounded) == 0.5)
        rounded = 2.0 * round(x / 2.0);
    return PyLong_FromDouble(rounded);
}

/* ---- ranges ---------------------------------------------------------------------------------- */

static Py_ssize_t fail_step(void)
{
    PyGILState_STATE gil = PyGILState_Ensure();
    PyErr_SetString(PyExc_ValueError, "range() arg 3 must not be zero");
    PyGILState_Release(gil);
    return -1;
}

Py_ssize_t kr_range_steps_any(long long start, long long stop, long long step)
{
    if (step == 0)
        return fail_step();
    if (step > 0 ? start >= stop : start <= stop)
        return 0;
    unsigned long long way = step > 0 ? (unsigned long long)stop - (unsigned long long)start
                                      : (unsigned long long)start - (unsigned long long)stop;
    unsigned long long stride = step > 0 ? (unsigned long long)step : 0 - (unsigned long long)step;
    return (Py_ssize_t)((way - 1) / stride + 1);
}

Py_ssize_t kr_range_steps_ullong(unsigned long long start, unsigned long long stop, unsigned long long step)
{
    if (step == 0)
        return fail_step();
    return start >= stop ? 0 : (Py_ssize_t)((stop - start - 1) / step + 1);
}

/* ---- numbers as text ------------------------------------------------------------------------- */

/* Writes the digits of n, least significant first from `end` backwards; the first character. */
static char *write_digits(char *end, unsigned long long n)
{
    do
        *--end = (char)('0' + n % 10);
    while (n /= 10);
    return end;
}

static PyObject *make_ascii(const char *text, Py_ssize_t len)
{
    PyObject *str = PyUnicode_New(len, 127);
    if (str)
        memcpy(PyUnicode_DATA(str), text, (size_t)len);
    return str;
}

PyObject *kr_format_ullong(unsigned long long n)
{
    char text[24], *end = text + sizeof text, *start = write_digits(end, n);
    return make_ascii(start, end - start);
}

PyObject *kr_format_llong(long long n)
{
    char text[24], *end = text + sizeof text;
    char *start = write_digits(end, n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n);
    if (n < 0)
        *--start = '-';
    return make_ascii(start, end - start);
}

static PyObject *format_double(double x, char type, int precision, int flags)
{
    char *text = PyOS_double_to_string(x, type, precision, flags, NULL);
    if (!text)
        return NULL;
    PyObject *str = make_ascii(text, (Py_ssize_t)strlen(text));
    PyMem_Free(text);
    return str;
}

PyObject *kr_format_f64(double x)
{
    return format_double(x, 'r', 0, Py_DTSF_ADD_DOT_0);
}

PyObject *kr_format_f64_as(double x, int letter, int precision)
{
    return format_double(x, (char)letter, precision, 0);
}

PyObject *kr_format_int_as(long long n, int width, int zeros, int letter)
{
    char text[128], *end = text + sizeof text, *p = end;
    unsigned base = letter == 'd' ? 10 : letter == 'o' ? 8 : 16;
    const char *digits = letter == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    unsigned long long rest = n < 0 ? 0 - (unsigned long long)n : (unsigned long long)n;
    do
        *--p = digits[rest % base];
    while (rest /= base);
    while (zeros && end - p + (n < 0) < width)
        *--p = '0';
    if (n < 0)
        *--p = '-';
    while (end - p < width)
        *--p = ' ';
    return PyUnicode_FromStringAndSize(p, end - p);
}

PyObject *kr_format_decimal(PyObject *x)
{
    if (PyLong_CheckExact(x))
        return PyObject_Str(x);
    PyObject *format = PyUnicode_FromString("%d"), *args = PyTuple_Pack(1, x);
    PyObject *text = format && args ? PyUnicode_Format(format, args) : NULL;
    Py_XDECREF(format);
    Py_XDECREF(args);
    return text;
}

PyObject *kr_format_simple(PyObject *x)
{
    if (PyUnicode_CheckExact(x))
        return Py_NewRef(x);
    if (PyLong_CheckExact(x) || PyFloat_CheckExact(x))
        return PyObject_Str(x);
    return PyObject_Format(x, NULL);
}

PyObject *kr_format_spec(PyObject *x, PyObject *spec)
{
    if (PyUnicode_Check(spec))
        return PyObject_Format(x, spec);
    PyErr_Format(PyExc_TypeError, "format() argument 2 must be str, not %.50s",
                 spec == Py_None ? "None" : Py_TYPE(spec)->tp_name);
    return NULL;
}

/* ---- number objects of declared types --------------------------------------------------------- */

/* Is it one already, or an error? 1: returned as it is; 0: to be converted; -1: TypeError */
static int needs_no_number(PyObject *x, PyTypeObject *type, const char *argument, int allow_none)
{
    if (Py_TYPE(x) == type || (allow_none && x == Py_None))
        return 1;
    return PyNumber_Check(x) ? 0 : kr_raise_type(x, type->tp_name, argument);
}

PyObject *kr_pyint_from(PyObject *x, const char *argument, int allow_none)
{
    int done = needs_no_number(x, &PyLong_Type, argument, allow_none);
    return done > 0 ? Py_NewRef(x) : done < 0 ? NULL : PyNumber_Long(x);
}

PyObject *kr_pyfloat_from(PyObject *x, const char *argument, int allow_none)
{
    int done = needs_no_number(x, &PyFloat_Type, argument, allow_none);
    if (!done && PyComplex_Check(x))
        done = kr_raise_type(x, "float", argument);
    if (done)
        return done > 0 ? Py_NewRef(x) : NULL;
    double value = PyFloat_AsDouble(x); /* an exact float, whatever the class of x */
    return value == -1 && PyErr_Occurred() ? NULL : PyFloat_FromDouble(value);
}

PyObject *kr_pycomplex_from(PyObject *x, const char *argument, int allow_none)
{
    int done = needs_no_number(x, &PyComplex_Type, argument, allow_none);
    if (done)
        return done > 0 ? Py_NewRef(x) : NULL;
    Py_complex value = PyComplex_AsCComplex(x);
    return value.real == -1 && PyErr_Occurred() ? NULL : PyComplex_FromCComplex(value);
}
