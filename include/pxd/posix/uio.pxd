# posix.uio: POSIX.1-2017 <sys/uio.h>, with the positioned forms of Linux and the BSDs.
from posix.types cimport off_t

cdef extern from "<sys/uio.h>" nogil:
    struct iovec:
        void *iov_base
        size_t iov_len

    ssize_t readv(int fd, const iovec *parts, int count)
    ssize_t writev(int fd, const iovec *parts, int count)
    ssize_t preadv(int fd, const iovec *parts, int count, off_t offset)
    ssize_t pwritev(int fd, const iovec *parts, int count, off_t offset)
    enum: RWF_DSYNC
    enum: RWF_HIPRI
    enum: RWF_SYNC
    enum: RWF_NOWAIT
    enum: RWF_APPEND
    ssize_t preadv2(int fd, const iovec *parts, int count, off_t offset, int flags)
    ssize_t pwritev2(int fd, const iovec *parts, int count, off_t offset, int flags)
