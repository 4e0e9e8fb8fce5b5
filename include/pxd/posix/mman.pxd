# posix.mman: POSIX.1-2017 <sys/mman.h>, with the names of Linux and the BSDs.
from posix.types cimport mode_t, off_t

cdef extern from "<sys/mman.h>" nogil:
    enum: PROT_EXEC
    enum: PROT_NONE
    enum: PROT_READ
    enum: PROT_WRITE
    enum: MAP_ANON
    enum: MAP_ANONYMOUS
    enum: MAP_FILE
    enum: MAP_FIXED
    enum: MAP_GROWSDOWN
    enum: MAP_HUGETLB
    enum: MAP_LOCKED
    enum: MAP_NONBLOCK
    enum: MAP_NORESERVE
    enum: MAP_POPULATE
    enum: MAP_PRIVATE
    enum: MAP_SHARED
    enum: MAP_STACK
    enum: MCL_CURRENT
    enum: MCL_FUTURE
    enum: MS_ASYNC
    enum: MS_INVALIDATE
    enum: MS_SYNC
    enum: MREMAP_MAYMOVE
    enum: MREMAP_FIXED
    enum: POSIX_MADV_DONTNEED
    enum: POSIX_MADV_NORMAL
    enum: POSIX_MADV_RANDOM
    enum: POSIX_MADV_SEQUENTIAL
    enum: POSIX_MADV_WILLNEED
    enum: MADV_DONTNEED
    enum: MADV_FREE
    enum: MADV_HUGEPAGE
    enum: MADV_NORMAL
    enum: MADV_RANDOM
    enum: MADV_SEQUENTIAL
    enum: MADV_WILLNEED
    void *MAP_FAILED

    void *mmap(void *address, size_t len, int protection, int flags, int fd, off_t offset)
    int munmap(void *address, size_t len)
    int mprotect(void *address, size_t len, int protection)
    void *mremap(void *old, size_t old_size, size_t new_size, int flags, ...)
    int msync(void *address, size_t len, int flags)
    int mlock(const void *address, size_t len)
    int munlock(const void *address, size_t len)
    int mlockall(int flags)
    int munlockall()
    int mincore(void *address, size_t len, unsigned char *result)
    int posix_madvise(void *address, size_t len, int advice)
    int madvise(void *address, size_t len, int advice)
    int shm_open(const char *name, int flags, mode_t mode)
    int shm_unlink(const char *name)
