"""Dates that are as precise as their source: a year, a month, a day, a minute or a second, always in UTC."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?Z)?)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A moment in UTC, known as far as the first `None`. Orders by time; a coarser date comes first."""

    year: int
    month: int = 0
    day: int = 0
    hour: int = -1
    minute: int = -1
    second: int = -1

    @property
    def precision(self) -> str:
        """One of "year", "month", "day", "minute", "second"."""
        if not self.month:
            return "year"
        if not self.day:
            return "month"
        if self.hour < 0:
            return "day"
        return "minute" if self.second < 0 else "second"

    @property
    def date(self) -> dt.date | None:
        """The day in UTC, or None where the source names no day."""
        return dt.date(self.year, self.month, self.day) if self.day else None

    @property
    def moment(self) -> dt.datetime | None:
        """The aware moment in UTC, or None where the source names no time."""
        if self.hour < 0:
            return None
        second = max(self.second, 0)
        return dt.datetime(self.year, self.month, self.day, self.hour, self.minute, second, tzinfo=dt.UTC)

    def __str__(self) -> str:
        parts = {
            "year": f"{self.year:04}",
            "month": f"{self.year:04}-{self.month:02}",
            "day": f"{self.year:04}-{self.month:02}-{self.day:02}",
        }
        if self.precision in parts:
            return parts[self.precision]
        seconds = "" if self.second < 0 else f":{self.second:02}"
        return f"{parts['day']}T{self.hour:02}:{self.minute:02}{seconds}Z"


@lru_cache(maxsize=16384)
def parse(text: str) -> PartialDate:
    """The date written as `1962`, `1964-05`, `1971-01-21`, `1975-07-17T16:19Z` or `1975-07-17T16:19:09Z`.

    Raises ValueError where the form or the calendar says no (30 February, 25 o'clock).
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date like 1962, 1964-05, 1971-01-21 or 1975-07-17T16:19Z")
    numbers = {name: int(value) for name, value in match.groupdict().items() if value is not None}
    date = PartialDate(**numbers)
    dt.date(date.year, numbers.get("month", 1), numbers.get("day", 1))
    dt.time(max(date.hour, 0), max(date.minute, 0), max(date.second, 0))
    return date
