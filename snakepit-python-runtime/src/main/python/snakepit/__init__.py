"""Write tools that a JVM application calls.

    from snakepit import tool

    @tool
    def add(a: int, b: int) -> int:
        return a + b

Everything that isn't imported here is private.
"""

from snakepit._context import context
from snakepit._errors import (
    CallCancelled,
    ContextError,
    HostToolError,
    SnakepitError,
    ToolDefinitionError,
)
from snakepit._hooks import on_start, on_stop
from snakepit._tool import tool
from snakepit._version import __version__

__all__ = [
    "CallCancelled",
    "ContextError",
    "HostToolError",
    "SnakepitError",
    "ToolDefinitionError",
    "__version__",
    "context",
    "on_start",
    "on_stop",
    "tool",
]
