"""cimport in the blocks of the module: done when compiling, whichever way control goes.

>>> numbers(2.5)
(1.5811388300841898, 3.0, 2.0)
"""
try:
    from no_such_module import sqrt
except ImportError:
    from libc.math cimport sqrt

if True:
    cimport libc.math as maths
else:
    for _ in range(3):
        from libc.math cimport floor as down


def numbers(double x):
    return sqrt(x), maths.ceil(x), down(x)
