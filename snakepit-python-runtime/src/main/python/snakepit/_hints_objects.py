"""Expectations of classes: dates and numbers, enums, dataclasses, pydantic models, arrays.

Classes of libraries are recognised by name, so that none is imported for it.
"""

import sys
from collections.abc import Callable
from typing import Any

from snakepit._expectation import Expectation, Mismatch, found, or_none
from snakepit._failures import text_of


def of_class(hint: Any, text: str) -> Expectation | None:
    """Read a class, or return None when it means nothing here."""
    name = f"{hint.__module__}.{hint.__qualname__}"
    if name in _FROM_TEXT:
        kind, parse = _FROM_TEXT[name]
        return Expectation(text, kind, (hint,), _parser(hint, text, parse))
    if name == "datetime.timedelta":
        return Expectation(text, ("duration",), (hint,))
    if name == "builtins.bytearray":
        return Expectation(text, ("bytes",), (), _wrapper(hint, (bytes,), text))
    if name == "numpy.ndarray":
        return Expectation(text, ("ndarray", "list"), (hint,), _to_array(text))
    if is_enum(hint):
        # One that others derive from, as Enum itself, has no members.
        return _enum(hint, text) if hint.__members__ else None
    if hasattr(hint, "model_validate"):
        return _model(hint, text)
    if hasattr(hint, "__dataclass_fields__"):
        return Expectation(text, ("map",), (hint,), _DataclassReader(hint, text), True)
    return None


def is_enum(hint: Any) -> bool:
    """Tell whether a class is an Enum."""
    enum = sys.modules.get("enum")
    return enum is not None and issubclass(hint, enum.Enum)


def _iso(hint: Any, text: str) -> Any:
    from snakepit import _times

    return _times.PARSERS[hint.__name__](text)


def _call(hint: Any, value: Any) -> Any:
    return hint(value)


_ALL_KINDS = (
    *("null", "boolean", "integer", "float", "string", "bytes", "list", "set", "map"),
    *("date", "time", "datetime", "duration", "decimal", "uuid", "ndarray"),
)

_FROM_TEXT: dict[str, tuple[tuple[str, ...], Callable[[Any, Any], Any]]] = {
    "datetime.date": (("date", "string"), _iso),
    "datetime.time": (("time", "string"), _iso),
    "datetime.datetime": (("datetime", "string"), _iso),
    "decimal.Decimal": (("decimal", "integer", "string"), _call),
    "uuid.UUID": (("uuid", "string"), _call),
}


def _parser(hint: type, text: str, parse: Callable[[Any, Any], Any]) -> Callable[[Any], Any]:
    integers = hint.__name__ == "Decimal"

    def convert(value: Any) -> Any:
        if type(value) is str or (integers and type(value) is int):
            try:
                return parse(hint, value)
            except (ValueError, ArithmeticError):
                raise Mismatch(text, repr(value)) from None
        raise Mismatch(text, found(value))

    return convert


def _wrapper(hint: Any, types: tuple[type, ...], text: str) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if isinstance(value, types):
            return hint(value)
        raise Mismatch(text, found(value))

    return convert


def _to_array(text: str) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        numpy: Any = sys.modules["numpy"]  # whoever wrote the hint has imported it
        if isinstance(value, numpy.ndarray):
            return value
        if type(value) is list:
            try:
                array = numpy.asarray(value)
            except ValueError:
                raise Mismatch(text, "a ragged list") from None
            if array.dtype.kind in "biuf":
                return array
        raise Mismatch(text, found(value))

    return convert


def _enum(hint: Any, text: str) -> Expectation:
    from snakepit._hints import expect

    members = list(hint)
    by_name = dict(hint.__members__)  # with those that are another name of one
    kinds = dict.fromkeys(kind for member in members for kind in expect(type(member.value)).kinds)
    kinds["string"] = None
    combined = issubclass(hint, sys.modules["enum"].Flag)

    def convert(value: Any) -> Any:
        member = find_member(by_name, value)
        if member is not None:
            return member
        if combined and type(value) is int:
            try:
                return hint(value)
            except ValueError:
                pass  # not made of its members
        names = ", ".join(member.name for member in members)
        raise Mismatch(
            f"{text} ({names})", repr(value) if type(value) in (str, int) else found(value)
        )

    return Expectation(text, kinds, (hint,), convert, combined)


def find_member(members: dict[str, Any], value: Any) -> Any:
    """Find the member of an Enum by its value, else by its name, or return None."""
    kind = type(value)
    for member in members.values():
        if type(member.value) is kind and member.value == value:
            return member
    if kind is list:  # that is how a tuple was sent
        return find_member(members, tuple(value))
    return members.get(value) if kind is str else None


def _model(hint: Any, text: str) -> Expectation:
    from snakepit._hints import expect

    if not getattr(hint, "__pydantic_root_model__", False):
        return Expectation(text, ("map",), (hint,), _to_model(hint, text, (dict,)), True)
    root = expect(hint.model_fields["root"].annotation)
    convert = _to_model(hint, text, (object,))
    return Expectation(text, root.kinds or _ALL_KINDS, (hint,), convert, True)


def _to_model(hint: Any, text: str, types: tuple[type, ...]) -> Callable[[Any], Any]:
    def convert(value: Any) -> Any:
        if not isinstance(value, types):
            raise Mismatch(text, found(value))
        try:
            return hint.model_validate(value)
        except Exception as error:
            raise _first_of(error, text) or _refusal(error, text) from None

    return convert


def _first_of(error: Any, text: str) -> Mismatch | None:
    """Read the first of the errors that pydantic has found; None when it isn't pydantic's."""
    try:
        first = error.errors()[0]
        mismatch = Mismatch(f"{text}: {first['msg']}", found(first.get("input")))
        for part in reversed(first["loc"]):
            mismatch.under(f"[{part}]" if isinstance(part, int) else f".{part}")
    except Exception:
        return None
    return mismatch


def _refusal(error: Exception, text: str) -> Mismatch:
    """Tell what a class raised when it was given its fields: any error is a refusal."""
    reason = text_of(error)
    if not isinstance(error, TypeError | ValueError):
        reason = f"{type(error).__name__}: {reason}"
    return Mismatch(text, f"fields that it refuses: {reason}")


def type_parameters(generic: Any) -> dict[str, Any]:
    """Give those of a function or class of Python 3.12, which are no globals, by their names."""
    return {one.__name__: one for one in getattr(generic, "__type_params__", ())}


def _snake_case(name: str) -> str:
    """Find the field of a component of Java's, as bound methods find tools and parameters."""
    import re  # dataclasses has loaded it

    return re.sub("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name).lower()


class _DataclassReader:
    """Turns a dict into a dataclass. Its fields are read at first use: a class may name itself."""

    def __init__(self, hint: Any, text: str) -> None:
        self._class = hint
        self._text = text
        self._fields: dict[str, Expectation] | None = None
        self._in_camel_case: dict[str, str] = {}
        self._required: list[str] = []

    def __call__(self, value: Any) -> Any:
        if type(value) is not dict:
            raise Mismatch(self._text, found(value))
        if self._fields is None:
            self._fields = self._read_fields()
        taken = {}
        for name, member in value.items():
            expectation = self._fields.get(name)
            field = name
            if expectation is None:
                field = self._in_camel_case.get(name) or _snake_case(name)
                expectation = self._fields.get(field)
                if expectation is None or field in value:
                    raise Mismatch(self._text, f"the unknown field {name!r}")
                self._in_camel_case[name] = field
            try:
                taken[field] = expectation.take(member)
            except Mismatch as mismatch:
                raise mismatch.under(f".{name}") from None
        for name in self._required:
            if name not in taken:
                raise Mismatch(self._text, f"no field {name!r}")
        try:
            return self._class(**taken)
        except Exception as error:  # raised by its __post_init__
            raise _refusal(error, self._text) from None

    def _read_fields(self) -> dict[str, Expectation]:
        import dataclasses

        from snakepit._hints import expect

        class_variable = getattr(dataclasses, "_FIELD_CLASSVAR")  # noqa: B009 - not in the stubs
        fields = {}
        # Not dataclasses.fields(), which leaves out what is handed to __post_init__ alone.
        for field in self._class.__dataclass_fields__.values():
            if not field.init or field._field_type is class_variable:
                continue
            hint = self._hint_of(field)
            taken = expect(hint.type if isinstance(hint, dataclasses.InitVar) else hint)
            fields[field.name] = or_none(taken) if field.default is None else taken
            if field.default is field.default_factory is dataclasses.MISSING:
                self._required.append(field.name)
        return fields

    def _hint_of(self, field: Any) -> Any:
        """Evaluate a field's hint, where the class stands that declares it."""
        import typing

        owner = [
            base
            for base in self._class.__mro__
            if vars(base).get("__dataclass_fields__", {}).get(field.name) is field
        ][-1]
        module = sys.modules.get(owner.__module__)
        outside = vars(module) if module is not None else {}

        class Holder:
            __annotations__ = {field.name: field.type}

        try:
            # The class as the globals, as typing has it: a default may have a type's name.
            inside = {**vars(owner), **type_parameters(owner)}
            hints = typing.get_type_hints(Holder, inside, outside, include_extras=True)
            return hints[field.name]
        except (NameError, TypeError):
            # Imported for the type checker alone; or an InitVar as text, in Python 3.10.
            return object
