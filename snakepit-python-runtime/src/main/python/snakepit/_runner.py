"""Takes one call from its arguments to its outcome."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from snakepit import _failures, _prints
from snakepit._arguments import InvalidArgument
from snakepit._call import Call
from snakepit._guard import Guard
from snakepit._native import mypyc_attr
from snakepit._payload import Received, ValueRefused
from snakepit._reserved import RESERVED
from snakepit._signature import Signature
from snakepit._tool import Tool
from snakepit._wire import WireClosed, WireDamaged

if TYPE_CHECKING:
    from snakepit._engine import Engine
    from snakepit._event_loops import EventLoops

_TAKEN: Final[Received] = (b"", ())


@mypyc_attr(allow_interpreted_subclasses=True)
class Runner:
    """Runs calls on the thread it is called on."""

    def __init__(self, engine: "Engine", guard: Guard) -> None:
        self._engine = engine
        self._wire = engine.wire
        self.outcomes = engine.outcomes
        self._guard = guard
        self._loops: EventLoops | None = None

    def run(self, call: Call) -> None:
        """Run a call; what becomes of it is queued on the wire."""
        failure = None
        tool = self._engine.tools.get(call.tool)
        try:
            if tool is None:
                failure = self._run_reserved(call)
            elif tool.stream and not call.stream:
                failure = _failures.stream_required(call.tool)
            else:
                arguments = self._engine.codec.decode(call.payload)
                call.payload = _TAKEN
                if type(arguments) is not dict:
                    raise ValueRefused("the arguments aren't a map of names")
                if not tool.signature.runs_code:
                    tool.signature.check(arguments)
                elif not self._check(call, tool.signature, arguments):
                    return
                self._start(call, tool, arguments)
        except ValueRefused as refused:
            failure = _failures.unreadable(refused)
        except InvalidArgument as invalid:
            failure = _failures.invalid(invalid)
        except Exception as error:
            self.fail(call, error)
        if failure is not None:
            self.outcomes.failure(call, failure)

    def fail(self, call: Call, error: Exception) -> None:
        """End a call by what went wrong in code of ours: for want of memory or of descriptors.

        Raises:
            Exception: the error, when the call has its outcome already, or the JVM is gone.

        """
        if call.told or isinstance(error, WireClosed | WireDamaged):
            raise error
        self.outcomes.raised(call, error, True)

    def _announce(self, call: Call) -> None:
        """Say that code begins that may be the worker's end, before that of the tool."""
        if call.announce:
            call.announce = False
            call.announced = True
            self._wire.started(call.id, call.tool)

    def _check(self, call: Call, signature: Signature, arguments: dict[str, Any]) -> bool:
        """Check arguments by user code; False when that has ended the call."""
        self._announce(call)
        self._engine.flush()
        _, error = self._guard.run(call, signature.check, {"arguments": arguments})
        if _prints.unfinished:
            self.finish_lines(call)
        try:
            if isinstance(error, InvalidArgument):
                self.outcomes.failure(call, _failures.invalid(error))
            elif error is not None:
                self.outcomes.raised(call, error, True)
            return error is None
        finally:
            del error  # it would hold itself, by its traceback and this frame

    def _start(self, call: Call, tool: Tool, arguments: dict[str, Any]) -> None:
        if (call.credit <= 0 or call.cancelled) and not self.wait_for_credit(call):
            self.outcomes.withdraw(call)
            return
        if call.announce:
            self._wire.started(call.id, call.tool)
        self._engine.flush()
        if tool.stream:
            self._stream(call, tool, arguments)
        elif tool.asynchronous:
            self._run_asynchronous(call, tool.function, arguments)
        else:
            value, error = self._guard.run(call, tool.function, arguments)
            if _prints.unfinished:
                self.finish_lines(call)
            try:
                if error is None:
                    self.outcomes.result(call, value, True)
                else:
                    self.outcomes.raised(call, error, True)
            finally:
                del error  # as in ``_check``

    def wait_for_credit(self, call: Call) -> bool:
        """Wait until a stream may send an item; False when it is to end instead."""
        engine = self._engine
        if call.credit <= call.sent and not call.cancelled:
            self._engine.flush()
            engine.wait(call, lambda: call.credit > call.sent or call.cancelled or engine.stopping)
        return call.credit > call.sent and not call.cancelled

    def finish_lines(self, call: Call) -> None:
        """Send what the call printed without a line end."""
        _prints.finish_lines()

    def _run_asynchronous(
        self, call: Call, function: Callable[..., Any], arguments: dict[str, Any]
    ) -> None:
        loops = self.event_loops()
        before = loops.tasks()
        value, error = loops.run(call, function, arguments)
        self.finish_lines(call)
        settled = not loops.left_by(call, before)
        try:
            if error is None:
                self.outcomes.result(call, value, settled)
            else:
                self.outcomes.raised(call, error, settled)
        finally:
            del error  # as in ``_check``
        self.settle(call, lambda: loops.left_by(call, before), settled)

    def settle(self, call: Call, left: Callable[[], "set[Any]"], settled: bool) -> None:
        """End the tasks that a call left on the event loop, and say that it has settled."""
        tasks = left()
        if tasks:
            call.broken = True  # what tidies up isn't broken into
            self._engine.flush()
        while tasks:
            self.event_loops().end(call, tasks)
            tasks = left()  # what they have begun on their way out
        if not settled:
            self.outcomes.settled(call)

    def event_loops(self) -> "EventLoops":
        """Give the event loops; asyncio takes long to import, so they come with the first use."""
        if self._loops is None:
            from snakepit._event_loops import EventLoops

            self._loops = EventLoops(self._guard)
        return self._loops

    def _stream(self, call: Call, tool: Tool, arguments: dict[str, Any]) -> None:
        from snakepit import _streams

        stream = (
            _streams.AsynchronousStream(self._guard, call, self.event_loops())
            if tool.asynchronous
            else _streams.Stream(self._guard, call)
        )
        _streams.run(self, call, stream, tool.function, arguments)

    def _run_reserved(self, call: Call) -> _failures.Failure | None:
        reserved = RESERVED.get(call.tool)
        if reserved is None:
            return _failures.unknown_tool(call.tool, self._engine.tools)
        self._announce(call)
        self._engine.flush()
        self.outcomes.result(call, reserved(self._engine, call), True)
        return None
