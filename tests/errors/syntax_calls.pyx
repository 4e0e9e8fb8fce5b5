def f(a=1, b):
    pass

def g(*args, *more):
    pass

def h(**kw, a):
    pass

def k(a, a):
    g(x=1, 2)
    g(**a, *a)
    g(1 2)
    return [1 2]

# @1 error[syntax]: parameter without a default follows parameter with a default
#    ^ note: this one has a default
# @4 error[syntax]: `*` argument may appear only once
# @7 error[syntax]: arguments cannot follow var-keyword argument
# @10 error[syntax]: duplicate argument `a` in function definition
#    ^ note: first used here
# @11 error[syntax]: positional argument follows keyword argument
# @12 error[syntax]: iterable argument unpacking follows keyword argument unpacking
# @13 error[syntax]: invalid syntax; perhaps you forgot a comma?
#    ^ note: add a comma
# @14 error[syntax]: invalid syntax; perhaps you forgot a comma?
#    ^ note: add a comma
