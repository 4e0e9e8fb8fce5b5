/* krait.h: the Krait compiler as a library.
 *
 * A session holds options, the search path and everything interned; a unit is the compilation of one
 * module. Calls on one session must not overlap; different sessions may be used by different threads at
 * the same time. No call exits the process, prints, or changes the locale or the working directory.
 *
 *     KraitSession *s = krait_session_new();
 *     krait_session_add_include(s, "include");
 *     KraitUnit *u = krait_compile_file(s, "kernel.pyx", NULL);
 *     if (!krait_unit_ok(u)) fputs(krait_unit_render(u, KRAIT_TEXT, 0), stderr);
 *     else puts(krait_unit_c_text(u, NULL));
 *     krait_unit_free(u);
 *     krait_session_free(s);
 */
#ifndef KRAIT_KRAIT_H
#define KRAIT_KRAIT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define KRAIT_API __attribute__((visibility("default")))
#else
#define KRAIT_API
#endif

typedef struct KraitSession KraitSession;
typedef struct KraitUnit KraitUnit;

typedef enum KraitSeverity { KRAIT_ERROR, KRAIT_WARNING, KRAIT_HINT } KraitSeverity;
typedef enum KraitFormat { KRAIT_TEXT, KRAIT_JSON, KRAIT_SARIF } KraitFormat;

/* One diagnostic; the strings live as long as the unit. */
typedef struct KraitDiagnostic {
    KraitSeverity severity;
    const char *code; /* "unknown-name" */
    const char *text;
    const char *path; /* NULL: no place */
    unsigned line;    /* 1-based; 0: no place */
    unsigned column;  /* 1-based, in characters */
} KraitDiagnostic;

/* "0.1.0" */
KRAIT_API const char *krait_version(void);

/* A new session, owned by the caller; NULL when out of memory. */
KRAIT_API KraitSession *krait_session_new(void);
KRAIT_API void krait_session_free(KraitSession *session);
/* Adds a directory where Python looks for modules: searched for pxd files after all others; copied. */
KRAIT_API void krait_session_add_path(KraitSession *session, const char *directory);
/* Adds a directory to search for pxd and include files; copied. */
KRAIT_API void krait_session_add_include(KraitSession *session, const char *directory);
/* Sets an option of later compilations: a directive ("boundscheck", "False") or one of "jit" (C for
 * krait_unit_load), "openmp",
 * "line-directives". 0, or -1 when the name or the value is unknown. */
KRAIT_API int krait_session_set(KraitSession *session, const char *name, const char *value);

/* Compiles a file, or text in memory, to C. `module_name` is dotted; NULL: from the path and the
 * packages around it. Never NULL unless out of memory: errors are in the unit. Free the unit before its
 * session. */
KRAIT_API KraitUnit *krait_compile_file(KraitSession *session, const char *path,
                                        const char *module_name);
KRAIT_API KraitUnit *krait_compile_buffer(KraitSession *session, const char *name, const char *text,
                                          size_t length, const char *module_name);
KRAIT_API void krait_unit_free(KraitUnit *unit);

/* 1 when there was no error. */
KRAIT_API int krait_unit_ok(const KraitUnit *unit);
/* The generated C, NUL-terminated, owned by the unit; NULL after errors. */
KRAIT_API const char *krait_unit_c_text(const KraitUnit *unit, size_t *length);
KRAIT_API size_t krait_unit_diagnostic_count(const KraitUnit *unit);
/* 0, or -1 when there is no such diagnostic. */
KRAIT_API int krait_unit_diagnostic(const KraitUnit *unit, size_t index, KraitDiagnostic *out);
/* All diagnostics as text; owned by the unit. */
KRAIT_API const char *krait_unit_render(KraitUnit *unit, KraitFormat format, int color);

/* Turns a unit without errors, compiled in a session with the option "jit", into machine code in this
 * process and imports it into the running interpreter.
 *
 * The caller is attached to the interpreter (holds the GIL). `runtime` is the path of the shared runtime
 * built for this interpreter, `prelude` that of the C prelude generated with it; both are opened once per
 * session. `spec` is the module's importlib spec (a PyObject *, borrowed). Returns a new reference to the
 * module (a PyObject *), or NULL with a Python exception set: what the module body raised, or ImportError.
 * The machine code stays mapped for the life of the process; the unit may be freed. */
KRAIT_API void *krait_unit_load(KraitUnit *unit, const char *runtime, const char *prelude, void *spec);

#ifdef __cplusplus
}
#endif
#endif
