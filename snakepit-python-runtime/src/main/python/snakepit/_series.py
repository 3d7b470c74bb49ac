"""Runs the steps of an async generator in one task.

What one step sets in the task's context, and what hangs on the task, as a timeout does, is there in
the next. The loop runs during a step only, so between two of them the task stands still.
"""

import asyncio
from asyncio import AbstractEventLoop, Future, Task
from collections.abc import Awaitable, Callable
from typing import Any

from snakepit._call import Call
from snakepit._event_loops import EventLoops

_Outcome = tuple[Any, BaseException | None]
_Step = tuple[Callable[[], Awaitable[Any]], bool, "Future[_Outcome]"]


class Series:
    """The steps of one generator."""

    def __init__(self, loops: EventLoops, call: Call) -> None:
        self._loops = loops
        self._call = call
        self._loop: AbstractEventLoop | None = None
        self._task: Task[None] | None = None
        self._wanted: Future[_Step] | None = None
        self._replied: Future[_Outcome] | None = None

    def run(self, function: Callable[[], Awaitable[Any]], last: bool) -> _Outcome:
        """Run a step, and give what it returned or raised."""
        call = self._call
        if call.cancelled and not call.broken:
            call.broken = True
            return None, asyncio.CancelledError()
        if self._replied is not None and not self._replied.done():
            self._cut_short()
        loop = self._loop = self._loops.take(self._loop)
        if self._task is None or self._task.done() or self._is_to_end():
            self._wanted = loop.create_future()
            self._task = loop.create_task(self._take_steps(loop))
        wanted, task = self._wanted, self._task
        assert wanted is not None, "the task waits for it"
        replied = self._replied = loop.create_future()
        wanted.set_result((function, last, replied))
        outcome, error = self._loops.complete(
            call, loop, replied, lambda: replied.done() or task.cancel()
        )
        return outcome if error is None else (None, error)

    def _cut_short(self) -> None:
        """End a step that a signal's handler has left in the middle."""
        task, replied = self._task, self._replied
        assert task is not None, "a step was begun"
        assert replied is not None, "a step was begun"
        task.cancel()
        self._loops.complete(self._call, self._loops.take(self._loop), replied, task.cancel)

    def _is_to_end(self) -> bool:
        """Tell whether code that cancels all tasks it finds has cancelled this one, between two."""
        return self._wanted is not None and self._wanted.cancelled()

    async def _take_steps(self, loop: AbstractEventLoop) -> None:
        ends = False
        while not ends:
            wanted = self._wanted
            assert wanted is not None, "run() has made it"
            function, ends, replied = await wanted
            self._wanted = loop.create_future()
            value = error = None
            try:
                value = await function()
            except BaseException as raised:
                error = raised
            replied.set_result((value, error))
            ends = ends or isinstance(error, StopAsyncIteration)
            # Between two steps nothing is held; and an error would hold itself, by this frame.
            del wanted, function, replied, value, error
