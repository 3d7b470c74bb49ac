"""Threads that speak for a call while it ends: what comes after its end would damage the wire."""

import pytest

from conftest import Start

TOOLS = """
import asyncio
from contextvars import copy_context

ended, told = threading.Event(), []

class Late:
    def __index__(self):
        ended.wait()
        return 1

class LateList(list):
    def __iter__(self):
        ended.wait()
        return iter([1])

def speak(how):
    try:
        if how == "progress": context.progress(Late())
        else: context.host.lookup(late=LateList())
    except ContextError as error:
        told.append(str(error))

def leave(how):
    global thread
    thread = threading.Thread(target=copy_context().run, args=(speak, how))
    thread.start()

@tool
def leaves(how: str): leave(how)

@tool
def raises(how: str):
    leave(how)
    raise ValueError

@tool(thread_safe=True)
def leaves_beside(how: str): leave(how)

@tool
async def leaves_async(how: str): leave(how)

@tool
async def leaves_a_task(how: str):
    global task
    task = asyncio.create_task(asyncio.sleep(600))
    leave(how)

@tool
def streams(how: str):
    leave(how)
    yield 1

@tool
async def streams_async(how: str):
    leave(how)
    yield 1

@tool
def ends():
    ended.set()
    thread.join()
    return told
"""


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("how", ["progress", "host"])
@pytest.mark.parametrize(
    "tool",
    [
        *("leaves", "raises", "leaves_beside", "leaves_async", "leaves_a_task"),
        *("streams", "streams_async"),
    ],
)
def test_thread_that_speaks_for_a_call_that_has_ended_is_refused(
    start: Start, tool: str, how: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    if tool.startswith("streams"):
        id = worker.stream(tool, {"how": how})
        assert worker.item(id) == 1
        worker.end(id)
    else:
        worker.call(tool, {"how": how})
        worker.next()
        if tool == "leaves_a_task":
            worker.next()
    assert worker.run("ends") == ["the call that this code was started for has ended"]


def test_code_of_a_call_that_has_ended_is_told_nothing(start: Start) -> None:
    worker = start(
        """
        from contextvars import copy_context

        NAMES = ["call_id", "tool", "worker_id", "metadata", "cancelled", "session", "log"]
        ASKS = {
            **{name: lambda name=name: getattr(context, name) for name in NAMES},
            "remaining": context.remaining,
            "progress": lambda: context.progress(1),
            "host": lambda: context.host.lookup(),
        }

        @tool
        def keeps():
            global kept
            kept = copy_context()

        @tool
        def asks():
            told = []
            for name, ask in ASKS.items():
                try:
                    kept.run(ask)
                    told.append(name)
                except ContextError as error:
                    assert "has ended" in str(error)
            return told
        """
    )
    worker.run("keeps")
    assert worker.run("asks") == []
