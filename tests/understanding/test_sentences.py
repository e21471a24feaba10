"""Sentences as people put them → the questions that they ask: tests/sentences/<language>.txt."""

from collections.abc import Iterator

import pytest

from bot.asking import understanding_of
from bot.facts.edition import Edition
from bot.questions import to_text
from bot.understanding.lexicon import LANGUAGES
from bot.understanding.understand import Understanding
from tests import ROOT


@pytest.fixture(scope="session")
def understanding(edition: Edition) -> Understanding:
    return understanding_of(edition)


def sentences(language: str) -> Iterator[tuple[str, str]]:
    for line in (ROOT / "tests" / "sentences" / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, expected = line.rpartition(" => ")
            yield text, expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_understood_as_its_question(understanding: Understanding, language: str) -> None:
    wrong = []
    for text, expected in sentences(language):
        understood = understanding.understand(text)
        found = " | ".join(to_text(question) for question in understood.questions) or "?"
        if found != expected:
            wrong.append(f"{text} => {found}, not {expected}")
    assert not wrong, "\n".join(wrong)
