"""Changes Python programs as trees, so that most changed programs are programs still; for diff_fuzz.py.

    mutate(tree, random, donors)      changes the tree in place, in a few places

Docstrings are left alone: they hold the examples that call the rest. `donors` are trees that expressions and
statements are taken from. What comes out may be refused by the interpreter's compiler; the caller asks it.
"""

import ast
import copy

EXPRESSIONS = """0|1|-1|2|3.5|'a'|'abc'|b'ab'|''|None|True|False|()|[]|{}|[1, 2, 3]|(1, 'b')|{1: 2}|{1, 2}|2**63|-2**63|2**31
10**20|1e300|float('nan')|1j|...|range(3)|iter([1, 2])|(i for i in range(3))|lambda: 1|'\\u20ac'|object|int|str|ValueError
ValueError('x')|slice(1, 2)|bytearray(b'x')|frozenset([1])|'%s'|-0.0|[[1, 2], [3, 4]]|print|NotImplemented"""
PATTERNS = """len(E)|abs(E)|str(E)|repr(E)|list(E)|tuple(E)|sorted(E)|sum(E)|bool(E)|int(E)|float(E)|iter(E)|next(iter(E))
min(E, F)|max(E, F)|list(enumerate(E))|list(zip(E, F))|list(reversed(E))|isinstance(E, F)|hash(E)|any(E)|all(E)
ord(E)|chr(E)|divmod(E, F)|round(E)|pow(E, F)|type(E).__name__|(lambda: E)()|(lambda x=E: x)()
[E for _ in range(2)]|(E if F else G)|set(E)|f'{E}'|f'{E!r:>5}'|(E, F)|[E, F]|{E: F}|{E, F}|E[F]|E[F:G]|E[0]|E[-1]
E[:]|E[::-1]|(E, *F)|[*E]|{**E}|not E|-E|+E|~E|E + F|E - F|E * F|E / F|E // F|E % F|E ** 2|E << 1|E >> 1|E & F
E or F|E and F|E == F|E < F|E <= F < G|E is F|E in F|E is not None|E.__class__|E.upper()|E.append(F)|E.get(F)
E.pop()|E.items()|E.join(F)|E.split()|E(F)|E()|E(*F)|E(**F)|(yield E)|(yield)|(w := E)|list(x for x in E if F)
[x for x in E for y in F]|{x: E for x in F}|{x for x in E}|(yield from E)|dict(E)|bytes(E)|getattr(E, 'x', F)
callable(E)|isinstance(E, (int, str))|E.copy()|E.startswith(F)|E.format(F)|'%s' % E|E.real
sorted(E, key=lambda k: F)|(lambda *a, **k: (a, k))(E, *F, z=G)|[E for x in F if x]|all(E for x in F)
any(x == E for x in F)|sum(E for x in F)|max(E for x in F)|E != F|E not in F|E ^ F|E @ F|str(E, 'ascii')
bytearray(E)|complex(E)|range(E)|list(range(E, F))|list(map(str, E))|memoryview(E)|E.keys()|E.values()|E.index(F)
E.count(F)|E.sort()|E.extend(F)|E.update(F)|E.setdefault(F, G)|E.add(F)|E.discard(F)|E.encode()|E.strip()
E.replace(F, G)|E.find(F)|E.isdigit()|E.insert(0, F)|E.remove(F)|E.clear()|print(E, F)|setattr(E, 'x', F)
hasattr(E, 'x')|super()|exec(E)|eval('E')|locals()|sorted(globals())[:0]|type(E)(F)|E.__init__(F)|E.send(F)
E.throw(ValueError)|E.close()|id(E) == id(F)|next(E, F)"""
STATEMENTS = """return E|yield E|N = E|N += E|N -= E|N *= E|N, M = E|N, *M = E|[N, (M, O)] = E|del N|global N|nonlocal N|break
continue|raise E|raise|raise E from F|assert E|assert E, F|print(N)|N.x = E|N[E] = F|N[E:F] = G|del N[E]|del N.x
pass|import os as N|N = M = E|for N in E: pass|from os import path as N|N //= E|N **= E|N %= E|N @= E|N <<= E
N[E] += F|N.x += E|*N, = E|return|def N(M=E, *O, **P): return M, O, P|class N: x = E|N = lambda M=E: M
def N(): return M|def N(): yield M|def N():\n  nonlocal M\n  M = E|def N():\n  global M\n  M = E|N: int|N: str = E
E|(N := E)|class N(M): pass|def N(M, /, O, *, P=E): return M, O, P|del N, M|N = yield E
class N:\n  x = E\n  def y(self): return self.x, __class__|N = [M for M in E]
try: N\nexcept NameError as M: print(M)|for N, M in E: print(N)|while E:\n  N = F\n  break|if E: N = F
with E as N: pass|N = [lambda: M for M in E]|class N(Exception):\n  pass|N = not E|async def N(): return E
match E:\n  case N: print(N)
match E:\n  case [N, *M]: print(N, M)\n  case {'a': N, **M}: print(N)\n  case int(): print(1)\n  case _: pass"""
WRAPPERS = """if E:\n  B|while E:\n  B\n  break|for N in E:\n  B|try:\n  B\nexcept Exception as N:\n  print(type(N).__name__)
try:\n  B\nfinally:\n  print(E)|try:\n  B\nexcept ValueError:\n  raise
try:\n  B\nexcept (TypeError, ValueError) as N:\n  N = E\nelse:\n  print('else')\nfinally:\n  print('f')
for N in range(2):\n  B\nelse:\n  print('else')|def inner():\n  B\nprint(inner())
def inner():\n  B\n  yield E\nprint(list(inner()))|if E:\n  pass\nelse:\n  B
for N in range(3):\n  try:\n    B\n  finally:\n    continue|class K:\n  B|with open('/dev/null') as N:\n  B
try:\n  raise ValueError(E)\nexcept ValueError as N:\n  B|try:\n  pass\nfinally:\n  B
while 1:\n  try:\n    B\n  finally:\n    break|for N in E:\n  for M in F:\n    B
def inner(N=E, *M):\n  B\n  return N\nprint(inner(F))|for N, M in enumerate(E):\n  B|async def inner():\n  B
try:\n  B\nexcept* ValueError as N:\n  print(N)|match E:\n  case N if F:\n    B\n  case _:\n    B"""
DECORATORS = ("staticmethod", "classmethod", "property", "(lambda f: f)", "print", "(lambda f: lambda *a: f(*a))")
HANDLERS = ("ValueError", "TypeError", "Exception", "(KeyError, IndexError)", "BaseException", "NameError", "ZeroDivisionError")
BINARY = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.RShift, ast.BitOr, ast.BitAnd,
          ast.BitXor, ast.MatMult)
COMPARE = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Is, ast.IsNot, ast.In, ast.NotIn)
UNARY = (ast.UAdd, ast.USub, ast.Not, ast.Invert)


def split(table):
    return [row.replace("\\n", "\n") for line in table.split("\n") for row in line.split("|") if row]


def is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


class Places:
    """Where the tree can be changed: the expressions, lists of statements, functions and names in it."""

    def __init__(self, tree):
        self.expressions, self.blocks, self.functions, self.names = [], [], [], []
        self.visit(tree)

    def visit(self, node):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                self.blocks.append(value)
                for item in value:
                    if not is_docstring(item):
                        self.visit(item)
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if isinstance(item, ast.AST):
                        self.visit_child(node, field, item, i)
            elif isinstance(value, ast.AST):
                self.visit_child(node, field, value, None)

    def visit_child(self, node, field, child, index):
        if isinstance(child, ast.expr) and isinstance(getattr(child, "ctx", ast.Load()), ast.Load):
            if not isinstance(node, (ast.JoinedStr, ast.FormattedValue)) and not isinstance(child, (ast.Starred, ast.Slice)):
                self.expressions.append((node, field, index))
        if isinstance(child, ast.Name):
            self.names.append(child)
        self.visit(child)
        if isinstance(node, (ast.FunctionDef, ast.Lambda)) and node not in self.functions:
            self.functions.append(node)


class Mutator:
    def __init__(self, tree, random, donors):
        self.tree, self.random, self.donors = tree, random, donors

    def expression(self):
        """A copy of an expression of this program or another one, or one of the table."""
        choice = self.random.random()
        places = Places(self.tree if choice < 0.6 else self.random.choice(self.donors))
        if choice > 0.9 or not places.expressions:
            return ast.parse(self.random.choice(split(EXPRESSIONS)), mode="eval").body
        return copy.deepcopy(get(self.random.choice(places.expressions)))

    def name(self):
        names = Places(self.tree).names
        return self.random.choice(names).id if names and self.random.random() < 0.9 else "x"

    def fill(self, pattern, mode, **given):
        """The pattern as a tree: E, F, G are expressions, N to P names, B is a statement; or what is given."""
        tree = ast.parse(pattern, mode=mode)
        filler = Filler(self, given)
        return filler.visit(tree).body

    # ---- expressions

    def replace(self):
        places = Places(self.tree).expressions
        if places:
            put(self.random.choice(places), self.expression())

    def wrap(self):
        places = Places(self.tree).expressions
        if places:
            place = self.random.choice(places)
            put(place, self.fill(self.random.choice(split(PATTERNS)), "eval", E=get(place)))

    def constant(self):
        places = [p for p in Places(self.tree).expressions if isinstance(get(p), ast.Constant)]
        if places:
            put(self.random.choice(places), ast.parse(self.random.choice(split(EXPRESSIONS)), mode="eval").body)

    def operator(self):
        kinds = (ast.BinOp, ast.AugAssign, ast.Compare, ast.UnaryOp, ast.BoolOp)
        nodes = [n for n in ast.walk(self.tree) if isinstance(n, kinds)]
        if not nodes:
            return
        node = self.random.choice(nodes)
        if isinstance(node, ast.Compare):
            node.ops[self.random.randrange(len(node.ops))] = self.random.choice(COMPARE)()
        elif isinstance(node, ast.BoolOp):
            node.op = self.random.choice((ast.And, ast.Or))()
        else:
            node.op = self.random.choice(UNARY if isinstance(node, ast.UnaryOp) else BINARY)()

    def rename(self):
        names = Places(self.tree).names
        if names:
            self.random.choice(names).id = self.name()

    # ---- statements

    def block(self):
        """A list of statements and the first place in it that is no docstring; (None, 0): there is none."""
        blocks = [b for b in Places(self.tree).blocks if not (len(b) == 1 and is_docstring(b[0]))]
        block = self.random.choice(blocks) if blocks else None
        return block, int(bool(block) and is_docstring(block[0]))

    def statement(self):
        choice = self.random.random()
        if choice < 0.6:
            return self.fill(self.random.choice(split(STATEMENTS)), "exec")
        places = Places(self.tree if choice < 0.8 else self.random.choice(self.donors))
        block = [s for s in self.random.choice(places.blocks) if not is_docstring(s)] if places.blocks else []
        return [copy.deepcopy(self.random.choice(block))] if block else [ast.Pass()]

    def insert(self):
        block, first = self.block()
        if block:
            at = self.random.randint(first, len(block))
            block[at:at] = self.statement()

    def change_block(self):
        block, first = self.block()
        if not block or first >= len(block):
            return
        at = self.random.randrange(first, len(block))
        other = self.random.randrange(first, len(block))
        choice = self.random.randrange(4)
        if choice == 0 and len(block) > first + 1:
            del block[at]
        elif choice == 1:
            block[at:at] = [copy.deepcopy(block[other])]
        elif choice == 2:
            block[at], block[other] = block[other], block[at]
        else:
            block[at:at + 1] = self.statement()

    def wrap_block(self):
        block, first = self.block()
        if block and first < len(block):
            at = self.random.randrange(first, len(block))
            stop = self.random.randint(at + 1, len(block))
            block[at:stop] = self.fill(self.random.choice(split(WRAPPERS)), "exec", B=block[at:stop])

    def handler(self):
        nodes = [n for n in ast.walk(self.tree) if isinstance(n, ast.ExceptHandler)]
        if nodes:
            node = self.random.choice(nodes)
            node.type = ast.parse(self.random.choice(HANDLERS), mode="eval").body
            node.name = node.name or (self.name() if self.random.random() < 0.3 else None)

    # ---- functions and calls

    def call(self):
        nodes = [n for n in ast.walk(self.tree) if isinstance(n, ast.Call)]
        if not nodes:
            return
        node, choice = self.random.choice(nodes), self.random.randrange(6)
        if choice == 0 and node.args:
            node.args.pop(self.random.randrange(len(node.args)))
        elif choice == 1:
            node.args.append(self.expression())
        elif choice == 2:
            node.args.append(ast.Starred(self.expression(), ast.Load()))
        elif choice == 3:
            node.keywords.append(ast.keyword(self.name(), self.expression()))
        elif choice == 4:
            node.keywords.append(ast.keyword(None, self.expression()))
        elif node.keywords:
            node.keywords.pop()

    def signature(self):
        functions = Places(self.tree).functions
        if not functions:
            return
        args, choice = self.random.choice(functions).args, self.random.randrange(6)
        if choice == 0 and args.args:
            args.defaults = [self.expression() for _ in args.args[-self.random.randint(1, len(args.args)):]]
        elif choice == 1:
            args.vararg = None if args.vararg else ast.arg(self.name())
        elif choice == 2:
            args.kwarg = None if args.kwarg else ast.arg(self.name())
        elif choice == 3:
            args.args.append(ast.arg(self.name()))
            args.defaults.append(self.expression())
        elif choice == 4 and len(args.args) > 1:
            args.kwonlyargs.append(args.args.pop())
            args.kw_defaults.append(args.defaults.pop() if args.defaults else None)
        elif args.args and not args.posonlyargs:
            args.posonlyargs.append(args.args.pop(0))

    def decorate(self):
        functions = [f for f in Places(self.tree).functions if isinstance(f, ast.FunctionDef)]
        if functions:
            text = self.random.choice(DECORATORS)
            self.random.choice(functions).decorator_list.append(ast.parse(text, mode="eval").body)

    def mutate(self):
        kinds = (self.replace, self.replace, self.wrap, self.wrap, self.wrap, self.constant, self.operator, self.rename,
                 self.insert, self.insert, self.change_block, self.wrap_block, self.wrap_block, self.handler, self.call,
                 self.signature, self.decorate)
        self.random.choice(kinds)()


class Filler(ast.NodeTransformer):
    """Puts expressions, names and statements in the place of E, F, G, N to P and B."""

    def __init__(self, mutator, given):
        self.mutator, self.given, self.names = mutator, given, {}

    def real_name(self, name):
        if name in ("N", "M", "O", "P"):
            return self.names.setdefault(name, self.mutator.name())
        return name

    def visit_Name(self, node):
        if node.id in self.given:
            return copy.deepcopy(self.given[node.id])
        if node.id in ("E", "F", "G"):
            return self.mutator.expression()
        node.id = self.real_name(node.id)
        return node

    def visit_Expr(self, node):
        if isinstance(node.value, ast.Name) and node.value.id == "B":
            return copy.deepcopy(self.given["B"])
        return self.generic_visit(node)

    def generic_visit(self, node):
        for field in ("name", "arg", "asname", "rest"):
            if isinstance(getattr(node, field, None), str):
                setattr(node, field, self.real_name(getattr(node, field)))
        if isinstance(node, (ast.Global, ast.Nonlocal)):
            node.names = [self.real_name(name) for name in node.names]
        return super().generic_visit(node)


def get(place):
    node, field, index = place
    value = getattr(node, field)
    return value if index is None else value[index]


def put(place, value):
    node, field, index = place
    if index is None:
        setattr(node, field, value)
    else:
        getattr(node, field)[index] = value


def mutate(tree, random, donors):
    """Changes the tree in two to ten places, in place."""
    mutator = Mutator(tree, random, donors)
    for _ in range(random.randint(2, 10)):
        mutator.mutate()
    ast.fix_missing_locations(tree)
