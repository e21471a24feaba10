"""Which destination is due now, and for which local day. Pure: the clock is an argument, `now` is aware.

A destination's moment on a local day is the first at which its clock shows the hour: an hour that the clock skips is
moved on by as much (02:30 becomes 03:30), one that it shows twice is taken the first time. It is owed from that moment
for the lateness window, at most until local midnight; a changed hour that has passed already is owed from the change.
"""

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.guilds.destinations import Destination, Settings

LATENESS = dt.timedelta(hours=6)
LONGEST_LOOK_BACK = 30  # days; more misses than `status` shows need not be written
DAY = dt.timedelta(days=1)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Due:
    """A destination, the local day that is to be posted, and since when it is due (UTC)."""

    destination: Destination
    day: dt.date
    moment: dt.datetime


@dataclass(frozen=True, slots=True)
class Run:
    """A post to come: its local day, its moment (UTC), the local clock then, and whether the hour had to be moved.

    `moved` is "" mostly, "skipped" where the clock skips the hour, "twice" where it shows it twice.
    """

    day: dt.date
    moment: dt.datetime
    local: dt.datetime
    moved: str


@dataclass(frozen=True, slots=True)
class _Today:
    """A zone's present day; `minutes` of it have passed since midnight where the clock does not change on it."""

    day: dt.date
    weekday: int
    minutes: int | None


def due(destinations: Iterable[Destination], now: dt.datetime, *, lateness: dt.timedelta = LATENESS) -> list[Due]:
    """Those that are owed a post now, the longest waiting first. The rest were served, are not due or are too late."""
    todays: dict[str, _Today] = {}
    recently = now - lateness
    most_minutes = lateness // dt.timedelta(minutes=1)
    found: list[Due] = []
    for destination in destinations:
        settings = destination.settings
        try:
            today = todays[settings.zone]
        except KeyError:
            today = todays[settings.zone] = _today(settings.zone, now)
        if today.minutes is not None:  # nearly always: what follows needs no calendar
            late = today.minutes - 60 * settings.hour - settings.minute
            if late < 0 or (late > most_minutes and destination.changed <= recently):
                continue
        if today.day in destination.done or today.weekday not in settings.weekdays or destination.paused:
            continue
        moment = moment_on(today.day, settings.hour, settings.minute, settings.zone)
        if moment is not None and _is_owed(destination, moment, now, recently):
            found.append(Due(destination, today.day, moment))
    return sorted(found, key=lambda each: (each.moment, each.destination.id))


def missed(destinations: Iterable[Destination], now: dt.datetime, *, lateness: dt.timedelta = LATENESS) -> list[Due]:
    """Those whose window closed without a post, each day of the last thirty, oldest first."""
    today = {zone: now.astimezone(_zone(zone)).date() for zone in {each.settings.zone for each in destinations}}
    found: list[Due] = []
    for destination in destinations:
        last_day = today[destination.settings.zone]
        first_day = max(_first_open_day(destination, last_day), last_day - LONGEST_LOOK_BACK * DAY)
        for ahead in range((last_day - first_day).days + 1):
            day = first_day + ahead * DAY
            if (moment := _missed_at(destination, day, last_day, now - lateness)) is not None:
                found.append(Due(destination, day, moment))
    return sorted(found, key=lambda each: (each.moment, each.destination.id))


def next_runs(destination: Destination, now: dt.datetime, count: int) -> tuple[Run, ...]:
    """The next posts after now, as many as are asked for or a year has."""
    today = now.astimezone(_zone(destination.settings.zone)).date()
    coming = simulate(destination.settings, today, days=366)
    later = (run for run in coming if run.moment > now and run.day not in destination.done)
    return tuple(run for run, _ in zip(later, range(count), strict=False))


def simulate(settings: Settings, start: dt.date, *, days: int = 366) -> Iterator[Run]:
    """Every post from a local day on, across the clock changes."""
    zone = _zone(settings.zone)
    for ahead in range(days):
        day = start + ahead * DAY
        if day.weekday() not in settings.weekdays:
            continue
        moment = moment_on(day, settings.hour, settings.minute, settings.zone)
        if moment is not None:
            yield Run(day, moment, moment.astimezone(zone), _moved(day, settings, zone))


@lru_cache(maxsize=32768)
def moment_on(day: dt.date, hour: int, minute: int, zone: str) -> dt.datetime | None:
    """When a zone's clock shows an hour on a local day, in UTC; None on a day that the zone has left out."""
    local = dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=_zone(zone))
    for fold in (0, 1):  # an hour skipped is moved on, or back where that would be past midnight
        moment = local.replace(fold=fold).astimezone(dt.UTC)
        if moment.astimezone(local.tzinfo).date() == day:
            return moment
    return None


def closes(destination: Destination, day: dt.date, moment: dt.datetime) -> dt.datetime:
    """When a post that was due at a moment of a local day may no longer be sent (UTC)."""
    latest = max(moment, destination.changed) + LATENESS
    midnights = (moment_on(day + ahead * DAY, 0, 0, destination.settings.zone) for ahead in (1, 2))
    return min(latest, next(midnight for midnight in midnights if midnight is not None))


def edited(destination: Destination, settings: Settings, now: dt.datetime) -> Destination:
    """The destination with other settings, so that no day is posted twice and none that was owed is skipped.

    An hour that was moved to one passed already is owed at once; a day that was not planned before is not.
    """
    old = destination.settings
    today = now.astimezone(_zone(settings.zone)).date()
    is_moved = (old.zone, old.hour, old.minute) != (settings.zone, settings.hour, settings.minute)
    was_planned = old.kind is settings.kind and today.weekday() in old.weekdays
    return dataclasses.replace(
        destination,
        settings=settings,
        changed=now if is_moved else destination.changed,
        since=destination.since if was_planned else now,
    )


def is_zone(name: str) -> bool:
    """Whether the name is an IANA zone that we know."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a name may also be a folder, or too long for a file
        return False
    return True


def _today(name: str, now: dt.datetime) -> _Today:
    zone = _zone(name)
    local = now.astimezone(zone)
    day = local.date()
    midnight = dt.datetime(day.year, day.month, day.day, tzinfo=zone)
    is_steady = midnight.utcoffset() == local.utcoffset() == (midnight + DAY).utcoffset()
    return _Today(day, day.weekday(), 60 * local.hour + local.minute if is_steady else None)


def _is_owed(destination: Destination, moment: dt.datetime, now: dt.datetime, recently: dt.datetime) -> bool:
    """Whether the post of a moment today is owed now; nothing is while the clock stands before the settings' time."""
    if not max(destination.since, destination.changed) <= now:
        return False
    return destination.since <= moment <= now and max(moment, destination.changed) > recently


def _first_open_day(destination: Destination, last_day: dt.date) -> dt.date:
    """The first day that may have been missed: the one after the last that was served, or the first of all."""
    served = [day for day in (*destination.done, destination.missed) if day and day <= last_day]
    zone = _zone(destination.settings.zone)
    begun = max(destination.since, destination.changed).astimezone(zone).date()
    return max(begun, max(served) + DAY) if served else begun


def _missed_at(
    destination: Destination, day: dt.date, today: dt.date, latest: dt.datetime
) -> dt.datetime | None:  # fmt: skip
    """Since when a post was owed that can no longer be sent, or None."""
    settings = destination.settings
    if destination.paused or day.weekday() not in settings.weekdays or day in destination.done:
        return None
    moment = moment_on(day, settings.hour, settings.minute, settings.zone)
    if moment is None or moment < destination.since:
        return None
    is_over = day < today or max(moment, destination.changed) <= latest
    return moment if is_over else None


def _moved(day: dt.date, settings: Settings, zone: ZoneInfo) -> str:
    local = dt.datetime(day.year, day.month, day.day, settings.hour, settings.minute, tzinfo=zone)
    first, second = local.utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first == second:
        return ""
    return "twice" if second < first else "skipped"


@lru_cache(maxsize=1024)
def _zone(name: str) -> ZoneInfo:
    """The zone; one that the tables no longer have is taken for UTC, so that the others get their posts."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        log.warning("the time zone %r is not known: its posts follow UTC", name)
        return ZoneInfo("UTC")
