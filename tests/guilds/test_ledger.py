"""The ledger: a post is claimed once, settled once, and what a crash leaves is seen."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.guilds import destinations, ledger
from bot.guilds.destinations import Destination, Settings
from bot.guilds.ledger import KEPT, Outcome, Settled
from bot.guilds.state import State

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    state = State(tmp_path)
    yield state._connection
    state.close()


@pytest.fixture
def one(db: sqlite3.Connection) -> Destination:
    return destinations.add(db, 1, Settings(10, 9, 0, "UTC"), set_up_by=5, now=NOW)


def claimed(db: sqlite3.Connection, one: Destination, day: dt.date = TODAY) -> ledger.Claim:
    found = ledger.claim(db, one, day=day, due=NOW, now=NOW)
    assert found is not None
    return found


def test_a_post_is_claimed_once(db: sqlite3.Connection, one: Destination) -> None:
    claimed(db, one)
    assert ledger.claim(db, one, day=TODAY, due=NOW, now=NOW) is None
    assert ledger.claim(db, one, day=TODAY + DAY, due=NOW, now=NOW) is not None


def test_the_destination_remembers_the_last_days_claimed(db: sqlite3.Connection, one: Destination) -> None:
    for ahead in range(6):
        claimed(db, one, TODAY + ahead * DAY)
    ledger.claim(db, one, day=TODAY + 5 * DAY, due=NOW, now=NOW)
    assert destinations.active(db)[0].done == tuple(TODAY + ahead * DAY for ahead in (5, 4, 3, 2))


def test_the_nonce_is_the_same_for_the_same_post_and_short(db: sqlite3.Connection, one: Destination) -> None:
    first, second = claimed(db, one), claimed(db, one, TODAY + DAY)
    assert ledger.unsettled(db) == (first, second)
    assert ledger.unsettled(db)[0].nonce == first.nonce != second.nonce
    assert all(len(each.nonce) <= 25 for each in (first, second))


def test_a_post_is_settled_once(db: sqlite3.Connection, one: Destination) -> None:
    claim = claimed(db, one)
    ledger.settle(db, claim, Settled(Outcome.SENT, message_id=9, told="event:handshake"), now=NOW)
    ledger.settle(db, claim, Settled(Outcome.UNKNOWN, "crash"), now=NOW + DAY)
    entry = ledger.last(db, one.id)[0]
    assert (entry.outcome, entry.message_id, entry.reason, entry.settled) == (Outcome.SENT, 9, "", NOW)
    assert ledger.unsettled(db) == ()
    assert ledger.told_before(db, one.id) == "event:handshake"


def test_a_missed_post_is_written_down_and_never_overwrites_one(db: sqlite3.Connection, one: Destination) -> None:
    ledger.settle(db, claimed(db, one), Settled(Outcome.SENT), now=NOW)
    for ahead in (0, 1):
        ledger.miss(db, one, day=TODAY + ahead * DAY, due=NOW, now=NOW)
    assert [(entry.outcome, entry.reason) for entry in ledger.last(db, one.id)] == [
        (Outcome.MISSED, "late"),
        (Outcome.SENT, ""),
    ]


def test_a_day_written_down_as_missed_while_the_clock_was_ahead_may_still_be_posted(
    db: sqlite3.Connection, one: Destination
) -> None:
    ledger.miss(db, one, day=TODAY, due=NOW, now=NOW + 2 * DAY)
    assert destinations.active(db)[0].missed == TODAY
    assert ledger.unsettled(db) == ()
    claimed(db, one)
    assert ledger.last(db, one.id)[0].outcome is None
    assert ledger.claim(db, one, day=TODAY, due=NOW, now=NOW) is None


def test_old_rows_go_and_the_last_thirty_are_shown(db: sqlite3.Connection, one: Destination) -> None:
    for ahead in range(KEPT + 5):
        ledger.settle(db, claimed(db, one, TODAY + ahead * DAY), Settled(Outcome.SENT), now=NOW)
    assert db.execute("select count(*) from post").fetchone()[0] == KEPT
    shown = ledger.last(db, one.id)
    assert (len(shown), shown[0].day) == (30, TODAY + (KEPT + 4) * DAY)


def test_posts_of_a_forgotten_server_are_forgotten(db: sqlite3.Connection, one: Destination) -> None:
    claimed(db, one)
    destinations.forget_guild(db, 1)
    assert ledger.unsettled(db) == ()
