def mixed(a):
    return [a + 1)

def closed_too_often(a):
    return a)

# @2 error[syntax]: closing `)` does not match opening `[`
#    ^ note: `[` was opened here
# @5 error[syntax]: unmatched `)`
