def f(x):
    return [
        f"{}",
        f"{x!}",
        f"{x! r}",
        f"{x!rs}",
        f"{x!r }",
        f"}",
        f"{x",
    ]

# @3 error[syntax]: f-string: valid expression required before `}`
# @4 error[syntax]: f-string: missing conversion character
# @5 error[syntax]: f-string: conversion type must come right after the exclamation mark
# @6 error[syntax]: f-string: invalid conversion character `rs`
# @8 error[syntax]: f-string: single `}` is not allowed
# @9 error[syntax]: f-string: expecting `}`
