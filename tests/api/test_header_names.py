"""Names of C headers that the .pxd files of include/pxd declare: in process, where no header is read, constants and sizes
are what gcc's are, and what only macros and structures of headers give works."""

import os
import re
import sys
import unittest

from support import ROOT, ScratchCase

import krait

PXD = os.path.join(ROOT, "include", "pxd")
# Not in this C library, not in C11's older headers, or of a value that differs from call to call.
LEFT_OUT = {"O_EXEC", "O_SEARCH", "O_TTY_INIT", "errno", "environ", "daylight", "timezone", "optind", "opterr", "optopt",
            "FLT_TRUE_MIN", "DBL_TRUE_MIN", "LDBL_TRUE_MIN"}
NUMBER = r"(?:const )?(?:unsigned )?(?:int|long|double|size_t|Py_ssize_t|clock_t|mode_t) "
CONSTANT = re.compile(r"    (?:enum: ?|" + NUMBER + r")((?:\w+, ?)*\w+)\s*$")
STRUCT = re.compile(r"    (ctypedef )?(struct|union) (\w+):")
USES = '''
from posix.wait cimport WIFEXITED, WEXITSTATUS
from posix.stat cimport S_ISDIR, S_ISREG, struct_stat, stat
from posix.select cimport fd_set, FD_ZERO, FD_SET, FD_ISSET
from posix.fcntl cimport open, O_RDONLY
from posix.unistd cimport close, getpid
from posix.dlfcn cimport dlopen, dlsym, RTLD_NOW
from posix.mman cimport mmap, munmap, PROT_READ, PROT_WRITE, MAP_PRIVATE, MAP_ANONYMOUS, MAP_FAILED
from posix.resource cimport rusage, getrusage, RUSAGE_SELF
from libc.stdlib cimport atexit
from libc.ctype cimport isalpha, toupper
from libc.setjmp cimport jmp_buf, setjmp, longjmp
from cpython.datetime cimport import_datetime, date_new, PyDate_Check, date_year, timedelta_new, timedelta_days
from cpython.marshal cimport PyMarshal_WriteObjectToString, Py_MARSHAL_VERSION

import_datetime()

cdef void nothing() noexcept nogil:
    pass

def used():
    cdef struct_stat info
    cdef fd_set files
    cdef rusage usage
    cdef int status = 3 << 8
    cdef int file = open(b"/", O_RDONLY)
    cdef char *page = <char *>mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    FD_ZERO(&files)
    FD_SET(file, &files)
    page[0] = b"x"
    cdef bint has_page = <void *>page != MAP_FAILED and page[0] == b"x"
    munmap(page, 4096)
    date = date_new(2026, 11, 22)
    result = [WIFEXITED(status) != 0, WEXITSTATUS(status), stat(b"/", &info) == 0 and S_ISDIR(info.st_mode) != 0,
              S_ISREG(info.st_mode) != 0, FD_ISSET(file, &files) != 0, FD_ISSET(file + 1, &files) != 0, close(file), has_page,
              getrusage(RUSAGE_SELF, &usage), usage.ru_maxrss > 0, isalpha(c"a") != 0, toupper(c"a"), atexit(nothing),
              dlsym(dlopen(NULL, RTLD_NOW), b"getpid") != NULL, getpid() > 1, PyDate_Check(date), date_year(date),
              timedelta_days(timedelta_new(3, 2, 1)), PyMarshal_WriteObjectToString(1, Py_MARSHAL_VERSION)]
    return result
'''


def declared():
    """[(module, name, is a structure)] of libc and posix."""
    found = []
    for package in ("libc", "posix"):
        for file in sorted(os.listdir(os.path.join(PXD, package))):
            module, ending = os.path.splitext(file)
            if ending != ".pxd" or module in ("__init__", "complex"):
                continue
            with open(os.path.join(PXD, package, file)) as text:
                for line in text:
                    constant, struct = CONSTANT.match(line), STRUCT.match(line)
                    names = constant.group(1).split(",") if constant else [struct.group(3)] if struct else []
                    found += [("%s.%s" % (package, module), name.strip(), bool(struct)) for name in names
                              if name.strip() not in LEFT_OUT]
    return found


class HeaderNames(ScratchCase):
    def build_both(self, name, text):
        """The module through gcc, in a process of its own, and in this process."""
        path = self.write(name + ".pyx", text)
        self.build_here(name + ".pyx", "gcc")
        return krait.compile(path)

    def test_constants_and_sizes(self):
        names = declared()
        lines = ["from %s cimport %s as n%d" % (module, name, i) for i, (module, name, _) in enumerate(names)]
        lines += ["def values():", "    found = []"]
        values = ["sizeof(n%d)" % i if is_struct else "n%d" % i for i, (_, _, is_struct) in enumerate(names)]
        lines += ["    found.append(%s)" % value for value in values]
        module = self.build_both("constants", "\n".join(lines + ["    return found"]) + "\n")
        expected = self.python("import constants; print(constants.values())")
        self.assertGreater(len(names), 200)
        self.assertEqual(str(module.values()), expected)

    def test_macros_and_structures(self):
        module = self.build_both("uses", USES)
        self.assertEqual(str(module.used()), self.python("import uses; print(uses.used())"))


if __name__ == "__main__":
    unittest.main()
