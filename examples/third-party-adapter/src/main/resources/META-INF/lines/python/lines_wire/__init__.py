"""The worker's half of the lines wire. Snakepit starts it; user code never meets it."""

import fcntl
import os
from collections.abc import Sequence
from typing import NoReturn


def prepare() -> None:
    """Import what main needs, once, in a template that workers are forked from."""
    from snakepit import _worker  # noqa: F401

    from lines_wire import _wire  # noqa: F401


def main(arguments: Sequence[str]) -> NoReturn:
    """Be a worker on this wire."""
    from snakepit import _process

    _process.ignore_signals()
    source, target = _claim_pipes()

    from snakepit import _worker

    from lines_wire._wire import LinesWire

    _worker.serve(LinesWire(source, target))


def _claim_pipes() -> tuple[int, int]:
    """Take descriptors 0 and 1 away from everybody who may print to them (S6)."""
    source, target = (fcntl.fcntl(pipe, fcntl.F_DUPFD_CLOEXEC, 3) for pipe in (0, 1))
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    return source, target
