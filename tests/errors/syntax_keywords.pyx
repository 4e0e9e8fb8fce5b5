def class(x):
    return x

def f(lambda):
    for in range(3):
        pass
    import = 3
    x = return
    else:
        pass
    elif x:
        pass

# @1 error[syntax]: `class` is a keyword and cannot be used as a name
# @4 error[syntax]: invalid syntax at `lambda`
# @5 error[syntax]: expected an expression after `for`, found `in`
# @7 error[syntax]: expected a module name after `import`
# @8 error[syntax]: unexpected keyword `return`
# @11 error[syntax]: `elif` after `else`
