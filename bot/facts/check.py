"""Rules within and across files. Yields every problem, never only the first."""

import dataclasses
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import cast

from bot.errors import Problem, counted
from bot.facts.dates import PartialDate
from bot.facts.known import Known, key_of
from bot.facts.languages import untold
from bot.facts.model import (
    TABLES,
    Agreement,
    Dispute,
    Event,
    Mission,
    Person,
    Placed,
    Record,
    Refers,
    Row,
    Seat,
    Thing,
)  # fmt: skip
from bot.facts.read import Unread, marks_of
from bot.words import fold

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_ID = 60  # a button's id holds kind, id and page within Discord's 100 characters
LONGEST_TITLE = 80
LONGEST_ASKED = 100
Named = Mission | Person | Thing | Agreement


def check(record: Record, unread: Unread) -> list[Problem]:
    """Every problem of data/, in the order of files and rows.

    What may only follow from what can't be read is left out, and the last one says so.
    """
    known = Known(record, unread)
    found = [
        *unread.problems,
        *_identities(record),
        *(problem for placed in record.rows for problem in _references(placed, known)),
        *(problem for placed in record.rows for problem in _sourced(placed)),
        *_times(record),
        *_stays(record),
        *_names(record),
        *_disputes(record, known),
        *_stories(record, known),
        *untold(record, known),
    ]
    return [*sorted(found, key=lambda problem: (problem.file, problem.row, problem.text)), *_left_out(known)]


def _left_out(known: Known) -> Iterator[Problem]:
    if known.left_out:
        files, mentions = " and ".join(sorted(known.because)), counted(known.left_out, "mention")
        yield Problem("data", 0, f"not checked because {files} can't be read whole: {mentions} of what may stand there")


def _identities(record: Record) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for placed in record.rows:
        key = key_of(placed.row)
        if not key:
            continue
        if (placed.file, key) in seen:
            yield Problem(placed.file, placed.line, f"{key!r} stands here for the second time")
        seen.add((placed.file, key))
        if hasattr(placed.row, "id") and not (_ID.fullmatch(key) and len(key) <= LONGEST_ID):
            yield Problem(placed.file, placed.line, f"{key!r} is no id: lower case, digits and hyphens, at most 60")


def _references(placed: Placed, known: Known) -> Iterator[Problem]:
    for field in dataclasses.fields(placed.row):
        for mark in marks_of(type(placed.row), field.name):
            if not isinstance(mark, Refers):
                continue
            value = getattr(placed.row, field.name)
            for id_ in (value,) if isinstance(value, str) else value:
                if id_ and known.lacks(id_, *(f"{table}.csv" for table in mark.tables)):
                    wanted = " or ".join(mark.tables)
                    yield Problem(placed.file, placed.line, f"{field.name}: {id_!r} is not in {wanted}")


def _sourced(placed: Placed) -> Iterator[Problem]:
    if getattr(placed.row, "sources", True) == ():
        yield Problem(placed.file, placed.line, "no source")


def _times(record: Record) -> Iterator[Problem]:
    pairs = (("launch", "landing"), ("birth", "death"), ("start", "end"), ("docked", "undocked"), ("signed", "ended"))
    for placed in record.rows:
        for early, late in pairs:
            first, last = getattr(placed.row, early, None), getattr(placed.row, late, None)
            if first and last and not _may_follow(first, last):
                yield Problem(placed.file, placed.line, f"{late} {last} is before {early} {first}")
        for name in ("date", "launch", "landing", "birth", "death", "signed"):
            day = getattr(placed.row, name, None)
            if isinstance(day, PartialDate) and not _may_follow(day, record.as_of):
                yield Problem(placed.file, placed.line, f"{name} {day} is after the record's as_of {record.as_of}")


def _may_follow(first: PartialDate, last: PartialDate) -> bool:
    """False where `last` is surely earlier, compared as far as both are known."""
    depth = min(_depth(first), _depth(last))
    return dataclasses.astuple(first)[:depth] <= dataclasses.astuple(last)[:depth]


def _depth(date: PartialDate) -> int:
    return {"year": 1, "month": 2, "day": 3, "minute": 5, "second": 6}[date.precision]


def _stays(record: Record) -> Iterator[Problem]:
    """One person is never on two flights at a time."""
    missions = {placed.row.id: placed.row for placed in record.rows if isinstance(placed.row, Mission)}
    stays: defaultdict[str, list[tuple[PartialDate, PartialDate | None, Placed, Seat]]] = defaultdict(list)
    for placed in record.rows:
        seat = placed.row
        if not isinstance(seat, Seat) or seat.mission not in missions:
            continue
        if seat.landed_in and seat.landed_in not in missions:
            continue  # that is the problem, and nothing follows from it
        launch = missions[seat.mission].launch
        down = missions.get(seat.landed_in)
        if launch is None:
            yield Problem(placed.file, placed.line, f"{seat.mission} carried a crew but has no launch date")
            continue
        if down and down.landing and not _may_follow(launch, down.landing):
            yield Problem(placed.file, placed.line, f"{seat.person} lands in {down.id} before the launch")
        stays[seat.person].append((launch, down.landing if down else None, placed, seat))
    for flights in stays.values():
        flights.sort(key=lambda flight: flight[0])
        for (_, landing, _, before), (launch, _, placed, seat) in itertools.pairwise(flights):
            if landing is None or not _may_follow(landing, launch):
                text = f"{seat.person} launches in {seat.mission} while still up from {before.mission}"
                yield Problem(placed.file, placed.line, text)


def _names(record: Record) -> Iterator[Problem]:
    """A name belongs to one record of its table and is not written twice; only people may share one."""
    owners: dict[tuple[str, tuple[str, ...]], str] = {}
    for placed, row, names in _called(record, aliases=False):
        for name in names:
            if not fold(name):
                yield Problem(placed.file, placed.line, f"the name {name!r} has no letter or digit")
            owner = owners.setdefault((placed.file, fold(name)), row.id)
            if owner != row.id and not isinstance(row, Person):
                yield Problem(placed.file, placed.line, f"the name {name!r} already belongs to {owner}")
    for placed, row, names in _called(record, aliases=True):
        for alias, count in Counter(names).items():
            if count > 1:
                yield Problem(placed.file, placed.line, f"the alias {alias!r} is written {count} times")
            owner = owners.get((placed.file, fold(alias)), row.id)
            if owner != row.id:
                yield Problem(placed.file, placed.line, f"the alias {alias!r} is the name of {owner}")
            elif not isinstance(row, Person):
                owners[placed.file, fold(alias)] = row.id


def _called(record: Record, *, aliases: bool) -> Iterator[tuple[Placed, Named, tuple[str, ...]]]:
    """Every record that has names, with its main names or with its aliases."""
    for placed in record.rows:
        row = placed.row
        if isinstance(row, Named):
            mains = tuple(dict.fromkeys(name for name in (row.name_en, row.name_ru) if name))
            yield placed, row, row.aliases if aliases else mains


def _disputes(record: Record, known: Known) -> Iterator[Problem]:
    files = {_singular(table): table.file for table in TABLES}
    rows = {f"{_singular(type(placed.row))}/{key_of(placed.row)}": placed.row for placed in record.rows}
    for placed in record.rows:
        dispute = placed.row
        if not isinstance(dispute, Dispute):
            continue
        kind, _, key = dispute.record.partition("/")
        row = rows.get(dispute.record) if key else None
        if row is None and (kind not in files or known.lacks(key, files[kind])):
            yield Problem(placed.file, placed.line, f"record: {dispute.record!r} is not in data/")
        elif hasattr(row, dispute.field) and (held := _written(getattr(row, dispute.field))) != dispute.value:
            text = f"value: the dispute says {dispute.value!r}, the table {held!r}"
            yield Problem(placed.file, placed.line, text)


def _written(value: object) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, cast("tuple[object, ...]", value))) if isinstance(value, tuple) else str(value)


def _singular(table: type[Row]) -> str:
    return table.__name__.lower()


def _stories(record: Record, known: Known) -> Iterator[Problem]:
    for story in record.stories:
        if known.lacks(story.id, f"{story.kind}.csv"):
            yield Problem(story.file, story.line, f"[{story.id}] is not in {story.kind}.csv")
        if story.kind == "events" and not 0 < len(story.title) <= LONGEST_TITLE:
            yield Problem(story.file, story.line, f"[{story.id}] needs a title of at most {LONGEST_TITLE} characters")
        for source in story.sources:
            if known.lacks(source, "sources.csv"):
                yield Problem(story.file, story.line, f"[{story.id}] sources: {source!r} is not in sources")
        if not story.sources and story.kind != "events":
            yield Problem(story.file, story.line, f"[{story.id}] no source")
        for question in story.asked:
            if not 0 < len(question) <= LONGEST_ASKED:
                yield Problem(
                    story.file, story.line, f"[{story.id}] asked: a question has 1 to {LONGEST_ASKED} letters"
                )
    for placed in record.rows:
        if isinstance(placed.row, Event) and known.lacks(placed.row.id, "en/events.toml"):
            yield Problem(placed.file, placed.line, f"{placed.row.id} is not told in en/events.toml")
