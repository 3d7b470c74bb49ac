"""Forks workers when the JVM orders it, and tells it of their ends."""

import contextlib
import os
import select
import signal
import sys
from typing import Any

from snakepit import _process
from snakepit._descriptors import occupy
from snakepit._template_control import Control
from snakepit._wire import WireClosed

_Pipe = tuple[int, int]


class Forks:
    """The processes that this one has forked. It has one thread, and so they begin with one."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._numbers: dict[int, int] = {}
        """By process id, until it has ended."""
        self._gates: dict[int, int] = {}
        """By number: what holds a process up until it is let go."""
        occupy()
        self._bell = os.pipe()
        for end in self._bell:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._bell[1], warn_on_full_buffer=False)
        self._on_child = signal.signal(signal.SIGCHLD, _process.do_nothing)
        self._blocked = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})

    def serve(self) -> list[str]:
        """Obey the JVM until it is gone. Comes back in each forked process, with its arguments."""
        poll = select.poll()
        poll.register(self._bell[0], select.POLLIN)
        poll.register(self._control.source, select.POLLIN)
        while True:
            for descriptor, _ in poll.poll():
                if descriptor == self._bell[0]:
                    os.read(descriptor, 4096)
                    self._reap()
                    continue
                try:
                    orders = self._control.orders()
                except WireClosed:
                    _process.leave()  # the workers follow: their parent's death is their signal
                for order in orders:
                    if self._obey(order):
                        given: list[str] = order.get("arguments") or []
                        return given

    def _obey(self, order: dict[str, Any]) -> bool:
        """Carry out an order; True in the process that it has forked."""
        number: int = order["fork"]
        if order["order"] == "fork":
            return self._fork(number)
        gate = self._gates.pop(number, None)
        if gate is not None:
            if order["order"] == "go":
                with contextlib.suppress(BrokenPipeError):  # killed just now: its end is told, too
                    os.write(gate, b"\n")
            os.close(gate)  # without a word it ends
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
        os.read(settled[0], 1)  # its end: the process has come so far, or is gone
        os.close(settled[0])
        self._numbers[pid] = number
        self._gates[number] = gate[1]
        self._control.tell("forked", fork=number, pid=pid)
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
        for other in self._gates.values():
            os.close(other)
        os.close(gate[1])
        _close([*pipes[:3], self._bell, settled])
        if not os.read(gate[0], 1):
            os._exit(0)
        os.close(gate[0])

    def _reap(self) -> None:
        for pid, number in list(self._numbers.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if not done:
                continue
            del self._numbers[pid]
            gate = self._gates.pop(number, None)
            if gate is not None:
                os.close(gate)
            code = os.waitstatus_to_exitcode(status)
            if code < 0:
                self._control.tell("ended", fork=number, signal=-code)
            else:
                self._control.tell("ended", fork=number, status=code)


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
