"""The one stream that carries everything between worker and JVM.

gRPC's thread parses what arrives and hands it to whoever takes it, mostly the main thread, without
a third thread between them. Who flushes sends by himself, too. The thread of the handler only asks
for one message after the other. What needn't be sent at once is left to a thread that sends as soon
as it gets a turn, and is in the journal until then.
"""

import hmac
import signal
from _thread import allocate_lock, get_ident, start_new_thread
from collections import deque
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue
from typing import Any

import grpc
from snakepit import _process
from snakepit._journal import Journal
from snakepit._wire import WireClosed, WireDamaged

from snakepit_grpc._messages import ToWorker

SECRET_KEY = "snakepit-secret-bin"  # noqa: S105 where it is, not what it is

BATCH_SIZE = 1024 * 1024
"""Frames are joined up to this size; a larger frame travels alone."""

_MOST_WAITING = 16
"""Messages that may have arrived and not been taken; then HTTP/2 holds the JVM back."""


class WorkStream:
    """The behavior of ``Worker.Work``, and the ways in and out for the wire."""

    experimental_non_blocking = True

    def __init__(self, secret: bytes, journal: str) -> None:
        self._secret = secret
        self._arrived: SimpleQueue[Any] = SimpleQueue()
        self._permits: SimpleQueue[None] = SimpleQueue()
        for _ in range(_MOST_WAITING):
            self._permits.put(None)
        self._outgoing: deque[bytes] = deque()
        self._send: Callable[[bytes], None] | None = None
        self._lock = allocate_lock()
        self._owner = 0
        self._opening = allocate_lock()
        self._main_thread = get_ident()
        self._journal = Journal(journal) if journal else None
        self._unsaved: list[bytes] = []
        """Frames of the main thread that are neither sent nor in the journal."""
        self._left: Any = None
        """Locked while nothing is left to the sender's thread."""

    def handler(self) -> Any:
        """Make the handler; what it sends are bytes already."""
        return grpc.stream_stream_rpc_method_handler(self, self._parse, None)

    def __call__(
        self, requests: Iterable[None], context: Any, send: Callable[[bytes], None]
    ) -> None:
        """Ask for one message after the other, until the JVM is gone, and the worker with it."""
        self._admit(context)
        self._send = send
        try:
            for _ in requests:
                if self._permits.empty():
                    self._nudge()
                self._permits.get()
        finally:
            _process.leave(WireClosed())

    def _admit(self, context: Any) -> None:
        secret = dict(context.invocation_metadata()).get(SECRET_KEY, b"")
        if not hmac.compare_digest(secret, self._secret):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, "this isn't the worker's secret")
        if not self._opening.acquire(False):
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, "the worker has its stream already")

    def _parse(self, data: bytes) -> bool:
        """Take a message, on gRPC's thread, in the order of arrival."""
        try:
            message = ToWorker.FromString(data)
        except Exception as error:
            _process.leave(WireDamaged(f"a message can't be parsed: {error}"))
        self._arrived.put(message)
        if message.interrupt:
            self._nudge()
        return True

    def _nudge(self) -> None:
        """Make the main thread look at what has arrived, whatever it is doing."""
        signal.pthread_kill(self._main_thread, signal.SIGTERM)

    def take(self, wait: bool) -> Any:
        """Give the next message; None when there is none and it wasn't to wait."""
        arrived = self._arrived
        if not wait and arrived.empty():
            return None  # the usual case, without the price of an exception
        try:
            message = arrived.get(wait)
        except Empty:
            return None
        self._permits.put(None)
        return message

    def put(self, frame: bytes) -> None:
        """Queue a frame. Batches of frames that are joined are one batch of them all."""
        if self._journal is not None and get_ident() == self._main_thread:
            self._unsaved.append(frame)
        self._outgoing.append(frame)

    def leave(self) -> None:
        """Have the main thread's frames sent soon, and told even if the worker dies before."""
        journal = self._journal
        if journal is None or get_ident() != self._main_thread:
            self.flush()
            return
        unsaved = self._unsaved
        if not journal.add(b"".join(unsaved)):
            self.flush()
            return
        unsaved.clear()
        left = self._left
        if left is None:
            left = self._left = allocate_lock()
            start_new_thread(self._send_left, ())
        elif left.locked():
            left.release()

    def _send_left(self) -> None:
        left = self._left
        while True:
            left.acquire()
            self.flush()

    def forget(self) -> None:
        """Write nothing to the journal any more, in a forked child: the parent does."""
        self._journal = None

    def flush(self) -> None:
        """Send what is queued; when it returns, it is sent."""
        outgoing = self._outgoing
        me = get_ident()
        if self._owner == me:
            return  # a finalizer prints during a send, which will send it
        if not outgoing and not self._lock.locked():
            return
        with self._lock:
            send = self._send
            assert send is not None, "nobody has anything to say before the JVM has"
            self._owner = me
            try:
                while outgoing:
                    send(self._batch())
            finally:
                self._owner = 0
        if me == self._main_thread and self._journal is not None:
            self._unsaved.clear()
            self._journal.clear()

    def _batch(self) -> bytes:
        outgoing = self._outgoing
        first = outgoing.popleft()
        if not outgoing:
            return first
        batch = [first]
        size = len(first)
        while outgoing and size + len(outgoing[0]) <= BATCH_SIZE:
            size += len(outgoing[0])
            batch.append(outgoing.popleft())
        return b"".join(batch)
