/* view_format.c: reading the item formats of PEP 3118 for scalar items. See view_format.h.
 *
 * One table says what each format character is: kind, native size, size under a standard byte order, and
 * the name shown in messages. Source: PEP 3118; library reference, `struct`.
 */
#include "view_format.h"

#include <string.h>

typedef struct FormatRow {
    char code;
    char kind; /* as KrViewSpec.kind; 0: no C type has it */
    unsigned char native, standard;
    const char *name;
} FormatRow;

static const FormatRow format_rows[] = {
    {'c', 'c', 1, 1, "'char'"},
    {'b', 'i', 1, 1, "'signed char'"},
    {'B', 'u', 1, 1, "'unsigned char'"},
    {'?', '?', 1, 1, "'bool'"},
    {'h', 'i', sizeof(short), 2, "'short'"},
    {'H', 'u', sizeof(short), 2, "'unsigned short'"},
    {'i', 'i', sizeof(int), 4, "'int'"},
    {'I', 'u', sizeof(int), 4, "'unsigned int'"},
    {'l', 'i', sizeof(long), 4, "'long'"},
    {'L', 'u', sizeof(long), 4, "'unsigned long'"},
    {'q', 'i', 8, 8, "'long long'"},
    {'Q', 'u', 8, 8, "'unsigned long long'"},
    {'n', 'i', sizeof(Py_ssize_t), sizeof(Py_ssize_t), "'Py_ssize_t'"},
    {'N', 'u', sizeof(size_t), sizeof(size_t), "'size_t'"},
    {'f', 'f', 4, 4, "'float'"},
    {'d', 'f', 8, 8, "'double'"},
    {'g', 'f', sizeof(long double), sizeof(long double), "'long double'"},
    {'O', 'O', sizeof(void *), sizeof(void *), "Python object"},
    {'P', 'P', sizeof(void *), sizeof(void *), "a pointer"},
    {'e', 0, 2, 2, "'half'"},
    {'s', 0, 1, 1, "a string"},
    {'p', 0, 1, 1, "a string"},
    {'T', 0, 0, 0, "a struct"},
};

static const FormatRow *find_row(char code)
{
    for (size_t i = 0; i < sizeof format_rows / sizeof *format_rows; i++)
        if (format_rows[i].code == code)
            return &format_rows[i];
    return NULL;
}

static int mismatch(const KrViewSpec *spec, const char *got)
{
    const char *quote = spec->kind == 'O' ? "" : "'";
    PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected %s%s%s but got %s", quote, spec->name,
                 quote, got);
    return -1;
}

/* The byte order mark at *format, which is skipped: 1 native sizes, 0 standard sizes, -1 foreign order. */
static int take_order(const char **format)
{
    static const int one = 1;
    char little = *(const char *)&one;
    switch (**format) {
    case '@':
    case '^': ++*format; return 1;
    case '=': ++*format; return 0;
    case '<': ++*format; return little ? 0 : -1;
    case '>':
    case '!': ++*format; return little ? -1 : 0;
    default: return 1;
    }
}

static int kinds_match(const KrViewSpec *spec, char kind, Py_ssize_t size)
{
    if (size != spec->itemsize)
        return 0;
    if (spec->kind == kind)
        return 1;
    if (kind == '?') /* numpy's bool_ is read as unsigned char, too */
        return spec->kind == 'u';
    return size == 1 && kind && (spec->kind == 'c' || kind == 'c');
}

static const char *complex_name(char code)
{
    return code == 'f' ? "'complex float'" : code == 'd' ? "'complex double'" : "'complex long double'";
}

KR_FN int kr_format_check(const char *format, const KrViewSpec *spec)
{
    const char *p = format ? format : "B";
    int order = take_order(&p);
    if (*p == '1' && !(p[1] >= '0' && p[1] <= '9'))
        p++;
    int is_complex = *p == 'Z';
    p += is_complex;
    const FormatRow *row = find_row(*p);
    if (!row) {
        PyErr_Format(PyExc_ValueError, "Unexpected format string character: '%c'", *p ? *p : ' ');
        return -1;
    }
    if (order < 0 && row->native > 1) {
        PyErr_SetString(PyExc_ValueError, "Buffer of the other byte order is not supported");
        return -1;
    }
    Py_ssize_t size = order == 1 ? row->native : row->standard;
    char kind = is_complex ? 'z' : row->kind;
    if (!kinds_match(spec, kind, is_complex ? 2 * size : size))
        return mismatch(spec, is_complex ? complex_name(*p) : row->name);
    if (p[1])
        return mismatch(spec, "more than one item");
    return 0;
}

KR_FN const char *kr_format_of(const KrViewSpec *spec)
{
    static const char *const complexes[] = {"Zf", "Zd", "Zg"};
    static const char codes[][2] = {"c", "b", "B", "h", "H", "i", "I", "l", "L", "q",
                                    "Q", "f", "d", "g", "O", "P", "?"};
    if (spec->kind == 'z')
        return complexes[spec->itemsize == 8 ? 0 : spec->itemsize == 16 ? 1 : 2];
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        const FormatRow *row = find_row(codes[i][0]);
        if (row->kind == spec->kind && row->native == spec->itemsize)
            return codes[i];
    }
    return "B";
}
