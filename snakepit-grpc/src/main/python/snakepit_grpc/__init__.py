"""The worker's half of the gRPC wire; ``docs/protocol/grpc.md`` describes it.

It is started by the JVM: ``snakepit/_boot.py PATHS snakepit_grpc --listen ADDRESS --frame BYTES
[--journal PATH]``, with the secret on stdin.
"""

from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str]) -> NoReturn:
    """Be a worker on this wire."""
    import os

    from snakepit import _process

    from snakepit_grpc._door import Door

    # gRPC's own handling of forks breaks children that use none of it, as those of a process pool.
    os.environ.setdefault("GRPC_ENABLE_FORK_SUPPORT", "0")

    _process.ignore_signals()
    door = Door.claim(arguments)

    from snakepit import _worker

    from snakepit_grpc._wire import GrpcWire

    _worker.serve(GrpcWire(door))
