"""Who asks gRPC for the next message: the thread that waits for one, if there is one.

grpcio asks for a message when somebody calls for it, and whoever does waits until it is there. So
the main thread calls for the next message itself, as on stdio it reads itself: a thread that did so
for it would have to be woken for each call. While the main thread runs user code nobody calls, and
needn't, until the main thread looks whether there is something, which a signal makes it do. It
can't wait then: a stand-in asks, until the main thread waits again.
"""

import signal
from _thread import allocate_lock, get_ident
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any, NoReturn

from snakepit import _process
from snakepit._wire import WireClosed, WireDamaged

from snakepit_grpc._messages import ToWorker

_MOST_WAITING = 16
"""Messages that may have arrived and not been taken; then HTTP/2 holds the JVM back."""

_FIRST_PAUSE = 0.05
"""Seconds."""


class Incoming:
    """The messages of the one stream. One thread at a time takes them."""

    def __init__(self) -> None:
        self._main_thread = get_ident()
        self._arrived: SimpleQueue[Any] = SimpleQueue()
        self._requests: Iterator[Any] = iter(())
        self._asking = allocate_lock()
        """Held by whoever asks; at first by the stand-in, who will have the stream."""
        self._asking.acquire()
        self._called = allocate_lock()
        """Locked while nobody calls for the stand-in."""
        self._called.acquire()
        self._awaited = False
        """Somebody waits for a message, and has asked for it or relies on the stand-in."""

    def parse(self, data: bytes) -> bool:
        """Take a message in, on gRPC's thread."""
        try:
            message = ToWorker.FromString(data)
        except Exception as error:
            _process.leave(WireDamaged(f"a message can't be parsed: {error}"))
        self._arrived.put(message)
        if message.interrupt:
            self._nudge()
        return True

    def take(self) -> Any:
        """Wait for a message."""
        arrived = self._arrived
        if not arrived.empty():
            return arrived.get()
        self._awaited = True
        if self._asking.acquire(False):
            try:
                if arrived.empty():  # else the stand-in was faster
                    self._ask()
            finally:
                self._asking.release()
        message = arrived.get()
        self._awaited = False
        return message

    def take_arrived(self) -> Any:
        """Give a message that has arrived, or None."""
        arrived = self._arrived
        return None if arrived.empty() else arrived.get()

    def look(self) -> Any:
        """Give a message, or None and have the stand-in ask."""
        message = self.take_arrived()
        if message is None and self._called.locked():
            self._called.release()
        return message

    def stand_in(self, requests: Iterator[Any]) -> NoReturn:
        """Ask for the first message, and whenever called."""
        self._requests = requests
        while True:
            while not self._is_enough():
                self._ask()
            self._asking.release()
            # Who came to wait while the lock was still held relies on this thread.
            if not self._awaited or not self._arrived.empty():
                self._wait_for_call()
            self._asking.acquire()

    def _wait_for_call(self) -> None:
        """Wait to be called; while all places are taken, the main thread has to look first."""
        pause = _FIRST_PAUSE
        while self._arrived.qsize() >= _MOST_WAITING:
            self._nudge()
            if self._called.acquire(timeout=pause):
                return
            pause *= 2  # a signal can be lost, and C code may take long
        self._called.acquire()

    def _is_enough(self) -> bool:
        waiting = self._arrived.qsize()
        return waiting >= _MOST_WAITING or (self._awaited and waiting > 0)

    def _ask(self) -> None:
        """Call for a message and wait for it; ``parse`` has it then."""
        try:
            next(self._requests)
        except BaseException:
            _process.leave(WireClosed())

    def _nudge(self) -> None:
        """Make the main thread look at what has arrived, whatever it is doing."""
        signal.pthread_kill(self._main_thread, signal.SIGTERM)
