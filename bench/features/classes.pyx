# Extension types and classes: each function takes how often it does its thing, and returns what it found.

cdef class Node:
    cdef public int value
    cdef public object item
    cdef Node next

    def __init__(self, value=0, item=None):
        self.value = value
        self.item = item

    @property
    def double(self):
        return self.value * 2

    @double.setter
    def double(self, x):
        self.value = x // 2

    def get(self):
        return self.value

    def add(self, x, y=1):
        return x + y

    cpdef int virtual(self, int x):
        return self.value + x

    cdef int direct(self, int x):
        return self.value + x

    @staticmethod
    def make(x):
        return x

    @classmethod
    def kind(cls, x):
        return x


cdef class Derived(Node):
    cpdef int virtual(self, int x):
        return Node.virtual(self, x) + 1

    def add(self, x, y=1):
        return super().add(x, y) + 1


cdef class Number:
    cdef double x

    def __init__(self, double x):
        self.x = x

    def __add__(self, other):
        return Number((<Number>self).x + (<Number>other).x)

    def __eq__(self, other):
        return isinstance(other, Number) and self.x == (<Number>other).x

    def __lt__(self, other):
        return self.x < (<Number>other).x

    def __hash__(self):
        return <long>self.x

    def __neg__(self):
        return self

    def __bool__(self):
        return self.x != 0

    def __float__(self):
        return self.x


cdef class Many:
    cdef int i, n

    def __init__(self, int n):
        self.i, self.n = 0, n

    def __iter__(self):
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration
        self.i += 1
        return self.i

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        return i

    def __setitem__(self, i, x):
        self.i = x

    def __contains__(self, x):
        return x == 3

    def __call__(self, x, y=0):
        return x


cdef class Pure:
    cdef int x

    def __cinit__(self, int x):
        self.x = x


class Python:
    def __init__(self, x):
        self.x = x

    def method(self, y):
        return self.x

    def __enter__(self):
        return self

    def __exit__(self, *args):
        return None

    def __len__(self):
        return 3

    def __getitem__(self, i):
        return i

    def __eq__(self, other):
        return True


def create(int n):
    for i in range(n):
        x = Node(i)
    return x.value

def create_keywords(int n):
    for i in range(n):
        x = Node(value=i, item=None)
    return x.value

def create_cinit(int n):
    cdef Pure x
    for i in range(n):
        x = Pure(i)
    return x.x

def create_new(int n):
    cdef Node x
    for i in range(n):
        x = Node.__new__(Node)
        x.value = i
    return x.value

def create_python(int n):
    for i in range(n):
        x = Python(i)
    return x.x

def attribute_c(int n):
    cdef Node x = Node(1), y = Node(2)
    for i in range(n):
        x.value += y.value
        x.item = y
    return x.value

def attribute_python(int n):
    x = <object>Node(1)
    for i in range(n):
        x.value = i
        y = x.item
    return x.value, y

def attribute_class(int n):
    x = Python(0)
    for i in range(n):
        x.x = i
    return x.x

def property_get(int n):
    x = <object>Node(1)
    for i in range(n):
        y = x.double
    return y

def property_set(int n):
    x = <object>Node(1)
    for i in range(n):
        x.double = i
    return x.value

def method_c(int n):
    cdef Node x = Derived(1)
    cdef int s = 0
    for i in range(n):
        s += x.direct(1)
    return s

def method_virtual(int n):
    cdef Node x = Derived(1)
    cdef int s = 0
    for i in range(n):
        s += x.virtual(1)
    return s

def method_virtual_python(int n):
    x = <object>Derived(1)
    for i in range(n):
        s = x.virtual(1)
    return s

def method_def(int n):
    cdef Node x = Node(1)
    for i in range(n):
        s = x.get()
    return s

def method_def_args(int n):
    cdef Node x = Node(1)
    for i in range(n):
        s = x.add(i, 2)
    return s

def method_super(int n):
    x = Derived(1)
    for i in range(n):
        s = x.add(i)
    return s

def method_static(int n):
    for i in range(n):
        s = Node.make(i)
    return s

def method_class(int n):
    for i in range(n):
        s = Node.kind(i)
    return s

def method_python(int n):
    x = Python(1)
    for i in range(n):
        s = x.method(i)
    return s

def operator_add(int n):
    x, y = Number(1), Number(2)
    for i in range(n):
        z = x + y
    return float(z)

def operator_eq(int n):
    cdef int s = 0
    x, y = Number(1), Number(1)
    for i in range(n):
        if x == y:
            s += 1
    return s

def operator_lt(int n):
    cdef int s = 0
    x, y = Number(1), Number(2)
    for i in range(n):
        if x < y:
            s += 1
    return s

def operator_neg(int n):
    x = Number(1)
    for i in range(n):
        x = -x
    return float(x)

def operator_bool(int n):
    cdef int s = 0
    x = Number(1)
    for i in range(n):
        if x:
            s += 1
    return s

def operator_hash(int n):
    x = Number(5)
    for i in range(n):
        s = hash(x)
    return s

def operator_float(int n):
    x = <object>Number(5)
    cdef double s = 0
    for i in range(n):
        s += <double>x
    return s

def sort_numbers(int n):
    return [float(x) for x in sorted([Number(i) for i in range(n // 4, 0, -1)])][:3]

def dict_of_numbers(int n):
    d = {}
    for i in range(n):
        d[Number(i & 63)] = i
    return len(d)

def iterate_next(int n):
    s = 0
    for x in Many(n):
        s = x
    return s

def protocol_len(int n):
    x = Many(3)
    cdef Py_ssize_t s = 0
    for i in range(n):
        s += len(x)
    return s

def protocol_getitem(int n):
    x = Many(3)
    for i in range(n):
        s = x[i]
    return s

def protocol_setitem(int n):
    x = Many(3)
    for i in range(n):
        x[i] = 1
    return x.i

def protocol_contains(int n):
    x = Many(3)
    cdef int s = 0
    for i in range(n):
        if i in x:
            s += 1
    return s

def protocol_call(int n):
    x = Many(3)
    for i in range(n):
        s = x(i)
    return s

def protocol_python(int n):
    x = Python(1)
    cdef Py_ssize_t s = 0
    for i in range(n):
        s += len(x)
        y = x[i]
    return s, y

def with_python(int n):
    x = Python(1)
    for i in range(n):
        with x as y:
            z = y
    return z.x

def isinstance_chain(int n):
    xs = [Node(1), Number(1), 'a', 1, 1.5, None]
    cdef int s = 0
    for i in range(n):
        x = xs[i % 6]
        if isinstance(x, Node):
            s += 1
        elif isinstance(x, (int, float)):
            s += 2
        elif isinstance(x, str):
            s += 3
        elif x is None:
            s += 4
    return s

def type_check(int n):
    xs = [Node(1), Derived(2)]
    cdef Node x
    cdef int s = 0
    for i in range(n):
        x = xs[i & 1]
        s += x.value
    return s

def linked_list(int n):
    cdef Node head = None, x
    cdef int s = 0
    for i in range(n):
        x = Node(i)
        x.next = head
        head = x
    while head is not None:
        s ^= head.value
        head = head.next
    return s
