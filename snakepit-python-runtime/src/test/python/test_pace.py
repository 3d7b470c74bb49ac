"""Which calls are taken for brief ones, and which streams for brisk ones."""

import pytest

from snakepit import _pace
from snakepit._pace import ItemPace, Pace


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 100.0
        monkeypatch.setattr(_pace, "perf_counter", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def run(pace: Pace, clock: Clock, id: int, tool: str, seconds: float) -> bool:
    brief = pace.start(id, tool)
    clock.now += seconds
    pace.end(id)
    return brief


def test_a_tool_is_brief_when_its_last_call_was(clock: Clock) -> None:
    pace = Pace()

    assert not run(pace, clock, 1, "add", 0.00001)
    assert run(pace, clock, 2, "add", 0.01)
    assert not run(pace, clock, 3, "add", 0.00001)


def test_one_tool_says_nothing_of_another(clock: Clock) -> None:
    pace = Pace()
    run(pace, clock, 1, "add", 0.00001)

    assert not run(pace, clock, 2, "train", 10)
    assert run(pace, clock, 3, "add", 0.00001)


def test_the_outcome_of_a_call_that_never_started_says_nothing(clock: Clock) -> None:
    pace = Pace()
    run(pace, clock, 1, "add", 0.00001)
    pace.start(2, "train")

    pace.end(3)

    assert not pace.start(4, "train")
    assert pace.start(5, "add")


def test_a_stream_is_brisk_when_many_items_came_fast(clock: Clock) -> None:
    pace = ItemPace()
    brisk = []
    for _ in range(20):
        brisk.append(pace.next(1))
        clock.now += 0.00001

    assert brisk == [False] * 16 + [True] * 4


def test_it_is_not_any_more_when_one_was_late(clock: Clock) -> None:
    pace = ItemPace()
    for _ in range(20):
        pace.next(1)
    assert pace.next(1)

    clock.now += 0.001

    assert not pace.next(1)


def test_of_streams_that_take_turns_none_is_brisk(clock: Clock) -> None:
    pace = ItemPace()

    assert not any(pace.next(id) for _ in range(40) for id in (1, 2))
