"""Cancellation: into whatever the code does, and into nothing else."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import ITEM, WITH_SETTLED

TOOLS = """
import asyncio
import subprocess

@tool
def add(a: int, b: int): return a + b

@tool
def sleep(path):
    mark(path)
    time.sleep(600)

@tool
def loop(path):
    mark(path)
    while True: pass

@tool
def lock(path):
    one = threading.Lock()
    one.acquire()
    mark(path)
    one.acquire()

@tool
def child(path):
    mark(path)
    subprocess.run(["sleep", "600"])

@tool
async def asynchronous(path):
    mark(path)
    try:
        await asyncio.sleep(600)
    finally:
        print("tidied")

@tool
def printing(path):
    mark(path)
    while True: print("x" * 1000)

@tool
def swallow(path):
    try:
        mark(path)
        time.sleep(600)
    except CallCancelled:
        return "kept on"

@tool
def ordinary(path):
    try:
        mark(path)
        time.sleep(600)
    except Exception:
        return "must not catch it"

@tool
def stream(path):
    try:
        yield 1
        mark(path)
        while True: time.sleep(0.001)
    finally:
        print("closed")

@tool
def endless():
    try:
        while True: yield 1
    finally:
        print("closed")

@tool
async def endless_async():
    try:
        while True: yield 1
    finally:
        print("closed")

@tool
def host():
    context.host.wait()
"""


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
@pytest.mark.parametrize(
    "tool", ["sleep", "loop", "lock", "child", "asynchronous", "printing", "ordinary"]
)
def test_cancel_ends_running_code_and_the_worker_serves_on(
    start: Start, marker: Path, tool: str, carrier: str
) -> None:
    worker = start(TOOLS, carrier=carrier)
    id = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("add", {"a": 1, "b": 2}) == 3
    assert tool != "asynchronous" or worker.prints() == [(id, "stdout", "tidied")]


def test_code_that_swallows_the_cancellation_still_has_its_own_outcome(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS)
    id = worker.call("swallow", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.result(id) == "kept on"


def test_cancel_in_a_generator_runs_its_finally(start: Start, marker: Path) -> None:
    worker = start(TOOLS)
    id = worker.stream("stream", {"path": str(marker)})
    assert worker.item(id) == 1
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.prints() == [(id, "stdout", "closed")]


@pytest.mark.parametrize("tool", ["endless", "endless_async"])
def test_cancel_of_a_stream_that_waits_for_credit_closes_it(start: Start, tool: str) -> None:
    worker = start(TOOLS)
    id = worker.stream(tool, credit=2)
    assert [worker.item(id), worker.item(id)] == [1, 1]
    assert worker.is_silent()
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.prints() == [(id, "stdout", "closed")]
    assert worker.run("add", {"a": 1, "b": 2}) == 3


@pytest.mark.parametrize("tool", ["endless", "endless_async"])
def test_cancel_of_a_stream_in_full_flow_ends_it(start: Start, tool: str) -> None:
    worker = start(TOOLS)
    id = worker.stream(tool, credit=1_000_000)
    assert worker.item(id) == 1
    worker.cancel(id)
    while (frame := worker.next()).kind == ITEM:
        pass
    assert frame.json()["code"] == "CANCELLED"
    assert frame.flags == WITH_SETTLED
    assert worker.prints() == [(id, "stdout", "closed")]


def test_cancel_while_the_host_is_asked_ends_the_call(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("host")
    request = worker.next()
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    worker.reply(request, "too late")
    assert worker.run("add", {"a": 1, "b": 2}) == 3


def test_cancel_that_comes_late_never_hits_another_call(start: Start) -> None:
    worker = start(TOOLS)
    for number in range(500):
        id = worker.call("add", {"a": number, "b": 1})
        if number % 2:
            worker.cancel(id)
        frame = worker.next()
        assert frame.call == id
        if frame.kind == ITEM:
            assert frame.json() == number + 1
        else:
            assert frame.json()["code"] == "CANCELLED"
            assert number % 2, "a call that nobody cancelled was"


def test_signal_to_an_idle_worker_does_nothing(start: Start) -> None:
    worker = start(TOOLS)
    for _ in range(20):
        worker.process.terminate()
    assert worker.run("add", {"a": 1, "b": 2}) == 3


def test_signal_without_a_cancel_does_not_disturb_running_code(start: Start, marker: Path) -> None:
    worker = start(
        """
        @tool
        def count(path):
            mark(path)
            end = time.monotonic() + 0.2
            while time.monotonic() < end: time.sleep(0.001)
            return "whole"
        """
    )
    id = worker.call("count", {"path": str(marker)})
    worker.wait_for_file(marker)
    for _ in range(20):
        worker.process.terminate()
    assert worker.result(id) == "whole"


def test_threads_of_a_tool_can_ask_whether_it_is_cancelled(start: Start, marker: Path) -> None:
    worker = start(
        """
        @tool
        def watches(path):
            seen = []
            def watch():
                while not context.cancelled: time.sleep(0.001)
                seen.append(True)
            thread = threading.Thread(target=watch)
            thread.start()
            try:
                mark(path)
                time.sleep(600)
            except CallCancelled:
                thread.join()
                return seen
        """
    )
    id = worker.call("watches", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.result(id) == [True]


def test_tool_with_its_own_event_loop_is_broken_into(start: Start, marker: Path) -> None:
    worker = start(
        """
        import asyncio

        async def forever(path):
            mark(path)
            await asyncio.sleep(600)

        @tool
        def own(path): asyncio.run(forever(path))

        @tool
        async def shared():
            await asyncio.sleep(0)
            return "works"
        """
    )
    assert worker.run("shared") == "works"
    id = worker.call("own", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("shared") == "works"


def test_cancel_reaches_an_async_call_on_top_of_another(start: Start, marker: Path) -> None:
    worker = start(
        """
        import asyncio

        @tool
        async def outer(): return context.host.nest()

        @tool
        async def inner(path):
            mark(path)
            await asyncio.sleep(600)
        """
    )
    outer = worker.call("outer")
    request = worker.next()
    inner = worker.call("inner", {"path": str(marker)}, parent=outer)
    worker.wait_for_file(marker)
    worker.cancel(inner)
    assert worker.failure(inner)["code"] == "CANCELLED"
    worker.reply(request, 1)
    assert worker.result(outer) == 1
    outer = worker.call("outer")
    worker.next()
    marker.unlink()
    inner = worker.call("inner", {"path": str(marker)}, parent=outer)
    worker.wait_for_file(marker)
    worker.cancel(outer)
    assert worker.failure(inner)["code"] == "CANCELLED"
    assert worker.failure(outer)["code"] == "CANCELLED"
    assert worker.run("ping") == "pong"
