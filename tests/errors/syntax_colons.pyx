def missing_colon(a)
    return a

def f(a):
    if a > 1
        return 2
    while a
        a -= 1
    for i in range(3)
        print(i)
    else
        pass

class C
    pass

# @1 error[syntax]: expected `:`
#    ^ note: add the colon
# @5 error[syntax]: expected `:`
#    ^ note: add the colon
# @7 error[syntax]: expected `:`
#    ^ note: add the colon
# @9 error[syntax]: expected `:`
#    ^ note: add the colon
# @11 error[syntax]: expected `:`
#    ^ note: add the colon
# @14 error[syntax]: expected `:`
#    ^ note: add the colon
