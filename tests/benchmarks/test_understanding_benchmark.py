"""How long sentences take to be understood, and to be answered (`pytest --benchmark-enable`)."""

import datetime as dt

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.asking import understanding_of
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.understanding.lexicon import LANGUAGES
from tests import ROOT

TODAY = dt.date(2026, 11, 25)


def sentences(language: str) -> list[str]:
    lines = (ROOT / "tests" / "sentences" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line.rpartition(" => ")[0] for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_understanding_all_sentences(benchmark: BenchmarkFixture, edition: Edition, language: str) -> None:
    """Divide by the number of sentences, some 300 and 400."""
    understanding = understanding_of(edition)
    texts = sentences(language)
    benchmark(lambda: [understanding.understand(text) for text in texts])


@pytest.mark.parametrize("language", LANGUAGES)
def test_answering_all_sentences_for_the_first_time(
    benchmark: BenchmarkFixture, edition: Edition, language: str
) -> None:
    """Nothing is kept from one round to the next."""
    texts = sentences(language)
    benchmark.pedantic(
        lambda historian: [historian.ask(text, language=language, today=TODAY) for text in texts],
        setup=lambda: ((Historian(edition),), {}),
        rounds=3,
    )


def test_reading_what_sentences_are_understood_by(benchmark: BenchmarkFixture, edition: Edition) -> None:
    benchmark(understanding_of, edition)
