"""python -m krait COMMAND: what the program `krait` starts, and the programs of krait/dropin.

    run FILE [ARGS ...]          compile in memory and run as __main__
    as-cython COMMAND [ARGS ...] run a build with Krait in the place of Cython
    cython, cythonize            Cython's command lines
"""

import sys

USAGE = "usage: python -m krait run FILE [ARGS ...]\n       python -m krait as-cython COMMAND [ARGS ...]\n"


def _leave_current_folder():
    """`python -m` puts the current folder first in sys.path, `python FILE` does not."""
    if sys.path and not getattr(sys.flags, "safe_path", False):
        del sys.path[0]


def run(words):
    from krait.errors import CompileError
    from krait.jit import run_path

    _leave_current_folder()
    try:
        run_path(words[0], words[1:])
    except CompileError as error:
        sys.stderr.write(error.report)
        return 1
    return 0


def as_cython(words):
    from krait import dropin

    try:
        dropin.run(words)
    except OSError as error:
        sys.stderr.write("krait: cannot run `%s`: %s\n" % (words[0], error.strerror))
    return 1


def main(argv):
    command, words = (argv[0] if argv else ""), argv[1:]
    if command in ("cython", "cythonize"):
        from krait.build import cython_cli

        return cython_cli.cython(words) if command == "cython" else cython_cli.cythonize_program(words)
    commands = {"run": run, "as-cython": as_cython}
    if command not in commands or not words:
        sys.stderr.write(USAGE)
        return 2
    return commands[command](words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
