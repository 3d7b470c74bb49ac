"""What is sent at once, what is left for later, and what becomes of it when there is no room."""

import math
import time
from _thread import allocate_lock
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from snakepit import _outbox
from snakepit._outbox import Outbox
from snakepit._wire import WireClosed
from test_journal import content


class Sent(Outbox):
    """Sends into a list."""

    def __init__(self, journal: Path | None, soon: float = 0.0) -> None:
        super().__init__(None if journal is None else str(journal), math.inf, soon)
        self.sent: list[bytes] = []
        self.may_send = allocate_lock()

    def _send_batch(self) -> None:
        with self.may_send:
            self.sent.append(bytes(self._queue.popleft()))

    def wait_for(self, *frames: bytes) -> None:
        end = time.monotonic() + 30
        while self.sent != list(frames):
            assert time.monotonic() < end, self.sent
            time.sleep(0.001)


@pytest.fixture(name="journal")
def _journal(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def test_the_journal_is_made_when_something_is_left(journal: Path) -> None:
    outbox = Sent(journal)
    outbox.put(b"a")
    outbox.flush()

    assert outbox.sent == [b"a"]
    assert not journal.exists()


def test_what_is_left_is_in_the_journal_and_sent_soon(journal: Path) -> None:
    outbox = Sent(journal)
    with outbox.may_send:
        for frame in (b"a", b"b"):
            outbox.put(frame)
            outbox.leave(0)
        assert content(journal) == b"ab"
    outbox.wait_for(b"a", b"b")
    outbox.flush()
    assert content(journal) == b""


def test_what_is_handed_over_is_sent_soon_and_in_order(journal: Path) -> None:
    outbox = Sent(journal)
    with outbox.may_send:
        for frame in (b"a", b"b"):
            outbox.put_unkept(frame)
            outbox.hand_over()
        assert content(journal) == b""
    outbox.wait_for(b"a", b"b")


def test_what_follows_something_unkept_is_not_left(journal: Path) -> None:
    """The journal would have the end of a stream, and not the items before it."""
    outbox = Sent(journal, soon=600)
    outbox.put_unkept(b"item")
    outbox.hand_over()
    assert outbox.sent == []

    outbox.put(b"end")
    outbox.leave(0)

    assert outbox.sent == [b"item", b"end"]
    assert content(journal) == b""


def test_without_a_thread_nothing_is_handed_over(tmp_path: Path) -> None:
    for outbox in (Sent(None), Sent(tmp_path / "absent" / "journal")):
        outbox.put_unkept(b"a")
        outbox.hand_over()
        assert outbox.sent == [b"a"]


def test_what_waits_too_long_for_others_is_sent_at_once(journal: Path) -> None:
    outbox = Sent(journal, soon=600)
    outbox._together = 1
    for now in (0, 1):
        outbox.put(b"x")
        outbox.leave(now)
    assert outbox.sent == []
    outbox.put(b"x")
    outbox.leave(1.1)
    assert outbox.sent == [b"x"] * 3


def test_without_a_journal_all_is_sent_at_once() -> None:
    outbox = Sent(None)
    outbox.put(b"a")
    outbox.leave(0)
    assert outbox.sent == [b"a"]
    assert outbox._unsaved == []


def test_where_no_journal_can_be_made_all_is_sent_at_once(tmp_path: Path) -> None:
    outbox = Sent(tmp_path / "absent" / "journal")
    for frame in (b"a", b"b"):
        outbox.put(frame)
        outbox.leave(0)
    assert outbox.sent == [b"a", b"b"]
    assert outbox._unsaved == []


def test_where_no_thread_can_be_had_all_is_sent_at_once(
    journal: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*arguments: Any) -> int:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(_outbox, "start_new_thread", refuse)
    outbox = Sent(journal)
    for frame in (b"a", b"b"):
        outbox.put(frame)
        outbox.leave(0)
    assert outbox.sent == [b"a", b"b"]


def test_what_has_no_room_in_the_journal_is_sent_at_once(journal: Path) -> None:
    outbox = Sent(journal, soon=600)
    outbox.put(bytes(100_000))
    outbox.leave(0)
    assert len(outbox.sent) == 1
    outbox.put(b"a")
    outbox.leave(0)
    assert len(outbox.sent) == 1


def test_a_journal_that_was_tidied_away_is_used_no_more(journal: Path) -> None:
    outbox = Sent(journal, soon=600)
    outbox.put(b"a")
    outbox.leave(0)
    outbox.flush()
    journal.unlink()

    outbox.put(b"b")
    outbox.leave(0)

    assert outbox.sent == [b"a", b"b"]


def test_other_threads_send_at_once(journal: Path) -> None:
    outbox = Sent(journal)
    outbox.put(b"main")

    def send() -> None:
        outbox.put(b"other")
        outbox.leave(0)
        outbox.put_unkept(b"item")
        outbox.hand_over()

    thread = Thread(target=send)
    thread.start()
    thread.join()
    assert outbox.sent == [b"main", b"other", b"item"]
    assert not journal.exists()


def test_a_forked_child_writes_no_journal(journal: Path) -> None:
    outbox = Sent(journal)
    outbox.forget()
    outbox.put(b"a")
    outbox.leave(0)
    assert not journal.exists()


def test_what_is_flushed_while_a_batch_is_sent_comes_next() -> None:
    class Printing(Sent):
        def _send_batch(self) -> None:
            if not self.sent:
                self.put(b"printed")
                self.flush()
            super()._send_batch()

    outbox = Printing(None)
    outbox.put(b"a")
    outbox.flush()
    assert outbox.sent == [b"a", b"printed"]


def test_a_closed_wire_is_told_to_who_flushes(journal: Path) -> None:
    class Closed(Sent):
        def _send_batch(self) -> None:
            raise WireClosed

    outbox = Closed(journal)
    outbox.put(b"a")
    with pytest.raises(WireClosed):
        outbox.flush()
    with pytest.raises(WireClosed):
        outbox.flush()  # it isn't taken for a flush inside of the first
