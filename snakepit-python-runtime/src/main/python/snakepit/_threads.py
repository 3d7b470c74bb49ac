"""Starts the threads that run calls, as far as the system gives any."""

from collections.abc import Callable
from threading import Thread

from snakepit import _process


class NoThread(Exception):
    """The system gives this process no more threads, or not what one needs."""


class AllBusy(NoThread):
    """Likewise, but there are others for the same calls, which will be idle again."""


def start(target: Callable[[], None], name: str) -> Thread:
    """Start a thread whose errors are the worker's end.

    Raises:
        NoThread: when there can't be another.

    """
    thread = Thread(target=_process.or_die(target), name=name, daemon=True)
    try:
        thread.start()
    except RuntimeError as error:
        raise NoThread(
            f"the worker can't have another thread: {error}; "
            "allow this user or container more threads (ulimit -u, pids.max)"
        ) from error
    return thread
