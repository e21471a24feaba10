"""One field of one record, asked for by name; what is needed to say it in a sentence and to prove it."""

from dataclasses import dataclass
from typing import NamedTuple

from bot.answers.filters import span
from bot.answers.history import ExpeditionAnswer, expedition
from bot.answers.missions import COMMANDERS, MissionAnswer, mission
from bot.answers.people import Flight, PersonAnswer, person
from bot.answers.record import Label, Work, date, label, needed_label
from bot.answers.seats import age
from bot.answers.succession import Neighbour, leads, neighbours
from bot.answers.things import AgreementAnswer, ThingAnswer, agreement, thing
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class MissionFieldAnswer:
    """A field of a flight. `at` is the station or place that was named, `fits` whether the flight went there."""

    field: str
    mission: MissionAnswer
    at: Label | None
    fits: bool
    known: bool
    works: tuple[Work, ...]

    @property
    def docked_seconds(self) -> int:
        """How long the flight was docked, all its dockings together."""
        return sum(meeting.seconds or 0 for meeting in self.mission.meetings)

    @property
    def seconds_to_docking(self) -> int:
        """How long it took from launch to the first docking; 0 where one of them is not known to the minute."""
        launch, met = self.mission.launch, self.mission.meetings
        moments = (launch.moment, met[0].docked.moment) if launch and met else (None, None)
        return int((moments[1] - moments[0]).total_seconds()) if moments[0] and moments[1] else 0

    @property
    def commanders(self) -> tuple[Label, ...]:
        """Those whose role on the way up (or down, where it launched empty) is the command of this craft."""
        crew = self.mission.up or self.mission.down
        return tuple(member.person for member in crew if member.role and member.role.id in COMMANDERS)


@dataclass(frozen=True, slots=True)
class PersonFieldAnswer:
    """A field of a person; ages in whole years on the record's day, or on the day of death.

    `neighbours` came before them or after them, where that is asked.
    """

    field: str
    person: PersonAnswer
    age: int | None
    expeditions: tuple[int, ...]
    commands: tuple[int, ...]
    neighbours: tuple[Neighbour, ...]
    known: bool
    works: tuple[Work, ...]

    @property
    def commanded(self) -> tuple[Flight, ...]:
        """The flights whose craft they commanded."""
        return tuple(flown for flown in self.person.orbital_flights if flown.role and flown.role.id in COMMANDERS)


@dataclass(frozen=True, slots=True)
class ExpeditionFieldAnswer:
    """A field of an expedition. `days` run from its first to its last day."""

    field: str
    expedition: ExpeditionAnswer
    days: int | None
    known: bool
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class AgreementFieldAnswer:
    """A field of an agreement."""

    field: str
    agreement: AgreementAnswer
    known: bool
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Somebody who held a post."""

    person: Label
    title_en: str
    title_ru: str
    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class ThingFieldAnswer:
    """A field of a craft, station, place or organisation; `heads` held its posts in the years asked for."""

    field: str
    thing: ThingAnswer
    heads: tuple[Head, ...]
    years: tuple[PartialDate | None, PartialDate | None]
    known: bool
    works: tuple[Work, ...]


FieldAnswer = (
    MissionFieldAnswer | PersonFieldAnswer | ExpeditionFieldAnswer | AgreementFieldAnswer | ThingFieldAnswer
)  # fmt: skip


class Record(NamedTuple):
    """Which record."""

    kind: str
    id: str


def field(facts: Facts, record: Record, name: str, *, at: str, as_of: PartialDate) -> FieldAnswer:
    """The field of a record that is known to exist."""
    kind, id_ = record
    match kind:
        case "mission":
            return _of_mission(facts, id_, name, at)
        case "person":
            return _of_person(facts, id_, name, at, as_of)
        case "expedition":
            return _of_expedition(facts, int(id_), name)
        case "agreement":
            return _of_agreement(facts, id_, name)
        case "thing":
            return _of_thing(facts, id_, name, at)
        case _:
            raise LookupError(f"{kind}/{id_}")


def _of_mission(facts: Facts, id_: str, name: str, at: str) -> MissionFieldAnswer:
    found = mission(facts, id_)
    places = [
        *found.destinations,
        *(meeting.target for meeting in found.meetings),
        found.site,
        found.cosmodrome,
        found.craft,
    ]
    fits = not at or at in [place.id for place in places if place]
    answer = MissionFieldAnswer(name, found, label(facts, "thing", at), fits, fits, found.proof.works)
    values: dict[str, object] = {
        "launch": found.launch, "dates": found.launch, "landing": found.landing or found.status == "in flight",
        "duration": found.seconds or found.status == "in flight", "site": found.site, "commander": answer.commanders,
        "craft": found.craft, "docking": found.meetings,
        "station": found.destinations or found.meetings, "destination": found.destinations or found.meetings,
        "to_docking": answer.seconds_to_docking,
        "docked_time": any(meeting.seconds for meeting in found.meetings),
        "undocking": [meeting for meeting in found.meetings if meeting.undocked],
    }  # fmt: skip
    known = bool(values.get(name)) if fits else bool(found.destinations or found.launch)
    return MissionFieldAnswer(name, found, answer.at, fits, known, found.proof.works)


def _of_person(facts: Facts, id_: str, name: str, at: str, as_of: PartialDate) -> PersonFieldAnswer:
    found = person(facts, id_)
    rows = facts.rows(
        "select expedition, command from expedition_member where person = :id order by expedition", id=id_
    )
    commands = tuple(row["expedition"] for row in rows if row["command"] is not None)
    expeditions = tuple(row["expedition"] for row in rows)
    asked = name in ("successor", "predecessor")
    met = neighbours(facts, id_, before=name == "predecessor", when=at) if asked else ()
    until = found.death or as_of
    years = age(str(found.birth or ""), str(until)[:10])
    values: dict[str, object] = {
        "birth": found.birth, "birthplace": found.birth_place, "death": found.death,
        "country": found.nation or found.flags,
        "agency": found.agency, "age": years is not None, "flight_count": found.category != "official" or found.flights,
        "total_time": found.orbital_flights, "expeditions": expeditions,
        "commands": found.category != "official", "role": found.posts or found.flights,
        "successor": met, "predecessor": met,
    }  # fmt: skip
    return PersonFieldAnswer(name, found, years, expeditions, commands, met, bool(values.get(name)), found.proof.works)


def _of_expedition(facts: Facts, number: int, name: str) -> ExpeditionFieldAnswer:
    found = expedition(facts, number)
    if found is None:
        raise LookupError(f"expedition/{number}")
    begun, ended = (day.date if day else None for day in (found.start, found.end))
    days = (ended - begun).days if begun and ended else None
    values: dict[str, object] = {
        "commander": found.commanders, "dates": found.start, "start": found.start,
        "end": found.end or found.number == found.last,
        "duration": days, "count": found.crew,
    }  # fmt: skip
    return ExpeditionFieldAnswer(name, found, days, bool(values.get(name)), found.proof.works)


def _of_agreement(facts: Facts, id_: str, name: str) -> AgreementFieldAnswer:
    found = agreement(facts, id_)
    values: dict[str, object] = {
        "signed": found.signed, "place": found.place_en, "signers": found.signers, "in_force": found.in_force,
    }  # fmt: skip
    return AgreementFieldAnswer(name, found, bool(values.get(name)), found.proof.works)


def _of_thing(facts: Facts, id_: str, name: str, years: str) -> ThingFieldAnswer:
    found = thing(facts, id_)
    heads = _heads(facts, id_, years) if name == "heads" else ()
    values: dict[str, object] = {
        "built": found.built_by, "start": found.start, "end": found.end, "heads": heads,
    }  # fmt: skip
    return ThingFieldAnswer(name, found, heads, span(years), bool(values.get(name)), found.proof.works)


def _heads(facts: Facts, organisation: str, years: str) -> tuple[Head, ...]:
    """Who led an organisation: in the years asked for, else the last."""
    since, until = (str(bound) if bound else "" for bound in span(years))
    rows = facts.rows(
        """
        select person, title_en, title_ru, start, end
        from post
        where organisation = :organisation
        and (:until = '' or coalesce(substr(start, 1, length(:until)), '') <= :until)
        and (:since = '' or coalesce(substr(end, 1, length(:since)), '9') >= :since)
        order by start desc, position
        """,
        organisation=organisation, since=since, until=until,
    )  # fmt: skip
    heads = [row for row in rows if leads(row["title_en"])]
    return tuple(
        Head(
            needed_label(facts, "person", row["person"]),
            row["title_en"],
            row["title_ru"],
            date(row["start"]),
            date(row["end"]),
        )
        for row in (heads if years else heads[:1])
    )
