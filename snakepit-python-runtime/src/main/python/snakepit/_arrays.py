"""Arrays over received bytes: numpy's where it is installed, else a memoryview with a shape."""

import sys
from typing import Any

from snakepit._payload import Attachment, Buffer, Unheld

_FORMATS = {
    "b1": "?",
    "i1": "b",
    "u1": "B",
    "i2": "h",
    "u2": "H",
    "i4": "i",
    "u4": "I",
    "i8": "q",
    "u8": "Q",
    "f2": "e",
    "f4": "f",
    "f8": "d",
}


def read(dtype: Any, shape: Any, data: Attachment) -> Any:
    """Make an array, which may be written to, of the bytes; ValueError says why not."""
    if type(dtype) is not str or dtype[1:] not in _FORMATS or dtype[0] not in "<|":
        raise ValueError(f"{dtype!r} isn't the type of an array's elements")
    if type(shape) is not list or not all(type(size) is int and size >= 0 for size in shape):
        raise ValueError(f"{shape!r} isn't the shape of an array")
    count = 1
    for size in shape:
        count *= size
    item = int(dtype[2])
    if count * item != len(data):
        raise ValueError(f"{dtype}{shape} needs {count * item} bytes, not {len(data)}")
    try:
        return _made(dtype, shape, _writable(data))
    except ValueError as error:  # more dimensions than it has, or other elements
        raise Unheld(str(error)) from None


def _made(dtype: str, shape: list[int], data: Buffer) -> Any:
    try:
        import numpy
    except ImportError:
        return _view(dtype, shape, data)
    return numpy.frombuffer(data, dtype=dtype).reshape(shape)


def _writable(data: Attachment) -> Buffer:
    """Give the memory of the bytes where that may be written to, or a copy."""
    if isinstance(data, bytes | bytearray | memoryview):
        return bytearray(data) if memoryview(data).readonly else data
    return data.writable()


def _view(dtype: str, shape: list[int], data: Buffer) -> memoryview:
    if sys.byteorder != "little" and dtype[2] != "1":
        raise ValueError("without numpy, this machine's byte order keeps it from reading arrays")
    if dtype[1:] == "f2" and sys.version_info < (3, 12):
        raise ValueError("without numpy, an array of f2 needs Python 3.12")
    code: Any = _FORMATS[dtype[1:]]
    view = memoryview(data)
    if 0 in shape:
        return view.cast("B").cast(code)
    return view.cast("B").cast(code, shape) if shape != [] else view.cast("B").cast(code, [])
