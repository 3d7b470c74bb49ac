"""What asyncio does to signals leaves the worker's own one to the worker."""

import signal
from pathlib import Path

from conftest import Start

TOOLS = """
import asyncio

@tool
async def installs():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, loop.stop)

@tool
async def is_told(number: int):
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(number, told.set)
    os.kill(os.getpid(), number)
    await told.wait()
    return loop.remove_signal_handler(number)

@tool
def installs_on_its_own_loop():
    asyncio.run(installs())

@tool
async def sleeps(path):
    mark(path)
    await asyncio.sleep(600)

@tool
async def yields():
    await asyncio.sleep(0)
    return 1

@tool
def is_locked(path):
    lock = threading.Lock()
    lock.acquire()
    mark(path)
    lock.acquire()
"""


def test_handler_of_the_loop_for_our_signal_strikes_no_later_call(
    start: Start, marker: Path
) -> None:
    worker = start(TOOLS)
    worker.run("installs")
    id = worker.call("sleeps", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
    assert worker.run("yields") == 1
    assert any("SIGTERM cancels calls" in message for _, _, message in worker.prints())


def test_handler_of_the_loop_for_another_signal_is_called(start: Start) -> None:
    worker = start(TOOLS)
    assert worker.run("is_told", {"number": signal.SIGUSR1}) is True


def test_what_waits_in_c_is_still_broken_into(start: Start, marker: Path) -> None:
    worker = start(TOOLS)
    worker.run("installs_on_its_own_loop")
    id = worker.call("is_locked", {"path": str(marker)})
    worker.wait_for_file(marker)
    worker.cancel(id)
    assert worker.failure(id)["code"] == "CANCELLED"
