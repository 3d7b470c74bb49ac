"""Calls of tools that are marked ``thread_safe``: each has a thread while it runs."""

from _thread import allocate_lock, get_ident
from collections.abc import Callable
from contextvars import Context, copy_context
from queue import SimpleQueue
from typing import TYPE_CHECKING

from snakepit import _current, _prints, _threads
from snakepit._call import Call
from snakepit._runner import Runner
from snakepit._thread_interrupts import ThreadGuard, ThreadInterrupts
from snakepit._threads import AllBusy, NoThread

if TYPE_CHECKING:
    from snakepit._multiplexed import MultiplexedEngine


class LaneRunner(Runner):
    """Runs calls that have others beside them."""

    def finish_lines(self, call: Call) -> None:
        """Send what the call printed without a line end; others are about to end theirs."""
        _prints.finish_lines_of(call)


class ThreadLane:
    """As many threads as there were calls at once; how many that may be is decided elsewhere."""

    def __init__(self, engine: "MultiplexedEngine", ended: Callable[[Call], None]) -> None:
        self._ended = ended
        self._runner = LaneRunner(engine, ThreadGuard(self._own_interrupts))
        self._calls: SimpleQueue[Call] = SimpleQueue()
        self._lock = allocate_lock()
        self._idle = 0
        self._threads = 0
        self._interrupts: dict[int, ThreadInterrupts] = {}
        self.context: Context = copy_context()
        """What each call gets a copy of."""

    def begin(self, call: Call) -> None:
        """Run a call, on a thread that is idle or else on a new one.

        Raises:
            NoThread: when there is neither; ``AllBusy``, when one will be idle.

        """
        with self._lock:
            if self._idle:
                self._idle -= 1
            else:
                self._add_thread()
        self._calls.put(call)

    def _add_thread(self) -> None:
        try:
            _threads.start(self._serve, f"snakepit-{self._threads + 1}")
        except NoThread as error:
            if self._threads:
                raise AllBusy(*error.args) from error
            raise
        self._threads += 1

    def interrupts(self) -> ThreadInterrupts | None:
        """Give the interrupts of the current thread, if it is one of the lane."""
        return self._interrupts.get(get_ident())

    def _own_interrupts(self) -> ThreadInterrupts:
        return self._interrupts[get_ident()]

    def _serve(self) -> None:
        interrupts = self._interrupts[get_ident()] = ThreadInterrupts()
        while True:
            call = self._calls.get()
            call.break_in = lambda call=call: interrupts.strike(call)
            self.context.copy().run(self._run, call)
            with self._lock:
                self._idle += 1  # what the end of this call lets begin can have this thread
            self._ended(call)
            del call

    def _run(self, call: Call) -> None:
        call.begun = True
        _current.call_variable.set(call)
        self._runner.run(call)
