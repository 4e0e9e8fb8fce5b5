/* match.h: what patterns of the match statement ask of their subject. */
#ifndef KR_MATCH_H
#define KR_MATCH_H

#include "kr/core.h"
#include "kr/tuple.h"

/* May a sequence pattern or a mapping pattern match it? str, bytes and bytearray are no sequences. -1, 0, 1. */
KR_FN int kr_match_sequence(PyObject *subject);
KR_FN int kr_match_mapping(PyObject *subject);
/* The values of all keys as a tuple, or None when one is missing; ValueError when two keys are equal. */
KR_FN PyObject *kr_match_keys(PyObject *subject, PyObject *keys);
/* A dict of what the mapping has besides the keys. */
KR_FN PyObject *kr_match_rest(PyObject *subject, PyObject *keys);
/* When the subject is an instance: the attributes that `count` positional patterns and the names (a tuple) stand for,
 * as a tuple; None when it is none or lacks one. */
KR_FN PyObject *kr_match_class(PyObject *subject, PyObject *type, Py_ssize_t count, PyObject *names);

#endif
