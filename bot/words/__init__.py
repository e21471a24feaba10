"""Folding: one spelling for all the ways to write a word. Knows alphabets, not names."""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# Romanisations of Russian differ (GOST, BGN/PCGN, NASA's habits): Krikalyov, Krikalev, Krikaljow. Each group
# below is written one way. The order matters: longer groups first, single letters last.
_SOUNDS = (
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"w"), "v"),
    (re.compile(r"[yji][oe]"), "e"),
    (re.compile(r"[yji]u"), "u"),
    (re.compile(r"[yji]a"), "a"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
_APOSTROPHES = re.compile(r"['’‘ʼ`´′ʹʺ\"«»“”„]")
_PICTOGRAPHS = re.compile("[\u2190-\u21ff\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff]")  # anyascii would name them
_TOKENS = re.compile(r"[a-z]+|[0-9]+")
SHORTEST_WORD = 3  # shorter ones are designations, not words
LONGEST = 200  # no name is longer; what follows is noise


def plain(text: str) -> str:
    """Lower-case ASCII for any script: «Кикина» → "kikina", "Jähn" → "jahn". Quotes vanish, pictographs are gaps."""
    flat = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    return anyascii(_PICTOGRAPHS.sub(" ", _APOSTROPHES.sub("", flat))).lower().replace("'", "")


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text as written, in plain letters: "Союз МС-22" → ("soyuz", "ms", "22")."""
    return tuple(token.lstrip("0") or "0" if token.isdigit() else token for token in _TOKENS.findall(plain(text)))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """One spelling for a word's romanisations: "krikalyov", "krikalev" → "krikalev". Idempotent."""
    while len(word) >= SHORTEST_WORD:  # "STS-51-J" and "STS-51-I" are two flights
        once = word
        for pattern, written in _SOUNDS:
            once = pattern.sub(written, once)
        if once == word:
            return word
        word = once
    return word


def fold(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared: script, case, accents, hyphens and romanisation do not matter."""
    return tuple(sound(token) for token in tokens(text[:LONGEST]))
