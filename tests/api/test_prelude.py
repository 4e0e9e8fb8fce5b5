"""The slim prelude against the real headers: sizes and offsets of the structures that generated code knows, as gcc lays
them out with Python.h and tcc with nothing but the prelude."""

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TAG = sys.implementation.cache_tag + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")
PRELUDE = os.path.join(os.environ.get("KRAIT_BUILD", os.path.join(ROOT, "build")), "rt", TAG, "prelude.h")
LAYOUTS = {
    "PyObject": "ob_refcnt ob_type", "PyVarObject": "ob_base ob_size",
    "PyTypeObject": "tp_name tp_basicsize tp_dealloc tp_vectorcall_offset tp_as_number tp_as_sequence tp_call tp_flags "
                    "tp_iternext tp_methods tp_descr_get tp_dictoffset tp_init tp_new tp_finalize tp_vectorcall",
    "PyNumberMethods": "nb_add nb_int nb_index nb_inplace_matrix_multiply",
    "Py_buffer": "buf obj len itemsize readonly ndim format shape strides suboffsets internal",
    "PyMethodDef": "ml_name ml_meth ml_flags ml_doc", "PyModuleDef_Slot": "slot value",
    "PyModuleDef": "m_base m_name m_doc m_size m_methods m_slots m_traverse m_clear m_free",
    "PyFloatObject": "ob_fval", "PyListObject": "ob_item allocated", "PyTupleObject": "ob_item",
        "PyBytesObject": "ob_sval",
    "PyLongObject": "", "PyASCIIObject": "length hash", "PyCompactUnicodeObject": "utf8_length utf8",
    "KrModule": "dict name codes lock assert_on interp", "KrConst": "kind place data len number", "KrExc": "value saved",
    "KrParams": "name count pos_only kw_only required flags names", "KrFuncDef": "method qualname params code",
    "KrCodeInfo": "file line flags locals cells frees",
    "KrView1": "data owner shape strides", "KrView3": "data owner shape strides", "KrView8": "strides",
    "KrViewSpec": "kind itemsize ndim writable contig name fields", "KrField": "name kind offset itemsize type fields dims",
    "KrAxis": "kind given start stop step", "KrPar": "why taken error",
}


def source():
    """C that holds all numbers in one array."""
    numbers = []
    for name, fields in LAYOUTS.items():
        numbers.append("sizeof(%s)" % name)
        numbers += ["(size_t)&((%s *)0)->%s" % (name, field) for field in fields.split()]
    return "const size_t layout[] = {%s, 0};\n" % ",\n".join(numbers)


@unittest.skipUnless(shutil.which("tcc") and shutil.which("gcc") and os.path.exists(PRELUDE),
    "needs tcc and `make runtime`")
class PreludeLayout(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="krait-test-")
        self.addCleanup(shutil.rmtree, self.folder)

    def numbers(self, argv, text):
        path, output = os.path.join(self.folder, "layout.c"), os.path.join(self.folder, argv[0] + ".so")
        with open(path, "w") as file:
            file.write(text)
        part = os.path.join(self.folder, "layout.o")
        link = ["gcc", "-shared", "-Wl,-z,noexecstack", "-o", output, part]  # loaders may refuse what tcc links
        for command in argv + ["-fPIC", "-c", "-o", part, path], link:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True)
            self.assertEqual((done.returncode, done.stdout), (0, ""))
        count = sum(1 + len(fields.split()) for fields in LAYOUTS.values())
        return list((ctypes.c_size_t * count).in_dll(ctypes.CDLL(output), "layout"))

    def test_layouts(self):
        full = ["gcc", "-w", "-I" + os.path.join(ROOT, "runtime"), "-I" + sysconfig.get_path("include")]
        with open(PRELUDE) as file:
            prelude = file.read()
        names = ["%s.%s" % (name, field) for name, fields in LAYOUTS.items() for field in ["size"] + fields.split()]
        with_gcc = self.numbers(full, '#include "kr/rt.h"\n' + source())
        with_tcc = self.numbers(["tcc", "-nostdinc"], prelude + source())
        self.assertEqual(dict(zip(names, with_tcc)), dict(zip(names, with_gcc)))

    def test_lines(self):
        """Each line tells the names it defines, and no name of the runtime is missing."""
        defined = set()
        with open(PRELUDE) as file:
            for line in file:
                self.assertTrue(line.startswith("/*") and "*/ " in line, line)
                defined.update(line[2:line.index("*/")].replace("?", "").split())
        for name in ("kr_list_item", "kr_add_obj_int", "KR_FAIL", "KrView2", "PyObject", "Py_DECREF", "PyList_Type",
                     "PyExc_ValueError", "sqrt", "strlen", "size_t", "kr_floordiv_long", "kr_unbox_ssize"):
            self.assertIn(name, defined)


if __name__ == "__main__":
    unittest.main()
