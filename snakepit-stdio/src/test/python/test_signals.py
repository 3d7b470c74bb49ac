"""Signal handlers of user code: what they raise strikes user code, and nothing else."""

import os
import signal
from pathlib import Path

import pytest

from conftest import Start
from jvm import HOST_CALL, ITEM, PROGRESS

TOOLS = """
import logging
from contextlib import contextmanager

class Late(Exception): pass

def strike(number=signal.SIGUSR1, frame=None): raise Late(f"signal {number}")

signal.signal(signal.SIGUSR1, strike)

@contextmanager
def struck_in(action, after=False):
    "A signal comes while the wire reads or writes."
    from snakepit import _current
    carrier = _current.engine.wire._carrier
    inner = getattr(carrier, action)
    def strike(*arguments):
        if not after: signal.raise_signal(signal.SIGUSR1)
        given = inner(*arguments)
        if after: signal.raise_signal(signal.SIGUSR1)
        return given
    setattr(carrier, action, strike)
    try:
        yield
    finally:
        setattr(carrier, action, inner)

@tool
def talks(how):
    try:
        with struck_in("write"):
            if how == "progress": context.progress(1)
            if how == "print": print("whole")
            if how == "log": logging.getLogger("mine").info("whole")
            if how == "host": context.host.lookup()
    except Late as late:
        return str(late)

@tool
def hears(how):
    with struck_in("read", after=True):
        try:
            if how == "host": return context.host.lookup()
            while how == "cancelled": context.cancelled
        except Late as late:
            return str(late)

@tool
def waits():
    try:
        return context.host.lookup()
    except Late as late:
        return str(late)

@tool
def waits_until(path):
    struck = []
    def strike_once(number, frame):
        if Path(path).exists() and not struck:
            struck.append(number)
            strike(number)
    signal.signal(signal.SIGALRM, strike_once)
    signal.setitimer(signal.ITIMER_REAL, 0.01, 0.01)
    try:
        return waits()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)

@tool
def notes(path):
    signal.signal(signal.SIGUSR2, lambda number, frame: mark(path))
    return context.host.lookup()

@tool
async def awaits():
    try:
        return await context.host_async.lookup()
    except Late as late:
        return str(late)

@tool
def counts():
    try:
        from snakepit import _current
        outcomes = _current.engine.outcomes
        item = outcomes.item
        def strike(*arguments):
            outcomes.item = item
            signal.raise_signal(signal.SIGUSR1)
            return item(*arguments)
        outcomes.item = strike
        yield 1
    finally:
        print("closed")

@tool
def leaves(path):
    class Slow(dict):
        def items(self):
            signal.raise_signal(signal.SIGUSR1)
            return super().items()
    return Slow(a=1)

@tool
def restores():
    before = signal.signal(signal.SIGUSR1, signal.SIG_IGN)
    ignored = signal.getsignal(signal.SIGUSR1)
    signal.signal(signal.SIGUSR1, before)
    return [before is strike, ignored is signal.SIG_IGN, signal.getsignal(signal.SIGUSR1) is strike]

@tool
def terminates(path):
    before = signal.signal(signal.SIGTERM, strike)
    assert signal.getsignal(signal.SIGTERM) is strike
    mark(path)
    time.sleep(600)

@tool
def forks():
    pid = os.fork()
    if pid == 0:
        try:
            signal.signal(signal.SIGTERM, strike)
            for number in signal.SIGUSR1, signal.SIGTERM:
                try:
                    signal.raise_signal(number)
                except Late: pass
                else: os._exit(1)
            os._exit(0)
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
"""

USER_1 = f"signal {int(signal.SIGUSR1)}"


@pytest.mark.parametrize("how", ["progress", "print", "log"])
def test_what_is_being_sent_is_sent_whole_and_once(start: Start, how: str) -> None:
    worker = start(TOOLS)
    id = worker.call("talks", {"how": how})
    if how == "progress":
        assert worker.next().json()["done"] == 1
    assert worker.result(id) == USER_1
    assert how == "progress" or [one[2] for one in worker.prints()] == ["whole"]
    assert worker.run("ping") == "pong"


def test_a_call_of_the_host_that_is_being_sent_is_given_up_after_it(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("talks", {"how": "host"})
    request = worker.next()
    assert worker.result(id) == USER_1
    worker.reply(request, "too late")
    assert worker.run("ping") == "pong"


def test_what_is_being_read_isnt_lost(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("hears", {"how": "host"})
    request = worker.next()
    pong = worker.call("ping")
    worker.reply(request, "there")
    assert worker.result(id) in (USER_1, "there")  # the signal came while a thread of ours read
    assert worker.result(pong) == "pong"


def test_a_look_for_the_cancellation_loses_nothing(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("hears", {"how": "cancelled"})
    pong = worker.call("ping")
    assert worker.result(id) == USER_1
    assert worker.result(pong) == "pong"


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
@pytest.mark.parametrize("concurrency", [1, 2])
def test_a_handler_ends_the_wait_for_the_host(start: Start, concurrency: int, carrier: str) -> None:
    worker = start(TOOLS, concurrency=concurrency, carrier=carrier)
    for _ in range(2):
        id = worker.call("waits")
        request = worker.next()
        worker.process.send_signal(signal.SIGUSR1)
        assert worker.result(id) == USER_1
        worker.reply(request, "too late")
    id = worker.call("waits")
    worker.reply(worker.next(), "in time")
    assert worker.result(id) == "in time"
    assert worker.run("ping") == "pong"


def test_an_alarm_ends_the_wait_for_the_host(start: Start, marker: Path) -> None:
    worker = start(TOOLS)
    id = worker.call("waits_until", {"path": str(marker)})
    request = worker.next()
    marker.touch()
    assert worker.result(id) == f"signal {int(signal.SIGALRM)}"
    worker.reply(request, "too late")


@pytest.mark.parametrize("concurrency", [1, 2])
def test_a_handler_that_returns_lets_the_wait_go_on(
    start: Start, marker: Path, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call("notes", {"path": str(marker)})
    request = worker.next()
    for _ in range(2):
        worker.process.send_signal(signal.SIGUSR2)
        worker.wait_for_file(marker)
        marker.unlink()
    nested = worker.call("ping", parent=id)
    assert worker.result(nested) == "pong"
    worker.reply(request, 1)
    assert worker.result(id) == 1


def test_a_wait_that_handlers_could_end_can_be_cancelled(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.call("waits")
    worker.next()
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("ping") == "pong"


def test_an_item_that_is_being_sent_is_whole_and_the_stream_ends(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("counts")
    assert worker.item(id) == 1
    assert worker.failure(id)["type"] == "tools.Late"
    assert [message for _, _, message in worker.prints()] == ["closed"]
    assert worker.run("ping") == "pong"


def test_a_handler_that_raises_between_calls_is_told_of_and_the_worker_serves_on(
    start: Start,
) -> None:
    worker = start(TOOLS)
    assert worker.run("ping") == "pong"
    for _ in range(2):
        worker.process.send_signal(signal.SIGUSR1)
        assert worker.is_silent()
    assert worker.run("ping") == "pong"
    assert "raised where no call could catch it" in worker.stderr()
    assert f"Late: {USER_1}" in worker.stderr()


@pytest.mark.skipif(not hasattr(signal, "SIGRTMIN"), reason="there are no real-time signals")
def test_a_signal_without_a_name_is_told_of_by_its_number(start: Start) -> None:
    worker = start(TOOLS + "\nsignal.signal(signal.SIGRTMIN + 1, strike)")
    worker.process.send_signal(signal.SIGRTMIN + 1)
    assert worker.run("ping") == "pong"
    assert f"Late: signal {signal.SIGRTMIN + 1}" in worker.stderr()


def test_a_worker_that_can_tell_nobody_serves_on(start: Start) -> None:
    worker = start(TOOLS + "\n@tool\ndef shuts(): os.close(2)")
    worker.run("shuts")
    worker.process.send_signal(signal.SIGUSR1)
    assert worker.is_silent()
    assert worker.run("ping") == "pong"


def test_a_signal_after_the_code_of_a_call_doesnt_strike_the_next_one(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS)
    first, second = worker.call("leaves", {"path": str(marker)}), worker.call("ping")
    assert worker.result(first) == {"a": 1}
    assert worker.result(second) == "pong"
    assert f"Late: {USER_1}" in worker.stderr()


def test_handlers_are_given_back_as_they_were_set(start: Start) -> None:
    assert start(TOOLS).run("restores") == [True, True, True]


def test_calls_can_be_cancelled_whoever_handles_the_signal(start: Start, marker: Path) -> None:
    worker = start(TOOLS)
    id = worker.call("terminates", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("ping") == "pong"
    assert any("SIGTERM" in message for _, _, message in worker.prints())


def test_a_handler_that_the_tools_set_for_the_signal_of_ours_is_told_of(start: Start) -> None:
    worker = start(
        """
        signal.signal(signal.SIGTERM, lambda *_: None)

        @tool
        def nothing(): pass
        """
    )
    assert [message for _, _, message in worker.prints()] == [
        "SIGTERM cancels calls; the handler that is set for it isn't called"
    ]


def test_a_forked_child_has_handlers_as_usual(start: Start) -> None:
    assert start(TOOLS).run("forks") == 0


def test_a_hook_catches_what_its_handler_raises(start: Start) -> None:
    worker = start(
        TOOLS
        + """
seen = []
try:
    signal.raise_signal(signal.SIGUSR1)
except Late:
    seen.append("load")

@on_start
def late():
    try:
        signal.raise_signal(signal.SIGUSR1)
    except Late:
        seen.append("start")

@on_stop
def stopping():
    try:
        signal.raise_signal(signal.SIGUSR1)
    except Late:
        print("stop")

@tool
def seen_by(): return seen
"""
    )
    assert worker.run("seen_by") == ["load", "start"]
    assert worker.stop() == 0
    with pytest.raises(EOFError):
        worker.next()
    assert [message for _, _, message in worker.prints()] == ["stop"]


@pytest.mark.parametrize("concurrency", [1, 2])
def test_alarms_at_any_instant_leave_the_wire_whole(start: Start, concurrency: int) -> None:
    """A timer strikes at random places; whatever it hits, the calls have their outcomes."""
    worker = start(
        TOOLS
        + """
import random
signal.signal(signal.SIGALRM, strike)

@tool
def storm(seed: int):
    chance = random.Random(seed)
    struck = 0
    for number in range(40):
        try:
            try:
                signal.setitimer(signal.ITIMER_REAL, chance.uniform(1e-6, 3e-4))
                context.progress(number)
                print("a line")
                context.cancelled
                if number % 10 == 0: context.host.lookup()
                time.sleep(0.0004)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        except Late:
            struck += 1
    return struck
""",
        concurrency=concurrency,
    )
    struck = 0
    for seed in range(25):
        id = worker.call("storm", {"seed": seed})
        while (frame := worker.next()).kind != ITEM:
            assert frame.kind in (PROGRESS, HOST_CALL), frame
            if frame.kind == HOST_CALL:
                worker.reply(frame, "x" * (70_000 if seed % 2 else 1))
        assert frame.call == id
        struck += frame.json()
    assert struck
    assert worker.run("ping") == "pong"
    assert os.waitpid(worker.process.pid, os.WNOHANG) == (0, 0)
