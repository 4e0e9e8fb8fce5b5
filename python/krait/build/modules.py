"""From what is given to `cythonize` to extension modules: patterns are looked up, each source gets its dotted name.

    "pkg/*.pyx"                          every source that matches, by the packages around it
    Extension("pkg.*", ["pkg/*.pyx"])    the same, with the settings of the Extension for each
    Extension("a.b", ["a/b.pyx", "c.c"]) one module
"""

import copy
import glob
import os
import re

SOURCES = (".pyx", ".py")


def split_braces(pattern):
    """`a{b,c}` as its two patterns."""
    found = re.search(r"\{([^{}]*)\}", pattern)
    if not found:
        return [pattern]
    return [name for word in found.group(1).split(",")
            for name in split_braces(pattern[:found.start()] + word.strip() + pattern[found.end():])]


def matches(pattern):
    """The files of a pattern, sorted; `**` are folders in folders."""
    paths = {os.path.normpath(path) for part in split_braces(pattern) for path in glob.glob(part, recursive=True)}
    return sorted(paths)


def dotted_name(path):
    """The name of a module by the packages that it lies in."""
    folder, name = os.path.split(os.path.splitext(os.path.abspath(path))[0])
    words = [] if name == "__init__" else [name]
    while any(os.path.isfile(os.path.join(folder, "__init__" + ending)) for ending in (".py", ".pyx", ".pxd")):
        folder, name = os.path.split(folder)
        words.insert(0, name)
    return ".".join(words)


def _new_extension(name, source):
    try:
        from setuptools import Extension
    except ImportError:
        from distutils.core import Extension
    extension = Extension(name, [])  # setuptools renames sources that it has no compiler for
    extension.sources = [source]
    return extension


def _as_written(source):
    """setuptools without a compiler for it makes x.c of x.pyx."""
    stem, ending = os.path.splitext(source)
    if ending in (".c", ".cpp") and not os.path.exists(source) and os.path.exists(stem + ".pyx"):
        return stem + ".pyx"
    return source


def _expand(item, excluded):
    """Extensions for one item of the list, each with its source first; those without a source are as they were."""
    if isinstance(item, (str, os.PathLike)):
        item = _new_extension("*", os.fspath(item))
    sources = [_as_written(os.fspath(source)) for source in item.sources]
    ours = [source for source in sources if source.endswith(SOURCES)]
    if not ours:
        return [item]
    others = [source for source in sources if source not in ours]
    paths = matches(ours[0])
    if not paths:
        raise ValueError("'%s' doesn't match any files" % ours[0])
    found = []
    for path in paths:
        if os.path.abspath(path) in excluded or not path.endswith(SOURCES):
            continue
        one = copy.copy(item)
        one.name = dotted_name(path) if "*" in item.name else item.name
        one.sources = [path] + others
        found.append((one, "*" in item.name))
    return found


def create_extension_list(patterns, exclude=None):
    """One Extension for each module; those named in full win over those found by a pattern."""
    if isinstance(patterns, (str, os.PathLike)) or not hasattr(patterns, "__iter__"):
        patterns = [patterns]
    exclude = [exclude] if isinstance(exclude, str) else exclude or []
    excluded = {os.path.abspath(path) for pattern in exclude for path in matches(pattern)}
    found = [item if isinstance(item, tuple) else (item, False) for pattern in patterns for item in _expand(pattern, excluded)]
    named = {item.name for item, by_pattern in found if not by_pattern}
    result, seen = [], set()
    for item, by_pattern in found:
        if not by_pattern or (item.name not in named and item.name not in seen):
            result.append(item)
            seen.add(item.name)
    return result
