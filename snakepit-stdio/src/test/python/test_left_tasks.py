"""Tasks that an ``async`` call leaves behind: it has settled when they have ended, not before."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import END, ITEM, LAST, SETTLED, encode

CANCEL = 0x04

TOOLS = """
import asyncio

async def tidies(path, first):
    try:
        await asyncio.sleep(600)
    finally:
        await first(path)
        await asyncio.sleep(0.01)
        mark(path + ".tidied")

async def sees_the_cancel(path):
    mark(path)
    while not context.cancelled: await asyncio.sleep(0)
    signal.raise_signal(signal.SIGTERM)  # as the JVM does it

async def sweeps(path):
    for task in asyncio.all_tasks():
        if task is not asyncio.current_task(): task.cancel()

async def is_left_by_exit(path):
    async def exits(): sys.exit(3)
    asyncio.create_task(exits())

async def leave(path, first):
    asyncio.create_task(tidies(path, globals()[first]))
    await asyncio.sleep(0)

async def begins_another(path):
    async def another():
        try: await asyncio.sleep(600)
        finally: mark(path)
    asyncio.create_task(another())
    await asyncio.sleep(0)

@on_start
async def beat():
    async def beats():
        while True: await asyncio.wait_for(asyncio.sleep(0.001), 60)
    global beating
    beating = asyncio.create_task(beats())

@tool
async def is_beating():
    await asyncio.sleep(0.01)
    return not beating.done()

@tool
async def beats_are_heard():
    yield 1
    await asyncio.sleep(0.01)
    yield not beating.done()

@tool
async def leaves(path, first): await leave(path, first)

@tool
async def streams(path, first):
    await leave(path, first)
    yield 1
"""


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("tool", ["leaves", "streams"])
def test_cancel_that_crosses_the_outcome_lets_them_tidy_up(
    start: Start, marker: Path, tool: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    arguments = {"path": str(marker), "first": "sees_the_cancel"}
    if tool == "streams":
        id = worker.stream(tool, arguments)
        assert worker.item(id) == 1
        assert (frame := worker.next()).kind == END
    else:
        id = worker.call(tool, arguments)
        assert (frame := worker.next()).kind == ITEM
    assert frame.flags in (0, LAST), "it hasn't settled"
    worker.wait_for_file(marker)
    worker.send(encode(CANCEL, id))
    assert worker.next().kind == SETTLED
    assert Path(f"{marker}.tidied").exists()
    assert worker.run("ping") == "pong"


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("first", ["sweeps", "is_left_by_exit"])
def test_one_that_ends_the_wait_for_them_has_them_waited_for_again(
    start: Start, marker: Path, first: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    worker.call("leaves", {"path": str(marker), "first": first})
    frame = worker.next()
    assert (frame.kind, frame.flags) == (ITEM, LAST)
    assert worker.next().kind == SETTLED
    assert Path(f"{marker}.tidied").exists()
    assert worker.run("ping") == "pong"


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("tool", ["leaves", "streams"])
def test_what_they_begin_on_their_way_out_ends_as_well(
    start: Start, marker: Path, tool: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    arguments = {"path": str(marker), "first": "begins_another"}
    id = worker.stream(tool, arguments) if tool == "streams" else worker.call(tool, arguments)
    while (frame := worker.next()).kind != SETTLED:
        assert frame.call == id
    assert marker.exists()


@pytest.mark.parametrize("concurrency", [1, 4])
def test_what_a_start_hook_has_begun_outlives_calls(start: Start, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    assert [worker.run("is_beating") for _ in range(5)] == [True] * 5
    id = worker.stream("beats_are_heard")
    assert [worker.item(id), worker.item(id)] == [1, True]
    worker.end(id)
    assert worker.run("is_beating") is True
