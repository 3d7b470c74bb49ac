"""Stands in for the JVM: starts a real worker and speaks frames with it."""

import json
import mmap
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[4]
SOURCES = [
    ROOT / "snakepit-python-runtime/src/main/python",
    ROOT / "snakepit-stdio/src/main/python",
]
BOOT = SOURCES[0] / "snakepit/_boot.py"
SOON = 0.5
"""Seconds after which the JVM cancels again (it does much sooner)."""
PATIENCE = 30.0
"""Seconds after which a test fails; on no machine is a worker that slow."""

HELLO, CALL, CREDIT, CANCEL, HOST_REPLY, PROBE, STOP, MEMORY_ANSWER = range(1, 9)
(
    ANSWER,
    STARTED,
    ITEM,
    END,
    FAILURE,
    SETTLED,
    HOST_CALL,
    PROGRESS,
    LOG,
    PROBE_REPLY,
    MEMORY_OFFER,
) = range(0x81, 0x8C)
STREAM, ANNOUNCE = 1, 2
LAST, WITH_SETTLED, WITHDRAWN = 1, 2, 4
IN_MEMORY = 1 << 31
PREAMBLE = b"SNKP\0\1\0\0"
VECTORS = ROOT / "docs/protocol/vectors"


def vector(name: str) -> bytes:
    """Give the bytes of a test vector."""
    lines = (VECTORS / f"{name}.hex").read_text().splitlines()
    return bytes.fromhex("".join(line.partition("#")[0] for line in lines))


class Shared(NamedTuple):
    """An attachment that is in memory."""

    place: int
    length: int


class Memory:
    """What the worker shares."""

    def __init__(self, offer: bytes) -> None:
        pid, descriptor, self.each_way = struct.unpack_from(">QII", offer)
        place = f"/proc/{pid}/fd/{descriptor}"
        assert os.readlink(place) == f"/memfd:{offer[16:].decode()} (deleted)"
        opened = os.open(place, os.O_RDWR)
        self.memory = mmap.mmap(opened, 2 * self.each_way)
        os.close(opened)

    def put(self, place: int, data: bytes) -> Shared:
        self.memory[place - 8 : place] = bytes(8)
        self.memory[place : place + len(data)] = data
        return Shared(place, len(data))

    def is_taken(self, shared: Shared) -> bool:
        mark = self.memory[shared.place - 8 : shared.place]
        return int.from_bytes(mark, sys.byteorder) == 1

    def look(self, shared: "bytes | Shared") -> bytes:
        assert isinstance(shared, Shared), len(shared)
        assert not self.is_taken(shared)
        return self.memory[shared.place : shared.place + shared.length]

    def take(self, shared: "bytes | Shared") -> bytes:
        data = self.look(shared)
        assert isinstance(shared, Shared)
        self.memory[shared.place - 8 : shared.place] = (1).to_bytes(8, sys.byteorder)
        return data


class Frame(NamedTuple):
    kind: int
    flags: int
    call: int
    content: bytes
    attachments: list[bytes | Shared]

    def json(self, head: int = 0) -> Any:
        return json.loads(self.content[head:])


def encode(
    kind: int,
    call: int,
    content: bytes = b"",
    flags: int = 0,
    attachments: Sequence["bytes | Shared"] = (),
) -> bytes:
    table, pieces = b"", []
    for attachment in attachments:
        if isinstance(attachment, Shared):
            table += struct.pack(">I", attachment.length | IN_MEMORY)
            pieces.append(struct.pack(">Q", attachment.place))
        else:
            table += struct.pack(">I", len(attachment))
            pieces.append(attachment)
    rest = table + content + b"".join(pieces)
    return struct.pack(">IBBHQ", 12 + len(rest), kind, flags, len(attachments), call) + rest


def call_head(
    tool: str,
    parent: int = 0,
    budget: int = 0,
    credit: int = 1,
    session: str = "",
    metadata: dict[str, str] | None = None,
) -> bytes:
    pairs = b""
    for text in (text for pair in (metadata or {}).items() for text in pair):
        pairs += struct.pack(">H", len(text.encode())) + text.encode()
    name, key = tool.encode(), session.encode()
    sizes = (len(name), len(key), len(metadata or {}))
    return struct.pack(">QQIHHH", parent, budget, credit, *sizes) + name + key + pairs


class Jvm:
    """One worker process and the wire to it."""

    def __init__(
        self,
        tools: Sequence[str | Path],
        folder: Path,
        carrier: str = "socket",
        limit: int = 64 * 1024 * 1024,
        log_level: str = "INFO",
        offer: bytes | None = None,
        concurrency: int = 1,
        memory: int | None = None,
    ) -> None:
        self.logs: list[tuple[int, dict[str, Any]]] = []
        self._frames: deque[Frame] = deque()
        self._bytes = b""
        self._cancel_again: Callable[[], object] = lambda: None
        self._ids = iter(range(1, 1_000_000))
        self._stderr = (folder / "stderr").open("w+b")
        command = [sys.executable, str(BOOT), os.pathsep.join(map(str, SOURCES)), "snakepit_stdio"]
        self._journal = folder / "journal"
        command += ["--journal", str(self._journal)]
        if memory is not None:
            command += ["--memory", str(memory)]
        self._write: Callable[[bytes], Any]
        self._read: Callable[[int], bytes]
        if carrier == "socket":
            self._start_on_socket(command, folder)
        else:
            self._start_on_pipes(command)
        if offer is None:
            content = {
                "protocol": 1,
                "pool": "default",
                "worker": "default-1",
                "codecs": ["json"],
                "tools": [str(tool) for tool in tools],
                "limits": {"frame": limit},
                "concurrency": concurrency,
                "logLevel": log_level,
                "unknown": 1,
            }
            offer = encode(HELLO, 0, PREAMBLE + json.dumps(content).encode())
        self.send(offer)

    def _start_on_socket(self, command: list[str], folder: Path) -> None:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(folder / "s"))
            listener.listen()
            self.process = subprocess.Popen(
                [*command, "--connect", str(folder / "s"), "--unknown", "x"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._stderr,
            )
            self._connection, _ = listener.accept()
        self._write, self._read = self._connection.sendall, self._connection.recv
        self._descriptor = self._connection.fileno()
        self._close_wire = self._connection.close

    def _start_on_pipes(self, command: list[str]) -> None:
        self.process = subprocess.Popen(
            command,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
        )
        source, target = self.process.stdout, self.process.stdin
        assert source is not None
        assert target is not None
        self._descriptor = source.fileno()
        self._write = lambda data: _write_all(target.fileno(), data)
        self._read = lambda size: os.read(self._descriptor, size)

        def close() -> None:
            source.close()
            target.close()

        self._close_wire = close

    def __enter__(self) -> "Jvm":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        self._close_wire()
        self._stderr.close()

    # Sending.

    def send(self, data: bytes) -> None:
        self._write(data)

    def call(
        self,
        tool: str,
        arguments: Any = None,
        flags: int = 0,
        attachments: Sequence[bytes | Shared] = (),
        **head: Any,
    ) -> int:
        """Begin a call and give its id."""
        id = next(self._ids)
        body = json.dumps({} if arguments is None else arguments).encode()
        self.send(encode(CALL, id, call_head(tool, **head) + body, flags, attachments))
        return id

    def stream(self, tool: str, arguments: Any = None, credit: int = 1000, **head: Any) -> int:
        return self.call(tool, arguments, STREAM, credit=credit, **head)

    def give_credit(self, id: int, items: int) -> None:
        self.send(encode(CREDIT, id, struct.pack(">I", items)))

    def cancel(self, id: int, interrupt: bool = True) -> None:
        """Cancel as the JVM does: first the frame, then the signal, and both again."""

        def cancel() -> None:
            self.send(encode(CANCEL, id))
            if interrupt:
                self.process.send_signal(signal.SIGTERM)

        cancel()
        self._cancel_again = cancel

    def reply(self, frame: Frame, value: Any, failed: bool = False) -> None:
        content = frame.content[:8] + json.dumps(value).encode()
        self.send(encode(HOST_REPLY, frame.call, content, int(failed)))

    def stop(self) -> int:
        """Stop the worker and give its exit status."""
        self.send(encode(STOP, 0))
        return self.process.wait(PATIENCE)

    def hang_up(self) -> int:
        """Go away and give the worker's exit status."""
        self._close_wire()
        return self.process.wait(PATIENCE)

    def accept_memory(self) -> Memory:
        """Receive an offer and accept it."""
        frame = self.next()
        assert (frame.kind, frame.flags, frame.call) == (MEMORY_OFFER, 0, 0), frame
        memory = Memory(frame.content)
        self.send(encode(MEMORY_ANSWER, 0))
        return memory

    # Receiving.

    def journal(self) -> list[Frame]:
        """Read what a dead worker had still to say."""
        if not self._journal.exists():
            return []
        data = self._journal.read_bytes()
        length = int.from_bytes(data[:8], sys.byteorder)
        self._bytes = data[8 : 8 + length]
        self._cut()
        assert not self._bytes
        frames = list(self._frames)
        self._frames.clear()
        return frames

    def next(self) -> Frame:
        """Wait for the next frame that isn't a log record."""
        while True:
            frame = self._next_of_all()
            if frame.kind != LOG:
                return frame
            self.logs.append((frame.call, frame.json()))

    def _next_of_all(self) -> Frame:
        while not self._frames:
            self._wait_readable()
            try:
                data = self._read(1 << 20)
            except ConnectionResetError:  # it is gone, and hadn't read all that it was sent
                data = b""
            if not data:
                raise EOFError(self.stderr())
            self._bytes += data
            self._cut()
        return self._frames.popleft()

    def _wait_readable(self) -> None:
        end = time.monotonic() + PATIENCE
        while not select.select([self._descriptor], [], [], SOON)[0]:
            assert time.monotonic() < end, "the worker says nothing"
            self._cancel_again()

    def _cut(self) -> None:
        while len(self._bytes) >= 16:
            length, kind, flags, count, call = struct.unpack_from(">IBBHQ", self._bytes)
            if len(self._bytes) < 4 + length:
                return
            rest = self._bytes[16 : 4 + length]
            self._bytes = self._bytes[4 + length :]
            sizes = struct.unpack_from(f">{count}I", rest)
            lengths = [8 if size & IN_MEMORY else size for size in sizes]
            end = len(rest) - sum(lengths)
            content: bytes = rest[4 * count : end]
            attachments: list[bytes | Shared] = []
            for size, length in zip(sizes, lengths, strict=True):
                piece = rest[end : end + length]
                if size & IN_MEMORY:
                    attachments.append(Shared(int.from_bytes(piece, "big"), size & ~IN_MEMORY))
                else:
                    attachments.append(piece)
                end += length
            self._frames.append(Frame(kind, flags, call, content, attachments))

    def is_silent(self) -> bool:
        """Tell whether nothing comes. A probe settles it: its answer would come last."""
        self.send(encode(PROBE, 7))
        return self.next().kind == PROBE_REPLY

    def answer(self) -> Any:
        """Receive the hello answer."""
        frame = self.next()
        assert (frame.kind, frame.content[:8]) == (ANSWER, PREAMBLE)
        return frame.json(8)

    def result(self, id: int) -> Any:
        """Receive the settled result of a call that isn't a stream."""
        frame = self.next()
        assert (frame.kind, frame.flags, frame.call) == (ITEM, LAST | WITH_SETTLED, id), frame
        return frame.json()

    def failure(self, id: int, flags: int = WITH_SETTLED) -> Any:
        """Receive the error of a call."""
        frame = self.next()
        assert (frame.kind, frame.flags, frame.call) == (FAILURE, flags, id), frame
        return frame.json()

    def item(self, id: int) -> Any:
        """Receive an item of a stream."""
        frame = self.next()
        assert (frame.kind, frame.flags, frame.call) == (ITEM, 0, id), frame
        return frame.json()

    def end(self, id: int) -> None:
        """Receive the settled end of a stream."""
        frame = self.next()
        assert (frame.kind, frame.flags, frame.call) == (END, WITH_SETTLED, id), frame

    def run(self, tool: str, arguments: Any = None, **head: Any) -> Any:
        """Call and give the result."""
        return self.result(self.call(tool, arguments, **head))

    def prints(self) -> list[tuple[int, str, str]]:
        """Give call, logger and message of the records so far."""
        return [(call, record["logger"], record["message"]) for call, record in self.logs]

    def stderr(self) -> str:
        """Give what was written to descriptor 2."""
        self._stderr.seek(0)
        return self._stderr.read().decode()

    def wait_for_file(self, path: Path) -> None:
        """Wait until the worker's user code has made a file."""
        end = time.monotonic() + PATIENCE
        while not path.exists():
            assert time.monotonic() < end, f"the tool didn't make {path}"
            assert self.process.poll() is None, self.stderr()
            time.sleep(0.001)


def _write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data) :]
