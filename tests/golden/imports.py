import os.path
import os.path as p
from sys import argv as a, path
from . import sibling
