"""Fixtures that start workers."""

import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from jvm import Jvm

Start = Callable[..., Jvm]

_HEAD = """
from snakepit import *
import os, signal, sys, time, threading
from pathlib import Path

def mark(path):
    Path(path).touch()
"""


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Give a function that starts a worker with the tools of some source text."""
    with ExitStack() as stack:
        count = iter(range(1000))

        def begin(source: str, **options: Any) -> Jvm:
            folder = tmp_path / str(next(count))
            folder.mkdir()
            file = folder / "tools.py"
            file.write_text(_HEAD + textwrap.dedent(source))
            worker = stack.enter_context(Jvm([file], folder, **options))
            answer = worker.answer()
            assert "error" not in answer, answer
            return worker

        yield begin


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    """Give the path of a file by which a tool can say how far it is."""
    return tmp_path / "marker"
