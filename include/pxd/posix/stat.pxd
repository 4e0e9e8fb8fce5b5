# posix.stat: POSIX.1-2017 <sys/stat.h>.
from posix.types cimport (blkcnt_t, blksize_t, dev_t, gid_t, ino_t, mode_t, nlink_t, off_t, time_t,
                          uid_t)
from posix.time cimport timespec

cdef extern from "<sys/stat.h>" nogil:
    struct struct_stat "stat":
        dev_t st_dev
        ino_t st_ino
        mode_t st_mode
        nlink_t st_nlink
        uid_t st_uid
        gid_t st_gid
        dev_t st_rdev
        off_t st_size
        blksize_t st_blksize
        blkcnt_t st_blocks
        time_t st_atime
        time_t st_mtime
        time_t st_ctime
        time_t st_birthtime
        timespec st_atim
        timespec st_mtim
        timespec st_ctim

    int fchmod(int fd, mode_t mode)
    int chmod(const char *path, mode_t mode)
    int fchmodat(int dirfd, const char *path, mode_t mode, int flag)
    int stat(const char *path, struct_stat *result)
    int fstat(int fd, struct_stat *result)
    int lstat(const char *path, struct_stat *result)
    int fstatat(int dirfd, const char *path, struct_stat *result, int flag)
    int mkdir(const char *path, mode_t mode)
    int mkdirat(int dirfd, const char *path, mode_t mode)
    int mkfifo(const char *path, mode_t mode)
    int mknod(const char *path, mode_t mode, dev_t device)
    mode_t umask(mode_t mask)
    int futimens(int fd, const timespec *times)
    int utimensat(int dirfd, const char *path, const timespec *times, int flag)

    bint S_ISBLK(mode_t mode)
    bint S_ISCHR(mode_t mode)
    bint S_ISDIR(mode_t mode)
    bint S_ISFIFO(mode_t mode)
    bint S_ISREG(mode_t mode)
    bint S_ISLNK(mode_t mode)
    bint S_ISSOCK(mode_t mode)

    mode_t S_IFMT
    mode_t S_IFBLK
    mode_t S_IFCHR
    mode_t S_IFIFO
    mode_t S_IFREG
    mode_t S_IFDIR
    mode_t S_IFLNK
    mode_t S_IFSOCK
    mode_t S_ISUID
    mode_t S_ISGID
    mode_t S_ISVTX
    mode_t S_IRWXU
    mode_t S_IRUSR
    mode_t S_IWUSR
    mode_t S_IXUSR
    mode_t S_IRWXG
    mode_t S_IRGRP
    mode_t S_IWGRP
    mode_t S_IXGRP
    mode_t S_IRWXO
    mode_t S_IROTH
    mode_t S_IWOTH
    mode_t S_IXOTH
