# libc.string: C11 7.24 <string.h>, with strdup and strnlen of POSIX.
cdef extern from "<string.h>" nogil:
    ctypedef const char const_char "const char"
    ctypedef const signed char const_schar "const signed char"
    ctypedef const unsigned char const_uchar "const unsigned char"
    ctypedef const void const_void "const void"

    void *memcpy(void *to, const void *source, size_t n)
    void *memmove(void *to, const void *source, size_t n)
    void *memset(void *to, int c, size_t n)
    int memcmp(const void *a, const void *b, size_t n)
    void *memchr(const void *block, int c, size_t n)

    size_t strlen(const char *s)
    size_t strnlen(const char *s, size_t limit)
    char *strcpy(char *to, const char *source)
    char *strncpy(char *to, const char *source, size_t n)
    char *strcat(char *to, const char *source)
    char *strncat(char *to, const char *source, size_t n)
    int strcmp(const char *a, const char *b)
    int strncmp(const char *a, const char *b, size_t n)
    int strcoll(const char *a, const char *b)
    size_t strxfrm(char *to, const char *source, size_t n)
    char *strchr(const char *s, int c)
    char *strrchr(const char *s, int c)
    size_t strspn(const char *s, const char *accept)
    size_t strcspn(const char *s, const char *reject)
    char *strpbrk(const char *s, const char *accept)
    char *strstr(const char *haystack, const char *needle)
    char *strtok(char *s, const char *separators)
    char *strdup(const char *s)
    char *strndup(const char *s, size_t n)
    char *strerror(int number)
    void *memrchr(const void *block, int c, size_t count)
    int strcasecmp(const char *left, const char *right)
    int strncasecmp(const char *left, const char *right, size_t count)
    char *strcasestr(const char *text, const char *part)
    char *strsep(char **text, const char *delimiters)
