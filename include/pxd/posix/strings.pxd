# posix.strings: POSIX.1-2017 <strings.h>.
cdef extern from "<strings.h>" nogil:
    int bcmp(const void *left, const void *right, size_t count)
    void bcopy(const void *source, void *target, size_t count)
    void bzero(void *block, size_t count)
    int ffs(int value)
    char *index(const char *text, int c)
    char *rindex(const char *text, int c)
    int strcasecmp(const char *left, const char *right)
    int strncasecmp(const char *left, const char *right, size_t count)
