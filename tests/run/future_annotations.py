# interpreter fails: future_annotations
"""Code compiled by a call has the module's future statements, or none; not those of a caller further out.

>>> ran("def f(x: y): pass")
{'x': 'y'}
>>> evaluated()
'y'
>>> body
{'x': 'y'}
"""
from __future__ import annotations

space = {}
exec("def f(x: y): pass", space)
body = space["f"].__annotations__


def ran(text):
    space = {}
    exec(text, space)
    return space["f"].__annotations__


def evaluated():
    code = compile("def f(x: y): pass", "<text>", "exec")
    space = {}
    exec(code, space)
    return eval("f.__annotations__['x']", space, None)
