"""Frames, read from and written to a carrier of memory, against the committed vectors."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path

import pytest
from snakepit._call import Call
from snakepit._payload import Buffer, Received
from snakepit._wire import FrameTooLarge, WireClosed, WireDamaged

from jvm import VECTORS, vector
from snakepit_stdio import _wire
from snakepit_stdio._wire import StdioWire


class Memory:
    """A carrier that gives and takes so many bytes at a time."""

    def __init__(self, data: bytes = b"", step: int = 1 << 20) -> None:
        self.data = data
        self.step = step
        self.written = bytearray()
        self.blocked: deque[bool] = deque()
        self.is_wide = False

    def read(self, target: memoryview, wait: bool) -> int:
        if not self.data:
            raise WireClosed
        size = min(len(target), self.step, len(self.data))
        target[:size] = self.data[:size]
        self.data = self.data[size:]
        return size

    def write(self, buffers: Sequence[Buffer]) -> int:
        data = b"".join(buffers)[: self.step]
        self.written += data
        return len(data)

    def wait_writable(self, or_readable: bool) -> bool:
        self.blocked.append(or_readable)
        return or_readable and len(self.blocked) < 3

    def widen(self) -> None:
        self.is_wide = True

    def close(self) -> None:
        self.data = b""


class Recorder:
    """Takes the events of a wire."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.others: list[tuple[object, ...]] = []

    def call(self, call: Call) -> None:
        self.calls.append(call)

    def credit(self, id: int, items: int) -> None:
        self.others.append(("credit", id, items))

    def cancel(self, id: int) -> None:
        self.others.append(("cancel", id))

    def host_reply(self, id: int, host_call: int, payload: Received, failed: bool) -> None:
        self.others.append(("host_reply", id, host_call, bytes(payload[0]), failed))

    def stop(self) -> None:
        self.others.append(("stop",))

    def read(self) -> bool:
        self.others.append(("read",))
        return True


def _receive(data: bytes, step: int, limit: int = 1 << 24) -> tuple[Recorder, Memory]:
    carrier = Memory(data, step)
    wire, recorder = StdioWire(carrier), Recorder()
    wire.attach(recorder, limit)
    while carrier.data:
        wire.receive(True)
    return recorder, carrier


STEPS = pytest.mark.parametrize("step", [1, 3, 17, 1 << 20])


@STEPS
def test_call_is_read_however_it_is_cut(step: int) -> None:
    recorder, _ = _receive(vector("good-call"), step)
    (call,) = recorder.calls
    assert (call.id, call.tool, call.session_key, call.parent) == (7, "add", "s", 0)
    assert (call.stream, call.announce, call.credit) == (True, True, 3)
    assert call.deadline is not None
    assert (bytes(call.payload[0]), list(call.payload[1])) == (b"{}  ", [])


@STEPS
def test_call_with_attachments_is_read_however_it_is_cut(step: int) -> None:
    recorder, _ = _receive(vector("good-call-with-attachments") * 2, step)
    for call in recorder.calls:
        assert (call.tool, call.parent, call.deadline, call.metadata) == ("f", 7, None, {"k": "é"})
        assert bytes(call.payload[0]) == b'{"x":{"$bytes":0}}'
        assert [bytes(attachment) for attachment in call.payload[1]] == [b"\1\2\3", b""]
    assert len(recorder.calls) == 2


@STEPS
def test_other_frames_are_read_however_they_are_cut(step: int) -> None:
    recorder, carrier = _receive(vector("good-control"), step)
    assert [event for event in recorder.others if event != ("read",)] == [
        ("credit", 7, 5),
        ("cancel", 7),
        ("host_reply", 7, 9, b"{}", True),
        ("stop",),
    ]
    assert bytes(carrier.written) == vector("answers")[-16:]


@STEPS
def test_frames_larger_than_the_buffer_are_read_however_they_are_cut(step: int) -> None:
    small = vector("good-call")
    body = b" " * 200_000
    large = (len(small) - 4 + len(body)).to_bytes(4, "big") + small[4:] + body
    recorder, carrier = _receive(small + large + small, max(step, 17))
    assert [len(call.payload[0]) for call in recorder.calls] == [4, 200_004, 4]
    assert carrier.is_wide


@pytest.mark.parametrize("path", sorted(VECTORS.glob("bad-*.hex")), ids=lambda path: path.stem)
def test_damage_is_refused(path: Path) -> None:
    with pytest.raises(WireDamaged):
        _receive(vector(path.stem) + b"\0" * 20, 1 << 20)


def test_frame_beyond_the_limit_is_refused_before_it_is_read() -> None:
    with pytest.raises(WireDamaged, match="1000"):
        _receive((1001).to_bytes(4, "big") + bytes.fromhex("02 00 0000") + b"\0" * 8, 99, 1000)


@STEPS
def test_frames_are_written_whole_however_little_fits(step: int) -> None:
    carrier = Memory(step=step)
    wire, recorder = StdioWire(carrier), Recorder()
    wire.attach(recorder, 1000)
    wire.started(7, "add")
    wire.item(7, (b"5", [b"\1\2"]), False, False)
    wire.end(7, True)
    wire.failure(8, (b"{}", ()), True, True)
    wire.host_call(7, 9, "h", (b"{}", ()))
    assert not carrier.written
    wire.flush()
    assert bytes(carrier.written) == vector("answers")[:-16]
    # While it can't write, what arrives is read.
    assert (("read",) in recorder.others) == (step < 1 << 20)
    assert carrier.is_wide == (step < 1 << 20)


class Shared:
    """Memory that has one thing in it and room for one."""

    descriptor = 7
    name = "m"

    def __init__(self, each_way: int) -> None:
        self.each_way = each_way
        self.put_into = b""
        self.is_open = True

    def put(self, data: Buffer) -> int:
        self.put_into = bytes(data)
        return self.each_way + 64

    def take(self, place: int, length: int) -> memoryview:
        return memoryview(b"%d at %d" % (length, place))

    def close_descriptor(self) -> None:
        self.is_open = False


def test_what_is_in_memory_is_written_and_read(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = pytest.importorskip("snakepit._memory")
    shared: list[Shared] = []

    def share(each_way: int) -> Shared:
        shared.append(Shared(each_way))
        return shared[0]

    monkeypatch.setattr(memory, "SharedMemory", share)
    monkeypatch.setattr(_wire, "getpid", lambda: 4711)
    carrier = Memory()
    wire, recorder = StdioWire(carrier, None, 1024 * 1024), Recorder()
    wire.attach(recorder, 1 << 20)
    wire.item(8, (b"5", [b"x" * 40_000]), True, True)
    wire.flush()
    offer = carrier.written[:33]
    carrier.written.clear()

    carrier.data = vector("memory-to-worker")
    wire.receive(True)
    (call,) = recorder.calls
    assert (call.id, bytes(call.payload[0])) == (9, b'{"x":{"$bytes":0}}')
    assert [bytes(attachment) for attachment in call.payload[1]] == [b"32768 at 64", b"\1\2\3"]
    assert not shared[0].is_open

    wire.item(9, (b"5", [b"x" * 40_000, b"\1\2"]), True, True)
    wire.flush()
    assert bytes(offer + carrier.written) == vector("memory-to-jvm")
    assert shared[0].put_into == b"x" * 40_000


def test_hello_is_read_and_answered() -> None:
    carrier = Memory(vector("good-hello"))
    wire = StdioWire(carrier)
    assert wire.offer() == b'{"protocol":1,"codecs":["json"]}'
    wire.answer(b'{"protocol":1,"codec":"json"}')
    assert bytes(carrier.written) == vector("answer-hello")


def test_what_a_call_sends_is_written() -> None:
    carrier = Memory()
    wire = StdioWire(carrier)
    wire.attach(Recorder(), 1000)
    log = b'{"level":"INFO","logger":"l","message":"m"}'
    wire.item(9, (b"5", ()), True, True)
    wire.log(0, (log, ()))
    wire.log(10, (log, ()))
    wire.progress(10, (b'{"done":1}', ()))
    wire.item(10, (b"5", ()), True, False)
    wire.settled(10)
    wire.flush()
    assert bytes(carrier.written) == vector("answers-of-one-call")


def test_frame_that_would_exceed_the_limit_is_not_sent() -> None:
    carrier = Memory()
    wire = StdioWire(carrier)
    wire.attach(Recorder(), 1000)
    for payload in ((b"x" * 989, ()), (b"", [b"x" * 985]), (b"x" * 10_000, ())):
        with pytest.raises(FrameTooLarge, match="1000"):
            wire.item(1, payload, True, True)
    wire.flush()
    assert not carrier.written
    wire.item(1, (b"x" * 988, ()), True, True)
    wire.item(1, (b"", [b"x" * 984]), True, True)
    wire.flush()
    assert len(carrier.written) == 2 * 1004
