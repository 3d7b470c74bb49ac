"""How a function is read: its parameters, their hints, what it was wrapped in."""

import sys
from collections import abc
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, NoReturn

from snakepit import _prints
from snakepit._errors import ToolDefinitionError
from snakepit._expectation import ANYTHING, Expectation, or_none
from snakepit._failures import text_of
from snakepit._hints import expect, notation
from snakepit._hints_objects import type_parameters
from snakepit._signature import Parameter, Signature

_VARIABLE_POSITIONAL = 0x04
_VARIABLE_NAMED = 0x08
_CALL = "__call__"
_STREAMS = (
    abc.Iterator,
    abc.Iterable,
    abc.Generator,
    abc.AsyncIterator,
    abc.AsyncIterable,
    abc.AsyncGenerator,
)


def unwrap(function: Callable[..., Any]) -> Callable[..., Any]:
    """Find the function that decorators were put around, or the one that says how it is called.

    Not that of a bound method, which takes one parameter more.
    """
    seen = {id(function)}
    while not _is_bound(function) and _said(function) is None:
        inner = getattr(function, "__wrapped__", None)
        if inner is None or id(inner) in seen:
            break
        seen.add(id(inner))
        function = inner
    return function


def layers(function: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    """Give a function and what is inside of it: of decorators, partials, objects with a call."""
    seen: set[int] = set()
    while id(function) not in seen:
        yield function
        seen.add(id(function))
        if isinstance(function, partial):
            function = function.func
        elif _is_bound(function):
            function = getattr(function, "__func__", function)
        elif getattr(function, "__wrapped__", None) is not None:
            function = function.__wrapped__  # type: ignore[attr-defined]
        elif not hasattr(function, "__code__") and not isinstance(function, type):
            call: Any = getattr(type(function), _CALL, None)
            if hasattr(call, "__code__"):
                function = call


def written(function: Callable[..., Any]) -> Callable[..., Any]:
    """Find the function that its author wrote, inside of all that was put around it."""
    return list(layers(function))[-1]


def _said(function: Callable[..., Any]) -> Any:
    """Give the signature that a decorator has given a function, or None."""
    return getattr(function, "__signature__", None)


def _is_bound(function: Callable[..., Any]) -> bool:
    return getattr(function, "__self__", None) is not None


def refuse_unnamed(function: Callable[..., Any], tool: str) -> None:
    """Refuse parameters that can't be given by name, or that only Python can give.

    Raises:
        ToolDefinitionError: when there is one.

    """
    code = getattr(function, "__code__", None)
    if code is None or _is_bound(function) or _said(function) is not None:
        return
    owner = _owner(function, code)
    if owner == "self":
        raise ToolDefinitionError(
            f"tool {tool!r}: it is a method, and parameter self would have to come from the JVM; "
            f"make it a function, or take the method of an object: tool({_of_object(function)})"
        )
    if owner == "cls":
        refuse_class_method(function, tool)
    if code.co_posonlyargcount:
        _refuse(tool, code.co_varnames[0], "positional-only")
    if code.co_flags & _VARIABLE_POSITIONAL:
        index = code.co_argcount + code.co_kwonlyargcount
        _refuse(tool, "*" + code.co_varnames[index], "variable")


def refuse_class_method(function: Callable[..., Any], tool: str) -> NoReturn:
    """Refuse what was written for a class that isn't there yet.

    Args:
        function: the one that ``@classmethod`` stands above, or is to stand above.
        tool: its name.

    """
    owner, name = _place(function)
    raise ToolDefinitionError(
        f"tool {tool!r}: it is a class method, and its class would have to come from the JVM; "
        f"make it a static method, or take the method of the class, below it: tool({owner}.{name})"
    )


def _owner(function: Callable[..., Any], code: Any) -> str | None:
    """Give the parameter of a function written in a class's body that no caller gives, or None."""
    place = getattr(function, "__qualname__", "").rpartition(".")[0]
    in_class = place != "" and not place.endswith("<locals>")
    first = code.co_varnames[0] if in_class and code.co_argcount else None
    return first if first in ("self", "cls") else None


def _of_object(method: Callable[..., Any]) -> str:
    owner, name = _place(method)
    return f"{owner}(…).{name}"


def _place(method: Callable[..., Any]) -> tuple[str, str]:
    """Give the names of a method's class and its own."""
    owner, _, name = method.__qualname__.rpartition(".")
    return owner.rpartition(".")[2], name


def read_signature(function: Callable[..., Any], tool: str, stream: bool) -> Signature:
    """Read parameters and hints of a function.

    Plain functions are read from their code object, which spares the worker an import that costs
    as much as the rest of its start.

    Raises:
        ToolDefinitionError: when it can't be called with named arguments, or isn't readable.

    """
    function = unwrap(function)
    code = getattr(function, "__code__", None)
    if code is None or _is_bound(function) or _said(function) is not None:
        return _inspect_signature(function, tool, stream)
    count = code.co_argcount
    named = code.co_varnames[: count + code.co_kwonlyargcount]
    defaults: tuple[Any, ...] = getattr(function, "__defaults__", None) or ()
    default_of = dict(zip(named[count - len(defaults) : count], defaults, strict=True))
    default_of.update(getattr(function, "__kwdefaults__", None) or {})
    hints = _Hints(_annotations(function), function, tool)
    parameters = [
        Parameter(name, hints.of(name, default_of.get(name, 0) is None), name not in default_of)
        for name in named
    ]
    variadic = None
    if code.co_flags & _VARIABLE_NAMED:
        variadic = hints.of(code.co_varnames[len(named)])
    hints.warn_of_missing()
    return Signature(parameters, variadic, hints.of_result(stream))


def _annotations(function: Callable[..., Any]) -> dict[str, Any]:
    try:
        return dict(getattr(function, "__annotations__", {}))
    except NameError:  # Python 3.14 evaluates all of them now; as text, each is by itself
        library: Any = import_module("annotationlib")
        text: dict[str, Any] = library.get_annotations(function, format=library.Format.STRING)
        return text


class _Hints:
    """The hints of a function, evaluated."""

    def __init__(
        self, annotations: dict[str, Any], function: Callable[..., Any], tool: str
    ) -> None:
        self._annotations = annotations
        inner = written(function)
        module = sys.modules.get(inner.__module__) if isinstance(inner, type) else None
        names = getattr(inner, "__globals__", {}) if module is None else vars(module)
        self._names = {**names, **type_parameters(inner)}
        self._tool = tool
        self._unchecked: list[str] = []
        self._missing: dict[str, None] = {}

    def of(self, name: str, none_is_default: bool = False) -> Expectation:
        if name not in self._annotations:
            return ANYTHING
        hint = self._annotations[name]
        text = hint if isinstance(hint, str) else None
        try:
            expectation = expect(self._evaluate(name, hint), text)
        except Exception as error:
            self._refuse(name, error)
        return or_none(expectation) if none_is_default else expectation

    def of_result(self, stream: bool) -> Expectation:
        """Read what the function returns; of a stream, what its items are."""
        if stream:
            try:
                hint = self._evaluate("return", self._annotations.get("return"))
                if getattr(hint, "__origin__", hint) in _STREAMS:
                    items = getattr(hint, "__args__", ())
                    return expect(items[0]) if items else ANYTHING
            except Exception as error:
                self._refuse("return", error)
        return self.of("return")

    def _evaluate(self, name: str, hint: Any) -> Any:
        if hint is None or (isinstance(hint, type) and not hasattr(hint, "__origin__")):
            return hint
        import typing

        class Holder:
            __annotations__ = {name: hint}

        try:
            return typing.get_type_hints(Holder, self._names, include_extras=True)[name]
        except NameError as error:  # imported for the type checker alone: unchecked here
            if name != "return":  # which is never checked
                text = hint if isinstance(hint, str) else notation(hint)
                self._unchecked.append(f"{name}: {text}")
                self._missing[error.name or text_of(error)] = None
            return object

    def warn_of_missing(self) -> None:
        """Tell people which parameters take any value, for what their hints name is missing."""
        if self._unchecked:
            _prints.warn(
                f"tool {self._tool!r}: any value is taken for {', '.join(self._unchecked)}: "
                f"when the tool runs there is no {', '.join(self._missing)}; "
                "import it outside of 'if TYPE_CHECKING', or write Any as the hint"
            )

    def _refuse(self, name: str, error: Exception) -> NoReturn:
        reason = text_of(error) or type(error).__name__
        raise ToolDefinitionError(
            f"tool {self._tool!r}: the type hint of {name!r} can't be read: {reason}"
        ) from None


def _inspect_signature(function: Callable[..., Any], tool: str, stream: bool) -> Signature:
    import inspect

    read: Any = inspect.signature
    try:
        try:
            signature: inspect.Signature = read(function)
        except NameError:  # as in ``_annotations``
            as_text = import_module("annotationlib").Format.STRING
            signature = read(function, annotation_format=as_text)
    except (TypeError, ValueError) as error:
        raise ToolDefinitionError(f"tool {tool!r}: its signature can't be read: {error}") from None
    empty = signature.empty
    annotations = {name: one.annotation for name, one in signature.parameters.items()}
    # What is made of a class is one of it, whatever its __init__ says.
    made = isinstance(function, type)
    annotations["return"] = function if made else signature.return_annotation
    given = {name: hint for name, hint in annotations.items() if hint is not empty}
    hints = _Hints(given, function, tool)
    parameters = []
    variadic = None
    for name, parameter in signature.parameters.items():
        if parameter.kind is parameter.POSITIONAL_ONLY:
            _refuse(tool, name, "positional-only")
        if parameter.kind is parameter.VAR_POSITIONAL:
            _refuse(tool, "*" + name, "variable")
        expectation = hints.of(name, parameter.default is None)
        if parameter.kind is parameter.VAR_KEYWORD:
            variadic = expectation
        else:
            parameters.append(Parameter(name, expectation, parameter.default is empty))
    hints.warn_of_missing()
    return Signature(parameters, variadic, hints.of_result(stream))


def _refuse(tool: str, parameter: str, kind: str) -> None:
    raise ToolDefinitionError(
        f"tool {tool!r}: parameter {parameter} is {kind}, but arguments come by name"
    )
