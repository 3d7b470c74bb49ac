"""Reads the heads of frames. What is too short or isn't UTF-8 is damage to the wire."""

from struct import Struct, error
from typing import Any, Final

from snakepit._call import Call
from snakepit._payload import Buffer
from snakepit._wire import WireDamaged

from snakepit_stdio._frames import ANNOUNCE, CALL_HEAD, STREAM
from snakepit_stdio._reader import Frame

_unpack_call: Final = CALL_HEAD.unpack_from
_CALL_HEAD_SIZE: Final = CALL_HEAD.size
_METADATA_SIZE: Final = Struct(">H")


def unpack(layout: Struct, content: Buffer) -> tuple[Any, ...]:
    """Read the fixed part of a head."""
    try:
        return layout.unpack_from(content)
    except error:
        raise WireDamaged("a frame shorter than its head") from None


def read_call(frame: Frame) -> Call:
    """Read the frame of a call."""
    _, flags, id, content, attachments = frame
    try:
        parent, budget, credit, tool_size, session_size, pairs = _unpack_call(content)
        at = _CALL_HEAD_SIZE + tool_size
        tool = str(content[_CALL_HEAD_SIZE:at], "utf-8")
        session = metadata = None
        if session_size:
            session = str(content[at : at + session_size], "utf-8")
            at += session_size
        if pairs:
            metadata, at = _read_metadata(content, at, pairs)
    except (error, UnicodeDecodeError) as damage:
        raise WireDamaged(f"the head of a call can't be read: {damage}") from None
    if at > len(content):
        raise WireDamaged("the head of a call is longer than its frame")
    return Call(
        id,
        tool,
        (content[at:], attachments),
        flags & STREAM != 0,
        flags & ANNOUNCE != 0,
        parent,
        budget,
        credit,
        session,
        metadata,
    )


def _read_metadata(content: Buffer, at: int, pairs: int) -> tuple[dict[str, str], int]:
    texts = []
    for _ in range(2 * pairs):
        (size,) = _METADATA_SIZE.unpack_from(content, at)
        at += _METADATA_SIZE.size
        texts.append(str(content[at : at + size], "utf-8"))
        at += size
    return dict(zip(texts[::2], texts[1::2], strict=True)), at
