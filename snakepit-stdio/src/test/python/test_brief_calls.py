"""Brief calls that were sent ahead: they aren't sent one by one, and nothing is lost by that."""

import signal
from collections.abc import Sequence
from pathlib import Path

from conftest import Start
from jvm import ANNOUNCE, CALL, ITEM, LAST, STARTED, WITH_SETTLED, Frame, Jvm, call_head, encode

TOOLS = """
import multiprocessing

@tool
def brief(number: int):
    return number

@tool
def fatal(number: int, at: int):
    if number == at:
        os.kill(os.getpid(), signal.SIGKILL)
    return number

@tool
def hold(number: int, at: int, began: str, until: str):
    if number == at:
        mark(began)
        while not Path(until).exists():
            time.sleep(0.001)
    return number

@tool
def large(number: int):
    return "x" * 100_000

@tool
def fork(number: int, at: int):
    if number == at:
        with multiprocessing.get_context("fork").Pool(1) as pool:
            return pool.apply(abs, (-number,))
    return number
"""

DONE = LAST | WITH_SETTLED


def call(tool: str, number: int, **more: object) -> bytes:
    body = "{" + f'"number":{number}'
    for key, value in more.items():
        body += f',"{key}":' + (str(value) if isinstance(value, int) else f'"{value}"')
    return encode(CALL, number, call_head(tool) + (body + "}").encode(), ANNOUNCE)


def in_order(frames: Sequence[Frame], numbers: range) -> None:
    expected = [one for id in numbers for one in ((STARTED, 0, id), (ITEM, DONE, id))]
    assert [frame[:3] for frame in frames] == expected


def test_each_call_says_started_before_its_outcome(start: Start) -> None:
    worker = start(TOOLS)
    worker.send(b"".join(call("brief", number) for number in range(1, 501)))

    in_order([worker.next() for _ in range(1000)], range(1, 501))
    assert worker.is_silent()


def test_large_results_go_between(start: Start) -> None:
    worker = start(TOOLS)
    tools = ["brief", "large", "brief"] * 20
    worker.send(b"".join(call(tool, number) for number, tool in enumerate(tools, 1)))

    in_order([worker.next() for _ in range(120)], range(1, 61))


def test_what_a_killed_worker_had_done_is_known(start: Start) -> None:
    worker = start(TOOLS)
    worker.send(b"".join(call("fatal", number, at=300) for number in range(1, 401)))
    told = frames_until_the_end(worker)

    assert worker.process.wait() == -signal.SIGKILL
    told += [one for one in worker.journal() if one not in told]
    assert told[-1][:3] == (STARTED, 0, 300)
    in_order(told[:-1], range(1, 300))


def test_a_call_that_takes_long_does_not_hold_back_those_before_it(
    start: Start, marker: Path, tmp_path: Path
) -> None:
    worker = start(TOOLS)
    until = tmp_path / "until"
    worker.send(b"".join(call("hold", n, at=50, began=marker, until=until) for n in range(1, 52)))
    worker.wait_for_file(marker)

    in_order([worker.next() for _ in range(98)], range(1, 50))
    assert worker.next()[:3] == (STARTED, 0, 50)
    until.touch()
    assert worker.next()[:3] == (ITEM, DONE, 50)
    in_order([worker.next() for _ in range(2)], range(51, 52))


def test_a_forked_child_leaves_it_alone(start: Start) -> None:
    worker = start(TOOLS)
    worker.send(b"".join(call("fork", number, at=50) for number in range(1, 101)))

    in_order([worker.next() for _ in range(200)], range(1, 101))


def frames_until_the_end(worker: Jvm) -> list[Frame]:
    frames = []
    try:
        while True:
            frames.append(worker.next())
    except EOFError:
        return frames
