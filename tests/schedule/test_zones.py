"""Zones as people name them."""

import contextlib
import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.schedule import zones
from bot.schedule.cities import cities, namesakes
from bot.schedule.plan import is_zone
from bot.schedule.zones import likely, suggest, zone_named

WINTER = dt.datetime(2026, 11, 25, 20, 15, tzinfo=dt.UTC)
SUMMER = dt.datetime(2027, 7, 1, 12, 0, tzinfo=dt.UTC)
SLOWEST = 0.025  # seconds for a list that is made anew, on a machine that is busy


def labels(text: str, *, language: str = "en", locales: tuple[str, ...] = ("en-US",)) -> list[str]:
    return [each.label for each in suggest(text, language=language, locales=locales, now=WINTER)]


def first(text: str, *, language: str = "en") -> str:
    return suggest(text, language=language, locales=("en-US",), now=WINTER)[0].zone


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        *((text, "Europe/Moscow") for text in ("moscow", "моск", "Москва", "MSK", "мск", "+3", "UTC+3", "russia")),
        *((text, "Europe/Moscow") for text in ("Питер", "saint pet", "Star City", "Звёздный")),
        *((text, "America/New_York") for text in ("new y", "нью-й", "usa", "США", "united states", "EST", "UTC-5")),
        *((text, "America/Chicago") for text in ("houston", "хьюстон", "chicago")),
        *((text, "Europe/Berlin") for text in ("germ", "герман", "Europe/Be", "Мюнхен")),
        *((text, "Asia/Yekaterinburg") for text in ("екат", "yekat", "МСК+2", "Челябинск")),
        *((text, "Asia/Kolkata") for text in ("+5:30", "индия", "delhi", "UTC+0530")),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_by_city_country_short_name_and_offset(typed: str, zone: str) -> None:
    assert first(typed) == first(typed, language="ru") == zone


def test_a_label_says_where_and_what_time_it_is_there() -> None:
    assert labels("berlin") == ["Berlin, Germany · UTC+1 · now 21:15"]
    assert labels("берлин", language="ru") == ["Берлин, Германия · UTC+1 · сейчас 21:15"]
    assert labels("houston") == ["Houston, USA · UTC−6 · now 14:15"]


def test_an_offset_is_that_of_the_moment() -> None:
    winter, summer = (
        {each.zone for each in suggest("+1", language="en", locales=(), now=now)} for now in (WINTER, SUMMER)
    )
    assert "Europe/Berlin" in winter - summer
    assert "Europe/London" in summer - winter


def test_before_anything_is_typed_the_likely_ones_are_offered() -> None:
    for locale, zone in (
        ("en-US", "America/New_York"), ("en-GB", "Europe/London"), ("ru", "Europe/Moscow"), ("de", "Europe/Berlin"),
        ("pt-BR", "America/Sao_Paulo"), ("uk", "Europe/Kyiv"), ("es-419", "America/New_York"),
    ):  # fmt: skip
        assert likely((locale,))[0] == zone
        assert len(labels("", locales=(locale,))) == zones.MOST


def test_every_zone_offered_is_one_and_no_list_is_too_long() -> None:
    assert all(is_zone(city.zone) for city in cities())
    assert all(zone in namesakes() for listed in zones.LIKELY.values() for zone in listed)
    for text in ("a", "+0", "s", "и", "america"):
        found = labels(text)
        assert len(found) <= zones.MOST
        assert all(len(label) <= 100 for label in found)


def test_a_name_that_is_meant_is_taken_and_any_other_is_asked_back() -> None:
    for typed, zone in (
        ("Europe/Berlin", "Europe/Berlin"), ("europe/kiev", "Europe/Kiev"), ("London", "Europe/London"),
        ("Париж", "Europe/Paris"), ("portland", "America/Los_Angeles"), ("UTC", "UTC"),
    ):  # fmt: skip
        assert zone_named(typed, now=WINTER) == zone
    with pytest.raises(SettingsError, match="which-zone") as refused:
        zone_named("EST", now=WINTER)  # of this name the database has Panama's clock, without summer time
    assert refused.value.near[0] == "America/New_York"
    with pytest.raises(SettingsError, match="no-such-zone"):
        zone_named("Gondor", now=WINTER)


@given(st.text(max_size=80))
def test_any_text_is_a_zone_or_refused(typed: str) -> None:
    with contextlib.suppress(SettingsError):
        assert ZoneInfo(zone_named(typed, now=WINTER))


def test_a_list_is_made_while_the_next_letter_is_typed() -> None:
    labels("a")
    for text in ("", "b", "new", "+3", "united", "город"):
        taken = []
        for _ in range(5):
            zones._suggested.cache_clear()
            started = time.perf_counter()
            labels(text)
            taken.append(time.perf_counter() - started)
        assert min(taken) < SLOWEST
