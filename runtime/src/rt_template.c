/* rt_template.c: template strings; see kr/template.h.
 *
 * On interpreters without string.templatelib its classes are made here, from Python text: nothing about them is fast
 * or asked for in C, and they behave as those of CPython 3.14 do, but that their attributes can be told from slots.
 */
#include "kr/template.h"

#define TEMPLATELIB "string.templatelib"

static PyObject *find_library(void)
{
    PyObject *modules = PyImport_GetModuleDict(); /* borrowed */
    PyObject *library = modules ? PyDict_GetItemString(modules, TEMPLATELIB) : NULL;
    return Py_XNewRef(library);
}

#if PY_VERSION_HEX >= 0x030e0000
static PyObject *get_library(void)
{
    PyObject *library = find_library();
    return library ? library : PyImport_ImportModule(TEMPLATELIB);
}
#else
static const char library_text[] =
    "def _is_final(cls, **rest):\n"
    "    name = next(base.__name__ for base in cls.__mro__[1:])\n"
    "    raise TypeError(f\"type 'string.templatelib.{name}' is not an acceptable base type\")\n"
    "\n"
    "def convert(obj, /, conversion):\n"
    "    if conversion is None:\n"
    "        return obj\n"
    "    if conversion in ('r', 's', 'a') and isinstance(conversion, str):\n"
    "        return {'r': repr, 's': str, 'a': ascii}[conversion](obj)\n"
    "    raise ValueError(f'invalid conversion specifier: {conversion}')\n"
    "\n"
    "def _is_frozen(self, name, value=None):\n"
    "    raise AttributeError(f'readonly attribute {name!r}')\n"
    "\n"
    "class Interpolation:\n"
    "    __slots__ = __match_args__ = ('value', 'expression', 'conversion', 'format_spec')\n"
    "    __init_subclass__ = classmethod(_is_final)\n"
    "    __setattr__ = __delattr__ = _is_frozen\n"
    "    __class_getitem__ = classmethod(type(list[int]))\n"
    "    def __new__(cls, value, expression='', conversion=None, format_spec=''):\n"
    "        if not isinstance(expression, str):\n"
    "            raise TypeError(f\"Interpolation() argument 'expression' must be str, not {type(expression).__name__}\")\n"
    "        if conversion is not None and not isinstance(conversion, str):\n"
    "            raise TypeError(f\"Interpolation() argument 'conversion' must be str, not {type(conversion).__name__}\")\n"
    "        if conversion not in (None, 's', 'r', 'a'):\n"
    "            raise ValueError(\"Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'\")\n"
    "        if not isinstance(format_spec, str):\n"
    "            raise TypeError(f\"Interpolation() argument 'format_spec' must be str, not {type(format_spec).__name__}\")\n"
    "        self = super().__new__(cls)\n"
    "        for name, part in zip(cls.__slots__, (value, expression, conversion, format_spec)):\n"
    "            object.__setattr__(self, name, part)\n"
    "        return self\n"
    "    def _parts(self):\n"
    "        return self.value, self.expression, self.conversion, self.format_spec\n"
    "    def __repr__(self):\n"
    "        return f'Interpolation{self._parts()!r}'\n"
    "    def __reduce__(self):\n"
    "        return Interpolation, self._parts()\n"
    "\n"
    "class Template:\n"
    "    __slots__ = ('strings', 'interpolations')\n"
    "    __init_subclass__ = classmethod(_is_final)\n"
    "    __setattr__ = __delattr__ = _is_frozen\n"
    "    def __new__(cls, *parts):\n"
    "        strings, interpolations = [''], []\n"
    "        for part in parts:\n"
    "            if isinstance(part, str):\n"
    "                strings[-1] += part\n"
    "            elif isinstance(part, Interpolation):\n"
    "                interpolations.append(part)\n"
    "                strings.append('')\n"
    "            else:\n"
    "                raise TypeError('Template.__new__ *args need to be of type '\n"
    "                                f\"'str' or 'Interpolation', got {type(part).__name__}\")\n"
    "        self = super().__new__(cls)\n"
    "        object.__setattr__(self, 'strings', tuple(strings))\n"
    "        object.__setattr__(self, 'interpolations', tuple(interpolations))\n"
    "        return self\n"
    "    @property\n"
    "    def values(self):\n"
    "        return tuple(part.value for part in self.interpolations)\n"
    "    def __iter__(self):\n"
    "        for string, part in zip(self.strings, self.interpolations):\n"
    "            if string:\n"
    "                yield string\n"
    "            yield part\n"
    "        if self.strings[-1]:\n"
    "            yield self.strings[-1]\n"
    "    def __add__(self, other):\n"
    "        if isinstance(other, Template):\n"
    "            return Template(*self, *other)\n"
    "        raise TypeError('can only concatenate string.templatelib.Template '\n"
    "                        f'(not \"{type(other).__name__}\") to string.templatelib.Template')\n"
    "    def __repr__(self):\n"
    "        return f'Template(strings={self.strings!r}, interpolations={self.interpolations!r})'\n"
    "    def __reduce__(self):\n"
    "        return Template, tuple(self)\n";

/* The text run as a module of its own: a new reference. */
static PyObject *make_library(void)
{
    PyObject *library = PyModule_New(TEMPLATELIB);
    PyObject *dict = library ? PyModule_GetDict(library) : NULL; /* borrowed */
    PyObject *done = NULL;
    if (dict && PyDict_SetItemString(dict, "__builtins__", PyEval_GetBuiltins()) == 0)
        done = PyRun_String(library_text, Py_file_input, dict, dict);
    if (!done)
        Py_CLEAR(library);
    Py_XDECREF(done);
    return library;
}

/* Several threads may make it; the first one's is everybody's. */
static PyObject *get_library(void)
{
    PyObject *library = find_library();
    if (library)
        return library;
    PyObject *made = make_library();
    PyObject *name = made ? PyUnicode_InternFromString(TEMPLATELIB) : NULL;
    PyObject *modules = PyImport_GetModuleDict(); /* borrowed */
    library = name && modules ? PyDict_SetDefault(modules, name, made) : NULL;
    Py_XINCREF(library);
    Py_XDECREF(name);
    Py_XDECREF(made);
    return library;
}
#endif

static PyObject *call_class(const char *name, PyObject *args)
{
    PyObject *library = args ? get_library() : NULL;
    PyObject *class = library ? PyObject_GetAttrString(library, name) : NULL;
    PyObject *result = class ? PyObject_CallObject(class, args) : NULL;
    Py_XDECREF(class);
    Py_XDECREF(library);
    return result;
}

PyObject *kr_interpolation(PyObject *value, PyObject *expression, PyObject *conversion, PyObject *spec)
{
    PyObject *args = PyTuple_Pack(4, value, expression, conversion, spec);
    PyObject *result = call_class("Interpolation", args);
    Py_XDECREF(args);
    return result;
}

PyObject *kr_template(PyObject *parts)
{
    return call_class("Template", parts);
}
