"""The stdio wire: frames on one side, the engine's events on the other."""

from _thread import get_ident
from os import getpid
from typing import TYPE_CHECKING, Final

from snakepit._pace import Pace
from snakepit._payload import Payload
from snakepit._sharing import Sharing
from snakepit._wire import Events, WireDamaged

from snakepit_stdio import _frames as frames
from snakepit_stdio._carriers import Carrier
from snakepit_stdio._heads import read_call, unpack
from snakepit_stdio._reader import Frame, FrameReader
from snakepit_stdio._writer import FrameWriter

if TYPE_CHECKING:
    from snakepit._memory import SharedMemory

_SETTLED: Final = (0, frames.WITH_SETTLED)


class StdioWire:
    """One worker's wire. ``snakepit._wire.Wire`` says what its methods promise."""

    def __init__(
        self, carrier: Carrier, journal: str | None = None, memory: int | None = None
    ) -> None:
        self._carrier = carrier
        sharing = self._sharing = Sharing(memory, self._offer_memory)
        self._reader = FrameReader(carrier, sharing)
        self._events: Events | None = None
        self._writer = FrameWriter(carrier, self._read_meanwhile, journal, sharing)
        self._pace = Pace()
        self._main_thread = get_ident()
        self._unhurried = False
        """What is queued ends in the start of a call that will probably be brief."""

    def offer(self) -> bytes:
        """Wait for the hello offer."""
        while (frame := self._reader.next()) is None:
            self._reader.read(True)
        kind, _, _, content, _ = frame
        if kind != frames.HELLO or content[: len(frames.PREAMBLE)] != frames.PREAMBLE:
            raise WireDamaged("what came first isn't the hello of stdio wire version 1")
        return bytes(content[len(frames.PREAMBLE) :])

    def answer(self, answer: bytes) -> None:
        """Send the hello answer, at once."""
        writer = self._writer
        limit = writer.limit
        writer.limit = max(limit, frames.HELLO_LIMIT)  # that of the pool may be less
        writer.put_frame(frames.HELLO_ANSWER, 0, 0, (answer, ()), frames.PREAMBLE)
        writer.limit = limit
        writer.flush()

    def attach(self, events: Events, limit: int) -> None:
        """Say who is told what arrives, and how large a frame may be."""
        self._events = events
        self._reader.limit = limit
        self._writer.limit = limit
        self._sharing.begin()

    def receive(self, wait: bool) -> bool:
        """Read once and report what arrived; False when nothing did."""
        reader = self._reader
        if not reader.read(wait):
            return False
        for frame in reader.frames():
            self._report(frame)
        return True

    def _report(self, frame: Frame) -> None:
        kind, flags, call, content, attachments = frame
        events = self._events
        assert events is not None, "attach() comes before the first frame"
        if kind == frames.CALL:
            events.call(read_call(frame))
        elif kind == frames.CREDIT:
            events.credit(call, unpack(frames.CREDIT_HEAD, content)[0])
        elif kind == frames.CANCEL:
            events.cancel(call)
        elif kind == frames.HOST_REPLY:
            (host_call,) = unpack(frames.HOST_REPLY_HEAD, content)
            payload = (content[frames.HOST_REPLY_HEAD.size :], attachments)
            events.host_reply(call, host_call, payload, flags & frames.FAILED != 0)
        elif kind == frames.PROBE:
            self._writer.put_frame(frames.PROBE_REPLY, 0, call)
            self._writer.flush()
        elif kind == frames.STOP:
            events.stop()
        elif kind == frames.MEMORY_ANSWER:
            self._sharing.answer(flags & frames.REFUSED == 0)
        else:
            raise WireDamaged("a second hello")

    def _offer_memory(self, memory: "SharedMemory") -> None:
        place = frames.MEMORY_HEAD.pack(getpid(), memory.descriptor, memory.each_way)
        self._writer.put_frame(frames.MEMORY_OFFER, 0, 0, None, place + memory.name.encode())

    def _read_meanwhile(self) -> bool:
        return self._events is not None and self._events.read()

    def started(self, id: int, tool: str) -> None:
        """Announce that a call's code begins, a tool's."""
        self._writer.put_frame(frames.STARTED, 0, id)
        self._unhurried = self._pace.start(id, tool) and get_ident() == self._main_thread

    def item(self, id: int, payload: Payload, last: bool, settled: bool) -> None:
        """Send a result, or one item of a stream."""
        self._writer.put_frame(
            frames.ITEM, (frames.LAST if last else 0) | _SETTLED[settled], id, payload
        )
        if last:
            self._pace.end(id)

    def end(self, id: int, settled: bool) -> None:
        """End a stream."""
        self._writer.put_frame(frames.END, _SETTLED[settled], id)
        self._pace.end(id)

    def failure(self, id: int, payload: Payload, settled: bool, withdrawn: bool) -> None:
        """Send the error that ended a call."""
        flags = _SETTLED[settled] | (frames.WITHDRAWN if withdrawn else 0)
        self._writer.put_frame(frames.FAILURE, flags, id, payload)
        self._pace.end(id)

    def settled(self, id: int) -> None:
        """Say that none of a call's code runs any more."""
        self._writer.put_frame(frames.SETTLED, 0, id)

    def host_call(self, id: int, host_call: int, name: str, payload: Payload) -> None:
        """Call a tool of the JVM."""
        encoded = name.encode()
        head = frames.HOST_CALL_HEAD.pack(host_call, len(encoded)) + encoded
        self._writer.put_frame(frames.HOST_CALL, 0, id, payload, head)

    def progress(self, id: int, payload: Payload) -> None:
        """Report how far a call is."""
        self._writer.put_frame(frames.PROGRESS, 0, id, payload)

    def log(self, id: int, payload: Payload) -> None:
        """Send a log record."""
        self._writer.put_frame(frames.LOG, 0, id, payload)

    def flush(self) -> None:
        """Send what is queued; soon, if the code that is about to run will soon be done."""
        if self._unhurried:
            self._unhurried = False
            self._writer.leave(self._pace.began)
        else:
            self._writer.flush()

    def abandon(self) -> None:
        """Let go of the descriptors, the journal and the memory, in a forked child."""
        self._writer.forget()
        self._sharing.forget()
        self._carrier.close()
