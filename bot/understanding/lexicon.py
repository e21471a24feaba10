"""The words of one language and the concepts they stand for, read from patterns/; forgiving about spelling."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Literal

from rapidfuzz.distance import OSA

from bot.words.morphology import form, forms
from bot.words.russian import heard

Language = Literal["en", "ru"]
LANGUAGES: tuple[Language, ...] = ("en", "ru")
_FOLDER = resources.files("bot.understanding").joinpath("patterns")
_CYRILLIC = re.compile("[а-яё]+")
_STEM = "*"
_SHORTEST_STEM = 2
_SLIPS = ((8, 2), (4, 1))  # letters a word needs for so many slips; "height" must not become "flight"
_SLIPPED_STEM = 5  # letters of a stem that may be misspelt
_SHORT = 4
_SHORTEST_HEARD = 5  # letters of a word that may be written as it is heard
_SHORTEST_MENDED = 3  # letters of a word that its neighbour puts right
_TOLD_LETTERS = 7  # of a story's word that a slip may be near: "discoverd" is not Discovery
FILLER = "filler"
WILL = "will"
ASIDE = "aside"  # what the two who talk do, said of no record; with a "not" before it, it means as little
ELSEWHERE = "elsewhere"


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: what ends here, and the words that lead on, whole or by their beginning."""

    concept: str = ""
    words: dict[str, "_Node"] = field(default_factory=dict)
    stems: dict[str, "_Node"] = field(default_factory=dict)

    def next(self, word: str) -> Iterable["_Node"]:
        """The nodes that a word leads to, the closest first."""
        if word in self.words:
            yield self.words[word]
        if self.stems:
            for end in range(len(word), _SHORTEST_STEM - 1, -1):
                if word[:end] in self.stems:
                    yield self.stems[word[:end]]


class Lexicon:
    """Phrases of one language → concepts; `templates` are the sentences by which questions are suggested."""

    def __init__(self, language: Language) -> None:
        """Read the language's file."""
        self.language = language
        told = tomllib.loads(_FOLDER.joinpath(f"{language}.toml").read_text(encoding="utf-8"))
        self.templates: dict[str, list[str]] = told["templates"]
        self.nicknames: dict[str, str] = told["nicknames"]
        self._alike: dict[str, tuple[str, ...]] = {}
        for line in told["synonyms"]["alike"]:
            group = tuple(line.split())
            for word in group:
                self._alike[word] = (*self._alike.get(word, ()), *group)
        self.romanised = frozenset[str](told.get("romanised", {}).get("cues", ()))
        self.spellings: dict[str, str] = told["spellings"]
        self._asker = frozenset[str](told.get("pronouns", {}).get("asker", ()))
        self._pointing = frozenset[str](told.get("pronouns", {}).get("pointing", ()))
        self._said = re.compile(
            rf"\b(?:{'|'.join(told['said']['verbs'])})\w*\b[^?]*\b(?:{'|'.join(told['said']['that'])})\b"
        )
        self._joint = _joint(told["asides"]) if "asides" in told else None
        self._root = _Node()
        self._known: set[str] = set()
        for concept, phrases in told["words"].items():
            for phrase in phrases:
                self._add(phrase.replace("-", " ").split(), concept)
        self._known |= {word for word in self._alike if len(word) >= _TOLD_LETTERS and language == "en"}
        self._by_length: dict[int, list[str]] = {}
        for word in sorted(self._known):
            self._by_length.setdefault(len(word), []).append(word)
        self._heard: dict[str, str] = {}
        if language == "ru":
            for word, node in (*self._root.words.items(), *self._root.stems.items()):
                if node.concept not in ("", ELSEWHERE):
                    self._heard.setdefault(heard(word), word)

    def alike(self, word: str) -> tuple[str, ...]:
        """The word, and those that say the same in a story."""
        return tuple(dict.fromkeys((word, *self._alike.get(word, ()))))

    def joints(self, text: str) -> list[int]:
        """Where a question begins after words that lead up to it, and where words begin that say what it is for."""
        return [match.end() for match in self._joint.finditer(text)] if self._joint else []

    def of_form(self, word: str) -> str:
        """The concept of a Russian word that the lexicon holds in another form; the filler's for a small word."""
        if self.language != "ru" or not _CYRILLIC.fullmatch(word):
            return ""
        read = form(word)
        if read.is_ours:
            return ASIDE
        if read.is_future:
            return ""  # «получит» is none of «получил»
        concepts = [self.longest([other], 0)[0] for other in forms(word)]
        told = next((concept for concept in concepts if concept not in ("", FILLER, WILL)), "")
        is_filler = read.is_small or (FILLER in concepts and not read.is_verb)  # a verb's forms may be said of a record
        return told or (FILLER if is_filler else "")

    def is_word(self, word: str) -> bool:
        """Whether a Russian word is no slip because the dictionary holds it: «прислали» is not «послали»."""
        return self.language == "ru" and bool(_CYRILLIC.fullmatch(word)) and form(word).is_known

    def is_said(self, before: str) -> bool:
        """Whether the words before another, in lower case, make it part of what somebody said: «заявил, что …»."""
        return bool(self._said.search(before))

    def is_verb(self, word: str) -> bool:
        """Whether a Russian word says what somebody did."""
        return self.language == "ru" and bool(_CYRILLIC.fullmatch(word)) and form(word).is_verb

    def is_of_asker(self, word: str) -> bool:
        """Whether a word speaks of whoever asks: «мы», «моя», «готовлю»."""
        is_ours = self.language == "ru" and bool(_CYRILLIC.fullmatch(word)) and form(word).is_ours
        return word in self._asker or is_ours

    def is_pointing(self, word: str) -> bool:
        """Whether a word stands for what was named before: «он», «туда», «этот»."""
        return word in self._pointing

    def both(self, word: str, concept: str) -> list[str]:
        """The concepts that a phrase stands for; a Russian noun for a nation's woman stands for two: «японка»."""
        concepts = concept.split() or [""]
        is_nation = self.language == "ru" and len(concepts) == 1 and concept.startswith("nation:")
        if is_nation and _CYRILLIC.fullmatch(word) and (read := form(word)).is_woman and read.is_known:
            return ["woman", concept]
        return concepts

    def of_tense(self, word: str) -> str:
        """The concept of a Russian verb that tells what somebody will do, and of which nothing else is known."""
        return WILL if self.language == "ru" and _CYRILLIC.fullmatch(word) and form(word).is_future else ""

    def of_ear(self, word: str) -> str:
        """The Russian word that one written as it is heard was meant for: «преземлился»; the word itself if none."""
        if self.language != "ru" or len(word) < _SHORTEST_HEARD or self._is_known(word):
            return word
        sound = heard(word)
        for end in range(len(sound), _SHORTEST_HEARD - 1, -1):
            right = self._heard.get(sound[:end])
            if right and (end == len(sound) or right in self._root.stems):
                return word if form(word).is_known else right + sound[end:]
        return word

    def is_told(self, word: str) -> bool:
        """Whether the word belongs to what stories tell, and so is no slip: «потёк» is not «полёт»."""
        return word in self._alike

    def _add(self, phrase: Sequence[str], concept: str) -> None:
        node = self._root
        for word in phrase:
            if concept != ELSEWHERE:  # what we know nothing of is no reason to read "lanch" as "lunch"
                self._known.add(word.rstrip(_STEM))
            branch, key = (node.stems, word[:-1]) if word.endswith(_STEM) else (node.words, word)
            node = branch.setdefault(key, _Node())
        node.concept = concept

    def mended(self, words: Sequence[str]) -> list[str]:
        """The words, with one that is misspelt put right if it makes a phrase with its neighbour: "how mnay"."""
        found = list(words)
        for place in range(1, len(words)):
            before, word = found[place - 1 : place + 1]
            if self._is_known(before) == self._is_known(word) or self.is_told(before) or self.is_told(word):
                continue
            if self._is_known(before):
                rights = [right for node in self._root.next(before) for right in node.words if _is_slip(word, right)]
            else:
                rights = [
                    right for right, node in self._root.words.items() if word in node.words and _is_slip(before, right)
                ]
            wrong = place if self._is_known(before) else place - 1
            closest = {right for right in rights if len(right) == len(found[wrong])} or set(rights)
            if len(closest) == 1:
                found[wrong] = closest.pop()
        return found

    def _is_known(self, word: str) -> bool:
        return bool(self.longest([word], 0)[1])

    def longest(self, words: Sequence[str], start: int) -> tuple[str, int]:
        """The concept of the longest phrase that begins at a word, and how many words it takes; ("", 0) for none."""
        best = ("", 0)
        paths = [(self._root, start)]
        while paths:
            node, place = paths.pop(0)
            if node.concept and place - start > best[1]:
                best = (node.concept, place - start)
            if place < len(words):
                paths.extend((after, place + 1) for after in node.next(words[place]))
        return best

    def corrected(self, word: str) -> str:
        """The known word that this one is a slip away from; empty where there is none, or two equally near."""
        slips = next((most for letters, most in _SLIPS if len(word) >= letters), 0)
        best, rivals = slips + 1, [""]
        for length in range(len(word) - slips, len(word) + slips + 1):
            for known in self._by_length.get(length, ()):
                if known[0] != word[0] and known[-2:] != word[-2:]:
                    continue
                distance = OSA.distance(word, known, score_cutoff=slips)
                if distance < best:
                    best, rivals = distance, [known]
                elif distance == best and best <= slips:
                    rivals.append(known)
        if self.language == "ru" and best > 1 and (right := self._with_stem(word)):
            return right
        concepts = {self.longest([rival], 0)[0] for rival in rivals if rival}
        return rivals[0] if best <= slips and len(concepts) == 1 else ""

    def _with_stem(self, word: str) -> str:
        """The word with the stem that it is one slip away from, whatever its ending: «приезмлился»; empty for none."""
        found = {
            stem + word[end:]
            for stem in self._root.stems
            if len(stem) >= _SLIPPED_STEM and word[0] == stem[0] and len(word) >= len(stem)
            for end in (len(stem) - 1, len(stem), len(stem) + 1)
            if OSA.distance(word[:end], stem, score_cutoff=1) == 1 and form(stem + word[end:]).is_known
        }
        concepts = {self.longest([right], 0)[0] for right in found}
        return min(found) if len(concepts) == 1 else ""


def _joint(asides: dict[str, list[str]]) -> re.Pattern[str]:
    verbs, whom, asking, after = ("|".join(asides[key]) for key in ("verbs", "whom", "asking", "after"))
    return re.compile(rf"\b(?:{verbs})(?:\s+(?:{whom}))*\s+(?=(?:{asking})\b)|(?=\b(?:{after})\b)")


def _is_slip(word: str, right: str) -> bool:
    """Whether a word is a slip away; a short one with as many letters: "ask" is not "as"."""
    if len(word) < _SHORTEST_MENDED or (len(word) <= _SHORT and len(word) != len(right)):
        return False
    return OSA.distance(word, right, score_cutoff=1) <= 1


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, read once."""
    return Lexicon(language)
