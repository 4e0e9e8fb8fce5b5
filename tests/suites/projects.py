#!/usr/bin/env python3
"""Real projects, compiled without edits by Krait and by Cython, and tested by their own tests: projects.py FOLDER.

Each project's source release is fetched from PyPI into FOLDER (outside the repository), together with a virtual
environment that holds Cython, pytest and what the tests need. For each compiler: its .pyx files are translated,
compiled with the project's flags and put beside its Python files in a copy of the release; then its tests run there.
The table says how many of the tests pass, how long translation took (processor time, which other work on the machine
does not change; whole process, smallest of three) and how much memory it peaked at. Krait says the latter itself: a
parent sees its own pages in what a small child peaked at. The C libraries that some wrap are Debian's libyaml-dev
libssl-dev liblz4-dev libzstd-dev libxxhash-dev libacl1-dev. Network is needed the first time.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import urllib.parse
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INDEX = "https://pypi.org/simple/"
NEEDED = ["cython==3.3.0", "pytest", "setuptools", "toolz==1.1.0", "multidict", "idna", "hypothesis", "propcache",
          "packaging", "python-dateutil", "msgpack==1.0.8", "pytest-benchmark", "pytest-asyncio", "aiosignal",
          "aiohappyeyeballs", "attrs", "frozenlist", "typing_extensions", "yarl", "pytest-mock", "brotli", "cramjam"]


class Project:
    """release: file name on PyPI without .tar.gz; modules: {dotted: (source, [extra C files])}; root: folder for sys.path;
    tests: arguments of pytest, or a script after "-"; flags: for the C compiler; paths: for pxd files; copies: files that
    the project's own build makes of others; settings: pytest's, where the tests do not work without."""

    def __init__(self, release, modules, tests, root=".", flags=(), paths=(), directives=(), copies=(), settings=os.devnull):
        self.release = release
        self.name = release.rsplit("-", 1)[0]
        self.modules = {name: (value, []) if isinstance(value, str) else value for name, value in modules.items()}
        self.tests, self.root, self.flags, self.paths = tests, root, list(flags), list(paths)
        self.directives, self.copies, self.settings = list(directives), dict(copies), settings


LLHTTP_C = ["vendor/llhttp/%s.c" % name for name in ("build/c/llhttp", "src/native/api", "src/native/http")]
DATRIE_C = ["libdatrie/datrie/%s.c" % name for name in
            ("alpha-map", "darray", "dstring", "fileutils", "tail", "trie", "trie-string")]
HTTPTOOLS_C = ["vendor/llhttp/src/api.c", "vendor/llhttp/src/http.c", "vendor/llhttp/src/llhttp.c"]
PROJECTS = [
    Project("propcache-0.5.4", {"propcache._helpers_c": "src/propcache/_helpers_c.pyx"},
            ["tests", "--ignore=tests/test_pep517_backend.py"], root="src"),
    Project("yarl-1.22.0", {"yarl._quoting_c": "yarl/_quoting_c.pyx"},
            ["tests", "--ignore=tests/test_quoting_benchmarks.py", "--ignore=tests/test_url_benchmarks.py"]),
    Project("msgpack-1.2.4", {"msgpack._cmsgpack": "msgpack/_cmsgpack.pyx"}, ["test"], flags=["-I."]),
    Project("cytoolz-1.2.0", {"cytoolz." + name: "cytoolz/%s.pyx" % name for name in
                              ("dicttoolz", "functoolz", "itertoolz", "recipes", "utils")}, ["cytoolz/tests"]),
    Project("pyyaml-6.0.3", {"yaml._yaml": "yaml/_yaml.pyx"}, ["tests"], root="lib", flags=["-lyaml"], paths=["yaml"]),
    Project("borgbackup-1.4.3", {"borg." + name: "src/borg/%s.pyx" % name.replace(".", "/") for name in
                                 ("item", "chunker", "hashindex", "compress", "crypto.low_level", "platform.posix",
                                  "platform.linux", "platform.syncfilerange", "algorithms.checksums")},
            ["src/borg/testsuite/%s.py" % name for name in ("item", "chunker", "hashindex", "compress", "crypto",
                                                            "checksums")],
            root="src", flags=["-lcrypto", "-llz4", "-lzstd", "-lxxhash", "-lacl"]),
    Project("quicktions-1.22", {"quicktions": "src/quicktions.pyx"}, ["src/test_fractions.py"], root="src"),
    Project("httptools-0.9.0", {
        "httptools.parser.parser": ("httptools/parser/parser.pyx", HTTPTOOLS_C),
        "httptools.parser.url_parser": ("httptools/parser/url_parser.pyx", ["vendor/http-parser/http_parser.c"])},
        ["tests"], flags=["-Ivendor/llhttp/include", "-Ivendor/llhttp/src", "-Ivendor/http-parser"]),
    Project("sqlalchemy-2.1.9", {"sqlalchemy." + name: "lib/sqlalchemy/%s.py" % name.replace(".", "/") for name in
                                 ("engine._processors_cy", "engine._result_cy", "engine._row_cy", "engine._util_cy",
                                  "sql._cache_key_cy", "sql._util_cy", "util._collections_cy", "util._immutabledict_cy")},
            ["test/base", "test/engine/test_processors.py", "test/engine/test_execute.py", "test/sql/test_compare.py",
             "test/sql/test_resultset.py"], root="lib", settings="pyproject.toml"),
    Project("dependency_injector-4.49.1", {"dependency_injector." + name: "src/dependency_injector/%s.pyx" % name
                                           for name in ("containers", "providers", "_cwiring")},
            ["tests/unit/containers", "tests/unit/providers", "--ignore-glob=*pydantic*", "--asyncio-mode=auto"], root="src"),
    Project("aiohttp-3.14.5", {
        "aiohttp._http_parser": ("aiohttp/_http_parser.pyx", ["aiohttp/_find_header.c"] + LLHTTP_C),
        "aiohttp._http_writer": "aiohttp/_http_writer.pyx", "aiohttp._websocket.mask": "aiohttp/_websocket/mask.pyx",
        "aiohttp._websocket.reader_c": "aiohttp/_websocket/reader_c.py"},
            ["tests/test_http_parser.py", "tests/test_http_writer.py", "tests/test_websocket_parser.py",
             "tests/test_websocket_writer.py", "-m", "not dev_mode"],  # those want python -X dev
            flags=["-Ivendor/llhttp/build", "-DLLHTTP_STRICT_MODE=0"],
            copies={"aiohttp/_websocket/reader_c.py": "aiohttp/_websocket/reader_py.py"}),
    Project("falcon-4.4.0", {"falcon.cyutil." + name: "falcon/cyutil/%s.pyx" % name for name in ("misc", "reader", "uri")},
            ["tests/test_utils.py", "tests/test_buffered_reader.py", "tests/test_query_params.py",
             "tests/test_uri_templates.py", "tests/test_media_multipart.py"]),
    Project("fastavro-1.13.1", {"fastavro." + name: "fastavro/%s.pyx" % name for name in
                                ("_logical_readers", "_logical_writers", "_read", "_schema", "_validation", "_write")},
            ["tests", "--ignore=tests/test_block_reader.py", "--ignore=tests/test_logical_types.py",
             "--ignore=tests/test_validation.py"]),  # those want numpy and zlib_ng
    Project("datrie-0.8.3", {"datrie": ("src/datrie.pyx", DATRIE_C)}, ["tests"], root="src", flags=["-Ilibdatrie"]),
    Project("cwcwidth-0.1.12", {"cwcwidth._impl": "cwcwidth/_impl.pyx"}, ["tests"]),
    Project("cymem-2.0.13", {"cymem.cymem": "cymem/cymem.pyx"}, ["cymem/tests"]),
]


def c_path(source):
    """The C file of a source; it stands beside it."""
    return os.path.splitext(source)[0] + ".c"


def fetch(folder, project):
    """The path of the release's archive; fetched when it is not there."""
    path = os.path.join(folder, project.release + ".tar.gz")
    if not os.path.exists(path):
        page_address = INDEX + project.name.lower() + "/"
        page = urllib.request.urlopen(page_address, timeout=60).read().decode()
        found = re.search(r'href="([^"#]*/%s\.tar\.gz)' % re.escape(project.release), page)
        if not found:
            raise SystemExit("%s: not on the index" % project.release)
        address = urllib.parse.urljoin(page_address, found.group(1))
        with urllib.request.urlopen(address, timeout=120) as answer, open(path + ".part", "wb") as out:
            shutil.copyfileobj(answer, out)
        os.rename(path + ".part", path)
    return path


def environment(folder):
    """The python of the virtual environment; made when it is not there."""
    python = os.path.join(folder, "venv", "bin", "python")
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", os.path.join(folder, "venv")], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet"] + NEEDED, check=True)
    return python


def unpack(folder, project, label):
    place = os.path.join(folder, label)
    shutil.rmtree(os.path.join(place, project.release), ignore_errors=True)
    os.makedirs(place, exist_ok=True)
    with tarfile.open(fetch(folder, project)) as archive:
        archive.extractall(place)
    place = os.path.join(place, project.release)
    for target, source in project.copies.items():
        shutil.copyfile(os.path.join(place, source), os.path.join(place, target))
    for source, _ in project.modules.values():  # releases ship Cython's C: it must not be taken for ours
        stale = os.path.join(place, c_path(source))
        if os.path.exists(stale):
            os.remove(stale)
    return place


def timed(command, place):
    """(seconds of processor time, peak kB, failure text or None)."""
    child = subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    output = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    said = re.search(r"^memory +([\d.]+) MB", output, re.M)
    errors = [line for line in output.splitlines() if "error" in line.lower()]
    failure = (errors or output.splitlines() or ["failed"])[0][:200] if child.returncode else None
    seconds = usage.ru_utime + usage.ru_stime
    return seconds, round(float(said.group(1)) * 1000 / 1.024) if said else usage.ru_maxrss, failure


def translate(compiler, python, project, place, name, source):
    """(seconds, kB, failure); the C file stands beside the source."""
    c_file = c_path(source)
    includes = [text for path in [project.root] + project.paths for text in ("-I", path)]
    if compiler == "cython":
        command = [python, "-m", "cython", "-3", "--module-name", name] + includes + [source, "-o", c_file]
    else:
        command = [compiler, source, "-o", c_file, "-w", "--time-passes", "--module-name", name] + includes
    rounds = [timed(command, place) for _ in range(3)]
    return min(r[0] for r in rounds), max(r[1] for r in rounds), rounds[0][2]


def compile_c(compiler, python, project, place, name, source, extra):
    """None or the failure; the extension lands where the package is imported from."""
    out = os.path.join(place, project.root, *name.split(".")) + ".so"
    include = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('include'))"],
                             capture_output=True, text=True).stdout.strip()
    first, last = ["-O2", "-fPIC", "-I" + include], []
    if compiler != "cython":
        first, last = (subprocess.run([compiler, "flags", what, "--python", python], capture_output=True,
                                      text=True).stdout.split() for what in ("compile", "link"))
    first = [flag for flag in first if not flag.startswith("-std=")]  # the project's own C may want GNU's
    libs = [flag for flag in project.flags if flag.startswith("-l")]
    command = ["gcc", "-w", "-shared"] + first + ["-I" + os.path.dirname(source)]
    command += [flag for flag in project.flags if flag not in libs] + [c_path(source)] + extra + ["-o", out]
    return timed(command + last + libs, place)[2]


def run_tests(python, project, place):
    """(passed, others, last line) of pytest, without the project's own settings: they ask for plugins."""
    command = [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", project.settings,
               "--rootdir", ".", "--import-mode=importlib" if project.root == "src" else "--import-mode=prepend"]
    packaging = os.path.join(place, "packaging")  # what some releases' own tests import
    env = dict(os.environ, PYTHONPATH=os.pathsep.join([os.path.join(place, project.root), packaging]))
    try:
        run = subprocess.run(command + project.tests, cwd=place, env=env, capture_output=True, text=True, timeout=600)
    except subprocess.TimeoutExpired:
        return 0, 0, "time-out"
    counts = {word: int(n) for n, word in re.findall(r"(\d+) (passed|failed|error|skipped|xfailed)", run.stdout)}
    lines = [line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERROR", "E  "))]
    return counts.get("passed", 0), counts.get("failed", 0) + counts.get("error", 0), (lines or [""])[0][:200]


def take(folder, python, compiler, project, with_tests):
    """One compiler on one project: a dict of what the table shows."""
    place = unpack(folder, project, "cython" if compiler == "cython" else "krait")
    seconds, peak, failures, lines = 0.0, 0, [], 0
    for name, (source, extra) in project.modules.items():
        took, memory, failure = translate(compiler, python, project, place, name, source)
        seconds, peak = seconds + took, max(peak, memory)
        c_file = os.path.join(place, c_path(source))
        if not failure:
            lines += sum(1 for _ in open(c_file, errors="replace"))
            failure = with_tests and compile_c(compiler, python, project, place, name, source, extra)
        if failure:
            failures.append("%s: %s" % (name, failure))
    # a package may do without a module that its compiler cannot do (Cython 3.3.0 and aiohttp's reader_c)
    passed, failed, line = run_tests(python, project, place) if with_tests else (0, 0, "")
    return {"ms": seconds * 1000, "kB": peak, "lines": lines, "passed": passed, "failed": failed,
            "why": failures or ([line] if line else [])}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--krait", default=os.path.join(ROOT, "build", "krait"))
    parser.add_argument("--only", default="")
    parser.add_argument("--ours", action="store_true", help="without Cython")
    parser.add_argument("--translate", action="store_true", help="translation alone: no C compiler, no tests")
    options = parser.parse_args()
    folder = os.path.abspath(options.folder)
    os.makedirs(folder, exist_ok=True)
    python = environment(folder)
    krait = os.path.abspath(options.krait)
    print("%-26s %14s %14s %9s %9s %6s %9s %9s %6s %8s %9s" % (
        "project", "Krait tests", "Cython tests", "Krait ms", "Cython ms", "times", "Krait kB", "Cython kB", "times",
        "C lines", "Cython's"))
    for project in PROJECTS:
        if not re.search(options.only, project.release):
            continue
        ours = take(folder, python, krait, project, not options.translate)
        if options.ours:
            print("%-26s %7d / %-4d %s" % (project.release, ours["passed"], ours["passed"] + ours["failed"], ours["why"]),
                  flush=True)
            continue
        theirs = take(folder, python, "cython", project, not options.translate)
        print("%-26s %7d / %-4d %7d / %-4d %9.1f %9.1f %6.1f %9d %9d %6.1f %8d %9d" % (
            project.release, ours["passed"], ours["passed"] + ours["failed"], theirs["passed"],
            theirs["passed"] + theirs["failed"], ours["ms"], theirs["ms"], theirs["ms"] / ours["ms"], ours["kB"],
            theirs["kB"], theirs["kB"] / ours["kB"], ours["lines"], theirs["lines"]), flush=True)
        for label, result in (("krait", ours), ("cython", theirs)):
            for why in result["why"][:4]:
                print("    %s: %s" % (label, why))


if __name__ == "__main__":
    main()
