"""The book of calls to the JVM: what is sent and awaited, and what isn't."""

from typing import Any

import pytest

from snakepit import ContextError, SnakepitError, _codecs
from snakepit._call import Call
from snakepit._host_calls import HostCalls
from snakepit._wire import FrameTooLarge

CODEC = _codecs.initial()


class _Wire:
    def __init__(self) -> None:
        self.sent: list[str] = []

    def host_call(self, id: int, host_call: int, name: str, payload: Any) -> None:
        if len(payload[0]) > 1000:
            raise FrameTooLarge(len(payload[0]), 1000)
        self.sent.append(name)


def _host_calls() -> tuple[HostCalls, _Wire]:
    wire: Any = _Wire()
    return HostCalls(wire, CODEC, lambda: None), wire


def _call() -> Call:
    return Call(1, "tool", (b"{}", ()), False, False, 0, 0, 1, None, None)


@pytest.mark.parametrize("name", ["x" * 65_535, "é" * 32_767 + "x"], ids=["ascii", "others"])
def test_a_name_has_as_many_bytes_as_a_wire_can_carry(name: str) -> None:
    calls, wire = _host_calls()
    calls.send(_call(), name, {})
    assert wire.sent == [name]
    with pytest.raises(SnakepitError, match="its name takes 65536 bytes"):
        calls.send(_call(), name + "x", {})
    assert wire.sent == [name]


def test_what_is_not_sent_is_not_waited_for() -> None:
    calls, wire = _host_calls()
    ended = _call()
    ended.sealed = True
    with pytest.raises(ContextError):
        calls.send(ended, "lookup", {})
    with pytest.raises(SnakepitError, match="its arguments take"):
        calls.send(_call(), "lookup", {"text": "x" * 1000})
    assert not wire.sent
    assert not calls._waiting


def test_a_reply_that_nobody_waits_for_any_more_is_passed_over() -> None:
    calls, _ = _host_calls()
    told: list[bool] = []
    pending = calls.send(_call(), "lookup", {}, lambda: told.append(True))
    calls.forget(pending)
    assert pending.forgotten  # a thread may wait for it all the same
    calls.reply(pending.id, CODEC.encode(1), False)
    assert pending.payload is None
    assert not told
