"""What user code prints becomes log records, one a line, of the call that it was printed in."""

import codecs
import io
import sys
from _thread import get_ident
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Optional

from snakepit import _current

if TYPE_CHECKING:
    from snakepit._call import Call

Sink = Callable[[str, str, str], None]
"""Takes level, logger and message."""

_streams: "list[LineStream]" = []
MAX_LINE = 65_536
"""A longer line becomes several records."""


class _Line:
    """A line without its end, by one thread for one call: so the lines of several don't mix."""

    __slots__ = ("follows_return", "length", "parts")

    def __init__(self, *, follows_return: bool = False) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.follows_return = follows_return
        """It has nothing yet, and a line feed would belong to the end of the line before."""


_Key = tuple["LineStream", int, Optional["Call"]]

unfinished: dict[_Key, _Line] = {}
"""Looked at after every call. No lock is needed: a thread changes its own line alone, and takes it
out before it sends it, since a finalizer that prints may run in between."""


class LineStream(io.TextIOBase):
    """Stands in for ``sys.stdout`` or ``sys.stderr``."""

    def __init__(self, name: str, level: str, sink: Sink) -> None:
        self._name = name
        self._level = level
        self._sink = sink
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

    def reconfigure(self, **settings: object) -> None:
        """Take what Python's own streams take. It changes nothing: lines are records of a log."""

    def flush(self) -> None:
        """Wait for the line's end or the call's; of a forked child nobody knows when it ends."""
        if _current.forked:
            finish_lines()

    def write(self, text: str) -> int:
        """Take text; whole lines are sent."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        size = len(text)
        if not text:
            return size
        key = (self, get_ident(), _current.call_variable.get())
        line = unfinished.get(key)
        if line is not None and line.follows_return:
            unfinished.pop(key, None)
            text = text.removeprefix("\n")
        if "\n" not in text and "\r" not in text:
            if text:
                self._append(key, text)
            return size
        # A carriage return ends a line as well: so a progress bar is a record a step.
        *ended, rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        with _current.shield():  # what strikes between a line and its record would lose it
            for whole in ended:
                self._append(key, whole)
                self._end(key)
            if rest:
                self._append(key, rest)
            elif text.endswith("\r"):
                unfinished[key] = _Line(follows_return=True)
        return size

    def writelines(self, lines: Iterable[str]) -> None:  # type: ignore[override]
        """Take several texts."""
        for line in lines:
            self.write(line)

    def _append(self, key: _Key, text: str) -> None:
        begin = 0
        while True:
            line = unfinished.get(key)
            if line is None:
                line = unfinished[key] = _Line()
            part = text[begin : begin + MAX_LINE - line.length]
            line.parts.append(part)
            line.length += len(part)
            line.follows_return = False
            begin += len(part)
            if begin == len(text):
                return
            self._end(key)

    def _end(self, key: _Key) -> None:
        line = unfinished.pop(key, None)
        if line is not None and not line.follows_return:
            self._sink(self._level, self._name, "".join(line.parts))


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
        # User code may hold one, so it is to keep in step; or has closed it.
        if isinstance(stream, io.TextIOWrapper) and not stream.closed:
            stream.reconfigure(line_buffering=True)
    _streams[:] = [LineStream("stdout", "INFO", sink), LineStream("stderr", "WARN", sink)]
    sys.stdout, sys.stderr = _streams


def keep_in_step() -> None:
    """Have what user code has put around our streams, as for an encoding, send whole lines."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if isinstance(stream, io.TextIOWrapper) and isinstance(stream.buffer, _Bytes):
                stream.reconfigure(line_buffering=True)
        except ValueError:  # it has been closed, or taken off
            pass


def finish_own_lines() -> None:
    """Send what this thread printed without a line end. Others may be about to end theirs."""
    for stream in _streams:
        stream._end((stream, get_ident(), _current.call_variable.get()))


def finish_lines_of(call: "Call") -> None:
    """Send what any thread printed for this call without a line end."""
    for key in list(unfinished):
        if key[2] is call:
            key[0]._end(key)


def finish_lines() -> None:
    """Send what any thread printed without a line end."""
    for key in list(unfinished):
        key[0]._end(key)


def warn(message: str) -> None:
    """Tell people of something that no caller is told of."""
    print(message, file=_streams[1] if _streams else sys.__stderr__)
