"""The seam between the engine, which knows no wire, and the wires, which know no tools."""

from typing import Protocol

from snakepit._call import Call
from snakepit._payload import Payload, Received


class WireClosed(Exception):
    """The JVM is gone."""


class WireDamaged(Exception):
    """What arrived can't be from a JVM that speaks this wire. The worker ends."""


class FrameTooLarge(Exception):
    """A payload exceeds the limit of the hello."""

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes; a message may have {limit} (limits.frame-bytes)")


class Events(Protocol):
    """What a wire reports, on whichever thread called ``receive``."""

    def call(self, call: Call) -> None:
        """A call arrived."""

    def credit(self, id: int, items: int) -> None:
        """A stream may send more items."""

    def cancel(self, id: int) -> None:
        """A call is to end."""

    def host_reply(self, id: int, host_call: int, payload: Received, failed: bool) -> None:
        """The JVM answered a call made from here."""

    def stop(self) -> None:
        """The worker is to end."""

    def read(self) -> bool:
        """Receive what is there, for a wire that waits to write; False: another thread does."""


class Wire(Protocol):
    """Carries calls and what becomes of them.

    Every method may be called on any thread, and while another of them runs. What is sent is
    queued until ``flush``; payload buffers aren't changed before that. Methods that take a payload
    raise FrameTooLarge, having sent nothing.
    """

    def offer(self) -> bytes:
        """Wait for the hello offer."""

    def answer(self, answer: bytes) -> None:
        """Send the hello answer, at once."""

    def attach(self, events: Events, limit: int) -> None:
        """Say who is told what arrives, and how large a message may be."""

    def receive(self, wait: bool) -> bool:
        """Read once and report what arrived; False when nothing did.

        One thread at a time calls it; it may be the main thread inside a signal handler, which
        doesn't wait. Raises WireClosed or WireDamaged.
        """

    def started(self, id: int, tool: str) -> None:
        """Announce that a call's code begins, a tool's."""

    def item(self, id: int, payload: Payload, last: bool, settled: bool) -> None:
        """Send a result, or one item of a stream."""

    def end(self, id: int, settled: bool) -> None:
        """End a stream."""

    def failure(self, id: int, payload: Payload, settled: bool, withdrawn: bool) -> None:
        """Send the error that ended a call."""

    def settled(self, id: int) -> None:
        """Say that none of a call's code runs any more."""

    def host_call(self, id: int, host_call: int, name: str, payload: Payload) -> None:
        """Call a tool of the JVM."""

    def progress(self, id: int, payload: Payload) -> None:
        """Report how far a call is."""

    def log(self, id: int, payload: Payload) -> None:
        """Send a log record."""

    def flush(self) -> None:
        """Send what is queued. Raises WireClosed."""

    def abandon(self) -> None:
        """Let go of the descriptors, in a forked child: it must not speak for its parent."""
