"""Streams and their credit."""

import sys

import pytest

from conftest import Start
from jvm import ANNOUNCE, ITEM, SETTLED, STARTED, STREAM, WITH_SETTLED, WITHDRAWN

TOOLS = """
@tool
def count(n: int):
    for i in range(n): yield i

@tool
async def count_async(n: int):
    import asyncio
    for i in range(n):
        await asyncio.sleep(0)
        yield i

@tool
def noisy(n: int):
    for i in range(n):
        print("before", i)
        yield i

@tool
def breaks():
    yield 1
    raise ValueError("broke")

@tool
def unwritable():
    try:
        yield 1
        yield object()
        print("must not come here")
    finally:
        print("closed")

@tool
def exits():
    yield 1
    sys.exit(3)

@tool
def ignores_exit():
    try:
        while True: yield 1
    except GeneratorExit:
        yield 2
"""


@pytest.mark.parametrize("tool", ["count", "count_async"])
def test_stream_gives_its_items_and_ends(start: Start, tool: str) -> None:
    worker = start(TOOLS)
    id = worker.stream(tool, {"n": 500})
    assert [worker.item(id) for _ in range(500)] == list(range(500))
    worker.end(id)
    empty = worker.stream(tool, {"n": 0})
    worker.end(empty)


@pytest.mark.parametrize("tool", ["count", "count_async"])
def test_stream_sends_no_more_than_its_credit(start: Start, tool: str) -> None:
    worker = start(TOOLS)
    id = worker.stream(tool, {"n": 5}, credit=2)
    assert [worker.item(id), worker.item(id)] == [0, 1]
    assert worker.is_silent()
    worker.give_credit(id, 2)
    assert [worker.item(id), worker.item(id)] == [2, 3]
    assert worker.is_silent()
    worker.give_credit(id, 2)
    assert worker.item(id) == 4
    worker.end(id)


def test_stream_without_credit_does_not_begin(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("noisy", {"n": 1}, STREAM | ANNOUNCE, credit=0)
    assert worker.is_silent()
    assert not worker.logs
    worker.give_credit(id, 5)
    assert worker.next()[:3] == (STARTED, 0, id)
    assert worker.item(id) == 0
    worker.end(id)
    assert worker.prints() == [(id, "stdout", "before 0")]


def test_stream_cancelled_before_its_first_credit_is_withdrawn(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("noisy", {"n": 1}, credit=0)
    assert worker.is_silent()
    worker.cancel(id)
    assert worker.failure(id, WITH_SETTLED | WITHDRAWN)["code"] == "CANCELLED"
    assert not worker.logs


def test_stop_ends_a_stream_that_waits_for_credit(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("count", {"n": 5}, credit=1)
    assert worker.item(id) == 0
    assert worker.stop() == 0
    assert worker.failure(id)["code"] == "CANCELLED"


def test_producer_stops_when_the_credit_is_used_up(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("noisy", {"n": 5}, credit=1)
    assert worker.item(id) == 0
    assert worker.is_silent()
    assert worker.prints() == [(id, "stdout", "before 0")]


def test_error_in_a_stream_comes_after_the_items_before_it(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("breaks")
    assert worker.item(id) == 1
    failure = worker.failure(id)
    assert (failure["type"], failure["message"]) == ("ValueError", "broke")


def test_item_that_can_not_be_written_ends_the_stream_and_closes_it(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("unwritable")
    assert worker.item(id) == 1
    assert worker.failure(id, 0)["code"] == "UNREPRESENTABLE_RESULT"
    assert worker.next()[:3] == (SETTLED, 0, id)
    assert worker.prints() == [(id, "stdout", "closed")]


def test_exit_in_a_stream_ends_the_call_not_the_worker(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("exits")
    assert worker.item(id) == 1
    failure = worker.failure(id)
    assert (failure["code"], failure["message"]) == (
        "TOOL_EXITED",
        "the tool called sys.exit(3)",
    )
    assert worker.run("ping") == "pong"


def test_generator_that_refuses_to_close_is_told_of(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("ignores_exit", credit=1)
    worker.item(id)
    assert worker.is_silent()
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    ((_, logger, message),) = worker.prints()
    assert logger == "stderr"
    assert "generator ignored GeneratorExit" in message


def test_streaming_tool_called_as_a_call_is_refused(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.failure(worker.call("count", {"n": 1}))["code"] == "STREAM_REQUIRED"


def test_background_task_is_ended_between_outcome_and_settled(start: Start) -> None:
    worker = start(
        """
        import asyncio

        @tool
        async def leaves():
            async def forever():
                try:
                    await asyncio.sleep(600)
                finally:
                    print("ended")
            leaves.task = asyncio.ensure_future(forever())
            await asyncio.sleep(0)
            return 1
        """
    )
    id = worker.call("leaves")
    frame = worker.next()
    assert (frame.kind, frame.flags, frame.json()) == (ITEM, 1, 1)
    assert worker.next()[:3] == (SETTLED, 0, id)
    assert worker.prints() == [(id, "stdout", "ended")]


def test_ping_stream_counts(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("ping_stream", {"count": 2, "delay": 0})
    assert [worker.item(id), worker.item(id)] == [0, 1]
    worker.end(id)
    assert worker.failure(worker.stream("ping_stream", {"count": "x"})).get("code") == (
        "INVALID_ARGUMENT"
    )


ODD = """
import functools

class Odd(Exception):
    def __repr__(self): sys.exit("no text")

@tool
def odd():
    try: yield object()
    finally: raise Odd()

@tool
async def odd_async():
    try: yield object()
    finally: raise Odd()

def wraps_one_that_ends(kind):
    def wrap(function):
        @functools.wraps(function)
        def begin(): raise kind()
        return begin
    return wrap

@tool
@wraps_one_that_ends(StopIteration)
def cut_short(): yield 1

@tool
@wraps_one_that_ends(StopAsyncIteration)
async def cut_short_async(): yield 1
"""


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("tool", ["odd", "odd_async"])
def test_whatever_a_generator_raises_when_it_is_closed_the_worker_goes_on(
    start: Start, tool: str, concurrency: int
) -> None:
    worker = start(ODD, concurrency=concurrency)
    id = worker.stream(tool)
    assert worker.failure(id, 0)["code"] == "UNREPRESENTABLE_RESULT"
    assert worker.next().kind == SETTLED
    assert worker.run("ping") == "pong"
    (record,) = worker.prints()
    assert "a Odd that can't be printed" in record[2]
    assert worker.stop() == 0


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("tool", ["cut_short", "cut_short_async"])
def test_end_that_comes_before_the_generator_is_an_error(
    start: Start, tool: str, concurrency: int
) -> None:
    worker = start(ODD, concurrency=concurrency)
    assert worker.failure(worker.stream(tool))["code"] == "TOOL_RAISED"


PROXIES = """
from functools import wraps

class Proxy:
    "Asks what is behind it for all it has no answer to, and that is gone."
    def __iter__(self): return self
    def __next__(self): return object()
    def __aiter__(self): return self
    async def __anext__(self): return object()
    def __getattr__(self, name): raise ConnectionError(name)

def stands_for_one(stream):
    @wraps(stream)
    def make(): return Proxy()
    return make

@tool
@stands_for_one
def proxy(): yield 1

@tool
@stands_for_one
async def proxy_async(): yield 1
"""


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("tool", ["proxy", "proxy_async"])
def test_iterator_that_raises_when_it_is_asked_for_its_close_ends_its_call_alone(
    start: Start, tool: str, concurrency: int
) -> None:
    worker = start(PROXIES, concurrency=concurrency)
    id = worker.stream(tool)
    assert worker.failure(id, 0)["code"] == "UNREPRESENTABLE_RESULT"
    assert worker.next().kind == SETTLED
    assert worker.run("ping") == "pong"
    (record,) = worker.prints()
    assert "raised ConnectionError" in record[2]


STEADY = """
import asyncio
from contextvars import ContextVar
from decimal import Decimal, localcontext

variable = ContextVar("variable", default="none")

@tool
async def steady():
    task = asyncio.current_task()
    token = variable.set("one")
    try:
        with localcontext() as decimals:
            decimals.prec = 3
            yield str(Decimal(1) / 3)
            yield str(Decimal(1) / 3)
        yield variable.get()
        yield asyncio.current_task() is task
    finally:
        variable.reset(token)
        print("closed in the same task", asyncio.current_task() is task)

@tool
async def timed_out():
    async with asyncio.timeout(0.01):
        yield 1
        await asyncio.sleep(600)

@tool
async def overdue():
    async with asyncio.timeout(-1):  # strikes when the generator stands at its yield
        yield 1
        yield 2
        await asyncio.sleep(600)
"""


@pytest.mark.parametrize("concurrency", [1, 4])
def test_async_generator_runs_in_one_task(start: Start, concurrency: int) -> None:
    worker = start(STEADY, concurrency=concurrency)
    id = worker.stream("steady")
    assert [worker.item(id) for _ in range(4)] == ["0.333", "0.333", "one", True]
    worker.end(id)
    id = worker.stream("steady", credit=1)
    assert worker.item(id) == "0.333"
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert [message for _, _, message in worker.prints()] == ["closed in the same task True"] * 2


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout came with Python 3.11")
@pytest.mark.parametrize("concurrency", [1, 4])
def test_timeout_around_a_yield_ends_what_comes_after_it(start: Start, concurrency: int) -> None:
    worker = start(STEADY, concurrency=concurrency)
    id = worker.stream("timed_out")
    assert worker.item(id) == 1
    failure = worker.failure(id)
    assert failure["type"] == "TimeoutError"
    assert "in timed_out" in failure["traceback"]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="asyncio.timeout came with Python 3.11")
@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize("credit", [2, 1000])
def test_timeout_that_ends_between_two_items_ends_what_comes_after_them(
    start: Start, credit: int, concurrency: int
) -> None:
    worker = start(STEADY, concurrency=concurrency)
    id = worker.stream("overdue", credit=credit)
    assert [worker.item(id), worker.item(id)] == [1, 2]
    if credit == 2:
        assert worker.is_silent()
        worker.give_credit(id, 1)
    assert worker.failure(id)["type"] == "TimeoutError"
    assert not worker.prints()


def test_signal_that_ends_the_wait_for_an_item_closes_the_generator(start: Start) -> None:
    worker = start(
        """
        import asyncio

        def late(number, frame):
            if asyncio.current_task() is None:  # the loop waits
                signal.setitimer(signal.ITIMER_REAL, 0)
                raise TimeoutError("late")

        @tool
        async def waits():
            signal.signal(signal.SIGALRM, late)
            yield 1
            try:
                signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
                await asyncio.sleep(600)
            finally:
                print("closed")
        """
    )
    id = worker.stream("waits")
    assert worker.item(id) == 1
    failure = worker.failure(id)
    assert (failure["type"], failure["message"]) == ("TimeoutError", "late")
    assert worker.prints() == [(id, "stdout", "closed")]
    assert worker.run("ping") == "pong"


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("kind", ["@tool\n{}", "@tool(thread_safe=True)\n{}", "@tool\nasync {}"])
def test_item_is_let_go_before_the_next_is_made(start: Start, kind: str, concurrency: int) -> None:
    worker = start(
        "import weakref\n"
        "class Item(list): pass\n"
        "def make(items):\n"
        "    item = Item([sum(one() is not None for one in items)])\n"
        "    items.append(weakref.ref(item))\n"
        "    return item\n"
        + kind.format("def stream():\n    items = []\n    for _ in range(3): yield make(items)\n"),
        concurrency=concurrency,
    )
    id = worker.stream("stream")
    assert [worker.item(id) for _ in range(3)] == [[0], [0], [0]]
    worker.end(id)


@pytest.mark.parametrize("concurrency", [1, 2])
@pytest.mark.parametrize("kind", ["@tool\n{}", "@tool(thread_safe=True)\n{}", "@tool\nasync {}"])
def test_last_words_of_a_stream_precede_its_end(start: Start, kind: str, concurrency: int) -> None:
    function = "def stream():\n    yield 1\n    print('without end', end='')\n"
    worker = start(kind.format(function), concurrency=concurrency)
    id = worker.stream("stream")
    assert worker.item(id) == 1
    worker.end(id)
    assert worker.prints() == [(id, "stdout", "without end")]
