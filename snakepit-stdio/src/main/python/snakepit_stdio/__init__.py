"""The worker's half of the stdio wire; ``docs/protocol/stdio.md`` describes it.

It is started by the JVM::

    snakepit/_boot.py PATHS snakepit_stdio [--connect PATH] [--journal PATH] [--memory BYTES]
"""

from collections.abc import Sequence
from typing import NoReturn


def prepare() -> None:
    """Import what a worker on this wire needs; starts no thread and opens nothing."""
    from snakepit import _worker  # noqa: F401

    from snakepit_stdio import _carriers, _sockets, _wire  # noqa: F401

    try:
        from snakepit import _memory  # noqa: F401
    except ImportError:
        return  # this Python can't share any


def main(arguments: Sequence[str]) -> NoReturn:
    """Be a worker on this wire."""
    from snakepit import _process

    from snakepit_stdio._carriers import Carrier, PipeCarrier, connect

    _process.ignore_signals()
    path = _value_of("--connect", arguments)
    carrier: Carrier = PipeCarrier.claim() if path is None else connect(path)

    from snakepit import _worker

    from snakepit_stdio._wire import StdioWire

    memory = _value_of("--memory", arguments)
    _worker.serve(
        StdioWire(carrier, _value_of("--journal", arguments), int(memory) if memory else None)
    )


def _value_of(option: str, arguments: Sequence[str]) -> str | None:
    if option not in arguments:
        return None
    following = arguments[arguments.index(option) + 1 :]
    return following[0] if following else None
