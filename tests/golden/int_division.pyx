cimport cython


def divide(int a, int b, unsigned int u):
    with cython.cdivision(True):
        a = a // b
    return a // b, a % 3, a / b, u // 2
