"""What each record is called, for labels, names and search: rows of the tables label, alias and search."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.facts.model import Agreement, Era, Event, Expedition, Mission, Nation, Person, Record, Seat, Thing
from bot.words import fold

Rows = Iterator[tuple[str, dict[str, object]]]
KIND_OF_TABLE = {
    "missions": "mission", "people": "person", "things": "thing", "agreements": "agreement", "events": "event",
}  # fmt: skip
_KINDS_RU = {
    "spacecraft": "космический корабль", "orbiter": "орбитальный корабль", "station": "орбитальная станция",
    "module": "модуль", "docking system": "стыковочная система", "device": "устройство", "launch site": "место старта",
    "control centre": "наземный центр", "agency": "организация", "company": "компания",
    "programme": "программа", "practice": "практика", "destination": "цель полёта",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Named:
    """What a record is called, for labels, names and search."""

    kind: str
    id: str
    en: str
    ru: str
    aliases: tuple[str, ...] = ()
    hint_en: str = ""
    hint_ru: str = ""
    rank: int = 0


def named(record: Record) -> Rows:
    """Every (table, values) of the three tables."""
    names = list(_named(record))
    for name in names:
        yield "label", {
            "kind": name.kind, "id": name.id, "en": name.en, "ru": name.ru,
            "hint_en": name.hint_en, "hint_ru": name.hint_ru, "rank": name.rank,
        }  # fmt: skip
    for name in names:
        for alias in dict.fromkeys((name.en, name.ru, *name.aliases)):
            if folded := " ".join(fold(alias)):
                yield "alias", {"kind": name.kind, "id": name.id, "name": alias, "folded": folded}
    yield from _search(record, names)


def _named(record: Record) -> Iterator[_Named]:
    every = [placed.row for placed in record.rows]
    nations = {row.id: row for row in every if isinstance(row, Nation)}
    seats = Counter(row.person for row in every if isinstance(row, Seat))
    told = {(story.id, story.language): story for story in record.stories if story.kind == "events"}
    for row in every:
        match row:
            case Nation():
                yield _Named("nation", row.id, row.name_en, row.name_ru or row.name_en)
            case Era():
                yield _Named("era", row.id, row.name_en, row.name_ru or row.name_en)
            case Mission():
                year = str(row.launch.year) if row.launch else ""
                yield _Named(
                    "mission",
                    row.id,
                    row.name_en,
                    row.name_ru or row.name_en,
                    row.aliases,
                    year,
                    year,
                    2 * len(row.sources),
                )
            case Person():
                nation = nations.get(row.nation)
                born = f", {row.birth.year}" if row.birth else ""
                born_ru = f"{born}\u00a0г.\u00a0р." if born else ""
                hints = (f"{nation.name_en}{born}", f"{nation.name_ru}{born_ru}") if nation else (born[2:], born_ru[2:])
                aliases = (*row.aliases, *_short(row))
                yield _Named("person", row.id, row.name_en, row.name_ru or row.name_en, aliases, *hints, seats[row.id])
            case Thing() | Agreement():
                kind = "thing" if isinstance(row, Thing) else "agreement"
                hint = row.kind if isinstance(row, Thing) else (str(row.signed.year) if row.signed else "")
                hint_ru = _KINDS_RU.get(hint, hint)
                yield _Named(kind, row.id, row.name_en, row.name_ru or row.name_en, row.aliases, hint, hint_ru)
            case Expedition():
                number = str(row.number)
                yield _Named("expedition", number, f"ISS Expedition {number}", f"МКС-{number}")
            case Event():
                english, russian = told.get((row.id, "en")), told.get((row.id, "ru"))
                title = english.title if english else row.id
                date_ru = ".".join(reversed(str(row.date)[:10].split("-")))
                yield _Named(
                    "event", row.id, title, russian.title if russian else title, (), str(row.date)[:10], date_ru
                )
            case _:
                continue


def _short(person: Person) -> Iterator[str]:
    """«Юрий Алексеевич Гагарин» is also called «Юрий Гагарин»."""
    parts = person.name_ru.split()
    if len(parts) == 3 and parts[1].endswith(("вич", "вна", "ич", "чна")):
        yield f"{parts[0]} {parts[2]}"


def _search(record: Record, names: Iterable[_Named]) -> Rows:
    told = {(KIND_OF_TABLE[story.kind], story.id, story.language): story.text for story in record.stories}
    for name in names:
        if name.kind in ("nation", "era", "expedition"):
            continue
        titles = " · ".join(dict.fromkeys((name.en, name.ru, *name.aliases)))
        yield "search", {
            "kind": name.kind, "id": name.id, "title": titles,
            "body_en": told.get((name.kind, name.id, "en"), ""),
            "body_ru": told.get((name.kind, name.id, "ru"), ""),
            "roman": " ".join(fold(titles)),
        }  # fmt: skip
