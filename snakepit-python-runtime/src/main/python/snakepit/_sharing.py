"""Whether large attachments go through memory, on any wire that can offer it to the JVM."""

from _thread import allocate_lock
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from snakepit._payload import Buffer
from snakepit._wire import WireDamaged

if TYPE_CHECKING:
    from snakepit._memory import Piece, SharedMemory

LARGE: Final = 32 * 1024
"""Bytes. From this size on, memory is faster than a pipe or a socket."""


class Sharing:
    """Offers memory when something large comes or goes for the first time: most workers need none.

    Until the JVM has it, and where there is none to be had, nothing goes through it. ``put`` may be
    called on any thread.
    """

    def __init__(self, each_way: int | None, offer: Callable[["SharedMemory"], None]) -> None:
        """Say what the JVM takes.

        Args:
            each_way: the bytes each way that it would take; None when it isn't to be asked.
            offer: queues the offer; the memory's descriptor stays open until it is answered.

        """
        self._each_way = each_way
        self._offer = offer
        self._first = allocate_lock()
        """Locked by who makes the offer, for good; and before there may be one."""
        self._first.acquire()
        self._offered: SharedMemory | None = None
        """What isn't answered yet."""
        self._incoming: SharedMemory | None = None
        self._outgoing: SharedMemory | None = None

    def begin(self) -> None:
        """Let offers be made: the hello is over."""
        if self._each_way is not None:
            self._first.release()

    def put(self, data: Buffer) -> int | None:
        """Copy an attachment into memory and give its place; None when it isn't to go there."""
        if len(data) < LARGE:
            return None
        if self._outgoing is None:
            self.saw_large()
            return None
        return self._outgoing.put(data)

    def take(self, place: int, length: int) -> "Piece":
        """Give an attachment that is in memory."""
        if self._incoming is None:
            raise WireDamaged("something in memory that isn't shared")
        return self._incoming.take(place, length)

    def saw_large(self) -> None:
        """Offer memory, unless that has been done."""
        if not self._first.acquire(False):
            return
        assert self._each_way is not None, "who isn't asked can't begin"
        try:
            from snakepit._memory import SharedMemory

            memory = SharedMemory(self._each_way)
        except (ImportError, AttributeError, OSError, ValueError):
            return  # none is to be had on this system, or now
        self._offered = self._incoming = memory
        self._offer(memory)

    def answer(self, accepted: bool) -> None:
        """Take the JVM's answer."""
        memory, self._offered = self._offered, None
        if memory is None:
            raise WireDamaged("an answer to no offer of memory")
        memory.close_descriptor()
        if accepted:
            self._outgoing = memory
        else:
            self._incoming = None

    def forget(self) -> None:
        """Let go of the memory, in a forked child: it is the parent's."""
        memory = self._incoming
        self._offered = self._incoming = self._outgoing = None
        self._first.acquire(False)
        if memory is not None:
            memory.abandon()
