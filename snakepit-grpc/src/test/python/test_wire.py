"""What the wire refuses to send, and what it sends at once."""

from types import SimpleNamespace
from typing import Any

import pytest
from snakepit._wire import FrameTooLarge

from snakepit_grpc._wire import GrpcWire


class Unused:
    """Stands for what makes messages, and fails whoever makes one."""

    def __getattr__(self, name: str) -> Any:
        raise AssertionError("it was copied before it was refused")


@pytest.mark.parametrize(
    ("payload", "size"),
    [
        ((b"x" * 101, ()), 101),
        ((b"x" * 50, [memoryview(bytearray(51))]), 101),
        ((b"", [b"x" * 60, memoryview(bytearray(80)).cast("d")]), 140),
    ],
)
def test_what_is_too_large_is_refused_before_it_is_copied(payload: Any, size: int) -> None:
    door: Any = SimpleNamespace(memory=None)
    wire: Any = GrpcWire(door)
    wire.attach(Unused(), 100)
    wire._items = wire._batch = Unused()
    with pytest.raises(FrameTooLarge, match=f"{size} bytes"):
        wire.item(1, payload, True, True)
    with pytest.raises(FrameTooLarge, match=f"{size} bytes"):
        wire.host_call(1, 1, "tool", payload)


class Steps:
    """Writes down what the wire has a stream do."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: self.taken.append(name)


def test_items_that_come_fast_are_handed_over_and_the_end_is_sent() -> None:
    door: Any = SimpleNamespace(memory=None)
    wire: Any = GrpcWire(door)
    wire.attach(Unused(), 100)
    wire._items = SimpleNamespace(write=lambda *arguments: b"frame")
    wire._item_pace = SimpleNamespace(next=lambda stream: True)
    wire._stream = Steps()

    wire.item(1, (b"1", ()), False, False)
    wire.flush()
    wire.flush()
    wire.item(1, (b"1", ()), True, True)
    wire.flush()

    assert wire._stream.taken == ["put_unkept", "hand_over", "flush", "put", "flush"]
