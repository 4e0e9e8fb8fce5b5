"""The runtime by itself: tests/unit/rt_probe.c wraps its functions, and here each is compared with plain Python.

Built with every C compiler at hand (gcc, clang, tcc) and also, where the build is at hand, tests/unit/rt_total.c
against the slim prelude and the shared runtime, as code compiled in process sees them.
"""

import array
import contextlib
import copy
import ctypes
import importlib.machinery
import importlib.util
import inspect
import io
import itertools
import math
import operator
import os
import pickle
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import traceback
import unittest
import weakref

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.environ.get("KRAIT_BUILD", os.path.join(ROOT, "build"))
TAG = sys.implementation.cache_tag + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")
BUILT = os.path.join(BUILD, "rt", TAG)
SANITIZE = os.environ.get("KRAIT_SANITIZE", "").split()
FLAGS = {"gcc": ["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror", *SANITIZE],
         "clang": ["-std=c11", "-O1", "-Wall", "-Wextra", "-Werror"], "tcc": []}
COMPILERS = [cc for cc in FLAGS if shutil.which(cc) and not (SANITIZE and cc == "clang")]
FULL = [cc for cc in COMPILERS if cc != "tcc" or sys.version_info < (3, 14)]  # tcc lacks the atomics of 3.14's headers
NUMBERS = [0, 1, -1, 2, -3, 7, 2**29, 2**30 - 1, -(2**30), 2**31, 2**53 + 1, 2**61, -(2**62), 2**63 - 1, -(2**63), 2**70,
           True, 0.0, -0.0, 1.5, -2.5, 1e300, float("inf"), float("nan"), 3 + 4j, "text", None, [1]]
C_INTS = [0, 1, -1, 2, 5, -7, 31, 63, 64, 2**31, -(2**31), 2**61, 2**63 - 1, -(2**63)]


def load(path, name):
    loader = importlib.machinery.ExtensionFileLoader(name, path)
    spec = importlib.util.spec_from_file_location(name, path, loader=loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


def build(cc, sources, output, extra=()):
    commands = [[cc, "-shared", "-fPIC", "-o", output] + FLAGS[cc] + list(extra) + sources + ["-lm"]]
    if cc == "tcc" and shutil.which("gcc"):  # loaders may refuse what tcc links
        parts = ["%s.%d.o" % (output, i) for i in range(len(sources))]
        commands = [[cc, "-c", "-fPIC", "-o", part] + FLAGS[cc] + list(extra) + [source]
                    for part, source in zip(parts, sources)]
        commands.append(["gcc", "-shared", "-Wl,-z,noexecstack", "-o", output] + parts + ["-lm"])
    for argv in commands:
        done = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
        if done.returncode or done.stdout:
            raise AssertionError("%s: %s" % (" ".join(argv), done.stdout))


def compile_full(cc, source, folder, name):
    include = ["-I" + os.path.join(ROOT, "runtime"), "-I" + os.path.join(ROOT, "tests", "unit"),
               "-I" + sysconfig.get_path("include")]
    output = os.path.join(folder, "%s_%s.so" % (name, cc))
    sources = [os.path.join(ROOT, "tests", "unit", source), os.path.join(ROOT, "runtime", "src", "krait_rt.c")]
    build(cc, sources, output, include)
    return load(output, name)


def outcome(function, *args):
    """What a call does, in a form that can be compared: NaN, signed zeros and types told apart."""
    try:
        value = function(*args)
    except Exception as error:
        return type(error).__name__
    return type(value).__name__ + " " + repr(value)


def full_outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return "%s: %s" % (type(error).__name__, error)


def copy_plain(x):
    """So that in-place operators get a list of their own."""
    return list(x) if type(x) is list else x


def caught_by(function, *args):
    """The exception a call raises, traceback included (assertRaises drops it); None when it raises none."""
    try:
        function(*args)
    except Exception as error:
        return error
    return None


def entries(error, filename):
    return [(e.name, e.lineno) for e in traceback.extract_tb(error.__traceback__) if e.filename == filename]


def rows(matrix):
    return memoryview(matrix).cast("B").cast("i", (len(matrix), len(matrix[0]))).tolist()


class Manager:
    def __init__(self, swallow, log):
        self.swallow, self.log = swallow, log

    def __enter__(self):
        self.log.append("enter")

    def __exit__(self, *args):
        self.log.append(args[0])
        self.log.append(args[2] is not None)
        return self.swallow


class RuntimeCase(unittest.TestCase):
    """Base of one class per compiler, see the end of the file."""

    cc = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="krait-rt-")
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.rt = compile_full(cls.cc, "rt_probe.c", cls.folder, "rt_probe")
        cls.total = compile_full(cls.cc, "rt_total.c", cls.folder, "total")

    def same(self, ours, theirs, *args):
        shown = "%s%r" % (getattr(ours, "__name__", ours), args)
        self.assertEqual(outcome(ours, *map(copy_plain, args)), outcome(theirs, *map(copy_plain, args)), shown)

    def exactly(self, ours, theirs, *args):
        self.assertEqual(full_outcome(ours, *args), full_outcome(theirs, *args), repr(args))

    def raises(self, type_, text, function, *args, **kwargs):
        with self.assertRaises(type_) as caught:
            function(*args, **kwargs)
        self.assertEqual(str(caught.exception), text)

    # ---- numbers

    def test_object_operators(self):
        pairs = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "iadd": operator.iadd,
                 "isub": operator.isub, "imul": operator.imul}
        for name, op in pairs.items():
            for a, b in itertools.product(NUMBERS, NUMBERS):
                if name.endswith("mul") and any(isinstance(x, (str, list)) for x in (a, b)):
                    continue  # long repetitions
                self.same(getattr(self.rt, "kr_" + name), op, a, b)

    def test_object_and_c_integer(self):
        names = {"add": "add", "sub": "sub", "mul": "mul", "floordiv": "floordiv", "mod": "mod", "and": "and_",
                 "or": "or_", "xor": "xor", "shl": "lshift", "shr": "rshift"}
        for name, op in names.items():
            op = getattr(operator, op)
            for x, n in itertools.product(NUMBERS, C_INTS):
                if name == "mul" and isinstance(x, (str, list)):
                    continue  # long repetitions
                if name != "shl" or n < 1000:
                    self.same(getattr(self.rt, "kr_%s_obj_int" % name), op, x, n)
                if name != "shl" or not isinstance(x, int) or x < 1000:
                    self.same(getattr(self.rt, "kr_%s_int_obj" % name), op, n, x)

    def test_object_and_c_double(self):
        names = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "div": operator.truediv}
        for name, op in names.items():
            for x, d in itertools.product(NUMBERS, [0.0, 1.5, -2.0, float("inf")]):
                self.same(getattr(self.rt, "kr_%s_obj_double" % name), op, x, d)
                self.same(getattr(self.rt, "kr_%s_double_obj" % name), op, d, x)
                if not isinstance(x, complex):
                    self.same(getattr(self.rt, "kr_%s_obj_f64" % name), op, x, d)
                    self.same(getattr(self.rt, "kr_%s_f64_obj" % name), op, d, x)
        self.assertRaises(TypeError, self.rt.kr_add_obj_f64, 1j, 1.0)

    def test_comparisons(self):
        for name in "eq ne lt le gt ge".split():
            op = getattr(operator, name)
            for a, b in itertools.product(NUMBERS, NUMBERS):
                self.same(getattr(self.rt, "kr_%s_bool" % name), op, a, b)
                self.same(getattr(self.rt, "kr_" + name), op, a, b)
                if type(b) is int and abs(b) < 2**63:
                    self.same(getattr(self.rt, "kr_%s_bool_int" % name), op, a, b)
                    self.same(getattr(self.rt, "kr_%s_obj_int" % name), op, a, b)
                if type(b) is float:
                    self.same(getattr(self.rt, "kr_%s_bool_double" % name), op, a, b)
                    self.same(getattr(self.rt, "kr_%s_obj_double" % name), op, a, b)

    def test_c_integer_division(self):
        for name, bits in (("int", 32), ("long", 64), ("short", 16), ("ssize", 64)):
            low, high = -(2 ** (bits - 1)), 2 ** (bits - 1) - 1
            values = [0, 1, -1, 2, -2, 3, 7, -7, 8, high, low, high - 1, low + 1]
            for a, b in itertools.product(values, values):
                if b == 0:
                    continue
                if (a, b) == (low, -1):  # wraps
                    self.assertEqual(getattr(self.rt, "kr_floordiv_" + name)(a, b), low if bits > 16 else high + 1)
                    continue
                self.same(getattr(self.rt, "kr_floordiv_" + name), operator.floordiv, a, b)
                if name != "short":
                    self.same(getattr(self.rt, "kr_mod_" + name), operator.mod, a, b)
        self.assertEqual(self.rt.kr_floordiv_uint(2**32 - 1, 2), 2**31 - 1)

    def test_c_integer_power_and_shifts(self):
        for base, exponent in itertools.product([0, 1, -1, 2, -3, 10], range(19)):
            self.same(self.rt.kr_pow_long, operator.pow, base, exponent)
        self.assertEqual([self.rt.kr_pow_long(b, -1) for b in (1, -1, 2)], [1, -1, 0])
        self.assertEqual(self.rt.kr_pow_long(3, 64), (3**64 + 2**63) % 2**64 - 2**63)
        for a in (0, 1, -1, 5, 2**31 - 1, -(2**31)):
            for n in (0, 1, 5, 31, 32, 100, -1):
                wide = a << n if 0 <= n < 32 else 0
                self.assertEqual(self.rt.kr_shl_int(a, n), (wide + 2**31) % 2**32 - 2**31)
                self.assertEqual(self.rt.kr_shr_int(a, n), a >> (n if 0 <= n < 32 else 31))
        self.assertEqual(self.rt.kr_shr_uint(2**32 - 1, 33), 0)

    def test_overflow(self):
        ops = {"add": operator.add, "sub": operator.sub, "mul": operator.mul, "shl": operator.lshift}
        types = {"int": (-(2**31), 2**31 - 1), "uint": (0, 2**32 - 1), "schar": (-128, 127), "uchar": (0, 255),
                 "llong": (-(2**63), 2**63 - 1)}
        for (op, function), (name, (low, high)) in itertools.product(ops.items(), types.items()):
            probe = getattr(self.rt, "kr_overflows_%s_%s" % (op, name), None)
            if not probe:
                continue
            values = sorted({v for v in (low, low + 1, -2, -1, 0, 1, 2, 3, 7, high // 2, high // 2 + 1, high - 1, high)
                             if low <= v <= high})
            for a, b in itertools.product(values, values):
                if op == "shl" and not 0 <= b < 8:
                    continue
                self.assertEqual(bool(probe(a, b)), not low <= function(a, b) <= high, (op, name, a, b))
        self.assertTrue(self.rt.kr_overflows_div_int(-(2**31), -1))
        self.assertEqual(self.rt.kr_abs_llong(-5), 5)

    def test_floats(self):
        values = [0.0, -0.0, 1.0, -1.0, 0.5, 7.25, -7.25, 1e17, 1e-300, float("inf"), -float("inf"), float("nan")]
        for a, b in itertools.product(values, values):
            if b:
                self.same(self.rt.kr_floordiv_f64, operator.floordiv, a, b)
                self.same(self.rt.kr_mod_f64, operator.mod, a, b)
                if math.isfinite(a):
                    self.same(self.rt.kr_fmod_f64, math.fmod, a, b)
            plain = outcome(operator.pow, a, b)
            if not plain.startswith("complex"):
                self.assertEqual(outcome(self.rt.kr_pow_f64_checked, a, b), plain)
        self.exactly(self.rt.kr_pow_f64_checked, operator.pow, 0.0, -1.0)
        self.assertRaises(TypeError, self.rt.kr_pow_f64_checked, -1.0, 0.5)
        for x in values + [2.5, 3.5, -0.5, -1.5, 0.49999999999999994, 1e15 + 0.5]:
            self.same(self.rt.kr_round_f64, round, x)

    def test_range_steps(self):
        edges = [0, 1, 5, -5, 10, 2**62, -(2**62)]
        for start, stop, step in itertools.product(edges, edges, [1, -1, 3, -7, 2**61]):
            want = max(0, -((start - stop) // step)) if step > 0 else max(0, -((stop - start) // -step))
            if want < 2**63:
                self.assertEqual(self.rt.kr_range_steps_llong(start, stop, step), want)
        self.raises(ValueError, "range() arg 3 must not be zero", self.rt.kr_range_steps_llong, 0, 1, 0)

    def test_unbox(self):
        limits = {"char": (-128, 127), "schar": (-128, 127), "uchar": (0, 255), "short": (-(2**15), 2**15 - 1),
                  "ushort": (0, 2**16 - 1), "int": (-(2**31), 2**31 - 1), "uint": (0, 2**32 - 1),
                  "long": (-(2**63), 2**63 - 1), "ulong": (0, 2**64 - 1), "llong": (-(2**63), 2**63 - 1),
                  "ssize": (-(2**63), 2**63 - 1)}
        for name, (low, high) in limits.items():
            unbox = getattr(self.rt, "kr_unbox_" + name)
            for value in (low, high, 0, 1, high // 2, max(low, -1), True):
                self.assertEqual(unbox(value), value)
            for value in (low - 1, high + 1, 2**64 + 5, -(2**80)):
                self.assertRaises(OverflowError, unbox, value)
            for value in ("1", None, []):
                self.assertRaises(TypeError, unbox, value)
        self.raises(OverflowError, "value too large to convert to short", self.rt.kr_unbox_short, 2**15)
        self.raises(OverflowError, "can't convert negative value to unsigned int", self.rt.kr_unbox_uint, -1)
        self.raises(TypeError, "an integer is required", self.rt.kr_unbox_int, "x")
        self.assertEqual(self.rt.kr_unbox_int(2.9), 2)
        self.assertRaises(TypeError, self.rt.kr_unbox_ssize, 2.9)

        class Index:
            def __index__(self):
                return 41

            def __int__(self):
                return 42

        self.assertEqual((self.rt.kr_unbox_ssize(Index()), self.rt.kr_unbox_long(Index())), (41, 42))
        self.assertEqual((self.rt.kr_unbox_f64(3), self.rt.kr_unbox_f64(2.5), self.rt.kr_unbox_f32(0.1)),
                         (3.0, 2.5, ctypes.c_float(0.1).value))
        self.raises(TypeError, "must be real number, not str", self.rt.kr_unbox_f64, "x")
        self.assertRaises(OverflowError, self.rt.kr_unbox_f64, 10**400)
        self.assertEqual(self.rt.box_integers(), (200, -5, 2**64 - 1, -(2**63)))

    # ---- containers

    def test_lists(self):
        rt = self.rt
        for n in range(4):
            for i in range(-5, 6):
                self.exactly(rt.kr_list_item, operator.getitem, list(range(n)), i)
                self.exactly(rt.kr_tuple_item, operator.getitem, tuple(range(n)), i)
                ours, theirs = list(range(n)), list(range(n))
                self.assertEqual(full_outcome(rt.kr_list_del, ours, i), full_outcome(operator.delitem, theirs, i))
                self.assertEqual(ours, theirs)
                self.assertEqual(outcome(rt.kr_list_set, ours, i, "x"), outcome(operator.setitem, theirs, i, "x"))
                self.assertEqual(ours, theirs)
                self.assertEqual(full_outcome(rt.kr_list_pop_at, ours, i), full_outcome(theirs.pop, i))
                for j in (-6, -2, -1, 0, 1, 2, 9, sys.maxsize):
                    self.assertEqual(rt.kr_list_slice(list(range(n)), i, j), list(range(n))[i:j])
                    self.assertEqual(rt.kr_tuple_slice(tuple(range(n)), i, j), tuple(range(n))[i:j])
                    self.assertEqual(rt.kr_getslice_int(list(range(n)), i, j), list(range(n))[i:j])
                    ours, theirs = list(range(n)), list(range(n))
                    rt.kr_list_set_slice(ours, i, j, iter("ab"))
                    theirs[i:j] = "ab"
                    self.assertEqual(ours, theirs)
                    rt.kr_list_del_slice(ours, i, j)
                    del theirs[i:j]
                    self.assertEqual(ours, theirs)
        self.assertEqual(rt.kr_list_at([1, 2], 1), 2)

    def test_growing_lists(self):
        rt, ours = self.rt, []
        for i in range(1000):
            rt.kr_list_append(ours, i)
        self.assertEqual(ours, list(range(1000)))
        self.assertEqual([rt.kr_list_pop(ours) for _ in range(990)], list(range(999, 9, -1)))
        self.assertEqual(ours, list(range(10)))
        rt.kr_list_extend(ours, iter([1, 2]))
        rt.kr_list_extend(ours, ours)
        self.assertEqual(ours, 2 * (list(range(10)) + [1, 2]))
        self.assertIs(rt.kr_list_iadd(ours, (5,)), ours)
        self.assertEqual(rt.kr_list_copy(ours), ours)
        rt.kr_list_clear(ours)
        self.assertEqual(ours, [])
        self.raises(IndexError, "pop from empty list", rt.kr_list_pop, ours)
        self.raises(TypeError, "Value after * must be an iterable, not int", rt.kr_list_star, ours, 1)
        self.assertRaises(ZeroDivisionError, rt.kr_list_extend, ours, (1 // x for x in (1, 0)))
        self.assertEqual((rt.kr_list_of(1, 2), rt.kr_tuple_of(), rt.kr_sorted("cab")), ([1, 2], (), ["a", "b", "c"]))
        self.assertEqual((rt.kr_list_add([1], [2]), rt.kr_tuple_add((1,), (2,))), ([1, 2], (1, 2)))
        self.assertRaises(TypeError, rt.kr_list_add, None, [1])
        self.assertRaises(TypeError, rt.kr_list_iadd, None, [1])
        self.assertEqual([rt.kr_repeat(x, 2) for x in ([1], (1,), "a", b"a", 3)], [[1, 1], (1, 1), "aa", b"aa", 6])

    def test_unpacking(self):
        class Old:
            def __getitem__(self, i):
                return [10, 20][i]

        def unpack2(x):
            a, b = x
            return a, b

        def unpack_star(x):
            a, *b, c = x
            return a, b, c

        for make in (tuple, list, iter, "".join, lambda x: dict.fromkeys(x)):
            for n in range(5):
                items = "abcdef"[:n]
                self.assertEqual(full_outcome(lambda: tuple(self.rt.kr_unpack(make(items), 2))),
                                 full_outcome(lambda: unpack2(make(items))))
                self.assertEqual(full_outcome(lambda: self.rt.kr_unpack_star(make(items), 1, 1)),
                                 full_outcome(lambda: unpack_star(make(items))))
        self.exactly(lambda x: tuple(self.rt.kr_unpack(x, 2)), unpack2, 5)
        self.assertEqual(self.rt.kr_unpack(Old(), 2), (10, 20))
        self.assertRaises(ZeroDivisionError, self.rt.kr_unpack, (1 // x for x in (1, 0)), 2)

    def test_dicts_and_sets(self):
        rt, d = self.rt, {"a": 1, (1, 2): 3}
        self.assertEqual((rt.kr_dict_item(d, "a"), rt.kr_dict_item(d, (1, 2))), (1, 3))
        for key in ("b", (5, 6), None):
            self.exactly(rt.kr_dict_item, operator.getitem, d, key)
        self.exactly(rt.kr_dict_item, operator.getitem, d, [])
        self.assertEqual((rt.kr_dict_get(d, "x"), rt.kr_dict_get_default(d, "x", 5), rt.kr_dict_get_default(d, "a", 5)),
                         (None, 5, 1))
        self.assertEqual((rt.kr_dict_setdefault(d, "n", 9), d["n"], rt.kr_dict_setdefault(d, "n", 1)), (9, 9, 9))
        self.assertEqual((rt.kr_dict_pop(d, "n"), rt.kr_dict_pop_default(d, "n", 0), "n" in d), (9, 0, False))
        self.exactly(lambda: rt.kr_dict_pop({}, "q"), lambda: {}.pop("q"))
        for items in ({"x": 1}, [("y", 2)], iter([("z", 3)])):
            rt.kr_dict_update(d, items)
        self.assertEqual(d, {"a": 1, (1, 2): 3, "x": 1, "y": 2, "z": 3})
        self.assertEqual(rt.kr_dict_from([("k", "v")]), {"k": "v"})
        self.raises(TypeError, "'int' object is not a mapping", rt.kr_dict_star, d, 1)
        self.assertEqual(rt.kr_dict_of("a", 1, "b", 2), {"a": 1, "b": 2})
        self.assertRaises(TypeError, rt.kr_dict_of, [], 1)
        self.assertEqual(rt.kr_struct_item({"x": 1}, "x"), 1)
        self.raises(ValueError, "No value specified for struct attribute 'y'", rt.kr_struct_item, {"x": 1}, "y")
        s = rt.kr_set_of(1, 2, 2)
        self.assertEqual(s, {1, 2})
        rt.kr_set_discard(s, 5)
        rt.kr_set_remove(s, 1)
        self.exactly(lambda: rt.kr_set_remove({1}, (1, 2)), lambda: {1}.remove((1, 2)))
        rt.kr_set_update(s, "ab")
        self.assertEqual(s, {2, "a", "b"})
        self.assertRaises(TypeError, rt.kr_set_update, s, 1)
        self.assertEqual([rt.kr_set_has(x, s) for x in ("a", "c")], [True, False])

    def test_truth(self):
        for x in NUMBERS + [[], (), {}, set(), "", b""]:
            self.assertEqual(self.rt.kr_truth(x), bool(x))
        for name, full, empty in (("list", [0], []), ("tuple", (0,), ()), ("dict", {0: 0}, {}), ("set", {0}, set()),
                                  ("str", "0", ""), ("bytes", b"0", b"")):
            probe = getattr(self.rt, "kr_truth_" + name)
            self.assertEqual((probe(full), probe(empty), probe(None)), (True, False, False))

    def test_subscripts(self):
        class Log(dict):
            def __missing__(self, key):
                return "missing"

        for x in ([1, 2], (1, 2), "ab", b"ab", {0: "zero", True: "one"}, Log(), None, 5, bytearray(b"xy")):
            for key in (0, 1, -1, 2, -3, True, "k", None, 1.5, slice(0, 1)):
                self.exactly(self.rt.kr_getitem, operator.getitem, x, key)
                if type(key) is int:
                    self.exactly(self.rt.kr_getitem_int, operator.getitem, x, key)
        for make in (lambda: [1, 2], lambda: {1: 2}, lambda: bytearray(b"ab"), lambda: None):
            for i in (0, 1, -1, 5):
                ours, theirs = make(), make()
                self.assertEqual(outcome(self.rt.kr_setitem_int, ours, i, 7), outcome(operator.setitem, theirs, i, 7))
                self.assertEqual(ours, theirs)
                self.assertEqual(outcome(self.rt.kr_delitem_int, ours, i), outcome(operator.delitem, theirs, i))
                self.assertEqual(ours, theirs)
        x = bytearray(b"abcd")
        self.rt.kr_setslice_int(x, 1, -1, b"Z")
        self.rt.kr_delslice_int(x, 0, 1)
        self.assertEqual(x, b"Zd")
        self.assertEqual(self.rt.kr_getslice("abc", 1, None), "bc")
        self.assertEqual([self.rt.kr_contains(1, [1]), self.rt.kr_contains(2, [1])], [True, False])
        self.assertEqual(self.rt.kr_getattr_or(5, "real", 0), 5)
        self.assertEqual(self.rt.kr_getattr_or(5, "unreal", 0), 0)
        self.assertEqual([self.rt.kr_hasattr(5, n) for n in ("real", "unreal")], [True, False])

    # ---- text

    def test_strings(self):
        rt = self.rt
        for s in ("", "a", "abc", "h\xe9llo", "\u20ac\U0001f600x"):
            for i in range(-6, 7):
                self.exactly(rt.kr_str_item, operator.getitem, s, i)
                if -len(s) <= i < len(s):
                    self.assertEqual(rt.kr_str_char(s, i), ord(s[i]))
                for j in (-9, -1, 0, 2, 5, sys.maxsize):
                    self.assertEqual(rt.kr_str_slice(s, i, j), s[i:j])
                    self.assertEqual(rt.kr_getslice_int(s, i, j), s[i:j])
            for t in ("", "l", "ll", "\u20ac", "zz"):
                self.assertEqual(rt.kr_str_of(s, t, s), s + t + s)
                self.assertEqual(rt.kr_str_add(s, t), s + t)
                self.assertEqual((rt.kr_str_eq(s, t), rt.kr_str_ne(s, t)), (s == t, s != t))
                self.assertEqual((rt.kr_str_has(t, s), rt.kr_str_startswith(s, t), rt.kr_str_endswith(s, t)),
                                 (t in s, s.startswith(t), s.endswith(t)))
                self.assertEqual((rt.kr_str_find(s, t), rt.kr_str_rfind(s, t), rt.kr_str_count(s, t)),
                                 (s.find(t), s.rfind(t), s.count(t)))
                self.assertEqual(rt.kr_str_replace(s, t, "-"), s.replace(t, "-"))
        self.assertEqual((rt.kr_str_split(" a b "), rt.kr_str_split_by("a,b", ","), rt.kr_str_splitlines("a\nb")),
                         (["a", "b"], ["a", "b"], ["a", "b"]))
        self.assertEqual((rt.kr_str_eq(None, None), rt.kr_str_eq(None, "a"), rt.kr_str_ne("a", None)), (True, False, True))
        self.exactly(rt.kr_str_add, operator.add, None, "a")
        self.exactly(rt.kr_str_mod, operator.mod, "%s-%d", ("a", 5))
        self.assertRaises(TypeError, rt.kr_str_of, "a", 5)
        self.assertRaises(TypeError, rt.kr_str_has, 5, "a")

    def test_characters(self):
        for x in ("a", "\U0001f600", b"a", bytearray(b"b"), "", "ab", b"", 5, None):
            self.same(self.rt.kr_ord, ord, x)
        for n in (0, 97, 0x10ffff, 0x110000, -1):
            self.exactly(self.rt.kr_chr, chr, n) if sys.version_info < (3, 14) else self.same(self.rt.kr_chr, chr, n)
        self.assertEqual((self.rt.kr_unbox_ucs4("x"), self.rt.kr_unbox_ucs4(65)), (120, 65))
        self.raises(ValueError, "only single character unicode strings can be converted to Py_UCS4, got length 2",
                    self.rt.kr_unbox_ucs4, "ab")
        self.assertRaises(OverflowError, self.rt.kr_unbox_ucs4, 0x110000)

    def test_bytes(self):
        rt, b = self.rt, b"abc\xff"
        for i in range(-6, 7):
            self.exactly(rt.kr_bytes_item, operator.getitem, b, i)
            self.same(rt.kr_bytearray_item, operator.getitem, bytearray(b), i)
            for j in (-9, -1, 0, 2, 5, sys.maxsize):
                self.assertEqual(rt.kr_bytes_slice(b, i, j), b[i:j])
        self.assertEqual((rt.kr_bytes_add(b"a", b"b"), rt.kr_bytes_eq(b, b"abc\xff"), rt.kr_bytes_decode(b"h\xc3\xa9")),
                         (b"ab", True, "h\xe9"))
        self.assertRaises(UnicodeDecodeError, rt.kr_bytes_decode, b)
        self.assertRaises(TypeError, rt.kr_bytes_add, None, b"a")
        self.assertEqual((rt.kr_bytes_from(3), rt.kr_bytes_of_cstr("hello", 1, -1)), (b"\0\0\0", b"ell"))
        self.assertEqual(rt.kr_bytes_of_cstr("hello", 0, sys.maxsize), b"hello")
        self.assertEqual((rt.kr_unbox_cstr(b"xy"), rt.kr_unbox_cstr(bytearray(b"z"))), ("xy", "z"))
        self.assertRaises(TypeError, rt.kr_unbox_cstr, "text")
        a = bytearray(b"ab")
        rt.kr_bytearray_set(a, -1, 255)
        rt.kr_bytearray_append(a, 0)
        self.assertEqual(a, b"a\xff\0")
        self.raises(ValueError, "byte must be in range(0, 256)", rt.kr_bytearray_append, a, 256)
        self.assertRaises(IndexError, rt.kr_bytearray_set, a, 9, 0)

    def test_formatting(self):
        rt = self.rt
        for n in (0, 1, -1, 10, -99, 2**63 - 1, -(2**63)):
            self.assertEqual(rt.kr_format_llong(n), str(n))
        self.assertEqual(rt.kr_format_ullong(2**64 - 1), str(2**64 - 1))
        for x in (0.0, -0.0, 1.0, 0.1, 1e300, 1e-7, float("inf"), float("nan"), 123456789.123):
            self.assertEqual(rt.kr_format_f64(x), str(x))
        for x in ("s", 5, 1.5, True, None, [1], 1j):
            self.assertEqual((rt.kr_format_simple(x), rt.kr_str(x)), (format(x), str(x)))
        self.assertEqual(rt.kr_format_spec(5, "03d"), "005")

    def test_constants(self):
        self.assertEqual(self.rt.constants(), ("a\0\xe9", b"\0\xff", 31, -12, 0x123456789abcdef0123456789, 0.1, 2.5j,
                                               ((31, "a\0\xe9"), 0.1), "\ud800", None))

    # ---- calls

    def test_arguments(self):
        def strict(a, b, c, *, d, e=...):  # Python cannot say "c required after b"
            return a, b, c, d, e

        def three(a, b, c):
            return a, b, c

        def optional(a, b=...):
            return a, b

        def only(a, /, b=..., **kwargs):
            return a, b, kwargs

        def loose(a, *args, b=..., **kwargs):
            return a, b, args, kwargs

        calls = [((), {}), ((1,), {}), ((1, 2), {}), ((1, 2, 3), {}), ((1, 2, 3, 4), {}), ((1, 2, 3, 4, 5, 6), {}),
                 ((), {"a": 1}), ((1,), {"a": 1}), ((1,), {"b": 2}), ((1, 2), {"c": 3}), ((1,), {"c": 3, "b": 2}),
                 ((1,), {"x": 9}), ((), {"a": 1, "b": 2, "c": 3}), ((), {"c": 3}), ((1, 2, 3, 4), {"b": 5})]
        for plain in (three, optional, only, loose):
            ours = getattr(self.rt, plain.__name__)
            for args, kwargs in calls:
                name = plain.__qualname__
                want = full_outcome(lambda: plain(*args, **kwargs))
                want = want.replace(name, plain.__name__) if isinstance(want, str) else want
                if sys.version_info >= (3, 13) and isinstance(want, str):
                    want = want.split(". Did you mean")[0]
                if sys.version_info < (3, 10) and isinstance(want, str):
                    want = want.replace("'%s'" % name, plain.__name__)
                self.assertEqual(full_outcome(lambda: ours(*args, **kwargs)), want, (plain.__name__, args, kwargs))
        self.assertEqual(self.rt.strict(1, 2, 3, d=4), (1, 2, 3, 4, ...))
        self.assertEqual(self.rt.strict(1, c=3, d=4, e=5), (1, ..., 3, 4, 5))
        self.raises(TypeError, "strict() missing 1 required keyword-only argument: 'd'", self.rt.strict, 1, 2, 3)
        self.raises(TypeError, "strict() got some positional-only arguments passed as keyword arguments: 'a, b'",
                    self.rt.strict, a=1, b=2, c=3, d=4)
        self.raises(TypeError, "strict() takes 3 positional arguments but 4 positional arguments (and 1 keyword-only "
                    "argument) were given", self.rt.strict, 1, 2, 3, 4, d=5)
        self.assertEqual(self.rt.three(**{"".join(["c", ""]): 3, "b": 2, "a": 1}), (1, 2, 3))

    def test_calls(self):
        def f(*args, **kwargs):
            return args, kwargs

        class C:
            def m(self, *args, **kwargs):
                return args, kwargs

        rt = self.rt
        self.assertEqual((rt.kr_call0(f), rt.kr_call1(f, 1), rt.kr_call2(f, 1, 2)), (f(), f(1), f(1, 2)))
        self.assertEqual(rt.kr_call(f, (1, 2), ("x", "y"), (3, 4)), f(1, 2, x=3, y=4))
        self.assertEqual((rt.kr_method0(C(), "m"), rt.kr_method1(C(), "m", 5)), (f(), f(5)))
        self.assertEqual(rt.kr_method(C(), "m", 1, ("key",), 2), f(1, key=2))
        self.assertRaises(AttributeError, rt.kr_method0, C(), "n")
        args, kwargs = [1], {"a": 1}
        self.assertEqual((rt.kr_star_tuple("bc", f), rt.kr_star_tuple(args, f)), (("b", "c"), (1,)))
        rt.kr_kw_merge(kwargs, {"b": 2}, f)
        self.assertEqual(kwargs, {"a": 1, "b": 2})
        for call in (lambda: f(*5), lambda: f(**5), lambda: f(a=1, **{"a": 2}), lambda: f(**{5: 1})):
            self.assertRaises(TypeError, call)
        name = "%s.%s()" % (f.__module__, f.__qualname__)
        self.raises(TypeError, name + " argument after * must be an iterable, not int", rt.kr_star_tuple, 5, f)
        self.raises(TypeError, name + " argument after ** must be a mapping, not int", rt.kr_kw_merge, kwargs, 5, f)
        self.raises(TypeError, name + " got multiple values for keyword argument 'a'", rt.kr_kw_merge, kwargs, {"a": 2}, f)
        self.raises(TypeError, "keywords must be strings", rt.kr_kw_merge, kwargs, {5: 2}, f)

    def test_iterators(self):
        rt, it = self.rt, iter([1])
        self.assertEqual((rt.kr_next(it), rt.kr_next(it)), (1, NotImplemented))
        self.assertRaises(ZeroDivisionError, rt.kr_next, (1 // x for x in [0]))

        class Stop:
            def __iter__(self):
                return self

            def __next__(self):
                raise StopIteration(5)

        self.assertEqual(rt.kr_next(Stop()), NotImplemented)

    def test_builtins(self):
        rt, out = self.rt, io.StringIO()
        with contextlib.redirect_stdout(out):
            rt.kr_print("a", 1, None)
            rt.kr_print()
        self.assertEqual(out.getvalue(), "a 1 None\n\n")
        for x in ("12", 1.9, True, "x", None, b"7", [1]):
            self.same(rt.kr_int_of, int, x)
            self.same(rt.kr_float_of_f64, float, x)
            self.same(rt.kr_len, len, x)
            self.same(rt.kr_type, type, x)
        for items in ([], [1], [3, 1, 2], "hello", [1, "a"], [1.5, 1], 5):
            self.exactly(rt.kr_min_of, min, items) if items else self.assertRaises(ValueError, rt.kr_min_of, items)
            if items:
                self.exactly(rt.kr_max_of, max, items)
            self.exactly(rt.kr_any, any, items)
            self.exactly(rt.kr_all, all, items)
            self.exactly(rt.kr_sum, sum, items)
        self.assertEqual((rt.kr_min_two(1, True), rt.kr_max_two(1, True), rt.kr_max_two(1, 2)), (1, 1, 2))
        self.assertIs(rt.kr_min_two(True, 1), True)
        self.assertEqual(rt.kr_hex(255), "0xff")

    def test_names_and_imports(self):
        rt = self.rt
        rt.spam = 5
        self.assertEqual((rt.KR_GLOBAL_GET("spam"), rt.KR_GLOBAL_GET("len"), rt.kr_builtin_get("len")), (5, len, len))
        rt.KR_GLOBAL_DEL("spam")
        self.raises(NameError, "name 'spam' is not defined", rt.KR_GLOBAL_GET, "spam")
        self.raises(NameError, "name 'spam' is not defined", rt.KR_GLOBAL_DEL, "spam")
        self.assertIs(rt.KR_IMPORT_NAME("os.path", None, 0), os)
        self.assertIs(rt.KR_IMPORT_NAME("os.path", ("join",), 0), os.path)
        self.assertIs(rt.kr_import_from(os, "path"), os.path)
        self.assertRaises(ModuleNotFoundError, rt.KR_IMPORT_NAME, "no_such_module_", None, 0)
        self.assertRaises(ImportError, rt.KR_IMPORT_NAME, "x", None, 1)
        with self.assertRaises(ImportError) as ours:
            rt.kr_import_from(os, "no_such")
        self.assertEqual(str(ours.exception), "cannot import name 'no_such' from 'os' (%s)" % os.__file__)
        rt.KR_IMPORT_STAR(importlib.import_module("colorsys"))
        self.assertIs(rt.rgb_to_hsv, importlib.import_module("colorsys").rgb_to_hsv)

    # ---- errors

    def test_checks(self):
        rt = self.rt
        none = {0: "AttributeError: 'NoneType' object has no attribute 'name'",
                1: "TypeError: 'NoneType' object is not subscriptable",
                4: "TypeError: 'NoneType' object is not iterable", 7: "TypeError: Argument 'name' must not be None"}
        for held in "gn":
            for code, text in none.items():
                self.assertEqual(full_outcome(rt.raise_check, held + "n", code), text)
            self.assertEqual(full_outcome(rt.raise_check, held + "u", 0),
                             "UnboundLocalError: local variable 'x' referenced before assignment")
            self.assertEqual(full_outcome(rt.raise_check, held + "i", 0),
                             "IndexError: Out of bounds on buffer access (axis 1)")
            self.assertEqual(full_outcome(rt.raise_check, held + "i", 1), "IndexError: list index out of range")
            self.assertEqual(full_outcome(rt.raise_check, held + "z", 4), "ZeroDivisionError: division by zero")
            self.assertEqual(full_outcome(rt.raise_check, held + "o", 0), "OverflowError: value too large")
            self.assertEqual(full_outcome(rt.raise_check, held + "v", 0),
                             "AttributeError: Memoryview is not initialized")
        self.raises(TypeError, "Expected list, got NoneType", rt.raise_check, "gt", 0)
        self.raises(TypeError, "Argument 'xs' has incorrect type (expected list, got NoneType)", rt.raise_check, "nt", 0)

    def test_raise(self):
        rt, cause = self.rt, KeyError("c")
        self.assertRaises(ValueError, rt.kr_raise, ValueError)
        self.raises(TypeError, "exceptions must derive from BaseException", rt.kr_raise, 5)
        with self.assertRaises(ValueError) as caught:
            rt.kr_raise_from(ValueError("v"), cause)
        self.assertIs(caught.exception.__cause__, cause)
        with self.assertRaises(ValueError) as caught:
            rt.kr_raise_from(ValueError, None)
        self.assertTrue(caught.exception.__suppress_context__)
        self.raises(TypeError, "exception causes must derive from BaseException", rt.kr_raise_from, ValueError, 5)
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            self.assertTrue(rt.kr_unraisable(ValueError("lost")))
        self.assertIn("lost", errors.getvalue())

    def test_try(self):
        run, log = self.rt.run_try, []

        def fail(error):
            def body():
                raise error
            return body

        def handler(error):
            log.append((error, sys.exc_info()[1]))
            return "handled"

        error = ValueError("v")
        self.assertEqual(run(lambda: "fine", KeyError, handler, lambda: log.append("cleanup")), "fine")
        self.assertEqual(run(fail(error), (KeyError, ValueError), handler, None), "handled")
        self.assertEqual(log, ["cleanup", (error, error)])
        self.assertEqual(sys.exc_info(), (None, None, None))
        self.assertEqual([e.name for e in traceback.extract_tb(error.__traceback__)], ["run_try", "body"])
        self.assertEqual(traceback.extract_tb(error.__traceback__)[0].lineno, 1)
        self.assertRaises(ValueError, run, fail(error), KeyError, handler, lambda: log.append(sys.exc_info()[1]))
        self.assertIs(log[-1], error)
        self.raises(TypeError, "catching classes that do not inherit from BaseException is not allowed", run,
                    fail(error), 5, handler, None)
        with self.assertRaises(KeyError) as caught:  # raised in the handler: the context is what was handled
            run(fail(error), ValueError, lambda e: {}[1], None)
        self.assertIs(caught.exception.__context__, error)
        with self.assertRaises(KeyError) as caught:  # raised in the cleanup
            run(fail(ValueError("w")), OSError, handler, lambda: {}[1])
        self.assertIsInstance(caught.exception.__context__, ValueError)
        try:
            raise OSError
        except OSError as outer:
            self.assertEqual(run(fail(ValueError()), ValueError, lambda e: e.__context__, None), outer)
            self.assertIs(sys.exc_info()[1], outer)

    def test_with(self):
        def fail():
            raise KeyError("k")

        log = []
        self.assertEqual(self.rt.run_with(Manager(True, log), fail), None)
        self.assertEqual(log, ["enter", KeyError, True])
        self.assertRaises(KeyError, self.rt.run_with, Manager(False, log), fail)

        def plain(manager):
            with manager:
                pass

        class Half:
            __enter__ = None

        for bad in (5, type("E", (), {"__enter__": lambda self: None})()):
            self.exactly(lambda x: self.rt.run_with(x, len), plain, bad)

    def test_parallel(self):
        error = caught_by(self.rt.run_parallel)
        self.assertEqual(full_outcome(self.rt.run_parallel), full_outcome(operator.floordiv, 1, 0))
        self.assertEqual(entries(error, "probe.pyx"), [("run_parallel", 7)])

    def test_fault(self):
        self.assertEqual(self.rt.fault(0), 2.5)
        for n in (1, 2, 3):
            self.raises(MemoryError, "fault %d" % n, self.rt.fault, n)
        self.assertEqual(self.rt.fault(4), 2.5)

    # ---- views

    def matrix(self, rows=3, columns=4):
        data = (ctypes.c_int * columns * rows)()
        for i, j in itertools.product(range(rows), range(columns)):
            data[i][j] = 10 * i + j
        return data

    def test_view_open(self):
        rt, doubles = self.rt, array.array("d", [1, 2, 3])
        view, is_base, shape, strides, contiguous = rt.view_open(doubles, 0)
        self.assertEqual((memoryview(view).tolist(), is_base, shape, strides, contiguous), ([1, 2, 3], True, (3,), (8,), 1))
        self.assertTrue(memoryview(view).readonly)
        self.assertRaises(BufferError, doubles.append, 4)
        del view
        doubles.append(4)
        self.assertEqual(rt.view_open(None, 0)[0], None)
        view = rt.view_open(self.matrix(), 1)[0]
        self.assertEqual((view.shape, view[1, 2], memoryview(view).readonly), ((3, 4), 12, False))
        for object_, spec, error, text in (
            (array.array("f", [1]), 0, ValueError, "Buffer dtype mismatch, expected 'double' but got 'float'"),
            (array.array("q", [1]), 0, ValueError, None),
            (self.matrix(), 0, ValueError, "Buffer has wrong number of dimensions (expected 1, got 2)"),
            (array.array("i", [1]), 1, ValueError, "Buffer has wrong number of dimensions (expected 2, got 1)"),
            (b"bytes", 2, BufferError, "Object is not writable."),
            (bytearray(b"0123")[::2], 1, ValueError, None),
            (memoryview(bytearray(b"0123"))[::2], 2, BufferError, "memoryview: underlying buffer is not C-contiguous"),
            ([1], 0, TypeError, "a bytes-like object is required, not 'list'"),
            (self.matrix(), 6, ValueError, "C-contiguous buffer is not contiguous in dimension 0"),
        ):
            with self.assertRaises(error) as caught:
                rt.view_open(object_, spec)
            if text:
                self.assertEqual(str(caught.exception), text)
        self.assertEqual(memoryview(rt.view_open(bytearray(b"ab"), 2)[0]).tolist(), [97, 98])
        self.assertEqual(len(rt.view_open(b"ab", 5)[0]), 2)

    def test_view_formats(self):
        double, ints, chars, point, complexes = 0, 1, 5, 3, 7
        for spec, size, formats in ((double, 8, "d =d <d @d 1d ^d"), (ints, 4, "i l= <l =i @i"), (chars, 1, "c b B ?"),
                                    (complexes, 16, "Zd"), (point, 24, "T{c:tag:7xd:x:T{h:a:h:b:}:pair:4x} cd2h c7xdhh "
                                                            "=c7xdhh")):
            for text in formats.split():
                if text == "l=":
                    continue
                self.assertEqual(full_outcome(self.rt.check_format, text, size, spec), None, text)
        for text, spec, error in (
            ("f", double, "Buffer dtype mismatch, expected 'double' but got 'float'"),
            ("T{c:tag:d:x:(2)h:p:}", point, "Expected 0 dimension(s), got 1"),
            ("Zd", double, "Buffer dtype mismatch, expected 'double' but got 'complex double'"),
            ("dd", double, "Buffer dtype mismatch, expected end but got 'double'"),
            ("T{}", double, "Buffer dtype mismatch, expected 'double' but got end"),
            ("i", point, "Buffer dtype mismatch, expected 'char' but got 'int' in 'Point.tag'"),
            ("cdhi", point, "Buffer dtype mismatch, expected 'short' but got 'int' in 'pair.b'"),
            ("cd", point, "Buffer dtype mismatch, expected 'short' but got end in 'pair.a'"),
            ("=cdhh", point, "Buffer dtype mismatch; next field is at offset 1 but 8 expected"),
            (">d", double, "Big-endian buffer not supported on little-endian compiler"),
            ("w", double, "Does not understand character buffer dtype format string ('w')"),
            ("T{d", double, "Unexpected format string character: '\0'"), ("}", double, "Unexpected format string character: '}'"),
            ("Td", double, "Buffer acquisition: Expected '{' after 'T', got 'd'"),
            ("(2", double, "Expected a comma in format string, got '\0'"),
            ("T{" * 40, double, "Unexpected format string character: 'T'"),
        ):
            with self.assertRaises(ValueError) as caught:
                self.rt.check_format(text, 24 if spec == point else 8, spec)
            self.assertEqual(str(caught.exception), error)
        self.raises(ValueError, "Item size of buffer (1 byte) does not match size of 'double' (8 bytes)",
                    self.rt.check_format, "d", 1, double)

    def test_view_slices(self):
        full, index, piece, new = range(4)
        plain = rows(self.matrix())

        def make_slice(start, stop, step):
            given = (start is not None) + 2 * (stop is not None) + 4 * (step is not None)
            return piece, given, start or 0, stop or 0, step or 0

        bounds = [None, 0, 1, -1, 2, -3, 7, -9, sys.maxsize, -sys.maxsize - 1]
        for start, stop, step in itertools.product(bounds, bounds, [None, 1, 2, -1, -2, sys.maxsize, -sys.maxsize]):
            view = self.rt.view_slice(self.matrix(), (make_slice(start, stop, step),))
            self.assertEqual(memoryview(view).tolist(), plain[start:stop:step], (start, stop, step))
            view = self.rt.view_slice(self.matrix(), ((full, 0, 0, 0, 0), make_slice(start, stop, step)))
            self.assertEqual(memoryview(view).tolist(), [row[start:stop:step] for row in plain])
        self.assertEqual(memoryview(self.rt.view_slice(self.matrix(), ((index, 0, -1, 0, 0),))).tolist(), plain[-1])
        view = self.rt.view_slice(self.matrix(), ((full, 0, 0, 0, 0), (index, 0, 1, 0, 0), (new, 0, 0, 0, 0)))
        self.assertEqual(memoryview(view).tolist(), [[1], [11], [21]])
        self.raises(IndexError, "Index out of bounds (axis 1)", self.rt.view_slice, self.matrix(),
                    ((full, 0, 0, 0, 0), (index, 0, 4, 0, 0)))
        self.raises(ValueError, "Step may not be zero (axis 0)", self.rt.view_slice, self.matrix(),
                    (make_slice(None, None, 0),))
        self.rt.view_slice(self.matrix(), ((index, 0, 0, 0, 0),))[0] = 5

    def test_view_copy(self):
        a, b = self.matrix(), self.matrix()
        self.rt.view_fill(a, 7)
        self.assertEqual(rows(a), [[7] * 4] * 3)
        self.rt.view_copy(a, b)
        self.assertEqual(rows(a), rows(b))
        self.rt.view_copy(a, self.matrix(1, 4))
        self.assertEqual(rows(a), [[0, 1, 2, 3]] * 3)
        self.raises(ValueError, "got differing extents in dimension 0 (got 3 and 2)", self.rt.view_copy, a,
                    self.matrix(2, 4))
        a = self.matrix(4, 4)
        want = [row[::-1] for row in rows(a)]
        backwards = self.rt.view_slice(a, ((0, 0, 0, 0, 0), (2, 4, 0, 0, -1)))
        self.rt.view_copy(a, backwards)  # source and target share memory
        self.assertEqual(rows(a), want)
        ours, x, y = self.rt.objects, object(), object()
        before = sys.getrefcount(x), sys.getrefcount(y)
        self.assertEqual(ours(x, y), [x, y, x, y, y, y])
        self.assertEqual((sys.getrefcount(x), sys.getrefcount(y)), before)

    # ---- the sample of generated code

    def test_total(self):
        check_total(self, self.total)

    def test_function_objects(self):
        f = self.total.total
        self.assertEqual((f.__name__, f.__qualname__, f.__module__, f.__doc__), ("total", "total", "total", None))
        self.assertTrue(repr(f).startswith("<function total at 0x"))
        f.note, f.__doc__, f.__qualname__ = 5, "text", "C.total"
        self.assertEqual((f.note, f.__dict__, f.__doc__, f.__qualname__), (5, {"note": 5}, "text", "C.total"))
        f.__qualname__ = "total"
        self.assertRaises(TypeError, setattr, f, "__name__", 5)
        sys.modules["total"] = self.total
        self.addCleanup(sys.modules.pop, "total")
        self.assertIs(pickle.loads(pickle.dumps(f)), f)
        self.assertIs(copy.deepcopy(f), f)
        self.assertIs(weakref.ref(f)(), f)
        self.assertTrue(inspect.isroutine(f) and callable(f))

        class C(list):
            total = self.total.total
            ratio = staticmethod(self.total.ratio)

        self.assertRaises(TypeError, C([1.0, 2.0]).total)  # bound: the argument is a C, not a list
        self.assertEqual((C.total([1.0]), C().ratio(6, 3)), (1.0, 2))
        self.raises(TypeError, "plain_o() takes 1 positional argument but 2 were given", self.rt.plain_o, 1, 2)
        self.raises(TypeError, "plain_o() missing 1 required positional argument: 'a'", self.rt.plain_o)
        self.raises(TypeError, "plain_none() takes 0 positional arguments but 1 was given", self.rt.plain_none, 1)
        self.raises(TypeError, "plain_none() got an unexpected keyword argument 'x'", self.rt.plain_none, x=1)
        self.assertEqual((self.rt.plain_o(5), self.rt.plain_none(), self.rt.plain_none.__doc__), (5, None, "Gives None."))
        self.assertRaises(RecursionError, self.rt.again, self.rt)

    def test_no_leaks(self):
        """References of a few long-lived objects after many calls, failing ones included."""
        probe = ["probe"]
        before = sys.getrefcount(probe)
        for _ in range(50):
            for call in (lambda: self.rt.kr_list_of(probe, probe), lambda: self.rt.kr_dict_of("a", probe),
                         lambda: self.rt.kr_unpack([probe], 2), lambda: self.rt.kr_unpack_star((probe,), 1, 1),
                         lambda: self.rt.loose(1, probe, x=probe), lambda: self.rt.loose(probe=probe),
                         lambda: self.rt.kr_list_set([1], 5, probe), lambda: self.rt.kr_list_set([1], 0, probe),
                         lambda: self.rt.kr_list_append([], probe), lambda: self.rt.kr_list_pop([1, probe]),
                         lambda: self.rt.kr_dict_pop({1: probe}, 1),
                         lambda: self.rt.kr_min_of([probe, 1]), lambda: self.rt.kr_call1(len, probe),
                         lambda: self.rt.run_try(lambda: {}[1], KeyError, lambda e: probe, lambda: probe),
                         lambda: self.rt.kr_getitem([probe], 0), lambda: self.total.total([probe])):
                with contextlib.suppress(Exception):
                    call()
            del probe[1:]
        self.assertEqual(sys.getrefcount(probe), before)


def check_total(case, total):
    case.assertEqual(total.total([1, 2.5, 3]), 6.5)
    case.assertEqual(total.total([1], 2, again=True), 4.0)
    case.assertEqual((total.ratio(7, -2), total.ratio(b=5, a=-11), total.ratio(1, 0)), (-4, -3, "zero"))
    case.assertEqual(total.norm(array.array("d", [1, 2, 3, 4])), (10.0, 4.0))
    for call, text, trace in (
        (lambda: total.total([1, "a"]), "unsupported operand type(s) for +: 'float' and 'str'", [("total", 4)]),
        (lambda: total.total(5), "Argument 'xs' has incorrect type (expected list, got int)", [("total", 1)]),
        (lambda: total.total(None), "'NoneType' object is not iterable", [("total", 3)]),
        (lambda: total.total(), "total() missing 1 required positional argument: 'xs'", []),
        (lambda: total.ratio(-(2**63), -1), "value too large", [("ratio", 11)]),
        (lambda: total.ratio(13, 0), "", [("ratio", 15)]),
        (lambda: total.norm(array.array("d", [-1, 2, -3])), "Out of bounds on buffer access (axis 0)",
         [("norm", 28), ("sum_view", 23)]),
        (lambda: total.norm(None), "Memoryview is not initialized", [("norm", 27)]),
    ):
        error = caught_by(call)
        case.assertEqual((str(error), entries(error, "total.pyx")), (text, trace))


for _cc in FULL:
    _name = "Runtime_" + _cc
    globals()[_name] = type(_name, (RuntimeCase,), {"cc": _cc})
del RuntimeCase


@unittest.skipUnless("tcc" in COMPILERS and os.path.exists(os.path.join(BUILT, "prelude.h")), "needs tcc and `make runtime`")
class PreludeTest(unittest.TestCase):
    """The sample compiled without any header, against the shared runtime."""

    def test_total(self):
        folder = tempfile.mkdtemp(prefix="krait-rt-")
        self.addCleanup(shutil.rmtree, folder)
        with open(os.path.join(BUILT, "prelude.h")) as prelude:
            text = prelude.read()
        with open(os.path.join(ROOT, "tests", "unit", "rt_total.c")) as sample:
            text += sample.read()
        source = os.path.join(folder, "total.c")
        with open(source, "w") as file:
            file.write(text)
        build("tcc", [source], os.path.join(folder, "total.so"), ["-nostdinc", "-DKR_PRELUDE"])
        # in a process of its own: the shared runtime is loaded for all to see
        done = subprocess.run([sys.executable, __file__, "--prelude", folder], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, universal_newlines=True)
        self.assertEqual((done.returncode, done.stdout), (0, ""))


def check_prelude(folder):
    ctypes.CDLL(os.path.join(BUILT, "libkrait_rt.so"), mode=ctypes.RTLD_GLOBAL)
    check_total(unittest.TestCase(), load(os.path.join(folder, "total.so"), "total"))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--prelude"]:
        check_prelude(sys.argv[2])
    else:
        unittest.main()
