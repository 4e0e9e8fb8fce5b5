"""encode and decode with codecs that literals name.

>>> encoded('aé')
(b'a\\xc3\\xa9', b'a\\xc3\\xa9', b'a\\xe9', b'a?', b'a', b'\\xff\\xfea\\x00\\xe9\\x00')
>>> strict('é')                             # doctest: +ELLIPSIS
Traceback (most recent call last):
UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)
>>> decoded(b'a\\xc3\\xa9')
('aé', 'aé', 'aÃ©', 'a\\ufffd\\ufffd', 'a')
>>> decoded(bytearray(b'x'))
('x', 'x', 'x', 'x', 'x')
>>> array(bytearray(b'a\\xc3\\xa9')), array(bytearray())
(('aé', 'a'), ('', ''))
>>> bad(b'\\xff')                            # doctest: +ELLIPSIS
Traceback (most recent call last):
UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
>>> decoded(None), encoded(None)            # doctest: +ELLIPSIS
Traceback (most recent call last):
AttributeError: 'NoneType' object has no attribute 'decode'
>>> encoded(None)
Traceback (most recent call last):
AttributeError: 'NoneType' object has no attribute 'encode'
>>> c_text(b'hello')
('hello', 'hel', 'llo', 'el', '', 'hel')
>>> unknown('a')
Traceback (most recent call last):
LookupError: unknown encoding: no-such
>>> handler('é')
Traceback (most recent call last):
LookupError: unknown error handler name 'no-such'
"""


def encoded(str s):
    return (s.encode('utf-8'), s.encode('UTF8', 'strict'), s.encode("latin_1"), s.encode('ascii', 'replace'),
            s.encode('us-ascii', 'ignore'), s.encode('utf-16'))


def strict(str s):
    return s.encode('ascii')


def decoded(b):
    if isinstance(b, bytearray):
        b = bytes(b)
    cdef bytes x = b
    return (x.decode('utf-8'), x.decode('utf8', 'replace'), x.decode('latin-1'), x.decode('ascii', 'replace'),
            x.decode('ascii', 'ignore'))


def array(bytearray b):
    return b.decode('utf-8'), b.decode('ascii', 'ignore')


def bad(bytes b):
    return b.decode('utf-8')


def c_text(bytes b):
    cdef char *p = b
    cdef Py_ssize_t n = 3
    return p.decode('utf-8'), p[:n].decode('ascii'), p[2:].decode('latin-1'), p[1:n].decode('UTF-8'), p[n:2].decode('utf8'), \
        (q := p[:n]).decode('ascii')


def unknown(str s):
    return s.encode('no-such')


def handler(str s):
    return s.encode('ascii', 'no-such')
