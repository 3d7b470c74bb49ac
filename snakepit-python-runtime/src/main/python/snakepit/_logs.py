"""Log records on their way to the JVM."""

import os
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from snakepit import _current
from snakepit._interrupts import NO_SHIELD
from snakepit._payload import Codec, Payload

if TYPE_CHECKING:
    import logging

_LEVELS = {"TRACE": 1, "DEBUG": 10, "INFO": 20, "WARN": 30, "ERROR": 40}
_CUT = " … cut"


class Logs:
    """Encodes records and sends them with the call that they belong to."""

    def __init__(
        self, codec: Codec, send: Callable[[Payload], None], level: str, bound: int
    ) -> None:
        self._codec = codec
        self._send = send
        self._lock: Any = threading.RLock()  # what is being sent may log as well
        self._bound = bound
        self.threshold = _LEVELS.get(level, _LEVELS["INFO"])

    def record(self, level: str, logger: str, message: str) -> None:
        """Send a record; one that is too long is cut, and says so."""
        if _current.forked:
            os.write(2, f"{message}\n".encode("utf-8", "backslashreplace"))
            return
        if _LEVELS[level] < self.threshold:
            return
        if len(message) > self._bound:
            message = message[: self._bound] + _CUT
        message = message.encode("utf-8", "backslashreplace").decode()
        content = {"level": level, "logger": logger, "message": message}
        with self._lock:
            self._send(self._codec.encode(content))

    def settle(self, codec: Codec, answer: Callable[[], None]) -> None:
        """Answer the hello: records that follow the answer are written with its codec."""
        with self._lock:
            answer()
            self._codec = codec
            # From here on the order is of no account. Whoever writes to the wire may log, too, in a
            # finalizer, and mustn't wait here for one who waits for the wire.
            self._lock = NO_SHIELD


def level_name(number: int) -> str:
    """Name the wire's level for one of Python's."""
    name = "TRACE"
    for candidate, least in _LEVELS.items():
        if number >= least:
            name = candidate
    return name


def install(logs: Logs) -> None:
    """Send what goes to ``logging`` to the JVM, whenever it is imported."""
    if "logging" in sys.modules:
        _add_handler(logs)
    else:
        sys.meta_path.insert(0, _LoggingFinder(logs))


def _add_handler(logs: Logs) -> None:
    import logging

    class JvmHandler(logging.Handler):
        def createLock(self) -> None:  # noqa: N802 - logging's own name
            # The wire has a lock. One here could be held when a cancelled call is broken into.
            self.lock = None

        def handle(self, record: "logging.LogRecord") -> bool:
            # Python 3.13 takes the lock here without asking whether there is one.
            passed = self.filter(record)
            if passed:
                with _current.shield():  # what breaks in isn't for ``emit`` to catch
                    self.emit(record if passed is True else passed)
            return bool(passed)

        def emit(self, record: "logging.LogRecord") -> None:
            try:
                logs.record(level_name(record.levelno), record.name, self.format(record))
            except Exception:
                self.handleError(record)

    logging.addLevelName(_LEVELS["TRACE"], "TRACE")
    root = logging.getLogger()
    root.addHandler(JvmHandler())
    root.setLevel(logs.threshold)


class _LoggingFinder:
    """Waits for the import of ``logging``, which costs too much to do it for those without."""

    def __init__(self, logs: Logs) -> None:
        self._logs = logs
        self._asks = False
        """It asks the other finders, which it is among."""
        self._over = False
        """Set when the handler is there: an import may fail, or somebody only ask where to find."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Find it as usual, and add the handler once it is executed."""
        if name != "logging" or self._asks or self._over:
            return None
        from importlib.util import find_spec

        self._asks = True
        try:
            spec = find_spec(name)
        finally:
            self._asks = False
        loader: Any = spec.loader if spec is not None else None
        if loader is not None:
            execute = loader.exec_module

            def execute_and_add(module: Any) -> None:
                del loader.exec_module
                execute(module)
                _add_handler(self._logs)
                # It stays in the list: another thread may go through that, and would miss a finder.
                self._over = True

            loader.exec_module = execute_and_add
        return spec
