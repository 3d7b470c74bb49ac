"""From type hints to what may be sent, and what becomes of it."""

import sys
import typing
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, Flag, IntEnum
from types import ModuleType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    ClassVar,
    Literal,
    NewType,
    Optional,
    TypeVar,
    Union,
)
from uuid import UUID

import pytest

from snakepit._expectation import Mismatch, or_none
from snakepit._hints import expect

if TYPE_CHECKING:
    from absent import Absent  # type: ignore[import-not-found]


class Colour(Enum):
    RED = "r"
    GREEN = 2


class Level(IntEnum):
    HIGH = 1
    TOP = 1


class Pair(Enum):
    ONE_TWO = (1, 2)


class Right(Flag):
    READ = 1
    WRITE = 2


@dataclass
class Point:
    x: int
    y: float = 0.5
    hidden: int = field(default=0, init=False)


@dataclass
class Offer:
    valid_until: int
    parse_html_page: int = 80


@dataclass
class Node:
    point: Point
    next: "Node | None" = None


@dataclass
class Scaled:
    x: int
    by: InitVar[int]
    plus: InitVar[int] = 0
    of: ClassVar[int] = 7

    def __post_init__(self, by: int, plus: int) -> None:
        self.x = self.x * by + plus


@dataclass
class Picky:
    x: int

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("negative")


@dataclass
class Partly:
    colour: "Colour"
    other: "Absent" = 0
    colours: "list[Colour]" = field(default_factory=list)


@dataclass
class PartlyMore(Partly):
    more: "Colour" = Colour.RED


@dataclass
class Noted:
    note: str = None  # type: ignore[assignment]
    at: date = None  # type: ignore[assignment]


@dataclass
class Fixed:
    at: typing.Final[date]
    by: "typing.Final[Colour]" = Colour.RED


@dataclass
class Broken:
    x: int

    def __post_init__(self) -> None:
        raise KeyError(self.x)


class Model:
    @classmethod
    def model_validate(cls, value: Any) -> None:
        raise ValueError("by itself")


Name = NewType("Name", str)
T = TypeVar("T")
UUID_TEXT = "12345678-1234-5678-1234-567812345678"

TAKEN: list[tuple[Any, str, list[str], list[tuple[Any, Any]]]] = [
    (int, "int", ["integer"], [(1, 1)]),
    (float, "float", ["float", "integer"], [(1.5, 1.5), (1, 1)]),
    (bool, "bool", ["boolean"], [(True, True)]),
    (str, "str", ["string"], [("x", "x")]),
    (bytes, "bytes", ["bytes"], [(b"x", b"x")]),
    (bytearray, "bytearray", ["bytes"], [(b"x", bytearray(b"x"))]),
    (None, "None", ["null"], [(None, None)]),
    (Any, "Any", [], [(1, 1), (None, None), ({1}, {1}), (Point, Point)]),
    (object, "object", [], [({1}, {1})]),
    (T, "T", [], [(b"x", b"x")]),
    (Enum, "Enum", [], [(1, 1), ("x", "x"), (Colour.RED, Colour.RED)]),
    (typing.Final[int], "Final[int]", ["integer"], [(1, 1)]),
    (
        Fixed,
        "Fixed",
        ["map"],
        [({"at": "2026-01-31", "by": "r"}, Fixed(date(2026, 1, 31), Colour.RED))],
    ),
    (list, "list", ["list"], [([1, "x"], [1, "x"])]),
    (list[int], "list[int]", ["list"], [([1], [1]), ([], [])]),
    (typing.List[int], "list[int]", ["list"], [([1], [1])]),  # noqa: UP006
    (list[float], "list[float]", ["list"], [([1, 2.5], [1, 2.5])]),
    (Sequence[str], "Sequence[str]", ["list"], [(["a"], ["a"])]),
    (Iterable[Any], "Iterable[Any]", ["list"], [([1], [1])]),
    (tuple, "tuple", ["list"], [([1, 2], (1, 2))]),
    (typing.Tuple, "Tuple", ["list"], [([1, 2], (1, 2))]),  # noqa: UP006
    (tuple[int, str], "tuple[int, str]", ["list"], [([1, "x"], (1, "x"))]),
    (tuple[int, ...], "tuple[int, ...]", ["list"], [([1, 2, 3], (1, 2, 3))]),
    (tuple[()], "tuple[()]", ["list"], [([], ())]),
    (typing.Tuple[()], "tuple[()]", ["list"], [([], ())]),  # noqa: UP006
    (set[int], "set[int]", ["set", "list"], [({1}, {1}), ([1, 1], {1})]),
    (
        set[int] | list[int],
        "set[int] | list[int]",
        ["set", "list"],
        [([1, 1], [1, 1]), ({1}, {1})],
    ),
    (frozenset[int], "frozenset[int]", ["set", "list"], [({1}, frozenset({1}))]),
    (dict, "dict", ["map"], [({1: 2}, {1: 2})]),
    (dict[str, int], "dict[str, int]", ["map"], [({"a": 1}, {"a": 1})]),
    (
        Mapping[str, list[Point]],
        "Mapping[str, list[Point]]",
        ["map"],
        [({"a": [{"x": 1}]}, {"a": [Point(1)]})],
    ),
    (int | None, "int | None", ["integer", "null"], [(1, 1), (None, None)]),
    (Optional[int], "int | None", ["integer", "null"], [(None, None)]),  # noqa: UP045
    (Union[int, str], "int | str", ["integer", "string"], [("x", "x")]),  # noqa: UP007
    (int | Any, "int | Any", [], [("x", "x")]),
    (Point | str, "Point | str", ["map", "string"], [({"x": 1}, Point(1)), ("x", "x")]),
    (Literal["a", 1], "Literal['a', 1]", ["string", "integer"], [("a", "a"), (1, 1)]),
    (Literal[Colour.RED], "Literal[<Colour.RED: 'r'>]", ["string", "integer"], [("r", Colour.RED)]),
    (
        Literal["a", Colour.RED],
        "Literal['a', <Colour.RED: 'r'>]",
        ["string", "integer"],
        [("a", "a"), ("r", Colour.RED), ("RED", Colour.RED)],
    ),
    (Annotated[int, "positive"], "int", ["integer"], [(1, 1)]),
    (Name, "Name", ["string"], [("x", "x")]),
    (Colour, "Colour", ["string", "integer"], [("r", Colour.RED), (2, Colour.GREEN)]),
    (Colour, "Colour", ["string", "integer"], [("RED", Colour.RED)]),
    (Level, "Level", ["integer", "string"], [("TOP", Level.HIGH)]),
    (Pair, "Pair", ["list", "string"], [([1, 2], Pair.ONE_TWO)]),
    (Right, "Right", ["integer", "string"], [(1, Right.READ), (3, Right.READ | Right.WRITE)]),
    (
        Offer,
        "Offer",
        ["map"],
        [({"valid_until": 1}, Offer(1)), ({"validUntil": 1, "parseHTMLPage": 2}, Offer(1, 2))],
    ),
    (Point, "Point", ["map"], [({"x": 1}, Point(1)), ({"x": 1, "y": 2}, Point(1, 2))]),
    (
        Node,
        "Node",
        ["map"],
        [({"point": {"x": 1}, "next": {"point": {"x": 2}}}, Node(Point(1), Node(Point(2))))],
    ),
    (
        Scaled,
        "Scaled",
        ["map"],
        [({"x": 2, "by": 3}, Scaled(2, 3)), ({"x": 2, "by": 3, "plus": 1}, Scaled(2, 3, 1))],
    ),
    (
        date,
        "date",
        ["date", "string"],
        [(date(2026, 1, 2), date(2026, 1, 2)), ("2026-01-02", date(2026, 1, 2))],
    ),
    (time, "time", ["time", "string"], [("10:30", time(10, 30))]),
    (
        datetime,
        "datetime",
        ["datetime", "string"],
        [("2026-01-02T10:00", datetime(2026, 1, 2, 10))],
    ),
    (timedelta, "timedelta", ["duration"], [(timedelta(1), timedelta(1))]),
    (Decimal, "Decimal", ["decimal", "integer", "string"], [("1.20", Decimal("1.20"))]),
    (Decimal, "Decimal", ["decimal", "integer", "string"], [(3, Decimal(3))]),
    (UUID, "UUID", ["uuid", "string"], [(UUID_TEXT, UUID(UUID_TEXT))]),
    (Mismatch, "Mismatch", [], [(1, 1)]),
]


@pytest.mark.parametrize(("hint", "text", "kinds", "cases"), TAKEN, ids=lambda item: str(item)[:30])
def test_hint_takes_its_values_and_converts_them(
    hint: Any, text: str, kinds: list[str], cases: list[tuple[Any, Any]]
) -> None:
    expectation = expect(hint)
    assert (expectation.text, list(expectation.kinds)) == (text, kinds)
    for sent, expected in cases:
        taken = expectation.take(sent)
        assert taken == expected
        assert type(taken) is type(expected)


@pytest.mark.parametrize(
    ("hint", "value", "path", "expected", "found"),
    [
        (int, True, "", "int", "bool"),
        (int, 1.0, "", "int", "float"),
        (float, "1", "", "float", "str"),
        (float, True, "", "float", "bool"),
        (bool, 1, "", "bool", "int"),
        (str, None, "", "str", "None"),
        (bytes, "x", "", "bytes", "str"),
        (bytearray, "x", "", "bytearray", "str"),
        (None, 0, "", "None", "int"),
        (list, {1}, "", "list", "set"),
        (list[int], [1, "x"], "[1]", "int", "str"),
        (list[list[int]], [[], [1, None]], "[1][1]", "int", "None"),
        (tuple[int, str], [1], "", "tuple[int, str]", "1 element"),
        (tuple[int, str], [1, 2], "[1]", "str", "int"),
        (tuple[int, ...], [1, "x"], "[1]", "int", "str"),
        (tuple[int, ...], {1}, "", "tuple[int, ...]", "set"),
        (set[int], {"x"}, "[0]", "int", "str"),
        (set, [[]], "", "set", "elements that can't be in a set"),
        (set, {}, "", "set", "dict"),
        (dict[str, int], {"a": "x"}, "['a']", "int", "str"),
        (dict[str, int], {1: 1}, "[1]", "str", "int"),
        (dict[str, int], [], "", "dict[str, int]", "list"),
        (int | None, "x", "", "int | None", "str"),
        (list[int] | None, [1, "x"], "[1]", "int", "str"),
        (Point | None, {}, "", "Point", "no field 'x'"),
        (Colour | None, "blue", "", "Colour (RED, GREEN)", "'blue'"),
        (date | int | None, "2026-02-30", "", "date", "'2026-02-30'"),
        (tuple[int, str] | None, [1], "", "tuple[int, str]", "1 element"),
        (Point | Scaled, {"q": 1}, "", "Point | Scaled", "the unknown field 'q'"),
        (list[Point] | list[int], [{"x": "1"}], "[0].x", "int", "str"),
        (list[int] | list[Point], [{"x": "1"}], "[0].x", "int", "str"),
        (typing.Tuple[()], [1], "", "tuple[()]", "1 element"),  # noqa: UP006
        (Literal["a", 1], "b", "", "Literal['a', 1]", "'b'"),
        (Literal["a", 1], True, "", "Literal['a', 1]", "True"),
        (Literal["a", 1], None, "", "Literal['a', 1]", "None"),
        (Literal[Colour.RED, "a"], "b", "", "Literal[<Colour.RED: 'r'>, 'a']", "'b'"),
        (Literal[Level.HIGH], True, "", "Literal[<Level.HIGH: 1>]", "True"),
        (Colour, "blue", "", "Colour (RED, GREEN)", "'blue'"),
        (Right, 4, "", "Right (READ, WRITE)", "4"),
        (dict[Colour, int], {"r": 1, "RED": 2}, "['RED']", "Colour", "a key that is there twice"),
        (set[Colour], {"r", "RED"}, "", "set[Colour]", "two elements that are equal"),
        (Colour, 2.0, "", "Colour (RED, GREEN)", "float"),
        (Point, {"x": "1"}, ".x", "int", "str"),
        (Scaled, {"x": 1}, "", "Scaled", "no field 'by'"),
        (Scaled, {"x": 1, "by": "3"}, ".by", "int", "str"),
        (Scaled, {"x": 1, "by": 3, "of": 1}, "", "Scaled", "the unknown field 'of'"),
        (Point, {}, "", "Point", "no field 'x'"),
        (Offer, {"validUntil": "1"}, ".validUntil", "int", "str"),
        (
            Offer,
            {"validUntil": 1, "valid_until": 2},
            "",
            "Offer",
            "the unknown field 'validUntil'",
        ),
        (Offer, {"validFrom": 1}, "", "Offer", "the unknown field 'validFrom'"),
        (Point, {"x": 1, "z": 2}, "", "Point", "the unknown field 'z'"),
        (Point, {"x": 1, "hidden": 2}, "", "Point", "the unknown field 'hidden'"),
        (Point, [1], "", "Point", "list"),
        (Picky, {"x": -1}, "", "Picky", "fields that it refuses: negative"),
        (Broken, {"x": 1}, "", "Broken", "fields that it refuses: KeyError: 1"),
        (list[Broken], [{"x": 1}], "[0]", "Broken", "fields that it refuses: KeyError: 1"),
        (Model, {}, "", "Model", "fields that it refuses: by itself"),
        (
            Node,
            {"point": {"x": 1}, "next": {"point": {"x": None}}},
            ".next.point.x",
            "int",
            "None",
        ),
        (date, datetime(2026, 1, 1), "", "date", "datetime.datetime"),
        (date, "2026-02-30", "", "date", "'2026-02-30'"),
        (Decimal, "x", "", "Decimal", "'x'"),
        (Decimal, 1.5, "", "Decimal", "float"),
        (UUID, "x", "", "UUID", "'x'"),
        (timedelta, 5, "", "timedelta", "int"),
    ],
    ids=lambda item: str(item)[:30],
)
def test_value_that_does_not_fit_is_refused_with_its_place(
    hint: Any, value: Any, path: str, expected: str, found: str
) -> None:
    with pytest.raises(Mismatch) as refused:
        expect(hint).take(value)
    mismatch = refused.value
    assert (mismatch.path(), mismatch.expected, mismatch.found) == (path, expected, found)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="Python 3.11 brought the notation")
def test_tuples_with_a_part_of_any_length() -> None:
    kind: Any = tuple
    (rest,) = kind[str, ...]  # *tuple[str, ...]
    (fixed,) = kind[str, int]
    evaluated = typing.get_type_hints(Starred(kind[rest]))["x"].__args__[0]
    for unpacked in (rest, evaluated):
        expectation = expect(kind[int, unpacked])
        assert expectation.text == "tuple[int, *tuple[str, ...]]"
        assert expectation.take([1, "a", "b"]) == (1, "a", "b")
        assert expectation.take([1]) == (1,)
        assert expect(kind[unpacked]).take(["a", "b"]) == ("a", "b")
        with pytest.raises(Mismatch):
            expect(kind[unpacked]).take(["a", 1])
    assert expect(kind[fixed, bool]).take(["a", 1, True]) == ("a", 1, True)
    with pytest.raises(Mismatch):
        expect(kind[fixed, bool]).take(["a", 1])


class Starred:
    """What evaluates a hint as that of a tool is."""

    def __init__(self, hint: Any) -> None:
        self.__annotations__ = {"x": hint}


@pytest.mark.parametrize(
    "hint",
    [
        Point,
        Model,
        Point | None,
        list[Point],
        tuple[Point, ...],
        tuple[int, Point],
        set[Point],
        dict[str, Point],
        dict[Point, int],
        list[dict[str, Point | int]],
        Annotated[Point, "x"],
        Right,  # whose values are combined by a method that may be the user's
    ],
    ids=str,
)
def test_hint_tells_that_code_of_its_classes_runs(hint: Any) -> None:
    assert expect(hint).runs_code
    assert or_none(expect(hint)).runs_code


@pytest.mark.parametrize("hint", [int, list[int], dict, dict[str, float], date, Colour, int | None])
def test_hint_without_classes_of_the_user_runs_no_code(hint: Any) -> None:
    assert not expect(hint).runs_code


def test_alias_that_names_itself_is_read_once() -> None:
    class Alias:  # as the statement ``type`` of Python 3.12 makes it
        __name__ = "Tree"
        __value__: Any

    tree: Any = Alias()
    tree.__value__ = list[tree] | int
    expectation = expect(tree)
    assert (expectation.text, expectation.kinds) == ("Tree", ("list", "integer"))
    assert expectation.take([1, [2]]) == [1, [2]]
    with pytest.raises(Mismatch):
        expectation.take("x")


def test_field_is_read_where_the_class_stands_that_declares_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere: Any = ModuleType("elsewhere")
    monkeypatch.setitem(sys.modules, "elsewhere", elsewhere)
    exec(
        "from dataclasses import dataclass\nfrom datetime import date as Day\n"
        "@dataclass\nclass Dated:\n    at: 'Day'\n",
        vars(elsewhere),
    )

    @dataclass
    class Priced(elsewhere.Dated):  # type: ignore[misc]
        price: Decimal = Decimal(0)

    assert expect(Priced).take({"at": "2026-01-31", "price": 2}) == Priced(
        date(2026, 1, 31), Decimal(2)
    )


def test_field_for_the_type_checker_alone_leaves_the_others_checked() -> None:
    taken = expect(PartlyMore).take({"colour": "r", "other": "x", "colours": [2], "more": 2})
    assert taken == PartlyMore(Colour.RED, "x", [Colour.GREEN], Colour.GREEN)
    with pytest.raises(Mismatch) as refused:
        expect(Partly).take({"colour": "blue"})
    assert refused.value.path() == ".colour"


def test_none_as_a_default_may_be_sent() -> None:
    expectation = or_none(expect(int))
    assert expectation.kinds == ("integer", "null")
    assert expectation.take(None) is None
    assert or_none(expect(Any)).kinds == ()
    assert expect(Noted).take({"note": None, "at": None}) == Noted()
    assert expect(Noted).take({"at": "2026-01-02"}) == Noted(at=date(2026, 1, 2))


def test_numpy_arrays_are_taken_and_made_of_lists() -> None:
    numpy = pytest.importorskip("numpy")
    typed = pytest.importorskip("numpy.typing")
    for hint in (numpy.ndarray, typed.NDArray[numpy.float64]):
        expectation = expect(hint)
        assert expectation.kinds == ("ndarray", "list")
        array = numpy.zeros(3)
        assert expectation.take(array) is array
        assert expectation.take([[1, 2], [3, 4]]).tolist() == [[1, 2], [3, 4]]
        for value, found in ((["x"], "list"), ([[1], [1, 2]], "a ragged list"), (5, "int")):
            with pytest.raises(Mismatch) as refused:
                expectation.take(value)
            assert refused.value.found == found


def test_pydantic_models_are_validated() -> None:
    pydantic = pytest.importorskip("pydantic")
    model = pydantic.create_model("Model", x=(int, ...), tags=(list[str], []))
    expectation = expect(model)
    assert expectation.kinds == ("map",)
    assert expectation.take({"x": 1}) == model(x=1)
    with pytest.raises(Mismatch) as refused:
        expectation.take({"x": 1, "tags": ["a", 2]})
    assert refused.value.path() == ".tags[1]"
    with pytest.raises(Mismatch):
        expectation.take(5)


def test_model_of_pydantic_that_is_no_map_takes_what_it_holds() -> None:
    pydantic = pytest.importorskip("pydantic")
    model: Any = pydantic.RootModel[list[int]]
    expectation = expect(model)
    assert (expectation.kinds, expectation.runs_code) == (("list",), True)
    assert expectation.take([1, 2]) == model([1, 2])
    assert expect(list[model] | None).take([[1], [2]]) == [model([1]), model([2])]
    with pytest.raises(Mismatch) as refused:
        expectation.take([1, "x"])
    assert refused.value.path() == "[1]"


def test_what_a_validator_of_pydantic_raises_beside_its_own_is_a_refusal() -> None:
    pydantic = pytest.importorskip("pydantic")

    def refuse(value: int) -> int:
        raise KeyError(value)

    validators = {"refuse": pydantic.field_validator("x")(refuse)}
    model = pydantic.create_model("Model", x=(int, ...), __validators__=validators)
    with pytest.raises(Mismatch) as refused:
        expect(model).take({"x": 1})
    assert refused.value.found == "fields that it refuses: KeyError: 1"
