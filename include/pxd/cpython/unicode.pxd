# cpython.unicode. Source: Python/C API, "Unicode Objects and Codecs".
from libc.stddef cimport wchar_t

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

    ctypedef unsigned char Py_UCS1
    ctypedef unsigned short Py_UCS2
    Py_UCS1 *PyUnicode_1BYTE_DATA(object o)
    Py_UCS2 *PyUnicode_2BYTE_DATA(object o)
    Py_UCS4 *PyUnicode_4BYTE_DATA(object o)
    void PyUnicode_WRITE(int kind, void *data, Py_ssize_t index, Py_UCS4 value)
    unicode PyUnicode_New(Py_ssize_t size, Py_UCS4 maxchar)
    Py_ssize_t PyUnicode_CopyCharacters(object to, Py_ssize_t at, object source, Py_ssize_t start, Py_ssize_t count) except -1
    Py_ssize_t PyUnicode_Fill(object o, Py_ssize_t start, Py_ssize_t count, Py_UCS4 value) except -1
    int PyUnicode_WriteChar(object o, Py_ssize_t index, Py_UCS4 value) except -1
    Py_UCS4 PyUnicode_ReadChar(object o, Py_ssize_t index) except? -1
    Py_UCS4 *PyUnicode_AsUCS4(object o, Py_UCS4 *buffer, Py_ssize_t size, bint with_null) except NULL
    Py_UCS4 *PyUnicode_AsUCS4Copy(object o) except NULL
    unicode PyUnicode_FromWideChar(const wchar_t *text, Py_ssize_t size)
    Py_ssize_t PyUnicode_AsWideChar(object o, wchar_t *buffer, Py_ssize_t size) except -1
    wchar_t *PyUnicode_AsWideCharString(object o, Py_ssize_t *size) except NULL
    bint PyUnicode_IsIdentifier(object o)
    int PyUnicode_CompareWithASCIIString(object left, const char *right)
    object PyUnicode_RichCompare(object left, object right, int op)
    Py_ssize_t PyUnicode_FindChar(object o, Py_UCS4 c, Py_ssize_t start, Py_ssize_t end, int direction) except? -2
    unicode PyUnicode_Translate(object o, object table, const char *errors)
    unicode PyUnicode_DecodeUTF8Stateful(const char *text, Py_ssize_t size, const char *errors, Py_ssize_t *consumed)
    unicode PyUnicode_DecodeUTF16(const char *text, Py_ssize_t size, const char *errors, int *byteorder)
    unicode PyUnicode_DecodeUTF16Stateful(const char *text, Py_ssize_t size, const char *errors, int *byteorder,
                                          Py_ssize_t *consumed)
    unicode PyUnicode_DecodeUTF32(const char *text, Py_ssize_t size, const char *errors, int *byteorder)
    unicode PyUnicode_DecodeUnicodeEscape(const char *text, Py_ssize_t size, const char *errors)
    unicode PyUnicode_DecodeRawUnicodeEscape(const char *text, Py_ssize_t size, const char *errors)
    unicode PyUnicode_DecodeCharmap(const char *text, Py_ssize_t size, object mapping, const char *errors)
    bytes PyUnicode_AsUTF16String(object o)
    bytes PyUnicode_AsUTF32String(object o)
    bytes PyUnicode_AsUnicodeEscapeString(object o)
    bytes PyUnicode_AsRawUnicodeEscapeString(object o)
    bytes PyUnicode_AsCharmapString(object o, object mapping)
    const int PyUnicode_1BYTE_KIND
    const int PyUnicode_2BYTE_KIND
    const int PyUnicode_4BYTE_KIND
