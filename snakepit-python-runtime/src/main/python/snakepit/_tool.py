"""The decorator that makes a function a tool."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, overload

from snakepit._errors import ToolDefinitionError
from snakepit._parameters import (
    layers,
    read_signature,
    refuse_class_method,
    refuse_unnamed,
    unwrap,
)
from snakepit._signature import NO_PARAMETERS

Function = TypeVar("Function", bound=Callable[..., Any])

_GENERATOR = 0x20
_COROUTINE = 0x80
_ASYNC_GENERATOR = 0x200
_NOT_PLAIN = _GENERATOR | _COROUTINE | _ASYNC_GENERATOR

declared: "list[Tool]" = []
"""Every tool of this process, in the order of definition."""


class Tool:
    """A function with the name, the description and the signature under which it is called."""

    __slots__ = (
        "asynchronous",
        "description",
        "function",
        "module",
        "name",
        "place",
        "signature",
        "stream",
        "thread_safe",
    )

    def __init__(
        self,
        function: Callable[..., Any],
        name: str,
        description: str,
        thread_safe: bool,
        module: str = "",
    ) -> None:
        codes = [getattr(layer, "__code__", None) for layer in layers(function)]
        kinds = [code.co_flags & _NOT_PLAIN for code in codes if code is not None]
        # A wrapper without a kind of its own returns what it got from the function inside.
        flags = next(filter(None, kinds), 0)
        code = codes[-1]
        self.function = function
        self.module = module
        """Where it was declared, which needn't be where its function was written."""
        self.name = name
        self.description = description
        self.thread_safe = thread_safe
        self.stream = bool(flags & (_GENERATOR | _ASYNC_GENERATOR))
        self.asynchronous = bool(flags & (_COROUTINE | _ASYNC_GENERATOR))
        self.place = f"{code.co_filename}:{code.co_firstlineno}" if code is not None else name
        refuse_unnamed(unwrap(function), name)
        self.signature = NO_PARAMETERS

    def prepare(self) -> None:
        """Read the hints, which may name what is defined after the function.

        Raises:
            ToolDefinitionError: when they can't be read.

        """
        self.signature = read_signature(self.function, self.name, self.stream)

    def describe(self) -> dict[str, Any]:
        """Give the tool's entry in the hello answer."""
        return {
            "name": self.name,
            "description": self.description,
            "stream": self.stream,
            "threadSafe": self.thread_safe,
            **self.signature.describe(),
        }


@overload
def tool(function: Function, /) -> Function: ...


@overload
def tool(
    *, name: str | None = None, description: str | None = None, thread_safe: bool = False
) -> Callable[[Function], Function]: ...


def tool(
    function: Callable[..., Any] | None = None,
    /,
    *,
    name: str | None = None,
    description: str | None = None,
    thread_safe: bool = False,
) -> Any:
    """Make a function callable from the JVM; it stays what it is for Python.

    Parameters and their types come from the signature: what the JVM sends is checked against the
    hints before the function runs, and a dict becomes the dataclass, a string the Enum, that the
    hint names. A generator is a stream; ``async`` functions and generators run on an event loop
    that lives as long as the worker.

    Args:
        function: given by ``@tool`` without parentheses.
        name: the name to call it by; the function's own if not given.
        description: for people; the first paragraph of the docstring if not given.
        thread_safe: whether several calls may run at the same time, each on a thread of its own.
            They do in pools with ``concurrency``, and only there.

    Raises:
        ToolDefinitionError: when the function can't be called with named arguments.

    """
    module = str(sys._getframe(1).f_globals.get("__name__"))

    def declare(function: Callable[..., Any]) -> Callable[..., Any]:
        chosen = getattr(function, "__name__", "") if name is None else name
        if isinstance(function, classmethod):
            refuse_class_method(unwrap(function.__func__), chosen)
        if not callable(function):
            raise ToolDefinitionError(f"@tool takes a function, not {function!r}")
        if not isinstance(chosen, str) or not chosen or chosen.startswith("$"):
            raise ToolDefinitionError(
                f"{chosen!r} can't be the name of a tool: it must be a string, not empty, "
                "that doesn't begin with '$'"
            )
        _require_sendable(chosen)
        text = _first_paragraph(function) if description is None else description
        declared.append(Tool(function, chosen, text, thread_safe, module))
        return function

    if function is None:
        return declare
    return declare(function)


def _require_sendable(name: str) -> None:
    """Refuse a name that nobody could call, and that no error could tell."""
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise ToolDefinitionError(
            f"{name!r} can't be the name of a tool: "
            f"it has a lone surrogate at character {error.start}"
        ) from None


def _first_paragraph(function: Callable[..., Any]) -> str:
    if isinstance(function, partial):  # whose own tells what a partial is
        function = function.func
    lines: list[str] = []
    for line in str(function.__doc__ or "").strip().splitlines():
        if not line.strip():
            break
        lines.append(line.strip())
    return " ".join(lines)
