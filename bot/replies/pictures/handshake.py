"""How many people are how many handshakes from Apollo–Soyuz: a bar a number, the person's own in gold."""

from bot.answers.chains import HandshakeAnswer
from bot.facts.dates import PartialDate
from bot.replies.language import Language, name, number, plural
from bot.replies.pictures.canvas import GOLD, GREY, LINE, MARGIN, PANEL, QUIET, VIOLET, measure
from bot.replies.pictures.frame import TOP, framed
from bot.replies.render import phrases

STEP = 40
BAR = 26


def draw(answer: HandshakeAnswer, language: Language, as_of: PartialDate) -> bytes:
    """The PNG of the distribution."""
    said = phrases(language)
    rows = [(plural(each.number, said["picture_handshakes"], language), each.people) for each in answer.distances]
    rows.append((said["picture_no_chain"], answer.unreached))
    canvas = framed(
        STEP * len(rows) + 12,
        title=_title(answer, language),
        told=said["picture_from_five"],
        language=language,
        as_of=as_of,
    )
    left = MARGIN + max(measure(row[0], 18) for row in rows) + 16
    most = max(people for _, people in rows) or 1
    room = canvas.width - MARGIN - left - 56
    for place, (label, people) in enumerate(rows):
        top = TOP + 8 + STEP * place
        is_own = answer.person is not None and (answer.number if answer.number is not None else len(rows) - 1) == place
        colour = GOLD if is_own else GREY if place == len(rows) - 1 else VIOLET
        canvas.text((left - 14, top + 19), label, 18, anchor="right", weight="Semibold" if is_own else "Regular")
        canvas.box((left, top), (left + room, top + BAR), PANEL, radius=4, rounded="right")
        canvas.box((left, top), (left + max(room * people / most, 3), top + BAR), colour, radius=4, rounded="right")
        canvas.text((left + room * people / most + 9, top + 19), number(people, language), 17, colour=QUIET)
    canvas.line([(left, TOP + 2), (left, TOP + STEP * len(rows))], LINE)
    return canvas.png()


def _title(answer: HandshakeAnswer, language: Language) -> str:
    said = phrases(language)
    if answer.person is None:
        return said["picture_all_numbers"]
    if answer.number is None:
        return f"{name(answer.person, language)}: {said['picture_no_chain']}"
    return f"{name(answer.person, language)}: {plural(answer.number, said['picture_handshakes'], language)}"
