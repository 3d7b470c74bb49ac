"""Memory that a worker shares with the JVM, through which large attachments go."""

import errno
import fcntl
import mmap
import os
from _thread import allocate_lock
from collections import deque
from collections.abc import Callable
from typing import Final, TypeVar

from snakepit._payload import Buffer
from snakepit._wire import WireDamaged

_LINE: Final = 64
_MARK: Final = 8
_FULL: Final = 0
_TAKEN: Final = 1
_NONE: Final = -1

_POPULATE_WRITE: Final = 23
"""Of Linux 5.14; Python has no name for it."""


class SharedMemory:
    """A file without a name: the JVM writes its first half, and the worker the other.

    What is large is copied into it by one and out of it by the other, and the wire carries only
    the place. In front of each piece of data is a mark, set by who has copied it out. Safe for use
    by several threads.
    """

    def __init__(self, each_way: int) -> None:
        """Make it; OSError or AttributeError where there is none to be had."""
        self.each_way = each_way
        self.name = f"snakepit-{os.urandom(8).hex()}"
        self.descriptor = os.memfd_create(self.name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            os.ftruncate(self.descriptor, 2 * each_way)
            # Were it made shorter, whoever touched it then would die: the JVM takes no other.
            fcntl.fcntl(self.descriptor, fcntl.F_ADD_SEALS, fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL)
            self._memory = mmap.mmap(self.descriptor, 2 * each_way)
        except (AttributeError, OSError):
            os.close(self.descriptor)
            raise
        self._bytes = memoryview(self._memory)
        self._marks = self._bytes.cast("Q")
        self._owner = os.getpid()
        """A forked child has the same objects, and the parent may still need what is there."""
        self._lock = allocate_lock()
        self._reserved = each_way
        """Up to here the system has given us what it promised."""
        self._out: deque[tuple[int, int]] = deque()
        """Start and end of what the JVM has yet to take, in the order in which it was put."""

    def put(self, data: Buffer) -> int | None:
        """Copy bytes into the memory and give their place; None when there is no room now."""
        # Not waited for: what runs in between on this thread may have something to put, too.
        if not self._lock.acquire(False):
            return None
        try:
            start = self._take_room(_LINE + -(-len(data) // _LINE) * _LINE)
            if start is None:
                return None
            place = start + _LINE
            if not self._reserve(place + len(data)):
                self._out.pop()
                return None
            self._marks[place // _MARK - 1] = _FULL
            self._bytes[place : place + len(data)] = data
            return place
        finally:
            self._lock.release()

    def take(self, place: int, length: int) -> "Piece":
        """Give bytes that the JVM has put into the memory."""
        if place % _LINE or place < _LINE or place + length > self.each_way:
            raise WireDamaged(f"{length} bytes at {place} of the memory: not in the JVM's half")
        return Piece(self, place, length)

    def read(self, place: int, length: int) -> memoryview:
        """Give the bytes themselves, to be used before they are given back."""
        return self._bytes[place : place + length]

    def give_back(self, place: int) -> None:
        """Let the JVM have the room of what it has put there."""
        if os.getpid() == self._owner:
            self._marks[place // _MARK - 1] = _TAKEN

    def _take_room(self, size: int) -> int | None:
        out = self._out
        while out and self._marks[(out[0][0] + _LINE) // _MARK - 1] == _TAKEN:
            out.popleft()
        start = self._find_room(size)
        if start is not None:
            out.append((start, start + size))
        return start

    def _find_room(self, size: int) -> int | None:
        """Find it as near to the beginning as may be: that is in the processor's cache."""
        first, end = self.each_way, 2 * self.each_way
        if not self._out:
            return first if size <= end - first else None
        oldest, following = self._out[0][0], self._out[-1][1]
        if following <= oldest:
            return following if size <= oldest - following else None
        if size <= end - following:
            return following
        return first if size <= oldest - first else None

    def _reserve(self, end: int) -> bool:
        """Have a system that is out of memory say so here: it would kill us at the first write."""
        if end <= self._reserved:
            return True
        start = self._reserved // mmap.PAGESIZE * mmap.PAGESIZE
        try:
            self._memory.madvise(_POPULATE_WRITE, start, end - start)
        except OSError as error:
            if error.errno != errno.EINVAL:  # what an older kernel says to what it doesn't know
                return False
        self._reserved = end
        return True

    def close_descriptor(self) -> None:
        """Close what the JVM opened it by."""
        descriptor, self.descriptor = self.descriptor, _NONE
        if descriptor != _NONE:
            os.close(descriptor)

    def abandon(self) -> None:
        """Let go of it, in a forked child: one that outlives the worker would keep it."""
        self.close_descriptor()
        try:
            self._marks.release()
            self._bytes.release()
            self._memory.close()
        except BufferError:
            return  # a thread of the parent was using it, and for good


_T = TypeVar("_T", bytes, bytearray)


class Piece:
    """Bytes that the JVM has put into the memory.

    They are copied out when it is known to what: a copy of the copy would cost more than all the
    rest. Their room is the JVM's again after that, or when nobody needs them any more.
    """

    __slots__ = ("_copy", "_length", "_memory", "_place")

    def __init__(self, memory: SharedMemory, place: int, length: int) -> None:
        self._memory = memory
        self._place = place
        self._length = length
        self._copy: bytes | bytearray | None = None

    def __len__(self) -> int:
        """Tell how many they are."""
        return self._length

    def __bytes__(self) -> bytes:
        """Copy them."""
        return self._copied(bytes)

    def writable(self) -> bytearray:
        """Copy them."""
        return self._copied(bytearray)

    def _copied(self, kind: Callable[[Buffer], _T]) -> _T:
        if self._copy is not None:
            return kind(self._copy)
        copy = kind(self._memory.read(self._place, self._length))
        self._copy = copy
        self._memory.give_back(self._place)
        return copy

    def __del__(self) -> None:
        """Give the room back of what was never copied."""
        if self._copy is None:
            self._memory.give_back(self._place)
