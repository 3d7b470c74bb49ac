"""Every row of docs/values.md, on Python's side."""

import gc
import json
import sys
import weakref
from collections import Counter, OrderedDict, namedtuple
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum
from typing import Any
from uuid import UUID

import pytest

from forms import Form, form
from snakepit._payload import ValueRefused


@pytest.fixture(params=["json", "msgpack"], name="form")
def _form(request: pytest.FixtureRequest) -> Form:
    return form(request.param)


class Colour(Enum):
    RED = "r"


class Level(IntEnum):
    HIGH = 3


class Text(str):
    pass


@dataclass
class Point:
    x: int
    tags: list[str] = field(default_factory=list)


Pair = namedtuple("Pair", "a b")

_HOUR = timezone(timedelta(hours=1))
_UUID = UUID("12345678-1234-5678-1234-567812345678")


BOTH_WAYS: list[tuple[Any, str]] = [
    (None, "null"),
    (True, "true"),
    (False, "false"),
    (42, "42"),
    (-(2**63), "-9223372036854775808"),
    (2**53 + 1, "9007199254740993"),
    (18446744073709551616, "18446744073709551616"),
    (1.0, "1.0"),
    (0.1, "0.1"),
    (1e300, "1e+300"),
    (5e-324, "5e-324"),
    (float("inf"), '{"$float":"Infinity"}'),
    (float("-inf"), '{"$float":"-Infinity"}'),
    ("é\0\u2028😀", '"é\\u0000\u2028😀"'),
    ("", '""'),
    ([], "[]"),
    ([1, [2.5, None], "x"], '[1,[2.5,null],"x"]'),
    ({1}, '{"$set":[1]}'),
    (set(), '{"$set":[]}'),
    ({}, "{}"),
    ({"b": 1, "a": {"c": []}}, '{"b":1,"a":{"c":[]}}'),
    ({1: 2}, '{"$map":[[1,2]]}'),
    ({None: 1, "a": 2, True: 3}, '{"$map":[[null,1],["a",2],[true,3]]}'),
    ({"$x": 1}, '{"$map":[["$x",1]]}'),
    ({"$map": []}, '{"$map":[["$map",[]]]}'),
    ({"$x": 1, "y": 2}, '{"$x":1,"y":2}'),
    ({(1, (2, 3)): 1}, '{"$map":[[[1,[2,3]],1]]}'),
    ({frozenset({1}): 1}, '{"$map":[[{"$set":[1]},1]]}'),
    (date(2026, 1, 31), '{"$date":"2026-01-31"}'),
    (date(1, 1, 1), '{"$date":"0001-01-01"}'),
    (time(23, 59, 59, 500000), '{"$time":"23:59:59.500000"}'),
    (datetime(2026, 1, 31, 23, 59), '{"$datetime":"2026-01-31T23:59:00"}'),
    (
        datetime(2026, 1, 31, 23, 59, 59, 1, tzinfo=_HOUR),
        '{"$datetime":"2026-01-31T23:59:59.000001+01:00"}',
    ),
    (timedelta(days=-1, microseconds=1), '{"$duration":-86399999999000}'),
    (timedelta.max, '{"$duration":86399999999999999999000}'),
    (Decimal("1.20"), '{"$decimal":"1.20"}'),
    (Decimal("-1E+30"), '{"$decimal":"-1E+30"}'),
    (Decimal("-Infinity"), '{"$decimal":"-Infinity"}'),
    (_UUID, f'{{"$uuid":"{_UUID}"}}'),
]


@pytest.mark.parametrize(("value", "text"), BOTH_WAYS, ids=lambda item: str(item)[:30])
def test_value_is_written_and_read(form: Form, value: Any, text: str) -> None:
    assert form.write(value) == (form.pack(text), [])
    back = form.read(text)
    assert back == value
    assert type(back) is type(value)


def test_values_inside_containers_are_written_and_read(form: Form) -> None:
    everything = [value for value, _ in BOTH_WAYS]
    text, attachments = form.write({"all": everything})
    assert not attachments
    assert form.read(text) == {"all": everything}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ((1, (2,)), "[1,[2]]"),
        (Pair(1, {2}), '[1,{"$set":[2]}]'),
        (frozenset({1}), '{"$set":[1]}'),
        (Colour.RED, '"r"'),
        ([Level.HIGH], "[3]"),
        (Text("x"), '"x"'),
        ({Text("x"): 1}, '{"x":1}'),
        ({Colour.RED: Colour.RED}, '{"r":"r"}'),
        (Point(1, ["a"]), '{"x":1,"tags":["a"]}'),
        ([Point(1, ["a"])], '[{"x":1,"tags":["a"]}]'),
        (OrderedDict(b=1, a=2), '{"b":1,"a":2}'),
        (Counter("aa"), '{"a":2}'),
        (Decimal("NaN"), '{"$decimal":"NaN"}'),
    ],
    ids=repr,
)
def test_value_is_written_as_its_nearest_kind(form: Form, value: Any, text: str) -> None:
    assert form.write(value) == (form.pack(text), [])


class Money(Decimal):
    def __str__(self) -> str:
        return f"{self:.1f} EUR"


class Day(date):
    def isoformat(self) -> str:
        return "today"


class Hour(time):
    def isoformat(self, timespec: str = "hours") -> str:
        return super().isoformat(timespec)


class Moment(datetime):
    def isoformat(self, sep: str = " ", timespec: str = "hours") -> str:
        return super().isoformat(sep, timespec)


class Key(UUID):
    def __str__(self) -> str:
        return self.hex


class Count(int):
    def __int__(self) -> int:
        return 0


class Share(float):
    def __float__(self) -> float:
        return 0.0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Money("1.25"), '{"$decimal":"1.25"}'),
        (Day(2026, 1, 31), '{"$date":"2026-01-31"}'),
        (Hour(1, 2, 3), '{"$time":"01:02:03"}'),
        (Moment(2026, 1, 31, 1, 2, 3), '{"$datetime":"2026-01-31T01:02:03"}'),
        (Key(int=5), '{"$uuid":"00000000-0000-0000-0000-000000000005"}'),
        (Count(5), "5"),
        (Share(0.5), "0.5"),
    ],
)
def test_value_is_written_whole_however_its_class_shows_it(
    form: Form, value: Any, text: str
) -> None:
    assert form.write([value]) == (form.pack(f"[{text}]"), [])


class Timestamp(datetime):
    """As pandas makes it: finer than Python, and written so."""

    nanosecond = 7

    def isoformat(self, sep: str = "T", timespec: str = "auto") -> str:
        return super().isoformat(sep, timespec) + ".000000007"


def test_date_time_keeps_its_nanoseconds(form: Form) -> None:
    text = '{"$datetime":"2026-01-31T01:02:03.000000007"}'
    assert form.write(Timestamp(2026, 1, 31, 1, 2, 3)) == (form.pack(text), [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"$time":"10:00"}', time(10)),
        ('{"$time":"10:00:01.5"}', time(10, 0, 1, 500000)),
        ('{"$time":"10:00:01.123456000"}', time(10, 0, 1, 123456)),
        ('{"$datetime":"2026-01-31T10:00Z"}', datetime(2026, 1, 31, 10, tzinfo=timezone.utc)),
        (
            '{"$datetime":"2026-01-31T10:00:00.000000001+00:00"}',
            None,
        ),
        (
            '{"$datetime":"2026-01-31T10:00-01:30:15"}',
            datetime(
                2026,
                1,
                31,
                10,
                tzinfo=timezone(-timedelta(hours=1, minutes=30, seconds=15)),
            ),
        ),
        (' [ 1 , { "$set" : [ 2 ] } ] ', [1, {2}]),
    ],
)
def test_what_java_may_write_is_read(form: Form, text: str, value: Any) -> None:
    if value is None:
        with pytest.raises(Exception, match="finer than a microsecond"):
            form.read(text)
    else:
        assert form.read(text) == value


def test_nan_and_negative_zero_keep_what_they_are(form: Form) -> None:
    text, _ = form.write([float("nan"), -0.0])
    assert text == form.pack('[{"$float":"NaN"},-0.0]')
    nan, zero = form.read(text)
    assert nan != nan
    assert str(zero) == "-0.0"
    assert form.read('{"$decimal":"NaN"}').is_nan()
    for other in ("-NaN", "NaN12", "sNaN"):  # Python alone has these
        assert form.write(Decimal(other))[0] == form.pack('{"$decimal":"NaN"}')


def test_bytes_travel_beside_the_text(form: Form) -> None:
    value = {"a": b"\0\xff", "b": [bytearray(b"x"), memoryview(b"yz")[::2], memoryview(b"")]}
    text, attachments = form.write(value)
    assert text == form.pack('{"a":{"$bytes":0},"b":[{"$bytes":1},{"$bytes":2},{"$bytes":3}]}')
    assert attachments == [b"\0\xff", b"x", b"y", b""]
    assert form.read(text, *attachments) == {"a": b"\0\xff", "b": [b"x", b"y", b""]}
    assert type(form.read('{"$bytes":0}', b"x")) is bytes


def test_large_bytes_are_not_copied(form: Form) -> None:
    data = bytearray(1000)
    _, (attachment,) = form.codec.encode([data])
    data[0] = 7
    assert bytes(attachment)[0] == 7


def test_bytes_keep_their_size_until_they_are_sent(form: Form) -> None:
    data = bytearray(b"abc")
    _, attachments = form.codec.encode([data])
    with pytest.raises(BufferError):  # as while it is sent by a socket
        data.extend(b"de")
    assert len(attachments[0]) == 3
    del attachments
    data.extend(b"de")


def test_bytes_of_a_class_with_a_size_of_its_own_are_as_many_as_they_are(form: Form) -> None:
    class Frames(bytes):
        def __len__(self) -> int:
            return 1

    _, (attachment,) = form.codec.encode([Frames(b"abc")])
    assert len(attachment) == 3
    assert bytes(attachment) == b"abc"


def test_integers_print_in_full(form: Form) -> None:
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    value = 10**10_000 + 1
    assert form.read(form.write(value)[0]) == value


def test_pydantic_models_are_maps(form: Form) -> None:
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.create_model("Model", x=(int, ...), when=(date, ...))
    assert form.write(model(x=1, when=date(2026, 1, 1))) == (
        form.pack('{"x":1,"when":{"$date":"2026-01-01"}}'),
        [],
    )


def test_fields_that_pydantic_is_to_leave_out_are_left_out(form: Form) -> None:
    pydantic = pytest.importorskip("pydantic")
    hidden = (str, pydantic.Field("secret", exclude=True))
    model = pydantic.create_model("User", name=(str, ...), password=hidden)
    assert form.write(model(name="a")) == (form.pack('{"name":"a"}'), [])


def test_models_of_pydantic_before_2_10_are_maps(form: Form) -> None:
    class Shown:
        exclude = None

    class Hidden:
        exclude = True

    class Model:
        __pydantic_validator__ = object()
        __pydantic_root_model__ = False
        __pydantic_extra__ = {"more": 2}  # noqa: RUF012 - as it is in an object of pydantic's
        model_fields = {"x": Shown(), "y": Hidden()}  # noqa: RUF012
        x = 1
        y = 3

    assert form.write(Model()) == (form.pack('{"x":1,"more":2}'), [])


def test_pydantic_models_that_are_no_maps_are_what_they_hold(form: Form) -> None:
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.RootModel[list[date]]
    assert form.write([model([date(2026, 1, 1)])]) == (
        form.pack('[[{"$date":"2026-01-01"}]]'),
        [],
    )


@pytest.fixture
def numpy() -> Any:
    return pytest.importorskip("numpy")


def test_numpy_scalars_are_plain_values(form: Form, numpy: Any) -> None:
    value = [numpy.bool_(True), numpy.int8(-1), numpy.uint64(2**64 - 1), numpy.float64(0.1)]
    assert form.write(value) == (form.pack("[true,-1,18446744073709551615,0.1]"), [])
    assert form.write(numpy.float32("nan")) == (form.pack('{"$float":"NaN"}'), [])
    assert form.write(numpy.float32(0.5)) == (form.pack("0.5"), [])
    assert form.write({numpy.str_("k"): numpy.int64(1)}) == (form.pack('{"k":1}'), [])


@pytest.mark.parametrize(
    "dtype", ["?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8"]
)
@pytest.mark.parametrize("shape", [(), (0,), (6,), (2, 3), (1, 2, 3), (0, 3)])
def test_arrays_are_written_and_read(
    form: Form, numpy: Any, dtype: str, shape: tuple[int, ...]
) -> None:
    array = numpy.ones(shape, dtype)
    text, attachments = form.write(array)
    kind = numpy.dtype(dtype).newbyteorder("<").str
    tag = {"dtype": kind, "shape": list(shape), "data": 0}
    assert text == form.pack(json.dumps({"$ndarray": tag}, separators=(",", ":")))
    back = form.read(text, *attachments)
    assert back.dtype == array.dtype
    assert back.shape == shape
    assert (back == array).all()


def test_arrays_of_any_layout_are_written_in_c_order(form: Form, numpy: Any) -> None:
    array = numpy.arange(6, dtype=">i4").reshape(2, 3)
    for view in (array, array.T, array[:, ::2], numpy.asfortranarray(array)):
        text, attachments = form.write(view)
        back = form.read(text, *attachments)
        assert (back == view).all()
        assert back.dtype.str == "<i4"


def test_array_shares_the_memory_of_the_message(form: Form, numpy: Any) -> None:
    data = bytearray(16)
    array = form.codec.decode(
        (form.pack('{"$ndarray":{"dtype":"<f8","shape":[2],"data":0}}'), [data])
    )
    array[0] = 1.0
    assert data != bytearray(16)


def test_array_of_bytes_that_can_not_be_written_to_has_memory_of_its_own(
    form: Form, numpy: Any
) -> None:
    for data in (bytes(16), memoryview(bytes(16)), Borrowed(bytes(16))):
        array = form.codec.decode(
            (form.pack('{"$ndarray":{"dtype":"<f8","shape":[2],"data":0}}'), [data])
        )
        array[0] = 1.0
        assert array.tolist() == [1.0, 0.0]
        assert bytes(data) == bytes(16)


def test_bytes_are_copied_once(form: Form) -> None:
    borrowed = Borrowed(b"hello")
    value = form.codec.decode((form.pack('{"$bytes":0}'), [borrowed]))
    assert (value, borrowed.copies) == (b"hello", 1)
    data = bytes(16)
    assert form.codec.decode((form.pack('{"$bytes":0}'), [data])) is data


class Borrowed:
    """An attachment in memory that is somebody else's."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.copies = 0

    def __len__(self) -> int:
        return len(self._data)

    def __bytes__(self) -> bytes:
        self.copies += 1
        return self._data

    def writable(self) -> bytearray:
        self.copies += 1
        return bytearray(self._data)


@pytest.fixture
def without_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numpy", None)


@pytest.mark.usefixtures("without_numpy")
def test_array_without_numpy_is_a_view_with_a_shape(form: Form) -> None:
    tag = '{"$ndarray":{"dtype":"<i2","shape":[2,3],"data":0}}'
    view = form.read(tag, bytes([1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0]))
    assert (view.format, view.shape) == ("h", (2, 3))
    assert view.tolist() == [[1, 2, 3], [4, 5, 6]]
    scalar = form.read('{"$ndarray":{"dtype":"|u1","shape":[],"data":0}}', b"\7")
    assert scalar.tolist() == 7
    assert form.read('{"$ndarray":{"dtype":"|u1","shape":[0,2],"data":0}}', b"").tolist() == []


@pytest.mark.usefixtures("without_numpy")
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python 3.12 has views of small floats")
def test_array_of_small_floats_without_numpy_says_what_it_needs(form: Form) -> None:
    with pytest.raises(ValueRefused, match="an array of f2 needs Python"):
        form.read('{"$ndarray":{"dtype":"<f2","shape":[1],"data":0}}', b"\0\0")


class _Fine(timedelta):
    """As pandas makes them."""

    nanoseconds = 7


def test_duration_keeps_its_nanoseconds(form: Form) -> None:
    assert form.write(_Fine(microseconds=-1)) == (form.pack('{"$duration":-993}'), [])


def test_classes_that_are_made_for_each_value_are_let_go(form: Form) -> None:
    def write_one() -> "weakref.ref[type]":
        @dataclass
        class Local:
            x: int

        assert form.write(Local(1)) == (form.pack('{"x":1}'), [])
        return weakref.ref(Local)

    made = [write_one() for _ in range(3000)]
    gc.collect()
    assert sum(one() is not None for one in made) < 2000
    assert form.write([True, 1, "x", Level.HIGH]) == (form.pack('[true,1,"x",3]'), [])
