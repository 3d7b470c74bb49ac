"""Hooks that would do nothing are refused where they are written."""

from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

import pytest

from snakepit import ToolDefinitionError, _hooks, on_start, on_stop


def _generator() -> Iterator[None]:
    yield


async def _asynchronous() -> AsyncIterator[None]:
    yield


@pytest.mark.parametrize("hook", [on_start, on_stop])
@pytest.mark.parametrize("function", [_generator, _asynchronous])
def test_a_hook_whose_code_would_never_run_is_refused(
    hook: Callable[..., Any], function: Callable[..., Any]
) -> None:
    for given in (function, partial(partial(function))):
        with pytest.raises(ToolDefinitionError, match=f"{function.__name__} can't be a hook"):
            hook(given)
        assert given not in _hooks.starting + _hooks.stopping
