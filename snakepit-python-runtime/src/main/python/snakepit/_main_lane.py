"""Calls of tools without a mark, on the main thread, where a worker runs several calls."""

from collections import deque
from queue import SimpleQueue

from snakepit._call import Call


class MainLane:
    """Those that are to have the main thread next.

    Mostly it is free when they come. A nested call isn't counted, though: it may have to wait for
    one that is no ancestor of its, and one that is counted for a nested one.
    """

    def __init__(self) -> None:
        self._calls: deque[Call] = deque()
        self._news: SimpleQueue[None] = SimpleQueue()

    def begin(self, call: Call) -> None:
        """Have the main thread run a call, from another thread."""
        self._calls.append(call)
        self._news.put(None)

    def wake(self) -> None:
        """Make the main thread look whether it is to stop."""
        self._news.put(None)

    def take(self) -> Call | None:
        """Wait for a call, or for a reason to look about."""
        self._news.get()
        try:
            return self._calls.popleft()
        except IndexError:
            return None

    def withdraw(self, call: Call) -> bool:
        """Take a call out; False when it isn't one that waits."""
        try:
            self._calls.remove(call)
        except ValueError:
            return False
        return True

    def close(self) -> "list[Call]":
        """Take out all that wait and that no call waits for."""
        return [call for call in list(self._calls) if not call.parent and self.withdraw(call)]
