"""What a tool may raise, and what the JVM is told of it."""

import pytest

from conftest import Start

TOOLS = """
import asyncio

class Odd(Exception):
    def __str__(self): raise RuntimeError("no text")

class Outer:
    class Nested(ValueError): pass

def helper(x):
    return 1 / x

@tool
def divides(): return helper(0)

@tool
def nested(): raise Outer.Nested("x")

@tool
def caused():
    try:
        helper(0)
    except ZeroDivisionError as error:
        raise KeyError("k") from error

@tool
def odd(): raise Odd()

@tool
def exits(status=None): sys.exit(status)

@tool
async def exits_async(status=None):
    await asyncio.sleep(0)
    sys.exit(status)

@tool
async def raises_async():
    await asyncio.sleep(0)
    raise ValueError("async")

@tool
def interrupt(): raise KeyboardInterrupt

@tool
def memory(): raise MemoryError("too much")

@tool
def recursion(): return recursion()

@tool
def generator_exit(): raise GeneratorExit

@tool
def stop_iteration(): raise StopIteration(3)

@tool
def own_cancelled(): raise CallCancelled("mine")

@tool
async def own_async_cancelled(): raise asyncio.CancelledError()

@tool
def long(): raise ValueError("x" * 10_000_000)

@tool
def surrogate(): raise ValueError("\\ud800")

class Asks(Exception):
    def __str__(self): raise CallCancelled("while it is printed")

class Exits(SystemExit):
    @property
    def code(self): raise KeyboardInterrupt

class Unnamed(type):
    def __getattribute__(cls, name):
        if name in ("__module__", "__qualname__", "__name__"): raise KeyboardInterrupt
        return type.__getattribute__(cls, name)

class Nameless(Exception, metaclass=Unnamed):
    def __str__(self): raise KeyboardInterrupt

class Hidden(Exception):
    @property
    def __class__(self): raise KeyboardInterrupt
    @property
    def __traceback__(self): raise KeyboardInterrupt

def hostile(which): return globals()[which]()

@tool
def raises_hostile(which): raise hostile(which)

@tool(thread_safe=True)
def raises_hostile_on_a_thread(which): raise hostile(which)

@tool
async def raises_hostile_async(which): raise hostile(which)

@tool
def streams_hostile(which):
    raise hostile(which)
    yield

@tool
def hostile_value(which):
    class Value(dict):
        def items(self): raise hostile(which)
    return Value(a=1)

@tool
def property_raises():
    import enum
    from dataclasses import dataclass
    class Bad(enum.Enum):
        A = 1
        @property
        def value(self): raise ValueError("from the value")
    return Bad.A

@tool
def property_exits():
    from dataclasses import dataclass
    @dataclass
    class Bad:
        x: int
        def __getattribute__(self, name):
            if name == "x": sys.exit(5)
            return object.__getattribute__(self, name)
    return Bad(1)

@tool
def generator_result(): return (i for i in range(3))
"""


def test_traceback_begins_in_user_code(start: Start) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call("divides"))
    lines = failure["traceback"].splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1].endswith("in divides")
    assert "in helper" in failure["traceback"]
    assert lines[-1] == "ZeroDivisionError: division by zero"
    assert "snakepit" not in failure["traceback"].replace("snakepit/", "")
    asynchronous = worker.failure(worker.call("raises_async"))["traceback"].splitlines()
    assert asynchronous[1].endswith("in raises_async")


def test_cause_is_part_of_the_traceback(start: Start) -> None:
    worker = start(TOOLS)
    text = worker.failure(worker.call("caused"))["traceback"]
    assert "ZeroDivisionError: division by zero" in text
    assert "direct cause" in text


@pytest.mark.parametrize(
    ("tool", "type", "message"),
    [
        ("divides", "ZeroDivisionError", "division by zero"),
        ("nested", "tools.Outer.Nested", "x"),
        ("odd", "tools.Odd", "<a Odd that can't be printed>"),
        ("interrupt", "KeyboardInterrupt", ""),
        ("memory", "MemoryError", "too much"),
        ("generator_exit", "GeneratorExit", ""),
        ("stop_iteration", "StopIteration", "3"),
        ("own_cancelled", "snakepit.CallCancelled", "mine"),
        ("own_async_cancelled", "asyncio.exceptions.CancelledError", ""),
        ("surrogate", "ValueError", "\\ud800"),
        ("property_raises", "ValueError", "from the value"),
    ],
)
def test_whatever_is_raised_ends_the_call_alone(
    start: Start, tool: str, type: str, message: str
) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call(tool))
    assert failure["code"] == "TOOL_RAISED"
    assert (failure["type"], failure["message"]) == (type, message)
    assert worker.run("ping") == "pong"


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize(
    "tool",
    [
        "raises_hostile",
        "raises_hostile_on_a_thread",
        "raises_hostile_async",
        "streams_hostile",
        "hostile_value",
    ],
)
@pytest.mark.parametrize(
    ("which", "message"),
    [
        ("Asks", "<a Asks that can't be printed>"),
        ("Exits", "the tool called sys.exit(<a Exits that can't be printed>)"),
        ("Nameless", "<a Nameless that can't be printed>"),
        ("Hidden", ""),
    ],
)
def test_whatever_an_error_is_made_of_it_ends_the_call_alone(
    start: Start, tool: str, concurrency: int, which: str, message: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    begin = worker.stream if tool == "streams_hostile" else worker.call
    assert worker.failure(begin(tool, {"which": which}))["message"] == message
    assert worker.run("ping") == "pong"


def test_endless_recursion_ends_the_call_alone(start: Start) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call("recursion"))
    assert failure["type"] == "RecursionError"
    assert len(failure["traceback"]) <= 65_536
    assert worker.run("ping") == "pong"


def test_long_message_is_bounded(start: Start) -> None:
    worker = start(TOOLS, limit=100_000)
    failure = worker.failure(worker.call("long"))
    assert 1000 < len(failure["message"]) < 10_000
    assert 1000 < len(failure["traceback"]) < 10_000
    assert "characters left out" in failure["traceback"]
    assert failure["traceback"].endswith("xxx\n")
    assert worker.run("ping") == "pong"


@pytest.mark.parametrize("tool", ["exits", "exits_async"])
@pytest.mark.parametrize(("status", "text"), [(None, "None"), (3, "3"), ("bye", "'bye'")])
def test_exit_ends_the_call_not_the_worker(
    start: Start, tool: str, status: object, text: str
) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call(tool, {"status": status}))
    assert failure["code"] == "TOOL_EXITED"
    assert failure["message"] == f"the tool called sys.exit({text})"
    assert worker.run("ping") == "pong"


def test_exit_while_the_result_is_read_ends_the_call_alone(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.failure(worker.call("property_exits"))["code"] == "TOOL_EXITED"
    assert worker.run("ping") == "pong"


def test_generator_given_as_a_result_is_refused(start: Start) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call("generator_result"))
    assert (failure["code"], failure["type"]) == ("UNREPRESENTABLE_RESULT", "generator")


def test_a_traceback_of_very_many_frames_is_written_soon(start: Start) -> None:
    """Nothing can break in meanwhile, and each frame takes as long as a call."""
    worker = start(
        """
        @tool
        def sinks():
            sys.setrecursionlimit(20_000)
            def sink(): sink()
            sink()
        """
    )
    failure = worker.failure(worker.call("sinks"))
    assert failure["type"] == "RecursionError"
    assert failure["traceback"].startswith("… 1")
    assert "frames left out …\nTraceback (most recent call last):\n" in failure["traceback"]
