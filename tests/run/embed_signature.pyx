# cython: embedsignature=True
"""Signatures in docstrings.

>>> plain.__doc__
"plain(int a, b=1, *args, c: str = 'x', **kw) -> list\\n\\nWhat it does.\\n\\n    indented"
>>> total.__doc__
'total(double[:] xs, char *name=NULL) -> double'
>>> shown.__doc__
'shown(a: int, /, b=...)\\n\\ndoc'
>>> Box.__doc__
'Box(int size, *, deep=False)\\n\\nA box.'
>>> Box.get.__doc__
'Box.get(self, k)'
>>> Box.size.__doc__
"size: 'int'\\n\\nhow large"
>>> Box.items.__doc__
>>> Box.__init__.__doc__, Box.__len__.__doc__, Box.__call__.__doc__
('Makes one.', 'Return len(self).', 'Box.__call__(self)\\n\\ncalls')
>>> Plain.method.__doc__
'Plain.method(self)'
>>> Box.name.__doc__
'Box.name: str\\n\\nits name'
>>> Box(1).name
'b'
>>> clinic.__doc__, clinic.__text_signature__
('doc', '(a, *, b=2)')
>>> bare.__doc__, bare.__text_signature__
(None, '(a)')
>>> total.__text_signature__
"""
cimport cython


def plain(int a, b=1, *args, c: str = "x", **kw) -> list:
    """
    What it does.

        indented
    """


cpdef double total(double[:] xs, char *name=NULL):
    """"""
    return 0 if name is NULL else 1


@cython.embedsignature.format("python")
def shown(int a, /, b=lambda: 1):
    "doc"


cdef class Box:
    "A box."
    cdef public int size
    """how large"""
    cdef readonly list items
    cdef str name

    def __init__(self, int size, *, deep=False):
        "Makes one."
        self.size = size
        self.name = "deep" if deep else "b"

    def __len__(self):
        return 1

    def __call__(self):
        "calls"

    def get(self, k):
        return self.items[k]

    property name:
        "its name"
        def __get__(self) -> str:
            return self.name


@cython.embedsignature.format("clinic")
@cython.binding(False)
def clinic(int a, *, b=2):
    "doc"


@cython.embedsignature.format("clinic")
@cython.binding(False)
def bare(a):
    pass


def null_default(char *s=NULL):
    """
    >>> null_default(), null_default(b"x"), null_default(None)
    ('null', 'text', 'null')
    """
    return "null" if s is NULL else "text"


class Plain:
    def method(self):
        pass
