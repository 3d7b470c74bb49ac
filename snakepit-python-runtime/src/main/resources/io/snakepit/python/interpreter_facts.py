"""Print what the interpreter that runs this is. Must run on Python 2.7 too, to name its version."""

import sys

# Read from standard input: without this a file of the current folder could stand in for a library module.
sys.path[:] = [entry for entry in sys.path if entry]
facts = [("version", "%d.%d.%d" % tuple(sys.version_info[:3]))]
if sys.version_info >= (3, 10):
    import importlib.util
    import os

    facts.append(("executable", os.path.abspath(sys.executable) if sys.executable else ""))
    facts.append(("tag", sys.implementation.cache_tag or sys.implementation.name))
    for module in ("venv", "ensurepip", "virtualenv", "pip"):
        if importlib.util.find_spec(module) is not None:
            facts.append(("module", module))
lines = ["snakepit-fact %s=%s" % fact for fact in facts]
if sys.version_info >= (3, 10):
    os.write(1, ("\n" + "\n".join(lines) + "\n").encode("utf-8", "surrogateescape"))
else:
    print("\n".join(lines))
