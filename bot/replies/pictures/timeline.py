"""1957 to today: the eras as a band, and below it a mark for each flight, docking, agreement and rupture."""

from collections import Counter

from bot.answers.history import Era
from bot.answers.timelines import Mark, TimelineAnswer
from bot.facts.dates import PartialDate
from bot.replies.language import Language, name, number
from bot.replies.pictures.canvas import GOLD, GREEN, GROUND, LINE, MARGIN, PINK, QUIET, VIOLET, Canvas, measure
from bot.replies.pictures.frame import TOP, framed
from bot.replies.render import phrases

PITCH = 8.2  # between marks that stand one on another
RADIUS = 3.3
BAND = 34
HEADING = 40
SHADES = ("#2b3850", "#37486a")


def draw(answer: TimelineAnswer, language: Language, as_of: PartialDate) -> bytes:
    """The PNG of the whole timeline."""
    said = phrases(language)
    rows = (
        ("picture_joint_flights", answer.joint, GOLD), ("picture_dockings", answer.dockings, VIOLET),
        ("picture_agreements", answer.agreements, GREEN), ("picture_ruptures", answer.ruptures, PINK),
    )  # fmt: skip
    height = 66 + sum(HEADING + _tallest(marks) * PITCH for _, marks, _ in rows) + 40
    title = f"{said['timeline']}: {said['picture_years'].format(answer.first, answer.last.year)}"
    canvas = framed(height, title=title, told=said["picture_marks"], language=language, as_of=as_of)
    bottom = TOP + height - 34
    for year in range(1960, answer.last.year + 1, 10):
        x = _x(canvas, answer, PartialDate(year))
        canvas.line([(x, TOP + 70), (x, bottom)], "#232d3e", width=1)
        canvas.text((x, bottom + 22), str(year), 15, colour=QUIET, anchor="middle")
    _eras(canvas, answer, language)
    y = TOP + 66.0
    for key, marks, colour in rows:
        y += HEADING + _tallest(marks) * PITCH
        _heading(canvas, f"{said[key]} · {number(len(marks), language)}", y - _tallest(marks) * PITCH - 12, colour)
        _row(canvas, answer, marks, y, colour)
        _first(canvas, answer, marks, y, language)
    return canvas.png()


def _x(canvas: Canvas, answer: TimelineAnswer, day: PartialDate) -> float:
    """Where a day lies; a year or a month without a day lies at its beginning."""
    years = answer.last.year + 1 - answer.first
    at = day.year + (max(day.month, 1) - 1) / 12 + max(day.day - 1, 0) / 366
    return MARGIN + (canvas.width - 2 * MARGIN) * max(at - answer.first, 0) / years


def _tallest(marks: tuple[Mark, ...]) -> int:
    return max(Counter(mark.day.year for mark in marks).values(), default=1)


def _heading(canvas: Canvas, said: str, y: float, colour: str) -> None:
    canvas.box((MARGIN, y - 18), (MARGIN + measure(said, 17, "Semibold") + 6, y + 6), GROUND)  # no line through it
    canvas.text((MARGIN, y), said, 17, weight="Semibold", colour=colour)


def _first(canvas: Canvas, answer: TimelineAnswer, marks: tuple[Mark, ...], bottom: float, language: Language) -> None:
    """What the first mark of a row is, where there is room beside it."""
    years = sorted({mark.day.year for mark in marks})
    if not years:
        return
    said = f"{name(marks[0].name, language)}, {years[0]}"
    x, following = (_x(canvas, answer, PartialDate(year, 7)) for year in (*years, answer.last.year)[:2])
    width = measure(said, 15)
    if x - MARGIN > width + 12:
        start = x - 10 - width
    elif following - x > width + 24:
        start = x + 10
    else:
        return
    canvas.box((start - 4, bottom - 16), (start + width + 4, bottom - 1), GROUND)
    canvas.text((start, bottom - 4), said, 15, colour=QUIET)


def _row(canvas: Canvas, answer: TimelineAnswer, marks: tuple[Mark, ...], bottom: float, colour: str) -> None:
    """A mark each, those of a year one on another in the middle of the year."""
    canvas.line([(MARGIN, bottom), (canvas.width - MARGIN, bottom)], LINE, width=1)
    placed: Counter[int] = Counter()
    for mark in marks:
        x = _x(canvas, answer, PartialDate(mark.day.year, 7))
        canvas.dot((x, bottom - PITCH * (placed[mark.day.year] + 0.5) - 1), RADIUS, colour)
        placed[mark.day.year] += 1


def _eras(canvas: Canvas, answer: TimelineAnswer, language: Language) -> None:
    """The band, each era's name inside it, or above where it is too narrow."""
    top = TOP + 30
    for place, era in enumerate(answer.eras):
        start, end = _x(canvas, answer, era.start), _x(canvas, answer, era.end or answer.last)
        canvas.box((start, top), (end, top + BAND), SHADES[place % 2])
        _era_name(canvas, era, (start, end), top, language)


def _era_name(canvas: Canvas, era: Era, span: tuple[float, float], top: float, language: Language) -> None:
    said = name(era.name, language)
    middle, width = (span[0] + span[1]) / 2, measure(said, 16)
    if width < span[1] - span[0] - 8:
        canvas.text((middle, top + 23), said, 16, anchor="middle")
        return
    middle = min(middle, canvas.width - MARGIN - width / 2)
    canvas.text((middle, top - 8), said, 16, anchor="middle", colour=QUIET)
