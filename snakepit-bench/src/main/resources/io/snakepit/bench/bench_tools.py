"""What the benchmarks call."""

import sys
from collections.abc import Iterator

from snakepit import tool


@tool
def add(a: int, b: int) -> int:
    """Adds."""
    return a + b


@tool
def count(n: int) -> Iterator[int]:
    """Counts from 0."""
    yield from range(n)


@tool
def blocks(n: int, size: int) -> Iterator[bytes]:
    """Gives the same bytes again and again."""
    block = bytes(size)
    for _ in range(n):
        yield block


@tool
def echo(data: bytes) -> bytes:
    """Gives back what it was given."""
    return data


@tool
def interpreter() -> str:
    """Tells which program runs the worker."""
    return sys.executable
