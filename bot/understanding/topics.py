"""What somebody may call a topic of the records, or those whose flights are looked at."""

from collections.abc import Mapping

from bot.words import tokens

_TOPICS = {
    "longest-flight": ("longest", "dolgiy", "dolshe", "dlinnyy", "prodolzhitelnyy", "dlitelnyy"),
    "most-flights": ("flights", "poletov"),
    "most-time": ("time", "vremeni", "vremya", "nalet"),
    "first": ("first", "earliest", "pervyy", "pervye", "pervaya"),
    "last": ("last", "latest", "posledniy", "poslednie", "poslednyaya"),
    "youngest": ("youngest", "molozhe", "molodoy", "molodye", "molodaya"),
    "oldest": ("oldest", "starshe", "pozhiloy", "starshiy"),
}
_WHO = {"female": ("women", "woman", "zhenshchiny"), "male": ("men", "man", "muzhchiny")}
_FLIGHTS = {"joint": ("joint", "sovmestnye"), "all": ("all", "vse")}


def topic(text: str) -> str:
    """The id of a topic, "" for an empty text. Raises ValueError where a text names none, or two."""
    return _meant(text, _TOPICS)


def gender(text: str) -> str:
    """The id "female" or "male", "" for an empty text. Raises ValueError."""
    return _meant(text, _WHO)


def flights(text: str) -> str:
    """The id "joint" or "all", "joint" for an empty text. Raises ValueError."""
    return _meant(text, _FLIGHTS) or "joint"


def _meant(text: str, known: Mapping[str, tuple[str, ...]]) -> str:
    if text.strip().lower() in known:
        return text.strip().lower()
    words = tokens(text[:80])
    found = [id_ for id_, names in known.items() if any(word in names for word in words)]
    if words and len(found) != 1:
        raise ValueError(text)
    return found[0] if found else ""
