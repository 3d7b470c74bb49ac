"""The engine of a worker that runs several calls at once.

    wire --> the reader's thread --> Slots --> MainLane: tools without a mark, one at a time
                                           --> ThreadLane: ``thread_safe`` tools
                                           --> LoopLane: ``async`` tools

One thread does nothing but read, and passes on what it reads. A nested call isn't counted, and
never waits for its ancestors: where one of them has the main thread, it runs on top of that one;
where one holds up the event loop, it gets another loop.
"""

import signal
from _thread import get_ident
from collections.abc import Callable, Iterator
from contextvars import copy_context
from typing import TYPE_CHECKING, Any

from snakepit import _threads
from snakepit._call import Call
from snakepit._engine import Engine
from snakepit._errors import CallCancelled, Strike
from snakepit._guard import Guard
from snakepit._interrupts import NO_SHIELD, Shield
from snakepit._loops import Loops
from snakepit._main_lane import MainLane
from snakepit._payload import Codec, Received
from snakepit._slots import Slots
from snakepit._thread_interrupts import ThreadInterrupts, ThreadShield
from snakepit._thread_lane import LaneRunner, ThreadLane
from snakepit._threads import NoThread
from snakepit._tool import Tool
from snakepit._waits import Waits
from snakepit._wire import Wire

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


class MultiplexedEngine(Engine):
    """The calls of one worker, up to ``concurrency`` of them at once."""

    def __init__(
        self,
        wire: Wire,
        codec: Codec,
        tools: dict[str, Tool],
        worker_id: str,
        limit: int,
        concurrency: int,
    ) -> None:
        super().__init__(wire, codec, tools, worker_id, limit)
        self._runner = LaneRunner(self, Guard(self.interrupts))
        self._main = MainLane()
        self._slots = Slots(concurrency, self._begin, self._refuse)
        self._waits = Waits()
        self._threads = ThreadLane(self, self._end)
        self._loops = Loops(self, self._end)

    def serve(self) -> None:
        """Run calls until the JVM says STOP, and those that run then have ended."""
        context = copy_context()  # what the start hooks have set is there for all calls
        self._threads.context = self._loops.context = context
        if any(tool.asynchronous for tool in self.tools.values()):
            self._loops.main().context = context
        _threads.start(self._read, "snakepit-reader")
        deferred = self.interrupts.deferred
        while self._calls or not self.stopping:
            call = self._main.take()
            if call is not None:
                self.run(call)
            self.flush()
            if deferred:
                self.interrupts.settle()

    def _read(self) -> None:
        while True:
            self._receive(True)

    def _await_hook(self, result: Any) -> None:  # on the loop that the tools have
        self._loops.main().run_hook(result)

    # What the wire reports, on the reader's thread.

    def call(self, call: Call) -> None:
        """Take in a call."""
        if not call.parent:
            if not self.stopping:
                self._calls[call.id] = call
                self._slots.arrive(call, self._is_for_main(call))
            return
        parent = self._calls.get(call.parent)
        self._calls[call.id] = call
        if parent is not None and not parent.ended:
            self._nest(call)
        else:  # its parent has just ended
            self._withdraw(call)
            self.flush()

    def _is_for_main(self, call: Call) -> bool:
        tool = self.tools.get(call.tool)
        return tool is not None and not tool.thread_safe and not tool.asynchronous

    def _is_for_loop(self, call: Call) -> bool:
        tool = self.tools.get(call.tool)
        return tool is not None and tool.asynchronous

    def _begin(self, call: Call, on_main: bool) -> None:
        if on_main:
            self._main.begin(call)
        elif self._is_for_loop(call):
            self._loops.beside(list(self._ancestors(call))).begin(call)
        else:
            self._threads.begin(call)

    def _nest(self, call: Call) -> None:
        """Begin a nested call, on top of an ancestor where that has the main thread."""
        for_main = self._is_for_main(call)
        below = next(filter(self._is_for_main, self._ancestors(call)), None) if for_main else None
        if below is None:
            try:
                self._begin(call, for_main)
            except NoThread as error:  # it doesn't wait: that might be for an ancestor
                self._refuse(call, str(error))
            return
        self.inbox.put_nested(call, below.id)
        self._waits.wake(below.id)
        if (below.cancelled or below.ended) and self._try_withdraw(call):
            self.flush()

    def _ancestors(self, call: Call) -> Iterator[Call]:
        parent = self._calls.get(call.parent)
        while parent is not None:
            yield parent
            parent = self._calls.get(parent.parent)

    def credit(self, id: int, items: int) -> None:
        """Let a stream send more, begun or not."""
        super().credit(id, items)
        self._wake(id)

    def cancel(self, id: int) -> None:
        """End a call, and those nested in it; one that hasn't begun is withdrawn."""
        call = self._calls.get(id)
        if call is None:
            return
        for one in reversed(list(self._calls.values())):
            if one is call or call in self._ancestors(one):
                self._cancel(one)
        self.flush()

    def _cancel(self, call: Call) -> None:
        if self._try_withdraw(call):
            return
        again = call.cancelled
        call.cancelled = True
        if not again or (call.on_main and not call.broken):  # a signal can be lost
            self._break_in(call)

    def _try_withdraw(self, call: Call) -> bool:
        if self._slots.withdraw(call) or self.inbox.withdraw(call):
            self._withdraw(call)
        elif self._main.withdraw(call):
            self._withdraw(call)
            if not call.parent:
                self._slots.leave(on_main=True)
        else:
            return False
        return True

    def _break_in(self, call: Call) -> None:
        if call.on_main:
            signal.pthread_kill(self._main_thread, signal.SIGTERM)
        elif call.break_in is not None:
            call.break_in()
        self._wake(call.id)

    def host_reply(self, id: int, host_call: int, payload: Received, failed: bool) -> None:
        """Pass a reply to the thread that waits for it."""
        super().host_reply(id, host_call, payload, failed)
        self._wake(id)

    def stop(self) -> None:
        """Begin no further call, and end streams that wait for credit."""
        super().stop()
        for call in [*self._slots.close(), *self._main.close()]:
            del self._calls[call.id]
        self._waits.wake_all()
        self._loops.wake_all()
        self._main.wake()

    def read(self) -> bool:
        """Leave it to the reader."""
        return False

    def _drain(self) -> bool:
        return False

    # The end of calls.

    def run(self, call: Call) -> None:
        """Run one call on this thread."""
        super().run(call)
        self._ended(call)

    def _end(self, call: Call) -> None:
        """Let go of a call that a lane has run."""
        call.ended = True
        call.session = None  # before the JVM knows of the end, and may end the session as well
        self.flush()  # before the last of them lets the process end
        del self._calls[call.id]
        self._ended(call)

    def _withdraw(self, call: Call) -> None:
        super()._withdraw(call)
        self._let_go(call)

    def _refuse(self, call: Call, reason: str) -> None:
        """End a call that can't begin."""
        self.outcomes.raised(call, RuntimeError(reason), True)
        self.flush()
        del self._calls[call.id]
        self._let_go(call)

    def _let_go(self, call: Call) -> None:
        if call.parent:  # which may wait for the end of all that is nested in it
            self._waits.wake(call.parent)
        if self.stopping:
            self._main.wake()

    def _ended(self, call: Call) -> None:
        call.session = None  # its lane may still hold the call when the state is to go
        self._waits.forget(call.id)
        if call.parent:
            self._slots.fill()  # one may wait for its thread
        else:
            self._slots.leave(self._is_for_main(call))
        self._let_go(call)

    # What tools ask for.

    def call_host(self, call: Call, tool: str, arguments: dict[str, Any]) -> Any:
        """Call a tool of the JVM and wait for its reply, running calls on top meanwhile."""
        lane = self._loops.here()
        if lane is not None:
            lane.blocked_by = call
        try:
            return super().call_host(call, tool, arguments)
        except CallCancelled:
            with self.shield():  # the innermost end first
                self.wait(call, lambda: not self._has_nested(call))
            raise
        finally:
            if lane is not None:
                lane.blocked_by = None

    def _has_nested(self, call: Call) -> bool:
        return any(one.parent == call.id for one in list(self._calls.values()))

    def wait(self, call: Call, ready: Callable[[], Any]) -> None:
        """Wait until something holds that what arrives for a call can make hold."""
        self._waits.until(call.id, ready)

    def _wake(self, call: int) -> None:
        self._waits.wake(call)
        self._loops.wake(call)

    def is_cancelled(self, call: Call) -> bool:
        """Tell whether a call is to end."""
        return call.cancelled

    # Between the threads and what breaks into them.

    def has_loop_here(self) -> bool:
        """Tell whether this thread is one of the loops'."""
        return self._loops.here() is not None

    def can_break_in(self) -> bool:
        """Tell whether a cancelled call would be broken into on this thread."""
        return (
            get_ident() == self._main_thread
            or self._threads.interrupts() is not None
            or self.has_loop_here()
        )

    def strike_again(self, ignored: Strike) -> bool:
        """Break into a call once more; Python ignored that it was told."""
        interrupts: ThreadInterrupts | None = ignored.meant_for or self._threads.interrupts()
        return super().strike_again(ignored) if interrupts is None else interrupts.strike_again()

    def shield(self) -> "AbstractContextManager[None]":
        """Keep the thread from being broken into, where it could be."""
        if get_ident() == self._main_thread:
            return Shield(self.interrupts)
        interrupts = self._threads.interrupts()
        return NO_SHIELD if interrupts is None else ThreadShield(interrupts)
