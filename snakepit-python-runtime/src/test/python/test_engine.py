"""The engine of a worker that runs one call at a time, without a wire."""

from typing import Any

import pytest

from snakepit import _codecs
from snakepit._call import Call
from snakepit._engine import Engine
from snakepit._tool import Tool


class _Wire:
    """Notes which calls were ended by an error, and how."""

    def __init__(self) -> None:
        self.failures: list[tuple[int, bool]] = []

    def failure(self, id: int, payload: Any, settled: bool, withdrawn: bool) -> None:
        self.failures.append((id, withdrawn))

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: None


def _engine(wire: Any) -> Engine:
    tools = {"nothing": Tool(lambda: None, "nothing", "", thread_safe=False)}
    return Engine(wire, _codecs.initial(), tools, "default-1", 1 << 20)


def _call(id: int, parent: int = 0) -> Call:
    return Call(id, "nothing", (b"{}", ()), False, False, parent, 0, 1, None, None)


@pytest.mark.parametrize("after", [False, True])
def test_a_call_whose_parent_ends_while_it_is_taken_in_is_withdrawn(
    monkeypatch: pytest.MonkeyPatch, after: bool
) -> None:
    """Another thread of the parent may read."""
    wire = _Wire()
    engine = _engine(wire)
    parent = _call(1)
    engine.call(parent)
    put = engine.inbox.put_nested

    def put_while_the_parent_ends(call: Call, waiting: int) -> None:
        if after:
            put(call, waiting)
        engine.run(parent)
        if not after:
            put(call, waiting)

    monkeypatch.setattr(engine.inbox, "put_nested", put_while_the_parent_ends)
    engine.call(_call(2, parent=1))
    assert wire.failures == [(2, True)]
    assert not engine._calls


def test_a_call_that_ends_while_its_cancellation_is_read_is_left_alone() -> None:
    """Another thread may read, and find it on the stack a moment before it goes."""
    engine = _engine(_Wire())
    call = _call(1)
    engine.call(call)
    engine.inbox.calls.clear()
    call.begun = True

    class Stack(list[Call]):
        def __contains__(self, call: object) -> bool:
            found = super().__contains__(call)
            self.clear()
            return found

    engine.main_stack = Stack([call])
    engine.cancel(1)
    assert call.cancelled
