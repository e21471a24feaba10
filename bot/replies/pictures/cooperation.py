"""The cooperation meter: five measures, year above year, each from zero; the chosen years bright."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.answers.cooperation import CooperationAnswer, Year
from bot.facts.dates import PartialDate
from bot.replies.language import Language, name, number
from bot.replies.pictures.canvas import BLUE, GOLD, GREEN, LINE, MARGIN, QUIET, RED, VIOLET, Canvas
from bot.replies.pictures.frame import TOP, framed, legend
from bot.replies.render import phrases

LEFT = MARGIN + 34
PITCH = 9.9  # a year's width; seventy of them fit
BAR = 7.4
GAP = 44  # between panels, with the lower one's heading
DIMMED = "#39465c"


Parts = tuple[tuple[Callable[[Year], int], str], ...]  # what is stacked in a year's bar, each with its colour


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure: the phrase that names it, its height, its parts, and the steps of its scale."""

    said: str
    height: float
    parts: Parts
    steps: int


SEATS: Parts = ((lambda year: year.americans_on_soyuz, BLUE), (lambda year: year.russians_on_american, RED))
PANELS = (
    Panel("picture_crew_days", 150, ((lambda year: year.crew_days, GOLD),), 1000),
    Panel("picture_joint_flights", 52, ((lambda year: year.joint_flights, GOLD),), 5),
    Panel("picture_seats", 60, SEATS, 5),
    Panel("picture_dockings", 60, ((lambda year: year.dockings, VIOLET),), 5),
    Panel("picture_standing", 60, ((lambda year: year.standing, GREEN),), 10),
)


def draw(answer: CooperationAnswer, language: Language, as_of: PartialDate) -> bytes:
    """The PNG of all years."""
    height = sum(panel.height + GAP for panel in PANELS) + 22
    canvas = framed(
        height, title=_title(answer, language), told=phrases(language)["picture_meter"], language=language, as_of=as_of
    )
    top = float(TOP - 8)
    for panel in PANELS:
        _panel(canvas, panel, top + GAP, answer, language)
        top += GAP + panel.height
    for year in answer.years:
        if year.year % 10 == 0:
            canvas.text((_x(answer, year) + BAR / 2, top + 22), str(year.year), 15, colour=QUIET, anchor="middle")
    return canvas.png()


def _title(answer: CooperationAnswer, language: Language) -> str:
    called = phrases(language)["cooperation"]
    if answer.era:
        return f"{called}: {name(answer.era, language)}"
    years = phrases(language)["picture_years"].format(answer.first, answer.last)
    return f"{called}: {years if answer.is_all else answer.first}"


def _x(answer: CooperationAnswer, year: Year) -> float:
    return LEFT + PITCH * (year.year - answer.years[0].year)


def _panel(canvas: Canvas, panel: Panel, top: float, answer: CooperationAnswer, language: Language) -> None:
    bottom = top + panel.height
    most = max(_sum(panel, year) for year in answer.years) or 1
    scale = panel.height / most
    said = phrases(language)
    canvas.text((MARGIN, top - 14), said[panel.said], 17, weight="Semibold")
    if len(panel.parts) > 1:
        legend(canvas, top - 14, [(BLUE, said["picture_on_soyuz"]), (RED, said["picture_on_american"])], right=True)
    for value in range(0, most + 1, panel.steps):
        y = bottom - value * scale
        canvas.line([(LEFT - 4, y), (canvas.width - MARGIN, y)], LINE, width=1)
        canvas.text((LEFT - 8, y + 5), number(value, language), 13, colour=QUIET, anchor="right")
    if panel is PANELS[0]:
        best = max(answer.years, key=lambda year: _sum(panel, year))
        x = _x(answer, best) + BAR / 2
        canvas.text((x, top - 5), number(most, language), 14, anchor="middle")
    for year in answer.years:
        _bar(
            canvas,
            panel.parts,
            (_x(answer, year), bottom),
            year,
            scale,
            is_bright=answer.first <= year.year <= answer.last,
        )


def _bar(  # noqa: PLR0913 - a bar has a place, a year and a scale
    canvas: Canvas, parts: Parts, foot: tuple[float, float], year: Year,
    scale: float, *, is_bright: bool,
) -> None:  # fmt: skip
    x, y = foot
    for value, colour in parts:
        top = y - value(year) * scale
        canvas.box((x, top), (x + BAR, y), colour if is_bright else DIMMED, radius=1.5, rounded="top")
        y = top


def _sum(panel: Panel, year: Year) -> int:
    return sum(value(year) for value, _ in panel.parts)
