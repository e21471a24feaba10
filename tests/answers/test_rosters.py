"""Who is the last or the oldest is decided by each person's latest flight that fits."""

import datetime as dt

import pytest

from bot.historian import Historian

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("question", "language", "name", "flight"),
    [
        ("last russian on the shuttle", "en", "Budarin", "STS-113"),
        ("последний россиянин на шаттле", "ru", "Бударин", "STS-113"),
        ("first russian on the shuttle", "en", "Krikalev", "STS-60"),
    ],
)
def test_the_last_is_whose_latest_flight_came_last(
    historian: Historian, question: str, language: str, name: str, flight: str
) -> None:
    first_line = historian.ask(question, language=language, today=TODAY).text.splitlines()[0]
    assert name in first_line
    assert flight in first_line
