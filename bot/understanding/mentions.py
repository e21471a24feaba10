"""Names inside a sentence: the longest that stand there, in any case ending and with small slips."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.understanding.index import PERSON, Entry
from bot.understanding.spelling import Vocabulary
from bot.words import sound, tokens
from bot.words.russian import nominatives

KINDS = ("mission", "person", "thing", "agreement", "nation", "era")
_SLIP_LETTERS = {1: 5, 2: 8}  # letters that a misspelt name needs for so many slips
_SHORTEST_START = 3  # letters by which a given name may be cut short: "Alex", "Mike" is a nickname


@dataclass(frozen=True, slots=True)
class Mention:
    """What may be meant by the words from `start` to `end`; several entries where it is not clear which."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    exact: bool = True

    def of(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)


@dataclass(slots=True)
class _Node:
    entries: dict[tuple[str, str], Entry] = field(default_factory=dict)
    words: dict[str, "_Node"] = field(default_factory=dict)


class Mentions:
    """The names of an edition as a tree of words."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Add every name, people also by their family name, craft also without the family's word ("TM-21")."""
        self._root = _Node()
        self._given: dict[str, frozenset[str]] = {}
        self._ids: dict[tuple[str, str], Entry] = {}
        for entry in entries:
            if entry.kind not in KINDS:
                continue
            self._ids[entry.kind, entry.id] = entry
            for folded in entry.folded:
                self._add(tuple(folded.split()), entry)
            for words in _shorter(entry):
                self._add(words, entry)
            if entry.kind == PERSON:
                self._given[entry.id] = frozenset(word for name in entry.folded for word in name.split())
        self._starts = Vocabulary(word for word in self._root.words if not word.isdigit())

    def get(self, kind: str, id: str) -> Entry | None:  # noqa: A002 - an id is called id everywhere
        """The entry with exactly this id."""
        return self._ids.get((kind, id))

    def _add(self, words: Sequence[str], entry: Entry) -> None:
        if not words:
            return
        node = self._root
        for word in words:
            node = node.words.setdefault(word, _Node())
        node.entries[entry.kind, entry.id] = entry

    def longest(self, words: Sequence[str], start: int, nicknames: Mapping[str, str]) -> Mention | None:
        """The longest name that begins at a word, as written or inflected."""
        nodes = self._step([self._root], words[start])
        return self._grown(nodes, words, start, nicknames, exact=True)

    def misspelt(self, words: Sequence[str], start: int, nicknames: Mapping[str, str]) -> Mention | None:
        """The same where the first word holds a slip or two; nothing where two names are equally near."""
        written = variants(words[start])[:1]  # a case ending and a slip together would fit too many names
        near = {
            word: slips
            for variant in written
            for word, slips in self._starts.near(variant).items()
            if slips and len(variant) >= _SLIP_LETTERS[slips]
        }
        least = min(near.values(), default=0)
        nodes = [self._root.words[word] for word, slips in near.items() if slips == least]
        return self._grown(nodes, words, start, nicknames, exact=False)

    def _grown(
        self, nodes: list[_Node], words: Sequence[str], start: int, nicknames: Mapping[str, str], *, exact: bool
    ) -> Mention | None:
        best: Mention | None = None
        end = start + 1
        while nodes:
            entries = {key: entry for node in nodes for key, entry in node.entries.items()}
            if entries:
                best = Mention(start, end, tuple(entries.values()), exact)
            if end == len(words):
                break
            nodes = self._step(nodes, words[end])
            end += 1
        return self._with_given(best, words, nicknames) if best else None

    @staticmethod
    def _step(nodes: Iterable[_Node], word: str) -> list[_Node]:
        return [node.words[variant] for variant in variants(word) for node in nodes if variant in node.words]

    def _with_given(self, mention: Mention, words: Sequence[str], nicknames: Mapping[str, str]) -> Mention:
        """Narrowed and widened by a given name beside the family name: "Andy Thomas", «Гагарин Юрий»."""
        people = mention.of(PERSON)
        if not people:
            return mention
        for place, start, end in (
            (mention.start - 1, mention.start - 1, mention.end),
            (mention.end, mention.start, mention.end + 1),
        ):
            if 0 <= place < len(words):
                fitting = tuple(person for person in people if self._is_given(words[place], person, nicknames))
                if fitting:
                    return Mention(start, end, fitting, mention.exact)
        return mention

    def _is_given(self, word: str, person: Entry, nicknames: Mapping[str, str]) -> bool:
        given = self._given[person.id]
        ways = {*variants(word), *(sound(name) for name in nicknames.get(word, "").split())}
        if ways & given:
            return True
        return any(len(way) >= _SHORTEST_START and any(name.startswith(way) for name in given) for way in ways)


def _shorter(entry: Entry) -> Iterable[tuple[str, ...]]:
    """The ends of a main name that say which record it is: a family name, a designation with a number."""
    for name in entry.folded[: 1 if entry.en == entry.ru else 2]:
        words = tuple(name.split())
        if entry.kind == PERSON:
            yield from (words[place:] for place in range(1, len(words)))
            if len(words) > 2:
                yield (words[0], words[-1])
        elif entry.kind == "mission" and len(words) > 2 and words[-1].isdigit() and not words[1].isdigit():
            yield words[1:]


def variants(word: str) -> tuple[str, ...]:
    """The folded spellings of a word in the nominative, as written first."""
    if word.isdigit():
        return (word.lstrip("0") or "0",)
    written = ["".join(tokens(way)) for way in nominatives(word)]
    return tuple(dict.fromkeys(sound(way) for way in written if way))
