"""What to do about a source of tools that isn't found, or can't be imported."""

import os
import sys
import traceback
from typing import Any

from snakepit import _nearest

_ALONE = "attempted relative import with no known parent package"


def not_found(name: str, missing: str) -> str:
    """Say why there is no module of that name; ``missing`` is what of it Python lacks first."""
    package, _, last = missing.rpartition(".")
    if package in sys.modules:
        reason = f"{package!r} is {_place(sys.modules[package])}, which has no {last!r}"
    else:
        reason = (
            f"{missing!r} isn't on the path; name the folder that has it in the option path,"
            " or a file of tools with its .py"
        )
    return f"there is no module {name!r}: {reason}"


def no_file(source: str) -> str:
    """Say that there is no such file or folder, and where its path began if it was relative."""
    here = os.getcwd()
    inside = source.startswith(os.path.join(here, ""))
    return f"there is no file or folder {source}" + (
        f"; relative paths begin at {here}, where the JVM runs" if inside else ""
    )


def remedy(source: str, error: BaseException) -> str:
    """Give what to do about an error of an import, after a semicolon; empty where none is known."""
    if isinstance(error, ModuleNotFoundError):
        if _nearest.nearest(error.name or "", [__package__]):  # what is called so, others wrote
            return f"; did you mean {__package__!r}?"
        return (
            f"; {sys.executable} doesn't have it: install its package there,"
            " or name it in the option packages or requirements"
        )
    if isinstance(error, ImportError) and error.msg == _ALONE and _raised_in(source, error):
        module, folder = _in_package(source)
        return (
            f"; it is part of a package: name it as the module {module}, and {folder} in the"
            " option path"
        )
    return ""


def _place(module: Any) -> str:
    file: str | None = getattr(module, "__file__", None)
    if file is None:  # a folder without __init__.py
        return str(next(iter(module.__path__)))
    return os.path.dirname(file) if os.path.basename(file) == "__init__.py" else file


def _raised_in(file: str, error: BaseException) -> bool:
    frames = traceback.extract_tb(error.__traceback__)
    return bool(frames) and os.path.realpath(frames[-1].filename) == file


def _in_package(file: str) -> tuple[str, str]:
    """Give the name of a file as a module, and the folder from which that counts."""
    folder, name = os.path.split(file)
    parts = [name.removesuffix(".py")]
    while True:
        folder, package = os.path.split(folder)
        if not package:  # the root is no package, whatever is in it
            return ".".join(parts), folder
        parts.insert(0, package)
        if not os.path.exists(os.path.join(folder, "__init__.py")):
            return ".".join(parts), folder
