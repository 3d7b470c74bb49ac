"""Snakepit's own tools, whose names begin with ``$``."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from snakepit._call import Call

if TYPE_CHECKING:
    from snakepit._engine import Engine


def _end_session(engine: "Engine", call: Call) -> None:
    engine.sessions.end(call.session_key)


def _tools(engine: "Engine", call: Call) -> Any:
    return [tool.describe() for tool in engine.tools.values()]


RESERVED: dict[str, Callable[["Engine", Call], Any]] = {
    "$session.end": _end_session,
    "$tools": _tools,
}
