# posix.signal: POSIX.1-2017 <signal.h>: what C's own header lacks.
from libc.signal cimport *
from posix.types cimport pid_t, uid_t

cdef extern from "<signal.h>" nogil:
    enum: SIG_BLOCK
    enum: SIG_UNBLOCK
    enum: SIG_SETMASK
    enum: SA_NOCLDSTOP
    enum: SA_ONSTACK
    enum: SA_RESETHAND
    enum: SA_RESTART
    enum: SA_SIGINFO
    enum: SA_NOCLDWAIT
    enum: SA_NODEFER
    enum: SS_ONSTACK
    enum: SS_DISABLE
    enum: MINSIGSTKSZ
    enum: SIGSTKSZ
    enum: SIGEV_NONE
    enum: SIGEV_SIGNAL
    enum: SIGEV_THREAD
    enum: SEGV_MAPERR
    enum: SEGV_ACCERR
    enum: CLD_EXITED
    enum: CLD_KILLED
    enum: CLD_DUMPED
    enum: CLD_TRAPPED
    enum: CLD_STOPPED
    enum: CLD_CONTINUED

    union sigval:
        int sival_int
        void *sival_ptr

    struct sigevent:
        int sigev_notify
        int sigev_signo
        sigval sigev_value
        void sigev_notify_function(sigval)

    ctypedef struct siginfo_t:
        int si_signo
        int si_code
        int si_errno
        pid_t si_pid
        uid_t si_uid
        void *si_addr
        int si_status
        long si_band
        sigval si_value

    ctypedef struct sigset_t:
        pass

    struct sigaction_t "sigaction":
        void (*sa_handler)(int)
        void (*sa_sigaction)(int, siginfo_t *, void *)
        sigset_t sa_mask
        int sa_flags

    ctypedef struct stack_t:
        void *ss_sp
        int ss_flags
        size_t ss_size

    int kill(pid_t process, int signal)
    int killpg(pid_t group, int signal)
    int sigaction(int signal, const sigaction_t *action, sigaction_t *old)
    int sigaddset(sigset_t *mask, int signal)
    int sigdelset(sigset_t *mask, int signal)
    int sigemptyset(sigset_t *mask)
    int sigfillset(sigset_t *mask)
    int sigismember(const sigset_t *mask, int signal)
    int sigpending(sigset_t *mask)
    int sigprocmask(int how, const sigset_t *mask, sigset_t *old)
    int sigsuspend(const sigset_t *mask)
    int sigwait(const sigset_t *mask, int *signal)
    int sigaltstack(const stack_t *stack, stack_t *old)
