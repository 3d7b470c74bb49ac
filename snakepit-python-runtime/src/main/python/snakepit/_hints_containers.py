"""Expectations of lists, tuples, sets and dicts."""

import collections.abc as abc
from collections.abc import Callable
from typing import Any

from snakepit._expectation import Expectation, Mismatch, anything, found, run_code

_LISTS = (
    list,
    abc.Sequence,
    abc.MutableSequence,
    abc.Collection,
    abc.Iterable,
    abc.Reversible,
    abc.Container,
)
_SETS = (set, abc.Set, abc.MutableSet)
_MAPS = (dict, abc.Mapping, abc.MutableMapping)


def bare(hint: type, text: str) -> Expectation | None:
    """Read a container's class without members, or return None."""
    return of_members(hint, [], True, text)


def of_members(
    origin: type, members: list[Expectation], open_ended: bool, text: str
) -> Expectation | None:
    """Read a container with the expectations of its members, or return None."""
    if origin in _LISTS:
        return _sequence(text, _member(members, 0), list)
    if origin is tuple:
        if open_ended:
            return _sequence(text, _member(members, 0), tuple)
        return _tuple(text, members)
    if origin in _SETS:
        return _set(text, _member(members, 0), set)
    if origin is frozenset:
        return _set(text, _member(members, 0), frozenset)
    if origin in _MAPS:
        return _map(text, _member(members, 0), _member(members, 1))
    return None


def _member(members: list[Expectation], index: int) -> Expectation:
    return members[index] if index < len(members) else anything("Any")


def _take_all(member: Expectation, values: Any) -> Any:
    if member.plain.issuperset(map(type, values)):
        return values
    taken = []
    for index, value in enumerate(values):
        try:
            taken.append(member.take(value))
        except Mismatch as mismatch:
            raise mismatch.under(f"[{index}]") from None
    return taken


def _sequence(text: str, member: Expectation, build: Callable[[Any], Any]) -> Expectation:
    def convert(value: Any) -> Any:
        if type(value) is not list and type(value) is not tuple:
            raise Mismatch(text, found(value))
        return build(_take_all(member, value))

    if build is list and not member.kinds:
        return Expectation(text, ("list",), (list,), convert)
    return Expectation(text, ("list",), (), convert, member.runs_code)


def _tuple(text: str, members: list[Expectation]) -> Expectation:
    def convert(value: Any) -> Any:
        if type(value) is not list and type(value) is not tuple:
            raise Mismatch(text, found(value))
        if len(value) != len(members):
            raise Mismatch(text, "1 element" if len(value) == 1 else f"{len(value)} elements")
        taken = []
        for index, (member, element) in enumerate(zip(members, value, strict=True)):
            try:
                taken.append(member.take(element))
            except Mismatch as mismatch:
                raise mismatch.under(f"[{index}]") from None
        return tuple(taken)

    return Expectation(text, ("list",), (), convert, run_code(members))


def _set(text: str, member: Expectation, build: Callable[[Any], Any]) -> Expectation:
    def convert(value: Any) -> Any:
        if type(value) not in (set, frozenset, list):
            raise Mismatch(text, found(value))
        try:
            built = build(_take_all(member, list(value)))
        except TypeError:
            raise Mismatch(text, "elements that can't be in a set") from None
        if len(built) != len(value) and type(value) is not list:
            raise Mismatch(text, "two elements that are equal")
        return built

    return Expectation(text, ("set", "list"), (), convert, member.runs_code)


def _map(text: str, key: Expectation, member: Expectation) -> Expectation:
    def convert(value: Any) -> Any:
        if type(value) is not dict:
            raise Mismatch(text, found(value))
        if key.plain.issuperset(map(type, value)) and member.plain.issuperset(
            map(type, value.values())
        ):
            return value
        taken = {}
        for name, element in value.items():
            try:
                taken_name = key.take(name)
                if taken_name in taken:
                    raise Mismatch(key.text, "a key that is there twice")
                taken[taken_name] = member.take(element)
            except Mismatch as mismatch:
                raise mismatch.under(f"[{name!r}]") from None
        return taken

    if not key.kinds and not member.kinds:
        return Expectation(text, ("map",), (dict,), convert)
    return Expectation(text, ("map",), (), convert, run_code((key, member)))
