"""Finds the tools that a hello offer names: files, folders, importable modules."""

import importlib
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from snakepit import _failures, _prints, _remedies
from snakepit._errors import ToolDefinitionError
from snakepit._parameters import written
from snakepit._tool import Tool, declared

_SETTLED = 2.0
"""Seconds. Python takes byte code for that of a source of the same size and the same second."""

_MESSAGE = 8_192
_TRACEBACK = 65_536
_TYPE = 1000
"""Characters. Each may take twelve bytes of the answer, which has room for a MiB."""

_Imported = tuple[str, Any]
"""A module's name, and what was imported: a module may put something else in its place."""


class StartFailed(Exception):
    """The worker can't start; the answer to the offer says why."""

    def __init__(self, code: str, message: str, error: BaseException | None = None) -> None:
        super().__init__(message)
        message = _failures.cut(message, _MESSAGE, " ")
        self.failure: _failures.Failure = {"code": code, "message": message}
        if error is not None:
            raised = _failures.raised(error, _TRACEBACK)
            self.failure["type"] = raised["type"][:_TYPE]
            self.failure["traceback"] = raised["traceback"]


def load(sources: Sequence[str]) -> dict[str, Tool]:
    """Import all sources and give their tools by name, or raise StartFailed."""
    _keeping_byte_code_true(sources, _import_all)
    tools: dict[str, Tool] = {}
    for tool in declared:
        other = tools.setdefault(tool.name, tool)
        if other is not tool:
            raise StartFailed("DUPLICATE_TOOL", _tell_apart(other, tool))
        try:
            tool.prepare()
        except ToolDefinitionError as error:
            raise StartFailed("TOOLS_FAILED", f"{tool.place}: {error}", error) from None
    return tools


def preload(source: str) -> None:
    """Import a source, which need not have tools, or raise StartFailed."""
    _keeping_byte_code_true([source], lambda sources: _import_source(*sources))


def _keeping_byte_code_true(sources: Sequence[str], do: Callable[[Sequence[str]], object]) -> None:
    if sys.dont_write_bytecode or not any(map(_is_fresh, sources)):
        do(sources)
    else:  # who writes them again within the second would get what was kept
        sys.dont_write_bytecode = True
        try:
            do(sources)
        finally:
            sys.dont_write_bytecode = False


def _is_fresh(source: str) -> bool:
    """Tell whether a file or folder, or a neighbour that it may import, was written just now."""
    settled = time.time() - _SETTLED
    folder = source if os.path.isdir(source) else os.path.dirname(os.path.realpath(source))
    try:
        with os.scandir(folder) as entries:
            return any(
                _is_source(entry.name) and entry.stat().st_mtime > settled for entry in entries
            )
    except OSError:  # the import will tell
        return False


def _import_all(sources: Sequence[str]) -> None:
    for source in dict.fromkeys(sources):
        modules = _import_source(source)
        if not any(_has_tool(name, module) for name, module in modules):
            raise StartFailed(
                "NO_TOOLS", f"{source} defines no tool: no function in it is decorated with @tool"
            )


def _tell_apart(one: Tool, other: Tool) -> str:
    if one.place != other.place:
        return f"two tools have the name {one.name!r}: at {one.place} and at {other.place}"
    modules = (written(tool.function).__module__ for tool in (one, other))
    return f"the tool {one.name!r} at {one.place} was loaded twice, " + " and ".join(
        f"as module {module!r}" for module in modules
    )


def _has_tool(name: str, module: Any) -> bool:
    functions = {id(value) for value in getattr(module, "__dict__", {}).values()}
    inside = f"{name}."
    return any(
        id(tool.function) in functions
        or f"{tool.module}.".startswith(inside)
        or f"{written(tool.function).__module__}.".startswith(inside)
        for tool in declared
    )


def _import_source(source: str) -> list[_Imported]:
    if os.path.isdir(source):
        try:
            names = sorted(name for name in os.listdir(source) if _is_source(name))
        except OSError as error:
            raise StartFailed("TOOLS_FAILED", f"can't list {source}: {error}", error) from None
        return [_import_file(os.path.join(source, name)) for name in names]
    if os.path.isfile(source):
        return [_import_file(source)]
    if os.sep in source or source.endswith(".py"):
        raise StartFailed("TOOLS_NOT_FOUND", _remedies.no_file(source))
    return [(source, _import_module(source))]


def _is_source(name: str) -> bool:
    """Tell whether a file may hold tools; hidden ones are an editor's or a file system's."""
    return name.endswith(".py") and not name.startswith(".")


def _import_module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        missing = error.name or ""
        if name == missing or name.startswith(missing + "."):
            raise StartFailed("TOOLS_NOT_FOUND", _remedies.not_found(name, missing)) from None
        raise _failed(name, error) from None
    except BaseException as error:
        raise _failed(name, error) from None


def _import_file(path: str) -> _Imported:
    """Import a file under its own name, so that its siblings and child processes can, too."""
    path = os.path.realpath(path)
    folder, file = os.path.split(path)
    stem = file.removesuffix(".py")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    loaded = sys.modules.get(stem)
    if loaded is not None and _file_of(loaded) == path:
        return stem, loaded
    if loaded is None and stem in sys.stdlib_module_names:
        _prints.warn(
            f"{path} stands in for Python's own module {stem!r} wherever that is imported: "
            "give the file another name"
        )
    try:
        if loaded is None and _is_module(stem, file):
            module = importlib.import_module(stem)
            if _file_of(module) == path:
                return stem, module
        return _import_as(f"snakepit_tools_{len(sys.modules)}_{stem}", path)
    except BaseException as error:
        raise _failed(path, error) from None


def _is_module(stem: str, file: str) -> bool:
    return file != stem and "." not in stem and stem not in sys.stdlib_module_names


def _import_as(name: str, path: str) -> _Imported:
    """Import a file whose own name belongs to another module."""
    from importlib.machinery import SourceFileLoader
    from importlib.util import module_from_spec, spec_from_loader

    loader = SourceFileLoader(name, path)
    spec = spec_from_loader(name, loader)
    assert spec is not None, "a source file has a spec"
    module = module_from_spec(spec)
    sys.modules[name] = module
    loader.exec_module(module)
    return name, module


def _file_of(module: Any) -> str | None:
    file = getattr(module, "__file__", None)
    return os.path.realpath(file) if file else None


def _failed(source: str, error: BaseException) -> StartFailed:
    text = _failures.text_of(error)
    reason = f"{type(error).__name__}: {text}" if text else type(error).__name__
    message = f"{source} can't be imported: {reason}{_remedies.remedy(source, error)}"
    return StartFailed("TOOLS_FAILED", message, error)
