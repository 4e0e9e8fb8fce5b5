"""A JSON writer and reader in plain Python: isinstance chains, recursion, dicts, string scanning."""

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def quote(text):
    return '"' + "".join([ESCAPES.get(c, c) for c in text]) + '"'


def write(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, (int, float)):
        return repr(value)
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join([write(item) for item in value]) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join([quote(key) + ": " + write(item) for key, item in value.items()]) + "}"
    raise TypeError(type(value).__name__)


class Reader:
    words = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}

    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \n\t\r":
            self.at += 1

    def value(self):
        self.skip()
        c = self.text[self.at]
        if c == "{":
            return self.pairs()
        if c == "[":
            return self.items()
        if c == '"':
            return self.string()
        if c in self.words:
            word, value = self.words[c]
            self.at += len(word)
            return value
        return self.number()

    def items(self):
        out = []
        self.at += 1
        self.skip()
        while self.text[self.at] != "]":
            out.append(self.value())
            self.skip()
            if self.text[self.at] == ",":
                self.at += 1
        self.at += 1
        return out

    def pairs(self):
        out = {}
        self.at += 1
        self.skip()
        while self.text[self.at] != "}":
            key = self.value()
            self.skip()
            self.at += 1
            out[key] = self.value()
            self.skip()
            if self.text[self.at] == ",":
                self.at += 1
                self.skip()
        self.at += 1
        return out

    def string(self):
        parts = []
        self.at += 1
        while (c := self.text[self.at]) != '"':
            if c == "\\":
                self.at += 1
                c = {"n": "\n", "t": "\t"}.get(self.text[self.at], self.text[self.at])
            parts.append(c)
            self.at += 1
        self.at += 1
        return "".join(parts)

    def number(self):
        start = self.at
        text = self.text
        while self.at < len(text) and text[self.at] in "+-0123456789.eE":
            self.at += 1
        word = text[start:self.at]
        return float(word) if "." in word or "e" in word else int(word)


def document(n):
    return {"name": "caf\u00e9 \"one\"", "rows": [{"id": i, "x": i / 7, "tags": ["a", "b", None, i % 2 == 0]}
                                                 for i in range(n)]}


def run(scale=1):
    source = document(60)
    for _ in range(3 * scale):
        text = write(source)
        if Reader(text).value() != source:
            raise ValueError("round trip")
    return len(text)
