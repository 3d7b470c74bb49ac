"""What user code prints becomes log records, one a line, of the call that it was printed in."""

import codecs
import io
import sys
from _thread import RLock
from collections.abc import Callable, Iterable
from typing import Any

Sink = Callable[[str, str, str], None]
"""Takes level, logger and message."""

unfinished: "list[LineStream]" = []
"""Streams that hold a line without its end; read after every call."""

_streams: "list[LineStream]" = []
_MAX_LINE = 65_536


class LineStream(io.TextIOBase):
    """Stands in for ``sys.stdout`` or ``sys.stderr``."""

    def __init__(self, name: str, level: str, sink: Sink) -> None:
        self._name = name
        self._level = level
        self._sink = sink
        self._line: list[str] = []
        self._length = 0
        # Re-entrant, since a finalizer that prints may run while a line is being sent.
        self._lock = RLock()
        self._buffer = _Bytes(self)

    @property
    def buffer(self) -> Any:
        """The same stream, for bytes."""
        return self._buffer

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """UTF-8."""
        return "utf-8"

    @property
    def errors(self) -> str:  # type: ignore[override]
        """What can't be written is escaped."""
        return "backslashreplace"

    @property
    def name(self) -> str:
        """As Python's own streams are called."""
        return f"<{self._name}>"

    @property
    def line_buffering(self) -> bool:
        """Lines are sent when they end."""
        return True

    def writable(self) -> bool:
        """It is."""
        return True

    def fileno(self) -> int:
        """Give stderr's descriptor: what is written there is logged, too, without its call."""
        return 2

    def write(self, text: str) -> int:
        """Take text; whole lines are sent."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        with self._lock:
            rest = text
            if "\n" in text or "\r" in text:
                # A carriage return ends a line as well: so a progress bar is a record a step.
                lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
                rest = lines.pop()
                for line in lines:
                    self._line.append(line)
                    self._send()
            if rest:
                self._line.append(rest)
                self._length += len(rest)
                if self._length > _MAX_LINE:
                    self._send()
                elif self not in unfinished:
                    unfinished.append(self)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]
        """Take several texts."""
        for line in lines:
            self.write(line)

    def finish_line(self) -> None:
        """Send what has no line end yet."""
        with self._lock:
            if self._line:
                self._send()

    def _send(self) -> None:
        line = "".join(self._line)
        self._line.clear()
        self._length = 0
        if self in unfinished:
            unfinished.remove(self)
        self._sink(self._level, self._name, line)


class _Bytes(io.BufferedIOBase):
    """Takes bytes for a stream."""

    def __init__(self, stream: LineStream) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stream.fileno()

    def write(self, data: Any) -> int:
        data = bytes(data)
        self._stream.write(self._decoder.decode(data))
        return len(data)


def install(sink: Sink) -> None:
    """Replace Python's own streams."""
    for stream in (sys.__stdout__, sys.__stderr__):
        if isinstance(stream, io.TextIOWrapper):  # user code may hold one: keep it in step
            stream.reconfigure(line_buffering=True)
    _streams[:] = [LineStream("stdout", "INFO", sink), LineStream("stderr", "WARN", sink)]
    sys.stdout, sys.stderr = _streams


def finish_lines() -> None:
    """Send what the call printed without a line end."""
    for stream in list(unfinished):
        stream.finish_line()


def warn(message: str) -> None:
    """Tell people of something that no caller is told of."""
    print(message, file=_streams[1] if _streams else sys.__stderr__)
