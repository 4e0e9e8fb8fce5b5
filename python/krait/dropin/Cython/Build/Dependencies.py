"""Cython.Build.Dependencies."""

from krait.build import create_extension_list, cythonize

__all__ = ["create_extension_list", "cythonize", "default_create_extension"]


def default_create_extension(template, kwds):
    """An Extension like the template, and what is told about it."""
    kwds.setdefault("depends", getattr(template, "depends", []))
    kind = template.__class__
    return kind(**kwds), {"distutils": {key: kwds[key] for key in kwds if key not in ("name", "sources")},
                          "module_name": kwds["name"]}
