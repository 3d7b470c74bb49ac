"""The one way into user code and out of it."""

from collections.abc import Callable
from typing import Any

from snakepit import _current, _process
from snakepit._call import Call
from snakepit._interrupts import Interrupts
from snakepit._native import mypyc_attr

NOTHING: dict[str, Any] = {}


class _Unbreakable:
    """Stands in for the interrupts on threads that signals don't reach."""

    open = False
    nudged = False

    def look(self) -> None:
        """Nothing to look for."""


@mypyc_attr(allow_interpreted_subclasses=True)
class Guard:
    """Runs user code so that it can be broken into there, and nowhere else."""

    def __init__(self, interrupts: Interrupts) -> None:
        self._interrupts = interrupts

    def run(
        self, call: Call, function: Callable[..., Any], arguments: dict[str, Any]
    ) -> tuple[Any, BaseException | None]:
        """Call a function and give what it returned, or what it raised."""
        interrupts = self._interrupts if call.on_main else _Unbreakable()
        value = error = None
        try:
            try:
                interrupts.open = True
                if interrupts.nudged:
                    interrupts.look()
                value = function(**arguments)
                interrupts.open = False
            except BaseException as raised:
                interrupts.open = False
                error = raised
        except BaseException as late:  # it struck between the last two lines above
            interrupts.open = False
            error = late
        if _current.forked:
            _process.leave_child(error)
        try:
            return value, error
        finally:
            del error  # it would hold itself, by its traceback and this frame
