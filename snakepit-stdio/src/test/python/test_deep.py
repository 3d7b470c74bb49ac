"""Tools that use the context where Python has few frames left."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import ITEM, LAST, LOG, PROGRESS

TOOLS = """
LIMIT = sys.getrecursionlimit()
LINE = "x" * 60_000

def sink(depth, bottom):
    return bottom() if depth <= 0 else sink(depth - 1, bottom)

@tool
def looks(folder):
    refused = 0
    for number in range(120):
        mark(f"{folder}/at-{number}")
        while not Path(folder, str(number)).exists(): pass
        try: sink(LIMIT - 120 + number, lambda: context.cancelled)
        except RecursionError: refused += 1
    return refused

def always(step):
    def fall(depth):
        if depth > LIMIT - 120: step()
        fall(depth + 1)
    for _ in range(10):
        try: fall(0)
        except RecursionError: pass

@tool
def prints(): always(lambda: print(LINE))

@tool(thread_safe=True)
def prints_beside(): always(lambda: print(LINE))

@tool
def reports(): always(lambda: context.progress(1, 2, LINE))
"""


def test_calls_that_arrive_meanwhile_are_not_lost(start: Start, tmp_path: Path) -> None:
    worker = start(TOOLS)
    id = worker.call("looks", {"folder": str(tmp_path)})
    sent = []
    for number in range(120):
        worker.wait_for_file(tmp_path / f"at-{number}")
        sent.append(worker.call("ping"))
        (tmp_path / str(number)).touch()
    assert worker.result(id) > 0
    assert [worker.result(ping) for ping in sent] == ["pong"] * 120


@pytest.mark.parametrize("tool", ["prints", "prints_beside", "reports"])
@pytest.mark.parametrize("concurrency", [1, 2])
def test_what_is_sent_is_whole(start: Start, tool: str, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call(tool)
    while (frame := worker._next_of_all()).kind != ITEM:
        assert (frame.kind, frame.call) in ((LOG, id), (PROGRESS, id))
        frame.json()
    assert frame.flags & LAST
    assert worker.run("ping") == "pong"
