"""A cancelled call that was told so where Python ignores what is raised.

In a finalizer, in a hook of ``os.fork`` and in a callback of the garbage collector it can't go
anywhere, nor in a thread that it wasn't meant for. The call would go on, and its worker be killed
in the end. So it is told once more, but not before Python has said all it ignores: what is raised
in that hook is ignored, too, and nobody hears of it.
"""

import sys
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, Any

from snakepit._errors import Strike

if TYPE_CHECKING:
    from snakepit._engine import Engine


class _Hook:
    """What Python calls with all that it ignores; ``before`` is user code's, or Python's own."""

    def __init__(self, engine: "Engine", before: Callable[[Any], object]) -> None:
        self._engine = engine
        self._before = before

    def __call__(self, unraisable: Any) -> None:
        ignored = unraisable.exc_value
        try:
            if not (isinstance(ignored, Strike) and self._engine.strike_again(ignored)):
                self._before(unraisable)
        except Strike as late:  # set from outside, before this was on the stack
            self._engine.strike_again(late)


_CODE = _Hook.__call__.__code__


def install(engine: "Engine") -> None:
    """Have what was ignored raised again."""
    sys.unraisablehook = _Hook(engine, sys.unraisablehook)


def is_being_told(frame: FrameType | None) -> bool:
    """Tell whether a thread, by the frame it is in, is about to say what it ignores."""
    while frame is not None:
        if frame.f_code is _CODE:
            return True
        frame = frame.f_back
    return False
