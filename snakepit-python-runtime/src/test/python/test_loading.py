"""Tools are found where their source says, or the error says what is wrong with it."""

import os
import sys
from pathlib import Path

import pytest

from snakepit import _loading, _tool
from snakepit._loading import StartFailed, load

SOURCE = """
from snakepit import tool

@tool
def one() -> int:
    return 1
"""


@pytest.fixture(autouse=True)
def only_own_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    declared: list[_tool.Tool] = []
    monkeypatch.setattr(_tool, "declared", declared)
    monkeypatch.setattr(_loading, "declared", declared)
    monkeypatch.setattr(sys, "path", list(sys.path))


def test_a_file_needs_no_suffix(tmp_path: Path) -> None:
    file = tmp_path / "without_suffix"
    file.write_text(SOURCE)

    assert list(load([str(file)])) == ["one"]


def test_a_folder_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(folder: str) -> list[str]:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(os, "listdir", refuse)

    with pytest.raises(StartFailed, match="Permission denied") as failed:
        load([str(tmp_path)])

    assert failed.value.failure["code"] == "TOOLS_FAILED"
    assert str(tmp_path) in failed.value.failure["message"]
