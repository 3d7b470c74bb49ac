"""Compile the modules of the folder that is the argument, so that they load fast.

Where a file system is full, Python writes what fits and calls it done: byte code that is cut short
would end each process that loads it, so none of it may stay.
"""

import compileall
import marshal
import os
import py_compile
import sys

folder = sys.argv[1]
mode = py_compile.PycInvalidationMode.UNCHECKED_HASH  # a file's content never changes here
whole = compileall.compile_dir(folder, quiet=1, invalidation_mode=mode)
suffix = "." + sys.implementation.cache_tag + ".pyc"
for place, _, names in os.walk(folder):
    for name in names:
        if name.endswith(suffix):
            file = os.path.join(place, name)
            with open(file, "rb") as stream:
                code = stream.read()
            try:
                marshal.loads(code[16:])
            except (EOFError, ValueError, TypeError):
                os.unlink(file)
                whole = False
sys.exit(not whole)
