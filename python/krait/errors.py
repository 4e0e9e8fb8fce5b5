"""Diagnostics of the compiler as Python objects and as one exception."""

import collections


Diagnostic = collections.namedtuple("Diagnostic", "severity code text path line column")
Diagnostic.__doc__ = """One message of the compiler.

severity: "error", "warning" or "hint"; code: "unknown-name"; text: str; path: str or None;
line, column: int, 1-based, 0 when the message has no place.
"""


class CompileError(SyntaxError):
    """The source was rejected. A SyntaxError placed at the first error, so that tools show the line.

    diagnostics: list of Diagnostic, errors and warnings, in source order.
    report: str, all of them as text with excerpts.
    """

    def __init__(self, diagnostics, report, source=None):
        first = next((d for d in diagnostics if d.severity == "error"), None)
        if first is None:
            super().__init__(report)
        else:
            line = source.splitlines()[first.line - 1] if source and first.line else None
            super().__init__(first.text, (first.path, first.line, first.column, line))
        self.diagnostics = diagnostics
        self.report = report
