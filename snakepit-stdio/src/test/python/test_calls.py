"""Calls, their arguments and their outcomes."""

import struct

import pytest

from conftest import Start
from jvm import ANNOUNCE, CALL, CANCEL, STARTED, WITH_SETTLED, WITHDRAWN, call_head, encode

TOOLS = """
from dataclasses import dataclass
from enum import Enum

class Colour(Enum):
    RED = "r"

@dataclass
class Point:
    x: int
    y: float = 0.5

@tool
def add(a: int, b: int = 5) -> int:
    "Adds."
    return a + b

@tool
def paint(colour: Colour, points: list[Point]):
    return [colour.name, type(points[0]).__name__, points[0].y]

@tool(name="with spaces")
def spaced(**rest: int):
    return rest

@tool
async def later(x):
    import asyncio
    await asyncio.sleep(0)
    return x

@tool
def nothing():
    pass

@tool
def bad():
    return {"rows": [1, 2, {"when": object()}]}

@tool
def big(size: int):
    return b"x" * size

@tool
def whoami():
    return [context.call_id, context.tool, context.worker_id, dict(context.metadata)]

@tool
def left():
    return context.remaining()
"""


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
def test_call_gives_its_result_over_both_carriers(start: Start, carrier: str) -> None:
    worker = start(TOOLS, carrier=carrier)
    assert worker.run("add", {"a": 2, "b": 3}) == 5
    assert worker.run("add", {"a": 2}) == 7
    assert worker.run("nothing") is None
    assert worker.run("later", {"x": "é"}) == "é"
    assert worker.run("with spaces", {"k": 1}) == {"k": 1}
    assert worker.run("paint", {"colour": "r", "points": [{"x": 1}]}) == ["RED", "Point", 0.5]
    assert worker.stop() == 0


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
def test_bytes_larger_than_every_buffer_come_back(start: Start, carrier: str) -> None:
    worker = start(TOOLS, carrier=carrier)
    data = bytes(range(256)) * 40_000
    id = worker.call("echo", {"value": [{"$bytes": 0}, {"$bytes": 1}]}, attachments=[data, b"y"])
    frame = worker.next()
    assert (frame.call, frame.json()) == (id, [{"$bytes": 0}, {"$bytes": 1}])
    assert frame.attachments == [data, b"y"]


def test_integers_have_as_many_digits_as_they_have(start: Start) -> None:
    worker = start("@tool\ndef count(n: int): return [n, len(str(n))]")
    digits = b"9" * 5000  # more than Python writes by itself
    worker.send(encode(CALL, 900, call_head("count") + b'{"n":' + digits + b"}"))
    assert worker.next().content == b"[" + digits + b",5000]"


def test_bytes_of_a_class_with_a_size_of_its_own_leave_the_wire_whole(start: Start) -> None:
    worker = start(
        """
        class Frames(bytes):
            def __len__(self):
                return 1

        @tool
        def frames():
            return Frames(b"abc")
        """
    )
    worker.call("frames")
    assert worker.next().attachments == [b"abc"]
    assert worker.run("ping") == "pong"


@pytest.mark.parametrize("size", [2, 100_000])
def test_array_may_be_changed_by_the_tool(start: Start, size: int) -> None:
    pytest.importorskip("numpy")
    worker = start(
        """
        import numpy

        @tool
        def double(array: numpy.ndarray):
            array *= 2
            return array
        """
    )
    tag = {"$ndarray": {"dtype": "<f8", "shape": [size], "data": 0}}
    worker.call("double", {"array": tag}, attachments=[struct.pack("<d", 1.5) * size])
    frame = worker.next()
    assert frame.json() == tag
    assert frame.attachments == [struct.pack("<d", 3.0) * size]


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
def test_jvm_that_writes_before_it_reads_finds_a_reader(start: Start, carrier: str) -> None:
    worker = start(TOOLS, carrier=carrier)
    data = bytes(4_000_000)
    # The results are larger than what fits between the two, and nobody reads them yet.
    ids = [worker.call("echo", {"value": {"$bytes": 0}}, attachments=[data]) for _ in range(4)]
    for id in ids:
        frame = worker.next()
        assert (frame.call, frame.attachments) == (id, [data])


def test_calls_sent_ahead_run_in_the_order_of_arrival(start: Start) -> None:
    worker = start(TOOLS)
    ids = [worker.call("add", {"a": number}) for number in range(200)]
    assert [worker.result(id) for id in ids] == [number + 5 for number in range(200)]


def test_announced_call_says_started_before_its_outcome(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("add", {"a": 1}, ANNOUNCE)
    assert worker.next()[:3] == (STARTED, 0, id)
    assert worker.result(id) == 6


def test_call_cancelled_before_it_began_is_withdrawn(start: Start) -> None:
    worker = start(TOOLS)
    # In one write, so that all three are there when the first is run.
    worker.send(
        encode(CALL, 91, call_head("add") + b'{"a":1}')
        + encode(CALL, 92, call_head("add") + b'{"a":2}', ANNOUNCE)
        + encode(CANCEL, 92)
    )
    assert worker.failure(92, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"
    assert worker.result(91) == 6
    assert worker.is_silent()


def test_cancel_of_an_unknown_call_is_ignored(start: Start) -> None:
    worker = start(TOOLS)
    worker.cancel(4711)
    assert worker.run("add", {"a": 1}) == 6


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        ("add", {}, ("INVALID_ARGUMENT", "a", "int", None)),
        ("add", {"a": "1"}, ("INVALID_ARGUMENT", "a", "int", "str")),
        ("add", {"a": True}, ("INVALID_ARGUMENT", "a", "int", "bool")),
        ("add", {"a": 1, "c": 2}, ("INVALID_ARGUMENT", "c", None, "int")),
        ("later", {}, ("INVALID_ARGUMENT", "x", "a value", None)),
        (
            "paint",
            {"colour": "r", "points": 3},
            ("INVALID_ARGUMENT", "points", "list[Point]", "int"),
        ),
    ],
)
def test_argument_that_does_not_fit_is_named(
    start: Start, tool: str, arguments: object, expected: tuple[str | None, ...]
) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call(tool, arguments))
    found = tuple(failure.get(key) for key in ("code", "parameter", "expected", "type"))
    assert found == expected
    assert worker.run("add", {"a": 1}) == 6


def test_wrong_type_inside_an_argument_is_named_with_its_path(start: Start) -> None:
    worker = start(TOOLS)
    failure = worker.failure(
        worker.call("paint", {"colour": "r", "points": [{"x": 1}, {"x": None}]})
    )
    assert failure["path"] == "points[1].x"
    assert failure["message"] == "argument 'points[1].x': expected int, found None"


def test_unknown_tool_is_told_with_the_nearest_names(start: Start) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call("whoam"))
    assert (failure["code"], failure["suggestions"]) == ("UNKNOWN_TOOL", ["whoami"])


def test_unreadable_arguments_end_the_call_alone(start: Start) -> None:
    worker = start(TOOLS)
    for body, path in [
        (b"{", None),
        (b"", None),
        (b"[]", None),
        (b'{"a":NaN}', None),
        (b'{"a":"\xff"}', None),
        (b'{"a":[{"$bytes":0}]}', "a[0]"),
        (b'{"a":{"$oops":0}}', "a"),
        (b'{"a":{"$date":"2026-02-30"}}', "a"),
        (b'{"$time":"10:00:00.0000001"}', None),
    ]:
        worker.send(encode(CALL, 500, call_head("add") + body))
        failure = worker.failure(500)
        assert (failure["code"], failure.get("path")) == ("MALFORMED_PAYLOAD", path), body
    assert worker.run("add", {"a": 1}) == 6


@pytest.mark.parametrize(
    ("body", "path", "found"),
    [
        (b'{"a":{"$time":"10:00:00.0000001"}}', "a", "time"),
        (b'{"a":[{"$datetime":"+10000-01-01T00:00"}]}', "a[0]", "datetime"),
        (b'{"a b":{"c":{"$duration":1}}}', "['a b'].c", "duration"),
        (b'{"a":{"$map":[[0,{"$date":"-0001-12-31"}]]}}', "a[0]", "date"),
    ],
)
def test_argument_that_no_value_of_python_can_be_is_invalid(
    start: Start, body: bytes, path: str, found: str
) -> None:
    worker = start(TOOLS)
    worker.send(encode(CALL, 500, call_head("add") + body))
    failure = worker.failure(500)
    parameter = "a b" if "b" in path else "a"
    assert (failure["code"], failure["parameter"], failure["path"], failure["type"]) == (
        "INVALID_ARGUMENT",
        parameter,
        path,
        found,
    )
    assert failure["message"].startswith(f"argument {path!r}: ")
    assert "$" not in failure["message"]
    assert worker.run("add", {"a": 1}) == 6


def test_hostile_arguments_end_the_call_alone(start: Start) -> None:
    worker = start(TOOLS, limit=200_000)
    huge = "x" * 150_000
    for tool, arguments in [
        ("paint", {"colour": huge, "points": []}),
        ("add", {"a": 1, huge: 1}),
        ("add", {"a": 1, "\ud800": 1}),
        ("add", {"a": 1, "b": {huge: 1}}),
        ("later", {"x": "\ud800"}),
        (huge[:60_000], {}),
    ]:
        failure = worker.failure(worker.call(tool, arguments))
        assert failure["code"] in ("INVALID_ARGUMENT", "UNREPRESENTABLE_RESULT", "UNKNOWN_TOOL")
    assert worker.run("add", {"a": 1}) == 6


def test_result_that_can_not_be_written_is_named_with_its_path(start: Start) -> None:
    worker = start(TOOLS)
    failure = worker.failure(worker.call("bad"))
    assert failure["code"] == "UNREPRESENTABLE_RESULT"
    assert (failure["path"], failure["type"]) == ("result.rows[2].when", "object")


def test_result_beyond_the_limit_ends_the_call_alone(start: Start) -> None:
    worker = start(TOOLS, limit=100_000)
    failure = worker.failure(worker.call("big", {"size": 100_000}))
    assert failure["code"] == "RESULT_TOO_LARGE"
    assert "(limits.frame-bytes)" in failure["message"]
    assert "100000" in failure["message"]
    worker.call("big", {"size": 99_000})
    assert len(worker.next().attachments[0]) == 99_000


def test_context_tells_about_the_call(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("whoami", metadata={"trace": "é", "": "x"})
    assert worker.result(id) == [id, "whoami", "default-1", {"trace": "é", "": "x"}]


def test_remaining_time_comes_from_the_budget(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("left") is None
    assert 90 < worker.run("left", budget=100_000_000) <= 100
    assert worker.run("left", budget=1) == 0.0


def test_unary_tool_called_as_a_stream_waits_for_credit_and_gives_one_last_item(
    start: Start,
) -> None:
    worker = start(TOOLS)
    id = worker.stream("add", {"a": 1}, credit=0)
    assert worker.is_silent()
    worker.give_credit(id, 1)
    assert worker.result(id) == 6


def test_tool_list_can_be_read_anew(start: Start) -> None:
    worker = start(TOOLS)
    tools = {tool["name"]: tool for tool in worker.run("$tools")}
    assert tools["add"]["description"] == "Adds."
    assert tools["add"]["parameters"] == [
        {"name": "a", "type": "int", "kinds": ["integer"], "required": True},
        {"name": "b", "type": "int", "kinds": ["integer"], "required": False},
    ]
    assert tools["with spaces"]["variadic"] is True
    assert {"ping", "echo", "info", "ping_stream"} <= set(tools)


def test_built_in_tools_answer_and_a_tool_of_the_same_name_wins(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("ping") == "pong"
    assert worker.run("info")["worker"] == "default-1"
    own = start("@tool\ndef ping(): return 'own'")
    assert own.run("ping") == "own"


def test_session_state_lives_until_the_session_ends(start: Start) -> None:
    worker = start(
        """
        @tool
        def count():
            state = context.session.state
            state["n"] = state.get("n", 0) + 1
            return [context.session.key, state["n"]]
        """
    )
    assert worker.run("count", session="a") == ["a", 1]
    assert worker.run("count", session="b") == ["b", 1]
    assert worker.run("count", session="a") == ["a", 2]
    assert worker.run("$session.end", session="a") is None
    assert worker.run("count", session="a") == ["a", 1]
    assert worker.run("count") == [None, 1]
    assert worker.run("count") == [None, 1]
