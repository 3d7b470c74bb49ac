"""The engine of a worker that runs several calls, without a wire."""

import time
from threading import Thread
from typing import Any

from snakepit import _codecs
from snakepit._call import Call
from snakepit._multiplexed import MultiplexedEngine
from snakepit._tool import Tool
from snakepit._waits import Waits


class _NoWire:
    """Takes what is sent, and says nothing."""

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: None


def _engine() -> MultiplexedEngine:
    tools = {"main": Tool(lambda: None, "main", "", thread_safe=False)}
    wire: Any = _NoWire()
    return MultiplexedEngine(wire, _codecs.initial(), tools, "default-1", 1 << 20, 2)


def _call(id: int, parent: int = 0) -> Call:
    return Call(id, "main", (b"{}", ()), False, False, parent, 0, 1, None, None)


def test_a_call_has_let_go_of_its_session_when_its_outcome_is_sent() -> None:
    engine = _engine()
    call = _call(1)
    engine.call(call)
    engine.sessions.of(call)
    held: list[object] = []
    engine.wire.flush = lambda: held.append(call.session)  # type: ignore[method-assign]

    engine._end(call)

    assert held == [None]


def test_withdrawal_of_a_nested_call_wakes_its_parent_which_waits_for_it() -> None:
    engine = _engine()
    parent = _call(1)
    engine.call(parent)
    engine.call(_call(2, parent=1))
    waiting = Thread(
        target=engine.wait, args=(parent, lambda: not engine._has_nested(parent)), daemon=True
    )
    waiting.start()
    end = time.monotonic() + 30
    while 1 not in engine._waits._conditions or not engine._waits._conditions[1]._waiters:  # type: ignore[attr-defined]
        assert time.monotonic() < end
        time.sleep(0.001)

    engine.cancel(2)

    waiting.join(10)
    assert not waiting.is_alive()


def test_waits_keep_nothing_of_a_call_that_has_ended() -> None:
    waits = Waits()
    waits.until(1, lambda: True)
    waits.forget(1)
    waits.forget(2)  # nobody has waited in it
    assert not waits._conditions
