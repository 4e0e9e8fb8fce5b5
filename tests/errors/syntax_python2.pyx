def f(x):
    print x
    print "hello", x
    exec "x = 1"
    raise ValueError, "text", None, 1
    if x <> 3:
        pass
    y = `x`
    z = 0777
    try:
        pass
    except ValueError, e:
        pass

# @2 error[syntax]: missing parentheses in call to `print`; did you mean `print(...)`?
#    ^ note: call it
# @3 error[syntax]: missing parentheses in call to `print`; did you mean `print(...)`?
#    ^ note: call it
# @4 error[syntax]: missing parentheses in call to `exec`; did you mean `exec(...)`?
#    ^ note: call it
# @5 error[syntax]: `raise` takes one exception; call it with its arguments
# @6 warning[unreachable]: this is never run
# @6 warning[python2]: `<>` is not an operator in Python 3; use `!=`
#    ^ note: in Python 3
# @8 warning[python2]: backquotes are not an operator in Python 3; call `repr`
#    ^ note: in Python 3
# @9 warning[python2]: leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers
#    ^ note: in Python 3
# @12 warning[python2]: a comma after the exception type is Python 2; write `as`
#    ^ note: in Python 3
