"""What is made after an assignment to __name__ is of that module.

>>> f.__module__, C.__module__, C.m.__module__
('other', 'other', 'other')
>>> before.__module__ == first
True
"""


def before():
    pass


first = __name__
__name__ = "other"


def f():
    pass


class C:
    def m(self):
        pass


__name__ = first
