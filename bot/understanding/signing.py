"""The agreement that a sentence means without its name: that of a year, of a day, or of those who signed it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.understanding.index import Entry
from bot.understanding.mentions import Mention
from bot.understanding.sentence import Item, Sentence

Signing = tuple[str, frozenset[str]]  # the day, as far as it is known, and the ids of who signed
_SIGNING = ("agreement", "sign")
_BESIDE = frozenset((  # all that such a question holds beside it
    *_SIGNING, "who", "when", "where", "city", "or", "agency", "people", "man", "definition", "happened", "in_force",
    "what_did", "number:2", "nation:us", "nation:ru", "how", "space", "with", "together", "joint",
))  # fmt: skip
_UNSIGNED = ("", frozenset[str]())
_WITH = ("with", "together")


class Agreements:
    """The agreements by their years, months and days, and by who signed them. Never changes."""

    def __init__(self, entries: Iterable[Entry], signings: Mapping[str, Signing]) -> None:
        """The signing of each agreement is found by its id."""
        self._entries = tuple(entries)
        self._signings = signings
        self._of_time: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._entries:
            day, _ = signings.get(entry.id, _UNSIGNED)
            for time in {entry.hint_en, day[:7], day}:
                self._of_time[time].append(entry)

    def named(self, read: Sentence) -> Sentence:
        """The sentence with the agreement named that is meant: "the 1971 agreement", "what Nixon signed"."""
        concepts = {item.concept for item in read.items if item.concept}
        if concepts.isdisjoint(_SIGNING) or not concepts <= _BESIDE:
            return read
        if any(item.mention for item in read.items):
            return self._by_signers(read)
        return replace(read, items=tuple(self._by_time(item) for item in read.items))

    def _by_time(self, item: Item) -> Item:
        found = self._of_time.get(item.period.value, []) if item.period else []
        return replace(item, period=None, mention=Mention(0, 0, tuple(found))) if len(found) == 1 else item

    def _by_signers(self, read: Sentence) -> Sentence:
        """Only where each name is that of a signer; one signer alone must have signed but one agreement."""
        named = [item for item in read.items if item.mention]
        people = [{entry.id for entry in item.mention.of("person")} for item in named if item.mention]
        found = tuple(
            entry
            for entry in self._entries
            if all(not ids.isdisjoint(self._signings.get(entry.id, _UNSIGNED)[1]) for ids in people)
        )
        if len(found) != 1 or any(item.period for item in read.items):
            return read
        agreement = replace(named[0], mention=Mention(0, 0, found))
        items = (agreement if item is named[0] else item for item in read.items if item not in named[1:])
        return replace(read, items=tuple(item for item in items if item.concept not in _WITH))
