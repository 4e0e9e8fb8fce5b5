def f():
    a = 1
    ́b = 2
#   ^ error[syntax]: invalid character
    return a
