"""Answers → PNGs, each with a text that says the same. No SQL, no Discord. Only drawing loads Pillow."""

from functools import lru_cache

from bot.answers.chains import ChainAnswer, HandshakeAnswer
from bot.answers.cooperation import CooperationAnswer
from bot.answers.timelines import TimelineAnswer
from bot.facts.dates import PartialDate
from bot.replies.language import Language
from bot.replies.render import render
from bot.replies.reply import Picture, Sketch

PNGS_KEPT = 64  # some 50 kilobytes each


def picture(answer: object, language: Language, as_of: PartialDate) -> Picture | None:
    """The picture of an answer, still to be drawn; None where words say it all. One name, one picture."""
    parts = _parts(answer)
    if parts is None:
        return None
    name = "-".join([*(part for part in parts if part), language])
    alt = " ".join(render(answer, language=language, as_of=as_of, form=".alt").split("\n"))
    return Picture(f"{name}.png", b"", alt, Sketch(answer, language, as_of))


def _parts(answer: object) -> tuple[str, ...] | None:
    """What a picture's name is made of."""
    match answer:
        case ChainAnswer(links=links, reach=reach) if links:
            return "chain", answer.start.id, answer.end.id, *reach.words
        case HandshakeAnswer(person=person, reach=reach):
            return "handshakes", person.id if person else "", *reach.words
        case CooperationAnswer(era=era):
            return "cooperation", era.id if era else "" if answer.is_all else str(answer.first)
        case TimelineAnswer():
            return ("timeline",)
        case _:
            return None


@lru_cache(maxsize=PNGS_KEPT)
def draw(sketch: Sketch) -> bytes:
    """The PNG of a sketch, in some 0.2 s of processor time: not for the event loop."""
    from bot.replies.pictures import chain, cooperation, handshake, timeline

    match sketch.answer:
        case ChainAnswer() as answer:
            return chain.draw(answer, sketch.language, sketch.as_of)
        case HandshakeAnswer() as answer:
            return handshake.draw(answer, sketch.language, sketch.as_of)
        case CooperationAnswer() as answer:
            return cooperation.draw(answer, sketch.language, sketch.as_of)
        case TimelineAnswer() as answer:
            return timeline.draw(answer, sketch.language, sketch.as_of)
        case _:
            raise LookupError(type(sketch.answer).__name__)
