"""Frames on their way out: queued by any thread, and sent by whoever flushes.

While one brief call follows the other, the main thread sends less often than it has something to
say. What it leaves unsent is in a journal, which outlives the worker, and is sent soon after: by
itself with what comes next, or by a thread of its own, which needs the interpreter's lock for that.
"""

from _thread import allocate_lock, get_ident, start_new_thread
from collections import deque
from time import sleep
from typing import TYPE_CHECKING

from snakepit import _process
from snakepit._native import mypyc_attr
from snakepit._payload import Buffer
from snakepit._wire import WireClosed

if TYPE_CHECKING:
    from snakepit._journal import Journal


@mypyc_attr(allow_interpreted_subclasses=True)
class Outbox:
    """The base of what sends on a wire, which says how a batch of frames is sent.

    It is a base, and its members are for those who derive from it, since each call between objects
    would be made for every frame.
    """

    def __init__(self, journal: str | None, together: float, soon: float) -> None:
        """Make an empty one.

        Args:
            journal: where the journal may be made; without it nothing is left unsent.
            together: seconds for which outcomes may wait for others.
            soon: seconds after which the thread sends what the main thread has left.

        """
        self._queue: deque[Buffer] = deque()
        self._lock = allocate_lock()
        self._owner = 0
        self._main_thread = get_ident()
        self._path = journal
        """None: all is sent at once."""
        self._unsaved: list[bytes] = []
        """Frames of the main thread that are neither sent nor in the journal."""
        self._has_unkept = False
        """The main thread has queued what isn't among them, and won't be in the journal."""
        self._journal: Journal | None = None
        self._is_kept = False
        """There is something in the journal."""
        self._since = 0.0
        self._together = together
        self._soon = soon
        self._left = allocate_lock()
        """Locked while nothing is left to the thread."""

    def _send_batch(self) -> None:
        """Take frames off the queue and send them; the caller has seen that there are some."""
        raise NotImplementedError

    def put(self, frame: bytes) -> None:
        """Queue a frame."""
        if self._path is not None and get_ident() == self._main_thread:
            self._unsaved.append(frame)
        self._queue.append(frame)

    def put_unkept(self, frame: bytes) -> None:
        """Queue a frame that won't be in the journal: what comes after it is sent, not left."""
        self._has_unkept = True
        self._queue.append(frame)

    def flush(self) -> None:
        """Send what is queued; when it returns, it is sent."""
        queue = self._queue
        me = get_ident()
        if self._owner == me:
            return  # a finalizer prints while a batch is sent, and what it prints comes next
        if queue or self._lock.locked():
            with self._lock:
                self._owner = me
                try:
                    while queue:
                        self._send_batch()
                finally:
                    self._owner = 0
        if self._path is not None and me == self._main_thread:
            if self._unsaved:
                self._unsaved.clear()
            self._has_unkept = False
            if self._is_kept and self._journal is not None:
                self._is_kept = False
                self._journal.clear()

    def leave(self, now: float) -> None:
        """Have what the main thread queued sent soon, and told even if the worker dies before.

        On other threads, and where it can't be kept, it is sent at once. ``now`` is of
        ``time.perf_counter``.
        """
        if self._path is None or get_ident() != self._main_thread or not self._keep(now):
            self.flush()

    def hand_over(self) -> None:
        """Have what the main thread queued sent soon; what is unkept may die with the worker.

        On other threads, and where there is nobody to do it, it is sent at once.
        """
        may = self._path is not None and get_ident() == self._main_thread
        if may and (self._journal or self._open()) is not None:
            self._call_thread()
        else:
            self.flush()

    def forget(self) -> None:
        """Write nothing to the journal any more, in a forked child: the parent does."""
        self._path = None
        self._unsaved.clear()

    def _keep(self, now: float) -> bool:
        if not self._is_kept:
            self._since = now
            if self._journal is not None and not self._journal.is_there():
                # Nobody will find it: the JVM would take what has begun for what has not.
                self.forget()
                return False
        elif now - self._since > self._together:
            return False
        journal = self._journal or self._open()
        if journal is None or self._has_unkept or not journal.add(b"".join(self._unsaved)):
            return False
        self._unsaved.clear()
        self._is_kept = True
        self._call_thread()
        return True

    def _call_thread(self) -> None:
        if self._left.locked():
            self._left.release()

    def _open(self) -> "Journal | None":
        """Make the journal when it is first of use: most workers need none."""
        assert self._path is not None, "what isn't kept needs no journal"
        try:
            from snakepit._journal import Journal

            journal = Journal(self._path)
            self._left.acquire()
            start_new_thread(self._send_left, ())
        except (ImportError, OSError, RuntimeError):  # no descriptor, room or thread
            self.forget()
            return None
        self._journal = journal
        return journal

    def _send_left(self) -> None:
        while True:
            self._left.acquire()
            if self._soon:
                sleep(self._soon)
            try:
                self.flush()
            except WireClosed as error:
                _process.leave(error)
