"""Puts frames together and sends them, on whichever thread has something to say."""

from _thread import get_ident
from collections.abc import Callable, Sequence
from typing import Final

from snakepit._outbox import Outbox
from snakepit._payload import Buffer, Payload
from snakepit._sharing import Sharing
from snakepit._wire import FrameTooLarge

from snakepit_stdio._carriers import Carrier
from snakepit_stdio._frames import HEADER, HEADER_REST, HELLO_LIMIT, IN_MEMORY, PLACE_SIZE

_COPIED: Final = 4096
"""Up to this size buffers are joined: cheaper than to write several."""

_TOGETHER: Final = 0.0005
"""Seconds. Outcomes wait no longer for others; to write costs a tenth of it."""

_SOON: Final = 0.002
"""Seconds after which somebody else sends, since the main thread doesn't: a call isn't brief."""


class FrameWriter(Outbox):
    """Queues frames, and sends what is queued in as few writes as it takes."""

    def __init__(
        self,
        carrier: Carrier,
        read_meanwhile: Callable[[], bool],
        journal: str | None,
        sharing: Sharing,
    ) -> None:
        super().__init__(journal, _TOGETHER, _SOON)
        self.limit = HELLO_LIMIT
        self._carrier = carrier
        self._sharing = sharing
        self._read_meanwhile = read_meanwhile

    def put_frame(
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
        if self._path is not None and get_ident() == self._main_thread:
            self._unsaved.append(frame)  # as ``put`` does, without the price of calling it
        self._queue.append(frame)

    def _put_large(self, kind: int, flags: int, call: int, payload: Payload, head: bytes) -> None:
        body, attachments = payload
        length = HEADER_REST + len(head) + len(body)
        sizes = [len(attachment) for attachment in attachments]
        length += sum(sizes) + 4 * len(sizes)
        if length > self.limit:
            raise FrameTooLarge(length, self.limit)
        pieces = list(attachments)
        for index, size in enumerate(sizes):
            place = self._sharing.put(pieces[index])
            if place is not None:
                pieces[index] = place.to_bytes(PLACE_SIZE, "big")
                length -= size - PLACE_SIZE
                sizes[index] = size | IN_MEMORY
        table = b"".join(size.to_bytes(4, "big") for size in sizes)
        header = HEADER.pack(length, kind, flags, len(sizes), call)
        # One extension of the queue, so that no other thread's frame gets between.
        self._queue.extend((header + table + head, body, *pieces))
        if get_ident() == self._main_thread:
            self._has_unkept = True

    def _send_batch(self) -> None:
        queue = self._queue
        buffers: Sequence[Buffer]
        if len(queue) == 1:
            buffers = (queue.popleft(),)
            size = len(buffers[0])
        else:
            buffers = [queue.popleft() for _ in range(len(queue))]
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
        self._carrier.widen()
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
