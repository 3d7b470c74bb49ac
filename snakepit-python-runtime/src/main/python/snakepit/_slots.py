"""How many calls run at once, and which of those that wait is next."""

from _thread import allocate_lock
from collections import deque
from collections.abc import Callable

from snakepit._call import Call
from snakepit._threads import AllBusy, NoThread


class Slots:
    """Begins calls as far as there is room, in the order of their arrival.

    One that is for the main thread, or for others that are all busy, waits until there is a free
    one, and doesn't hold up the rest. Where there is no thread to wait for, it is refused.
    """

    def __init__(
        self,
        count: int,
        begin: Callable[[Call, bool], None],
        refuse: Callable[[Call, str], None],
    ) -> None:
        self._begin = begin
        self._refuse = refuse
        self._lock = allocate_lock()
        self._free = count
        self._main_is_free = True
        self._arrivals = 0
        self._waiting: dict[bool, deque[tuple[int, Call]]] = {True: deque(), False: deque()}
        """By whether they are for the main thread."""

    def arrive(self, call: Call, on_main: bool) -> None:
        """Begin a call, now or when there is room."""
        with self._lock:
            self._arrivals += 1
            self._waiting[on_main].append((self._arrivals, call))
        self.fill()

    def leave(self, on_main: bool) -> None:
        """Give back the room of a call that has ended."""
        with self._lock:
            self._free += 1
            if on_main:
                self._main_is_free = True
        self.fill()

    def withdraw(self, call: Call) -> bool:
        """Take a call out; False when it isn't one that waits."""
        with self._lock:
            for waiting in self._waiting.values():
                for entry in waiting:
                    if entry[1] is call:
                        waiting.remove(entry)
                        return True
        return False

    def close(self) -> "list[Call]":
        """Take out all that wait."""
        with self._lock:
            calls = [call for waiting in self._waiting.values() for _, call in waiting]
            for waiting in self._waiting.values():
                waiting.clear()
        return calls

    def fill(self) -> None:
        """Begin calls, when there may be room for them."""
        with self._lock:
            refused = self._begin_calls()
        for call, reason in refused:
            self._refuse(call, reason)

    def _begin_calls(self) -> "list[tuple[Call, str]]":
        for_main, for_others = self._waiting[True], self._waiting[False]
        put_off: list[tuple[int, Call]] = []
        refused: list[tuple[Call, str]] = []
        while self._free:
            on_main = bool(for_main) and self._main_is_free
            if on_main and for_others:
                on_main = for_main[0][0] < for_others[0][0]
            if not on_main and not for_others:
                break
            entry = self._waiting[on_main].popleft()
            try:
                self._begin(entry[1], on_main)
            except AllBusy:
                put_off.append(entry)
                continue
            except NoThread as error:
                refused.append((entry[1], str(error)))
                continue
            self._free -= 1
            if on_main:
                self._main_is_free = False
        for_others.extendleft(reversed(put_off))
        return refused
