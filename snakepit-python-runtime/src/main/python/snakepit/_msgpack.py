"""The MessagePack codec. Plain values take one call into the library ``msgpack``."""

import re
from collections.abc import Iterable
from functools import partial
from itertools import chain
from typing import Any

import msgpack

from snakepit._payload import TOO_DEEP, Payload, Received, ValueRefused
from snakepit._tags import Tagger, is_plain

_KEPT_BYTES = 1 << 20
"""A packer that has packed more than this isn't kept: its buffer never shrinks."""

_has_tag = re.compile(rb"[\xa4-\xbf]\$[a-z]{3}").search
"""Finds what may be the name of a tag; so long a pattern is rare among the bytes of numbers."""


def _refuse_extension(code: int, data: bytes) -> Any:
    raise ValueError(f"the extension type {code} isn't used")


_unpack = partial(
    msgpack.unpackb,
    raw=False,
    strict_map_key=True,
    max_ext_len=0,
    ext_hook=_refuse_extension,
)

_idle: list[Any] = []
"""Packers that nobody uses: making one takes longer than packing a small value."""


def _new_packer() -> Any:
    return msgpack.Packer(use_bin_type=True)


def _pack(value: Any) -> bytes:
    try:
        packer = _idle.pop()
    except IndexError:
        packer = _new_packer()
    packed: bytes = packer.pack(value)  # one that has raised isn't used again
    if len(packed) <= _KEPT_BYTES:
        _idle.append(packer)
    return packed


def _pack_nested(value: Any) -> bytes:
    """Pack what tags nest deeper than the library goes, container by container."""
    try:
        return _pack(value)
    except ValueError:
        members: Iterable[Any] = value
        if isinstance(value, dict):
            header = _new_packer().pack_map_header(len(value))
            members = chain.from_iterable(value.items())
        else:
            header = _new_packer().pack_array_header(len(value))
        return b"".join([header, *map(_pack_nested, members)])


class _Tagger(Tagger):
    """Tags integers of more than 64 bits, and no floats."""

    __slots__ = ()

    def integer(self, value: int) -> Any:
        return value if -(2**63) <= value < 2**64 else {"$int": str(value)}

    def floating(self, value: float) -> Any:
        return value


class MessagePackCodec:
    """Writes and reads MessagePack."""

    name = "msgpack"

    def encode(self, value: Any) -> Payload:
        """Write a value, or raise ValueRefused."""
        try:
            if is_plain(value):
                try:
                    return _pack(value), ()
                except (ValueError, OverflowError):
                    pass  # a lone surrogate or an integer of more than 64 bits
            tagger = _Tagger()
            return _pack_nested(tagger.tag(value, 0)), tagger.attachments
        except RecursionError:
            raise ValueRefused(TOO_DEEP) from None

    def decode(self, payload: Received) -> Any:
        """Read a value, or raise ValueRefused."""
        body, attachments = payload
        try:
            value = _unpack(body)
        except (ValueError, msgpack.UnpackException) as error:
            # The library's own error of depth has no text.
            raise ValueRefused(f"not MessagePack: {str(error) or 'nested too deeply'}") from None
        if _has_tag(body):
            from snakepit import _untag

            return _untag.untag(value, attachments)
        return value
