"""What a Russian word is: its dictionary form, and whether it is a small word or said between the two who talk."""

import logging
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, cast

# Words of these classes say how, not what: pronouns, particles, conjunctions, interjections, adverbs.
# Prepositions are not among them: «взамен», «накануне».
# http://opencorpora.org/dict.php?act=gram has the names.
_SMALL = frozenset({"NPRO", "PRCL", "CONJ", "INTJ", "ADVB", "PRED"})
_ADVERB = "ADVB"
# Endings of adverbs that may limit what is asked: «досрочно», «вручную», «вдвоём», «дважды».
_LIMITING = ("о", "ю", "ом", "ем", "жды", "не")
_WOMAN = frozenset({"NOUN", "femn", "anim"})  # «японка», «итальянок»
_ASIDE = "Prnt"  # said by the way: «помнится», «кажется»
_VERBS = ("VERB", "INFN")
# What the two who talk do: «спорим», «подскажете», «сделайте». A record tells of others.
_FUTURE, _PRESENT = "futr", "pres"  # «стартуют» is both
_OURS = ("1per", "2per", "impr")


class Form(NamedTuple):
    """A word's likeliest dictionary form, and whether it is a small word or said by the way.

    `is_ours` is a verb of the two who talk, `is_future` one of what somebody else will do, `is_woman` a noun for one.
    Of what the dictionary only guesses, nothing is a verb or known.
    """

    lemma: str
    is_small: bool
    is_ours: bool = False
    is_verb: bool = False
    is_known: bool = False
    is_future: bool = False
    is_woman: bool = False


class _Tag(Protocol):
    POS: str | None
    grammemes: frozenset[str]

    def __contains__(self, grammeme: str) -> bool: ...


class _Parse(Protocol):
    word: str
    normal_form: str
    tag: _Tag
    is_known: bool

    @property
    def lexeme(self) -> "list[_Parse]": ...


class _Analyzer(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...


@lru_cache(maxsize=8192)
def form(word: str) -> Form:
    """The likeliest form of a Russian word in lower case; ё is е in it."""
    best, *others = parses = _analyzer().parse(word)
    is_verb = best.tag.POS in _VERBS and best.is_known
    return Form(
        best.normal_form.replace("ё", "е"),
        _ASIDE in best.tag or (best.tag.POS in _SMALL and not _may_limit(word, best.tag)),
        is_verb and any(person in best.tag for person in _OURS),
        is_verb,
        best.is_known,
        is_verb and _FUTURE in best.tag and not any(_PRESENT in other.tag for other in others),
        any(_WOMAN.issubset(parse.tag.grammemes) for parse in parses),
    )


@lru_cache(maxsize=2048)
def forms(word: str) -> tuple[str, ...]:
    """Every form of a word that the dictionary holds, participles of a verb among them; ё is е in them."""
    best = _analyzer().parse(word)[0]
    return tuple(other.word.replace("ё", "е") for other in best.lexeme) if best.is_known else ()


def _may_limit(word: str, tag: _Tag) -> bool:
    return tag.POS == _ADVERB and word.endswith(_LIMITING)


@cache
def _analyzer() -> _Analyzer:
    # Imported with the first word that needs it: the dictionary takes 0.2 s and 30 MB. It comes without types.
    from pymorphy3 import MorphAnalyzer  # type: ignore[import-untyped]  # pyright: ignore  # noqa: PLC0415, PGH003

    logging.getLogger("pymorphy3").setLevel(logging.WARNING)  # what it loads is nobody's news
    return cast("_Analyzer", MorphAnalyzer(lang="ru"))
