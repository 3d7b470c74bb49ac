"""Makes a forked child a process of its own, that can't answer in its parent's name."""

import os
import signal
from _thread import get_ident, start_new_thread
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from snakepit import _current, _prints
from snakepit._interrupts import Interrupts
from snakepit._wire import Wire

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

_SIGNALS = (signal.SIGTERM,)


class ForkGuard:
    """Holds SIGTERM back during a fork: handled by the child, it would read its parent's wire.

    What a hook of ``os.fork`` raises is lost, and leaves a module's lock held, so no thread is
    broken into there either: the main one not in our hooks, and none, around the whole call, in
    others'. What a forked child forks in turn is its own affair.
    """

    def __init__(
        self,
        wire: Wire,
        interrupts: Interrupts,
        shield: Callable[[], "AbstractContextManager[None]"],
    ) -> None:
        self._wire = wire
        self._interrupts = interrupts
        self._shield = shield
        self._main_thread = get_ident()
        self._was_open = False

    def install(self) -> None:
        """Add the hooks to ``os.fork``, and keep those of others from being broken into."""
        for name in ("fork", "forkpty"):
            real = getattr(os, name, None)
            if real is not None:
                setattr(os, name, self._unbroken(real))
        os.register_at_fork(
            before=self._before,
            after_in_parent=self._in_parent,
            after_in_child=self._in_child,
        )

    def _unbroken(self, real: Callable[[], Any]) -> Callable[[], Any]:
        @wraps(real)
        def fork() -> Any:
            if _current.forked:
                return real()
            shield = self._shield()
            shield.__enter__()
            try:
                return real()
            finally:
                if not _current.forked:  # in the child nothing is let in again
                    shield.__exit__(None, None, None)

        return fork

    def _before(self) -> None:
        if _current.forked:
            return
        if get_ident() == self._main_thread:
            self._was_open = self._interrupts.open
            self._interrupts.open = False
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)

    def _in_parent(self) -> None:
        if _current.forked:
            return
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        if get_ident() == self._main_thread and self._was_open:
            self._interrupts.open = True
            if self._interrupts.nudged:
                start_new_thread(signal.pthread_kill, (self._main_thread, signal.SIGTERM))

    def _in_child(self) -> None:
        if _current.forked:
            return
        _current.engine = None
        _current.forked = True
        _prints.unfinished.clear()  # the parent ends them
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        self._wire.abandon()
