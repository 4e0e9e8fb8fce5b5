/* rt_view_format.c: does a buffer's format string fit the element type of a typed memoryview? See PEP 3118.
 *
 * The element type is walked leaf by leaf (a scalar, or the fields of a struct in order) while the format string is
 * read item by item; both must agree in kind, size and offset. Texts of errors are Cython's.
 *
 *     spec double, format "f"   ValueError: Buffer dtype mismatch, expected 'double' but got 'float'
 */
#include "rt_view.h"
#include <string.h>

enum { MAX_NESTING = 16, MAX_NDIM = 8 };

/* A place in the element type: innermost struct last. */
typedef struct Cursor {
    struct {
        const KrField *field;    /* next field; name NULL: end */
        const KrField *first;    /* of an array of structs: where the next one begins */
        Py_ssize_t left, size;   /* how many follow, and how far apart */
        Py_ssize_t offset;       /* of the struct */
        const char *type;        /* name of the struct; NULL: an element that is an array */
    } levels[MAX_NESTING];
    int depth;
    const KrViewSpec *scalar; /* not a struct: the only leaf, NULL once it was matched */
} Cursor;

typedef struct Leaf {
    char kind;
    Py_ssize_t size, offset;
    const char *type, *parent, *name; /* parent, name: NULL for a scalar */
    const Py_ssize_t *dims;           /* of an array, else NULL */
} Leaf;

/* A struct of two floats may stand for a complex number. */
static int is_complex_struct(const KrField *fields)
{
    return fields[0].name && fields[1].name && !fields[2].name && fields[0].kind == 'f' && fields[1].kind == 'f' &&
           !fields[0].dims[0] && !fields[1].dims[0] && fields[0].itemsize == fields[1].itemsize;
}

/* Goes on with the fields of a struct, or of each struct in an array of them. */
static void enter_struct(Cursor *cursor, const KrField *field, Py_ssize_t offset)
{
    Py_ssize_t count = 1;
    for (int i = 0; i < MAX_NDIM && field->dims[i]; i++)
        count *= field->dims[i];
    cursor->levels[cursor->depth].field = cursor->levels[cursor->depth].first = field->fields;
    cursor->levels[cursor->depth].left = count - 1;
    cursor->levels[cursor->depth].size = field->itemsize;
    cursor->levels[cursor->depth].offset = offset;
    cursor->levels[cursor->depth++].type = field->type;
}

/* The next leaf; 0 at the end. */
static int next_leaf(Cursor *cursor, Leaf *leaf, int is_complex)
{
    if (cursor->scalar) {
        *leaf = (Leaf){cursor->scalar->kind, cursor->scalar->itemsize, 0, cursor->scalar->name, NULL, NULL, NULL};
        cursor->scalar = NULL;
        return 1;
    }
    while (cursor->depth) {
        int top = cursor->depth - 1;
        const KrField *field = cursor->levels[top].field;
        Py_ssize_t base = cursor->levels[top].offset;
        if ((!field || !field->name) && cursor->levels[top].left) {
            cursor->levels[top].left--;
            cursor->levels[top].offset += cursor->levels[top].size;
            cursor->levels[top].field = cursor->levels[top].first;
            continue;
        }
        if (!field || !field->name) {
            cursor->depth--;
            continue;
        }
        if (is_complex && is_complex_struct(field)) {
            *leaf = (Leaf){'z', 2 * field->itemsize, base + field->offset, field->type, cursor->levels[top].type,
                           field->name, NULL};
            cursor->levels[top].field += 2;
            return 1;
        }
        cursor->levels[top].field++;
        if (field->kind != 'T') {
            const char *parent = cursor->levels[top].type;
            *leaf = (Leaf){field->kind,  field->itemsize, base + field->offset,
                           field->type, parent, parent ? field->name : NULL,
                           field->dims[0] ? field->dims : NULL};
            return 1;
        }
        if (cursor->depth == MAX_NESTING)
            return 0;
        enter_struct(cursor, field, base + field->offset);
    }
    return 0;
}

/* ---- the format string ----------------------------------------------------------------------- */

typedef struct Format {
    const char *at;
    char order;        /* '@' native sizes and alignment, '^' native sizes, '=' standard sizes */
    Py_ssize_t offset; /* of the next item */
} Format;

typedef struct Shape {
    int ndim; /* 0: no shape */
    Py_ssize_t dims[MAX_NDIM];
} Shape;

static const char *describe_item(char c, int is_complex)
{
    switch (c) {
    case 0: return "end";
    case '?': return "'bool'";
    case 'c': return "'char'";
    case 'b': return "'signed char'";
    case 'B': return "'unsigned char'";
    case 'h': return "'short'";
    case 'H': return "'unsigned short'";
    case 'i': return "'int'";
    case 'I': return "'unsigned int'";
    case 'l': return "'long'";
    case 'L': return "'unsigned long'";
    case 'q': return "'long long'";
    case 'Q': return "'unsigned long long'";
    case 'f': return is_complex ? "'complex float'" : "'float'";
    case 'd': return is_complex ? "'complex double'" : "'double'";
    case 'g': return is_complex ? "'complex long double'" : "'long double'";
    case 'T': return "a struct";
    case 'O': return "Python object";
    case 'P': return "a pointer";
    case 's':
    case 'p': return "a string";
    }
    return "unparsable format string";
}

static Py_ssize_t native_size(char c)
{
    switch (c) {
    case '?': case 'c': case 'b': case 'B': case 's': case 'p': return 1;
    case 'h': case 'H': return sizeof(short);
    case 'i': case 'I': return sizeof(int);
    case 'l': case 'L': return sizeof(long);
    case 'q': case 'Q': return sizeof(long long);
    case 'f': return sizeof(float);
    case 'd': return sizeof(double);
    case 'g': return sizeof(long double);
    case 'O': case 'P': return sizeof(void *);
    case 'n': case 'N': return sizeof(Py_ssize_t);
    }
    return 0;
}

static Py_ssize_t item_size(char c, char order)
{
    Py_ssize_t native = native_size(c);
    return order == '=' && (c == 'l' || c == 'L') ? 4 : native;
}

static char item_kind(char c, int is_complex)
{
    if (strchr("bhilqspn", c))
        return 'i';
    if (strchr("?BHILQN", c))
        return 'u';
    if (strchr("fdg", c))
        return is_complex ? 'z' : 'f';
    return c; /* c O P */
}

static int fail_format(const char *text, char c)
{
    PyErr_Format(PyExc_ValueError, text, c);
    return -1;
}

static int fail_mismatch(const Leaf *leaf, char c, int is_complex)
{
    const char *got = describe_item(c, is_complex);
    if (!leaf)
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected end but got %s", got);
    else if (!leaf->name)
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got %s", leaf->type, got);
    else
        PyErr_Format(PyExc_ValueError, "Buffer dtype mismatch, expected '%s' but got %s in '%s.%s'", leaf->type, got,
                     leaf->parent, leaf->name);
    return -1;
}

/* 1: order and blanks read, 0: not one of them, -1: the other byte order. */
static int read_order(Format *format)
{
    static const union { short word; char first; } probe = {1};
    char c = *format->at;
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
        format->at++;
        return 1;
    }
    if (!c || !strchr("@=<>!^", c))
        return 0;
    if (c == '<' && !probe.first) {
        PyErr_SetString(PyExc_ValueError, "Little-endian buffer not supported on big-endian compiler");
        return -1;
    }
    if ((c == '>' || c == '!') && probe.first) {
        PyErr_SetString(PyExc_ValueError, "Big-endian buffer not supported on little-endian compiler");
        return -1;
    }
    format->order = c == '@' || c == '^' ? c : '=';
    format->at++;
    return 1;
}

/* A repeat count or the product of a shape "(2,3)", whose lengths are kept, too; 1 when there is none; -1 for
 * nonsense. */
static Py_ssize_t read_count(Format *format, Shape *shape)
{
    int in_shape = *format->at == '(';
    Py_ssize_t count = 1;
    shape->ndim = 0;
    format->at += in_shape;
    do {
        if (*format->at < '0' || *format->at > '9')
            break;
        Py_ssize_t number = 0;
        while (*format->at >= '0' && *format->at <= '9' && number < 100000000)
            number = 10 * number + (*format->at++ - '0');
        count *= number;
        if (!in_shape)
            return count;
        if (shape->ndim < MAX_NDIM)
            shape->dims[shape->ndim++] = number;
    } while (*format->at == ',' && *++format->at);
    if (!in_shape)
        return 1;
    if (*format->at != ')')
        return fail_format("Expected a comma in format string, got '%c'", *format->at);
    format->at++;
    return count;
}

/* One item of the format against the next leaf. */
static int match_item(Format *format, Cursor *cursor, char c, int is_complex)
{
    Leaf leaf;
    Py_ssize_t part = item_size(c, format->order), size = is_complex ? 2 * part : part;
    if (!part)
        return fail_format("Does not understand character buffer dtype format string ('%c')", c);
    if (!next_leaf(cursor, &leaf, is_complex))
        return fail_mismatch(NULL, c, is_complex);
    if (format->order == '@' && part && format->offset % part)
        format->offset += part - format->offset % part;
    char kind = item_kind(c, is_complex), wanted = leaf.kind;
    if (wanted == '?') /* an int, or a byte of some header */
        wanted = size == 1 ? kind : 'i';
    if (leaf.size != size || (kind != wanted && kind != 'c' && wanted != 'c'))
        return fail_mismatch(&leaf, c, is_complex);
    if (leaf.offset != format->offset) {
        PyErr_Format(PyExc_ValueError,
                     "Buffer dtype mismatch; next field is at offset %zd but %zd expected", format->offset,
                     leaf.offset);
        return -1;
    }
    format->offset += size;
    return 0;
}

/* The lengths of the array that comes next, NULL when it is none. */
static const Py_ssize_t *next_dims(const Cursor *cursor)
{
    Cursor copy = *cursor;
    Leaf leaf;
    return next_leaf(&copy, &leaf, 0) ? leaf.dims : NULL;
}

/* Is the shape of the format, or the length of its string, that of the array? The number of items, or -1. */
static Py_ssize_t match_shape(const Py_ssize_t *dims, char c, Py_ssize_t count, const Shape *shape)
{
    int ndim = 0, is_text = c == 's' || c == 'p', given = is_text ? 1 : shape->ndim;
    Py_ssize_t items = 1;
    for (; ndim < MAX_NDIM && dims[ndim]; ndim++) {
        Py_ssize_t got = is_text ? count : ndim < given ? shape->dims[ndim] : dims[ndim];
        items *= dims[ndim];
        if (ndim < given && got != dims[ndim]) {
            PyErr_Format(PyExc_ValueError, "Expected a dimension of size %zd, got %zd", dims[ndim], got);
            return -1;
        }
    }
    if (ndim == given)
        return items;
    PyErr_Format(PyExc_ValueError, shape->ndim ? "Expected %d dimension(s), got %d" : "Expected %d dimensions, got %d",
                 ndim, given);
    return -1;
}

static int match_items(Format *format, Cursor *cursor, Py_ssize_t count, const Shape *shape)
{
    char c = *format->at;
    int is_complex = c == 'Z';
    if (is_complex)
        c = *++format->at;
    if (!c)
        return fail_format("Unexpected format string character: '%c'", c);
    format->at++;
    if (c == 'x') {
        format->offset += count;
        return 0;
    }
    const Py_ssize_t *dims = next_dims(cursor);
    if (dims) {
        Py_ssize_t items = match_shape(dims, c, count, shape);
        if (items < 0 || match_item(format, cursor, c, is_complex) < 0)
            return -1;
        Py_ssize_t size = item_size(c, format->order) * (is_complex ? 2 : 1);
        format->offset += size * (items - 1);
        return 0;
    }
    if (shape->ndim) {
        PyErr_Format(PyExc_ValueError, "Expected 0 dimension(s), got %d", shape->ndim);
        return -1;
    }
    for (Py_ssize_t i = 0; i < count; i++)
        if (match_item(format, cursor, c, is_complex) < 0)
            return -1;
    return 0;
}

static void skip_name(Format *format)
{
    const char *end = strchr(format->at + 1, ':');
    format->at = end ? end + 1 : format->at + strlen(format->at);
}

/* Reads items up to `end`: '}' of a struct, or NUL. */
static int match_format(Format *format, Cursor *cursor, char end, int depth)
{
    while (*format->at != end) {
        Shape shape;
        int is_order = read_order(format);
        if (is_order)
            if (is_order < 0)
                return -1;
            else
                continue;
        else if (*format->at == ':') {
            skip_name(format);
            continue;
        }
        if (!*format->at || *format->at == '}' || depth == MAX_NESTING)
            return fail_format("Unexpected format string character: '%c'", *format->at);
        Py_ssize_t count = read_count(format, &shape);
        if (count < 0)
            return -1;
        for (int more = 1; more;) /* "(4)=i" */
            if ((more = read_order(format)) < 0)
                return -1;
        if (*format->at != 'T') {
            if (match_items(format, cursor, count, &shape) < 0)
                return -1;
            continue;
        }
        if (*++format->at != '{')
            return fail_format("Buffer acquisition: Expected '{' after 'T', got '%c'", *format->at);
        const char *start = ++format->at;
        for (Py_ssize_t i = 0; i < count; i++) {
            format->at = start;
            if (match_format(format, cursor, '}', depth + 1) < 0)
                return -1;
        }
        format->at++;
    }
    return 0;
}

static const char *plural_bytes(Py_ssize_t n)
{
    return n == 1 ? "" : "s";
}

int kr_buffer_check(const Py_buffer *buffer, const KrViewSpec *spec)
{
    Format format = {buffer->format ? buffer->format : "B", '@', 0};
    int has_fields = spec->kind == 'T' || spec->kind == 'A';
    Cursor cursor = {.scalar = has_fields ? NULL : spec};
    Leaf leaf;
    if (has_fields) {
        cursor.levels[0].field = spec->fields;
        cursor.levels[0].type = spec->kind == 'T' ? spec->name : NULL;
        cursor.depth = 1;
    }
    if (spec->kind != '*' && match_format(&format, &cursor, 0, 0) < 0)
        return -1;
    if (spec->kind != '*' && next_leaf(&cursor, &leaf, 0))
        return fail_mismatch(&leaf, 0, 0);
    if (buffer->itemsize == spec->itemsize)
        return 0;
    PyErr_Format(PyExc_ValueError, "Item size of buffer (%zd byte%s) does not match size of '%s' (%zd byte%s)",
                 buffer->itemsize, plural_bytes(buffer->itemsize), spec->name, spec->itemsize,
                 plural_bytes(spec->itemsize));
    return -1;
}
