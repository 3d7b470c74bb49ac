"""Where a signal may break in, and that it never does elsewhere."""

import os
import signal
from collections.abc import Iterator

import pytest

from snakepit import CallCancelled, _headroom
from snakepit._call import Call
from snakepit._guard import Guard
from snakepit._interrupts import Interrupts, Shield


class Worker:
    """What an engine is to its interrupts."""

    def __init__(self) -> None:
        self.interrupts = Interrupts(self.drain, self.deliver)
        self.arrived = False
        self.call = Call(1, "f", (b"", ()), False, False, 0, 0, 1, None, None)
        self.call.on_main = True

    def drain(self) -> None:
        assert not self.interrupts.open, "we must not be broken into ourselves"
        self.call.cancelled |= self.arrived

    def deliver(self) -> None:
        if self.call.cancelled and not self.call.broken:
            self.call.broken = True
            raise CallCancelled

    def cancel(self) -> None:
        self.arrived = True
        os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Worker]:
    worker = Worker()
    monkeypatch.setattr("snakepit._current.engine", worker)
    before = signal.signal(signal.SIGTERM, worker.interrupts.on_signal)
    yield worker
    signal.signal(signal.SIGTERM, before)


def test_signal_breaks_into_user_code(worker: Worker) -> None:
    def code() -> None:
        worker.cancel()
        raise AssertionError("not reached")

    _, error = Guard(worker.interrupts).run(worker.call, code, {})
    assert isinstance(error, CallCancelled)
    assert not worker.interrupts.open


def test_signal_before_user_code_breaks_in_on_the_way(worker: Worker) -> None:
    worker.cancel()
    entered: list[int] = []
    _, error = Guard(worker.interrupts).run(worker.call, entered.append, {})
    assert isinstance(error, CallCancelled)
    assert not entered


def test_signal_without_a_cancel_changes_nothing(worker: Worker) -> None:
    def code() -> str:
        os.kill(os.getpid(), signal.SIGTERM)
        return "whole"

    assert Guard(worker.interrupts).run(worker.call, code, {}) == ("whole", None)


def test_signal_inside_a_shield_waits_for_its_end(worker: Worker) -> None:
    reached: list[str] = []

    def code() -> None:
        with Shield(worker.interrupts):
            worker.cancel()
            reached.append("the end of the shield")
        reached.append("beyond")

    _, error = Guard(worker.interrupts).run(worker.call, code, {})
    assert isinstance(error, CallCancelled)
    assert reached == ["the end of the shield"]


def test_signal_where_few_frames_are_left_waits_for_the_next_way_in(worker: Worker) -> None:
    """To look takes frames, and in the middle of a message it is too late to find none."""
    reached: list[str] = []

    def fall() -> None:
        if not _headroom.is_enough():
            worker.cancel()
            reached.append("the bottom")
            with pytest.raises(RecursionError), Shield(worker.interrupts):
                reached.append("not this")
        else:
            fall()

    def code() -> None:
        fall()
        with Shield(worker.interrupts):
            reached.append("the top")
        reached.append("beyond")

    _, error = Guard(worker.interrupts).run(worker.call, code, {})
    assert isinstance(error, CallCancelled)
    assert reached == ["the bottom", "the top"]


def test_code_is_broken_into_once(worker: Worker) -> None:
    def code() -> str:
        try:
            worker.cancel()
        except CallCancelled:
            worker.cancel()
            with Shield(worker.interrupts):
                worker.cancel()
        return "tidied"

    assert Guard(worker.interrupts).run(worker.call, code, {}) == ("tidied", None)


def test_signal_after_user_code_does_not_reach_the_next_call(worker: Worker) -> None:
    guard = Guard(worker.interrupts)
    assert guard.run(worker.call, lambda: 1, {}) == (1, None)
    worker.cancel()
    worker.call = Call(2, "f", (b"", ()), False, False, 0, 0, 1, None, None)
    worker.call.on_main = True
    worker.arrived = False  # the cancel was for a call that has ended
    assert guard.run(worker.call, lambda: 2, {}) == (2, None)


def test_signals_at_any_instant_end_the_call_and_nothing_else(worker: Worker) -> None:
    """A timer strikes at random places; whatever it hits, the outcome is one of two."""
    guard = Guard(worker.interrupts)
    signal.signal(signal.SIGALRM, worker.interrupts.on_signal)
    outcomes = set()
    try:
        for number in range(3000):
            worker.call = Call(number, "f", (b"", ()), False, False, 0, 0, 1, None, None)
            worker.call.on_main = True
            worker.arrived = True
            signal.setitimer(signal.ITIMER_REAL, 1e-6 * (number % 60 + 1))
            value, error = guard.run(worker.call, lambda: sum(range(300)), {})
            outcomes.add(type(error))
            assert (value, error) == (44_850, None) or isinstance(error, CallCancelled)
            assert not worker.interrupts.open
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    assert CallCancelled in outcomes
