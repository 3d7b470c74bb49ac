"""What a value is written in. Tests say it as JSON; here it becomes each codec's own bytes."""

import json
import math
import struct
from collections.abc import Callable
from typing import Any

import pytest

from snakepit import _codecs
from snakepit._payload import Codec, Payload

_FLOATS = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


class Form:
    """A codec with its own way to say what is said in JSON."""

    def __init__(self, codec: Codec, pack: Callable[[str], bytes]) -> None:
        self.codec = codec
        self.pack = pack

    def payload(self, text: str | bytes, *attachments: bytes) -> Payload:
        return (self.pack(text) if isinstance(text, str) else text), attachments

    def write(self, value: Any) -> tuple[bytes, list[bytes]]:
        body, attachments = self.codec.encode(value)
        return bytes(body), [bytes(attachment) for attachment in attachments]

    def read(self, text: str | bytes, *attachments: bytes) -> Any:
        return self.codec.decode(self.payload(text, *attachments))


def form(name: str) -> Form:
    """Make the form of a codec, or skip the test where it isn't spoken."""
    codec = _codecs.make(name)
    if codec is None:
        pytest.skip(f"{name} isn't spoken here, for want of its library")
    return Form(codec, str.encode if name == "json" else _pack_json)


def _pack_json(text: str) -> bytes:
    return pack(json.loads(text, object_pairs_hook=_Pairs))


class _Pairs(list[tuple[str, Any]]):
    pass


def pack(value: Any) -> bytes:
    """Pack by hand, so that the codec isn't tested against its own library."""
    if isinstance(value, _Pairs):
        for text, number in _FLOATS.items():
            if value == [("$float", text)]:
                return pack(number)
        return _head(0x80, 0xDE, len(value)) + b"".join(pack(key) + pack(it) for key, it in value)
    if isinstance(value, list):
        return _head(0x90, 0xDC, len(value)) + b"".join(map(pack, value))
    if isinstance(value, str):
        return _pack_string(value.encode())
    if isinstance(value, float):
        return b"\xcb" + struct.pack(">d", value)
    if isinstance(value, bool):
        return b"\xc3" if value else b"\xc2"
    return b"\xc0" if value is None else _pack_integer(value)


def _head(short: int, long: int, size: int) -> bytes:
    return bytes([short | size]) if size < 16 else bytes([long]) + size.to_bytes(2, "big")


def _pack_string(data: bytes) -> bytes:
    if len(data) < 32:
        return bytes([0xA0 | len(data)]) + data
    if len(data) < 256:
        return bytes([0xD9, len(data)]) + data
    return b"\xda" + len(data).to_bytes(2, "big") + data


def _pack_integer(value: int) -> bytes:
    if -32 <= value < 128:
        return struct.pack("b", value)
    kinds = "BHIQ" if value > 0 else "bhiq"
    for code, kind in zip(range(0xCC if value > 0 else 0xD0, 0xD4), kinds, strict=False):
        try:
            return bytes([code]) + struct.pack(">" + kind, value)
        except struct.error:
            continue
    return pack(_Pairs([("$int", str(value))]))
