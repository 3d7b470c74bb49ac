"""Breaking into calls on threads: in user code, once, and nowhere else."""

import gc
import threading
import time
from collections.abc import Iterator

import pytest

from snakepit._call import Call
from snakepit._errors import CallCancelled, Strike
from snakepit._thread_interrupts import ThreadGuard, ThreadInterrupts, ThreadShield


def _call(cancelled: bool) -> Call:
    call = Call(1, "tool", (b"", ()), False, False, 0, 0, 1, None, None)
    call.cancelled = cancelled
    return call


def _leave_after_strike(interrupts: ThreadInterrupts, call: Call) -> None:
    interrupts.open(call)
    interrupts.strike(call)
    interrupts.close()


def test_strike_into_user_code_arrives_at_the_latest_on_the_way_out() -> None:
    interrupts, call = ThreadInterrupts(), _call(False)
    with pytest.raises(CallCancelled):
        _leave_after_strike(interrupts, call)
    interrupts.close()
    assert interrupts.close() is False


def test_strike_outside_user_code_is_left_for_the_next_way_in() -> None:
    interrupts, call = ThreadInterrupts(), _call(True)
    interrupts.strike(call)
    assert interrupts.close() is False
    with pytest.raises(CallCancelled):
        interrupts.open(call)
    interrupts.open(call)  # once is enough
    interrupts.strike(call)
    assert interrupts.close() is True


def test_strike_at_a_call_that_has_gone_does_not_hit_the_next_one() -> None:
    interrupts, old, new = ThreadInterrupts(), _call(True), _call(False)
    interrupts.open(new)
    interrupts.strike(old)
    assert interrupts.close() is True
    assert not new.broken


def _strike_behind_shield(interrupts: ThreadInterrupts, call: Call, seen: list[str]) -> None:
    with ThreadShield(interrupts):
        call.cancelled = True
        interrupts.strike(call)
        seen.append("behind the shield")
    seen.append("must have been told")


def test_shield_lets_nothing_in_and_tells_afterwards() -> None:
    interrupts, call = ThreadInterrupts(), _call(False)
    interrupts.open(call)
    seen: list[str] = []
    with pytest.raises(CallCancelled):
        _strike_behind_shield(interrupts, call, seen)
    assert seen == ["behind the shield"]


def test_a_call_that_was_told_on_its_way_in_where_python_ignores_it_is_told_again() -> None:
    interrupts, call = ThreadInterrupts(), _call(True)
    with pytest.raises(Strike):
        interrupts.open(call)
    assert interrupts.strike_again()
    with pytest.raises(Strike):
        _wait_for_strike()
    interrupts.close()


def _wait_for_strike() -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        time.sleep(0.001)


@pytest.fixture
def _no_finalizers() -> Iterator[None]:
    """Keep callbacks of the collector off, which Python lets no exception out of."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_finalizers")
def test_strikes_at_any_moment_end_in_one_error_and_none_escapes() -> None:
    """A thread goes in and out of user code while another strikes whenever it likes."""
    for _ in range(300):
        _race()


def _race() -> None:
    call = _call(False)
    interrupts = ThreadInterrupts()
    guard = ThreadGuard(lambda: interrupts)
    begun = threading.Event()

    def strike() -> None:
        begun.wait()
        call.cancelled = True
        interrupts.strike(call)

    striker = threading.Thread(target=strike)
    striker.start()
    begun.set()
    errors = [guard.run(call, dict, {})[1] for _ in range(200)]
    striker.join()
    errors.append(guard.run(call, dict, {})[1])
    assert [type(error) for error in errors if error] == [Strike]
