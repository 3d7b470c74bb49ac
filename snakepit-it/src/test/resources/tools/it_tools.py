"""Tools for the integration tests."""

from __future__ import annotations

import importlib.util
import multiprocessing
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from typing import Any, AsyncIterator, Iterator

from snakepit import CallCancelled, context, tool


@tool
def add(a: int, b: int) -> int:
    """Adds two integers."""
    return a + b


@tool
def concat(a: str, b: str = "") -> str:
    """Joins two texts."""
    return a + b


@tool
def same(value: Any) -> Any:
    """Returns what it is given."""
    return value


@tool
def pid() -> int:
    """The worker's process id."""
    return os.getpid()


@tool
def variable(name: str) -> str | None:
    """Gives an environment variable of the worker."""
    return os.environ.get(name)


@tool
def has_module(name: str) -> bool:
    """Tells whether a module could be imported."""
    return importlib.util.find_spec(name) is not None


@tool
def size(value: bytes) -> int:
    """Counts bytes."""
    return len(value)


@tool
def pause(seconds: float) -> float:
    """Sleeps."""
    time.sleep(seconds)
    return seconds


@tool
async def pause_async(seconds: float) -> float:
    """Sleeps on an event loop."""
    import asyncio

    await asyncio.sleep(seconds)
    return seconds


@tool
def loop() -> None:
    """Never returns; can be interrupted."""
    while True:
        pass


@tool
def swallow() -> None:
    """Never returns and swallows every exception, cancellation included."""
    while True:
        try:
            time.sleep(60)
        except BaseException:
            pass


@tool
def hold_gil() -> int:
    """Stays in C code that holds the interpreter lock and looks at no signal."""
    return sum(range(10**13))


@tool
def await_file(path: str) -> str:
    """Returns when the file is there."""
    while not os.path.exists(path):
        time.sleep(0.01)
    return "there"


@tool
def clean_up(path: str) -> None:
    """Sleeps; says in a file that it has begun, and that it was cancelled."""
    try:
        with open(path, "w") as file:
            file.write("begun")
        time.sleep(600)
    except CallCancelled:
        with open(path, "w") as file:
            file.write("cancelled")
        raise


@tool
def count(n: int) -> Iterator[int]:
    """Counts from 0."""
    yield from range(n)


@tool
async def count_async(n: int) -> AsyncIterator[int]:
    """Counts from 0 on an event loop."""
    for i in range(n):
        yield i


@tool
def count_with_trace(path: str) -> Iterator[int]:
    """Counts for ever; leaves in a file how far it came when it is ended."""
    i = 0
    try:
        while True:
            yield i
            i += 1
    finally:
        with open(path, "w") as file:
            file.write(str(i))


@tool
def fail_after(n: int) -> Iterator[int]:
    """Counts from 0, then raises."""
    yield from range(n)
    raise ValueError("enough")


@tool
def die_after(n: int) -> Iterator[int]:
    """Counts from 0, then the worker dies."""
    yield from range(n)
    os._exit(7)


@tool
def chunks(n: int, size: int) -> Iterator[bytes]:
    """Yields n chunks of bytes."""
    for i in range(n):
        yield bytes([i % 256]) * size


@tool
def fail(message: str) -> None:
    """Raises."""
    raise ValueError(message)


@tool
def leave(status: int) -> None:
    """Asks to exit."""
    sys.exit(status)


@tool
def die(status: int) -> None:
    """The process exits at once."""
    print("last words", file=sys.stderr, flush=True)
    os._exit(status)


@tool
def crash() -> None:
    """The process dies of a segmentation fault."""
    import ctypes

    ctypes.string_at(0)


@tool
def unrepresentable() -> Any:
    """Returns something that can't be sent."""
    return {"rows": [1, {"when": object()}]}


@tool
def noise(lines: int) -> int:
    """Writes to every descriptor there is."""
    for i in range(lines):
        print("printed", i)
        os.write(1, b"raw 1\n")
        os.write(2, b"raw 2\n")
        sys.stderr.write("error\n")
    subprocess.run(["sh", "-c", "echo child; echo child >&2"], check=True)
    for number in range(3, 64):
        try:
            if os.get_inheritable(number):
                os.write(number, b"garbage\n")
        except OSError:
            pass  # not open, or not for writing
    return lines


def _square(x: int) -> int:
    return x * x


@tool
def processes(method: str) -> list[int]:
    """Squares numbers in a pool of processes."""
    with multiprocessing.get_context(method).Pool(2) as pool:
        return pool.map(_square, range(10))


@tool
def threads() -> list[int]:
    """Squares numbers in threads, each of which prints."""
    results: dict[int, int] = {}

    def work(x: int) -> None:
        print("thread", x)
        results[x] = _square(x)

    workers = [threading.Thread(target=work, args=(x,)) for x in range(10)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [results[x] for x in range(10)]


@tool
def forked_child_returns() -> str:
    """A forked child returns from the tool as well; only the parent may answer."""
    child = os.fork()
    if child == 0:
        return "child"
    os.waitpid(child, 0)
    return "parent"


@tool
def grandchild() -> int:
    """Leaves a process behind that holds the worker's descriptors."""
    return subprocess.Popen(["sleep", "600"], close_fds=False).pid


@tool
def remember(value: Any) -> None:
    """Keeps a value in the session."""
    context.session.state["value"] = value


class Clinging:
    """A value that doesn't go."""

    def __del__(self) -> None:
        time.sleep(600)


@tool
def cling() -> None:
    """Keeps a value in the session that holds up its end."""
    context.session.state["clinging"] = Clinging()


@tool
def recall() -> Any:
    """Gives back what the session keeps."""
    return context.session.state.get("value")


@tool
def remaining() -> float | None:
    """Seconds left until the deadline."""
    return context.remaining()


@tool
def ask(name: str, arguments: dict[str, Any]) -> Any:
    """Calls a host tool."""
    return context.host[name](**arguments)


@tool
def ask_from_thread(name: str) -> Any:
    """Calls a host tool from a thread of its own."""
    answers: list[Any] = []
    thread = threading.Thread(target=lambda: answers.append(context.host[name]()))
    thread.start()
    thread.join()
    return answers[0]


@tool
def factorial(n: int) -> int:
    """Calls itself by way of the host."""
    return 1 if n <= 1 else n * context.host.factorial(n=n - 1)


@tool
async def factorial_awaiting(n: int) -> int:
    """Calls itself by way of the host, and awaits it."""
    return 1 if n <= 1 else n * await context.host_async.factorial(n=n - 1)


@tool
def report(n: int) -> int:
    """Reports progress."""
    for i in range(n):
        context.progress(i + 1, n, f"step {i + 1}")
    return n


@tool
def log(level: str, message: str) -> None:
    """Logs through Python's logging."""
    import logging

    logging.getLogger("it.tools").log(logging.getLevelName(level), message)


def square(number: int) -> int:
    return number * number


@tool
def squares(rounds: int, method: str) -> list[int]:
    """Computes in processes of its own, each time in new ones."""
    processes = multiprocessing.get_context(method)
    sums = []
    for _ in range(rounds):
        with ProcessPoolExecutor(2, mp_context=processes) as pool:
            sums.append(sum(pool.map(square, range(11))))
    return sums
