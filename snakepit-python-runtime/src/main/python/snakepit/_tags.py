"""The long way of writing: values that the codec has no form for become tagged objects."""

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from snakepit._payload import Buffer, ValueRefused

MAX_LEVELS = 200
"""How deep lists, sets and maps may be nested."""

MAX_ATTACHMENTS = 65_535

SCALARS = frozenset((str, int, float, bool, type(None)))
_holds_scalars = SCALARS.issuperset
_holds_strings = frozenset((str,)).issuperset

_Handler = Callable[["Tagger", Any, int], Any]


def is_plain(value: Any, levels: int = MAX_LEVELS) -> bool:
    """Tell whether a library for JSON or MessagePack writes the value as the table says."""
    kind = type(value)
    if kind is dict:
        if not _holds_strings(map(type, value)):
            return False
        if len(value) == 1 and next(iter(value)).startswith("$"):
            return False
        members = value.values()
    elif kind is list or kind is tuple:
        members = value
    else:
        return kind in SCALARS
    if not levels:
        return False
    if _holds_scalars(map(type, members)):
        return True
    levels -= 1
    for member in members:
        if type(member) not in SCALARS and not is_plain(member, levels):
            return False
    return True


class Tagger:
    """Turns one value into what JSON's encoder can write, and collects its attachments."""

    __slots__ = ("_open", "attachments")

    def __init__(self) -> None:
        self.attachments: list[Buffer] = []
        self._open: set[int] = set()

    def tag(self, value: Any, level: int) -> Any:
        """Turn a value, or raise ValueRefused."""
        handler = _HANDLERS.get(type(value))
        if handler is None:
            handler = _handler_of(type(value), value)
        return handler(self, value, level)

    def integer(self, value: int) -> Any:
        """Turn an integer."""
        return value

    def floating(self, value: float) -> Any:
        """Turn a float: the infinities and NaN have tags."""
        if value - value == 0.0:
            return value
        if value != value:
            return {"$float": "NaN"}
        return {"$float": "Infinity" if value > 0 else "-Infinity"}

    def attach(self, data: Buffer) -> int:
        """Add an attachment and give its index."""
        if len(self.attachments) == MAX_ATTACHMENTS:
            raise ValueRefused(f"more than {MAX_ATTACHMENTS} byte strings and arrays in one value")
        self.attachments.append(data)
        return len(self.attachments) - 1

    def enter(self, container: Any, level: int) -> None:
        """Begin a container, refusing what is nested too deeply or in itself."""
        if id(container) in self._open:
            raise ValueRefused("it contains itself", name(container))
        if level >= MAX_LEVELS:
            raise ValueRefused(f"nested deeper than {MAX_LEVELS} levels", name(container))
        self._open.add(id(container))

    def leave(self, container: Any) -> None:
        """End a container."""
        self._open.discard(id(container))


def name(value: Any) -> str:
    """Name a value's type as it would be imported, without ``builtins``."""
    kind = type(value)
    return (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else (f"{kind.__module__}.{kind.__qualname__}")
    )


def _as_is(tagger: Tagger, value: Any, level: int) -> Any:
    return value


def _string(tagger: Tagger, value: Any, level: int) -> Any:
    value = str.__str__(value)
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ValueRefused(
                f"a lone surrogate at character {error.start}", name(value)
            ) from None
    return value


def _integer(tagger: Tagger, value: Any, level: int) -> Any:
    return tagger.integer(int.__int__(value))


def _float(tagger: Tagger, value: Any, level: int) -> Any:
    return tagger.floating(float.__float__(value))


def _bytes(tagger: Tagger, value: Any, level: int) -> Any:
    if type(value) is not bytes:
        # As long as there is a view, nobody can change the size, which goes ahead of the bytes; and
        # a view asks no class for it.
        view = memoryview(value)
        value = view.cast("B") if view.c_contiguous and view.nbytes else bytes(view)
    return {"$bytes": tagger.attach(value)}


def _sequence(tagger: Tagger, value: Any, level: int) -> Any:
    tagger.enter(value, level)
    members = []
    for index, member in enumerate(value):
        try:
            members.append(tagger.tag(member, level + 1))
        except ValueRefused as refused:
            raise refused.under(index) from None
    tagger.leave(value)
    return members


def _set(tagger: Tagger, value: Any, level: int) -> Any:
    elements = _sequence(tagger, value, level)
    _refuse_equal(value, value, elements)
    return {"$set": elements}


def _refuse_equal(container: Any, keys: Iterable[Any], written: Sequence[Any]) -> None:
    """Refuse keys or elements that were different, as an Enum's member is from its value."""
    for key, one in zip(keys, written, strict=True):
        if one is not key or one != one:  # only what is written otherwise, and NaN, can be equal
            break
    else:
        return
    if len(set(map(repr, written))) != len(written):
        raise ValueRefused("two of its members are equal when written", name(container))


def _map(tagger: Tagger, value: Any, level: int) -> Any:
    tagger.enter(value, level)
    pairs = []
    for key, member in value.items():
        try:
            pairs.append((tagger.tag(key, level + 1), tagger.tag(member, level + 1)))
        except ValueRefused as refused:
            raise refused.under(key) from None
    tagger.leave(value)
    if all(type(key) is str for key, _ in pairs):
        converted = dict(pairs)
        if len(converted) != len(pairs):
            raise ValueRefused("two of its members are equal when written", name(value))
        if len(converted) != 1 or not pairs[0][0].startswith("$"):
            return converted
    else:
        _refuse_equal(value, value, [key for key, _ in pairs])
    return {"$map": pairs}


def _fields(tagger: Tagger, value: Any, level: int) -> Any:
    fields = sys.modules["dataclasses"].fields(value)
    return _object(
        tagger, value, {field.name: getattr(value, field.name) for field in fields}, level
    )


def _model(tagger: Tagger, value: Any, level: int) -> Any:
    fields = _fields_of_model(type(value)) or {}
    # What pydantic writes nowhere, as a password, isn't sent either.
    members = {name: getattr(value, name) for name, field in fields.items() if not field.exclude}
    members.update(value.__pydantic_extra__ or {})
    return _object(tagger, value, members, level)


def _fields_of_model(kind: Any) -> "dict[str, Any] | None":
    """Give the fields of a model of pydantic, or None when the class isn't one."""
    if not hasattr(kind, "__pydantic_validator__"):
        return None
    # Before 2.10 they had no other name; since then an object says that this one is deprecated.
    fields: dict[str, Any] | None = getattr(kind, "__pydantic_fields__", None)
    return getattr(kind, "model_fields", None) if fields is None else fields


def _root_model(tagger: Tagger, value: Any, level: int) -> Any:
    return tagger.tag(value.root, level)


def _object(tagger: Tagger, value: Any, members: dict[str, Any], level: int) -> Any:
    tagger.enter(value, level)
    written = _map(tagger, members, level)
    tagger.leave(value)
    return written


def _enum(tagger: Tagger, value: Any, level: int) -> Any:
    return tagger.tag(value.value, level)


def _unknown(tagger: Tagger, value: Any, level: int) -> Any:
    reason = f"{name(value)} can't be represented"
    kind = type(value)
    if hasattr(kind, "__next__") or hasattr(kind, "__anext__"):
        reason += ": make a list of it, or, for a stream, write `yield` in the tool itself"
    elif hasattr(kind, "__await__"):
        reason += ": send what `await` makes of it, in an `async` tool"
    else:
        reason += ": send a dict or dataclass of its parts"
    raise ValueRefused(reason, name(value))


_HANDLERS: dict[type, _Handler] = {
    type(None): _as_is,
    bool: _as_is,
    int: _integer,
    float: _float,
    str: _string,
    bytes: _bytes,
    bytearray: _bytes,
    memoryview: _bytes,
    list: _sequence,
    tuple: _sequence,
    set: _set,
    frozenset: _set,
    dict: _map,
}
"""By exact type; what subclasses and library types need is added when one is first met."""

_OF_BUILTINS = dict(_HANDLERS)

_MOST_TYPES = 1000
"""A class may be made for each value; what is noted here holds it."""

_BASES: tuple[tuple[type, _Handler], ...] = (
    (str, _string),
    (int, _integer),
    (float, _float),
    (bytes, _bytes),
    (bytearray, _bytes),
    (list, _sequence),
    (tuple, _sequence),
    (set, _set),
    (frozenset, _set),
    (dict, _map),
)


def _handler_of(kind: type, value: Any) -> _Handler:
    handler = _find_handler(kind)
    if len(_HANDLERS) >= _MOST_TYPES:
        for known in list(_HANDLERS):
            if known not in _OF_BUILTINS:
                _HANDLERS.pop(known, None)
    _HANDLERS[kind] = handler
    return handler


def _find_handler(kind: type) -> _Handler:
    enum = sys.modules.get("enum")
    if enum is not None and issubclass(kind, enum.Enum):
        return _enum
    from snakepit import _tags_library

    handler = _tags_library.find(kind)
    if handler is not None:
        return handler
    if _fields_of_model(kind) is not None:
        if hasattr(kind, "__dataclass_fields__"):
            return _fields
        return _root_model if getattr(kind, "__pydantic_root_model__", False) else _model
    if hasattr(kind, "__dataclass_fields__"):
        return _fields
    for base, handler in _BASES:
        if issubclass(kind, base):
            return handler
    return _unknown
