"""From exceptions to the errors that the JVM is told; see ``docs/protocol/contents.md``."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from snakepit._arguments import InvalidArgument
from snakepit._errors import CallCancelled
from snakepit._payload import ValueRefused

if TYPE_CHECKING:
    from snakepit._tool import Tool

_HERE = os.path.dirname(os.path.abspath(__file__))
_FRAMEWORK = (_HERE + os.sep, os.path.join("snakepit", ""), "<frozen importlib")
"""Beginnings of files' names; the second is that of compiled modules."""
_LIBRARIES = ("asyncio", "importlib")
"""What stands between the package and user code in a traceback."""

_MARK = 60
"""More than what stands for the left out middle of a long text."""

_MOST_FRAMES = 1000
"""As many as Python allows by itself; the last ones are shown."""

_name_of: Final = type.__dict__["__name__"].__get__
"""Reads the name of a class, without asking its metaclass."""

Failure = dict[str, Any]


def raised(error: BaseException, bound: int) -> Failure:
    """Describe what a tool raised, whatever the code of its class does."""
    if issubclass(type(error), SystemExit):
        return {
            "code": "TOOL_EXITED",
            "type": "SystemExit",
            "message": f"the tool called sys.exit({_text(error, _repr_of_code)})",
            "traceback": _traceback(error, bound),
        }
    return {
        "code": "TOOL_RAISED",
        "type": _type_name(error),
        "message": cut(_text(error, str), bound, " "),
        "traceback": _traceback(error, bound),
    }


def cancelled(error: BaseException | None = None, bound: int = 0) -> Failure:
    """Describe the end of a call that was cancelled."""
    failure: Failure = {"code": "CANCELLED", "message": "the call was cancelled"}
    if error is not None:
        failure["traceback"] = _traceback(error, bound)
    return failure


def is_cancellation(error: BaseException) -> bool:
    """Tell whether an exception is what a cancelled call is expected to end with."""
    return issubclass(type(error), CallCancelled) or _type_name(error) == (
        "asyncio.exceptions.CancelledError"
    )


def unrepresentable(refused: ValueRefused, root: str) -> Failure:
    """Describe a result that can't be written."""
    path = refused.path(root)
    return {
        "code": "UNREPRESENTABLE_RESULT",
        "type": refused.type,
        "message": f"{path}: {refused.reason}",
        "path": path,
    }


def too_large(error: Exception) -> Failure:
    """Describe a result that exceeds the limit."""
    return {"code": "RESULT_TOO_LARGE", "message": f"the result takes {error}"}


def unreadable(refused: ValueRefused) -> Failure:
    """Describe arguments that can't be read."""
    path = refused.path("")
    if refused.unheld and isinstance(refused.root, str):
        return invalid(
            InvalidArgument(
                refused.root, None, refused.type, f"argument {path!r}: {refused.reason}", path
            )
        )
    return {
        "code": "MALFORMED_PAYLOAD",
        "message": f"argument {path}: {refused.reason}" if path else refused.reason,
        "path": path or None,
    }


def invalid(error: InvalidArgument) -> Failure:
    """Describe an argument that doesn't fit."""
    return {
        "code": "INVALID_ARGUMENT",
        "type": error.found,
        "message": str(error),
        "path": error.path,
        "parameter": error.parameter,
        "expected": error.expected,
    }


def unknown_tool(name: str, known: "Mapping[str, Tool]") -> Failure:
    """Describe a call of a tool that isn't there; those that nobody wrote aren't suggested."""
    from snakepit import _builtin
    from snakepit._nearest import nearest

    own = [
        it.name
        for it in known.values()
        if getattr(it.function, "__module__", None) != _builtin.__name__
    ]
    message = f"there is no tool {name!r:.200}"
    if not own:
        message += (
            ": its pool names none; put their file, folder or module into its option tools,"
            ' as tools = ["tools.py"]'
        )
    return {
        "code": "UNKNOWN_TOOL",
        "message": message,
        "suggestions": nearest(name, own),
    }


def stream_required(name: str) -> Failure:
    """Describe a call of a streaming tool that didn't ask for a stream."""
    return {
        "code": "STREAM_REQUIRED",
        "message": f"tool {name!r} streams its results: it must be called as a stream",
    }


def _type_name(error: BaseException) -> str:
    kind = type(error)
    try:
        module, name = kind.__module__, kind.__qualname__
        return f"{name}" if module == "builtins" else f"{module}.{name}"
    except BaseException:  # a metaclass is user code, too
        return "an exception whose type has no name"


def text_of(error: BaseException) -> str:
    """Give the text of an exception, whatever its code does; it may be broken into."""
    return _text(error, str, CallCancelled)


def repr_of(error: BaseException) -> str:
    """Give the text of an exception with its type, whatever its code does."""
    return _text(error, repr)


def _repr_of_code(error: Any) -> str:
    return repr(error.code)


def _text(
    value: Any, write: Callable[[Any], str], escapes: "type[BaseException] | tuple[()]" = ()
) -> str:
    try:
        return str(write(value)).encode("utf-8", "backslashreplace").decode()
    except escapes:
        raise
    except BaseException:  # the text is user code, too
        return f"<a {_name_of(type(value))} that can't be printed>"


def _traceback(error: BaseException, bound: int) -> str:
    """Format a traceback that begins where user code does."""
    try:
        import traceback

        trace = error.__traceback__
        while trace is not None and _is_framework(trace.tb_frame.f_code.co_filename):
            trace = trace.tb_next
        lines = traceback.format_exception(type(error), error, trace, limit=-_MOST_FRAMES)
        text = "".join(lines)
        first = _first_cause(error)
    except BaseException as failure:
        return f"<the traceback can't be written: {_text(failure, repr)}>"
    text = text.encode("utf-8", "backslashreplace").decode()
    left_out = -_MOST_FRAMES
    while trace is not None:
        left_out += 1
        trace = trace.tb_next
    if left_out > 0:
        text = f"… {left_out} frame{'s' if left_out > 1 else ''} left out …\n{text}"
    return cut(text, bound, "\n", first)


def _first_cause(error: BaseException) -> str:
    """Give what a chain of errors began with; an empty text where it has one alone."""
    seen: set[int] = set()
    first = error
    while id(first) not in seen:
        seen.add(id(first))
        before = None if first.__suppress_context__ else first.__context__
        first = first.__cause__ or before or first
    return "" if first is error else f"{_type_name(first)}: {_text(first, str)}"


def cut(text: str, bound: int, around: str, first: str = "") -> str:
    """Leave out the middle of a text that is too long: its ends say what it is about.

    Args:
        text: the text.
        bound: how many characters there is room for.
        around: what parts the ends from the note that stands between them.
        first: what is to be kept in any case, as far as a quarter of the room holds it.

    """
    if len(text) <= bound:
        return text
    if bound < 2 * _MARK:
        return text[:bound] if around == " " else text[-bound:]
    half = (bound - _MARK) // 2
    kept = ""
    if first and first not in text[:half] and first not in text[-half:]:
        kept = f"; the first cause:\n{first[: bound // 4]}\n…"
        half -= len(kept) // 2
    note = f"… {len(text) - 2 * half} characters left out{kept or ' …'}"
    return f"{text[:half]}{around}{note}{around}{text[-half:]}"


def _is_framework(file: str) -> bool:
    return file.startswith(_FRAMEWORK) or os.path.basename(os.path.dirname(file)) in _LIBRARIES
