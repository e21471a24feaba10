"""Moments, days and periods as people type them: 1975-07-17, 17 July 1975 16:19, июль 1975, 1995..1998, today."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from bot.facts.dates import PartialDate, parse
from bot.understanding.days import MONTHS, TODAY
from bot.words import tokens

_DOTTED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?:\s*(?:UTC|GMT|Z))?", re.IGNORECASE)
_LAST_TIME = re.compile(rf"[ ,T]+({_TIME.pattern})$", re.IGNORECASE)
_SILENT = ("of", "the", "in", "on", "st", "nd", "rd", "th", "goda", "god", "godu", "g", "v")
_BETWEEN = re.compile(r"\s*(?:\.\.+|…|–|—|/| to | until | по | до |\s-\s)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """From the first to the last second, in UTC, both included; `unit` says what was meant."""

    first: dt.datetime
    last: dt.datetime
    unit: str  # "moment", "day" or "period"


def span(text: str, time: str, *, today: dt.date) -> Span:
    """What a text means; an empty one is today. Raises ValueError where it names no time."""
    if " ".join(tokens(text[:60])) in TODAY:
        text = today.isoformat()
    parts = [text.strip()] if _whole(text) else _BETWEEN.split(text.strip()[:120])
    if len(parts) == 1:
        return _one(parts[0], time)
    if len(parts) != 2 or time.strip():
        raise ValueError(text)
    first, last = (_one(part, "") for part in parts)
    if last.last < first.first:
        raise ValueError(text)
    return Span(first.first, last.last, "day" if first == last and first.unit == "day" else "period")


def _whole(text: str) -> PartialDate | None:
    """A date as the record writes it, or with dots or slashes between day, month and year."""
    text = text.strip()
    if match := _DOTTED.fullmatch(text):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    try:
        return parse(text)
    except ValueError:
        return None


def _one(text: str, time: str) -> Span:
    date = _whole(text)
    if date is None and not time.strip() and (clock := _LAST_TIME.search(text)):
        text, time = text[: clock.start()], clock[1]
    date = date or _whole(text) or _spoken(text)
    if date.moment:
        return Span(date.moment, date.moment, "moment")
    if not time.strip():
        return _spread(date)
    if not date.day:
        raise ValueError(text)
    moment = dt.datetime.combine(dt.date(date.year, date.month, date.day), _clock(time), dt.UTC)
    return Span(moment, moment, "moment")


def _clock(text: str) -> dt.time:
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    return dt.time(int(match[1]), int(match[2]), int(match[3] or 0))


def _spoken(text: str) -> PartialDate:
    """A year, a month of a year or a day with the month in words, in either language and any order."""
    words = [word for word in tokens(text[:80]) if word not in _SILENT]
    months = [MONTHS[word] for word in words if word in MONTHS]
    years = [int(word) for word in words if word.isdigit() and len(word) == 4]
    days = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    if len(years) != 1 or len(months) > 1 or len(days) > len(months) or len(words) != 1 + len(months) + len(days):
        raise ValueError(text)
    date = PartialDate(years[0], *months, *days)
    dt.date(date.year, date.month or 1, date.day or 1)
    return date


def _spread(date: PartialDate) -> Span:
    first = dt.datetime(date.year, date.month or 1, date.day or 1, tzinfo=dt.UTC)
    month = date.month or 12
    day = date.day or calendar.monthrange(date.year, month)[1]
    last = dt.datetime(date.year, month, day, 23, 59, 59, tzinfo=dt.UTC)
    return Span(first, last, "day" if date.day else "period")
