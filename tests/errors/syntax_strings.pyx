def f(x):
    a = "not closed
    b = 'nor this
    return a

def g(x):
    return f"{x" + f"{}" + f"{x!z}"

# @2 error[syntax]: unterminated string literal (detected at line 2)
# @3 error[syntax]: unterminated string literal (detected at line 3)
# @7 error[syntax]: f-string: expecting `}`
# @7 error[syntax]: f-string: valid expression required before `}`
# @7 error[syntax]: f-string: invalid conversion character `z`: expected `s`, `r`, or `a`
