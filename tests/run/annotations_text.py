"""Annotations under the future import: texts in the interpreter's layout, never evaluated."""
from __future__ import annotations

a: List[ 'a' , int ] = 3
b: a.b[c|d, (1,2)](1, *x, k=3, **z) = 4
c: -1 + 2 * (3 - 4) ** -x if not (a and b or c) else (lambda q, w=1, *e: q) = 5
d: {1: 2, **q} | {1, 2} | [i for i in x if y] | x[1:2, ::3] | x[()] | (1,) = 2
e: f"a{b!r:>{c}}d" = 3
f: "it's" = 1
g: b'x\xff' = 1
h: 1 < 2 <= 3 is not None not in () = 1
i: Tuple[int, ...] = 1


class C:
    child: Optional[C]


def texts():
    r"""
    >>> for text in texts(): print(text)
    List['a', int]
    a.b[c | d, (1, 2)](1, *x, k=3, **z)
    -1 + 2 * (3 - 4) ** (-x) if not (a and b or c) else lambda q, w=1, *e: q
    {1: 2, **q} | {1, 2} | [i for i in x if y] | x[1:2, ::3] | x[()] | (1,)
    f'a{b!r:>{c}}d'
    "it's"
    b'x\xff'
    1 < 2 <= 3 is not None not in ()
    Tuple[int, ...]
    Optional[C]
    """
    return list(__annotations__.values()) + list(C.__annotations__.values())
