"""Compares our AST of Python files with that of CPython's ast module.

    compare_ast.py DUMP_COMMAND FILE_OR_FOLDER... [--sample N] [--stop]

DUMP_COMMAND prints our dump of the file that is appended to it (`build/krait dump --stage ast`). Both trees are
brought to one form, nested tuples (kind, attributes, children), and compared; the first difference of each
file is printed. Files that this interpreter cannot parse are skipped. Exit status 1 when any file differs.
"""
import ast
import os
import re
import shlex
import subprocess
import sys
import unicodedata
import warnings

OPS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "MatMult": "@",
    "LShift": "<<", "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^", "USub": "-", "UAdd": "+",
    "Invert": "~", "Not": "not", "And": "and", "Or": "or", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=",
    "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in",
}
LINE = re.compile(r"( *)(?:(\w+): )?(\w+)(.*)\n?")
ATTR = re.compile(r' (\w+)(?:=("(?:[^"\\]|\\.)*"|\[[^]]*\]|\S+))?')


def unquote(text):
    """The bytes of a quoted text of the dump."""
    def one(match):
        escape = match.group(1)
        if escape[0] == "x":
            return chr(int(escape[1:], 16))
        return "\n" if escape == "n" else escape
    return re.sub(r"\\(x..|.)", one, text[1:-1]).encode("latin-1")


def parse_dump(text):
    """Our dump as nested [kind, attrs, [(field, node), ...]]."""
    root, stack = None, []
    for line in text.splitlines():
        indent, field, kind, rest = LINE.fullmatch(line).groups()
        node = [kind, {name: True if value == "" else value for name, value in ATTR.findall(rest)}, []]
        depth = len(indent) // 2
        del stack[depth:]
        if stack:
            stack[-1][2].append((field, node))
        else:
            root = node
        stack.append(node)
    return root


def name(text):
    return unicodedata.normalize("NFKC", text)


class Ours:
    """Our tree in the common form."""

    def node(self, node):
        kind, attrs, children = node
        method = getattr(self, kind, None)
        if method:
            return method(attrs, children)
        return (kind, self.attrs(attrs), self.children(children))

    def attrs(self, attrs):
        out = {}
        for key, value in attrs.items():
            if key == "parenthesized":
                continue
            if isinstance(value, str) and value[:1] == '"':
                value = unquote(value).decode("utf-8", "surrogatepass")
            elif isinstance(value, str):
                value = name(value)
            out[key] = value
        return tuple(sorted(out.items()))

    def children(self, children):
        return tuple((field, self.node(child)) for field, child in children)

    def Module(self, attrs, children):
        body = []
        for field, child in children:
            if field == "doc":
                body.append(("body", ("ExprStmt", (), (("value", self.node(child)),))))
            elif field == "body":
                body.append((field, self.node(child)))
        return ("Module", (), tuple(body))

    def IntLit(self, attrs, children):
        return ("Const", int(unquote(attrs["text"]), 0))

    def FloatLit(self, attrs, children):
        return ("Const", repr(float(unquote(attrs["text"]))))

    def ImagLit(self, attrs, children):
        return ("Const", repr(complex(0, float(unquote(attrs["text"])))))

    def StrLit(self, attrs, children):
        value = unquote(attrs["value"])
        return ("Const", value if attrs.get("kind") else value.decode("utf-8", "surrogatepass"))

    def EscapedStr(self, attrs, children):
        return ("Const", unquote(attrs["text"]).decode("unicode-escape"))

    def FString(self, attrs, children):
        parts = []

        def add_text(text):
            if parts and parts[-1][0] == "Const":
                text = parts.pop()[1] + text
            if text:
                parts.append(("Const", text))
        for _, child in children:
            if child[0] != "FValue":
                add_text(self.node(child)[1])
                continue
            inner = dict(child[2])
            if "debug" in child[1]:
                add_text(unquote(child[1]["debug"]).decode("utf-8", "surrogatepass"))
            spec = self.node(inner["spec"]) if "spec" in inner else None
            parts.append(("FValue", self.node(inner["value"]), int(child[1].get("conversion", -1)), spec))
        return ("FString", tuple(parts))


class Theirs:
    """CPython's tree in the common form."""

    def one(self, kind, attrs, *children):
        attrs = tuple(sorted((k, v) for k, v in attrs.items() if v not in (None, False, 0, "")))
        out = []
        for field, value in children:
            for item in value if isinstance(value, list) else [value]:
                if item is not None:
                    out.append((field, item if isinstance(item, tuple) else self.node(item)))
        return (kind, attrs, tuple(out))

    def node(self, node):
        return getattr(self, type(node).__name__)(node)

    def Module(self, n):
        return self.one("Module", {}, ("body", n.body))

    def Expr(self, n):
        return self.one("ExprStmt", {}, ("value", n.value))

    def Assign(self, n):
        return self.one("Assign", {}, ("targets", n.targets), ("value", n.value))

    def AugAssign(self, n):
        return self.one("AugAssign", {"op": self.op(n.op)}, ("target", n.target), ("value", n.value))

    def AnnAssign(self, n):
        return self.one("AnnAssign", {"simple": bool(n.simple)}, ("target", n.target),
                        ("annotation", n.annotation), ("value", n.value))

    def Return(self, n):
        return self.one("Return", {}, ("value", n.value))

    def Delete(self, n):
        return self.one("Delete", {}, ("targets", n.targets))

    def Pass(self, n):
        return self.one("Pass", {})

    def Break(self, n):
        return self.one("Break", {})

    def Continue(self, n):
        return self.one("Continue", {})

    def Assert(self, n):
        return self.one("Assert", {}, ("test", n.test), ("message", n.msg))

    def Raise(self, n):
        return self.one("Raise", {}, ("exception", n.exc), ("cause", n.cause))

    def If(self, n):
        return self.one("If", {}, ("test", n.test), ("body", n.body), ("orelse", n.orelse))

    def While(self, n):
        return self.one("While", {}, ("test", n.test), ("body", n.body), ("orelse", n.orelse))

    def For(self, n, is_async=False):
        return self.one("For", {"is_async": is_async}, ("target", n.target), ("iter", n.iter), ("body", n.body),
                        ("orelse", n.orelse))

    def AsyncFor(self, n):
        return self.For(n, True)

    def Try(self, n, is_star=False):
        return self.one("Try", {"is_star": is_star}, ("body", n.body), ("handlers", n.handlers),
                        ("orelse", n.orelse), ("finalbody", n.finalbody))

    def TryStar(self, n):
        return self.Try(n, True)

    def ExceptHandler(self, n):
        return self.one("Handler", {"name": n.name}, ("type", n.type), ("body", n.body))

    def With(self, n, is_async=False):
        return self.one("With", {"is_async": is_async}, ("items", n.items), ("body", n.body))

    def AsyncWith(self, n):
        return self.With(n, True)

    def withitem(self, n):
        return self.one("WithItem", {}, ("context", n.context_expr), ("target", n.optional_vars))

    def Global(self, n):
        return self.one("Global", {"names": "[" + " ".join(n.names) + "]"})

    def Nonlocal(self, n):
        return self.one("Nonlocal", {"names": "[" + " ".join(n.names) + "]"})

    def Import(self, n):
        return self.one("Import", {}, ("names", n.names))

    def ImportFrom(self, n):
        return self.one("ImportFrom", {"module": n.module, "level": str(n.level) if n.level else None},
                        ("names", n.names))

    def alias(self, n):
        return self.one("Alias", {"name": n.name, "asname": n.asname})

    def Match(self, n):
        return self.one("Match", {}, ("subject", n.subject), ("cases", n.cases))

    def match_case(self, n):
        return self.one("MatchCase", {}, ("pattern", n.pattern), ("guard", n.guard), ("body", n.body))

    def TypeAlias(self, n):
        return self.one("TypeAlias", {}, ("name", n.name), ("type_params", n.type_params), ("value", n.value))

    def params(self, a):
        out = []
        plain = a.posonlyargs + a.args
        defaults = [None] * (len(plain) - len(a.defaults)) + a.defaults
        for i, (arg, default) in enumerate(zip(plain, defaults)):
            out.append(self.param(arg, "posonly" if i < len(a.posonlyargs) else None, default))
        if a.vararg:
            out.append(self.param(a.vararg, "star", None))
        for arg, default in zip(a.kwonlyargs, a.kw_defaults):
            out.append(self.param(arg, "kwonly", default))
        if a.kwarg:
            out.append(self.param(a.kwarg, "starstar", None))
        return out

    def param(self, arg, kind, default):
        return self.one("Param", {"kind": kind, "name": arg.arg}, ("annotation", arg.annotation),
                        ("default_value", default))

    def FunctionDef(self, n, is_async=False):
        return self.one("FunctionDef", {"name": n.name, "is_async": is_async}, ("params", self.params(n.args)),
                        ("returns", n.returns), ("body", n.body), ("decorators", n.decorator_list),
                        ("type_params", getattr(n, "type_params", [])))

    def AsyncFunctionDef(self, n):
        return self.FunctionDef(n, True)

    def Lambda(self, n):
        return self.one("Lambda", {}, ("params", self.params(n.args)), ("body", n.body))

    def ClassDef(self, n):
        return self.one("ClassDef", {"name": n.name}, ("bases", n.bases), ("keywords", n.keywords),
                        ("body", n.body), ("decorators", n.decorator_list),
                        ("type_params", getattr(n, "type_params", [])))

    def TypeVar(self, n, kind=None):
        return self.one("TypeParam", {"name": n.name, "kind": kind}, ("bound", getattr(n, "bound", None)),
                        ("default_value", getattr(n, "default_value", None)))

    def TypeVarTuple(self, n):
        return self.TypeVar(n, "star")

    def ParamSpec(self, n):
        return self.TypeVar(n, "starstar")

    def Name(self, n):
        return self.one("Name", {"id": n.id})

    def Constant(self, n):
        value = n.value
        if value is None or value is True or value is False or value is Ellipsis:
            return ("ConstLit", (("value", "..." if value is Ellipsis else str(value)),), ())
        return ("Const", repr(value) if isinstance(value, (float, complex)) else value)

    def JoinedStr(self, n):
        parts = []
        for value in n.values:
            if isinstance(value, ast.Constant):
                if parts and parts[-1][0] == "Const":
                    parts[-1] = ("Const", parts[-1][1] + value.value)
                elif value.value:
                    parts.append(("Const", value.value))
            else:
                spec = self.node(value.format_spec) if value.format_spec else None
                parts.append(("FValue", self.node(value.value), value.conversion, spec))
        return ("FString", tuple(parts))

    def op(self, op):
        return OPS[type(op).__name__]

    def BinOp(self, n):
        return self.one("BinOp", {"op": self.op(n.op)}, ("left", n.left), ("right", n.right))

    def UnaryOp(self, n):
        return self.one("UnaryOp", {"op": self.op(n.op)}, ("operand", n.operand))

    def BoolOp(self, n):
        return self.one("BoolOp", {"op": self.op(n.op)}, ("values", n.values))

    def Compare(self, n):
        arms = [self.one("CompareArm", {"op": self.op(op)}, ("right", right))
                for op, right in zip(n.ops, n.comparators)]
        return self.one("Compare", {}, ("left", n.left), ("rest", arms))

    def Call(self, n):
        return self.one("Call", {}, ("func", n.func), ("args", n.args), ("keywords", n.keywords))

    def keyword(self, n):
        return self.one("Keyword", {"name": n.arg}, ("value", n.value))

    def Starred(self, n):
        return self.one("Starred", {}, ("value", n.value))

    def Attribute(self, n):
        return self.one("Attribute", {"attr": n.attr}, ("value", n.value))

    def Subscript(self, n):
        return self.one("Subscript", {}, ("value", n.value), ("index", n.slice))

    def Slice(self, n):
        return self.one("Slice", {}, ("lower", n.lower), ("upper", n.upper), ("step", n.step))

    def Tuple(self, n):
        return self.one("Tuple", {}, ("items", n.elts))

    def List(self, n):
        return self.one("List", {}, ("items", n.elts))

    def Set(self, n):
        return self.one("Set", {}, ("items", n.elts))

    def Dict(self, n):
        return self.one("Dict", {}, ("items", [self.one("DictItem", {}, ("key", k), ("value", v))
                                               for k, v in zip(n.keys, n.values)]))

    def comp(self, kind, n, element, value=None):
        clauses = [self.one("CompFor", {"is_async": bool(c.is_async)}, ("target", c.target), ("iter", c.iter),
                            ("tests", c.ifs)) for c in n.generators]
        return self.one("Comp", {"kind": kind}, ("element", element), ("value", value), ("clauses", clauses))

    def ListComp(self, n):
        return self.comp("list", n, n.elt)

    def SetComp(self, n):
        return self.comp("set", n, n.elt)

    def DictComp(self, n):
        return self.comp("dict", n, n.key, n.value)

    def GeneratorExp(self, n):
        return self.comp("gen", n, n.elt)

    def IfExp(self, n):
        return self.one("IfExp", {}, ("test", n.test), ("body", n.body), ("orelse", n.orelse))

    def Yield(self, n):
        return self.one("Yield", {}, ("value", n.value))

    def YieldFrom(self, n):
        return self.one("YieldFrom", {}, ("value", n.value))

    def Await(self, n):
        return self.one("Await", {}, ("value", n.value))

    def NamedExpr(self, n):
        return self.one("NamedExpr", {}, ("target", n.target), ("value", n.value))

    def MatchValue(self, n):
        return self.one("PatValue", {}, ("value", n.value))

    def MatchSingleton(self, n):
        return self.one("PatValue", {}, ("value", ast.Constant(n.value)))

    def MatchSequence(self, n):
        return self.one("PatSequence", {}, ("items", n.patterns))

    def MatchMapping(self, n):
        pairs = [self.one("PatPair", {}, ("key", k), ("pattern", p)) for k, p in zip(n.keys, n.patterns)]
        return self.one("PatMapping", {"rest": n.rest, "has_rest": n.rest is not None}, ("items", pairs))

    def MatchClass(self, n):
        keywords = [self.one("PatKeyword", {"name": k}, ("pattern", p))
                    for k, p in zip(n.kwd_attrs, n.kwd_patterns)]
        return self.one("PatClass", {}, ("class_ref", n.cls), ("items", n.patterns), ("keywords", keywords))

    def MatchStar(self, n):
        return self.one("PatStar", {"name": n.name})

    def MatchOr(self, n):
        return self.one("PatOr", {}, ("items", n.patterns))

    def MatchAs(self, n):
        if n.pattern is None:
            return self.one("PatCapture", {"name": n.name})
        return self.one("PatAs", {"name": n.name}, ("pattern", n.pattern))


def difference(ours, theirs, path):
    """Where two common forms first differ, as text."""
    if ours == theirs:
        return None
    if not (isinstance(ours, tuple) and isinstance(theirs, tuple)):
        return f"{path}: {ours!r} is not {theirs!r}"
    if len(ours) != len(theirs):
        return f"{path}: {len(ours)} items, not {len(theirs)}: {str(ours)[:300]} is not {str(theirs)[:300]}"
    here = path + "/" + ours[0] if ours and isinstance(ours[0], str) else path
    for a, b in zip(ours, theirs):
        text = difference(a, b, here)
        if text:
            return text
    return f"{here}: {ours!r} is not {theirs!r}"


def compare(command, path):
    """None when equal, "" when skipped, else the difference."""
    try:
        with open(path, "rb") as file:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = ast.parse(file.read(), path)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    result = subprocess.run(command + [path], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if result.returncode:
        lines = result.stderr.decode("utf-8", "replace").splitlines()
        errors = [line for line in lines if " error" in line]
        return f"exit status {result.returncode}: {(errors or lines or [''])[0]}"
    try:
        return difference(Ours().node(parse_dump(result.stdout.decode())), Theirs().node(tree), "")
    except RecursionError:
        return ""


def collect(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders.sort()
                if "site-packages" in folders:
                    folders.remove("site-packages")
                yield from (os.path.join(folder, n) for n in sorted(names) if n.endswith(".py"))
        else:
            yield path


def main():
    args, sample = sys.argv[1:], 1
    if "--sample" in args:
        at = args.index("--sample")
        sample = int(args[at + 1])
        del args[at:at + 2]
    sys.setrecursionlimit(20000)
    command = shlex.split(args[0])
    same = skipped = different = 0
    for index, path in enumerate(collect(args[1:])):
        if index % sample:
            continue
        text = compare(command, path)
        if text is None:
            same += 1
        elif text == "":
            skipped += 1
        else:
            different += 1
            print(f"{path}: {text}")
    print(f"{same} equal, {different} different, {skipped} skipped")
    return different > 0


if __name__ == "__main__":
    sys.exit(main())
