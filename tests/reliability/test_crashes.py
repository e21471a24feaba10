"""One round of each crash and failure; `python -m tests.reliability.matrix` runs many and writes README's tables."""

import asyncio
from functools import partial

import pytest

from bot.facts.edition import Edition
from tests.reliability.crashes import FAILURES, KILLS, RESTARTS, crash, fail
from tests.reliability.matrix import run_rounds

AT_ONCE = 4


@pytest.mark.parametrize("restart", RESTARTS)
async def test_after_a_crash_each_post_is_there_once_or_its_reason_is_stated(edition: Edition, restart: str) -> None:
    room = asyncio.Semaphore(AT_ONCE)
    rounds = [partial(crash, kill=kill, restart=RESTARTS[restart]) for kill in KILLS.values()]
    fates = await asyncio.gather(*(run_rounds(edition.path, room, 1, one) for one in rounds))
    told = dict(zip(KILLS, fates, strict=True))
    assert all(fate.is_right for each in fates for fate in each), told
    if restart == "at once":
        assert all(fate.messages == 1 for each in fates for fate in each), told


async def test_after_a_failure_each_post_is_there_once_or_its_reason_is_stated(edition: Edition) -> None:
    room = asyncio.Semaphore(AT_ONCE)
    rounds = [partial(fail, failure=failure) for failure in FAILURES.values()]
    fates = await asyncio.gather(*(run_rounds(edition.path, room, 1, one) for one in rounds))
    told = dict(zip(FAILURES, fates, strict=True))
    assert all(fate.is_right for each in fates for fate in each), told
    assert {name: sum(fate.messages for fate in each) for name, each in told.items()} == {
        name: 3 if "one channel" in name else 4 for name in FAILURES
    }
