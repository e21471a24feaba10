"""The told story that a question asks for, by the likeness of its words to questions that editors wrote beside it."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol, cast

import snowballstemmer  # type: ignore[import-untyped]  # it comes without types

from bot.understanding.lexicon import LANGUAGES, Language
from bot.understanding.spelling import Vocabulary

_WORD = re.compile(r"[^\W\d_]+|\d+")
_APOSTROPHE = re.compile(r"['’`ʼ](?=\w)")


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 - the library's name


_LANGUAGES: tuple[tuple[Language, str], ...] = (("en", "english"), ("ru", "russian"))
_STEMMERS: dict[Language, _Stemmer] = {
    language: cast("_Stemmer", snowballstemmer.stemmer(name))  # pyright: ignore[reportUnknownMemberType]
    for language, name in _LANGUAGES
}


class Asked(NamedTuple):
    """A question that the story of a record answers, or the story's title."""

    kind: str
    id: str
    language: str
    question: str
    is_title: bool = False


class Recalled(NamedTuple):
    """The record whose question is likest, how alike it is (1: the same words), and that of the next record.

    `question` is the question, or the title, that is likest.
    """

    kind: str
    id: str
    likeness: float
    next: float
    is_title: bool
    question: str


class Recall:
    """The questions of one edition, to find the likest. Never changes."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        """Index the questions by the stems of their words."""
        questions = tuple(asked)
        self._indices = {
            language: _Index([one for one in questions if one.language == language]) for language in LANGUAGES
        }

    def likest(self, text: str, language: Language) -> Recalled | None:
        """The record whose question is likest to a text; None where no word is shared."""
        return self._indices[language].likest(text)


class _Index:
    """Questions of one language as vectors of stems, each weighted by how few questions hold it."""

    def __init__(self, asked: list[Asked]) -> None:
        self._asked = asked
        self._language: Language = "ru" if asked and asked[0].language == "ru" else "en"
        stems = [frozenset(_stems(one.question, self._language)) for one in asked]
        holders = Counter(stem for each in stems for stem in each)
        self._weights = {stem: math.log(1 + len(asked) / count) for stem, count in holders.items()}
        self._unseen = math.log(1 + len(asked))
        self._lengths = [self._length(each) for each in stems]
        self._holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(stems):
            for stem in each:
                self._holders[stem].append(place)
        self._spelling = Vocabulary(sorted(stem for stem in holders if stem.isalpha()))

    def likest(self, text: str) -> Recalled | None:
        stems = frozenset(map(self._mended, _stems(text, self._language)))
        shared: defaultdict[int, float] = defaultdict(float)
        for stem in stems:
            for place in self._holders.get(stem, ()):
                shared[place] += self._weights[stem] ** 2
        length = self._length(stems)
        best: dict[tuple[str, str], tuple[float, bool, str]] = {}
        for place, product in shared.items():
            one = self._asked[place]
            found = (product / (length * self._lengths[place]), one.is_title, one.question)
            best[one.kind, one.id] = max(best.get((one.kind, one.id), found), found)
        if not best:
            return None
        first, *others = sorted(best, key=lambda record: -best[record][0])[:2]
        likeness, is_title, question = best[first]
        return Recalled(*first, likeness, best[others[0]][0] if others else 0, is_title, question)

    def _mended(self, stem: str) -> str:
        """The stem; where no question holds it, the only one that is a slip away."""
        if stem in self._weights:
            return stem
        near = [other for other, slips in self._spelling.near(stem).items() if slips == 1]
        return near[0] if len(near) == 1 else stem

    def _length(self, stems: Iterable[str]) -> float:
        return math.sqrt(sum(self._weights.get(stem, self._unseen) ** 2 for stem in stems))


def _stems(text: str, language: Language) -> list[str]:
    words = _WORD.findall(_APOSTROPHE.sub("", text.casefold().replace("ё", "е")))
    return [_stem(word, language) for word in words]


@lru_cache(maxsize=8192)
def _stem(word: str, language: Language) -> str:
    return _STEMMERS[language].stemWord(word)
