"""Names inside a sentence: the longest that stand there, in any case ending and with small slips."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.understanding.index import PERSON, Entry
from bot.understanding.spelling import Vocabulary
from bot.words import sound, tokens
from bot.words.morphology import form
from bot.words.russian import nominatives

KINDS = ("mission", "person", "thing", "agreement", "nation", "era")
Spelling = Callable[[str], tuple[str, ...]]
_SLIP_LETTERS = {1: 5, 2: 8}  # letters that a misspelt name needs for so many slips
_SHORTEST_START = 3  # letters by which a given name may be cut short: "Alex", "Mike" is a nickname


@dataclass(frozen=True, slots=True)
class Mention:
    """What may be meant by the words from `start` to `end`; several entries where it is not clear which."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


@dataclass(slots=True)
class _Node:
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    cyrillic: dict[tuple[str, str], Entry] = field(default_factory=dict)  # «Вич» is Veach, "wich" is not
    words: dict[str, "_Node"] = field(default_factory=dict)


class Mentions:
    """The names of an edition as a tree of words."""

    def __init__(self, entries: Iterable[Entry], common: frozenset[str] = frozenset()) -> None:
        """Add every name, people also by their family name, craft also without the family's word ("TM-21").

        `common` are words that are never taken for a misspelt name.
        """
        self._common = common
        self._root = _Node()
        self._given: dict[str, frozenset[str]] = {}
        self._ids: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            if entry.kind not in KINDS:
                continue
            self._ids[entry.kind, entry.id] = entry
            for folded in entry.folded:
                self._add(tuple(folded.split()), entry)
            for words, is_cyrillic in _shorter(entry):
                self._add(words, entry, is_cyrillic=is_cyrillic)
            if entry.kind == PERSON:
                self._given[entry.id] = frozenset(word for name in entry.folded for word in name.split())
        self._starts = Vocabulary(word for word in self._root.words if not word.isdigit())

    def all(self, kind: str) -> Iterator[Entry]:
        """The entries of one kind."""
        return (entry for (held, _), entry in self._ids.items() if held == kind)

    def get(self, kind: str, id: str) -> Entry | None:  # noqa: A002 - an id is called id everywhere
        """The entry with exactly this id."""
        return self._ids.get((kind, id))

    def _add(self, words: Sequence[str], entry: Entry, *, is_cyrillic: bool = False) -> None:
        if not words:
            return
        node = self._root
        for word in words:
            node = node.words.setdefault(word, _Node())
        (node.cyrillic if is_cyrillic else node.entries)[entry.kind, entry.id] = entry

    def longest(self, words: Sequence[str], start: int, nicknames: Mapping[str, str]) -> Mention | None:
        """The longest name that begins at a word; as written, or inflected where no name as long is so written."""
        inflected = self._grown(words, start, _cases)
        if inflected is None:
            return None
        written = self._grown(words, start, _written)
        # «Волков» is not «волк», but «Рюмина», which sounds like Romania, is Ryumin's.
        best = inflected
        if written and written.end == inflected.end and written.of(PERSON):
            best = written
            if not any(words[start] in _spelt(entry) for entry in written.entries):  # «Росса» sounds like Roosa, too
                best = Mention(start, written.end, tuple(dict.fromkeys((*written.entries, *inflected.of(PERSON)))))
        return self._with_given(best, words, nicknames)

    def misspelt(self, words: Sequence[str], start: int, nicknames: Mapping[str, str]) -> Mention | None:
        """The same where the first word holds a slip or two; nothing where two names are equally near."""
        if words[start] in self._common:
            return None
        # A case ending and a slip together would fit too many names.
        near = {
            word: slips
            for variant in _written(words[start])
            for word, slips in self._starts.near(variant).items()
            if slips and len(variant) >= _SLIP_LETTERS[slips]
        }
        least = min(near.values(), default=0)
        nodes = [self._root.words[word] for word, slips in near.items() if slips == least]
        found = self._grown(words, start, _cases, nodes)
        return self._with_given(found, words, nicknames) if found else None

    def _grown(
        self, words: Sequence[str], start: int, spell: Spelling, nodes: list[_Node] | None = None
    ) -> Mention | None:
        """The longest name from a word on, with the ways to spell each; `nodes` stand for the first word, if given."""
        best: Mention | None = None
        end = start + 1
        nodes = _step([self._root], spell(words[start])) if nodes is None else nodes
        while nodes:
            entries = {key: entry for node in nodes for key, entry in node.entries.items()}
            if not words[start].isascii():
                entries |= {key: entry for node in nodes for key, entry in node.cyrillic.items()}
            if entries:
                best = Mention(start, end, tuple(entries.values()))
            if end == len(words):
                break
            nodes = _step(nodes, spell(words[end])) or (_slipped(nodes, words[end]) if end - start > 1 else [])
            end += 1
        return best

    def _with_given(self, mention: Mention, words: Sequence[str], nicknames: Mapping[str, str]) -> Mention:
        """Narrowed and widened by a given name beside the family name: "Andy Thomas", «Гагарин Юрий Алексеевич»."""
        people = mention.of(PERSON)
        start, end = mention.start, mention.end
        while people and (wider := self._wider(people, words, start, end, nicknames)):
            people, start, end = wider
        return mention if (start, end) == (mention.start, mention.end) else Mention(start, end, people)

    def _wider(
        self, people: tuple[Entry, ...], words: Sequence[str], start: int, end: int, nicknames: Mapping[str, str]
    ) -> tuple[tuple[Entry, ...], int, int] | None:
        """Those of the people whose given name stands beside, and from where to where the name goes with it."""
        for place in (start - 1, end):
            beside = words[place] if 0 <= place < len(words) else ""
            fitting = tuple(person for person in people if beside and self._is_given(beside, person, nicknames))
            if fitting:
                return fitting, min(start, place), max(end, place + 1)
        return None

    def _is_given(self, word: str, person: Entry, nicknames: Mapping[str, str]) -> bool:
        given = self._given[person.id]
        ways = {*_cases(word), *map(sound, tokens(nicknames.get(word, "")))}
        if not word.isascii():  # «Павла» is «Павел», «Лёши» is «Лёша» and so «Алексей»
            lemma = form(word).lemma
            ways.update(map(sound, tokens(f"{lemma} {nicknames.get(lemma, '')}")))
        if ways & given:
            return True
        return any(len(way) >= _SHORTEST_START and any(name.startswith(way) for name in given) for way in ways)


def _spelt(entry: Entry) -> list[str]:
    """The words of a name as it is written."""
    return f"{entry.en} {entry.ru}".casefold().replace("ё", "е").split()


def _shorter(entry: Entry) -> Iterable[tuple[tuple[str, ...], bool]]:
    """The ends of a main name that say which record it is, and whether it is the Russian name that they end."""
    for order, name in enumerate(entry.folded[: 1 if entry.en == entry.ru else 2]):
        yield from ((words, order == 1) for words in _ends(entry, tuple(name.split())))


def _ends(entry: Entry, words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """A family name, a given name with it, a designation with a number."""
    if words:
        if entry.kind == PERSON:
            yield from (words[place:] for place in range(1, len(words)))
            if len(words) > 2:
                yield (words[0], words[-1])
        elif entry.kind == "mission" and len(words) > 2 and words[-1].isdigit() and not words[1].isdigit():
            yield words[1:]


def _step(nodes: Iterable[_Node], spellings: Iterable[str]) -> list[_Node]:
    """The nodes that the spellings of the next word lead to."""
    return [node.words[spelling] for spelling in spellings for node in nodes if spelling in node.words]


def _slipped(nodes: Iterable[_Node], word: str) -> list[_Node]:
    """The nodes that the next word leads to with a slip in it, where it is the third or later of a name."""
    return [
        after
        for node in nodes
        for right, after in node.words.items()
        if len(right) >= _SLIP_LETTERS[1] and any(OSA.distance(way, right, score_cutoff=1) == 1 for way in _cases(word))
    ]


@lru_cache(maxsize=8192)
def _cases(word: str) -> tuple[str, ...]:
    """The folded spellings of a word in the nominative, as written first."""
    if word.isdigit():
        return (word.lstrip("0") or "0",)
    written = ["".join(tokens(way)) for way in nominatives(word)]
    return tuple(dict.fromkeys(sound(way) for way in written if way))


def _written(word: str) -> tuple[str, ...]:
    """The folded spelling of a word as it is written."""
    return _cases(word)[:1]
