"""Reports and uses in state.db."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.guilds import audit, reports
from bot.guilds.audit import Use
from bot.guilds.overview import overview
from bot.guilds.reports import Report
from bot.guilds.state import State

NOW = dt.datetime(2026, 11, 25, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    yield opened
    opened.close()


def report(text: str, user_id: int | None = None) -> Report:
    return Report(0, NOW, "abc12", "0" * 16, text, user_id)


def test_reports_are_read_by_pages_the_newest_first_and_taken_away(state: State) -> None:
    for number in range(reports.PAGE + 1):
        assert state.do_now(lambda connection, number=number: reports.store(connection, report(f"mistake {number}")))
    first = state.do_now(lambda connection: reports.page_of(connection, 1))
    assert [found.text for found in first] == [f"mistake {number}" for number in range(reports.PAGE, 0, -1)]
    assert first[0].at == NOW
    assert [found.text for found in state.do_now(lambda connection: reports.page_of(connection, 2))] == ["mistake 0"]
    assert state.do_now(lambda connection: reports.remove(connection, first[0].id))
    assert not state.do_now(lambda connection: reports.remove(connection, first[0].id))
    assert state.do_now(reports.waiting) == reports.PAGE


def test_a_flood_is_turned_away(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "MOST_WAITING", 1)
    assert state.do_now(lambda connection: reports.store(connection, report("one")))
    assert not state.do_now(lambda connection: reports.store(connection, report("two")))


def test_a_reader_can_be_forgotten_without_their_reports(state: State) -> None:
    state.do_now(lambda connection: reports.store(connection, report("mine", 7)))
    state.do_now(lambda connection: reports.store(connection, report("another's", 8)))
    assert state.do_now(lambda connection: reports.forget(connection, 7)) == 1
    found = state.do_now(lambda connection: reports.page_of(connection, 1))
    assert [(each.text, each.user_id) for each in found] == [("another's", 8), ("mine", None)]


def test_an_empty_state_has_an_overview_and_uses_are_in_it(state: State) -> None:
    empty = state.do_now(overview)
    assert (empty.destinations, empty.posts, empty.failures, empty.reports, empty.uses) == (0, (), (), 0, ())
    uses = [Use(NOW, 1, "reload", admitted=True), Use(NOW, 2, "status", admitted=False)]
    for use in uses:
        state.do_now(lambda connection, use=use: audit.note(connection, use))
    assert state.do_now(overview).uses == tuple(reversed(uses))
