"""What a reader may want next: the buttons under a reply."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from functools import singledispatch
from typing import Any

from bot.answers.asked import DeclinedAnswer, WhichAnswer
from bot.answers.fields import (
    AgreementFieldAnswer,
    ExpeditionFieldAnswer,
    MissionFieldAnswer,
    PersonFieldAnswer,
    ThingFieldAnswer,
)
from bot.answers.flights import FlightsAnswer
from bot.answers.happened import HappenedAnswer
from bot.answers.history import DayAnswer, ExpeditionAnswer, HistoryAnswer
from bot.answers.missions import MissionAnswer
from bot.answers.names import ChoiceAnswer, ProblemAnswer, UnknownAnswer
from bot.answers.passages import PassageAnswer
from bot.answers.people import PersonAnswer
from bot.answers.posts import DigestAnswer, PostAnswer
from bot.answers.quiz import QuizAnswer, QuizRevealAnswer, after, token
from bot.answers.record import EventLine, Label
from bot.answers.rosters import RosterAnswer
from bot.answers.search import ReceiptAnswer, SearchAnswer
from bot.answers.things import AgreementAnswer, EventAnswer, ThingAnswer
from bot.answers.versus import VersusAnswer
from bot.questions import (
    LONGEST_TEXT_FORM,
    Chain,
    Compare,
    EventCard,
    ExpeditionCard,
    Help,
    History,
    MissionCard,
    OnThisDay,
    Question,
    Quiz,
    QuizReveal,
    Receipt,
    Records,
    Search,
    to_text,
)  # fmt: skip
from bot.replies.buttons import card, cards, said
from bot.replies.exploration_follow_ups import Exploration, exploration_follow_ups
from bot.replies.language import Language, name
from bot.replies.render import phrases
from bot.replies.reply import Action

MOST = 10
LONGEST_LABEL = 80  # https://discord.com/developers/docs/components/reference#button


def follow_ups(answer: object, question: Question, language: Language) -> tuple[Action, ...]:
    """At most ten next questions, none the question itself, no two with the same label."""
    found: dict[str, Action] = {}
    for action in _actions(answer, question, language):
        label = cut(action.label, LONGEST_LABEL)
        if action.question != question and label not in found and len(to_text(action.question)) <= LONGEST_TEXT_FORM:
            found[label] = dataclasses.replace(action, label=label)
    return tuple(found.values())[:MOST]


def cut(text: str, longest: int) -> str:
    """The text, or its beginning cut at a word."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,·") + "…"


@singledispatch
def _actions(answer: object, question: Question, language: Language) -> Iterator[Action]:
    """The follow-ups of a kind of answer; one function a kind follows, and the rest have none."""
    yield from ()


@_actions.register
def _mission_answer_actions(answer: MissionAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from _mission(answer, language)


@_actions.register
def _person_answer_actions(answer: PersonAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([flight.mission for flight in answer.orbital_flights][-4:], language)
    yield from cards([companion.person for companion in answer.companions[-3:]], language)
    if answer.orbital_flights:
        yield Action(phrases(language)["handshake_number"], Chain(answer.person.id))
    yield from _events(answer.events[-3:], language)


@_actions.register
def _thing_answer_actions(answer: ThingAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.whole, answer.first, answer.last, *answer.parts[:4]], language)
    yield from _events(answer.events[:4], language)


@_actions.register
def _agreement_answer_actions(answer: AgreementAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.renews, *answer.renewed_by, *answer.signers], language)
    yield from _events(answer.events[:4], language)


@_actions.register
def _event_answer_actions(answer: EventAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([*answer.agreements, *answer.missions, *answer.people, *answer.things], language)


@_actions.register
def _expedition_answer_actions(answer: ExpeditionAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([member.person for member in (*answer.commanders, *answer.crew)][:7], language)
    for number in (answer.number - 1, answer.number + 1):
        if 1 <= number <= answer.last:
            yield Action(phrases(language)["expedition"].format(number), ExpeditionCard(number))


@_actions.register
def _history_answer_actions(answer: HistoryAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from _pages(question, answer.page, answer.pages, language)
    for year, key in ((answer.year_before, "earlier"), (answer.year_after, "later")):
        if year:
            yield Action(phrases(language)[key].format(year), History(year=year))
    yield from _events(answer.events, language)
    if not answer.year:
        yield from (Action(name(era.name, language), History(era=era.name.id)) for era in answer.eras)


@_actions.register
def _day_answer_actions(answer: DayAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from _pages(question, answer.page, answer.pages, language)
    yield from cards([line.name for line in answer.lines[:6]], language)
    day = dt.date(2000, answer.month, answer.day)
    for key, days in (("day_before", -1), ("day_after", 1)):
        near = day + dt.timedelta(days=days)
        yield Action(phrases(language)[key], OnThisDay(f"{near.month:02}-{near.day:02}"))


@_actions.register
def _post_answer_actions(answer: PostAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([line.name for line in answer.lines], language)
    yield Action(phrases(language)["whole_day"], OnThisDay(f"{answer.day.month:02}-{answer.day.day:02}"))


@_actions.register
def _digest_answer_actions(answer: DigestAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([line.name for _, line in answer.lines], language)


@_actions.register
def _search_answer_actions(answer: SearchAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from _pages(question, answer.page, answer.pages, language)
    yield from cards([found.name for found in answer.found], language)


@_actions.register
def _receipt_answer_actions(answer: ReceiptAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.name, answer.second], language)


@_actions.register
def _quiz_answer_actions(answer: QuizAnswer, question: Question, language: Language) -> Iterator[Action]:
    for option in answer.options:
        reveal = QuizReveal(answer.number, answer.asked.kind, answer.subject, token(answer.subject, option.id))
        said = name(option, language)
        yield Action(f"{said[:1].upper()}{said[1:]}", reveal)


@_actions.register
def _quiz_reveal_answer_actions(answer: QuizRevealAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield Action(phrases(language)["next_question"], Quiz(after(answer.number)))
    yield Action(phrases(language)["who_says_so"], Receipt(answer.proof.receipt))
    yield from cards([answer.right.option, answer.asked.about, answer.asked.second], language)


@_actions.register
def _choice_answer_actions(answer: ChoiceAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from (_meant(label, answer.text, question, language) for label in answer.choices)


@_actions.register
def _unknown_answer_actions(answer: UnknownAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from (_meant(label, answer.text, question, language) for label in (*answer.elsewhere, *answer.nearest))


@_actions.register
def _exploration_actions(answer: Exploration, question: Question, language: Language) -> Iterator[Action]:
    yield from exploration_follow_ups(answer, question, language)


@_actions.register
def _mission_field_actions(answer: MissionFieldAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.mission.mission], language)
    yield from _mission(answer.mission, language)


@_actions.register
def _person_field_actions(answer: PersonFieldAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.person.person], language)
    yield from cards([flight.mission for flight in answer.person.orbital_flights][-4:], language)


@_actions.register
def _expedition_field_actions(
    answer: ExpeditionFieldAnswer, question: Question, language: Language
) -> Iterator[Action]:
    number = answer.expedition.number
    yield Action(phrases(language)["expedition"].format(number), ExpeditionCard(number))
    yield from cards([member.person for member in answer.expedition.crew], language)


@_actions.register
def _agreement_field_actions(answer: AgreementFieldAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.agreement.agreement, *answer.agreement.signers], language)


@_actions.register
def _thing_field_actions(answer: ThingFieldAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.thing.thing, *(head.person for head in answer.heads)], language)


@_actions.register
def _roster_actions(answer: RosterAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards(answer.filters.missions, language)
    yield from cards([one.person for one in answer.shown] or answer.crew, language)


@_actions.register
def _flights_actions(answer: FlightsAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.person, *answer.others], language)
    yield from cards([flight.mission for flight in answer.shown or answer.all], language)


@_actions.register
def _versus_actions(answer: VersusAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([answer.first.name, answer.second.name], language)


@_actions.register
def _happened_actions(answer: HappenedAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([line.line.name for line in answer.lines], language)


@_actions.register
def _passage_actions(answer: PassageAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from cards([found.name for found in (answer.best, *answer.others)], language)


@_actions.register
def _which_actions(answer: WhichAnswer, question: Question, language: Language) -> Iterator[Action]:
    for choice, asked in zip(answer.choices, answer.questions, strict=True):
        yield dataclasses.replace(card(choice, language, hint=True), question=asked)


@_actions.register
def _declined_actions(answer: DeclinedAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield from (Action(said, asked) for said, asked in answer.nearest)
    yield Action(phrases(language)["help"], Help())


@_actions.register
def _problem_answer_actions(answer: ProblemAnswer, question: Question, language: Language) -> Iterator[Action]:
    yield Action(phrases(language)["help"], Help())


def _meant(label: Label, text: str, question: Question, language: Language) -> Action:
    """The question with a record in the place of the text that was unclear; where a card was asked for, the card."""
    if not isinstance(question, Chain | Compare | Records):
        return card(label, language, hint=True)
    value = f"{label.kind}/{label.id}" if isinstance(question, Compare) else label.id
    fields = (field.name for field in dataclasses.fields(question))
    clear: dict[str, Any] = {next(field for field in fields if getattr(question, field) == text): value}
    return Action(said(label, language, hint=True), dataclasses.replace(question, **clear))


def _mission(answer: MissionAnswer, language: Language) -> Iterator[Action]:
    yield from cards([answer.partner], language)
    aboard = {member.person.id: member.person for member in (*answer.up, *answer.down)}
    yield from cards(list(aboard.values())[:5], language)
    others = [member.other_flight for member in (*answer.up, *answer.down)]
    yield from cards(others[:2], language)
    for label, key in ((answer.before, "earlier"), (answer.after, "later")):
        if label:
            yield Action(phrases(language)[key].format(name(label, language)), MissionCard(label.id))


def _pages(question: Question, page: int, pages: int, language: Language) -> Iterator[Action]:
    if not isinstance(question, History | OnThisDay | Search):
        return
    if page > 1:
        yield Action(phrases(language)["previous_page"], dataclasses.replace(question, page=page - 1))
    if page < pages:
        yield Action(phrases(language)["next_page"], dataclasses.replace(question, page=page + 1))


def _events(events: Iterable[EventLine], language: Language) -> Iterator[Action]:
    for event in events:
        title = event.title.title_ru if language == "ru" else event.title.title_en
        yield Action(title, EventCard(event.id))
