"""What is too long for an error loses its middle, never what it was about."""

import pytest

from snakepit import _failures

BOUND = 4096


def _sink(depth: int) -> None:
    if depth == 0:
        raise ValueError("the root cause")
    _sink_on(depth)


def _sink_on(depth: int) -> None:
    _sink(depth - 1)


def _caught(depth: int) -> Exception:
    try:
        _sink(depth)
    except ValueError as error:
        return error
    raise AssertionError("it was to raise")


def _chain(error: Exception, length: int, context: bool = False) -> Exception:
    """Wrap an error again and again, as code does that adds what it knows."""
    for level in range(length):
        try:
            try:
                raise error
            except Exception as inner:
                if context:
                    raise RuntimeError(f"level {level}")  # noqa: B904
                raise RuntimeError(f"level {level}") from inner
        except RuntimeError as outer:
            error = outer
    return error


@pytest.mark.parametrize("context", [False, True])
@pytest.mark.parametrize("length", [1, 100])
@pytest.mark.parametrize("depth", [0, 200])
def test_a_traceback_keeps_the_first_cause_and_the_last(
    depth: int, length: int, context: bool
) -> None:
    traceback = _failures.raised(_chain(_caught(depth), length, context), BOUND)["traceback"]

    assert len(traceback) <= BOUND
    assert traceback.startswith("Traceback (most recent call last):\n")
    assert traceback.count("ValueError: the root cause\n") == 1
    assert traceback.endswith(f"RuntimeError: level {length - 1}\n")


def test_a_cause_that_was_silenced_is_not_told() -> None:
    try:
        try:
            _sink(0)
        except ValueError:
            raise RuntimeError("x" * BOUND) from None
    except RuntimeError as error:
        traceback = _failures.raised(error, BOUND)["traceback"]

    assert "characters left out" in traceback
    assert "root cause" not in traceback


def test_one_frame_that_is_left_out_is_no_plural(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_failures, "_MOST_FRAMES", 1)

    traceback = _failures.raised(_caught(0), BOUND)["traceback"]

    assert traceback.startswith("… 1 frame left out …\n")


def test_a_message_keeps_its_end() -> None:
    message = "the root cause"
    for level in range(100):
        message = (
            f"tool 'level_{level}' failed: snakepit.HostToolError: host tool failed: {message}"
        )

    cut = _failures.raised(ValueError(message), BOUND)["message"]

    assert len(cut) <= BOUND
    assert cut.startswith("tool 'level_99' failed")
    assert "characters left out" in cut
    assert cut.endswith("the root cause")


@pytest.mark.parametrize("bound", [64, 130, 256])
def test_a_bound_that_has_no_room_for_a_middle_is_kept(bound: int) -> None:
    error = _chain(ValueError("first" * BOUND), 2)

    failure = _failures.raised(RuntimeError("last" * BOUND), bound)
    chained = _failures.raised(error, bound)

    assert len(failure["message"]) <= bound
    assert failure["message"].startswith("last")
    assert len(chained["traceback"]) <= bound
    assert chained["traceback"].endswith("\n")
