"""Functions that run once in a worker's life."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from snakepit._errors import ToolDefinitionError

_GENERATOR = 0x20
_ASYNC_GENERATOR = 0x200

Hook = TypeVar("Hook", bound=Callable[[], object])

starting: list[Callable[[], object]] = []
stopping: list[Callable[[], object]] = []


def on_start(function: Hook) -> Hook:
    """Run a function once in each worker, before its first call: the place to load a model.

    It takes no argument and may be ``async``. A worker whose hook raises doesn't start, and the
    JVM is shown the traceback. Hooks run in the order of their definition.
    """
    _refuse_generator(function)
    starting.append(function)
    return function


def on_stop(function: Hook) -> Hook:
    """Run a function once when a worker is asked to stop: the place to close what is open.

    It doesn't run when the worker dies or is killed. What it raises is logged. Hooks run in the
    reverse order of their definition.
    """
    _refuse_generator(function)
    stopping.append(function)
    return function


def _refuse_generator(function: Callable[[], object]) -> None:
    """Refuse what would do nothing when it is called."""
    inner = function
    while isinstance(inner, partial):
        inner = inner.func
    code = getattr(inner, "__code__", None)
    if code is not None and code.co_flags & (_GENERATOR | _ASYNC_GENERATOR):
        name = getattr(inner, "__qualname__", type(inner).__qualname__)
        raise ToolDefinitionError(
            f"{name} can't be a hook: it has a yield, so calling it would run none of its code. "
            "Write what is to run at the end as an on_stop hook"
        )
