"""Makes a forked child a process of its own, that can't answer in its parent's name."""

import os
import signal
from _thread import get_ident, start_new_thread

from snakepit import _current, _prints
from snakepit._interrupts import Interrupts
from snakepit._wire import Wire

_SIGNALS = (signal.SIGTERM,)


class ForkGuard:
    """Holds SIGTERM back during a fork: handled by the child, it would read its parent's wire.

    What a hook of ``os.fork`` raises is lost, so the main thread isn't broken into there either.
    """

    def __init__(self, wire: Wire, interrupts: Interrupts) -> None:
        self._wire = wire
        self._interrupts = interrupts
        self._main_thread = get_ident()
        self._was_open = False

    def install(self) -> None:
        """Add the hooks to ``os.fork``."""
        os.register_at_fork(
            before=self._before,
            after_in_parent=self._in_parent,
            after_in_child=self._in_child,
        )

    def _before(self) -> None:
        if get_ident() == self._main_thread:
            self._was_open = self._interrupts.open
            self._interrupts.open = False
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)

    def _in_parent(self) -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        if get_ident() == self._main_thread and self._was_open:
            self._interrupts.open = True
            if self._interrupts.nudged:
                start_new_thread(signal.pthread_kill, (self._main_thread, signal.SIGTERM))

    def _in_child(self) -> None:
        _current.engine = None
        _current.forked = True
        _prints.unfinished.clear()  # the parent ends them
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        self._wire.abandon()
