# cython: warn.deprecated.DEF=True
DEF A = 1
# ^ warning[deprecated]: `DEF` is deprecated
IF A:
# ^ warning[deprecated]: `IF` is deprecated
    x = y_missing
    #   ^ error[unknown-name]: name `y_missing`
