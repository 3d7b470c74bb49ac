"""Runs calls. It knows no wire and no codec by name: see ``_wire`` and ``_payload`` for the seams.

    wire.receive --> Engine.call --> inbox --> serve --> Runner --> outcome --> wire
                 --> cancel, credit, host_reply: change a running call, whose code waits or is told

One thread, the main one, reads, runs and writes. While a tool's code calls the JVM, whichever
thread waits reads for all (``_pump``). A cancelled call is broken into by a signal
(``_interrupts``). While it waits for the JVM, other calls may run on top (``call_host``); they
are broken into together with it, the innermost first.
"""

import signal
import sys
from _thread import get_ident, start_new_thread
from collections.abc import Callable
from functools import partial
from time import sleep
from typing import TYPE_CHECKING, Any, NoReturn

from snakepit import _current, _process, _running_loop, _unraisable
from snakepit._call import Call, Inbox
from snakepit._errors import CallCancelled, Strike, call_has_ended
from snakepit._guard import Guard
from snakepit._host_calls import HostCall, HostCalls
from snakepit._interrupts import NO_SHIELD, UNHEEDED, Interrupts, Shield
from snakepit._native import mypyc_attr
from snakepit._outcomes import Outcomes
from snakepit._payload import Codec, Payload, Received
from snakepit._pump import Pump
from snakepit._runner import Runner
from snakepit._sessions import Sessions
from snakepit._signals import Signals
from snakepit._tool import Tool
from snakepit._wire import Wire, WireClosed, WireDamaged

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


@mypyc_attr(allow_interpreted_subclasses=True)
class Engine:
    """The calls of one worker. It is the ``Events`` of its wire."""

    def __init__(
        self, wire: Wire, codec: Codec, tools: dict[str, Tool], worker_id: str, limit: int
    ) -> None:
        self.codec = codec
        self.tools = tools
        self.wire = wire
        self.worker_id = worker_id
        self.sessions = Sessions()
        self.outcomes = Outcomes(wire, codec, limit, self.flush)
        self.interrupts = Interrupts(self._drain, self._deliver)
        self.pump = Pump(self._receive)
        self.main_stack: list[Call] = []
        """The calls on the main thread, each on top of the one before it."""
        self.signals = Signals(self.interrupts, self.main_stack)
        self.inbox = Inbox()
        self.stopping = False
        self.host_calls = HostCalls(wire, codec, self.flush)
        self._main_thread = get_ident()
        self._calls: dict[int, Call] = {}
        """Those that have arrived and not ended."""
        self._runner = Runner(self, Guard(self.interrupts))

    def serve(self) -> None:
        """Run calls until the JVM says STOP."""
        calls = self.inbox.calls
        step = self.pump.step
        deferred = self.interrupts.deferred
        while not self.stopping:
            if calls:
                self.run(calls.popleft())
            else:
                self.flush()
                if deferred:
                    self.interrupts.settle()
                step(self._has_work)
        self.flush()

    def _has_work(self) -> bool:
        return bool(self.inbox.calls) or self.stopping

    def run(self, call: Call) -> None:
        """Run one call on this thread."""
        call.begun = True
        if get_ident() == self._main_thread:
            call.on_main = True
            self.main_stack.append(call)
        token = _current.call_variable.set(call)
        try:
            self._runner.run(call)
        finally:
            _current.call_variable.reset(token)
            if call.on_main:
                self.main_stack.pop()
            call.ended = True
            del self._calls[call.id]
            if self.inbox.nested:
                for orphan in self.inbox.drop_nested(call.id):
                    self._withdraw(orphan)

    def run_hook(self, hook: Callable[[], Any]) -> None:
        """Run a start or stop hook, which may be a coroutine function."""

        def run() -> None:
            result = hook()
            if _current.forked:
                _process.leave_child(None)
            if hasattr(result, "__await__"):
                self._await_hook(result)

        self.interrupts.let_in(run)

    def _await_hook(self, result: Any) -> None:
        self._runner.event_loops().run_hook(result)

    # What the wire reports.

    def call(self, call: Call) -> None:
        """Take in a call."""
        self._calls[call.id] = call
        if not call.parent:
            self.inbox.calls.append(call)
            return
        if call.parent in self._calls:
            self.inbox.put_nested(call, call.parent)
            # Another thread may read, and the parent end meanwhile.
            if call.parent in self._calls or not self.inbox.withdraw(call):
                return
        self._withdraw(call)
        self.flush()

    def credit(self, id: int, items: int) -> None:
        """Let a stream send more, begun or not."""
        call = self._calls.get(id)
        if call is not None:
            call.credit += items

    def cancel(self, id: int) -> None:
        """End a call, and those that run on top of it; one that hasn't begun is withdrawn."""
        call = self._calls.get(id)
        if call is None:
            return
        if self.inbox.withdraw(call):
            self._withdraw(call)
            self.flush()
            return
        above = list(self.main_stack)  # another thread may read, and a call end meanwhile
        for one in above[above.index(call) :] if call in above else [call]:
            one.cancelled = True
        if get_ident() != self._main_thread and call.on_main:
            # The JVM's signal may have come before this thread had read the frame.
            signal.pthread_kill(self._main_thread, signal.SIGTERM)

    def host_reply(self, id: int, host_call: int, payload: Received, failed: bool) -> None:
        """Pass a reply to the thread that waits for it."""
        self.host_calls.reply(host_call, payload, failed)

    def stop(self) -> None:
        """Begin no further call."""
        self.stopping = True

    def read(self) -> bool:
        """Receive what is there, unless another thread is about to."""
        return self._drain()

    def _withdraw(self, call: Call) -> None:
        del self._calls[call.id]
        self.outcomes.withdraw(call)

    # What tools ask for.

    def call_host(self, call: Call, tool: str, arguments: dict[str, Any]) -> Any:
        """Call a tool of the JVM and wait for its reply, running calls on top meanwhile."""
        if call.cancelled:
            self.give_up(call)
        with self.shield():
            pending = self.host_calls.send(call, tool, arguments)
            try:
                while pending.payload is None:
                    self._wait_in_code(call, partial(self.has_news, call, pending))
                    if not self.goes_on(call, pending):
                        self.give_up(call)
            finally:
                self.host_calls.forget(pending)
            # Struck while it copies what is in memory, it wouldn't give the room back.
            return self.host_calls.finish(pending)

    def has_news(self, call: Call, pending: HostCall) -> bool:
        """Tell whether there is a reply, a call to run on top, or no use in waiting for them."""
        return (
            pending.payload is not None
            or pending.forgotten
            or call.cancelled
            or call.ended
            or self.inbox.holds_nested(call.id)
        )

    def goes_on(self, call: Call, pending: HostCall) -> bool:
        """Run a call on top, if there is one; False when the call below is to end."""
        nested = self.inbox.take_nested(call.id)
        if nested is not None:
            _running_loop.without(partial(self.run, nested))
            self.flush()
        return not (call.cancelled or (call.ended and pending.payload is None))

    def give_up(self, call: Call) -> NoReturn:
        """End the code of a cancelled call that waits for the JVM, or is about to."""
        # A task that isn't the call's own may end without the call's end.
        if self.can_break_in() and not call.broken and call.is_in_own_task():
            call.broken = True
            raise Strike
        raise CallCancelled("the call was cancelled")

    def _wait_in_code(self, call: Call, ready: Callable[[], bool]) -> None:
        """Wait for user code, whose signal handlers may end that."""
        if self.signals.handled and get_ident() == self._main_thread:
            self.signals.wait(lambda: self.wait(call, ready))
        else:
            self.wait(call, ready)

    def wait(self, call: Call, ready: Callable[[], Any]) -> None:
        """Wait until something holds that what arrives for a call can make hold."""
        self.pump.until(ready)

    def send_progress(self, call: Call, done: Any, total: Any, message: str | None) -> None:
        """Report how far a call is."""
        progress = {
            "done": _number("done", done),
            "total": None if total is None else _number("total", total),
            "message": None if message is None else self.outcomes.text(message),
        }
        with self.shield():
            payload = self.codec.encode(progress)
            with call.unsealed():
                if call.sealed:
                    raise call_has_ended()
                self.wire.progress(call.id, payload)
            self.flush()

    def is_cancelled(self, call: Call) -> bool:
        """Tell whether a call is to end, after a look at what has arrived."""
        if not call.cancelled:
            with self.shield():
                self._drain()
        return call.cancelled

    def log(self, payload: Payload) -> None:
        """Send a log record, for the call that this code runs for."""
        call = _current.find()
        with self.shield():
            self.wire.log(call.id if call is not None else 0, payload)
            self.flush()

    def only_running(self) -> Call | None:
        """Give the running call if there is exactly one."""
        running = [call for call in list(self._calls.values()) if call.begun]
        return running[0] if len(running) == 1 else None

    # Between the main thread and what breaks into it.

    def can_break_in(self) -> bool:
        """Tell whether a cancelled call would be broken into on this thread."""
        return get_ident() == self._main_thread

    def has_loop_here(self) -> bool:
        """Tell whether this thread has an event loop beside which another thread reads."""
        return False

    def shield(self) -> "AbstractContextManager[None]":
        """Keep the main thread from being broken into; elsewhere it isn't anyway."""
        if get_ident() == self._main_thread:
            return Shield(self.interrupts)
        return NO_SHIELD

    def _deliver(self) -> None:
        if not self.main_stack:  # a hook runs
            return
        call = self.main_stack[-1]
        if call.cancelled and not call.broken:
            if _unraisable.is_being_told(sys._getframe()):
                start_new_thread(self._signal_soon, ())
                return
            call.broken = True
            if call.break_in is None:
                raise Strike
            call.break_in()

    def strike_again(self, ignored: Strike) -> bool:
        """Break into the call of this thread once more; Python ignored that it was told."""
        if get_ident() != self._main_thread or not self.main_stack:
            return False
        call = self.main_stack[-1]
        if not (call.cancelled and call.broken):
            return False
        call.broken = False
        start_new_thread(self._signal_soon, ())
        return True

    def _signal_soon(self) -> None:
        sleep(UNHEEDED)
        signal.pthread_kill(self._main_thread, signal.SIGTERM)

    def _drain(self) -> bool:
        try:
            return self.pump.drain()
        except (WireClosed, WireDamaged) as error:
            _process.leave(error)

    def _receive(self, wait: bool) -> bool:
        try:
            return self.wire.receive(wait)
        except (WireClosed, WireDamaged) as error:
            _process.leave(error)

    def flush(self) -> None:
        """Send what is queued."""
        try:
            self.wire.flush()
        except WireClosed as error:
            _process.leave(error)


def _number(name: str, value: Any) -> int | float:
    """Make a plain number, of numpy's as well."""
    if hasattr(value, "__index__"):
        return int(value)
    if hasattr(value, "__float__"):
        number = float(value)
        if number - number == 0.0:
            return number
    raise TypeError(f"{name} must be a finite number, not {value!r:.100}")
