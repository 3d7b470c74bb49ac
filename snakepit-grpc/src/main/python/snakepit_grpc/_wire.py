"""The gRPC wire: frames on one side, the engine's events on the other."""

from os import getpid
from typing import TYPE_CHECKING, Any

from snakepit._call import Call
from snakepit._pace import ItemPace, Pace
from snakepit._payload import Payload
from snakepit._sharing import Sharing
from snakepit._wire import Events, FrameTooLarge, WireDamaged

from snakepit_grpc._contents import Contents
from snakepit_grpc._door import Door
from snakepit_grpc._own_descriptors import OwnDescriptors

if TYPE_CHECKING:
    from snakepit._memory import SharedMemory

HELLO_LIMIT = 1024 * 1024


class GrpcWire:
    """One worker's wire. ``snakepit._wire.Wire`` says what its methods promise."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._events: Events | None = None
        self._limit = HELLO_LIMIT
        self._pace = Pace()
        self._item_pace = ItemPace()
        self._sharing = Sharing(door.memory, self._offer_memory)
        self._contents = Contents(self._sharing)
        self._unhurried = False
        """The last frame announces a call that will probably end at once."""
        self._brisk = False
        """The last frame is an item that will probably have another behind it at once."""

    def offer(self) -> bytes:
        """Serve, and wait for the hello offer."""
        self._descriptors = OwnDescriptors()
        # Importing gRPC takes most of the start: the worker's end with its JVM is settled by now.
        from snakepit_grpc import _items, _messages, _server

        self._batch = _messages.ToJvm
        self._items = _items.ItemWriter(self._contents)
        self._server = _server.Server(self._door)
        self._stream = self._server.stream
        self._incoming = self._stream.incoming
        self._door.tell(self._server.address)
        message = self._incoming.take()
        self._descriptors.note()
        if len(message.frames) != 1 or message.frames[0].WhichOneof("kind") != "hello":
            raise WireDamaged("what came first isn't a hello")
        return bytes(message.frames[0].hello.document)

    def answer(self, answer: bytes) -> None:
        """Send the hello answer, at once."""
        self._server.health.serving(True)
        limit = self._limit
        self._limit = max(limit, HELLO_LIMIT)  # that of the pool may be less
        self._put("hello", document=answer)
        self._limit = limit
        self.flush()

    def attach(self, events: Events, limit: int) -> None:
        """Say who is told what arrives, and how large a frame may be."""
        self._events = events
        self._limit = limit
        self._sharing.begin()

    def receive(self, wait: bool) -> bool:
        """Report what arrived; False when nothing did."""
        incoming = self._incoming
        message = incoming.take() if wait else incoming.look()
        if message is None:
            return False
        while message is not None:
            for frame in message.frames:
                self._report(frame)
            message = incoming.take_arrived()
        return True

    def _report(self, frame: Any) -> None:
        kind = frame.WhichOneof("kind")
        events = self._events
        assert events is not None, "attach() comes before the first frame"
        if kind == "call":
            events.call(self._read_call(frame.call))
        elif kind == "credit":
            events.credit(frame.credit.call, frame.credit.items)
        elif kind == "cancel":
            events.cancel(frame.cancel.call)
        elif kind == "host_reply":
            reply = frame.host_reply
            content = self._contents.read(reply.content)
            events.host_reply(reply.call, reply.host_call, content, reply.failed)
        elif kind == "probe":
            self._put("probe_reply", number=frame.probe.number)
            self.flush()
        elif kind == "stop":
            self._server.health.serving(False)
            events.stop()
        elif kind == "memory_answer":
            self._sharing.answer(not frame.memory_answer.refused)
        else:
            raise WireDamaged(f"a frame {kind or 'of unknown kind'}")

    def started(self, id: int, tool: str) -> None:
        """Announce that a call's code begins, a tool's."""
        batch = self._batch()
        batch.frames.add().started.call = id
        self._stream.put(batch.SerializeToString())
        self._brisk = False
        self._unhurried = self._pace.start(id, tool)

    def item(self, id: int, payload: Payload, last: bool, settled: bool) -> None:
        """Send a result, or one item of a stream."""
        self._check(payload)
        frame = self._items.write(id, payload, last, settled)
        if last:
            self._put_frame(frame)
            self._pace.end(id)
        else:
            self._put_frame(frame, brisk=self._item_pace.next(id))

    def end(self, id: int, settled: bool) -> None:
        """End a stream."""
        self._put("end", call=id, settled=settled)
        self._pace.end(id)

    def failure(self, id: int, payload: Payload, settled: bool, withdrawn: bool) -> None:
        """Send the error that ended a call."""
        error = _small(payload)
        self._put("failure", call=id, error=error, settled=settled, withdrawn=withdrawn)
        self._pace.end(id)

    def settled(self, id: int) -> None:
        """Say that none of a call's code runs any more."""
        self._put("settled", call=id)

    def host_call(self, id: int, host_call: int, name: str, payload: Payload) -> None:
        """Call a tool of the JVM."""
        self._check(payload)
        batch = self._batch()
        frame = batch.frames.add().host_call
        frame.call, frame.host_call, frame.tool = id, host_call, name
        self._contents.write(payload, frame.arguments)
        self._put_frame(batch.SerializeToString())

    def progress(self, id: int, payload: Payload) -> None:
        """Report how far a call is."""
        self._put("progress", call=id, progress=_small(payload))

    def log(self, id: int, payload: Payload) -> None:
        """Send a log record."""
        self._put("log", call=id, record=_small(payload))

    def flush(self) -> None:
        """Send what is queued; soon, if the code that is about to run will soon be done."""
        if self._unhurried:
            self._unhurried = False
            self._stream.leave(self._pace.began)
        elif self._brisk:
            self._brisk = False
            self._stream.hand_over()
        else:
            self._stream.flush()

    def abandon(self) -> None:
        """Let go of gRPC's descriptors, in a forked child."""
        self._stream.forget()
        self._sharing.forget()
        self._descriptors.close()

    def _offer_memory(self, memory: "SharedMemory") -> None:
        self._put(
            "memory_offer",
            pid=getpid(),
            file_descriptor=memory.descriptor,
            each_way=memory.each_way,
            name=memory.name,
        )

    def _read_call(self, call: Any) -> Call:
        metadata = call.metadata
        return Call(
            call.call,
            call.tool,
            self._contents.read(call.arguments),
            call.stream,
            call.announce,
            call.parent,
            call.budget_micros,
            call.credit,
            call.session or None,
            dict(metadata) if metadata else None,
        )

    def _check(self, payload: Payload) -> None:
        """Refuse what is too large before it is copied; messages end at 2 GiB in any case."""
        body, attachments = payload
        if attachments or len(body) > self._limit:
            size = sum((memoryview(part).nbytes for part in attachments), len(body))
            if size > self._limit:
                raise FrameTooLarge(size, self._limit)

    def _put(self, kind: str, **content: Any) -> None:
        """Queue a frame, as a batch of one; or raise FrameTooLarge."""
        self._put_frame(self._batch(frames=[{kind: content}]).SerializeToString())

    def _put_frame(self, frame: bytes, brisk: bool = False) -> None:
        if len(frame) > self._limit:
            raise FrameTooLarge(len(frame), self._limit)
        self._unhurried = False
        self._brisk = brisk
        if brisk:
            self._stream.put_unkept(frame)
        else:
            self._stream.put(frame)


def _small(payload: Payload) -> dict[str, Any]:
    """Give a content that never has anything large beside its body."""
    body, attachments = payload
    return {"body": bytes(body), "attachments": [bytes(one) for one in attachments]}
