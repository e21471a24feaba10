"""Who was in space at a moment or on a day, by station and craft."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.answers.moments import DAY, day_of, days_between, last_second, minute_of
from bot.answers.record import Label, Work, label, needed_label, works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class Traveller:
    """Somebody in space: the seconds since launch, and which day of their flight it is, launch day being the first."""

    person: Label
    nation: Label | None
    side: str | None
    seconds: int
    day: int


@dataclass(frozen=True, slots=True)
class Crew:
    """Those who came up in one craft; `docked_with` is another craft with a crew of its own."""

    mission: Label
    docked_with: Label | None
    people: tuple[Traveller, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A station with the crews that flew to it; None for craft on flights of their own."""

    station: Label | None
    crews: tuple[Crew, ...]

    @property
    def people(self) -> tuple[Traveller, ...]:
        """All of them."""
        return tuple(person for crew in self.crews for person in crew.people)


@dataclass(frozen=True, slots=True)
class Nationals:
    """How many of a nation."""

    nation: Label | None
    people: int


@dataclass(frozen=True, slots=True)
class AboardAnswer:
    """Everyone in space at a moment (`is_moment`), or at some moment of a day.

    `asked` is the day that was asked for where the record ends before it; then the answer is for the record's last
    moment. `before` and `after` are the nearest days of a launch or landing.
    """

    at: PartialDate
    is_moment: bool
    asked: PartialDate | None
    people: int
    places: tuple[Place, ...]
    nations: tuple[Nationals, ...]
    before: PartialDate | None
    after: PartialDate | None
    works: tuple[Work, ...]


def aboard(facts: Facts, *, first: int, last: int) -> AboardAnswer:
    """Everyone in space at some moment between two, both included; at one moment where they are the same."""
    end = last_second(facts)
    asked = day_of(first) if first > end else None
    if asked:
        first = last = end
    is_moment = first == last and not asked
    rows = _rows(facts, first=first, last=last)
    return AboardAnswer(
        at=minute_of(first) if is_moment else day_of(first),
        is_moment=is_moment,
        asked=asked,
        people=len({row["person"] for row in rows}),
        places=_places(facts, rows, first=first, last=last),
        nations=_nations(facts, rows),
        before=_change(facts, "max", "<", first - first % DAY),
        after=_change(facts, "min", ">=", last - last % DAY + DAY),
        works=works_of(facts, (("mission", row["mission"]) for row in rows)),
    )


def _rows(facts: Facts, *, first: int, last: int) -> Sequence[sqlite3.Row]:
    return facts.rows(
        """
        select person, mission, nation, side, station, start
        from flight
        where start <= :last and (end > :first or end is null)
        order by station is null, station <> 'iss', station, start, mission, position
        """,
        first=first, last=last,
    )  # fmt: skip


def _places(facts: Facts, rows: Sequence[sqlite3.Row], *, first: int, last: int) -> tuple[Place, ...]:
    return tuple(
        Place(
            label(facts, "thing", station),
            tuple(
                _crew(facts, mission, tuple(crew), first=first, last=last)
                for mission, crew in groupby(flown, key=lambda row: row["mission"])
            ),
        )
        for station, flown in groupby(rows, key=lambda row: row["station"])
    )


def _crew(facts: Facts, mission: str, rows: Sequence[sqlite3.Row], *, first: int, last: int) -> Crew:
    people = tuple(
        Traveller(
            needed_label(facts, "person", row["person"]),
            label(facts, "nation", row["nation"]),
            row["side"],
            max(last - row["start"], 0),
            days_between(row["start"], last),
        )
        for row in rows
    )
    return Crew(needed_label(facts, "mission", mission), _docked_with(facts, mission, first=first, last=last), people)


def _docked_with(facts: Facts, mission: str, *, first: int, last: int) -> Label | None:
    row = facts.row(
        """
        select case mission when :mission then target else mission end as other
        from docking
        where kind = 'mission' and :mission in (mission, target)
        and unixepoch(docked) <= :last and unixepoch(undocked) >= :first
        order by docked
        """,
        mission=mission, first=first, last=last,
    )  # fmt: skip
    return label(facts, "mission", row["other"]) if row else None


def _nations(facts: Facts, rows: Sequence[sqlite3.Row]) -> tuple[Nationals, ...]:
    """The most numerous first; those of equal number in the record's order."""
    people = {row["person"]: row["nation"] for row in rows}
    return tuple(
        Nationals(label(facts, "nation", nation), count) for nation, count in Counter(people.values()).most_common()
    )


def _change(facts: Facts, which: str, sign: str, second: int) -> PartialDate | None:
    """The nearest day on one side of a moment on which somebody went up or came down."""
    row = facts.row(
        f"""
        select {which}(second) as second
        from (
            select {which}(start) as second from flight where start {sign} :second
            union all
            select {which}(end) from flight where end {sign} :second
        )
        """,
        second=second,
    )
    return day_of(row["second"]) if row and row["second"] is not None else None
