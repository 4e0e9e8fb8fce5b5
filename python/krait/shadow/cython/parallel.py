"""cython.parallel as plain Python: one thread, loops as `range`."""


def prange(start=0, stop=None, step=1, nogil=False, schedule=None, chunksize=None, num_threads=None,
           use_threads_if=None):
    return range(start) if stop is None else range(start, stop, step)


class parallel:
    """with parallel(): the block runs once."""

    def __init__(self, num_threads=None, nogil=False, use_threads_if=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        return False


def threadid():
    return 0
