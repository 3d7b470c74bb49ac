"""What can't be carried is refused with its place; nothing is changed silently."""

from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from enum import Enum
from typing import Any

import pytest

from forms import Form, form
from snakepit._payload import ValueRefused
from snakepit._tags import MAX_ATTACHMENTS, MAX_LEVELS


@pytest.fixture(params=["json", "msgpack"], name="form")
def _form(request: pytest.FixtureRequest) -> Form:
    return form(request.param)


class Odd:
    pass


class NaTType(datetime):
    """As pandas makes it."""


class Colour(Enum):
    ONE = 1
    PAIR = (1, 2)


_UNEVEN = timezone(timedelta(microseconds=1))


@dataclass
class Node:
    next: Any = None


def _cycle() -> list[Any]:
    value: list[Any] = [1]
    value.append(value)
    return value


def _deep(levels: int, leaf: Any = 1) -> Any:
    for level in range(levels):
        leaf = [leaf] if level % 2 else {"k": leaf}
    return leaf


@pytest.mark.parametrize(
    ("value", "path", "type"),
    [
        (Odd(), "result", f"{Odd.__module__}.Odd"),
        ({"a": [1, {"b c": Odd}]}, "result.a[1]['b c']", "type"),
        (1j, "result", "complex"),
        ([range(3)], "result[0]", "range"),
        (deque([1]), "result", "collections.deque"),
        ("a\ud800", "result", "str"),
        ({"a": ["\ud800"]}, "result.a[0]", "str"),
        ({"\ud800": 1}, "result['\\ud800']", "str"),
        ([float("nan"), object()], "result[1]", "object"),
        (_cycle(), "result[1]", "list"),
        (time(1, tzinfo=timezone.utc), "result", "datetime.time"),
        (datetime(2026, 1, 1, tzinfo=_UNEVEN), "result", "datetime.datetime"),
        ({1: 1, "a": {2: {object()}}}, "result.a[2][0]", "object"),
        ({(1, object()): 1}, None, "object"),
        ([NaTType(1, 1, 1)], "result[0]", f"{NaTType.__module__}.NaTType"),
        ([{Colour.ONE: "a", 1: "b"}], "result[0]", "dict"),
        ([{Colour.PAIR: "a", (1, 2): "b"}], "result[0]", "dict"),
        ([{Colour.ONE, 1}], "result[0]", "set"),
        ([frozenset({Colour.PAIR, (1, 2)})], "result[0]", "frozenset"),
    ],
    ids=lambda item: str(item)[:30],
)
def test_value_is_refused_with_its_path(
    form: Form, value: Any, path: str | None, type: str
) -> None:
    with pytest.raises(ValueRefused) as refused:
        form.codec.encode(value)
    assert refused.value.type == type
    assert path is None or refused.value.path("result") == path


def test_nesting_is_bounded(form: Form) -> None:
    for leaf in (1, float("nan"), "x"):
        body, attachments = form.codec.encode(_deep(MAX_LEVELS, leaf))
        form.codec.decode((body, attachments))
        with pytest.raises(ValueRefused, match="deeper than 200"):
            form.codec.encode(_deep(MAX_LEVELS + 1, leaf))


def test_what_contains_itself_is_told(form: Form) -> None:
    node = Node()
    node.next = {"again": [node]}
    for value in (_cycle(), node):
        with pytest.raises(ValueRefused, match="contains itself"):
            form.codec.encode(value)


def test_shared_values_are_no_cycle(form: Form) -> None:
    shared = [float("nan")]
    assert form.codec.encode([shared, shared])[0] == form.pack(
        '[[{"$float":"NaN"}],[{"$float":"NaN"}]]'
    )


def test_keys_that_become_equal_are_refused(form: Form) -> None:
    class Text(str):
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            return self is other

    nan, other = float("nan"), float("nan")
    for value in ({Text("a"): 1, "a": 2}, {nan: 1, other: 2}, {nan, other}):
        with pytest.raises(ValueRefused, match="equal when written"):
            form.codec.encode(value)


def test_attachments_are_no_more_than_a_frame_can_have(form: Form) -> None:
    _, attachments = form.codec.encode([b""] * MAX_ATTACHMENTS)
    assert len(attachments) == MAX_ATTACHMENTS == 2**16 - 1
    with pytest.raises(ValueRefused, match="more than 65535 byte strings"):
        form.codec.encode([b""] * (MAX_ATTACHMENTS + 1))


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ('{"$oops":1}', "", "unknown tag"),
        ('[{"a":{"$oops":1}}]', "[0].a", "unknown tag"),
        ('{"$bytes":1}', "", "no attachment 1"),
        ('{"$bytes":-1}', "", "no attachment -1"),
        ('{"$bytes":true}', "", "no attachment"),
        ('{"$float":"1"}', "", "none of NaN"),
        ('{"$float":[]}', "", "none of NaN"),
        ('{"$set":5}', "", "must hold a list"),
        ('{"$map":[[1]]}', "", "pairs"),
        ('{"a":{"$map":[["k",{"$oops":1}]]}}', "a.k", "unknown tag"),
        ('{"$date":"2026-02-30"}', "", "day"),
        ('{"$date":20260101}', "", "must hold a str"),
        ('{"$time":"10:00Z"}', "", "isn't a time"),
        ('{"$datetime":"2026-01-01 10:00"}', "", "isn't a date-time"),
        ('{"$duration":1.5}', "", "must hold a int"),
        ('{"$decimal":"x"}', "", "decimal number"),
        ('{"$uuid":"x"}', "", "badly formed"),
        ('{"$ndarray":{"dtype":"|O8","shape":[1],"data":0}}', "", "type of an array"),
        ('{"$ndarray":{"dtype":"<f8","shape":[2],"data":0}}', "", "needs 16 bytes, not 8"),
        ('{"$ndarray":{"dtype":"<f8","shape":[-1],"data":0}}', "", "shape"),
        ('{"$ndarray":{"dtype":"<f8","data":0}}', "", "shape"),
        ('{"$ndarray":5}', "", "subscriptable"),
    ],
    ids=lambda item: str(item)[:40],
)
def test_what_arrives_damaged_is_refused(form: Form, text: str, path: str, reason: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        form.codec.decode(form.payload(text, b"12345678"))
    assert refused.value.path("") == path
    assert reason in refused.value.reason
    assert not refused.value.unheld


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ('{"$set":[1,1.0]}', "", "equal in Python"),
        ('{"$set":[{}]}', "", "unhashable type: 'dict'"),
        ('{"$map":[[1,2],[true,3]]}', "", "there twice"),
        ('{"$map":[[[{}],2]]}', "", "unhashable type: 'dict'"),
        ('{"$date":"+10000-01-01"}', "", "years 1 to 9999"),
        ('{"$date":"0000-12-31"}', "", "years 1 to 9999"),
        ('{"$datetime":"-0001-12-31T00:00Z"}', "", "years 1 to 9999"),
        ('{"$datetime":"2026-01-31T10:00:00.123456789Z"}', "", "truncatedTo(ChronoUnit.MICROS)"),
        ('{"$time":"10:00:00.0000001"}', "", "use truncatedTo(ChronoUnit.MICROS)"),
        ('{"x":{"$duration":1}}', "x", "use truncatedTo(ChronoUnit.MICROS)"),
        ('{"$duration":1000000000000000000000000000}', "", "more than"),
        (
            '{"$ndarray":{"dtype":"<f8","shape":[%s1],"data":0}}' % ("1," * 64),
            "",
            "dimension",
        ),
    ],
    ids=lambda item: str(item)[:40],
)
def test_what_no_value_of_python_can_be_is_refused(
    form: Form, text: str, path: str, reason: str
) -> None:
    with pytest.raises(ValueRefused) as refused:
        form.codec.decode(form.payload(text, b"12345678"))
    assert refused.value.path("") == path
    assert reason in refused.value.reason
    assert refused.value.unheld


async def _later() -> AsyncIterator[int]:
    yield 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((number for number in [1]), "generator can't be represented"),
        (_later(), "async_generator can't be represented"),
        (map(abs, [1]), "map can't be represented"),
    ],
    ids=str,
)
def test_iterator_is_refused_with_the_ways_to_send_it(form: Form, value: Any, text: str) -> None:
    with pytest.raises(ValueRefused) as refused:
        form.codec.encode(value)
    assert refused.value.reason == (
        f"{text}: make a list of it, or, for a stream, write `yield` in the tool itself"
    )


def test_what_is_to_be_awaited_is_refused_with_the_way_to_send_it(form: Form) -> None:
    async def later() -> int:
        return 1

    coroutine = later()
    with pytest.raises(ValueRefused) as refused:
        form.codec.encode([coroutine])
    coroutine.close()
    assert refused.value.reason == (
        "coroutine can't be represented: send what `await` makes of it, in an `async` tool"
    )


def test_numpy_values_that_would_lose_something_are_refused(form: Form) -> None:
    numpy = pytest.importorskip("numpy")
    for value, reason in [
        (numpy.array([object()]), "array of object"),
        (numpy.array([1j]), "array of complex128"),
        (numpy.array(["a"]), "array of <U1"),
        (numpy.array([1], "m8[s]"), "array of timedelta64"),
        (numpy.ma.array([1], mask=[True]), "lose its mask"),
        (numpy.datetime64("2026-01-01"), "can't be represented"),
        (numpy.timedelta64(1, "s"), "can't be represented"),
        (numpy.complex64(1), "can't be represented: send a dict or dataclass of its parts"),
        (numpy.longdouble(1) / 3, "more than 64 bits"),
        (numpy.array([1], numpy.longdouble), f"array of {numpy.dtype(numpy.longdouble)}"),
    ]:
        with pytest.raises(ValueRefused, match=reason):
            form.codec.encode([value])
