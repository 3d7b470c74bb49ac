"""Reading tagged objects back."""

from collections.abc import Callable, Sequence
from typing import Any

from snakepit._payload import TOO_DEEP, Attachment, Unheld, ValueRefused
from snakepit._tags import SCALARS


def untag(value: Any, attachments: Sequence[Attachment]) -> Any:
    """Turn every tagged object inside a value into what it stands for, or raise ValueRefused."""
    try:
        return _untag(value, attachments)
    except RecursionError:
        raise ValueRefused(TOO_DEEP) from None


def _untag(value: Any, attachments: Sequence[Attachment]) -> Any:
    # Few frames a level, three at most: a value of all the levels that may be is read even where
    # calls run on top of others.
    kind = type(value)
    if kind is list:
        if SCALARS.issuperset(map(type, value)):
            return value
        return _members(value, attachments)
    if kind is not dict:
        return value
    if len(value) == 1:
        ((tag, content),) = value.items()
        if type(tag) is str and tag.startswith("$"):
            reader = _READERS.get(tag)
            if reader is None:
                raise ValueRefused(f"unknown tag {tag!r}", tag)
            try:
                return reader(content, attachments)
            except Unheld as unheld:
                raise ValueRefused(str(unheld), tag[1:], unheld=True) from None
            except (ValueError, TypeError, ArithmeticError, LookupError) as error:
                raise ValueRefused(f"{tag}: {error}", tag) from None
    built = {}
    for key, member in value.items():
        if type(member) not in SCALARS:
            try:
                member = _untag(member, attachments)
            except ValueRefused as refused:
                raise refused.under(key) from None
        built[key] = member
    return built


def _members(values: list[Any], attachments: Sequence[Attachment]) -> list[Any]:
    built: list[Any] = []
    for member in values:
        if type(member) not in SCALARS:
            try:
                member = _untag(member, attachments)
            except ValueRefused as refused:
                raise refused.under(len(built)) from None
        built.append(member)
    return built


def _float(content: Any, attachments: Sequence[Attachment]) -> float:
    if content not in ("NaN", "Infinity", "-Infinity"):
        raise ValueError(f"{content!r} is none of NaN, Infinity, -Infinity")
    return float(content)


def _int(content: Any, attachments: Sequence[Attachment]) -> int:
    if not _typed(content, str).removeprefix("-").isdigit() or not content.isascii():
        raise ValueError(f"{content!r:.100} is no integer")
    return int(content)


def _attachment(content: Any, attachments: Sequence[Attachment]) -> Attachment:
    if type(content) is not int or not 0 <= content < len(attachments):
        raise ValueError(f"there is no attachment {content!r}")
    return attachments[content]


def _bytes(content: Any, attachments: Sequence[Attachment]) -> bytes:
    return bytes(_attachment(content, attachments))


def _set(content: Any, attachments: Sequence[Attachment]) -> set[Any]:
    elements = _members(_typed(content, list), attachments)
    try:
        built = {_hashable(element) for element in elements}
    except TypeError as error:
        raise Unheld(f"a set of Python can't hold each of its elements: {error}") from None
    if len(built) != len(elements):
        raise Unheld("two of its elements are equal in Python")
    return built


def _map(content: Any, attachments: Sequence[Attachment]) -> dict[Any, Any]:
    built = {}
    for index, pair in enumerate(_typed(content, list)):
        if type(pair) is not list or len(pair) != 2:
            raise ValueError("it must hold pairs")
        place: Any = index
        try:
            place = key = _hashable(_untag(pair[0], attachments))
            if key in built:
                raise Unheld(f"the key {key!r:.100} is there twice in Python")
            built[key] = _untag(pair[1], attachments)
        except TypeError as error:
            raise Unheld(f"a dict of Python can't have each of its keys: {error}") from None
        except ValueRefused as refused:
            raise refused.under(place) from None
    return built


def _hashable(value: Any) -> Any:
    """Python's sets and keys take no lists and sets: these become tuples and frozensets."""
    if type(value) is list:
        return tuple(_hashable(member) for member in value)
    return frozenset(value) if type(value) is set else value


def _typed(content: Any, kind: type) -> Any:
    if type(content) is not kind:
        raise TypeError(f"it must hold a {kind.__name__}, not {type(content).__name__}")
    return content


def _iso(kind: str) -> Callable[[Any, Sequence[Attachment]], Any]:
    def read(content: Any, attachments: Sequence[Attachment]) -> Any:
        from snakepit import _times

        return _times.PARSERS[kind](_typed(content, str))

    return read


def _duration(content: Any, attachments: Sequence[Attachment]) -> Any:
    from snakepit import _times

    return _times.duration(_typed(_untag(content, attachments), int))


def _decimal(content: Any, attachments: Sequence[Attachment]) -> Any:
    from decimal import Decimal, InvalidOperation

    try:
        return Decimal(_typed(content, str))
    except InvalidOperation:
        raise ValueError(f"{content!r} isn't a decimal number") from None


def _uuid(content: Any, attachments: Sequence[Attachment]) -> Any:
    from uuid import UUID

    return UUID(_typed(content, str))


def _ndarray(content: Any, attachments: Sequence[Attachment]) -> Any:
    from snakepit import _arrays

    dtype, shape, index = content["dtype"], content["shape"], content["data"]
    return _arrays.read(dtype, shape, _attachment(index, attachments))


_READERS: dict[str, Callable[[Any, Sequence[Attachment]], Any]] = {
    "$float": _float,
    "$int": _int,
    "$bytes": _bytes,
    "$set": _set,
    "$map": _map,
    "$date": _iso("date"),
    "$time": _iso("time"),
    "$datetime": _iso("datetime"),
    "$duration": _duration,
    "$decimal": _decimal,
    "$uuid": _uuid,
    "$ndarray": _ndarray,
}
