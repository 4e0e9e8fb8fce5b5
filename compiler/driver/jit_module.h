/* jit_module.h: from an init function to a module of the running interpreter.
 *
 * The compiler does not include Python.h; the three functions of the C API it needs are found by name in
 * the process it was loaded into.
 */
#ifndef KRAIT_DRIVER_JIT_MODULE_H
#define KRAIT_DRIVER_JIT_MODULE_H

/* Calls `init` (PyInit_NAME) and runs multi-phase initialisation for `spec`. The thread is attached.
 * New reference (PyObject *), or NULL with a Python exception set. Source: PEP 489. */
void *jit_module_import(void *init, void *spec);
/* Sets ImportError(text); always NULL. */
void *jit_module_fail(const char *text);

#endif
