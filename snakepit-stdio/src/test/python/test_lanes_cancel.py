"""Cancelling one of several calls in a worker, which must not touch the others."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import ITEM, LAST, WITH_SETTLED, encode

CANCEL = 0x04

TOOLS = """
import asyncio

@tool(thread_safe=True)
def spin(path):
    mark(path)
    while True: pass

@tool(thread_safe=True)
def naps(path):
    mark(path)
    while True: time.sleep(0.001)

@tool(thread_safe=True)
def reports(path):
    mark(path)
    while True: context.progress(1)

@tool(thread_safe=True)
def prints(path):
    mark(path)
    while True: print("x" * 1000)

@tool(thread_safe=True)
def asks(path):
    mark(path)
    while not context.cancelled: pass
    time.sleep(600)

@tool
async def awaits(path):
    mark(path)
    try: await asyncio.sleep(600)
    finally: print("tidied")

@tool
async def gathers(path):
    mark(path)
    await asyncio.gather(*(asyncio.sleep(600) for _ in range(3)))

@tool
def main(path):
    mark(path)
    time.sleep(600)

@tool(thread_safe=True)
def swallows(path):
    try:
        mark(path)
        while True: pass
    except CallCancelled:
        for _ in range(10000): pass
        return "kept on"

@tool
async def swallows_async(path):
    try:
        mark(path)
        await asyncio.sleep(600)
    except asyncio.CancelledError:
        await asyncio.sleep(0.01)
        return "kept on"

@tool(thread_safe=True)
def ordinary(path):
    mark(path)
    while True:
        try:
            while True: pass
        except Exception: pass

@tool(thread_safe=True)
def endless():
    try:
        while True: yield 1
    finally: print("closed")

@tool
async def endless_async():
    try:
        while True: yield 1
    finally:
        await asyncio.sleep(0)
        print("closed")

@tool(thread_safe=True)
def add(a: int, b: int): return a + b

@tool
async def add_async(a: int, b: int): return a + b

@tool
def add_main(a: int, b: int): return a + b

@tool(thread_safe=True)
def busy(path, rounds: int):
    mark(path)
    total = 0
    while not Path(path + ".go").exists(): total += sum(range(rounds))
    return "whole"
"""
RUNNING = [
    "spin",
    "naps",
    "reports",
    "prints",
    "asks",
    "awaits",
    "gathers",
    "main",
    "ordinary",
]
ADDING = ["add", "add_async", "add_main"]


@pytest.mark.parametrize("tool", RUNNING)
def test_cancel_ends_one_call_and_leaves_its_neighbours(
    start: Start, marker: Path, tool: str
) -> None:
    worker = start(TOOLS, concurrency=4)
    neighbour = worker.call("busy", {"path": f"{marker}.n", "rounds": 100})
    worker.wait_for_file(Path(f"{marker}.n"))
    id = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    while (frame := worker.next()).kind == 0x88:  # PROGRESS
        assert frame.call == id
    assert (frame.call, frame.flags) == (id, WITH_SETTLED)
    assert frame.json()["code"] == "CANCELLED"
    Path(f"{marker}.n.go").touch()
    assert worker.result(neighbour) == "whole"
    for adding in ADDING:
        assert worker.run(adding, {"a": 1, "b": 2}) == 3
    assert tool != "awaits" or worker.prints() == [(id, "stdout", "tidied")]


@pytest.mark.parametrize("tool", ["swallows", "swallows_async"])
def test_code_that_swallows_the_cancellation_has_its_own_outcome(
    start: Start, marker: Path, tool: str
) -> None:
    worker = start(TOOLS, concurrency=4)
    id = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    worker.send(encode(CANCEL, id))
    assert worker.result(id) == "kept on"


@pytest.mark.parametrize("tool", ["endless", "endless_async"])
@pytest.mark.parametrize("credit", [2, 1_000_000])
def test_cancel_of_a_stream_closes_it(start: Start, tool: str, credit: int) -> None:
    worker = start(TOOLS, concurrency=4)
    id = worker.stream(tool, credit=credit)
    assert [worker.item(id), worker.item(id)] == [1, 1]
    if credit == 2:
        assert worker.is_silent()
    worker.cancel(id)
    while (frame := worker.next()).kind == ITEM:
        assert frame.flags == 0
    assert frame.json()["code"] == "CANCELLED"
    assert frame.flags == WITH_SETTLED
    assert worker.prints() == [(id, "stdout", "closed")]


@pytest.mark.parametrize("tool", ADDING)
def test_cancel_that_comes_late_never_hits_another_call(start: Start, tool: str) -> None:
    worker = start(TOOLS, concurrency=8)
    expected = {}
    for number in range(600):
        id = worker.call(tool, {"a": number, "b": 1})
        expected[id] = number
        if number % 2:
            worker.cancel(id)
        if len(expected) == 4:
            for _ in range(4):
                frame = worker.next()
                number = expected.pop(frame.call)
                if frame.kind == ITEM:
                    assert (frame.flags, frame.json()) == (LAST | WITH_SETTLED, number + 1)
                else:
                    assert frame.json()["code"] == "CANCELLED"
                    assert number % 2, "a call that nobody cancelled was"


def test_cancel_never_strikes_in_code_of_ours(start: Start, marker: Path) -> None:
    """Hundreds of cancels into code that is mostly ours: each call ends, the worker serves on."""
    worker = start(TOOLS, concurrency=8)
    for number in range(300):
        mark = marker.with_suffix(f".{number}")
        id = worker.call("reports" if number % 2 else "prints", {"path": str(mark)})
        worker.wait_for_file(mark)
        worker.send(encode(CANCEL, id))
        while (frame := worker.next()).kind == 0x88:  # PROGRESS
            pass
        assert (frame.call, frame.flags) == (id, WITH_SETTLED)
        assert frame.json()["code"] == "CANCELLED"
    assert worker.run("add", {"a": 1, "b": 2}) == 3
    assert worker.stderr() == ""
