/* rt_capi.c: a module's table of C functions; see kr/capi.h. */
#include "kr/capi.h"

int kr_capi_put(PyObject *globals, const char *name, void *address, const char *type)
{
    PyObject *table, *capsule = PyCapsule_New(address, type, NULL);
    int found = kr_dict_find_text(globals, "__pyx_capi__", &table);
    if (found == 0) {
        table = PyDict_New();
        found = table ? PyDict_SetItemString(globals, "__pyx_capi__", table) : -1;
    }
    int status = capsule && found >= 0 ? PyDict_SetItemString(table, name, capsule) : -1;
    Py_XDECREF(capsule);
    Py_XDECREF(table);
    return status;
}

/* The capsule `name` of the module, a new reference. */
static PyObject *find_capsule(const char *module, const char *name, const char *what)
{
    PyObject *imported = PyImport_ImportModule(module);
    PyObject *table = imported ? PyObject_GetAttrString(imported, "__pyx_capi__") : NULL;
    PyObject *capsule = NULL;
    if (table && PyDict_Check(table))
        kr_dict_find_text(table, name, &capsule);
    if (imported && !capsule && (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_AttributeError)))
        PyErr_Format(PyExc_ImportError, "%.200s does not export expected C %s %.200s", module, what, name);
    Py_XDECREF(table);
    Py_XDECREF(imported);
    return capsule;
}

/* A word of a C type or a sign, and how many bytes it has. */
typedef struct Token {
    const char *text;
    size_t len;
} Token;

static int is_token(Token token, const char *text)
{
    return token.len == strlen(text) && memcmp(token.text, text, token.len) == 0;
}

static Token token_at(const char *text)
{
    static const char word[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";
    text += strspn(text, " ");
    size_t len = strspn(text, word);
    return (Token){text, len ? len : *text != 0};
}

/* Without Cython's prefix for names of types of its own: `__pyx_t_5scipy_6linalg_1d`. */
static Token plain_name(Token token)
{
    static const char prefix[] = "__pyx_t_";
    const char *name = token.text + sizeof prefix - 1, *end = token.text + token.len;
    if (token.len < sizeof prefix || memcmp(token.text, prefix, sizeof prefix - 1) != 0)
        return token;
    while (*name >= '0' && *name <= '9') {
        char *behind;
        unsigned long count = strtoul(name, &behind, 10);
        if ((unsigned long)(end - behind) <= count || behind[count] != '_')
            break;
        name = behind + count + 1;
    }
    return (Token){name, (size_t)(end - name)};
}

/* Behind what Cython's cpdef functions take besides. A function of a module does not look at it, and where callers remove the
 * arguments, which is everywhere that CPython runs with gcc or clang, it may be left out. */
static const char *pass_dispatch(const char *text)
{
    static const char last[] = "int __pyx_skip_dispatch";
    const char *word = text + strspn(text, ", ");
    return strncmp(word, last, sizeof last - 1) == 0 ? word + sizeof last - 1 : text;
}

/* The next token of a signature that means something; empty at its end. */
static Token next_token(const char **at)
{
    static const char *const noise[] = {"const", "struct", "enum", "union"};
    static const char *const names[][2] = {{"KrComplex", "double_complex"}, {"KrComplexF", "float_complex"}};
    for (;;) {
        *at = pass_dispatch(*at);
        Token token = token_at(*at);
        *at = token.text + token.len;
        int is_noise = is_token(token, "void") && is_token(token_at(*at), ")");
        for (int i = 0; i < 4; i++)
            is_noise = is_noise || is_token(token, noise[i]);
        for (int i = 0; i < 2; i++)
            if (is_token(token, names[i][0]))
                return (Token){names[i][1], strlen(names[i][1])};
        if (!is_noise)
            return plain_name(token);
    }
}

/* Do the two texts, of Cython's or of ours, mean one C type? */
static int same_signature(const char *one, const char *other)
{
    Token a, b;
    do {
        a = next_token(&one);
        b = next_token(&other);
        if (a.len != b.len || memcmp(a.text, b.text, a.len) != 0)
            return 0;
    } while (a.len);
    return 1;
}

void *kr_capi_get(const char *module, const char *name, const char *type, int is_function)
{
    const char *what = is_function ? "function" : "variable";
    PyObject *capsule = find_capsule(module, name, what);
    if (!capsule)
        return NULL;
    void *address = NULL;
    const char *found = PyCapsule_CheckExact(capsule) ? PyCapsule_GetName(capsule) : NULL;
    if (found && same_signature(found, type))
        address = PyCapsule_GetPointer(capsule, found);
    else if (!PyErr_Occurred())
        PyErr_Format(PyExc_TypeError, "C %s %.200s.%.200s has wrong signature (expected %.500s, got %.500s)", what,
                     module, name, type, found ? found : "none");
    Py_DECREF(capsule); /* the module's table keeps it */
    return address;
}
