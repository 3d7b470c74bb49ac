"""Calls of ``async`` tools, on one event loop, which has a thread of its own."""

import asyncio
from asyncio import AbstractEventLoop, Event, Task
from collections.abc import Awaitable, Callable
from contextvars import Context
from typing import TYPE_CHECKING, Any

from snakepit import _current, _threads
from snakepit._call import Call
from snakepit._event_loops import new_loop
from snakepit._threads import NoThread

if TYPE_CHECKING:
    from snakepit._multiplexed import MultiplexedEngine


class LoopLane:
    """The loop, and which of its tasks belong to which call."""

    def __init__(
        self, engine: "MultiplexedEngine", ended: Callable[[Call], None], context: Context
    ) -> None:
        from snakepit._loop_runner import LoopRunner

        self._ended = ended
        try:
            self._loop = new_loop()
        except OSError as error:
            raise NoThread(f"the worker can't have another event loop: {error}") from error
        self._loop.set_task_factory(self._make_task)
        self._runner = LoopRunner(engine, self)
        self._tasks: dict[int, set[Task[Any]]] = {}
        self._credits: dict[int, Event] = {}
        self.context = context
        """What each call gets a copy of."""
        self.blocked_by: Call | None = None
        """The call whose code holds up the loop, because it waits for the JVM without ``await``."""
        try:
            self.thread = _threads.start(self._run_forever, "snakepit-loop")
        except NoThread:
            self._loop.close()
            raise

    def _run_forever(self) -> None:
        asyncio.set_event_loop(self._loop)
        while True:
            try:
                self._loop.run_forever()
            except (SystemExit, KeyboardInterrupt):
                pass  # a task raised it, and has it as its outcome

    def begin(self, call: Call) -> None:
        """Run a call."""
        self._loop.call_soon_threadsafe(self._take, call, context=self.context.copy())

    def _take(self, call: Call) -> None:
        call.begun = True
        _current.call_variable.set(call)
        self._tasks[call.id] = set()
        self._runner.run(call)
        if call.break_in is None:  # it has failed before there was a task
            self.end(call)

    def carry(self, call: Call, coroutine: Any) -> None:
        """Run the coroutine that carries a call to its end."""
        task = self._loop.create_task(coroutine)
        call.task = id(task)
        task.add_done_callback(lambda task: self._runner.carried(call, task))
        call.break_in = lambda: self._loop.call_soon_threadsafe(self._break_in, call, task)

    def _break_in(self, call: Call, task: "Task[Any]") -> None:
        if call.id in self._credits:
            self._wake(call.id)
        elif not call.broken:
            call.broken = True
            task.cancel()

    def end(self, call: Call) -> None:
        """Let go of a call that has ended."""
        del self._tasks[call.id]
        self._ended(call)

    def run_hook(self, result: Awaitable[Any]) -> None:
        """Run what a hook is to be awaited for, from another thread."""

        async def run() -> None:
            await result

        asyncio.run_coroutine_threadsafe(run(), self._loop).result()

    # The tasks of a call.

    def _make_task(self, loop: AbstractEventLoop, coroutine: Any, **options: Any) -> "Task[Any]":
        task: Task[Any] = Task(coroutine, loop=loop, **options)
        call = _current.call_variable.get()
        own = None if call is None else self._tasks.get(call.id)
        if own is not None:
            own.add(task)
            task.add_done_callback(own.discard)
        return task

    def left_by(self, call: Call) -> "set[Task[Any]]":
        """Give the tasks that a call has made and that aren't done."""
        return {task for task in self._tasks[call.id] if not task.done()} - {asyncio.current_task()}

    def end_tasks_of(self, call: Call, ended: Callable[[], None]) -> None:
        """Cancel the tasks of a call, and those that they begin; tell when all have ended."""
        tasks = self.left_by(call)
        if not tasks:
            ended()
            return

        def one_has_ended(task: "Task[Any]") -> None:
            tasks.discard(task)
            if not tasks:
                self.end_tasks_of(call, ended)

        for task in tasks:
            task.add_done_callback(one_has_ended)
            task.cancel()

    # Credit.

    async def until(self, call: Call, ready: Callable[[], bool]) -> None:
        """Wait until something holds, which is looked at again after each ``wake``."""
        if ready():
            return
        event = self._credits[call.id] = Event()
        try:
            while not ready():
                await event.wait()
                event.clear()
        finally:
            del self._credits[call.id]

    def wake(self, call: int) -> None:
        """Make a call look again, from another thread."""
        if call in self._credits:
            self._loop.call_soon_threadsafe(self._wake, call)

    def wake_all(self) -> None:
        """Make all calls look again, from another thread."""
        for call in list(self._credits):
            self.wake(call)

    def _wake(self, call: int) -> None:
        event = self._credits.get(call)
        if event is not None:
            event.set()
