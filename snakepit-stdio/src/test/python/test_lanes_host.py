"""Calls to the JVM from a worker that runs several calls, and calls nested in those."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import (
    CANCEL,
    HOST_CALL,
    ITEM,
    PATIENCE,
    STOP,
    STREAM,
    WITH_SETTLED,
    WITHDRAWN,
    Frame,
    Jvm,
    encode,
)

TOOLS = """
import asyncio

@tool
def main(): return context.host.ask()

@tool(thread_safe=True)
def thread(): return context.host.ask()

@tool
async def loop(): return context.host.ask()

@tool
async def awaits(): return await asyncio.to_thread(context.host.ask)

@tool
def on_main(): return threading.current_thread() is threading.main_thread()

@tool(thread_safe=True)
def on_thread(): return threading.current_thread().name

@tool
async def on_loop():
    await asyncio.sleep(0)
    return threading.current_thread().name

@tool
async def counts(n: int):
    for i in range(n):
        await asyncio.sleep(0)
        yield i

@tool
def waits_main(path):
    mark(path)
    time.sleep(600)

@tool(thread_safe=True)
def waits_thread(path):
    mark(path)
    while True: pass

@tool
async def waits_loop(path):
    mark(path)
    await asyncio.sleep(600)

@tool(thread_safe=True)
def remember(key, value=None):
    if value is not None: context.session.state[key] = value
    return context.session.state.get(key)
"""
ASKING = ["main", "thread", "loop", "awaits"]
NESTED = ["on_main", "on_thread", "on_loop"]


def ask(worker: Jvm, tool: str, parent: int = 0) -> Frame:
    """Call a tool that asks the JVM, and give its question."""
    id = worker.call(tool, parent=parent)
    frame = worker.next()
    assert (frame.kind, frame.call) == (HOST_CALL, id)
    return frame


@pytest.mark.parametrize("tool", ASKING)
def test_calls_on_every_lane_ask_the_jvm_at_once(start: Start, tool: str) -> None:
    worker = start(TOOLS, concurrency=8)
    count = 1 if tool in ("main", "loop") else 4
    questions = [ask(worker, tool) for _ in range(count)]
    for question in reversed(questions):
        worker.reply(question, question.call * 2)
        assert worker.result(question.call) == question.call * 2


@pytest.mark.parametrize("tool", ASKING)
@pytest.mark.parametrize("nested", NESTED)
def test_call_nested_in_a_waiting_one_runs_at_once(start: Start, tool: str, nested: str) -> None:
    worker = start(TOOLS, concurrency=2)
    question = ask(worker, tool)
    value = worker.run(nested, parent=question.call)
    assert value is True or str(value).startswith("snakepit-")
    worker.reply(question, 1)
    assert worker.result(question.call) == 1


@pytest.mark.parametrize("between", ASKING)
@pytest.mark.parametrize(("outer", "inner"), [("main", "on_main"), ("loop", "on_loop")])
def test_call_whose_ancestor_holds_its_lane_does_not_wait_for_it(
    start: Start, outer: str, between: str, inner: str
) -> None:
    worker = start(TOOLS, concurrency=2)
    first = ask(worker, outer)
    second = ask(worker, between, parent=first.call)
    third = ask(worker, outer, parent=second.call)
    worker.run(inner, parent=third.call)
    for question in (third, second, first):
        worker.reply(question, question.call)
        assert worker.result(question.call) == question.call


def test_stream_nested_in_a_call_that_holds_up_the_loop_runs_at_once(start: Start) -> None:
    worker = start(TOOLS, concurrency=2)
    question = ask(worker, "loop")
    stream = worker.call("counts", {"n": 2}, STREAM, credit=9, parent=question.call)
    assert [worker.item(stream), worker.item(stream)] == [0, 1]
    worker.end(stream)
    worker.reply(question, 1)
    assert worker.result(question.call) == 1


@pytest.mark.parametrize("outer", ["main", "thread", "loop"])
@pytest.mark.parametrize("inner", ["waits_main", "waits_thread", "waits_loop"])
def test_cancel_of_the_outer_call_ends_the_inner_first(
    start: Start, marker: Path, outer: str, inner: str
) -> None:
    worker = start(TOOLS, concurrency=4)
    question = ask(worker, outer)
    nested = worker.call(inner, {"path": str(marker)}, parent=question.call)
    worker.wait_for_file(marker)
    worker.cancel(question.call)
    assert worker.failure(nested)["code"] == "CANCELLED"
    frame = worker.next()
    assert (frame.call, frame.flags & WITH_SETTLED) == (question.call, WITH_SETTLED)
    assert frame.json()["code"] == "CANCELLED"
    for tool in NESTED:
        worker.run(tool)


@pytest.mark.parametrize("outer", ASKING)
def test_cancel_of_the_inner_call_leaves_the_outer_waiting(
    start: Start, marker: Path, outer: str
) -> None:
    worker = start(TOOLS, concurrency=4)
    question = ask(worker, outer)
    for inner in ("waits_main", "waits_thread", "waits_loop"):
        nested = worker.call(inner, {"path": str(marker)}, parent=question.call)
        worker.wait_for_file(marker)
        marker.unlink()
        worker.cancel(nested)
        assert worker.failure(nested)["code"] == "CANCELLED"
    worker.reply(question, "done")
    assert worker.result(question.call) == "done"


@pytest.mark.parametrize("outer", ["main", "thread", "loop"])
def test_cancel_while_the_jvm_is_asked_ends_the_call(start: Start, outer: str) -> None:
    worker = start(TOOLS, concurrency=4)
    question = ask(worker, outer)
    worker.cancel(question.call)
    assert worker.failure(question.call)["code"] == "CANCELLED"
    worker.reply(question, "too late")
    late = worker.call("on_main", parent=question.call)
    assert worker.failure(late, 6)["code"] == "CANCELLED"


def test_nested_call_that_waits_for_the_main_thread_can_be_withdrawn(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS, concurrency=4)
    worker.call("waits_main", {"path": str(marker)})
    worker.wait_for_file(marker)
    question = ask(worker, "thread")
    for cancelled in (None, question.call):
        nested = worker.call("on_main", parent=question.call)
        assert worker.is_silent()
        worker.cancel(cancelled or nested)
        assert worker.failure(nested, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"
    assert worker.failure(question.call)["code"] == "CANCELLED"


def test_call_nested_in_one_that_waits_for_the_end_of_others_is_withdrawn(
    start: Start, marker: Path
) -> None:
    stubborn = """
@tool(thread_safe=True)
def stays(path):
    mark(path)
    while not Path(path + ".go").exists():
        try: time.sleep(0.001)
        except CallCancelled: pass
"""
    worker = start(TOOLS + stubborn, concurrency=4)
    question = ask(worker, "main")
    staying = worker.call("stays", {"path": str(marker)}, parent=question.call)
    worker.wait_for_file(marker)
    worker.send(encode(CANCEL, question.call))
    assert worker.is_silent()
    late = worker.call("on_main", parent=question.call)
    assert worker.failure(late, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"
    Path(f"{marker}.go").touch()
    assert worker.result(staying) is None
    assert worker.failure(question.call)["code"] == "CANCELLED"


def test_call_that_waits_for_a_nested_one_on_the_main_thread_can_be_withdrawn(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS, concurrency=2)
    question = ask(worker, "thread")
    nested = worker.call("waits_main", {"path": str(marker)}, parent=question.call)
    worker.wait_for_file(marker)
    waiting = worker.call("on_main")
    assert worker.is_silent()
    worker.cancel(waiting)
    assert worker.failure(waiting, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"
    worker.cancel(nested)
    assert worker.failure(nested)["code"] == "CANCELLED"
    assert worker.run("on_main") is True  # it has given back its room
    worker.reply(question, 1)
    assert worker.result(question.call) == 1


def test_call_that_waits_for_a_nested_one_does_not_begin_when_the_worker_stops(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS, concurrency=2)
    question = ask(worker, "thread")
    nested = worker.call("waits_main", {"path": str(marker)}, parent=question.call)
    worker.wait_for_file(marker)
    worker.call("on_main")
    worker.send(encode(STOP, 0))
    worker.cancel(nested)
    assert worker.failure(nested)["code"] == "CANCELLED"
    worker.reply(question, 1)
    assert worker.result(question.call) == 1
    assert worker.process.wait(PATIENCE) == 0
    with pytest.raises(EOFError):
        worker.next()


def test_sessions_keep_their_state_whichever_thread_serves_them(start: Start) -> None:
    worker = start(TOOLS, concurrency=4)
    for session in ("a", "b"):
        worker.run("remember", {"key": "k", "value": session}, session=session)
    assert worker.run("remember", {"key": "k"}, session="a") == "a"
    worker.run("$session.end", session="a")
    assert worker.run("remember", {"key": "k"}, session="a") is None
    assert worker.run("remember", {"key": "k"}, session="b") == "b"


def test_host_replies_of_calls_beside_each_other_find_their_call(start: Start) -> None:
    worker = start(TOOLS, concurrency=64)
    ids = [worker.call("thread") for _ in range(64)]
    questions = [worker.next() for _ in ids]
    for question in reversed(questions):
        worker.reply(question, question.call)
    answers = [worker.next() for _ in ids]
    assert all(frame.kind == ITEM and frame.json() == frame.call for frame in answers)
