"""Days as people type them: 07-17, 17 July, July 17th, 17 июля, 17.07, 1975-07-17."""

import datetime as dt
import re

from rapidfuzz.distance import OSA

from bot.words import tokens

LEAP_YEAR = 2000  # so that 29 February is a day
MONTHS = {
    **dict.fromkeys(("january", "yanvare", "jan", "yanvarya", "yanvar", "yanv"), 1),
    **dict.fromkeys(("february", "fevrale", "feb", "fevralya", "fevral", "fevr"), 2),
    **dict.fromkeys(("march", "marte", "mar", "marta", "mart"), 3),
    **dict.fromkeys(("april", "aprele", "apr", "aprelya", "aprel"), 4),
    **dict.fromkeys(("may", "mae", "maya", "may"), 5),
    **dict.fromkeys(("june", "iyune", "jun", "iyunya", "iyun"), 6),
    **dict.fromkeys(("july", "iyule", "jul", "iyulya", "iyul"), 7),
    **dict.fromkeys(("august", "avguste", "aug", "avgusta", "avgust", "avg"), 8),
    **dict.fromkeys(("september", "sentyabre", "sept", "sep", "sentyabrya", "sentyabr"), 9),
    **dict.fromkeys(("october", "oktyabre", "oct", "oktyabrya", "oktyabr"), 10),
    **dict.fromkeys(("november", "noyabre", "nov", "noyabrya", "noyabr"), 11),
    **dict.fromkeys(("december", "dekabre", "dec", "dekabrya", "dekabr"), 12),
}
SHORT = 4  # letters of a name of which no slip is read
TODAY = {"", "today", "segodnya"}
_NUMBERS = re.compile(r"(?:(\d{4})[-./])?(\d{1,2})([-./])(\d{1,2})(?:[-./](\d{4}))?")


def day_of_year(text: str, *, today: dt.date) -> tuple[int, int]:
    """The month and day that a text names; an empty text is today. Raises ValueError where it names none."""
    words = tokens(text[:60])
    if " ".join(words) in TODAY:
        return today.month, today.day
    if match := _NUMBERS.fullmatch(text.strip()):
        _, first, mark, second, _ = match.groups()
        month, day = (int(second), int(first)) if mark == "." else (int(first), int(second))
        return _checked(month, day)
    months = [MONTHS[word] for word in words if word in MONTHS]
    numbers = [int(word) for word in words if word.isdigit() and len(word) <= 2]
    if len(months) != 1 or len(numbers) != 1:
        raise ValueError(text)
    return _checked(months[0], numbers[0])


def month_of(word: str) -> int:
    """The number of the month that a word in either language names, or 0."""
    return MONTHS.get("".join(tokens(word)), 0)


def month_near(word: str) -> int:
    """The same of a word that may be misspelt, between a day and a year: "janury"; 0 where two are as near."""
    typed = "".join(tokens(word))
    if exact := MONTHS.get(typed):
        return exact
    near = {month for name, month in MONTHS.items() if len(name) > SHORT and OSA.distance(typed, name) == 1}
    return near.pop() if len(near) == 1 else 0


def _checked(month: int, day: int) -> tuple[int, int]:
    date = dt.date(LEAP_YEAR, month, day)
    return date.month, date.day
