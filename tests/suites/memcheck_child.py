"""Runs the doctests of several modules in one interpreter: memcheck_child.py DOCTEST_CHILD LOG PLAN.

PLAN is JSON text: [[name, actions], ...], with the actions of tests/runner/doctest_child.py, whose path is the first
argument; its lines, one before and one after each action, are appended to LOG.
"""
import importlib.util
import json
import os
import sys


def main(child_path, log, plan):
    spec = importlib.util.spec_from_file_location("doctest_child", child_path)
    child = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(child)
    for name, actions in json.loads(plan):
        part = log + ".part"
        child.main(name, part, actions)
        with open(part) as source, open(log, "a") as target:
            target.write(source.read())
        sys.modules.pop(name, None)
    os.unlink(part)


if __name__ == "__main__":
    main(*sys.argv[1:])
