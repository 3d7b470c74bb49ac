"""Frames over a Unix socket."""

import _socket
import select
from collections.abc import Sequence
from typing import Final

from snakepit._payload import Buffer
from snakepit._wire import WireClosed

from snakepit_stdio._carriers import MAX_BUFFERS

_DONT_WAIT: Final = _socket.MSG_DONTWAIT


class SocketCarrier:
    """A connected stream socket. It blocks, and each call says whether it may."""

    def __init__(self, connection: "_socket.socket") -> None:
        self._connection = connection
        self._receive = connection.recv_into
        self._send = connection.send

    def read(self, target: memoryview, wait: bool) -> int:
        """Read into the target; 0 when nothing is there and it wasn't to wait."""
        try:
            size = self._receive(target, 0, 0 if wait else _DONT_WAIT)
        except BlockingIOError:
            return 0
        except ConnectionResetError:
            raise WireClosed from None
        if not size:
            raise WireClosed
        return size

    def write(self, buffers: Sequence[Buffer]) -> int:
        """Write what fits without waiting, and tell how many bytes that was."""
        try:
            if len(buffers) == 1:
                return self._send(buffers[0], _DONT_WAIT)
            return self._connection.sendmsg(buffers[:MAX_BUFFERS], (), _DONT_WAIT)
        except BlockingIOError:
            return 0
        except (BrokenPipeError, ConnectionResetError):
            raise WireClosed from None

    def wait_writable(self, or_readable: bool) -> bool:
        """Wait until one can write; True when one can read instead, if that was asked for."""
        poll = select.poll()
        descriptor = self._connection.fileno()
        poll.register(descriptor, select.POLLOUT | (select.POLLIN if or_readable else 0))
        return not any(events & ~select.POLLIN for _, events in poll.poll())

    def widen(self) -> None:
        """Leave it: sockets hold enough."""

    def close(self) -> None:
        """Close the descriptor."""
        self._connection.close()
