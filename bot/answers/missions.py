"""One flight: dates, craft, crew up and down, and what it was between the two sides."""

import dataclasses
from dataclasses import dataclass
from typing import Literal
from zoneinfo import ZoneInfo

from bot.answers.record import (
    EventLine,
    Label,
    Proof,
    Prose,
    date,
    disagreements,
    events_of,
    label,
    needed_label,
    proof,
    prose,
)  # fmt: skip
from bot.errors import QuestionError
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

# IANA zones of the two mission controls: Houston, and Kaliningrad (Korolyov) near Moscow.
MISSION_CONTROLS = {"us": "America/Chicago", "ru": "Europe/Moscow"}


@dataclass(frozen=True, slots=True)
class CrewMember:
    """Somebody aboard. `other_flight` is what they landed in (or came up on) if not in this craft."""

    person: Label
    nation: Label | None
    side: str | None
    role: Label | None
    other_flight: Label | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A docking with another craft or a station, and how long it lasted."""

    target: Label
    docked: PartialDate
    undocked: PartialDate | None
    seconds: int | None


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A moment's calendar day at one side's mission control, where it is another than in UTC."""

    side: str
    day: PartialDate


@dataclass(frozen=True, slots=True)
class MissionAnswer:
    """A flight's card. `seconds` run from launch to landing; None while it flies or where a time is unknown."""

    mission: Label
    craft: Label | None
    craft_side: str | None
    launch: PartialDate | None
    launch_elsewhere: tuple[LocalDay, ...]
    site: Label | None
    cosmodrome: Label | None
    landing: PartialDate | None
    status: str
    orbital: bool
    joint: bool
    seconds: int | None
    destinations: tuple[Label, ...]
    meetings: tuple[Meeting, ...]
    up: tuple[CrewMember, ...]
    down: tuple[CrewMember, ...]
    partner_crew: tuple[CrewMember, ...]
    before: Label | None
    after: Label | None
    story: Prose
    events: tuple[EventLine, ...]
    proof: Proof

    @property
    def joined_on_the_way_down(self) -> tuple[CrewMember, ...]:
        """Those who landed in this craft but came up on another."""
        return tuple(member for member in self.down if member.other_flight)

    @property
    def guests(self) -> tuple[CrewMember, ...]:
        """Those aboard from the other side than the craft's own."""
        aboard = {member.person.id: member for member in (*self.up, *self.down)}
        return tuple(member for member in aboard.values() if member.side and member.side != self.craft_side)

    @property
    def hosts(self) -> tuple[CrewMember, ...]:
        """Those aboard from the craft's own side."""
        aboard = {member.person.id: member for member in (*self.up, *self.down)}
        return tuple(member for member in aboard.values() if member.side == self.craft_side)

    @property
    def partner(self) -> Label | None:
        """The other side's craft that this one met in orbit, if that craft had a crew of its own."""
        return next((meeting.target for meeting in self.meetings if meeting.target.kind == "mission"), None)


def mission(facts: Facts, id_: str) -> MissionAnswer:
    """The card of a mission that is known to exist."""
    row = facts.row(
        """
        select
            mission.craft, nation.side, mission.launch, mission.site, mission.landing, mission.status,
            mission.orbital, mission.joint, mission.operator, thing.part_of,
            case when length(launch) > 10 and length(landing) > 10
                then unixepoch(landing) - unixepoch(launch) end as seconds
        from mission
        join nation on nation.id = mission.operator
        left join thing on thing.id = mission.site
        where mission.id = :id
        """,
        id=id_,
    )
    if row is None:
        raise LookupError(f"mission/{id_}")
    meetings = _meetings(facts, id_)
    events = events_of(facts, "mission", id_)
    partner = next((meeting.target.id for meeting in meetings if meeting.target.kind == "mission"), "")
    return MissionAnswer(
        mission=needed_label(facts, "mission", id_),
        craft=label(facts, "thing", row["craft"]),
        craft_side=row["side"],
        launch=date(row["launch"]),
        launch_elsewhere=local_days(date(row["launch"])),
        site=label(facts, "thing", row["site"]),
        cosmodrome=label(facts, "thing", row["part_of"]),
        landing=date(row["landing"]),
        status=row["status"],
        orbital=bool(row["orbital"]),
        joint=bool(row["joint"]),
        seconds=row["seconds"],
        destinations=_destinations(facts, id_),
        meetings=meetings,
        up=crew(facts, id_, "up"),
        down=crew(facts, id_, "down"),
        partner_crew=crew(facts, partner, "up") if partner else (),
        before=_neighbour(facts, id_, row["launch"], row["operator"], "before"),
        after=_neighbour(facts, id_, row["launch"], row["operator"], "after"),
        story=prose(facts, "mission", id_),
        events=events,
        proof=_proof(facts, id_, events),
    )


def local_days(moment: PartialDate | None) -> tuple[LocalDay, ...]:
    """The days in Houston and Moscow on which a moment fell, where they differ from the day in UTC."""
    if moment is None or moment.moment is None:
        return ()
    instant = moment.moment
    local = ((side, instant.astimezone(ZoneInfo(zone)).date()) for side, zone in MISSION_CONTROLS.items())
    return tuple(LocalDay(side, PartialDate(day.year, day.month, day.day)) for side, day in local if day != moment.date)


def crew(facts: Facts, mission_id: str, way: Literal["up", "down"]) -> tuple[CrewMember, ...]:
    """Those who went up (or came down) in a craft, as the record orders them."""
    here, there = ("mission", "landed_in") if way == "up" else ("landed_in", "mission")
    rows = facts.rows(
        f"""
        select person, role, nation, side, {there} as other
        from stay
        where {here} = :id
        order by position
        """,
        id=mission_id,
    )
    return tuple(
        CrewMember(
            needed_label(facts, "person", row["person"]),
            label(facts, "nation", row["nation"]),
            row["side"],
            label(facts, "role", row["role"]),
            label(facts, "mission", row["other"] if row["other"] != mission_id else None),
        )
        for row in rows
    )


def _proof(facts: Facts, id_: str, events: tuple[EventLine, ...]) -> Proof:
    """Who says so, with what is disputed about the flight's dockings."""
    own = proof(facts, "mission", id_)
    dockings = (
        dataclasses.replace(found, field="undocked" if "undock" in event.id else "docked")
        for event in events
        if event.kind == "docking"
        for found in disagreements(facts, "event", event.id)
        if found.field == "date"
    )
    return dataclasses.replace(own, disagreements=(*own.disagreements, *dockings))


def _meetings(facts: Facts, id_: str) -> tuple[Meeting, ...]:
    rows = facts.rows(
        """
        select
            case when mission = :id then kind else 'mission' end as kind,
            case when mission = :id then target else mission end as target,
            docked, undocked,
            case when length(docked) > 10 and length(undocked) > 10
                then unixepoch(undocked) - unixepoch(docked) end as seconds
        from docking
        where mission = :id or (kind = 'mission' and target = :id)
        order by docked
        """,
        id=id_,
    )
    return tuple(
        Meeting(needed_label(facts, row["kind"], row["target"]), docked, date(row["undocked"]), row["seconds"])
        for row in rows
        if (docked := date(row["docked"]))
    )


def _destinations(facts: Facts, id_: str) -> tuple[Label, ...]:
    rows = facts.rows("select kind, id from destination where mission = :id order by position", id=id_)
    return tuple(needed_label(facts, *row) for row in rows)


def _neighbour(facts: Facts, id_: str, launch: str | None, operator: str, which: str) -> Label | None:
    sign, order = ("<", "desc") if which == "before" else (">", "asc")
    row = facts.row(
        f"""
        select id from mission
        where launch {sign} :launch and operator = :operator and id <> :id
        order by launch {order}
        limit 1
        """,
        launch=launch, id=id_, operator=operator,
    )  # fmt: skip
    return label(facts, "mission", row["id"]) if row else None


def everybody_aboard(facts: Facts) -> frozenset[tuple[str, str]]:
    """Every (mission, person) where the person rode the craft up or down."""
    return frozenset((row["craft"], row["person"]) for row in facts.rows("select craft, person from aboard"))


COMMANDERS = ("commander", "vehicle commander", "mission commander", "commander (spacecraft)")
COMMANDER_ROLES = ", ".join(f"'{role}'" for role in COMMANDERS)  # for SQL


def commander(facts: Facts, mission_id: str) -> str:
    """The id of whoever commanded a flight's craft on the way up. Raises QuestionError where the record names none."""
    found = next(
        (member.person.id for member in crew(facts, mission_id, "up") if member.role and member.role.id in COMMANDERS),
        "",
    )
    if not found:
        raise QuestionError("no-commander", found=mission_id)
    return found
