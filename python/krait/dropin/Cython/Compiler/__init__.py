"""Cython.Compiler: the few modules of it that builds look at."""
