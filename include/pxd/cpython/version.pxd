# cpython.version: of the interpreter compiled for. Source: Python/C API, "API and ABI Versioning".
cdef extern from "Python.h":
    const int PY_MAJOR_VERSION
    const int PY_MINOR_VERSION
    const int PY_MICRO_VERSION
    const int PY_RELEASE_LEVEL
    const int PY_RELEASE_SERIAL
    const int PY_VERSION_HEX
    const char *PY_VERSION
