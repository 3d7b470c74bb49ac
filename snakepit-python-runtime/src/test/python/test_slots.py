"""Which of the calls that wait begins next."""

from typing import Any

import pytest

from snakepit._slots import Slots


def _begin_in_turn(begun: list[Any], count: int) -> Slots:
    return Slots(count, lambda call, on_main: begun.append((call, on_main)), _refuse)


def _refuse(call: Any, reason: str) -> None:
    raise AssertionError(f"{call} was to begin: {reason}")


@pytest.mark.parametrize("on_main", [True, False])
def test_calls_for_the_main_thread_and_others_begin_as_they_came(on_main: bool) -> None:
    begun: list[Any] = []
    slots = _begin_in_turn(begun, 1)
    names: list[Any] = ["first", "second", "third"]
    slots.arrive(names[0], False)
    slots.arrive(names[1], on_main)
    slots.arrive(names[2], not on_main)
    assert begun == [("first", False)]
    slots.leave(False)
    assert begun[1:] == [("second", on_main)]
    slots.leave(on_main)
    assert begun[2:] == [("third", not on_main)]


def test_call_that_waits_for_the_main_thread_holds_up_no_other() -> None:
    begun: list[Any] = []
    slots = _begin_in_turn(begun, 3)
    names: list[Any] = ["first", "second", "third"]
    slots.arrive(names[0], True)
    slots.arrive(names[1], True)
    slots.arrive(names[2], False)
    assert begun == [("first", True), ("third", False)]
    slots.leave(True)
    assert begun[2:] == [("second", True)]
