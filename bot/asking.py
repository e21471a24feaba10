"""A question in somebody's own words → the question that it is, or what to say where it is none."""

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.answers import missions, things
from bot.answers.asked import DeclinedAnswer, WhichAnswer
from bot.answers.names import every_name
from bot.answers.passages import Clues, PassageAnswer, common_words, every_asked, is_event_of, passage, speaks_of, told
from bot.exploring import label_of
from bot.facts.dates import parse
from bot.facts.edition import Edition
from bot.questions import CARDS, Question
from bot.understanding import templates
from bot.understanding.lexicon import ELSEWHERE, LANGUAGES, Language
from bot.understanding.names import Entry, Gazetteer
from bot.understanding.recall import Asked, Recall, Recalled
from bot.understanding.sentence import Item
from bot.understanding.understand import Understanding, Understood

MOST_QUESTIONS = 25  # choices that Discord shows
LONGEST_QUESTION = 100  # https://discord.com/developers/docs/interactions/application-commands, choice name and value
NEAREST = 3
SAME = 0.95  # likeness to an editor's question beside which no other reading counts


Names = Sequence[tuple[Entry, ...]]  # what each of several names may mean


class Bar(NamedTuple):
    """How alike the words must be to a story's question, and how much more than to any other story's."""

    likeness: float
    apart: float


# Found on questions that nobody had written rules for: 28 right and 2 wrong, 30 right and 3 wrong.
ALIKE, NEARLY = Bar(0.6, 0.08), Bar(0.5, 0.15)
RANKED = Bar(0.75, 0.08)  # where the first or the last is asked for: which it is, words tell badly
RANKING = ("first", "last", "longest", "shortest", "most", "most_time", "youngest", "oldest")
TOLD = ("person", "mission", "thing")  # kinds of record whose name says which story is meant …
CRAFTS = ("soyuz", "space-shuttle", "crew-dragon")
COMMON = ("iss", "soyuz", "space-shuttle", "crew-dragon", "nasa", "roscosmos")  # … save what stories call otherwise
LOOSE = ("start", "started", "starts", "begin", "began", "end", "ended", "ends", "back", "home", "down")
_NUMBER = re.compile(r"\d+")
ASKING = ("who", "when", "where", "why", "how_long", "how_many", "how_old")
COUNTING = ("how_many", "how_much")
MUST = ("launch", "land", "born", "how_old", "how_much")  # what a story that is asked for otherwise does not tell
SAMPLES = 12  # records of each kind whose names are tried in every sentence
SUGGESTED = ("person", "mission", "thing", "expedition", "agreement")


def understanding_of(edition: Edition) -> Understanding:
    """What understands sentences with the names of an edition."""
    with edition.open() as facts:
        entries = tuple(Entry(*name) for name in every_name(facts))
    return _understanding(edition, entries)


class Asking:
    """Understands sentences about one edition."""

    def __init__(self, edition: Edition, entries: tuple[Entry, ...], names: Gazetteer) -> None:
        """Hold what every question needs; `entries` are the names of the edition, `names` the same to look up."""
        self._edition = edition
        self._names = names
        self._understanding = _understanding(edition, entries)
        with edition.open() as facts:
            self._recall = Recall(Asked(*one) for one in every_asked(facts))

    def answer(self, text: str, language: Language) -> Question | WhichAnswer | DeclinedAnswer | PassageAnswer:
        """The one question that is asked; else which it may be, a story that tells it, or why it can't be answered."""
        understood = self._understanding.understand(text, language)
        recalled = self._recall.likest(understood.sentence.text, understood.sentence.language)
        match understood.questions:
            case (one,) if recalled is None or recalled.is_title or recalled.likeness < SAME:
                return one
            case (_,) | ():
                return self._story(understood, recalled, language) or self._declined(understood, language)
            case _ if recalled and _is_alike(recalled, ALIKE):
                return self._story(understood, recalled, language) or self._which(understood.questions)
            case several:
                return self._which(several)

    def suggestions(self, text: str, language: Language) -> tuple[str, ...]:
        """At most 25 questions in words that can be answered, for what was typed so far."""
        found = self._understanding.understand(text, language)
        entries = list(found.about)
        if not entries and text.strip():
            last = " ".join(text.split()[-2:])
            entries = [entry for kind in SUGGESTED for entry in self._names.suggest(last, kind, limit=2)]
        entries = entries or [entry for kind in SUGGESTED for entry in self._names.suggest("", kind, limit=2)]
        filled = [sentence for entry in entries for sentence in templates.about(entry, language)]
        plain = templates.plain(language)
        sentences = [*filled, *plain] if text.strip() else [*plain, *filled]
        own = [text] if found.questions and len(text) <= LONGEST_QUESTION else []
        ranked = templates.ranked(text, sentences, MOST_QUESTIONS)
        fitting = dict.fromkeys(sentence for sentence in (*own, *ranked) if len(sentence) <= LONGEST_QUESTION)
        return tuple(fitting)[:MOST_QUESTIONS]

    def unanswered(self) -> Iterator[str]:
        """The sentences of patterns/ that no question is understood from; there should be none."""
        for language in LANGUAGES:
            samples = [entry for kind in SUGGESTED for entry in self._names.suggest("", kind, limit=SAMPLES)]
            sentences = [sentence for entry in samples for sentence in templates.about(entry, language)]
            for sentence in (*sentences, *templates.plain(language)):
                if not self._understanding.understand(sentence, language).questions:
                    yield sentence

    def _story(
        self, understood: Understood, recalled: Recalled | None, language: Language
    ) -> PassageAnswer | Question | None:
        """The story that the words ask for by an editor's question; else the field that they loosely ask for.

        Else the story that holds the words, or the one that is nearly asked for.
        """
        if recalled is None or understood.reason == "future":
            return understood.loosely
        ranked = _has(understood.sentence.items, RANKING)
        fits = self._fits(recalled, understood)
        if not (fits and _is_alike(recalled, RANKED if ranked else ALIKE)):
            if understood.loosely:
                return understood.loosely
            if found := self._passage(understood, language):
                return found if _is_of_time(found, understood) else None
            counted = any(item.concept in ("how_many", "how_long", "how_old") for item in understood.sentence.items)
            if not fits or ranked or counted or understood.reason == ELSEWHERE:
                return None
            if not (_is_alike(recalled, NEARLY) and self._asks_the_same(recalled, understood)):
                return None
        with self._edition.open() as facts:
            answer = told(facts, recalled.kind, recalled.id)
        return answer if _is_of_time(answer, understood) else None

    def _fits(self, recalled: Recalled, understood: Understood) -> bool:
        """Whether the story tells of everybody and every flight and station that the sentence names.

        What is in most stories must be in the question that is likest, and so must be what it tells of them; a
        spacewalk is told by the story of one.
        """
        said = recalled.question.casefold().replace("ё", "е").split()
        mentions = [
            item.mention
            for item in understood.sentence.items
            if item.mention and not set(item.text.split()) <= set(said)
        ]
        likest = self._understanding.items_in(recalled.question)
        asked = _names_of(likest)
        numbers = _NUMBER.findall(recalled.question)
        items = understood.sentence.items
        unread = [item.text for item in items if item.is_unknown and item.text.isdigit()]
        if any(number not in numbers for number in unread):
            return False
        concepts = {item.concept for item in likest}
        if any(item.concept in MUST and item.text not in LOOSE and item.concept not in concepts for item in items):
            return False
        if _has(items, COUNTING) and not _has(likest, COUNTING):
            return False
        if _has(items, RANKING) and _people_of(items) != _people_of(likest):
            return False  # the first American is not the first of all
        crafts = [mention.entries for mention in mentions if mention.entries[0].id in CRAFTS]
        if _strange(crafts, asked) or _is_of_another(_names_of(items), asked):
            return False
        if any(item.concept == "spacewalk" for item in understood.sentence.items):
            with self._edition.open() as facts:
                return is_event_of(facts, recalled.id, "spacewalk")
        named = [
            [(entry.kind, entry.id) for entry in mention.entries if entry.kind in TOLD and entry.id not in COMMON]
            for mention in mentions
        ]
        with self._edition.open() as facts:
            return all(speaks_of(facts, (recalled.kind, recalled.id), records) for records in named if records)

    def _asks_the_same(self, recalled: Recalled, understood: Understood) -> bool:
        """Whether both ask who, or when, or why; where one has no such word, they may."""
        items = self._understanding.items_in(recalled.question)
        asked = [
            {item.concept for item in some if item.concept in ASKING} for some in (items, understood.sentence.items)
        ]
        return not all(asked) or not asked[0].isdisjoint(asked[1])

    def _passage(self, understood: Understood, language: Language) -> PassageAnswer | None:
        """A passage that holds the words of a question which no field answers."""
        topic = understood.clues
        if understood.reason != "unknown" or topic is None:
            return None
        with self._edition.open() as facts:
            return passage(facts, Clues(*topic), language=language)

    def _declined(self, understood: Understood, language: Language) -> DeclinedAnswer:
        """Why there is no answer, with three questions like the one that failed."""
        unknown = " ".join(item.text for item in understood.left if item.is_unknown)
        sentences = [sentence for entry in understood.about for sentence in templates.about(entry, language)]
        found: list[tuple[str, Question]] = []
        for sentence in (*templates.ranked(understood.sentence.text, sentences, NEAREST), *templates.plain(language)):
            questions = self._understanding.understand(sentence, language).questions
            if len(questions) == 1 and len(found) < NEAREST:
                found.append((sentence, questions[0]))
        return DeclinedAnswer(understood.reason, unknown, tuple(found))

    def _which(self, questions: tuple[Question, ...]) -> WhichAnswer:
        """The choice between namesakes, each told by the record that its question differs in."""
        ids = [tuple(map(str, dataclasses.astuple(one))) for one in questions]
        told = [next((value for value in values if sum(value in other for other in ids) == 1), "") for values in ids]
        entries = [
            next((entry for kind in CARDS if (entry := self._names.get(kind, part))), None)
            for value in told
            for part in [value.split("+")[0]]
        ]
        pairs = [(label_of(entry), one) for entry, one in zip(entries, questions, strict=True) if entry]
        return WhichAnswer(tuple(label for label, _ in pairs), tuple(one for _, one in pairs))


def _is_alike(recalled: Recalled, bar: Bar) -> bool:
    """Whether the words are those of one story's question, and of no other's."""
    return recalled.likeness >= bar.likeness and recalled.likeness - recalled.next >= bar.apart


def _names_of(items: Sequence[Item]) -> Names:
    """What each name may mean."""
    return [item.mention.entries for item in items if item.mention]


def _has(items: Sequence[Item], concepts: Sequence[str]) -> bool:
    return any(item.concept in concepts for item in items)


def _people_of(items: Sequence[Item]) -> set[str]:
    """The nations and the genders that a sentence is limited to."""
    return {item.concept for item in items if item.concept.startswith(("nation:", "woman", "man", "foreigner"))}


def _strange(names: Names, others: Names) -> Names:
    """The names that mean none of what the others do."""
    known = {entry for name in others for entry in name}
    return [name for name in names if known.isdisjoint(name)]


def _is_of_another(names: Names, others: Names) -> bool:
    """Whether each names what the other does not, of one kind: who died on Mir is not who died on Columbia.

    Or nothing that both name.
    """
    mine, theirs = _strange(names, others), _strange(others, names)
    kinds = [{entry.kind for name in some for entry in name if entry.kind in TOLD} for some in (mine, theirs)]
    alone = len(mine) == len(names) and len(theirs) == len(others)
    return not kinds[0].isdisjoint(kinds[1]) or (alone and all(kinds))


def _is_of_time(answer: PassageAnswer, understood: Understood) -> bool:
    """Whether a story tells of every day and year named: gifts of 1995 are not what "gifts in 1975" asks for."""
    story = f"{answer.best.date} {answer.best.name.en}"
    if answer.best.name.kind != "agreement":  # another's year in it is that of what went before
        story += answer.story.en
    times = [item.period for item in understood.sentence.items if item.period]
    days = [parse(time.value).date for time in times if time.kind == "day"]
    years = {time.value.strip("-")[:4] for time in times}
    ways = [rf"{day}|\b{day.day} {day:%B}|{day:%B} {day.day}\b" for day in days if day]
    return all(year in story for year in years if year.isdigit()) and all(re.search(way, story) for way in ways)


def _understanding(edition: Edition, entries: tuple[Entry, ...]) -> Understanding:
    with edition.open() as facts:
        aboard, common = missions.everybody_aboard(facts), common_words(facts)
        signings = things.signings(facts)
    last_year = parse(edition.as_of).year
    return Understanding(entries, aboard=aboard, common=common, signings=signings, last_year=last_year)
