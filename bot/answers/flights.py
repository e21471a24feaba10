"""Flights picked out of all: one person's, a craft's, a station's; those of two people together."""

from dataclasses import dataclass, replace

from bot.answers.filters import NOT, SIDES, bounds, span
from bot.answers.flown import Flown, of_craft, of_person
from bot.answers.meetings import Shared, shared
from bot.answers.moments import DAY
from bot.answers.record import Label, Work, label, needed_label
from bot.answers.rosters import works_of
from bot.answers.seats import age
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import Flights

SHOWN = 15
BEST = 5
SHARED = ("apollo-soyuz",)  # the flight of two craft goes by the name of one of them
FIRST_DAY, LAST_DAY = "0000-01-01", "0000-12-31"  # what a year or a month lacks to be a day


@dataclass(frozen=True, slots=True)
class FlightsAnswer:
    """The flights that fit, in the order asked for. `all` holds every flight of the person, where one is named.

    `longer` is the least days that each lasted, 0 where that was not asked.
    `ages_then` is that of somebody who was not aboard the flight that is named when it was launched, or who flew
    nothing at the time that is named; two where their birthday was in it. `aboard_group` is a group of people who are
    no nation: "ru", "female".
    `home` are flights from which somebody came home in the craft that is named, launched in another.
    `known` is whether the record answers the question as it was put: a flight that nobody made is not told of.
    """

    ask: str
    tell: str
    person: Label | None
    others: tuple[Label, ...]
    craft: Label | None
    is_other_craft: bool
    craft_side: str
    station: Label | None
    years: tuple[PartialDate | None, PartialDate | None]
    nation: Label | None
    side: str
    joint: bool
    aboard: Label | None
    aboard_group: str
    as_commander: bool
    asked_mission: Label | None
    count: int
    shown: tuple[Flown, ...]
    all: tuple[Flown, ...]
    works: tuple[Work, ...]
    gender: str
    met: tuple[Shared, ...]
    ages_then: tuple[int, ...]
    longer: int
    home: tuple[Flown, ...]

    @property
    def known(self) -> bool:
        """Whether the record answers the question as it was put."""
        return bool(self.shown) or self.ask in ("count", "whether", "together") or bool(self.ages_then)

    @property
    def other_seat(self) -> Flown | None:
        """Their way up or down in the flight that is named, where they did not command it."""
        return next((one for one in self.all if self.asked_mission in (one.mission, one.landed_in)), None)

    @property
    def seconds(self) -> int:
        """Time in space over the flights that fit."""
        return sum(flight.seconds or 0 for flight in self.shown)


def flights(facts: Facts, asked: Flights) -> FlightsAnswer:
    """The flights that fit every filter."""
    if asked.person and asked.mission in SHARED:
        asked = replace(asked, mission=_own_craft(facts, asked.person, asked.mission))
    found = of_person(facts, asked) if asked.person else of_craft(facts, asked)
    others = [id_ for id_ in asked.second.split("+") if id_]
    found = [flight for flight in found if all(_was_aboard(facts, other, flight) for other in others)]
    alone = asked.person and asked.ask != "together"
    every = of_person(facts, Flights(person=asked.person)) if alone and not found else []
    if asked.years and every:  # none was launched then: what they were up in
        found = [flight for flight in of_person(facts, replace(asked, years="")) if _was_up(flight, asked.years)]
    found = [flight for flight in found if (flight.seconds or 0) >= int(asked.longer or 0) * DAY]
    ordered = _ordered(found, asked.ask)
    if asked.ask in ("first", "last", "longest", "shortest") or asked.ask.isdigit():
        ordered = ordered[: 1 if asked.person else BEST]
    records = [
        ("person", asked.person),
        *(("person", other) for other in others),
        *(("mission", f.mission.id) for f in ordered[:3]),
    ]
    gender = facts.row("select gender from person where id = :id", id=asked.person)
    return FlightsAnswer(
        ask=asked.ask,
        tell=asked.tell,
        person=label(facts, "person", asked.person),
        others=tuple(needed_label(facts, "person", other) for other in others),
        craft=label(facts, "thing", asked.craft.removeprefix(NOT)),
        is_other_craft=asked.craft.startswith(NOT),
        craft_side=asked.craft if asked.craft in SIDES else "",
        station=label(facts, "thing", asked.station),
        years=span(asked.years),
        nation=label(facts, "nation", asked.nation),
        side=asked.nation if asked.nation in SIDES else "",
        joint=bool(asked.joint),
        aboard=label(facts, "nation", asked.aboard),
        as_commander=asked.role == "commander",
        aboard_group="" if label(facts, "nation", asked.aboard) else asked.aboard,
        asked_mission=label(facts, "mission", asked.mission),
        count=len(found),
        shown=tuple(ordered[:SHOWN]),
        all=tuple(every),
        works=works_of(facts, [(kind, id_) for kind, id_ in records if id_]),
        gender=(gender["gender"] or "") if gender else "",
        ages_then=_ages_then(facts, asked) if asked.tell == "age" and not found else (),
        longer=int(asked.longer or 0),
        home=tuple(one for one in every if one.landed_craft and _is_of(facts, one.landed_craft.id, asked.craft)),
        met=_met(facts, asked) if asked.ask == "together" and not found else (),
    )


def _is_of(facts: Facts, craft: str, family: str) -> bool:
    """Whether a craft is the one that is asked for, or of that family."""
    return bool(facts.row("select 1 from thing where id = :id and :family in (id, part_of)", id=craft, family=family))


def _met(facts: Facts, asked: Flights) -> tuple[Shared, ...]:
    """Where the two were at the same time, begun within the years asked for."""
    since, until = bounds(asked.years)
    return tuple(
        one
        for one in shared(facts, asked.person, asked.second)
        if str(one.start)[: len(since)] >= since and (not until or str(one.start)[: len(until)] <= until)
    )


def _was_up(flight: Flown, years: str) -> bool:
    """Whether a flight was under way at some moment of a stretch of time."""
    since, until = bounds(years)
    launch = str(flight.launch or "9")
    landing = str(flight.landing) if flight.landing else "9" if flight.is_up else ""
    return landing[: len(since)] >= since and (not until or launch[: len(until)] <= until)


def _ordered(found: list[Flown], ask: str) -> list[Flown]:
    match ask:
        case "last":
            return found[::-1]
        case "longest":
            return sorted((flight for flight in found if flight.seconds), key=lambda flight: -(flight.seconds or 0))
        case "shortest":
            return sorted((flight for flight in found if flight.seconds), key=lambda flight: flight.seconds or 0)
        case _ if ask.isdigit():
            return found[int(ask) - 1 :]
        case _:
            return found


def _own_craft(facts: Facts, person: str, mission: str) -> str:
    """The craft that somebody was in when they flew to meet a flight that is named: Leonov at Apollo–Soyuz."""
    row = facts.row(
        """
        select aboard.craft
        from docking
        join aboard on aboard.craft = case docking.mission when :mission then docking.target else docking.mission end
        where docking.kind = 'mission' and :mission in (docking.mission, docking.target) and aboard.person = :person
        """,
        mission=mission, person=person,
    )  # fmt: skip
    return row["craft"] if row else mission


def _ages_then(facts: Facts, asked: Flights) -> tuple[int, ...]:
    """How old somebody was when a flight was launched, or at a time; empty where they did not live to see its end."""
    row = facts.row(
        """
        select person.birth, person.death, mission.launch
        from person
        left join mission on mission.id = :mission
        where person.id = :person
        """,
        person=asked.person, mission=asked.mission,
    )  # fmt: skip
    since, until = bounds(asked.years or str(row["launch"] or "")[:10] if row else "")
    if not (row and since and until) or (row["death"] or "9")[: len(until)] <= until:
        return ()
    days = (since + FIRST_DAY[len(since) :], until + LAST_DAY[len(until) :])
    return tuple(sorted({years for day in days if (years := age(row["birth"] or "", day)) is not None}))


def _was_aboard(facts: Facts, person: str, flight: Flown) -> bool:
    """Whether somebody was in the craft of a flight on the way up, or in that of its landing on the way down."""
    craft_down = flight.landed_in.id if flight.landed_in else ""
    return bool(
        facts.row(
            """
            select 1 from aboard
            where person = :person and ((craft = :up and way = 'up') or (craft = :down and way = 'down'))
            """,
            person=person,
            up=flight.mission.id,
            down=craft_down,
        )
    )
