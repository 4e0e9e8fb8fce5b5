"""Cython.Compiler.Options: what setup files set for all modules.

Directive defaults, annotate and warning_errors take part in cythonize; the other names are there to be set.
"""

is_krait = True

docstrings = True
embed_pos_in_docstring = False
generate_cleanup_code = False
clear_to_none = True
annotate = False
annotate_coverage_xml = None
fast_fail = False
warning_errors = False
error_on_unknown_names = True
error_on_uninitialized = True
convert_range = True
cache_builtins = True
gcc_branch_hints = True
lookup_module_cpdef = False
embed = None
cimport_from_pyx = False
buffer_max_dims = 8
closure_freelist_size = 8

_directive_defaults = {}


def get_directive_defaults():
    """The directives that hold where nothing else is said; a dict to be changed."""
    return _directive_defaults


def __getattr__(name):
    if name == "directive_defaults":  # an old name
        return _directive_defaults
    raise AttributeError("module %r has no attribute %r" % (__name__, name))
