"""Two records of one kind side by side: two people, two flights, two eras. Each line is a measure with two values."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.answers.missions import MissionAnswer, mission
from bot.answers.people import PersonAnswer, person
from bot.answers.record import Label, Work, date, needed_label, works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

Value = str | int | PartialDate | Label | tuple[Label, ...] | None
Shown = Literal["text", "count", "duration", "date", "name", "names", "shared", "sides"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared: its id, how its values are shown, and the two values; None is unknown."""

    what: str
    shown: Shown
    a: Value
    b: Value


@dataclass(frozen=True, slots=True)
class CompareAnswer:
    """Two records side by side. `between` are flights that two people shared, or people who were on both flights.

    `met` are the first person's flights on which the other's craft docked with theirs.
    """

    kind: Literal["person", "mission", "era"]
    a: Label
    b: Label
    measures: tuple[Measure, ...]
    between: tuple[Label, ...]
    works: tuple[Work, ...]
    met: tuple[Label, ...] = ()


def compare(facts: Facts, kind: str, a: str, b: str) -> CompareAnswer:
    """Two records of a kind that are known to exist."""
    return _COMPARED[kind](facts, a, b)


def _people(facts: Facts, a: str, b: str) -> CompareAnswer:
    one, other = person(facts, a), person(facts, b)
    shared = facts.rows(
        """
        select mission.id
        from aboard as one
        join aboard as other on other.craft = one.craft and other.way = one.way and other.person = :b
        join mission on mission.id = one.craft and mission.orbital
        where one.person = :a
        group by mission.id
        order by mission.launch
        """,
        a=a, b=b,
    )  # fmt: skip

    between = tuple(needed_label(facts, "mission", row["id"]) for row in shared)
    aboard = [flight for companion in one.companions if companion.person.id == b for flight in companion.missions]

    def measure(what: str, shown: Shown, value: Callable[[PersonAnswer], Value]) -> Measure:
        return Measure(what, shown, value(one), value(other))

    return CompareAnswer(
        kind="person",
        a=one.person,
        b=other.person,
        measures=(
            measure("nation", "name", lambda card: card.nation),
            measure("born", "date", lambda card: card.birth),
            measure("died", "date", lambda card: card.death),
            measure("flights", "count", lambda card: len(card.orbital_flights)),
            measure("time", "duration", lambda card: card.seconds or None),
            measure("first_flight", "name", lambda card: _flight(card, 0)),
            measure("first_launch", "date", _launch),
            measure("last_flight", "name", lambda card: _flight(card, -1)),
            measure("longest_flight", "duration", _longest),
            measure("crossings", "count", lambda card: len(card.crossings)),
            measure("companions", "count", lambda card: len(card.companions)),
        ),
        between=between,
        works=works_of(facts, [("person", a), ("person", b)]),
        met=tuple(flight for flight in aboard if flight not in between),
    )


def _flight(card: PersonAnswer, place: int) -> Label | None:
    return card.orbital_flights[place].mission if card.orbital_flights else None


def _launch(card: PersonAnswer) -> PartialDate | None:
    return card.orbital_flights[0].launch if card.orbital_flights else None


def _longest(card: PersonAnswer) -> int | None:
    return max((flight.seconds or 0 for flight in card.orbital_flights), default=0) or None


def _missions(facts: Facts, a: str, b: str) -> CompareAnswer:
    one, other = mission(facts, a), mission(facts, b)

    def measure(what: str, shown: Shown, value: Callable[[MissionAnswer], Value]) -> Measure:
        return Measure(what, shown, value(one), value(other))

    people = {member.person.id for member in (*other.up, *other.down)}
    both = {member.person.id: member.person for member in (*one.up, *one.down) if member.person.id in people}
    return CompareAnswer(
        kind="mission",
        a=one.mission,
        b=other.mission,
        measures=(
            measure("craft", "name", lambda card: card.craft),
            measure("launch", "date", lambda card: card.launch),
            measure("landing", "date", lambda card: card.landing),
            measure("length", "duration", lambda card: card.seconds),
            measure("site", "name", lambda card: card.site),
            measure("destination", "names", lambda card: card.destinations),
            measure("crew_up", "names", lambda card: tuple(member.person for member in card.up)),
            measure("crew_down", "names", lambda card: tuple(member.person for member in card.down)),
            measure("joint", "text", lambda card: "yes" if card.joint or card.partner else "no"),
        ),
        between=tuple(both.values()),
        works=works_of(facts, [("mission", a), ("mission", b)]),
    )


_ERA_MEASURES: tuple[tuple[str, Shown], ...] = (
    ("start", "date"), ("end", "date"), ("events", "count"), ("joint_flights", "count"), ("on_soyuz", "count"),
    ("on_american", "count"), ("crew_seconds", "duration"), ("signed", "count"), ("quarrels", "count"),
)  # fmt: skip


def _eras(facts: Facts, a: str, b: str) -> CompareAnswer:
    one, other = _era(facts, a), _era(facts, b)
    return CompareAnswer(
        kind="era",
        a=needed_label(facts, "era", a),
        b=needed_label(facts, "era", b),
        measures=tuple(Measure(what, shown, one[what], other[what]) for what, shown in _ERA_MEASURES),
        between=(),
        works=works_of(facts, [("event", row["id"]) for id_ in (a, b) for row in _first_events(facts, id_)]),
    )


def _era(facts: Facts, id_: str) -> dict[str, Value]:
    """The figures of an era; one that has not ended runs to the record's day."""
    row = facts.rows(
        """
        with span as (
            select
                start, end as last, ifnull(date(end, '+1 day'), '9999-01-01') as next,
                case length(start) when 4 then start || '-01-01' else start end as first
            from era
            where id = :id
        )
        select
            span.start, span.last as end,
            (select count(*) from event where date >= span.start and date < next) as events,
            (select count(*) from mission where joint and orbital and launch >= span.start and launch < next)
                as joint_flights,
            (
                select count(*) from stay
                where orbital and side = 'us' and side_up = 'ru' and launch >= span.start and launch < next
            ) as on_soyuz,
            (
                select count(*) from stay
                where orbital and side = 'ru' and side_up = 'us' and launch >= span.start and launch < next
            ) as on_american,
            (
                select sum(max(0, min(shared.end, unixepoch(next)) - max(shared.start, unixepoch(first))))
                from shared
            ) as crew_seconds,
            (select count(*) from agreement where signed >= span.start and signed < next) as signed,
            (select count(*) from event where kind = 'quarrel' and date >= span.start and date < next) as quarrels
        from span
        """,
        id=id_,
    )[0]
    return {what: date(row[what]) if shown == "date" else row[what] for what, shown in _ERA_MEASURES}


def _first_events(facts: Facts, id_: str) -> list[sqlite3.Row]:
    return facts.rows(
        """
        select event.id from event
        where :id = (select id from era where start <= event.date order by start desc limit 1)
        order by event.date, event.position
        limit 8
        """,
        id=id_,
    )


_COMPARED: dict[str, Callable[[Facts, str, str], CompareAnswer]] = {
    "person": _people,
    "mission": _missions,
    "era": _eras,
}
