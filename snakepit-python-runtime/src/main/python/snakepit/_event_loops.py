"""Runs coroutines, on an event loop that lives as long as the worker."""

import asyncio
from asyncio import AbstractEventLoop, Future, Task
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from weakref import WeakKeyDictionary

from snakepit import _current
from snakepit._call import Call
from snakepit._guard import NOTHING, Guard
from snakepit._signals import warn_of

_MOST_THREADS = 1024
"""They are made when they are needed."""

_STOPPED = "Event loop stopped before Future completed."
"""What asyncio says of it: the next call, when one has stopped the loop on its way out."""


def new_loop() -> AbstractEventLoop:
    """Make an event loop. Who waits for the JVM on one of its threads mustn't keep others off."""
    loop = asyncio.new_event_loop()
    loop.set_default_executor(ThreadPoolExecutor(_MOST_THREADS, "snakepit-to-thread"))
    _keep_signals(loop)
    return loop


def _keep_signals(loop: Any) -> None:
    """Have the loop call no handler for a signal of ours: it would in every later call, too."""
    add = loop.add_signal_handler

    def add_signal_handler(number: int, callback: Callable[..., object], *arguments: Any) -> None:
        engine = _current.engine
        if engine is not None and engine.signals.keeps(number):
            warn_of(number)
        else:
            add(number, callback, *arguments)

    try:
        loop.add_signal_handler = add_signal_handler
    except AttributeError:
        pass  # a library's loop without room for it


class EventLoops:
    """The loop, and further ones for calls that run on top of a call which blocks its loop."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._owners: WeakKeyDictionary[Task[Any], Call | None] = WeakKeyDictionary()
        """The call that made a task; None for those that hooks made, and what these make."""
        self._idle = [self._new_loop()]
        asyncio.set_event_loop(self._idle[0])

    def run(
        self, call: Call, function: Callable[..., Any], arguments: dict[str, Any]
    ) -> tuple[Any, BaseException | None]:
        """Run a coroutine function; a call that is broken into has its task cancelled."""
        loop = self.take()
        task = loop.create_task(_await(function, arguments))
        call.task = id(task)
        if call.cancelled and not call.broken:
            call.broken = True
            task.cancel()
        outcome, error = self.complete(call, loop, task, task.cancel)
        return outcome if error is None else (None, error)

    def take(self, loop: AbstractEventLoop | None = None) -> AbstractEventLoop:
        """Take a loop that stands still: that one, or else any."""
        if loop is not None:
            self._idle.remove(loop)
            return loop
        while self._idle:
            idle = self._idle.pop()
            if not idle.is_closed():
                return idle
            # A tool has taken it for its own: others go on with a new one.
            self._idle.append(self._new_loop())
            asyncio.set_event_loop(self._idle[-1])
        return self._new_loop()

    def _new_loop(self) -> AbstractEventLoop:
        loop = new_loop()
        loop.set_task_factory(self._make_task)
        return loop

    def _make_task(self, loop: AbstractEventLoop, coroutine: Any, **options: Any) -> "Task[Any]":
        task: Task[Any] = Task(coroutine, loop=loop, **options)
        self._owners[task] = _current.call_variable.get()
        return task

    def complete(
        self,
        call: Call,
        loop: AbstractEventLoop,
        future: "Future[Any]",
        cancel: Callable[[], object],
    ) -> tuple[Any, BaseException | None]:
        """Run a loop that was taken until a future is done, and give it back."""
        call.break_in = lambda: loop.call_soon_threadsafe(cancel)
        try:
            return self._guard.run(call, _complete, {"loop": loop, "future": future})
        finally:
            call.break_in = None
            self._idle.append(loop)

    def run_hook(self, coroutine: Coroutine[Any, Any, Any]) -> None:
        """Run a coroutine outside any call."""
        loop = self.take()
        try:
            _complete(loop, asyncio.ensure_future(coroutine, loop=loop))
        finally:
            self._idle.append(loop)

    def tasks(self) -> "set[Any]":
        """Give the tasks that aren't done, and can be."""
        open_loops = [loop for loop in self._idle if not loop.is_closed()]
        return {task for loop in open_loops for task in asyncio.all_tasks(loop)}

    def left_by(self, call: Call, before: "set[Any]") -> "set[Any]":
        """Give a call's tasks that aren't done, without those that were there before it.

        One of unknown origin, since a tool has set a factory of its own, counts as the call's.
        """
        return {task for task in self.tasks() - before if self._owners.get(task, call) is call}

    def end(self, call: Call, tasks: "set[Any]") -> None:
        """Cancel tasks and wait until they have ended."""
        for loop in list(self._idle):
            own = [task for task in tasks if task.get_loop() is loop]
            for task in own:
                task.cancel()
            self._wait(call, loop, own)

    def _wait(self, call: Call, loop: AbstractEventLoop, tasks: "list[Any]") -> None:
        async def all_ended() -> None:
            await asyncio.wait(tasks)

        # Again, when one of them has ended the wait: by exiting, or by cancelling all it can find.
        while not all(task.done() for task in tasks) and not loop.is_closed():
            self._idle.remove(loop)
            self._idle.append(loop)  # the one that is taken next
            self.run(call, all_ended, NOTHING)


def cancel_again(task: "Task[Any]") -> None:
    """Have a cancellation that has struck code of ours strike the next await of the task.

    It counts once, as for what leaves a ``timeout`` that has cancelled.
    """
    if hasattr(task, "uncancel"):  # since Python 3.11
        task.uncancel()
    task.cancel()


def _complete(loop: AbstractEventLoop, future: "Future[Any]") -> Any:
    """Run a loop until a future is done, however often a tool stops the loop."""
    while True:
        try:
            return loop.run_until_complete(future)
        except RuntimeError as error:
            if future.done() or str(error) != _STOPPED:
                raise


async def _await(
    function: Callable[..., Any], arguments: dict[str, Any]
) -> tuple[Any, BaseException | None]:
    """Give what a coroutine function returned or raised: a task holds what it has raised itself."""
    try:
        return await function(**arguments), None
    except BaseException as error:
        return None, error
