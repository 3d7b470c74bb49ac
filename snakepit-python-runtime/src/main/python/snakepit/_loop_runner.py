"""Takes one call of an ``async`` tool from its arguments to its outcome, beside others."""

import asyncio
from asyncio import CancelledError, Task
from typing import TYPE_CHECKING, Any

from snakepit import _current, _failures, _prints, _process, _streams
from snakepit._call import Call
from snakepit._event_loops import cancel_again
from snakepit._guard import Guard
from snakepit._thread_lane import LaneRunner
from snakepit._tool import Tool

if TYPE_CHECKING:
    from snakepit._loop_lane import LoopLane
    from snakepit._multiplexed import MultiplexedEngine


class LoopRunner(LaneRunner):
    """Runs calls on the event loop. Each is one task; it is broken into by cancelling that."""

    def __init__(self, engine: "MultiplexedEngine", lane: "LoopLane") -> None:
        super().__init__(engine, Guard(engine.interrupts))
        self._lane = lane

    def _start(self, call: Call, tool: Tool, arguments: dict[str, Any]) -> None:
        self._lane.carry(call, self._carry(call, tool, arguments))

    async def _carry(self, call: Call, tool: Tool, arguments: dict[str, Any]) -> None:
        try:
            if not await self._has_credit(call):
                self.outcomes.withdraw(call)
                return
            if call.announce:
                self._wire.started(call.id, call.tool)
            self._engine.flush()
            if tool.stream:
                await self._produce(call, tool, arguments)
            else:
                await self._compute(call, tool, arguments)
        except Exception as error:
            self.fail(call, error)
        finally:
            if call.told and call.sealed:
                self._lane.end(call)
            else:
                self._engine.flush()

    def carried(self, call: Call, task: "Task[None]") -> None:
        """See off a call whose own task couldn't: it was cancelled from outside, or left others.

        No task does this, since user code can cancel any.
        """
        if call.ended:
            return
        if not call.told:
            error = None if task.cancelled() else task.exception()
            error = error or CancelledError()
            self.outcomes.raised(call, error, self._has_settled(call, error))
            self._engine.flush()
        self._lane.end_tasks_of(call, lambda: self._settle(call))

    def _settle(self, call: Call) -> None:
        if not call.sealed:
            self.outcomes.settled(call)
        self._lane.end(call)

    async def _has_credit(self, call: Call) -> bool:
        """Wait until a stream may send an item; False when it is to end instead."""
        engine = self._engine
        if call.credit <= call.sent and not call.cancelled:
            await self._lane.until(
                call, lambda: call.credit > call.sent or call.cancelled or engine.stopping
            )
        return call.credit > call.sent and not call.cancelled

    async def _compute(self, call: Call, tool: Tool, arguments: dict[str, Any]) -> None:
        value = error = None
        try:
            value = await tool.function(**arguments)
        except BaseException as raised:
            error = raised
        try:
            settled = self._has_settled(call, error)
            if error is None:
                self.outcomes.result(call, value, settled)
            else:
                self.outcomes.raised(call, error, settled)
        finally:
            del error  # it would hold itself, by its traceback and this frame

    async def _produce(self, call: Call, tool: Tool, arguments: dict[str, Any]) -> None:
        iterator: Any = None
        error: BaseException | None = None
        failure: _failures.Failure | None = None
        ended = False
        try:
            iterator = aiter(tool.function(**arguments))
            while failure is None and await self._goes_on(call):
                try:
                    item = await iterator.__anext__()
                except StopAsyncIteration:
                    ended = True
                    break
                if _prints.unfinished:
                    _prints.finish_own_lines()
                call.sent += 1
                failure = self.outcomes.item(call, item)
                item = None  # as in ``_streams``
        except BaseException as raised:
            error = raised
        if failure is not None:
            self.outcomes.failure(call, failure, settled=False)
        if not ended:
            await self._close(call, iterator)
        settled = self._has_settled(call, error) and failure is None
        if failure is None:
            _streams.tell(self, call, error, ended, settled)
        del error  # it would hold itself, by its traceback and this frame

    async def _goes_on(self, call: Call) -> bool:
        """Wait until the next item is wanted; False when none is.

        A timeout around a ``yield`` that ends meanwhile is for what comes after that.
        """
        struck = False
        while True:
            try:
                await asyncio.sleep(0)  # else one that never waits has the loop for itself
                wanted = await self._has_credit(call)
                break
            except asyncio.CancelledError:
                if call.broken:
                    raise
                struck = True
        if struck and wanted and (task := asyncio.current_task()) is not None:
            cancel_again(task)
        return wanted

    async def _close(self, call: Call, iterator: Any) -> None:
        call.broken = True  # what tidies up isn't broken into
        try:
            close = getattr(iterator, "aclose", None)
            if close is not None:
                await close()
        except BaseException as error:
            _streams.warn_of_close(call, error)

    def _has_settled(self, call: Call, error: BaseException | None) -> bool:
        """Finish what was printed, and tell whether the call has left no task behind."""
        if _current.forked:
            _process.leave_child(error)
        call.broken = True
        self.finish_lines(call)
        return not self._lane.left_by(call)
