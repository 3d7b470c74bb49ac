"""The JSON codec. Plain values take one call into C; only what needs a tag takes the long way."""

from json import JSONDecoder, JSONEncoder
from json import encoder as _encoder
from typing import Any

from snakepit import _json_tags
from snakepit._payload import Payload, ValueRefused

MAX_LEVELS = 200
"""How deep lists, sets and maps may be nested."""

_SCALARS = frozenset((str, int, float, bool, type(None)))
_holds_scalars = _SCALARS.issuperset
_holds_strings = frozenset((str,)).issuperset


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} must be written with a tag")


_decoder = JSONDecoder(parse_constant=_refuse_constant)
_scan: Any = getattr(_decoder, "scan_once")  # noqa: B009 - it isn't in the type stubs
_encode = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _refuse(value: Any) -> Any:
    raise TypeError(type(value))


_make = getattr(_encoder, "c_make_encoder", None)
if _make is not None:
    # What JSONEncoder builds anew for each value, which takes longer than writing a small one.
    _to_chunks = _make(
        None, _refuse, _encoder.encode_basestring, None, ":", ",", False, False, False
    )

    def _write(value: Any) -> bytes:
        return "".join(_to_chunks(value, 0)).encode()
else:

    def _write(value: Any) -> bytes:
        return _encode(value).encode()


def _is_plain(value: Any, levels: int) -> bool:
    """Tell whether JSON's own encoder writes the value as the table says."""
    kind = type(value)
    if kind is dict:
        if not _holds_strings(map(type, value)):
            return False
        if len(value) == 1 and next(iter(value)).startswith("$"):
            return False
        members = value.values()
    elif kind is list or kind is tuple:
        members = value
    else:
        return kind in _SCALARS
    if not levels:
        return False
    if _holds_scalars(map(type, members)):
        return True
    levels -= 1
    for member in members:
        if type(member) not in _SCALARS and not _is_plain(member, levels):
            return False
    return True


def _read(text: str) -> Any:
    try:
        value, end = _scan(text, 0)
    except StopIteration:
        return _decoder.decode(text)
    return value if end == len(text) else _decoder.decode(text)


class JsonCodec:
    """Writes and reads JSON."""

    name = "json"

    def encode(self, value: Any) -> Payload:
        """Write a value, or raise ValueRefused."""
        if _is_plain(value, MAX_LEVELS):
            try:
                return _write(value), ()
            except (ValueError, TypeError, RecursionError):
                pass  # NaN, an infinity or a lone surrogate
        tagger = _json_tags.Tagger(MAX_LEVELS)
        return _write(tagger.tag(value, 0)), tagger.attachments

    def decode(self, payload: Payload) -> Any:
        """Read a value, or raise ValueRefused."""
        body, attachments = payload
        try:
            text = str(body, "utf-8")
            value = _read(text)
        except UnicodeDecodeError as error:
            raise ValueRefused(f"not UTF-8 at byte {error.start}") from None
        except RecursionError:
            raise ValueRefused("nested too deeply") from None
        except ValueError as error:
            raise ValueRefused(f"not JSON: {error}") from None
        if '"$' in text:
            from snakepit import _json_untag

            return _json_untag.untag(value, attachments)
        return value
