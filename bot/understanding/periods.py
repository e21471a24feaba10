"""Days, months, years and spans of years as they stand in a sentence, English or Russian."""

import datetime as dt
import re
from dataclasses import dataclass

from bot.understanding.days import month_near, month_of

_YEAR = r"(?:19[2-9]\d|20\d\d)"  # people who flew were born from 1920 on
_WORD = r"[^\W\d_]+"
_OF = r"(?:\s*(?:of|,|\.)?\s*)"
_GODA = r"(?:\s*(?:годах|годами|годов|годом|годы|году|года|год|гг|г|yy|year)\b\.?)?"
_TH = r"(?:st|nd|rd|th|-?го|-?е)?"
_SEPARATOR = r"\s*(?:-|–|—|to|till|until|through|and|по|до|и)\s*"
_TENS = {
    "пятидесят": 5, "шестидесят": 6, "семидесят": 7, "восьмидесят": 8, "девяност": 9, "нулев": 0, "двухтысячн": 0,
}  # fmt: skip
_TENTHS = {"fift": 5, "sixt": 6, "sevent": 7, "eight": 8, "ninet": 9, "nint": 9}
_YOUNG = {"десят": 1, "двадцат": 2}  # decades only beside the word for years
_WORDED = {"шестьдесят": 60, "семьдесят": 70, "восемьдесят": 80, "девяносто": 90}
_UNITS = ("перв", "втор", "трет", "четверт", "пят", "шест", "седьм", "восьм", "девят")
_SHORT = r"(?P<s>[6-9]\d)"  # "in 92": the years of the last century that anybody shortens
_DECADES = "|".join(_TENS)
_ENGLISH_DECADES = "|".join(_TENTHS)
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(rf"\b(?P<y>{_YEAR})[-./](?P<m>\d\d?)[-./](?P<d>\d\d?)\b")),
    ("iso", re.compile(rf"\b(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>{_YEAR})\b{_GODA}")),
    ("iso", re.compile(r"\b(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<s>[5-9]\d)\b")),
    ("iso", re.compile(rf"\b(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>{_YEAR})\b")),
    ("feast", re.compile(
        rf"\b(?P<f>new\s+years?\s+(?:day|eve)|christmas(?:\s+(?:day|eve))?)\s*,?\s*(?:of\s+|in\s+)?(?P<y>{_YEAR})\b"
    )),
    ("day", re.compile(rf"\b(?P<d>\d\d?){_TH}\s+(?:of\s+)?(?P<w>{_WORD}){_OF}(?P<y>{_YEAR})\b{_GODA}")),
    ("day", re.compile(rf"\b(?P<w>{_WORD})\s+(?:the\s+)?(?P<d>\d\d?)(?:st|nd|rd|th)?{_OF}(?P<y>{_YEAR})\b")),
    ("since", re.compile(rf"\b(?:since|from|starting|начиная с|с)\s+(?P<w>{_WORD}){_OF}(?P<y>{_YEAR})\b{_GODA}")),
    ("month", re.compile(rf"\b(?P<w>{_WORD}){_OF}(?P<y>{_YEAR})\b{_GODA}")),
    ("month", re.compile(r"\b(?P<y>19[5-9]\d|20\d\d)-(?P<m>0[1-9]|1[0-2])\b")),
    ("anniversary", re.compile(rf"\b(?P<d>\d\d?)(?:st|nd|rd|th|-?го|-?е)?\s+(?:of\s+)?(?P<w>{_WORD})\b")),
    ("anniversary", re.compile(rf"\b(?P<w>{_WORD})\s+(?:the\s+)?(?P<d>\d\d?)(?:st|nd|rd|th)?\b")),
    ("new year", re.compile(rf"\bнов(?:ый|ого|ом|ым)\s+{_GODA}\s*(?P<y>{_YEAR})(?:-го|-й)?\b{_GODA}")),
    ("span", re.compile(
        rf"(?:\b(?:between|from|in|during|с|со|между|в|за)\s+)?\b(?P<y>{_YEAR}){_GODA}{_SEPARATOR}(?P<z>{_YEAR})\b{_GODA}"
    )),
    ("decade", re.compile(
        r"(?:\b(?:in|during|of|в|за|(?P<from>since|с))\s+)?(?:the\s+|early\s+|late\s+|(?:начал|конц|середин)[аеуы]\s+)*\b(?P<c>19|20)?(?P<t>\d)0\s?(?:-?'?s|-?х|-?е|-?ые|-?ых)\b"
        r"(?:\s+(?:годах|годы|годов|гг|years))?"
    )),
    ("after", re.compile(rf"\b(?:after|later than|после)\s+(?:the\s+)?(?P<y>{_YEAR})\b{_GODA}")),
    ("since", re.compile(rf"\b(?:since|from|starting|начиная с|с)\s+(?P<y>{_YEAR})\b(?!\s+годом){_GODA}")),
    ("before", re.compile(rf"\b(?:before|earlier than|prior to|до|раньше|ранее)\s+(?P<y>{_YEAR})\b{_GODA}")),
    ("until", re.compile(rf"\b(?:until|till|up to|by|по|к)\s+(?P<y>{_YEAR})\b{_GODA}")),
    ("decade", re.compile(
        rf"(?:\b(?:в|за|(?P<from>с))\s+)?(?:(?:начал|конц|середин)[аеуы]\s+)?"
        rf"\b(?:(?P<n>{_DECADES})ы[ех]\b(?:\s+(?:годах|годы|годов|гг))?"
        rf"|(?P<o>{'|'.join(_YOUNG)})ы[ех]\s+(?:годах|годы|годов|гг)\b)"
    )),
    ("worded", re.compile(
        rf"\b(?:во?\s+)?(?P<n>{'|'.join(_WORDED)})\s+(?P<u>{'|'.join(_UNITS)})(?:ом|ьем|ем|ого|ьего|ый|ий)\s+год(?:у|а)?\b"
    )),
    ("worded", re.compile(rf"\bво?\s+(?P<n>{'|'.join(_WORDED)})\s+(?P<u>{'|'.join(_UNITS)})(?:ом|ьем|ем)\b")),
    ("decade", re.compile(
        rf"(?:\b(?:in|during|of)\s+)?(?:the\s+|early\s+|late\s+)*\b(?P<n>{_ENGLISH_DECADES})(?:ies|ys|ees)\b"
    )),
    ("month", re.compile(rf"\b(?P<w>{_WORD})\s+{_SHORT}-?(?:й|го|м|ом)\b{_GODA}")),
    ("year", re.compile(
        rf"(?:\b(?:в|во|за)\s+|(?<=\s)['’]){_SHORT}(?:-?(?:й|м|ом)\b{_GODA}|\s+год[ау]?\b|(?=\s*$|\s*[?.!,]|\s+(?!лет|дн|сут|мин|час|чел|км|days|hours|min|people|years)[a-zа-я]))"
    )),
    ("year", re.compile(rf"(?<!kosmos[ -])(?<!cosmos[ -])(?<!космос[ -])(?<![\w-])(?P<y>{_YEAR})\b{_GODA}")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time: `kind` is day, month, anniversary or years; `value` as the questions write it."""

    kind: str
    value: str
    start: int
    end: int


def periods(text: str) -> tuple[Period, ...]:
    """The stretches of time that a lower-case text names, in its order; none overlaps another."""
    found: list[Period] = []
    if not re.search(rf"\d|{'|'.join((*_TENS, *_TENTHS, *_YOUNG, *_WORDED))}", text):
        return ()
    for form, pattern in _FORMS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            kind, value = _read(form, match.groupdict())
            if value:
                found.append(Period(kind, value, match.start(), match.end()))
    return tuple(sorted(found, key=lambda period: period.start))


def _read(form: str, parts: dict[str, str | None]) -> tuple[str, str]:
    year = int(parts.get("y") or (f"19{parts['s']}" if parts.get("s") else 0))
    match form:
        case "iso":
            return "day", _day(year, int(parts["m"] or 0), int(parts["d"] or 0))
        case "feast":
            return "day", _day(year, *_feast((parts["f"] or "").split()))
        case "day":
            return "day", _day(year, month_near(parts["w"] or ""), int(parts["d"] or 0))
        case "new year":
            return "day", _day(year, 1, 1)
        case "month":
            month = int(parts.get("m") or 0) or month_of(parts.get("w") or "")
            return "month", f"{year}-{month:02}" if month else ""
        case "anniversary":
            return "anniversary", _day(2000, month_of(parts["w"] or ""), int(parts["d"] or 0))[5:]
        case "span":
            return "years", f"{year}-{parts['z']}"
        case "worded":
            return "years", str(1900 + _WORDED[parts["n"] or ""] + _UNITS.index(parts["u"] or "") + 1)
        case "decade":
            ten = int(parts.get("t") or ({**_TENS, **_TENTHS, **_YOUNG}).get(parts.get("n") or parts.get("o") or "", 0))
            century = parts.get("c") or ("19" if ten >= 5 else "20")
            if parts.get("from"):
                return "years", f"{century}{ten}0-"
            return "years", f"{century}{ten}0-{century}{ten}9"
        case "since" if parts.get("w"):
            month = month_of(parts["w"] or "")
            return "years", f"{year}-{month:02}-" if month else ""
        case _:
            return "years", {
                "after": f"{year + 1}-", "since": f"{year}-", "before": f"-{year - 1}", "until": f"-{year}"
            }.get(form, str(year))  # fmt: skip


def _feast(words: list[str]) -> tuple[int, int]:
    """The month and the day of New Year or Christmas, or of the eve."""
    eve = words[-1] == "eve"
    if words[0] == "new":
        return (12, 31) if eve else (1, 1)
    return (12, 24) if eve else (12, 25)


def _day(year: int, month: int, day: int) -> str:
    """The day as 1975-07-17; empty where the calendar has none."""
    if not month:
        return ""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""
