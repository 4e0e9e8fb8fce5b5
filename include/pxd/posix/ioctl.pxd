# posix.ioctl: <sys/ioctl.h>, as on Linux and the BSDs.
cdef extern from "<sys/ioctl.h>" nogil:
    enum: FIONBIO
    enum: FIONREAD
    enum: TIOCGWINSZ

    int ioctl(int fd, int request, ...)
