"""Tools whose calls end in every way that the command tells apart."""

import os
import signal
import sys
import time

from snakepit import context, tool


@tool
def add(a: int, b: int) -> int:
    """Add two numbers."""
    return a + b


@tool
def values() -> dict:
    print("printed")
    return {"big": 10**30, "nan": float("nan"), "bytes": b"abc"}


@tool
def fail() -> None:
    raise ValueError("on purpose")


@tool
def leave() -> None:
    sys.exit(3)


@tool
def opaque() -> dict:
    return {"a": [object()]}


@tool
def crash() -> None:
    os.write(2, b"last words\n")
    os.kill(os.getpid(), signal.SIGKILL)


@tool
def sleep(seconds: float) -> None:
    time.sleep(seconds)


@tool
def count() -> int:
    state = context.session.state
    state["calls"] = state.get("calls", 0) + 1
    return state["calls"]


@tool
def two_and_fail():
    yield 1
    yield 2
    raise ValueError("on purpose")


@tool
def forever():
    number = 0
    while True:
        yield number
        number += 1
