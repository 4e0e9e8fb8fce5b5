# posix.wait: POSIX.1-2017 <sys/wait.h>.
from posix.types cimport id_t, pid_t
from posix.signal cimport siginfo_t
from posix.resource cimport rusage

cdef extern from "<sys/wait.h>" nogil:
    enum: WCONTINUED
    enum: WNOHANG
    enum: WUNTRACED
    enum: WEXITED
    enum: WSTOPPED
    enum: WNOWAIT

    int WEXITSTATUS(int status)
    int WIFCONTINUED(int status)
    int WIFEXITED(int status)
    int WIFSIGNALED(int status)
    int WIFSTOPPED(int status)
    int WSTOPSIG(int status)
    int WTERMSIG(int status)

    ctypedef enum idtype_t:
        P_ALL
        P_PID
        P_PGID

    pid_t wait(int *status)
    int waitid(idtype_t kind, id_t id, siginfo_t *info, int options)
    pid_t waitpid(pid_t process, int *status, int options)
    pid_t wait3(int *status, int options, rusage *usage)
    pid_t wait4(pid_t process, int *status, int options, rusage *usage)
