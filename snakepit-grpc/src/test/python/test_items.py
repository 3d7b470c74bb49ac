"""How items are written, where the message of one serves for the next."""

import importlib
import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from snakepit._sharing import Sharing

from snakepit_grpc._contents import Contents

LARGE = 64 * 1024


class Batch:
    """Stands for the message, which is built. It counts how often it is made."""

    made = 0

    def __init__(self) -> None:
        Batch.made += 1
        self.frames = self
        self.item: Any = SimpleNamespace()
        self.item.value = SimpleNamespace()
        self.item.value.attachments = []

    def add(self) -> "Batch":
        return self

    def SerializeToString(self) -> Any:  # noqa: N802 protobuf's name
        item = self.item
        value = item.value
        return (item.call, value.body, list(value.attachments), item.last, item.settled)


@pytest.fixture(name="writer")
def _writer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    messages: Any = ModuleType("snakepit_grpc._messages")
    messages.ToJvm = Batch
    monkeypatch.setitem(sys.modules, "snakepit_grpc._messages", messages)
    contents = Contents(Sharing(None, lambda _: None))
    yield importlib.import_module("snakepit_grpc._items").ItemWriter(contents)
    del sys.modules["snakepit_grpc._items"]


def test_one_message_serves_for_all_small_items(writer: Any) -> None:
    before = Batch.made
    assert writer.write(1, (b"a", ()), True, True) == (1, b"a", [], True, True)
    assert writer.write(2, (b"", ()), False, False) == (2, b"", [], False, False)
    assert Batch.made == before + 1


def test_attachments_do_not_stay_for_the_next_item(writer: Any) -> None:
    writer.write(1, (b"a", ()), True, True)
    assert writer.write(2, (b"b", [memoryview(b"x")]), True, True) == (2, b"b", [b"x"], True, True)
    assert writer.write(3, (b"c", ()), True, True) == (3, b"c", [], True, True)


def test_a_large_body_is_not_kept(writer: Any) -> None:
    before = Batch.made
    for id in (1, 2):
        large = bytes(LARGE + 1)
        assert writer.write(id, (large, ()), True, True) == (id, large, [], True, True)
    assert Batch.made == before + 2
    assert not writer._spare
