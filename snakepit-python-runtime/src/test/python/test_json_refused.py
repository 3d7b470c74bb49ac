"""Text that is no JSON, or JSON that the JVM never writes."""

import pytest

from snakepit._json import JsonCodec
from snakepit._payload import ValueRefused


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[1", "not JSON"),
        ("1 2", "not JSON"),
        ("", "not JSON"),
        ("NaN", "must be written with a tag"),
        ("[" * 100_000, "nested too deeply"),
    ],
    ids=lambda item: str(item)[:40],
)
def test_what_is_no_json_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueRefused, match=reason):
        JsonCodec().decode((text.encode(), ()))


def test_text_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(ValueRefused, match="byte 1"):
        JsonCodec().decode((b'"\xff"', ()))
