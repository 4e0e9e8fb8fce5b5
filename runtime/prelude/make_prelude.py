"""Makes the slim face of the runtime for in-process compilation: one C declaration a line, with its names.

Usage: make_prelude.py --cc CC -o OUTPUT, run by the interpreter the prelude is for.

`kr/rt.h` is preprocessed as libtcc would see it, with the real headers of one interpreter, and cut into its
top-level declarations and macros. What generated code can reach from its roots (everything of the runtime, and
the C API, and the C library as far as .pxd files declare it) is written, in order:

    /*Py_buffer*/ typedef struct bufferinfo { void *buf; ... } Py_buffer;
    /*kr_list_item*/ PyObject *kr_list_item(PyObject *list, Py_ssize_t i);
    /*KR_FAIL*/ #define KR_FAIL(line, label) do { kr_line = (line); goto label; } while (0)
    /*struct _typeobject ?tp_flags ?tp_name*/ struct _typeobject { ... };

The in-process host (compiler/driver/jit_prelude.c) takes for each module only the lines it needs. Names after `!`
are used without being in the text: a macro makes them by pasting. Names after `?` are members: a line that has
them is needed only where a member is used, so that opaque types stay opaque.
Layouts come from the headers themselves; tests/api/test_prelude.py compares them with gcc's.
"""

import argparse
import os
import re
import subprocess
import sysconfig
import tempfile

# What decides between branches of the headers: libtcc, not gcc. gcc's other predefined macros (limits, sizes) hold
# for libtcc too.
DEFINES = ["-U__GNUC__", "-U__GNUC_MINOR__", "-U__clang__", "-U__OPTIMIZE__", "-U__SIZEOF_INT128__", "-D__TINYC__=9027",
           "-D_Py_USE_GCC_BUILTIN_ATOMICS=1", "-DKR_SHARED=1", "-DKR_PRELUDE=1",
           "-DNDEBUG"]
NAME = re.compile(r"[A-Za-z_]\w*")
KEYWORDS = frozenset(
    "auto break case char const continue default do double else enum extern float for goto if inline int long "
    "register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while "
    "_Bool __restrict __inline __inline__ __const __extension__ defined".split()
)
# What the cimportable modules of include/pxd declare: libc, posix, and what of cpython is not in Python.h.
HEADERS = ["ctype.h", "errno.h", "float.h", "limits.h", "locale.h", "math.h", "setjmp.h", "signal.h", "stddef.h", "stdint.h",
           "stdio.h", "stdlib.h", "string.h", "threads.h", "time.h",
           "dlfcn.h", "fcntl.h", "strings.h", "sys/ioctl.h", "sys/mman.h", "sys/resource.h", "sys/select.h", "sys/stat.h",
           "sys/time.h", "sys/types.h", "sys/uio.h", "sys/wait.h", "unistd.h",
           "datetime.h", "marshal.h"]
# Structures that generated code knows by pointer only, unless it uses a member.
OPAQUE = frozenset(["_typeobject", "_ts", "_is", "_frame", "PyCodeObject", "_PyInterpreterFrame", "_err_stackitem"])
MEASURED = {"_typeobject": ["kr_cclass_import"]}  # with these names its size may be asked for


MARK = re.compile(r"""[][(){};]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""")  # what cuts declarations; strings are skipped whole
MEMBER_MACRO = re.compile(r"#define \w+ [\w.]*\.\w+\s*$")  # `#define sa_handler __sigaction_handler.sa_handler`


class Item:
    """One declaration or macro. names: what it defines; members: for opaque structures; text: one line."""

    def __init__(self, names, text, members=()):
        self.names, self.text, self.members = list(names), text, list(members)
        self.uses = set(NAME.findall(text)) - KEYWORDS - set(self.names)


def preprocess(cc, include, repository):
    """The text of kr/rt.h after preprocessing, with #define lines."""
    argv = [cc, "-E", "-P", "-dD", "-std=gnu99", "-w"] + DEFINES
    argv += ["-I" + os.path.join(repository, "runtime"), "-I" + include, "-x", "c", "-"]
    source = '#include "kr/rt.h"\n' + "".join("#include <%s>\n" % header for header in HEADERS)
    return subprocess.run(argv, input=source, stdout=subprocess.PIPE, check=True, universal_newlines=True).stdout


def split_declarations(text):
    """Pieces of C at depth 0: each ends with `;`, or with the body of a function."""
    pieces, start, depth = [], 0, 0
    for mark in MARK.finditer(text):
        c, end = mark.group(), mark.end()
        if c in "({[":
            depth += 1
        elif c in ")}]":
            depth -= 1
            if c == "}" and depth == 0 and is_function(text[start:end]):
                pieces.append(text[start:end])
                start = end
        elif c == ";" and depth == 0:
            pieces.append(text[start:end])
            start = end
    return [" ".join(p.split()) for p in pieces if p.strip(" ;\n")]


def is_function(piece):
    head = piece[:piece.index("{")].rstrip()
    return head.endswith(")") and not re.match(r"\s*(typedef|struct|union|enum)\b[^()]*$", head)


def strip_groups(text, opening, closing):
    """The text without what stands in the brackets, which are kept."""
    out, depth = [], 0
    for c in text:
        if c == closing:
            depth -= 1
        if depth == 0:
            out.append(c)
        if c == opening:
            depth += 1
    return "".join(out)


def enumerators(piece):
    match = re.search(r"\benum\b[^{]*\{([^}]*)\}", piece)
    return [NAME.match(part.strip()).group() for part in match.group(1).split(",") if part.strip()] if match else []


def declared_names(piece):
    """Names a declaration defines: declarators, tags with a body, enumerators."""
    names = enumerators(piece)
    flat = strip_groups(piece.rstrip(";"), "{", "}")
    tag = re.match(r"(?:typedef |static |extern |const )*(?:struct|union|enum) (\w+)", flat)
    if tag and ("{" in flat or re.fullmatch(r"(struct|union|enum) \w+", flat.strip())):
        names.append("struct " + tag.group(1))
    pointer = re.match(r"[^(]*\(\s*\*+\s*(?:const\s+)?(\w+)\s*(?:\[[^]]*\]\s*)?(?:\([^()]*\))?\s*\)\s*\(", flat)
    if pointer:
        return names + [pointer.group(1)]
    flat = strip_groups(strip_groups(flat.split("=")[0], "(", ")"), "[", "]")
    if re.fullmatch(r"\s*(struct|union|enum) \w+( \{\})?\s*", flat) or re.fullmatch(r"\s*enum \{\}\s*", flat):
        return names
    flat = re.sub(r"(?:__attribute__|__asm__)\s*\(\)", "", flat)
    for part in flat.split(","):
        found = NAME.findall(re.sub(r"\(\)|\[\]|\{\}", " ", part))
        found = [n for n in found if n not in KEYWORDS]
        if found:
            names.append(found[-1])
    return names


def struct_members(piece):
    body = piece[piece.index("{") + 1:piece.rindex("}")]
    members = []
    for field in split_declarations(body + " "):
        members += [n for n in declared_names(field) if not n.startswith("struct ")]
    return members


def make_item(piece):
    """An Item of a declaration; definitions of non-static functions become prototypes."""
    if "{" in piece and is_function(piece) and not piece.startswith("static "):
        piece = piece[:piece.index("{")].rstrip() + ";"
    if piece.startswith("extern ") and piece.endswith(");"):
        piece = piece[len("extern "):]
    names = declared_names(piece if not ("{" in piece and is_function(piece)) else piece[:piece.index("{")] + ";")
    tag = re.match(r"struct (\w+) ?\{", piece)
    if tag and tag.group(1) in OPAQUE:
        members = [m for m in struct_members(piece) if "_" in m and m != "ob_base"]
        return Item(["?"], piece, members + MEASURED.get(tag.group(1), []))
    return Item(names, piece)


def parse(text):
    """Items in order; a macro that was undefined or defined anew is dropped."""
    items, macros, lines, depth = [], {}, [], 0

    def flush():
        for piece in split_declarations("\n".join(lines) + "\n"):
            items.append(make_item(piece))
        lines.clear()

    for line in text.splitlines():
        match = re.match(r"#(define|undef) (\w+)", line)
        if not match:
            lines.append(line)
            depth += line.count("{") - line.count("}")
            continue
        if depth == 0 and lines:
            flush()
        name = match.group(2)
        if name in macros:
            macros.pop(name).text = None
        if match.group(1) == "define":
            item = macros[name] = Item([name], line)
            items.append(item)
    flush()
    items = [i for i in items if i.text is not None]
    items.sort(key=lambda item: bool(MEMBER_MACRO.match(item.text)))  # behind the structures whose members they name
    return drop_shadowed(items, macros)


def drop_shadowed(items, macros):
    """Without functions that a macro of the same name replaces (it does not mention them)."""
    replaced = {n for n, m in macros.items() if n not in NAME.findall(re.sub(r"^#define \w+(\([^)]*\))?", "", m.text))}
    return [i for i in items if i.text.startswith("#") or not set(i.names) & replaced]


def roots_of(repository):
    """Identifiers that the tables of primitives, the emitter and the .pxd files mention."""
    names = set()
    for folder, ending in (("compiler/ir/prims", ".def"), ("compiler/emit", ".c"), ("compiler/emit", ".def"),
                           ("compiler/pass", ".c"), ("compiler/type", ".def")):
        path = os.path.join(repository, folder)
        for file in sorted(os.listdir(path)) if os.path.isdir(path) else ():
            if file.endswith(ending):
                with open(os.path.join(path, file)) as text:
                    for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', text.read()):
                        names.update(NAME.findall(literal))
    for folder, _, files in os.walk(os.path.join(repository, "include", "pxd")):
        for file in files:
            with open(os.path.join(folder, file)) as text:
                names.update(NAME.findall(text.read()))
    return names


def needed(items, roots):
    """The items reachable from the roots, the runtime and the whole C API, in order."""
    by_name = {}
    for item in items:
        for name in item.names + item.members:
            by_name.setdefault(name[len("struct "):] if name.startswith("struct ") else name, []).append(item)
    own = {n for n in by_name if re.match(r"kr_|KR_|Kr[A-Z]|CYTHON_|__Pyx_|GOMP_|omp_|Py|METH_|_Py_", n)}
    own = {n for n in own if not re.match(r"KR_(DEFINE|DECLARE)_", n)}  # what they define stands there already
    work, keep = sorted(own | (roots & set(by_name))), set()
    while work:
        for item in by_name.get(work.pop(), ()):
            if id(item) not in keep:
                keep.add(id(item))
                work.extend(item.uses)
    return [i for i in items if id(i) in keep]


def add_pasted_uses(items):
    """A macro that pastes `prefix ## T` uses every name that starts with the prefix."""
    every = sorted({n for i in items for n in i.names if not n.startswith("struct ")})
    for item in items:
        item.pasted = set()
        for prefix in re.findall(r"(\w+)\s*##", item.text) if item.text.startswith("#") else ():
            item.pasted.update(n for n in every if n.startswith(prefix) and n != prefix)
        item.uses |= item.pasted


def add_embedded_uses(items):
    """A structure that holds another one as a value needs its fields: `struct _heaptypeobject { PyTypeObject ht_type; ...`."""
    for whole in items:
        tag = re.match(r"struct (\w+) ?\{", whole.text) if whole.members else None
        if not tag:
            continue
        aliases = [tag.group(1)]
        aliases += [re.match(r"typedef struct \w+ (\w+);", item.text).group(1) for item in items
                    if item.text.startswith("typedef struct %s " % tag.group(1)) and "{" not in item.text]
        for item in items:
            named = item.uses.intersection(aliases) if item is not whole else ()
            if any(re.search(r"[{;]\s*(?:struct )?%s \w" % alias, item.text) for alias in named):
                item.pasted.add(whole.members[0])


def render(items):
    """The lines. What a macro makes by pasting (`kr_abs_##type`) is also found by the part before it."""
    pasted = {p for item in items if item.text.startswith("#") for p in re.findall(r"\b(kr_\w+_) ?##", item.text)}
    lines = []
    for item in items:
        names = [n for n in item.names if n != "?"] + ["?" + m for m in item.members]
        names += ["!" + n for n in sorted(item.pasted)]
        names = [n[len("struct "):] if n.startswith("struct ") else n for n in names]
        names += sorted({p for p in pasted for n in names if n.startswith(p)})
        lines.append("/*%s*/ %s\n" % (" ".join(names), item.text))
    return "".join(lines)


def write_whole(path, text):
    """The file appears complete or not at all."""
    folder = os.path.dirname(os.path.abspath(path))
    os.makedirs(folder, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)


def main():
    parser = argparse.ArgumentParser(description="Makes the slim face of the runtime for this interpreter.")
    parser.add_argument("--cc", default="gcc")
    parser.add_argument("-o", "--output", required=True)
    options = parser.parse_args()
    repository = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    items = parse(preprocess(options.cc, sysconfig.get_path("include"), repository))
    add_pasted_uses(items)
    add_embedded_uses(items)
    write_whole(options.output, render(needed(items, roots_of(repository))))


if __name__ == "__main__":
    main()
