"""A question in somebody's words → what is asked: surely, one of a few, or nothing that the record can tell."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise, product

from bot.questions import Fact, Flights, Happened, Question, Roster, Versus
from bot.understanding.asides import (
    is_asked_alone,
    is_asked_for,
    is_of_a_day,
    is_of_a_name,
    is_precise,
    without_asides,
    without_asker,
    without_chatter,
    without_guesses,
)
from bot.understanding.frame import Frame, Slot
from bot.understanding.index import Entry
from bot.understanding.lexicon import ELSEWHERE, LANGUAGES, WILL, Language, lexicon
from bot.understanding.mentions import Mention, Mentions
from bot.understanding.readings import READERS
from bot.understanding.searching import Topic, first_kind, topic_of
from bot.understanding.sentence import Item, Sentence, sentence
from bot.understanding.signing import Agreements, Signing

_MOST_CHOICES = 24  # combinations of what ambiguous names may mean
_OF_MANY = ("first", "last", "how_many", "built", "times")  # what is asked of a craft, not of one flight of it
_MET = {"apollo": "apollo-soyuz", "soyuz": "soyuz-19"}  # craft that docked with another once, and that flight
_TO_MEET = re.compile(r"\b(?:со?|ко?|with|to|the)\W+$")  # stands before what a craft met
_SPECIFIC = (Fact, Flights, Happened, Roster, Versus)  # questions that words beside them hardly turn into others
_MOST_UNKNOWN = 4
_DOING = ("ed", "ing")


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
        return topic_of(self.sentence, self.about)


class Understanding:
    """Understands sentences with the names of one edition. Never changes."""

    def __init__(
        self,
        entries: Iterable[Entry],
        *,
        aboard: Collection[tuple[str, str]] = (),
        common: frozenset[str] = frozenset(),
        signings: Mapping[str, Signing] | None = None,
        last_year: int = 9999,
    ) -> None:
        """`aboard` holds (mission, person) for everybody who flew; it tells namesakes apart.

        `common` are words that are no misspelt names: "often" is not van Hoften. `signings` are those of agreements, by
        their ids.
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
        self._agreements = Agreements(self._names.all("agreement"), signings or {})

    def understand(self, text: str, default: Language = "en") -> Understood:
        """What the text asks. Reads at most its first 300 characters."""
        read = without_guesses(sentence(text, self._names, default))
        read = self._told_by_year(self._told_by_docking(self._agreements.named(read)))
        about = tuple(entry for item in read.items if item.mention for entry in first_kind(item.mention.entries))
        if self._is_future(read):
            return Understood(read, (), read.items, about, "future")
        elsewhere = any(item.concept == ELSEWHERE for item in read.items)
        whole = Understood(read, (), read.items, about, ELSEWHERE) if elsewhere else self._best(read, about)
        if whole.questions:
            return whole
        for plain in (without_chatter(read), *without_asker(read)):
            found = self._best(plain, about)
            if any(isinstance(question, _SPECIFIC) for question in found.questions):
                return replace(found, sentence=read)
        if any(is_of_a_name(item, after, read.text) for item, after in pairwise(read.items)):
            return whole
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
        if any(item.text.endswith(_DOING) for item in words):
            return None  # how long somebody trained is not how long they flew
        if len(words) > _MOST_UNKNOWN or any(is_asked_for(item, read.text) for item in words):
            return None
        known = tuple(item for item in read.items if not item.is_unknown)
        found = self._best(replace(read, items=known), about).questions
        if len(found) != 1:
            return None
        if is_of_a_day(found[0], known):
            return found[0]
        if any(lexicon("ru").is_verb(item.text) for item in words) and not _is_at_any_rate(read, found[0]):
            return None  # «чем болел Поляков» is not what he flew in
        return found[0] if is_precise(found[0]) else None

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

    def _told_by_docking(self, read: Sentence) -> Sentence:
        """The sentence with Apollo, or Soyuz, as its flight of 1975 where it is told to have met the other."""
        crafts = [item for item in read.items if item.mention and item.mention.entries[0].id in _MET]
        if len(crafts) != 2 or crafts[0].mention == crafts[1].mention:
            return read
        years = [item.period.value[:4] for item in read.items if item.period]
        told = any(item.concept == "dock" for item in read.items) or years == ["1975"]
        if not (told and _TO_MEET.search(read.text.lower()[: read.text.lower().find(crafts[1].text)])):
            return read
        entry = self._names.get("mission", _MET[crafts[0].mention.entries[0].id]) if crafts[0].mention else None
        if entry is None:
            return read
        flight = replace(crafts[0], mention=Mention(0, 0, (entry,)))
        items = (flight if item is crafts[0] else item for item in read.items if item is not crafts[1])
        return replace(read, items=tuple(items))

    def _is_future(self, read: Sentence) -> bool:
        if any(item.concept == WILL and not _is_said(item, read.text, read.language) for item in read.items):
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
            [Slot(entry, place) for entry in first_kind(item.mention.entries)]
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


def _is_said(item: Item, text: str, language: Language) -> bool:
    """Whether it is what somebody said then that will be: «когда Рогозин заявил, что двигателей больше не будет»."""
    return lexicon(language).is_said(text.lower().partition(item.text)[0])


def _is_at_any_rate(read: Sentence, question: Question) -> bool:
    """Whether the answer is the same whatever somebody did: their time in space, or their age at a time."""
    aged = isinstance(question, Flights) and question.tell == "age" and bool(question.years or question.mission)
    return aged or {item.concept for item in read.items}.issuperset(("how_long", "space"))


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
