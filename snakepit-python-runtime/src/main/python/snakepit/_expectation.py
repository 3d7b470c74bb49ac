"""What a value must be: the result of reading a type hint."""

from collections.abc import Callable, Iterable
from typing import Any


class Mismatch(Exception):
    """A value isn't what was expected. The path grows while the error passes the containers."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(expected, found)
        self.expected = expected
        self.found = found
        self._segments: list[str] = []

    def under(self, segment: str) -> "Mismatch":
        """Say in which member of the container the value was."""
        self._segments.append(segment)
        return self

    def path(self) -> str:
        """Give the place inside the argument, such as ``[2].when``; empty for the argument."""
        return "".join(reversed(self._segments))


class Expectation:
    """What a value must be.

    Attributes:
        text: the hint in its author's notation.
        kinds: what may be sent, as the hello names it; empty means anything.
        plain: types whose values are right as they are.
        convert: checks any other value and turns it into what is expected, or raises Mismatch.
        runs_code: whether that runs code of the hint's classes, which may do anything.

    """

    __slots__ = ("convert", "kinds", "plain", "runs_code", "text")

    def __init__(
        self,
        text: str,
        kinds: Iterable[str],
        plain: Iterable[type] = (),
        convert: Callable[[Any], Any] | None = None,
        runs_code: bool = False,
    ) -> None:
        self.text = text
        self.kinds = tuple(kinds)
        self.plain = frozenset(plain)
        self.convert = self._refuse if convert is None else convert
        self.runs_code = runs_code

    def _refuse(self, value: Any) -> Any:
        raise Mismatch(self.text, found(value))

    def take(self, value: Any) -> Any:
        """Give the value as it was expected, or raise Mismatch."""
        return value if type(value) in self.plain else self.convert(value)


def found(value: Any) -> str:
    """Name what a value is, for a person."""
    if value is None:
        return "None"
    kind = type(value)
    return kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"


def or_none(expectation: Expectation) -> Expectation:
    """Let None be right as well."""
    none = type(None)
    if not expectation.kinds or none in expectation.plain:
        return expectation
    kinds = (*expectation.kinds, "null")
    plain = expectation.plain | {none}
    return Expectation(expectation.text, kinds, plain, expectation.convert, expectation.runs_code)


def run_code(members: Iterable[Expectation]) -> bool:
    """Tell whether one of some expectations runs code of its hint's classes."""
    return any(member.runs_code for member in members)


def _identity(value: Any) -> Any:
    return value


# The types are those of the plain JSON values: what else there is takes the second look.
_PLAIN = (type(None), bool, int, float, str, list, dict)

ANYTHING = Expectation("", (), _PLAIN, _identity)
"""A parameter without a hint."""


def anything(text: str) -> Expectation:
    """Let everything pass, under the author's notation."""
    return Expectation(text, (), _PLAIN, _identity)
