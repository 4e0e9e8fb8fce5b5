/* rt_capi.c: a module's table of C functions; see kr/capi.h. */
#include "kr/capi.h"

int kr_capi_put(PyObject *globals, const char *name, void *address, const char *type)
{
    PyObject *table = PyDict_GetItemString(globals, "__pyx_capi__"); /* borrowed */
    if (!table) {
        PyObject *made = PyDict_New();
        if (!made || PyDict_SetItemString(globals, "__pyx_capi__", made) < 0) {
            Py_XDECREF(made);
            return -1;
        }
        table = made;
        Py_DECREF(made);
    }
    PyObject *capsule = PyCapsule_New(address, type, NULL);
    int status = capsule ? PyDict_SetItemString(table, name, capsule) : -1;
    Py_XDECREF(capsule);
    return status;
}

/* The capsule `name` of the module, a new reference. */
static PyObject *find_capsule(const char *module, const char *name, const char *what)
{
    PyObject *imported = PyImport_ImportModule(module);
    PyObject *table = imported ? PyObject_GetAttrString(imported, "__pyx_capi__") : NULL;
    PyObject *capsule = table && PyDict_Check(table) ? PyDict_GetItemString(table, name) : NULL;
    Py_XINCREF(capsule);
    if (imported && !capsule && (!PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_AttributeError)))
        PyErr_Format(PyExc_ImportError, "%.200s does not export expected C %s %.200s", module, what, name);
    Py_XDECREF(table);
    Py_XDECREF(imported);
    return capsule;
}

/* Passes what two spellings of a C type differ in: blanks, `const`, and the prefix that Cython has for its own types'
 * names: `__pyx_t_5scipy_6linalg_1d`. */
static const char *pass_spelling(const char *text, int at_word)
{
    static const char *const noise[] = {"const", "struct", "enum", "union"};
    while (*text) {
        size_t len = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
        int is_noise = *text == ' ';
        for (int i = 0; at_word && !is_noise && i < 4; i++)
            is_noise = len == strlen(noise[i]) && strncmp(text, noise[i], len) == 0;
        if (!is_noise)
            break;
        at_word = 1;
        text += len ? len : 1;
    }
    if (!at_word || strncmp(text, "__pyx_t_", 8) != 0)
        return text;
    const char *name = text + 8;
    while (*name >= '0' && *name <= '9') {
        char *end;
        unsigned long count = strtoul(name, &end, 10);
        if (strlen(end) <= count || end[count] != '_')
            break;
        name = end + count + 1;
    }
    return name;
}

static int is_word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* Do the two texts, of Cython's or of ours, mean one C type? */
static int same_signature(const char *one, const char *other)
{
    int at_word = 1;
    for (;;) {
        one = pass_spelling(one, at_word);
        other = pass_spelling(other, at_word);
        if (*one != *other)
            return 0;
        if (!*one)
            return 1;
        at_word = !is_word_char(*one);
        one++, other++;
    }
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
