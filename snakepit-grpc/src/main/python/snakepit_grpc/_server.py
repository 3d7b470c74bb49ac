"""The gRPC server of a worker: its services, and the address it listens at."""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import grpc

from snakepit_grpc._door import Door
from snakepit_grpc._health import Health
from snakepit_grpc._messages import WORKER
from snakepit_grpc._reflection import reflection_handlers
from snakepit_grpc._stream import BATCH_SIZE, WorkStream

_THREADS = 4
"""For those who look at the worker; the stream of calls has its own."""

_HOST = "127.0.0.1"

_MOST = 2**31 - 1
"""Bytes. gRPC keeps its options as C has an int, and refuses what is more."""


class Server:
    """Serves from the moment it is made."""

    def __init__(self, door: Door) -> None:
        self.stream = WorkStream(door.secret, door.journal)
        self.health = Health()
        self._server = grpc.server(
            ThreadPoolExecutor(_THREADS, "snakepit-grpc"),
            handlers=[
                grpc.method_handlers_generic_handler(WORKER, {"Work": self.stream.handler()}),
                self.health.handlers(),
                *reflection_handlers(),
            ],
            options=[
                # Else two workers could listen at one port, and get each other's calls.
                ("grpc.so_reuseport", 0),
                ("grpc.max_receive_message_length", largest_message(door.frame_limit)),
                ("grpc.max_send_message_length", -1),
            ],
        )
        self.address = self._bind(door.listen)
        self._server.start()

    def _bind(self, listen: str) -> str:
        if listen.startswith("unix:"):
            # gRPC takes it for a URI, and would look for escapes in the path.
            self._server.add_insecure_port(listen.replace("%", "%25"))
            return listen
        for port in _ports(listen):
            try:
                return f"tcp:{_HOST}:{self._server.add_insecure_port(f'{_HOST}:{port}')}"
            except RuntimeError:  # taken, says the system; nobody else keeps a list
                continue
        sys.exit(f"snakepit: no port of {listen.partition(':')[2]} is free")


def largest_message(frame_limit: int) -> int:
    """Tell how many bytes a message may have: it may hold several frames."""
    return min(frame_limit + BATCH_SIZE, _MOST)


def _ports(listen: str) -> Iterator[int]:
    """Give the ports to try, from a random one on, so that workers don't all try the same."""
    ports = listen.partition(":")[2]
    if not ports:
        yield 0
        return
    first, last = map(int, ports.split("-"))
    count = last - first + 1
    start = random.randrange(count)  # noqa: S311 it only spreads them
    for offset in range(count):
        yield first + (start + offset) % count
