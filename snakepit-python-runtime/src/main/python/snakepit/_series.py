"""Runs the steps of an async generator in one task.

What one step sets in the task's context, and what hangs on the task, as a timeout does, is there in
the next. The loop runs during a step only, so between two of them the task stands still. A timeout
that cancels the task all the same, as the loop is about to stop, strikes in the next step.
"""

import asyncio
from asyncio import AbstractEventLoop, Future, Task
from collections.abc import Awaitable, Callable
from typing import Any

from snakepit._call import Call
from snakepit._event_loops import EventLoops, cancel_again

_Outcome = tuple[Any, BaseException | None]
_Step = tuple[Callable[[], Awaitable[Any]], bool, "Future[_Outcome]"]


class Series:
    """The steps of one generator."""

    def __init__(self, loops: EventLoops, call: Call) -> None:
        self.over = False
        """No further step comes."""
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
        if self._task is None or self._task.done():
            self._wanted = None
            self._task = loop.create_task(self._take_steps(loop))
            call.task = id(self._task)
        if self._wanted is None or self._wanted.cancelled():
            self._wanted = loop.create_future()
        wanted, task = self._wanted, self._task
        replied = self._replied = loop.create_future()
        wanted.set_result((function, last, replied))
        outcome, error = self._loops.complete(
            call, loop, replied, lambda: replied.done() or task.cancel()
        )
        if replied.done():
            self._replied = None  # it holds the item
        return outcome if error is None else (None, error)

    def _cut_short(self) -> None:
        """End a step that a signal's handler has left in the middle."""
        task, replied = self._task, self._replied
        assert task is not None, "a step was begun"
        assert replied is not None, "a step was begun"
        task.cancel()
        self._loops.complete(self._call, self._loops.take(self._loop), replied, task.cancel)

    async def _take_steps(self, loop: AbstractEventLoop) -> None:
        ends = False
        while not ends:
            function, ends, replied = await self._next_step(loop)
            value = error = None
            try:
                value = await function()
            except BaseException as raised:
                error = raised
            replied.set_result((value, error))
            ends = ends or isinstance(error, StopAsyncIteration)
            # Between two steps nothing is held; and an error would hold itself, by this frame.
            del function, replied, value, error

    async def _next_step(self, loop: AbstractEventLoop) -> _Step:
        struck = False
        while True:
            if self._wanted is None or self._wanted.cancelled():
                self._wanted = loop.create_future()
            try:
                step = await self._wanted
                break
            except asyncio.CancelledError:
                if self.over:
                    raise
                struck = True
        self._wanted = None
        _, last, _ = step
        if struck and not last and self._task is not None:
            cancel_again(self._task)
        return step
