"""Cancelling a call where Python ignores what is raised, and telling it once where it doesn't."""

import signal
from pathlib import Path

import pytest

from conftest import Start
from jvm import HOST_CALL, WITH_SETTLED

TOOLS = """
import _thread

def spin_until(path):
    while not Path(path).exists(): time.sleep(0.001)

class Resource:
    def __init__(self, path): self.path = path
    def __del__(self):
        mark(self.path)
        spin_until(self.path + ".never")

class Handle:
    def __del__(self): context.host.release()

times_told = 0

def releases():
    Handle()
    while True: time.sleep(0.001)

def tidies(path):
    global times_told
    try:
        mark(path)
        while True: time.sleep(0.001)
    except CallCancelled:
        times_told += 1
        try:
            Handle()
            time.sleep(0.1)
        except CallCancelled:
            times_told += 1
        raise

@tool
def releases_a_handle(): releases()

@tool(thread_safe=True)
def releases_a_handle_on_a_thread(): releases()

def strikes_at_once(owner, strike):
    strike_again = owner.strike_again
    def and_strike(self, *ignored):
        try: return strike_again(self, *ignored)
        finally: strike(self)
    owner.strike_again = and_strike

@tool
def is_struck_in_hooks():
    from snakepit._engine import Engine
    from snakepit._thread_interrupts import ThreadInterrupts
    strikes_at_once(Engine, lambda engine: os.kill(os.getpid(), signal.SIGTERM))
    strikes_at_once(ThreadInterrupts, lambda thread: thread.strike(thread._call))

@tool
def goes_astray_once():
    from snakepit import _thread_interrupts as interrupts
    set_exception = interrupts._set_exception
    def go_astray(thread, kind):
        interrupts._set_exception = set_exception
        def receive(): raise kind
        _thread.start_new_thread(receive, ())
    interrupts._set_exception = go_astray

@tool(thread_safe=True)
def waits_on_a_thread(path):
    mark(path)
    while True: time.sleep(0.001)

class Broken:
    def __del__(self): raise ValueError

reported = None

def report(unraisable):
    mark(reported)
    spin_until(reported + ".read")

sys.unraisablehook = report

def breaks(path):
    global reported
    reported = path
    Broken()
    while True: time.sleep(0.001)

@tool
def breaks_a_finalizer(path): breaks(path)

@tool(thread_safe=True)
def breaks_a_finalizer_on_a_thread(path): breaks(path)

@tool
def tidies_up(path): tidies(path)

@tool(thread_safe=True)
def tidies_up_on_a_thread(path): tidies(path)

@tool
def asks(path):
    global times_told
    mark(path)
    while not context.cancelled: pass
    try:
        context.host.wait()
    except CallCancelled:
        times_told += 1
        mark(path + ".told")
        try:
            while not Path(path + ".signalled").exists(): time.sleep(0.001)
        except CallCancelled:
            times_told += 1
        raise

@tool
def told(): return times_told

class Library:
    def __init__(self):
        self.path = None
        self.lock = threading.Lock()
        os.register_at_fork(before=self.before, after_in_parent=self.after)
    def before(self): self.lock.acquire()
    def after(self):
        if self.path is not None:
            mark(self.path)
            spin_until(self.path + ".go")
        self.lock.release()

library = Library()

@tool
def finalizes(path):
    Resource(path)
    while True: pass

@tool(thread_safe=True)
def finalizes_on_a_thread(path):
    Resource(path)
    while True: pass

def fork(path):
    library.path = path
    child = os.fork()
    if not child: os._exit(0)
    library.path = None
    while True: pass

@tool
def forks(path): fork(path)

@tool(thread_safe=True)
def forks_on_a_thread(path): fork(path)

@tool
def is_usable(): return not library.lock.locked()

@tool
def reap():
    try: return os.waitpid(-1, 0)[1]
    except ChildProcessError: return 0
"""


@pytest.mark.parametrize("tool", ["finalizes", "finalizes_on_a_thread"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_call_that_is_struck_in_a_finalizer_is_struck_again(
    start: Start, marker: Path, concurrency: int, tool: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    frame = worker.next()
    assert (frame.call, frame.flags) == (id, WITH_SETTLED)
    assert frame.json()["code"] == "CANCELLED"
    assert worker.prints() == []


@pytest.mark.parametrize("tool", ["releases_a_handle", "releases_a_handle_on_a_thread"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_call_that_was_told_by_a_finalizer_that_asks_the_jvm_is_told_again(
    start: Start, concurrency: int, tool: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call(tool)
    assert worker.next().kind == HOST_CALL
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.prints() == []


@pytest.mark.parametrize("tool", ["releases_a_handle", "releases_a_handle_on_a_thread"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_call_is_told_even_if_it_is_struck_where_python_says_what_it_ignores(
    start: Start, concurrency: int, tool: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    worker.run("is_struck_in_hooks")
    id = worker.call(tool)
    assert worker.next().kind == HOST_CALL
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.prints() == []


@pytest.mark.parametrize("tool", ["breaks_a_finalizer", "breaks_a_finalizer_on_a_thread"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_call_that_is_cancelled_in_a_hook_for_what_python_ignores_is_told_after_it(
    start: Start, marker: Path, concurrency: int, tool: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    Path(f"{marker}.read").touch()
    assert worker.failure(id)["code"] == "CANCELLED"


def test_a_call_is_told_even_if_a_thread_that_is_about_to_begin_is_told_in_its_place(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS, concurrency=4)
    worker.run("goes_astray_once")
    id = worker.call("waits_on_a_thread", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.prints() == []


@pytest.mark.parametrize("tool", ["tidies_up", "tidies_up_on_a_thread"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_a_finalizer_that_asks_the_jvm_while_a_call_tidies_up_has_it_told_no_second_time(
    start: Start, marker: Path, concurrency: int, tool: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("told") == 1


def test_a_call_that_was_told_when_it_asked_the_jvm_is_not_struck_as_well(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS)
    id = worker.call("asks", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id, interrupt=False)
    worker.wait_for_file(Path(f"{marker}.told"))
    worker.process.send_signal(signal.SIGTERM)
    Path(f"{marker}.signalled").touch()
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("told") == 1


@pytest.mark.parametrize("tool", ["forks", "forks_on_a_thread"])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_hooks_of_fork_run_to_their_end(
    start: Start, marker: Path, concurrency: int, tool: str
) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call(tool, {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert concurrency == 1 or worker.is_silent()  # the reader has seen it
    Path(f"{marker}.go").touch()
    frame = worker.next()
    assert (frame.call, frame.json()["code"]) == (id, "CANCELLED")
    assert worker.run("is_usable") is True
    assert worker.run("reap") == 0
