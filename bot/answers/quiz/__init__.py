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
from bot.answers.quiz.kind import LONGEST_OPTION, NEAREST, Fact, Kind
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
_WINDOWS: dict[Level, int] = {"hard": 4, "medium": 10, "easy": NEAREST}
_WRONG_OPTIONS = 3

# The day of the first satellite. Question 25,254 is the one for the 25,254th day after it, the same everywhere.
SPACE_AGE = dt.date(1957, 10, 4)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the wording of a question needs: its kind, and what it names, of which a kind of thing is the `nature`."""

    kind: str
    about: Label | None
    second: Label | None
    nature: str
    side: str | None
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class QuizAnswer:
    """A question with its four options; `subject` is the token of its fact. `day` is set for a day's own question."""

    number: int
    day: PartialDate | None
    level: Level
    subject: str
    asked: Asked
    options: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An option, with its day or its seconds where the question is about them."""

    option: Label
    measure: PartialDate | int | None


@dataclass(frozen=True, slots=True)
class QuizRevealAnswer:
    """The answer to a question, beside what was chosen."""

    number: int
    asked: Asked
    right: Told
    chosen: Told
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
        options = (_option(facts, kind, fact.answer), *_wrong(facts, kind, fact, number, window=_WINDOWS[level]))
        if len(options) == 1 + _WRONG_OPTIONS:
            return QuizAnswer(
                number=number,
                day=_day(number, today),
                level=level,
                subject=token(kind.name, fact.subject),
                asked=_asked(facts, kind, fact),
                options=tuple(sorted(options, key=lambda option: _draw(number, "place", option.id))),
            )
    raise LookupError(f"nothing to ask about a {kind.name}")


def reveal(facts: Facts, number: int, *, kind: str, subject: str, option: str) -> QuizRevealAnswer:
    """The answer by the record of today; subject and option by their tokens, so that an old button still works.

    Raises QuestionError("quiz-over") where the record no longer asks this, or doesn't know the option for wrong.
    """
    if (asked := KINDS.get(kind)) is None:
        raise QuestionError("quiz-over")
    fact = next((fact for fact in asked.facts(facts) if token(kind, fact.subject) == subject), None)
    if fact is None:
        raise QuestionError("quiz-over")
    ids = (fact.answer, *asked.wrong_ids(facts, fact))
    chosen = next((id_ for id_ in ids if token(subject, id_) == option), None)
    if chosen is None:
        raise QuestionError("quiz-over")
    return QuizRevealAnswer(
        number=number,
        asked=_asked(facts, asked, fact),
        right=_told(facts, asked, fact.answer),
        chosen=_told(facts, asked, chosen),
        proof=proof(facts, fact.proof_kind, fact.proof),
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


def _wrong(facts: Facts, kind: Kind, fact: Fact, number: int, *, window: int) -> Iterator[Label]:
    """Three wrong options, no two options called the same in any language; fewer where there are no more."""
    nearest = [_option(facts, kind, id_) for id_ in kind.wrong_ids(facts, fact, most=NEAREST)]
    drawn = sorted(nearest[:window], key=lambda option: _draw(number, "option", option.id))
    right = _option(facts, kind, fact.answer)
    taken, left = {right.en, right.ru}, _WRONG_OPTIONS
    for option in (*drawn, *nearest[window:]):
        names = {option.en, option.ru}
        if left and not names & taken and max(map(len, names)) <= LONGEST_OPTION:
            yield option
            taken |= names
            left -= 1


def _option(facts: Facts, kind: Kind, id_: str) -> Label:
    return Label("year", id_, id_, id_) if kind.options == "year" else needed_label(facts, kind.options, id_)


def _told(facts: Facts, kind: Kind, id_: str) -> Told:
    return Told(_option(facts, kind, id_), kind.measured(facts, id_))


def _day(number: int, today: dt.date) -> PartialDate | None:
    """Today, where a question is today's."""
    return PartialDate(today.year, today.month, today.day) if number == number_of(today) else None


def _asked(facts: Facts, kind: Kind, fact: Fact) -> Asked:
    about = label(facts, fact.about_kind, fact.about) if fact.about_kind else None
    return Asked(kind.name, about, label(facts, "mission", fact.second), fact.nature or "", fact.side, date(fact.date))
