"""Stands for Cython while `krait as-cython` runs a build; see krait/dropin."""

__version__ = "3.3.0"  # the language that Krait compiles


def load_ipython_extension(ipython):
    raise ImportError("Krait has no IPython extension")
