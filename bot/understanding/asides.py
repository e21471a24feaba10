"""What a sentence says beside its question, and what may be answered though more is said."""

import re
from dataclasses import replace
from itertools import pairwise

from bot.questions import Fact, Flights, PersonCard, Question, Roster, Versus
from bot.understanding.lexicon import ELSEWHERE
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


def _is_beside(item: Item) -> bool:
    return item.is_unknown or item.concept in (ELSEWHERE, "profession") or item.concept.startswith("number:")
