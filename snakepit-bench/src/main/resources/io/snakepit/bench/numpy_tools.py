"""Tools that need NumPy, in a worker that can be made to end."""

import os

import numpy
from snakepit import tool


@tool
def add(a: int, b: int) -> int:
    """Adds with NumPy."""
    return int(numpy.int64(a) + b)


@tool
def leave() -> None:
    """Ends the worker."""
    os._exit(0)
