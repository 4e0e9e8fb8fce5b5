# libc.time: C11 7.27 <time.h>, with clock_gettime of POSIX.
cdef extern from "<time.h>" nogil:
    ctypedef long clock_t
    ctypedef long time_t
    ctypedef int clockid_t
    cdef struct tm:
        int tm_sec
        int tm_min
        int tm_hour
        int tm_mday
        int tm_mon
        int tm_year
        int tm_wday
        int tm_yday
        int tm_isdst
    cdef struct timespec:
        time_t tv_sec
        long tv_nsec
    enum:
        CLOCKS_PER_SEC
        CLOCK_REALTIME
        CLOCK_MONOTONIC
    clock_t clock()
    time_t time(time_t *result)
    double difftime(time_t later, time_t earlier)
    time_t mktime(tm *parts)
    char *asctime(const tm *parts)
    char *ctime(const time_t *when)
    tm *gmtime(const time_t *when)
    tm *localtime(const time_t *when)
    size_t strftime(char *to, size_t size, const char *format, const tm *parts)
    int clock_gettime(clockid_t clock, timespec *result)
    void tzset()
    int nanosleep(const timespec *wanted, timespec *left)
    enum:
        TIME_UTC
    char *asctime_r(const tm *parts, char *buffer)
    char *ctime_r(const time_t *when, char *buffer)
    tm *gmtime_r(const time_t *when, tm *result)
    tm *localtime_r(const time_t *when, tm *result)
    char *strptime(const char *text, const char *format, tm *parts)
    int timespec_get(timespec *result, int base)
    int daylight
    long timezone
    char **tzname
