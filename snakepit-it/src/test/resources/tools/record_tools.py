"""What Java sends as a record with an enum in it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from snakepit import tool


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


@dataclass
class Offer:
    short_name: str
    size: Size
    valid_until: date


@tool
def renew(offer: Offer) -> Offer:
    return replace(offer, size=Size.LARGE, valid_until=offer.valid_until + timedelta(days=1))
