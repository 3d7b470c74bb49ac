"""What all tests of the runtime have."""

from collections.abc import Iterator

import pytest

from snakepit._tool import declared


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    before = list(declared)
    yield
    declared[:] = before
