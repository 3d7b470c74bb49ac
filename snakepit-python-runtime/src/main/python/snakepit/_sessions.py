"""State that lives as long as a session."""

from typing import Any

from snakepit._call import Call


class Session:
    """A series of calls on this worker.

    Attributes:
        key: the name its owner gave it, or None when the call belongs to no session.
        state: what tools keep between the calls of the session.

    """

    __slots__ = ("key", "state")

    def __init__(self, key: str | None) -> None:
        """Make an empty one; tools have no need to."""
        self.key = key
        self.state: dict[str, Any] = {}


class Sessions:
    """The sessions that have state on this worker."""

    def __init__(self) -> None:
        self._by_key: dict[str, Session] = {}

    def of(self, call: Call) -> Session:
        """Give the session of a call; it begins with its first use."""
        if call.session is None:
            key = call.session_key
            call.session = (
                Session(None) if key is None else self._by_key.setdefault(key, Session(key))
            )
        session: Session = call.session
        return session

    def end(self, key: str | None) -> None:
        """Drop the state of a session, if it has any."""
        self._by_key.pop(key or "", None)
