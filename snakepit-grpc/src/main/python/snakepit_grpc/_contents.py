"""Payloads as messages, and back; what is large may be in memory that is shared with the JVM."""

from typing import Any

from snakepit._payload import Attachment, Payload, Received
from snakepit._sharing import LARGE, Sharing
from snakepit._wire import WireDamaged


class Contents:
    """Fills contents in and reads them. Safe for use by several threads."""

    def __init__(self, sharing: Sharing) -> None:
        self._sharing = sharing

    def write(self, payload: Payload, content: Any) -> None:
        """Fill an empty content in."""
        body, attachments = payload
        content.body = bytes(body)
        for index, attachment in enumerate(attachments):
            place = self._sharing.put(attachment)
            if place is None:
                content.attachments.append(bytes(attachment))
            else:
                content.attachments.append(b"")
                content.in_memory.add(index=index, place=place, length=len(attachment))

    def read(self, content: Any) -> Received:
        """Read a content."""
        attachments = content.attachments
        if not attachments:
            return content.body, ()
        parts: list[Attachment] = list(attachments)
        if any(len(one) >= LARGE for one in parts):
            self._sharing.saw_large()
        for one in content.in_memory:
            if one.index >= len(parts) or parts[one.index]:
                raise WireDamaged("something in memory that is no attachment")
            parts[one.index] = self._sharing.take(one.place, one.length)
        return content.body, parts
