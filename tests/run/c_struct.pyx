"""Structs, unions, enums: fields, construction, to and from Python."""


cdef struct Point:
    double x
    double y


cdef struct Segment:
    Point start
    Point end
    int weight


cdef union Bits:
    unsigned int word
    unsigned char[4] bytes


cdef enum Color:
    RED
    GREEN = 5
    BLUE


cdef enum:
    SIZE = 3


def fields(double x, double y):
    """
    >>> fields(1, 2)
    (1.0, 2.0, 3.0, 10.0)
    """
    cdef Point p
    p.x = x
    p.y = y
    p.x += 9
    return p.x - 9, p.y, p.x - 9 + p.y, p.x


def constructed(double x):
    """
    >>> constructed(2)
    ({'x': 2.0, 'y': 5.0}, {'x': 1.0, 'y': 2.0})
    """
    cdef Point p = Point(x, 5)
    cdef Point q = Point(y=x, x=1)
    return p, q


def nested(int w):
    """
    >>> nested(3)
    (8.0, {'start': {'x': 1.0, 'y': 0.0}, 'end': {'x': 7.0, 'y': 0.0}, 'weight': 3})
    """
    cdef Segment s
    s.start = Point(1, 0)
    s.end.x = 7
    s.end.y = 0
    s.weight = w
    return s.start.x + s.end.x, s


cdef Point moved(Point p, double by):
    p.x += by
    return p


cdef void move(Point *p, double by) noexcept:
    p.x += by
    p[0].y -= by


def by_value_and_pointer():
    """
    >>> by_value_and_pointer()
    (1.0, 3.0, 6.0, -5.0, 3.0)
    """
    cdef Point p = Point(1, 0)
    cdef Point q = moved(p, 2)
    before = p.x
    move(&p, 5)
    return before, q.x, p.x, p.y, moved(q, 0).x


def from_dict(d):
    """
    >>> from_dict({'x': 1, 'y': 2.5})
    3.5
    >>> from_dict({'x': 1})
    Traceback (most recent call last):
    ...
    ValueError: No value specified for struct attribute 'y'
    >>> from_dict({'x': 'a', 'y': 0})
    Traceback (most recent call last):
    ...
    TypeError: must be real number, not str
    """
    cdef Point p = d
    return p.x + p.y


def unions():
    """
    >>> unions()
    (1, 16843009)
    """
    cdef Bits b
    cdef int i
    for i in range(4):
        b.bytes[i] = 1
    return b.bytes[2], b.word


def enums(int n):
    """
    >>> enums(5), enums(0)
    ((0, 5, 6, 3, 'green'), (0, 5, 6, 3, 'other'))
    """
    cdef Color c = <Color>n
    return RED, GREEN, BLUE, SIZE, 'green' if c == GREEN else 'other'


def arrays_of_structs(int n):
    """
    >>> arrays_of_structs(3)
    (3.0, [0.0, 1.0, 2.0])
    """
    cdef Point[3] points
    cdef int i
    cdef double s = 0
    for i in range(n):
        points[i].x = i
        points[i].y = -i
    for p in points:
        s += p.x
    return s, [points[i].x for i in range(n)]


cdef Point origin
origin.x = 1.5


def in_global():
    """
    >>> in_global()
    {'x': 1.5, 'y': 0.0}
    """
    return origin


cdef struct Shelf:
    Ahead[2]* rows


cdef struct Ahead:
    int x


def rows():
    """
    >>> rows()
    7
    """
    cdef Ahead[2] row
    cdef Shelf shelf
    row[1].x = 7
    shelf.rows = &row
    return shelf.rows[0][1].x


def said(words, word, value):
    words.append(word)
    return value


def displays():
    """
    >>> displays()
    ({'x': 1.0, 'y': 2.0}, {'start': {'x': 0.0, 'y': 4.0}, 'end': {'x': 5.0, 'y': 0.0}, 'weight': 3}, 97, ['y', 'x', 'weight', 'end'])
    """
    words = []
    cdef Point p = {'y': said(words, 'y', 2), 'x': said(words, 'x', 1)}
    cdef Segment s = Segment(Point(1, 2), Point(3, 4), 5)
    s = {'weight': said(words, 'weight', 3), 'end': Point(said(words, 'end', 5), 0), 'start': {'y': 4}}
    cdef Bits b = {'bytes': ['a', 0, 0, 0]}
    return p, s, b.word, words


cdef struct Part:
    int a
    double b


def some_fields():
    """
    >>> some_fields()
    ({'a': 3, 'b': 0.0}, {'a': 0, 'b': 1.5})
    """
    return Part(3), Part(b=1.5)
