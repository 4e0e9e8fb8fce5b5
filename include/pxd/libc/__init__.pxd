# libc: the C standard library; one module a header.
