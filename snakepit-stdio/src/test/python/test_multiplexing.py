"""Several calls at once in one worker: which run beside each other, and which don't."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import ANNOUNCE, ITEM, STARTED, STREAM, WITH_SETTLED, WITHDRAWN, Jvm

TOOLS = """
import asyncio

meeting = threading.Barrier(4)
arrived = 0
opened = asyncio.Event()
inside = 0

@tool(thread_safe=True)
def meet(): return meeting.wait(20) >= 0

@tool
async def gather(n: int):
    global arrived
    arrived += 1
    if arrived == n: opened.set()
    await opened.wait()
    return arrived

@tool
def alone():
    global inside
    inside += 1
    time.sleep(0.002)
    seen = inside
    inside -= 1
    return seen

@tool
def hold(path):
    mark(path)
    while not Path(path + ".go").exists(): time.sleep(0.001)
    return "held"

@tool(thread_safe=True)
def hold_thread(path): return hold(path)

@tool
async def hold_loop(path):
    mark(path)
    while not Path(path + ".go").exists(): await asyncio.sleep(0.001)
    return "held"

@tool
def where(): return threading.current_thread() is threading.main_thread()

@tool
async def which_loop(): return id(asyncio.get_running_loop())

@tool(thread_safe=True)
def speak(text, path):
    print(text, end="")
    mark(path)
    meeting.wait(20)
    print(text)

@tool
async def speak_async(text, n: int):
    print(text, end="")
    await gather(n)
    print(text)

@tool
async def many(n: int):
    for i in range(n): yield i

@tool
async def endless():
    while True: yield 1

@tool(thread_safe=True)
def many_thread(n: int): yield from range(n)

@tool
def many_main(n: int): yield from range(n)

@tool
async def leaves_a_task(path):
    async def rest():
        try: await asyncio.sleep(600)
        finally:
            await asyncio.sleep(0.01)
            mark(path)
    asyncio.create_task(rest())
    await asyncio.sleep(0)
    return "left"

@tool(thread_safe=True)
def exits_thread(): sys.exit(3)

@tool
async def exits_loop():
    async def leave(): sys.exit(3)
    await asyncio.create_task(leave())

@tool(thread_safe=True)
def fork_thread():
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return "the child answers"

@tool
async def fork_loop(): return fork_thread()
"""
HOLDERS = ["hold", "hold_thread", "hold_loop"]


def results(worker: Jvm, ids: list[int]) -> list[object]:
    """Receive the results of calls, in whichever order they end."""
    values = {}
    for _ in ids:
        frame = worker.next()
        assert frame.kind == ITEM, frame
        values[frame.call] = frame.json()
    return [values[id] for id in ids]


@pytest.mark.parametrize(("asked", "runs"), [(7, 7), (1, 1), (0, 1), (-1, 1), (10_000, 1024)])
def test_answer_says_how_many_calls_it_runs(tmp_path: Path, asked: int, runs: int) -> None:
    worker = Jvm([], tmp_path, concurrency=asked)
    with worker:
        assert worker.answer()["concurrency"] == runs


def test_thread_safe_tools_run_beside_each_other(start: Start) -> None:
    worker = start(TOOLS, concurrency=4)
    assert results(worker, [worker.call("meet") for _ in range(4)]) == [True] * 4


def test_async_tools_run_beside_each_other_on_one_loop(start: Start) -> None:
    worker = start(TOOLS, concurrency=64)
    ids = [worker.call("gather", {"n": 64}) for _ in range(64)]
    assert results(worker, ids) == [64] * 64
    loops = results(worker, [worker.call("which_loop") for _ in range(4)])
    assert len(set(loops)) == 1


def test_tools_without_a_mark_run_one_at_a_time_on_the_main_thread(start: Start) -> None:
    worker = start(TOOLS, concurrency=16)
    assert results(worker, [worker.call("alone") for _ in range(50)]) == [1] * 50
    assert worker.run("where") is True


@pytest.mark.parametrize("tool", HOLDERS)
def test_every_kind_of_tool_runs_beside_the_other_kinds(
    start: Start, marker: Path, tool: str
) -> None:
    worker = start(TOOLS, concurrency=4)
    holding = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    if tool != "hold":
        assert worker.run("where") is True
    if tool != "hold_loop":
        assert isinstance(worker.run("which_loop"), int)
    assert worker.run("ping") == "pong"
    marker.with_suffix(".go").touch()
    assert worker.result(holding) == "held"


def test_no_more_calls_run_than_were_asked_for(start: Start, marker: Path) -> None:
    worker = start(TOOLS, concurrency=3)
    marks = [marker.with_suffix(f".{number}") for number in range(3)]
    running = [
        worker.call(tool, {"path": str(mark)}) for tool, mark in zip(HOLDERS, marks, strict=True)
    ]
    for mark in marks:
        worker.wait_for_file(mark)
    waiting = [worker.call("ping"), worker.call("which_loop"), worker.call("where")]
    assert worker.is_silent()
    Path(f"{marks[1]}.go").touch()
    assert worker.result(running[1]) == "held"
    assert worker.result(waiting[0]) == "pong"
    assert isinstance(worker.result(waiting[1]), int)
    assert worker.is_silent(), "it is for the main thread"
    for mark in marks:
        Path(f"{mark}.go").touch()
    assert {worker.next().call for _ in range(3)} == {running[0], running[2], waiting[2]}


def test_call_that_waits_behind_another_has_not_started_and_can_be_withdrawn(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS, concurrency=4)
    running = worker.call("hold", {"path": str(marker)}, ANNOUNCE)
    assert (frame := worker.next()).kind == STARTED
    assert frame.call == running
    waiting = worker.call("where", {}, ANNOUNCE)
    assert worker.is_silent()
    worker.cancel(waiting)
    assert worker.failure(waiting, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"
    marker.with_suffix(".go").touch()
    assert worker.result(running) == "held"


def test_prints_of_calls_beside_each_other_do_not_mix(start: Start, tmp_path: Path) -> None:
    worker = start(TOOLS, concurrency=4)
    ids = [
        worker.call("speak", {"text": f"t{number}-", "path": str(tmp_path / f"m{number}")})
        for number in range(4)
    ]
    results(worker, ids)
    expected = [(id, "stdout", f"t{number}-t{number}-") for number, id in enumerate(ids)]
    assert sorted(worker.prints()) == expected
    worker.logs.clear()
    ids = [worker.call("speak_async", {"text": f"a{number}-", "n": 4}) for number in range(4)]
    results(worker, ids)
    expected = [(id, "stdout", f"a{number}-a{number}-") for number, id in enumerate(ids)]
    assert sorted(worker.prints()) == expected


@pytest.mark.parametrize("tool", ["many", "many_thread", "many_main"])
def test_stream_without_credit_holds_nobody_up(start: Start, tool: str) -> None:
    worker = start(TOOLS, concurrency=4)
    stream = worker.stream(tool, {"n": 5}, credit=2)
    assert [worker.item(stream), worker.item(stream)] == [0, 1]
    assert worker.is_silent()
    other = worker.stream("many", {"n": 2})
    assert [worker.item(other), worker.item(other)] == [0, 1]
    worker.end(other)
    thread = worker.stream("many_thread", {"n": 2})
    assert [worker.item(thread), worker.item(thread)] == [0, 1]
    worker.end(thread)
    worker.give_credit(stream, 10)
    assert [worker.item(stream) for _ in range(3)] == [2, 3, 4]
    worker.end(stream)


@pytest.mark.parametrize("tool", ["many", "many_thread"])
def test_stream_without_any_credit_has_not_begun(start: Start, tool: str) -> None:
    worker = start(TOOLS, concurrency=4)
    stream = worker.call(tool, {"n": 1}, STREAM | ANNOUNCE, credit=0)
    assert worker.is_silent()
    worker.give_credit(stream, 2)
    assert worker.next().kind == STARTED
    assert worker.item(stream) == 0
    worker.end(stream)
    stream = worker.call(tool, {"n": 1}, STREAM | ANNOUNCE, credit=0)
    worker.cancel(stream)
    assert worker.failure(stream, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"


def test_async_call_settles_when_the_tasks_that_it_left_have_ended(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS, concurrency=4)
    other = worker.call("hold_loop", {"path": str(marker)})
    worker.wait_for_file(marker)
    left = marker.with_suffix(".left")
    id = worker.call("leaves_a_task", {"path": str(left)})
    frame = worker.next()
    assert (frame.call, frame.flags & WITH_SETTLED) == (id, 0)
    assert worker.next().call == id
    assert left.exists()
    marker.with_suffix(".go").touch()
    assert worker.result(other) == "held", "a neighbour's tasks aren't touched"


@pytest.mark.parametrize("tool", ["exits_thread", "exits_loop"])
def test_exit_in_a_lane_ends_its_call_only(start: Start, tool: str) -> None:
    worker = start(TOOLS, concurrency=4)
    for _ in range(3):
        assert worker.failure(worker.call(tool))["code"] == "TOOL_EXITED"
    assert isinstance(worker.run("which_loop"), int)
    assert worker.run("ping") == "pong"


def test_unknown_tools_and_bad_arguments_are_told_on_every_lane(start: Start) -> None:
    worker = start(TOOLS, concurrency=2)
    for tool, code in [
        ("nowhere", "UNKNOWN_TOOL"),
        ("gather", "INVALID_ARGUMENT"),
        ("many", "STREAM_REQUIRED"),
        ("hold_thread", "INVALID_ARGUMENT"),
    ]:
        for _ in range(3):
            assert worker.failure(worker.call(tool))["code"] == code
    assert worker.run("$tools")


def test_stop_lets_all_that_runs_end_and_begins_nothing_else(start: Start, marker: Path) -> None:
    worker = start(TOOLS, concurrency=4)
    marks = [marker.with_suffix(f".{number}") for number in range(3)]
    running = [
        worker.call(tool, {"path": str(mark)}) for tool, mark in zip(HOLDERS, marks, strict=True)
    ]
    for mark in marks:
        worker.wait_for_file(mark)
    stream = worker.stream("many", {"n": 9}, credit=1)
    assert worker.item(stream) == 0
    worker.call("where")
    worker.send(b"\0\0\0\x0c\x07\0\0\0\0\0\0\0\0\0\0\0")  # STOP
    assert worker.failure(stream)["code"] == "CANCELLED"
    worker.call("ping")
    for mark in marks:
        Path(f"{mark}.go").touch()
    assert {worker.next().call for _ in running} == set(running)
    assert worker.process.wait(30) == 0
    with pytest.raises(EOFError):
        worker.next()


def test_hooks_that_are_coroutines_share_the_loop_of_the_tools(start: Start) -> None:
    worker = start(
        """
        import asyncio
        seen = []

        @on_start
        async def begin(): seen.append(id(asyncio.get_running_loop()))

        @on_stop
        async def finish(): print(seen[0] == id(asyncio.get_running_loop()), file=sys.__stderr__)

        @tool
        async def same(): return seen[0] == id(asyncio.get_running_loop())
        """,
        concurrency=2,
    )
    assert worker.run("same") is True
    assert worker.stop() == 0
    assert "True" in worker.stderr()


@pytest.mark.parametrize("tool", ["fork_thread", "fork_loop"])
def test_forked_child_can_not_answer_for_its_lane(start: Start, marker: Path, tool: str) -> None:
    worker = start(TOOLS, concurrency=4)
    neighbour = worker.call("hold_loop", {"path": str(marker)})
    worker.wait_for_file(marker)
    assert worker.run(tool) == 0
    assert worker.is_silent()
    marker.with_suffix(".go").touch()
    assert worker.result(neighbour) == "held"


def test_context_variables_come_from_the_start_and_are_not_passed_on(start: Start) -> None:
    worker = start(
        """
        from contextvars import ContextVar
        variable = ContextVar("variable", default=0)

        @on_start
        def begin(): variable.set(1)

        def add():
            variable.set(variable.get() + 1)
            return variable.get()

        @tool(thread_safe=True)
        def on_thread(): return add()

        @tool
        async def on_loop(): return add()
        """,
        concurrency=4,
    )
    for _ in range(3):
        assert worker.run("on_thread") == 2
        assert worker.run("on_loop") == 2


def test_stream_that_never_waits_leaves_the_loop_to_others(start: Start) -> None:
    worker = start(TOOLS, concurrency=4)
    stream = worker.stream("endless", credit=1_000_000)
    assert worker.item(stream) == 1
    other = worker.call("which_loop")
    for _ in range(500_000):  # half of its credit
        if (frame := worker.next()).call == other:
            break
    assert (frame.call, frame.kind) == (other, ITEM)
    worker.cancel(stream)
    while (frame := worker.next()).kind == ITEM:
        pass
    assert frame.json()["code"] == "CANCELLED"


@pytest.mark.parametrize("kind", ["main", "thread", "loop"])
def test_the_state_of_a_session_goes_with_its_end(start: Start, kind: str) -> None:
    worker = start(
        """
        class Value:
            def __del__(self): print("gone")

        def keep(): context.session.state["value"] = Value()

        @tool(name="main")
        def on_main(): keep()

        @tool(name="thread", thread_safe=True)
        def on_thread(): keep()

        @tool(name="loop")
        async def on_loop(): keep()
        """,
        concurrency=2,
    )
    worker.run(kind, session="one")
    worker.run("$session.end", session="one")
    assert [message for _, _, message in worker.prints()] == ["gone"]
