"""How values of the standard library and of numpy are written; nothing is imported for it.

By the methods of the library's own classes: one that derives from them may show less, as an amount
of money that rounds itself when it is printed.
"""

import sys
from collections.abc import Callable
from typing import Any

from snakepit._payload import ValueRefused
from snakepit._tags import Tagger, name

_Handler = Callable[[Tagger, Any, int], Any]


def find(kind: type) -> _Handler | None:
    """Find how values of a type are written, or None when it is no business of this module."""
    for module, find_in in _MODULES.items():
        loaded = sys.modules.get(module)
        if loaded is not None:
            handler = find_in(loaded, kind)
            if handler is not None:
                return handler
    return None


def _in_datetime(module: Any, kind: type) -> _Handler | None:
    if kind.__name__ == "NaTType":  # that of pandas is a datetime, but has no date
        return None
    if issubclass(kind, module.datetime):  # before date, whose subclass it is
        return _datetime
    if issubclass(kind, module.date):
        return lambda tagger, value, level: {"$date": module.date.isoformat(value)}
    if issubclass(kind, module.time):
        return _time
    return _duration if issubclass(kind, module.timedelta) else None


def _datetime(tagger: Tagger, value: Any, level: int) -> Any:
    offset = value.utcoffset()
    if offset is not None and offset.microseconds:
        raise ValueRefused("an offset from UTC with a fraction of a second", name(value))
    if hasattr(value, "nanosecond"):  # that of pandas is finer than Python's, and writes it all
        return {"$datetime": value.isoformat()}
    return {"$datetime": sys.modules["datetime"].datetime.isoformat(value)}


def _time(tagger: Tagger, value: Any, level: int) -> Any:
    if value.tzinfo is not None:
        raise ValueRefused("a time with a time zone, but without a date", name(value))
    return {"$time": sys.modules["datetime"].time.isoformat(value)}


def _duration(tagger: Tagger, value: Any, level: int) -> Any:
    from snakepit._times import nanoseconds

    return {"$duration": tagger.integer(nanoseconds(value))}


def _in_decimal(module: Any, kind: type) -> _Handler | None:
    return _decimal if issubclass(kind, module.Decimal) else None


def _decimal(tagger: Tagger, value: Any, level: int) -> Any:
    text = sys.modules["decimal"].Decimal.__str__(value)
    return {"$decimal": "NaN" if value.is_nan() else text}


def _in_uuid(module: Any, kind: type) -> _Handler | None:
    if issubclass(kind, module.UUID):
        return lambda tagger, value, level: {"$uuid": module.UUID.__str__(value)}
    return None


def _in_numpy(module: Any, kind: type) -> _Handler | None:
    if issubclass(kind, module.ndarray):
        masked = sys.modules.get("numpy.ma")
        return _masked if masked and issubclass(kind, masked.MaskedArray) else _array
    if issubclass(kind, module.bool_):
        return lambda tagger, value, level: bool(value)
    if issubclass(kind, module.timedelta64):  # numpy counts it among the integers
        return None
    if issubclass(kind, module.integer):
        return lambda tagger, value, level: int(value)
    if issubclass(kind, module.floating):
        return lambda tagger, value, level: tagger.tag(_exact_float(value), level)
    return None


def _exact_float(value: Any) -> float:
    written = float(value)
    if written != value and value == value:
        raise ValueRefused(f"{value} needs more than 64 bits", name(value))
    return written


def _array(tagger: Tagger, value: Any, level: int) -> Any:
    dtype = value.dtype
    if dtype.kind not in "biuf" or dtype.itemsize > 8:
        raise ValueRefused(f"an array of {dtype}", f"numpy.ndarray[{dtype}]")
    numpy: Any = sys.modules["numpy"]
    contiguous = numpy.asarray(value, dtype=dtype.newbyteorder("<"), order="C")
    data = contiguous.reshape(-1).view(numpy.uint8).data if contiguous.size else b""
    return {
        "$ndarray": {
            "dtype": contiguous.dtype.str,
            "shape": list(contiguous.shape),
            "data": tagger.attach(data),
        }
    }


def _masked(tagger: Tagger, value: Any, level: int) -> Any:
    raise ValueRefused("a masked array would lose its mask", name(value))


_MODULES: dict[str, Callable[[Any, type], _Handler | None]] = {
    "datetime": _in_datetime,
    "decimal": _in_decimal,
    "uuid": _in_uuid,
    "numpy": _in_numpy,
}
