"""A question from the record with one right option and three that are surely wrong; and its answer with the source.

What is disputed in any way, or rests on public files of unclear origin alone, is not asked about. Whoever played is
none of this folder's business.
"""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.answers.quiz.flights import DESTINATION, DOCKED, LAUNCH_YEAR, LONGEST, RETURN, SITE
from bot.answers.quiz.happenings import AGREEMENT, EVENT_YEAR, FIRST, HAPPENED
from bot.answers.quiz.kind import LONGEST_OPTION, Fact, Kind
from bot.answers.quiz.people import COMMANDER, CREWMATE, EXPEDITION, GUEST, RIDER, SIGNER
from bot.answers.quiz.things import MODULE, NATURE
from bot.answers.record import Label, Proof, date, label, needed_label, proof
from bot.errors import QuestionError
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import QUIZ_NUMBERS

KINDS = {
    kind.name: kind
    for kind in (
        COMMANDER, GUEST, RIDER, CREWMATE, EXPEDITION, SIGNER, RETURN, LAUNCH_YEAR, SITE, DESTINATION, DOCKED, LONGEST,
        EVENT_YEAR, HAPPENED, FIRST, AGREEMENT, MODULE, NATURE,
    )
}  # fmt: skip
_SHARES = tuple(kind for kind in KINDS.values() for _ in range(kind.weight))

Level = Literal["hard", "medium", "easy"]
# From how many of the nearest options the wrong ones are drawn.
_WINDOWS: dict[Level, int] = {"hard": 4, "medium": 10, "easy": 24}
_WRONG_OPTIONS = 3

# The day of the first satellite. Question 25,254 is the one for the 25,254th day after it, the same everywhere.
SPACE_AGE = dt.date(1957, 10, 4)


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """A question with its four options; `subject` is the token of the fact. `day` is set for a day's own question."""

    number: int
    day: PartialDate | None
    level: Level
    kind: str
    subject: str
    about: Label | None
    second: Label | None
    side: str | None
    nature: str
    date: PartialDate | None
    options: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class QuizRevealAnswer:
    """The answer to a question, beside what was chosen; each with its day or seconds where it is about them."""

    number: int
    kind: str
    about: Label | None
    second: Label | None
    side: str | None
    nature: str
    date: PartialDate | None
    right: Label
    right_measure: PartialDate | int | None
    chosen: Label
    chosen_measure: PartialDate | int | None
    proof: Proof

    @property
    def is_right(self) -> bool:
        """What was chosen is the answer."""
        return self.chosen == self.right


def number_of(day: dt.date) -> int:
    """The number of a day's question."""
    return (day - SPACE_AGE).days


def after(number: int) -> int:
    """The number of the next question to play: never one of a day."""
    return QUIZ_NUMBERS[(number * 7919 + 1) % len(QUIZ_NUMBERS)]


def quiz(facts: Facts, number: int, *, today: dt.date) -> QuizAnswer:
    """The question of a number: the same for as long as the record says the same."""
    kind = _SHARES[int.from_bytes(_draw(number, "kind", "")) % len(_SHARES)]
    level = min(_WINDOWS, key=lambda level: _draw(number, "level", level))
    for fact in sorted(kind.facts(facts), key=lambda fact: _draw(number, "fact", fact.subject)):
        right, wrong = _option(facts, kind, fact.answer), _wrong(facts, kind, fact, number, window=_WINDOWS[level])
        if len(wrong) == _WRONG_OPTIONS:
            options = sorted((right, *wrong), key=lambda option: _draw(number, "place", option.id))
            return QuizAnswer(
                number,
                _day(number, today),
                level,
                kind.name,
                token(kind.name, fact.subject),
                *_told(facts, fact),
                tuple(options),
            )
    raise LookupError(f"nothing to ask about a {kind.name}")


def reveal(facts: Facts, number: int, *, kind: str, subject: str, option: str) -> QuizRevealAnswer:
    """The answer by the record of today; subject and option by their tokens, so that an old button still works.

    Raises QuestionError("quiz-over") where the record no longer asks this, or never offered the option.
    """
    asked = KINDS.get(kind)
    fact = next((fact for fact in asked.facts(facts) if token(kind, fact.subject) == subject), None) if asked else None
    if asked is None or fact is None:
        raise QuestionError("quiz-over")
    right = _option(facts, asked, fact.answer)
    chosen = next(
        (found for found in (right, *_options(facts, asked, fact)) if token(subject, found.id) == option), None
    )
    if chosen is None:
        raise QuestionError("quiz-over")
    return QuizRevealAnswer(
        number,
        kind,
        *_told(facts, fact),
        right,
        asked.measured(facts, right.id),
        chosen,
        asked.measured(facts, chosen.id),
        proof(facts, fact.proof_kind, fact.proof),
    )


def token(asked: str, id_: str) -> str:
    """Ten hexadecimal digits for a subject of a kind, or for an option of a subject, `asked`.

    Ids hold names and years, and a button must not give the answer away.
    """
    return hashlib.blake2b(f"{asked} {id_}".encode(), digest_size=5).hexdigest()


def _draw(number: int, what: str, name: str) -> bytes:
    """A lot. Each name has its own, so that a record added or taken away changes few other questions.

    `what` is drawn for: with one lot for all, the fact that was drawn first would also stand first.
    """
    return hashlib.blake2b(f"{number} {what} {name}".encode(), digest_size=8).digest()


def _wrong(facts: Facts, kind: Kind, fact: Fact, number: int, *, window: int) -> list[Label]:
    """Three wrong options, no two options called the same in any language; fewer where there are no more."""
    right = _option(facts, kind, fact.answer)
    taken, found = {right.en, right.ru}, list[Label]()
    nearest = list(_options(facts, kind, fact))
    drawn = sorted(nearest[:window], key=lambda option: _draw(number, "option", option.id))
    for option in (*drawn, *nearest[window:]):
        if len(found) < _WRONG_OPTIONS and not taken & {option.en, option.ru}:
            found.append(option)
            taken |= {option.en, option.ru}
    return found


def _options(facts: Facts, kind: Kind, fact: Fact) -> Iterator[Label]:
    options = (_option(facts, kind, id_) for id_ in kind.neighbours(facts, fact))
    return (option for option in options if max(len(option.en), len(option.ru)) <= LONGEST_OPTION)


def _option(facts: Facts, kind: Kind, id_: str) -> Label:
    return Label("year", id_, id_, id_) if kind.options == "year" else needed_label(facts, kind.options, id_)


def _day(number: int, today: dt.date) -> PartialDate | None:
    """The day of a question, once it has come."""
    if not 0 < number <= number_of(today):
        return None
    day = SPACE_AGE + dt.timedelta(days=number)
    return PartialDate(day.year, day.month, day.day)


def _told(facts: Facts, fact: Fact) -> tuple[Label | None, Label | None, str | None, str, PartialDate | None]:
    """What the wording of a fact needs."""
    about = label(facts, fact.about_kind, fact.about) if fact.about_kind else None
    second = label(facts, "mission", fact.second)
    return about, second, fact.side, "" if second else fact.second or "", date(fact.date)
