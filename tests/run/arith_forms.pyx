"""Arithmetic of objects, alone and beside C numbers: every operator, its results kept, used once (and so not
allocated), assigned to the variable that was an operand, and in place. The results are CPython's."""


def add_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> add_objects(5, 3, 2, 7, 1)
    [8, 7, 7, 12, 12, 6, 6, -3, -2, -2, -7, -7, True, 11, 9, 9, 19, 7, 7, 11, 8, 7, 12, 6]
    >>> add_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [1217485108864830406656, 1180591620717411303427, 1180591620717411303427, 1180591620717411303431, 1180591620717411303431, 1180591620717411303435, 1180591620717411303435, -36893488147419103232, -3, -3, -7, -7, True, 1254378597012249509888, 1180591620717411303430, 1180591620717411303430, 1180591620717411303438, 1180591620717411303446, 1180591620717411303446, 1254378597012249509888, 1217485108864830406656, 1180591620717411303427, 1180591620717411303431, 1180591620717411303435]
    >>> add_objects(7.5, 2, 2, 4, 2)
    [9.5, 9.5, 9.5, 11.5, 11.5, 9.5, 9.5, -2.0, -2.0, -2.0, -4.0, -4.0, True, 11.5, 11.5, 11.5, 15.5, 11.5, 11.5, 11.5, 9.5, 9.5, 11.5, 9.5]
    >>> add_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: can only concatenate list (not "int") to list
    """
    out = [x + y, x + n, n + x, x + m, m + x, x + k, k + x]
    out += [x - (x + y), x - (x + n), x - (n + x), x - (x + m), x - (m + x), (x + k) == (k + x)]
    z = x
    z = z + y
    z = z + y
    out.append(z)
    z = x
    z = z + n
    z = z + n
    out.append(z)
    z = x
    z = n + z
    z = n + z
    out.append(z)
    z = x
    z = m + z
    z = m + z
    out.append(z)
    z = x
    z = z + k
    z = z + k
    out.append(z)
    z = x
    z = k + z
    z = k + z
    out.append(z)
    z = x
    z = y + z
    z = y + z
    out.append(z)
    z = x
    z += y
    out.append(z)
    z = x
    z += n
    out.append(z)
    z = x
    z += m
    out.append(z)
    z = x
    z += k
    out.append(z)
    return out


def add_doubles(x, double d):
    """
    >>> add_doubles(3, 0.5)
    [3.5, 3.5, 3.5, 3.5, -0.5, -0.5, 4.0, 4.0, 3.5]
    >>> add_doubles(2.5, 4.0)
    [6.5, 6.5, 6.5, 6.5, -4.0, -4.0, 10.5, 10.5, 6.5]
    >>> add_doubles(2 ** 60, 2.0)
    [1.152921504606847e+18, 1.152921504606847e+18, 1.152921504606847e+18, 1.152921504606847e+18, 0.0, 0.0, 1.152921504606847e+18, 1.152921504606847e+18, 1.152921504606847e+18]
    >>> add_doubles("a", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: can only concatenate str (not "float") to str
    """
    cdef double left = x + d, right = d + x
    out = [left, right, x + d, d + x, x - (x + d), x - (d + x)]
    z = x
    z = z + d
    z = z + d
    out.append(z)
    z = x
    z = d + z
    z = d + z
    out.append(z)
    z = x
    z += d
    out.append(z)
    return out


def sub_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> sub_objects(5, 3, 2, 7, 1)
    [2, 3, -3, -2, 2, 4, -4, 3, 2, 8, 7, 3, False, -1, 1, 5, 5, 3, 5, 5, 2, 3, -2, 4]
    >>> sub_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [1143698132569992200192, 1180591620717411303421, -1180591620717411303421, 1180591620717411303417, -1180591620717411303417, 1180591620717411303413, -1180591620717411303413, 36893488147419103232, 3, 2361183241434822606845, 7, 2361183241434822606841, False, 1106804644422573096960, 1180591620717411303418, 1180591620717411303424, 1180591620717411303424, 1180591620717411303402, 1180591620717411303424, 1180591620717411303424, 1143698132569992200192, 1180591620717411303421, 1180591620717411303417, 1180591620717411303413]
    >>> sub_objects(7.5, 2, 2, 4, 2)
    [5.5, 5.5, -5.5, 3.5, -3.5, 5.5, -5.5, 2.0, 2.0, 13.0, 4.0, 11.0, False, 3.5, 3.5, 7.5, 7.5, 3.5, 7.5, 7.5, 5.5, 5.5, 3.5, 5.5]
    >>> sub_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for -: 'list' and 'int'
    """
    out = [x - y, x - n, n - x, x - m, m - x, x - k, k - x]
    out += [x - (x - y), x - (x - n), x - (n - x), x - (x - m), x - (m - x), (x - k) == (k - x)]
    z = x
    z = z - y
    z = z - y
    out.append(z)
    z = x
    z = z - n
    z = z - n
    out.append(z)
    z = x
    z = n - z
    z = n - z
    out.append(z)
    z = x
    z = m - z
    z = m - z
    out.append(z)
    z = x
    z = z - k
    z = z - k
    out.append(z)
    z = x
    z = k - z
    z = k - z
    out.append(z)
    z = x
    z = y - z
    z = y - z
    out.append(z)
    z = x
    z -= y
    out.append(z)
    z = x
    z -= n
    out.append(z)
    z = x
    z -= m
    out.append(z)
    z = x
    z -= k
    out.append(z)
    return out


def sub_doubles(x, double d):
    """
    >>> sub_doubles(3, 0.5)
    [2.5, -2.5, 2.5, -2.5, 0.5, 5.5, 2.0, 3.0, 2.5]
    >>> sub_doubles(2.5, 4.0)
    [-1.5, 1.5, -1.5, 1.5, 4.0, 1.0, -5.5, 2.5, -1.5]
    >>> sub_doubles(2 ** 60, 2.0)
    [1.152921504606847e+18, -1.152921504606847e+18, 1.152921504606847e+18, -1.152921504606847e+18, 0.0, 2.305843009213694e+18, 1.152921504606847e+18, 1.152921504606847e+18, 1.152921504606847e+18]
    >>> sub_doubles("a", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for -: 'str' and 'float'
    """
    cdef double left = x - d, right = d - x
    out = [left, right, x - d, d - x, x - (x - d), x - (d - x)]
    z = x
    z = z - d
    z = z - d
    out.append(z)
    z = x
    z = d - z
    z = d - z
    out.append(z)
    z = x
    z -= d
    out.append(z)
    return out


def mul_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> mul_objects(5, 3, 2, 7, 1)
    [15, 10, 10, 35, 35, 5, 5, -10, -5, -5, -30, -30, True, 45, 20, 20, 245, 5, 5, 45, 15, 10, 35, 5]
    >>> mul_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [43556142965880123323311949751266331066368, 3541774862152233910272, 3541774862152233910272, 8264141345021879123968, 8264141345021879123968, 12986507827891524337664, 12986507827891524337664, -43556142965880123322131358130548919762944, -2361183241434822606848, -2361183241434822606848, -7083549724304467820544, -7083549724304467820544, True, 1606938044258990275541962092341162602522202993782792835301376, 10625324586456701730816, 10625324586456701730816, 57848989415153153867776, 142851586106806767714304, 142851586106806767714304, 1606938044258990275541962092341162602522202993782792835301376, 43556142965880123323311949751266331066368, 3541774862152233910272, 8264141345021879123968, 12986507827891524337664]
    >>> mul_objects(7.5, 2, 2, 4, 2)
    [15.0, 15.0, 15.0, 30.0, 30.0, 15.0, 15.0, -7.5, -7.5, -7.5, -22.5, -22.5, True, 30.0, 30.0, 30.0, 120.0, 30.0, 30.0, 30.0, 15.0, 15.0, 30.0, 15.0]
    >>> mul_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for -: 'list' and 'list'
    """
    out = [x * y, x * n, n * x, x * m, m * x, x * k, k * x]
    out += [x - (x * y), x - (x * n), x - (n * x), x - (x * m), x - (m * x), (x * k) == (k * x)]
    z = x
    z = z * y
    z = z * y
    out.append(z)
    z = x
    z = z * n
    z = z * n
    out.append(z)
    z = x
    z = n * z
    z = n * z
    out.append(z)
    z = x
    z = m * z
    z = m * z
    out.append(z)
    z = x
    z = z * k
    z = z * k
    out.append(z)
    z = x
    z = k * z
    z = k * z
    out.append(z)
    z = x
    z = y * z
    z = y * z
    out.append(z)
    z = x
    z *= y
    out.append(z)
    z = x
    z *= n
    out.append(z)
    z = x
    z *= m
    out.append(z)
    z = x
    z *= k
    out.append(z)
    return out


def mul_doubles(x, double d):
    """
    >>> mul_doubles(3, 0.5)
    [1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 0.75, 0.75, 1.5]
    >>> mul_doubles(2.5, 4.0)
    [10.0, 10.0, 10.0, 10.0, -7.5, -7.5, 40.0, 40.0, 10.0]
    >>> mul_doubles(2 ** 60, 2.0)
    [2.305843009213694e+18, 2.305843009213694e+18, 2.305843009213694e+18, 2.305843009213694e+18, -1.152921504606847e+18, -1.152921504606847e+18, 4.611686018427388e+18, 4.611686018427388e+18, 2.305843009213694e+18]
    >>> mul_doubles("a", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: can't multiply sequence by non-int of type 'float'
    """
    cdef double left = x * d, right = d * x
    out = [left, right, x * d, d * x, x - (x * d), x - (d * x)]
    z = x
    z = z * d
    z = z * d
    out.append(z)
    z = x
    z = d * z
    z = d * z
    out.append(z)
    z = x
    z *= d
    out.append(z)
    return out


def floordiv_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> floordiv_objects(5, 3, 2, 7, 1)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ZeroDivisionError: ...division...by zero
    >>> floordiv_objects(2 ** 70, 2 ** 65, 3, 7, 11)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ZeroDivisionError: ...division...by zero
    >>> floordiv_objects(7.5, 2, 2, 4, 2)  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    ZeroDivisionError: ...division by zero
    >>> floordiv_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for //: 'list' and 'int'
    """
    out = [x // y, x // n, n // x, x // m, m // x, x // k, k // x]
    out += [x - (x // y), x - (x // n), x - (n // x), x - (x // m), x - (m // x), (x // k) == (k // x)]
    z = x
    z = z // y
    z = z // y
    out.append(z)
    z = x
    z = z // n
    z = z // n
    out.append(z)
    z = x
    z = n // z
    z = n // z
    out.append(z)
    z = x
    z = m // z
    z = m // z
    out.append(z)
    z = x
    z = z // k
    z = z // k
    out.append(z)
    z = x
    z = k // z
    z = k // z
    out.append(z)
    z = x
    z = y // z
    z = y // z
    out.append(z)
    z = x
    z //= y
    out.append(z)
    z = x
    z //= n
    out.append(z)
    z = x
    z //= m
    out.append(z)
    z = x
    z //= k
    out.append(z)
    return out


def mod_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> mod_objects(17, 5, 4, 3, 7)
    [2, 1, 4, 2, 3, 3, 7, 15, 16, 13, 15, 14, False, 2, 1, 0, 0, 3, 0, 0, 2, 1, 2, 3]
    >>> mod_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [0, 1, 3, 2, 7, 1, 11, 1180591620717411303424, 1180591620717411303423, 1180591620717411303421, 1180591620717411303422, 1180591620717411303417, False, 0, 1, 0, 0, 1, 0, 0, 0, 1, 2, 1]
    >>> mod_objects(7.5, 2, 2, 4, 2)
    [1.5, 1.5, 2.0, 3.5, 4.0, 1.5, 2.0, 6.0, 6.0, 5.5, 4.0, 3.5, False, 1.5, 1.5, 0.0, 0.0, 1.5, 0.0, 0.0, 1.5, 1.5, 3.5, 1.5]
    >>> mod_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for %: 'list' and 'int'
    """
    out = [x % y, x % n, n % x, x % m, m % x, x % k, k % x]
    out += [x - (x % y), x - (x % n), x - (n % x), x - (x % m), x - (m % x), (x % k) == (k % x)]
    z = x
    z = z % y
    z = z % y
    out.append(z)
    z = x
    z = z % n
    z = z % n
    out.append(z)
    z = x
    z = n % z
    z = n % z
    out.append(z)
    z = x
    z = m % z
    z = m % z
    out.append(z)
    z = x
    z = z % k
    z = z % k
    out.append(z)
    z = x
    z = k % z
    z = k % z
    out.append(z)
    z = x
    z = y % z
    z = y % z
    out.append(z)
    z = x
    z %= y
    out.append(z)
    z = x
    z %= n
    out.append(z)
    z = x
    z %= m
    out.append(z)
    z = x
    z %= k
    out.append(z)
    return out


def and_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> and_objects(5, 3, 2, 7, 1)
    [1, 0, 0, 5, 5, 1, 1, 4, 5, 5, 0, 0, True, 1, 0, 0, 5, 1, 1, 1, 1, 0, 5, 1]
    >>> and_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [0, 0, 0, 0, 0, 0, 0, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, True, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    >>> and_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for &: 'list' and 'int'
    """
    out = [x & y, x & n, n & x, x & m, m & x, x & k, k & x]
    out += [x - (x & y), x - (x & n), x - (n & x), x - (x & m), x - (m & x), (x & k) == (k & x)]
    z = x
    z = z & y
    z = z & y
    out.append(z)
    z = x
    z = z & n
    z = z & n
    out.append(z)
    z = x
    z = n & z
    z = n & z
    out.append(z)
    z = x
    z = m & z
    z = m & z
    out.append(z)
    z = x
    z = z & k
    z = z & k
    out.append(z)
    z = x
    z = k & z
    z = k & z
    out.append(z)
    z = x
    z = y & z
    z = y & z
    out.append(z)
    z = x
    z &= y
    out.append(z)
    z = x
    z &= n
    out.append(z)
    z = x
    z &= m
    out.append(z)
    z = x
    z &= k
    out.append(z)
    return out


def or_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> or_objects(5, 3, 2, 7, 1)
    [7, 7, 7, 7, 7, 5, 5, -2, -2, -2, -2, -2, True, 7, 7, 7, 7, 5, 5, 7, 7, 7, 7, 5]
    >>> or_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [1217485108864830406656, 1180591620717411303427, 1180591620717411303427, 1180591620717411303431, 1180591620717411303431, 1180591620717411303435, 1180591620717411303435, -36893488147419103232, -3, -3, -7, -7, True, 1217485108864830406656, 1180591620717411303427, 1180591620717411303427, 1180591620717411303431, 1180591620717411303435, 1180591620717411303435, 1217485108864830406656, 1217485108864830406656, 1180591620717411303427, 1180591620717411303431, 1180591620717411303435]
    >>> or_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for |: 'list' and 'int'
    """
    out = [x | y, x | n, n | x, x | m, m | x, x | k, k | x]
    out += [x - (x | y), x - (x | n), x - (n | x), x - (x | m), x - (m | x), (x | k) == (k | x)]
    z = x
    z = z | y
    z = z | y
    out.append(z)
    z = x
    z = z | n
    z = z | n
    out.append(z)
    z = x
    z = n | z
    z = n | z
    out.append(z)
    z = x
    z = m | z
    z = m | z
    out.append(z)
    z = x
    z = z | k
    z = z | k
    out.append(z)
    z = x
    z = k | z
    z = k | z
    out.append(z)
    z = x
    z = y | z
    z = y | z
    out.append(z)
    z = x
    z |= y
    out.append(z)
    z = x
    z |= n
    out.append(z)
    z = x
    z |= m
    out.append(z)
    z = x
    z |= k
    out.append(z)
    return out


def xor_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> xor_objects(5, 3, 2, 7, 1)
    [6, 7, 7, 2, 2, 4, 4, -1, -2, -2, 3, 3, True, 5, 5, 5, 5, 5, 5, 5, 6, 7, 2, 4]
    >>> xor_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [1217485108864830406656, 1180591620717411303427, 1180591620717411303427, 1180591620717411303431, 1180591620717411303431, 1180591620717411303435, 1180591620717411303435, -36893488147419103232, -3, -3, -7, -7, True, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, 1180591620717411303424, 1217485108864830406656, 1180591620717411303427, 1180591620717411303431, 1180591620717411303435]
    >>> xor_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for ^: 'list' and 'int'
    """
    out = [x ^ y, x ^ n, n ^ x, x ^ m, m ^ x, x ^ k, k ^ x]
    out += [x - (x ^ y), x - (x ^ n), x - (n ^ x), x - (x ^ m), x - (m ^ x), (x ^ k) == (k ^ x)]
    z = x
    z = z ^ y
    z = z ^ y
    out.append(z)
    z = x
    z = z ^ n
    z = z ^ n
    out.append(z)
    z = x
    z = n ^ z
    z = n ^ z
    out.append(z)
    z = x
    z = m ^ z
    z = m ^ z
    out.append(z)
    z = x
    z = z ^ k
    z = z ^ k
    out.append(z)
    z = x
    z = k ^ z
    z = k ^ z
    out.append(z)
    z = x
    z = y ^ z
    z = y ^ z
    out.append(z)
    z = x
    z ^= y
    out.append(z)
    z = x
    z ^= n
    out.append(z)
    z = x
    z ^= m
    out.append(z)
    z = x
    z ^= k
    out.append(z)
    return out


def shl_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> shl_objects(5, 3, 2, 1, 0)
    [40, 20, 64, 10, 32, 5, 0, -35, -15, -59, -5, -27, False, 320, 80, 36893488147419103232, 4294967296, 5, 0, 237684487542793012780631851008, 40, 20, 10, 5]
    >>> shl_objects(9, True, 1, 2, 1)
    [18, 18, 512, 36, 1024, 18, 512, -9, -9, -503, -27, -1015, False, 36, 36, 13407807929942597099574024998205846127479365820592393377723561443721764030073546976801874298166903427690031858186486050853753882811946569946433649006084096, 359538626972463181545861038157804946723595395788461314546860162315465351611001926265416954644815072042240227759742786715317579537628833244985694861278948248755535786849730970552604439202492188238906165904170011537676301364684925762947826221081654474326701021369172596479894491876959432609670712659248448274432, 36, 13407807929942597099574024998205846127479365820592393377723561443721764030073546976801874298166903427690031858186486050853753882811946569946433649006084096, 13407807929942597099574024998205846127479365820592393377723561443721764030073546976801874298166903427690031858186486050853753882811946569946433649006084096, 18, 18, 36, 18]
    >>> shl_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for <<: 'list' and 'int'
    """
    out = [x << y, x << n, n << x, x << m, m << x, x << k, k << x]
    out += [x - (x << y), x - (x << n), x - (n << x), x - (x << m), x - (m << x), (x << k) == (k << x)]
    z = x
    z = z << y
    z = z << y
    out.append(z)
    z = x
    z = z << n
    z = z << n
    out.append(z)
    z = x
    z = n << z
    z = n << z
    out.append(z)
    z = x
    z = m << z
    z = m << z
    out.append(z)
    z = x
    z = z << k
    z = z << k
    out.append(z)
    z = x
    z = k << z
    z = k << z
    out.append(z)
    z = x
    z = y << z
    z = y << z
    out.append(z)
    z = x
    z <<= y
    out.append(z)
    z = x
    z <<= n
    out.append(z)
    z = x
    z <<= m
    out.append(z)
    z = x
    z <<= k
    out.append(z)
    return out


def shr_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> shr_objects(5, 3, 2, 1, 0)
    [0, 1, 0, 2, 0, 5, 0, 5, 4, 5, 3, 5, False, 0, 0, 2, 1, 5, 0, 3, 0, 1, 2, 5]
    >>> shr_objects(9, True, 1, 2, 1)
    [4, 4, 0, 2, 0, 4, 0, 5, 5, 9, 7, 9, False, 2, 2, 1, 2, 2, 1, 1, 4, 4, 2, 4]
    >>> shr_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for >>: 'list' and 'int'
    """
    out = [x >> y, x >> n, n >> x, x >> m, m >> x, x >> k, k >> x]
    out += [x - (x >> y), x - (x >> n), x - (n >> x), x - (x >> m), x - (m >> x), (x >> k) == (k >> x)]
    z = x
    z = z >> y
    z = z >> y
    out.append(z)
    z = x
    z = z >> n
    z = z >> n
    out.append(z)
    z = x
    z = n >> z
    z = n >> z
    out.append(z)
    z = x
    z = m >> z
    z = m >> z
    out.append(z)
    z = x
    z = z >> k
    z = z >> k
    out.append(z)
    z = x
    z = k >> z
    z = k >> z
    out.append(z)
    z = x
    z = y >> z
    z = y >> z
    out.append(z)
    z = x
    z >>= y
    out.append(z)
    z = x
    z >>= n
    out.append(z)
    z = x
    z >>= m
    out.append(z)
    z = x
    z >>= k
    out.append(z)
    return out


def div_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> div_objects(5, 3, 2, 7, 1)
    [1.6666666666666667, 2.5, 0.4, 0.7142857142857143, 1.4, 5.0, 0.2, 3.333333333333333, 2.5, 4.6, 4.285714285714286, 3.6, False, 0.5555555555555556, 1.25, 5.0, 5.0, 5.0, 5.0, 5.0, 1.6666666666666667, 2.5, 0.7142857142857143, 5.0]
    >>> div_objects(2 ** 70, 2 ** 65, 3, 7, 11)
    [32.0, 3.935305402391371e+20, 2.541098841762901e-21, 1.6865594581677303e+20, 5.929230630780102e-21, 1.0732651097431012e+20, 9.317362419797304e-21, 1.1805916207174113e+21, 7.870610804782743e+20, 1.1805916207174113e+21, 1.0119356749006383e+21, 1.1805916207174113e+21, False, 8.673617379884035e-19, 1.3117684674637903e+20, 1.1805916207174113e+21, 1.1805916207174113e+21, 9.756955543119102e+18, 1.1805916207174113e+21, 1.1805916207174113e+21, 32.0, 3.935305402391371e+20, 1.6865594581677303e+20, 1.0732651097431012e+20]
    >>> div_objects(7.5, 2, 2, 4, 2)
    [3.75, 3.75, 0.26666666666666666, 1.875, 0.5333333333333333, 3.75, 0.26666666666666666, 3.75, 3.75, 7.233333333333333, 5.625, 6.966666666666667, False, 1.875, 1.875, 7.5, 7.5, 1.875, 7.5, 7.5, 3.75, 3.75, 1.875, 3.75]
    >>> div_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for /: 'list' and 'int'
    """
    out = [x / y, x / n, n / x, x / m, m / x, x / k, k / x]
    out += [x - (x / y), x - (x / n), x - (n / x), x - (x / m), x - (m / x), (x / k) == (k / x)]
    z = x
    z = z / y
    z = z / y
    out.append(z)
    z = x
    z = z / n
    z = z / n
    out.append(z)
    z = x
    z = n / z
    z = n / z
    out.append(z)
    z = x
    z = m / z
    z = m / z
    out.append(z)
    z = x
    z = z / k
    z = z / k
    out.append(z)
    z = x
    z = k / z
    z = k / z
    out.append(z)
    z = x
    z = y / z
    z = y / z
    out.append(z)
    z = x
    z /= y
    out.append(z)
    z = x
    z /= n
    out.append(z)
    z = x
    z /= m
    out.append(z)
    z = x
    z /= k
    out.append(z)
    return out


def div_doubles(x, double d):
    """
    >>> div_doubles(3, 0.5)
    [6.0, 0.16666666666666666, 6.0, 0.16666666666666666, -3.0, 2.8333333333333335, 12.0, 3.0, 6.0]
    >>> div_doubles(2.5, 4.0)
    [0.625, 1.6, 0.625, 1.6, 1.875, 0.8999999999999999, 0.15625, 2.5, 0.625]
    >>> div_doubles(2 ** 60, 2.0)
    [5.764607523034235e+17, 1.734723475976807e-18, 5.764607523034235e+17, 1.734723475976807e-18, 5.764607523034235e+17, 1.152921504606847e+18, 2.8823037615171174e+17, 1.152921504606847e+18, 5.764607523034235e+17]
    >>> div_doubles("a", 2.0)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for /: 'str' and 'float'
    """
    cdef double left = x / d, right = d / x
    out = [left, right, x / d, d / x, x - (x / d), x - (d / x)]
    z = x
    z = z / d
    z = z / d
    out.append(z)
    z = x
    z = d / z
    z = d / z
    out.append(z)
    z = x
    z /= d
    out.append(z)
    return out


def power_objects(x, y, int n, long m, Py_ssize_t k):
    """
    >>> power_objects(3, 2, 2, 1, 0)
    [9, 9, 8, 3, 1, 1, 0, -6, -6, -5, 0, 2, False, 81, 81, 256, 1, 1, 1, 256, 9, 9, 3, 1]
    >>> power_objects([], 1, 2, 3, 4)
    Traceback (most recent call last):
        ...
    TypeError: unsupported operand type(s) for ** or pow(): 'list' and 'int'
    """
    out = [x ** y, x ** n, n ** x, x ** m, m ** x, x ** k, k ** x]
    out += [x - (x ** y), x - (x ** n), x - (n ** x), x - (x ** m), x - (m ** x), (x ** k) == (k ** x)]
    z = x
    z = z ** y
    z = z ** y
    out.append(z)
    z = x
    z = z ** n
    z = z ** n
    out.append(z)
    z = x
    z = n ** z
    z = n ** z
    out.append(z)
    z = x
    z = m ** z
    z = m ** z
    out.append(z)
    z = x
    z = z ** k
    z = z ** k
    out.append(z)
    z = x
    z = k ** z
    z = k ** z
    out.append(z)
    z = x
    z = y ** z
    z = y ** z
    out.append(z)
    z = x
    z **= y
    out.append(z)
    z = x
    z **= n
    out.append(z)
    z = x
    z **= m
    out.append(z)
    z = x
    z **= k
    out.append(z)
    return out


def eq_mixed(x, int n, long m, Py_ssize_t k, double d):
    """
    >>> eq_mixed(3, 3, 4, 2, 3.0)
    [True, False, False, True, True, True, (1, 0, 0, 1, False)]
    >>> eq_mixed(2.5, 3, 4, 2, 2.5)
    [False, False, False, True, False, True, (0, 0, 0, 1, True)]
    >>> eq_mixed(2 ** 70, 3, 4, 2, 1e300)
    [False, False, False, False, False, False, (0, 0, 0, 0, True)]
    >>> eq_mixed("a", 1, 2, 3, 4.0)
    [False, False, False, False, False, False, (0, 0, 0, 0, True)]
    """
    out = [x == n, x == m, x == k, x == d, n == x, d == x]
    out.append((1 if x == n else 0, 1 if x == m else 0, 1 if x == k else 0, 1 if x == d else 0, not x == n))
    return out


def ne_mixed(x, int n, long m, Py_ssize_t k, double d):
    """
    >>> ne_mixed(3, 3, 4, 2, 3.0)
    [False, True, True, False, False, False, (0, 1, 1, 0, True)]
    >>> ne_mixed(2.5, 3, 4, 2, 2.5)
    [True, True, True, False, True, False, (1, 1, 1, 0, False)]
    >>> ne_mixed(2 ** 70, 3, 4, 2, 1e300)
    [True, True, True, True, True, True, (1, 1, 1, 1, False)]
    >>> ne_mixed("a", 1, 2, 3, 4.0)
    [True, True, True, True, True, True, (1, 1, 1, 1, False)]
    """
    out = [x != n, x != m, x != k, x != d, n != x, d != x]
    out.append((1 if x != n else 0, 1 if x != m else 0, 1 if x != k else 0, 1 if x != d else 0, not x != n))
    return out


def lt_mixed(x, int n, long m, Py_ssize_t k, double d):
    """
    >>> lt_mixed(3, 3, 4, 2, 3.0)
    [False, True, False, False, False, False, (0, 1, 0, 0, True)]
    >>> lt_mixed(2.5, 3, 4, 2, 2.5)
    [True, True, False, False, False, False, (1, 1, 0, 0, False)]
    >>> lt_mixed(2 ** 70, 3, 4, 2, 1e300)
    [False, False, False, True, True, False, (0, 0, 0, 1, True)]
    >>> lt_mixed("a", 1, 2, 3, 4.0)
    Traceback (most recent call last):
        ...
    TypeError: '<' not supported between instances of 'str' and 'int'
    """
    out = [x < n, x < m, x < k, x < d, n < x, d < x]
    out.append((1 if x < n else 0, 1 if x < m else 0, 1 if x < k else 0, 1 if x < d else 0, not x < n))
    return out


def le_mixed(x, int n, long m, Py_ssize_t k, double d):
    """
    >>> le_mixed(3, 3, 4, 2, 3.0)
    [True, True, False, True, True, True, (1, 1, 0, 1, False)]
    >>> le_mixed(2.5, 3, 4, 2, 2.5)
    [True, True, False, True, False, True, (1, 1, 0, 1, False)]
    >>> le_mixed(2 ** 70, 3, 4, 2, 1e300)
    [False, False, False, True, True, False, (0, 0, 0, 1, True)]
    >>> le_mixed("a", 1, 2, 3, 4.0)
    Traceback (most recent call last):
        ...
    TypeError: '<=' not supported between instances of 'str' and 'int'
    """
    out = [x <= n, x <= m, x <= k, x <= d, n <= x, d <= x]
    out.append((1 if x <= n else 0, 1 if x <= m else 0, 1 if x <= k else 0, 1 if x <= d else 0, not x <= n))
    return out


def gt_mixed(x, int n, long m, Py_ssize_t k, double d):
    """
    >>> gt_mixed(3, 3, 4, 2, 3.0)
    [False, False, True, False, False, False, (0, 0, 1, 0, True)]
    >>> gt_mixed(2.5, 3, 4, 2, 2.5)
    [False, False, True, False, True, False, (0, 0, 1, 0, True)]
    >>> gt_mixed(2 ** 70, 3, 4, 2, 1e300)
    [True, True, True, False, False, True, (1, 1, 1, 0, False)]
    >>> gt_mixed("a", 1, 2, 3, 4.0)
    Traceback (most recent call last):
        ...
    TypeError: '>' not supported between instances of 'str' and 'int'
    """
    out = [x > n, x > m, x > k, x > d, n > x, d > x]
    out.append((1 if x > n else 0, 1 if x > m else 0, 1 if x > k else 0, 1 if x > d else 0, not x > n))
    return out


def ge_mixed(x, int n, long m, Py_ssize_t k, double d):
    """
    >>> ge_mixed(3, 3, 4, 2, 3.0)
    [True, False, True, True, True, True, (1, 0, 1, 1, False)]
    >>> ge_mixed(2.5, 3, 4, 2, 2.5)
    [False, False, True, True, True, True, (0, 0, 1, 1, True)]
    >>> ge_mixed(2 ** 70, 3, 4, 2, 1e300)
    [True, True, True, False, False, True, (1, 1, 1, 0, False)]
    >>> ge_mixed("a", 1, 2, 3, 4.0)
    Traceback (most recent call last):
        ...
    TypeError: '>=' not supported between instances of 'str' and 'int'
    """
    out = [x >= n, x >= m, x >= k, x >= d, n >= x, d >= x]
    out.append((1 if x >= n else 0, 1 if x >= m else 0, 1 if x >= k else 0, 1 if x >= d else 0, not x >= n))
    return out
