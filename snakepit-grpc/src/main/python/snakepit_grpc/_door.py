"""How the JVM finds this worker: it learns the address by stdout, and shows the secret it sent."""

import os
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from snakepit import _descriptors

SECRET_SIZE = 32


class Door:
    """The way in for the one who started the worker."""

    def __init__(
        self,
        listen: str,
        frame_limit: int,
        journal: str,
        memory: int | None,
        secret: bytes,
        report: int,
    ) -> None:
        self.listen = listen
        """As an option: ``unix:PATH``, ``tcp``, or ``tcp:FIRST-LAST``."""
        self.frame_limit = frame_limit
        self.journal = journal
        """The path of the file; empty where the JVM wants none."""
        self.memory = memory
        """Bytes each way that the JVM would take to share; None when it isn't to be asked."""
        self.secret = secret
        self._report = report

    @classmethod
    def claim(cls, arguments: Sequence[str]) -> "Door":
        """Take stdin and stdout away from whoever prints, and read the secret."""
        options = _options(arguments)
        source, report = _descriptors.private(0), _descriptors.private(1)
        _descriptors.point_elsewhere()
        secret = b""
        while len(secret) < SECRET_SIZE:
            part = os.read(source, SECRET_SIZE - len(secret))
            if not part:
                sys.exit("snakepit: stdin ended before the secret was there")
            secret += part
        os.close(source)
        return cls(options.listen, options.frame, options.journal, options.memory, secret, report)

    def tell(self, address: str) -> None:
        """Say where the worker listens; nothing else is ever written there."""
        os.write(self._report, f"snakepit.v1 {address}\n".encode())
        os.close(self._report)


class _Options:
    listen: str
    frame: int
    journal: str
    memory: int | None


def _options(arguments: Sequence[str]) -> _Options:
    parser = ArgumentParser("snakepit_grpc", add_help=False)
    parser.add_argument("--listen", required=True)
    parser.add_argument("--frame", type=int, required=True)
    parser.add_argument("--journal", default="")
    parser.add_argument("--memory", type=int)
    return parser.parse_known_args(arguments, _Options())[0]
