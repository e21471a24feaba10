"""A sentence as a set of clues: what it speaks of, and which of it a reading has explained."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.understanding.index import Entry
from bot.understanding.periods import Period
from bot.understanding.sentence import Item, Sentence

CRAFT_KINDS = ("spacecraft", "orbiter")
_SOFT = frozenset({  # concepts that may stand in a question without changing what is asked
    "who", "people", "flight", "space", "happened", "times", "total", "fly", "definition", "now", "how", "when",
    "cosmonaut", "craft", "station", "what_did", "later", "over", "under",
})  # fmt: skip
_COUNTED = (  # what a number may be asked of, by the beginnings of the concepts
    "flight", "times", "launch", "land", "dock", "undock", "expedition", "commander", "crew", "people", "cosmonaut",
    "station", "woman", "man", "nation:", "craft", "spacewalk", "swap", "country", "how_old", "how_much", "how_long",
    "or", "more", "number:",
)  # fmt: skip
_MONTH = 30  # days
_LONGEST_NUMBER = 3  # digits; four are a year
_WEIGHTS = {"unknown": 3, "mention": 4, "period": 4, "concept": 2, "soft": 0}


@dataclass(frozen=True, slots=True)
class Slot:
    """A named record and where it stands."""

    entry: Entry
    place: int


@dataclass(slots=True)
class Frame:
    """The clues of one sentence, each mention with one of its entries chosen. `used` grows while it is read."""

    sentence: Sentence
    slots: tuple[Slot, ...]
    used: set[int] = field(default_factory=set)

    def of(self, kind: str) -> list[Slot]:
        """The slots of a kind of record that no reading has used yet."""
        return [slot for slot in self.slots if slot.entry.kind == kind and slot.place not in self.used]

    def things(self, *hints: str) -> list[Slot]:
        """The unused things of certain kinds ("station", "launch site"); the English hint is the kind."""
        return [slot for slot in self.of("thing") if not hints or slot.entry.hint_en in hints]

    def has(self, *concepts: str) -> bool:
        """Whether one of the concepts stands in the sentence, used or not."""
        return any(item.concept in concepts for item in self.sentence.items)

    def asks_what_happened(self) -> bool:
        """Whether it is asked what happened, and not when something did."""
        return any(
            item.concept == "happened" and item.text.startswith(("что", "чем", "what")) for item in self.sentence.items
        )

    def asks_which(self, concept: str) -> bool:
        """Whether "which" or «какую» stands before what a concept names."""
        text = self.sentence.text.casefold().replace("ё", "е")
        return any(
            item.text.startswith("как") or re.search(rf"\b(?:как\w*|what|which) {re.escape(item.text)}\b", text)
            for item in self.sentence.items
            if item.concept == concept
        )

    def follows(self, concept: str, *others: str) -> bool:
        """Whether one of the others stands right after a concept."""
        return any(item.concept == concept and after.concept in others for item, after in pairwise(self.sentence.items))

    def counts(self, *counted: str) -> bool:
        """Whether it is asked how many there were of one of the concepts: "how many people"."""
        return self.follows("how_many", *counted)

    def read_bare_count_as_time(self) -> None:
        """Take a «сколько» that counts nothing which is said for how long: «сколько Рубио пробыл на МКС»."""
        items = self.sentence.items
        counted = any(item.is_unknown or item.concept.startswith(_COUNTED) for item in items)
        if self.sentence.language == "ru" and not counted and (self.has("fly", "space") or self.things()):
            told = (Item(item.text, "how_long") if item.concept == "how_many" else item for item in items)
            self.sentence = replace(self.sentence, items=tuple(told))

    def take(self, *concepts: str) -> bool:
        """Mark the concepts as explained; whether one of them stands in the sentence."""
        places = [place for place, item in enumerate(self.sentence.items) if item.concept in concepts]
        self.used.update(places)
        return bool(places)

    def use(self, slots: Iterable[Slot]) -> None:
        """Mark slots as explained."""
        self.used.update(slot.place for slot in slots)

    def take_beside(self, concept: str, place: int) -> None:
        """Mark the concept as explained where it stands right before a place, or right after it."""
        items = self.sentence.items
        self.used.update(
            near for near in (place - 1, place + 1) if 0 <= near < len(items) and items[near].concept == concept
        )

    def take_period(self, *kinds: str) -> str:
        """The value of the first stretch of time of these kinds that is not used, or empty."""
        for place, item in enumerate(self.sentence.items):
            if item.period and item.period.kind in kinds and place not in self.used:
                self.used.add(place)
                return item.period.value
        return ""

    def take_prefixed(self, prefix: str) -> list[tuple[int, str]]:
        """The ends of concepts such as "nation:us", with their places; marks them as explained."""
        found = [
            (place, item.concept.removeprefix(prefix))
            for place, item in enumerate(self.sentence.items)
            if item.concept.startswith(prefix) and place not in self.used
        ]
        self.used.update(place for place, _ in found)
        return found

    def take_number(self) -> int | None:
        """The first bare number or ordinal that is not used."""
        tens = 0
        for place, item in enumerate(self.sentence.items):
            if item.concept.startswith("tens:") and place not in self.used:
                self.used.add(place)
                tens = int(item.concept.removeprefix("tens:"))
            elif tens and item.concept == "first":
                self.used.add(place)
                return tens + 1
            if item.concept.startswith("ordinal:") and place not in self.used:
                self.used.add(place)
                return tens + int(item.concept.removeprefix("ordinal:"))
            if (number := _number(item)) is not None and place not in self.used:
                self.used.add(place)
                return tens + number
        return None

    def take_count(self, *counted: str) -> int | None:
        """The first number that stands before one of the concepts counted: "seven flights", "5 times"."""
        items = self.sentence.items
        for place, (item, after) in enumerate(pairwise(items)):
            if _number(item) is not None and place not in self.used and after.concept in counted:
                return self._sum_to(place)
        return None

    def take_count_after(self, *concepts: str) -> int | None:
        """The first number that stands after one of the concepts: "older than 60"."""
        for place, (before, item) in enumerate(pairwise(self.sentence.items), start=1):
            if before.concept in concepts and _number(item) is not None and place not in self.used:
                return self._sum_to(self._end_of_number(place))
        return None

    def _end_of_number(self, place: int) -> int:
        """The place of the last word of a number: "thirty five"."""
        items = self.sentence.items
        while place + 1 < len(items) and _number(items[place + 1]) is not None:
            place += 1
        return place

    def _sum_to(self, place: int) -> int:
        """The number whose last word stands at a place: "a hundred and twenty five"; marks its words as explained."""
        total = _number(self.sentence.items[place]) or 0
        self.used.add(place)
        while place and total < (before := _number(self.sentence.items[place - 1]) or 0):
            place -= 1
            total += before
            self.used.add(place)
        return total

    def take_ordinal(self) -> str:
        """The first ordinal beyond "first", as a number; empty where there is none."""
        found = self.take_prefixed("ordinal:")
        return found[0][1] if found else ""

    def take_least_days(self) -> str:
        """The number of "more than 100 days" or "at least six months"; empty where there is none."""
        bounds = ("more_than", "at_least", "over", "more", "longer")
        if not self.has(*bounds):
            return ""
        days, months = self.take_count("how_long"), self.take_count("months")
        named = self.take_prefixed("days:")  # «дольше полугода»
        if named:
            days = int(named[0][1])
        elif days is None and months is not None:
            days = months * _MONTH
        if days is None:
            return ""
        self.take(*bounds, "how_long", "months")
        return str(days)

    def left(self) -> tuple[Item, ...]:
        """What no reading has explained."""
        return tuple(item for place, item in enumerate(self.sentence.items) if place not in self.used)

    def weight_left(self) -> int:
        """How much is unexplained: 0 is a reading to trust."""
        return sum(_weight(item) for item in self.left() if not (self._is_own_year(item) or self._is_day_again(item)))

    def _is_own_year(self, item: Item) -> bool:
        """Whether a time only says again when the flight or the agreement that is named was: "STS-71 in 1995"."""
        return item.period is not None and any(
            slot.entry.kind in ("mission", "agreement")
            and _year(item.period) in (slot.entry.hint_en, slot.entry.id[-4:])
            for slot in self.slots
        )

    def _is_day_again(self, item: Item) -> bool:
        """Whether a day without its year only says again what day was named: "New Year's Eve 1999 (31 December)"."""
        return (
            item.period is not None
            and item.period.kind == "anniversary"
            and any(
                other.period is not None
                and other.period.kind == "day"
                and other.period.value.endswith(item.period.value)
                for other in self.sentence.items
            )
        )


def _year(period: Period) -> str:
    """The year of a year or a month."""
    return period.value[:4] if period.kind == "month" else period.value


def _number(item: Item) -> int | None:
    """The number that an item is, in digits or in a word."""
    kind, _, value = item.concept.partition(":")
    if kind in ("number", "tens"):
        return int(value)
    return int(item.text) if item.is_unknown and item.text.isdigit() and len(item.text) <= _LONGEST_NUMBER else None


def _weight(item: Item) -> int:
    if item.is_unknown:
        return _WEIGHTS["unknown"]
    if item.mention or item.concept.startswith(("nation:", "thing:", "foreigner")):
        return _WEIGHTS["mention"]
    if item.period:
        return _WEIGHTS["period"]
    return _WEIGHTS["soft" if item.concept in _SOFT else "concept"]


def slots_of(choice: Sequence[tuple[int, Entry]]) -> tuple[Slot, ...]:
    """The slots of one choice among the entries of every mention."""
    return tuple(Slot(entry, place) for place, entry in choice)
