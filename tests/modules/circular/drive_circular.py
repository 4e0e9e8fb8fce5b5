"""Two modules that cimport one another, types and functions."""
import ring
import other

print(ring.Box().go(), other.threes())
