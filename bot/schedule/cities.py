"""Every city that a time zone may be found by: those that zones are named after, other big ones, and UTC itself."""

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global

from bot.words import fold, tokens

# What Babel has no short name for, or writes without ё.
COUNTRIES = {"US": ("USA", "США"), "GB": ("UK", "Великобритания"), "AE": ("UAE", "ОАЭ")}
CITIES = {"Кишинев": "Кишинёв"}
SEASONS = (dt.datetime(2026, 1, 1, tzinfo=dt.UTC), dt.datetime(2026, 7, 1, tzinfo=dt.UTC))


@dataclass(frozen=True, slots=True)
class City:
    """A city in a zone. `is_namesake` where the zone is named after it; `country` is a code of ISO 3166.

    `said` has what is shown, by language; `names` are the city's names as folded words, and `words` all words by which
    it is found: the city's, the country's, the zone's and its short ones, EST and EDT.
    """

    zone: str
    country: str
    is_namesake: bool
    said: dict[str, str]
    names: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]


@cache
def cities() -> tuple[City, ...]:
    """Every city: by country, in the order of the time zone database, then the other big ones."""
    table = resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = [line.split("\t")[:3] for line in table.splitlines() if not line.startswith("#")]
    namesakes = (_city(zone, code, (_name(zone, "en"), _name(zone, "ru"))) for code, _, zone in rows)
    more = tomllib.loads(resources.files("bot.schedule").joinpath("cities.toml").read_text(encoding="utf-8"))
    others = (_city(zone, code, (en, *names), is_namesake=False) for en, (code, zone, *names) in more.items())
    utc = City("UTC", "", is_namesake=True, said={"en": "UTC", "ru": "UTC"}, names=(("utc",),), words=("utc",))
    return (*namesakes, *others, utc)


@cache
def namesakes() -> dict[str, City]:
    """The city that each zone is named after, by zone."""
    return {city.zone: city for city in cities() if city.is_namesake}


def territory(locale: str) -> str:
    """The country of a locale: "en-GB" → "GB", "de" → "DE"."""
    full: str = get_global("likely_subtags").get(locale.replace("-", "_"), locale)
    return full.replace("-", "_").rpartition("_")[2]


def _city(zone: str, code: str, names: tuple[str, ...], *, is_namesake: bool = True) -> City:
    """The city of these names: English, Russian, others by which it is only found."""
    countries = [_country(code, language) for language in ("en", "ru")]
    long = [_territory_name(code, language) for language in ("en", "ru")]
    found = [word for text in (*names, *countries, *long, zone) for word in (*tokens(text), *fold(text))]
    short = [str(ZoneInfo(zone).tzname(season)).lower() for season in SEASONS]
    return City(
        zone=zone,
        country=code,
        is_namesake=is_namesake,
        said={
            language: _said(name, country)
            for language, name, country in zip(("en", "ru"), names, countries, strict=False)
        },
        names=tuple(dict.fromkeys(map(fold, names))),
        words=tuple(dict.fromkeys((*found, *short))),
    )


def _said(city: str, country: str) -> str:
    return city if city == country else f"{city}, {country}"


def _country(code: str, language: str) -> str:
    if code in COUNTRIES:
        return COUNTRIES[code][language == "ru"]
    return _territory_name(code, language)


def _territory_name(code: str, language: str) -> str:
    return cast("Mapping[str, str]", Locale(language).territories).get(code, code)


def _name(zone: str, language: str) -> str:
    name = next(_translated(zone, language), zone.rpartition("/")[2].replace("_", " "))
    return CITIES.get(name, name)


def _translated(zone: str, language: str) -> Iterator[str]:
    known = Locale(language).time_zones
    for name in (zone, *_former_names().get(zone, ())):
        if name in known and "city" in known[name]:
            yield str(known[name]["city"])


@cache
def _former_names() -> dict[str, tuple[str, ...]]:
    """Under which names a zone went before: Babel's cities stand under those."""
    found: dict[str, tuple[str, ...]] = {}
    for former, zone in get_global("zone_aliases").items():
        found[zone] = (*found.get(zone, ()), former)
    return found
