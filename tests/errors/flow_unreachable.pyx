import cython


def after_return():
    return 1
    print("here")
#   ^ warning[unreachable]: this is never run
    print("not told twice")


def loops(args):
    for i in args:
        continue
        print(i)
#       ^ warning[unreachable]: this is never run
    while True:
        break
        print("here")
#       ^ warning[unreachable]: this is never run
    while True:
        print("for ever")
    print("here")
#   ^ warning[unreachable]: this is never run


def branches(a, b):
    if a:
        return 1
    elif b:
        return 2
    else:
        raise ValueError(a)
    print("here")
#   ^ warning[unreachable]: this is never run


def handlers():
    try:
        raise TypeError
    except ValueError:
        pass
    else:
        print("here")
#       ^ warning[unreachable]: this is never run
    print("by the handler")


def both():
    try:
        return 1
    except ValueError:
        return 2
    print("here")
#   ^ warning[unreachable]: this is never run


def cleanup():
    try:
        pass
    finally:
        return 1
    print("here")
#   ^ warning[unreachable]: this is never run


def for_else(a):
    for i in a:
        return 1
    else:
        return 2
    print("here")
#   ^ warning[unreachable]: this is never run


def match_all(a):
    match a:
        case 1:
            return 1
        case _:
            return 2
    print("here")
#   ^ warning[unreachable]: this is never run


cdef int released():
    with nogil:
        return 1
    return 2
#   ^ warning[unreachable]: this is never run


def swallowed(manager):
    with manager:
        raise ValueError
    print("the manager may have swallowed it")


def no_items():
    return
    yield


@cython.warn.unreachable(False)
def not_asked():
    return
    print("here")
