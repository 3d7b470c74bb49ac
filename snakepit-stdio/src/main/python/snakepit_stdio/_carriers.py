"""What the frames travel over: a pair of pipes, or a Unix socket."""

import errno
import os
import select
import sys
from _io import FileIO
from collections.abc import Sequence
from typing import Final, Protocol

from snakepit._descriptors import point_elsewhere, private
from snakepit._payload import Buffer
from snakepit._wire import WireClosed

MAX_BUFFERS: Final = 512  # below the limit of every system

_WIDE: Final = 1024 * 1024
"""Bytes that a pipe may hold. On Linux nobody needs a privilege for as many; what all pipes of a
user may hold together has a limit, so only those that carry much take them."""

_CLOSED: Final = -1


class Carrier(Protocol):
    """Moves bytes. Reading and writing may happen at the same time, each on one thread."""

    def read(self, target: memoryview, wait: bool) -> int:
        """Read into the target; 0 when nothing is there and it wasn't to wait."""

    def write(self, buffers: Sequence[Buffer]) -> int:
        """Write what fits without waiting, and tell how many bytes that was."""

    def wait_writable(self, or_readable: bool) -> bool:
        """Wait until one can write; True when one can read instead, if that was asked for."""

    def widen(self) -> None:
        """Make room: messages are large."""

    def close(self) -> None:
        """Close the descriptors."""


class PipeCarrier:
    """Descriptors 0 and 1, claimed before anybody can print to them."""

    def __init__(self, source: int, target: int) -> None:
        self._source = source
        self._target = target
        self._receive = FileIO(source, "r", closefd=False).readinto
        self._send = FileIO(target, "w", closefd=False).write
        self._readable = select.poll()
        self._readable.register(source, select.POLLIN)
        self._is_wide = False
        os.set_blocking(target, False)

    @classmethod
    def claim(cls) -> "PipeCarrier":
        """Duplicate the descriptors privately and point the public ones elsewhere."""
        carrier = cls(private(0), private(1))
        point_elsewhere()
        return carrier

    def read(self, target: memoryview, wait: bool) -> int:
        """Read into the target; 0 when nothing is there and it wasn't to wait."""
        if not wait and not self._readable.poll(0):
            return 0
        size = self._receive(target)
        if not size:
            raise WireClosed
        return size

    def write(self, buffers: Sequence[Buffer]) -> int:
        """Write what fits without waiting, and tell how many bytes that was."""
        try:
            if len(buffers) == 1:
                return self._send(buffers[0]) or 0
            return os.writev(self._target, buffers[:MAX_BUFFERS])
        except BlockingIOError:
            return 0
        except OSError as error:
            raise _closed(error) from None

    def wait_writable(self, or_readable: bool) -> bool:
        """Wait until one can write; True when one can read instead, if that was asked for."""
        poll = select.poll()
        poll.register(self._target, select.POLLOUT)
        if or_readable:
            poll.register(self._source, select.POLLIN)
        return any(descriptor == self._source for descriptor, _ in poll.poll())

    def widen(self) -> None:
        """Make room: messages are large."""
        if self._is_wide:
            return
        self._is_wide = True
        # It works without, too, where the user's pipes hold too much already, or no descriptor is
        # left to import that module by.
        try:
            import fcntl

            command = getattr(fcntl, "F_SETPIPE_SZ", None)
            if command is None:
                return
            for descriptor in (self._source, self._target):
                fcntl.fcntl(descriptor, command, _WIDE)
        except (ImportError, OSError):
            return

    def close(self) -> None:
        """Close the descriptors, once: a child of a forked child has others of these numbers."""
        if self._source == _CLOSED:
            return
        os.close(self._source)
        os.close(self._target)
        self._source = self._target = _CLOSED


def connect(path: str) -> Carrier:
    """Connect to the JVM's Unix socket."""
    # The module ``socket`` takes longer to import than all the rest of a worker's start.
    import _socket

    from snakepit_stdio._sockets import SocketCarrier

    connection = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
    try:
        connection.connect(path)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        sys.exit(f"snakepit: can't connect to {path}: {reason}")
    point_elsewhere()
    return SocketCarrier(connection)


def _closed(error: OSError) -> Exception:
    if error.errno in (errno.EPIPE, errno.ECONNRESET):
        return WireClosed()
    return error
