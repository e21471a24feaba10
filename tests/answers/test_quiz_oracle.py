"""A thousand questions have exactly one right option: judged straight from the editors' files, without the edition.

Two judges: one by what the question asks, and a generous one that would also let pass what is nearly right (aboard on
the other way, a member but no commander). Neither may find a second right option.
"""

import csv
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

import pytest

from bot.answers.quiz import KINDS, QuizAnswer, quiz, reveal, token
from bot.facts.edition import Edition
from bot.questions import QUIZ_NUMBERS
from tests import DATA

TODAY = dt.date(2026, 11, 23)
QUESTIONS = 1000
Cells = dict[str, str]


@cache
def table(name: str) -> tuple[Cells, ...]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_id(name: str, column: str = "id") -> dict[str, Cells]:
    return {row[column]: row for row in table(name)}


def listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def seats(person: str) -> Iterator[Cells]:
    return (seat for seat in table("seats") if seat["person"] == person)


def went_up(person: str) -> set[str]:
    return {seat["mission"] for seat in seats(person)}


def aboard(person: str) -> set[str]:
    return {craft for seat in seats(person) for craft in (seat["mission"], seat["landed_in"]) if craft}


def families(person: str) -> set[str]:
    crafts = {by_id("missions")[craft]["craft"] for craft in aboard(person)}
    return crafts | {by_id("things")[craft]["part_of"] for craft in crafts}


def expeditions(person: str) -> set[str]:
    return {row["number"] for row in table("expeditions") if person in listed(row["crew"]) + listed(row["commanders"])}


def seconds(mission: str) -> float:
    row = by_id("missions")[mission]
    return (moment(row["landing"]) - moment(row["launch"])).total_seconds()


def about(asked: QuizAnswer) -> str:
    return asked.asked.about.id if asked.asked.about else ""


def ids(asked: QuizAnswer) -> list[str]:
    return [option.id for option in asked.options]


def expedition(asked: QuizAnswer) -> Cells:
    return by_id("expeditions", "number")[about(asked)]


def destination(option: str) -> list[str]:
    return listed(by_id("missions")[option]["destination"])


def docked(option: str) -> bool:
    return any(row["mission"] == option and row["target"] == "mir" for row in table("dockings"))


Judge = Callable[[QuizAnswer, str], bool]

EXACTLY: dict[str, Judge] = {
    "commander": lambda asked, option: any(
        seat["mission"] == about(asked) and seat["role"] == "commander" for seat in seats(option)
    ),
    "guest": lambda asked, option: about(asked) in went_up(option),
    "rider": lambda asked, option: about(asked) in families(option),
    "crewmate": lambda asked, option: bool(went_up(about(asked)) & went_up(option)),
    "expedition": lambda asked, option: option in listed(expedition(asked)["commanders"]),
    "signer": lambda asked, option: option in listed(by_id("agreements")[about(asked)]["signers"]),
    "return": lambda asked, option: any(
        seat["mission"] == (asked.asked.second and asked.asked.second.id) and seat["landed_in"] == option
        for seat in seats(about(asked))
    ),
    "launch-year": lambda asked, option: by_id("missions")[about(asked)]["launch"].startswith(option),
    "site": lambda asked, option: by_id("missions")[about(asked)]["site"] == option,
    "destination": lambda asked, option: option in destination(about(asked)),
    "docked": lambda asked, option: docked(option),
    "longest": lambda asked, option: seconds(option) == max(map(seconds, ids(asked))),
    "event-year": lambda asked, option: by_id("events")[about(asked)]["date"].startswith(option),
    "happened": lambda asked, option: by_id("events")[option]["date"] == str(asked.asked.date),
    "first": lambda asked, option: (
        by_id("events")[option]["date"] == min(by_id("events")[each]["date"] for each in ids(asked))
    ),
    "agreement": lambda asked, option: by_id("agreements")[option]["signed"] == str(asked.asked.date),
    "module": lambda asked, option: by_id("things")[option]["part_of"] == about(asked),
    "nature": lambda asked, option: by_id("things")[option]["kind"] == asked.asked.nature,
}  # fmt: skip

GENEROUSLY: dict[str, Judge] = EXACTLY | {
    "commander": lambda asked, option: about(asked) in aboard(option),
    "guest": lambda asked, option: about(asked) in aboard(option),
    "crewmate": lambda asked, option: bool(
        aboard(about(asked)) & aboard(option) or expeditions(about(asked)) & expeditions(option)
    ),
    "expedition": lambda asked, option: about(asked) in expeditions(option),
    "return": lambda asked, option: option in aboard(about(asked)),
    "site": lambda asked, option: (
        option in (site := by_id("missions")[about(asked)]["site"], by_id("things")[site]["part_of"])
    ),
    "docked": lambda asked, option: docked(option) or "mir" in destination(option),
    "longest": lambda asked, option: seconds(option) > 0.8 * max(map(seconds, ids(asked))),
    "happened": lambda asked, option: by_id("events")[option]["date"][:7] == str(asked.asked.date)[:7],
    "agreement": lambda asked, option: by_id("agreements")[option]["signed"][:7] == str(asked.asked.date)[:7],
}


def disputed() -> set[str]:
    """Records with two tellings; a seat's flight and person count as disputed with it."""
    found = {row["record"] for row in table("disputes")}
    of_seats = [record.split("/") for record in found if record.startswith("seat/")]
    return found | {f"mission/{parts[1]}" for parts in of_seats} | {f"person/{parts[2]}" for parts in of_seats}


@pytest.fixture(scope="module")
def asked(edition: Edition) -> list[QuizAnswer]:
    numbers = QUIZ_NUMBERS[:: len(QUIZ_NUMBERS) // QUESTIONS][:QUESTIONS]
    with edition.open() as facts:
        return [quiz(facts, number, today=TODAY) for number in numbers]


def test_each_kind_has_its_judges_and_is_among_the_thousand(asked: list[QuizAnswer]) -> None:
    counts = Counter(each.asked.kind for each in asked)
    assert len(asked) == QUESTIONS
    assert EXACTLY.keys() == GENEROUSLY.keys() == KINDS.keys() == counts.keys()
    assert min(counts.values()) >= 10


@pytest.mark.parametrize("judges", [EXACTLY, GENEROUSLY], ids=["exactly", "generously"])
def test_a_thousand_questions_have_exactly_one_right_option(asked: list[QuizAnswer], judges: dict[str, Judge]) -> None:
    faults = [
        f"{each.number} {each.asked.kind} {about(each)}: {ids(each)}, right: {right}"
        for each in asked
        for right in [[option for option in ids(each) if judges[each.asked.kind](each, option)]]
        if len(right) != 1
    ]
    assert not faults, "\n".join(faults)


def test_the_reveal_finds_right_what_the_files_do(edition: Edition, asked: list[QuizAnswer]) -> None:
    with edition.open() as facts:
        for each in asked:
            for option in ids(each):
                told = reveal(
                    facts, each.number, kind=each.asked.kind, subject=each.subject, option=token(each.subject, option)
                )
                assert told.is_right == EXACTLY[each.asked.kind](each, option), (each.number, option)


def test_no_answer_rests_on_a_dispute_or_on_thin_sources_alone(edition: Edition, asked: list[QuizAnswer]) -> None:
    doubtful = disputed()
    with edition.open() as facts:
        for each in asked:
            right = next(option for option in ids(each) if EXACTLY[each.asked.kind](each, option))
            told = reveal(
                facts, each.number, kind=each.asked.kind, subject=each.subject, option=token(each.subject, right)
            )
            assert told.proof.works
            assert not told.proof.thin
            assert not told.proof.disagreements
            options = [option for option in each.options if option.kind in ("person", "mission", "event", "agreement")]
            named = [
                label for label in (each.asked.about, each.asked.second) if label and label.kind in ("mission", "event")
            ]
            assert not {f"{label.kind}/{label.id}" for label in (*options, *named)} & doubtful, each.number
