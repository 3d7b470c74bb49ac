"""Tools for the tests of forked workers."""

import os
import random
import signal
import sys

import heavy_model
from snakepit import context, on_start, tool

LOADED_BY = os.getpid()
started: list[int] = []


@on_start
def begin() -> None:
    started.append(os.getpid())


@tool
def where() -> dict[str, object]:
    """Tells which processes this worker is made of."""
    return {
        "pid": os.getpid(),
        "parent": os.getppid(),
        "loadedBy": LOADED_BY,
        "modelBy": heavy_model.PID,
        "started": started,
        "worker": context.worker_id,
    }


@tool
def draw() -> float:
    """Gives a random number."""
    return random.random()


@tool
def draw_with_numpy() -> float:
    """Gives a random number of numpy's global generator."""
    import numpy

    return float(numpy.random.random())


@tool
def say(text: str) -> None:
    """Prints."""
    print(text)


@tool
def crash(number: int) -> None:
    """Dies of a signal."""
    os.kill(os.getpid(), number)
    signal.pause()


@tool
def leave(status: int) -> None:
    """Exits past Python."""
    os.write(2, b"going now\n")
    os._exit(status)


@tool
def descriptors() -> list[str]:
    """Lists what is open."""
    names = []
    for descriptor in os.listdir("/proc/self/fd"):
        try:
            names.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        except FileNotFoundError:
            pass  # the one for the list itself
    return names


@tool
def arguments() -> list[str]:
    """Gives the command line that Python shows."""
    return sys.argv
