"""A template loads once, forks on order, tells of every end, and leaves its children alone."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks on Linux alone")

_MAIN = Path(__file__).parents[2] / "main" / "python"

ENTRY = """
import os, sys
{prepare}
def main(arguments):
    print("worker", *arguments, sys.argv[2:], flush=True)
    line = sys.stdin.readline().strip()
    if line:
        exec(line)
    sys.exit(0)
"""


class Template:
    """A template process, as the JVM sees it."""

    def __init__(self, folder: Path, sources: Sequence[str], prepare: str) -> None:
        (folder / "entry_of_test.py").write_text(ENTRY.format(prepare=prepare))
        paths = os.pathsep.join((str(_MAIN), str(folder)))
        boot = str(_MAIN / "snakepit" / "_boot.py")
        self.process = subprocess.Popen(
            [sys.executable, boot, paths, "snakepit._template", "entry_of_test", *sources],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )

    def report(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, self.errors()
        report: dict[str, Any] = json.loads(line)
        return report

    def errors(self) -> str:
        assert self.process.stderr is not None
        return self.process.stderr.read().decode()

    def order(self, order: str, fork: int, *arguments: str) -> None:
        self.orders({"order": order, "fork": fork, "arguments": arguments})

    def orders(self, *orders: dict[str, Any]) -> None:
        """Give them in one piece."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"".join(json.dumps(order).encode() + b"\n" for order in orders))
        self.process.stdin.flush()

    def fork(self, number: int, *arguments: str) -> "Worker":
        self.order("fork", number, *arguments)
        report = self.report()
        assert (report["report"], report["fork"]) == ("forked", number)
        return Worker(report["pid"])

    def close(self) -> None:
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        self.process.kill()
        self.process.wait()


class Worker:
    """A forked process and its pipes."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.stdin = self._open(0, "wb")
        self.stdout = self._open(1, "rb")
        self.stderr = self._open(2, "rb")

    def _open(self, descriptor: int, mode: str) -> IO[bytes]:
        return open(f"/proc/{self.pid}/fd/{descriptor}", mode)

    def run(self, code: str) -> None:
        self.stdin.write(code.encode() + b"\n")
        self.stdin.flush()

    def close(self) -> None:
        for stream in (self.stdin, self.stdout, self.stderr):
            stream.close()


Start = Callable[..., Template]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Template] = []

    def starter(*sources: str, prepare: str = "") -> Template:
        template = Template(tmp_path, sources, prepare)
        started.append(template)
        return template

    yield starter
    for template in started:
        template.close()


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
    second = template.report()
    assert second["report"] == "forked"

    assert template.report() == {"report": "ended", "fork": 1, "signal": 9}
    template.order("drop", 2)
    assert template.report() == {"report": "ended", "fork": 2, "status": 0}
    worker.close()


def test_several_live_side_by_side_and_share_nothing(start: Start) -> None:
    template = start()
    template.report()
    of_template = _pipes(template.process.pid)
    workers = {number: template.fork(number) for number in (1, 2, 3)}
    for number in workers:
        template.order("go", number)
    pipes = [_pipes(worker.pid) for worker in workers.values()]
    for worker in workers.values():
        assert worker.stdout.readline().startswith(b"worker")
        assert len(_pipes(worker.pid)) == 3
        assert not _pipes(worker.pid) & of_template
    assert len(set.union(*pipes)) >= 9
    assert len({os.getpgid(worker.pid) for worker in workers.values()}) == 3

    for number in (2, 3, 1):
        workers[number].run("")
        assert template.report() == {"report": "ended", "fork": number, "status": 0}
    assert _pipes(template.process.pid) == of_template
    for worker in workers.values():
        worker.close()


def _pipes(pid: int) -> set[str]:
    folder = f"/proc/{pid}/fd"
    links = set()
    for name in os.listdir(folder):
        try:
            links.add(os.readlink(f"{folder}/{name}"))
        except OSError:
            continue
    return {link for link in links if link.startswith("pipe:")}


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


def test_sources_are_loaded_once(start: Start, tmp_path: Path) -> None:
    model = tmp_path / "model_of_test.py"
    model.write_text("import os\nPID = os.getpid()\nprint('loaded', flush=True)\n")
    template = start(str(model), "json")
    template.report()
    for number in (1, 2):
        worker = template.fork(number)
        template.order("go", number)
        worker.run("import model_of_test as m; print(m.PID == os.getppid(), 'json' in sys.modules)")
        assert worker.stdout.read().endswith(b"True True\n")
        assert template.report()["report"] == "ended"
        worker.close()
    template.process.kill()
    assert template.errors() == "loaded\n"


@pytest.mark.parametrize(
    ("source", "code", "message"),
    [
        ("no_such_module_at_all", "TOOLS_NOT_FOUND", "there is no module 'no_such_module_at_all'"),
        ("/no/such/file.py", "TOOLS_NOT_FOUND", "there is no file or folder /no/such/file.py"),
    ],
)
def test_what_is_not_there_is_named(start: Start, source: str, code: str, message: str) -> None:
    template = start("json", source)
    report = template.report()
    assert report["report"] == "failed"
    assert report["error"]["code"] == code
    assert report["error"]["message"].startswith("the option preload: " + message)
    assert template.process.wait(30) == 1


def test_what_fails_has_its_traceback(start: Start, tmp_path: Path) -> None:
    broken = tmp_path / "broken_of_test.py"
    broken.write_text("raise KeyError('weights')\n")
    report = start(str(broken)).report()
    assert report["error"]["type"] == "KeyError"
    assert "broken_of_test.py" in report["error"]["traceback"]


def test_threads_make_it_unfit(start: Start, tmp_path: Path) -> None:
    busy = tmp_path / "busy_of_test.py"
    busy.write_text(
        "import threading\n"
        "threading.Thread(target=threading.Event().wait, name='fetcher', daemon=True).start()\n"
    )
    template = start("json", str(busy))
    report = template.report()
    assert report["report"] == "unfit"
    assert report["reason"].startswith(f"{busy} has left threads running (fetcher)")
    assert template.process.wait(30) == 0


def test_threads_that_have_ended_do_not(start: Start, tmp_path: Path) -> None:
    busy = tmp_path / "ended_of_test.py"
    busy.write_text(
        "import threading\nt = threading.Thread(target=lambda: None)\nt.start()\nt.join()\n"
    )
    assert start(str(busy)).report() == {"report": "ready"}


def test_what_the_entry_prepares_is_there_before(start: Start) -> None:
    template = start(prepare="def prepare():\n    sys.prepared_by = os.getpid()\n")
    template.report()
    worker = template.fork(1)
    template.order("go", 1)
    worker.run("print(sys.prepared_by == os.getppid())")
    assert worker.stdout.read().endswith(b"True\n")
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


def test_no_more_processes_is_told(start: Start, tmp_path: Path) -> None:
    template = start(prepare="def refuse():\n    raise OSError(11, 'no more')\nos.fork = refuse\n")
    template.report()
    before = _pipes(template.process.pid)
    template.order("fork", 1)
    report = template.report()
    assert report == {"report": "not-forked", "fork": 1, "reason": "[Errno 11] no more"}
    assert _pipes(template.process.pid) == before


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
        "s.SIGCHLD in s.pthread_sigmask(s.SIG_BLOCK, ()))"
    )
    assert worker.stdout.read().endswith(b"on_child True\n")
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
