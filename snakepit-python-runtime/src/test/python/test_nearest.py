"""Suggestions for names that were mistyped: the same cases as the JVM's SuggestionsTest."""

import pytest

from snakepit import _builtin
from snakepit._failures import unknown_tool
from snakepit._nearest import nearest
from snakepit._tool import Tool

KNOWN = ["predict", "train", "classify", "add"]


@pytest.mark.parametrize(
    "mistyped", ["predit", "predicts", "perdict", "prefict", "Predict", "rpedcit"]
)
def test_a_mistyped_name_has_the_one_that_was_meant(mistyped: str) -> None:
    assert nearest(mistyped, KNOWN) == ["predict"]


@pytest.mark.parametrize("name", ["", "xyz", "predictable_nonsense", "train_model_on_gpu"])
def test_a_name_unlike_any_other_has_none(name: str) -> None:
    assert nearest(name, KNOWN) == []


def test_the_nearest_come_first_and_are_at_most_three() -> None:
    known = ["walkers", "worker", "works", "worked", "x"]
    assert nearest("workers", known) == ["worker", "walkers", "worked"]


def test_what_is_far_from_a_name_is_not_suggested_for_it() -> None:
    assert unknown_tool("nope", _builtin.tools())["suggestions"] == []


def test_what_nobody_wrote_is_not_suggested() -> None:
    assert unknown_tool("pign", _builtin.tools())["suggestions"] == []


def test_a_name_that_is_the_same_but_for_its_normalisation_is_nearest() -> None:
    assert nearest("e\u0301" * 3, ["x", "\xe9" * 3]) == ["\xe9" * 3]


def test_a_pool_without_tools_is_told_how_to_name_some() -> None:
    message = "there is no tool 'pign'"
    assert unknown_tool("pign", _builtin.tools())["message"] == (
        f"{message}: its pool names none; put their file, folder or module into its option "
        'tools, as tools = ["tools.py"]'
    )
    own = Tool(_own, "own", "", True)
    assert unknown_tool("pign", {**_builtin.tools(), "own": own})["message"] == message


def _own() -> None:
    pass
