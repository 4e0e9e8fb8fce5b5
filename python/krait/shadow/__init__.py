"""Where the plain Python `cython` package lies; see its docstring. Nothing here is needed by compiled modules."""

import os

path = os.path.dirname(os.path.abspath(__file__))
