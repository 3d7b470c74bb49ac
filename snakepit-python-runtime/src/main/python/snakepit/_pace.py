"""Knows which tools take next to no time."""

from time import perf_counter
from typing import Final

_BRIEF: Final = 0.0002
"""Seconds. To send a message of gRPC costs about as much, and the outcome before it is no later."""


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
