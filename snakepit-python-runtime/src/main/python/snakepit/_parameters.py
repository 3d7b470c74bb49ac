"""How a function is read: its parameters, their hints, what it was wrapped in."""

from collections import abc
from collections.abc import Callable
from typing import Any

from snakepit._errors import ToolDefinitionError
from snakepit._expectation import ANYTHING, Expectation, or_none
from snakepit._hints import expect
from snakepit._signature import Parameter, Signature

_VARIABLE_POSITIONAL = 0x04
_VARIABLE_NAMED = 0x08
_STREAMS = (
    abc.Iterator,
    abc.Iterable,
    abc.Generator,
    abc.AsyncIterator,
    abc.AsyncIterable,
    abc.AsyncGenerator,
)


def unwrap(function: Callable[..., Any]) -> Callable[..., Any]:
    """Find the function that decorators were put around."""
    seen = {id(function)}
    while (inner := getattr(function, "__wrapped__", None)) is not None and id(inner) not in seen:
        seen.add(id(inner))
        function = inner
    return function


def refuse_unnamed(function: Callable[..., Any], tool: str) -> None:
    """Refuse parameters that can't be given by name.

    Raises:
        ToolDefinitionError: when there is one.

    """
    code = getattr(function, "__code__", None)
    if code is None:
        return
    if code.co_posonlyargcount:
        _refuse(tool, code.co_varnames[0], "positional-only")
    if code.co_flags & _VARIABLE_POSITIONAL:
        index = code.co_argcount + code.co_kwonlyargcount
        _refuse(tool, "*" + code.co_varnames[index], "variable")


def read_signature(function: Callable[..., Any], tool: str) -> Signature:
    """Read parameters and hints of a function.

    Plain functions are read from their code object, which spares the worker an import that costs
    as much as the rest of its start.

    Raises:
        ToolDefinitionError: when it can't be called with named arguments, or isn't readable.

    """
    code = getattr(function, "__code__", None)
    if code is None or getattr(function, "__self__", None) is not None:
        return _inspect_signature(function, tool)
    count = code.co_argcount
    named = code.co_varnames[: count + code.co_kwonlyargcount]
    defaults: tuple[Any, ...] = getattr(function, "__defaults__", None) or ()
    default_of = dict(zip(named[count - len(defaults) : count], defaults, strict=True))
    default_of.update(getattr(function, "__kwdefaults__", None) or {})
    hints = _Hints(function, tool)
    parameters = [
        Parameter(name, hints.of(name, default_of.get(name, 0) is None), name not in default_of)
        for name in named
    ]
    variadic = None
    if code.co_flags & _VARIABLE_NAMED:
        variadic = hints.of(code.co_varnames[len(named)])
    return Signature(parameters, variadic, hints.of_result())


class _Hints:
    """The hints of a function, evaluated."""

    def __init__(self, function: Callable[..., Any], tool: str) -> None:
        try:
            self._written = dict(getattr(function, "__annotations__", {}))
        except NameError as error:  # annotations that are evaluated late
            raise ToolDefinitionError(f"tool {tool!r}: type hints: {error}") from None
        self._function = function
        self._tool = tool

    def of(self, name: str, none_is_default: bool = False) -> Expectation:
        if name not in self._written:
            return ANYTHING
        written = self._written[name]
        text = written if isinstance(written, str) else None
        expectation = expect(self._evaluate(name, written), text)
        return or_none(expectation) if none_is_default else expectation

    def of_result(self) -> Expectation:
        """Read what the function returns; of a stream, what its items are."""
        hint = self._evaluate("return", self._written.get("return"))
        if getattr(hint, "__origin__", None) in _STREAMS:
            return expect(hint.__args__[0])
        return self.of("return")

    def _evaluate(self, name: str, hint: Any) -> Any:
        if hint is None or (isinstance(hint, type) and not hasattr(hint, "__origin__")):
            return hint
        import typing

        class Holder:
            __annotations__ = {name: hint}

        names = getattr(self._function, "__globals__", {})
        try:
            return typing.get_type_hints(Holder, names, include_extras=True)[name]
        except NameError:  # imported for the type checker alone: unchecked here
            return object
        except Exception as error:
            raise ToolDefinitionError(
                f"tool {self._tool!r}: the type hint of {name!r} can't be read: {error}"
            ) from None


def _inspect_signature(function: Callable[..., Any], tool: str) -> Signature:
    import inspect

    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError) as error:
        raise ToolDefinitionError(f"tool {tool!r}: its signature can't be read: {error}") from None
    parameters = []
    variadic = None
    for name, parameter in signature.parameters.items():
        hint = object if parameter.annotation is parameter.empty else parameter.annotation
        if parameter.kind is parameter.POSITIONAL_ONLY:
            _refuse(tool, name, "positional-only")
        if parameter.kind is parameter.VAR_POSITIONAL:
            _refuse(tool, "*" + name, "variable")
        expectation = ANYTHING if hint is object else expect(hint)
        if parameter.kind is parameter.VAR_KEYWORD:
            variadic = expectation
        else:
            parameters.append(Parameter(name, expectation, parameter.default is parameter.empty))
    return Signature(parameters, variadic, ANYTHING)


def _refuse(tool: str, parameter: str, kind: str) -> None:
    raise ToolDefinitionError(
        f"tool {tool!r}: parameter {parameter} is {kind}, but arguments come by name"
    )
