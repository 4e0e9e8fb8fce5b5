# cpython.unicode. Source: Python/C API, "Unicode Objects and Codecs".
cdef extern from "Python.h":
    bint PyUnicode_Check(object o)
    bint PyUnicode_CheckExact(object o)
    Py_ssize_t PyUnicode_GET_LENGTH(object o)
    Py_ssize_t PyUnicode_GetLength(object o) except -1
    int PyUnicode_KIND(object o)
    void *PyUnicode_DATA(object o)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)
    Py_UCS4 PyUnicode_READ_CHAR(object o, Py_ssize_t index)
    Py_UCS4 PyUnicode_MAX_CHAR_VALUE(object o)

    bint Py_UNICODE_ISSPACE(Py_UCS4 c)
    bint Py_UNICODE_ISLOWER(Py_UCS4 c)
    bint Py_UNICODE_ISUPPER(Py_UCS4 c)
    bint Py_UNICODE_ISTITLE(Py_UCS4 c)
    bint Py_UNICODE_ISLINEBREAK(Py_UCS4 c)
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 c)
    bint Py_UNICODE_ISDIGIT(Py_UCS4 c)
    bint Py_UNICODE_ISNUMERIC(Py_UCS4 c)
    bint Py_UNICODE_ISALPHA(Py_UCS4 c)
    bint Py_UNICODE_ISALNUM(Py_UCS4 c)
    bint Py_UNICODE_ISPRINTABLE(Py_UCS4 c)
    Py_UCS4 Py_UNICODE_TOLOWER(Py_UCS4 c)
    Py_UCS4 Py_UNICODE_TOUPPER(Py_UCS4 c)
    Py_UCS4 Py_UNICODE_TOTITLE(Py_UCS4 c)
    int Py_UNICODE_TODECIMAL(Py_UCS4 c)
    int Py_UNICODE_TODIGIT(Py_UCS4 c)
    double Py_UNICODE_TONUMERIC(Py_UCS4 c)

    str PyUnicode_FromKindAndData(int kind, const void *data, Py_ssize_t size)
    str PyUnicode_FromStringAndSize(const char *text, Py_ssize_t size)
    str PyUnicode_FromString(const char *text)
    str PyUnicode_FromFormat(const char *format, ...)
    str PyUnicode_FromOrdinal(int code)
    str PyUnicode_FromObject(object o)
    str PyUnicode_FromEncodedObject(object o, const char *encoding, const char *errors)
    str PyUnicode_Substring(object o, Py_ssize_t start, Py_ssize_t stop)
    str PyUnicode_InternFromString(const char *text)

    str PyUnicode_Decode(const char *text, Py_ssize_t size, const char *encoding, const char *errors)
    str PyUnicode_DecodeUTF8(const char *text, Py_ssize_t size, const char *errors)
    str PyUnicode_DecodeLatin1(const char *text, Py_ssize_t size, const char *errors)
    str PyUnicode_DecodeASCII(const char *text, Py_ssize_t size, const char *errors)
    str PyUnicode_DecodeFSDefault(const char *text)
    str PyUnicode_DecodeFSDefaultAndSize(const char *text, Py_ssize_t size)
    bytes PyUnicode_AsEncodedString(object o, const char *encoding, const char *errors)
    bytes PyUnicode_AsUTF8String(object o)
    bytes PyUnicode_AsLatin1String(object o)
    bytes PyUnicode_AsASCIIString(object o)
    bytes PyUnicode_EncodeFSDefault(object o)
    const char *PyUnicode_AsUTF8(object o) except NULL
    const char *PyUnicode_AsUTF8AndSize(object o, Py_ssize_t *size) except NULL

    str PyUnicode_Concat(object left, object right)
    list PyUnicode_Split(object o, object separator, Py_ssize_t limit)
    list PyUnicode_Splitlines(object o, bint keep_ends)
    str PyUnicode_Join(object separator, object items)
    bint PyUnicode_Tailmatch(object o, object part, Py_ssize_t start, Py_ssize_t stop, int direction) except -1
    Py_ssize_t PyUnicode_Find(object o, object part, Py_ssize_t start, Py_ssize_t stop, int direction) except -2
    Py_ssize_t PyUnicode_Count(object o, object part, Py_ssize_t start, Py_ssize_t stop) except -1
    str PyUnicode_Replace(object o, object old, object new, Py_ssize_t limit)
    int PyUnicode_Compare(object left, object right) except? -1
    object PyUnicode_Format(object format, object args)
    bint PyUnicode_Contains(object o, object part) except -1
