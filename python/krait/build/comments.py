"""What a source says in its first comment lines about its own build: `# distutils: libraries = m z`.

The values are lists of words, or `[a, b]`; lists of several lines add up. In: a path. Out: {"libraries": ["m", "z"]}.
"""

import re

LISTS = ("sources", "define_macros", "undef_macros", "libraries", "library_dirs", "runtime_library_dirs", "include_dirs",
         "extra_objects", "extra_compile_args", "extra_link_args", "export_symbols", "depends")
TEXTS = ("name", "language")
# What a module takes over from the declaration files that it uses.
PASSED_ON = ("libraries", "library_dirs", "runtime_library_dirs", "include_dirs", "extra_compile_args", "extra_link_args",
             "depends", "language")
_LINE = re.compile(r"#\s*distutils\s*:\s*(\w+)\s*=\s*(.*?)\s*$")
_WORD = re.compile(r"""(?:"[^"]*"|'[^']*'|[^\s"'])+""")


def split_words(text):
    """The words of a value, without their quotes."""
    if text.startswith("[") and text.endswith("]"):
        words = text[1:-1].split(",")
    else:
        words = _WORD.findall(text)
    return [word for word in (re.sub("[\"']", "", word).strip() for word in words) if word]


def _macro(word):
    name, equals, value = word.partition("=")
    return (name, value if equals else None)


def read_settings(path, aliases=None):
    """The settings in the comments at the top of a file: dict of lists and strings. `aliases` maps words to what they
    stand for."""
    settings = {}
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            line = line.strip()
            if line and not line.startswith("#"):
                break
            found = _LINE.match(line.lstrip("\ufeff"))
            if found:
                _add(settings, found.group(1), found.group(2), aliases or {})
    return settings


def _add(settings, key, text, aliases):
    if key in TEXTS:
        settings[key] = aliases.get(text, text)
    elif key in LISTS:
        for word in split_words(text):
            value = aliases.get(word, word)
            words = list(value) if isinstance(value, (list, tuple)) else [value]
            settings.setdefault(key, []).extend(map(_macro, words) if key == "define_macros" else words)
