"""Cython.Distutils.extension: an Extension with options for the translation of its sources."""

try:
    from setuptools import Extension as _Extension
except ImportError:
    from distutils.core import Extension as _Extension


class Extension(_Extension):
    """Takes cython_include_dirs and cython_directives; the other options of this kind change nothing."""

    def __init__(self, name, sources, **options):
        ours = {key: options.pop(key) for key in list(options) if key.startswith(("cython_", "pyrex_"))}
        super().__init__(name, sources, **options)
        self.cython_directives = ours.get("cython_directives") or ours.get("pyrex_directives") or {}
        self.cython_include_dirs = ours.get("cython_include_dirs") or ours.get("pyrex_include_dirs") or []
