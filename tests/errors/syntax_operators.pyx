def f(a, b):
    x = a +
    y = a b
    z = a ++
    w = not
    v = a && b
    u = !a
    t = a || b
    s = a ? b : 3
    return a,, b

# @2 error[syntax]: expected an expression after `+`
# @3 error[syntax]: unexpected `b` after `a`; an operator or a comma is missing
# @4 error[syntax]: `++` is not an operator; use `+= 1`
# @5 error[syntax]: expected an expression after `not`
# @6 error[syntax]: `&&` is not an operator; use `and`
# @7 error[syntax]: `!` is not an operator; use `not`
#    ^ note: replace it
# @8 error[syntax]: `||` is not an operator; use `or`
#    ^ note: replace it
# @9 error[syntax]: `a ? b : c` is written `b if a else c`
# @10 error[syntax]: expected an expression before `,`
