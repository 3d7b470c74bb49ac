"""Payloads as contents of messages, some of whose attachments are in memory."""

from collections import deque
from types import SimpleNamespace
from typing import Any

import pytest
from snakepit._wire import WireDamaged

from snakepit_grpc._contents import Contents

LARGE = 32 * 1024


class Places(list[SimpleNamespace]):
    """Stands for the repeated field."""

    def add(self, **fields: int) -> None:
        self.append(SimpleNamespace(**fields))


class Sharing:
    """Has memory with room for so many pieces."""

    def __init__(self, room: int = 0) -> None:
        self.room = room
        self.pieces: deque[bytes] = deque()
        self.saw = 0

    def put(self, data: bytes) -> int | None:
        if len(data) < LARGE or len(self.pieces) == self.room:
            return None
        self.pieces.append(bytes(data))
        return 64 * len(self.pieces)

    def take(self, place: int, length: int) -> memoryview:
        return memoryview(b"%d at %d" % (length, place))

    def saw_large(self) -> None:
        self.saw += 1


def content(body: bytes = b"", attachments: Any = (), places: Any = ()) -> Any:
    return SimpleNamespace(body=body, attachments=list(attachments), in_memory=Places(places))


def place(index: int, place: int = 64, length: int = LARGE) -> Any:
    return SimpleNamespace(index=index, place=place, length=length)


def test_what_is_large_and_has_room_is_written_to_memory() -> None:
    sharing: Any = Sharing(room=1)
    written = content()
    large = b"x" * LARGE
    Contents(sharing).write((b"body", [b"small", memoryview(large), large]), written)
    assert written.body == b"body"
    assert written.attachments == [b"small", b"", large]
    assert list(written.in_memory) == [place(1)]
    assert list(sharing.pieces) == [large]


def test_what_is_in_memory_is_read_from_there() -> None:
    sharing: Any = Sharing()
    body, parts = Contents(sharing).read(content(b"body", [b"a", b"", b""], [place(1, 128, 9)]))
    assert body == b"body"
    assert [bytes(part) for part in parts] == [b"a", b"9 at 128", b""]
    assert sharing.saw == 0


def test_large_attachment_is_noticed() -> None:
    sharing: Any = Sharing()
    for size in (LARGE - 1, LARGE):
        _, (part,) = Contents(sharing).read(content(b"", [b"x" * size]))
        assert part == b"x" * size
    assert sharing.saw == 1


def test_content_without_attachments_is_its_body() -> None:
    sharing: Any = Sharing()
    assert Contents(sharing).read(content(b"body")) == (b"body", ())


@pytest.mark.parametrize("places", [[place(1)], [place(2)], [place(0), place(0)]])
def test_place_of_no_empty_attachment_is_damage(places: Any) -> None:
    sharing: Any = Sharing()
    with pytest.raises(WireDamaged, match="no attachment"):
        Contents(sharing).read(content(b"", [b"", b"x"], places))
