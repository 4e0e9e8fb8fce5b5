def f(x):
    return t'{x:d
    #           ^ error[syntax]: newlines are not allowed in format specifiers
}'
