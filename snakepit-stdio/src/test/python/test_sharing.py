"""Large attachments through memory that the worker shares."""

import os
import signal
import sys
from pathlib import Path

import pytest

import snakepit_stdio
from conftest import Start
from jvm import (
    FAILURE,
    HOST_CALL,
    HOST_REPLY,
    ITEM,
    LAST,
    MEMORY_ANSWER,
    MEMORY_OFFER,
    WITH_SETTLED,
    Jvm,
    Memory,
    Shared,
    encode,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has such memory")

EACH_WAY = 1024 * 1024
LARGE = 32 * 1024

TOOLS = """
from collections.abc import Iterator

@tool
def echo(data: bytes) -> bytes:
    return data

@tool
def both(first: bytes, second: bytes) -> list[bytes]:
    return [second, first]

@tool
def make(size: int) -> bytes:
    return b"m" * size

@tool
def many(size: int, count: int) -> Iterator[bytes]:
    for at in range(count):
        yield bytes([at]) * size

@tool
def ask(size: int) -> int:
    return len(context.host.reverse(data=b"a" * size))

class Late(Exception): pass

def strike(number, frame): raise Late

signal.signal(signal.SIGUSR1, strike)

def strike_as_room_is_given_back():
    from snakepit._memory import SharedMemory
    give_back = SharedMemory.give_back
    def struck(memory, place):
        SharedMemory.give_back = give_back
        signal.raise_signal(signal.SIGUSR1)
        give_back(memory, place)
    SharedMemory.give_back = struck

@tool
def ask_and_be_struck() -> str:
    strike_as_room_is_given_back()
    try: context.host.reverse()
    except Late: return "late"

@tool
async def await_and_be_struck() -> str:
    strike_as_room_is_given_back()
    try: await context.host_async.reverse()
    except Late: return "late"
"""
BYTES = {"data": {"$bytes": 0}}


@pytest.fixture(params=["pipes", "socket"])
def carrier(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def worker(start: Start, carrier: str) -> Jvm:
    return start(TOOLS, carrier=carrier, memory=EACH_WAY)


def share(worker: Jvm) -> Memory:
    """Have it offer memory, by the first large result."""
    call = worker.call("make", {"size": LARGE})
    memory = worker.accept_memory()
    frame = worker.next()
    assert (frame.kind, frame.call) == (ITEM, call)
    assert frame.attachments == [b"m" * LARGE]  # it isn't shared yet
    return memory


def held(worker: Jvm) -> tuple[int, int]:
    """Count how often a worker has memory open and mapped."""
    process = Path(f"/proc/{worker.process.pid}")
    links = [os.readlink(link) for link in (process / "fd").iterdir()]
    mapped = (process / "maps").read_text().splitlines()
    opened, maps = (["/memfd:snakepit-" in line for line in lines] for lines in (links, mapped))
    return sum(opened), sum(maps)


def test_small_things_need_no_memory(worker: Jvm) -> None:
    call = worker.call("make", {"size": LARGE - 1})
    assert worker.next().attachments == [b"m" * (LARGE - 1)]
    call = worker.call("echo", BYTES, attachments=[b"x" * 1000])
    assert (worker.next().call, worker.is_silent()) == (call, True)


def test_large_result_has_memory_offered(worker: Jvm) -> None:
    memory = share(worker)
    call = worker.call("make", {"size": LARGE})
    frame = worker.next()
    assert (frame.kind, frame.flags, frame.call) == (ITEM, LAST | WITH_SETTLED, call)
    assert memory.take(frame.attachments[0]) == b"m" * LARGE


def test_large_argument_has_memory_offered(worker: Jvm) -> None:
    data = os.urandom(100_000)
    call = worker.call("echo", BYTES, attachments=[data])
    memory = worker.accept_memory()
    frame = worker.next()
    assert (frame.call, frame.attachments) == (call, [data])

    shared = memory.put(128, data)
    worker.call("echo", BYTES, attachments=[shared])
    assert memory.take(worker.next().attachments[0]) == data
    assert memory.is_taken(shared)


def test_memory_is_offered_once(worker: Jvm) -> None:
    share(worker)
    worker.call("echo", BYTES, attachments=[b"x" * 100_000])
    assert worker.next().kind == ITEM
    assert worker.is_silent()


def test_what_is_large_is_in_memory_and_what_is_small_in_the_frame(worker: Jvm) -> None:
    memory = share(worker)
    large = os.urandom(LARGE)
    arguments = {"first": {"$bytes": 0}, "second": {"$bytes": 1}}
    worker.call("both", arguments, attachments=[memory.put(64, large), b"small"])
    small, shared = worker.next().attachments
    assert (small, memory.take(shared)) == (b"small", large)


def test_what_has_no_room_is_in_the_frame(worker: Jvm) -> None:
    memory = share(worker)
    half = EACH_WAY // 2 - 64
    for _ in range(2):
        worker.call("make", {"size": half})
        frame = worker.next()
        memory.look(frame.attachments[0])
    worker.call("make", {"size": LARGE})
    assert worker.next().attachments == [b"m" * LARGE]
    memory.take(frame.attachments[0])
    worker.call("make", {"size": LARGE})
    assert worker.next().attachments == [b"m" * LARGE]  # what is older is there still


def test_room_of_what_no_tool_gets_is_given_back(worker: Jvm) -> None:
    memory = share(worker)
    shared = memory.put(64, b"x" * LARGE)
    worker.call("unknown", BYTES, attachments=[shared])
    assert worker.next().kind == FAILURE
    worker.call("make", {"size": 1})  # by its end the worker has forgotten the one before
    assert worker.next().kind == ITEM
    assert memory.is_taken(shared)


def test_items_of_a_stream_go_through_memory(worker: Jvm) -> None:
    memory = share(worker)
    worker.stream("many", {"size": LARGE, "count": 50}, credit=5)
    for number in range(50):
        frame = worker.next()
        assert memory.take(frame.attachments[0]) == bytes([number]) * LARGE
        worker.give_credit(frame.call, 1)


def test_host_calls_and_their_replies_go_through_memory(worker: Jvm) -> None:
    memory = share(worker)
    call = worker.call("ask", {"size": LARGE})
    frame = worker.next()
    assert frame.kind == HOST_CALL
    assert memory.take(frame.attachments[0]) == b"a" * LARGE
    content = frame.content[:8] + b'{"$bytes":0}'
    worker.send(encode(HOST_REPLY, call, content, 0, [memory.put(64, b"b" * 70_000)]))
    assert worker.result(call) == 70_000


@pytest.mark.parametrize("tool", ["ask_and_be_struck", "await_and_be_struck"])
def test_room_of_a_reply_is_given_back_though_the_call_is_struck_as_it_reads(
    worker: Jvm, tool: str
) -> None:
    memory = share(worker)
    call = worker.call(tool)
    frame = worker.next()
    reply = memory.put(64, b"b" * LARGE)
    worker.send(encode(HOST_REPLY, call, frame.content[:8] + b'{"$bytes":0}', 0, [reply]))
    assert worker.result(call) == "late"
    assert memory.is_taken(reply)


def test_refused_memory_is_not_used(worker: Jvm) -> None:
    worker.call("make", {"size": LARGE})
    assert worker.next().kind == MEMORY_OFFER
    worker.send(encode(MEMORY_ANSWER, 0, flags=1))
    for _ in range(3):
        assert worker.next().attachments == [b"m" * LARGE]
        worker.call("make", {"size": LARGE})
    assert held(worker) == (0, 0)


def test_worker_has_it_open_once_when_it_is_answered(worker: Jvm) -> None:
    share(worker)
    worker.call("make", {"size": LARGE})
    worker.next()
    assert held(worker) == (1, 1)


def test_who_is_not_asked_offers_none(start: Start, carrier: str) -> None:
    worker = start(TOOLS, carrier=carrier)
    for _ in range(2):
        worker.call("make", {"size": 200_000})
        assert worker.next().attachments == [b"m" * 200_000]
        worker.call("echo", BYTES, attachments=[b"x" * 200_000])
        assert worker.next().attachments == [b"x" * 200_000]


@pytest.mark.parametrize("place", [0, 65, EACH_WAY, EACH_WAY + 64, (1 << 64) - 64])
def test_wrong_place_is_damage(worker: Jvm, place: int) -> None:
    memory = share(worker)
    shared = memory.put(64, b"x" * 10)._replace(place=place)
    worker.call("echo", BYTES, attachments=[shared])
    assert worker.process.wait(30) not in (0, -signal.SIGBUS, -signal.SIGSEGV)
    assert "not in the JVM's half" in worker.stderr()


def test_memory_that_was_not_offered_is_damage(start: Start) -> None:
    worker = start(TOOLS, memory=EACH_WAY)
    worker.call("echo", BYTES, attachments=[Shared(64, 10)])
    assert worker.process.wait(30) != 0
    assert "something in memory that isn't shared" in worker.stderr()


def test_answer_to_no_offer_is_damage(worker: Jvm) -> None:
    worker.send(encode(MEMORY_ANSWER, 0))
    assert worker.process.wait(30) != 0
    assert "an answer to no offer" in worker.stderr()


def test_second_answer_is_damage(worker: Jvm) -> None:
    share(worker)
    worker.send(encode(MEMORY_ANSWER, 0))
    assert worker.process.wait(30) != 0
    assert "an answer to no offer" in worker.stderr()


def test_calls_at_once_get_their_own(start: Start) -> None:
    worker = start(
        """
        @tool(thread_safe=True)
        def echo(data: bytes) -> bytes:
            return data
        """,
        concurrency=4,
        memory=EACH_WAY,
    )
    worker.call("echo", BYTES, attachments=[b"x" * 100_000])
    memory = worker.accept_memory()
    worker.next()
    sent = {}
    for _ in range(40):
        data = os.urandom(LARGE)
        sent[worker.call("echo", BYTES, attachments=[data])] = data
    for _ in range(40):
        frame = worker.next()
        while frame.kind != ITEM:
            frame = worker.next()
        (got,) = frame.attachments
        # A thread that is putting keeps no other from sending.
        assert (got if isinstance(got, bytes) else memory.take(got)) == sent.pop(frame.call)


def test_forked_child_leaves_the_memory_alone(start: Start) -> None:
    worker = start(
        TOOLS
        + """
@tool
def fork(data: bytes) -> bytes:
    child = os.fork()
    if not child:
        os._exit(0)
    os.waitpid(child, 0)
    return data
""",
        memory=EACH_WAY,
    )
    memory = share(worker)
    for _ in range(3):
        data = os.urandom(LARGE)
        worker.call("fork", BYTES, attachments=[memory.put(64, data)])
        assert memory.take(worker.next().attachments[0]) == data


@pytest.mark.parametrize("answered", [False, True])
def test_forked_child_that_outlives_the_worker_does_not_keep_the_memory(
    start: Start, answered: bool
) -> None:
    worker = start(
        TOOLS
        + """
@tool
def fork(data: bytes) -> list[str]:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        links = [f"/proc/self/fd/{name}" for name in os.listdir("/proc/self/fd")]
        open_ones = [os.readlink(link) for link in links if os.path.islink(link)]
        mapped = Path("/proc/self/maps").read_text().splitlines()
        os.write(writing, "\\n".join(open_ones + mapped).encode())
        os._exit(0)
    os.close(writing)
    with open(reading) as text:
        held = text.read().split("\\n")
    os.waitpid(child, 0)
    assert "libc" in str(held)
    return [line for line in held if "/memfd:snakepit-" in line]
""",
        memory=EACH_WAY,
    )
    if answered:
        share(worker)
    call = worker.call("fork", BYTES, attachments=[b"x" * 100_000])
    if not answered:
        worker.accept_memory()
    assert worker.result(call) == []


@pytest.mark.parametrize(
    "without",
    ["sys.modules['fcntl'] = None", "sys.modules['mmap'] = None", "del os.memfd_create"],
)
def test_worker_whose_python_has_no_such_memory_sends_frames(
    start: Start, carrier: str, without: str
) -> None:
    worker = start(f"{TOOLS}\n{without}\n", carrier=carrier, memory=EACH_WAY)
    for _ in range(2):
        data = os.urandom(200_000)
        call = worker.call("echo", BYTES, attachments=[data])
        frame = worker.next()
        assert (frame.call, frame.attachments) == (call, [data])


@pytest.mark.parametrize("module", ["fcntl", "mmap"])
def test_python_that_has_no_such_memory_can_be_a_template(
    monkeypatch: pytest.MonkeyPatch, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.delitem(sys.modules, "snakepit._memory", raising=False)
    snakepit_stdio.prepare()
