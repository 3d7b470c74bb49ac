"""What the wire refuses to send."""

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
