cimport cython

def released(a):
    with nogil:
        with cython.critical_section(a):
        #    ^ error[needs-gil]: a critical section needs the GIL
            pass
