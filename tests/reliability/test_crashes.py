"""One round of each crash and failure; `python -m tests.reliability.matrix` runs many and writes README's table."""

from pathlib import Path

import pytest

from tests.reliability.crashes import FAILURES, KILLS, RESTARTS, crash, fail


@pytest.mark.parametrize("kill", KILLS)
@pytest.mark.parametrize("restart", RESTARTS)
async def test_after_a_crash_each_post_is_there_once_or_its_reason_is_stated(
    state: Path, kill: str, restart: str
) -> None:
    fates = await crash(state, KILLS[kill], RESTARTS[restart])
    assert all(fate.is_right for fate in fates), fates
    if restart == "at once":
        assert [fate.messages for fate in fates] == [1, 1, 1, 1]


@pytest.mark.parametrize("failure", FAILURES)
async def test_after_a_failure_each_post_is_there_once_or_its_reason_is_stated(state: Path, failure: str) -> None:
    fates = await fail(state, FAILURES[failure])
    assert all(fate.is_right for fate in fates), fates
    assert sum(fate.messages for fate in fates) == (3 if "one channel" in failure else 4)
