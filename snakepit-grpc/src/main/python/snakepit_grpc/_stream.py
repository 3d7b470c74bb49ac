"""The one stream that carries everything between worker and JVM.

gRPC's thread parses what arrives and hands it to whoever takes it, mostly the main thread, without
a third thread between them (``_incoming``). Who flushes sends by himself, too. What needn't be sent
at once is left to a thread that sends as soon as it gets a turn, and is in the journal until then.
"""

import hmac
import math
from _thread import allocate_lock
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc
from snakepit import _process
from snakepit._outbox import Outbox
from snakepit._payload import Buffer
from snakepit._wire import WireClosed

from snakepit_grpc._incoming import Incoming

SECRET_KEY = "snakepit-secret-bin"  # noqa: S105 where it is, not what it is

BATCH_SIZE = 1024 * 1024
"""Frames are joined up to this size; a larger frame travels alone."""

_THREADS = 2
"""One stays with the stream; the other turns away those who don't know the secret."""

_TOGETHER = math.inf
"""Seconds. To send takes so long that outcomes wait for others until a thread gets a turn."""

_SOON = 0.0
"""Seconds after which that thread asks for it."""


class WorkStream(Outbox):
    """The behavior of ``Worker.Work``, and the ways in and out for the wire."""

    experimental_non_blocking = True

    def __init__(self, secret: bytes, journal: str) -> None:
        super().__init__(journal or None, _TOGETHER, _SOON)
        self._secret = secret
        # Who looks at the worker, and needs no secret for it, may keep other threads for ever.
        self.experimental_thread_pool = ThreadPoolExecutor(_THREADS, "snakepit-grpc-stream")
        self.incoming = Incoming()
        self._send: Callable[[Buffer], Any] | None = None
        self._opening = allocate_lock()

    def handler(self) -> Any:
        """Make the handler; what it sends are bytes already."""
        return grpc.stream_stream_rpc_method_handler(self, self.incoming.parse, None)

    def __call__(
        self, requests: Iterator[Any], context: Any, send: Callable[[Buffer], Any]
    ) -> None:
        """Stand in for the main thread, until the JVM is gone, and the worker with it."""
        self._admit(context)
        self._send = send
        context.add_callback(lambda: _process.leave(WireClosed()))
        self.incoming.stand_in(requests)

    def _admit(self, context: Any) -> None:
        secret = dict(context.invocation_metadata()).get(SECRET_KEY, b"")
        if not hmac.compare_digest(secret, self._secret):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, "this isn't the worker's secret")
        if not self._opening.acquire(False):
            context.abort(grpc.StatusCode.FAILED_PRECONDITION, "the worker has its stream already")

    def _send_batch(self) -> None:
        """Send what is queued as one message. Frames that are joined are one batch of them all."""
        send = self._send
        assert send is not None, "nobody has anything to say before the JVM has"
        send(self._batch())

    def _batch(self) -> Buffer:
        outgoing = self._queue
        first = outgoing.popleft()
        if not outgoing:
            return first
        batch = [first]
        size = len(first)
        while outgoing and size + len(outgoing[0]) <= BATCH_SIZE:
            size += len(outgoing[0])
            batch.append(outgoing.popleft())
        return b"".join(batch)
