"""The one service: a Question becomes a Reply, in one language, from the edition of the moment."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress

from bot.answers import history, missions, people, quiz, search, things
from bot.answers.names import ChoiceAnswer, HelpAnswer, ProblemAnswer, UnknownAnswer, every_name
from bot.answers.record import Label, Work
from bot.errors import QuestionError
from bot.facts.dates import PartialDate, parse
from bot.facts.edition import Edition, Facts
from bot.questions import (
    CARDS,
    About,
    AgreementCard,
    EventCard,
    ExpeditionCard,
    Help,
    History,
    MissionCard,
    OnThisDay,
    PersonCard,
    Question,
    Quiz,
    QuizReveal,
    Receipt,
    Search,
    ThingCard,
)  # fmt: skip
from bot.replies.follow_ups import cut, follow_ups
from bot.replies.language import Language, known
from bot.replies.render import notice, phrases, render
from bot.replies.reply import Outcome, Reply, Suggestion
from bot.understanding.days import day_of_year
from bot.understanding.names import Band, Entry, Gazetteer
from bot.words import LONGEST

KEPT_REPLIES = 4096
LONGEST_CHOICE = 100  # https://discord.com/developers/docs/interactions/application-commands, choice name and value
FIRST_YEAR = 1955
KINDS = {card: kind for kind, card in CARDS.items()}
ANSWERS: dict[str, Callable[[Facts, str], object]] = {
    "mission": missions.mission,
    "person": people.person,
    "thing": things.thing,
    "agreement": things.agreement,
    "event": things.event,
}


class Historian:
    """Answers from one edition at a time; `serve` swaps it, and requests under way finish on the one they hold."""

    def __init__(self, edition: Edition) -> None:
        """Read the names of an edition, so that every later question is quick."""
        self.serve(edition)

    def serve(self, edition: Edition) -> None:
        """Answer from this edition from now on."""
        self._shelf = _Shelf(edition)

    @property
    def edition(self) -> Edition:
        """The edition of the moment."""
        return self._shelf.edition

    def reply(self, question: Question, *, language: str, today: dt.date) -> Reply:
        """The reply in Discord's Markdown. Bad input is answered with a sentence, never raised."""
        return self._shelf.reply(question, known(language), today)

    def problem(self, error: QuestionError, *, language: str) -> Reply:
        """The sentence for a question that can't be asked."""
        return self._shelf.said(ProblemAnswer(error.reason, error.found), Help(), known(language))

    def is_right(self, question: QuizReveal) -> bool | None:
        """Whether the chosen option is the answer; None where the question is not asked any more."""
        with suppress(QuestionError), self.edition.open() as facts:
            return _reveal(facts, question).is_right
        return None

    def notice(self, name: str, *, language: str, **told: object) -> Reply:
        """What is said of a server's settings, from the template of that name."""
        return Reply(notice(name, language=known(language), **told), Outcome.ANSWERED)

    def suggest(self, kind: str, text: str, *, language: str) -> tuple[Suggestion, ...]:
        """At most 25 records of a kind for what was typed so far, no two with the same label."""
        return self._shelf.suggest(kind, text, known(language))

    def phrase(self, key: str, *, language: str) -> str:
        """A fixed word of the interface."""
        return phrases(known(language))[key]


class _Shelf:
    """An edition with what is kept in memory of it: the names, and the last few thousand replies."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._as_of: PartialDate = parse(edition.as_of)
        with edition.open() as facts:
            self._names = Gazetteer(Entry(*name) for name in every_name(facts))
        self._kept: OrderedDict[tuple[Question, Language, dt.date], Reply] = OrderedDict()

    def reply(self, question: Question, language: Language, today: dt.date) -> Reply:
        key = (question, language, today)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            with self.edition.open() as facts:
                answer = self._answer(facts, question, language, today)
        except QuestionError as error:
            answer = ProblemAnswer(error.reason, error.found, self._last_expedition())
        reply = self.said(answer, question, language)
        self._kept[key] = reply
        if len(self._kept) > KEPT_REPLIES:
            self._kept.popitem(last=False)
        return reply

    def said(self, answer: object, question: Question, language: Language) -> Reply:
        text = render(answer, language=language, as_of=self._as_of)
        return Reply(text, _outcome(answer), follow_ups(answer, question, language), _sources(answer))

    def suggest(self, kind: str, text: str, language: Language) -> tuple[Suggestion, ...]:
        found: dict[str, Suggestion] = {}
        for entry in self._names.suggest(text[:LONGEST], kind):
            said, hint = (entry.ru, entry.hint_ru) if language == "ru" else (entry.en, entry.hint_en)
            label = cut(f"{said} · {hint}" if hint else said, LONGEST_CHOICE)
            if label in found:
                label = cut(label, LONGEST_CHOICE - len(entry.id) - 3) + f" · {entry.id}"
            found[label] = Suggestion(label[:LONGEST_CHOICE], entry.id)
        return tuple(found.values())

    def _answer(self, facts: Facts, question: Question, language: Language, today: dt.date) -> object:
        match question:
            case MissionCard() | PersonCard() | ThingCard() | AgreementCard() | EventCard():
                return self._named(facts, KINDS[type(question)], question.name)
            case ExpeditionCard():
                answer = history.expedition(facts, question.number)
                if answer is None:
                    raise QuestionError("no-such-expedition", found=str(question.number))
                return answer
            case History():
                return self._history(facts, question)
            case OnThisDay():
                return _day(facts, question, today)
            case Search():
                return search.search(facts, question.text[:LONGEST], language=language, page=question.page)
            case Receipt():
                receipt = search.receipt(facts, question.code)
                if receipt is None:
                    raise QuestionError("no-such-receipt", found=question.code)
                return receipt
            case Quiz() | QuizReveal():
                return _quiz(facts, question, today)
            case About():
                return search.about(facts)
            case Help():
                return HelpAnswer()

    def _named(self, facts: Facts, kind: str, text: str) -> object:
        if len(text) > LONGEST:
            raise QuestionError("too-long", found=text)
        if self._names.get(kind, text):  # a button or a suggestion holds the id itself
            return ANSWERS[kind](facts, text)
        match = self._names.resolve(text, (kind,))
        if match.band is Band.SURE:
            return ANSWERS[kind](facts, match.entries[0].id)
        labels = tuple(_label(entry) for entry in match.entries)
        if match.band is Band.CLOSE:
            return ChoiceAnswer(kind, text, labels)
        elsewhere = self._names.resolve(text, [other for other in CARDS if other != kind])
        found = elsewhere.entries if elsewhere.band is Band.SURE else ()
        return UnknownAnswer(kind, text, labels, tuple(_label(entry) for entry in found))

    def _history(self, facts: Facts, question: History) -> object:
        if question.year and not FIRST_YEAR <= question.year <= self._as_of.year:
            raise QuestionError("no-such-year", found=str(question.year))
        era = ""
        if question.era.strip():
            match = self._names.resolve(question.era[:LONGEST], ("era",))
            if match.band is not Band.SURE:
                raise QuestionError("no-such-era", found=question.era)
            era = match.entries[0].id
        return history.history(facts, era=era, year=question.year, page=question.page)

    def _last_expedition(self) -> int:
        with self.edition.open() as facts:
            return history.last_expedition(facts)


def _day(facts: Facts, question: OnThisDay, today: dt.date) -> history.DayAnswer:
    try:
        month, day = day_of_year(question.date, today=today)
    except ValueError as error:
        raise QuestionError("not-a-date", found=question.date) from error
    return history.on_this_day(facts, month=month, day=day, today_year=today.year, page=question.page)


def _quiz(facts: Facts, question: Quiz | QuizReveal, today: dt.date) -> quiz.QuizAnswer | quiz.QuizRevealAnswer:
    if isinstance(question, Quiz):
        return quiz.quiz(facts, question.number or quiz.number_of(today), today=today)
    return _reveal(facts, question)


def _reveal(facts: Facts, question: QuizReveal) -> quiz.QuizRevealAnswer:
    return quiz.reveal(facts, question.number, kind=question.kind, subject=question.subject, option=question.option)


def _label(entry: Entry) -> Label:
    return Label(entry.kind, entry.id, entry.en, entry.ru, entry.hint_en, entry.hint_ru)


def _outcome(answer: object) -> Outcome:
    match answer:
        case ChoiceAnswer():
            return Outcome.AMBIGUOUS
        case UnknownAnswer():
            return Outcome.DECLINED
        case search.SearchAnswer() if not answer.found:
            return Outcome.DECLINED
        case ProblemAnswer():
            return Outcome.ERROR
        case _:
            return Outcome.ANSWERED


def _sources(answer: object) -> tuple[str, ...]:
    works: tuple[Work, ...] = ()
    if isinstance(answer, history.HistoryAnswer | history.DayAnswer | search.SearchAnswer):
        works = answer.works
    elif proof := getattr(answer, "proof", None):
        works = proof.works
    return tuple(f"{work.work} ({work.publisher})" if work.publisher else work.work for work in works)
