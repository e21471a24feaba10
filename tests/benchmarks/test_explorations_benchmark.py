"""How long chains, crews aboard and records take over the whole record (`pytest --benchmark-enable`)."""

import datetime as dt
import itertools
import random

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.answers.records import TOPICS
from bot.facts.edition import Edition
from bot.historian import Historian
from bot.questions import Aboard, Chain, Compare, Cooperation, Question, Records
from bot.replies.pictures import draw
from tests.explorations import EXPLORATIONS

TODAY = dt.date(2026, 11, 23)
ASKED = 300
FIRST = dt.date(1961, 4, 12)


def people(edition: Edition) -> list[str]:
    with edition.open() as facts:
        return [row["person"] for row in facts.rows("select distinct person from flight order by person")]


def questions(kind: str, edition: Edition) -> list[Question]:
    """Different ones from all of the record, the same in each run."""
    chance = random.Random(1975)
    names = people(edition)
    days = [FIRST + dt.timedelta(days=chance.randrange(23_900)) for _ in range(ASKED)]
    pairs = [chance.sample(names, 2) for _ in range(ASKED)]
    made: dict[str, list[Question]] = {
        "chain": [Chain(one, other) for one, other in pairs],
        "chain-stations": [Chain(one, other, stations=True) for one, other in pairs],
        "handshake": [Chain(one) for one, _ in pairs],
        "aboard-day": [Aboard(day.isoformat()) for day in days],
        "aboard-moment": [Aboard(day.isoformat(), "12:00") for day in days],
        "aboard-period": [Aboard(f"{day}..{day + dt.timedelta(days=chance.randrange(9000))}") for day in days],
        "records": [
            Records(topic, nation, flights=flights)
            for topic in ("", *TOPICS)
            for nation in ("", "us", "ru", "usa", "canada", "japan")
            for flights in ("joint", "all")
        ],
        "compare": [Compare(f"person/{one}", f"person/{other}") for one, other in pairs],
        "cooperation": [Cooperation(str(chance.randint(1957, 2026))) for _ in range(ASKED)],
    }
    return made[kind]


@pytest.mark.parametrize(
    "kind",
    [
        "chain", "chain-stations", "handshake", "aboard-day", "aboard-moment", "aboard-period", "records", "compare",
        "cooperation",
    ],
)  # fmt: skip
@pytest.mark.parametrize("part", ["answer", "reply"])
def test_exploration_that_was_not_asked_before(
    benchmark: BenchmarkFixture, edition: Edition, kind: str, part: str
) -> None:
    """The answer alone, and the whole reply with its words, buttons and sources; the picture is drawn elsewhere."""
    historian = Historian(edition)
    asked = questions(kind, edition)
    historian.reply(asked[0], language="en", today=TODAY)  # templates compiled, meetings read
    number = itertools.count()
    explorer = historian._shelf._explorer

    def answer() -> object:
        with edition.open() as facts:
            return explorer.answer(facts, asked[next(number) % len(asked)], today=TODAY)

    def reply() -> object:
        turn = next(number)  # the day is part of the cache's key
        return historian.reply(
            asked[turn % len(asked)], language="en", today=TODAY + dt.timedelta(days=turn // len(asked))
        ).text

    assert benchmark.pedantic(answer if part == "answer" else reply, rounds=ASKED, warmup_rounds=5)


@pytest.mark.parametrize("name", ["chain", "handshake", "cooperation", "timeline"])
def test_picture(benchmark: BenchmarkFixture, historian: Historian, name: str) -> None:
    picture = historian.reply(EXPLORATIONS[name], language="ru", today=TODAY).picture
    assert picture is not None
    assert picture.sketch is not None
    assert benchmark.pedantic(draw.__wrapped__, (picture.sketch,), rounds=5)


def test_meetings_read_once_for_an_edition(benchmark: BenchmarkFixture, edition: Edition) -> None:
    from bot.answers.chains import Links

    with edition.open() as facts:
        assert benchmark.pedantic(Links, (facts,), rounds=5)
