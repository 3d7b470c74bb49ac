"""The tests that docs/python.md shows are tests: pytest runs them, beside tools as they need."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import snakepit
from snakepit._builtin import tools as builtin_tools

ROOT = Path(__file__).parents[4]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TESTS = [
    pytest.param(block, id=page.name)
    for page in [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
    for block in BLOCK.findall(page.read_text(encoding="utf-8"))
    if "def test_" in block
]

TOOLS = """
from snakepit import context, tool


@tool
def add(a: int, b: int) -> int:
    return a + b


@tool
def count() -> int:
    state = context.session.state
    state["calls"] = state.get("calls", 0) + 1
    return state["calls"]
"""


@pytest.mark.parametrize("block", TESTS)
def test_the_tests_of_the_pages_pass(tmp_path: Path, block: str) -> None:
    (tmp_path / "tools.py").write_text(TOOLS)
    (tmp_path / "test_tools.py").write_text(block)
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_tools.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(snakepit.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert " passed" in ran.stdout


def test_there_is_one() -> None:
    assert TESTS


@pytest.mark.parametrize(
    "name",
    [
        *[name for name in snakepit.__all__ if not name.startswith("__")],
        *[name for name in dir(type(snakepit.context)) if not name.startswith("_")],
        *[f"{name}(" for name in builtin_tools()],
    ],
)
def test_what_users_may_use_is_explained(name: str) -> None:
    page = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    assert f"`{name}" in page or f"`@{name}" in page
