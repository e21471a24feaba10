"""A question in somebody's words → what is asked: surely, one of a few, or nothing that the record can tell."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import NamedTuple

from bot.questions import Fact, Flights, Question, Roster, Versus
from bot.understanding.asides import is_asked_alone, is_asked_for, is_precise, without_asides, without_chatter
from bot.understanding.frame import Frame, Slot
from bot.understanding.index import Entry
from bot.understanding.lexicon import ELSEWHERE, LANGUAGES, Language, lexicon
from bot.understanding.mentions import Mention, Mentions
from bot.understanding.readings import READERS
from bot.understanding.readings.comparison import COMPARING
from bot.understanding.sentence import Item, Sentence, sentence

_MOST_CHOICES = 24  # combinations of what ambiguous names may mean
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
)  # fmt: skip
# A story tells what happened; whether something did that is not told, it can't say.
_OF_MANY = ("first", "last", "how_many", "built", "times")  # what is asked of a craft, not of one flight of it
_YES_OR_NO = [[word] for word in ("did", "was", "were", "is", "are", "has", "have", "had", "does", "do", "can")]
_OF_AGREEMENT = (  # all that a question about the agreement of a year holds beside it
    "agreement", "sign", "who", "when", "where", "city", "or", "agency", "people", "man", "definition", "happened",
    "in_force", "what_did", "number:2", "nation:us", "nation:ru", "how",
)  # fmt: skip
_SIDES = ("joint", "nation:us", "nation:ru")  # every agreement is between them
_PEOPLE = ("who", "people", "cosmonaut", "woman", "man", "nation:us", "nation:ru")
_SPECIFIC = (Fact, Flights, Roster, Versus)  # questions that words beside them hardly turn into others
_MOST_UNKNOWN = 4
_NAMING = ("mission", "person", "agreement")  # kinds of record that tell a story apart
_KINDS_FIRST = ("mission", "person", "agreement", "thing", "era")


class Topic(NamedTuple):
    """What a sentence speaks of, for a search: content words each with its synonyms, records named, a time, a kind."""

    words: tuple[tuple[str, ...], ...]
    records: tuple[tuple[str, str], ...]
    day: str
    prefers: str


@dataclass(frozen=True, slots=True)
class Understood:
    """The reading of a sentence.

    `questions` is one sure question, several equally good ones (for different namesakes), or empty. Where it is
    empty, `left` holds what no reading explained, `about` the records named and `reason` why ("elsewhere", "future",
    "unknown").
    """

    sentence: Sentence
    questions: tuple[Question, ...]
    left: tuple[Item, ...] = ()
    about: tuple[Entry, ...] = ()
    reason: str = ""
    loosely: Question | None = None

    @property
    def clues(self) -> Topic | None:
        """What to search for where no question was understood; None where a passage could not answer."""
        items = self.sentence.items
        concepts = {item.concept for item in items}
        if not concepts.isdisjoint(_FIELDS):
            return None
        agreed = not concepts.isdisjoint(("agreement", "sign"))
        if self.sentence.text.lower().split()[:1] in _YES_OR_NO and not (agreed and self.about):
            return None
        if any(item.period and item.period.kind == "anniversary" for item in items):
            return None  # a day of every year is no story's
        ranked = not concepts.isdisjoint(("first", "last"))
        walked = "spacewalk" in concepts and not any(item.is_unknown for item in items)
        aboard = not concepts.isdisjoint(_PEOPLE) and (ranked or walked or "space" in concepts)
        if ranked or (aboard and not agreed):
            return None  # which is the first is in the tables or nowhere, and so is who was in space
        about = any(entry.kind in _NAMING for entry in self.about)
        if "not" in concepts and not concepts.isdisjoint(_PEOPLE):
            return None  # a story tells who did, not who did not
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
        times = [item.period.value for item in items if item.period and item.period.kind in ("day", "month", "years")]
        if not (agreed or about or times) and all(
            item.concept.startswith("nation:") for item in items if item.text in words
        ):
            return None  # "Americans on Soyuz" is in too many stories to tell one
        named = [entry for item in items if item.mention for entry in _alone(_first_kind(item.mention.entries))]
        return Topic(
            _each_once(lexicon(self.sentence.language).alike(word) for phrase in words for word in phrase.split()),
            tuple(dict.fromkeys((entry.kind, entry.id) for entry in named if entry.kind != "era")),
            next((time for time in times if time[:4].isdigit() and time[-1] != "-"), "")[:10],
            "agreement" if agreed else "spacewalk" if "spacewalk" in concepts else "",
        )


class Understanding:
    """Understands sentences with the names of one edition. Never changes."""

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        aboard: Collection[tuple[str, str]] = (),
        common: frozenset[str] = frozenset(),
        signed: Mapping[str, str] | None = None,
        last_year: int = 9999,
    ) -> None:
        """`aboard` holds (mission, person) for everybody who flew; it tells namesakes apart.

        `common` are words that are no misspelt names: "often" is not van Hoften. `signed` has the agreements by their
        days.
        """
        known = tuple(entries)
        self._names = Mentions(known, common)
        self._flights = tuple(entry for entry in known if entry.kind == "mission")
        for language in LANGUAGES:
            lexicon(language)  # read now, not with the first question
        self._aboard = frozenset(aboard)
        flown: defaultdict[str, set[str]] = defaultdict(set)
        for mission, person in self._aboard:
            flown[person].add(mission)
        self._flown = {person: frozenset(flights) for person, flights in flown.items()}
        self._last_year = last_year
        self._agreements: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self._names.all("agreement"):
            self._agreements[entry.hint_en].append(entry)
            if day := (signed or {}).get(entry.id):
                self._agreements[day].append(entry)

    def understand(self, text: str, default: Language = "en") -> Understood:
        """What the text asks. Reads at most its first 300 characters."""
        read = self._told_by_year(self._with_agreement(sentence(text, self._names, default)))
        about = tuple(entry for item in read.items if item.mention for entry in _first_kind(item.mention.entries))
        if self._is_future(read):
            return Understood(read, (), read.items, about, "future")
        elsewhere = any(item.concept == ELSEWHERE for item in read.items)
        whole = Understood(read, (), read.items, about, ELSEWHERE) if elsewhere else self._best(read, about)
        if whole.questions:
            return whole
        plain = self._best(without_chatter(read), about)
        if any(isinstance(question, _SPECIFIC) for question in plain.questions):
            return replace(plain, sentence=read)
        beside = self._best(without_asides(read), about).questions
        if len(beside) == 1 and is_asked_alone(beside[0]):
            return replace(whole, loosely=beside[0])
        return whole if elsewhere else replace(whole, loosely=self._loosely(read, about))

    def items_in(self, text: str) -> tuple[Item, ...]:
        """What a text holds: concepts, and the records that it may name."""
        return sentence(text, self._names).items

    def _loosely(self, read: Sentence, about: tuple[Entry, ...]) -> Question | None:
        """A field that is asked of a record that is named, with words beside that say nothing to us."""
        words = [item for item in read.items if item.is_unknown]
        if len(words) > _MOST_UNKNOWN or any(is_asked_for(item, read.text) for item in words):
            return None
        known = tuple(item for item in read.items if not item.is_unknown)
        found = self._best(replace(read, items=known), about).questions
        return found[0] if len(found) == 1 and is_precise(found[0]) else None

    def _with_agreement(self, read: Sentence) -> Sentence:
        """The sentence with the agreement of a year or a day named: "the 1971 agreement", where there was but one."""
        concepts = {item.concept for item in read.items if item.concept}
        if concepts.isdisjoint(("agreement", "sign")) or not concepts.issubset(_OF_AGREEMENT):
            return read
        if any(item.mention for item in read.items):
            return read
        return replace(read, items=tuple(self._named(item) for item in read.items))

    def _named(self, item: Item) -> Item:
        found = self._agreements.get(item.period.value, []) if item.period else []
        return replace(item, period=None, mention=Mention(0, 0, tuple(found))) if len(found) == 1 else item

    def _told_by_year(self, read: Sentence) -> Sentence:
        """The sentence with a craft as its flight where it names one craft, and a year in which that flew but once."""
        years = [item.period.value for item in read.items if item.period]
        crafts = [
            (item, thing)
            for item in read.items
            if item.mention
            for thing in item.mention.of("thing")
            if thing.hint_en == "spacecraft"
        ]
        if len(years) != 1 or len(crafts) != 1 or any(item.concept in _OF_MANY for item in read.items):
            return read
        craft, thing = crafts[0]
        flown = [entry for entry in self._flights if entry.hint_en == years[0] and entry.id.startswith(thing.id)]
        if len(flown) != 1:
            return read
        flight = replace(craft, mention=Mention(0, 0, (flown[0],)))
        return replace(read, items=tuple(flight if item is craft else item for item in read.items))

    def _is_future(self, read: Sentence) -> bool:
        if any(item.concept == "will" for item in read.items):
            return True
        years = [item.period.value for item in read.items if item.period and item.period.kind != "anniversary"]
        return any(int(value.lstrip("-")[:4]) > self._last_year for value in years)

    def _best(self, read: Sentence, about: tuple[Entry, ...]) -> Understood:
        """The reading that leaves least unexplained; several where namesakes leave several."""
        least, found, left = 1_000, dict[Question, None](), tuple[Item, ...]()
        for slots in self._choices(read):
            question, frame = _read(read, slots)
            if question is None or self._is_groundless(question):
                continue
            weight = frame.weight_left()
            if weight < least:
                least, found, left = weight, {question: None}, frame.left()
            elif weight == least:
                found[question] = None
        if not found or least > 0:
            return Understood(read, (), left or read.items, about, "unknown")
        return Understood(read, tuple(found), (), about)

    def _is_groundless(self, question: Question) -> bool:
        """Whether it is who flew with somebody that never flew: an official's meetings are told in stories."""
        companions = question.companion.split("+") if isinstance(question, Roster) and question.companion else ()
        return any(person not in self._flown for person in companions)

    def _choices(self, read: Sentence) -> Iterator[tuple[Slot, ...]]:
        """The ways to choose a record for each mention, limited to those that fit together where any does."""
        mentions = [
            [Slot(entry, place) for entry in _first_kind(item.mention.entries)]
            for place, item in enumerate(read.items)
            if item.mention
        ]
        choices = list(islice(product(*mentions), _MOST_CHOICES))
        fitting = [choice for choice in choices if self._fit(choice)]
        yield from fitting or choices

    def _fit(self, choice: Sequence[Slot]) -> bool:
        """Whether the people of a choice were on its flights, and with each other."""
        people = [slot.entry.id for slot in choice if slot.entry.kind == "person"]
        missions = [slot.entry.id for slot in choice if slot.entry.kind == "mission"]
        if any((mission, person) not in self._aboard for mission in missions for person in people):
            return False
        if len(people) < 2:
            return True
        first, *others = (self._flown.get(person, frozenset()) for person in people)
        return bool(first.intersection(*others))


def _read(read: Sentence, slots: tuple[Slot, ...]) -> tuple[Question | None, Frame]:
    """The reader that explains most; the earlier one where two explain as much."""
    again = {
        slot.place for slot in slots if any(slot.entry == other.entry and other.place < slot.place for other in slots)
    }
    slots = tuple(slot for slot in slots if slot.place not in again)  # "Soyuz 9 … sorry, … Soyuz 9"
    best: tuple[Question | None, Frame] = (None, Frame(read, slots))
    least = 1_000
    for reader in READERS:
        frame = Frame(read, slots, set(again))
        question = reader(frame)
        if question is not None and (weight := frame.weight_left()) < least:
            best, least = (question, frame), weight
    return best


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


def _first_kind(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries of the kind that a question most likely means: a flight before a person before a thing."""
    for kind in _KINDS_FIRST:
        if found := [entry for entry in entries if entry.kind == kind]:
            return found
    return []
