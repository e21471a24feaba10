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


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("которая по счёту россиянка в космосе Серова", "ru", "**4-е место** из 6 по дате старта"),
        ("was Chris Hadfield the first Canadian in space", "en", "No. 1 is Marc Garneau"),
        ("Кондакова — первая россиянка на Crew Dragon?", "ru", "не среди них"),
        ("какое место занимает Маленченко по времени в космосе", "ru", "по времени в космосе"),
        ("кто летал и на шаттле, и на «Союзе» из японцев", "ru", "каждый из кораблей"),
        ("Which Americans launched on the Shuttle and landed on Soyuz?", "en", "Kenneth Bowersox and Donald Pettit"),
        ("кто полетел на «Союзе» старше шестидесяти лет", "ru", "Деннис Тито"),
        ("кто был на «Мире» с Эвальдом из американцев", "ru", "в космосе в те же дни"),
        ("who were the mission specialists on STS-71", "en", "Ellen Baker, Bonnie Dunbar, and Gregory Harbaugh"),
        ("пилот STS-89", "ru", "**Джо Эдвардс** (пилоты"),
        ("где родился командир экспедиции МКС-54", "ru", "Ершичи"),
        ("летали ли Стаффорд и Леонов вместе до 1975 года", "ru", "**Нет**"),
    ],
)
def test_places_ages_and_several_craft_are_told(historian: Historian, question: str, language: str, told: str) -> None:
    first = historian.ask(question, language=language, today=TODAY).text.splitlines()[0]
    assert told in first.replace("\u00a0", " ")
