"""Code that cancels tasks which aren't its own: each call has its outcome, and settles once."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import ITEM, LAST, SETTLED, Jvm

TOOLS = """
import asyncio

async def sweep():
    for task in asyncio.all_tasks():
        if task is not asyncio.current_task(): task.cancel()

@tool
async def sweeps(): await sweep()

@tool
async def sweeps_the_next(path):
    mark(path)
    while len(asyncio.all_tasks()) == 1: await asyncio.sleep(0)
    await sweep()

@tool
async def items():
    try:
        yield 1
        yield 2
    finally:
        print("closed")

@tool
async def nothing(): pass

async def tidies(path, own, strike):
    try:
        await asyncio.sleep(600)
    finally:
        strike(own)
        await asyncio.sleep(0.01)
        mark(path)

async def leave(path, strike):
    asyncio.create_task(tidies(path, asyncio.current_task(), strike))
    await asyncio.sleep(0)

@tool
async def is_struck_by_a_task(path): await leave(path, lambda own: own.cancel())

@tool
async def is_struck_by_the_loop(path):
    def strike(own): asyncio.get_running_loop().call_soon(own.cancel)
    await leave(path, strike)

@tool
async def is_struck_by_itself(path):
    await leave(path, lambda own: None)
    asyncio.current_task().cancel()

@tool
async def is_awaited(path):
    async def awaits(own):
        try: await own
        finally: mark(path)
    asyncio.create_task(awaits(asyncio.current_task()))
    await asyncio.sleep(0)

@tool
async def meet(n: int):
    global arrived
    arrived += 1
    if arrived == n: met.set()
    await met.wait()
    return arrived

arrived, met = 0, asyncio.Event()
"""
CONCURRENCY = 3


def assert_all_have_ended(worker: Jvm) -> None:
    """Assert that as many calls fit in as at the beginning."""
    ids = {worker.call("meet", {"n": CONCURRENCY}) for _ in range(CONCURRENCY)}
    frames = [worker.next() for _ in ids]
    assert {frame.call for frame in frames} == ids
    assert [frame.json() for frame in frames] == [CONCURRENCY] * CONCURRENCY
    assert worker.stderr() == ""


def test_stream_that_is_struck_before_it_may_begin_fails(start: Start) -> None:
    worker = start(TOOLS, concurrency=CONCURRENCY)
    id = worker.stream("items", credit=0)
    assert worker.is_silent()
    worker.call("sweeps")
    frames = {frame.call: frame for frame in (worker.next(), worker.next())}
    assert frames[id].json()["type"] == "asyncio.exceptions.CancelledError"
    assert worker.prints() == []
    assert_all_have_ended(worker)


def test_stream_that_is_struck_while_it_waits_for_credit_goes_on(start: Start) -> None:
    worker = start(TOOLS, concurrency=CONCURRENCY)
    id = worker.stream("items", credit=1)
    assert worker.item(id) == 1
    assert worker.is_silent()
    worker.run("sweeps")
    worker.give_credit(id, 5)
    assert worker.item(id) == 2
    worker.end(id)
    assert worker.prints() == [(id, "stdout", "closed")]
    assert_all_have_ended(worker)


def test_call_that_is_struck_before_its_first_step_fails(start: Start, marker: Path) -> None:
    worker = start(TOOLS, concurrency=CONCURRENCY)
    worker.call("sweeps_the_next", {"path": str(marker)})
    worker.wait_for_file(marker)
    id = worker.call("nothing")
    frames = {frame.call: frame for frame in (worker.next(), worker.next())}
    assert frames[id].json()["type"] == "asyncio.exceptions.CancelledError"
    assert_all_have_ended(worker)


@pytest.mark.parametrize(
    "tool",
    ["is_struck_by_a_task", "is_struck_by_the_loop", "is_struck_by_itself", "is_awaited"],
)
def test_call_that_is_struck_after_its_end_settles_when_its_tasks_have_ended(
    start: Start, marker: Path, tool: str
) -> None:
    worker = start(TOOLS, concurrency=CONCURRENCY)
    id = worker.call(tool, {"path": str(marker)})
    frame = worker.next()
    assert (frame.kind, frame.flags, frame.call) == (ITEM, LAST, id)
    frame = worker.next()
    assert (frame.kind, frame.call) == (SETTLED, id)
    assert marker.exists()
    assert_all_have_ended(worker)
