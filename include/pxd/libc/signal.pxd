# libc.signal: C11 7.14 <signal.h>.
ctypedef void (*sighandler_t)(int signum) noexcept nogil

cdef extern from "<signal.h>" nogil:
    ctypedef int sig_atomic_t
    sighandler_t SIG_DFL
    sighandler_t SIG_IGN
    sighandler_t SIG_ERR
    sighandler_t signal(int signum, sighandler_t action)
    int raise_ "raise"(int signum)
    enum:
        SIGABRT
        SIGFPE
        SIGILL
        SIGINT
        SIGSEGV
        SIGTERM
        SIGALRM
        SIGBUS
        SIGCHLD
        SIGCLD
        SIGCONT
        SIGEMT
        SIGHUP
        SIGINFO
        SIGIO
        SIGIOT
        SIGKILL
        SIGLOST
        SIGPIPE
        SIGPOLL
        SIGPROF
        SIGPWR
        SIGQUIT
        SIGRTMAX
        SIGRTMIN
        SIGSTKFLT
        SIGSTOP
        SIGSYS
        SIGTRAP
        SIGTSTP
        SIGTTIN
        SIGTTOU
        SIGURG
        SIGUSR1
        SIGUSR2
        SIGVTALRM
        SIGWINCH
        SIGXCPU
        SIGXFSZ
