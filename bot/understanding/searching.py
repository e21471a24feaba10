"""What a sentence speaks of, for a search of the stories where no table answers it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot.understanding.index import Entry
from bot.understanding.lexicon import lexicon
from bot.understanding.readings.comparison import COMPARING
from bot.understanding.sentence import Sentence

# Concepts whose words say how something is asked, not what about: a passage need not hold them.
_ASKING = (
    "who", "when", "where", "how", "how_long", "how_many", "how_old", "why", "definition", "happened", "times", "with",
    "or", "more", "later", "now", "people", "together", "after", "before", "agreement", "sign", "total", "fly", "space",
    "first", "last", "what_did", "definition", "over",
)  # fmt: skip
# Concepts that ask for a field or a number: a passage that happens to hold the words would be a wrong answer.
_FIELDS = (
    "how_long", "how_many", "how_old", "total", "longest", "shortest", "most", "most_time", "youngest", "oldest",
    *COMPARING, "commander", "with", "together", "expedition", "born", "birthplace", "country", "crew", "elsewhere",
    "will", "role", "launch", "land", "how_much", "built", "only", "rank", "except", "stay_behind", "other_craft",
    "again", "quit", "record",
)  # fmt: skip
# A story tells what happened; whether something did that is not told, it can't say.
_YES_OR_NO = [[word] for word in ("did", "was", "were", "is", "are", "has", "have", "had", "does", "do", "can")]
_SIDES = ("joint", "nation:us", "nation:ru")  # every agreement is between them
_PEOPLE = ("who", "people", "cosmonaut", "woman", "man", "nation:us", "nation:ru")
_NAMING = ("mission", "person", "agreement")  # kinds of record that tell a story apart
_KINDS_FIRST = ("mission", "person", "agreement", "thing", "era")


class Topic(NamedTuple):
    """What a sentence speaks of, for a search: content words each with its synonyms, records named, a time, a kind."""

    words: tuple[tuple[str, ...], ...]
    records: tuple[tuple[str, str], ...]
    day: str
    prefers: str


def topic_of(read: Sentence, named_in: Sequence[Entry]) -> Topic | None:
    """What to search for, with the records that are named; None where a passage could not answer."""
    items = read.items
    concepts = {item.concept for item in items}
    if not concepts.isdisjoint(_FIELDS):
        return None
    agreed = not concepts.isdisjoint(("agreement", "sign"))
    if read.text.lower().split()[:1] in _YES_OR_NO and not (agreed and named_in):
        return None
    if any(item.period and item.period.kind == "anniversary" for item in items):
        return None  # a day of every year is no story's
    ranked = not concepts.isdisjoint(("first", "last"))
    walked = "spacewalk" in concepts and not any(item.is_unknown for item in items)
    about = any(entry.kind in _NAMING for entry in named_in)
    travelled = ranked or walked or "space" in concepts or (not (about or concepts.isdisjoint(("fly", "live"))))
    if ranked or (travelled and not agreed and not concepts.isdisjoint(_PEOPLE)):
        return None  # which is the first is in the tables or nowhere, and so is who was in space
    if "not" in concepts and not concepts.isdisjoint(_PEOPLE):
        return None  # a story tells who did, not who did not
    if "or" in concepts and not any(item.is_unknown for item in items):
        return None  # a story compares nothing
    if not agreed and ("where" in concepts or ("died" in concepts and not about)):
        return None  # stories tell no place, and of no death by themselves
    asking = (*_ASKING, *(_SIDES if agreed else ()))
    telling = [item for item in items if item.is_unknown]
    words = [
        item.text
        for item in items
        if item.is_unknown
        or (
            (item.concept and item.concept not in asking and not item.concept.startswith("number:"))
            and not (telling and item.concept.startswith("nation:"))
        )
    ]
    if not (telling or agreed or about or walked) and "why" in concepts:
        return None  # nothing tells what of a station is asked for
    times = [item.period.value for item in items if item.period and item.period.kind in ("day", "month", "years")]
    if not (agreed or about or times) and all(
        item.concept.startswith("nation:") for item in items if item.text in words
    ):
        return None  # "Americans on Soyuz" is in too many stories to tell one
    named = [entry for item in items if item.mention for entry in _alone(first_kind(item.mention.entries))]
    return Topic(
        _each_once(lexicon(read.language).alike(word) for phrase in words for word in phrase.split()),
        tuple(dict.fromkeys((entry.kind, entry.id) for entry in named if entry.kind != "era")),
        next((time for time in times if time[:4].isdigit() and time[-1] != "-"), "")[:10],
        "agreement" if agreed else "spacewalk" if "spacewalk" in concepts else "",
    )


def _each_once(groups: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The words without those that say the same as one before: gifts that were exchanged."""
    found: list[tuple[str, ...]] = []
    for group in groups:
        if not any(group[0] in other for other in found):
            found.append(group)
    return tuple(found)


def _alone(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries if there is but one: a story of all namesakes there is not."""
    return entries if len(entries) == 1 else ()


def first_kind(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries of the kind that a question most likely means: a flight before a person before a thing."""
    for kind in _KINDS_FIRST:
        if found := [entry for entry in entries if entry.kind == kind]:
            return found
    return []
