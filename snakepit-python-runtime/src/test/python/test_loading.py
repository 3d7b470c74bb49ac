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


def test_a_file_is_loaded_once_whatever_links_lead_to_it(tmp_path: Path) -> None:
    file = tmp_path / "file_behind_a_link.py"
    file.write_text(SOURCE)
    link = tmp_path / "link_to_a_file.py"
    link.symlink_to(file)

    assert list(load([str(link), str(file)])) == ["one"]


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


@pytest.mark.parametrize(
    "declaration",
    ["tool(library.add)", "tool(name='add')(library.Adder().add)", "declare()"],
)
def test_a_source_may_declare_functions_of_other_modules(tmp_path: Path, declaration: str) -> None:
    (tmp_path / "library_of_others.py").write_text(
        "def add(): ...\n\nclass Adder:\n    def add(self): ...\n"
    )
    file = tmp_path / "declares_others.py"
    file.write_text(
        "import library_of_others as library\nfrom snakepit import tool\n"
        f"def declare():\n    for function in [library.add]: tool(function)\n{declaration}\n"
    )

    try:
        assert list(load([str(file)])) == ["add"]
    finally:
        sys.modules.pop("library_of_others", None)
        sys.modules.pop("declares_others", None)


def test_a_source_that_imports_one_with_tools_has_none_by_that(tmp_path: Path) -> None:
    (tmp_path / "has_one.py").write_text(SOURCE)
    file = tmp_path / "has_none.py"
    file.write_text("import has_one\n")

    with pytest.raises(StartFailed) as failed:
        load([str(file)])

    assert failed.value.failure["code"] == "NO_TOOLS"


def test_a_file_that_stands_in_for_a_module_of_the_library_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(sys.modules, "chunk", raising=False)
    monkeypatch.setattr(sys, "stdlib_module_names", {"chunk", "sys"})
    for name in ("chunk.py", "sys.py"):  # the latter's is loaded, so nobody gets the file for it
        (tmp_path / name).write_text(SOURCE.replace("one", name[:2]))

    assert list(load([str(tmp_path)])) == ["ch", "sy"]

    told = capfd.readouterr().err
    assert f"{tmp_path / 'chunk.py'} stands in for Python's own module 'chunk'" in told
    assert "sys.py" not in told


@pytest.mark.parametrize("stead", ["5", "object()", "__builtins__"])
def test_a_module_may_put_something_else_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stead: str
) -> None:
    (tmp_path / "puts_in_place.py").write_text(
        SOURCE + f"import sys\nsys.modules[__name__] = {stead}\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "puts_in_place", raising=False)

    assert list(load(["puts_in_place"])) == ["one"]


def test_a_file_keeps_its_name_also_where_that_is_no_identifier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("two-words", "2 fast"):
        monkeypatch.delitem(sys.modules, name, raising=False)
        (tmp_path / f"{name}.py").write_text(SOURCE.replace("one", f"t{name[:1]}"))

    tools = load([str(tmp_path)])

    assert {one.function.__module__ for one in tools.values()} == {"two-words", "2 fast"}


def test_parameters_that_cannot_be_checked_are_told_once_a_tool(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "hints_for_the_checker.py"
    file.write_text(
        "from typing import TYPE_CHECKING\n"
        "from snakepit import tool\n"
        "if TYPE_CHECKING:\n    from absent import Model, Row\n"
        "@tool\n"
        "def fit(model: 'Model', rows: 'list[Row]', best: 'Model', rate: float) -> 'Model': ...\n"
        "@tool\n"
        "def checked(rate: 'float') -> 'Model': ...\n"
    )

    load([str(file)])

    assert capfd.readouterr().err == (
        "tool 'fit': any value is taken for model: Model, rows: list[Row], best: Model: "
        "when the tool runs there is no Model, Row; "
        "import it outside of 'if TYPE_CHECKING', or write Any as the hint\n"
    )
