"""Messages: a line of fields, and right after it the raw bytes of a payload."""

import os
import select
from urllib.parse import quote_plus, unquote_plus

from snakepit._payload import Buffer, Payload
from snakepit._wire import WireClosed, WireDamaged

Fields = dict[str, str]
Message = tuple[Fields, Payload]

EMPTY: Payload = (b"", ())
_CHUNK = 64 * 1024
_LONGEST_LINE = 1024 * 1024


def size_of(payload: Payload) -> int:
    """Give the size of everything in a payload."""
    body, attachments = payload
    return len(body) + sum(map(len, attachments))


def pack(type: str, payload: Payload, fields: dict[str, object]) -> bytes:
    """Write a message."""
    body, attachments = payload
    parts: list[Buffer] = [body, *attachments]
    line = "".join(f"{name}={quote_plus(str(value))}\t" for name, value in fields.items())
    sizes = "%2C".join(str(len(part)) for part in parts)
    return b"".join((f"type={type}\t{line}sizes={sizes}\n".encode(), *parts))


class MessageReader:
    """Cuts messages out of what it reads from a descriptor."""

    def __init__(self, source: int) -> None:
        self.limit = _LONGEST_LINE
        self._source = source
        self._readable = select.poll()
        self._readable.register(source, select.POLLIN)
        self._buffer = bytearray()

    def read(self, wait: bool) -> bool:
        """Read once; False when there was nothing and it wasn't to wait."""
        if not wait and not self._readable.poll(0):
            return False
        chunk = os.read(self._source, _CHUNK)
        if not chunk:
            raise WireClosed
        self._buffer += chunk
        return True

    def next(self) -> Message | None:
        """Give the next message that is there in full, or None."""
        buffer = self._buffer
        end = buffer.find(b"\n")
        if end < 0:
            if len(buffer) > _LONGEST_LINE:
                raise WireDamaged("a line that doesn't end")
            return None
        try:
            pairs = (field.split("=") for field in buffer[:end].decode("ascii").split("\t"))
            fields = {unquote_plus(name): unquote_plus(value) for name, value in pairs}
            sizes = [int(size) for size in fields["sizes"].split(",")]
        except (ValueError, KeyError) as error:
            raise WireDamaged(f"a line that can't be read: {error!r}") from None
        if min(sizes) < 0 or sum(sizes) > self.limit:
            raise WireDamaged(f"a payload of {sum(sizes)} bytes; it may have {self.limit}")
        stop = end + 1 + sum(sizes)
        if len(buffer) < stop:
            return None
        parts = _cut(memoryview(buffer)[end + 1 : stop].tobytes(), sizes)
        del buffer[:stop]
        return fields, (parts[0], parts[1:])


def _cut(content: bytes, sizes: list[int]) -> list[Buffer]:
    parts: list[Buffer] = []
    start = 0
    for size in sizes:
        parts.append(content[start : start + size])
        start += size
    return parts
