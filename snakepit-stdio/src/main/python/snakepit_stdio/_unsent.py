"""What the main thread has queued and not sent, while one brief call follows the other."""

from _thread import allocate_lock, start_new_thread
from collections.abc import Callable
from time import sleep
from typing import TYPE_CHECKING

from snakepit import _process
from snakepit._wire import WireClosed

if TYPE_CHECKING:
    from snakepit._journal import Journal

_TOGETHER = 0.0005
"""Seconds. Outcomes wait no longer for others; to write costs a tenth of it."""

_SOON = 0.002
"""Seconds after which somebody else sends, since the main thread doesn't: a call isn't brief."""


class Unsent:
    """Keeps frames in a journal instead of a write for each.

    All is for the main thread alone. A thread of its own sends what is left when a call takes
    longer than it used to; it needs the interpreter's lock for that.
    """

    def __init__(self, journal: str, flush: Callable[[], None]) -> None:
        self.frames: list[bytes] = []
        """Those that are neither sent nor in the journal."""
        self.is_small = True
        """Nothing was queued that isn't in ``frames``."""
        self._path = journal
        self._journal: Journal | None = None
        self._refused = False
        self._flush = flush
        self._is_kept = False
        self._since = 0.0
        self._left = allocate_lock()
        """Locked while nothing is left to the thread."""

    def keep(self, now: float) -> bool:
        """Keep the frames, to be sent soon; False when they are to be sent now."""
        if not self._is_kept:
            self._since = now
        elif now - self._since > _TOGETHER:
            return False
        journal = self._journal or self._open()
        if journal is None or not self.is_small or not journal.add(b"".join(self.frames)):
            return False
        self.frames.clear()
        self._is_kept = True
        if self._left.locked():
            self._left.release()
        return True

    def clear(self) -> None:
        """Forget all: it has been sent."""
        if self.frames:
            self.frames.clear()
        self.is_small = True
        if self._is_kept and self._journal is not None:
            self._is_kept = False
            self._journal.clear()

    def _open(self) -> "Journal | None":
        """Make the journal when it is first of use: most workers need none."""
        from snakepit._journal import Journal

        if self._refused:
            return None
        try:
            journal = Journal(self._path)
            self._left.acquire()
            start_new_thread(self._send_left, ())
        except (OSError, RuntimeError):  # no descriptor, room or thread: each call is sent at once
            self._refused = True
            return None
        self._journal = journal
        return journal

    def _send_left(self) -> None:
        while True:
            self._left.acquire()
            sleep(_SOON)
            try:
                self._flush()
            except WireClosed as error:
                _process.leave(error)
