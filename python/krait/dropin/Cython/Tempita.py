"""Templates of source files, as build scripts expand them: `Tempita.sub(text, name=value)`, `Template(text).substitute()`.

A tag is {{...}}: an expression (`{{x}}`, `{{x|filter}}`; None is nothing), `{{py: statement}}` or `{{py:` and lines of
code, `{{for x in y}}`, `{{if x}}` with `{{elif x}}` and `{{else}}`, `{{def name(arguments)}}`, each to its `{{end...}}`,
`{{continue}}`, `{{break}}`, `{{default name = value}}`, a comment `{{# ...}}`. A line with nothing but one statement
leaves nothing behind. `looper(items)` gives pairs of a Loop and an item.

    {{for t in ["int", "long"]}}            cdef int f_int(int x)
    cdef {{t}} f_{{t}}({{t}} x)       ->    cdef long f_long(long x)
    {{endfor}}
"""

import re

__all__ = ["TemplateError", "Template", "sub", "looper", "Loop"]

STATEMENT = re.compile(r"(if|elif|for|def|default|inherit) |py:|(else|endif|endfor|enddef|continue|break):?$")
ENDS = {"if": "endif", "for": "endfor", "def": "enddef"}


class TemplateError(Exception):
    """A template that cannot be read: the message says where."""


class Loop:
    """Where a loop stands: index from 0, number from 1, first, last, odd, even, previous, next, length."""

    def __init__(self, items, index):
        self.items, self.index, self.length = items, index, len(items)
        self.item, self.number = items[index], index + 1
        self.first, self.last = index == 0, index + 1 == len(items)
        self.odd, self.even = self.number % 2 == 1, self.number % 2 == 0
        self.previous = items[index - 1] if index else None
        self.next = None if self.last else items[index + 1]


def looper(items):
    items = list(items)
    return [(Loop(items, index), item) for index, item in enumerate(items)]


class _Tag:
    def __init__(self, text, line, column):
        self.text, self.line, self.column = text, line, column

    def is_statement(self):
        return STATEMENT.match(self.text) is not None

    def word(self):
        match = re.match(r"\w+|#", self.text)
        return match.group().rstrip(":") if match and (self.is_statement() or self.text[0] == "#") else ""

    def rest(self):
        """What stands behind the word, without the colon at the end that some write."""
        text = self.text[len(self.word()):].strip()
        return text[:-1] if text.endswith(":") else text


class _Leave(Exception):
    """{{continue}} or {{break}}."""


class Template:
    def __init__(self, content, name=None, namespace=None, delimiters=None, delimeters=None):
        self.content, self.name, self.namespace = content, name, dict(namespace or {})
        self.opening, self.closing = delimiters or delimeters or ("{{", "}}")
        self._parts = self._split()
        self._drop_lines()
        self._at = 0
        self._body, _ = self._block(None, ())

    @classmethod
    def from_filename(cls, filename, namespace=None, encoding=None, **options):
        with open(filename, encoding=encoding or "utf-8") as file:
            return cls(file.read(), name=filename, namespace=namespace, **options)

    def substitute(self, *namespaces, **values):
        scope = {"looper": looper, "start_braces": self.opening, "end_braces": self.closing}
        for more in (self.namespace, *namespaces, values):
            scope.update(more)
        return self._run(self._body, scope)

    def __repr__(self):
        return "<Template %s>" % (self.name or "")

    # --- reading -------------------------------------------------------------------------------

    def _fail(self, message, tag):
        place = " in %s" % self.name if self.name else ""
        raise TemplateError("%s at line %s column %s%s" % (message, tag.line, tag.column, place))

    def _split(self):
        """Text, tag, text, tag ... text."""
        parts, end = [], 0
        for match in re.finditer("%s(.*?)%s" % (re.escape(self.opening), re.escape(self.closing)), self.content, re.S):
            before = self.content[:match.start()]
            tag = _Tag(match.group(1).strip(), before.count("\n") + 1, match.start() - before.rfind("\n"))
            parts += [self.content[end:match.start()], tag]
            end = match.end()
        return parts + [self.content[end:]]

    def _drop_lines(self):
        """A statement alone on its line takes the line with it, and an empty one in front, or all behind another such."""
        parts, fresh = self._parts, True  # fresh: the text before begins a line
        for at in range(1, len(parts), 2):
            before, after = parts[at - 1], parts[at + 1]
            is_last = at == len(parts) - 2
            line = before[before.rfind("\n") + 1:]
            begins = not line.strip() and ("\n" in before or fresh)
            if fresh and not before.strip():
                line = before
            elif before.endswith("\n"):  # and one empty line in front
                line = re.search(r"\n([ \t]*\n)?\Z", before).group(1) or ""
            ends = re.match(r"[ \t]*(\n|$)" if is_last else r"[ \t]*\n", after)
            fresh = bool(parts[at].is_statement() and begins and (ends or (is_last and not after.strip())))
            if fresh:
                parts[at - 1] = before[:len(before) - len(line)]
                parts[at + 1] = "" if is_last and not after.strip() else after[ends.end():]

    def _block(self, opener, ends):
        """(nodes, the tag that ended them): from here to a tag of those words, or to the end of the template."""
        nodes = []
        while self._at < len(self._parts):
            part = self._parts[self._at]
            self._at += 1
            if isinstance(part, str):
                nodes.append(part)
            elif part.word() in ends:
                return nodes, part
            elif part.word() != "#":
                nodes.append(self._node(part))
        if opener:
            self._fail("no {{%s}} for {{%s}}" % (ENDS[opener.word()], opener.text), opener)
        return nodes, None

    def _node(self, tag):
        word = tag.word()
        if word == "if":
            arms, opener, end = [], tag, tag
            while end.word() != "endif":
                condition = end.rest() if end.word() != "else" else "True"
                body, last = self._block(opener, ("elif", "else", "endif"))
                arms.append((condition, end, body))
                end = last
            return ("if", arms)
        if word == "for":
            names, found, items = tag.rest().partition(" in ")
            if not found:
                self._fail("no `in` in {{%s}}" % tag.text, tag)
            return ("for", tag, [name.strip() for name in names.strip("() ").split(",") if name.strip()],
                    "," in names, items.strip(), self._block(tag, ("endfor",))[0])
        if word == "def":
            name, found, arguments = tag.rest().partition("(")
            return ("def", tag, name.strip(), arguments.rstrip(") ") if found else "", self._block(tag, ("enddef",))[0])
        if word == "default":
            name, found, value = tag.rest().partition("=")
            if not found:
                self._fail("no value in {{%s}}" % tag.text, tag)
            return ("default", tag, name.strip(), value.strip())
        if word in ("continue", "break"):
            return ("leave", word)
        if word == "py":
            return ("py", tag, self._code(tag))
        if word:
            self._fail("{{%s}} is not expected here" % tag.text, tag)
        return ("value", tag, tag.text)

    def _code(self, tag):
        code = tag.text[len("py:"):].lstrip(" \t")
        if not code.startswith(("\n", "\r")) and "\n" in code:
            self._fail("code of several lines starts on a line of its own", tag)
        return code.lstrip("\r\n").replace("\r", "") + "\n"

    # --- running -------------------------------------------------------------------------------

    def _eval(self, code, tag, scope, mode="eval"):
        try:
            return eval(compile("\n" * (tag.line - 1) + code.lstrip() if mode == "eval" else code,
                                self.name or "<template>", mode), scope)
        except Exception as error:
            if hasattr(error, "add_note"):
                error.add_note("in {{%s}} at line %s column %s" % (tag.text.split("\n")[0], tag.line, tag.column))
            raise

    def _value(self, tag, code, scope):
        first, *filters = code.split("|")
        value = self._eval(first, tag, scope)
        for text in filters:
            value = self._eval(text, tag, scope)(value)
        return "" if value is None else str(value)

    def _run(self, nodes, scope):
        out = []
        self._run_into(out, nodes, scope)
        return "".join(out)

    def _run_into(self, out, nodes, scope):
        for node in nodes:
            if isinstance(node, str):
                out.append(node)
                continue
            kind, *rest = node
            if kind == "value":
                out.append(self._value(*rest, scope))
            elif kind == "py":
                self._eval(rest[1], rest[0], scope, "exec")
            elif kind == "if":
                for condition, tag, body in rest[0]:
                    if self._eval(condition, tag, scope):
                        self._run_into(out, body, scope)
                        break
            elif kind == "for":
                self._loop(out, scope, *rest)
            elif kind == "def":
                scope[rest[1]] = self._function(scope, *rest)
            elif kind == "default":
                if rest[1] not in scope:
                    scope[rest[1]] = self._eval(rest[2], rest[0], scope)
            else:
                raise _Leave(rest[0])

    def _loop(self, out, scope, tag, names, unpacks, items, body):
        for item in self._eval(items, tag, scope):
            values = list(item) if unpacks else [item]
            if len(values) != len(names):
                self._fail("%d values for %d names" % (len(values), len(names)), tag)
            scope.update(zip(names, values))
            try:
                self._run_into(out, body, scope)
            except _Leave as leave:
                if leave.args[0] == "break":
                    break

    def _function(self, scope, tag, name, arguments, body):
        bind = self._eval("lambda %s: dict(locals())" % arguments, tag, scope)

        def function(*given, **named):
            return self._run(body, {**scope, **bind(*given, **named)})

        function.__name__ = name
        return function


def sub(content, **values):
    """The text that the template makes of the values; `__name` is what to call it in messages."""
    return Template(content, name=values.get("__name"), delimiters=values.pop("delimiters", None)).substitute(values)
