"""Craft, stations, modules, places, organisations, practices; agreements; single events."""

from collections import defaultdict
from dataclasses import dataclass

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
from bot.facts.dates import PartialDate, parse
from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class ThingAnswer:
    """A thing's card, with its parts and the number of crewed flights that used it."""

    thing: Label
    kind: str
    whole: Label | None
    built_by: tuple[Label, ...]
    paid_by: tuple[Label, ...]
    start: PartialDate | None
    end: PartialDate | None
    parts: tuple[Label, ...]
    flights: int
    first: Label | None
    last: Label | None
    story: Prose
    events: tuple[EventLine, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class AgreementAnswer:
    """An agreement's card."""

    agreement: Label
    signed: PartialDate | None
    place_en: str
    place_ru: str
    signers: tuple[Label, ...]
    in_force: PartialDate | None
    ended: PartialDate | None
    renews: Label | None
    renewed_by: tuple[Label, ...]
    story: Prose
    events: tuple[EventLine, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """One event told in full, with what it is linked to."""

    event: Label
    date: PartialDate
    kind: str
    story: Prose
    missions: tuple[Label, ...]
    people: tuple[Label, ...]
    things: tuple[Label, ...]
    agreements: tuple[Label, ...]
    proof: Proof


def thing(facts: Facts, id_: str) -> ThingAnswer:
    """The card of a thing that is known to exist."""
    row = facts.row("select kind, part_of, start, end from thing where id = :id", id=id_)
    if row is None:
        raise LookupError(f"thing/{id_}")
    flights = facts.rows(
        """
        select distinct mission.id
        from mission
        left join destination on destination.mission = mission.id and destination.kind = 'thing'
        left join thing as site on site.id = mission.site
        where mission.orbital and :id in (mission.craft, mission.site, destination.id, site.part_of)
        and exists (select 1 from aboard where aboard.craft = mission.id)
        order by mission.launch
        """,
        id=id_,
    )
    parts = facts.rows("select id from thing where part_of = :id order by start, id", id=id_)
    return ThingAnswer(
        thing=needed_label(facts, "thing", id_),
        kind=row["kind"],
        whole=label(facts, "thing", row["part_of"]),
        built_by=_makers(facts, id_, "built"),
        paid_by=_makers(facts, id_, "paid"),
        start=date(row["start"]),
        end=date(row["end"]),
        parts=tuple(needed_label(facts, "thing", part["id"]) for part in parts),
        flights=len(flights),
        first=label(facts, "mission", flights[0]["id"]) if flights else None,
        last=label(facts, "mission", flights[-1]["id"]) if flights else None,
        story=prose(facts, "thing", id_),
        events=events_of(facts, "thing", id_),
        proof=proof(facts, "thing", id_),
    )


def _makers(facts: Facts, id_: str, did: str) -> tuple[Label, ...]:
    rows = facts.rows("select kind, id from maker where thing = :id and did = :did order by position", id=id_, did=did)
    return tuple(needed_label(facts, *row) for row in rows)


def signings(facts: Facts) -> dict[str, tuple[str, frozenset[str]]]:
    """The day on which each agreement was signed, if it is known, and who signed it, by its id."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    for row in facts.rows("select agreement, person from signer"):
        people[row["agreement"]].add(row["person"])
    rows = facts.rows("select id, signed from agreement")
    return {row["id"]: (row["signed"] or "", frozenset(people[row["id"]])) for row in rows}


def agreement(facts: Facts, id_: str) -> AgreementAnswer:
    """The card of an agreement that is known to exist."""
    row = facts.row("select signed, place_en, place_ru, in_force, ended, renews from agreement where id = :id", id=id_)
    if row is None:
        raise LookupError(f"agreement/{id_}")
    signers = facts.rows("select person from signer where agreement = :id order by position", id=id_)
    renewals = facts.rows("select id from agreement where renews = :id order by signed", id=id_)
    return AgreementAnswer(
        agreement=needed_label(facts, "agreement", id_),
        signed=date(row["signed"]),
        place_en=row["place_en"],
        place_ru=row["place_ru"],
        signers=tuple(needed_label(facts, "person", signer["person"]) for signer in signers),
        in_force=date(row["in_force"]),
        ended=date(row["ended"]),
        renews=label(facts, "agreement", row["renews"]),
        renewed_by=tuple(needed_label(facts, "agreement", renewal["id"]) for renewal in renewals),
        story=prose(facts, "agreement", id_),
        events=events_of(facts, "agreement", id_),
        proof=proof(facts, "agreement", id_),
    )


def agreements_of(facts: Facts, year: str) -> tuple[Label, ...]:
    """The agreements that were signed in a year, or came into force unsigned; none where a text is no year."""
    if not (year.strip().isascii() and year.strip().isdigit()):
        return ()
    rows = facts.rows(
        "select id from agreement where substr(coalesce(signed, in_force), 1, 4) = :year order by signed",
        year=year.strip(),
    )
    return tuple(needed_label(facts, "agreement", row["id"]) for row in rows)


def event(facts: Facts, id_: str) -> EventAnswer:
    """The card of an event that is known to exist."""
    row = facts.row("select date, kind from event where id = :id", id=id_)
    if row is None:
        raise LookupError(f"event/{id_}")
    links: dict[str, list[Label]] = {"mission": [], "person": [], "thing": [], "agreement": []}
    for link in facts.rows("select kind, id from event_link where event = :id order by rowid", id=id_):
        links[link["kind"]].append(needed_label(facts, link["kind"], link["id"]))
    return EventAnswer(
        event=needed_label(facts, "event", id_),
        date=parse(row["date"]),
        kind=row["kind"],
        story=prose(facts, "event", id_),
        missions=tuple(links["mission"]),
        people=tuple(links["person"]),
        things=tuple(links["thing"]),
        agreements=tuple(links["agreement"]),
        proof=proof(facts, "event", id_),
    )
