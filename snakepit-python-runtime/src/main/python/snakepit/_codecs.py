"""The codecs that this worker speaks."""

from collections.abc import Callable, Sequence

from snakepit._payload import Codec


def _json() -> Codec:
    from snakepit._json import JsonCodec

    return JsonCodec()


def _msgpack() -> Codec | None:
    try:
        from snakepit._msgpack import MessagePackCodec
    except ImportError:
        return None
    return MessagePackCodec()


_FACTORIES: dict[str, Callable[[], Codec | None]] = {"json": _json, "msgpack": _msgpack}


def initial() -> Codec:
    """Make the codec of what is said before the hello is answered."""
    return _json()


def choose(offered: Sequence[str]) -> Codec | None:
    """Make the first of the offered codecs that is spoken here, or return None."""
    for name in offered:
        codec = make(name)
        if codec is not None:
            return codec
    return None


def make(name: str) -> Codec | None:
    """Make a codec, or return None when it isn't spoken here, maybe for want of its library."""
    factory = _FACTORIES.get(name)
    return None if factory is None else factory()


def names() -> list[str]:
    """Name the codecs that are spoken here."""
    return [name for name in _FACTORIES if make(name) is not None]
