"""Tools with hints of many kinds, for the interfaces that the command writes."""

import collections.abc
import datetime as dt
import enum
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, NewType, Optional, Union
from uuid import UUID

from snakepit import tool


class Colour(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1


@dataclass
class Point:
    x: int
    y: int = 0


Count = NewType("Count", int)
Day = NewType("Day", date)


@tool
def add(a: int, b: int = 0) -> int:
    """Add two numbers, with <care> & @all */ of C:\\users."""
    return a + b


@tool
def mean_of(all_values: Sequence[float]) -> float:
    return sum(all_values) / len(all_values)


@tool
def find_name(names: dict[str, int], wanted: int | None = None) -> str | None:
    return next((name for name, number in names.items() if number == wanted), None)


@tool
def load_model(model_name: str, warm: bool = False) -> None:
    """Load a model.

    What stands here isn't shown.
    """


@tool
def move(point: Point, by: "Point") -> Point:
    return Point(point.x + by.x, point.y + by.y)


@tool
def paint(colour: Colour, level: Level) -> Colour:
    return colour


@tool
def count_up(to: Count) -> Iterator[int]:
    yield from range(to)


@tool
async def pairs(names: set[str]) -> AsyncIterator[dict[str, float]]:
    for index, name in enumerate(sorted(names)):
        yield {name: index}


@tool
def untyped_items(first, **others):
    yield first
    yield others


@tool
def echo(value: Any):
    return value


@tool
def numbered(rows: list[tuple[int, ...]]) -> dict[int, list[int]]:
    return dict(enumerate([list(row) for row in rows]))


@tool
def when(day: Day, at: dt.datetime, lasts: timedelta, clock: dt.time) -> tuple[date, timedelta]:
    return day, lasts


@tool
def next_day(day: Optional[date] = None) -> Union[date, None]:
    return None if day is None else day + timedelta(days=1)


@tool
def invoice(key: UUID, sums: Mapping[str, Decimal], raw: bytes | None) -> Decimal:
    return sum(sums.values(), Decimal(0))


@tool
def weighed(items: collections.abc.Sequence[Annotated[int, "kg, or ]"]]) -> list[str | None]:
    return [None, *map(str, items)]


@tool
def pick(choice: Literal["a", "b"], either: int | str, ratio: int | float) -> frozenset[bytes]:
    return frozenset([choice.encode()])


@tool(name="class")
def keyword(new: int, New: int, this: int = 3) -> int:
    return new + New + this


@tool(name="loadModel")
def clashes() -> str:
    return "the other"


@tool(name="get_class")
def reserved() -> str:
    return "not Java's"


@tool(name="hash-code")
def dashed() -> str:
    return "dashed"


@tool
def notify() -> str:
    return "notified"


@tool(name='"odd" \\u \n*/')
def _odd(_x: int, __: int = 2) -> list[int | None]:
    return [_x, None, __]


@tool
def _private() -> bool:
    return True


@tool
def step_2(größe: float) -> float:
    return größe
