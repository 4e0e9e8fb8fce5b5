"""cython.dataclasses as plain Python: the standard library's."""

from dataclasses import *  # noqa: F401,F403
from dataclasses import dataclass, field  # noqa: F401
