"""How records find their way, from the first import of ``logging`` on."""

import logging
import sys
from threading import Event, Thread
from typing import Any

import pytest

from snakepit import _codecs
from snakepit._logs import Logs, _LoggingFinder
from snakepit._payload import Payload


def test_an_import_of_logging_hides_no_finder_from_another_import(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert logging.__spec__ is not None
    loader: Any = logging.__spec__.loader
    nothing: Any = None
    monkeypatch.setattr(sys, "meta_path", [_LoggingFinder(nothing), *sys.meta_path])
    finders = list(sys.meta_path)
    of_another_thread = iter(sys.meta_path)
    asked = [next(of_another_thread)]

    assert sys.meta_path[0].find_spec("logging", None) is logging.__spec__
    del loader.exec_module

    asked.extend(of_another_thread)
    assert asked == finders


def test_a_record_waits_for_no_other_once_the_hello_is_answered() -> None:
    sending, goes_on, sent = Event(), Event(), Event()

    def send(payload: Payload) -> None:
        if not sending.is_set():
            sending.set()
            goes_on.wait(30)
        sent.set()

    codec = _codecs.initial()
    logs = Logs(codec, send, "INFO", 1000)
    logs.settle(codec, lambda: None)
    threads = [
        Thread(target=logs.record, args=("INFO", "logger", text), daemon=True)
        for text in ("one", "other")
    ]
    threads[0].start()
    assert sending.wait(30)
    threads[1].start()
    assert sent.wait(30)
    goes_on.set()
    for thread in threads:
        thread.join(30)
