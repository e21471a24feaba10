"""Hours, days and topics as people type them."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.guilds.destinations import EVERY_DAY, WEEKDAYS, Kind, Topic
from bot.schedule.times import WEEKEND, clock, days, topics

NINE, EVENING = (9, 0), (21, 30)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((text, NINE) for text in ("9", "09", "9:00", "9.00", "9am", "9 AM", "9 a.m.", "0900", "9h", "9ч", "9 00")),
        *((text, NINE) for text in ("в 9", "at 9", "9 утра", "в 9 часов утра", "9 o'clock", " 9 ", "09:00")),
        *((text, EVENING) for text in ("21.30", "21:30", "2130", "9:30pm", "9.30 p.m.", "9:30 вечера", "21h30")),
        *((text, EVENING) for text in ("21 ч 30 мин", "21-30", "21 30")),
        *((text, (0, 0)) for text in ("0", "00:00", "12am", "midnight", "полночь", "12 ночи")),
        *((text, (12, 0)) for text in ("12", "12pm", "noon", "полдень", "12 дня")),
        ("3 ночи", (3, 0)),
        ("3 дня", (15, 0)),
    ],
)
def test_an_hour_in_any_usual_form(typed: str, meant: tuple[int, int]) -> None:
    assert clock(typed) == meant


@pytest.mark.parametrize("typed", ["", "24:00", "25", "9:60", "13pm", "0am", "9 ночи", "tea", "-1", "9:0:0", "9.5"])
def test_what_is_no_hour_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(SettingsError) as refused:
        clock(typed)
    assert (refused.value.reason, refused.value.found) == ("not-a-time", typed)


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(":. -"))
def test_every_minute_of_the_day_is_read_as_it_is_written(hour: int, minute: int, mark: str) -> None:
    assert clock(f"{hour}{mark}{minute:02}") == clock(f"{hour:02}{minute:02}") == (hour, minute)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *((text, EVERY_DAY) for text in ("daily", "every day", "каждый день", "ежедневно", "Mon-Sun", "пн–вс")),
        *((text, WEEKDAYS) for text in ("weekdays", "по будням", "в рабочие дни", "Monday to Friday", "пн-пт")),
        *((text, WEEKEND) for text in ("weekend", "выходные", "сб, вс", "Sunday and Saturday")),
        *((text, (0, 2, 4)) for text in ("mon wed fri", "пн, ср, пт", "понедельник, среда и пятница")),
        *((text, (0, 4, 5, 6)) for text in ("fri-mon", "Friday to Monday")),
        *((text, (2,)) for text in ("wed", "every Wednesday", "каждую среду", "по средам")),
    ],
)
def test_days_in_either_language(typed: str, meant: tuple[int, ...]) -> None:
    assert days(typed) == (Kind.DAY, meant)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        *((text, 0) for text in ("digest", "weekly", "a weekly digest", "обзор недели", "еженедельный обзор")),
        *((text, 6) for text in ("digest sunday", "digest on Sundays", "обзор недели по воскресеньям")),
    ],
)
def test_a_digest_comes_on_one_day(typed: str, day: int) -> None:
    assert days(typed) == (Kind.DIGEST, (day,))


@pytest.mark.parametrize("typed", ["", "on", "never", "digest mon tue", "8", "mon blah"])
def test_what_is_no_days_is_refused(typed: str) -> None:
    with pytest.raises(SettingsError, match="not-days"):
        days(typed)


def test_topics_in_either_language() -> None:
    assert topics("events, flights") == topics("полёты и события") == (Topic.EVENTS, Topic.FLIGHTS)
    assert topics("all") == topics("все") == topics("events flights people expeditions") == ()
    for typed in ("", "weather", "events weather"):
        with pytest.raises(SettingsError, match="not-topics"):
            topics(typed)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(typed: str) -> None:
    for read in (clock, days, topics):
        with contextlib.suppress(SettingsError):
            read(typed)
