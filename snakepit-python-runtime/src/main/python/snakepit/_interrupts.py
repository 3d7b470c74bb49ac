"""How a cancelled call is broken into: by an exception raised in a signal handler.

The JVM writes CANCEL and then sends SIGTERM. The handler runs on the main thread between any two
instructions, so it acts only while ``open`` is set, which says that the main thread is in user
code and holds none of our locks. Otherwise it leaves a mark that is looked at on the next way into
user code. ``open`` is set again when it raises: user code goes on, to tidy up. A call is told once.
"""

from collections import deque
from collections.abc import Callable
from typing import Any, Final

from snakepit import _headroom

UNHEEDED: Final = 0.001
"""Seconds that Python may need to leave code in which it ignores what is raised."""


class Interrupts:
    """Guards the main thread's ways into and out of user code."""

    def __init__(self, drain: Callable[[], object], deliver: Callable[[], None]) -> None:
        self.open = False
        self.nudged = False
        self.deferred: deque[Callable[[], object]] = deque()
        """User code's handlers of signals that came while the door was closed (``_signals``)."""
        self.wake: Callable[[], object] | None = None
        """Ends the wait of a main thread that would open it for them."""
        self._drain = drain
        self._deliver = deliver

    def on_signal(self, number: int, frame: Any) -> None:
        """Handle SIGTERM."""
        self.nudged = True
        if self.open and _headroom.is_enough():
            self.look()

    def look(self) -> None:
        """Read what has arrived and tell the running call, if it is to end; run what is deferred.

        Raises:
            CallCancelled: into the user code that was about to run, or was running.
            BaseException: likewise, what a handler of user code raises.

        """
        try:
            while True:
                self.open = False
                self.nudged = False
                self._drain()
                self._deliver()
                self.open = True
                while self.deferred:
                    self.deferred.popleft()()
                if not self.nudged:
                    return
        except BaseException:
            if self.deferred:
                self.nudged = True
            self.open = True  # last of all: what is raised goes on in user code
            raise

    def look_once(self) -> None:
        """Look, from within code of ours that nothing must strike afterwards."""
        try:
            self.look()
        finally:
            self.open = False

    def defer(self, handler: Callable[[], object]) -> None:
        """Have a handler run when the door opens, at the latest when no call runs any more."""
        self.deferred.append(handler)
        self.nudged = True
        if self.wake is not None:
            self.wake()

    def settle(self) -> None:
        """Run what is deferred, when no call runs any more."""
        while self.deferred:
            self.deferred.popleft()()

    def let_in(self, function: Callable[[], Any]) -> Any:
        """Run user code that belongs to no call."""
        try:
            self.open = True
            return function()
        finally:
            self.open = False


class Shield:
    """Keeps the main thread from being broken into while user code has called back into us."""

    __slots__ = ("_interrupts", "_was_open")

    def __init__(self, interrupts: Interrupts) -> None:
        self._interrupts = interrupts
        self._was_open = False

    def __enter__(self) -> None:
        _headroom.require()
        self._was_open = self._interrupts.open
        self._interrupts.open = False

    def __exit__(self, *error: object) -> None:
        if self._was_open:
            self._interrupts.open = True
            if self._interrupts.nudged:
                self._interrupts.look()


class NoShield:
    """Stands in for the shield on threads that aren't broken into."""

    def __enter__(self) -> None:
        """Keep off nothing but the want of frames."""
        _headroom.require()

    def __exit__(self, *error: object) -> None:
        """Nothing to let in again."""


NO_SHIELD: Final = NoShield()
