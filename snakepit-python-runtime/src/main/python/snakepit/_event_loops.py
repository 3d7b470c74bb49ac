"""Runs coroutines, on an event loop that lives as long as the worker."""

import asyncio
from asyncio import events
from collections.abc import Callable, Coroutine
from typing import Any

from snakepit._call import Call


class EventLoops:
    """The loop, and further ones for calls that run on top of a call which blocks its loop."""

    def __init__(self) -> None:
        self._main = asyncio.new_event_loop()
        self._idle = [self._main]
        asyncio.set_event_loop(self._main)

    def run(self, call: Call, function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
        """Run a coroutine function; a cancelled call's task is cancelled."""
        loop = self._idle.pop() if self._idle else asyncio.new_event_loop()
        # asyncio allows one running loop a thread; that of the waiting call stands still anyway.
        outer = events._get_running_loop()
        events._set_running_loop(None)
        outer_break_in = call.break_in
        try:
            task = loop.create_task(_await(function, arguments))
            call.break_in = lambda: loop.call_soon_threadsafe(task.cancel)
            if call.cancelled and not call.broken:
                call.broken = True
                task.cancel()
            return loop.run_until_complete(task)
        finally:
            call.break_in = outer_break_in
            events._set_running_loop(outer)
            self._idle.append(loop)

    def run_hook(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        """Run a coroutine outside any call."""
        self._main.run_until_complete(coroutine)

    def tasks(self) -> "set[Any]":
        """Give the tasks that aren't done."""
        return {task for task in self._all_tasks() if not task.done()}

    def _all_tasks(self) -> "set[Any]":
        return {task for loop in self._idle for task in asyncio.all_tasks(loop)}

    def end(self, tasks: "set[Any]") -> None:
        """Cancel tasks and wait until they have ended."""
        for task in tasks:
            task.cancel()
        for loop in list(self._idle):
            own = [task for task in tasks if task.get_loop() is loop]
            if own:
                loop.run_until_complete(asyncio.wait(own))


async def _await(function: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    return await function(**arguments)
