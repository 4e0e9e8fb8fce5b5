# posix.unistd: POSIX.1-2017 <unistd.h>.
from posix.types cimport gid_t, off_t, pid_t, uid_t, useconds_t

cdef extern from "<unistd.h>" nogil:
    enum: R_OK
    enum: W_OK
    enum: X_OK
    enum: F_OK
    enum: SEEK_SET
    enum: SEEK_CUR
    enum: SEEK_END
    enum: F_LOCK
    enum: F_TEST
    enum: F_TLOCK
    enum: F_ULOCK
    enum: STDIN_FILENO
    enum: STDOUT_FILENO
    enum: STDERR_FILENO
    enum: _PC_CHOWN_RESTRICTED
    enum: _PC_LINK_MAX
    enum: _PC_MAX_CANON
    enum: _PC_MAX_INPUT
    enum: _PC_NAME_MAX
    enum: _PC_NO_TRUNC
    enum: _PC_PATH_MAX
    enum: _PC_PIPE_BUF
    enum: _PC_SYNC_IO
    enum: _PC_VDISABLE
    enum: _SC_ARG_MAX
    enum: _SC_CHILD_MAX
    enum: _SC_CLK_TCK
    enum: _SC_HOST_NAME_MAX
    enum: _SC_IOV_MAX
    enum: _SC_LOGIN_NAME_MAX
    enum: _SC_NGROUPS_MAX
    enum: _SC_NPROCESSORS_CONF
    enum: _SC_NPROCESSORS_ONLN
    enum: _SC_OPEN_MAX
    enum: _SC_PAGE_SIZE
    enum: _SC_PAGESIZE
    enum: _SC_PHYS_PAGES
    enum: _SC_AVPHYS_PAGES
    enum: _SC_STREAM_MAX
    enum: _SC_SYMLOOP_MAX
    enum: _SC_TTY_NAME_MAX
    enum: _SC_TZNAME_MAX
    enum: _SC_VERSION

    char **environ
    char *optarg
    int opterr
    int optind
    int optopt

    int access(const char *path, int mode)
    unsigned alarm(unsigned seconds)
    int chdir(const char *path)
    int chown(const char *path, uid_t owner, gid_t group)
    int close(int fd)
    size_t confstr(int name, char *buffer, size_t size)
    char *crypt(const char *key, const char *salt)
    int dup(int fd)
    int dup2(int fd, int target)
    int execl(const char *path, const char *argument, ...)
    int execle(const char *path, const char *argument, ...)
    int execlp(const char *path, const char *argument, ...)
    int execv(const char *path, char *const *arguments)
    int execve(const char *path, char *const *arguments, char *const *environment)
    int execvp(const char *path, char *const *arguments)
    void _exit(int status)
    int faccessat(int dirfd, const char *path, int mode, int flag)
    int fchdir(int fd)
    int fchown(int fd, uid_t owner, gid_t group)
    int fchownat(int dirfd, const char *path, uid_t owner, gid_t group, int flag)
    int fdatasync(int fd)
    int fexecve(int fd, char *const *arguments, char *const *environment)
    pid_t fork()
    long fpathconf(int fd, int name)
    int fsync(int fd)
    int ftruncate(int fd, off_t len)
    char *getcwd(char *buffer, size_t size)
    gid_t getegid()
    uid_t geteuid()
    gid_t getgid()
    int getgroups(int size, gid_t *groups)
    long gethostid()
    int gethostname(char *buffer, size_t size)
    char *getlogin()
    int getlogin_r(char *buffer, size_t size)
    int getopt(int count, char *const *arguments, const char *options)
    int getpagesize()
    pid_t getpgid(pid_t process)
    pid_t getpgrp()
    pid_t getpid()
    pid_t getppid()
    pid_t getsid(pid_t process)
    uid_t getuid()
    int isatty(int fd)
    int lchown(const char *path, uid_t owner, gid_t group)
    int link(const char *old, const char *new_name)
    int linkat(int old_dirfd, const char *old, int new_dirfd, const char *new_name, int flag)
    int lockf(int fd, int command, off_t len)
    off_t lseek(int fd, off_t offset, int whence)
    int nice(int increment)
    long pathconf(const char *path, int name)
    int pause()
    int pipe(int *fds)
    ssize_t pread(int fd, void *block, size_t count, off_t offset)
    ssize_t pwrite(int fd, const void *block, size_t count, off_t offset)
    ssize_t read(int fd, void *block, size_t count)
    ssize_t readlink(const char *path, char *buffer, size_t size)
    ssize_t readlinkat(int dirfd, const char *path, char *buffer, size_t size)
    int rmdir(const char *path)
    int setegid(gid_t group)
    int seteuid(uid_t user)
    int setgid(gid_t group)
    int setpgid(pid_t process, pid_t group)
    int setregid(gid_t real, gid_t effective)
    int setreuid(uid_t real, uid_t effective)
    pid_t setsid()
    int setuid(uid_t user)
    unsigned sleep(unsigned seconds)
    void swab(const void *source, void *target, ssize_t count)
    int symlink(const char *target, const char *path)
    int symlinkat(const char *target, int dirfd, const char *path)
    void sync()
    long sysconf(int name)
    pid_t tcgetpgrp(int fd)
    int tcsetpgrp(int fd, pid_t group)
    int truncate(const char *path, off_t len)
    char *ttyname(int fd)
    int ttyname_r(int fd, char *buffer, size_t size)
    int unlink(const char *path)
    int unlinkat(int dirfd, const char *path, int flag)
    int usleep(useconds_t time)
    pid_t vfork()
    ssize_t write(int fd, const void *block, size_t count)
