"""What a forked process has of its template, and what it hasn't."""

import os
import signal
import sys
from pathlib import Path

import pytest

from templates import Start, pipes_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")


def test_several_live_side_by_side_and_share_nothing(start: Start) -> None:
    template = start()
    template.report()
    of_template = pipes_of(template.process.pid)
    workers = {number: template.fork(number) for number in (1, 2, 3)}
    for number in workers:
        template.order("go", number)
    pipes = [pipes_of(worker.pid) for worker in workers.values()]
    for worker in workers.values():
        assert worker.stdout.readline().startswith(b"worker")
        assert len(pipes_of(worker.pid)) == 3
        assert not pipes_of(worker.pid) & of_template
    assert len(set.union(*pipes)) >= 9
    assert len({os.getpgid(worker.pid) for worker in workers.values()}) == 3

    for number in (2, 3, 1):
        workers[number].run("")
        assert template.report() == {"report": "ended", "fork": number, "status": 0}
    assert pipes_of(template.process.pid) == of_template
    for worker in workers.values():
        worker.close()


@pytest.mark.parametrize(
    "closing",
    ["sys.stdout.close()", "os.close(0); os.close(1); os.close(2)"],
)
def test_what_was_loaded_may_have_closed_descriptors(
    start: Start, tmp_path: Path, closing: str
) -> None:
    closed = tmp_path / "closed_of_test.py"
    closed.write_text(
        f"import os, sys, entry_of_test\n{closing}\n"
        "def main(arguments): os.write(1, os.read(0, 9)); os._exit(4)\n"
        "entry_of_test.main = main\n"
    )
    template = start(str(closed))
    assert template.report() == {"report": "ready"}
    worker = template.fork(1)
    template.order("go", 1)
    worker.run("hello")
    assert worker.stdout.read() == b"hello\n"
    assert template.report() == {"report": "ended", "fork": 1, "status": 4}
    worker.close()


def test_handlers_of_what_was_loaded_are_those_of_the_worker(start: Start, tmp_path: Path) -> None:
    loaded = tmp_path / "handler_of_test.py"
    loaded.write_text(
        "import signal\ndef on_child(*_): pass\nsignal.signal(signal.SIGCHLD, on_child)\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})\n"
    )
    template = start(str(loaded))
    template.report()
    worker = template.fork(1)
    template.order("go", 1)
    worker.run(
        "import signal as s; print(s.getsignal(s.SIGCHLD).__name__, "
        "s.SIGCHLD in s.pthread_sigmask(s.SIG_BLOCK, ()), s.set_wakeup_fd(-1))"
    )
    assert worker.stdout.read().endswith(b"on_child True -1\n")
    assert template.report() == {"report": "ended", "fork": 1, "status": 0}
    worker.close()


def test_what_was_printed_in_part_is_not_printed_twice(start: Start, tmp_path: Path) -> None:
    printing = tmp_path / "printing_of_test.py"
    printing.write_text(
        "import io, sys\nsys.stdout.reconfigure(write_through=False)\n"
        "sys.stdout.write('once')\nsys.stdout = io.StringIO()\n"
    )
    template = start(str(printing))
    template.report()
    worker = template.fork(1)
    template.order("go", 1)
    worker.run("sys.__stdout__.flush()")
    assert worker.stdout.read() == b""
    template.report()
    worker.close()


def test_a_log_that_was_set_up_before_does_not_double_that_of_the_worker(
    start: Start, tmp_path: Path
) -> None:
    chatty = tmp_path / "chatty_of_test.py"
    chatty.write_text(
        "import logging\nlogging.basicConfig()\n"
        f"logging.getLogger().addHandler(logging.FileHandler({str(tmp_path / 'log')!r}))\n"
    )
    template = start(str(chatty))
    template.report()
    worker = template.fork(1)
    template.order("go", 1)
    worker.run("import logging; print([type(h).__name__ for h in logging.root.handlers])")
    assert worker.stdout.read().endswith(b"['FileHandler']\n")
    worker.close()


def test_generators_are_seeded_anew(start: Start, tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    seeded = tmp_path / "seeded_of_test.py"
    seeded.write_text("import numpy, random\nrandom.seed(1)\nnumpy.random.seed(1)\n")
    template = start(str(seeded))
    assert template.report() == {"report": "ready"}
    drawn = set()
    for number in (1, 2):
        worker = template.fork(number)
        template.order("go", number)
        worker.run("import random, numpy; print(random.random(), numpy.random.random())")
        drawn.update(worker.stdout.read().splitlines()[-1].split())
        template.report()
        worker.close()
    assert len(drawn) == 4


def test_a_worker_leaves_the_processes_of_the_template_alone(start: Start, tmp_path: Path) -> None:
    parent = tmp_path / "parent_of_test.py"
    parent.write_text(
        "import multiprocessing, signal\n"
        "child = multiprocessing.get_context('fork').Process(target=signal.pause, daemon=True)\n"
        "child.start()\n"
    )
    template = start(str(parent))
    template.report()
    worker = template.fork(1)
    template.order("go", 1)
    worker.run("import parent_of_test as p; print(p.child.pid)")
    pid = int(worker.stdout.read().splitlines()[-1])
    assert template.report() == {"report": "ended", "fork": 1, "status": 0}
    assert worker.stderr.read() == b""
    os.kill(pid, signal.SIGKILL)  # it is there still: nobody reaps it but the template
    worker.close()
