"""A period in space: how many were up, and on how many days the two sides were together."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answers.moments import DAY, day_of, days_between, last_second
from bot.answers.record import Label, Work, needed_label, works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken time together; `lasting` where it has not ended by the record's day."""

    start: PartialDate
    end: PartialDate
    seconds: int
    days: int
    lasting: bool


@dataclass(frozen=True, slots=True)
class Together:
    """Days in UTC on which both sides were together at some moment, and the longest unbroken time."""

    days: int
    longest: Run | None


@dataclass(frozen=True, slots=True)
class PeriodAnswer:
    """A period in space. `cut` where the record ends before it.

    `craft` counts time in one spacecraft, `anywhere` in one craft, in docked craft or at one station.
    """

    start: PartialDate
    end: PartialDate
    cut: bool
    days: int
    people: int
    nations: int
    most: int
    most_on: PartialDate | None
    craft: Together
    anywhere: Together
    joint: tuple[Label, ...]
    works: tuple[Work, ...]


def period(facts: Facts, *, first: int, last: int) -> PeriodAnswer:
    """What there is to count between two moments, both included; the record's end is the latest."""
    end = last_second(facts)
    cut, last = last > end, min(last, end)
    most, most_on = _most(facts, first=first, last=last)
    joint = _joint(facts, first=first, last=last)
    return PeriodAnswer(
        start=day_of(first),
        end=day_of(last),
        cut=cut,
        days=days_between(first, last),
        people=_count(facts, "person", first=first, last=last),
        nations=_count(facts, "nation", first=first, last=last),
        most=most,
        most_on=day_of(most_on) if most else None,
        craft=_together(facts, "craft", first=first, last=last),
        anywhere=_together(facts, "any", first=first, last=last),
        joint=joint,
        works=works_of(facts, ((mission.kind, mission.id) for mission in joint[:8])),
    )


_UP = "start <= :last and (end > :first or end is null)"


def _count(facts: Facts, what: str, *, first: int, last: int) -> int:
    return facts.count(f"select count(distinct {what}) from flight where {_UP}", first=first, last=last)


def _most(facts: Facts, *, first: int, last: int) -> tuple[int, int]:
    """The largest number of people in space at one moment of the period, and when first."""
    rows = facts.rows(f"select max(start, :first) as start, end from flight where {_UP}", first=first, last=last)
    changes = sorted(
        [(row["start"], 1) for row in rows] + [(row["end"], -1) for row in rows if row["end"] and row["end"] <= last]
    )
    people = most = 0
    when = first
    for second, change in changes:
        people += change
        if people > most:
            most, when = people, second
    return most, when


def _joint(facts: Facts, *, first: int, last: int) -> tuple[Label, ...]:
    """Joint flights under way in the period, in the order of their launches."""
    rows = facts.rows(
        """
        select flown.id
        from flown
        join mission on mission.id = flown.id and mission.joint and mission.orbital
        where flown.start <= :last and (flown.end is null or flown.end >= :first)
        order by flown.start
        """,
        first=first, last=last,
    )  # fmt: skip
    return tuple(needed_label(facts, "mission", row["id"]) for row in rows)


def _together(facts: Facts, kind: Literal["craft", "any"], *, first: int, last: int) -> Together:
    rows = facts.rows(
        """
        select max(start, :first) as start, min(end, :last) as end
        from together
        where kind = :kind and start <= :last and end >= :first
        order by start
        """,
        kind=kind, first=first, last=last,
    )  # fmt: skip
    spans = [(row["start"], row["end"]) for row in rows]
    longest = max(spans, key=lambda span: (span[1] - span[0], -span[0]), default=None)
    return Together(_days(spans), _run(longest, end=last_second(facts)) if longest else None)


def _days(spans: Sequence[tuple[int, int]]) -> int:
    """The days that spans in order touch, a day that two of them touch once."""
    days, counted = 0, -1
    for start, end in spans:
        first = max(start // DAY, counted + 1)
        last = end // DAY
        days += max(last - first + 1, 0)
        counted = max(counted, last)
    return days


def _run(span: tuple[int, int], *, end: int) -> Run:
    first, last = span
    return Run(day_of(first), day_of(last), last - first, days_between(first, last), last >= end)
