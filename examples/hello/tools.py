"""A few tools to try Snakepit with."""

from collections.abc import Iterator
from typing import Any

from snakepit import context, tool


@tool
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


@tool
def train(epochs: int) -> Iterator[dict[str, float]]:
    """Pretend to train: a generator is a stream."""
    for epoch in range(epochs):
        yield {"epoch": epoch, "loss": 1 / (epoch + 1)}


@tool
def count() -> int:
    """Count the calls of the session, whose state lives on one worker."""
    state: dict[str, Any] = context.session.state
    state["calls"] = state.get("calls", 0) + 1
    return int(state["calls"])
