"""Values nested as deep as either side may send them, and deeper."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from forms import Form, form
from snakepit._payload import ValueRefused
from snakepit._tags import MAX_LEVELS

USED = 150
"""Frames that code of the user, and calls that run on top of others, may have taken before."""

C_TAKES_FRAMES = sys.version_info < (3, 12)
"""Later Pythons bound the recursion of C code, as that of ``json``, by itself, and less closely."""


@dataclass(frozen=True)
class Holder:
    value: Any


SHAPES: dict[str, tuple[Callable[[Any], Any], str]] = {
    "list": (lambda value: [value], "[%s]"),
    "map": (lambda value: {"a": value, "b": 1}, '{"a":%s,"b":1}'),
    "set": (lambda value: frozenset([value]), '{"$set":[%s]}'),
    "other keys": (lambda value: {1: value}, '{"$map":[[1,%s]]}'),
    "like a tag": (lambda value: {"$a": value}, '{"$map":[["$a",%s]]}'),
    "dataclass": (Holder, '{"value":%s}'),
}


@pytest.fixture(params=["json", "msgpack"], name="form")
def _form(request: pytest.FixtureRequest) -> Form:
    return form(request.param)


@pytest.fixture(params=SHAPES)
def shape(request: pytest.FixtureRequest) -> tuple[Callable[[Any], Any], str]:
    return SHAPES[request.param]


def nested(wrap: Callable[[Any], Any], levels: int) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = wrap(value)
    return value


def written(form: Form, text: str, levels: int) -> bytes:
    """Write a value by hand; what does that for the other tests recurses itself."""
    before, after = form.pack(text.replace("%s", "77")).split(form.pack("77"))
    return before * levels + form.pack("1") + after * levels


def with_frames(frames: int, function: Callable[[], Any]) -> Any:
    """Call a function with so many frames below it, counted as in a worker."""
    depth = len(_stack())
    return _descend(max(0, frames - depth), function)


def _stack() -> list[Any]:
    frames = []
    frame: Any = sys._getframe()
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    return frames


def _descend(frames: int, function: Callable[[], Any]) -> Any:
    return function() if frames == 0 else _descend(frames - 1, function)


def test_value_of_all_levels_is_read(form: Form, shape: tuple[Callable[[Any], Any], str]) -> None:
    body = written(form, shape[1], MAX_LEVELS)
    value = with_frames(USED, lambda: form.read(body))
    for _ in range(MAX_LEVELS):
        assert len(value) in (1, 2)
        value = next(iter(value.values() if isinstance(value, dict) else value))
    assert value == 1


def test_value_of_all_levels_is_written(
    form: Form, shape: tuple[Callable[[Any], Any], str]
) -> None:
    value = nested(shape[0], MAX_LEVELS)
    body, _ = with_frames(USED, lambda: form.write(value))
    assert body == written(form, shape[1], MAX_LEVELS)


def test_value_of_more_levels_than_may_be_is_not_written(
    form: Form, shape: tuple[Callable[[Any], Any], str]
) -> None:
    value = nested(shape[0], MAX_LEVELS + 1)
    with pytest.raises(ValueRefused, match="nested deeper than"):
        with_frames(USED, lambda: form.write(value))


def is_refused(function: Callable[[], Any]) -> bool:
    """Tell whether a value is refused for its depth; what else is raised fails the test."""
    try:
        function()
    except ValueRefused as refused:
        return "nested" in refused.reason
    return False


@pytest.mark.parametrize("levels", [2_000, 20_000])
def test_value_deeper_than_can_be_read_is_refused(
    form: Form, shape: tuple[Callable[[Any], Any], str], levels: int
) -> None:
    body = written(form, shape[1], levels)
    assert is_refused(lambda: form.read(body)) or (levels < 20_000 and not C_TAKES_FRAMES)


def test_value_read_or_written_far_up_the_stack_is_refused(
    form: Form, shape: tuple[Callable[[Any], Any], str]
) -> None:
    value, body = nested(shape[0], MAX_LEVELS), written(form, shape[1], MAX_LEVELS)
    frames = sys.getrecursionlimit() - 60
    refused = is_refused(lambda: with_frames(frames, lambda: form.read(body)))
    assert refused or form.codec.name == "msgpack" or not C_TAKES_FRAMES
    assert is_refused(lambda: with_frames(frames, lambda: form.write(value)))
