"""What all tests of the runtime have."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from snakepit._tool import declared
from templates import Start, Template


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    before = list(declared)
    yield
    declared[:] = before


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Template] = []

    def starter(*sources: str, prepare: str = "") -> Template:
        template = Template(tmp_path, sources, prepare)
        started.append(template)
        return template

    yield starter
    for template in started:
        template.close()
