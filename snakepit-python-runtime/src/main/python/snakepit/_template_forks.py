"""Forks workers when the JVM orders it, and tells it of their ends."""

import contextlib
import os
import select
import signal
import sys
import time
from typing import Any

from snakepit import _process
from snakepit._descriptors import occupy
from snakepit._template_control import Control
from snakepit._wire import WireClosed

_Pipe = tuple[int, int]

_GO = b"g"
_DROP = b"d"
_LAST_WORDS = 0.1
"""Seconds. Showing what it does takes a process less."""


class _Child:
    """A process that was forked, until it has ended."""

    def __init__(self, number: int, pid: int, settled: int, gate: int) -> None:
        self.number = number
        self.pid = pid
        self.settled: int | None = settled
        """Tells that it has come through the hooks of a fork, or is gone; None once it has."""
        self.gate: int | None = gate
        """Holds it up until it is let go; None then."""

    def close(self) -> None:
        for descriptor in (self.settled, self.gate):
            if descriptor is not None:
                os.close(descriptor)


class Forks:
    """The processes that this one has forked. It has one thread, and so they begin with one."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._children: dict[int, _Child] = {}
        """By number."""
        occupy()
        self._bell = os.pipe()
        for end in self._bell:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._bell[1], warn_on_full_buffer=False)
        self._on_child = signal.signal(signal.SIGCHLD, _process.do_nothing)
        self._blocked = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})

    def serve(self) -> list[str]:
        """Obey the JVM until it is gone. Comes back in each forked process, with its arguments."""
        while True:
            ready = self._await()
            # Orders come last: what a fork opens may have the number of what was ready.
            for child in list(self._children.values()):
                if child.settled in ready:
                    self._hear(child, child.settled)
            if self._bell[0] in ready:
                os.read(self._bell[0], 4096)
                self._reap()
            if self._control.source in ready:
                try:
                    orders = self._control.orders()
                except WireClosed:
                    _process.leave()  # the workers follow: their parent's death is their signal
                for order in orders:
                    if self._obey(order):
                        given: list[str] = order.get("arguments") or []
                        return given

    def _await(self) -> set[int]:
        """Wait until there is something to do, and give the descriptors that say so."""
        poll = select.poll()
        for descriptor in (self._bell[0], self._control.source):
            poll.register(descriptor, select.POLLIN)
        for child in self._children.values():
            if child.settled is not None:
                poll.register(child.settled, select.POLLIN)
        return {descriptor for descriptor, _ in poll.poll()}

    def _obey(self, order: dict[str, Any]) -> bool:
        """Carry out an order; True in the process that it has forked."""
        number: int = order["fork"]
        if order["order"] == "fork":
            return self._fork(number)
        child = self._children.get(number)
        if child is None:
            return False  # it has ended
        if child.settled is not None:
            _end(child)
        elif child.gate is not None:
            with contextlib.suppress(BrokenPipeError):  # killed just now: its end is told, too
                os.write(child.gate, _GO if order["order"] == "go" else _DROP)
            os.close(child.gate)
            child.gate = None
        return False

    def _fork(self, number: int) -> bool:
        pipes: list[_Pipe] = []
        try:
            for _ in range(5):
                pipes.append(os.pipe())
            _flush()
            pid = os.fork()
        except OSError as error:
            _close(pipes)
            self._control.tell("not-forked", fork=number, reason=str(error))
            return False
        gate, settled = pipes[3:]
        if pid == 0:
            self._settle(pipes)
            return True
        _close(pipes[:3])
        os.close(gate[0])
        os.close(settled[1])
        # Others' hooks may take their time, or for ever: who is there is told when it has come
        # through them, and whom the JVM doesn't wait for any more is dropped.
        self._children[number] = _Child(number, pid, settled[0], gate[1])
        return False

    def _settle(self, pipes: list[_Pipe]) -> None:
        """Become a process of its own, with pipes of its own, and wait to be let go."""
        os.setpgid(0, 0)
        stdin, stdout, stderr, gate, settled = pipes
        for public, end in enumerate((stdin[0], stdout[1], stderr[1])):
            os.dup2(end, public)
        signal.set_wakeup_fd(-1)
        # as what was loaded has set it; None is a handler that Python doesn't know
        signal.signal(signal.SIGCHLD, self._on_child or signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, self._blocked)
        self._control.close()
        for other in self._children.values():
            other.close()
        os.close(gate[1])
        _close([*pipes[:3], self._bell])
        with contextlib.suppress(BrokenPipeError):  # the template is gone: the gate tells that
            os.write(settled[1], b"\n")
        _close([settled])
        # not by its mere end: one that hangs in a hook has the other end as well
        if os.read(gate[0], 1) != _GO:
            os._exit(0)
        os.close(gate[0])

    def _hear(self, child: _Child, settled: int) -> None:
        """Hear whether it has settled; else it is gone, and its end is told soon."""
        word = os.read(settled, 1)
        os.close(settled)
        child.settled = None
        if word:
            self._control.tell("forked", fork=child.number, pid=child.pid)

    def _reap(self) -> None:
        for number, child in list(self._children.items()):
            done, status = os.waitpid(child.pid, os.WNOHANG)
            if not done:
                continue
            del self._children[number]
            child.close()
            code = os.waitstatus_to_exitcode(status)
            if code < 0:
                self._control.tell("ended", fork=number, signal=-code)
            else:
                self._control.tell("ended", fork=number, status=code)


def _end(child: _Child) -> None:
    """Of a process in a hook: by force, and it shows which on the template's stderr."""
    os.kill(child.pid, signal.SIGQUIT)
    time.sleep(_LAST_WORDS)
    os.kill(child.pid, signal.SIGKILL)


def _close(pipes: list[_Pipe]) -> None:
    for pipe in pipes:
        for end in pipe:
            os.close(end)


def _flush() -> None:
    """Leave nothing that both would write."""
    for stream in {sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__}:
        if stream is not None:
            with contextlib.suppress(Exception):  # closed, or of a user's making
                stream.flush()
