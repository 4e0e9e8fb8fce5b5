"""python -m krait run FILE [ARGS ...]: what `krait run` starts."""

import sys

from krait.errors import CompileError
from krait.jit import run_path


def main(argv):
    if len(argv) < 2 or argv[0] != "run":
        sys.stderr.write("usage: python -m krait run FILE [ARGS ...]\n")
        return 2
    if sys.path and not getattr(sys.flags, "safe_path", False):
        del sys.path[0]  # `python -m` puts the current folder there, `python FILE` does not
    try:
        run_path(argv[1], argv[2:])
    except CompileError as error:
        sys.stderr.write(error.report)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
