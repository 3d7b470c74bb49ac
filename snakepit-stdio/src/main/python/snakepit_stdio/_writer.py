"""Puts frames together and sends them, on whichever thread has something to say."""

from _thread import allocate_lock, get_ident
from collections import deque
from collections.abc import Callable, Sequence

from snakepit._payload import Buffer, Payload
from snakepit._wire import FrameTooLarge

from snakepit_stdio._carriers import Carrier
from snakepit_stdio._frames import HEADER, HEADER_REST, HELLO_LIMIT
from snakepit_stdio._unsent import Unsent

_COPIED = 4096
"""Up to this size buffers are joined: cheaper than to write several."""


class FrameWriter:
    """Queues frames, and sends what is queued in as few writes as it takes."""

    def __init__(
        self, carrier: Carrier, read_meanwhile: Callable[[], bool], journal: str | None
    ) -> None:
        self.limit = HELLO_LIMIT
        self._carrier = carrier
        self._read_meanwhile = read_meanwhile
        self._queue: deque[Buffer] = deque()
        self._lock = allocate_lock()
        self._owner = 0
        self._main_thread = get_ident()
        self._unsent = None if journal is None else Unsent(journal, self.flush)

    def put(
        self, kind: int, flags: int, call: int, payload: Payload | None = None, head: bytes = b""
    ) -> None:
        """Queue a frame, or raise FrameTooLarge."""
        if payload is None:
            frame = HEADER.pack(HEADER_REST + len(head), kind, flags, 0, call) + head
        else:
            body, attachments = payload
            length = HEADER_REST + len(head) + len(body)
            if attachments or length > _COPIED or length > self.limit:
                self._put_large(kind, flags, call, payload, head)
                return
            frame = HEADER.pack(length, kind, flags, 0, call) + head + body
        if self._unsent is not None and get_ident() == self._main_thread:
            self._unsent.frames.append(frame)
        self._queue.append(frame)

    def _put_large(self, kind: int, flags: int, call: int, payload: Payload, head: bytes) -> None:
        body, attachments = payload
        length = HEADER_REST + len(head) + len(body)
        sizes = [len(attachment) for attachment in attachments]
        length += sum(sizes) + 4 * len(sizes)
        if length > self.limit:
            raise FrameTooLarge(length, self.limit)
        table = b"".join(size.to_bytes(4, "big") for size in sizes)
        header = HEADER.pack(length, kind, flags, len(sizes), call)
        # One extension of the queue, so that no other thread's frame gets between.
        self._queue.extend((header + table + head, body, *attachments))
        if self._unsent is not None and get_ident() == self._main_thread:
            self._unsent.is_small = False

    def leave(self, now: float) -> None:
        """Have what the main thread queued sent soon, and told even if the worker dies before.

        It is called by the main thread; ``now`` is of ``time.perf_counter``.
        """
        if self._unsent is None or not self._unsent.keep(now):
            self.flush()

    def forget(self) -> None:
        """Write nothing to the journal any more, in a forked child: the parent does."""
        self._unsent = None

    def flush(self) -> None:
        """Send what is queued; when it returns, it is sent."""
        queue = self._queue
        me = get_ident()
        if self._owner == me:
            return  # a finalizer prints during a write, which will send it
        if queue or self._lock.locked():
            with self._lock:
                self._owner = me
                try:
                    while queue:
                        self._send(queue.popleft() if len(queue) == 1 else None)
                finally:
                    self._owner = 0
        if self._unsent is not None and me == self._main_thread:
            self._unsent.clear()

    def _send(self, only: Buffer | None) -> None:
        buffers: Sequence[Buffer]
        if only is not None:
            buffers = (only,)
            size = len(only)
        else:
            buffers = [self._queue.popleft() for _ in range(len(self._queue))]
            size = sum(map(len, buffers))
            if size <= _COPIED:
                buffers = (b"".join(buffers),)
        sent = self._carrier.write(buffers)
        while sent < size:
            buffers = _after(buffers, sent)
            size -= sent
            self._wait()
            sent = self._carrier.write(buffers)

    def _wait(self) -> None:
        """Wait for room. A JVM that writes a large call meanwhile must find a reader."""
        readable = True
        while self._carrier.wait_writable(readable):
            readable = self._read_meanwhile()


def _after(buffers: Sequence[Buffer], sent: int) -> Sequence[Buffer]:
    """Give what is left of some buffers when so many bytes of them are sent."""
    for index, buffer in enumerate(buffers):
        if sent < len(buffer):
            return [memoryview(buffer)[sent:], *buffers[index + 1 :]]
        sent -= len(buffer)
    return ()
