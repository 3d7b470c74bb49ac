"""The worker's half of the gRPC wire; ``docs/protocol/grpc.md`` describes it.

It is started by the JVM: ``snakepit/_boot.py PATHS snakepit_grpc --listen ADDRESS --frame BYTES
[--journal PATH] [--memory BYTES]``, with the secret on stdin.
"""

from collections.abc import Sequence
from typing import NoReturn


def prepare() -> None:
    """Import what a worker on this wire needs; starts no thread and opens nothing."""
    _leave_forks_alone()

    from snakepit import _worker  # noqa: F401

    from snakepit_grpc import _wire  # noqa: F401


def main(arguments: Sequence[str]) -> NoReturn:
    """Be a worker on this wire."""
    _leave_forks_alone()

    from snakepit import _process

    from snakepit_grpc._door import Door

    _process.ignore_signals()
    door = Door.claim(arguments)

    from snakepit import _worker

    from snakepit_grpc._wire import GrpcWire

    _worker.serve(GrpcWire(door))


def _leave_forks_alone() -> None:
    """Switch off gRPC's own handling, which breaks children that use none of it (process pools)."""
    import os

    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")
