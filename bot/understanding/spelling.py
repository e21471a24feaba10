"""Words and their misspellings: what a word may grow into and which words are a slip away. Knows words, not names."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.words import sound

_SHORT, _MIDDLE = 3, 5
_LAST_LETTER = "\U0010ffff"
_ENDING = "gd"  # folding leaves words of one or two letters alone ("Yu."); with this they are words
# Folding rewrites groups of letters, so half a group is spelled otherwise than the whole: "krikaly" is "krikali"
# until the "o" is typed, then "krikale". Keys are ends of a folded word, values what they may turn into.
_HALF_GROUPS = (
    ("shc", ("sh",)),
    ("sc", ("sh",)),
    ("i", ("e", "u", "a")),
    ("k", ("h",)),
    ("p", ("f",)),
    ("c", ("k",)),
)


def allowance(word: str) -> int:
    """How many slips (Damerau-Levenshtein) a word may hold: 0 in a number or up to 3 letters, 1 up to 5, else 2."""
    if word.isdigit() or len(word) <= _SHORT:
        return 0
    return 1 if len(word) <= _MIDDLE else 2


@lru_cache(maxsize=4096)
def growths(word: str) -> tuple[str, ...]:
    """The beginnings of the words that this unfinished one may become, its own spelling first."""
    ending = _ENDING if word[-1] != _ENDING[0] else _ENDING[1:]
    own = dict.fromkeys((word, sound(word + ending).removesuffix(ending)))
    for spelling in tuple(own):
        end, whole = next(((end, whole) for end, whole in _HALF_GROUPS if spelling.endswith(end)), ("", ()))
        own.update(dict.fromkeys(spelling.removesuffix(end) + letters for letters in whole))
    return tuple(own)


class Vocabulary:
    """A set of folded words that can be searched by beginning and by likeness."""

    def __init__(self, words: Iterable[str]) -> None:
        """Sort the words, and put each with those of its length that begin or end alike."""
        self._words = sorted(words)
        self._buckets: defaultdict[tuple[str, str, int], list[str]] = defaultdict(list)
        for word in self._words:
            if allowance(word):
                self._buckets["first", word[0], len(word)].append(word)
                self._buckets["last", word[-1], len(word)].append(word)

    def starting(self, beginning: str) -> Sequence[str]:
        """The words with this beginning, in alphabetical order."""
        return self._words[bisect_left(self._words, beginning) : bisect_left(self._words, beginning + _LAST_LETTER)]

    def near(self, word: str) -> dict[str, int]:
        """The words within the allowance of both, each with its number of slips.

        The first or the last letter must be right: it keeps the search small however many words there are.
        """
        slips = allowance(word)
        found: dict[str, int] = {}
        for length in range(len(word) - slips, len(word) + slips + 1) if slips else ():
            for place, letter in (("first", word[0]), ("last", word[-1])):
                bucket = self._buckets.get((place, letter, length))
                if bucket:
                    reach = min(slips, 1 if length <= _MIDDLE else 2)
                    matches = extract(word, bucket, scorer=OSA.distance, score_cutoff=reach, limit=None)
                    found.update((near, int(distance)) for near, distance, _ in matches)
        return found
