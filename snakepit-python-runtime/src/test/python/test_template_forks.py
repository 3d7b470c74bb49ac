"""A template forks on order, and tells of every end."""

import os
import select
import signal
import sys
from pathlib import Path

import pytest

from templates import Start, pipes_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")


def test_a_forked_process_waits_until_it_is_let_go(start: Start) -> None:
    template = start()
    assert template.report() == {"report": "ready"}

    worker = template.fork(1, "--wire", "x y")
    assert not select.select([worker.stdout], [], [], 0)[0]
    template.order("go", 1)

    assert worker.stdout.readline() == b"worker --wire x y ['entry_of_test', '--wire', 'x y']\n"
    worker.run("")
    assert template.report() == {"report": "ended", "fork": 1, "status": 0}
    worker.close()


@pytest.mark.parametrize(
    ("code", "end"),
    [
        ("sys.exit(3)", {"status": 3}),
        ("sys.exit('no licence')", {"status": 1}),
        ("1 / 0", {"status": 1}),
        ("os._exit(255)", {"status": 255}),
        ("os.kill(os.getpid(), 9)", {"signal": int(signal.SIGKILL)}),
        ("os.kill(os.getpid(), 11)", {"signal": int(signal.SIGSEGV)}),
    ],
)
def test_each_end_is_told(start: Start, code: str, end: dict[str, int]) -> None:
    template = start()
    template.report()
    worker = template.fork(7)
    template.order("go", 7)
    worker.run(code)

    assert template.report() == {"report": "ended", "fork": 7, **end}
    errors = worker.stderr.read()
    assert ("no licence" in code) == (b"no licence" in errors)
    assert ("1 / 0" in code) == (b"ZeroDivisionError" in errors)
    worker.close()


def test_one_that_is_dropped_runs_nothing(start: Start) -> None:
    template = start()
    template.report()
    worker = template.fork(1)

    template.order("drop", 1)

    assert template.report() == {"report": "ended", "fork": 1, "status": 0}
    assert worker.stdout.read() == b""
    worker.close()


def test_one_that_is_killed_while_it_waits_is_told_of(start: Start) -> None:
    template = start()
    template.report()
    worker = template.fork(1)
    os.kill(worker.pid, signal.SIGKILL)
    assert template.report() == {"report": "ended", "fork": 1, "signal": 9}
    template.order("go", 1)  # too late, and no harm

    second = template.fork(2)
    template.order("drop", 2)
    assert template.report()["fork"] == 2
    worker.close()
    second.close()


def test_one_that_dies_as_it_is_let_go_takes_no_other_along(start: Start, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    template = start(
        prepare=f"""
def kill_victim():
    if os.path.exists({str(victim)!r}):
        pid = int(open({str(victim)!r}).read())
        os.kill(pid, 9)
        os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
os.register_at_fork(before=kill_victim)
"""
    )
    template.report()
    worker = template.fork(1)
    victim.write_text(str(worker.pid))
    template.orders({"order": "fork", "fork": 2}, {"order": "go", "fork": 1})
    told = sorted((template.report() for _ in range(2)), key=lambda report: report["fork"])
    assert told[0] == {"report": "ended", "fork": 1, "signal": 9}
    assert told[1]["report"] == "forked"

    template.order("drop", 2)
    assert template.report() == {"report": "ended", "fork": 2, "status": 0}
    worker.close()


def test_one_that_hangs_in_a_hook_holds_nobody_up(start: Start, tmp_path: Path) -> None:
    template = start(prepare=_hanging_once(tmp_path))
    template.report()
    before = pipes_of(template.process.pid)
    first = template.fork(1)
    template.order("go", 1)
    second = template.fork(2)
    (tmp_path / "hang").touch()

    template.order("fork", 3)
    fourth = template.fork(4)
    first.run("sys.exit(5)")
    assert template.report() == {"report": "ended", "fork": 1, "status": 5}
    template.order("drop", 2)
    assert template.report() == {"report": "ended", "fork": 2, "status": 0}

    template.order("go", 4)
    assert fourth.stdout.readline().startswith(b"worker")
    assert len(pipes_of(fourth.pid)) == 3
    template.order("drop", 3)
    assert template.report() == {"report": "ended", "fork": 3, "signal": 9}
    fourth.run("")
    assert template.report() == {"report": "ended", "fork": 4, "status": 0}
    assert pipes_of(template.process.pid) == before
    template.process.kill()
    assert "in hang" in template.errors()
    for worker in (first, second, fourth):
        worker.close()


def _hanging_once(folder: Path) -> str:
    """If there is a file, the next process hangs in a hook; the file is gone then."""
    place = str(folder / "hang")
    return f"""
import time
def arm():
    sys.hangs = os.path.exists({place!r})
    if sys.hangs:
        os.remove({place!r})
def hang():
    if sys.hangs:
        time.sleep(1000)
os.register_at_fork(before=arm, after_in_child=hang)
"""


@pytest.mark.parametrize("leaving", ["", "if os.fork() == 0: time.sleep(5)"])
def test_one_that_ends_in_a_hook_is_no_worker(start: Start, leaving: str) -> None:
    template = start(
        prepare=f"""
import time
hooked = []
def end():
    if not hooked:
        hooked.append(os.getpid())
        {leaving}
        os._exit(3)
os.register_at_fork(after_in_child=end)
"""
    )
    template.report()
    before = pipes_of(template.process.pid)

    template.order("fork", 1)

    assert template.report() == {"report": "ended", "fork": 1, "status": 3}
    assert pipes_of(template.process.pid) == before


def test_no_more_processes_is_told(start: Start, tmp_path: Path) -> None:
    template = start(prepare="def refuse():\n    raise OSError(11, 'no more')\nos.fork = refuse\n")
    template.report()
    before = pipes_of(template.process.pid)
    template.order("fork", 1)
    report = template.report()
    assert report == {"report": "not-forked", "fork": 1, "reason": "[Errno 11] no more"}
    assert pipes_of(template.process.pid) == before


def test_when_the_jvm_is_gone_so_are_all(start: Start) -> None:
    template = start()
    template.report()
    worker = template.fork(1)
    template.order("go", 1)
    worker.stdout.readline()
    worker.run("import snakepit._process as p; p.settle_in(); print('settled'); sys.stdin.read()")
    assert worker.stdout.readline() == b"settled\n"

    assert template.process.stdin is not None
    template.process.stdin.close()

    assert template.process.wait(30) == 0
    assert worker.stdout.read() == b""  # its end is the pipe's
    worker.close()
