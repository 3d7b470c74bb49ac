"""Dates and times as text. Python 3.10 reads less than the wire may carry, so this does."""

import re
from collections.abc import Callable
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone
from typing import Any

from snakepit._payload import Unheld

_DATE = r"(\d{4}|-\d{4,}|\+[1-9]\d{4,})-(\d\d)-(\d\d)"
_TIME = r"(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?"
_OFFSET = r"(?:(Z)|([+-])(\d\d):(\d\d)(?::(\d\d))?)?"
_DATE_ONLY = re.compile(_DATE)
_TIME_ONLY = re.compile(_TIME)
_DATE_TIME = re.compile(f"{_DATE}T{_TIME}{_OFFSET}")

_TOO_FINE = (
    "finer than a microsecond, the finest Python keeps; in Java, use truncatedTo(ChronoUnit.MICROS)"
)


def parse_date(text: str) -> date:
    """Read a date; ValueError says why not."""
    return date(*_day(_match(_DATE_ONLY, text, "a date"), text))


def parse_time(text: str) -> time:
    """Read a time of day without offset; ValueError says why not."""
    return time(*_clock(_match(_TIME_ONLY, text, "a time")))


def parse_datetime(text: str) -> datetime:
    """Read a date with time, aware when there is an offset; ValueError says why not."""
    parts = _match(_DATE_TIME, text, "a date-time")
    utc, sign, hours, minutes, seconds = parts[7:]
    zone = None
    if utc:
        zone = timezone.utc
    elif sign:
        offset = timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds or 0))
        zone = timezone(-offset if sign == "-" else offset)
    return datetime(*_day(parts[:3], text), *_clock(parts[3:7]), tzinfo=zone)


def duration(nanoseconds: int) -> timedelta:
    """Read a duration; ValueError says why not."""
    microseconds, rest = divmod(nanoseconds, 1000)
    if rest:
        raise Unheld(f"{nanoseconds} ns is {_TOO_FINE}")
    try:
        return timedelta(microseconds=microseconds)
    except OverflowError:
        raise Unheld(f"{nanoseconds} ns is more than Python's timedelta holds") from None


def nanoseconds(value: timedelta) -> int:
    """Write a duration; those of pandas are finer than Python's."""
    microseconds = (value.days * 86_400 + value.seconds) * 1_000_000 + value.microseconds
    return microseconds * 1000 + int(getattr(value, "nanoseconds", 0))


def _match(pattern: "re.Pattern[str]", text: str, what: str) -> tuple[Any, ...]:
    matched = pattern.fullmatch(text)
    if matched is None:
        raise ValueError(f"{text!r} isn't {what}")
    return matched.groups()


def _day(parts: tuple[Any, ...], text: str) -> tuple[int, int, int]:
    year, month, day = map(int, parts)
    if not MINYEAR <= year <= MAXYEAR:
        raise Unheld(f"{text} is beyond the years {MINYEAR} to {MAXYEAR}, which Python has")
    return year, month, day


def _clock(parts: tuple[Any, ...]) -> tuple[int, int, int, int]:
    hour, minute, second, fraction = parts
    digits = (fraction or "").ljust(9, "0")
    if digits[6:] != "000":
        raise Unheld(f".{fraction} s is {_TOO_FINE}")
    return int(hour), int(minute), int(second or 0), int(digits[:6])


PARSERS: dict[str, Callable[[str], Any]] = {
    "date": parse_date,
    "time": parse_time,
    "datetime": parse_datetime,
}
