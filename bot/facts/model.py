"""What a person edits: one frozen dataclass per table of data/. A field is a column; its type says what fits.

The order of TABLES is the order in which rows may refer to each other, and so the order of building.
"""

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from bot.facts.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Refers:
    """The cell holds the id of a row of one of these tables."""

    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """The cell holds one of these words."""

    words: tuple[str, ...]


Id = Annotated[str, "id"]
Needed = Annotated[str, "needed"]
SourceId = Annotated[str, Refers(("sources",))]
NationId = Annotated[str, Refers(("nations",))]
ThingId = Annotated[str, Refers(("things",))]
PersonId = Annotated[str, Refers(("people",))]
MissionId = Annotated[str, Refers(("missions",))]
AgreementId = Annotated[str, Refers(("agreements",))]
PlaceName = Annotated[str, Refers(("places",))]
RoleName = Annotated[str, Refers(("roles",))]
PayerId = Annotated[str, Refers(("nations", "things"))]
TargetId = Annotated[str, Refers(("things", "missions"))]

THING_KINDS = (
    "spacecraft", "orbiter", "station", "module", "docking system", "launch site", "control centre",
    "agency", "company", "programme", "practice", "destination",
)  # fmt: skip
SIDES = ("us", "ru")
EVENT_KINDS = (
    "talks", "agreement", "test", "launch", "landing", "docking", "handshake", "spacewalk", "command",
    "first", "incident", "rescue", "quarrel", "repair", "statement", "research", "visit", "death",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A work that was opened."""

    file: ClassVar[str] = "sources.csv"
    id: Id
    work: Needed
    publisher: str
    date: PartialDate | None
    url: str
    kind: Annotated[str, OneOf(("agency", "book", "press", "catalogue", "encyclopaedia", "dataset", "secondary"))]


@dataclass(frozen=True, slots=True)
class Nation:
    """A country whose people flew. `side` is "us", "ru" or empty; `region` "europe" or empty."""

    file: ClassVar[str] = "nations.csv"
    id: Id
    name_en: Needed
    name_ru: str
    adjective_en: str
    adjective_ru: str
    side: Annotated[str, OneOf(("", *SIDES))]
    region: Annotated[str, OneOf(("", "europe"))]


@dataclass(frozen=True, slots=True)
class Era:
    """A period of cooperation, first and last day included."""

    file: ClassVar[str] = "eras.csv"
    id: Id
    start: PartialDate
    end: PartialDate | None
    name_en: Needed
    name_ru: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A craft, station, module, device, place, organisation, programme or practice."""

    file: ClassVar[str] = "things.csv"
    id: Id
    kind: Annotated[str, OneOf(THING_KINDS)]
    name_en: Needed
    name_ru: str
    aliases: tuple[str, ...]
    part_of: ThingId
    built_by: tuple[PayerId, ...]
    paid_by: tuple[PayerId, ...]
    start: PartialDate | None
    end: PartialDate | None
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody was born; `sources` tell how it is spelled in Russian."""

    file: ClassVar[str] = "places.csv"
    name_en: Needed
    name_ru: str
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who flew, or who made cooperation. An empty `death` does not say that they live."""

    file: ClassVar[str] = "people.csv"
    id: Id
    name_en: Needed
    name_ru: str
    aliases: tuple[str, ...]
    nation: NationId
    category: Annotated[str, OneOf(("", "astronaut", "cosmonaut", "taikonaut", "visitor", "official"))]
    agency: ThingId
    selection: str
    gender: Annotated[str, OneOf(("", "female", "male"))]
    birth: PartialDate | None
    birth_place: PlaceName
    death: PartialDate | None
    wikidata: str
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Post:
    """An office that somebody held."""

    file: ClassVar[str] = "posts.csv"
    person: PersonId
    title_en: Needed
    title_ru: str
    organisation: ThingId
    start: PartialDate | None
    end: PartialDate | None
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Mission:
    """One spacecraft's flight. Launch and landing in UTC; `landing` is the craft's, with crew or without."""

    file: ClassVar[str] = "missions.csv"
    id: Id
    name_en: Needed
    name_ru: str
    aliases: tuple[str, ...]
    craft: ThingId
    operator: NationId
    launch: PartialDate | None
    site: ThingId
    landing: PartialDate | None
    destination: tuple[TargetId, ...]
    status: Annotated[str, OneOf(("completed", "in flight", "aborted", "lost"))]
    orbital: Annotated[str, OneOf(("yes", "no"))]
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody is aboard."""

    file: ClassVar[str] = "roles.csv"
    name_en: Needed
    name_ru: str


@dataclass(frozen=True, slots=True)
class Seat:
    """One person on one flight. `landed_in` is empty for as long as they are up."""

    file: ClassVar[str] = "seats.csv"
    mission: MissionId
    person: PersonId
    role: RoleName
    landed_in: MissionId
    nation: NationId
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Expedition:
    """An ISS expedition. `dates_mean` tells whether the dates are those of the station or of the crew's flight."""

    file: ClassVar[str] = "expeditions.csv"
    number: int
    start: PartialDate | None
    end: PartialDate | None
    commanders: tuple[PersonId, ...]
    crew: tuple[PersonId, ...]
    dates_mean: Annotated[str, OneOf(("station", "crew"))]
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Docking:
    """Two craft joined, and apart again."""

    file: ClassVar[str] = "dockings.csv"
    mission: MissionId
    target: TargetId
    docked: PartialDate
    undocked: PartialDate | None
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Something signed or agreed between the two sides."""

    file: ClassVar[str] = "agreements.csv"
    id: Id
    name_en: Needed
    name_ru: str
    aliases: tuple[str, ...]
    signed: PartialDate | None
    place_en: str
    place_ru: str
    signers: tuple[PersonId, ...]
    in_force: PartialDate | None
    ended: PartialDate | None
    renews: AgreementId
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened between the two sides."""

    file: ClassVar[str] = "events.csv"
    id: Id
    date: PartialDate
    kind: Annotated[str, OneOf(EVENT_KINDS)]
    missions: tuple[MissionId, ...]
    people: tuple[PersonId, ...]
    things: tuple[ThingId, ...]
    agreements: tuple[AgreementId, ...]
    sources: tuple[SourceId, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two tellings of one fact; `value` is the one that the table holds. What is in words is said in Russian too."""

    file: ClassVar[str] = "disputes.csv"
    record: Needed
    field: Needed
    field_ru: str
    value: str
    value_ru: str
    sources: tuple[SourceId, ...]
    other: Needed
    other_ru: str
    other_sources: tuple[SourceId, ...]
    status: Annotated[str, OneOf(("open", "settled"))]


@dataclass(frozen=True, slots=True)
class Story:
    """Prose about one record in one language, from a TOML file; `kind` is the table that it belongs to.

    `asked` are questions that it answers, in other words than its own.
    """

    kind: str
    id: str
    language: str
    title: str
    text: str
    sources: tuple[str, ...]
    line: int
    asked: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The file inside data/."""
        return f"{self.language}/{self.kind}.toml"


Row = (
    Source | Nation | Era | Thing | Place | Person | Post | Mission | Role | Seat | Expedition | Docking | Agreement
    | Event | Dispute
)  # fmt: skip
TABLES: tuple[type[Row], ...] = (
    Source, Nation, Era, Thing, Place, Person, Post, Mission, Role, Seat, Expedition, Docking, Agreement, Event,
    Dispute,
)  # fmt: skip
TOLD = ("events", "missions", "people", "agreements", "things")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row that remembers where it stands."""

    row: Row
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Record:
    """The whole of data/ in memory."""

    version: str
    as_of: PartialDate
    title: str
    licence: str
    rows: tuple[Placed, ...]
    stories: tuple[Story, ...] = field(default=())
