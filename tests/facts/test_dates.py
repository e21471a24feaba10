import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.facts.dates import PartialDate, parse

FORMS = {
    "year": "%Y",
    "month": "%Y-%m",
    "day": "%Y-%m-%d",
    "minute": "%Y-%m-%dT%H:%MZ",
    "second": "%Y-%m-%dT%H:%M:%SZ",
}
moments = st.datetimes(min_value=dt.datetime(1000, 1, 1), max_value=dt.datetime(9999, 12, 31))  # noqa: DTZ001 - UTC


@given(moments, st.sampled_from(list(FORMS)))
def test_every_date_comes_back_as_it_was_written(moment: dt.datetime, precision: str) -> None:
    text = moment.strftime(FORMS[precision])
    date = parse(text)
    assert str(date) == text
    assert date.precision == precision
    assert parse(str(date)) == date


@given(st.lists(moments, min_size=2, max_size=2))
def test_dates_of_one_precision_order_by_time(pair: list[dt.datetime]) -> None:
    texts = [moment.strftime(FORMS["second"]) for moment in pair]
    assert (parse(texts[0]) < parse(texts[1])) == (texts[0] < texts[1])


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        date = parse(text)
    except ValueError:
        return
    assert str(date) == text


@pytest.mark.parametrize(
    "text",
    ["", "75", "0000", "1975-13", "1975-02-30", "1975-7-17", "1975-07-17 16:19", "1975-07-17T16:19",
     "1975-07-17T25:00Z", "1975-00", "1975-07-00",
     "1975-07-17T16:60Z", "17.07.1975", "1975-07-17T16:19+03:00", " 1975", "1975\n", "١٩٧٥"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)


def test_a_coarser_date_comes_first() -> None:
    written = ["1975", "1975-07", "1975-07-17", "1975-07-17T00:00Z", "1975-07-17T16:19Z", "1975-07-17T16:19:09Z"]
    assert [str(date) for date in sorted(map(parse, reversed(written)))] == written


def test_a_moment_is_aware_and_in_utc() -> None:
    assert parse("1975-07-17T16:19Z").moment == dt.datetime(1975, 7, 17, 16, 19, tzinfo=dt.UTC)
    assert parse("1975-07-17").moment is None
    assert parse("1975-07-17").date == dt.date(1975, 7, 17)
    assert parse("1975-07").date is None
    assert PartialDate(1975).precision == "year"
