"""The programs `cython` and `cythonize`: Cython's command lines, as build systems call them.

    cython -3 -M --fast-fail a.pyx -o out/a.c    C that needs no file of Krait's, since whoever compiles it does not know it
    cythonize -i 'pkg/**/*.pyx'                  translates and builds in place
"""

import argparse
import os
import subprocess
import sys

from krait import version
from krait.build.cythonized import WITHOUT_EFFECT, cythonize
from krait.build.translation import TranslationError, option_words, translate_file

LANGUAGE = "3.3.0"


def _pairs(words):
    """{"a": "1", "b": "2"} of ["a=1,b=2"]."""
    pairs = (pair.partition("=") for word in words for pair in word.split(","))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _common(program, usage):
    parser = argparse.ArgumentParser(prog=program, usage=usage, allow_abbrev=False)
    take = parser.add_argument
    take("sources", nargs="*")
    take("-V", "--version", action="store_true")
    take("-X", "--directive", action="append", default=[], metavar="NAME=VALUE,...")
    take("-E", "--compile-time-env", action="append", default=[], metavar="NAME=VALUE,...")
    take("-2", dest="level", action="store_const", const="2")
    take("-3", dest="level", action="store_const", const="3")
    take("--3str", dest="level", action="store_const", const="3str")
    take("-+", "--cplus", action="store_true")
    take("-a", "--annotate", action="store_true")
    take("--annotate-fullc", dest="annotate", action="store_true")
    take("-f", "--force", action="store_true")
    take("-M", "--depfile", action="store_true", help="write OUTPUT.dep, a rule for make and ninja")
    take("-Wextra", "--warning-extra", dest="extra", action="store_true")
    for names in (["-v", "--verbose"], ["-k", "--keep-going"], ["--lenient"], ["--no-docstrings"]):
        take(*names, action="store_true")
    take("-s", "--option", action="append", default=[])
    return parser


def _directives(options):
    directives = _pairs(options.directive)
    if options.level:
        directives["language_level"] = options.level
    return directives


def _refuse(program, text):
    sys.stderr.write("%s: %s\n" % (program, text))
    return 2


def _opening(program, options):
    """An exit status when there is nothing more to do, else None."""
    if options.version:
        print("Cython version %s (Krait %s)" % (LANGUAGE, version()))
        return 0
    if options.cplus:
        return _refuse(program, "Krait writes C, not C++: leave --cplus out")
    if not options.sources:
        return _refuse(program, "no source file")
    return None


def cython(arguments):
    """The program `cython`; its exit status."""
    parser = _common("cython", "cython [options] FILE.pyx ...")
    take = parser.add_argument
    take("-o", "--output-file", metavar="FILE")
    take("-I", "--include-dir", action="append", default=[], metavar="DIR")
    take("-w", "--working", metavar="DIR")
    take("-Werror", dest="werror", action="store_true")
    take("--module-name", metavar="NAME")
    take("--gdb", "--line-directives", dest="lines", action="store_true")
    take("--gdb-outdir", metavar="DIR")
    take("--cleanup", metavar="N")
    take("--embed-positions", "--fast-fail", "-l", "--create-listing", "-D", "-t", "--timestamps", "--no-c-in-traceback",
         "-z", "--emit-code-comments", "-p", "--pre-import", "--warning-errors", dest="unused", action="store_true")
    options = parser.parse_args(arguments)
    status = _opening("cython", options)
    if status is not None:
        return status
    if options.output_file and len(options.sources) > 1:
        return _refuse("cython", "-o takes one source")
    if options.working:
        os.chdir(options.working)
    words = option_words(options.include_dir, _directives(options), _pairs(options.compile_time_env), options.lines,
                         options.werror, options.extra, options.annotate)
    return max(_translate_one(source, options, words) for source in options.sources)


def _translate_one(source, options, words):
    output = options.output_file or os.path.splitext(source)[0] + ".c"
    if os.path.isdir(output):
        output = os.path.join(output, os.path.splitext(os.path.basename(source))[0] + ".c")
    try:
        files = translate_file(source, output, options.module_name, words, standalone=True, force=True)
    except TranslationError as error:
        if str(error) != source:
            sys.stderr.write("cython: %s\n" % error)
        return 1
    if options.depfile:
        with open(output + ".dep", "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(" \\\n  ".join(["%s:" % _escaped(output), *map(_escaped, files)]) + "\n")
    return 0


def _escaped(path):
    return path.replace("\\", "\\\\").replace(" ", "\\ ").replace("#", "\\#").replace("$", "$$")


def cythonize_program(arguments):
    """The program `cythonize`; its exit status."""
    parser = _common("cythonize", "cythonize [options] FILE.pyx|FOLDER|PATTERN ...")
    take = parser.add_argument
    take("-i", "--inplace", action="store_true")
    take("-b", "--build", action="store_true")
    take("-j", "--parallel", type=int, default=0, metavar="N")
    take("-x", "--exclude", action="append", default=[], metavar="PATTERN")
    take("-q", "--quiet", action="store_true")
    take("--no-show-all-warnings", "--no-fail", dest="unused", action="store_true")
    options = parser.parse_args(arguments)
    status = _opening("cythonize", options)
    if status is not None:
        return status
    settings = _settings(options)
    patterns = [os.path.join(path, "**", "*.{pyx,py}") if os.path.isdir(path) else path for path in options.sources]
    if options.inplace or options.build:
        return _build(patterns, options, settings)
    try:
        cythonize(patterns, exclude=options.exclude, exclude_failures=options.keep_going, standalone=True, **settings)
    except (TranslationError, ValueError) as error:
        sys.stderr.write("cythonize: %s\n" % error)
        return 1
    return 0


def _settings(options):
    settings = {"quiet": options.quiet, "force": options.force, "compiler_directives": _directives(options),
                "compile_time_env": _pairs(options.compile_time_env), "show_all_warnings": options.extra,
                "annotate": options.annotate}
    for pair in options.option:
        name, _, value = pair.partition("=")
        if name not in WITHOUT_EFFECT:
            settings[name] = value
    return settings


def _build(patterns, options, settings):
    """Runs setuptools in a process of its own, which reads its arguments."""
    call = ("import sys\nfrom setuptools import setup\nfrom krait.build import TranslationError, cythonize\n"
            "try:\n    modules = cythonize(%r, exclude=%r, exclude_failures=%r, **%r)\n"
            "except (TranslationError, ValueError) as error:\n    sys.exit('cythonize: %%s' %% error)\n"
            "setup(name='cythonized', packages=[], py_modules=[], ext_modules=modules)"
            % (patterns, options.exclude, options.keep_going, settings))
    words = ["-q"] * options.quiet + ["build_ext"] + ["--inplace"] * options.inplace + ["--force"] * options.force
    if options.parallel:
        words += ["--parallel", str(options.parallel)]
    return subprocess.call([sys.executable, "-c", call, *words])
