"""From type hints to expectations."""

import sys
from typing import Any

from snakepit import _hints_containers as containers
from snakepit import _hints_objects as objects
from snakepit._expectation import Expectation, Mismatch, anything, found, run_code

_SIMPLE: dict[type, tuple[tuple[str, ...], tuple[type, ...]]] = {
    type(None): (("null",), (type(None),)),
    bool: (("boolean",), (bool,)),
    int: (("integer",), (int,)),
    float: (("float", "integer"), (float, int)),
    str: (("string",), (str,)),
    bytes: (("bytes",), (bytes,)),
}


def expect(hint: Any, text: str | None = None) -> Expectation:
    """Read a hint; one that isn't understood lets everything pass.

    Args:
        hint: the hint, evaluated.
        text: how its author wrote it, where that is known.

    """
    if hint is None:
        hint = type(None)
    if text is None:
        text = notation(hint)
    simple = _SIMPLE.get(hint) if isinstance(hint, type) else None
    if simple is not None:
        return Expectation(text, *simple)
    origin = getattr(hint, "__origin__", None)
    if origin is not None or not isinstance(hint, type):
        return _expect_form(hint, origin, text)
    return containers.bare(hint, text) or objects.of_class(hint, text) or anything(text)


def _expect_form(hint: Any, origin: Any, text: str) -> Expectation:
    arguments: tuple[Any, ...] = getattr(hint, "__args__", ())
    if hasattr(hint, "__metadata__"):  # Annotated
        return expect(origin, text)
    if hasattr(hint, "__supertype__"):  # NewType
        return expect(hint.__supertype__, text)
    if hasattr(hint, "__value__"):  # a type alias of Python 3.12
        return _alias(hint, text)
    typing = sys.modules.get("typing")
    if _is_union(hint, origin):
        return _union([expect(argument) for argument in arguments], text)
    if typing is not None and origin is typing.Literal:
        return _literal(arguments, text)
    if typing is not None and origin is typing.Final:  # a dataclass's field may be
        return expect(arguments[0], text)
    if origin is tuple:
        arguments = _elements(arguments)
        if ... in arguments and len(arguments) != 2:
            return containers.bare(tuple, text) or anything(text)
    if isinstance(origin, type):
        members = [expect(argument) for argument in arguments if argument is not ...]
        # Without members it is typing's name of the bare class.
        open_ended = len(members) != len(arguments) or not hasattr(hint, "__args__")
        built = containers.of_members(origin, members, open_ended, text)
        return built or objects.of_class(origin, text) or anything(text)
    return anything(text)


def _elements(arguments: Any) -> tuple[Any, ...]:
    """Give what a tuple's hint says of its elements, with what ``*`` puts in between."""
    if arguments == ((),):  # how Python 3.10 has typing's empty tuple
        return ()
    elements: list[Any] = []
    for argument in arguments:
        if _is_unpacked(argument):
            inner = argument.__args__[0] if _is_unpack(argument) else argument
            elements.extend(_elements(getattr(inner, "__args__", (Any, ...))))
        else:
            elements.append(argument)
    return tuple(elements)


def _is_unpacked(hint: Any) -> bool:
    return getattr(hint, "__unpacked__", False) is True or _is_unpack(hint)


def _is_unpack(hint: Any) -> bool:
    """Tell whether it is typing's name of ``*``, which evaluating a hint puts in its place."""
    return getattr(getattr(hint, "__origin__", None), "_name", None) == "Unpack"


_open_aliases: list[Any] = []


def _alias(alias: Any, text: str) -> Expectation:
    """Read what an alias stands for; where it names itself, everything passes."""
    if alias in _open_aliases:
        return anything(text)
    _open_aliases.append(alias)
    try:
        return expect(alias.__value__, text)
    finally:
        _open_aliases.pop()


def _union(members: list[Expectation], text: str) -> Expectation:
    plain = frozenset().union(*(member.plain for member in members))
    if any(not member.kinds for member in members):
        return anything(text)
    kinds = dict.fromkeys(kind for member in members for kind in member.kinds)

    # A list may become a set, but not where it may stay what it is.
    for_lists = sorted(members, key=lambda member: member.kinds[0] != "list")

    def convert(value: Any) -> Any:
        mismatches = []
        for member in for_lists if type(value) is list else members:
            try:
                return member.take(value)
            except Mismatch as mismatch:
                mismatches.append(mismatch)
        # A mismatch deep inside says more than one at the top.
        closest = max(mismatches, key=lambda mismatch: len(mismatch.path()))
        if closest.path():
            raise closest
        # So does that of a member which takes values of its kind.
        kind = found(value)
        telling = [mismatch for mismatch in mismatches if mismatch.found != kind]
        if len(telling) == 1:
            raise telling[0]
        raise Mismatch(text, telling[0].found if telling else kind)

    return Expectation(text, kinds, plain, convert, run_code(members))


def _literal(choices: tuple[Any, ...], text: str) -> Expectation:
    kinds = dict.fromkeys(kind for choice in choices for kind in expect(type(choice)).kinds)
    members = {choice.name: choice for choice in choices if objects.is_enum(type(choice))}

    def convert(value: Any) -> Any:
        for choice in choices:
            if type(choice) is type(value) and choice == value:
                return choice
        member = objects.find_member(members, value)
        if member is not None:
            return member
        raise Mismatch(text, repr(value) if isinstance(value, str | int) else found(value))

    return Expectation(text, kinds, (), convert)


def _is_union(hint: Any, origin: Any) -> bool:
    typing = sys.modules.get("typing")
    return type(hint).__name__ in ("UnionType", "Union") or (
        typing is not None and origin is typing.Union
    )


def notation(hint: Any) -> str:
    """Write a hint as its author would have."""
    if hint is None or hint is type(None):
        return "None"
    if hint is ...:
        return "..."
    origin = getattr(hint, "__origin__", None)
    arguments: tuple[Any, ...] = getattr(hint, "__args__", ())
    if hasattr(hint, "__metadata__"):
        return notation(origin)
    if _is_unpack(hint):
        return "*" + notation(arguments[0])
    if _is_union(hint, origin):
        return " | ".join(notation(argument) for argument in arguments)
    if origin is tuple and hasattr(hint, "__args__") and not _elements(arguments):
        return "tuple[()]"
    if isinstance(origin, type) and arguments:
        star = "*" if _is_unpacked(hint) else ""
        inside = ", ".join(notation(argument) for argument in arguments)
        return f"{star}{origin.__name__}[{inside}]"
    if origin is not None and arguments:
        form = notation(origin)
        write = repr if form == "Literal" else notation
        return f"{form}[{', '.join(map(write, arguments))}]"
    name = getattr(hint, "__qualname__", None) or getattr(hint, "__name__", None)
    return name if isinstance(name, str) else repr(hint).removeprefix("typing.")
