"""Dates by precision, durations, numbers, lists and plurals, in English and Russian, by Babel."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit

from bot.answers.record import Label
from bot.facts.dates import PartialDate, parse

Language = Literal["en", "ru"]
LANGUAGES: tuple[Language, ...] = ("en", "ru")
_DAY = {"en": "d MMMM y", "ru": "d\u00a0MMMM y\u00a0'года'"}
_MONTH = {"en": "LLLL y", "ru": "LLLL y\u00a0'года'"}
_YEAR = {"en": "{}", "ru": "{}\u00a0год"}
_DAY_OF_YEAR = {"en": "d MMMM", "ru": "d\u00a0MMMM"}
_TIME = {"en": "{}, {:02}:{:02} UTC", "ru": "{}, {:02}:{:02}\u00a0UTC"}
_GAP = {"en": " ", "ru": "\u00a0"}  # between a number and its noun
_BETWEEN = {"en": ", ", "ru": " "}  # units of one length of time
_SUTKI = "сутки|суток|суток"  # how Russians count time in space; «дни» are days of the calendar
_RANGE = {"en": "–", "ru": "—"}
_SHORT_GAP = 3  # years
LONGEST_ECHO = 80
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3})[.!?][»”\"]?(?= [«“\"]?[A-ZА-ЯЁ])")  # not after "U.S." or «г.»
_MARKDOWN = re.compile(r"([\\*_~|`>#\[\]()<@:{}-])")


def known(language: str) -> Language:
    """The language itself where we speak it, else English."""
    return "ru" if language == "ru" else "en"


@lru_cache(maxsize=8192)
def date(value: PartialDate | None, language: Language) -> str:
    """A historical date as text, as precise as it is known: "17 July 1975, 16:19 UTC", "July 1975", "1975"."""
    if value is None:
        return ""
    moment = value.moment
    if moment is None:
        return day(value, language)
    return _TIME[language].format(day(value, language), moment.hour, moment.minute)


@lru_cache(maxsize=8192)
def day(value: PartialDate | None, language: Language) -> str:
    """A date without its time."""
    if value is None:
        return ""
    if value.precision == "year":
        return _YEAR[language].format(value.year)
    form = _MONTH if value.precision == "month" else _DAY
    return format_date(dt.date(value.year, value.month, value.day or 1), form[language], language)


@lru_cache(maxsize=512)
def day_of_year(month: int, number: int, language: Language) -> str:
    """A day of the year: "17 July", «17 июля»."""
    return format_date(dt.date(2000, month, number), _DAY_OF_YEAR[language], language)


@lru_cache(maxsize=512)
def day_of_week(day: dt.date, language: Language) -> str:
    """A day of this year with its weekday: "Thursday, 26 November", «четверг, 26 ноября»."""
    return format_date(day, "EEEE, " + _DAY_OF_YEAR[language], language)


@lru_cache(maxsize=8192)
def duration(seconds: int | None, language: Language) -> str:
    """A length of time by its two largest units: "188 days, 4 hours", «188 суток 4 часа»; empty where unknown."""
    if seconds is None:
        return ""
    minutes = round(seconds / 60)
    days, rest = divmod(minutes, 24 * 60)
    if days:
        days, hours = divmod(round(minutes / 60), 24)
        parts = [(days, "duration-day"), (hours, "duration-hour")]
    else:
        parts = [(rest // 60, "duration-hour"), (rest % 60, "duration-minute")]
    said = [_unit(count, unit, language) for count, unit in parts if count]
    return _BETWEEN[language].join(said) or _unit(0, "duration-minute", language)


def _unit(count: int, unit: str, language: Language) -> str:
    if language == "ru" and unit == "duration-day":
        return plural(count, _SUTKI, language)
    return format_unit(count, unit, "long", locale=language).replace(" ", _GAP[language])


@lru_cache(maxsize=4096)
def number(value: int, language: Language) -> str:
    """A number with the language's grouping: "1,428", «1 428»."""
    return format_decimal(value, locale=language)


@lru_cache(maxsize=1024)
def plural(value: int, forms: str, language: Language) -> str:
    """A count with its noun, forms divided by bars: "5 flights" of "flight|flights", one, few and many in Russian."""
    words = forms.split("|")
    category = Locale(language).plural_form(value)
    order = {"one": 0, "few": 1, "many": 2, "other": len(words) - 1}
    return f"{number(value, language)}{_GAP[language]}{words[min(order[category], len(words) - 1)]}"


def telling(value: str, language: Language) -> str:
    """A disputed value as it is shown: a date in words, an id with its hyphens opened, anything else as it stands."""
    try:
        return date(parse(value), language)
    except ValueError:
        return value if " " in value else value.replace("-", " ")


def opening(text: str, longest: int) -> str:
    """The text, or as many of its first sentences as fit."""
    flat = " ".join(text.split())
    if len(flat) <= longest:
        return flat
    ends = [match.end() for match in _SENTENCE_END.finditer(flat[:longest])]
    return flat[: ends[-1]] if ends else ""


def live(moment: dt.datetime, style: str = "F") -> str:
    """A moment of now as each reader's own clock shows it."""
    # https://docs.discord.com/developers/reference#message-formatting-timestamp-styles
    return f"<t:{int(moment.timestamp())}:{style}>"


def listed(values: Iterable[object], language: Language) -> str:
    """A list in a sentence: "Stafford, Brand, and Slayton"."""
    return format_list([str(value) for value in values], locale=language)


def name(label: Label | None, language: Language) -> str:
    """A record's name in a language; empty where there is none."""
    if label is None:
        return ""
    return label.ru if language == "ru" else label.en


def said(text: str, longest: int = LONGEST_ECHO) -> str:
    """What somebody typed, safe to show: one line, cut to a length, no Markdown, no mention."""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text[: 5 * longest]).split())
    cut = line[: longest - 1] + "…" if len(line) > longest else line
    return _MARKDOWN.sub(r"\\\1", cut)


def by_year(counts: Iterable[tuple[int, int]], language: Language) -> str:
    """Counts of years in order: "1975: 2; 1994–1996: 1, 0, 3". Long gaps of nothing are left out."""
    runs: list[list[tuple[int, int]]] = []
    for year, count in counts:
        if not count:
            continue
        if runs and year - runs[-1][-1][0] <= _SHORT_GAP:
            runs[-1].extend((empty, 0) for empty in range(runs[-1][-1][0] + 1, year))
            runs[-1].append((year, count))
        else:
            runs.append([(year, count)])
    return "; ".join(_run(run, language) for run in runs)


def _run(run: list[tuple[int, int]], language: Language) -> str:
    (first, _), (last, _) = run[0], run[-1]
    years = f"{first}" if first == last else f"{first}{_RANGE[language]}{last}"
    return f"{years}: {', '.join(str(count) for _, count in run)}"
