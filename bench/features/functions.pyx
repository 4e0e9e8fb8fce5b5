# Calls, closures, exceptions, numbers, C types and memory.
cimport cython
from libc.math cimport sqrt
from libc.string cimport strlen
from cpython.array cimport array
import array as array_module

cdef struct Point:
    double x
    double y

ctypedef int (*Binary)(int, int)

cdef enum Color:
    RED, GREEN, BLUE

def nothing():
    pass

def one(a):
    return a

def three(a, b, c):
    return b

def typed(int a, double b):
    return a

def defaults(a, b=2, c=3):
    return c

def keyword_only(a, *, b=1):
    return b

def star(*a):
    return a

def stars(**k):
    return k

cdef int c_add(int a, int b):
    return a + b

cdef int c_may_fail(int a) except -1:
    if a < 0:
        raise ValueError(a)
    return a

cdef int c_default_fail(int a) except? -1:
    return a - 1

cdef object c_object(object a):
    return a

cpdef int cp_add(int a, int b):
    return a + b

cdef Point c_point(double x):
    cdef Point p
    p.x, p.y = x, 2
    return p

cdef (int, double) c_pair(int x):
    return x, x * 2.0

cdef inline cython.numeric fused_add(cython.numeric a, cython.numeric b):
    return a + b

cdef double view_sum(double[:] a):
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(a.shape[0]):
        s += a[i]
    return s

def view_first(double[:] a):
    return a[0]

def call_nothing(int n):
    for i in range(n):
        x = nothing()
    return x

def call_one(int n):
    for i in range(n):
        x = one(i)
    return x

def call_three(int n):
    for i in range(n):
        x = three(i, i, i)
    return x

def call_typed(int n):
    for i in range(n):
        x = typed(i, 1.5)
    return x

def call_defaults(int n):
    for i in range(n):
        x = defaults(i)
    return x

def call_keyword(int n):
    for i in range(n):
        x = defaults(i, c=4)
    return x

def call_keywords(int n):
    for i in range(n):
        x = three(a=i, b=1, c=2)
    return x

def call_keyword_only(int n):
    for i in range(n):
        x = keyword_only(i, b=2)
    return x

def call_star(int n):
    for i in range(n):
        x = star(i, i)
    return x

def call_stars(int n):
    for i in range(n):
        x = stars(a=i)
    return x

def call_unpacked(int n):
    args = (1, 2, 3)
    for i in range(n):
        x = three(*args)
    return x

def call_c(int n):
    cdef int s = 0
    for i in range(n):
        s = c_add(s, i) ^ 1
    return s

def call_c_may_fail(int n):
    cdef int s = 0
    for i in range(n):
        s ^= c_may_fail(i)
    return s

def call_c_default_fail(int n):
    cdef int s = 0
    for i in range(n):
        s ^= c_default_fail(i)
    return s

def call_c_object(int n):
    x = None
    for i in range(n):
        x = c_object(i)
    return x

def call_cpdef(int n):
    cdef int s = 0
    for i in range(n):
        s ^= cp_add(s, i)
    return s

def call_pointer(int n):
    cdef Binary f = c_add
    cdef int s = 0
    for i in range(n):
        s ^= f(s, i)
    return s

def call_fused(int n):
    cdef double s = 0
    for i in range(n):
        s = fused_add(s, <double>i)
    return s

def return_struct(int n):
    cdef double s = 0
    for i in range(n):
        s += c_point(i).x
    return s

def return_ctuple(int n):
    cdef double s = 0
    for i in range(n):
        a, b = c_pair(i)
        s += b
    return s

def struct_to_dict(int n):
    cdef Point p = c_point(1)
    for i in range(n):
        d = p
    return d

def dict_to_struct(int n):
    d = {'x': 1.0, 'y': 2.0}
    cdef Point p
    for i in range(n):
        p = d
    return p.y

def closure_call(int n):
    k = 3
    def f(x):
        return x + k
    for i in range(n):
        x = f(i)
    return x

def closure_make(int n):
    for i in range(n):
        k = i
        f = lambda x: x + k
    return f(1)

def closure_nonlocal(int n):
    total = 0
    def f():
        nonlocal total
        total += 1
    for i in range(n):
        f()
    return total

def global_read(int n):
    for i in range(n):
        x = nothing
    return x is nothing

counter = 0

def global_write(int n):
    global counter
    for i in range(n):
        counter = i
    return counter

def try_except(int n):
    cdef int s = 0
    for i in range(n):
        try:
            s += i
        except ValueError:
            s = 0
    return s

def raise_catch(int n):
    cdef int s = 0
    for i in range(n):
        try:
            raise ValueError
        except ValueError:
            s += 1
    return s

def raise_catch_as(int n):
    for i in range(n):
        try:
            raise ValueError(i)
        except (TypeError, ValueError) as e:
            x = e.args
    return x

def raise_through(int n):
    cdef int s = 0
    for i in range(n):
        try:
            c_may_fail(-1)
        except ValueError:
            s += 1
    return s

def raise_key(int n):
    d = {}
    cdef int s = 0
    for i in range(n):
        try:
            d['a']
        except KeyError:
            s += 1
    return s

def raise_attribute(int n):
    cdef int s = 0
    x = <object>1
    for i in range(n):
        try:
            x.missing
        except AttributeError:
            s += 1
    return s

def try_finally(int n):
    cdef int s = 0
    for i in range(n):
        try:
            s += i
        finally:
            s -= 1
    return s

def getattr_default(int n):
    x = <object>1
    for i in range(n):
        y = getattr(x, 'missing', None)
        z = hasattr(x, 'real')
    return y, z

def int_add(int n):
    x, y = <object>3, <object>0
    for i in range(n):
        y = y + x
        y = y - 1
    return y

def int_in_place(int n):
    s = 0
    for i in range(n):
        s += i
    return s

def int_multiply(int n):
    x = <object>3
    for i in range(n):
        y = x * x * 7
    return y

def int_divide(int n):
    x = <object>17
    for i in range(n):
        y = x // 3
        z = x % 3
    return y, z

def int_bits(int n):
    x = <object>12345
    for i in range(n):
        y = (x & 255) | (x >> 3) ^ (x << 2)
    return y

def int_power(int n):
    x = <object>3
    for i in range(n):
        y = x ** 2
    return y

def int_compare(int n):
    x, y = <object>3, <object>4
    cdef int c = 0
    for i in range(n):
        if x < y:
            c += 1
        if x == y:
            c += 1
        if x > 2:
            c += 1
    return c

def int_convert(int n):
    x = <object>5
    cdef long s = 0
    for i in range(n):
        s += <long>x
    return s

def int_convert_large(int n):
    x = <object>(2 ** 40)
    cdef long long s = 0
    for i in range(n):
        s ^= <long long>x
    return s

def int_box(int n):
    for i in range(n):
        x = <object>(i + 1000)
    return x

def int_of_float(int n):
    x = <object>2.5
    for i in range(n):
        y = int(x)
    return y

def float_object(int n):
    x = <object>1.5
    y = x
    for i in range(n):
        y = y * x + x
        y = y / x - x
    return y

def float_c(int n):
    cdef double s = 0
    for i in range(n):
        s += sqrt(i) / (i + 1)
    return s

def float_divide_int(int n):
    cdef double s = 0
    for i in range(1, n):
        s += i / 7
    return s

def c_divide(int n):
    cdef int s = 0, i, a = 1000
    for i in range(1, n):
        s += a // i + a % i
    return s

def c_power(int n):
    cdef double s = 0
    cdef long i, t = 0
    for i in range(n):
        s += (<double>i) ** 2
        t += i ** 2
    return s, t

def complex_c(int n):
    cdef double complex z = 1 + 1j
    for i in range(n):
        z = z * z / (z + 1)
    return z

def c_array(int n):
    cdef int a[16]
    cdef int i, s = 0
    for i in range(16):
        a[i] = i
    for i in range(n):
        s += a[i & 15]
    return s

def c_array_to_list(int n):
    cdef int a[4]
    cdef object x
    a[:] = [1, 2, 3, 4]
    for i in range(n):
        x = a
    return x

def c_array_from_list(int n):
    cdef int a[4]
    xs = [1, 2, 3, 4]
    for i in range(n):
        a = xs
    return a[2]

def c_enum(int n):
    cdef Color c = BLUE
    cdef int s = 0
    for i in range(n):
        if c == BLUE or c == RED:
            s += 1
    return s

def c_string(int n):
    cdef bytes b = b'hello'
    cdef size_t s = 0
    cdef const char *p
    for i in range(n):
        p = b
        s += strlen(p)
    return s

def array_items(int n):
    cdef array a = array_module.array('d', [1, 2, 3])
    cdef double s = 0
    for i in range(n):
        s += a.data.as_doubles[i % 3]
    return s

def view_index(int n):
    cdef double[:] a = array_module.array('d', [1.0] * 100)
    cdef double s = 0
    cdef Py_ssize_t i
    for i in range(n):
        s += a[i % 100]
    return s

def view_negative(int n):
    cdef double[:] a = array_module.array('d', [1.0] * 100)
    cdef double s = 0
    for i in range(n):
        s += a[-1 - i % 3]
    return s

def view_pass_c(int n):
    cdef double[:] a = array_module.array('d', [1.0] * 3)
    cdef double s = 0
    for i in range(n):
        s += view_sum(a)
    return s

def view_pass_object(int n):
    x = array_module.array('d', [1.0] * 3)
    for i in range(n // 10):
        s = view_first(x)
    return s

def view_slice(int n):
    cdef double[:] a = array_module.array('d', [1.0] * 100)
    cdef double s = 0
    for i in range(n):
        s += a[i % 3:][0]
    return s

def view_slice_pass(int n):
    cdef double[:] a = array_module.array('d', [1.0] * 100)
    cdef double s = 0
    for i in range(n):
        s += view_sum(a[1:4])
    return s

def view_row(int n):
    cdef double[:, :] a = memoryview(bytearray(800)).cast('B').cast('d', (10, 10))
    cdef double[:] r
    cdef double s = 0
    for i in range(n):
        r = a[i % 3]
        s += r[0]
    return s

def view_object(int n):
    cdef double[:] a = array_module.array('d', [1.0] * 3)
    for i in range(n // 10):
        x = a
    return len(x)

def view_of_c(int n):
    cdef double buf[10]
    cdef double[:] v
    buf[0] = 1
    for i in range(n // 10):
        v = <double[:10]>buf
    return v[0]

def view_copy(int n):
    cdef double[:] a = array_module.array('d', [1.0] * 100)
    cdef double[:] b = array_module.array('d', [2.0] * 100)
    for i in range(n // 10):
        a[:] = b
    return a[3]

def and_or(int n):
    x, y = <object>1, <object>0
    cdef int c = 0
    for i in range(n):
        if x and not y or x is None:
            c += 1
    return c

def conditional(int n):
    x = <object>5
    for i in range(n):
        y = 'a' if x > 3 else 'b'
    return y

def is_none(int n):
    xs = [None, 1]
    cdef int c = 0
    for i in range(n):
        if xs[i & 1] is None:
            c += 1
    return c

def while_c(int n):
    cdef unsigned long long s = 1
    cdef int i = 0
    while i < n:
        s = s * 636413622 + 144269504
        i += 1
    return s

def range_object(n):
    s = 0
    for i in range(n):
        s += i
    return s

def range_step(int n):
    cdef long s = 0
    for i in range(0, n, 3):
        s += i
    return s

def nested_loops(int n):
    cdef long s = 0
    for i in range(n // 10):
        for j in range(10):
            s += i ^ j
    return s
