"""What is MessagePack's own: the public vectors, and bytes that are no MessagePack."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from forms import Form, form
from snakepit._payload import ValueRefused

_VECTORS = (
    Path(__file__)
    .parents[4]
    .joinpath("snakepit-core/src/test/resources/msgpack-test-suite/msgpack-test-suite.json")
)


@pytest.fixture(name="form")
def _form() -> Form:
    return form("msgpack")


def _vectors() -> Iterator[tuple[str, Any, bytes]]:
    for group in json.loads(_VECTORS.read_bytes()).values():
        for vector in group:
            kind, value = next(iter(vector.items()))
            for packed in vector["msgpack"]:
                yield kind, value, bytes.fromhex(packed.replace("-", ""))


@pytest.mark.parametrize(("kind", "value", "packed"), list(_vectors()), ids=str)
def test_public_vector_is_read(form: Form, kind: str, value: Any, packed: bytes) -> None:
    if kind in ("timestamp", "ext"):
        with pytest.raises(ValueRefused, match=r"max_ext_len|extension type"):
            form.read(packed)
    elif kind == "bignum":
        assert form.read(packed) == int(value)
    elif kind == "binary":
        assert form.read(packed) == bytes.fromhex(value.replace("-", ""))
    else:
        assert form.read(packed) == value


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"\x01\x02",
        b"\xc1",
        b"\x91",
        b"\xcb\0",
        b"\xdd\x7f\xff\xff\xff\0",
        b"\xdf\x7f\xff\xff\xff\0",
        b"\xdb\x7f\xff\xff\xff\0",
        b"\xa1\xff",
        b"\xa3\xed\xa0\x80",
        b"\x81\x01\xc0",
        b"\x91" * 100_000,
    ],
    ids=lambda damaged: damaged[:8].hex() or "empty",
)
def test_what_is_no_messagepack_is_refused(form: Form, damaged: bytes) -> None:
    with pytest.raises(ValueRefused, match="not MessagePack"):
        form.read(damaged)


@pytest.mark.parametrize("digits", ["x", "", "-", "1_0", " 1", "\u0661"])
def test_large_integer_is_digits_and_nothing_else(form: Form, digits: str) -> None:
    with pytest.raises(ValueRefused, match="is no integer"):
        form.read(json.dumps({"$int": digits}))


def test_two_hundred_levels_of_maps_with_other_keys_are_written_and_read(form: Form) -> None:
    value: Any = 1
    for _ in range(200):
        value = {1: value}
    assert form.read(form.write(value)[0]) == value


def test_a_packer_that_has_refused_a_value_leaves_no_rest_of_it(form: Form) -> None:
    assert form.write([1, 2**64, "x"])[0] == form.pack('[1,18446744073709551616,"x"]')
    assert form.write([1])[0] == form.pack("[1]")


def test_a_packer_that_has_grown_large_is_not_kept(form: Form) -> None:
    from snakepit import _msgpack  # not to be imported where its library is missing

    _msgpack._idle.clear()
    form.write("x" * 2**21)
    assert not _msgpack._idle
    form.write("x")
    assert len(_msgpack._idle) == 1
