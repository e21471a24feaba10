"""The questions that explore the record: what was typed in several fields → answers. Sees no language."""

import datetime as dt
from collections.abc import Collection
from functools import cached_property
from typing import cast

from bot.answers import cooperation
from bot.answers.aboard import aboard
from bot.answers.chains import Links, Reach, chain, handshake
from bot.answers.compare import compare
from bot.answers.moments import last_second, seconds
from bot.answers.names import ChoiceAnswer, UnknownAnswer
from bot.answers.periods import period
from bot.answers.record import Label
from bot.answers.records import Filter, Topic, records
from bot.answers.timelines import timeline
from bot.errors import QuestionError
from bot.facts.edition import Edition, Facts
from bot.questions import Aboard, Chain, Compare, Cooperation, Records, Timeline
from bot.understanding import times, topics
from bot.understanding.names import Band, Entry, Gazetteer
from bot.words import LONGEST

COMPARED = ("person", "mission", "era")
FLOWN = ("spacecraft", "orbiter", "station")  # the things that flights are told by
SIDES = ("us", "ru")
Exploration = Chain | Aboard | Compare | Records | Cooperation | Timeline


class _UnclearError(Exception):
    """A name is not one record; the answer asks back."""

    def __init__(self, answer: ChoiceAnswer | UnknownAnswer) -> None:
        super().__init__(answer.text)
        self.answer = answer


class Explorer:
    """Answers explorations from one edition."""

    def __init__(self, edition: Edition, names: Gazetteer, last_year: int) -> None:
        """Hold what every question needs; the meetings are read when first asked for."""
        self._edition = edition
        self._names = names
        self._last_year = last_year

    @cached_property
    def _links(self) -> Links:
        with self._edition.open() as facts:
            return Links(facts)

    def answer(self, facts: Facts, question: Exploration, *, today: dt.date) -> object:
        """The answer, or what is unclear about a name. Raises QuestionError."""
        try:
            match question:
                case Chain():
                    return self._chain(facts, question)
                case Aboard():
                    return _aboard(facts, question, today=today)
                case Compare():
                    return self._compare(facts, question)
                case Records():
                    return self._records(facts, question)
                case Cooperation():
                    return self._cooperation(facts, question.when.strip())
                case Timeline():
                    return timeline(facts)
        except _UnclearError as unclear:
            return unclear.answer

    def _chain(self, facts: Facts, question: Chain) -> object:
        reach = Reach(question.stations, question.joint_only)
        people = [self._one("person", text).id for text in (question.start, question.end) if text.strip()]
        if len(people) < 2:
            return handshake(facts, self._links, person="".join(people), reach=reach)
        if people[0] == people[1]:
            raise QuestionError("same-twice", found=question.end)
        return chain(facts, self._links, start=people[0], end=people[1], reach=reach)

    def _compare(self, facts: Facts, question: Compare) -> object:
        for kind in COMPARED:
            a, b = self._sure(kind, question.a), self._sure(kind, question.b)
            if a and b and a.id == b.id:
                raise QuestionError("same-twice", found=question.b)
            if a and b:
                return compare(facts, kind, a.id, b.id)
        for text, other in ((question.a, question.b), (question.b, question.a)):
            if not any(self._sure(kind, text) for kind in COMPARED):
                kinds = [kind for kind in COMPARED if self._sure(kind, other)]
                raise self._unclear("compared", text, kinds or COMPARED)
        raise QuestionError("not-alike", found=question.b)

    def _records(self, facts: Facts, question: Records) -> object:
        topic, gender, is_joint = _choices(question)
        nation, craft = question.nation.strip(), question.craft.strip()
        if nation and nation not in SIDES:
            nation = self._one("nation", nation).id
        if craft:
            flown = self._one("thing", craft)
            if flown.hint_en not in FLOWN:
                raise QuestionError("not-flown", found=craft)
            craft = flown.id
        return records(facts, topic=topic, only=Filter(nation, craft, gender, is_joint))

    def _cooperation(self, facts: Facts, when: str) -> object:
        if not when:
            return cooperation.cooperation(facts, year=0, era="")
        if when.isascii() and when.isdigit():
            if not cooperation.FIRST_YEAR <= int(when[:LONGEST]) <= self._last_year:
                raise QuestionError("year-not-counted", found=when)
            return cooperation.cooperation(facts, year=int(when), era="")
        era = self._sure("era", when)
        if era is None:
            raise QuestionError("no-such-era", found=when)
        return cooperation.cooperation(facts, year=0, era=era.id)

    def _one(self, kind: str, text: str) -> Entry:
        entry = self._sure(kind, text)
        if entry is None:
            raise self._unclear(kind, text, (kind,))
        return entry

    def _sure(self, kind: str, text: str) -> Entry | None:
        """The one record of a kind that a text surely means. `mission/sts-71` names kind and id."""
        if len(text) > LONGEST:
            raise QuestionError("too-long", found=text)
        named, slash, id_ = text.strip().partition("/")
        if slash and named in COMPARED:
            return self._names.get(kind, id_) if named == kind else None
        if entry := self._names.get(kind, text):
            return entry
        match = self._names.resolve(text, (kind,))
        return match.entries[0] if match.band is Band.SURE else None

    def _unclear(self, kind: str, text: str, kinds: Collection[str]) -> _UnclearError:
        match = self._names.resolve(text, kinds)
        labels = tuple(label_of(entry) for entry in match.entries)
        if match.band is Band.NONE:
            return _UnclearError(UnknownAnswer(kind, text, labels, ()))
        return _UnclearError(ChoiceAnswer(kind, text, labels))


def label_of(entry: Entry) -> Label:
    """An entry as answers name it."""
    return Label(entry.kind, entry.id, entry.en, entry.ru, entry.hint_en, entry.hint_ru)


def _aboard(facts: Facts, question: Aboard, *, today: dt.date) -> object:
    try:
        span = times.span(question.date, question.time, today=today)
    except ValueError as error:
        raise QuestionError("not-a-time", found=f"{question.date} {question.time}".strip()) from error
    first, last = seconds(span.first), seconds(span.last)
    if span.unit == "period" and first <= last_second(facts):
        return period(facts, first=first, last=last)
    return aboard(facts, first=first, last=last)


def _choices(question: Records) -> tuple[Topic, str, bool]:
    """The topic ("" for all), the gender, and whether only joint flights count."""
    try:
        topic = topics.topic(question.topic)
    except ValueError as error:
        raise QuestionError("no-such-topic", found=question.topic) from error
    try:
        gender, flights = topics.gender(question.who), topics.flights(question.flights)
    except ValueError as error:
        raise QuestionError("no-such-choice", found=f"{question.who} {question.flights}".strip()) from error
    return cast("Topic", topic), gender, flights == "joint"
