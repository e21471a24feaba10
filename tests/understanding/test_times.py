import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.times import Span, span

TODAY = dt.date(2026, 11, 25)
FORMS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d %B %Y", "%B %d, %Y")


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "time", "first", "last", "unit"),
    [
        ("1975-07-17", "", utc(1975, 7, 17), utc(1975, 7, 17, 23, 59, 59), "day"),
        ("17 July 1975", "", utc(1975, 7, 17), utc(1975, 7, 17, 23, 59, 59), "day"),
        ("July 17th, 1975", "", utc(1975, 7, 17), utc(1975, 7, 17, 23, 59, 59), "day"),
        ("17 июля 1975 года", "", utc(1975, 7, 17), utc(1975, 7, 17, 23, 59, 59), "day"),
        ("17.07.1975", "", utc(1975, 7, 17), utc(1975, 7, 17, 23, 59, 59), "day"),
        ("", "", utc(2026, 11, 25), utc(2026, 11, 25, 23, 59, 59), "day"),
        ("сегодня", "", utc(2026, 11, 25), utc(2026, 11, 25, 23, 59, 59), "day"),
        ("today", "12:00", utc(2026, 11, 25, 12), utc(2026, 11, 25, 12), "moment"),
        ("1975-07-17", "16:19", utc(1975, 7, 17, 16, 19), utc(1975, 7, 17, 16, 19), "moment"),
        ("1975-07-17", "16.19 UTC", utc(1975, 7, 17, 16, 19), utc(1975, 7, 17, 16, 19), "moment"),
        ("17 July 1975 16:19", "", utc(1975, 7, 17, 16, 19), utc(1975, 7, 17, 16, 19), "moment"),
        ("17.07.1975 16:19", "", utc(1975, 7, 17, 16, 19), utc(1975, 7, 17, 16, 19), "moment"),
        ("1975-07-17T16:19:09Z", "", utc(1975, 7, 17, 16, 19, 9), utc(1975, 7, 17, 16, 19, 9), "moment"),
        ("1995", "", utc(1995, 1, 1), utc(1995, 12, 31, 23, 59, 59), "period"),
        ("1996-02", "", utc(1996, 2, 1), utc(1996, 2, 29, 23, 59, 59), "period"),
        ("июль 1975", "", utc(1975, 7, 1), utc(1975, 7, 31, 23, 59, 59), "period"),
        ("1995..1998", "", utc(1995, 1, 1), utc(1998, 12, 31, 23, 59, 59), "period"),
        ("1995–1998", "", utc(1995, 1, 1), utc(1998, 12, 31, 23, 59, 59), "period"),
        ("1995-06-27 to 1995-07-07", "", utc(1995, 6, 27), utc(1995, 7, 7, 23, 59, 59), "period"),
        ("27.06.1995 — 07.07.1995", "", utc(1995, 6, 27), utc(1995, 7, 7, 23, 59, 59), "period"),
        ("1975-07-17..1975-07-17", "", utc(1975, 7, 17), utc(1975, 7, 17, 23, 59, 59), "day"),
    ],
)  # fmt: skip
def test_what_a_text_means(text: str, time: str, first: dt.datetime, last: dt.datetime, unit: str) -> None:
    assert span(text, time, today=TODAY) == Span(first, last, unit)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("30 February 1975", ""), ("1975-13-01", ""), ("1998..1995", ""), ("1995", "12:00"), ("July", ""),
        ("17 July", ""), ("soon", ""), ("1975-07-17", "25:00"), ("1975-07-17", "noon"), ("1995..1996..1997", ""),
        ("17 July 1975 and 1976", ""), ("32.01.1975", ""), ("0000", ""), ("1975-07-17..1975-07-18", "12:00"),
    ],
)  # fmt: skip
def test_what_names_no_time(text: str, time: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - what it says is for nobody
        span(text, time, today=TODAY)


@given(day=st.dates(dt.date(1957, 1, 1), dt.date(2030, 12, 31)), form=st.sampled_from(FORMS))
def test_every_day_is_understood_in_every_form(day: dt.date, form: str) -> None:
    found = span(day.strftime(form), "", today=TODAY)
    assert (found.first.date(), found.last.date(), found.unit) == (day, day, "day")


@given(text=st.text(max_size=80), time=st.text(max_size=20))
def test_no_text_breaks_it(text: str, time: str) -> None:
    try:
        found = span(text, time, today=TODAY)
    except ValueError:
        return
    assert found.first <= found.last
