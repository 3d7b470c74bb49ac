"""Calls to the JVM, and calls that run on top of the waiting one."""

import struct
from pathlib import Path

import pytest

from conftest import Start
from jvm import HOST_CALL, ITEM, PROGRESS, WITH_SETTLED, WITHDRAWN, Frame

TOOLS = """
@tool
def price(item: str):
    return context.host.lookup(item=item)["price"] * 2

@tool
def any_name():
    return context.host["a b"]()

@tool
def catches():
    try:
        context.host.bad()
    except HostToolError as error:
        return [error.tool, error.code, error.type, str(error), list(error.suggestions)]

@tool
def raises(): context.host.bad()

@tool
def unwritable(): context.host.f(x=[object()])

@tool
def named(characters: list[int], times: int): context.host["".join(map(chr, characters)) * times]()

@tool
def large(): context.host.f(x="x" * 200_000)

@tool
def deep(n: int):
    return 0 if n == 0 else context.host.again(n=n) + 1

@tool
async def deep_async(n: int):
    return 0 if n == 0 else context.host.again(n=n) + 1

@tool
def threads(n: int):
    results = {}
    def ask(i):
        results[i] = context.host.double(i=i)
    all = [threading.Thread(target=ask, args=(i,)) for i in range(n)]
    for one in all: one.start()
    for one in all: one.join()
    return [results[i] for i in range(n)]

@tool
async def awaits():
    import asyncio
    return await asyncio.gather(*(asyncio.to_thread(context.host.double, i=i) for i in range(3)))

@tool
def outer(path):
    try:
        return context.host.nest()
    finally:
        mark(path + ".outer")

@tool
def inner(path):
    try:
        mark(path)
        time.sleep(600)
    finally:
        mark(path + ".inner")

@tool
def leaves_a_thread(path):
    def ask():
        try:
            context.host.wait()
        except BaseException as error:
            Path(path).write_text(type(error).__name__)
    threading.Thread(target=ask).start()
    while not Path(path + ".go").exists(): time.sleep(0.001)
    return "left"

@tool
def steps():
    context.progress(1)
    context.progress(0.5, 2, "half")

@tool
def bad_progress(done): context.progress(done)

@tool
def odd_progress(): context.progress(True, 1.5, "\\ud800" + "x" * 1_000_000)
"""


def _name(frame: Frame) -> str:
    (size,) = struct.unpack_from(">H", frame.content, 8)
    return frame.content[10 : 10 + size].decode()


def _arguments(frame: Frame) -> object:
    return frame.json(10 + len(_name(frame).encode()))


def test_host_tool_gets_arguments_and_gives_its_result(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("price", {"item": "é"})
    request = worker.next()
    assert (request.kind, request.call, _name(request)) == (HOST_CALL, id, "lookup")
    assert _arguments(request) == {"item": "é"}
    worker.reply(request, {"price": 21})
    assert worker.result(id) == 42
    id = worker.call("any_name")
    request = worker.next()
    assert _name(request) == "a b"
    worker.reply(request, None)
    assert worker.result(id) is None


@pytest.mark.parametrize(
    ("result", "code"),
    [
        ({"$time": "10:00:00.0000001"}, "UNREPRESENTABLE_RESULT"),
        ({"$time": "25:00"}, "MALFORMED_PAYLOAD"),
    ],
)
def test_result_of_a_host_tool_that_can_not_be_had_is_an_exception(
    start: Start, result: object, code: str
) -> None:
    worker = start(TOOLS)
    id = worker.call("catches")
    worker.reply(worker.next(), {"at": result})
    tool, found, _, message, _ = worker.result(id)
    assert (tool, found) == ("bad", code)
    assert "result.at: " in message


def test_failure_of_a_host_tool_is_an_exception_with_its_cause(start: Start) -> None:
    worker = start(TOOLS)
    error = {
        "code": "HOST_TOOL_FAILED",
        "type": "java.io.IOException",
        "message": "no",
        "suggestions": ["good"],
    }
    id = worker.call("catches")
    worker.reply(worker.next(), error, failed=True)
    assert worker.result(id) == [
        "bad",
        "HOST_TOOL_FAILED",
        "java.io.IOException",
        "host tool 'bad' failed: java.io.IOException: no; did you mean 'good'?",
        ["good"],
    ]
    id = worker.call("raises")
    worker.reply(worker.next(), error, failed=True)
    assert worker.failure(id)["type"] == "snakepit.HostToolError"


def test_arguments_that_can_not_be_sent_are_an_error_in_the_tool(start: Start) -> None:
    worker = start(TOOLS, limit=100_000)
    failure = worker.failure(worker.call("unwritable"))
    assert "argument x[0]: object can't be represented" in failure["message"]
    assert "100000" in worker.failure(worker.call("large"))["message"]
    for characters, times in (([0xD800], 1), ([0xE9], 40_000)):
        failure = worker.failure(worker.call("named", {"characters": characters, "times": times}))
        assert failure["type"] == "snakepit.SnakepitError"
        assert "name" in failure["message"]


def test_calls_run_on_top_of_the_waiting_one(start: Start) -> None:
    for tool in ("deep", "deep_async"):
        worker = start(TOOLS)
        id = worker.call(tool, {"n": 5})
        waiting = [worker.next()]
        for _ in range(5):
            arguments = _arguments(waiting[-1])
            assert isinstance(arguments, dict)
            nested = worker.call(tool, {"n": arguments["n"] - 1}, parent=waiting[-1].call)
            waiting.append(worker.next())
            assert waiting[-1].call == nested
        value = waiting.pop()
        assert value.json() == 0
        for depth, request in enumerate(reversed(waiting)):
            worker.reply(request, depth)
            assert worker.result(request.call) == depth + 1
        assert waiting[0].call == id


@pytest.mark.parametrize("concurrency", [1, 4])
def test_call_on_top_of_an_async_one_may_have_a_loop_of_its_own(
    start: Start, concurrency: int
) -> None:
    worker = start(
        """
        import asyncio

        async def seven(): return 7

        @tool
        def inner(): return asyncio.run(seven())

        @tool
        async def outer():
            found = context.host.nest()
            return [found, await seven(), asyncio.get_running_loop() is asyncio.get_event_loop()]
        """,
        concurrency=concurrency,
    )
    outer = worker.call("outer")
    request = worker.next()
    assert worker.run("inner", parent=request.call) == 7
    worker.reply(request, 5)
    assert worker.result(outer) == [5, 7, True]


def test_calls_with_another_parent_wait(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("price", {"item": "x"})
    request = worker.next()
    queued = worker.call("ping")
    assert worker.is_silent()
    worker.reply(request, {"price": 1})
    assert worker.result(id) == 2
    assert worker.result(queued) == "pong"


def test_call_whose_parent_has_ended_is_withdrawn(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("ping") == "pong"
    orphan = worker.call("ping", parent=1)
    assert worker.failure(orphan, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"


def test_threads_of_a_tool_ask_the_host_at_the_same_time(start: Start) -> None:
    worker = start(TOOLS)
    for tool, count in (("threads", 8), ("awaits", 3)):
        id = worker.call(tool, {"n": count} if tool == "threads" else {})
        requests = [worker.next() for _ in range(count)]
        for request in reversed(requests):
            arguments = _arguments(request)
            assert isinstance(arguments, dict)
            worker.reply(request, arguments["i"] * 2)
        assert worker.result(id) == [number * 2 for number in range(count)]


def test_cancel_read_by_another_thread_reaches_the_main_one(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("threads", {"n": 2})
    worker.next(), worker.next()
    worker.cancel(id, interrupt=False)  # the reading thread must pass it on
    failure = worker.failure(id)
    assert failure["code"] == "CANCELLED", failure
    assert worker.run("ping") == "pong"


def test_cancel_of_the_outer_call_ends_the_inner_first(start: Start, marker: Path) -> None:
    worker = start(TOOLS)
    outer = worker.call("outer", {"path": str(marker)})
    request = worker.next()
    inner = worker.call("inner", {"path": str(marker)}, parent=request.call)
    worker.wait_for_file(marker)
    worker.cancel(outer)
    assert worker.failure(inner)["code"] == "CANCELLED"
    assert worker.failure(outer)["code"] == "CANCELLED"
    assert worker.run("ping") == "pong"


def test_cancel_of_the_inner_call_leaves_the_outer_waiting(start: Start, marker: Path) -> None:
    worker = start(TOOLS)
    outer = worker.call("outer", {"path": str(marker)})
    request = worker.next()
    inner = worker.call("inner", {"path": str(marker)}, parent=request.call)
    worker.wait_for_file(marker)
    worker.cancel(inner)
    assert worker.failure(inner)["code"] == "CANCELLED"
    worker.reply(request, "done")
    assert worker.result(outer) == "done"


def test_thread_that_outlives_its_call_is_told_so(start: Start, marker: Path) -> None:
    worker = start(TOOLS)
    worker.call("leaves_a_thread", {"path": str(marker)})
    assert worker.next().kind == HOST_CALL
    Path(f"{marker}.go").touch()
    assert worker.next().kind == ITEM
    assert worker.run("ping") == "pong"
    worker.wait_for_file(marker)
    assert marker.read_text() in ("", "CallCancelled")
    assert worker.run("ping") == "pong"
    assert worker.stop() == 0


def test_progress_is_sent_at_once(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("steps")
    first, second = worker.next(), worker.next()
    assert (first.kind, first.call) == (PROGRESS, id)
    assert first.json() == {"done": 1, "total": None, "message": None}
    assert second.json() == {"done": 0.5, "total": 2, "message": "half"}
    assert worker.result(id) is None
    odd = worker.call("odd_progress")
    assert worker.next().json()["message"].startswith("\\ud800xxx")
    assert worker.result(odd) is None
    for done in ("much", None, {"$float": "NaN"}):
        failure = worker.failure(worker.call("bad_progress", {"done": done}))
        assert failure["message"].startswith("done must be a finite number, not ")
