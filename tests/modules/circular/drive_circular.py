"""Two modules that cimport one another, types and functions."""
import ring

print(ring.Box().go())
