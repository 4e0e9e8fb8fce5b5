s = "\N{GIBBET NICH}"
#    ^ error[syntax]: no character has the name `GIBBET NICH`
t = f"{s}\N{LATIN SMALL LETTER}"
#        ^ error[syntax]: no character has the name `LATIN SMALL LETTER`
known = "\N{LATIN SMALL LETTER A}\N{nbsp}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{HANGUL SYLLABLE GA}"
raw = r"\N{GIBBET NICH}", b"\N{GIBBET NICH}"
#                         ^ warning[invalid-escape]: invalid escape sequence
