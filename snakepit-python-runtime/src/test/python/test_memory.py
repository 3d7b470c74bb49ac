"""Memory that is shared with the JVM, whose half the test plays."""

import errno
import fcntl
import mmap
import os
import random
import sys
from collections.abc import Callable

import pytest

from snakepit._memory import Piece, SharedMemory
from snakepit._payload import Buffer
from snakepit._wire import WireDamaged

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such memory")

EACH_WAY = 4096


class Jvm:
    """The other side, which opens it as the JVM does."""

    def __init__(self, memory: SharedMemory) -> None:
        descriptor = os.open(f"/proc/self/fd/{memory.descriptor}", os.O_RDWR)
        self.memory = mmap.mmap(descriptor, 2 * memory.each_way)
        os.close(descriptor)

    def mark(self, place: int) -> int:
        return int.from_bytes(self.memory[place - 8 : place], sys.byteorder)

    def take(self, place: int, length: int) -> bytes:
        self.memory[place - 8 : place] = (1).to_bytes(8, sys.byteorder)
        return self.memory[place : place + length]


@pytest.fixture
def memory() -> SharedMemory:
    return SharedMemory(EACH_WAY)


@pytest.fixture
def jvm(memory: SharedMemory) -> Jvm:
    return Jvm(memory)


def test_has_its_name_and_can_not_be_made_shorter(memory: SharedMemory) -> None:
    link = os.readlink(f"/proc/self/fd/{memory.descriptor}")
    assert link == f"/memfd:{memory.name} (deleted)"
    with pytest.raises(PermissionError):
        os.ftruncate(memory.descriptor, 0)
    assert fcntl.fcntl(memory.descriptor, fcntl.F_GETFD) & fcntl.FD_CLOEXEC


def test_puts_into_the_second_half_behind_a_mark_that_says_full(
    memory: SharedMemory, jvm: Jvm
) -> None:
    jvm.memory[EACH_WAY + 56] = 7
    assert memory.put(b"hello") == EACH_WAY + 64
    assert jvm.mark(EACH_WAY + 64) == 0
    assert jvm.take(EACH_WAY + 64, 5) == b"hello"


def test_takes_a_copy_from_the_first_half_and_marks_it_as_taken(
    memory: SharedMemory, jvm: Jvm
) -> None:
    jvm.memory[128:133] = b"hello"
    piece = memory.take(128, 5)
    assert (len(piece), jvm.mark(128)) == (5, 0)
    assert bytes(piece) == b"hello"
    assert jvm.mark(128) == 1


@pytest.mark.parametrize("first", [bytes, Piece.writable])
def test_what_has_been_taken_is_never_read_again(
    memory: SharedMemory, jvm: Jvm, first: Callable[[Piece], Buffer]
) -> None:
    jvm.memory[128:133] = b"hello"
    piece = memory.take(128, 5)
    first(piece)
    jvm.memory[120:133] = bytes(8) + b"other"
    assert bytes(piece) == b"hello"
    written = piece.writable()
    written[:] = b"tools"
    assert bytes(piece.writable()) == bytes(piece) == b"hello"
    del piece
    assert jvm.mark(128) == 0, "its room was given back twice"


def test_what_nobody_needs_is_marked_as_taken(memory: SharedMemory, jvm: Jvm) -> None:
    piece = memory.take(128, 5)
    assert jvm.mark(128) == 0
    del piece
    assert jvm.mark(128) == 1


def test_forked_child_gives_back_nothing_of_its_parent(memory: SharedMemory, jvm: Jvm) -> None:
    piece: Piece | None = memory.take(128, 5)
    child = os.fork()
    if child == 0:
        piece = None
        os._exit(0)
    os.waitpid(child, 0)
    assert jvm.mark(128) == 0
    assert piece is not None


@pytest.mark.parametrize(
    ("place", "length"), [(0, 1), (65, 1), (64, EACH_WAY - 63), (EACH_WAY + 64, 1), (1 << 63, 1)]
)
def test_takes_nothing_that_is_not_in_the_first_half(
    memory: SharedMemory, place: int, length: int
) -> None:
    with pytest.raises(WireDamaged, match="not in the JVM's half"):
        memory.take(place, length)
    assert len(memory.take(64, EACH_WAY - 64)) == EACH_WAY - 64


def test_has_no_room_for_what_is_larger_than_a_half(memory: SharedMemory) -> None:
    assert memory.put(bytes(EACH_WAY - 63)) is None
    assert memory.put(bytes(EACH_WAY - 64)) == EACH_WAY + 64


def test_uses_a_place_again_when_the_jvm_has_taken_what_was_there(
    memory: SharedMemory, jvm: Jvm
) -> None:
    whole = bytes(EACH_WAY - 64)
    place = memory.put(whole)
    assert place is not None
    assert memory.put(b"") is None
    jvm.take(place, 1)
    assert memory.put(whole) == place


def test_goes_on_at_the_beginning_and_keeps_what_is_out(memory: SharedMemory, jvm: Jvm) -> None:
    third = bytes(EACH_WAY // 4 - 64)
    places = [memory.put(third) for _ in range(4)]
    assert places == [EACH_WAY + 64 + at * EACH_WAY // 4 for at in range(4)]
    jvm.take(places[1] or 0, 1)
    assert memory.put(b"") is None  # the first keeps it
    jvm.take(places[0] or 0, 1)
    assert memory.put(third) == places[0]
    assert memory.put(third) == places[1]
    assert memory.put(b"") is None


def test_takes_all_back_that_has_been_taken_and_fills_it_to_the_last_byte(
    memory: SharedMemory, jvm: Jvm
) -> None:
    third = bytes(EACH_WAY // 4 - 64)
    places = [memory.put(third) for _ in range(4)]
    for place in places[:3]:
        jvm.take(place or 0, 1)
    assert memory.put(bytes(EACH_WAY // 4 * 3 - 63)) is None
    assert memory.put(bytes(EACH_WAY // 4 * 3 - 64)) == places[0]


@pytest.mark.parametrize("seed", range(20))
def test_never_puts_where_something_is(seed: int) -> None:
    chance = random.Random(seed)
    memory = SharedMemory(64 * (10 + chance.randrange(1000)))
    jvm = Jvm(memory)
    out: list[tuple[int, bytes]] = []
    for number in range(1000):
        data = chance.randbytes(chance.randrange(memory.each_way // 3))
        place = memory.put(data)
        if place is not None:
            assert memory.each_way < place <= 2 * memory.each_way - len(data), number
            out.append((place, data))
        while out and chance.randrange(2):
            place, data = out.pop(chance.randrange(len(out)))
            assert jvm.take(place, len(data)) == data


def test_who_comes_in_between_is_told_that_there_is_no_room(memory: SharedMemory) -> None:
    """A finalizer may have something to put while its thread is about to."""
    with memory._lock:
        assert memory.put(b"x") is None
    assert memory.put(b"x") is not None


def test_system_without_memory_is_noticed_before_it_kills(
    memory: SharedMemory, jvm: Jvm, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full:
        def madvise(self, option: int, start: int, length: int) -> None:
            assert (start % mmap.PAGESIZE, start + length) == (0, EACH_WAY + 192 + 5)
            raise OSError(errno.EFAULT, "full")

    assert memory.put(b"hello") == EACH_WAY + 64
    real = memory._memory
    monkeypatch.setattr(memory, "_memory", Full())
    assert memory.put(b"hello") is None
    jvm.take(EACH_WAY + 64, 5)
    assert memory.put(b"again") == EACH_WAY + 64
    monkeypatch.setattr(memory, "_memory", real)
    assert memory.put(b"hello") == EACH_WAY + 192


def test_kernel_that_can_not_reserve_is_believed(
    memory: SharedMemory, jvm: Jvm, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Old:
        def madvise(self, option: int, start: int, length: int) -> None:
            raise OSError(errno.EINVAL, "what?")

    monkeypatch.setattr(memory, "_memory", Old())
    assert memory.put(b"hello") == EACH_WAY + 64
    assert jvm.take(EACH_WAY + 64, 5) == b"hello"


def test_that_can_not_be_had_leaves_no_descriptor(monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.listdir("/proc/self/fd")

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOMEM, "none")

    monkeypatch.setattr(mmap, "mmap", refuse)
    with pytest.raises(OSError, match="none"):
        SharedMemory(EACH_WAY)
    monkeypatch.delattr(fcntl, "F_ADD_SEALS")
    with pytest.raises(AttributeError):
        SharedMemory(EACH_WAY)
    assert len(os.listdir("/proc/self/fd")) == len(before)


@pytest.mark.parametrize("closed", [False, True])
def test_abandoned_memory_is_neither_open_nor_mapped(memory: SharedMemory, closed: bool) -> None:
    if closed:
        memory.close_descriptor()
    memory.abandon()
    links = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
    held = [os.readlink(link) for link in links if os.path.islink(link)]
    with open("/proc/self/maps") as maps:
        held += maps
    assert not [one for one in held if memory.name in one]


def test_memory_that_another_thread_was_using_is_abandoned_as_far_as_it_can_be(
    memory: SharedMemory,
) -> None:
    with memory._bytes[64:65] as used:
        descriptor = memory.descriptor
        memory.abandon()
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)
        assert used[0] == 0
