# libc.stdio: C11 7.21 <stdio.h>.
cdef extern from "<stdio.h>" nogil:
    ctypedef struct FILE
    ctypedef struct fpos_t
    FILE *stdin
    FILE *stdout
    FILE *stderr
    enum:
        EOF
        BUFSIZ
        FOPEN_MAX
        FILENAME_MAX
        SEEK_SET
        SEEK_CUR
        SEEK_END
        _IOFBF
        _IOLBF
        _IONBF
        TMP_MAX

    FILE *fopen(const char *path, const char *mode)
    FILE *freopen(const char *path, const char *mode, FILE *stream)
    FILE *fdopen(int fd, const char *mode)
    int fclose(FILE *stream)
    int remove(const char *path)
    int rename(const char *old, const char *new_name)
    FILE *tmpfile()
    int fileno(FILE *stream)

    int fflush(FILE *stream)
    void setbuf(FILE *stream, char *buffer)
    int setvbuf(FILE *stream, char *buffer, int mode, size_t size)
    size_t fread(void *block, size_t size, size_t count, FILE *stream)
    size_t fwrite(const void *block, size_t size, size_t count, FILE *stream)
    int feof(FILE *stream)
    int ferror(FILE *stream)
    void clearerr(FILE *stream)
    int fseek(FILE *stream, long offset, int whence)
    long ftell(FILE *stream)
    void rewind(FILE *stream)
    int fgetpos(FILE *stream, fpos_t *position)
    int fsetpos(FILE *stream, const fpos_t *position)

    int printf(const char *format, ...)
    int fprintf(FILE *stream, const char *format, ...)
    int sprintf(char *to, const char *format, ...)
    int snprintf(char *to, size_t size, const char *format, ...)
    int scanf(const char *format, ...)
    int fscanf(FILE *stream, const char *format, ...)
    int sscanf(const char *text, const char *format, ...)

    int fgetc(FILE *stream)
    int getc(FILE *stream)
    int getchar()
    int ungetc(int c, FILE *stream)
    char *fgets(char *to, int size, FILE *stream)
    int fputc(int c, FILE *stream)
    int putc(int c, FILE *stream)
    int putchar(int c)
    int fputs(const char *text, FILE *stream)
    int puts(const char *text)
    void perror(const char *text)
    ssize_t getline(char **line, size_t *size, FILE *stream)
