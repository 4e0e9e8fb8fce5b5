"""What the modules of tests/run reach: the tests of leaks and of faults are those modules, so a construct or a primitive
that none of them has is tested by neither. A new row needs a line in a run module, or a reason here."""

import os
import re
import subprocess
import sys
import tempfile
import unittest

from support import KRAIT, ROOT

sys.path.insert(0, os.path.join(ROOT, "tests"))

from runner.fault_header import rows  # noqa: E402
from runner.harness import files_in, read  # noqa: E402

# Resolved while reading, so that nothing of them is left; forms of types and of C++ and Python 2, which are no statements.
NO_CODE = {"CppClass", "DefConst", "IfConst", "Include", "New", "Poison", "Print", "TypeAnn", "TypeExpr", "TypeMember",
           "TypeRef"}
# Primitives that no run module calls: those for which the passes print another form (results in place, as booleans, with
# operands taken over), those that need a second module (tests/api/test_modules.py), and attributes of views as objects.
NOT_CALLED = """
KR_CAPI_PUT PyBytes_AS_STRING PyLong_FromVoidPtr PyNumber_Power kr_array_type kr_bytes_item kr_capi_get kr_cclass_vtab
kr_class_super kr_dict_merge kr_dict_next kr_enum_import kr_eq_obj_double kr_eq_obj_int kr_float_of kr_format_f64_as
kr_format_int_width kr_ge_obj_double kr_ge_obj_int kr_gt_obj_double kr_gt_obj_int kr_iadd_obj_int_temp kr_iadd_temp
kr_iand kr_iand_obj_int kr_iand_obj_int_temp kr_iand_temp kr_idiv kr_idiv_temp kr_ifloordiv kr_ifloordiv_obj_int
kr_ifloordiv_obj_int_temp kr_ifloordiv_temp kr_imod kr_imod_obj_int kr_imod_obj_int_temp kr_imod_temp kr_imul
kr_imul_obj_int kr_imul_obj_int_temp kr_imul_temp kr_ior kr_ior_obj_int kr_ior_obj_int_temp kr_ior_temp
kr_is_integer_f64 kr_ishl kr_ishl_obj_int kr_ishl_obj_int_temp kr_ishl_temp kr_ishr kr_ishr_obj_int
kr_ishr_obj_int_temp kr_ishr_temp kr_isub kr_isub_obj_int_temp kr_isub_temp kr_iter kr_ixor kr_ixor_obj_int
kr_ixor_obj_int_temp kr_ixor_temp kr_lacks kr_le_obj_double kr_le_obj_int kr_list_append_take kr_list_new kr_list_next
kr_lt_obj_double kr_lt_obj_int kr_ne_obj_double kr_ne_obj_int kr_next_or kr_next_or_stop kr_not kr_ord kr_ord_char
kr_par_begin kr_par_stop kr_par_stopped kr_pow_f64_boxed kr_set_new kr_str_iadd_take kr_str_item kr_str_new
kr_str_of_cstr kr_truth_bool kr_tuple_new kr_view_shape kr_view_size kr_view_strides kr_view_suboffsets kr_view_type
""".split()


def dump(stage, path, folder):
    if stage == "c":
        output = os.path.join(folder, "out.c")
        done = subprocess.run([KRAIT, path, "-o", output], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        return read(output) if done.returncode == 0 else ""
    done = subprocess.run([KRAIT, "dump", "--stage", stage, path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.stdout.decode(errors="replace")


class Coverage(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.paths = files_in("run", ".pyx", ".py")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_every_kind_of_node(self):
        kinds = set(re.findall(r"^NODE\((\w+),", read(os.path.join(ROOT, "compiler", "syntax", "ast.def")), re.M))
        seen = set()
        for path in self.paths:
            seen.update(re.findall(r"(?:^\s*|: )([A-Z]\w+)", dump("ast", path, self.folder.name), re.M))
        self.assertEqual(sorted(kinds - seen - NO_CODE), [])

    def test_every_primitive(self):
        names = set()
        for path in self.paths:
            names.update(re.findall(r"\w+", dump("c", path, self.folder.name)))
        patterns = {pattern for pattern, _, _, _ in rows("gcc", self.folder.name)}
        missing = {pattern for pattern in patterns
                   if not any(re.fullmatch(pattern.replace("*", r"\w+"), name) for name in
                              (names if "*" in pattern else names & {pattern}))}
        self.assertEqual(sorted(missing - set(NOT_CALLED)), [], "no run module calls these")


if __name__ == "__main__":
    unittest.main()
