"""Prints compile_commands.json for editors: compile_commands.py "COMMAND" SOURCE..."""

import json
import os
import sys

command, sources = sys.argv[1], sys.argv[2:]
entries = [
    {"directory": os.getcwd(), "file": source, "command": "%s -c %s" % (command, source)}
    for source in sources
]
json.dump(entries, sys.stdout, indent=1)
