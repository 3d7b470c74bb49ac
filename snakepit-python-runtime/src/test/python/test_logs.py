"""How records find their way, from the first import of ``logging`` on."""

import logging
import sys
from typing import Any

import pytest

from snakepit._logs import _LoggingFinder


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
    assert sys.meta_path[0].find_spec("logging", None) is None  # it does so once
