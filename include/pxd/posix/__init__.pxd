# posix: declarations of POSIX.1-2017 headers, one module per header.
