"""Before a tool runs: user code that checks its arguments, and what else may go wrong there."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import ANNOUNCE, END, ITEM, STARTED, STREAM

TOOLS = """
from dataclasses import dataclass

@dataclass
class Checked:
    how: str
    path: str = ""

    def __post_init__(self):
        if self.how == "key": raise KeyError("k")
        if self.how == "value": raise ValueError("negative")
        if self.how == "odd": raise Odd()
        if self.how == "exit": sys.exit(3)
        if self.how == "sleep":
            mark(self.path)
            time.sleep(600)
        if self.how == "spin":
            mark(self.path)
            while True: pass

class Odd(Exception):
    def __str__(self): sys.exit("no text")

@dataclass
class Unreadable:
    x: "sys.absent"

class Model:
    @classmethod
    def model_validate(cls, value): raise ValueError("by itself")

@tool
def main(x: Checked): return x.how

@tool(thread_safe=True)
def thread(x: list[Checked] | None): return x[0].how

@tool
async def loop(x: Checked): return x.how

@tool
def stream(x: Checked): yield x.how

@tool
def model(x: Model): pass

@tool
def starve(most=None):
    import resource
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most or hard, hard))

@tool
def unreadable(x: Unreadable): pass
"""
LANES = ["main", "thread", "loop"]


def argument(tool: str, how: str, path: Path = Path()) -> object:
    checked = {"how": how, "path": str(path)}
    return {"x": [checked] if tool == "thread" else checked}


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("tool", LANES)
def test_what_a_check_raises_is_told_of_the_argument(
    start: Start, tool: str, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    for how, text in (
        ("key", "KeyError: 'k'"),
        ("value", "negative"),
        ("odd", "Odd: <a Odd that can't be printed>"),
    ):
        failure = worker.failure(worker.call(tool, argument(tool, how)))
        assert (failure["code"], failure["parameter"]) == ("INVALID_ARGUMENT", "x")
        assert failure["message"].endswith(text)
    failure = worker.failure(worker.call(tool, argument(tool, "exit")))
    assert failure["code"] == "TOOL_EXITED"
    assert worker.run(tool, argument(tool, "right")) == "right"


def test_check_of_a_class_that_is_no_model_of_pydantic_or_unreadable_is_told(start: Start) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call("model", {"x": {}}))
    assert (failure["code"], failure["parameter"]) == ("INVALID_ARGUMENT", "x")
    assert failure["message"].endswith("by itself")
    failure = worker.failure(worker.call("unreadable", {"x": {"x": 1}}))
    assert (failure["code"], failure["parameter"]) == ("INVALID_ARGUMENT", "x")
    assert worker.run("ping") == "pong"


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("how", ["sleep", "spin"])
@pytest.mark.parametrize("tool", ["main", "thread", "stream"])
def test_cancel_during_a_check_ends_the_call(
    start: Start, marker: Path, tool: str, how: str, concurrency: int
) -> None:
    if (tool, how, concurrency) == ("thread", "sleep", 4):
        pytest.skip("C code on a thread of its own can't be broken into")
    worker = start(TOOLS, concurrency=concurrency)
    flags = STREAM if tool == "stream" else 0
    id = worker.call(tool, argument(tool, how, marker), flags)
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("main", argument("main", "right")) == "right"


def test_want_of_descriptors_for_an_event_loop_ends_the_call_alone(start: Start) -> None:
    worker = start(TOOLS)
    worker.run("starve", {"most": 3})
    failure = worker.failure(worker.call("loop", argument("loop", "right")))
    assert failure["code"] == "TOOL_RAISED"
    worker.run("starve")
    assert worker.run("loop", argument("loop", "right")) == "right"


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("tool", ["main", "thread", "loop", "stream"])
def test_what_checks_is_announced_before_it_runs(start: Start, tool: str, concurrency: int) -> None:
    """It may be what a worker dies of."""
    worker = start(
        TOOLS
        + """
@dataclass
class Fatal:
    status: int
    def __post_init__(self): os._exit(self.status)

for one in (main, thread, loop, stream):
    one.__annotations__["x"] = list[Fatal] if one is thread else Fatal
""",
        concurrency=concurrency,
    )
    x = {"status": 9}
    flags = ANNOUNCE | (STREAM if tool == "stream" else 0)
    id = worker.call(tool, {"x": [x] if tool == "thread" else x}, flags)
    frame = worker.next()
    assert (frame.kind, frame.call) == (STARTED, id)
    assert worker.process.wait(30) == 9


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("tool", ["main", "loop", "stream"])
def test_a_call_is_announced_once(start: Start, tool: str, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    flags = ANNOUNCE | (STREAM if tool == "stream" else 0)
    worker.call(tool, {"x": {"how": ""}}, flags, credit=10)
    expected = [STARTED, ITEM, END] if tool == "stream" else [STARTED, ITEM]
    assert [worker.next().kind for _ in expected] == expected


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("tool", ["stream", "loop_stream"])
def test_what_has_been_announced_isnt_withdrawn(start: Start, tool: str, concurrency: int) -> None:
    worker = start(
        TOOLS + "\n@tool\nasync def loop_stream(x: Checked): yield x.how", concurrency=concurrency
    )
    id = worker.call(tool, {"x": {"how": ""}}, ANNOUNCE | STREAM, credit=0)
    assert worker.next().kind == STARTED
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"


@pytest.mark.parametrize("concurrency", [1, 2])
def test_tools_of_our_own_are_announced_too(start: Start, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call("$session.end", {}, ANNOUNCE, session="one")
    frame = worker.next()
    assert (frame.kind, frame.call) == (STARTED, id)
    assert worker.result(id) is None
