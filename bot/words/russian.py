"""Russian case endings: what «Стаффордом», «Кикину» or «Соловьёве» may be in the nominative. Knows no names."""

import re
from functools import lru_cache
from itertools import islice, product

_CYRILLIC = re.compile(r"[а-яё]+", re.IGNORECASE)
# Endings of the oblique cases of family names and nouns, longest first, and what may stand in the nominative instead.
_ENDINGS = (
    ("ского", ("ский",)), ("скому", ("ский",)), ("ского", ("ский",)), ("ским", ("ский",)), ("ском", ("ский",)),
    ("ской", ("ская",)), ("скую", ("ская",)),
    ("ому", ("ой", "ый")), ("ого", ("ой", "ый")), ("ему", ("ий",)), ("его", ("ий",)),
    ("ами", ("", "а")), ("ями", ("ь", "я")), ("ию", ("ия", "ий")), ("ии", ("ия", "ий")), ("ием", ("ий",)),
    ("ия", ("ий",)), ("ие", ("ий",)), ("ым", ("", "ый")), ("им", ("", "ий")), ("ом", ("",)), ("ем", ("ь", "й", "")),
    ("ой", ("а",)), ("ей", ("я", "а")), ("ов", ("",)), ("ам", ("", "а")), ("ах", ("", "а")),
    ("ю", ("я", "й", "ь")), ("я", ("й", "ь")), ("у", ("а", "")), ("ы", ("а", "")), ("и", ("а", "я", "ь", "й")),
    ("е", ("а", "я", "", "й")), ("а", ("",)),
)  # fmt: skip
SHORTEST_STEM = 3
_MOST = 64


def nominatives(word: str) -> tuple[str, ...]:
    """A Russian word and what its ending may be an oblique case of; any other word alone. Lower case."""
    lower = word.lower()
    if not _CYRILLIC.fullmatch(lower):
        return (lower,)
    found = [lower]
    for ending, instead in _ENDINGS:
        letters = len(lower) - len(ending)
        if lower.endswith(ending) and letters >= SHORTEST_STEM - 1:
            short = letters < SHORTEST_STEM  # «Хаем» is «Хай», but hardly «Ха»
            found += [lower[:letters] + nominative for nominative in instead if not short or nominative == "й"]
    return tuple(dict.fromkeys(found))


def readings(text: str) -> tuple[str, ...]:
    """A text with each word that may be inflected put into the nominative, in every way but as it stands."""
    words = text.split()[:6]
    ways = (" ".join(way) for way in islice(product(*map(nominatives, words)), _MOST))
    return tuple(way for way in dict.fromkeys(ways) if way != " ".join(words).lower())


def stem(word: str) -> str:
    """What stays of a Russian word in most of its cases, for a search by beginnings; any other word whole."""
    lower = word.lower()
    if not _CYRILLIC.fullmatch(lower):
        return word
    cuts = [lower[: -len(ending)] for ending, _ in _ENDINGS if lower.endswith(ending)]
    return min((cut for cut in cuts if len(cut) > SHORTEST_STEM), key=len, default=lower)


# Vowels that sound alike without stress, and what is heard at the end of a verb.
_HEARD = str.maketrans({"о": "а", "е": "и", "я": "и", "э": "и", "ы": "и", "ь": None, "ъ": None})
_VERB_ENDINGS = (("ться", "тца"), ("тся", "тца"))
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=8192)
def heard(word: str) -> str:
    """One spelling for what sounds alike: «преземлился» and «приземлился»."""
    for ending, sound in _VERB_ENDINGS:
        word = word.replace(ending, sound)
    return _DOUBLED.sub(r"\1", word.translate(_HEARD))
