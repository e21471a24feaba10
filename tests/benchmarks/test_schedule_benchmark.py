"""How long it takes to see who is due: 100,000 destinations in at most 100 ms."""

import datetime as dt
import random
from zoneinfo import available_timezones

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bot.guilds.destinations import Destination, Settings
from bot.schedule.plan import due

COUNT = 100_000
MOST_SECONDS = 0.1
BEGUN = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 25, 15, tzinfo=dt.UTC)
YESTERDAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize("served", [(), (YESTERDAY + dt.timedelta(days=1),)], ids=["six-hours-late", "all-served"])
def test_due_over_a_hundred_thousand_destinations(benchmark: BenchmarkFixture, served: tuple[dt.date, ...]) -> None:
    chance = random.Random(1)
    zones = sorted(available_timezones())
    everyone = [
        Destination(
            number, number, 1, Settings(number, chance.randrange(24), chance.randrange(60), chance.choice(zones)),
            since=BEGUN, changed=BEGUN, done=(*served, YESTERDAY),
        )
        for number in range(COUNT)
    ]  # fmt: skip
    found = benchmark(due, everyone, NOW)
    assert 20_000 < len(found) < 30_000 if not served else len(found) < 10_000
    if benchmark.enabled:
        assert benchmark.stats.stats.min <= MOST_SECONDS
