"""Calls to the JVM that are awaited, and calls nested in those."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import HOST_CALL, ITEM, Frame, Jvm

TOOLS = """
import asyncio, contextvars

@tool
async def gather(n: int):
    return await asyncio.gather(*(context.host_async["a b"](i=i) for i in range(n)))

@tool
async def goes_on():
    asked = asyncio.create_task(context.host_async.ask())
    ticks = 0
    while not asked.done():
        await asyncio.sleep(0.001)
        ticks += 1
        context.progress(ticks)
    return [await asked, ticks > 3]

@tool
async def catches():
    try:
        await context.host_async.bad()
    except HostToolError as error:
        return [error.tool, error.code, error.type]

@tool
async def unwritable(): await context.host_async.f(x=[object()])

@tool
async def deep(n: int):
    return 0 if n == 0 else await context.host_async.again(n=n) + 1

@tool
async def times_out():
    try:
        await asyncio.wait_for(context.host_async.slow(), 0.01)
    except asyncio.TimeoutError:
        return await context.host_async.quick()

@tool
async def tidies():
    try:
        await context.host_async.slow()
    except asyncio.CancelledError:
        await asyncio.sleep(0.01)
        print("tidied")
        raise

@tool
async def asks_beside():
    async def ask(): context.host.slow()
    asked = asyncio.create_task(ask())
    await asyncio.sleep(600)

@tool
def runs(): return asyncio.run(runs_inside())

@tool(thread_safe=True)
def runs_on_thread(): return asyncio.run(runs_inside())

async def runs_inside(): return await context.host_async.ask()

async def times_out_inside():
    try: await asyncio.wait_for(context.host_async.ask(), 0.01)
    except asyncio.TimeoutError: return "in time"

@tool
def times_out_in_a_loop_of_its_own(): return asyncio.run(times_out_inside())

@tool(thread_safe=True)
def times_out_in_a_loop_on_a_thread(): return asyncio.run(times_out_inside())

@tool
def leaves_a_loop(path):
    async def asks():
        try: await context.host_async.slow()
        except BaseException as error: Path(path).write_text(type(error).__name__)
    threading.Thread(target=contextvars.copy_context().run, args=(asyncio.run, asks())).start()
    while not Path(path + ".go").exists(): time.sleep(0.001)

@tool
async def awaits(): return await context.host_async.ask()

@tool
def on_main(): return threading.current_thread() is threading.main_thread()

@tool
async def on_loop():
    await asyncio.sleep(0)
    return True

@tool
def sleeps(path):
    mark(path)
    time.sleep(600)

@tool
async def sleeps_on_loop(path):
    mark(path)
    await asyncio.sleep(600)
"""
pytestmark = pytest.mark.parametrize("concurrency", [1, 4])


def ask(worker: Jvm, tool: str, parent: int = 0, **arguments: object) -> Frame:
    """Call a tool that asks the JVM, and give its question."""
    id = worker.call(tool, arguments, parent=parent)
    frame = worker.next()
    assert (frame.kind, frame.call) == (HOST_CALL, id), frame
    return frame


def test_answers_are_awaited_beside_each_other(start: Start, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call("gather", {"n": 40})
    questions = [worker.next() for _ in range(40)]
    for question in reversed(questions):
        worker.reply(question, question.json(10 + len("a b"))["i"] * 2)
    assert worker.result(id) == [2 * i for i in range(40)]


def test_loop_goes_on_meanwhile(start: Start, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    question = ask(worker, "goes_on")
    for _ in range(5):
        worker.next()
    worker.reply(question, "answer")
    while (frame := worker.next()).flags == 0:
        pass
    assert frame.json() == ["answer", True]


def test_failure_is_that_of_a_call_without_await(start: Start, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    question = ask(worker, "catches")
    error = {"code": "HOST_TOOL_FAILED", "type": "java.io.IOException", "message": "no"}
    worker.reply(question, error, failed=True)
    assert worker.result(question.call) == ["bad", "HOST_TOOL_FAILED", "java.io.IOException"]
    failure = worker.failure(worker.call("unwritable"))
    assert "argument x[0]: object can't be represented" in failure["message"]


def test_calls_run_on_top(start: Start, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    questions = [ask(worker, "deep", n=5)]
    for n in range(4, 0, -1):
        questions.append(ask(worker, "deep", parent=questions[-1].call, n=n))
    last = worker.call("deep", {"n": 0}, parent=questions[-1].call)
    value = worker.result(last)
    for question in reversed(questions):
        worker.reply(question, value)
        value = worker.result(question.call)
    assert value == 5


@pytest.mark.parametrize("tool", ["awaits", "runs", "runs_on_thread"])
def test_nested_call_runs_on_the_thread_that_is_its_own(
    start: Start, tool: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    question = ask(worker, tool)
    for nested in ("on_main", "on_loop", "on_main"):
        assert worker.run(nested, parent=question.call) is True
    worker.reply(question, "answer")
    assert worker.result(question.call) == "answer"


@pytest.mark.parametrize("tool", ["tidies", "runs"])
def test_cancel_ends_the_call(start: Start, tool: str, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    question = ask(worker, tool)
    worker.cancel(question.call)
    assert worker.failure(question.call)["code"] == "CANCELLED"
    worker.reply(question, "too late")
    assert worker.run("on_main") is True
    if tool == "tidies":
        assert "tidied" in [message for _, _, message in worker.prints()]


def test_cancel_ends_the_call_though_a_task_beside_it_has_heard_of_it(
    start: Start, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call("asks_beside")
    assert worker.next().kind == HOST_CALL
    worker.cancel(id)
    frame = worker.next()
    assert (frame.call, frame.json()["code"]) == (id, "CANCELLED")


@pytest.mark.parametrize("nested", ["sleeps", "sleeps_on_loop"])
def test_cancel_of_the_inner_call_leaves_the_outer_waiting(
    start: Start, marker: Path, nested: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    question = ask(worker, "awaits")
    inner = worker.call(nested, {"path": str(marker)}, parent=question.call)
    worker.wait_for_file(marker)
    worker.cancel(inner)
    assert worker.failure(inner)["code"] == "CANCELLED"
    worker.reply(question, "answer")
    assert worker.result(question.call) == "answer"


@pytest.mark.parametrize("nested", ["sleeps", "sleeps_on_loop"])
def test_cancel_of_the_outer_call_ends_both(
    start: Start, marker: Path, nested: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    question = ask(worker, "awaits")
    inner = worker.call(nested, {"path": str(marker)}, parent=question.call)
    worker.wait_for_file(marker)
    worker.cancel(question.call)
    frames = [worker.next(), worker.next()]
    assert {frame.call for frame in frames} == {inner, question.call}
    assert {frame.json()["code"] for frame in frames} == {"CANCELLED"}
    assert worker.run("on_main") is True


def test_one_that_is_awaited_no_longer_lets_the_call_go_on(start: Start, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    slow = ask(worker, "times_out")
    quick = worker.next()
    assert (quick.kind, quick.call) == (HOST_CALL, slow.call)
    worker.reply(slow, "late")
    worker.reply(quick, "answer")
    assert worker.result(slow.call) == "answer"
    assert worker.run("on_loop") is True


@pytest.mark.parametrize(
    "tool", ["times_out_in_a_loop_of_its_own", "times_out_in_a_loop_on_a_thread"]
)
def test_loop_ends_though_nobody_has_answered_what_it_awaits_no_longer(
    start: Start, tool: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    for _ in range(3):
        question = ask(worker, tool)
        assert worker.result(question.call) == "in time"
    worker.reply(question, "too late")
    assert worker.run("on_loop") is True
    assert worker.stop() == 0


def test_loop_that_outlives_its_call_is_told_so(
    start: Start, marker: Path, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call("leaves_a_loop", {"path": str(marker)})
    asked = worker.next()
    assert (asked.kind, asked.call) == (HOST_CALL, id)
    Path(f"{marker}.go").touch()
    left = worker.next()
    assert (left.kind, left.call) == (ITEM, id)
    assert worker.run("on_main") is True
    worker.wait_for_file(marker)
    assert marker.read_text() in ("", "CallCancelled")
    assert worker.stop() == 0
