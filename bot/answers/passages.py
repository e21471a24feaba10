"""The told passage that speaks of what a question speaks of, where no field of a record answers it."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from bot.answers.record import Label, Proof, Prose, date, needed_label, proof, prose
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.words.russian import stem

CANDIDATES = 60
MORE = 3
LEAST = 2  # words, records and days together
ENOUGH_OF_AGREEMENT = 0.7  # there are few, and the question said that it means one
ENOUGH = 0.8  # share of a question's meaning that a passage must hold
ALL_RECORDS = 2000  # about how many the search holds: only its logarithm counts
_TITLE = 1.1
NAMING = ("person", "mission", "agreement")
YEAR = 4  # letters of a year
RECORD = 3.0  # what a record or a day that is named weighs, beside words
_KINDS = {"event": 1.0, "agreement": 1.0, "mission": 0.97, "thing": 0.95, "person": 0.95}
_SMALL_WORD = re.compile(r"\b[a-z]{4,}\b")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SUFFIXES = ("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ed", "es", "ly", "s", "e", "y")
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class Clues:
    """What a question holds: content words, each with its synonyms, records named (kind, id), a time as a prefix."""

    words: tuple[tuple[str, ...], ...]
    records: tuple[tuple[str, str], ...]
    day: str
    prefers: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A record with its day, where it has one, and how much of the question it holds (1: all)."""

    name: Label
    date: PartialDate | None
    share: float


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """The best passage, told in full, and others that speak of the same."""

    best: Passage
    story: Prose
    others: tuple[Passage, ...]
    proof: Proof


def passage(facts: Facts, clues: Clues, *, language: Literal["en", "ru"]) -> PassageAnswer | None:
    """The passage that holds most of the question's meaning, or None where none holds enough."""
    terms = [frozenset(_stem(word, language) for word in group) for group in dict.fromkeys(clues.words)]
    named = [record for record in clues.records if record[0] in NAMING]
    clued = len(terms) + len(named) + bool(clues.day)  # a station or a craft is in too many stories to tell one
    agreed = clues.prefers == "agreement" and bool(clued)
    # "Mir fire" is told if it is in a story's title, "Mir in February 1997" to the month.
    lone = clued == 1 and bool(clues.records) and (bool(terms) or len(clues.day) > YEAR)
    if clued < LEAST and not (agreed or lone):
        return None
    ranked = sorted(_scored(facts, clues, terms, language), key=lambda found: -found.share)
    if agreed:
        ranked = [found for found in ranked if found.name.kind == "agreement"]
    if clues.prefers == "spacewalk":
        ranked = [found for found in ranked if is_event_of(facts, found.name.id, "spacewalk")]
    if lone and terms:
        ranked = [found for found in ranked if _holds(_words(f"{found.name.en} {found.name.ru}"), terms[0])]
    if not ranked or ranked[0].share < (ENOUGH_OF_AGREEMENT if agreed else ENOUGH):
        return None
    best = ranked[0]
    others = tuple(found for found in ranked[1 : MORE + 1] if found.share >= best.share - 0.15)
    kind, id_ = best.name.kind, best.name.id
    return PassageAnswer(best, prose(facts, kind, id_), others, proof(facts, kind, id_))


def common_words(facts: Facts) -> frozenset[str]:
    """The English words of the stories and of what is asked of them that stand in small letters: no slips of names."""
    texts = (
        *(row[0] for row in facts.rows("select text from story where language = 'en'")),
        *(row[0] for row in facts.rows("select question from asked where language = 'en'")),
    )
    return frozenset(word for text in texts for word in _SMALL_WORD.findall(text))


def every_asked(facts: Facts) -> list[tuple[str, str, str, str, bool]]:
    """(kind, id, language, words, whether they are a title) for each question that a story answers, and each title."""
    return [
        *((*row, False) for row in facts.rows("select kind, id, language, question from asked")),
        *(
            (kind, id_, language, title, True)
            for kind, id_, language, title in facts.rows("select kind, id, language, title from story")
            if title
        ),
    ]


def told(facts: Facts, kind: str, id_: str) -> PassageAnswer:
    """The story of a record, as an answer."""
    day = _day(facts, kind, id_)
    best = Passage(needed_label(facts, kind, id_), date(day) if day else None, 1)
    return PassageAnswer(best, prose(facts, kind, id_), (), proof(facts, kind, id_))


def is_event_of(facts: Facts, event: str, kind: str) -> bool:
    """Whether a record is an event of a kind."""
    return facts.row("select 1 from event where id = :id and kind = :kind", id=event, kind=kind) is not None


def speaks_of(facts: Facts, story: tuple[str, str], named: Sequence[tuple[str, str]]) -> bool:
    """Whether a story tells of one of several records that a name may mean, by its words or by its links."""
    words = _words(f"{prose(facts, *story).en} {needed_label(facts, *story).en}")
    return any(
        story == record
        or story in _events_of(facts, *record)
        or words.issuperset(list(_WORD.findall(needed_label(facts, *record).en.casefold()))[-1:])
        for record in named
    )


def _scored(
    facts: Facts, clues: Clues, terms: Sequence[frozenset[str]], language: Literal["en", "ru"]
) -> list[Passage]:
    weights = {stems: _weight(facts, stems) for stems in terms}
    total = sum(weights.values()) + RECORD * len(clues.records) + (RECORD if clues.day else 0)
    linked = {record: _events_of(facts, *record) for record in clues.records}
    needed = [record for record in clues.records if record[0] in NAMING]
    found: list[Passage] = []
    for kind, id_ in _candidates(facts, clues, terms, linked):
        if not all((kind, id_) == record or (kind, id_) in linked[record] for record in needed):
            continue
        text = prose(facts, kind, id_)
        name = needed_label(facts, kind, id_)
        day = _day(facts, kind, id_)
        title = _words(f"{name.en} {name.ru}")
        body = _words(text.ru if language == "ru" else text.en)
        score = sum(
            weight * (_TITLE if _holds(title, stems) else 1 if _holds(body, stems) else 0)
            for stems, weight in weights.items()
        )
        score += sum(
            RECORD
            for record in clues.records
            if (kind, id_) == record or (kind, id_) in linked[record] or _is_named(facts, record, text)
        )
        exact = clues.day and day.startswith(clues.day)
        if len(clues.day) > YEAR and not exact:
            continue  # of another day than the one that is asked about
        if clues.day:
            score += RECORD if exact else RECORD / 2 if clues.day[:4] in (day[:4], *body) else -RECORD / 2
        share = score / total * _KINDS[kind] * (1.05 if kind == clues.prefers else 1)
        if needed and exact and len(clues.day) > YEAR:  # who and when, to the month, tell which event is meant
            share = max(share, ENOUGH + share / 10)
        found.append(Passage(name, date(day) if day else None, share))
    return found


def _is_named(facts: Facts, record: tuple[str, str], text: Prose) -> bool:
    """Whether a story calls a record by its name."""
    name = needed_label(facts, *record)
    return name.en in text.en or name.ru in text.ru


def _candidates(
    facts: Facts,
    clues: Clues,
    terms: Sequence[frozenset[str]],
    linked: dict[tuple[str, str], frozenset[tuple[str, str]]],
) -> list[tuple[str, str]]:
    """Records whose text holds any of the words, best first; and those linked to a record that is named."""
    query = " OR ".join(_query(stems) for stems in terms)
    rows = facts.rows(
        f"""
        select kind, id
        from search
        where search match :query and kind in ('event', 'agreement', 'mission', 'thing', 'person')
        order by bm25(search, 0, 0, 4.0, 1.0, 1.0, 0.5)
        limit {CANDIDATES}
        """,
        query=query,
    ) if query else []  # fmt: skip
    found = dict.fromkeys((row["kind"], row["id"]) for row in rows)
    if clues.prefers == "agreement":
        found = {("agreement", row["id"]): None for row in facts.rows("select id from agreement order by signed")}
    for record in clues.records:
        found[record] = None
        found.update(dict.fromkeys(sorted(linked[record])[:CANDIDATES]))
    return [record for record in found if record[0] in _KINDS]


def _weight(facts: Facts, stems: frozenset[str]) -> float:
    """How telling a word is: the fewer records hold it, the more. A word that none holds tells most."""
    holders = facts.count("select count(*) from search where search match :query", query=_query(stems))
    return math.log(ALL_RECORDS / (1 + holders))


def _query(stems: frozenset[str]) -> str:
    return " OR ".join(f'"{each}"*' for each in sorted(stems))


def _events_of(facts: Facts, kind: str, id_: str) -> frozenset[tuple[str, str]]:
    """Events and agreements that a record has part in."""
    rows = facts.rows("select event from event_link where kind = :kind and id = :id", kind=kind, id=id_)
    signed = facts.rows("select agreement from signer where person = :id", id=id_) if kind == "person" else []
    return frozenset([*(("event", row[0]) for row in rows), *(("agreement", row[0]) for row in signed)])


def _day(facts: Facts, kind: str, id_: str) -> str:
    column = {"event": "date", "agreement": "signed", "mission": "launch"}.get(kind)
    row = facts.row(f"select {column} from {kind} where id = :id", id=id_) if column else None
    return (row[0] or "") if row else ""


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("ё", "е") for word in _WORD.findall(text.casefold()))


def _holds(words: frozenset[str], stems: frozenset[str]) -> bool:
    starts = tuple(stems)
    return any(word.startswith(starts) for word in words)


def _stem(word: str, language: Literal["en", "ru"]) -> str:
    if language == "ru":
        return stem(word)
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) > _SHORTEST_STEM:
            return word.removesuffix(suffix)
    return word
