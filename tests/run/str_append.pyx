"""
A string that only a variable holds grows where it is; nobody else's does.

>>> built(5)
'abababababend'
>>> wide()
('aé€𐍈.', 'aa', 'aé')
>>> alias()
('xy', 'xyz', 'xyzxyz')
>>> hashed()
({'key': 1}, 'key+')
>>> keeps(None)
('start', 'TypeError')
>>> keeps("more")
('startmore', 'none')
>>> none("x")
Traceback (most recent call last):
TypeError: unsupported operand type(s) for +=: 'NoneType' and 'str'
>>> parameter("p"), parameter("")
('p!!', '!!')
>>> list(generated(3))
['a', 'aa', 'aaa']
>>> counted("a,b,c")
'a-b-c-'
"""


def built(int n):
    cdef str s = ""
    for _ in range(n):
        s += "ab"
    s += "end"
    return s


def wide():
    cdef str s = "a", t = "a", u = "a"
    for c in ("é", "€", "𐍈", "."):
        s += c
    t += t
    u += "é"
    return s, t, u


def alias():
    cdef str s = "x", t
    s += "y"
    t = s
    s += "z"
    u = s
    s += s
    return t, u, s


def hashed():
    cdef str s = "ke"
    s += "y"
    d = {s: 1}
    s += "+"
    return d, s


def keeps(other):
    cdef str s = "st"
    s += "art"
    error = "none"
    try:
        s += <str?>other if other is not None else other
    except TypeError as e:
        error = type(e).__name__
    return s, error


def none(str x):
    cdef str s = None
    s += x
    return s


def parameter(str p):
    p += "!"
    p += "!"
    return p


def generated(int n):
    cdef str s = ""
    for _ in range(n):
        s += "a"
        yield s


def counted(str text):
    result = ""
    for part in text.split(","):
        result += part
        result += "-"
    return result
