def f(a):
    if a:
        return 1
      return 2

def g(a):
return a

def h(a):
    x = 1
      y = 2
    return x

# @4 error[syntax]: unindent does not match any outer indentation level
#    ^ note: the enclosing block is indented by 4 columns, this line by 6
# @7 error[syntax]: expected an indented block after function definition on line 6
# @11 error[syntax]: unexpected indent
