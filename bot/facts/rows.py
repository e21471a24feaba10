"""A record as the rows of an edition's tables (schema.sql), in an order in which each row finds what it refers to."""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import singledispatch

from bot.facts.model import (
    TABLES,
    Agreement,
    Dispute,
    Docking,
    Era,
    Event,
    Expedition,
    Mission,
    Nation,
    Person,
    Place,
    Post,
    Record,
    Role,
    Row,
    Seat,
    Source,
    Thing,
)  # fmt: skip
from bot.facts.naming import KIND_OF_TABLE, Rows, named

CODE_LENGTH = 5  # 32 letters to the fifth: 33 million codes for some 5,000 records


@dataclass(frozen=True, slots=True)
class _Ids:
    """Tells what an id is where a column may hold more than one kind."""

    nations: frozenset[str]
    missions: frozenset[str]


def rows(record: Record, digest: str) -> Rows:
    """Every (table, values) of an edition."""
    ids = _Ids(
        frozenset(placed.row.id for placed in record.rows if isinstance(placed.row, Nation)),
        frozenset(placed.row.id for placed in record.rows if isinstance(placed.row, Mission)),
    )
    about = {"version": record.version, "as_of": str(record.as_of), "title": record.title, "licence": record.licence}
    yield "record", {**about, "digest": digest}
    for table in TABLES:
        of_table = [placed.row for placed in record.rows if placed.file == table.file]
        parts = itertools.chain.from_iterable(_row(row, position, ids) for position, row in enumerate(of_table))
        yield from sorted(parts, key=lambda part: (part[0] in _AFTER, part[0]))
    for story in record.stories:
        kind = KIND_OF_TABLE[story.kind]
        told = {"title": story.title, "text": story.text}
        yield "story", {"kind": kind, "id": story.id, "language": story.language, **told}
        for question in story.asked:
            yield "asked", {"kind": kind, "id": story.id, "language": story.language, "question": question}
    yield from (
        part for story in record.stories for part in _cite(KIND_OF_TABLE[story.kind], story.id, "story", story.sources)
    )
    yield from named(record)
    yield from _receipts(record)


_AFTER = {"citation", "maker", "destination", "expedition_member", "event_link", "signer"}


@singledispatch
def _row(row: Row, position: int, ids: _Ids) -> Rows:
    """The table rows of one record; one function a table follows."""
    raise TypeError(type(row).__name__)


@_row.register
def _source_row(row: Source, position: int, ids: _Ids) -> Rows:
    date = _text(row.date)
    yield (
        "source",
        {
            "id": row.id,
            "work": row.work,
            "publisher": row.publisher,
            "date": date,
            "url": row.url,
            "kind": row.kind,
        },
    )


@_row.register
def _nation_row(row: Nation, position: int, ids: _Ids) -> Rows:
    adjectives = {"adjective_en": row.adjective_en, "adjective_ru": row.adjective_ru}
    yield "nation", {"id": row.id, **adjectives, "side": row.side or None, "region": row.region or None}


@_row.register
def _era_row(row: Era, position: int, ids: _Ids) -> Rows:
    yield "era", {"id": row.id, "start": str(row.start), "end": _text(row.end), "position": position}


@_row.register
def _thing_row(row: Thing, position: int, ids: _Ids) -> Rows:
    span = {"start": _text(row.start), "end": _text(row.end)}
    yield "thing", {"id": row.id, "kind": row.kind, "part_of": row.part_of or None, **span}
    yield from _makers(row, ids)
    yield from _cite("thing", row.id, "", row.sources)


@_row.register
def _place_row(row: Place, position: int, ids: _Ids) -> Rows:
    yield _only_named("place", row.name_en, row.name_ru)
    yield from _cite("place", row.name_en, "", row.sources)


@_row.register
def _person_row(row: Person, position: int, ids: _Ids) -> Rows:
    yield "person", {
        "id": row.id, "nation": row.nation or None, "category": row.category, "agency": row.agency or None,
        "selection": row.selection, "gender": row.gender or None, "birth": _text(row.birth),
        "birth_place": row.birth_place or None, "death": _text(row.death), "wikidata": row.wikidata,
        "position": position,
    }  # fmt: skip
    yield from _cite("person", row.id, "", row.sources)


@_row.register
def _post_row(row: Post, position: int, ids: _Ids) -> Rows:
    yield "post", {
        "person": row.person, "title_en": row.title_en, "title_ru": row.title_ru,
        "organisation": row.organisation or None, "start": _text(row.start), "end": _text(row.end),
        "position": position,
    }  # fmt: skip
    yield from _cite("person", row.person, "post", row.sources)


@_row.register
def _mission_row(row: Mission, position: int, ids: _Ids) -> Rows:
    yield "mission", {
        "id": row.id, "craft": row.craft or None, "operator": row.operator, "launch": _text(row.launch),
        "site": row.site or None, "landing": _text(row.landing), "status": row.status,
        "orbital": int(row.orbital == "yes"), "position": position, "joint": 0,
    }  # fmt: skip
    for order, target in enumerate(row.destination):
        kind = "mission" if target in ids.missions else "thing"
        yield "destination", {"mission": row.id, "kind": kind, "id": target, "position": order}
    yield from _cite("mission", row.id, "", row.sources)


@_row.register
def _role_row(row: Role, position: int, ids: _Ids) -> Rows:
    yield _only_named("role", row.name_en, row.name_ru)


@_row.register
def _seat_row(row: Seat, position: int, ids: _Ids) -> Rows:
    yield "seat", {
        "mission": row.mission, "person": row.person, "role": row.role, "landed_in": row.landed_in or None,
        "nation": row.nation or None, "position": position,
    }  # fmt: skip
    yield from _cite("seat", f"{row.mission}/{row.person}", "", row.sources)


@_row.register
def _expedition_row(row: Expedition, position: int, ids: _Ids) -> Rows:
    span = {"start": _text(row.start), "end": _text(row.end), "dates_mean": row.dates_mean}
    yield "expedition", {"number": row.number, **span}
    for order, person in enumerate(dict.fromkeys((*row.commanders, *row.crew))):
        command = row.commanders.index(person) if person in row.commanders else None
        yield (
            "expedition_member",
            {"expedition": row.number, "person": person, "command": command, "position": order},
        )
    yield from _cite("expedition", str(row.number), "", row.sources)


@_row.register
def _docking_row(row: Docking, position: int, ids: _Ids) -> Rows:
    kind = "mission" if row.target in ids.missions else "thing"
    span = {"docked": str(row.docked), "undocked": _text(row.undocked)}
    yield "docking", {"mission": row.mission, "kind": kind, "target": row.target, **span}
    yield from _cite("mission", row.mission, "docking", row.sources)


@_row.register
def _agreement_row(row: Agreement, position: int, ids: _Ids) -> Rows:
    yield "agreement", {
        "id": row.id, "signed": _text(row.signed), "place_en": row.place_en, "place_ru": row.place_ru,
        "in_force": _text(row.in_force), "ended": _text(row.ended), "renews": row.renews or None,
    }  # fmt: skip
    for order, person in enumerate(row.signers):
        yield "signer", {"agreement": row.id, "person": person, "position": order}
    yield from _cite("agreement", row.id, "", row.sources)


@_row.register
def _event_row(row: Event, position: int, ids: _Ids) -> Rows:
    yield "event", {"id": row.id, "date": str(row.date), "kind": row.kind, "position": position}
    links = {"mission": row.missions, "person": row.people, "thing": row.things, "agreement": row.agreements}
    for kind, linked in links.items():
        for id_ in linked:
            yield "event_link", {"event": row.id, "kind": kind, "id": id_}
    yield from _cite("event", row.id, "", row.sources)


@_row.register
def _dispute_row(row: Dispute, position: int, ids: _Ids) -> Rows:
    kind, _, id_ = row.record.partition("/")
    yield "dispute", {
        "kind": kind, "id": id_, "field": row.field, "value": row.value, "other": row.other, "status": row.status,
        "field_ru": row.field_ru, "value_ru": row.value_ru, "other_ru": row.other_ru, "position": position,
    }  # fmt: skip
    yield from _cite(kind, id_, f"{position}:value", row.sources)
    yield from _cite(kind, id_, f"{position}:other", row.other_sources)


def _makers(thing: Thing, ids: _Ids) -> Rows:
    for did, makers in (("built", thing.built_by), ("paid", thing.paid_by)):
        for order, id_ in enumerate(makers):
            kind = "nation" if id_ in ids.nations else "thing"
            yield "maker", {"thing": thing.id, "did": did, "kind": kind, "id": id_, "position": order}


def _only_named(kind: str, english: str, russian: str) -> tuple[str, dict[str, object]]:
    """The label of what has names and nothing else."""
    return "label", {"kind": kind, "id": english, "en": english, "ru": russian, "hint_en": "", "hint_ru": "", "rank": 0}


def _cite(kind: str, id_: str, part: str, sources: Sequence[str]) -> Rows:
    for order, source in enumerate(sources):
        yield "citation", {"kind": kind, "id": id_, "part": part, "source": source, "position": order}


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _receipts(record: Record) -> Rows:
    """A short code for each record that depends on nothing but the record's own id."""
    taken: set[str] = set()
    for kind, id_ in sorted(set(_receipted(record))):
        tries = (_code(f"{kind}/{id_}/{attempt}") for attempt in itertools.count())
        code = next(code for code in tries if code not in taken)
        taken.add(code)
        yield "receipt", {"code": code, "kind": kind, "id": id_}


def _receipted(record: Record) -> Iterator[tuple[str, str]]:
    for placed in record.rows:
        match placed.row:
            case Mission() | Person() | Thing() | Agreement() | Event():
                yield type(placed.row).__name__.lower(), placed.row.id
            case Seat():
                yield "seat", f"{placed.row.mission}/{placed.row.person}"
            case Expedition():
                yield "expedition", str(placed.row.number)
            case _:
                continue


def _code(text: str) -> str:
    letters = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    return "".join(letters[number >> (5 * place) & 31] for place in range(CODE_LENGTH))
