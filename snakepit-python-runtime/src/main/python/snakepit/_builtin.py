"""Tools that every worker has; a user's tool of the same name takes their place."""

import time
from collections.abc import Iterator
from typing import Any

from snakepit._tool import Tool


def ping() -> str:
    """Answers "pong"."""
    return "pong"


def echo(value: Any = None) -> Any:
    """Gives its argument back."""
    return value


def info() -> dict[str, Any]:
    """Tells about the worker: its process, its Python, its tools."""
    import os
    import platform
    import sys

    from snakepit import _current
    from snakepit._version import __version__

    engine = _current.engine
    return {
        "snakepit": __version__,
        "worker": engine.worker_id if engine else None,
        "pid": os.getpid(),
        "executable": sys.executable,
        "python": platform.python_version(),
        "implementation": sys.implementation.name,
        "platform": platform.platform(),
        "tools": list(engine.tools) if engine else [],
    }


def ping_stream(count: int = 3, delay: float = 0.0) -> Iterator[int]:
    """Counts from 0, pausing for some seconds before each further number."""
    for number in range(count):
        if number and delay > 0:
            time.sleep(delay)
        yield number


def tools() -> dict[str, Tool]:
    """Make the tools, ready for calls, by name."""
    made = {}
    for function in (ping, echo, info, ping_stream):
        assert function.__doc__ is not None
        tool = Tool(function, function.__name__, function.__doc__, True)
        tool.prepare()
        made[tool.name] = tool
    return made
