"""The sentences of patterns/ filled with names: what to offer while somebody types, or where a question fails."""

from collections.abc import Iterable, Iterator, Sequence

from bot.understanding.index import Entry
from bot.understanding.lexicon import Language, lexicon
from bot.words import fold

PLAIN = "plain"
_CRAFT = ("spacecraft", "orbiter")
_STATION = ("station",)


def slots_of(entry: Entry) -> tuple[str, ...]:
    """The kinds of sentences that a record fits into."""
    if entry.kind != "thing":
        return (entry.kind,)
    if entry.hint_en in _CRAFT:
        return ("craft", "thing")
    return ("station", "thing") if entry.hint_en in _STATION else ("thing",)


def about(entry: Entry, language: Language) -> Iterator[str]:
    """The sentences about a record, with its name in the language."""
    name = entry.ru if language == "ru" else entry.en
    for slot in slots_of(entry):
        for template in lexicon(language).templates.get(slot, ()):
            yield template.replace(f"{{{slot}}}", name)


def plain(language: Language) -> Sequence[str]:
    """The sentences that name nothing to fill in."""
    return lexicon(language).templates[PLAIN]


def ranked(typed: str, sentences: Iterable[str], most: int) -> tuple[str, ...]:
    """The sentences that hold most of what was typed so far, the last word perhaps unfinished; each once."""
    words = fold(typed)
    scored = [(_held(words, fold(sentence)), sentence) for sentence in dict.fromkeys(sentences)]
    if words:
        best = max((held for held, _ in scored), default=0)
        scored = [(held, sentence) for held, sentence in scored if held >= max(1, best - 1)]
    return tuple(sentence for _, sentence in sorted(scored, key=lambda pair: -pair[0])[:most])


def _held(words: Sequence[str], sentence: Sequence[str]) -> int:
    return sum(any(other.startswith(word) for other in sentence) for word in words)
