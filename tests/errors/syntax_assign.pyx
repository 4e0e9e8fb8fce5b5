def f(a, b):
    if a = b:
        return 1
    while a = 3:
        pass
    a + 1 = b
    f() = 3
    None = 3
    "x" = a
    x + = 3
    return a

# @2 error[syntax]: invalid syntax; maybe you meant `==` or `:=` instead of `=`?
#    ^ note: compare
# @4 error[syntax]: invalid syntax; maybe you meant `==` or `:=` instead of `=`?
#    ^ note: compare
# @6 error[syntax]: cannot assign to expression here; maybe you meant `==` instead of `=`?
# @7 error[syntax]: cannot assign to function call here; maybe you meant `==` instead of `=`?
# @8 error[syntax]: cannot assign to None
# @9 error[syntax]: cannot assign to literal here; maybe you meant `==` instead of `=`?
# @10 error[syntax]: expected an expression after `+`, found `=`
