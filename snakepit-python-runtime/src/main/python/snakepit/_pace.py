"""Knows which tools take next to no time, and which streams give one item after the other."""

from time import perf_counter
from typing import Final

_BRIEF: Final = 0.0002
"""Seconds. To send a message of gRPC costs about as much, and the outcome before it is no later."""

_SURE: Final = 16
"""Items that have to come so fast before it is taken for granted."""


class Pace:
    """Watches the calls that run one after the other, each from its start to its outcome."""

    def __init__(self) -> None:
        self._brief: set[str] = set()
        self._running = 0
        self._tool = ""
        self.began = 0.0
        """When the last call started, on the clock of ``time.perf_counter``."""

    def start(self, id: int, tool: str) -> bool:
        """Tell whether a call that starts will probably be brief, as the last of its tool was."""
        self._running = id
        self._tool = tool
        self.began = perf_counter()
        return tool in self._brief

    def end(self, id: int) -> None:
        """Note the outcome of a call. It may be one that wasn't watched."""
        if id == self._running:
            if perf_counter() - self.began < _BRIEF:
                self._brief.add(self._tool)
            else:
                self._brief.discard(self._tool)


class ItemPace:
    """Watches the items of the stream that runs."""

    def __init__(self) -> None:
        self._stream = 0
        self._last = 0.0
        self._in_a_row = 0

    def next(self, id: int) -> bool:
        """Note an item; tell whether the next will probably be there before it could be sent."""
        now = perf_counter()
        follows = id == self._stream and now - self._last < _BRIEF
        self._in_a_row = self._in_a_row + 1 if follows else 0
        self._stream = id
        self._last = now
        return self._in_a_row >= _SURE
