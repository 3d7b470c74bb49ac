"""Tools for workers that run several calls at once."""

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from snakepit import context, tool

_meeting = threading.Barrier(4)
_opened = asyncio.Event()
_counts = {"arrived": 0, "inside": 0}


@tool(thread_safe=True)
def meet() -> bool:
    """Return when four threads are in here at once."""
    return _meeting.wait(60) >= 0


@tool
async def gather(count: int) -> int:
    """Return when so many calls are in here at once."""
    _counts["arrived"] += 1
    if _counts["arrived"] == count:
        _opened.set()
    await _opened.wait()
    return _counts["arrived"]


@tool
def alone() -> int:
    """Tell how many calls are in here."""
    _counts["inside"] += 1
    time.sleep(0.002)
    inside = _counts["inside"]
    _counts["inside"] -= 1
    return inside


@tool(thread_safe=True)
def pid() -> int:
    """Give the worker's process id."""
    return os.getpid()


@tool(thread_safe=True)
def spin(mark: str) -> None:
    """Run on in Python until it is broken into."""
    Path(mark).touch()
    while True:
        pass


@tool(thread_safe=True)
def stuck(mark: str) -> None:
    """Stay in C code, where nothing can break in."""
    Path(mark).touch()
    time.sleep(600)


@tool
async def hold(mark: str) -> str:
    """Wait for another mark."""
    Path(mark).touch()
    while not Path(mark + ".go").exists():
        await asyncio.sleep(0.001)
    return "held"


@tool
def hold_main(mark: str) -> int:
    """Wait for another mark on the main thread, and give the worker's process id."""
    Path(mark).touch()
    while not Path(mark + ".go").exists():
        time.sleep(0.001)
    return os.getpid()


@tool(thread_safe=True)
def crash() -> None:
    """End the process."""
    os._exit(3)


@tool
async def count(to: int) -> AsyncIterator[int]:
    """Yield integers on the event loop."""
    for number in range(to):
        await asyncio.sleep(0)
        yield number


@tool(thread_safe=True)
def count_on_thread(to: int) -> Iterator[int]:
    """Yield integers on a thread."""
    yield from range(to)


@tool
def ask_on_main(value: int) -> Any:
    """Ask the JVM on the main thread."""
    return context.host.ask(value=value)


@tool(thread_safe=True)
def ask_on_thread(value: int) -> Any:
    """Ask the JVM on a thread."""
    return context.host.ask(value=value)


@tool
async def ask_on_loop(value: int) -> Any:
    """Ask the JVM without holding up the loop."""
    return await asyncio.to_thread(context.host.ask, value=value)


@tool
async def ask_awaiting(value: int) -> Any:
    """Await the JVM's answer."""
    return await context.host_async.ask(value=value)


@tool
async def append(value: int) -> list[int]:
    """Add to the session's list, however long that takes."""
    values = context.session.state.setdefault("values", [])
    await asyncio.sleep(0.001 * (value % 3))
    values.append(value)
    return list(values)
