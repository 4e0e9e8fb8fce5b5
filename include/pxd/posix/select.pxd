# posix.select: POSIX.1-2017 <sys/select.h>.
from posix.time cimport timespec, timeval
from posix.types cimport time_t, suseconds_t
from posix.signal cimport sigset_t

cdef extern from "<sys/select.h>" nogil:
    enum: FD_SETSIZE
    ctypedef struct fd_set:
        pass

    void FD_SET(int fd, fd_set *fds)
    void FD_CLR(int fd, fd_set *fds)
    bint FD_ISSET(int fd, fd_set *fds)
    void FD_ZERO(fd_set *fds)
    int select(int count, fd_set *readable, fd_set *writable, fd_set *special, timeval *timeout)
    int pselect(int count, fd_set *readable, fd_set *writable, fd_set *special, const timespec *timeout,
                const sigset_t *mask)
