"""What an admin typed → the settings of a destination. Knows no Discord: channels and roles are numbers."""

import datetime as dt
from dataclasses import dataclass
from typing import TypeVar

from bot.guilds.destinations import LeapDay, Settings, Tone
from bot.schedule.times import clock, days, topics
from bot.schedule.zones import zone_named

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """The options of /schedule add and edit as they were typed; what was left out is None."""

    channel_id: int | None = None
    time: str | None = None
    zone: str | None = None
    language: str | None = None
    days: str | None = None
    topics: str | None = None
    tone: str | None = None
    leap_day: str | None = None
    role_id: int | None = None
    without_role: bool = False
    thread: bool | None = None
    pin: bool | None = None
    publish: bool | None = None


def fulfilled(wish: Wish, before: Settings, *, now: dt.datetime) -> Settings:
    """The settings with what was wished. Raises SettingsError for the first wish that can't be read."""
    hour, minute = (before.hour, before.minute) if wish.time is None else clock(wish.time)
    kind, weekdays = (before.kind, before.weekdays) if wish.days is None else days(wish.days)
    return Settings(
        channel_id=_or(wish.channel_id, before.channel_id),
        hour=hour,
        minute=minute,
        zone=before.zone if wish.zone is None else zone_named(wish.zone, now=now),
        language=_or(wish.language, before.language),
        kind=kind,
        weekdays=weekdays,
        topics=before.topics if wish.topics is None else topics(wish.topics),
        tone=before.tone if wish.tone is None else Tone(wish.tone),
        leap_day=before.leap_day if wish.leap_day is None else LeapDay(wish.leap_day),
        role_id=None if wish.without_role else _or(wish.role_id, before.role_id),
        thread=_or(wish.thread, before.thread),
        pin=_or(wish.pin, before.pin),
        publish=_or(wish.publish, before.publish),
    )


def _or(wished: T | None, before: T) -> T:
    return before if wished is None else wished
