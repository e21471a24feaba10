"""Flights picked out of all: one person's, a craft's, a station's; those of two people together."""

from dataclasses import dataclass, replace

from bot.answers.filters import span
from bot.answers.meetings import Shared, shared
from bot.answers.missions import COMMANDER_ROLES
from bot.answers.moments import DAY
from bot.answers.record import Label, Work, date, label, needed_label
from bot.answers.rosters import works_of
from bot.answers.seats import age
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import Flights

SHOWN = 15
BEST = 5
NOT = "!"  # before a craft: any but this


@dataclass(frozen=True, slots=True)
class Flown:
    """One flight, or one person's way up and down. `seconds` are the person's where one is asked for."""

    mission: Label
    landed_in: Label | None
    craft: Label | None
    landed_craft: Label | None
    launch: PartialDate | None
    landing: PartialDate | None
    site: Label | None
    cosmodrome: Label | None
    stations: tuple[Label, ...]
    role: Label | None
    seconds: int | None
    age: int | None
    is_up: bool
    orbital: bool
    docked: PartialDate | None


@dataclass(frozen=True, slots=True)
class FlightsAnswer:
    """The flights that fit, in the order asked for. `all` holds every flight of the person, where one is named.

    `longer` is the least days that each lasted, 0 where that was not asked.
    `age_then` is that of somebody who was not aboard the flight that is named, when it was launched.
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
    asked_mission: Label | None
    count: int
    shown: tuple[Flown, ...]
    all: tuple[Flown, ...]
    works: tuple[Work, ...]
    gender: str
    met: tuple[Shared, ...]
    age_then: int | None
    longer: int

    @property
    def known(self) -> bool:
        """Whether the record answers the question as it was put."""
        return bool(self.shown) or self.ask in ("count", "whether", "together") or self.age_then is not None

    @property
    def seconds(self) -> int:
        """Time in space over the flights that fit."""
        return sum(flight.seconds or 0 for flight in self.shown)


def flights(facts: Facts, asked: Flights) -> FlightsAnswer:
    """The flights that fit every filter."""
    if asked.person and asked.mission:
        asked = replace(asked, mission=_own_craft(facts, asked.person, asked.mission))
    found = _of_person(facts, asked) if asked.person else _of_craft(facts, asked)
    others = [id_ for id_ in asked.second.split("+") if id_]
    found = [flight for flight in found if all(_was_aboard(facts, other, flight) for other in others)]
    alone = asked.person and asked.ask != "together"
    every = _of_person(facts, Flights(person=asked.person)) if alone and not found else []
    if asked.years and every:  # none was launched then: what they were up in
        found = [flight for flight in _of_person(facts, replace(asked, years="")) if _was_up(flight, asked.years)]
    found = [flight for flight in found if (flight.seconds or 0) >= int(asked.longer or 0) * DAY]
    ordered = _ordered(found, asked.ask)
    if asked.ask in ("first", "last", "longest", "shortest") or asked.ask.isdigit():
        ordered = ordered[: 1 if asked.person else BEST]
    sides = ("us", "ru")
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
        craft_side=asked.craft if asked.craft in sides else "",
        station=label(facts, "thing", asked.station),
        years=span(asked.years),
        nation=label(facts, "nation", asked.nation),
        side=asked.nation if asked.nation in sides else "",
        joint=bool(asked.joint),
        asked_mission=label(facts, "mission", asked.mission),
        count=len(found),
        shown=tuple(ordered[:SHOWN]),
        all=tuple(every),
        works=works_of(facts, [(kind, id_) for kind, id_ in records if id_]),
        gender=(gender["gender"] or "") if gender else "",
        age_then=_age_then(facts, asked) if asked.tell == "age" and not found else None,
        longer=int(asked.longer or 0),
        met=_met(facts, asked) if asked.ask == "together" and not found else (),
    )


def _met(facts: Facts, asked: Flights) -> tuple[Shared, ...]:
    """Where the two were at the same time, begun within the years asked for."""
    since, until = (str(bound) if bound else "" for bound in span(asked.years))
    return tuple(
        one
        for one in shared(facts, asked.person, asked.second)
        if str(one.start)[: len(since)] >= since and (not until or str(one.start)[: len(until)] <= until)
    )


def _was_up(flight: Flown, years: str) -> bool:
    """Whether a flight was under way at some moment of a stretch of time."""
    since, until = (str(bound) if bound else "" for bound in span(years))
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


_FILTERS = """
and (:craft = '' or :craft in (operator.side, craft.id, craft.part_of, site.id, site.part_of))
and (:no_craft = '' or :no_craft not in (operator.side, craft.id, coalesce(craft.part_of, '')))
and (:since = '' or substr(mission.launch, 1, length(:since)) >= :since)
and (:until = '' or substr(mission.launch, 1, length(:until)) <= :until)
and (:mission = '' or mission.id = :mission)
and (:station = '' or exists (
    select 1 from destination where destination.mission = mission.id and destination.id = :station
))
"""


def _crafts(craft: str) -> dict[str, str]:
    """The bound values of a craft that is asked for, or of one that is not to be."""
    if craft.startswith(NOT):
        return {"craft": "", "no_craft": craft.removeprefix(NOT)}
    return {"craft": craft, "no_craft": ""}


def _of_person(facts: Facts, asked: Flights) -> list[Flown]:
    since, until = (str(bound) if bound else "" for bound in span(asked.years))
    rows = facts.rows(
        f"""
        select
            stay.mission, stay.landed_in, stay.role, stay.launch, stay.landing, stay.seconds, stay.status,
            mission.orbital, mission.craft, mission.site, site.part_of as cosmodrome, person.birth,
            down.craft as landed_craft
        from stay
        join person on person.id = stay.person
        join mission on mission.id = stay.mission
        join nation as operator on operator.id = mission.operator
        left join mission as down on down.id = stay.landed_in
        left join thing as craft on craft.id = mission.craft
        left join thing as site on site.id = mission.site
        where stay.person = :person and (:role = '' or stay.role in ({COMMANDER_ROLES})) {_FILTERS.replace(
            "mission.id = :mission", ":mission in (mission.id, stay.landed_in)"
        )}
        order by stay.launch
        """,
        person=asked.person, since=since, until=until, mission=asked.mission, **_crafts(asked.craft),
        station=asked.station, role=asked.role,
    )  # fmt: skip
    return [
        Flown(
            mission=needed_label(facts, "mission", row["mission"]),
            landed_in=label(facts, "mission", row["landed_in"]),
            craft=label(facts, "thing", row["craft"]),
            landed_craft=label(facts, "thing", row["landed_craft"]),
            launch=date(row["launch"]),
            landing=date(row["landing"]),
            site=label(facts, "thing", row["site"]),
            cosmodrome=label(facts, "thing", row["cosmodrome"]),
            stations=_stations(facts, row["mission"]),
            role=label(facts, "role", row["role"]),
            seconds=row["seconds"],
            age=age(row["birth"] or "", row["launch"] or ""),
            is_up=row["landed_in"] is None and row["status"] == "in flight",
            orbital=bool(row["orbital"]),
            docked=_docked(facts, row["mission"]),
        )
        for row in rows
    ]


def _of_craft(facts: Facts, asked: Flights) -> list[Flown]:
    """Crewed flights that reached orbit."""
    since, until = (str(bound) if bound else "" for bound in span(asked.years))
    rows = facts.rows(
        f"""
        select
            mission.id, mission.launch, mission.landing, mission.status, mission.craft, mission.site,
            site.part_of as cosmodrome,
            case when length(mission.launch) > 10 and length(mission.landing) > 10
                then unixepoch(mission.landing) - unixepoch(mission.launch) end as seconds
        from mission
        join nation as operator on operator.id = mission.operator
        left join thing as craft on craft.id = mission.craft
        left join thing as site on site.id = mission.site
        where mission.orbital and exists (select 1 from aboard where aboard.craft = mission.id)
        and (:nation = '' or :nation in (operator.side, operator.id))
        and (:joint = '' or mission.joint or mission.met) {_FILTERS}
        order by mission.launch
        """,
        since=since, until=until, mission=asked.mission, **_crafts(asked.craft), station=asked.station,
        nation=asked.nation, joint=asked.joint,
    )  # fmt: skip
    return [
        Flown(
            mission=needed_label(facts, "mission", row["id"]),
            landed_in=needed_label(facts, "mission", row["id"]) if row["landing"] else None,
            craft=label(facts, "thing", row["craft"]),
            landed_craft=None,
            launch=date(row["launch"]),
            landing=date(row["landing"]),
            site=label(facts, "thing", row["site"]),
            cosmodrome=label(facts, "thing", row["cosmodrome"]),
            stations=_stations(facts, row["id"]),
            role=None,
            seconds=row["seconds"],
            age=None,
            is_up=row["status"] == "in flight",
            orbital=True,
            docked=_docked(facts, row["id"]),
        )
        for row in rows
    ]


def _stations(facts: Facts, mission: str) -> tuple[Label, ...]:
    rows = facts.rows("select kind, id from destination where mission = :mission order by position", mission=mission)
    return tuple(needed_label(facts, *row) for row in rows)


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


def _age_then(facts: Facts, asked: Flights) -> int | None:
    """How old somebody was when a flight was launched."""
    row = facts.row(
        "select person.birth, mission.launch from person, mission where person.id = :person and mission.id = :mission",
        person=asked.person, mission=asked.mission,
    )  # fmt: skip
    return age(row["birth"] or "", row["launch"] or "") if row else None


def _docked(facts: Facts, mission: str) -> PartialDate | None:
    row = facts.row("select docked from docking where mission = :mission order by docked", mission=mission)
    return date(row["docked"]) if row else None


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
