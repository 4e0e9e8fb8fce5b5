# posix.stdio: POSIX.1-2017 <stdio.h>: what C's own header lacks.
from libc.stdio cimport FILE
from libc.stddef cimport wchar_t
from posix.types cimport off_t

cdef extern from "<stdio.h>" nogil:
    int asprintf(char **result, const char *template, ...)
    FILE *open_memstream(char **result, size_t *len)
    FILE *fmemopen(void *block, size_t len, const char *mode)
    char *ctermid(char *buffer)
    FILE *fdopen(int fd, const char *mode)
    int fileno(FILE *stream)
    int fseeko(FILE *stream, off_t offset, int whence)
    off_t ftello(FILE *stream)
    FILE *popen(const char *command, const char *mode)
    int pclose(FILE *stream)
    void flockfile(FILE *stream)
    int ftrylockfile(FILE *stream)
    void funlockfile(FILE *stream)
    int getc_unlocked(FILE *stream)
    int getchar_unlocked()
    int putc_unlocked(int c, FILE *stream)
    int putchar_unlocked(int c)
    ssize_t getline(char **line, size_t *size, FILE *stream)
    ssize_t getdelim(char **line, size_t *size, int delimiter, FILE *stream)
    int dprintf(int fd, const char *template, ...)
    int renameat(int old_dirfd, const char *old, int new_dirfd, const char *new_name)
