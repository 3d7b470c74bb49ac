"""Who asks for the next message, and that none gets lost between those who might."""

import importlib
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Thread, get_ident
from types import ModuleType, SimpleNamespace
from typing import Any, NoReturn

import pytest

PATIENCE = 30.0
MOST_WAITING = 16


class Requests:
    """Stands for grpcio's iterator, which whoever asks waits in."""

    def __init__(self, incoming: Any) -> None:
        self.askers: list[int] = []
        self.asked = Event()
        self._incoming = incoming
        self._sent: SimpleQueue[bytes] = SimpleQueue()

    def __iter__(self) -> "Requests":
        return self

    def __next__(self) -> bool:
        self.askers.append(get_ident())
        self.asked.set()
        data = self._sent.get()
        self.asked.clear()
        if not data:
            raise StopIteration
        return bool(self._incoming.parse(data))

    def send(self, data: bytes) -> None:
        self._sent.put(data)

    def run_dry(self) -> None:
        while self._sent.qsize():
            pass


class Door:
    """Stands for the lock of those who ask, and has something happen at it."""

    def __init__(self, incoming: Any) -> None:
        self.refused = Event()
        self.before_try: Callable[[], None] = lambda: None
        self.before_release: Callable[[], None] = lambda: None
        self._lock = incoming._asking
        incoming._asking = self

    def acquire(self, wait: bool = True) -> bool:
        if not wait:
            self.before_try()
        got = bool(self._lock.acquire(wait))
        if not got:
            self.refused.set()
        return got

    def release(self) -> None:
        self.before_release()
        self._lock.release()

    def wait_until_free(self) -> None:
        assert self._lock.acquire(timeout=PATIENCE)
        self._lock.release()


def in_thread(target: Callable[[], Any]) -> "SimpleQueue[Any]":
    """Run something that waits, and give where its result will be."""
    result: SimpleQueue[Any] = SimpleQueue()
    Thread(target=lambda: result.put(target()), daemon=True).start()
    return result


@pytest.fixture(name="module")
def _module(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import it without the messages, which are built, and with an end that ends no process."""
    messages: Any = ModuleType("snakepit_grpc._messages")
    messages.ToWorker = SimpleNamespace(
        FromString=lambda data: SimpleNamespace(data=data, interrupt=data == b"now")
    )
    monkeypatch.setitem(sys.modules, "snakepit_grpc._messages", messages)
    module = importlib.import_module("snakepit_grpc._incoming")
    yield module
    del sys.modules["snakepit_grpc._incoming"]


@pytest.fixture(name="nudges")
def _nudges() -> Iterator[list[int]]:
    nudges: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, frame: nudges.append(number))
    yield nudges
    signal.signal(signal.SIGTERM, before)


@pytest.fixture(name="left")
def _left(module: Any, monkeypatch: pytest.MonkeyPatch) -> SimpleQueue[BaseException]:
    left: SimpleQueue[BaseException] = SimpleQueue()

    def leave(error: BaseException) -> NoReturn:
        left.put(error)
        raise SystemExit

    monkeypatch.setattr(module._process, "leave", leave)
    return left


@pytest.fixture(name="begin")
def _begin(
    module: Any, left: SimpleQueue[BaseException], nudges: list[int]
) -> Iterator[Callable[[], Any]]:
    begun: list[tuple[Any, Requests]] = []

    def begin() -> tuple[Any, Requests]:
        incoming = module.Incoming()
        requests = Requests(incoming)

        def stand_in() -> None:
            with suppress(SystemExit):
                incoming.stand_in(requests)

        Thread(target=stand_in, daemon=True).start()
        begun.append((incoming, requests))
        return incoming, requests

    yield begin
    for incoming, requests in begun:
        requests.send(b"")
        incoming.look()
        assert left.get(timeout=PATIENCE)


def test_who_waits_asks_himself_as_soon_as_the_stand_in_has_stopped(begin: Any) -> None:
    incoming, requests = begin()
    requests.send(b"hello")
    assert incoming.take().data == b"hello"
    while requests.askers[-1] != get_ident():
        requests.send(b"a")
        assert incoming.take().data == b"a"
    for data in (b"b", b"c"):
        requests.send(data)
        assert incoming.take().data == data
    assert requests.askers[-3:] == [get_ident()] * 3


def test_a_look_has_the_stand_in_ask(begin: Any) -> None:
    incoming, requests = begin()
    requests.send(b"hello")
    incoming.take()
    requests.send(b"a")
    while (message := incoming.look()) is None:
        pass
    assert message.data == b"a"
    assert get_ident() not in requests.askers


def test_who_comes_to_wait_while_the_stand_in_asks_relies_on_it(begin: Any) -> None:
    incoming, requests = begin()
    have_the_stand_in_ask(incoming, requests)
    for data in (b"a", b"b"):
        taken = in_thread(lambda: incoming.take().data)
        requests.send(data)
        assert taken.get(timeout=PATIENCE) == data


def test_who_comes_to_wait_while_the_stand_in_is_about_to_stop_is_seen(begin: Any) -> None:
    incoming, requests = begin()
    have_the_stand_in_ask(incoming, requests)
    door = Door(incoming)
    taking: SimpleQueue[SimpleQueue[Any]] = SimpleQueue()

    def take_the_first_and_wait_for_the_next() -> None:
        door.before_release = lambda: None
        taking.put(in_thread(lambda: [incoming.take().data, incoming.take().data]))
        assert door.refused.wait(PATIENCE)

    door.before_release = take_the_first_and_wait_for_the_next
    incoming._awaited = True  # somebody waits for the first, so the stand-in stops at it
    requests.send(b"a")
    taken = taking.get(timeout=PATIENCE)
    requests.send(b"b")
    assert taken.get(timeout=PATIENCE) == [b"a", b"b"]


def test_who_waits_does_not_ask_when_the_stand_in_was_faster(begin: Any) -> None:
    incoming, requests = begin()
    have_the_stand_in_ask(incoming, requests)
    door = Door(incoming)

    def arrive() -> None:
        requests.send(b"a")
        door.wait_until_free()

    door.before_try = arrive
    assert in_thread(lambda: incoming.take().data).get(timeout=PATIENCE) == b"a"


def have_the_stand_in_ask(incoming: Any, requests: Requests) -> None:
    requests.send(b"hello")
    incoming.take()
    assert incoming.look() is None
    assert requests.asked.wait(PATIENCE)


def test_an_urgent_message_nudges_the_main_thread(begin: Any, nudges: list[int]) -> None:
    incoming, requests = begin()
    requests.send(b"now")
    assert incoming.take().data == b"now"
    assert nudges == [signal.SIGTERM]


def test_no_more_are_asked_for_than_may_wait(begin: Any, nudges: list[int]) -> None:
    incoming, requests = begin()
    requests.send(b"hello")
    incoming.take()
    before = len(requests.askers)
    for number in range(2 * MOST_WAITING):
        requests.send(bytes([number + 1]))
    assert incoming.look() is None
    while not nudges:
        pass
    assert len(requests.askers) - before <= MOST_WAITING + 1
    taken = [incoming.take().data for _ in range(2 * MOST_WAITING)]
    assert taken == [bytes([number + 1]) for number in range(2 * MOST_WAITING)]


def test_a_nudge_that_gets_lost_is_sent_again(begin: Any, nudges: list[int]) -> None:
    incoming, requests = begin()
    requests.send(b"hello")
    incoming.take()
    for number in range(MOST_WAITING):
        requests.send(bytes([number + 1]))
    assert incoming.look() is None
    while len(nudges) < 3:
        pass
    taken = [incoming.take().data for _ in range(MOST_WAITING)]
    assert taken == [bytes([number + 1]) for number in range(MOST_WAITING)]


def test_the_end_of_the_stream_ends_the_worker(
    begin: Any, left: SimpleQueue[BaseException]
) -> None:
    incoming, requests = begin()
    requests.send(b"hello")
    incoming.take()
    requests.send(b"")
    with pytest.raises(SystemExit):
        incoming.take()
    assert type(left.get(timeout=PATIENCE)).__name__ == "WireClosed"


def test_no_message_is_lost_or_late_however_they_are_taken(begin: Any) -> None:
    incoming, requests = begin()
    count = 20_000
    chance = random.Random(7)

    def feed() -> None:
        for number in range(count):
            requests.send(b"%d" % number)
            if number % 100 == 0:  # let them run dry
                requests.run_dry()

    feeder = Thread(target=feed)
    feeder.start()
    for number in range(count):
        message = None
        while message is None:
            message = incoming.look() if chance.random() < 0.3 else incoming.take()
        assert message.data == b"%d" % number
    feeder.join()
