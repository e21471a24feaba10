"""One person: who they are, their flights, and whom they met from the other side."""

import sqlite3
from dataclasses import dataclass

from bot.answers.moments import DAY
from bot.answers.record import (
    EventLine,
    Label,
    Proof,
    Prose,
    date,
    events_of,
    label,
    needed_label,
    proof,
    prose,
)  # fmt: skip
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class Flight:
    """One person's way up and down. `seconds` is None while they are up; whole days where a time is not known."""

    mission: Label
    role: Label | None
    launch: PartialDate | None
    landing: PartialDate | None
    landed_in: Label | None
    seconds: int | None
    orbital: bool
    status: str
    side_up: str | None
    side_down: str | None

    @property
    def is_up(self) -> bool:
        """They have not landed as of the record's day."""
        return self.landed_in is None and self.status == "in flight"

    @property
    def is_rough(self) -> bool:
        """Only the day of the launch or the landing is known."""
        return any(end is not None and end.precision == "day" for end in (self.launch, self.landing))

    def crosses(self, side: str | None) -> bool:
        """The way up or down was in the other nation's craft, seen from a person of this side."""
        others = {"us": "ru", "ru": "us"}
        return side is not None and others[side] in (self.side_up, self.side_down if self.landed_in else None)


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody of the other side and the flights that both were aboard."""

    person: Label
    missions: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A post held, with its title in both languages."""

    en: str
    ru: str
    organisation: Label | None
    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Flag:
    """A nation flown for, as an adjective."""

    en: str
    ru: str


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """A person's card. `seconds` sums the finished orbital flights, launch to landing."""

    person: Label
    nation: Label | None
    flags: tuple[Flag, ...]
    side: str | None
    category: str
    gender: str
    agency: Label | None
    birth: PartialDate | None
    birth_place: Label | None
    death: PartialDate | None
    flights: tuple[Flight, ...]
    companions: tuple[Companion, ...]
    posts: tuple[Office, ...]
    story: Prose
    events: tuple[EventLine, ...]
    proof: Proof

    @property
    def orbital_flights(self) -> tuple[Flight, ...]:
        """The flights that count: those that reached orbit."""
        return tuple(flight for flight in self.flights if flight.orbital)

    @property
    def seconds(self) -> int:
        """Total time in space over finished flights; whole days where it is rough."""
        total = sum(flight.seconds or 0 for flight in self.orbital_flights)
        return round(total / DAY) * DAY if self.is_rough else total

    @property
    def is_rough(self) -> bool:
        """Of a flight that counts only the day of the launch or the landing is known."""
        return any(flight.is_rough and flight.seconds for flight in self.orbital_flights)

    @property
    def crossings(self) -> tuple[Flight, ...]:
        """Flights on which they rode the other nation's craft."""
        return tuple(flight for flight in self.orbital_flights if flight.crosses(self.side))


def person(facts: Facts, id_: str) -> PersonAnswer:
    """The card of a person who is known to exist."""
    row = facts.row(
        """
        select
            person.nation, person.category, person.gender, person.agency, person.birth, person.birth_place,
            person.death, nation.side
        from person
        left join nation on nation.id = person.nation
        where person.id = :id
        """,
        id=id_,
    )
    if row is None:
        raise LookupError(f"person/{id_}")
    return PersonAnswer(
        person=needed_label(facts, "person", id_),
        nation=label(facts, "nation", row["nation"]),
        flags=_flags(facts, id_, row["nation"]),
        side=row["side"],
        category=row["category"],
        gender=row["gender"] or "",
        agency=label(facts, "thing", row["agency"]),
        birth=date(row["birth"]),
        birth_place=label(facts, "place", row["birth_place"]),
        death=date(row["death"]),
        flights=flights_of(facts, id_),
        companions=_companions(facts, id_),
        posts=_posts(facts, id_),
        story=prose(facts, "person", id_),
        events=events_of(facts, "person", id_),
        proof=proof(facts, "person", id_),
    )


def flights_of(facts: Facts, id_: str) -> tuple[Flight, ...]:
    """A person's flights in the order of their launches."""
    rows = facts.rows(
        """
        select mission, role, launch, landing, landed_in, seconds, orbital, status, side_up, side_down
        from stay
        where person = :id
        order by launch
        """,
        id=id_,
    )
    return tuple(
        Flight(
            needed_label(facts, "mission", row["mission"]),
            label(facts, "role", row["role"]),
            date(row["launch"]),
            date(row["landing"]),
            label(facts, "mission", row["landed_in"] if row["landed_in"] != row["mission"] else None)
            or (needed_label(facts, "mission", row["mission"]) if row["landed_in"] else None),
            _seconds(row),
            bool(row["orbital"]),
            row["status"],
            row["side_up"],
            row["side_down"],
        )
        for row in rows
    )


def _seconds(row: sqlite3.Row) -> int | None:
    seconds: int | None = row["seconds"]
    exact = all(len(row[end] or "") > len("2026-10-08") for end in ("launch", "landing"))
    return seconds if exact or seconds is None else round(seconds / DAY) * DAY


def _companions(facts: Facts, id_: str) -> tuple[Companion, ...]:
    """People of the other side who went up or came down in the same craft, or whose craft docked with theirs."""
    rows = facts.rows(
        """
        with mine as (
            select aboard.craft, aboard.way, aboard.side
            from aboard
            join mission on mission.id = aboard.craft and mission.orbital
            where aboard.person = :id
        ),
        met as (
            select craft, way, craft as mission, side from mine
            union
            select docking.target, way, craft, side from mine
            join docking on docking.mission = craft and docking.kind = 'mission' and way = 'up'
            union
            select docking.mission, way, craft, side from mine
            join docking on docking.target = craft and docking.kind = 'mission' and way = 'up'
        )
        select other.person, met.mission
        from met
        cross join aboard as other -- "cross": the few craft that were met lead to the people, not the reverse
            on other.craft = met.craft and other.way = met.way
        join mission on mission.id = met.mission
        where other.side <> met.side and other.person <> :id
        group by other.person, met.mission
        order by mission.launch, other.person
        """,
        id=id_,
    )
    together: dict[str, list[Label]] = {}
    for row in rows:
        together.setdefault(row["person"], []).append(needed_label(facts, "mission", row["mission"]))
    return tuple(Companion(needed_label(facts, "person", id_), tuple(ms)) for id_, ms in together.items())


def _flags(facts: Facts, id_: str, nation: str | None) -> tuple[Flag, ...]:
    """The nations flown for, in order; without a flight, the person's own."""
    rows = facts.rows(
        """
        select nation.adjective_en, nation.adjective_ru
        from stay
        join nation on nation.id = stay.nation
        where stay.person = :id
        group by nation.id
        order by min(stay.launch)
        """,
        id=id_,
    ) or facts.rows("select adjective_en, adjective_ru from nation where id = :nation", nation=nation)
    return tuple(Flag(*row) for row in rows)


def _posts(facts: Facts, id_: str) -> tuple[Office, ...]:
    rows = facts.rows(
        "select title_en, title_ru, organisation, start, end from post where person = :id order by start, position",
        id=id_,
    )
    return tuple(Office(row[0], row[1], label(facts, "thing", row[2]), date(row[3]), date(row[4])) for row in rows)
