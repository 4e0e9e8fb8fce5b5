r"""Characters by their names.

>>> ascii(PLAIN)
"'\\u2603a\\xa0\\n\\U0001f4a9'"
>>> ascii(FROM_CODES)
"'\\u4e00\\uac00\\u2603'"
>>> formatted(3)
'\u2022 3 \u2014'
>>> is_snowman('\u2603'), is_snowman('s')
(True, False)
>>> count_named('a\u2603b\u2603')
2
"""

PLAIN = "\N{SNOWMAN}\N{latin small letter a}\N{NBSP}\N{LF}\N{PILE OF POO}"
FROM_CODES = "\N{CJK UNIFIED IDEOGRAPH-4E00}\N{HANGUL SYLLABLE GA}\N{SNOWMAN}"


def formatted(x):
    return f"\N{BULLET} {x} \N{EM DASH}"


def is_snowman(c):
    return c == "\N{SNOWMAN}"


def count_named(text):
    n = 0
    for c in text:
        if c in "\N{SNOWMAN}\N{COMET}":
            n += 1
    return n
