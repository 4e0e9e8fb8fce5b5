"""`public` and `api`: the header files beside the output, and C code of another module that uses them."""

import shutil
import subprocess
import sys
import sysconfig
import unittest

from support import ScratchCase

MODULE = """
cdef public struct Point:
    int x
    double y

cdef public enum Color:
    RED = 3

ctypedef public Point Spot
cdef public int counter = 4

cdef public api int twice(int x) except -1:
    if x < 0:
        raise ValueError("negative")
    return 2 * x

cdef api double scale(Spot *p, double by):
    p.y *= by
    return p.y
"""

USER = """
cdef extern from "shapes_api.h":
    ctypedef struct Spot:
        int x
        double y
    int import_shapes() except -1
    int twice(int x) except -1
    double scale(Spot *p, double by)
    enum: RED

import_shapes()

def use(int x):
    cdef Spot spot
    spot.y = 1.5
    return twice(x), scale(&spot, 2), RED
"""


ELEM = '''
cdef extern from *:
    """
    #define ELEM_TEXT 5
    static inline int elem_text(void) { return ELEM_TEXT; }
    """
    int elem_text()

cdef public class Elem [object LxElem, type LxElemType]:
    cdef int _n
    cdef public object tag
    cdef int twice(self):
        return 2 * self._n

cdef public api Elem make_elem(int n):
    cdef Elem elem = Elem()
    elem._n = n + elem_text()
    return elem
'''

ELEM_USER = """
cdef extern from "elem_api.h":
    cdef class elem.Elem [object LxElem]:
        cdef int _n
        cdef object tag
    int import_elem() except -1
    Elem make_elem(int n)

import_elem()

cdef class More(Elem):
    cdef int other

def use(n):
    cdef Elem made = make_elem(n)
    made.tag = "t"
    made._n += 1
    cdef More more = More()
    more._n, more.other = 3, 4
    return made._n, made.tag, more._n + more.other
"""

VARARGS = """
cdef extern from "<stdarg.h>":
    ctypedef void *va_list
    void va_start(va_list args, void *last) nogil
    void va_end(va_list args) nogil

cdef extern from "<stdio.h>":
    int vsnprintf(char *out, size_t size, const char *format, va_list args) nogil


cdef void join(char *out, const char *format, ...) noexcept nogil:
    cdef va_list args
    va_start(args, <void *>format)
    vsnprintf(out, 20, format, args)
    va_end(args)


def joined():
    cdef char[20] text
    join(text, "%d %s %d", <int>1, b"two", <int>3)
    return text
"""


TYPED = """
cdef public class Elem [object LxElem, type LxElemType]:
    cdef public int n

cdef api class Other [object LxOther, type LxOtherType]:
    cdef public double x

cdef public api class Both [object LxBoth, type LxBothType]:
    pass

cdef public Elem make_elem(int n):
    cdef Elem elem = Elem()
    elem.n = n
    return elem

cdef extern from *:
    int knows_elem(object value)

def knows(value):
    return knows_elem(value)
"""

TYPED_C = """
#include "typed.h"
int knows_elem(PyObject *value);
int knows_elem(PyObject *value)
{
    struct LxElem *made = make_elem(5);
    int n = made ? made->n : -1;
    Py_XDECREF((PyObject *)made);
    return PyObject_TypeCheck(value, &LxElemType) ? n + ((struct LxElem *)value)->n : Py_TYPE(value) == &LxBothType ? -2 : -1;
}
"""

TYPED_USER = '''
cdef extern from *:
    """
    #include "typed_api.h"
    static int typed_load(void) { return import_typed(); }
    static int typed_kind(PyObject *value)
    {
        return PyObject_TypeCheck(value, &LxOtherType) ? 1 : Py_TYPE(value) == &LxBothType ? 2 : 0;
    }
    """
    int typed_load() except -1
    int typed_kind(object value)

typed_load()

def kind(value):
    return typed_kind(value)
'''


class PublicHeaders(ScratchCase):
    def test_type_objects_have_names_in_c(self):
        self.write("typed_c.c", TYPED_C)
        source = self.write("typed.pyx", TYPED)
        done = self.krait("build", source, self.path("typed_c.c"), "-o", self.path("typed.so"), "--python", sys.executable)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        source = self.write("typed_user.pyx", TYPED_USER)
        done = self.krait("build", source, "-o", self.path("typed_user.so"), "--python", sys.executable)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        code = ("import typed, typed_user\nelem = typed.Elem(); elem.n = 30\n"
                "print([typed.knows(x) for x in (elem, 1, typed.Both())], typed.Elem)\n"
                "print([typed_user.kind(x) for x in (typed.Other(), typed.Both(), elem)])")
        self.assertEqual(self.python(code), "[35, -1, -2] <class 'typed.Elem'>\n[1, 2, 0]")

    def test_the_importer_of_a_module_in_a_package(self):
        source = self.write("elem.pyx", ELEM)
        done = self.krait(source, "-o", self.path("elem.c"), "--module-name", "pkg.sub.elem", "-w")
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path("elem_api.h"), encoding="utf-8") as file:
            self.assertIn("import_pkg__sub__elem(void)", file.read())

    def test_headers_are_c_and_cplusplus(self):
        self.krait(self.write("typed.pyx", TYPED))
        self.krait(self.write("shapes.pyx", MODULE))
        include = "-I" + sysconfig.get_paths()["include"]
        for language, compiler in (("c", "gcc"), ("c++", "g++")):
            if not shutil.which(compiler):
                continue
            for name in ("typed", "shapes"):
                text = '#include "%s.h"\n#include "%s_api.h"\nint use(void);\nint use(void) { return import_%s(); }\n'
                path = self.write("use.c", text % (name, name, name))
                done = subprocess.run([compiler, "-x", language, "-Wall", "-Wextra", "-Werror", "-c", include, "-I" + self.folder,
                                       path, "-o", self.path("use.o")], stderr=subprocess.PIPE, text=True)
                self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_a_class_that_c_code_knows(self):
        done = self.krait("build", self.write("elem.pyx", ELEM), "-o", self.path("elem.so"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(self.path("elem.h")) as header:
            text = header.read()
        self.assertIn("struct LxElem {", text)
        self.assertNotIn("ELEM_TEXT", text)
        done = self.krait("build", self.write("user.pyx", ELEM_USER), "-o", self.path("user.so"), "--cflags",
                          "-I" + self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(self.python("import elem, user; print(user.use(3))"), "(9, 't', 7)")

    def test_a_type_that_is_an_array_in_c(self):
        self.write("joined.pyx", VARARGS)
        self.build_here("joined.pyx", "gcc")
        self.assertEqual(self.python("import joined; print(joined.joined())"), "b'1 two 3'")

    def test_another_module_calls_through_the_api_header(self):
        source = self.write("shapes.pyx", MODULE)
        done = self.krait("build", source, "-o", self.path("shapes.so"), "--python", sys.executable)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        with open(self.path("shapes.h")) as header:
            text = header.read()
        for line in ("int twice(int);", "extern int counter;", "typedef struct Point Spot;", "enum Color {RED = 3};"):
            self.assertIn(line, text)
        source = self.write("user.pyx", USER)
        done = self.krait("build", source, "-o", self.path("user.so"), "--python", sys.executable, "--cflags", "-I" + self.folder)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        code = "import user; print(user.use(3))\ntry: user.use(-1)\nexcept ValueError as e: print(e)"
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, stdout=subprocess.PIPE,
                              universal_newlines=True, check=True)
        self.assertEqual(done.stdout, "(6, 3.0, 3)\nnegative\n")

    def test_no_headers_without_public_things(self):
        self.krait(self.write("plain.pyx", "cdef int f(): return 1\nf()\n"))
        self.assertEqual(self.files(), ["plain.c", "plain.pyx"])


if __name__ == "__main__":
    unittest.main()
