"""The gazetteer of one edition: a text that names something → the record that is meant, or the choice there is.

A text goes through tiers, from strict to lenient; the first that finds anything decides. How sure a find is
depends on its tier and its rivals, never on one threshold: a wrong answer is worse than a question back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.understanding.index import MOST_CHOICES, PERSON, Entry, Index, Likeness, Name, Words, begins
from bot.words import fold
from bot.words.russian import readings

__all__ = ["Band", "Entry", "Gazetteer", "Match"]

CHOICES = 5  # what "did you mean" offers
NEAREST = 3  # what is offered where nothing is within reach
_NEAR = 50.0  # of 100: what is less like the text is not offered
_FEW = 5  # autocomplete looks for misspellings below this number of finds
_LONGEST = 12  # words of a text that are searched for misspellings
_TELLING = 4  # letters that a beginning needs to be sure
_TELLING_WORD = 3  # letters that a whole word needs to be sure
_SLIP_LETTERS = {1: 5, 2: 7}  # letters that a word with so many slips needs to be sure


class Band(StrEnum):
    """How sure a match is."""

    SURE = "sure"
    CLOSE = "close"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Match:
    """What a text may mean. SURE: one entry; CLOSE: one to five, best first; NONE: up to three, near but not meant."""

    band: Band
    entries: tuple[Entry, ...]


class Gazetteer:
    """Every name of one edition. Never changes."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Index the entries; those of one kind and rank keep their order."""
        kinds: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            kinds[entry.kind].append(entry)
        self._indexes = {kind: Index(of_kind) for kind, of_kind in kinds.items()}
        self._ids = {(entry.kind, entry.id): entry for of_kind in kinds.values() for entry in of_kind}

    def get(self, kind: str, id: str) -> Entry | None:  # noqa: A002 - an id is called id everywhere
        """The entry with exactly this id."""
        return self._ids.get((kind, id))

    def resolve(self, text: str, kinds: Collection[str], *, by_id: bool = False) -> Match:
        """What the text means among records of these kinds; `by_id` takes nothing but a stable id, as buttons hold."""
        indexes = [index for kind, index in self._indexes.items() if kind in kinds]
        words = fold(text)
        if match := self._by_id(text, words, kinds, forced=by_id):
            return match
        if words and not by_id and not _is_noise(text, words):
            for tier in (_by_name, _by_words):
                if match := tier(words, indexes):
                    return match
            if match := _by_reading(text, indexes):
                return match
            for tier in (_by_beginnings, _by_likeness):
                if match := tier(words, indexes):
                    return match
        return _nearest(words, indexes)

    def suggest(self, text: str, kind: str, *, limit: int = MOST_CHOICES) -> tuple[Entry, ...]:
        """What an unfinished text may become, likeliest first: exact, beginning of a name, of words, misspelt.

        Unlike in `resolve`, a number at the end may still grow. An empty text gives the entries of the highest rank.
        """
        index = self._indexes.get(kind)
        if index is None:
            return ()
        if not text.strip():
            return index.entries[:limit]
        found = dict.fromkeys(_first(self._suggestions(text, kind, index), limit))
        if len(found) < _FEW and (misspelt := _by_likeness(fold(text), [index])):
            found.update(dict.fromkeys(misspelt.entries))
        return tuple(found)[:limit]

    def _suggestions(self, text: str, kind: str, index: Index) -> Iterator[Entry]:
        words = fold(text)
        if not words:
            return
        if entry := self.get(kind, text.strip().lower()):
            yield entry
        yield from (name.entry for name in sorted(index.whole(words), key=lambda name: not name.main))
        later: list[Entry] = []
        for name in index.starting(words, numbers=True):
            if begins(words, name.words):
                yield name.entry
            else:
                later.append(name.entry)
        yield from later
        yield from (name.entry for name in index.holding(words))

    def _by_id(self, text: str, words: Words, kinds: Collection[str], *, forced: bool) -> Match | None:
        id_ = text.strip().lower()
        entries = tuple(entry for kind in self._indexes if kind in kinds and (entry := self.get(kind, id_)))
        if not entries:
            return None
        if forced or "-" in id_:
            return _match(entries, sure=True)
        # `solovyov` is one id, but the family name of two: whoever types it may mean either.
        indexes = [index for kind, index in self._indexes.items() if kind in kinds]
        return _match([*entries, *_namesakes(words, indexes)], sure=True)


def _match(entries: Iterable[Entry], *, sure: bool) -> Match | None:
    """The entries as a match: sure if there is but one and it may be."""
    choices = tuple(_first(entries, CHOICES))
    if not choices:
        return None
    return Match(Band.SURE if sure and len(choices) == 1 else Band.CLOSE, choices)


def _first(entries: Iterable[Entry], limit: int) -> Sequence[Entry]:
    """The first different entries."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        found.setdefault((entry.kind, entry.id), entry)
        if len(found) == limit:
            break
    return tuple(found.values())


def _by_name(words: Words, indexes: Sequence[Index]) -> Match | None:
    """A whole name or alias. A main name beats an alias; an alias does not beat the family name of another."""
    names = [name for index in indexes for name in index.whole(words)]
    mains = _first((name.entry for name in names if name.main), CHOICES)
    if mains:
        return _match(mains, sure=True)
    return _match([*(name.entry for name in names), *(_namesakes(words, indexes) if names else ())], sure=True)


def _by_reading(text: str, indexes: Sequence[Index]) -> Match | None:
    """«Стаффордом», «Кикину»: a name whose Russian case endings are put into the nominative."""
    found = [
        match
        for reading in readings(text)
        for tier in (_by_name, _by_words)
        if (match := tier(fold(reading), indexes)) and match.band is Band.SURE
    ]
    return _match((entry for match in found for entry in match.entries), sure=True)


def _namesakes(words: Words, indexes: Sequence[Index]) -> Iterator[Entry]:
    """The people whose family name a single word is."""
    if len(words) == 1:
        yield from (entry for index in indexes for entry in index.bearers(words[0]))


def _by_words(words: Words, indexes: Sequence[Index]) -> Match | None:
    """Words that stand in one name: sure if in no other's, or if no other's ends with them."""
    names = [name for index in indexes for name in index.holding(words)]
    ending = _first([*(name.entry for name in names if _ends(name, words)), *_namesakes(words, indexes)], CHOICES)
    if len(ending) == 1:
        return _match(ending, sure=True)
    return _match([*ending, *(name.entry for name in names)], sure=_is_telling(words, _TELLING_WORD))


def _ends(name: Name, words: Words) -> bool:
    """Whether a name's end says which one it is: a family name, or a number. The Soyuz of "Apollo-Soyuz" doesn't."""
    if name.words[-len(words) :] != words:
        return False
    return name.entry.kind == PERSON or any(word.isdigit() for word in words)


def _is_telling(words: Words, letters: int) -> bool:
    return any(word.isdigit() for word in words) or sum(map(len, words)) >= letters


def _by_beginnings(words: Words, indexes: Sequence[Index]) -> Match | None:
    """Words that begin as the words of one name, in order. A patronymic alone is never sure."""
    names = [name for index in indexes for name in index.starting(words)]
    sure = sum(map(len, words)) >= _TELLING and any(_at_edge(words, name) for name in names)
    return _match((name.entry for name in names), sure=sure and any(_is_literal(words, name) for name in names))


def _is_literal(words: Words, name: Name) -> bool:
    """Whether a beginning is one as it stands, or so long that its last letter may grow into another ("k", "kh")."""
    return len(words[-1]) > _TELLING or any(word.startswith(words[-1]) for word in name.words)


def _at_edge(words: Words, name: Name) -> bool:
    return begins(words[:1], name.words[:1]) or begins(words[-1:], name.words[-1:])


def _by_likeness(words: Words, indexes: Sequence[Index]) -> Match | None:
    """Words with slips: all of them in one name, else the few names that share the most."""
    words = words[:_LONGEST]
    likenesses = [likeness for index in indexes for likeness in index.like(words)]
    whole = [likeness for likeness in likenesses if None not in likeness.slips]
    return _like_all(words, whole) if whole else _like_some(words, likenesses)


def _like_all(words: Words, likenesses: Sequence[Likeness]) -> Match | None:
    ranked = sorted(likenesses, key=_slips)
    entries = _first((likeness.name.entry for likeness in ranked), CHOICES)
    best = ranked[0]
    second = next((_slips(other) for other in ranked if other.name.entry != best.name.entry), None)
    alone = second is None or second - _slips(best) >= _margin(words)
    if alone and any(_is_trusted(words, likeness) for likeness in ranked if _slips(likeness) == _slips(best)):
        return _match(entries[:1], sure=True)
    return _match(entries, sure=False)


def _slips(likeness: Likeness) -> int:
    return sum(slips or 0 for slips in likeness.slips)


def _margin(words: Words) -> int:
    """How many slips the runner-up must be behind: one, and two where the longest word is so short that words crowd."""
    return 1 if max(map(len, words)) > _SLIP_LETTERS[1] else 2


def _is_trusted(words: Words, likeness: Likeness) -> bool:
    """Whether each misspelt word is long enough, and is the first or the last of the name.

    A word alone says enough as a family name or as half of a name, not as a given name or the end of a long title.
    """
    names = likeness.name.words
    edges: tuple[str, ...] = (names[0], names[-1])
    if len(words) == 1 < len(names):
        edges = names[-1:] if likeness.name.entry.kind == PERSON else names if len(names) == 2 else ()
    return all(
        len(word) >= _SLIP_LETTERS[slips] and matched in edges
        for word, slips, matched in zip(words, likeness.slips, likeness.matched, strict=True)
        if slips
    )


def _like_some(words: Words, likenesses: Sequence[Likeness]) -> Match | None:
    """Never sure; nothing where so many fit equally well that the words they share say nothing."""
    weights: dict[Entry, int] = {}
    for likeness in likenesses:
        weight = sum(_weight(word, slips) for word, slips in zip(words, likeness.slips, strict=True))
        weights[likeness.name.entry] = max(weight, weights.get(likeness.name.entry, 0))
    most = max(weights.values(), default=0)
    best = [entry for entry, weight in weights.items() if weight == most]
    return _match(best, sure=False) if most >= _TELLING and len(best) <= CHOICES else None


def _weight(word: str, slips: int | None) -> int:
    """What a word of the text says for a name: its letters, less for slips, nothing for a short misspelt one."""
    if slips is None or (slips and len(word) <= _SLIP_LETTERS[1]):
        return 0
    return max(len(word), _TELLING_WORD if word.isdigit() else 0) - 2 * slips


def _is_noise(text: str, words: Words) -> bool:
    """Whether one letter is left of several: "qqqqqq" folds to "k", with which a hundred names begin."""
    return len(text.strip()) > 1 == sum(map(len, words)) and not words[0].isdigit()


def _nearest(words: Words, indexes: Sequence[Index]) -> Match:
    if not words:
        known = sorted((entry for index in indexes for entry in index.entries[:NEAREST]), key=lambda entry: -entry.rank)
        return Match(Band.NONE, tuple(known[:NEAREST]))
    near = sorted((pair for index in indexes for pair in index.nearest(words, NEAREST)), key=lambda pair: -pair[0])
    return Match(Band.NONE, tuple(entry for likeness, entry in near[:NEAREST] if likeness >= _NEAR))
