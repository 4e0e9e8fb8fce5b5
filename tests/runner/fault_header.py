"""Makes the header that lets fallible operations of a compiled module fail on demand.

It includes all of the runtime and then wraps the C functions that the tables of primitives mark as fallible, and a few
more that generated code calls, in macros of the same names: `kr_add(a, b)` becomes
`(kr_fault_hit() ? NULL : kr_add(a, b))`. So `krait build --cflags "-include HEADER"` gives the module as it is shipped,
line by line, with a switch: its `__kr_fault__(n)` makes the n-th of these calls from now on fail with
MemoryError("fault N") and returns how many there were since it was last called. KR_FAULT_AT=n in the environment does
the same for the calls while the module is imported.
"""

import os
import re
import subprocess
import sysconfig

from runner.harness import ROOT

# Error column of PRIM rows -> what a failed call gives.
FAILED = {"NULL": "NULL", "NULLOCC": "NULL", "NEG1": "-1", "NEG1OCC": "-1"}
INTEGERS = ["char", "schar", "uchar", "short", "ushort", "int", "uint", "long", "ulong", "ssize", "hash", "ptrdiff",
            "size", "llong", "ullong"]
FLOATS = ["f32", "f64", "ldouble"]
# Fallible functions that generated code calls without a row.
MORE = {
    "NULL": ["PyList_New", "PySlice_New", "kr_args_parse", "kr_args_of", "kr_func_make", "kr_set_of", "kr_dict_of",
             "kr_str_of", "kr_func_new", "kr_gen_new", "kr_view_object", "PyObject_GetIter", "kr_call0",
             "kr_call1", "kr_call2", "kr_call3", "kr_method0", "kr_method1", "kr_method2", "kr_method3"],
    "-1": ["kr_func_add", "kr_func_add_with", "kr_class_add", "kr_class_add_with", "kr_view_copy", "kr_view_fill",
           "kr_view_copy_objects", "kr_view_fill_objects", "kr_match"],
}

# Rows that hand on an exception that is there already.
NOT_FALLIBLE = {"kr_par_raise"}

HEAD = """/* made by tests/runner/fault_header.py */
#include "kr/rt.h"
#include "kr/fault.h"
#include <stdlib.h>
#include <string.h>

/* for functions that take references even when they fail: they do their work first */
static inline PyObject *kr_fault_after(PyObject *object)
{
    if (kr_fault_hit()) Py_CLEAR(object);
    return object;
}

static inline int kr_fault_status(int status)
{
    return kr_fault_hit() ? -1 : status;
}

static inline PyObject *kr_fault_method(PyObject *self, PyObject *number)
{
    (void)self;
    return PyLong_FromLong(kr_fault_set(PyLong_AsLong(number)));
}

static inline int kr_fault_install(PyObject *module)
{
    static PyMethodDef method = {"__kr_fault__", kr_fault_method, METH_O, NULL};
    PyObject *function = PyCFunction_New(&method, NULL);
    int status = function ? PyObject_SetAttrString(module, "__kr_fault__", function) : -1;
    Py_XDECREF(function);
    return status;
}

static inline void kr_fault_start(void)
{
    const char *at = getenv("KR_FAULT_AT");
    if (at) kr_fault_set(atol(at));
}

/* of these the truth cannot fail, and is not checked where their type is known */
static inline int kr_fault_truth(PyObject *x)
{
    int is_plain = PyUnicode_CheckExact(x) || PyBytes_CheckExact(x) || PyByteArray_CheckExact(x) || PyTuple_CheckExact(x) ||
                   PyList_CheckExact(x) || PyDict_CheckExact(x) || PyAnySet_CheckExact(x) || PyBool_Check(x) || x == Py_None;
    return !is_plain && kr_fault_hit() ? -1 : PyObject_IsTrue(x);
}
#undef kr_truth
#define kr_truth(x) kr_fault_truth(x)

/* these may be macros */
static inline PyObject *kr_real_call0(PyObject *f) { return PyObject_CallNoArgs(f); }
static inline PyObject *kr_real_call1(PyObject *f, PyObject *a) { return PyObject_CallOneArg(f, a); }
static inline PyObject *kr_real_call(PyObject *f, PyObject *const *args, size_t n, PyObject *names)
{
    return PyObject_Vectorcall(f, args, n, names);
}
static inline PyObject *kr_real_method(PyObject *name, PyObject *const *args, size_t n, PyObject *names)
{
    return PyObject_VectorcallMethod(name, args, n, names);
}
#undef PyObject_CallNoArgs
#undef PyObject_CallOneArg
#undef PyObject_Vectorcall
#undef PyObject_VectorcallMethod
#define PyObject_CallNoArgs(f) (kr_fault_hit() ? NULL : kr_real_call0(f))
#define PyObject_CallOneArg(f, a) (kr_fault_hit() ? NULL : kr_real_call1(f, a))
#define PyObject_Vectorcall(...) (kr_fault_hit() ? NULL : kr_real_call(__VA_ARGS__))
#define PyObject_VectorcallMethod(...) (kr_fault_hit() ? NULL : kr_real_method(__VA_ARGS__))
#define kr_module_begin(self, module, consts, count) \\
    (kr_fault_start(), \\
     kr_fault_hit() || kr_module_begin(self, module, consts, count) < 0 ? -1 : kr_fault_install(module))
#define kr_module_functions(self, module, ...) \\
    (kr_fault_start(), \\
     kr_fault_hit() || kr_module_functions(self, module, __VA_ARGS__) < 0 ? -1 : kr_fault_install(module))
#define kr_view_open(view, ...) \\
    (kr_fault_hit() ? (memset((view), 0, sizeof *(view)), -1) : kr_view_open((view), __VA_ARGS__))
#define kr_view_slice(view, ...) \\
    (kr_fault_hit() ? (memset((view), 0, sizeof *(view)), -1) : kr_view_slice((view), __VA_ARGS__))
#undef kr_view_transpose
#define kr_view_transpose(to, from) \\
    (kr_fault_hit() ? (memset((to), 0, sizeof *(to)), -1) : kr_view_reverse((to), (from), KR_VIEW_NDIM(from)))
#define kr_list_of(...) kr_fault_after(kr_list_of(__VA_ARGS__))
#define kr_tuple_of(...) kr_fault_after(kr_tuple_of(__VA_ARGS__))
#define kr_gen_result(...) kr_fault_after(kr_gen_result(__VA_ARGS__))
"""

# Variants of functions that take references over: runtime/kr/take.h.
TAKING = re.compile(r"\b(PyObject \*|int|Py_ssize_t|double) ?(kr_\w+_take\d+) ?\(")
MACRO = re.compile(r"^#define (\w+)(\([^)]*\))? (.*)$", re.MULTILINE)
ROW = re.compile(r'KR_ROW ((?:"[^"]*"\s*)+)@ (\w+) @ (\w+) @ (\d+)')


def rows(cc, scratch):
    """(C name, error, result, steals) of each row of the tables."""
    source, output = os.path.join(scratch, "rows.c"), os.path.join(scratch, "rows.i")
    with open(source, "w") as file:
        file.write("#define PRIM(id, key, cname, header, result, args, own, steals, error, gil, effect) "
                   "KR_ROW cname @ error @ result @ steals\n#include \"ir/prims/all.def\"\n")
    include = "-I" + os.path.join(ROOT, "compiler")
    subprocess.run([cc, "-E", "-P", include, source, "-o", output], check=True)
    with open(output) as file:
        text = file.read()
    for name, error, result, steals in ROW.findall(text):
        yield "".join(re.findall(r'"([^"]*)"', name)), error, result, int(steals)


def takers(cc, scratch, include):
    """(C name, what a failed call gives) of each function of take.h."""
    source, output = os.path.join(scratch, "takers.c"), os.path.join(scratch, "takers.i")
    with open(source, "w") as file:
        file.write('#include "kr/rt.h"\n')
    subprocess.run([cc, "-E", "-P", "-I" + os.path.join(ROOT, "runtime"), "-I" + include, source, "-o", output], check=True)
    with open(output) as file:
        text = file.read()
    return {name: "NULL" if kind == "PyObject *" else "-1" for kind, name in TAKING.findall(text)}


def macros(cc, scratch, include):
    """name -> (parameters, what it stands for) of the macros after kr/rt.h."""
    source, output = os.path.join(scratch, "takers.c"), os.path.join(scratch, "macros.h")
    subprocess.run([cc, "-E", "-dM", "-I" + os.path.join(ROOT, "runtime"), "-I" + include, source, "-o", output], check=True)
    with open(output) as file:
        return {name: (parameters, body) for name, parameters, body in MACRO.findall(file.read())}


def spelled_out(name):
    """kr_unbox_* for every type."""
    return [name.replace("*", kind) for kind in INTEGERS + FLOATS] if "*" in name else [name]


def wrap(name, failed, steals, macro=None):
    """A macro that replaces the function, or another macro of the runtime, which gets another name."""
    call = "%s(__VA_ARGS__)" % ("kr_real_" + name if macro else name)
    text = "(kr_fault_hit() ? %s : %s)" % (failed, call)
    if steals:
        text = "%s(%s)" % ("kr_fault_after" if failed == "NULL" else "kr_fault_status", call)
    moved = "#define kr_real_%s%s %s\n#undef %s\n" % (name, *macro, name) if macro else ""
    return "%s#define %s(...) %s\n" % (moved, name, text)


def make_header(path, cc="gcc"):
    """Writes the header."""
    wrapped = {name: (failed, 0) for failed, names in MORE.items() for name in names}
    for pattern, error, result, steals in rows(cc, os.path.dirname(path)):
        if error in FAILED and not result.startswith("ANYVIEW"):
            for name in set(spelled_out(pattern)) - NOT_FALLIBLE:
                wrapped.setdefault(name, (FAILED[error], steals))
    for name, failed in takers(cc, os.path.dirname(path), sysconfig.get_path("include")).items():
        wrapped[name] = (failed, 1)
    known = macros(cc, os.path.dirname(path), sysconfig.get_path("include"))
    done = set(re.findall(r"^#define (\w+)", HEAD, re.MULTILINE))
    with open(path, "w") as file:
        file.write(HEAD)
        for name, how in sorted(wrapped.items()):
            inner = set(re.findall(r"\w+", known[name][1])) if name in known else set()
            if name not in done and not inner & (done | set(wrapped)):
                file.write(wrap(name, *how, known.get(name)))
