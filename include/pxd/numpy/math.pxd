# numpy.math: C99 mathematics as numpy had them; libc.math says the same. Constants and functions of numpy's own from
# its header. Source: NumPy C API, "Core math library".
from libc.math cimport (
    NAN, INFINITY, isinf, isfinite, isnan, signbit, M_E as E, M_LOG2E as LOG2E, M_LOG10E as LOG10E, M_PI as PI,
    M_PI_2 as PI_2, M_PI_4 as PI_4, M_LN2 as LOGE2, M_LN10 as LOGE10, copysign, nextafter, sin, cos, tan, sinh, cosh,
    tanh, fabs, floor, ceil, rint, sqrt, log10, log, exp, expm1, asin, acos, atan, asinh, acosh, atanh, log1p, exp2,
    log2, atan2, hypot, pow, fmod, modf)

cdef extern from "numpy/npy_math.h" nogil:
    long double PZERO "NPY_PZERO"
    long double NZERO "NPY_NZERO"
    long double EULER "NPY_EULER"
    float spacingf "npy_spacingf"(float x)
    double spacing "npy_spacing"(double x)
    long double spacingl "npy_spacingl"(long double x)
    float deg2radf "npy_deg2radf"(float x)
    float rad2degf "npy_rad2degf"(float x)
    float logaddexpf "npy_logaddexpf"(float x, float y)
    float logaddexp2f "npy_logaddexp2f"(float x, float y)
    double deg2rad "npy_deg2rad"(double x)
    double rad2deg "npy_rad2deg"(double x)
    double logaddexp "npy_logaddexp"(double x, double y)
    double logaddexp2 "npy_logaddexp2"(double x, double y)
    long double deg2radl "npy_deg2radl"(long double x)
    long double rad2degl "npy_rad2degl"(long double x)
    long double logaddexpl "npy_logaddexpl"(long double x, long double y)
    long double logaddexp2l "npy_logaddexp2l"(long double x, long double y)
