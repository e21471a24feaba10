"""What a reader may want next after a question that explores the record."""

import dataclasses
from collections.abc import Iterator

from bot.answers.aboard import AboardAnswer
from bot.answers.chains import ChainAnswer, ChainLink, HandshakeAnswer
from bot.answers.compare import CompareAnswer
from bot.answers.cooperation import CooperationAnswer
from bot.answers.periods import PeriodAnswer
from bot.answers.records import TOPICS, RecordsAnswer
from bot.answers.timelines import TimelineAnswer
from bot.questions import Aboard, Chain, Cooperation, History, Question, Records, Timeline
from bot.replies.buttons import cards
from bot.replies.language import Language, day, name
from bot.replies.render import phrases
from bot.replies.reply import Action

Exploration = (
    ChainAnswer | HandshakeAnswer | AboardAnswer | PeriodAnswer | CompareAnswer | RecordsAnswer | CooperationAnswer
    | TimelineAnswer
)  # fmt: skip


def exploration_follow_ups(answer: Exploration, question: Question, language: Language) -> Iterator[Action]:
    """The next questions, the likeliest first."""
    match answer:
        case ChainAnswer() | HandshakeAnswer():
            yield from _meetings(answer.links, question, language)
        case AboardAnswer():
            yield from _aboard(answer, language)
        case PeriodAnswer():
            yield from _period(answer, language)
        case CompareAnswer():
            yield from _compare(answer, language)
        case RecordsAnswer():
            yield from _records(answer, question, language)
        case CooperationAnswer():
            yield from _cooperation(answer, language)
        case TimelineAnswer():
            yield from _timeline(answer, language)


def _meetings(links: tuple[ChainLink, ...], question: Question, language: Language) -> Iterator[Action]:
    """The same chain by other meetings, its first flights, and the people who hold it together."""
    if isinstance(question, Chain):
        yield Action(phrases(language)["joint_only"], dataclasses.replace(question, joint_only=True))
        yield Action(phrases(language)["with_stations"], dataclasses.replace(question, stations=True))
    yield from cards((link.mission for link in links[:4]), language)
    yield from cards((link.one for link in links[1:]), language)
    yield Action(phrases(language)["handshakes_of_all"], Chain())


def _aboard(answer: AboardAnswer, language: Language) -> Iterator[Action]:
    for near, key in ((answer.before, "earlier"), (answer.after, "later")):
        if near:
            yield Action(phrases(language)[key].format(day(near, language)), Aboard(str(near)))
    yield from cards((crew.mission for place in answer.places for crew in place.crews), language)


def _period(answer: PeriodAnswer, language: Language) -> Iterator[Action]:
    for near in (answer.start, answer.end):
        yield Action(day(near, language), Aboard(str(near)))
    yield from cards(answer.joint, language)


def _compare(answer: CompareAnswer, language: Language) -> Iterator[Action]:
    if answer.kind == "person":
        yield Action(phrases(language)["chain_between"], Chain(answer.a.id, answer.b.id))
    if answer.kind == "era":
        yield from (Action(name(era, language), History(era=era.id)) for era in (answer.a, answer.b))
    yield from cards((answer.a, answer.b, *answer.between), language)


def _records(answer: RecordsAnswer, question: Question, language: Language) -> Iterator[Action]:
    if not isinstance(question, Records):
        return
    other = "all" if answer.joint else "joint"
    yield Action(phrases(language)[f"{other}_flights"], dataclasses.replace(question, flights=other))
    topics = ["", *TOPICS] if answer.topic else TOPICS
    for topic in topics:
        said = phrases(language)[topic or "all_records"]
        yield Action(said, dataclasses.replace(question, topic=topic))
    holders = [holder for ranking in answer.rankings for holder in ranking.holders]
    yield from cards((holder.people[0] for holder in holders), language)


def _cooperation(answer: CooperationAnswer, language: Language) -> Iterator[Action]:
    if answer.era or not answer.is_all:
        for year, key in ((answer.first - 1, "earlier"), (answer.last + 1, "later")):
            if answer.years[0].year <= year <= answer.years[-1].year:
                yield Action(phrases(language)[key].format(year), Cooperation(str(year)))
        yield Action(phrases(language)["cooperation"], Cooperation())
    if answer.best.crew_days:
        yield Action(str(answer.best.year), Cooperation(str(answer.best.year)))
    yield from (Action(name(era, language), Cooperation(era.id)) for era in answer.eras)
    yield Action(phrases(language)["timeline"], Timeline())


def _timeline(answer: TimelineAnswer, language: Language) -> Iterator[Action]:
    yield Action(phrases(language)["cooperation"], Cooperation())
    yield from (Action(name(era.name, language), History(era=era.name.id)) for era in answer.eras)
