"""Keeps code of ours from running out of Python's frames in the middle of what must be whole.

User code that recurses endlessly may call us with one frame left. What we had taken off the wire,
or had sent in part, would be lost when RecursionError is raised within.
"""

from sys import _getframe, getrecursionlimit

_NEEDED = 60
"""Frames. What reads or sends takes no more than half as many."""


def is_enough() -> bool:
    """Tell whether there are frames enough for code of ours."""
    try:
        _getframe(getrecursionlimit() // 2)
    except ValueError:
        return True  # the usual case, at less than half of the limit
    try:
        _descend(_NEEDED)
    except RecursionError:
        return False
    return True


def require() -> None:
    """Raise RecursionError now, and not later, unless there are frames enough."""
    if not is_enough():
        raise RecursionError("too few frames are left for what Snakepit is asked for")


def _descend(levels: int) -> None:
    if levels:
        _descend(levels - 1)
