"""IANA time zones as people name them: by city, country or offset, in English and Russian. In memory."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.errors import SettingsError
from bot.schedule.cities import City, cities, namesakes, territory
from bot.words import fold, plain, tokens

MOST = 25
LONGEST = 60
# What is offered before anything is typed, to who speaks a language; those of other countries get their own first.
LIKELY = {
    "en": (
        "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles",
        "America/Anchorage", "Pacific/Honolulu", "America/Toronto", "America/Halifax", "Europe/London", "Europe/Dublin",
        "Europe/Paris", "Europe/Berlin", "Europe/Athens", "Europe/Moscow", "Asia/Dubai", "Asia/Kolkata",
        "Asia/Singapore", "Asia/Tokyo", "Australia/Perth", "Australia/Sydney", "Pacific/Auckland",
        "America/Sao_Paulo", "Africa/Johannesburg", "UTC",
    ),
    "ru": (
        "Europe/Moscow", "Europe/Kaliningrad", "Europe/Samara", "Asia/Yekaterinburg", "Asia/Omsk", "Asia/Novosibirsk",
        "Asia/Krasnoyarsk", "Asia/Irkutsk", "Asia/Yakutsk", "Asia/Vladivostok", "Asia/Magadan", "Asia/Kamchatka",
        "Europe/Minsk", "Europe/Kyiv", "Europe/Chisinau", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Baku", "Asia/Tashkent",
        "Asia/Almaty", "Asia/Bishkek", "Asia/Dushanbe", "Asia/Jerusalem", "Europe/Berlin", "America/New_York",
    ),
}  # fmt: skip
_ORDER = {zone: place for place, zone in enumerate(dict.fromkeys((*LIKELY["en"], *LIKELY["ru"])))}
_BASES = {"utc": 0, "gmt": 0, "msk": 180}  # Russians count from Moscow: МСК+2
_OFFSET = re.compile(r"(?P<base>utc|gmt|msk)?\s*(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?")
_NOW = {"en": "now", "ru": "сейчас"}


@dataclass(frozen=True, slots=True)
class Offered:
    """A zone as it is offered: what is said of it, and its IANA name."""

    label: str
    zone: str


def zone_named(text: str, *, now: dt.datetime) -> str:
    """The IANA name of the zone that a text names.

    Raises SettingsError "which-zone" with the zones that it may mean, or "no-such-zone".
    """
    if exact := _by_name().get(text.strip().replace(" ", "_").casefold()):
        return exact
    found = _found(text[:LONGEST], now)
    named = {city.zone for city in found if fold(text[:LONGEST]) in city.names}
    zones = tuple(dict.fromkeys(city.zone for city in found))
    for meant in (named, zones):
        if len(meant) == 1:
            return next(iter(meant))
    raise SettingsError("which-zone" if zones else "no-such-zone", found=text, near=zones[:MOST])


def suggest(text: str, *, language: str, locales: Iterable[str], now: dt.datetime) -> tuple[Offered, ...]:
    """At most 25 zones for what was typed so far; `locales` are those of who asks and where, as Discord has them."""
    minute = now.replace(second=0, microsecond=0)
    return _suggested(text.strip()[:LONGEST], language, tuple(locales), minute)


def offered(zones: Iterable[str], *, language: str, now: dt.datetime) -> tuple[Offered, ...]:
    """Zones as they are offered, each by the city that it is named after."""
    return tuple(_offered(namesakes()[zone], language, now) for zone in zones if zone in namesakes())


@lru_cache(maxsize=64)
def likely(locales: tuple[str, ...]) -> tuple[str, ...]:
    """At most 25 zones in which most people of these locales live, the likeliest first."""
    found: list[str] = []
    for locale in locales:
        if locale not in ("en-US", "ru"):  # theirs are in our lists, in a better order
            theirs = (city.zone for city in cities() if city.country == territory(locale) and city.is_namesake)
            found += sorted(theirs, key=lambda zone: zone not in _ORDER)
        found += LIKELY.get(locale.partition("-")[0], ())
    return tuple(dict.fromkeys((*found, *LIKELY["en"])))[:MOST]


@lru_cache(maxsize=256)
def _suggested(text: str, language: str, locales: tuple[str, ...], now: dt.datetime) -> tuple[Offered, ...]:
    if not text:
        return offered(likely(locales), language=language, now=now)
    found = _found(text, now)
    best = {city.zone: city for city in reversed(found)}
    kept = [city for city in found if best[city.zone] is city]
    return tuple(_offered(city, language, now) for city in kept[:MOST])


@cache
def _by_name() -> dict[str, str]:
    """Every zone, but not "EST": that is Panama's, which nobody means who writes it."""
    return {name.casefold(): name for name in available_timezones() if "/" in name or name == "UTC"}


def _found(text: str, now: dt.datetime) -> list[City]:
    """The cities that a text may mean, the best first."""
    minutes = _minutes(text)
    if minutes is not None:
        found = [city for city in cities() if _offset(city.zone, now) == minutes]
        return sorted(found, key=lambda city: (not city.is_namesake, _ORDER.get(city.zone, len(_ORDER))))
    typed = tuple(zip(tokens(text), fold(text), strict=True))
    if not typed:
        return []
    found = [city for city in cities() if all(any(word.startswith(forms) for word in city.words) for forms in typed)]
    return sorted(found, key=lambda city: (_rank(city, typed), _ORDER.get(city.zone, len(_ORDER))))


def _rank(city: City, typed: tuple[tuple[str, str], ...]) -> int:
    """0 where the very words were typed, 1 where the city's name was begun, 2 for anything else."""
    if all(word in city.words for word, _ in typed):
        return 0
    begun = any(
        len(name) >= len(typed) and all(word.startswith(sound) for word, (_, sound) in zip(name, typed, strict=False))
        for name in city.names
    )
    return 1 if begun else 2


def _minutes(text: str) -> int | None:
    """The offset from UTC that a text names: +3, UTC+5:30, МСК+2; None where it names none."""
    match = _OFFSET.fullmatch(plain(text).strip())
    if match is None:
        return None
    size = 60 * int(match["hours"]) + int(match["minutes"] or 0)
    return _BASES[match["base"] or "utc"] + (-size if match["sign"] == "-" else size)


@cache
def _zone(name: str) -> ZoneInfo:
    """The zone; Python itself keeps only the last eight."""
    return ZoneInfo(name)


def _offset(zone: str, now: dt.datetime) -> int:
    """Minutes east of UTC."""
    found = now.astimezone(_zone(zone)).utcoffset()
    return round(found.total_seconds() / 60) if found else 0


def _offered(city: City, language: str, now: dt.datetime) -> Offered:
    hours, minutes = divmod(abs(_offset(city.zone, now)), 60)
    sign = "−" if _offset(city.zone, now) < 0 else "+"
    offset = f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
    return Offered(
        f"{city.said[language]} · {offset} · {_NOW[language]} {now.astimezone(_zone(city.zone)):%H:%M}", city.zone
    )
