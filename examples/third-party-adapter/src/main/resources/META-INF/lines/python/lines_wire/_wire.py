"""The lines wire: messages on one side, the engine's events on the other."""

import os
from _thread import RLock, get_ident
from collections import deque

from snakepit._call import Call
from snakepit._payload import Payload
from snakepit._wire import Events, FrameTooLarge, WireClosed, WireDamaged

from lines_wire._messages import EMPTY, Fields, Message, MessageReader, pack, size_of

_METADATA = "meta."


class LinesWire:
    """One worker's wire. ``snakepit._wire.Wire`` says what its methods promise."""

    def __init__(self, source: int, target: int) -> None:
        self._source = source
        self._target = target
        self._reader = MessageReader(source)
        self._limit = self._reader.limit
        self._events: Events | None = None
        self._queue: deque[bytes] = deque()
        self._lock = RLock()
        self._writing = 0

    def offer(self) -> bytes:
        """Wait for the hello offer."""
        while (message := self._reader.next()) is None:
            self._reader.read(True)
        fields, payload = message
        if fields.get("type") != "hello":
            raise WireDamaged("what came first isn't a hello")
        return bytes(payload[0])

    def answer(self, answer: bytes) -> None:
        """Send the hello answer, at once."""
        self._put("hello", (answer, ()))
        self.flush()

    def attach(self, events: Events, limit: int) -> None:
        """Say who is told what arrives, and how large a payload may be."""
        self._events = events
        self._limit = self._reader.limit = limit

    def receive(self, wait: bool) -> bool:
        """Read once and report what arrived; False when nothing did."""
        if not self._reader.read(wait):
            return False
        while (message := self._reader.next()) is not None:
            try:
                self._report(message)
            except (ValueError, KeyError) as error:
                raise WireDamaged(f"a message without a field: {error!r}") from None
        return True

    def _report(self, message: Message) -> None:
        fields, payload = message
        events = self._events
        assert events is not None, "attach() comes before the first call"
        id = int(fields.get("id", 0))
        type = fields["type"]
        if type == "call":
            events.call(_call(id, fields, payload))
        elif type == "credit":
            events.credit(id, int(fields["items"]))
        elif type == "cancel":
            events.cancel(id)
        elif type == "reply":
            events.host_reply(id, int(fields["host"]), payload, fields["failed"] == "1")
        elif type == "probe":
            self._put("probed", id=id)
            self.flush()
        elif type == "stop":
            events.stop()
        else:
            raise WireDamaged(f"a message of type {type!r}")

    def started(self, id: int, tool: str) -> None:
        """Announce that a call's code begins."""
        self._put("started", id=id)

    def item(self, id: int, payload: Payload, last: bool, settled: bool) -> None:
        """Send a result, or one item of a stream."""
        self._put("item", payload, id=id, last=int(last), settled=int(settled))

    def end(self, id: int, settled: bool) -> None:
        """End a stream."""
        self._put("end", id=id, settled=int(settled))

    def failure(self, id: int, payload: Payload, settled: bool, withdrawn: bool) -> None:
        """Send the error that ended a call."""
        self._put("failure", payload, id=id, settled=int(settled), withdrawn=int(withdrawn))

    def settled(self, id: int) -> None:
        """Say that none of a call's code runs any more."""
        self._put("settled", id=id)

    def host_call(self, id: int, host_call: int, name: str, payload: Payload) -> None:
        """Call a tool of the JVM."""
        self._put("host-call", payload, id=id, host=host_call, tool=name)

    def progress(self, id: int, payload: Payload) -> None:
        """Report how far a call is."""
        self._put("progress", payload, id=id)

    def log(self, id: int, payload: Payload) -> None:
        """Send a log record."""
        self._put("log", payload, id=id)

    def _put(self, type: str, payload: Payload = EMPTY, **fields: object) -> None:
        size = size_of(payload)
        if size > self._limit:
            raise FrameTooLarge(size, self._limit)
        self._queue.append(pack(type, payload, fields))

    def flush(self) -> None:
        """Send what is queued. The JVM always reads, so a write that waits comes to an end."""
        me = get_ident()
        if self._writing == me:
            return  # a finalizer or a signal handler came during a write, which will send it
        with self._lock:  # which they may hold already, if they come here
            while self._queue:
                self._writing = me
                try:
                    while self._queue:
                        self._write(self._queue.popleft())
                finally:
                    self._writing = 0

    def _write(self, message: bytes) -> None:
        rest = memoryview(message)
        try:
            while rest:
                rest = rest[os.write(self._target, rest) :]
        except (BrokenPipeError, ConnectionResetError):
            raise WireClosed from None

    def abandon(self) -> None:
        """Let go of the descriptors, in a forked child."""
        os.close(self._source)
        os.close(self._target)


def _call(id: int, fields: Fields, payload: Payload) -> Call:
    metadata = {
        name[len(_METADATA) :]: value
        for name, value in fields.items()
        if name.startswith(_METADATA)
    }
    return Call(
        id,
        fields["tool"],
        payload,
        fields["stream"] == "1",
        fields["announce"] == "1",
        0,
        int(fields["budget"]),
        int(fields["credit"]),
        fields["session"] or None,
        metadata or None,
    )
