"""The decorator, and how functions are read."""

from __future__ import annotations

import dataclasses
import enum
import functools
import inspect
import sys
import types
import typing
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from declaring import declare as _declared
from snakepit._arguments import InvalidArgument
from snakepit._tool import Tool

if TYPE_CHECKING:
    from absent import Absent  # type: ignore[import-not-found]


def add(a: int, b: int = 5, *, c: str | None = None) -> int:
    """Adds two numbers.
    Both of them.

    More.
    """
    return a + b


def test_description_of_a_tool_comes_from_the_function() -> None:
    assert _declared(add).describe() == {
        "name": "add",
        "description": "Adds two numbers. Both of them.",
        "stream": False,
        "threadSafe": False,
        "parameters": [
            {"name": "a", "type": "int", "kinds": ["integer"], "required": True},
            {"name": "b", "type": "int", "kinds": ["integer"], "required": False},
            {
                "name": "c",
                "type": "str | None",
                "kinds": ["string", "null"],
                "required": False,
            },
        ],
        "returns": "int",
        "returnKinds": ["integer"],
    }


def test_options_replace_what_the_function_says() -> None:
    described = _declared(add, name="plus", description="x", thread_safe=True).describe()
    assert (described["name"], described["description"], described["threadSafe"]) == (
        "plus",
        "x",
        True,
    )


def test_kinds_of_functions_are_told_apart() -> None:
    def generator() -> Iterator[int]:
        yield 1

    async def coroutine() -> str:
        return ""

    async def asynchronous() -> AsyncIterator[float]:
        yield 1.0

    tools = [_declared(function) for function in (generator, coroutine, asynchronous)]
    assert [(one.stream, one.asynchronous) for one in tools] == [
        (True, False),
        (False, True),
        (True, True),
    ]
    assert [one.describe()["returnKinds"] for one in tools] == [
        ["integer"],
        ["string"],
        ["float", "integer"],
    ]


def test_decorated_function_is_read_through_its_wrapper() -> None:
    def generator(a: int) -> Iterator[int]:
        yield a

    @functools.wraps(generator)
    def wrapper(*values: Any, **named: Any) -> Iterator[int]:
        return generator(*values, **named)

    one = _declared(wrapper)
    assert one.stream
    assert [parameter["name"] for parameter in one.describe()["parameters"]] == ["a"]


def _plain(a: int) -> list[int]:
    return [a]


def _generator(a: int) -> Iterator[int]:
    yield a


async def _coroutine(a: int) -> int:
    return a


def test_wrapper_of_another_kind_than_its_function_makes_the_tool_one_of_its_kind() -> None:
    @functools.wraps(_plain)
    async def awaited(**named: Any) -> Any:
        return _plain(**named)

    @functools.wraps(_generator)
    async def collected(**named: Any) -> Any:
        return list(_generator(**named))

    @functools.wraps(_plain)
    def streamed(**named: Any) -> Any:
        yield from _plain(**named)

    @functools.wraps(_coroutine)
    async def several(**named: Any) -> Any:
        yield await _coroutine(**named)

    @functools.wraps(awaited)
    def passed_on(**named: Any) -> Any:
        return awaited(**named)

    tools = [_declared(one) for one in (awaited, collected, streamed, several, passed_on)]
    assert [(one.stream, one.asynchronous) for one in tools] == [
        (False, True),
        (False, True),
        (True, False),
        (True, True),
        (False, True),
    ]
    described = [one.describe()["parameters"] for one in tools]
    assert [[parameter["name"] for parameter in one] for one in described] == [["a"]] * 5


def test_signature_that_a_decorator_says_is_the_tool_s() -> None:
    def inner(connection: object, a: int, *rest: int) -> list[int]:
        return [a, *rest]

    @functools.wraps(inner)
    def given(*values: Any, **named: Any) -> Any:
        return inner(object(), *values, **named)

    signature = inspect.signature(inner)
    kept = [signature.parameters["a"]]
    given.__signature__ = signature.replace(parameters=kept)  # type: ignore[attr-defined]

    @functools.wraps(given)
    def around(*values: Any, **named: Any) -> Any:
        return given(*values, **named)

    for one in (_declared(given), _declared(around)):
        assert [parameter["name"] for parameter in one.describe()["parameters"]] == ["a"]
        assert one.describe()["parameters"][0]["kinds"] == ["integer"]
        assert one.describe()["returns"] == "list[int]"


def test_decorator_that_hides_what_it_wraps_makes_a_plain_tool() -> None:
    def collected(**named: Any) -> Any:
        return list(_generator(**named))

    collected.__signature__ = inspect.signature(_generator)  # type: ignore[attr-defined]

    one = _declared(collected)
    assert not one.stream
    assert [parameter["name"] for parameter in one.describe()["parameters"]] == ["a"]


def test_arguments_are_checked_and_converted_in_place() -> None:
    signature = _declared(add).signature
    arguments: dict[str, Any] = {"a": 1}
    signature.check(arguments)
    assert arguments == {"a": 1}
    with pytest.raises(InvalidArgument, match="missing argument 'a'"):
        signature.check({"b": 1})
    with pytest.raises(InvalidArgument, match="unknown argument 'd'; the tool takes: a, b, c"):
        signature.check({"a": 1, "d": 1})
    with pytest.raises(InvalidArgument, match="argument 'b': expected int, found str"):
        signature.check({"a": 1, "b": "x"})


def test_further_named_arguments_are_checked_by_their_hint() -> None:
    def rest(a: int = 0, **more: tuple[int, ...]) -> None: ...

    one = _declared(rest)
    assert one.describe()["variadic"] is True
    arguments: dict[str, Any] = {"x": [1, 2]}
    one.signature.check(arguments)
    assert arguments == {"x": (1, 2)}
    with pytest.raises(InvalidArgument):
        one.signature.check({"x": "no"})
    assert not one.signature.runs_code


def test_hint_of_further_arguments_tells_that_code_runs() -> None:
    @dataclasses.dataclass
    class Checked:
        x: int

    def rest(**more: Any) -> None: ...

    rest.__annotations__["more"] = Checked
    assert _declared(rest).signature.runs_code


def test_missing_argument_is_seen_among_further_ones() -> None:
    def rest(a: int, **more: int) -> None: ...

    with pytest.raises(InvalidArgument, match="missing argument 'a'"):
        _declared(rest).signature.check({"x": 1})


def test_hint_for_the_type_checker_alone_lets_everything_pass() -> None:
    def takes(x: Absent, y: list[Absent]) -> Absent:
        return x

    one = _declared(takes)
    assert [parameter["type"] for parameter in one.describe()["parameters"]] == [
        "Absent",
        "list[Absent]",
    ]
    one.signature.check({"x": 1, "y": 2})


def test_type_parameters_of_python_3_12_leave_the_rest_of_a_hint_checked(
    capfd: pytest.CaptureFixture[str],
) -> None:
    parameter = typing.TypeVar("Element")  # type: ignore[misc]

    @dataclasses.dataclass
    class Box:
        rows: list[Element]  # type: ignore[name-defined]  # noqa: F821

    def takes(x: list[Element], y: Box) -> Element: ...  # type: ignore[name-defined]  # noqa: F821

    for generic in (Box, takes):  # as ``class Box[Element]`` and ``def takes[Element]`` do
        generic.__type_params__ = (parameter,)  # type: ignore[union-attr]
    takes.__annotations__["y"] = Box
    one = _declared(takes)
    one.signature.check({"x": [1, "a"], "y": {"rows": [1]}})
    for wrong in ({"x": 1, "y": {"rows": []}}, {"x": [], "y": {"rows": 1}}):
        with pytest.raises(InvalidArgument):
            one.signature.check(wrong)
    assert capfd.readouterr().err == ""


class _Late:
    """A function as Python 3.14 has it: its hints are evaluated when they are asked for."""

    def __init__(self, function: Callable[..., Any], hints: dict[str, str]) -> None:
        self.hints = hints
        self.__name__ = self.__qualname__ = function.__name__
        self.__code__ = function.__code__
        self.__globals__ = function.__globals__
        self.__defaults__ = function.__defaults__
        self.__kwdefaults__ = function.__kwdefaults__

    def __call__(self) -> None: ...

    @property
    def __annotations__(self) -> dict[str, Any]:  # type: ignore[override]
        raise NameError("name 'Absent' is not defined")


@pytest.fixture
def annotationlib(monkeypatch: pytest.MonkeyPatch) -> Any:
    library: Any = types.ModuleType("annotationlib")
    library.Format = types.SimpleNamespace(STRING="as text")
    monkeypatch.setitem(sys.modules, "annotationlib", library)
    return library


def _check_late(one: Tool) -> None:
    one.signature.check({"x": 1, "y": [2]})
    with pytest.raises(InvalidArgument):
        one.signature.check({"x": 1, "y": 2})


def test_hints_that_are_evaluated_late_are_read_one_by_one(annotationlib: Any) -> None:
    def as_text(function: Any, *, format: str) -> Any:
        assert format == "as text"
        return function.hints

    annotationlib.get_annotations = as_text

    def takes(x, y): ...  # type: ignore[no-untyped-def]

    _check_late(_declared(_Late(takes, {"x": "Absent", "y": "list[int]", "return": "Absent"})))


def test_hints_of_callables_that_are_evaluated_late_are_read_one_by_one(
    annotationlib: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_text(function: Any, *, annotation_format: str | None = None) -> inspect.Signature:
        if annotation_format != "as text":
            raise NameError("name 'Absent' is not defined")
        return read(function)

    read = inspect.signature
    monkeypatch.setattr(inspect, "signature", as_text)

    class Takes:
        def __call__(self, x: Absent, y: list[int]) -> Absent:
            return x

    _check_late(_declared(Takes(), name="takes"))


def test_none_as_a_default_may_be_sent() -> None:
    def takes(x: int = None) -> None: ...  # type: ignore[assignment]  # noqa: RUF013

    _declared(takes).signature.check({"x": None})


def test_callables_that_are_no_functions_are_read_by_inspection() -> None:
    class Scaler:
        """Scales."""

        def __call__(self, x: float, by: float = 2.0) -> float:
            return x * by

    one = _declared(Scaler(), name="scale")
    assert one.description == "Scales."
    assert [parameter["required"] for parameter in one.describe()["parameters"]] == [True, False]
    _declared(functools.partial(add, b=1), name="partial").signature.check({"a": 1})
    _declared(Scaler().__call__, name="method").signature.check({"x": 1})


class Shop:
    def __init__(self, tax: int) -> None:
        self.tax = tax

    def price(self, net: int, note: str = None) -> int:  # type: ignore[assignment]  # noqa: RUF013
        return net + self.tax

    @functools.wraps(price)
    def wrapped(self, *values: Any, **named: Any) -> int:
        return self.price(*values, **named)

    @classmethod
    def open(cls, net: int, note: str | None = None) -> int:
        return net

    def __call__(self, net: int, note: str | None = None) -> int:
        return net


@pytest.mark.parametrize(
    "function",
    [
        Shop(1).price,
        Shop(1).wrapped,
        Shop.open,
        Shop(1),
        functools.partial(Shop.price, Shop(1)),
        functools.partial(Shop(1).wrapped),
    ],
    ids=str,
)
def test_hints_of_callables_that_are_no_functions_count(function: Callable[..., Any]) -> None:
    one = _declared(function, name="price", description="")
    described = one.describe()
    assert [parameter["name"] for parameter in described["parameters"]] == ["net", "note"]
    assert [parameter["kinds"] for parameter in described["parameters"]] == [
        ["integer"],
        ["string", "null"],
    ]
    assert described["returns"] == "int"
    with pytest.raises(InvalidArgument, match="argument 'net': expected int, found str"):
        one.signature.check({"net": "1"})
    one.signature.check({"net": 1, "note": None})


class Colour(enum.Enum):
    RED = "r"


@dataclasses.dataclass
class Paint:
    """A paint."""

    colour: Colour
    litres: int = 1


def test_class_is_a_tool_that_makes_one_of_it() -> None:
    one = _declared(Paint)
    described = one.describe()
    assert [parameter["kinds"] for parameter in described["parameters"]] == [
        ["string"],
        ["integer"],
    ]
    assert (described["returns"], described["returnKinds"]) == ("Paint", ["map"])
    arguments: dict[str, Any] = {"colour": "r"}
    one.signature.check(arguments)
    assert arguments == {"colour": Colour.RED}


def test_kinds_of_callables_that_are_no_functions_are_told_apart() -> None:
    class Later:
        async def __call__(self) -> None: ...

    class Several:
        def __call__(self) -> Iterator[int]:
            yield 1

    async def asynchronous(x: int) -> AsyncIterator[int]:
        """Counts."""
        yield x

    tools = [
        _declared(function, name="f")
        for function in (Later(), Several(), functools.partial(asynchronous, 1))
    ]
    assert [(one.stream, one.asynchronous) for one in tools] == [
        (False, True),
        (True, False),
        (True, True),
    ]
    assert tools[2].description == "Counts."


def test_hint_of_a_stream_tells_its_items_and_that_of_a_result_the_result() -> None:
    def stream() -> Iterable[int]:
        yield 1

    def unknown() -> typing.Iterator:  # type: ignore[type-arg]
        yield 1

    def bare() -> Iterable:  # type: ignore[type-arg]
        yield 1

    def result() -> Iterable[int]:
        return [1]

    def iterator() -> typing.Iterator:  # type: ignore[type-arg]
        return iter(())

    tools = [_declared(function).describe() for function in (stream, unknown, bare)]
    assert [one["returnKinds"] for one in tools] == [["integer"], [], []]
    assert [one["returns"] for one in tools] == ["int", "", ""]
    assert _declared(result).describe()["returns"] == "Iterable[int]"
    assert _declared(result).describe()["returnKinds"] == ["list"]
    assert _declared(iterator).describe()["returnKinds"] == []
