"""Lets threads wait for what arrives for their call, while one thread reads for all."""

from collections.abc import Callable
from threading import Condition
from typing import Any


class Waits:
    """One condition for each call that is waited in: news of one call wakes nobody else."""

    def __init__(self) -> None:
        self._conditions: dict[int, Condition] = {}

    def until(self, call: int, ready: Callable[[], Any]) -> None:
        """Wait until ``ready`` holds, which is looked at again after each ``wake``."""
        condition = self._conditions.setdefault(call, Condition())
        with condition:
            while not ready():
                condition.wait()

    def wake(self, call: int) -> None:
        """Make those who wait in a call look again. What they wait for has happened before."""
        condition = self._conditions.get(call)
        if condition is not None:
            with condition:
                condition.notify_all()

    def wake_all(self) -> None:
        """Make all look again."""
        for call in list(self._conditions):
            self.wake(call)

    def forget(self, call: int) -> None:
        """Drop what a call has used; threads that it left behind are woken."""
        self.wake(call)
        self._conditions.pop(call, None)
