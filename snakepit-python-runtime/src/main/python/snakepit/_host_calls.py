"""Calls from here to tools of the JVM."""

import itertools
from collections.abc import Callable
from typing import Any

from snakepit._call import Call
from snakepit._errors import ContextError, HostToolError, SnakepitError, call_has_ended
from snakepit._payload import Codec, Received, ValueRefused
from snakepit._wire import FrameTooLarge, Wire

_LONGEST_NAME = 65_535
"""Bytes of UTF-8, as for every name on a wire."""


class HostCalls:
    """Numbers the calls, and keeps those that wait for their reply."""

    def __init__(self, wire: Wire, codec: Codec, flush: Callable[[], None]) -> None:
        self._wire = wire
        self._flush = flush
        self._codec = codec
        self._ids = itertools.count(1)
        self._waiting: dict[int, HostCall] = {}

    def send(
        self,
        call: Call,
        tool: str,
        arguments: dict[str, Any],
        notify: Callable[[], object] | None = None,
    ) -> "HostCall":
        """Send a call; the caller waits for its ``payload``, then ends it with ``finish``.

        ``notify`` is called when the reply is there, on the thread that reads.
        """
        _check_name(tool)
        try:
            payload = self._codec.encode(arguments)
        except ValueRefused as refused:
            where = refused.path("")
            raise SnakepitError(
                f"host tool {tool!r} can't be called: argument {where}: {refused.reason}"
            ) from None
        pending = HostCall(next(self._ids), tool, notify)
        self._waiting[pending.id] = pending
        try:
            with call.unsealed():
                if call.sealed:
                    raise call_has_ended()
                self._wire.host_call(call.id, pending.id, tool, payload)
            self._flush()
        except ContextError:
            self.forget(pending)
            raise
        except FrameTooLarge as error:
            self.forget(pending)
            raise SnakepitError(
                f"host tool {tool!r} can't be called: its arguments take {error}"
            ) from None
        return pending

    def reply(self, host_call: int, payload: Received, failed: bool) -> None:
        """Take the JVM's reply; one to a call that nobody waits for any more is ignored."""
        pending = self._waiting.pop(host_call, None)
        if pending is not None:
            pending.failed = failed
            pending.payload = payload
            if pending.notify is not None:
                pending.notify()

    def forget(self, pending: "HostCall") -> None:
        """Wait no longer for a reply."""
        pending.forgotten = True
        self._waiting.pop(pending.id, None)

    def finish(self, pending: "HostCall") -> Any:
        """Give the result that the JVM replied, or raise HostToolError."""
        payload = pending.payload
        assert payload is not None, "the reply is there when the wait for it ends"
        try:
            value = self._codec.decode(payload)
        except ValueRefused as refused:
            raise HostToolError(
                pending.tool,
                "UNREPRESENTABLE_RESULT" if refused.unheld else "MALFORMED_PAYLOAD",
                f"its result can't be read: {refused.path('result')}: {refused.reason}",
            ) from None
        if not pending.failed:
            return value
        raise HostToolError(
            pending.tool,
            str(value.get("code")),
            str(value.get("message")),
            value.get("type"),
            tuple(value.get("suggestions") or ()),
        )


def _check_name(tool: str) -> None:
    """Refuse a name that not every wire can carry."""
    try:
        size = len(tool) if tool.isascii() else len(tool.encode())
    except UnicodeEncodeError as error:
        raise SnakepitError(
            f"a host tool can't be called: its name has a lone surrogate at character {error.start}"
        ) from None
    if size > _LONGEST_NAME:
        raise SnakepitError(f"a host tool can't be called: its name takes {size} bytes")


class HostCall:
    """One call that waits for its reply."""

    __slots__ = ("failed", "forgotten", "id", "notify", "payload", "tool")

    def __init__(self, id: int, tool: str, notify: Callable[[], object] | None) -> None:
        self.id = id
        self.tool = tool
        self.notify = notify
        self.failed = False
        self.forgotten = False
        self.payload: Received | None = None
