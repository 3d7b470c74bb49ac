"""What a worker does to its own process, and how it leaves it."""

import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from typing import Any, NoReturn

_SET_PARENT_DEATH_SIGNAL = 1
_LINE_BUFFERED = 1
_FAULT = 70


def ignore_signals() -> None:
    """Let SIGTERM and SIGINT do nothing: the JVM ends a worker by message, or by SIGKILL.

    They are handled, not ignored, so that programs which tools start have the default.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, do_nothing)


def do_nothing(number: int, frame: Any) -> None:
    """Handle a signal."""


def settle_in() -> None:
    """Make a process group of the worker's own, and end with the JVM (on Linux)."""
    faulthandler.enable(file=2)
    if hasattr(signal, "SIGQUIT"):
        # Written in C: it tells of a thread, too, that is in C code and holds the lock.
        faulthandler.register(signal.SIGQUIT, file=2)
        # A JVM's threads block it, and what they start does.
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGQUIT})
    parent = os.getppid()
    _make_group()
    if sys.platform == "linux":
        _settle_in_on_linux(parent)
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)  # integers print in full


def _make_group() -> None:
    """Leave the JVM's process group, and the terminal, which would stop a worker that reads it."""
    try:
        os.setpgid(0, 0)
    except OSError:
        return  # it leads a session, which has no terminal
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return  # there is none
    import fcntl
    import termios

    try:
        fcntl.ioctl(terminal, termios.TIOCNOTTY)
    except OSError:
        pass  # a system that keeps it; programs that ask there for a password would be stopped
    finally:
        os.close(terminal)


def _settle_in_on_linux(parent: int) -> None:
    try:
        import ctypes

        library = ctypes.CDLL(None)
        library.prctl(_SET_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
        # What C code prints to a pipe would wait in a buffer, and be lost in a crash.
        library.setvbuf(ctypes.c_void_p.in_dll(library, "stdout"), None, _LINE_BUFFERED, 0)
    except (ImportError, OSError, ValueError, AttributeError):
        return  # no ctypes, or another libc: the guardian of the JVM remains
    if os.getppid() != parent:
        os._exit(0)  # the parent died before its death could be a signal


def leave(error: BaseException | None = None) -> NoReturn:
    """End the process at once, because the JVM is gone or doesn't speak the protocol."""
    from snakepit._wire import WireDamaged

    try:
        if isinstance(error, WireDamaged):
            os.write(2, f"snakepit: the wire is damaged: {error}\n".encode())
    finally:  # user code may have closed that, or nobody reads it any more
        os._exit(_FAULT if isinstance(error, WireDamaged) else 0)


def leave_child(error: BaseException | None) -> NoReturn:
    """End a forked child that came back from the tool's function: the answer isn't its own."""
    status = 0 if error is None else 1
    try:
        if isinstance(error, SystemExit):
            status = error.code if isinstance(error.code, int) else int(error.code is not None)
        elif error is not None:
            import traceback

            text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
            os.write(2, text.encode("utf-8", "backslashreplace"))
    finally:  # whatever its error is made of: nothing of the parent's is to run here
        os._exit(status)


def finish() -> NoReturn:
    """End after STOP; threads that user code left running don't hold it up."""
    try:
        try:
            _run_exit_functions()
        except BaseException:
            _tell_traceback()
    finally:
        os._exit(0)


def _run_exit_functions() -> None:
    import atexit

    # Python itself would do this with the threads, which come first. Without, its multiprocessing
    # waits in the line below for processes that nobody has told.
    executors = sys.modules.get("concurrent.futures.process")
    if executors is not None:
        executors._python_exit()
    atexit._run_exitfuncs()
    for stream in (sys.__stdout__, sys.__stderr__):
        if stream is not None and not stream.closed:
            stream.flush()


def or_die(target: Callable[[], None]) -> Callable[[], None]:
    """Wrap what a thread runs: what escapes there ends the worker, which would hang else."""

    def run() -> None:
        try:
            target()
        except BaseException:
            try:
                _tell_traceback()
            finally:
                os._exit(_FAULT)

    return run


def _tell_traceback() -> None:
    import traceback

    os.write(2, traceback.format_exc().encode("utf-8", "backslashreplace"))
