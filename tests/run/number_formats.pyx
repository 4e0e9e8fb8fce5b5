"""C numbers by formats that are literals: as Python writes them.

>>> ints(0) == ints_python(0), ints(-5) == ints_python(-5), ints(123456) == ints_python(123456)
(True, True, True)
>>> ints(-2 ** 63) == ints_python(-2 ** 63), ints(2 ** 63 - 1) == ints_python(2 ** 63 - 1)
(True, True)
>>> ints(-5)
('-5', '-0005', '   -5', '-5', '-5', '-0005', '-05', '-5', '-000000000000000000000000000000000000005')
>>> for x in (0.0, -0.0, 1.5, -2.675, 1e300, 1e-7, float('inf'), float('-inf'), float('nan')):
...     assert floats(x) == floats_python(x), (x, floats(x), floats_python(x))
>>> floats(2.5)
('2', '2.50', '2.5e+00', '2', '2.50', '2.500', 'x 2.5')
>>> small(200, True, 65), large(2 ** 64 - 1)
(('000c8', '    1', '   65', 'c8 200'), ('18446744073709551615', 'ffffffffffffffff', '0xffffffffffffffff'))
>>> constants()
('ababab', b'xyxy', '', 'ééé', 4097)
>>> halves([7, -7])
[(1, 3, 3), (2, -4, -4)]
"""


def ints(long long n):
    return f'{n:d}', f'{n:05d}', f'{n:5}', f'{n:x}', f'{n:X}', '%05d' % n, '%03d' % (n,), '%x' % n, f'{n:040o}'


def ints_python(n):
    return (format(n, 'd'), format(n, '05d'), format(n, '5'), format(n, 'x'), format(n, 'X'), format(n, '05d'),
            format(n, '03d'), format(n, 'x'), format(n, '040o'))


def floats(double x):
    return f'{x:.0f}', f'{x:.2f}', f'{x:.1e}', f'{x:.0g}', '%.2f' % x, '%.3f' % (x,), '%s %.1f' % ('x', x)


def floats_python(x):
    return (format(x, '.0f'), format(x, '.2f'), format(x, '.1e'), format(x, '.0g'), format(x, '.2f'), format(x, '.3f'),
            'x ' + format(x, '.1f'))


def small(unsigned char n, bint b, char c):
    return f'{n:05x}', f'{b:5d}', f'{c:5d}', '%x %d' % (n, n)


def large(unsigned long long n):
    return f'{n:d}', f'{n:x}', f'{n:#x}'


def constants():
    return 'ab' * 3, b'xy' * 2, 'a' * 0, 'é' * 3, len('a' * 4097)


def halves(xs):
    found = []
    for i in range(1, 3):
        x = xs[i - 1]
        found.append((i % 5, x // 2, [k // 2 for k in range(x, x + 1)][0]))
    return found
