"""Workers run the tools that are on disk, and not what Python has kept of those before."""

import os
import time
from pathlib import Path

import pytest

from jvm import Jvm


@pytest.fixture(autouse=True)
def keeping_byte_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)


def _write(folder: Path, number: int, written: float) -> list[Path]:
    tools, neighbour = folder / "kept_tools.py", folder / "kept_neighbour.py"
    tools.write_text(
        "import kept_neighbour\nfrom snakepit import tool\n"
        f"@tool\ndef both():\n    return [{number}, kept_neighbour.NUMBER]\n"
    )
    neighbour.write_text(f"NUMBER = {number}\n")
    for file in tools, neighbour:
        os.utime(file, (written, written))
    return [tools]


def _run(tools: list[Path], folder: Path) -> object:
    folder.mkdir()
    with Jvm(tools, folder) as worker:
        worker.answer()
        return worker.run("both")


def test_tools_written_twice_in_a_second_are_those_written_last(tmp_path: Path) -> None:
    written = time.time() + 3600  # however long the workers take to start
    assert _run(_write(tmp_path, 1, written), tmp_path / "first") == [1, 1]
    assert _run(_write(tmp_path, 2, written), tmp_path / "second") == [2, 2]


def test_byte_code_of_tools_is_kept_as_usual(tmp_path: Path) -> None:
    assert _run(_write(tmp_path, 1, 1_000_000), tmp_path / "first") == [1, 1]
    kept = {file.name.partition(".")[0] for file in tmp_path.glob("__pycache__/*.pyc")}
    assert kept == {"kept_tools", "kept_neighbour"}
