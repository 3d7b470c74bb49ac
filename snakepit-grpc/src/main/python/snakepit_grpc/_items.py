"""Items as messages on the wire."""

from typing import Any

from snakepit._payload import Payload

from snakepit_grpc._contents import Contents
from snakepit_grpc._messages import ToJvm

_LARGE = 64 * 1024
"""Bytes that aren't kept for the next item to replace."""


class ItemWriter:
    """Writes batches of one item. Safe for use by several threads.

    A message costs several times as much to make as to fill in again, and a worker writes one for
    each call. So the usual kind, which is small and without attachments, is kept for the next.
    """

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._spare: list[tuple[Any, Any, Any]] = []
        """Batches with the one item in them, and its value. A thread takes one out to use it."""

    def write(self, id: int, payload: Payload, last: bool, settled: bool) -> bytes:
        """Give the bytes of a batch."""
        body, attachments = payload
        if attachments or len(body) > _LARGE:
            batch, item, value = _make()
            self._contents.write(payload, value)
            keep = False
        else:
            try:
                batch, item, value = self._spare.pop()
            except IndexError:
                batch, item, value = _make()
            value.body = bytes(body)
            keep = True
        item.call = id
        item.last = last
        item.settled = settled
        data: bytes = batch.SerializeToString()
        if keep:
            self._spare.append((batch, item, value))
        return data


def _make() -> tuple[Any, Any, Any]:
    batch = ToJvm()
    item = batch.frames.add().item
    return batch, item, item.value
