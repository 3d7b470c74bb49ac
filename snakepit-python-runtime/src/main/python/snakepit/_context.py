"""``context``: what a tool can know of its call, and ask of the JVM."""

import time
from typing import TYPE_CHECKING, Any

from snakepit import _current
from snakepit._sessions import Session

if TYPE_CHECKING:
    import logging
    from collections.abc import Callable, Coroutine, Mapping


class Host:
    """The tools of the JVM, called by attribute or by index with named arguments."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "Callable[..., Any]":
        """Give the host tool of that name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> "Callable[..., Any]":
        """Give the host tool of that name, which needn't be an identifier."""

        def host_tool(**arguments: Any) -> Any:
            engine, call = _current.require()
            return engine.call_host(call, name, arguments)

        host_tool.__name__ = host_tool.__qualname__ = name
        return host_tool


class AsyncHost:
    """The tools of the JVM, whose answers are awaited."""

    __slots__ = ()

    def __getattr__(self, name: str) -> "Callable[..., Coroutine[Any, Any, Any]]":
        """Give the host tool of that name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self[name]

    def __getitem__(self, name: str) -> "Callable[..., Coroutine[Any, Any, Any]]":
        """Give the host tool of that name, which needn't be an identifier."""

        def host_tool(**arguments: Any) -> "Coroutine[Any, Any, Any]":
            from snakepit import _host_awaits

            engine, call = _current.require()
            return _host_awaits.call_host(engine, call, name, arguments)

        host_tool.__name__ = host_tool.__qualname__ = name
        return host_tool


class Context:
    """The call that the code runs for. One object serves all calls.

    It may be used on any thread that a tool starts. Outside a call every member raises
    ContextError.
    """

    __slots__ = ()

    @property
    def call_id(self) -> int:
        """The number of the call, unique on this worker."""
        return _current.require()[1].id

    @property
    def tool(self) -> str:
        """The name under which the tool was called."""
        return _current.require()[1].tool

    @property
    def worker_id(self) -> str:
        """The name of this worker in the JVM."""
        return _current.require()[0].worker_id

    @property
    def metadata(self) -> "Mapping[str, str]":
        """What the caller sent along with the call."""
        return _current.require()[1].metadata or {}

    def remaining(self) -> float | None:
        """Tell how many seconds are left until the deadline, not below 0; None: there is none."""
        deadline = _current.require()[1].deadline
        return None if deadline is None else max(0.0, deadline - time.monotonic())

    @property
    def cancelled(self) -> bool:
        """Whether the call is to end.

        A tool has no need to ask, since CallCancelled is raised in it. Threads that it starts do:
        they should return when this becomes true. So does a ``thread_safe`` tool that waits in C
        code for long, where nothing can be raised while it runs on a thread of its own.
        """
        engine, call = _current.require()
        return engine.is_cancelled(call)

    @property
    def session(self) -> Session:
        """The session of the call; a call without one has its own, which ends with it."""
        engine, call = _current.require()
        return engine.sessions.of(call)

    @property
    def host(self) -> Host:
        """The tools of the JVM: ``context.host.lookup(item=…)``, ``context.host["name"](…)``.

        The call waits for the answer. It raises HostToolError when the host tool failed, and
        CallCancelled when the own call was cancelled meanwhile.
        """
        return _HOST

    @property
    def host_async(self) -> AsyncHost:
        """The tools of the JVM for ``async`` code: ``await context.host_async.lookup(item=…)``.

        The event loop goes on meanwhile. Errors are those of ``host``; when the own call is
        cancelled, the task is, as in every other ``await``.
        """
        return _HOST_ASYNC

    def progress(
        self, done: int | float, total: int | float | None = None, message: str | None = None
    ) -> None:
        """Report how far the call is.

        Args:
            done: what has been done, in any unit.
            total: what there is to do, in the same unit, if known.
            message: a line for a person.

        """
        engine, call = _current.require()
        engine.send_progress(call, done, total, message)

    @property
    def log(self) -> "logging.Logger":
        """A logger; like all of ``logging`` it ends in the JVM's log, with worker and call."""
        import logging

        logger = logging.getLogger(f"snakepit.tool.{_current.require()[1].tool}")
        logger.disabled = False  # as it is by a library's ``dictConfig``, which knows nothing of it
        return logger


_HOST = Host()
_HOST_ASYNC = AsyncHost()

context = Context()
"""The call that the code runs for."""
