"""What a Russian word is: its dictionary form, and whether it is a small word."""

import logging
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, cast

# Words of these classes say how, not what: pronouns, particles, conjunctions, prepositions, interjections, adverbs.
# http://opencorpora.org/dict.php?act=gram has the names.
_SMALL = frozenset({"NPRO", "PRCL", "CONJ", "PREP", "INTJ", "ADVB", "PRED"})
_WOMAN = frozenset({"NOUN", "femn", "anim"})  # «японка», «итальянок»
_ASIDE = "Prnt"  # said by the way: «помнится», «кажется»


class Form(NamedTuple):
    """A word's likeliest dictionary form; whether it is small or said by the way, of the future, in the dictionary."""

    lemma: str
    is_small: bool
    is_future: bool
    is_known: bool
    is_woman: bool


class _Tag(Protocol):
    POS: str | None
    grammemes: frozenset[str]

    def __contains__(self, grammeme: str) -> bool: ...


class _Parse(Protocol):
    normal_form: str
    tag: _Tag
    is_known: bool


class _Analyzer(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...


@lru_cache(maxsize=8192)
def form(word: str) -> Form:
    """The likeliest form of a Russian word in lower case; ё is е in it."""
    parses = _analyzer().parse(word)
    best = parses[0]
    return Form(
        best.normal_form.replace("ё", "е"),
        best.tag.POS in _SMALL or _ASIDE in best.tag,
        "futr" in best.tag and "3per" in best.tag,
        best.is_known,
        any(_WOMAN.issubset(parse.tag.grammemes) for parse in parses),
    )


@cache
def _analyzer() -> _Analyzer:
    # Imported with the first word that needs it: the dictionary takes 0.2 s and 30 MB. It comes without types.
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]  # pyright: ignore  # noqa: PLC0415, PGH003

    logging.getLogger("pymorphy3").setLevel(logging.WARNING)  # what it loads is nobody's news
    return cast("_Analyzer", MorphAnalyzer(lang="ru"))
