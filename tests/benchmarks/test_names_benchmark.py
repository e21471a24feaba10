"""How long names take, with the real record and with a hundred times as many (`pytest --benchmark-enable`)."""

import itertools
import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.facts.edition import Edition
from bot.understanding.names import Entry, Gazetteer
from tests.understanding.conftest import entries_of

SIZES = (1, 100)
RESOLVED = {
    "id": ("stafford", "person"),
    "name": ("Сергей Крикалёв", "person"),
    "words": ("Volkov", "person"),
    "flight": ("ms22", "mission"),
    "beginning": ("sergei krik", "person"),
    "typo": ("Кикена", "person"),
    "sentence": ("Thomas Stafrod the astronaut", "person"),
    "nothing": ("qwertyuiop asdf", "person"),
}
TYPED = {
    "empty": ("", "person"),
    "letter": ("s", "person"),
    "three": ("кри", "person"),
    "word": ("krikal", "person"),
    "common word": ("Sergei", "person"),
    "two words": ("sergei v", "person"),
    "flight": ("soyuz ms 2", "mission"),
    "typo": ("Volkof", "person"),
}


@pytest.fixture(scope="session", params=SIZES, ids=[f"x{size}" for size in SIZES])
def many(request: pytest.FixtureRequest, edition: Edition) -> tuple[Entry, ...]:
    return tuple(itertools.chain.from_iterable(_copies(entries_of(edition), request.param)))


@pytest.fixture(scope="session")
def gazetteer(many: tuple[Entry, ...]) -> Gazetteer:
    return Gazetteer(many)


def _copies(entries: tuple[Entry, ...], size: int) -> list[list[Entry]]:
    """The entries, and then copies with invented last words; first names and craft stay as common as they are."""
    chance = random.Random(1975)
    return [list(entries), *([_like(entry, number, chance) for entry in entries] for number in range(1, size))]


def _like(entry: Entry, number: int, chance: random.Random) -> Entry:
    word = "".join(chance.choice("bdgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    last = (
        str(chance.randint(1, 99_999)) if entry.kind == "mission" else word + chance.choice(("v", "n", "ki", "s", ""))
    )
    folded = tuple(" ".join([*name.split()[:-1], last]) for name in entry.folded)
    return Entry(entry.kind, f"{entry.id}-{number}", folded[0], folded[-1], "", "", entry.rank, folded)


def test_construction(benchmark: BenchmarkFixture, many: tuple[Entry, ...]) -> None:
    benchmark.pedantic(Gazetteer, args=(many,), rounds=5 if len(many) < 10_000 else 1)


@pytest.mark.parametrize("case", RESOLVED)
def test_resolve(benchmark: BenchmarkFixture, gazetteer: Gazetteer, case: str) -> None:
    text, kind = RESOLVED[case]
    assert benchmark(gazetteer.resolve, text, (kind,)).entries


@pytest.mark.parametrize("case", TYPED)
def test_suggest(benchmark: BenchmarkFixture, gazetteer: Gazetteer, case: str) -> None:
    text, kind = TYPED[case]
    assert benchmark(gazetteer.suggest, text, kind)
