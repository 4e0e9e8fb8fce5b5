def unclosed(a):
    x = (a + 1
    return x

# @2 error[syntax]: `(` was never closed
