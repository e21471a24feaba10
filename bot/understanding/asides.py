"""What a sentence says beside its question, and what may be answered though more is said."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from bot.questions import Fact, Flights, Happened, PersonCard, Question, Roster, Versus
from bot.understanding.lexicon import ELSEWHERE, lexicon
from bot.understanding.sentence import Item, Sentence

_QUESTIONS = (
    "who", "when", "where", "how_long", "how_many", "how_old", "times", "craft", "why", "definition", "commander",
)  # fmt: skip
_WORDS = re.compile(r"\w+")
_INTERROGATIVE = ("how", "what", "which", "whose", "как", "скольк", "чей", "чья", "чье")


def is_precise(question: Question) -> bool:
    """Whether it is one fact about what is named; a bare "when" may be about whatever the unknown words tell."""
    match question:
        case Fact(kind="person" | "mission" | "expedition", field=field):
            return field != "dates"
        case Flights(tell=tell, person=person):
            return bool(tell and person)
        case _:
            return isinstance(question, Versus) and question.by != "launch"  # "who opened the hatch first"


def is_of_a_day(question: Question, items: Iterable[Item]) -> bool:
    """Whether it is what happened on a day, in so many words."""
    told = any(item.concept == "happened" for item in items)
    return told and isinstance(question, Happened) and len(question.date) == len("1975-07-17")


def is_asked_alone(question: Question) -> bool:
    """Whether a question may stand alone though other parts of the sentence say more."""
    return (
        is_precise(question)
        or isinstance(question, PersonCard)
        or (isinstance(question, Roster) and bool(question.mission))
    )


def is_asked_for(item: Item, text: str) -> bool:
    """Whether a word that is unknown says what is asked for ("how close", "what colour"), or is a number."""
    if not item.text.isalpha():
        return True
    words = _WORDS.findall(text.casefold().replace("ё", "е"))
    return any(before.startswith(_INTERROGATIVE) for before, word in pairwise(words) if word == item.text)


def is_of_a_name(item: Item, after: Item, text: str) -> bool:
    """Whether a name and an unknown word beside it are one name: «Лу Кретьяна» is not Zhang Lu."""
    name, word = (item, after) if after.is_unknown else (after, item)
    if not (name.mention and name.mention.of("person") and word.is_unknown) or after.first - item.last != 1:
        return False
    return text.find(word.text.title()) > 0


def without_guesses(read: Sentence) -> Sentence:
    """The sentence with how many there are asked for, where two numbers are offered: «3 раза летал или 4»."""
    items = read.items
    ors = [place for place, item in enumerate(items) if item.concept == "or" and 0 < place < len(items) - 1]
    if len(ors) != 1 or not items[ors[0] + 1].text.isdigit():
        return read
    guesses = [place for place in range(ors[0]) if items[place].text.isdigit() and not items[place].period]
    if len(guesses) != 1:
        return read
    kept = [item for place, item in enumerate(items) if place not in (ors[0], ors[0] + 1)]
    kept[guesses[0]] = Item(kept[guesses[0]].text, "how_many")
    return replace(read, items=tuple(kept))


def without_chatter(read: Sentence) -> Sentence:
    """The sentence without parts that name nothing and ask nothing: "Excuse me, …", "…, my daughter wants to know"."""
    clauses = {item.clause for item in read.items}
    told = {clause for clause in clauses if not all(_is_beside(item) for item in read.items if item.clause == clause)}
    return replace(read, items=tuple(item for item in read.items if item.clause in told))


def without_asides(read: Sentence) -> Sentence:
    """The sentence without what its other parts say beside the one that asks: "It had to be aborted. Who …?"."""
    clauses = {item.clause for item in read.items}
    asking = {item.clause for item in read.items if item.concept in _QUESTIONS} or {max(clauses, default=0)}
    return replace(read, items=tuple(item for item in read.items if item.clause in asking or not _is_beside(item)))


def without_asker(read: Sentence) -> Iterator[Sentence]:
    """The sentence without what the asker tells of themselves: «Мы с внуком были в музее и заспорили: кто …?».

    First with the names, times, nations and genders that are told there, for they may be what is asked about; then
    without, where the question names something itself and points at nothing told before.
    """
    words = lexicon(read.language)
    own = {
        number
        for number, clause in enumerate(read.clauses)
        if any(words.is_of_asker(word) for word in _WORDS.findall(clause))
        and not any(item.clause == number and _asks(item) for item in read.items)
    }
    rest = tuple(item for item in read.items if item.clause not in own)
    if not rest or len(rest) == len(read.items):
        return
    yield replace(read, items=tuple(item for item in read.items if item.clause not in own or _is_limit(item)))
    asked = " ".join(clause for number, clause in enumerate(read.clauses) if number not in own)
    if any(item.mention for item in rest) and not any(words.is_pointing(word) for word in _WORDS.findall(asked)):
        yield replace(read, items=rest)


def _asks(item: Item) -> bool:
    """Whether it is a question word: «про Гагарина» and «мне 60 лет» may lead up to any question."""
    return item.concept in _QUESTIONS and item.concept != "definition" and item.text != "лет"


def _is_limit(item: Item) -> bool:
    return bool(item.mention or item.period) or item.concept.startswith(("nation:", "woman", "man", "flight"))


def _is_beside(item: Item) -> bool:
    return item.is_unknown or item.concept in (ELSEWHERE, "profession", "not") or item.concept.startswith("number:")
