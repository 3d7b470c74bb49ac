"""What a wire carries and a codec writes: a body, and the raw bytes it refers to."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

Buffer = bytes | bytearray | memoryview


class Lent(Protocol):
    """Received bytes whose memory goes back to their sender when they have been copied."""

    def __len__(self) -> int:
        """Tell how many they are."""

    def __bytes__(self) -> bytes:
        """Copy them."""

    def writable(self) -> bytearray:
        """Copy them."""


Attachment = Buffer | Lent
"""Raw bytes that were received, read-only or not."""

Payload = tuple[Buffer, Sequence[Buffer]]
"""Body and attachments of an encoded value, shared and not copied on their way. A plain tuple,
since one is made for every message."""

Received = tuple[Buffer, Sequence[Attachment]]
"""The same as it came from the JVM."""


TOO_DEEP: Final = "nested too deeply for the frames that Python has left"


class Unheld(ValueError):
    """What is written as it should be, but is no value that Python has."""


class ValueRefused(Exception):
    """A value that can't be carried. The path grows while the error passes the containers.

    Attributes:
        reason: what is wrong.
        type: what it is.
        unheld: whether it arrived as it should, and Python has no value for it.
        root: where it is in the outermost container: a key or an index.

    """

    def __init__(self, reason: str, type: str | None = None, unheld: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.type = type
        self.unheld = unheld
        self.root: Any = None
        self._segments: list[str] = []

    def under(self, key: Any) -> "ValueRefused":
        """Say in which member of the container the value was."""
        self.root = key
        if isinstance(key, int):
            segment = f"[{key}]"
        elif isinstance(key, str) and key.isidentifier():
            segment = f".{key}"
        else:
            segment = f"[{key!r:.100}]"
        self._segments.append(segment)
        return self

    def path(self, root: str) -> str:
        """Give the place of the value, such as ``result[3].when``."""
        return (root + "".join(reversed(self._segments))).lstrip(".")


class Codec(Protocol):
    """Writes and reads values after the table in ``docs/values.md``."""

    name: str
    """The name in the hello."""

    def encode(self, value: Any) -> Payload:
        """Write a value, or raise ValueRefused."""

    def decode(self, payload: Received) -> Any:
        """Read a value, or raise ValueRefused."""
