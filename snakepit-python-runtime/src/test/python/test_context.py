"""The context where there is no call."""

import pytest

from snakepit import ContextError, context
from snakepit._call import Call
from snakepit._sessions import Sessions


def test_context_outside_a_worker_says_so() -> None:
    for use in (
        lambda: context.call_id,
        lambda: context.remaining(),
        lambda: context.session,
        lambda: context.cancelled,
        lambda: context.host.lookup(x=1),
        lambda: context.host["lookup"](),
        lambda: context.host_async.lookup(x=1),
        lambda: context.host_async["lookup"](),
        lambda: context.progress(1),
        lambda: context.log,
    ):
        with pytest.raises(ContextError, match="doesn't run in a Snakepit worker"):
            use()


def test_host_has_no_private_tools_by_attribute() -> None:
    with pytest.raises(AttributeError):
        _ = context.host._repr_html_
    with pytest.raises(AttributeError):
        _ = context.host_async._repr_html_


def _call(key: str | None) -> Call:
    return Call(1, "f", (b"", ()), False, False, 0, 0, 1, key, None)


def test_state_belongs_to_the_key_and_ends_with_the_session() -> None:
    sessions = Sessions()
    sessions.of(_call("a")).state["n"] = 1
    assert sessions.of(_call("a")).state == {"n": 1}
    assert sessions.of(_call("b")).state == {}
    sessions.end("a")
    assert sessions.of(_call("a")).state == {}


def test_call_without_a_session_has_one_of_its_own() -> None:
    sessions = Sessions()
    call = _call(None)
    sessions.of(call).state["n"] = 1
    assert sessions.of(call).state == {"n": 1}
    assert sessions.of(_call(None)).state == {}
