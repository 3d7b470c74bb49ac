"""The exceptions that users of the package meet."""

from typing import Any, ClassVar


class SnakepitError(Exception):
    """The root of the package's errors."""


class ToolDefinitionError(SnakepitError):
    """A function can't be a tool as it is written."""


class ContextError(SnakepitError):
    """The context was used where there is no call, or after its call had ended."""


def call_has_ended() -> ContextError:
    """Make the error of code that speaks for a call which is over."""
    return ContextError("the call that this code was started for has ended")


class HostToolError(SnakepitError):
    """A tool of the JVM, called from here, failed.

    Attributes:
        tool: the name under which it was called.
        code: the stable code of the error, such as ``HOST_TOOL_FAILED`` or ``UNKNOWN_HOST_TOOL``.
        type: the name of the Java exception, or None.
        suggestions: the nearest names, when there is no such tool.

    """

    def __init__(
        self,
        tool: str,
        code: str,
        message: str,
        type: str | None = None,
        suggestions: tuple[str, ...] = (),
    ) -> None:
        """Make the error; tools have no need to."""
        super().__init__(message)
        self.tool = tool
        self.code = code
        self.type = type
        self.suggestions = suggestions

    def __str__(self) -> str:
        """Tell the host tool, the Java exception and its message."""
        cause = f"{self.type}: {self.args[0]}" if self.type else str(self.args[0])
        near = " or ".join(f"'{name}'" for name in self.suggestions)
        hint = f"; did you mean {near}?" if near else ""
        return f"host tool {self.tool!r} failed: {cause}{hint}"


class CallCancelled(BaseException):
    """Raised inside a tool when its call is cancelled or its deadline has passed.

    It is no ``Exception``, so that ``except Exception`` doesn't swallow it. A tool may catch it to
    tidy up, and should raise it again: a tool that goes on is ended together with its worker.
    """


class Strike(CallCancelled):
    """The one by which a call is told, so that it is told again where Python has ignored that.

    To everybody else it is a CallCancelled like those that follow.

    Attributes:
        meant_for: the ``ThreadInterrupts`` that set it from outside, or None.

    """

    meant_for: ClassVar[Any] = None

    def __init__(self) -> None:
        """Say what has happened."""
        super().__init__("the call was cancelled")

    def __reduce__(self) -> tuple[type[CallCancelled], tuple[str]]:
        """Make it what it looks like, in another process."""
        return CallCancelled, ("the call was cancelled",)


Strike.__name__ = Strike.__qualname__ = CallCancelled.__name__

# Their names, in tracebacks and for Java, are those under which users import them.
for _error in (
    SnakepitError,
    ToolDefinitionError,
    ContextError,
    HostToolError,
    CallCancelled,
    Strike,
):
    _error.__module__ = "snakepit"
