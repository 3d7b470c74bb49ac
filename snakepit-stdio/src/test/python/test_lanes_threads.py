"""A worker that the system gives no more threads: calls wait for one or fail, nothing else does."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import HOST_CALL, STOP, WITH_SETTLED, WITHDRAWN, Jvm, encode

TOOLS = """
import asyncio

@tool
def forbid_threads():
    def start(self): raise RuntimeError("can't start new thread")
    threading.Thread.start = start

@tool(thread_safe=True)
def limit_descriptors(most: int):
    from resource import RLIMIT_NOFILE, getrlimit, setrlimit
    setrlimit(RLIMIT_NOFILE, (most, getrlimit(RLIMIT_NOFILE)[1]))

def wait_for(path):
    mark(path)
    while not Path(path + ".go").exists(): time.sleep(0.001)

@tool(thread_safe=True)
def hold(path): wait_for(path)

@tool
def hold_main(path): wait_for(path)

@tool
async def hold_loop(path):
    mark(path)
    while not Path(path + ".go").exists(): await asyncio.sleep(0.001)

@tool(thread_safe=True)
def thread(): return "thread"

@tool
def main(): return "main"

@tool
async def loop(): return "loop"

@tool
def asks_main(): return context.host.ask()

@tool(thread_safe=True)
def asks_thread(): return context.host.ask()

@tool
async def asks_loop(): return context.host.ask()
"""


def hold(worker: Jvm, tool: str, marker: Path, parent: int = 0) -> int:
    """Begin a call that runs until it is let go."""
    id = worker.call(tool, {"path": str(marker)}, parent=parent)
    worker.wait_for_file(marker)
    return id


def let_go(marker: Path) -> None:
    Path(f"{marker}.go").touch()


def assert_fails_for_want_of_a_thread(worker: Jvm, id: int) -> None:
    failure = worker.failure(id)
    assert (failure["code"], failure["type"]) == ("TOOL_RAISED", "RuntimeError")
    assert failure["message"] == (
        "the worker can't have another thread: can't start new thread; "
        "allow this user or container more threads (ulimit -u, pids.max)"
    )


def assert_others_are_served(worker: Jvm) -> None:
    assert worker.run("main") == "main"
    assert worker.run("loop") == "loop"


def test_calls_fail_where_there_is_no_thread_to_wait_for(start: Start) -> None:
    worker = start(TOOLS, concurrency=2)
    worker.run("forbid_threads")
    for _ in range(5):
        assert_fails_for_want_of_a_thread(worker, worker.call("thread"))
        assert_others_are_served(worker)


@pytest.mark.parametrize("ends_first", [0, 1])
def test_calls_fail_when_their_turn_comes(start: Start, marker: Path, ends_first: int) -> None:
    worker = start(TOOLS, concurrency=2)
    worker.run("forbid_threads")
    marks = [marker.with_suffix(f".{number}") for number in range(2)]
    held = [
        hold(worker, tool, mark)
        for tool, mark in zip(("hold_main", "hold_loop"), marks, strict=True)
    ]
    waiting = [worker.call("thread") for _ in range(3)]
    assert worker.is_silent()
    let_go(marks[ends_first])
    worker.result(held[ends_first])
    for id in waiting:
        assert_fails_for_want_of_a_thread(worker, id)
    let_go(marks[1 - ends_first])
    worker.result(held[1 - ends_first])
    assert_others_are_served(worker)


def test_calls_wait_for_a_busy_thread_and_hold_up_no_others(start: Start, marker: Path) -> None:
    worker = start(TOOLS, concurrency=4)
    held = hold(worker, "hold", marker)
    worker.run("forbid_threads")
    waiting = [worker.call("thread") for _ in range(5)]
    for _ in range(3):
        assert_others_are_served(worker)
    let_go(marker)
    worker.result(held)
    assert [worker.result(id) for id in waiting] == ["thread"] * 5


def test_call_that_waits_for_a_thread_can_be_withdrawn(start: Start, marker: Path) -> None:
    worker = start(TOOLS, concurrency=4)
    held = hold(worker, "hold", marker)
    worker.run("forbid_threads")
    waiting = worker.call("thread")
    assert worker.is_silent()
    worker.cancel(waiting)
    assert worker.failure(waiting, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"
    let_go(marker)
    worker.result(held)


def test_worker_that_is_to_stop_does_not_begin_it(start: Start, marker: Path) -> None:
    worker = start(TOOLS, concurrency=4)
    held = hold(worker, "hold", marker)
    worker.run("forbid_threads")
    worker.call("thread")
    assert worker.is_silent()
    worker.send(encode(STOP, 0))
    assert worker.is_silent()
    let_go(marker)
    worker.result(held)
    assert worker.process.wait(30) == 0
    with pytest.raises(EOFError):
        worker.next()


def test_call_has_the_thread_of_a_nested_one_that_has_ended(start: Start, marker: Path) -> None:
    worker = start(TOOLS, concurrency=4)
    assert worker.run("thread") == "thread"
    worker.run("forbid_threads")
    parent = worker.call("asks_main")
    question = worker.next()
    nested = hold(worker, "hold", marker, parent)
    waiting = worker.call("thread")
    assert worker.is_silent()
    let_go(marker)
    worker.result(nested)
    assert worker.result(waiting) == "thread"
    worker.reply(question, 1)
    assert worker.result(parent) == 1


@pytest.mark.parametrize(
    ("outer", "inner"), [("asks_thread", "thread"), ("asks_loop", "loop"), ("asks_main", "thread")]
)
def test_nested_calls_fail_at_once(start: Start, outer: str, inner: str) -> None:
    worker = start(TOOLS, concurrency=4)
    if outer != "asks_thread":
        worker.run("forbid_threads")
    parent = worker.call(outer)
    question = worker.next()
    assert (question.kind, question.call) == (HOST_CALL, parent)
    if outer == "asks_thread":
        worker.run("forbid_threads")
    assert_fails_for_want_of_a_thread(worker, worker.call(inner, parent=parent))
    worker.reply(question, 1)
    assert worker.result(parent) == 1
    assert_others_are_served(worker)


def test_nested_call_fails_for_want_of_descriptors_for_its_loop_alone(start: Start) -> None:
    worker = start(TOOLS, concurrency=4)
    parent = worker.call("asks_loop")
    question = worker.next()
    worker.run("limit_descriptors", {"most": 3})
    failure = worker.failure(worker.call("loop", parent=parent))
    assert failure["message"].startswith("the worker can't have another event loop: ")
    worker.run("limit_descriptors", {"most": 256})
    worker.reply(question, 1)
    assert worker.result(parent) == 1
    assert_others_are_served(worker)
