"""The flights that fit a question: one person's, with the way up and down, or those of a craft with a crew."""

import sqlite3
from dataclasses import dataclass

from bot.answers.filters import bounds, only_and_not
from bot.answers.missions import COMMANDER_ROLES
from bot.answers.record import Label, date, label, needed_label
from bot.answers.seats import age
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import Flights


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


def of_person(facts: Facts, asked: Flights) -> list[Flown]:
    """One person's flights, in their order."""
    since, until = bounds(asked.years)
    craft, no_craft = only_and_not(asked.craft)
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
        person=asked.person, since=since, until=until, mission=asked.mission, craft=craft, no_craft=no_craft,
        station=asked.station, role=asked.role,
    )  # fmt: skip
    return [_flown(facts, row) for row in rows]


def of_craft(facts: Facts, asked: Flights) -> list[Flown]:
    """Crewed flights that reached orbit."""
    since, until = bounds(asked.years)
    craft, no_craft = only_and_not(asked.craft)
    rows = facts.rows(
        f"""
        select
            mission.id as mission, case when mission.landing is not null then mission.id end as landed_in, null as role,
            mission.launch, mission.landing, mission.status, mission.orbital, mission.craft, mission.site,
            site.part_of as cosmodrome, null as birth, null as landed_craft,
            case when length(mission.launch) > 10 and length(mission.landing) > 10
                then unixepoch(mission.landing) - unixepoch(mission.launch) end as seconds
        from mission
        join nation as operator on operator.id = mission.operator
        left join thing as craft on craft.id = mission.craft
        left join thing as site on site.id = mission.site
        where mission.orbital and exists (select 1 from aboard where aboard.craft = mission.id)
        and (:nation = '' or :nation in (operator.side, operator.id))
        and (:joint = '' or mission.joint or mission.met)
        and (:aboard = '' or exists (
            select 1 from stay
            join person on person.id = stay.person
            join nation on nation.id = stay.nation
            where mission.id in (stay.mission, stay.landed_in)
            and (:aboard in (stay.side, stay.nation, nation.region, person.gender, person.category)
                or (:aboard = 'third' and stay.side is null))
        )) {_FILTERS}
        order by mission.launch
        """,
        since=since, until=until, mission=asked.mission, craft=craft, no_craft=no_craft, station=asked.station,
        nation=asked.nation, joint=asked.joint, aboard=asked.aboard,
    )  # fmt: skip
    return [_flown(facts, row) for row in rows]


def _flown(facts: Facts, row: sqlite3.Row) -> Flown:
    return Flown(
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


def _stations(facts: Facts, mission: str) -> tuple[Label, ...]:
    rows = facts.rows("select kind, id from destination where mission = :mission order by position", mission=mission)
    return tuple(needed_label(facts, *row) for row in rows)


def _docked(facts: Facts, mission: str) -> PartialDate | None:
    row = facts.row("select docked from docking where mission = :mission order by docked", mission=mission)
    return date(row["docked"]) if row else None
