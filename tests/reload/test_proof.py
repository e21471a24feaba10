"""The proof of `tests/benchmarks/reload_proof.py` with short counts, so that it is known to run and to judge."""

from tests.benchmarks import reload_proof as proof
from tests.facts.test_check import BROKEN

FEW = [case for case in BROKEN if case.name in ("bad encoding", "an open quote", "landing before launch", "no TOML")]


async def test_broken_facts_are_refused_by_the_running_bot() -> None:
    assert len(FEW) == 4
    assert await proof.refusals(FEW) == []


async def test_a_refusal_elsewhere_than_expected_is_noticed() -> None:
    case = FEW[0]
    assert len(await proof.refusals([type(case)(case.name, case.file, case.change, 999, case.said)])) == 1


async def test_no_reply_fails_or_is_mixed_while_the_record_is_reloaded() -> None:
    figures = await proof.reloads_under_load(1, quiet_seconds=0.5)
    assert figures.wrong == []
    assert len(figures.during) > 100
    assert len(figures.memory) == 1


async def test_a_bot_that_was_killed_while_it_reloaded_comes_back() -> None:
    _, wrong = await proof.kills(2, longest=5.0)
    assert wrong == []


def test_the_kinds_of_broken_facts_are_enough_and_each_has_a_name_of_its_own() -> None:
    assert len({case.name for case in BROKEN}) == len(BROKEN) >= 40
