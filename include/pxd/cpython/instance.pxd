# cpython.instance: instances of the classes of Python 2; nothing is left of them.
