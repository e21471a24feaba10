"""The gazetteer of the real record."""

from collections import defaultdict

import pytest

from bot.facts.edition import Edition
from bot.understanding.names import Entry, Gazetteer


@pytest.fixture(scope="session")
def entries(edition: Edition) -> tuple[Entry, ...]:
    return entries_of(edition)


@pytest.fixture(scope="session")
def gazetteer(entries: tuple[Entry, ...]) -> Gazetteer:
    return Gazetteer(entries)


def entries_of(edition: Edition) -> tuple[Entry, ...]:
    folded: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    with edition.open() as facts:
        for row in facts.rows("select kind, id, folded from alias order by rowid"):
            folded[row["kind"], row["id"]].append(row["folded"])
        labels = facts.rows(
            "select kind, id, en, ru, hint_en, hint_ru, rank from label where kind <> 'role' order by rowid"
        )
    return tuple(Entry(*row, folded=tuple(folded[row["kind"], row["id"]])) for row in labels)
