"""Every reply of an edition, said once in every language before anybody asks. Knows no Discord: checks are given."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

from bot.answers.inventory import Inventory, inventory
from bot.errors import Problem
from bot.facts.edition import Edition
from bot.facts.model import Expedition, Record, Seat
from bot.historian import Historian
from bot.questions import CARDS, ExpeditionCard, Question, Receipt, to_text
from bot.reload.checks import reply_faults
from bot.reload.questions import every_question, next_page
from bot.reload.said import Said
from bot.replies.language import LANGUAGES
from bot.replies.reply import Outcome, Reply

ReplyCheck = Callable[[Question, Reply, str], Iterable[str]]
EditionCheck = Callable[[Historian], Iterable[Problem]]
Place = tuple[str, int]
NOWHERE: Place = ("replies", 0)


@dataclass(frozen=True, slots=True)
class Checks:
    """What is looked at: of each reply (question, reply, language → what is wrong), and of an edition as a whole."""

    replies: tuple[ReplyCheck, ...] = (reply_faults,)
    edition: tuple[EditionCheck, ...] = ()


@dataclass(slots=True)
class Rehearsal:
    """All that was said, by question and language, and all that is wrong with it."""

    said: dict[tuple[Question, str], Said] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def rehearse(
    edition: Edition, *, today: dt.date, checks: Checks, record: Record | None = None, processes: int = 1
) -> Rehearsal:
    """Ask everything in every language. A fault is placed at the row of the record that was asked for.

    One process leaves the other cores to a bot that is serving; with more each language and the checks of the whole
    edition have one of their own.
    """
    with edition.open() as facts:
        found = inventory(facts)
    places: Mapping[Question, Place] = _places(record, found) if record else {}
    turns = [partial(_in_language, language, today, checks.replies, places) for language in LANGUAGES]
    turns.append(partial(_as_a_whole, checks.edition))
    if processes == 1:
        historian = Historian(edition)
        return _together(turn(historian) for turn in turns)
    with ProcessPoolExecutor(processes, initializer=_end_with_parent) as pool:
        return _together(pool.map(_of_its_own, turns, [edition.path] * len(turns)))


def _end_with_parent() -> None:
    """End this process when the one that began it is gone: a pool's worker would wait for work for good."""
    Thread(target=_outlive, daemon=True).start()


def _outlive() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _of_its_own(turn: Callable[[Historian], Rehearsal], edition: Path) -> Rehearsal:
    """A turn in another process."""
    return turn(Historian(Edition(edition)))


def _in_language(
    language: str,
    today: dt.date,
    checks: tuple[ReplyCheck, ...],
    places: Mapping[Question, Place],
    historian: Historian,
) -> Rehearsal:
    """Everything asked in one language."""
    with historian.edition.open() as facts:
        found = inventory(facts)
    stage = _Stage(historian, language, today, checks, places, Rehearsal())
    for question in every_question(found):
        stage.ask(question)
    stage.ask_what_was_offered()
    return stage.done


def _as_a_whole(checks: tuple[EditionCheck, ...], historian: Historian) -> Rehearsal:
    """What is looked at of the edition, not of a reply."""
    return Rehearsal(problems=[problem for check in checks for problem in check(historian)])


def _together(parts: Iterable[Rehearsal]) -> Rehearsal:
    done = Rehearsal()
    for part in parts:
        done.said |= part.said
        done.problems += part.problems
    return done


@dataclass(frozen=True, slots=True)
class _Stage:
    """One language's turn."""

    historian: Historian
    language: str
    today: dt.date
    checks: tuple[ReplyCheck, ...]
    places: Mapping[Question, Place]
    done: Rehearsal
    offered: dict[Question, Question] = field(default_factory=dict)  # by whose reply

    def ask(self, question: Question) -> None:
        """Ask a question, and then for every further page of its reply."""
        following: Question | None = question
        while following is not None:
            asked, reply = following, self._reply(following)
            following = next_page(asked, reply) if reply else None

    def ask_what_was_offered(self) -> None:
        """Press the buttons that lead to what was not asked yet."""
        for question, by in self.offered.items():
            if (question, self.language) not in self.done.said:
                reply = self.historian.reply(question, language=self.language, today=self.today)
                if reply.outcome is not Outcome.ANSWERED:
                    self._wrong(by, f"has a button that leads nowhere: {to_text(question)}")

    def _reply(self, question: Question) -> Reply | None:
        try:
            reply = self.historian.reply(question, language=self.language, today=self.today)
            for check in self.checks:
                for text in check(question, reply, self.language):
                    self._wrong(question, text)
        except Exception as error:  # noqa: BLE001 - whatever fails while a reply is made is what we look for
            self._wrong(question, f"can't be said: {type(error).__name__}: {error}")
            return None
        self.done.said[question, self.language] = Said(reply.text, tuple(action.label for action in reply.actions))
        self.offered.update((action.question, question) for action in reply.actions)
        return reply

    def _wrong(self, question: Question, text: str) -> None:
        place = self.places.get(question, NOWHERE)
        self.done.problems.append(Problem(*place, f"the reply to {to_text(question)} ({self.language}) {text}"))


def _places(record: Record, found: Inventory) -> Mapping[Question, Place]:
    """File and row of what each question is about."""
    rows = dict(_rows(record))
    asked: list[tuple[Question, tuple[str, str]]] = [
        *((CARDS[kind](id_), (kind, id_)) for kind, id_ in found.records),
        *((ExpeditionCard(number), ("expedition", str(number))) for number in found.expeditions),
        *((Receipt(code), (kind, id_)) for code, kind, id_ in found.receipts),
    ]
    return {question: rows[key] for question, key in asked if key in rows}


def _rows(record: Record) -> Iterator[tuple[tuple[str, str], Place]]:
    for placed in record.rows:
        match placed.row:
            case Seat():
                id_ = f"{placed.row.mission}/{placed.row.person}"
            case Expedition():
                id_ = str(placed.row.number)
            case _:
                id_ = str(getattr(placed.row, "id", ""))
        yield (type(placed.row).__name__.lower(), id_), (placed.file, placed.line)
