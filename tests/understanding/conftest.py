"""The gazetteer of the real record."""

import pytest

from bot.answers.names import every_name
from bot.facts.edition import Edition
from bot.understanding.names import Entry, Gazetteer


@pytest.fixture(scope="session")
def entries(edition: Edition) -> tuple[Entry, ...]:
    return entries_of(edition)


@pytest.fixture(scope="session")
def gazetteer(entries: tuple[Entry, ...]) -> Gazetteer:
    return Gazetteer(entries)


def entries_of(edition: Edition) -> tuple[Entry, ...]:
    with edition.open() as facts:
        return tuple(Entry(*name) for name in every_name(facts))
