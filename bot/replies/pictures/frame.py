"""What every picture has: a title, a sentence, and in the corner the record and its day. Words come from phrases."""

from collections.abc import Sequence

from bot.facts.dates import PartialDate
from bot.replies.language import Language, day
from bot.replies.pictures.canvas import MARGIN, QUIET, Canvas, fitted, measure
from bot.replies.render import phrases

TOP = 104  # where a picture's own part begins
FOOT = 44  # what it leaves below


def framed(height: float, *, title: str, told: str, language: Language, as_of: PartialDate) -> Canvas:
    """A card with its title, the sentence below it and its day; `height` is that of the part between."""
    canvas = Canvas(TOP + height + FOOT)
    room = canvas.width - 2 * MARGIN
    canvas.text((MARGIN, 52), fitted(title, room, 29, "Semibold"), 29, weight="Semibold")
    canvas.text((MARGIN, 80), fitted(told, room, 18), 18, colour=QUIET)
    source = phrases(language)["picture_source"].format(day(as_of, language))
    canvas.text((canvas.width - MARGIN, canvas.height - 20), source, 15, colour=QUIET, anchor="right")
    return canvas


def legend(canvas: Canvas, y: float, entries: Sequence[tuple[str, str]], *, right: bool = False) -> None:
    """Coloured dots with their meaning in a row, from the left or up to the right margin."""
    x = float(MARGIN)
    if right:
        x = canvas.width - MARGIN + 22 - sum(41 + measure(said, 15) for _, said in entries)
    for colour, said in entries:
        canvas.dot((x + 6, y - 5), 6, colour)
        canvas.text((x + 19, y), said, 15, colour=QUIET)
        x += 19 + measure(said, 15) + 22
