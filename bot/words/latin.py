"""Russian typed in Latin letters: "kogda startoval soyuz" → «когда стартовал союз». Knows alphabets, not names."""

import re

_GROUPS = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ts": "ц", "ch": "ч", "sh": "ш", "yo": "ё", "yu": "ю", "ju": "ю",
    "ya": "я", "ja": "я", "iu": "ю", "ia": "я", "yy": "ый", "yi": "ый", "yj": "ый", "iy": "ий", "ij": "ий", "ii": "ий",
}  # fmt: skip
_LETTERS = dict(zip("abvgdezijklmnoprstufhy", "абвгдезийклмнопрстуфхы", strict=True))
_VOWELS = ("a", "e", "o", "u")
_SOUND = re.compile("|".join([*sorted(_GROUPS, key=len, reverse=True), "[a-z]"]))
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_FOREIGN = re.compile(r"[qwx]|c(?!h)|^sts$")  # letters that nobody writes Russian with, and a designation


def cyrillic(text: str) -> str:
    """The text with its Latin words put into Cyrillic, but for those that hold letters which Russian has no use for."""
    return _WORD.sub(_word, text)


def _word(match: re.Match[str]) -> str:
    lower = match[0].lower()
    if _FOREIGN.search(lower):
        return match[0]
    put = _SOUND.sub(_sound, lower)
    return put.capitalize() if match[0][0].isupper() else put


def _sound(match: re.Match[str]) -> str:
    after_vowel = match[0] in ("i", "y") and match.string[: match.start()].endswith(_VOWELS)
    return _GROUPS.get(match[0]) or ("й" if after_vowel else _LETTERS[match[0]])
