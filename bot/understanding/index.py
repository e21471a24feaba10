"""The names of one kind of record, findable whole, by words, by beginnings and by likeness. Decides nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from bot.understanding.spelling import Vocabulary, growths
from bot.words import sound

Words = tuple[str, ...]
MOST_CHOICES = 25  # nobody is ever shown more
PERSON = "person"  # the kind whose names hold a word that others bear too
_HEAD = 3  # beginnings up to this length are common: their best names are looked up, not searched
_SCANNED = 3000  # names looked at for one text; those of the highest rank come first
_SPELLINGS = 4 * MOST_CHOICES  # names of one word that hold the best entries, several names each


@dataclass(frozen=True, slots=True)
class Entry:
    """A record that has names. `folded` holds them as `bot.words.fold` writes them, joined by spaces.

    First the English name, then the Russian one where it is written otherwise, then the aliases.
    """

    kind: str
    id: str
    en: str
    ru: str
    hint_en: str
    hint_ru: str
    rank: int
    folded: tuple[str, ...]


class Name(NamedTuple):
    """One of an entry's names."""

    entry: Entry
    words: Words
    main: bool


class Likeness(NamedTuple):
    """How a name fits a text: the slips of each word of the text (None: no such word) and the words it stands for."""

    name: Name
    slips: tuple[int | None, ...]
    matched: tuple[str | None, ...]


def _joins_safely(words: Words) -> bool:
    """Whether words may be written together without two numbers becoming one."""
    return not any(first.isdigit() and second.isdigit() for first, second in pairwise(words))


class Index:
    """The names of one kind. Wherever several names come out, those of a higher rank come first."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Take the entries; those of equal rank keep their order."""
        self.entries = tuple(sorted(entries, key=lambda entry: -entry.rank))
        self._names: list[Name] = []
        self._whole: defaultdict[str, list[Name]] = defaultdict(list)
        self._together: defaultdict[str, list[Name]] = defaultdict(list)
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        self._families: defaultdict[str, dict[str, Entry]] = defaultdict(dict)
        for entry in self.entries:
            mains = 1 if entry.en == entry.ru else 2
            own = entry.folded[:mains]
            for folded in dict.fromkeys(entry.folded):
                self._add(Name(entry, tuple(folded.split()), folded in own), folded)
        self._vocabulary = Vocabulary(self._places)
        self._heads = self._best_of_heads()
        self._strings = [" ".join(name.words) for name in self._names[: 5 * _SCANNED]]

    def _add(self, name: Name, folded: str) -> None:
        if not name.words:
            return
        self._whole[folded].append(name)
        if _joins_safely(name.words):
            self._together[folded.replace(" ", "")].append(name)
        for word in dict.fromkeys(name.words):
            self._places[word].append(len(self._names))
        if name.main and name.entry.kind == PERSON:
            self._families[name.words[-1]][name.entry.id] = name.entry
            if (family := sound(name.entry.id.partition("-")[0])) in name.words:
                self._families[family][name.entry.id] = name.entry
        self._names.append(name)

    def _best_of_heads(self) -> dict[tuple[str, bool], list[int]]:
        """The best names for each short beginning of a word; apart (True) for the first word of a name."""
        heads: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
        for place, name in enumerate(self._names):
            for order, word in enumerate(name.words):
                for length in range(1, min(_HEAD, len(word)) + 1):
                    best = heads[word[:length], order == 0]
                    if len(best) < _SPELLINGS:
                        best.append(place)
        return heads

    def whole(self, words: Words) -> Sequence[Name]:
        """The names that are this text; else those that are when spaces don't count ("soyuzms 22")."""
        names = self._whole.get(" ".join(words))
        if names is None and _joins_safely(words):
            together = "".join(words)
            names = self._together.get(together) or self._together.get(sound(together))
        return names or ()

    def bearers(self, family: str) -> Sequence[Entry]:
        """The people whose main name ends with this word, or whose id begins with it: `yang-liwei` is Yang Liwei."""
        return tuple(self._families.get(family, {}).values())

    def holding(self, words: Words) -> Iterator[Name]:
        """The names that hold every word, in any order."""
        for place in min((self._places.get(word, []) for word in words), key=len):
            if all(word in self._names[place].words for word in words):
                yield self._names[place]

    def starting(self, words: Words, *, numbers: bool = False) -> Iterator[Name]:
        """The names with words that begin as these, in order. A number must be whole, the last not with `numbers`."""
        unfinished = len(words) - 1 if numbers else None
        starts = [
            growths(word) if order == unfinished or not word.isdigit() else () for order, word in enumerate(words)
        ]
        for place in self._places_of(words, starts):
            if _in_order(words, starts, self._names[place].words):
                yield self._names[place]

    def _places_of(self, words: Words, starts: Sequence[Words]) -> Sequence[int]:
        if len(words) == 1 and starts[0] and len(words[0]) <= _HEAD:
            heads = ((start, first) for start in starts[0] for first in (True, False))
            return sorted({place for head in heads for place in self._heads.get(head, ())})
        longest = max(zip(words, starts, strict=True), key=lambda pair: (not pair[0].isdigit(), len(pair[0])))
        numbers = (self._places.get(word, []) for word, start in zip(words, starts, strict=True) if not start)
        return min([self._places_starting(*longest), *numbers], key=len)[:_SCANNED]

    def _places_starting(self, word: str, beginnings: Words) -> Sequence[int]:
        longer = [longer for beginning in beginnings or (word,) for longer in self._vocabulary.starting(beginning)]
        if len(longer) == 1:
            return self._places[longer[0]]
        most = _SCANNED if len(longer) < MOST_CHOICES else _SPELLINGS
        return sorted({place for word in longer for place in self._places[word][:most]})

    def like(self, words: Words) -> Iterator[Likeness]:
        """The names that share at least one word, slips allowed."""
        near = [{**self._vocabulary.near(word), **({word: 0} if word in self._places else {})} for word in words]
        found: defaultdict[int, dict[int, tuple[int, str]]] = defaultdict(dict)
        for order, choices in enumerate(near):
            for choice, slips in choices.items():
                for place in self._places[choice][:_SCANNED]:
                    best = found[place].get(order)
                    if best is None or slips < best[0]:
                        found[place][order] = (slips, choice)
        for place in sorted(found):
            fits = [found[place].get(order) for order in range(len(words))]
            slips_of = tuple(fit[0] if fit else None for fit in fits)
            yield Likeness(self._names[place], slips_of, tuple(fit[1] if fit else None for fit in fits))

    def nearest(self, words: Words, limit: int) -> list[tuple[float, Entry]]:
        """The entries that look most like the text, however little, each with its likeness up to 100."""
        best: dict[str, tuple[float, Entry]] = {}
        for _, likeness, place in extract(" ".join(words), self._strings, scorer=ratio, limit=8 * limit):
            entry = self._names[place].entry
            best.setdefault(entry.id, (likeness, entry))
        return list(best.values())[:limit]


def begins(words: Words, of_name: Words) -> bool:
    """Whether a name begins with these words, the last of which may be unfinished."""
    *whole, last = words
    start = of_name[: len(words)]
    return start[:-1] == tuple(whole) and len(start) == len(words) and start[-1].startswith(growths(last))


def _in_order(words: Words, starts: Sequence[Words], of_name: Words) -> bool:
    """Whether each word is, or begins, one of the name's words after the one before. Runs thousands of times."""
    wanted = 0
    for candidate in of_name:
        if candidate == words[wanted] or candidate.startswith(starts[wanted]):
            wanted += 1
            if wanted == len(words):
                return True
    return False
