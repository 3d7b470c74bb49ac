"""Print which requirement specifiers this interpreter doesn't meet, as its workers would see it.

Arguments: folders that workers find modules in too, joined as in PYTHONPATH, then the specifiers.
"""

import sys

# Read from standard input: without this a file of the current folder could stand in for a module
# of the library.
sys.path[:] = [entry for entry in sys.path if entry]
import importlib.metadata
import os
import re

sys.path[:0] = [entry for entry in sys.argv[1].split(os.pathsep) if entry]
try:
    from packaging.requirements import Requirement
except ImportError:
    try:
        from pip._vendor.packaging.requirements import Requirement
    except ImportError:
        Requirement = None


NAME = re.compile(r"[A-Za-z0-9._-]+")


def reason_unmet(specifier):
    """Say why a specifier isn't met, or return None when it is."""
    requirement = Requirement(specifier) if Requirement else None
    if requirement and requirement.marker and not requirement.marker.evaluate():
        return None
    if requirement and requirement.url:
        return "it is a URL"
    name = (
        requirement.name if requirement else re.split(r"[^A-Za-z0-9._-]", specifier, maxsplit=1)[0]
    )
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
    # Without the library that compares versions, being there has to do.
    if requirement and not requirement.specifier.contains(version, prereleases=True):
        return "version " + version + " is installed"
    return None


lines = ["snakepit-checked"]
for specifier in sys.argv[2:]:
    try:
        reason = reason_unmet(specifier)
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    if reason:
        lines.append("snakepit-unmet " + specifier + " (" + reason + ")")
os.write(1, ("\n" + "\n".join(lines) + "\n").encode("utf-8", "surrogateescape"))
