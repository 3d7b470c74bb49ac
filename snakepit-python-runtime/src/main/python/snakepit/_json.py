"""The JSON codec. Plain values take one call into C; only what needs a tag takes the long way."""

from collections.abc import Sequence
from json import JSONDecoder, JSONEncoder
from json import encoder as _encoder
from typing import Any, Final

from snakepit._payload import TOO_DEEP, Payload, Received, ValueRefused
from snakepit._tags import SCALARS, Tagger, is_plain


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} must be written with a tag")


_decoder: Final = JSONDecoder(parse_constant=_refuse_constant)
_scan: Final[Any] = getattr(_decoder, "scan_once")  # noqa: B009 - it isn't in the type stubs
_encode: Final = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def _refuse(value: Any) -> Any:
    raise TypeError(type(value))


_make: Final = getattr(_encoder, "c_make_encoder", None)
if _make is not None:
    # What JSONEncoder builds anew for each value, which takes longer than writing a small one.
    _to_chunks = _make(
        None, _refuse, _encoder.encode_basestring, None, ":", ",", False, False, False
    )
else:

    def _to_chunks(value: Any, _: int) -> Sequence[str]:
        return (_encode(value),)


class JsonCodec:
    """Writes and reads JSON."""

    name = "json"

    def encode(self, value: Any) -> Payload:
        """Write a value, or raise ValueRefused."""
        try:
            if type(value) in SCALARS or is_plain(value):
                try:
                    return "".join(_to_chunks(value, 0)).encode(), ()
                except (ValueError, TypeError):
                    pass  # NaN, an infinity or a lone surrogate
            tagger = Tagger()
            tagged = tagger.tag(value, 0)
            return "".join(_to_chunks(tagged, 0)).encode(), tagger.attachments
        except RecursionError:
            raise ValueRefused(TOO_DEEP) from None

    def decode(self, payload: Received) -> Any:
        """Read a value, or raise ValueRefused."""
        body, attachments = payload
        try:
            text = str(body, "utf-8")
            try:
                value, end = _scan(text, 0)
            except StopIteration:
                end = -1
            if end != len(text):
                value = _decoder.decode(text)  # blanks around it, or an error that tells where
        except UnicodeDecodeError as error:
            raise ValueRefused(f"not UTF-8 at byte {error.start}") from None
        except RecursionError:
            raise ValueRefused(TOO_DEEP) from None
        except ValueError as error:
            raise ValueRefused(f"not JSON: {error}") from None
        if '"$' in text:
            from snakepit import _untag

            return _untag.untag(value, attachments)
        return value
