"""Runs generators, one item for each credit."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from snakepit import _failures, _prints
from snakepit._call import Call
from snakepit._guard import NOTHING, Guard

if TYPE_CHECKING:
    from snakepit._event_loops import EventLoops
    from snakepit._runner import Runner

_Stepped = tuple[Any, BaseException | None]


class Stream:
    """A generator. Each method gives what its code returned, or raised."""

    ends_with: type[BaseException] = StopIteration
    _iterate: Callable[[Any], Any] = staticmethod(iter)
    _take: Callable[[Any], Any] = staticmethod(next)

    def __init__(self, guard: Guard, call: Call) -> None:
        self._guard = guard
        self._call = call
        self._iterator: Any = None
        self._next: Callable[[], Any]

    def begin(self, function: Callable[..., Any], arguments: dict[str, Any]) -> _Stepped:
        """Make the generator."""

        def make() -> None:
            self._iterator = self._iterate(function(**arguments))
            self._next = partial(self._take, self._iterator)

        return self._guard.run(self._call, make, NOTHING)

    def step(self) -> _Stepped:
        """Take the next item; at the end ``ends_with`` is raised."""
        return self._guard.run(self._call, self._next, NOTHING)

    def close(self) -> _Stepped:
        """End the generator: its ``finally`` runs."""
        return self._guard.run(self._call, self._close, NOTHING)

    def _close(self) -> None:
        close = getattr(self._iterator, "close", None)
        if close is not None:
            close()

    def tasks(self) -> "set[Any]":
        """Give the tasks that run beside it."""
        return set()


class AsynchronousStream(Stream):
    """An async generator. The event loop runs while an item is waited for, and at no other time."""

    ends_with = StopAsyncIteration
    _iterate = staticmethod(aiter)
    _take = staticmethod(anext)

    def __init__(self, guard: Guard, call: Call, loops: "EventLoops") -> None:
        super().__init__(guard, call)
        self._loops = loops
        self._before = loops.tasks()
        from snakepit._series import Series

        self._series = Series(loops, call)

    def step(self) -> _Stepped:
        """Take the next item; at the end ``ends_with`` is raised."""
        return self._series.run(self._next, last=False)

    def close(self) -> _Stepped:
        """End the generator: its ``finally`` runs."""
        try:
            return self._series.run(self._aclose, last=True)
        finally:
            self._series.over = True

    async def _aclose(self) -> None:
        close = getattr(self._iterator, "aclose", None)
        if close is not None:
            await close()

    def tasks(self) -> "set[Any]":
        """Give the tasks that run beside it."""
        return self._loops.left_by(self._call, self._before)


def run(
    runner: "Runner",
    call: Call,
    stream: Stream,
    function: Callable[..., Any],
    arguments: dict[str, Any],
) -> None:
    """Run a generator to its end, to its error, or until nobody wants more of it."""
    outcomes = runner.outcomes
    failure: _failures.Failure | None = None
    ended = False
    _, error = stream.begin(function, arguments)
    while error is None and failure is None and runner.wait_for_credit(call):
        item, error = stream.step()
        if error is None:
            if _prints.unfinished:
                _prints.finish_own_lines()
            call.sent += 1
            failure = outcomes.item(call, item)
            item = None  # it may be large: there is no need for two of them at once
        else:
            ended = issubclass(type(error), stream.ends_with)
    if failure is not None:
        outcomes.failure(call, failure, settled=False)
    if not ended:
        _close(call, stream)
    runner.finish_lines(call)
    settled = not stream.tasks()
    if failure is not None:
        settled = False
    else:
        tell(runner, call, None if ended else error, ended, settled)
    del error  # it would hold itself, by its traceback and this frame
    runner.settle(call, stream.tasks, settled)


def tell(
    runner: "Runner", call: Call, error: BaseException | None, ended: bool, settled: bool
) -> None:
    """Send how a stream has ended: by itself, by an error, or because nobody wants more of it."""
    if ended:
        runner.outcomes.end(call, settled)
    elif error is not None:
        runner.outcomes.raised(call, error, settled)
    else:
        runner.outcomes.failure(call, _failures.cancelled(), settled)


def _close(call: Call, stream: Stream) -> None:
    call.broken = True  # what tidies up isn't broken into
    _, error = stream.close()
    if error is not None:
        warn_of_close(call, error)
    del error  # as in ``run``


def warn_of_close(call: Call, error: BaseException) -> None:
    """Tell of an error that came after the outcome was settled."""
    text = _failures.repr_of(error)
    _prints.warn(f"the generator of {call.tool!r} raised {text} when it was closed")
