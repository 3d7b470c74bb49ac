"""What can't be a tool is refused when it is declared."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any

import pytest

from declaring import declare as _declared
from snakepit import ToolDefinitionError, tool
from snakepit._tool import declared


class Shop:
    def price(self, net: int) -> int:
        return net


@pytest.mark.parametrize(
    ("function", "text"),
    [
        (lambda *values: values, "parameter *values is variable"),
        (lambda a, *rest, b, c=1: a, "parameter *rest is variable"),
        (lambda a, b=1, /: a, "parameter a is positional-only"),
    ],
)
def test_parameters_that_have_no_name_are_refused_at_once(
    function: Callable[..., Any], text: str
) -> None:
    with pytest.raises(ToolDefinitionError) as refused:
        tool(name="f")(function)
    assert text in str(refused.value)


def test_method_that_has_no_object_is_refused_at_once() -> None:
    with pytest.raises(ToolDefinitionError) as refused:

        class Till:
            @tool
            @functools.lru_cache  # noqa: B019
            def total(self, net: int) -> int:
                return net

    assert str(refused.value) == (
        "tool 'total': it is a method, and parameter self would have to come from the JVM; make it "
        "a function, or take the method of an object: tool(Till(…).total)"
    )
    with pytest.raises(ToolDefinitionError, match="it is a method"):
        tool(Shop.price)


def _tool_above() -> None:
    class Till:
        @tool
        @classmethod
        def open(cls, net: int) -> int:
            return net


def _tool_with_options_above() -> None:
    class Till:
        @tool(thread_safe=True)
        @classmethod
        def open(cls, net: int) -> int:
            return net


def _tool_beneath() -> None:
    class Till:
        @classmethod
        @tool
        def open(cls, net: int) -> int:
            return net


@pytest.mark.parametrize("write", [_tool_above, _tool_with_options_above, _tool_beneath])
def test_class_method_that_has_no_class_is_refused_at_once(write: Callable[[], None]) -> None:
    with pytest.raises(ToolDefinitionError) as refused:
        write()

    assert str(refused.value) == (
        "tool 'open': it is a class method, and its class would have to come from the JVM; make it "
        "a static method, or take the method of the class, below it: tool(Till.open)"
    )


def test_method_of_a_class_that_is_there_is_a_tool() -> None:
    class Till:
        @classmethod
        def open(cls, net: int) -> tuple[type, int]:
            return cls, net

    made = _declared(Till.open)

    assert [entry["name"] for entry in made.describe()["parameters"]] == ["net"]
    assert made.function(net=1) == (Till, 1)


@pytest.mark.parametrize("options", [{}, {"thread_safe": True}])
def test_what_cannot_be_called_is_refused_at_once(options: dict[str, Any]) -> None:
    class Till:
        @property
        def total(self) -> int:
            return 1

    with pytest.raises(ToolDefinitionError, match="@tool takes a function, not <property"):
        _declared(Till.total, **options)


def test_method_that_needs_no_object_is_a_tool() -> None:
    class Till:
        @staticmethod
        @tool
        def total(net: int) -> int:
            return net

    def plain(self: int) -> int:
        return self

    declared[-1].prepare()
    declared[-1].signature.check({"net": 1})
    _declared(plain).signature.check({"self": 1})


def test_functions_without_a_readable_signature_are_refused() -> None:
    for function in (print, math.hypot, dict):
        with pytest.raises(ToolDefinitionError):
            _declared(function, name="f")


@pytest.mark.parametrize("name", ["", "$x", 5, "\ud800"])
def test_impossible_names_are_refused(name: Any) -> None:
    with pytest.raises(ToolDefinitionError, match="can't be the name"):
        tool(name=name)(Shop().price)


def test_decorator_refuses_what_is_no_function() -> None:
    with pytest.raises(ToolDefinitionError, match="takes a function"):
        tool("add")  # type: ignore[call-overload]
