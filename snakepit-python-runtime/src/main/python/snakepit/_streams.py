"""Runs generators, one item for each credit."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from snakepit import _failures, _prints
from snakepit._call import Call
from snakepit._guard import NOTHING, Guard
from snakepit._outcomes import Outcomes

if TYPE_CHECKING:
    from snakepit._event_loops import EventLoops
    from snakepit._runner import Runner


class Stream:
    """A generator."""

    ends_with: type[BaseException] = StopIteration

    def __init__(self) -> None:
        self._iterator: Any = iter(())

    def begin(self, function: Callable[..., Any], arguments: dict[str, Any]) -> None:
        """Make the generator."""
        self._iterator = iter(function(**arguments))

    def step(self, call: Call) -> Any:
        """Give the next item, or raise ``ends_with``."""
        return next(self._iterator)

    def close(self, call: Call) -> None:
        """End the generator: its ``finally`` runs."""
        close = getattr(self._iterator, "close", None)
        if close is not None:
            close()

    def tasks(self) -> "set[Any]":
        """Give the tasks that run beside it."""
        return set()


class AsynchronousStream(Stream):
    """An async generator. The event loop runs while an item is waited for, and at no other time."""

    ends_with = StopAsyncIteration

    def __init__(self, loops: "EventLoops") -> None:
        super().__init__()
        self._loops = loops
        self._before = loops.tasks()

    def begin(self, function: Callable[..., Any], arguments: dict[str, Any]) -> None:
        """Make the generator."""
        self._iterator = aiter(function(**arguments))

    def step(self, call: Call) -> Any:
        """Give the next item, or raise ``ends_with``."""
        return self._loops.run(call, self._iterator.__anext__, NOTHING)

    def close(self, call: Call) -> None:
        """End the generator: its ``finally`` runs."""
        close = getattr(self._iterator, "aclose", None)
        if close is not None:
            self._loops.run(call, close, NOTHING)

    def tasks(self) -> "set[Any]":
        """Give the tasks that run beside it."""
        return self._loops.tasks() - self._before


def run(
    runner: "Runner",
    guard: Guard,
    outcomes: Outcomes,
    call: Call,
    stream: Stream,
    function: Callable[..., Any],
    arguments: dict[str, Any],
) -> None:
    """Run a generator to its end, to its error, or until nobody wants more of it."""
    failure: _failures.Failure | None = None
    _, error = guard.run(call, stream.begin, {"function": function, "arguments": arguments})
    while error is None and failure is None and runner.wait_for_credit(call):
        item, error = guard.run(call, stream.step, {"call": call})
        if error is None:
            if _prints.unfinished:
                _prints.finish_lines()
            call.credit -= 1
            failure = outcomes.item(call, item)
    ended = isinstance(error, stream.ends_with)
    if failure is not None:
        outcomes.failure(call, failure, settled=False)
    if not ended:
        _close(guard, call, stream)
    _prints.finish_lines()
    tasks = stream.tasks()
    if failure is not None:
        runner.settle(call, tasks, False)
        return
    if ended:
        outcomes.end(call, not tasks)
    elif error is not None:
        outcomes.raised(call, error, not tasks)
    else:
        outcomes.failure(call, _failures.cancelled(), not tasks)
    runner.settle(call, tasks, not tasks)


def _close(guard: Guard, call: Call, stream: Stream) -> None:
    call.broken = True  # what tidies up isn't broken into
    _, error = guard.run(call, stream.close, {"call": call})
    if error is not None:
        _prints.warn(f"the generator of {call.tool!r} raised {error!r} when it was closed")
