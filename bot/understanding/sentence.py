"""A text → its words with what each of them is: a concept, a name, a stretch of time, or unknown. Decides nothing."""

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from bot.understanding.index import PERSON
from bot.understanding.lexicon import ASIDE, FILLER, Language, Lexicon, lexicon
from bot.understanding.mentions import Mention, Mentions
from bot.understanding.periods import Period, periods
from bot.words.latin import cyrillic

LONGEST = 300  # letters of a question that are read
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_POSSESSIVE = re.compile(r"['’`ʼ](?:s|d|ll|re|ve|m)\b|(?<=s)['’`ʼ](?=\s)", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=\w)['’`ʼ](?=\w)")
_MINE = re.compile(r"\bmy\s+[a-z]+", re.IGNORECASE)  # "my son", "my class": never what is asked for
_ASKER = re.compile(r"\b(?:i|im|id|ive|we|me|us|you|your|our)\b", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LONG_FILLER = 5  # letters from which a word may be a misspelt filler: "fuel" is not "full"
_LONG_NAME = 3  # words of a name that may hold a year
_RUSSIAN_WITH = ("с", "со")
_ENGLISH_WITH = ("with", "w", "alongside", "next to", "beside")
_SIDES = {"usa": "us", "ussr": "ru", "russia": "ru"}
_COPULAS = ("был", "была", "были", "стал", "стала", "is", "was", "were")  # «кто был учителем Леонова»
_WHICH = ("как", "кто", "кем", "ког", "кот", "wh")
_BREAK = re.compile(r"[.?!;,:()—–]|\s-\s")
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One phrase of a sentence. Exactly one of `concept`, `mention`, `period` is set; none where it is unknown.

    `first` and `last` are the numbers of its words among those between two stretches of time; `clause` is the number of
    its part of the sentence, by commas, dashes and full stops.
    """

    text: str
    concept: str = ""
    mention: Mention | None = None
    period: Period | None = None
    first: int = 0
    last: int = 0
    clause: int = 0

    @property
    def is_unknown(self) -> bool:
        """Neither a word of the lexicon nor a name nor a date."""
        return not (self.concept or self.mention or self.period)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A question's items in order, fillers left out; `clauses` are its parts in lower case, by their numbers."""

    text: str
    language: Language
    items: tuple[Item, ...]
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    capital: bool
    place: int


def language_of(text: str, default: Language) -> Language:
    """The language of a text by its script; the default where it has no letters or as many of both."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic == latin:
        return default
    return "ru" if cyrillic * 2 > latin else "en"


def sentence(text: str, names: Mentions, default: Language = "en") -> Sentence:
    """The text taken apart; what follows its first 300 letters is not read."""
    clean = unicodedata.normalize("NFKC", text)[:LONGEST]
    clean = _MINE.sub(" ", _APOSTROPHE.sub("", _POSSESSIVE.sub(" ", clean)))
    if any(word in lexicon("ru").romanised for word in _TOKEN.findall(clean.lower())):
        clean = cyrillic(clean)
    language = language_of(clean, default)
    lower = clean.casefold().replace("ё", "е")
    times = _outside_names(periods(lower) if len(lower) == len(clean) else (), clean, names)
    items: list[tuple[int, Item]] = [(time.start, Item(clean[time.start : time.end], period=time)) for time in times]
    for run in _runs(clean, times):
        items += _read(run, names, lexicon(language))
    items.sort(key=lambda pair: pair[0])
    joints = lexicon(language).joints(lower)
    breaks = sorted([*(match.start() for match in _BREAK.finditer(clean)), *joints])
    items = _without_leads(
        items, [(max((b for b in breaks if b < joint), default=0), joint) for joint in joints], clean
    )
    meaningful = [replace(item, clause=bisect(breaks, place)) for place, item in items if item.concept != FILLER]
    if meaningful and meaningful[0].concept == "not" and meaningful[0].text.endswith("nt"):
        meaningful = meaningful[1:]  # "Didn't Stafford fly …?" denies nothing
    kept = [
        item
        for item, after in zip_longest(meaningful, meaningful[1:])
        if item.concept != ASIDE and not _is_bare(item, after)
    ]
    clauses = tuple(lower[start:end] for start, end in pairwise((0, *breaks, len(lower))))
    return Sentence(text, language, tuple(_without_appositions(kept, lower)), clauses)


def _without_appositions(items: Sequence[Item], text: str) -> Iterator[Item]:
    """The items without what stands right before a name and only says who it is: "the journalist Akiyama"."""
    for place, item in enumerate(items):
        told = _told(item, items[place + 1 :]) if _is_apposed(item) and not _is_asked(item, text) else None
        if told is None or not (told.of(PERSON) or (item.concept.startswith("nation:") and told.of("mission"))):
            yield item


def _is_asked(item: Item, text: str) -> bool:
    """Whether it is asked which: «с каким американцем Леонов летал»."""
    before, _, _ = text.partition(item.text)
    words = [word for word in before.split() if word not in _COPULAS]
    return any(word.startswith(_WHICH) for word in words[-1:])


def _told(item: Item, after: Sequence[Item]) -> Mention | None:
    """The name that stands right after an item, or after what else is apposed to it."""
    last = item.last
    for later in after:
        if later.first != last + 1 or later.clause != item.clause:
            return None
        if not _is_apposed(later):
            return later.mention
        last = later.last
    return None


def _is_apposed(item: Item) -> bool:
    if item.is_unknown:
        return item.text.isalpha() and not lexicon("ru").is_verb(item.text)  # «кого заменил Федяев»
    return item.concept.startswith(("nation:", "profession", "seat:"))


def _outside_names(times: Sequence[Period], text: str, names: Mentions) -> tuple[Period, ...]:
    """The stretches of time without those that belong to a long name: "Renewal of the 1972 space agreement"."""
    if not times:
        return ()
    tokens = list(_TOKEN.finditer(text))
    words = [token[0].casefold().replace("ё", "е") for token in tokens]
    found = [names.longest(words, place, {}) for place in range(len(words))]
    spans = [
        (tokens[name.start].start(), tokens[name.end - 1].end())
        for name in found
        if name and name.end - name.start >= _LONG_NAME
    ]
    return tuple(time for time in times if not any(start <= time.start and time.end <= end for start, end in spans))


def _without_leads(
    items: list[tuple[int, Item]], spans: Sequence[tuple[int, int]], text: str
) -> list[tuple[int, Item]]:
    """The items without those that lead up to the question: "We argued about …", "Would you tell me …"."""
    for start, end in spans:
        lead = [item for place, item in items if start <= place < end]
        if _ASKER.search(text[start:end]) and not any(
            item.mention or item.period or item.concept.startswith("nation:") for item in lead
        ):
            items = [(place, item) for place, item in items if not start <= place < end]
    return items


def _is_bare(item: Item, after: Item | None) -> bool:
    """Whether a small word tells nothing where it stands."""
    return _is_bare_with(item, after) or _is_bare_not(item, after) or _is_bare_only(item, after)


def _is_bare_with(item: Item, after: Item | None) -> bool:
    """Whether a "with" tells nothing of companions: "docked with Mir", «вернулся с Мира»."""
    if item.concept != "with":
        return False
    if item.text in _RUSSIAN_WITH:
        told = after and (
            after.concept in ("who", "people", "cosmonaut", "crew", "how_many", "woman", "man")
            or after.concept.startswith("nation:")
        )
        return not (told or (after and after.mention and after.mention.of("person")))
    return item.text in _ENGLISH_WITH and bool(after and after.mention and not after.mention.of("person"))


def _is_bare_not(item: Item, after: Item | None) -> bool:
    """Whether a "not" belongs to what the asker does: «если не ошибаюсь»."""
    return item.concept == "not" and after is not None and after.concept == ASIDE and after.first - item.last == 1


def _is_bare_only(item: Item, after: Item | None) -> bool:
    """Whether an "only" limits nothing: "only the year", but not «только на „Союзе“»."""
    return item.concept == "only" and not (after and after.mention and after.mention.of("thing"))


def _runs(text: str, times: Sequence[Period]) -> Iterator[list[_Token]]:
    """The words between the stretches of time."""
    start = 0
    for end, after in [*((time.start, time.end) for time in times), (len(text), len(text))]:
        run = [
            _Token(match[0].casefold().replace("ё", "е"), match[0][0].isupper() and match.start() > 0, match.start())
            for match in _TOKEN.finditer(text, start, end)
        ]
        if run:
            yield run
        start = after


def _read(run: Sequence[_Token], names: Mentions, words_known: Lexicon) -> list[tuple[int, Item]]:
    words = words_known.mended([_spelt(token, words_known) for token in run])
    found: list[tuple[int, Item]] = []
    place = 0
    while place < len(run):
        item, taken = _at(run, words, place, names, words_known)
        if item.mention and item.mention.start < place and found:
            found.pop()  # the given name before a family name
        for concept in words_known.both(item.text, item.concept):
            part = _plain(replace(item, concept=concept), names)
            found.append((run[place].place, replace(part, first=place, last=place + taken - 1)))
        place += taken
    return found


def _spelt(token: _Token, words_known: Lexicon) -> str:
    """The word in its usual spelling; a name may be spelt otherwise than a word that sounds the same."""
    word = words_known.spellings.get(token.word, token.word)
    return word if token.capital else words_known.of_ear(word)


def _plain(item: Item, names: Mentions) -> Item:
    """A nation is a concept however it is named; a thing or a flight is a mention."""
    kind, _, id_ = item.concept.partition(":")
    if kind in ("thing", "mission") and (entry := names.get(kind, id_)):
        return Item(item.text, mention=Mention(0, 0, (entry,)))
    if item.mention and len(nations := item.mention.of("nation")) == len(item.mention.entries) == 1:
        return Item(item.text, f"nation:{_SIDES.get(nations[0].id, nations[0].id)}")
    return item


def _at(
    run: Sequence[_Token], words: Sequence[str], place: int, names: Mentions, words_known: Lexicon
) -> tuple[Item, int]:
    concept, taken = words_known.longest(words, place)
    mention = names.longest(words, place, words_known.nicknames)
    last = place + max(taken, mention.end - place if mention else 0) - 1
    if last > place and (flight := names.longest(words, last, {})) and flight.of("mission") and flight.end > last + 1:
        return _at(run, words[:last], place, names, words_known)  # «корабля „Союз-22“» is no «корабль „Союз“»
    if mention and mention.end - place == 1 and _is_deed(run[place], words_known):
        mention = None  # «горел» is not Gorie
    if mention and taken and mention.of("nation") and concept.startswith("nation:"):
        mention = None  # «из России», which sounds like Roosa
    if (
        mention
        and (length := mention.end - place)
        and (length > taken or (length == taken and _is_name(run, place, length)))
    ):
        return Item(" ".join(words[place : mention.end]), mention=mention), length
    if taken:
        return Item(" ".join(words[place : place + taken]), concept), taken
    return _slipped(run, words, place, names, words_known)


def _is_name(run: Sequence[_Token], place: int, length: int) -> bool:
    """Whether words that are also common ones ("ride", "still") stand there as a name."""
    return length > 1 or run[place].capital


def _is_deed(token: _Token, words_known: Lexicon) -> bool:
    """Whether a word says what somebody did, and so is no name."""
    return not token.capital and words_known.is_verb(token.word)


def _slipped(
    run: Sequence[_Token], words: Sequence[str], place: int, names: Mentions, words_known: Lexicon
) -> tuple[Item, int]:
    """A misspelt word; where both a common word and a name are near, the common word."""
    word = words[place]
    if words_known.is_told(word):
        return Item(word), 1
    if concept := words_known.of_form(word):
        return Item(word, concept), 1
    if not words_known.is_word(word) and (right := words_known.corrected(word)):
        corrected = [*words[:place], right, *words[place + 1 :]]
        concept, taken = words_known.longest(corrected, place)
        if not concept and words_known.is_told(right):
            return Item(right), 1
        # Russian endings make many words a slip away from one that means nothing; what they mean must not vanish.
        if concept and not (concept == FILLER and (words_known.language == "ru" or len(word) < _LONG_FILLER)):
            return Item(right, concept), taken
    mention = None if _is_deed(run[place], words_known) else names.misspelt(words, place, words_known.nicknames)
    if mention:
        return Item(" ".join(words[place : mention.end]), mention=mention), mention.end - place
    return Item(word, words_known.of_tense(word)), 1
