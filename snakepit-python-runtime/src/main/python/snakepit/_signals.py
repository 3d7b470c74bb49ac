"""Signal handlers that user code installs: what they raise strikes user code, and never ours.

Python runs a handler on the main thread between any two instructions, so one that raises could
leave a lock of ours held, or half a frame sent. ``signal.signal`` is replaced by one that looks
whether the door is open (``_interrupts``) when the signal comes. While it is closed, the handler
waits until it opens; a call that waits for the JVM opens it. Where nobody calls us, nothing of this
costs anything.
"""

import os
import signal
from _thread import get_ident, start_new_thread
from collections.abc import Callable
from typing import Any

from snakepit import _current, _prints, _process
from snakepit._call import Call
from snakepit._interrupts import Interrupts

_LOOK_AGAIN = 0.05
"""Seconds. Python doesn't run a handler whose signal came while the thread was about to wait."""


class Signals:
    """Stands between Python and the handlers of user code."""

    def __init__(self, interrupts: Interrupts, stack: list[Call]) -> None:
        self.handled = False
        """User code has installed a handler."""
        self._interrupts = interrupts
        self._stack = stack
        self._main_thread = get_ident()
        self._own: dict[int, Any] = {}
        """What user code believes to be the handlers of our own signals."""
        self._set = signal.signal
        self._get = signal.getsignal
        self._set_interrupts = signal.siginterrupt

    def install(self) -> None:
        """Replace the functions of the module ``signal``."""
        signal.signal = self._signal  # type: ignore[assignment]
        signal.getsignal = self._getsignal  # type: ignore[assignment]
        signal.siginterrupt = self._siginterrupt

    def own(self, number: int, handler: Callable[[int, Any], object]) -> None:
        """Handle a signal from now on, whatever user code does."""
        self._own.setdefault(number, self._get(number))
        self._set(number, handler)

    def keeps(self, number: Any) -> bool:
        """Tell whether a signal is ours, whatever user code sets on this thread."""
        return number in self._own and not _current.forked and get_ident() == self._main_thread

    def _signal(self, number: Any, handler: Any) -> Any:
        if self.keeps(number):
            before, self._own[number] = self._own[number], handler
            if callable(handler) and handler is not _process.do_nothing:
                warn_of(number)
            return before
        if callable(handler):
            before = self._set(number, _Handler(self, handler))
            self.handled = True
        else:
            before = self._set(number, handler)
        return _handed_in(before)

    def _getsignal(self, number: Any) -> Any:
        if number in self._own and not _current.forked:
            return self._own[number]
        return _handed_in(self._get(number))

    def _siginterrupt(self, number: Any, flag: Any) -> None:
        # As asyncio asks for: then a wait for a lock would go on when a call is to be cancelled.
        if number not in self._own or _current.forked:
            self._set_interrupts(number, flag)

    def arrive(self, handler: Callable[[int, Any], object], number: int, frame: Any) -> None:
        """Run a handler, now or when the door opens."""
        if self._interrupts.open or _current.forked:
            handler(number, frame)
        elif self._stack:
            call = self._stack[-1]
            self._interrupts.defer(lambda: self._run_late(call, handler, number, frame))
        else:
            _run_alone(handler, number, frame)

    def _run_late(
        self, call: Call, handler: Callable[[int, Any], object], number: int, frame: Any
    ) -> None:
        if call.ended:  # what runs now is another call, which has no part in it
            _run_alone(handler, number, frame)
        else:
            handler(number, frame)

    def wait(self, wait: Callable[[], object]) -> None:
        """Let another thread wait, so that this one, which user code waits on, runs handlers.

        Raises:
            BaseException: what a handler raised; the other thread goes on waiting.

        """
        from queue import Empty, SimpleQueue

        woken: SimpleQueue[bool] = SimpleQueue()

        def wait_beside() -> None:
            wait()
            woken.put(True)

        interrupts = self._interrupts
        outer, interrupts.wake = interrupts.wake, lambda: woken.put(False)
        try:
            start_new_thread(_process.or_die(wait_beside), ())
            while True:
                if interrupts.deferred:
                    interrupts.look_once()
                try:
                    if woken.get(timeout=_LOOK_AGAIN):
                        return
                except Empty:
                    pass
        finally:
            interrupts.wake = outer


class _Handler:
    """What Python calls for a handler of user code."""

    __slots__ = ("_signals", "handler")

    def __init__(self, signals: Signals, handler: Callable[[int, Any], object]) -> None:
        self._signals = signals
        self.handler = handler

    def __call__(self, number: int, frame: Any) -> None:
        self._signals.arrive(self.handler, number, frame)


def warn_of(number: int) -> None:
    """Tell that a handler isn't called, since its signal is ours."""
    name = signal.Signals(number).name
    _prints.warn(f"{name} cancels calls; the handler that is set for it isn't called")


def _handed_in(handler: Any) -> Any:
    return handler.handler if isinstance(handler, _Handler) else handler


def _run_alone(handler: Callable[[int, Any], object], number: int, frame: Any) -> None:
    """Run a handler where no call could catch what it raises."""
    try:
        handler(number, frame)
    except BaseException:
        import traceback

        text = (
            f"snakepit: the handler of signal {number} raised where no call could catch it, so "
            f"that is dropped\n{traceback.format_exc()}"
        )
        try:  # not as a log record: the wire may be in the middle of anything
            os.write(2, text.encode("utf-8", "backslashreplace"))
        except OSError:
            pass  # then nobody is told
