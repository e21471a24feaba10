"""What every record brings to its card: its names, its story, who says so, where sources differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.facts.dates import PartialDate, parse
from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class Label:
    """A record's name in both languages, and the button that leads to it."""

    kind: str
    id: str
    en: str
    ru: str
    hint_en: str = ""
    hint_ru: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A told text by language; empty where it is not told."""

    en: str = ""
    ru: str = ""
    title_en: str = ""
    title_ru: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A source as it is cited."""

    id: str
    work: str
    publisher: str
    date: PartialDate | None
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two tellings of one fact, `value` the one on the card; `named` where a telling is a record, not a text.

    The Russian is empty where there is nothing to translate: a column, a date, a record.
    """

    field: str
    field_ru: str
    value: str
    value_ru: str
    other: str
    other_ru: str
    status: str
    named: tuple[Label, ...]
    other_named: tuple[Label, ...]
    works: tuple[Work, ...]
    other_works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Receipt code, cited works (thinly sourced where all are secondary) and open disagreements."""

    receipt: str
    works: tuple[Work, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def thin(self) -> bool:
        """Every cited work is a public file of unclear origin."""
        return bool(self.works) and all(work.kind == "secondary" for work in self.works)


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list."""

    id: str
    date: PartialDate
    kind: str
    title: Prose


def date(text: str | None) -> PartialDate | None:
    """The date of a cell, or None."""
    return parse(text) if text else None


def label(facts: Facts, kind: str, id_: str | None) -> Label | None:
    """A record's names, or None where the cell is empty."""
    if not id_:
        return None
    found = facts.labels.get((kind, id_))
    return Label(kind, id_, *found) if found else None


def needed_label(facts: Facts, kind: str, id_: str) -> Label:
    """A record's names; a record that is not there is a mistake of ours."""
    found = label(facts, kind, id_)
    if found is None:
        raise LookupError(f"{kind}/{id_}")
    return found


def prose(facts: Facts, kind: str, id_: str) -> Prose:
    """A record's story in every language in which it is told."""
    rows = facts.rows("select language, text, title from story where kind = :kind and id = :id", kind=kind, id=id_)
    texts = {row["language"]: row["text"] for row in rows}
    titles = {row["language"]: row["title"] for row in rows}
    return Prose(texts.get("en", ""), texts.get("ru", ""), titles.get("en", ""), titles.get("ru", ""))


def proof(facts: Facts, kind: str, id_: str) -> Proof:
    """Who says so, first-hand works first, public files of unclear origin last."""
    receipt = facts.row("select code from receipt where kind = :kind and id = :id", kind=kind, id=id_)
    cited = _works(facts, kind, id_, "and instr(part, ':') = 0")
    return Proof(receipt["code"] if receipt else "", cited, disagreements(facts, kind, id_))


def works_of(facts: Facts, records: Iterable[tuple[str, str]]) -> tuple[Work, ...]:
    """The works behind several records, each once, in the records' order."""
    found = (
        work for kind, id_ in dict.fromkeys(records) for work in _works(facts, kind, id_, "and instr(part, ':') = 0")
    )
    return tuple({work.id: work for work in found}.values())


def disagreements(facts: Facts, kind: str, id_: str, *, settled: bool = False) -> tuple[Disagreement, ...]:
    """Where sources differ about a record: open ones, or the settled ones too."""
    rows = facts.rows(
        """
        select field, field_ru, value, value_ru, other, other_ru, status, position
        from dispute
        where kind = :kind and id = :id and (status = 'open' or :settled)
        order by position
        """,
        kind=kind, id=id_, settled=settled,
    )  # fmt: skip
    return tuple(
        Disagreement(
            field=row["field"],
            field_ru=row["field_ru"],
            value=row["value"],
            value_ru=row["value_ru"],
            other=row["other"],
            other_ru=row["other_ru"],
            status=row["status"],
            named=_named(facts, row["value"]),
            other_named=_named(facts, row["other"]),
            works=_works(facts, kind, id_, "and part = :part", part=f"{row['position']}:value"),
            other_works=_works(facts, kind, id_, "and part = :part", part=f"{row['position']}:other"),
        )
        for row in rows
    )


_NAMED = ("thing", "mission", "nation", "person", "role")


def _named(facts: Facts, value: str) -> tuple[Label, ...]:
    """The records that a disputed value names, where every part of it is an id."""
    found = [next(filter(None, (label(facts, kind, id_) for kind in _NAMED)), None) for id_ in value.split("; ")]
    return tuple(each for each in found if each) if all(found) else ()


def _works(facts: Facts, kind: str, id_: str, condition: str, **values: str) -> tuple[Work, ...]:
    rows = facts.rows(
        f"""
        select source.id, work, publisher, date, url, source.kind
        from citation
        join source on source.id = citation.source
        where citation.kind = :kind and citation.id = :id {condition}
        group by source.id
        order by
            instr('agency book press encyclopaedia catalogue dataset secondary', source.kind),
            min(case part when 'story' then 0 when '' then 1 else 2 end), min(citation.position), source.id
        """,
        kind=kind, id=id_, **values,
    )  # fmt: skip
    return tuple(Work(row[0], row[1], row[2], date(row[3]), row[4], row[5]) for row in rows)


def events_of(facts: Facts, kind: str, id_: str) -> tuple[EventLine, ...]:
    """The events that a record has part in, oldest first."""
    rows = facts.rows(
        """
        select event.id, event.date, event.kind
        from event_link
        join event on event.id = event_link.event
        where event_link.kind = :kind and event_link.id = :id
        group by event.id
        order by event.date, event.position
        """,
        kind=kind, id=id_,
    )  # fmt: skip
    return tuple(event_line(facts, *row) for row in rows)


# What a card with little room tells first; kinds that are not here come last.
_TELLING = (
    "handshake", "docking", "rescue", "incident", "first", "spacewalk", "agreement", "command", "death", "launch",
    "landing", "quarrel", "repair",
)  # fmt: skip


_WEIGHT = {kind: place for place, kind in enumerate(_TELLING)}


def telling(kind: str) -> int:
    """The place of a kind of event among the most telling ones; 0 is the first."""
    return _WEIGHT.get(kind, len(_WEIGHT))


def highlights(events: Sequence[EventLine], most: int) -> tuple[EventLine, ...]:
    """The most telling events of a longer list, in the list's order."""
    first = sorted(events, key=lambda event: telling(event.kind))[:most]
    return tuple(event for event in events if event in first)


def event_line(facts: Facts, id_: str, day: str, kind: str) -> EventLine:
    """One event with its titles."""
    name = needed_label(facts, "event", id_)
    return EventLine(id_, parse(day), kind, Prose(title_en=name.en, title_ru=name.ru))
