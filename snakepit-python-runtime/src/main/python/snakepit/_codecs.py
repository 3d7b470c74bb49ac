"""The codecs that this worker speaks."""

from collections.abc import Callable, Sequence

from snakepit._payload import Codec


def _json() -> Codec:
    from snakepit._json import JsonCodec

    return JsonCodec()


_FACTORIES: dict[str, Callable[[], Codec]] = {"json": _json}


def choose(offered: Sequence[str]) -> Codec | None:
    """Make the first of the offered codecs that is spoken here, or return None."""
    for name in offered:
        if name in _FACTORIES:
            return _FACTORIES[name]()
    return None


def names() -> list[str]:
    """Name the codecs that are spoken here."""
    return list(_FACTORIES)
