"""What gRPC is told of the messages that the worker takes."""

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

MOST_OF_GRPC = 2**31 - 1
"""It keeps its options as C has an int, and refuses what is more."""


@pytest.fixture(name="module")
def _module(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import the server without gRPC, which needn't be there, and what is built of it."""
    for name, members in {
        "grpc": (),
        "snakepit_grpc._messages": ("ToWorker", "WORKER"),
        "snakepit_grpc._health": ("Health",),
        "snakepit_grpc._reflection": ("reflection_handlers",),
    }.items():
        stand_in = ModuleType(name)
        for member in members:
            setattr(stand_in, member, None)
        monkeypatch.setitem(sys.modules, name, stand_in)
    yield importlib.import_module("snakepit_grpc._server")
    for name in ("_server", "_stream"):
        del sys.modules[f"snakepit_grpc.{name}"]


def test_a_message_may_have_a_frame_and_what_is_sent_with_it(module: Any) -> None:
    assert module.largest_message(1000) == 1000 + module.BATCH_SIZE


@pytest.mark.parametrize("frame", [2047 << 20, MOST_OF_GRPC])
def test_the_largest_frames_are_no_more_than_grpc_can_count(module: Any, frame: int) -> None:
    assert module.largest_message(frame) == MOST_OF_GRPC
