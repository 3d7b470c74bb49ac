"""What a failed call has held is let go of at once, and not when Python looks for cycles."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import SETTLED, WITH_SETTLED

TOOLS = """
import asyncio, gc, weakref
from dataclasses import dataclass

gc.disable()

class Large: pass

held = []

def hold():
    large = Large()
    held.append(weakref.ref(large))
    return large

@tool
def raises():
    large = hold()
    raise ValueError

@tool(thread_safe=True)
def raises_on_a_thread():
    large = hold()
    raise ValueError

@tool
async def raises_async():
    large = hold()
    raise ValueError

@tool
def streams():
    large = hold()
    yield 1
    raise ValueError

@tool
async def streams_async():
    large = hold()
    yield 1
    raise ValueError

@tool
def closes():
    try: yield 1
    finally:
        large = hold()
        raise ValueError

@tool
def cancelled(path):
    large = hold()
    mark(path)
    while True: time.sleep(0.001)

@dataclass
class Order:
    size: int
    def __post_init__(self):
        large = hold()
        raise RuntimeError

@tool
def checks(order: Order): pass

@tool
def count(): return sum(one() is not None for one in held), len(held)
"""


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("raises", {}),
        ("raises_on_a_thread", {}),
        ("raises_async", {}),
        ("streams", {}),
        ("streams_async", {}),
        ("closes", {}),
        ("cancelled", {"path": ""}),
        ("checks", {"order": {"size": 1}}),
    ],
)
def test_what_a_failed_call_has_held_is_let_go_of(
    start: Start, marker: Path, concurrency: int, tool: str, arguments: dict[str, object]
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    if tool == "cancelled":
        id = worker.call(tool, {"path": str(marker)})
        worker.wait_for_file(marker)
        worker.cancel(id)
    elif tool in ("streams", "streams_async", "closes"):
        id = worker.stream(tool, credit=1)
        worker.item(id)
        if tool == "closes":
            worker.cancel(id)
        else:
            worker.give_credit(id, 1)
    else:
        id = worker.call(tool, arguments)
    while True:
        frame = worker.next()
        if frame.kind == SETTLED or frame.flags & WITH_SETTLED:
            break
    assert worker.run("ping") == "pong"  # the outcome is sent before the error is let go of
    assert worker.run("count") == [0, 1]
