# cpython.datetime. Source: Python/C API, "DateTime Objects". Call import_datetime() before anything else of it.
from cpython.object cimport PyObject

cdef extern from "Python.h":
    pass

cdef extern from "datetime.h":
    """
    #define kr_datetime_import() (PyDateTime_IMPORT)
    #define kr_datetime_is_ready() (PyDateTimeAPI != NULL)
    #define kr_time_new(hour, minute, second, microsecond, tz, fold) \\
        PyDateTimeAPI->Time_FromTimeAndFold(hour, minute, second, microsecond, tz, fold, PyDateTimeAPI->TimeType)
    #define kr_datetime_new(year, month, day, hour, minute, second, microsecond, tz, fold) \\
        PyDateTimeAPI->DateTime_FromDateAndTimeAndFold(year, month, day, hour, minute, second, microsecond, tz, fold, \\
                                                       PyDateTimeAPI->DateTimeType)
    """
    ctypedef extern class datetime.date [object PyDateTime_Date]:
        pass
    ctypedef extern class datetime.time [object PyDateTime_Time]:
        pass
    ctypedef extern class datetime.datetime [object PyDateTime_DateTime]:
        pass
    ctypedef extern class datetime.timedelta [object PyDateTime_Delta]:
        pass
    ctypedef extern class datetime.tzinfo [object PyDateTime_TZInfo]:
        pass

    void PyDateTime_IMPORT "kr_datetime_import"()
    bint kr_datetime_is_ready()

    bint PyDate_Check(object o)
    bint PyDate_CheckExact(object o)
    bint PyDateTime_Check(object o)
    bint PyDateTime_CheckExact(object o)
    bint PyTime_Check(object o)
    bint PyTime_CheckExact(object o)
    bint PyDelta_Check(object o)
    bint PyDelta_CheckExact(object o)
    bint PyTZInfo_Check(object o)
    bint PyTZInfo_CheckExact(object o)

    int PyDateTime_GET_YEAR(object o)
    int PyDateTime_GET_MONTH(object o)
    int PyDateTime_GET_DAY(object o)
    int PyDateTime_DATE_GET_HOUR(object o)
    int PyDateTime_DATE_GET_MINUTE(object o)
    int PyDateTime_DATE_GET_SECOND(object o)
    int PyDateTime_DATE_GET_MICROSECOND(object o)
    int PyDateTime_DATE_GET_FOLD(object o)
    int PyDateTime_TIME_GET_HOUR(object o)
    int PyDateTime_TIME_GET_MINUTE(object o)
    int PyDateTime_TIME_GET_SECOND(object o)
    int PyDateTime_TIME_GET_MICROSECOND(object o)
    int PyDateTime_TIME_GET_FOLD(object o)
    int PyDateTime_DELTA_GET_DAYS(object o)
    int PyDateTime_DELTA_GET_SECONDS(object o)
    int PyDateTime_DELTA_GET_MICROSECONDS(object o)

    object PyDate_FromDate(int year, int month, int day)
    object PyDelta_FromDSU(int days, int seconds, int microseconds)
    object PyTimeZone_FromOffset(object offset)
    object PyTimeZone_FromOffsetAndName(object offset, object name)
    object PyDate_FromTimestamp(object args)
    object PyDateTime_FromTimestamp(object args)
    object kr_time_new(int hour, int minute, int second, int microsecond, object tz, int fold)
    object kr_datetime_new(int year, int month, int day, int hour, int minute, int second, int microsecond,
                           object tz, int fold)
    PyObject *PyDateTime_TimeZone_UTC


cdef inline int import_datetime() except -1:
    """Makes the functions below work; an exception when the module `datetime` cannot be imported."""
    PyDateTime_IMPORT()
    if not kr_datetime_is_ready():
        import datetime
        raise ImportError("the C interface of datetime cannot be imported")
    return 0


cdef inline object date_new(int year, int month, int day):
    return PyDate_FromDate(year, month, day)


cdef inline object time_new(int hour, int minute, int second, int microsecond, object tz, int fold=0):
    return kr_time_new(hour, minute, second, microsecond, tz, fold)


cdef inline object datetime_new(int year, int month, int day, int hour, int minute, int second, int microsecond,
                                object tz, int fold=0):
    return kr_datetime_new(year, month, day, hour, minute, second, microsecond, tz, fold)


cdef inline object timedelta_new(int days, int seconds, int useconds):
    return PyDelta_FromDSU(days, seconds, useconds)


cdef inline object timezone_new(object offset, object name=None):
    return PyTimeZone_FromOffset(offset) if name is None else PyTimeZone_FromOffsetAndName(offset, name)


cdef inline object date_from_timestamp(timestamp):
    return PyDate_FromTimestamp((timestamp,))


cdef inline object datetime_from_timestamp(timestamp, tz=None):
    return PyDateTime_FromTimestamp((timestamp, tz) if tz is not None else (timestamp,))


cdef inline object get_utc():
    return <object>PyDateTime_TimeZone_UTC


cdef inline object time_tzinfo(object o):
    return o.tzinfo


cdef inline object datetime_tzinfo(object o):
    return o.tzinfo


cdef inline int date_year(object o) noexcept:
    return PyDateTime_GET_YEAR(o)


cdef inline int date_month(object o) noexcept:
    return PyDateTime_GET_MONTH(o)


cdef inline int date_day(object o) noexcept:
    return PyDateTime_GET_DAY(o)


cdef inline int datetime_year(object o) noexcept:
    return PyDateTime_GET_YEAR(o)


cdef inline int datetime_month(object o) noexcept:
    return PyDateTime_GET_MONTH(o)


cdef inline int datetime_day(object o) noexcept:
    return PyDateTime_GET_DAY(o)


cdef inline int datetime_hour(object o) noexcept:
    return PyDateTime_DATE_GET_HOUR(o)


cdef inline int datetime_minute(object o) noexcept:
    return PyDateTime_DATE_GET_MINUTE(o)


cdef inline int datetime_second(object o) noexcept:
    return PyDateTime_DATE_GET_SECOND(o)


cdef inline int datetime_microsecond(object o) noexcept:
    return PyDateTime_DATE_GET_MICROSECOND(o)


cdef inline int datetime_fold(object o) noexcept:
    return PyDateTime_DATE_GET_FOLD(o)


cdef inline int time_hour(object o) noexcept:
    return PyDateTime_TIME_GET_HOUR(o)


cdef inline int time_minute(object o) noexcept:
    return PyDateTime_TIME_GET_MINUTE(o)


cdef inline int time_second(object o) noexcept:
    return PyDateTime_TIME_GET_SECOND(o)


cdef inline int time_microsecond(object o) noexcept:
    return PyDateTime_TIME_GET_MICROSECOND(o)


cdef inline int time_fold(object o) noexcept:
    return PyDateTime_TIME_GET_FOLD(o)


cdef inline int timedelta_days(object o) noexcept:
    return PyDateTime_DELTA_GET_DAYS(o)


cdef inline int timedelta_seconds(object o) noexcept:
    return PyDateTime_DELTA_GET_SECONDS(o)


cdef inline int timedelta_microseconds(object o) noexcept:
    return PyDateTime_DELTA_GET_MICROSECONDS(o)


cdef inline double total_seconds(timedelta o) noexcept:
    cdef double days = PyDateTime_DELTA_GET_DAYS(o)
    cdef double seconds = PyDateTime_DELTA_GET_SECONDS(o)
    cdef double microseconds = PyDateTime_DELTA_GET_MICROSECONDS(o)
    return days * 86400 + seconds + microseconds / 1000000
