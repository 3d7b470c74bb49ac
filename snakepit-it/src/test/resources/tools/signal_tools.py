"""Tools whose time is bounded by a signal."""

import signal
import time
from typing import Any

from snakepit import context, tool


class Late(Exception):
    """The alarm went off."""


def strike(number: int, frame: Any) -> None:
    raise Late


signal.signal(signal.SIGALRM, strike)


@tool
def ask_within(seconds: float) -> Any:
    """Asks the JVM, and doesn't wait longer than that."""
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return context.host.lookup()
    except Late:
        return "late"
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@tool
def reports(count: int) -> int:
    """Reports progress while alarms go off, and gives how many have struck."""
    struck = 0
    for done in range(count):
        try:
            try:
                signal.setitimer(signal.ITIMER_REAL, 1e-6 * (done % 300 + 1))
                context.progress(done, count)
                print("done", done)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
        except Late:
            struck += 1
    return struck


@tool
def loses_a_signal() -> None:
    """Sleeps after a signal got lost, as one does that comes when a thread is about to wait."""
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    signal.sigwait([signal.SIGTERM])
    while signal.sigtimedwait([signal.SIGTERM], 0.02):
        pass
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGTERM])
    time.sleep(600)
