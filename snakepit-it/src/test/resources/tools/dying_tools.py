"""A tool that leaves a trace of each run, and kills its worker in one of them."""

import os
import signal
from functools import cache

from snakepit import tool


@cache
def traces(file: str) -> int:
    """Opens the file once, so that a call is brief."""
    return os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


@tool
def leave_trace(number: int, fatal: int, file: str) -> int:
    """Appends its number to a file; the fatal one ends the process at once."""
    os.write(traces(file), b"%d\n" % number)
    if number == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
