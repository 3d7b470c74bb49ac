"""A call, from its arrival to its end."""

import sys
import time
from _thread import RLock
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from snakepit._payload import Received

_making: Final = RLock()
"""Held by who makes a lock for a call. A finalizer may run there, too."""


class Call:
    """What arrived, and how far it has got."""

    deadline: float | None = None
    """On the clock of ``time.monotonic``."""

    cancelled = False
    """The JVM asked for its end, or for the end of a call that it runs on top of."""

    broken = False
    """Its code was told so: this happens once."""

    begun = False
    """A thread has taken it up."""

    announced = False
    """The JVM was told that it begins, before its arguments were checked."""

    on_main = False
    """It runs on the main thread, where a signal can break into it."""

    ended = False

    told = False
    """Its outcome is queued on the wire: there is no other."""

    sealed = False
    """It settles, or has settled: nobody may send anything for it any more."""

    sending: Any = None
    """Held by whoever sends something for it before its end; None as long as nobody has."""

    break_in: Callable[[], Any] | None = None
    """How to tell its code, where raising an exception in it isn't the way."""

    task = 0
    """The ``id`` of the asyncio task that carries it, if one does."""

    sent = 0
    """Items of a stream, out of the ``credit`` that was given in all. Each is changed by one thread
    alone: the one that runs the call, and the one that reads."""

    session: Any = None
    """Its session, once it was asked for."""

    def __init__(
        self,
        id: int,
        tool: str,
        payload: Received,
        stream: bool,
        announce: bool,
        parent: int,
        budget: int,
        credit: int,
        session_key: str | None,
        metadata: dict[str, str] | None,
    ) -> None:
        self.id = id
        self.tool = tool
        self.payload = payload
        self.stream = stream
        self.announce = announce
        self.parent = parent
        self.credit = credit
        self.session_key = session_key
        self.metadata = metadata
        if budget:
            self.deadline = time.monotonic() + budget / 1_000_000

    def is_in_own_task(self) -> bool:
        """Tell whether this code is what the call's end is known by, and no task beside it."""
        if not self.task:
            return True
        asyncio: Any = sys.modules["asyncio"]
        loop = asyncio._get_running_loop()
        return loop is not None and self.task == id(asyncio.current_task(loop))

    def unsealed(self) -> Any:
        """Give what is held while something is sent for the call, by any thread.

        Whoever has it looks whether the call is ``sealed`` before it sends. It may be taken again:
        a finalizer may run there, and send something, too.
        """
        if self.sending is None:
            with _making:
                if self.sending is None:
                    self.sending = RLock()
        return self.sending

    def seal(self) -> None:
        """Keep others from sending anything for the call, which is about to settle."""
        self.sealed = True
        # One that comes now finds it sealed; one that came before has sent when this is over.
        if self.sending is not None:
            with self.sending:
                pass


class Inbox:
    """Calls that have arrived and not begun. Filled by whichever thread reads the wire."""

    def __init__(self) -> None:
        self.calls: deque[Call] = deque()
        """Those that belong on top of no other."""
        self.nested: deque[tuple[int, Call]] = deque()
        """Those on top of a waiting one, by its id. Whoever removes one has it, and nobody else."""

    def put_nested(self, call: Call, waiting: int) -> None:
        """Add a call that is to run on top of a waiting one."""
        self.nested.append((waiting, call))

    def take_nested(self, parent: int) -> Call | None:
        """Take the next call to run on top of a waiting one, or None."""
        for entry in list(self.nested):
            if entry[0] == parent and self._remove(entry):
                return entry[1]
        return None

    def holds_nested(self, parent: int) -> bool:
        """Tell whether there is a call to run on top of a waiting one."""
        return any(waiting == parent for waiting, _ in list(self.nested))

    def withdraw(self, call: Call) -> bool:
        """Take a call out; False when it has begun."""
        if call.parent:
            return any(entry[1] is call and self._remove(entry) for entry in list(self.nested))
        try:
            self.calls.remove(call)
        except ValueError:
            return False
        return True

    def drop_nested(self, parent: int) -> "list[Call]":
        """Take out the calls that were to run on top of a call that has ended."""
        ours = [entry for entry in list(self.nested) if entry[0] == parent]
        return [entry[1] for entry in ours if self._remove(entry)]

    def _remove(self, entry: tuple[int, Call]) -> bool:
        try:
            self.nested.remove(entry)
        except ValueError:  # another thread was faster
            return False
        return True
