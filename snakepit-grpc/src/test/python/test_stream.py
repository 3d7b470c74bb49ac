"""What the worker's half of the stream sends, and where it leaves what it doesn't."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


@pytest.fixture(name="module")
def _module(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Import the stream without gRPC, which needn't be there, and the messages, which are built."""
    messages: Any = ModuleType("snakepit_grpc._messages")
    messages.ToWorker = None
    monkeypatch.setitem(sys.modules, "grpc", ModuleType("grpc"))
    monkeypatch.setitem(sys.modules, "snakepit_grpc._messages", messages)
    yield importlib.import_module("snakepit_grpc._stream")
    del sys.modules["snakepit_grpc._stream"]


def begin(module: Any, journal: str = "") -> Any:
    stream = module.WorkStream(b"secret", journal)
    stream.sent = []
    stream._send = stream.sent.append
    return stream


def test_stream_begins_where_no_journal_can_be_made(module: Any, tmp_path: Path) -> None:
    stream = begin(module, str(tmp_path / "absent" / "journal"))
    stream.put(b"a")
    stream.leave(0)
    assert stream.sent == [b"a"]


def test_what_is_queued_is_joined_up_to_the_size_of_a_batch(module: Any) -> None:
    stream = begin(module)
    large = bytes(module.BATCH_SIZE)
    for frame in (b"a", b"b", large, b"c"):
        stream.put(frame)
    stream.flush()
    assert stream.sent == [b"ab", large, b"c"]
