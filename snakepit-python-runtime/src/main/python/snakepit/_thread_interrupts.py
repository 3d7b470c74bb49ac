"""How a cancelled call on a thread of its own is broken into: by an exception set from outside.

Python raises such an exception in the thread at some later instruction. So it is set only while the
thread is in user code, and whoever leaves user code lets one that is still on its way arrive first:
it never strikes in code of ours. C code that doesn't return can't be broken into.

Until Python 3.12 a thread that is about to begin has the number of the one which starts it, and is
given what was set for that one. It tells ``_unraisable`` of it.
"""

import sys
from _thread import RLock, get_ident, start_new_thread
from collections.abc import Callable
from time import sleep
from typing import Any

from snakepit import _current, _headroom, _process, _unraisable
from snakepit._call import Call
from snakepit._errors import CallCancelled, Strike
from snakepit._guard import Guard
from snakepit._interrupts import UNHEEDED


class ThreadInterrupts:
    """Guards one thread's ways into and out of user code."""

    def __init__(self) -> None:
        self._thread = get_ident()
        self._lock = RLock()  # a finalizer may run anywhere, and print
        self._open = False
        self._struck = False
        self._call: Call | None = None
        self._kind = type(Strike.__name__, (Strike,), {"meant_for": self})
        self._kind.__module__ = Strike.__module__

    def strike(self, call: Call) -> None:
        """Break into a cancelled call, if its code runs; else it is told on its next way in."""
        with self._lock:
            if self._open and self._call is call and not call.broken:
                if _unraisable.is_being_told(sys._current_frames().get(self._thread)):
                    start_new_thread(self._strike_soon, (call,))
                    return
                call.broken = True
                self._struck = True
                _set_exception(self._thread, self._kind)

    def strike_again(self) -> bool:
        """Break in once more, soon; False when no call is to be broken into."""
        call = self._call
        with self._lock:
            if call is None or not call.broken:
                return False
            self._struck = call.broken = False
        start_new_thread(self._strike_soon, (call,))
        return True

    def _strike_soon(self, call: Call) -> None:
        sleep(UNHEEDED)
        self.strike(call)

    def open(self, call: Call) -> None:
        """Let the call be broken into from now on.

        Raises:
            CallCancelled: when it was cancelled already.

        """
        with self._lock:
            self._call = call
            self._open = True
            if call.cancelled and not call.broken:
                call.broken = True
                raise Strike

    def close(self) -> bool:
        """Keep everything off, and tell whether it was let in before.

        Raises:
            CallCancelled: when it was on its way.

        """
        with self._lock:
            was_open = self._open
            struck = self._struck
            self._open = self._struck = False
        if struck:
            for _ in range(3):
                _let_arrive()
            _set_exception(self._thread, None)
        return was_open


def _let_arrive() -> None:
    """Do nothing: an exception that was set arrives at the latest where a function begins."""


def _set_exception(thread: int, kind: type[BaseException] | None) -> None:
    try:
        import ctypes
    except ImportError:  # then a call can only look at context.cancelled
        return
    raised = None if kind is None else ctypes.py_object(kind)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


class ThreadShield:
    """Keeps a thread from being broken into while user code has called back into us."""

    __slots__ = ("_call", "_interrupts", "_was_open")

    def __init__(self, interrupts: ThreadInterrupts) -> None:
        self._interrupts = interrupts
        self._call = interrupts._call
        self._was_open = False

    def __enter__(self) -> None:
        _headroom.require()
        self._was_open = self._interrupts.close()

    def __exit__(self, *error: object) -> None:
        if self._was_open and self._call is not None:
            self._interrupts.open(self._call)


class ThreadGuard(Guard):
    """Runs user code on a thread of the lane."""

    def __init__(self, own: Callable[[], ThreadInterrupts]) -> None:
        self._own = own

    def run(
        self, call: Call, function: Callable[..., Any], arguments: dict[str, Any]
    ) -> tuple[Any, BaseException | None]:
        """Call a function and give what it returned, or what it raised."""
        interrupts = self._own()
        value = error = None
        try:
            try:
                interrupts.open(call)
                value = function(**arguments)
                interrupts.close()
            except BaseException as raised:
                error = raised
                interrupts.close()
        except CallCancelled as late:  # it arrived on the way out
            error = late
            interrupts.close()
        if _current.forked:
            _process.leave_child(error)
        try:
            return value, error
        finally:
            del error  # it would hold itself, by its traceback and this frame
