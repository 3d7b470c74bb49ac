"""The standard health service: SERVING while the worker takes calls."""

from _thread import allocate_lock
from collections.abc import Callable
from typing import Any

import grpc

from snakepit_grpc._messages import WORKER, message
from snakepit_grpc._services import handlers

_SERVICE = "grpc.health.v1.Health"
_Response = message("grpc.health.v1.HealthCheckResponse")
_OURS = ("", WORKER)
_UNKNOWN = _Response(status="SERVICE_UNKNOWN")


class Health:
    """The state of the worker, for whoever asks or watches."""

    def __init__(self) -> None:
        self._state = _Response(status="NOT_SERVING")
        self._watchers: list[Callable[[Any], None]] = []
        self._lock = allocate_lock()

    def serving(self, value: bool) -> None:
        """Tell whether the worker takes calls."""
        with self._lock:
            self._state = _Response(status="SERVING" if value else "NOT_SERVING")
            for send in self._watchers:
                send(self._state)

    def handlers(self) -> Any:
        """Make the handlers of the service."""
        # A watcher shouldn't occupy a thread for as long as it watches.
        watch = _NonBlocking(self._watch)
        return handlers(_SERVICE, {"Check": self._check, "Watch": watch})

    def _check(self, request: Any, context: Any) -> Any:
        if request.service not in _OURS:
            context.abort(grpc.StatusCode.NOT_FOUND, f"no service {request.service!r:.100} here")
        return self._state

    def _watch(self, request: Any, context: Any, send: Callable[[Any], None]) -> None:
        if request.service not in _OURS:
            send(_UNKNOWN)  # and stays open, as the protocol wants it
            return
        with self._lock:
            send(self._state)
            self._watchers.append(send)
        if not context.add_callback(lambda: self._forget(send)):
            self._forget(send)

    def _forget(self, send: Callable[[Any], None]) -> None:
        with self._lock:
            if send in self._watchers:
                self._watchers.remove(send)


class _NonBlocking:
    """A behavior that gets a function to send with, and may return before the stream ends."""

    experimental_non_blocking = True

    def __init__(self, behavior: Callable[..., None]) -> None:
        self._behavior = behavior

    def __call__(self, *arguments: Any) -> None:
        self._behavior(*arguments)
