"""Cancelling a call while it runs code in which Python ignores what is raised."""

from pathlib import Path

import pytest

from conftest import Start
from jvm import WITH_SETTLED

TOOLS = """
def spin_until(path):
    while not Path(path).exists(): time.sleep(0.001)

class Resource:
    def __init__(self, path): self.path = path
    def __del__(self):
        mark(self.path)
        spin_until(self.path + ".never")

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

@tool
def forks(path):
    library.path = path
    child = os.fork()
    if not child: os._exit(0)
    library.path = None
    while True: pass

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


@pytest.mark.parametrize("concurrency", [1, 4])
def test_hooks_of_fork_run_to_their_end(start: Start, marker: Path, concurrency: int) -> None:
    worker = start(TOOLS, concurrency=concurrency)
    id = worker.call("forks", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    Path(f"{marker}.go").touch()
    frame = worker.next()
    assert (frame.call, frame.json()["code"]) == (id, "CANCELLED")
    assert worker.run("is_usable") is True
    assert worker.run("reap") == 0
