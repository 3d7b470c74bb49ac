"""Which call this code runs for."""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from snakepit._errors import ContextError, call_has_ended
from snakepit._interrupts import NO_SHIELD

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from snakepit._call import Call
    from snakepit._engine import Engine

call_variable: Final["ContextVar[Call | None]"] = ContextVar("snakepit_call", default=None)

engine: "Engine | None" = None
"""The engine of this process; None outside a worker, and in a child that a worker forked."""

forked = False
"""This process is a child that a worker forked: it must not speak for its parent."""


def find() -> "Call | None":
    """Find the call, or None.

    A thread that was started without the context of the call is taken for the only running one's.
    """
    call = call_variable.get()
    if call is None and engine is not None:
        return engine.only_running()
    return call


def require() -> "tuple[Engine, Call]":
    """Find engine and call, or raise ContextError."""
    if forked:
        raise ContextError("a process that a tool forked has no part in the tool's call")
    if engine is None:
        raise ContextError("there is no call here: this code doesn't run in a Snakepit worker")
    call = find()
    if call is None:
        raise ContextError(
            "there is no call here: use the context inside a tool, or in a thread that was given "
            "the tool's context (contextvars.copy_context().run)"
        )
    if call.ended:
        raise call_has_ended()
    return engine, call


def shield() -> "AbstractContextManager[None]":
    """Keep what breaks into user code off code of ours that has no engine at hand."""
    return NO_SHIELD if engine is None else engine.shield()
