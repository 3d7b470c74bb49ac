"""Tools that start processes, and what becomes of the worker's own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Start
from jvm import CALL, PATIENCE, PREAMBLE, Jvm, call_head, encode

TOOLS = """
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

def square(x):
    return x * x

@tool
def forks(returns: str):
    pid = os.fork()
    if pid == 0:
        print("from the child")
        try: context.host.lookup()
        except ContextError as error: os.write(2, f"no context: {error}\\n".encode())
        if returns == "raise": raise ValueError("in the child")
        if returns == "exit": sys.exit(7)
        return "child"
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def fork_without_stderr():
    pid = os.fork()
    if pid == 0:
        os.close(2)
        raise ValueError("nobody is told")
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

@tool
def forks_without_stderr(): return fork_without_stderr()

@tool(thread_safe=True)
def forks_on_a_thread_without_stderr(): return fork_without_stderr()

@tool
def closes_stderr(): os.close(2)

@tool
def forks_in_a_stream():
    yield 1
    pid = os.fork()
    yield "child" if pid == 0 else os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

@dataclass
class Row:
    returns: str
    status: object = None

    def __getattribute__(self, name):
        if name != "status": return object.__getattribute__(self, name)
        pid = os.fork()
        if pid == 0:
            if self.returns == "raise": raise ValueError("in the child")
            return "child"
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

@tool
def forks_in_its_result(returns: str): return Row(returns)

@tool(thread_safe=True)
def forks_in_its_result_on_a_thread(returns: str): return Row(returns)

@tool
def forks_in_an_item(returns: str): yield Row(returns)

@tool
def pool(method: str):
    with multiprocessing.get_context(method).Pool(2) as workers:
        return workers.map(square, range(5))

@tool
def executor(method: str):
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as workers:
        return list(workers.map(square, range(5)))

@tool
def executor_left(method: str):
    global left
    left = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method))
    return left.submit(square, 3).result()

@tool
def child_signal():
    pid = os.fork()
    if pid == 0:
        time.sleep(600)
    os.kill(pid, signal.SIGTERM)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

@tool
def program_signal():
    import subprocess
    child = subprocess.Popen(["sleep", "600"])
    child.terminate()
    return child.wait()

@tool
def group(): return [os.getpid(), os.getpgid(0)]

@tool
def dies(): os._exit(9)

@tool
def thread_left():
    threading.Thread(target=time.sleep, args=(600,)).start()

@tool
def sleeps(path):
    mark(path)
    time.sleep(600)

@on_stop
def stopping():
    print("stopping")
    mark(os.environ.get("STOP_MARK", "/dev/null"))
"""

AT_A_TERMINAL = """
import os, pty, sys
from snakepit import _process

def terminal():
    try:
        os.close(os.open("/dev/tty", os.O_RDWR))
        return "a terminal"
    except OSError:
        return "none"

report = os.dup(1)
leader, _ = pty.fork()
if leader == 0:
    if os.fork() == 0:
        os.write(report, f"as started: {terminal()}\\n".encode())
        _process.settle_in()
        os.write(report, f"settled in: {terminal()}\\n".encode())
        os._exit(0)
    os.wait()
    os._exit(0)
os.wait()
"""


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
@pytest.mark.parametrize(("returns", "status"), [("return", 0), ("raise", 1), ("exit", 7)])
def test_forked_child_can_not_answer(start: Start, returns: str, status: int, carrier: str) -> None:
    worker = start(TOOLS, carrier=carrier)
    assert worker.run("forks", {"returns": returns}) == status
    assert worker.run("ping") == "pong"
    assert not worker.logs
    stderr = worker.stderr()
    assert "from the child" in stderr
    assert "no context: a process that a tool forked has no part" in stderr
    assert ("ValueError: in the child" in stderr) == (returns == "raise")


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
def test_grandchild_has_what_the_child_opened(start: Start, carrier: str) -> None:
    worker = start(
        """
        @tool
        def forks() -> int:
            pid = os.fork()
            if pid == 0:
                opened = [os.open(os.devnull, os.O_RDONLY) for _ in range(20)]
                grandchild = os.fork()
                if grandchild == 0:
                    for descriptor in opened:
                        os.fstat(descriptor)
                    os._exit(7)
                os._exit(os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1]))
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        """,
        carrier=carrier,
    )
    assert worker.run("forks") == 7


def test_grandchild_keeps_the_signal_handlers_of_the_child(start: Start) -> None:
    worker = start(
        """
        @tool
        def forks() -> int:
            pid = os.fork()
            if pid == 0:
                signal.signal(signal.SIGTERM, lambda *_: os._exit(7))
                grandchild = os.fork()
                if grandchild == 0:
                    os.kill(os.getpid(), signal.SIGTERM)
                    os._exit(1)
                os._exit(os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1]) % 256)
            return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        """
    )
    assert worker.run("forks") == 7


def test_child_forked_while_starting_has_no_part_in_the_wire(start: Start) -> None:
    worker = start(
        """
        @on_start
        def forks():
            pid = os.fork()
            print("in the child" if pid == 0 else "in the parent")
            if pid: os.waitpid(pid, 0)

        @tool
        def f(): return 1
        """
    )
    assert worker.run("f") == 1
    assert worker.prints() == [(0, "stdout", "in the parent")]
    assert "in the child" in worker.stderr()


def test_forked_child_of_a_stream_can_not_answer(start: Start) -> None:
    worker = start(TOOLS)
    id = worker.stream("forks_in_a_stream")
    assert [worker.item(id), worker.item(id)] == [1, 0]
    worker.end(id)


@pytest.mark.parametrize(("returns", "status"), [("value", 0), ("raise", 1)])
@pytest.mark.parametrize("where", ["result", "result_on_a_thread", "item"])
def test_child_that_is_forked_by_a_value_can_not_answer(
    start: Start, where: str, returns: str, status: int
) -> None:
    worker = start(TOOLS)
    if where == "item":
        answer = worker.item(worker.stream("forks_in_an_item", {"returns": returns}))
    else:
        answer = worker.run(f"forks_in_its_{where}", {"returns": returns})
    assert answer["status"] == status


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_multiprocessing_gives_right_results(start: Start, method: str) -> None:
    worker = start(TOOLS)
    assert worker.run("pool", {"method": method}) == [0, 1, 4, 9, 16]
    assert worker.run("executor", {"method": method}) == [0, 1, 4, 9, 16]
    assert worker.stop() == 0  # killed, it would leave the folder of the fork server's socket


def test_children_die_of_sigterm_as_they_would_elsewhere(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("child_signal") == -signal.SIGTERM
    assert worker.run("program_signal") == -signal.SIGTERM


def test_worker_leads_a_process_group_of_its_own(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("group") == [worker.process.pid, worker.process.pid]


def test_worker_has_no_terminal_to_wait_at() -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    at_a_terminal = subprocess.run(
        [sys.executable, "-c", AT_A_TERMINAL], env=environment, capture_output=True, text=True
    )
    assert at_a_terminal.stdout == "as started: a terminal\nsettled in: none\n", at_a_terminal


def test_worker_that_exits_by_force_is_gone(start: Start) -> None:
    worker = start(TOOLS)
    worker.call("dies")
    assert worker.process.wait(PATIENCE) == 9


@pytest.mark.parametrize("carrier", ["socket", "pipes"])
def test_idle_worker_ends_when_the_jvm_is_gone(start: Start, carrier: str) -> None:
    worker = start(TOOLS, carrier=carrier)
    assert worker.hang_up() == 0
    assert worker.stderr() == ""


def test_worker_waiting_for_the_host_ends_when_the_jvm_is_gone(start: Start) -> None:
    worker = start("@tool\ndef asks(): context.host.lookup()")
    worker.call("asks")
    worker.next()
    assert worker.hang_up() == 0


def test_stop_runs_the_hooks_and_ends_in_spite_of_threads(start: Start) -> None:
    worker = start(TOOLS)
    worker.run("thread_left")
    assert worker.stop() == 0
    with pytest.raises(EOFError):
        worker.next()
    assert worker.prints() == [(0, "stdout", "stopping")]


def test_failing_stop_hook_is_told_and_the_others_run(start: Start) -> None:
    worker = start(
        """
        @on_stop
        def last(): print("last")

        @on_stop
        def first(): raise ValueError("first")

        @tool
        def nothing(): pass
        """
    )
    assert worker.stop() == 0
    with pytest.raises(EOFError):
        worker.next()
    lines = [message for _, _, message in worker.prints()]
    assert lines[0] == "a stop hook failed"
    assert lines[-2:] == ["ValueError: first", "last"]


def test_stop_begins_no_further_call(start: Start) -> None:
    worker = start(TOOLS)
    worker.send(encode(0x07, 0) + encode(CALL, 5, call_head("ping") + b"{}"))
    assert worker.process.wait(PATIENCE) == 0
    with pytest.raises(EOFError):
        worker.next()


def test_damage_to_the_wire_ends_the_worker_with_one_line(start: Start) -> None:
    for damage in (
        encode(0x55, 1),
        encode(CALL, 1, call_head("ping") + b"{}", flags=64),
        encode(CALL, 1, b"short"),
        encode(0x03, 1),
        encode(0x05, 1, b"1234"),
        encode(0x01, 0, PREAMBLE + b"{}"),
        b"\xff\xff\xff\xff" + b"x" * 100,
        b"\0\0\0\x01" + b"x" * 100,
        b"\0\0\0\x20\x02\0\0\xff" + b"x" * 100,
        encode(CALL, 1, call_head("ping")[:20] + b"\xff\xff" + b"\0" * 100),
    ):
        worker = start(TOOLS)
        worker.send(damage)
        assert worker.process.wait(PATIENCE) == 70, damage
        (line,) = worker.stderr().splitlines()
        assert line.startswith("snakepit: the wire is damaged: ")


@pytest.mark.parametrize("concurrency", [1, 2])
def test_worker_that_can_tell_nobody_of_damage_ends_all_the_same(
    start: Start, concurrency: int
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    worker.run("closes_stderr")
    worker.send(encode(0x55, 1))
    assert worker.process.wait(PATIENCE) == 70


@pytest.mark.parametrize("tool", ["forks_without_stderr", "forks_on_a_thread_without_stderr"])
@pytest.mark.parametrize("concurrency", [1, 2])
def test_forked_child_that_can_tell_nobody_of_its_error_ends_all_the_same(
    start: Start, concurrency: int, tool: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    assert worker.run(tool) == 1
    assert worker.run("ping") == "pong"


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="the death signal is Linux's")
def test_worker_in_user_code_dies_with_its_parent(tmp_path: Path) -> None:
    """A stand-in for the JVM, in a child, is killed while the worker sleeps in its tool."""
    tools = tmp_path / "tools.py"
    tools.write_text(
        "from snakepit import tool\nimport time, os\n@tool\ndef sleeps(path):\n"
        "    open(path + '.new', 'w').write(str(os.getpid()))\n"
        "    os.rename(path + '.new', path)\n    time.sleep(600)\n"
    )
    mark = tmp_path / "pid"
    parent = os.fork()
    if parent == 0:
        worker = Jvm([tools], tmp_path, carrier="pipes")
        worker.answer()
        worker.call("sleeps", {"path": str(mark)})
        signal.pause()
    end = time.monotonic() + PATIENCE
    while not mark.exists():
        assert time.monotonic() < end
        time.sleep(0.001)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    while is_alive(int(mark.read_text())):
        assert time.monotonic() < end, "the worker outlived its parent"
        time.sleep(0.001)


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; a zombie doesn't."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):  # its parent may ask for its status any time
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_an_executor_that_was_left_open_does_not_hold_up_the_end(start: Start, method: str) -> None:
    worker = start(TOOLS)
    assert worker.run("executor_left", {"method": method}) == 9
    assert worker.stop() == 0


def test_stream_that_was_closed_does_not_make_the_end_wait_for_threads(start: Start) -> None:
    worker = start(TOOLS + "\nsys.__stdout__.close()\n")
    worker.run("thread_left")
    assert worker.stop() == 0
    assert worker.stderr() == ""
