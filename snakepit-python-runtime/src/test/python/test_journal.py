"""The file in which a worker keeps what it has yet to send."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from snakepit._journal import SIZE, Journal

SOURCES = Path(__file__).parents[3] / "src/main/python"

SCRIPT = """
import os, signal, sys
sys.path[:0] = [{path!r}]
from snakepit._journal import Journal
journal = Journal({file!r})
journal.add(b"first")
journal.add(b"second")
os.kill(os.getpid(), signal.SIGKILL)
"""


CRAMPED = """
import resource, sys
sys.path[:0] = [{path!r}]
from snakepit._journal import SIZE, Journal
resource.setrlimit(resource.RLIMIT_FSIZE, (SIZE // 2, resource.RLIM_INFINITY))
try:
    Journal({file!r})
except OSError as error:
    print(error)
"""


def content(file: Path) -> bytes:
    data = file.read_bytes()
    length = int.from_bytes(data[:8], sys.byteorder)
    return data[8 : 8 + length]


def test_what_is_added_is_in_the_file_at_once(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "journal"))

    assert journal.add(b"first")
    assert content(tmp_path / "journal") == b"first"
    assert journal.add(b"second")
    assert content(tmp_path / "journal") == b"firstsecond"


def test_it_is_whole_after_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    script = SCRIPT.format(path=str(SOURCES), file=str(file))

    done = subprocess.run([sys.executable, "-c", script], check=False)

    assert done.returncode == -signal.SIGKILL
    assert content(file) == b"firstsecond"


def test_what_has_no_room_is_not_added(tmp_path: Path) -> None:
    journal = Journal(str(tmp_path / "journal"))

    assert journal.add(b"x")
    assert not journal.add(bytes(SIZE - 8))
    assert content(tmp_path / "journal") == b"x"
    journal.clear()
    assert content(tmp_path / "journal") == b""
    assert journal.add(bytes(SIZE - 8))


def test_nobody_else_may_read_it_or_have_made_it(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    Journal(str(file))

    assert os.stat(file).st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        Journal(str(file))


def test_half_of_it_is_none(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    script = CRAMPED.format(path=str(SOURCES), file=str(file))

    done = subprocess.run(
        [sys.executable, "-c", script], check=False, capture_output=True, text=True
    )

    assert (done.stderr, done.returncode) == ("", 0)
    assert "No space left" in done.stdout
    assert not file.exists()
