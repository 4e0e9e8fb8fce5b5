def f(int a, b=None, list c=[], *args, double d=1.5, **kw):
    b = a
    return b, c, args, d, kw
