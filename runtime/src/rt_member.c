/* rt_member.c: public attributes of extension types that are C numbers or objects: read and set by their place.
 *
 * Owns: the table of kinds of kr/cclass.h. Values are converted as everywhere in generated code, with the same errors.
 */
#include "rt_cclass.h"
#include "kr/num.h"
#include "kr/object.h"

/* A number of at most a word, in one access: another thread may be at it. */
#if KR_FREE_THREADED && (defined(__GNUC__) || defined(__clang__))
#define KR_READ_WHOLE(at, value)                                                                   \
    _Generic(*(at), long double: (void)(*(value) = *(at)),                                         \
             default: __atomic_load(KR_WORD(at), KR_WORD(value), __ATOMIC_RELAXED))
#define KR_WRITE_WHOLE(at, value)                                                                  \
    _Generic(*(at), long double: (void)(*(at) = *(value)),                                         \
             default: __atomic_store(KR_WORD(at), KR_WORD(value), __ATOMIC_RELAXED))
#define KR_WORD(at) _Generic(*(at), long double: (double *)0, default: (at))
#else
#define KR_READ_WHOLE(at, value) (*(value) = *(at))
#define KR_WRITE_WHOLE(at, value) (*(at) = *(value))
#endif

#define kr_unbox_bint PyObject_IsTrue
#define KR_BOX_MEMBER(value)                                                                       \
    _Generic((value), float: PyFloat_FromDouble((double)(value)),                                  \
             double: PyFloat_FromDouble((double)(value)),                                          \
             long double: PyFloat_FromDouble((double)(value)), default: kr_box_integer(value))

#define DEFINE_MEMBER(name, T)                                                                     \
    static PyObject *get_##name(const char *at)                                                    \
    {                                                                                              \
        T value;                                                                                   \
        KR_READ_WHOLE((const T *)(const void *)at, &value);                                        \
        return KR_MEMBER_KIND_##name == KR_MEMBER_KIND_bint ? PyBool_FromLong(value != 0)          \
                                                            : KR_BOX_MEMBER(value);                \
    }                                                                                              \
    static int set_##name(char *at, PyObject *object)                                              \
    {                                                                                              \
        T value = kr_unbox_##name(object);                                                         \
        if (KR_FAILED(value, T)) return -1;                                                        \
        KR_WRITE_WHOLE((T *)(void *)at, &value);                                                   \
        return 0;                                                                                  \
    }
KR_MEMBER_TYPES(DEFINE_MEMBER)

static PyObject *get_object(const char *at)
{
    return KR_FIELD_GET(*(PyObject *const *)(const void *)at);
}

static int set_object(char *at, PyObject *object)
{
    KR_FIELD_SET(*(PyObject **)(void *)at, Py_NewRef(object));
    return 0;
}

#define MEMBER_ROW(name, T) {get_##name, set_##name},
static const struct {
    PyObject *(*get)(const char *at);
    int (*set)(char *at, PyObject *object);
} kinds[KR_MEMBER_KINDS] = {{get_object, set_object}, KR_MEMBER_TYPES(MEMBER_ROW)};

PyObject *kr_member_get(PyObject *self, const KrProperty *member)
{
    return kinds[member->flags >> 1].get((const char *)self + member->offset);
}

int kr_member_set(PyObject *self, const KrProperty *member, PyObject *value)
{
    return kinds[member->flags >> 1].set((char *)self + member->offset, value);
}
