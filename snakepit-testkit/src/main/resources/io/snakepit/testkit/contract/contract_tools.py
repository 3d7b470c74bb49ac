"""The tools that a worker under contract test offers, for the Python package ``snakepit``.

What each has to do is written in the Javadoc of ``io.snakepit.testkit.contract.ContractTools``;
a worker in another language offers the same.
"""

import contextlib
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from snakepit import CallCancelled, HostToolError, context, tool

_LONGEST = 60.0
"""Seconds after which everything here has ended, whatever happened to the test."""


def _mark(path: str) -> None:
    with open(path, "x", encoding="utf-8"):
        pass


def _await(mark: str) -> None:
    end = time.monotonic() + _LONGEST
    while not os.path.exists(mark) and time.monotonic() < end:
        time.sleep(0.001)


@tool
def echo(value: Any) -> Any:
    """Return the argument."""
    return value


@tool
def count(to: int) -> Iterator[int]:
    """Yield the integers from 0 below ``to``."""
    yield from range(to)


@tool
def count_until_closed(mark: str) -> Iterator[int]:
    """Yield 0, 1, 2 and so on; make the mark when closed."""
    number = 0
    try:
        while True:
            yield number
            number += 1
    finally:
        _mark(mark)


@tool
def count_and_fail(to: int, message: str) -> Iterator[int]:
    """Yield as ``count`` does, then fail."""
    yield from range(to)
    raise ValueError(message)


@tool
def count_and_exit(to: int) -> Iterator[int]:
    """Yield as ``count`` does, then end the process at once."""
    yield from range(to)
    os._exit(3)


@tool
def wait() -> None:
    """Wait until asked to stop, and then do."""
    time.sleep(_LONGEST)


@tool
def nap(mark: str) -> str:
    """Return when the mark is there, unless asked to stop."""
    _await(mark)
    return "rested"


@tool
def stubborn() -> None:
    """Run on, however often asked to stop, until killed."""
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        with contextlib.suppress(BaseException):
            while time.monotonic() < end:
                pass


@tool
def linger(begun: str, mark: str) -> str:
    """Wait until asked to stop, go on for a while all the same, and make the mark last of all."""
    try:
        _mark(begun)
        time.sleep(_LONGEST)
    except CallCancelled:
        end = time.monotonic() + 0.2
        while time.monotonic() < end:
            time.sleep(0.01)
    _mark(mark)
    return "lingered"


@tool
def touch(mark: str) -> None:
    """Make the mark."""
    _mark(mark)


@tool(thread_safe=True)
def meet(mark: str, other: str) -> None:
    """Make the mark and wait for the other."""
    _mark(mark)
    _await(other)


@tool
def fail(message: str) -> None:
    """Fail with the message."""
    raise ValueError(message)


@tool(name="exit")
def exit_process(status: int) -> None:
    """End the process at once."""
    os._exit(status)


@tool
def print_everywhere(text: str) -> str:
    """Write the text to the standard descriptors in every way there is."""
    line = f"{text}\n".encode()
    print(text)
    print(text, file=sys.stderr)
    for descriptor in (0, 1, 2):
        with contextlib.suppress(OSError):  # 0 is open for reading only, mostly
            os.write(descriptor, line)
    script = "import os, sys; [os.write(d, sys.argv[1].encode() + b'\\n') for d in (1, 2)]"
    subprocess.run([sys.executable, "-c", script, text], check=True)  # noqa: S603 the kit's text
    return text


@tool
def large(size: int) -> str:
    """Return that many letters x."""
    return "x" * size


@tool
def describe_call() -> dict[str, Any]:
    """Tell what is known of the call."""
    remaining = context.remaining()
    return {
        "tool": context.tool,
        "session": context.session.key,
        "remaining": None if remaining is None else int(remaining * 1000),
        "metadata": dict(context.metadata),
    }


@tool
def report_progress(steps: int) -> int:
    """Report progress that often."""
    for step in range(1, steps + 1):
        context.progress(step, steps)
    return steps


@tool
def call_host(tool: str, value: Any) -> Any:
    """Call a host tool and return its answer."""
    return context.host[tool](value=value)


@tool
def call_host_often(tool: str, times: int) -> list[Any]:
    """Call a host tool with one number after the other and return the answers."""
    return [context.host[tool](value=number) for number in range(times)]


@tool
def catch_host(tool: str, value: Any) -> str | None:
    """Call a host tool that fails and return what its error says."""
    try:
        context.host[tool](value=value)
    except HostToolError as error:
        return str(error)
    return None


@tool
def damage() -> None:
    """Write garbage to every pipe and socket of the process that isn't a standard descriptor."""
    for descriptor in range(3, 256):
        with contextlib.suppress(OSError):
            mode = os.fstat(descriptor).st_mode
            if stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode):
                os.write(descriptor, b"\xff" * 64)
