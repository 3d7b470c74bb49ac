"""Keeps account of the descriptors that gRPC opened, which a forked child must not hold."""

import os

_Identity = tuple[int, int]


class OwnDescriptors:
    """What was opened between two moments, in which no user code has run."""

    def __init__(self) -> None:
        self._others = _open_descriptors()
        self._own: dict[int, _Identity] = {}

    def note(self) -> None:
        """Take all that weren't open at first for gRPC's."""
        self._own = {
            descriptor: identity
            for descriptor, identity in _open_descriptors().items()
            if descriptor not in self._others
        }

    def close(self) -> None:
        """Close them, unless something else has the number by now."""
        for descriptor, identity in self._own.items():
            if _identity(descriptor) == identity:
                os.close(descriptor)


def _open_descriptors() -> dict[int, _Identity]:
    found = {}
    for name in os.listdir("/dev/fd"):
        identity = _identity(int(name))
        if identity is not None:
            found[int(name)] = identity
    return found


def _identity(descriptor: int) -> _Identity | None:
    try:
        status = os.fstat(descriptor)
    except OSError:
        return None  # closed meanwhile, as the one that lists them is
    return status.st_dev, status.st_ino
