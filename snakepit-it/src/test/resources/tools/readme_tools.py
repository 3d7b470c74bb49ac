"""The tools that the README's samples call without showing them."""

from typing import Any

from snakepit import context, tool


@tool
def load_model(model_name: str) -> None:
    context.session.state["model"] = model_name


@tool
def predict(x: int) -> int:
    return 2 * x


@tool
def rows() -> list[dict[str, Any]]:
    return [{"item": "tea", "price": 12.0}]
