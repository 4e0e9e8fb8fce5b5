# Strings, bytes and formatting.

def concat(int n):
    s = ''
    for i in range(n):
        s += 'x'
    return len(s)

def join_list(int n):
    return len(','.join([str(i) for i in range(n)]))

def join_generator(int n):
    return len(','.join(str(i) for i in range(n)))

def fstring_int(int n):
    for i in range(n):
        s = f'{i}-{n}'
    return s

def fstring_object(int n):
    x = 'abc'
    for i in range(n):
        s = f'a{x}b{x!r}'
    return s

def fstring_float(int n):
    cdef double x = 1.5
    for i in range(n):
        s = f'{x:.2f}'
    return s

def fstring_pad(int n):
    for i in range(n):
        s = f'{i:05d}'
    return s

def percent(int n):
    x = 'abc'
    for i in range(n):
        s = '%s-%d' % (x, i)
    return s

def percent_float(int n):
    cdef double x = 2.5
    for i in range(n):
        s = '%.3f' % x
    return s

def format_method(int n):
    for i in range(n):
        s = '{} {}'.format(i, n)
    return s

def encode(int n):
    cdef str s = 'hello'
    for i in range(n):
        b = s.encode('utf-8')
    return b

def decode(int n):
    cdef bytes b = b'hello'
    for i in range(n):
        s = b.decode('utf-8')
    return s

def decode_text(int n):
    cdef bytes b = b'hello'
    cdef char *p = b
    for i in range(n):
        s = p[:3].decode('ascii')
    return s

def decode_whole(int n):
    cdef bytes b = b'hello'
    cdef const char *p = b
    for i in range(n):
        s = p.decode('utf8')
    return s

def decode_errors(int n):
    cdef bytes b = b'hello'
    for i in range(n):
        s = b.decode('ascii', 'replace')
    return s

def char_index(int n):
    cdef str s = 'abcabcabcabc'
    cdef int c = 0
    for i in range(n):
        if s[i % 10] == 'a':
            c += 1
    return c

def char_loop(int n):
    cdef int c = 0
    cdef str s = 'abcdefghij' * (n // 10)
    for ch in s:
        if ch in 'aeiou':
            c += 1
    return c

def char_loop_object(int n):
    c = 0
    s = <object>('abcdefghij' * (n // 10))
    for ch in s:
        if ch == 'e':
            c += 1
    return c

def char_isdigit(int n):
    cdef str s = '12ab' * (n // 4)
    cdef int c = 0
    for ch in s:
        if ch.isdigit():
            c += 1
    return c

def char_ord(int n):
    cdef str s = '12ab' * (n // 4)
    cdef long c = 0
    for ch in s:
        c += ord(ch)
    return c

def char_upper(int n):
    cdef str s = 'abcd' * (n // 4)
    return len([ch.upper() for ch in s])

def string_slice(int n):
    cdef str s = 'hello world'
    for i in range(n):
        t = s[2:7]
    return t

def string_equal(int n):
    cdef str a = 'abcdef', b = ''.join(['abc', 'def'])
    cdef int c = 0
    for i in range(n):
        if a == b:
            c += 1
    return c

def string_equal_object(int n):
    a = <object>'abcdef'
    b = <object>''.join(['abc', 'def'])
    cdef int c = 0
    for i in range(n):
        if a == b:
            c += 1
        if a != 'abc':
            c += 1
    return c

def string_less(int n):
    a, b = <object>'abcdef', <object>'abcdeg'
    cdef int c = 0
    for i in range(n):
        if a < b:
            c += 1
    return c

def string_startswith(int n):
    cdef str s = 'abcdef'
    cdef int c = 0
    for i in range(n):
        if s.startswith('ab') and not s.endswith('x'):
            c += 1
    return c

def string_startswith_object(int n):
    s = <object>'abcdef'
    cdef int c = 0
    for i in range(n):
        if s.startswith(('ab', 'cd')):
            c += 1
    return c

def string_in(int n):
    cdef str s = 'hello world'
    cdef int c = 0
    for i in range(n):
        if 'wor' in s:
            c += 1
    return c

def string_split(int n):
    cdef str s = 'a,b,c'
    for i in range(n):
        x = s.split(',')
    return x

def string_strip(int n):
    cdef str s = '  ab '
    for i in range(n):
        x = s.strip()
    return x

def string_replace(int n):
    cdef str s = 'a,b,c'
    for i in range(n):
        x = s.replace(',', ';')
    return x

def string_lower(int n):
    cdef str s = 'ABC'
    for i in range(n):
        x = s.lower()
    return x

def string_find(int n):
    cdef str s = 'hello world'
    cdef Py_ssize_t c = 0
    for i in range(n):
        c += s.find('world')
    return c

def string_times(int n):
    for i in range(n):
        x = 'ab' * 3
    return x

def among_tuple(int n):
    cdef str x = 'xyz'
    cdef int c = 0
    for i in range(n):
        if x in ('abc', 'defg', 'hij'):
            c += 1
    return c

def among_set(int n):
    x = <object>'xyz'
    cdef int c = 0
    for i in range(n):
        if x in {'abc', 'defg'}:
            c += 1
    return c

def if_chain(int n):
    xs = ['add', 'sub', 'mul', 'div']
    cdef int c = 0
    for i in range(n):
        op = xs[i & 3]
        if op == 'add':
            c += 1
        elif op == 'sub':
            c += 2
        elif op == 'mul':
            c += 3
        else:
            c += 4
    return c

def bytes_index(int n):
    cdef bytes b = b'abcdefghij'
    cdef int c = 0
    for i in range(n):
        c += b[i % 10]
    return c

def bytes_loop(int n):
    cdef int c = 0
    for ch in b'abcdefghij' * (n // 10):
        c += ch
    return c

def bytes_loop_object(int n):
    c = 0
    b = <object>(b'abcdefghij' * (n // 10))
    for ch in b:
        c += ch
    return c

def bytes_slice(int n):
    cdef bytes b = b'abcdefghij'
    for i in range(n):
        x = b[1:4]
    return x

def bytes_pointer(int n):
    cdef bytes b = b'abcdefghij'
    cdef const unsigned char *p = b
    cdef int c = 0
    for i in range(n):
        c += p[i % 10]
    return c

def bytes_concat(int n):
    cdef bytes a = b'abc', b = b'def'
    for i in range(n):
        x = a + b
    return x

def bytes_of_text(int n):
    cdef char buf[8]
    buf[0], buf[1], buf[2] = 97, 98, 99
    for i in range(n):
        x = buf[:3]
    return x

def bytearray_append(int n):
    cdef bytearray b = bytearray()
    for i in range(n):
        b.append(i & 255)
    return len(b)

def bytearray_set(int n):
    cdef bytearray b = bytearray(100)
    for i in range(n):
        b[i % 100] = 7
    return b[5]

def int_of_text(int n):
    for i in range(n):
        x = int('12')
    return x

def float_of_text(int n):
    for i in range(n):
        x = float('1.5')
    return x

def text_of_int(int n):
    for i in range(n):
        x = str(i)
    return x

def text_of_object(int n):
    o = <object>1234
    for i in range(n):
        x = str(o)
        y = repr(o)
    return x, y
