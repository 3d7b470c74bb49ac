"""What a tool takes, and the check of each call against it."""

from typing import Any

from snakepit._arguments import InvalidArgument
from snakepit._expectation import ANYTHING, Expectation, Mismatch, found, run_code
from snakepit._failures import text_of


class Parameter:
    """One named argument: what it must be, and whether it may be left out."""

    __slots__ = ("expectation", "name", "plain", "required")

    def __init__(self, name: str, expectation: Expectation, required: bool) -> None:
        self.name = name
        self.expectation = expectation
        self.required = required
        self.plain = expectation.plain
        """Types whose values need no further look; read for every argument of every call."""

    def describe(self) -> dict[str, Any]:
        """Give the parameter's entry in the hello answer."""
        return {
            "name": self.name,
            "type": self.expectation.text,
            "kinds": list(self.expectation.kinds),
            "required": self.required,
        }


class Signature:
    """What a tool takes and gives."""

    __slots__ = ("_by_name", "_count", "_required", "_returns", "_variadic", "runs_code")

    def __init__(
        self, parameters: list[Parameter], variadic: Expectation | None, returns: Expectation
    ) -> None:
        self._by_name = {parameter.name: parameter for parameter in parameters}
        self._required = [parameter for parameter in parameters if parameter.required]
        # With further arguments a count that is right doesn't say that all are there.
        self._count = len(parameters) if variadic is None else -1
        self._returns = returns
        self._variadic = variadic
        taken = [parameter.expectation for parameter in parameters]
        self.runs_code = run_code(taken if variadic is None else [*taken, variadic])
        """The check runs code of the hints' classes: it may raise anything, and never return."""

    def check(self, arguments: dict[str, Any]) -> None:
        """Check the arguments of a call, turning them into what the hints name, in place.

        Raises:
            InvalidArgument: when one is missing, unknown or of the wrong type.

        """
        by_name = self._by_name
        for name, value in arguments.items():
            parameter = by_name.get(name)
            if parameter is None:
                arguments[name] = self._take_further(name, value)
            elif type(value) not in parameter.plain:
                arguments[name] = _convert(name, parameter.expectation, value)
        if len(arguments) != self._count:
            for parameter in self._required:
                if parameter.name not in arguments:
                    raise InvalidArgument(
                        parameter.name,
                        parameter.expectation.text or "a value",
                        None,
                        f"missing argument {parameter.name!r}",
                    )

    def _take_further(self, name: str, value: Any) -> Any:
        if self._variadic is None:
            known = ", ".join(self._by_name) or "none"
            raise InvalidArgument(
                name, None, found(value), f"unknown argument {name!r}; the tool takes: {known}"
            )
        return _convert(name, self._variadic, value)

    def describe(self) -> dict[str, Any]:
        """Give the signature's part of the hello answer."""
        described: dict[str, Any] = {
            "parameters": [parameter.describe() for parameter in self._by_name.values()],
            "returns": self._returns.text,
            "returnKinds": list(self._returns.kinds),
        }
        if self._variadic is not None:
            described["variadic"] = True
        return described


def _convert(name: str, expectation: Expectation, value: Any) -> Any:
    if type(value) in expectation.plain:
        return value
    try:
        return expectation.convert(value)
    except Mismatch as mismatch:
        where = name + mismatch.path()
        raise InvalidArgument(
            name,
            mismatch.expected,
            mismatch.found,
            f"argument {where!r}: expected {mismatch.expected}, found {mismatch.found}",
            where,
        ) from None
    except Exception as error:  # of a class that can't be read, hashed or compared
        reason = f"{type(error).__name__}: {text_of(error)}"
        raise InvalidArgument(
            name,
            expectation.text,
            found(value),
            f"argument {name!r}: it can't be checked: {reason}",
            name,
        ) from None


NO_PARAMETERS = Signature([], None, ANYTHING)
