"""Declares tools in tests."""

from collections.abc import Callable
from typing import Any

from snakepit import tool
from snakepit._tool import Tool, declared


def declare(function: Callable[..., Any], **options: Any) -> Tool:
    """Declare a tool and read its hints."""
    if options:
        tool(**options)(function)
    else:
        assert tool(function) is function
    declared[-1].prepare()
    return declared[-1]
