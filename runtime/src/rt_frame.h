/* rt_frame.h: code objects and interpreter frames for places of compiled code; see rt_frame.c. Private to the runtime.
 */
#ifndef RT_FRAME_H
#define RT_FRAME_H

#include "kr/core.h"

/* The path of `file`, `len` bytes: the source where it stands beside the compiled module, so that its lines are found;
 * else its name. `buffer` is where a path is made. */
KR_FN const char *kr_source_path(KrModule *module, const char *file, size_t len, char *buffer, size_t size);

/* Puts a table that gives all `units` instructions the line `delta` behind the code's first. Its length; `out` has space
 * for KR_MAX_LINE_TABLE bytes. Source: Objects/locations.md, Objects/lnotab_notes.txt of CPython. */
enum { KR_MAX_LINE_TABLE = 512 };
Py_ssize_t kr_line_table(char *out, Py_ssize_t units, int delta);

/* The code object of a frame in `line` of the function `func`, which begins at `place` ("m.py:12"): new reference. NULL
 * without an exception when there is no memory; the pending exception stays. */
KR_FN PyCodeObject *kr_code_at(KrModule *module, const char *func, const char *place, int line);

/* The same, kept in the module for the next time. */
KR_FN PyCodeObject *kr_code_kept(KrModule *module, const char *func, const char *place, int line);

/* Puts __builtins__ into the dict of a module, as every Python module has it; frames look there. 0 or -1. */
KR_FN int kr_builtins_add(PyObject *dict);

/* In process: turns the GIL on, with a warning, unless the definition of the module says that it needs none. 0 or -1. */
#if KR_FREE_THREADED && defined(KR_SHARED)
KR_HIDDEN int kr_gil_claim(PyObject *module);
#else
#define kr_gil_claim(module) 0
#endif

/* Takes the entry of a frame with `code` from the head of the pending exception's traceback. */
KR_FN void kr_traceback_strip(const PyCodeObject *code);

#endif
