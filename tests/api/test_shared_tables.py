"""C functions and methods between modules of Krait and of Cython: both find the same tables, in the same words.

Cython's side is played by hand, after what Cython 3.3 generates: `__pyx_capi__` with capsules whose names are C types, which
it compares as text; `__pyx_vtable__` with a capsule without a name. In its tables a cpdef function takes one int more.
"""

import unittest

from support import ScratchCase

PXD = """
ctypedef double real
ctypedef double complex number
cdef struct Point:
    double x
cdef enum Color:
    RED
ctypedef int (*Callback)(int) except -1
cdef real typed(const char *a, real *b, Point c, Color d, Callback e) except? -1
cdef unsigned long long big(long long a, bint b, object c, list d) except? 7
cdef number turned(number z)
cdef void nothing()
cpdef double both(double x)
cpdef object none()
cdef class Base:
    cdef public int n
    cdef int add(self, int k)
    cpdef int mul(self, int k)
cdef class Sub(Base):
    cdef Base made(self, Base other)
cdef Base of(Sub s)
"""
PROVIDER = """
cdef real typed(const char *a, real *b, Point c, Color d, Callback e) except? -1: return 1
cdef unsigned long long big(long long a, bint b, object c, list d) except? 7: return 2
cdef number turned(number z): return z * 1j
cdef void nothing(): pass
cpdef double both(double x): return 2 * x
cpdef object none(): return None
cdef class Base:
    cdef int add(self, int k): return self.n + k
    cpdef int mul(self, int k): return self.n * k
cdef class Sub(Base):
    cdef Base made(self, Base other): return self
    cpdef int mul(self, int k): return -k
cdef Base of(Sub s): return s
"""
SIGNATURES = {
    "typed": "__pyx_t_4prov_real (char const *, __pyx_t_4prov_real *, struct __pyx_t_4prov_Point, enum __pyx_t_4prov_Color, "
             "__pyx_t_4prov_Callback)",
    "big": "unsigned PY_LONG_LONG (PY_LONG_LONG, int, PyObject *, PyObject *)",
    "turned": "__pyx_t_double_complex (__pyx_t_double_complex)",
    "nothing": "void (void)",
    "both": "double (double, int __pyx_skip_dispatch)",
    "none": "PyObject *(int __pyx_skip_dispatch)",
    "of": "struct __pyx_obj_4prov_Base *(struct __pyx_obj_4prov_Sub *)",
}
TOOLS = """
import ctypes, sys, types
api = ctypes.pythonapi
api.PyCapsule_GetName.restype, api.PyCapsule_GetName.argtypes = ctypes.c_char_p, [ctypes.py_object]
api.PyCapsule_GetPointer.restype, api.PyCapsule_GetPointer.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
api.PyCapsule_New.restype = ctypes.py_object
api.PyCapsule_New.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
INT = ctypes.c_int
METHOD, CPDEF = ctypes.PYFUNCTYPE(INT, ctypes.py_object, INT), ctypes.PYFUNCTYPE(INT, ctypes.py_object, INT, INT)
def table(cls):
    return ctypes.cast(api.PyCapsule_GetPointer(cls.__dict__["__pyx_vtable__"], None), ctypes.POINTER(ctypes.c_void_p))
"""
USER = """
cimport prov
from prov cimport Base
cdef class Own(Base):
    cpdef int mul(self, int k): return 1000 + k
def both(x): return prov.both(x)
def add(Base b, k): return b.add(k)
def mul(Base b, k): return b.mul(k)
def base_mul(Base b, k): return Base.mul(b, k)
"""
FAKE = TOOLS + """
from prov import Base, Sub
kept = []
def put(name, function, signature):
    kept.extend((function, signature))
    __pyx_capi__[name] = api.PyCapsule_New(ctypes.cast(function, ctypes.c_void_p), signature, None)
__pyx_capi__ = {}
put("both", ctypes.PYFUNCTYPE(ctypes.c_double, ctypes.c_double, INT)(lambda x, skip: x + 0.25),
    b"double (double, int __pyx_skip_dispatch)")
"""


class Tables(ScratchCase):
    def setUp(self):
        super().setUp()
        self.write("prov.pxd", PXD)
        self.write("prov.pyx", PROVIDER)
        self.build_here("prov.pyx")

    def test_signatures_are_cythons(self):
        code = TOOLS + "import prov\nprint({name: api.PyCapsule_GetName(c).decode() for name, c in prov.__pyx_capi__.items()})"
        self.assertEqual(eval(self.python(code)), SIGNATURES)

    def test_tables_of_methods_are_cythons(self):
        code = TOOLS + """
import prov
class Python(prov.Base):
    def mul(self, k): return 70 + k
base, sub, python = prov.Base(), prov.Sub(), Python()
base.n = sub.n = python.n = 5
first, second = table(prov.Base), table(prov.Sub)
print(METHOD(first[0])(base, 2), CPDEF(first[1])(base, 2, 0), CPDEF(second[1])(sub, 2, 0))
print(CPDEF(first[1])(python, 2, 0), CPDEF(first[1])(python, 2, 1))
print(ctypes.PYFUNCTYPE(ctypes.py_object, ctypes.py_object, ctypes.py_object)(second[2])(sub, base) is sub)
# behind the head of an instance: the table, then the attributes
head = ctypes.cast(id(sub) + object.__basicsize__, ctypes.POINTER(ctypes.c_void_p))
print(head[0] == ctypes.cast(second, ctypes.c_void_p).value, ctypes.cast(ctypes.addressof(head[1:2] and head.contents) + 8,
      ctypes.POINTER(INT))[0])
"""
        self.assertEqual(self.python(code), "7 10 -2\n72 10\nTrue\nTrue 5")

    def test_a_module_in_the_place_of_cythons(self):
        self.write("user.pyx", USER)
        self.build_here("user.pyx")
        self.write("fake.py", FAKE)
        code = """
import sys, prov, fake
prov.__pyx_capi__["both"] = fake.__pyx_capi__["both"]
import user
class Python(user.Own):
    def mul(self, k): return 70 + k
base, own, python = prov.Base(), user.Own(), Python()
base.n = own.n = python.n = 3
print(user.both(1.0), user.add(own, 4), user.mul(base, 2), user.mul(own, 2), user.mul(python, 2), user.base_mul(python, 2))
"""
        self.assertEqual(self.python(code), "1.25 7 6 1002 72 6")

    def test_another_layout_is_refused(self):
        self.write("prov.pxd", PXD.replace("cdef int add(self, int k)", "cdef int add(self, int k=*)"))
        self.write("user.pyx", USER)
        self.build_here("user.pyx")
        said = self.python("import user")
        self.assertIn("TypeError: the C methods of prov.Base are in a table of another layout", said)
        self.assertIn("user.pyx\", line 2, in <module>", said)


if __name__ == "__main__":
    unittest.main()
