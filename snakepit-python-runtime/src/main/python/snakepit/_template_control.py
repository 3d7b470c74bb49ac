"""What a template hears from the JVM, and tells it: lines of JSON on its descriptors 0 and 1."""

import json
import os
from typing import Any

from snakepit._descriptors import point_elsewhere, private
from snakepit._wire import WireClosed

_CHUNK = 65_536


class Control:
    """The two descriptors, claimed before anybody can print to them."""

    def __init__(self, source: int, target: int) -> None:
        self.source = source
        self._target = target
        self._begun = b""

    @classmethod
    def claim(cls) -> "Control":
        """Duplicate the descriptors privately and point the public ones elsewhere."""
        control = cls(private(0), private(1))
        point_elsewhere()
        return control

    def orders(self) -> list[dict[str, Any]]:
        """Read once, and give the orders that are complete now.

        Raises:
            WireClosed: when the JVM is gone.

        """
        read = os.read(self.source, _CHUNK)
        if not read:
            raise WireClosed
        *lines, self._begun = (self._begun + read).split(b"\n")
        return [json.loads(line) for line in lines]

    def tell(self, report: str, **content: Any) -> None:
        """Report something."""
        line = json.dumps({"report": report, **content}).encode() + b"\n"
        while line:
            line = line[os.write(self._target, line) :]

    def close(self) -> None:
        """Close the descriptors, in a forked process."""
        os.close(self.source)
        os.close(self._target)
