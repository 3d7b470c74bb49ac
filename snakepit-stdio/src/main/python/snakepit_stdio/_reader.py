"""Cuts frames out of what is read."""

from collections.abc import Iterator
from typing import Final

from snakepit._payload import Attachment, Buffer
from snakepit._sharing import Sharing
from snakepit._wire import WireDamaged

from snakepit_stdio._carriers import Carrier
from snakepit_stdio._frames import (
    ALLOWED_FLAGS,
    HEADER,
    HEADER_REST,
    HELLO_LIMIT,
    IN_MEMORY,
    LENGTH_SIZE,
    PLACE_SIZE,
)

_BUFFER_SIZE: Final = 64 * 1024

_unpack_header: Final = HEADER.unpack_from
_HEADER_SIZE: Final = HEADER.size


Frame = tuple[int, int, int, Buffer, "list[Attachment]"]
"""kind, flags, call, content (head and body), attachments; a plain tuple, since it is made for each
frame."""

_NO_ATTACHMENTS: Final["list[Attachment]"] = []


class FrameReader:
    """Reads as much as there is in one go.

    Small frames are copied out of a buffer that is used again; a large one is read into memory of
    its own, which its attachments then share.
    """

    def __init__(self, carrier: Carrier, sharing: Sharing) -> None:
        self.limit = HELLO_LIMIT
        self._carrier = carrier
        self._sharing = sharing
        self._buffer = bytearray(_BUFFER_SIZE)
        self._view = memoryview(self._buffer)
        self._start = 0
        self._end = 0
        self._large: memoryview | None = None
        self._filled = 0

    def read(self, wait: bool) -> bool:
        """Read once; False when there was nothing.

        The rest of a large frame is waited for in any case: it is on its way, and behind it may be
        what a signal has told of.
        """
        if self._large is not None:
            size = self._carrier.read(self._large[self._filled :], True)
            self._filled += size
            return size > 0
        if self._start == self._end:
            self._start = self._end = 0
        elif self._start and self._end == _BUFFER_SIZE:
            rest = self._end - self._start
            self._buffer[:rest] = self._buffer[self._start : self._end]
            self._start, self._end = 0, rest
        size = self._carrier.read(self._view[self._end :], wait)
        self._end += size
        return size > 0

    def next(self) -> Frame | None:
        """Give the next frame that is there in full, or None."""
        return next(self.frames(), None)

    def frames(self) -> Iterator[Frame]:
        """Give the frames that are there in full."""
        large = self._large
        if large is not None:
            if self._filled == len(large):
                self._large = None
                _, kind, flags, count, call = HEADER.unpack_from(large)
                content = large[HEADER.size :]
                yield _with_attachments(kind, flags, call, content, count, self._sharing)
            return
        buffer, view, end, limit = self._buffer, self._view, self._end, self.limit
        start = self._start
        while end - start >= _HEADER_SIZE:
            length, kind, flags, count, call = _unpack_header(buffer, start)
            allowed = ALLOWED_FLAGS.get(kind)
            if allowed is None or flags & ~allowed:
                raise WireDamaged(f"a frame of unknown kind 0x{kind:02x} or flags 0x{flags:02x}")
            if not HEADER_REST <= length <= limit:
                raise WireDamaged(f"a frame of {length} bytes; it may have {limit}")
            stop = start + LENGTH_SIZE + length
            if stop > end:
                if LENGTH_SIZE + length > _BUFFER_SIZE:
                    self._begin_large(LENGTH_SIZE + length)
                return
            self._start = stop
            if count:
                # As with large frames, who gets an array may write to it.
                content = memoryview(buffer[start + _HEADER_SIZE : stop])
                yield _with_attachments(kind, flags, call, content, count, self._sharing)
            else:
                yield kind, flags, call, bytes(view[start + _HEADER_SIZE : stop]), _NO_ATTACHMENTS
            start = stop

    def _begin_large(self, size: int) -> None:
        self._carrier.widen()
        self._sharing.saw_large()
        self._large = memoryview(bytearray(size))
        self._filled = self._end - self._start
        self._large[: self._filled] = self._view[self._start : self._end]
        self._start = self._end = 0


def _with_attachments(
    kind: int, flags: int, call: int, content: Buffer, count: int, sharing: Sharing
) -> Frame:
    table = 4 * count
    if len(content) < table:
        raise WireDamaged("an attachment table longer than its frame")
    sizes = memoryview(content)[:table].cast("B")
    entries = [int.from_bytes(sizes[at : at + 4], "big") for at in range(0, table, 4)]
    start = len(content) - sum(PLACE_SIZE if e & IN_MEMORY else e for e in entries)
    if start < table:
        raise WireDamaged("attachments longer than their frame")
    body = content[table:start]
    attachments: list[Attachment] = []
    for entry in entries:
        stop = start + (PLACE_SIZE if entry & IN_MEMORY else entry)
        part = content[start:stop]
        if entry & IN_MEMORY:
            attachments.append(sharing.take(int.from_bytes(part, "big"), entry & ~IN_MEMORY))
        else:
            attachments.append(part)
        start = stop
    return kind, flags, call, body, attachments
