"""Hours, days and topics as people type them, in English and Russian."""

import re

from bot.errors import SettingsError
from bot.guilds.destinations import EVERY_DAY, WEEKDAYS, Kind, Topic
from bot.words import plain, tokens

LONGEST = 100
WEEKEND = (5, 6)
MONDAY = (0,)
_CLOCK = re.compile(
    r"(?:v |at )?(?P<hour>\d{1,2})(?: ?(?:[:.h-]|ch)? ?(?P<minute>[0-5]\d))?"
    r"(?: ?(?:chasov|chasa|chas|ch|min|h|oclock))? ?(?P<half>am?|pm?|utra|dnya|vechera|nochi)?"
)
_NAMED_HOURS = {"noon": 12, "midday": 12, "polden": 12, "midnight": 0, "polnoch": 0}
# What is said after an hour → the hours of which it may be said, and what is to be added to them.
_HALVES = {
    **{half: {hour: hour % 12 for hour in range(1, 13)} for half in ("a", "am")},
    **{half: {hour: hour % 12 + 12 for hour in range(1, 13)} for half in ("p", "pm")},
    "utra": {hour: hour for hour in range(3, 13)},
    "dnya": {12: 12} | {hour: hour + 12 for hour in range(1, 6)},
    "vechera": {hour: hour + 12 for hour in range(4, 12)},
    "nochi": {12: 0} | {hour: hour for hour in range(1, 5)},
}
# Beginnings of words in plain letters; each is told from the others by as much as is written here.
_DAYS: tuple[tuple[tuple[str, ...], tuple[int, ...]], ...] = (
    (("mon", "pn", "pon"), (0,)),
    (("tue", "vt"), (1,)),
    (("wed", "sr"), (2,)),
    (("thu", "cht", "chet"), (3,)),
    (("fri", "pt", "pyat"), (4,)),
    (("sat", "sb", "sub"), (5,)),
    (("sun", "vs", "vos"), (6,)),
    (("daily", "all", "ezhednevno", "vse"), EVERY_DAY),
    (("weekday", "workday", "work", "bud", "rabochi"), WEEKDAYS),
    (("weekend", "vyhodn", "vykhodn"), WEEKEND),
)
_DIGEST = ("digest", "weekly", "week", "obzor", "daidzhest", "nedel", "ezhenedel")
_TOPICS: tuple[tuple[tuple[str, ...], Topic], ...] = (
    (("event", "sobyti"), Topic.EVENTS),
    (("flight", "polet", "mission"), Topic.FLIGHTS),
    (("expedition", "ekspedits"), Topic.EXPEDITIONS),
    (("people", "person", "lyud", "birthday"), Topic.PEOPLE),
)
_ALL = ("all", "everything", "vse")
_EVERY = ("every", "each", "kazhd")  # of them "every day" says the most
_FILLERS = {"day", "days", "den", "dni", "dnyam", "on", "a", "and", "po", "v", "i", "the", "in", "of"}
_RANGE = re.compile(r"([a-z]+)\s*(?:-| to | po )\s*([a-z]+)")


def clock(text: str) -> tuple[int, int]:
    """The hour and minute of the day that a text names: 9, 9:00, 9am, 21.30, 2130, 9 вечера, noon.

    Raises SettingsError("not-a-time").
    """
    typed = " ".join(plain(text[:LONGEST]).replace("a.m", "am").replace("p.m", "pm").rstrip(". ").split())
    if typed in _NAMED_HOURS:
        return _NAMED_HOURS[typed], 0
    match = _CLOCK.fullmatch(typed)
    if match is None:
        raise SettingsError("not-a-time", found=text)
    hour = int(match["hour"])
    if match["half"]:
        hour = _HALVES[match["half"]].get(hour, 24)
    if hour > 23:
        raise SettingsError("not-a-time", found=text)
    return hour, int(match["minute"] or 0)


def days(text: str) -> tuple[Kind, tuple[int, ...]]:
    """What is posted and on which weekdays: "daily", "weekdays", "mon, fri", «пн, пт», "digest sunday".

    A digest comes once a week, on Monday unless another day is named. Raises SettingsError("not-days").
    """
    if ends := _RANGE.fullmatch(plain(text[:LONGEST]).strip()):
        first, last = map(_weekdays, ends.groups())
        if len(first) == len(last) == 1:
            return Kind.DAY, tuple(sorted((first[0] + ahead) % 7 for ahead in range((last[0] - first[0]) % 7 + 1)))
    words = tokens(text[:LONGEST])
    typed = [word for word in words if word not in _FILLERS and not word.startswith(_EVERY)]
    named = {word: _weekdays(word) for word in typed}
    others = [word for word, found in named.items() if not found]
    chosen = tuple(sorted({day for found in named.values() for day in found}))
    if any(word.startswith(_EVERY) for word in words) and not typed:
        return Kind.DAY, EVERY_DAY
    if not typed or not all(word.startswith(_DIGEST) for word in others) or (others and len(chosen) > 1):
        raise SettingsError("not-days", found=text)
    return (Kind.DIGEST, chosen or MONDAY) if others else (Kind.DAY, chosen)


def topics(text: str) -> tuple[Topic, ...]:
    """The topics that a text names; none where it names all. Raises SettingsError("not-topics")."""
    typed = [word for word in tokens(text[:LONGEST]) if word not in _FILLERS]
    if typed and all(word in _ALL for word in typed):
        return ()
    found = {topic for word in typed for beginnings, topic in _TOPICS if word.startswith(beginnings)}
    strange = [word for word in typed if not any(word.startswith(beginnings) for beginnings, _ in _TOPICS)]
    if strange or not found:
        raise SettingsError("not-topics", found=text)
    return () if len(found) == len(Topic) else tuple(topic for topic in Topic if topic in found)


def _weekdays(word: str) -> tuple[int, ...]:
    return next((days for beginnings, days in _DAYS if word.startswith(beginnings)), ())
