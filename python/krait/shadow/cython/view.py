"""cython.view as plain Python: the names of layouts, which say nothing here."""

generic = strided = indirect = contiguous = indirect_contiguous = slice(None)
