"""Words in everything that is told; receipts; what the record is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.answers.record import Disagreement, Label, Proof, Work, disagreements, label, needed_label, proof
from bot.facts.dates import PartialDate, parse
from bot.facts.edition import Facts
from bot.words import fold, tokens
from bot.words.russian import stem

PAGE = 6
SHORTEST = 3  # letters of a folded word
CHOICES = 5
LOOKED_AT = 50  # of what is found, for events among it
MARK = "\x02", "\x03"  # around a found word; no text in data/ holds a control character


@dataclass(frozen=True, slots=True)
class Found:
    """One record and the passage that matched; found words stand between the two of MARK."""

    name: Label
    snippet: str


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """A page of what was found, best first."""

    text: str
    page: int
    pages: int
    total: int
    found: tuple[Found, ...]
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class SeatReceipt:
    """The receipt of one person's seat on a flight."""

    code: str
    person: Label


@dataclass(frozen=True, slots=True)
class ReceiptAnswer:
    """Who says so."""

    code: str
    kind: str
    name: Label
    second: Label | None
    seats: tuple[SeatReceipt, ...]
    proof: Proof
    disagreements: tuple[Disagreement, ...]
    version: str


@dataclass(frozen=True, slots=True)
class AboutAnswer:
    """What the record holds."""

    version: str
    as_of: PartialDate
    digest: str
    licence: str
    people: int
    missions: int
    seats: int
    expeditions: int
    events: int
    stories: int
    works: int
    disputes: int


def search(facts: Facts, text: str, *, language: Literal["en", "ru"], page: int) -> SearchAnswer:
    """Records whose names or stories hold all the words; where none does, any of them."""
    every, some = _query(text, "AND"), _query(text, "OR")
    query = every if _count(facts, every) else some
    total = _count(facts, query)
    pages = max(1, -(-total // PAGE))
    page = min(max(page, 1), pages)
    shown = _matches(facts, query, language, first=(page - 1) * PAGE, most=PAGE)
    found = tuple(Found(needed_label(facts, row[0], row[1]), row[2] or "") for row in shown)
    works = {work.id: work for row in shown for work in proof(facts, row[0], row[1]).works[:2]}
    return SearchAnswer(text, page, pages, total, found, tuple(works.values()))


def events_that_tell(facts: Facts, text: str, *, language: Literal["en", "ru"]) -> tuple[Label, ...]:
    """At most five events whose stories hold all the words."""
    rows = _matches(facts, _query(text, "AND"), language, first=0, most=LOOKED_AT)
    return tuple(needed_label(facts, kind, id_) for kind, id_, _ in rows if kind == "event")[:CHOICES]


def _query(text: str, operator: Literal["AND", "OR"]) -> str:
    """FTS5's language for words as typed or as folded; only letters and digits get through."""
    return f" {operator} ".join(found for word in text.split()[:12] if (found := _word_query(word)))


def _word_query(word: str) -> str:
    typed = "".join(letter if letter.isalnum() else " " for letter in word).split()
    if not typed:
        return ""
    ways = [_beginnings([stem(part) for part in typed])]
    folded = fold(word)
    if len("".join(folded)) >= min(SHORTEST, len("".join(typed))):  # "qqqq" folds to "k", which begins too much
        ways.append(f"(roman : {_beginnings(folded)})")
    return f"({' OR '.join(ways)})"


def _beginnings(parts: Sequence[str]) -> str:
    return "(" + " ".join(f'"{part}"*' for part in parts) + ")"


def _count(facts: Facts, query: str) -> int:
    return facts.count("select count(*) from search where search match :query", query=query) if query else 0


def _matches(
    facts: Facts, query: str, language: Literal["en", "ru"], *, first: int, most: int
) -> list[tuple[str, str, str]]:
    if not query:
        return []
    body = {"en": 3, "ru": 4}[language]
    rows = facts.rows(
        f"""
        select search.kind, search.id, snippet(search, {body}, :before, :after, '…', 24)
        from search
        left join label on label.kind = search.kind and label.id = search.id
        where search match :query
        order by bm25(search, 0, 0, 8.0, 1.0, 1.0, 4.0) - min(coalesce(label.rank, 0), 6) * 0.1, search.kind, search.id
        limit :most offset :first
        """,
        query=query, most=most, first=first, before=MARK[0], after=MARK[1],
    )  # fmt: skip
    return [tuple(row) for row in rows]


def receipt(facts: Facts, code: str) -> ReceiptAnswer | None:
    """What stands behind a receipt code, or None where there is no such code."""
    words = tokens(code)
    row = facts.row("select kind, id from receipt where code = :code", code=code.strip().lower().lstrip("#"))
    if row is None or not words:
        return None
    kind, id_ = row
    first, _, person = id_.partition("/")
    name = needed_label(facts, "mission", first) if kind == "seat" else label(facts, kind, id_)
    about = facts.row("select version from record")
    return ReceiptAnswer(
        code=code.strip().lower().lstrip("#"),
        kind=kind,
        name=name or Label(kind, id_, id_, id_),
        second=label(facts, "person", person) if kind == "seat" else None,
        seats=_seats(facts, id_) if kind == "mission" else (),
        proof=proof(facts, kind, id_),
        disagreements=disagreements(facts, kind, id_, settled=True),
        version=about["version"] if about else "",
    )


def _seats(facts: Facts, mission: str) -> tuple[SeatReceipt, ...]:
    rows = facts.rows(
        """
        select receipt.code, seat.person
        from seat
        join receipt on receipt.kind = 'seat' and receipt.id = seat.mission || '/' || seat.person
        where seat.mission = :mission
        order by seat.position
        """,
        mission=mission,
    )
    return tuple(SeatReceipt(row["code"], needed_label(facts, "person", row["person"])) for row in rows)


def about(facts: Facts) -> AboutAnswer:
    """What the record holds, counted."""
    row = facts.rows("select version, as_of, digest, licence from record")[0]
    return AboutAnswer(
        version=row["version"],
        as_of=parse(row["as_of"]),
        digest=row["digest"],
        licence=row["licence"],
        people=facts.count("select count(distinct person) from stay where orbital"),
        missions=facts.count("select count(*) from mission"),
        seats=facts.count("select count(*) from seat"),
        expeditions=facts.count("select count(*) from expedition"),
        events=facts.count("select count(*) from event"),
        stories=facts.count("select count(*) from story"),
        works=facts.count("select count(*) from source"),
        disputes=facts.count("select count(*) from dispute where status = 'open'"),
    )
