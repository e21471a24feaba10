"""The real names, as an edition holds them."""

from collections import defaultdict
from pathlib import Path

import pytest

from bot.facts.read import read
from bot.facts.rows import rows
from bot.understanding.names import Entry, Gazetteer

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def entries() -> tuple[Entry, ...]:
    """Every label of data/ with its names, without building the edition."""
    labels: list[dict[str, object]] = []
    folded: defaultdict[tuple[object, object], list[str]] = defaultdict(list)
    for table, row in rows(read(DATA)[0], "0" * 16):
        if table == "label":
            labels.append(row)
        elif table == "alias":
            folded[row["kind"], row["id"]].append(str(row["folded"]))
    return tuple(Entry(**label, folded=tuple(folded[label["kind"], label["id"]])) for label in labels)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def gazetteer(entries: tuple[Entry, ...]) -> Gazetteer:
    return Gazetteer(entries)
