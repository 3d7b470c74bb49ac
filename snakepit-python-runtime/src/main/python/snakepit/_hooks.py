"""Functions that run once in a worker's life."""

from collections.abc import Callable
from typing import TypeVar

Hook = TypeVar("Hook", bound=Callable[[], object])

starting: list[Callable[[], object]] = []
stopping: list[Callable[[], object]] = []


def on_start(function: Hook) -> Hook:
    """Run a function once in each worker, before its first call: the place to load a model.

    It takes no argument and may be ``async``. A worker whose hook raises doesn't start, and the
    JVM is shown the traceback. Hooks run in the order of their definition.
    """
    starting.append(function)
    return function


def on_stop(function: Hook) -> Hook:
    """Run a function once when a worker is asked to stop: the place to close what is open.

    It doesn't run when the worker dies or is killed. What it raises is logged. Hooks run in the
    reverse order of their definition.
    """
    stopping.append(function)
    return function
