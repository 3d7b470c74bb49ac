"""The event loop of ``async`` tools outlives what tools do to it."""

import pytest

from conftest import Start

TOOLS = """
import asyncio

@tool
async def stops(within: bool):
    asyncio.get_running_loop().stop()
    if within:
        await asyncio.sleep(0)
    return "stopped"

@tool
async def waits():
    await asyncio.sleep(0.001)
    return "waited"

@tool
async def counts():
    for number in range(2):
        await asyncio.sleep(0.001)
        yield number

@tool
async def sweeps():
    async def sweep():
        for task in asyncio.all_tasks():
            if task is not asyncio.current_task(): task.cancel()
    try:
        for number in range(2):
            asyncio.create_task(sweep())
            yield number
    finally:
        print("closed")

@tool
def closes():
    loop = asyncio.get_event_loop()
    try:
        return loop.run_until_complete(waits())
    finally:
        loop.close()

@tool
async def is_struck():
    def strike(number, frame):
        if asyncio.current_task() is None:  # the loop waits
            signal.setitimer(signal.ITIMER_REAL, 0)
            raise RuntimeError("struck")
    signal.signal(signal.SIGALRM, strike)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    await asyncio.sleep(600)

@on_stop
async def stop():
    print(await waits())
"""


@pytest.mark.parametrize("within", [False, True])
@pytest.mark.parametrize("concurrency", [1, 2])
def test_tool_that_stops_the_loop_harms_no_later_one(
    start: Start, within: bool, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    assert worker.run("stops", {"within": within}) == "stopped"
    assert worker.run("waits") == "waited"
    worker.run("stops", {"within": within})
    id = worker.stream("counts")
    assert [worker.item(id), worker.item(id)] == [0, 1]
    worker.end(id)


def test_stream_that_cancels_all_tasks_between_its_items_goes_on(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("sweeps")
    assert [worker.item(id), worker.item(id)] == [0, 1]
    worker.end(id)
    assert worker.prints() == [(id, "stdout", "closed")]


def test_tool_that_stops_the_loop_harms_no_hook(start: Start) -> None:
    worker = start(TOOLS)
    worker.run("stops", {"within": False})
    assert worker.stop() == 0
    with pytest.raises(EOFError):
        worker.next()
    assert worker.prints() == [(0, "stdout", "waited")]


def test_tool_that_closes_the_loop_has_others_begin_a_new_one(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("waits") == "waited"
    assert worker.run("closes") == "waited"
    assert worker.run("waits") == "waited"
    assert worker.run("closes") == "waited"
    assert worker.stop() == 0
    with pytest.raises(EOFError):
        worker.next()
    assert worker.prints() == [(0, "stdout", "waited")]


def test_what_a_handler_raises_still_ends_the_call(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("is_struck")
    assert worker.failure(id, 0)["message"] == "struck"
