"""Seconds since 1970, as the edition counts them, to and from dates. The record's own last moment."""

import datetime as dt

from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

DAY = 86400
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def seconds(moment: dt.datetime) -> int:
    """The seconds of an aware moment."""
    return int((moment - _EPOCH).total_seconds())


def day_of(second: int) -> PartialDate:
    """The day in UTC."""
    moment = _moment(second)
    return PartialDate(moment.year, moment.month, moment.day)


def minute_of(second: int) -> PartialDate:
    """The minute in UTC."""
    moment = _moment(second)
    return PartialDate(moment.year, moment.month, moment.day, moment.hour, moment.minute)


def days_between(first: int, last: int) -> int:
    """How many days in UTC two moments touch, both included."""
    return last // DAY - first // DAY + 1


def last_second(facts: Facts) -> int:
    """The end of the record's day."""
    return facts.count("select unixepoch(as_of) + 86399 from record")


def _moment(second: int) -> dt.datetime:
    return _EPOCH + dt.timedelta(seconds=second)
