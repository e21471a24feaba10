"""A handshake chain from top to bottom: people as dots of their side's colour, meetings as the lines between."""

from bot.answers.chains import ChainAnswer, ChainLink
from bot.answers.record import Label
from bot.facts.dates import PartialDate
from bot.replies.language import Language, day, name, plural
from bot.replies.pictures.canvas import (
    BLUE,
    GOLD,
    GREY,
    INK,
    MARGIN,
    OF_SIDE,
    PANEL,
    QUIET,
    RED,
    Canvas,
    fitted,
    measure,
)
from bot.replies.pictures.frame import TOP, framed, legend
from bot.replies.render import called, phrases

STEP = 78  # from one person to the next
SPINE = MARGIN + 14
TEXT = SPINE + 32
SIDES = ((BLUE, "us"), (RED, "ru"), (GREY, "others"))


def draw(answer: ChainAnswer, language: Language, as_of: PartialDate) -> bytes:
    """The PNG of a chain that has links."""
    said = phrases(language)
    count = plural(len(answer.links), said["picture_handshakes"], language)
    told = said["picture_only_chain" if answer.chains == 1 else "picture_one_of"].format(count, answer.chains)
    title = f"{name(answer.start, language)} — {name(answer.end, language)}"
    canvas = framed(STEP * len(answer.links) + 66, title=title, told=told, language=language, as_of=as_of)
    first, *_ = answer.links
    tops = [TOP + 24.0 + STEP * place for place in range(len(answer.links))]
    for y, link in zip(tops, answer.links, strict=True):
        _meeting(canvas, y, link, language)
    _person(canvas, tops[0], first.one, first.one_side, language)
    for y, link in zip(tops, answer.links, strict=True):  # over the lines
        _person(canvas, y + STEP, link.other, link.other_side, language)
    legend(canvas, canvas.height - 20, [(colour, said[f"picture_{side}"]) for colour, side in SIDES])
    return canvas.png()


def _person(canvas: Canvas, y: float, person: Label, side: str | None, language: Language) -> None:
    canvas.dot((SPINE, y), 14, OF_SIDE[side])
    said = fitted(name(person, language), canvas.width - TEXT - MARGIN, 21, "Semibold")
    canvas.text((TEXT, y + 7), said, 21, weight="Semibold")
    hint = person.hint_ru if language == "ru" else person.hint_en
    nation, *_year_of_birth = hint.split(",")
    x = TEXT + measure(said, 21, "Semibold") + 12
    canvas.text((x, y + 7), fitted(nation, canvas.width - x - MARGIN, 16), 16, colour=QUIET)


def _meeting(canvas: Canvas, y: float, link: ChainLink, language: Language) -> None:
    colour = GOLD if link.joint else GREY
    if link.how == "station":  # a weaker meeting is a broken line
        for step in range(5):
            top = y + step * STEP / 5
            canvas.line([(SPINE, top + 4), (SPINE, top + STEP / 5 - 4)], colour, width=4)
    else:
        canvas.line([(SPINE, y), (SPINE, y + STEP)], colour, width=4)
    right, middle = canvas.width - MARGIN, y + STEP / 2
    canvas.box((TEXT - 10, middle - 15), (right, middle + 15), PANEL, radius=8)
    when = day(link.day, language)
    canvas.text((right - 12, middle + 6), when, 16, colour=QUIET, anchor="right")
    how = phrases(language)[f"picture_{link.how}"].format(called(link.place, language))
    room = right - TEXT - measure(when, 16) - 40
    canvas.text((TEXT, middle + 6), fitted(how, room, 17), 17, colour=GOLD if link.joint else INK)
