"""Whichever thread waits reads the wire for all that wait."""

from _thread import allocate_lock
from collections.abc import Callable
from typing import Any


class Pump:
    """Lets threads wait for what other messages will change, with one of them reading."""

    def __init__(self, receive: Callable[[bool], bool]) -> None:
        self._receive = receive
        self._reading = allocate_lock()
        self._waiting = 0
        self._making = allocate_lock()
        self._changed: Any = None

    def until(self, ready: Callable[[], Any]) -> None:
        """Read and report until ``ready`` holds."""
        while not ready():
            self.step(ready)

    def step(self, ready: Callable[[], Any]) -> None:
        """Read and report once, or let another thread do it, unless ``ready`` holds."""
        if not self._reading.acquire(False):
            self._follow(ready)
            return
        try:
            if not ready():
                self._receive(True)
        finally:
            self._reading.release()
            if self._waiting:
                self._wake()

    def drain(self) -> bool:
        """Read what is there without waiting; False when another thread is reading anyway."""
        if not self._reading.acquire(False):
            return False
        try:
            while self._receive(False):
                pass
        finally:
            self._reading.release()
            if self._waiting:
                self._wake()
        return True

    def _follow(self, ready: Callable[[], Any]) -> None:
        with self._making:
            if self._changed is None:
                from threading import Condition

                self._changed = Condition()
        with self._changed:
            self._waiting += 1
            try:
                # The reader takes this lock after it has let go of the other one, so between this
                # look and the wait nothing can be missed.
                while self._reading.locked() and not ready():
                    self._changed.wait()
            finally:
                self._waiting -= 1

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
