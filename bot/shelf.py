"""One edition with what is kept in memory of it: the names, and the last few thousand replies."""

import dataclasses
import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from bot.answers import history, missions, people, posts, quiz, search, things
from bot.answers.asked import DeclinedAnswer, WhichAnswer
from bot.answers.names import ChoiceAnswer, HelpAnswer, ProblemAnswer, UnknownAnswer, every_name
from bot.answers.passages import PassageAnswer
from bot.answers.record import Proof, Work
from bot.answers.worded import worded
from bot.asking import Asking
from bot.errors import QuestionError
from bot.exploring import COMPARED, FLOWN, Explorer, label_of
from bot.facts.dates import PartialDate, parse
from bot.facts.edition import Edition, Facts
from bot.gallery import kept
from bot.questions import (
    CARDS,
    FIRST_YEAR,
    Aboard,
    About,
    AgreementCard,
    Ask,
    Chain,
    Compare,
    Cooperation,
    EventCard,
    ExpeditionCard,
    Fact,
    Flights,
    Happened,
    Help,
    History,
    MissionCard,
    NamedCard,
    OnThisDay,
    PersonCard,
    Post,
    Question,
    Quiz,
    QuizReveal,
    Receipt,
    Records,
    Roster,
    Search,
    ThingCard,
    Timeline,
    Versus,
)  # fmt: skip
from bot.replies.follow_ups import cut, follow_ups
from bot.replies.language import Language
from bot.replies.pictures import picture
from bot.replies.render import phrases, render
from bot.replies.reply import Outcome, Reply, Suggestion
from bot.understanding.days import day_of_year
from bot.understanding.names import Band, Entry, Gazetteer
from bot.words import LONGEST

KEPT_REPLIES = 4096
OFFERED_OF_A_KIND = 8  # of each of the three kinds that can be compared; Discord takes 25 in all
LONGEST_CHOICE = 100  # https://discord.com/developers/docs/interactions/application-commands, choice name and value
Command = (
    NamedCard | ExpeditionCard | History | OnThisDay | Chain | Aboard | Compare | Records | Cooperation | Timeline
    | Post | Search | Receipt | Quiz | QuizReveal | About | Help
)  # fmt: skip

KINDS = {card: kind for kind, card in CARDS.items()}
ANSWERS: dict[str, Callable[[Facts, str], object]] = {
    "mission": missions.mission,
    "person": people.person,
    "thing": things.thing,
    "agreement": things.agreement,
    "event": things.event,
}


class Shelf:
    """Answers every question from its edition; the historian stands in front of it."""

    def __init__(self, edition: Edition) -> None:
        """Read its names, so that every later question is quick."""
        self.edition = edition
        self._as_of: PartialDate = parse(edition.as_of)
        with edition.open() as facts:
            entries = tuple(Entry(*name) for name in every_name(facts))
            self._names = Gazetteer(entries)
        self._explorer = Explorer(edition, self._names, self._as_of.year)
        self.asking = Asking(edition, entries, self._names)
        self._kept: OrderedDict[tuple[Question, Language, dt.date], Reply] = OrderedDict()

    def reply(self, question: Question, language: Language, today: dt.date) -> Reply:
        """The reply, from memory where it was given before. Bad input is answered with a sentence, never raised."""
        key = (question, language, today)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if isinstance(question, Ask):
            return self._asked(question, language, today)
        try:
            with self.edition.open() as facts:
                if isinstance(question, Fact | Roster | Flights | Versus | Happened):
                    answer = worded(facts, question, as_of=self._as_of)
                else:
                    answer = self._answer(facts, question, language, today)
        except QuestionError as error:
            answer = ProblemAnswer(error.reason, error.found, self._last_expedition())
        reply = self.said(answer, question, language)
        self._kept[key] = reply
        if len(self._kept) > KEPT_REPLIES:
            self._kept.popitem(last=False)
        return reply

    def _asked(self, question: Ask, language: Language, today: dt.date) -> Reply:
        found = self.asking.answer(question.text, language)
        if isinstance(found, WhichAnswer):
            replies = [self.reply(one, language, today) for one in found.questions if _tells_apart(one)]
            answered = [reply for reply in replies if reply.outcome is Outcome.ANSWERED]
            if len(answered) == 1 < len(replies):
                return answered[0]  # only one of the namesakes flew so
        if isinstance(found, WhichAnswer | DeclinedAnswer | PassageAnswer):
            return self.said(found, question, language)
        return self.reply(found, language, today)

    def said(self, answer: object, question: Question, language: Language) -> Reply:
        """The reply that tells an answer, with the buttons that go on from the question."""
        text = render(answer, language=language, as_of=self._as_of)
        actions = follow_ups(answer, question, language)
        shown = picture(answer, language, self._as_of)
        if shown and (png := self._pictures.get(shown.name)):
            shown = dataclasses.replace(shown, png=png, sketch=None)
        return Reply(text, _outcome(answer), actions, _sources(answer), shown, receipt=_code(answer))

    @cached_property
    def _pictures(self) -> Mapping[str, bytes]:
        """The pictures of the edition itself."""
        return kept(self.edition)

    def suggest(self, kind: str, text: str, language: Language) -> tuple[Suggestion, ...]:
        """At most 25 records of a kind for what was typed so far, no two with the same label."""
        found = _side(text, language) if kind == "flag" else {}
        for entry in self._offered(kind, text[:LONGEST]):
            said, hint = (entry.ru, entry.hint_ru) if language == "ru" else (entry.en, entry.hint_en)
            label = cut(f"{said} · {hint}" if hint else said, LONGEST_CHOICE)
            if label in found:
                label = cut(label, LONGEST_CHOICE - len(entry.id) - 3) + f" · {entry.id}"
            value = f"{entry.kind}/{entry.id}" if kind == "compared" else entry.id
            found[label] = Suggestion(label[:LONGEST_CHOICE], value)
        return tuple(found.values())

    def _offered(self, kind: str, text: str) -> Iterable[Entry]:
        """The entries for what was typed: of one kind, of the kinds that can be compared, or of craft and stations."""
        if kind == "compared":
            return [entry for each in COMPARED for entry in self._names.suggest(text, each, limit=OFFERED_OF_A_KIND)]
        if kind == "flown":
            return [entry for entry in self._names.suggest(text, "thing", limit=LONGEST) if entry.hint_en in FLOWN][:25]
        return self._names.suggest(text, "nation" if kind == "flag" else kind)

    def _answer(self, facts: Facts, question: Command, language: Language, today: dt.date) -> object:
        match question:
            case MissionCard() | PersonCard() | ThingCard() | AgreementCard() | EventCard():
                return self._named(facts, KINDS[type(question)], question.name, language)
            case ExpeditionCard():
                return _expedition(facts, question.number)
            case History():
                return self._history(facts, question)
            case OnThisDay():
                return _day(facts, question, today)
            case Chain() | Aboard() | Compare() | Records() | Cooperation() | Timeline():
                return self._explorer.answer(facts, question, today=today)
            case Post():
                return _post(facts, question)
            case Search():
                return search.search(facts, question.text[:LONGEST], language=language, page=question.page)
            case Receipt():
                return _receipt(facts, question)
            case Quiz() | QuizReveal():
                return _quiz(facts, question, today)
            case About():
                return search.about(facts)
            case Help():
                return HelpAnswer()

    def _named(self, facts: Facts, kind: str, text: str, language: Language) -> object:
        if len(text) > LONGEST:
            raise QuestionError("too-long", found=text)
        if self._names.get(kind, text):  # a button or a suggestion holds the id itself
            return ANSWERS[kind](facts, text)
        match = self._names.resolve(text, (kind,))
        if match.band is Band.SURE:
            return ANSWERS[kind](facts, match.entries[0].id)
        labels = tuple(label_of(entry) for entry in match.entries)
        if match.band is Band.CLOSE:
            return ChoiceAnswer(kind, text, labels)
        if kind == "agreement" and (of_year := things.agreements_of(facts, text)):
            return things.agreement(facts, of_year[0].id) if len(of_year) == 1 else ChoiceAnswer(kind, text, of_year)
        if kind == "event" and (told := search.events_that_tell(facts, text, language=language)):
            return ChoiceAnswer(kind, text, told)
        elsewhere = self._names.resolve(text, [other for other in CARDS if other != kind])
        found = elsewhere.entries if elsewhere.band is Band.SURE else ()
        return UnknownAnswer(kind, text, labels, tuple(label_of(entry) for entry in found))

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


def _tells_apart(question: Question) -> bool:
    """Whether who has an answer tells namesakes apart: who flew so, who held a post; a birthplace may be missing."""
    return isinstance(question, Flights | Roster) or (
        isinstance(question, Fact) and question.field in ("successor", "predecessor")
    )


def _side(text: str, language: Language) -> dict[str, Suggestion]:
    """The Soviet Union and Russia as one, where what was typed may become their name."""
    label = phrases(language)["ussr_and_russia"]
    typed = text.strip().casefold()
    return {label: Suggestion(label, "ru")} if any(w.startswith(typed) for w in label.casefold().split()) else {}


def _expedition(facts: Facts, number: int) -> history.ExpeditionAnswer:
    answer = history.expedition(facts, number)
    if answer is None:
        raise QuestionError("no-such-expedition", found=str(number))
    return answer


def _day(facts: Facts, question: OnThisDay, today: dt.date) -> history.DayAnswer:
    try:
        month, day = day_of_year(question.date, today=today)
    except ValueError as error:
        raise QuestionError("not-a-date", found=question.date) from error
    return history.on_this_day(facts, month=month, day=day, today_year=today.year, page=question.page)


def _quiz(facts: Facts, question: Quiz | QuizReveal, today: dt.date) -> quiz.QuizAnswer | quiz.QuizRevealAnswer:
    if isinstance(question, Quiz):
        return quiz.quiz(facts, question.number or quiz.number_of(today), today=today)
    return reveal(facts, question)


def reveal(facts: Facts, question: QuizReveal) -> quiz.QuizRevealAnswer:
    """Whether an option was the right one, and why. Raises QuestionError where the question is not asked any more."""
    return quiz.reveal(facts, question.number, kind=question.kind, subject=question.subject, option=question.option)


def _receipt(facts: Facts, question: Receipt) -> search.ReceiptAnswer:
    receipt = search.receipt(facts, question.code)
    if receipt is None:
        raise QuestionError("no-such-receipt", found=question.code)
    return receipt


def _post(facts: Facts, question: Post) -> object:
    taste = posts.Taste(
        zone=question.zone,
        topics=tuple(question.topics.split()),
        disasters=question.disasters,
        leap_day=question.leap_day,
        told_before=tuple(question.told_before.split()),
    )
    told = posts.digest if question.kind == "digest" else posts.post
    return told(facts, dt.date.fromisoformat(question.date), taste, is_test=question.is_test)


def _outcome(answer: object) -> Outcome:
    match answer:
        case ChoiceAnswer() | WhichAnswer():
            return Outcome.AMBIGUOUS
        case UnknownAnswer() | DeclinedAnswer():
            return Outcome.DECLINED
        case _ if not getattr(answer, "known", True):
            return Outcome.DECLINED
        case search.SearchAnswer() if not answer.found:
            return Outcome.DECLINED
        case posts.PostAnswer() | posts.DigestAnswer() if not answer.lines:
            return Outcome.DECLINED
        case ProblemAnswer():
            return Outcome.ERROR
        case _:
            return Outcome.ANSWERED


def _code(answer: object) -> str:
    proof = getattr(answer, "proof", None)
    return proof.receipt if isinstance(proof, Proof) else ""


def _sources(answer: object) -> tuple[str, ...]:
    if isinstance(answer, search.AboutAnswer):  # its works are a number
        return ()
    proof = getattr(answer, "proof", answer)  # a list of records has works only
    works: tuple[Work, ...] = getattr(proof, "works", ())
    return tuple(f"{work.work} ({work.publisher})" if work.publisher else work.work for work in works)
