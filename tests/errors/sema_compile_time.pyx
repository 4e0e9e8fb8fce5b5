# cython: warn.deprecated.IF=False
DEF A = no_such + 1
#       ^ error[compile-time]: name `no_such` is not defined at compile time
DEF B = (1, 2)[2]
#       ^ error[compile-time]: `(1, 2)` has no item `2`
DEF C = "a" < 1
#       ^ error[compile-time]: `'a'` < `1` has no value
IF open("x"):
#  ^ error[compile-time]: this call has no value
    x = 1
IF 1 // 0:
#  ^ error[compile-time]: `1` // `0` has no value
    y = 1
include "no_such_file.pxi"
#       ^ error[syntax]: included file `no_such_file.pxi` is not found
include "sema_compile_time.pyx"
#       ^ error[syntax]: file `sema_compile_time.pyx` includes itself
DEF L = [1]
z = L
#   ^ error[syntax]: `[1]` cannot be a constant
